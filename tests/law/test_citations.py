"""What a text, and an answer, cites."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.citations.__main__ import SETS, read_labelled, score
from law4u_index.answer import Answer, Citation, Example, Section
from law4u_index.law import cite, find_citations
from law4u_index.law.act_table import acts
from law4u_index.law.ids import parse_id

RECORDS = sorted((Path(__file__).parent.parent / "records").glob("*.json"))
MURDER = ["ipc-1860/s/302", "ipc-1860/s/34"]


def ids(text: str) -> list[str]:
    return [citation.id for citation in find_citations(text)]


def cited(answer: Answer) -> list[str]:
    return [citation.id for citation in cite(answer).citations]


@pytest.mark.parametrize("name", SETS)
def test_hand_labelled_sentences_are_recognised_as_a_lawyer_does(name: str) -> None:
    result = score(read_labelled(name))
    assert result.precision >= 0.98
    assert result.recall >= 0.98


def test_there_are_at_least_four_hundred_labelled_sentences() -> None:
    assert sum(len(read_labelled(name)) for name in SETS) >= 400


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_cites_what_its_author_says(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    found = cited(_answer(data))
    assert sorted(found) == sorted(data["cites"])


def _answer(data: dict[str, Any]) -> Answer:
    example = data["example"]
    return Answer(
        id=data["id"],
        question=data["question"],
        summary=data["summary"],
        sections=tuple(_section(section, 1) for section in data["sections"]),
        example=Example(example["scenario"], tuple(example["steps"])) if example else None,
    )


def _section(data: dict[str, Any], level: int) -> Section:
    return Section(
        heading=data["heading"],
        kind=data["kind"],
        level=level,
        text=data["text"],
        items=tuple(data["items"]),
        sections=tuple(_section(section, level + 1) for section in data["sections"]),
    )


def test_a_bare_section_belongs_to_the_act_in_the_heading_above_it() -> None:
    answer = Answer(
        id="1",
        question="What is rash driving?",
        summary="The Information Technology Act has nothing on it.",
        sections=(
            Section(
                heading="Laws",
                sections=(
                    Section(
                        heading="Motor Vehicles Act, 1988",
                        level=2,
                        items=("Section 184: dangerous driving", "Section 279 IPC too", "Section 185: drink"),
                    ),
                    Section(
                        heading="Indian Penal Code (IPC)",
                        level=2,
                        sections=(Section(heading="Section 304A", level=3, text="A death by negligence."),),
                    ),
                ),
            ),
        ),
    )
    assert cited(answer) == ["mva-1988/s/184", "ipc-1860/s/279", "mva-1988/s/185", "ipc-1860/s/304A"]


def test_the_heading_wins_over_an_act_named_in_another_section() -> None:
    answer = Answer(
        id="1",
        question="Which law helps?",
        sections=(
            Section(heading="NI Act", sections=(Section(heading="Complaint", text="See the IPC also."),)),
            Section(heading="Dowry Prohibition Act", text="Section 3 punishes giving and taking."),
        ),
    )
    assert cited(answer) == ["dpa-1961/s/3"]


def test_each_provision_is_listed_once_with_the_words_that_cite_it_first() -> None:
    answer = Answer(
        id="1",
        question="What is Section 138\nof the NI Act?",
        summary="Section 138 NI Act punishes dishonour.",
        sections=(Section(heading=None, items=("File under Section 142 of that Act.",)),),
    )
    assert cite(answer).citations == (
        Citation("nia-1881/s/138", "Section 138 of the NI Act"),
        Citation("nia-1881/s/142", "Section 142 of that Act"),
    )


def test_the_example_is_read_at_its_place() -> None:
    answer = Answer(
        id="1",
        question="How do I sue?",
        sections=(
            Section(heading="Example", kind="example"),
            Section(heading="Summary", kind="summary", text="Section 80 CPC."),
        ),
        example=Example("Asha sued under Section 9 CPC.", ("She cited Section 10 CPC.",)),
    )
    assert cited(answer) == ["cpc-1908/s/9", "cpc-1908/s/10", "cpc-1908/s/80"]


def test_an_example_without_a_section_of_its_own_is_read_last() -> None:
    answer = Answer(id="1", question="How?", summary="Section 80 CPC.", example=Example("Section 9 CPC."))
    assert cited(answer) == ["cpc-1908/s/80", "cpc-1908/s/9"]


def test_an_example_that_its_section_already_tells_is_read_once() -> None:
    section = Section(heading="Example", kind="example", text="Asha used Section 9 CPC.", items=("Section 10.",))
    answer = Answer(
        id="1", question="How?", sections=(section,), example=Example("Asha used Section 9 CPC.", ("Section 10.",))
    )
    assert cited(answer) == ["cpc-1908/s/9", "cpc-1908/s/10"]


def test_an_answer_that_cites_nothing_has_no_citations() -> None:
    answer = Answer(id="1", question="May I keep a dog?", citations=(Citation("ipc-1860/s/1", "old"),))
    assert cite(answer).citations == ()


def test_the_words_of_a_citation_stand_where_it_says() -> None:
    text = "He relied on  Section 138\n of the NI Act, and won."
    found = find_citations(text)[0]
    assert text[found.start : found.end] == "Section 138\n of the NI Act"
    assert found.text == "Section 138 of the NI Act"


def test_an_act_before_the_number_is_part_of_the_words() -> None:
    assert find_citations("under IPC Section 279 he was fined")[0].text == "IPC Section 279"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section 5, Limitation Act Section 34 of the Arbitration Act", ["la-1963/s/5", "aca-1996/s/34"]),
        ("IPC Section 279, Motor Vehicles Act Section 184", ["ipc-1860/s/279", "mva-1988/s/184"]),
        (
            "Section 302 IPC r/w Section 34 and Section 25 Arms Act",
            ["ipc-1860/s/302", "ipc-1860/s/34", "arms-act-1959/s/25"],
        ),
        ("Act 45 of 1860 has it in Section 420 of that Act.", ["ipc-1860/s/420"]),
        ("Section 420 of Act No. 45 of 1860", ["ipc-1860/s/420"]),
        ("Section 302 of the Indian Penal Code, 1862", ["ipc-1860/s/302"]),
        ("Section 9 of the Companies Act, 1882", ["companies-act-1882/s/9"]),
        ("The Companies Act, 1956 is gone. Section 397 of the Companies Act died.", ["companies-act-1956/s/397"]),
        (
            'Section 3 of the MRTU Act, 1971 (hereinafter "MRTU"). Section 28 MRTU',
            ["mrtu-act-1971/s/3", "mrtu-act-1971/s/28"],
        ),
        ("Rule 4 of Order 38 CPC", ["cpc-1908/o/38/r/4"]),
        ("Order 60 Rule 1 CPC", []),
        ("Section 12 of the Industrial Disputes Act. Rule 4 of those Rules", ["ida-1947/s/12"]),
        ("The Limitation Act, 1963. Article 113 gives three years.", ["la-1963/a/113"]),
        ("Article 500 is not there", []),
        ("Section 138 of the accused's complaint under the NI Act", ["nia-1881/s/138"]),
        ("Section 173 sub-section (8) CrPC", ["crpc-1973/s/173(8)"]),
        (
            "clauses (a) to (c) of Section 3 of the Dowry Prohibition Act",
            ["dpa-1961/s/3(a)", "dpa-1961/s/3(b)", "dpa-1961/s/3(c)"],
        ),
        ("Sections 420, 12/3/2020 and so on of IPC", ["ipc-1860/s/420"]),
        ("Sections 420 to 406 of the IPC", ["ipc-1860/s/420", "ipc-1860/s/406"]),
        ("Section 0 IPC", []),
        ("Section 1234 IPC", []),
        ("In 3 IPC cases he got bail", []),
        ("the constitution of the bench under Section 5", []),
        ("it act 66d", []),
        ("Section 8(1), (2) and (3) of the RTI Act", ["rti-2005/s/8(1)", "rti-2005/s/8(2)", "rti-2005/s/8(3)"]),
        (
            "Section 19(1)(a) to (c) of the RTI Act",
            ["rti-2005/s/19(1)(a)", "rti-2005/s/19(1)(b)", "rti-2005/s/19(1)(c)"],
        ),
        ("Section 7(1) to 7(3) of the RTI Act", ["rti-2005/s/7(1)", "rti-2005/s/7(2)", "rti-2005/s/7(3)"]),
        ("Sub-sections (1) and (2) of section 8 of the RTI Act", ["rti-2005/s/8(1)", "rti-2005/s/8(2)"]),
        (
            "Section 9 of the Goa Co-operative Trusts Act, 1969 (Act 2 of 1969)",
            ["goa-co-operative-trusts-act-1969/s/9"],
        ),
        ("Section 5 of the J&K Public Safety Act, 1978", ["j-and-k-public-safety-act-1978/s/5"]),
        ("भारतीय साक्ष्य अधिनियम 1872 की धारा 27", ["iea-1872/s/27"]),
        ("भारतीय साक्ष्य अधिनियम की धारा 27", ["bsa-2023/s/27"]),
    ],
)
def test_a_wording_is_understood(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(ids(text))) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Section ", "138", " of the ", "NI Act", ", ", "(1)", "Article ", "21", "Order ", "XXXIX", " Rule ", "-",
             "A", " and ", "the said Act", "IPC ", "धारा ", "\n\n", ".", "(", ")", "The Foo Bar Act, 1999",
             '(“the Act”)', "\x00", "r/w "]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_no_mixture_of_legal_words_breaks_it_and_every_id_is_well_formed(text: str) -> None:
    for citation in find_citations(text):
        assert parse_id(citation.id) is not None
        assert 0 <= citation.start < citation.end <= len(text)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert all(parse_id(citation.id) for citation in find_citations(text))


@given(st.sampled_from(acts()), st.integers(1, 20))
def test_a_provision_with_the_full_title_of_any_act_is_found(entry: Any, number: int) -> None:
    kind, word = {"articles": ("a", "Article"), "rules": ("r", "Rule")}.get(entry.shape, ("s", "Section"))
    assert ids(f"He relied on {word} {number} of the {entry.title}.") == [f"{entry.id}/{kind}/{number}"]


@pytest.mark.parametrize(
    "unit",
    ["Section 1 of the ", "s.1 ", "clause (a) of ", "1,", "(", "The Foo Act, 1999 (“the Act”) ", "A.", "Aa", "धारा "],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_citations(text)
        return time.process_time() - start

    assert seconds(120_000) < 8 * seconds(30_000) + 0.5


def test_the_letters_of_the_procedure_code_may_stand_apart() -> None:
    assert ids("recorded under Section 161 Cr PC, and Section 164 Cr P.C.") == ["crpc-1973/s/161", "crpc-1973/s/164"]
