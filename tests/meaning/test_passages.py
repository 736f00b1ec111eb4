from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from law4u_index import Answer, Section
from law4u_index.meaning.passages import LENGTH, MOST, QUESTION, passages_of

texts = st.text(max_size=3000)
sections = st.builds(Section, heading=st.none() | st.text(max_size=80), text=texts, items=st.tuples(texts))
answers = st.builds(
    Answer, id=st.just("1"), question=st.text(max_size=500), summary=texts, sections=st.tuples(sections, sections)
)


def test_the_question_stands_before_the_summary_and_before_each_group_of_sections() -> None:
    steps = Section("Steps", text="Write to the bank. " * 30)
    tips = Section("Tips", items=("Keep copies. " * 30, "Ask early. " * 30))
    answer = Answer("1", "What Is A Cheque?", summary="A promise to pay.", sections=(steps, tips))
    first, *others = passages_of(answer)
    assert first == "What Is A Cheque?\nA promise to pay."
    assert len(others) == 2
    assert all(other.startswith("What Is A Cheque?\n") for other in others)
    assert "Steps: Write to the bank." in others[0]


def test_short_sections_are_one_passage() -> None:
    short = tuple(Section(f"Part {number}", text="Few words.") for number in range(5))
    assert len(passages_of(Answer("1", "Q?", sections=short))) == 2


def test_nothing_of_a_long_summary_is_left_out() -> None:
    words = [f"word{number}" for number in range(400)]
    passages = passages_of(Answer("1", "Q?", summary=" ".join(words)))
    assert " ".join(passage.removeprefix("Q?\n") for passage in passages).split() == words


@given(answers)
def test_no_answer_gives_more_or_longer_passages_than_the_limits_say(answer: Answer) -> None:
    passages = passages_of(answer)
    assert 1 <= len(passages) <= MOST
    assert all(0 < len(passage) <= QUESTION + 2 * LENGTH + 200 for passage in passages)
