"""Words and meaning in one order, and which queries are for words alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index import Answer, AnswerIndex, MeaningUnavailable, QueryError
from law4u_index.search.fusion import MAX_ASKED, fuse, pool, worth_of_unknown
from law4u_index.search.gloss import gloss, is_latin_hindi
from law4u_index.search.matching import Planner
from law4u_index.search.query import parse_query
from law4u_index.search.spelling import Vocabulary
from tests.index.making import page
from tests.meaning.toy import ToyEncoder
from tests.search.conftest import build_index

QUESTIONS = {
    "1": "Can My Landlord Keep The Deposit?",
    "2": "What To Do When A Cheque Bounced?",
    "3": "How Is A Divorce Filed?",
    "4": "Who Pays After A Car Accident?",
    "5": "Does A Husband Keep The Deposit?",
}


@pytest.fixture
def encoder() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture
def index(tmp_path: Path, encoder: ToyEncoder) -> AnswerIndex:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, question in QUESTIONS.items():
        (folder / f"{number}.html").write_bytes(page(number, question, "As the law says."))
    index = AnswerIndex.open(tmp_path / "index", create=True, encoder=encoder)
    index.update([folder])
    index.encode()
    return index


def test_who_lacks_the_word_finds_the_answer_by_meaning(index: AnswerIndex) -> None:
    (hit,) = index.search("collision")
    assert hit.id == "4"
    assert hit.matched_by == ("meaning",)
    assert hit.snippets


def test_what_is_far_from_the_query_is_not_found(index: AnswerIndex) -> None:
    assert index.search("zzyzx").total == 0


def test_an_answer_that_has_the_words_is_not_said_to_be_found_by_meaning(index: AnswerIndex) -> None:
    hits = {hit.id: hit for hit in index.search("accident injury")}
    assert hits["4"].matched_by == ()


def test_of_two_answers_with_the_words_the_nearer_in_meaning_stands_first(index: AnswerIndex) -> None:
    words = [hit.id for hit in index.search("keep deposit security", meaning=False)]
    both = [hit.id for hit in index.search("keep deposit security")]
    assert set(words) == set(both)
    assert both[0] == "1"


def test_an_answer_like_one_in_meaning_alone_is_similar(tmp_path: Path, encoder: ToyEncoder) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, question in {"1": "Spouse Gone", "2": "Divorce Filed", "3": "Bail Refused", "4": "Arrest Made"}.items():
        (folder / f"{number}.html").write_bytes(page(number, question, f"Told in {number}{number}{number} words."))
    index = AnswerIndex.open(tmp_path / "index", create=True, encoder=encoder)
    index.update([folder])
    index.encode()
    assert [index.similar(one).hits[0].id for one in ("1", "2", "3", "4")] == ["2", "1", "4", "3"]
    assert encoder.asked == []


def test_what_has_no_vectors_yet_is_compared_by_all_else(index: AnswerIndex, tmp_path: Path) -> None:
    (tmp_path / "pages" / "6.html").write_bytes(page("6", "May My Landlord Keep My Deposit?", "As the law says."))
    index.update([tmp_path / "pages"])
    assert index.similar("6").hits[0].id == "1"
    assert "6" in [hit.id for hit in index.similar("1")]


def test_meaning_can_be_turned_off(index: AnswerIndex, encoder: ToyEncoder) -> None:
    assert index.search("collision", meaning=False).total == 0
    assert index.search("collision", literal=True).total == 0
    assert encoder.asked == []


@pytest.mark.parametrize(
    "query",
    [
        '"collision"',
        "collision AND injury",
        "collision OR spouse",
        "landlord (collision OR spouse)",
        'landlord ("collision" spouse)',
        "question:collision",
        "collision -bail",
        "collis*",
        "collisiom~",
        "IPC 420",
        "section 138 NI Act cheque bounced",
        "collision " * (MAX_ASKED + 1),
        "((((((collision injury) spouse) deposit) landlord) cheque) wife)",
        "",
    ],
)
def test_a_query_that_says_exactly_what_it_wants_stays_with_words(
    index: AnswerIndex, encoder: ToyEncoder, query: str
) -> None:
    found = index.search(query)
    assert encoder.asked == []
    assert all("meaning" not in hit.matched_by for hit in found)
    assert [hit.id for hit in found] == [hit.id for hit in index.search(query, meaning=False)]


@pytest.mark.parametrize(
    "query",
    [
        "may my landlord (or his spouse) keep the deposit",
        "landlord keeps my deposit since my cheque bounced, is that section 138 NI Act",
    ],
)
def test_a_question_with_an_aside_or_with_a_provision_on_the_way_is_asked_by_meaning_too(
    index: AnswerIndex, encoder: ToyEncoder, query: str
) -> None:
    index.search(query)
    assert encoder.asked == [query]


@pytest.mark.parametrize("sort", ["newest", "question"])
def test_another_order_than_by_relevance_is_of_the_answers_with_the_words(
    index: AnswerIndex, encoder: ToyEncoder, sort: str
) -> None:
    assert index.search("collision", sort=sort).total == 0
    assert encoder.asked == []


@pytest.mark.parametrize(
    ("text", "is_hindi"),
    [
        ("makan malik deposit nahi de raha", True),
        ("mera paisa wapas kaise milega", True),
        ("my landlord does not return the deposit", False),
        ("RTI appeal no reply to me", False),
        ("मकान मालिक", False),
        ("", False),
    ],
)
def test_hindi_in_latin_letters_is_told_from_english(text: str, is_hindi: bool) -> None:
    assert is_latin_hindi(text) is is_hindi


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("makan malik deposit wapas nahi de raha", "landlord security deposit refund not"),
        ("sasur ne jahez maanga", "father-in-law dowry demand"),
        ("talaak ke liye notise", "divorce notise"),
        ("mera xyzzy kya hai", "xyzzy"),
    ],
)
def test_hindi_in_latin_letters_is_said_in_english_as_far_as_the_tables_know_it(text: str, english: str) -> None:
    assert gloss(text, lambda term: term != "talaak") == english


def test_the_encoder_is_asked_in_english_what_is_typed_in_hindi_with_latin_letters(
    index: AnswerIndex, encoder: ToyEncoder
) -> None:
    found = index.search("pati se takkar")
    assert encoder.asked == ["husband accident"]
    assert "4" in [hit.id for hit in found]


@pytest.mark.parametrize("query", ["landlord keeps my deposit", "मकान मालिक"])
def test_what_the_encoder_can_read_is_asked_as_it_is_typed(index: AnswerIndex, encoder: ToyEncoder, query: str) -> None:
    index.search(query)
    assert encoder.asked == [query]


@given(st.text(max_size=60))
def test_any_text_can_be_said_in_english(text: str) -> None:
    assert gloss(text, lambda _: True).count("  ") == 0


def test_filters_hold_for_what_is_found_by_meaning(index: AnswerIndex) -> None:
    assert index.search("collision", kind="legal-framework").total == 1
    assert index.search("collision", kind="penalties").total == 0


def test_counts_and_facets_have_what_was_found_by_meaning(index: AnswerIndex) -> None:
    found = index.search("landlord collision", facets=True, limit=1)
    assert found.total == 3
    assert len(found) == 1


def test_pages_of_hits_put_together_are_the_whole_list(index: AnswerIndex) -> None:
    query = "keep the deposit after a collision with my spouse"
    whole = [hit.id for hit in index.search(query)]
    assert len(whole) == 4
    assert [index.search(query, limit=1, offset=at).hits[0].id for at in range(len(whole))] == whole


def test_a_search_says_that_some_answers_have_no_vectors_yet(index: AnswerIndex, tmp_path: Path) -> None:
    assert index.search("collision").notes == ()
    (tmp_path / "pages" / "6.html").write_bytes(page("6", "What Is Bail?"))
    index.update([tmp_path / "pages"])
    assert index.search("collision").notes == ("1 of 6 answers have no vectors yet; run 'law4u-index encode'",)
    assert index.search("bail").total == 1


def test_an_index_without_vectors_is_searched_by_words_and_no_encoder_is_asked(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_bytes(page("1"))
    encoder = ToyEncoder()
    with AnswerIndex.open(tmp_path / "index", create=True, encoder=encoder) as index:
        index.update([tmp_path / "1.html"])
        found = index.search("landlord")
        assert (found.total, found.notes, encoder.asked) == (1, (), [])
        with pytest.raises(MeaningUnavailable, match="law4u-index encode"):
            index.search("landlord", meaning=True)


def test_a_bad_query_is_told_before_any_encoder_is_asked(index: AnswerIndex, encoder: ToyEncoder) -> None:
    with pytest.raises(QueryError):
        index.search('kind:"nothing of the sort"')
    assert encoder.asked == []


def test_an_answer_keeps_the_score_of_its_words_in_whatever_order_the_near_ones_come(tmp_path: Path) -> None:
    rare = {3, 80, 411, 590}
    answers = [
        Answer(str(n), "Who Writes A First Information Report?" if n in rare else "What Is Bail?") for n in range(1200)
    ]
    index = build_index(tmp_path / "many", [answers])
    snapshot = index._searcher().snapshot
    plan = Planner(snapshot, Vocabulary(snapshot), "fir", parse_query("fir")).plan(())  # which is a phrase too
    docs = np.random.default_rng(1).permutation(1200)
    fused = fuse(plan, docs, np.full(1200, 0.9, np.float32), 0.5, 0.0)
    found = {str(doc): score for doc, score in zip(fused.docs.tolist(), fused.scores.tolist(), strict=True) if score}
    assert found == {hit.id: pytest.approx(hit.score) for hit in index.search("fir", meaning=False)}


def test_the_more_of_a_query_no_answer_has_the_more_its_meaning_decides(index: AnswerIndex) -> None:
    snapshot = index._searcher().snapshot
    docs, near = np.arange(3), np.array([0.1, 0.3, 0.5], np.float32)
    leads = []
    for query in ("landlord", "landlord zzyzx", "landlord zzyzx qwrtz"):
        plan = Planner(snapshot, Vocabulary(snapshot), query, parse_query(query)).plan(())
        _, nearer, nearest = fuse(plan, docs, near, 0.0, worth_of_unknown(snapshot, plan)).scores
        leads.append(nearest - nearer)
    assert leads[0] < leads[1] < leads[2]


def test_what_is_twice_as_far_above_the_last_is_worth_four_times_as_much(index: AnswerIndex) -> None:
    snapshot = index._searcher().snapshot
    plan = Planner(snapshot, Vocabulary(snapshot), "zzyzx", parse_query("zzyzx")).plan(())
    last, nearer, nearest = fuse(plan, np.arange(3), np.array([0.1, 0.3, 0.5], np.float32), 0.0, 1.0).scores
    assert last == 0
    assert nearest == pytest.approx(4 * nearer)


def test_of_many_answers_more_are_found_by_meaning_but_never_very_many() -> None:
    assert [pool(answers) for answers in (3, 111, 5_000, 20_000, 100_000, 1_000_000)] == [
        100,
        100,
        100,
        400,
        2000,
        2000,
    ]
