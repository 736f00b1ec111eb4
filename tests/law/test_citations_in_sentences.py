"""Where a citation ends in its sentence, and what typists make of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law import find_citations
from tests.law.citing import ids


def test_the_letters_of_the_procedure_code_may_stand_apart() -> None:
    assert ids("recorded under Section 161 Cr PC, and Section 164 Cr P.C.") == ["crpc-1973/s/161", "crpc-1973/s/164"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He relied on Section 151 CPC. She did not", "Section 151 CPC"),
        ("He relied on Section 151 C.P.C. She did not", "Section 151 C.P.C."),
        ("u/s 302 I. P. C.", "u/s 302 I. P. C."),
        ("Section 482 CrPC.", "Section 482 CrPC"),
        ("Under Regulation 7.6.5. of the UGC Regulations", "Regulation 7.6.5"),
        ("the right under Article 2.", "Article 2"),
        ("धारा 420 भा.दं.सं. के तहत", "धारा 420 भा.दं.सं."),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_citation(text: str, shown: str) -> None:
    assert [found.text for found in find_citations(text)] == [shown]


@given(
    number=st.integers(1, 170),
    act=st.sampled_from(["CPC", "C.P.C.", "IPC", "I.P.C.", "Cr.P.C.", "BNSS", "NI Act", "N.I. Act", "HMA", "H.M.A."]),
    behind=st.sampled_from(["", ".", ". He went home.", "; and", " is clear.", ".\n\nNext"]),
)
def test_a_citation_is_shown_the_same_wherever_its_sentence_ends(number: int, act: str, behind: str) -> None:
    cited = f"Section {number} {act}"
    point = "" if act.endswith(".") and behind.startswith(".") else behind[:1] if behind.startswith(".") else ""
    text = cited + point + behind.removeprefix(".")
    for found in find_citations(text):
        assert found.text == cited
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("decreed U/o 8 Rule 10 CPC", ["cpc-1908/o/8/r/10"]),
        ("barred u/O 39 Rules 1 and 2 CPC", ["cpc-1908/o/39/r/1", "cpc-1908/o/39/r/2"]),
        ("under Section        279/304 A of IPC", ["ipc-1860/s/279", "ipc-1860/s/304A"]),
        ("under O. 39, Rr. 1 and 2. Civil P. C., by", ["cpc-1908/o/39/r/1", "cpc-1908/o/39/r/2"]),
        ("read with Section 151. C.P.C. for the appointment", ["cpc-1908/s/151"]),
        ("He paid under Rule 5. The Code of Civil Procedure says nothing.", []),
        ("He paid under section 9. IPC says nothing.", []),
    ],
)
def test_citations_as_typists_of_judgments_set_them(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Article 21 states that no person shall lose his life.", ["const-1950/a/21"]),
        ("Articles 14 and 15 state that all are equal.", ["const-1950/a/14", "const-1950/a/15"]),
        ("Hindu Marriage Act\n\nSection 13 states the grounds.", ["hma-1955/s/13"]),
        ("Hindu Marriage Act\n\nSection 25 marks a change. Section 9 steps in.", ["hma-1955/s/25", "hma-1955/s/9"]),
        ("The Hindu Succession Act. Under Section 6 daughters inherit.", ["hsa-1956/s/6"]),
        ("Under section 498A women may complain; it is in the IPC.", ["ipc-1860/s/498A"]),
        ("Under Article 15 children may get more.", ["const-1950/a/15"]),
        ("Hindu Marriage Act\n\nIn this section 3 women speak, in each section 5 members.", []),
        ("Hindu Marriage Act\n\nSection 3 days later, Section 5 lakh rupees", []),
        ("In this article 5 steps are shown; 28 states have taken them.", []),
    ],
)
def test_what_stands_behind_a_provision_is_not_what_it_counts(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize(
    "thing",
    [
        "Chapter 5 of the IPC",
        "Chapters 5 and 6 of the IPC",
        "Chapter 17 IPC",
        "Schedule 2 of the CPC",
        "clause 5 of the IPC",
        "Form 5 of the CPC",
        "entry 5 of the NDPS Act",
        "paragraph 5 of the IPC",
        "Part 3 CPC",
        "table 5 of the IPC",
    ],
)
def test_another_thing_of_an_act_is_no_section_for_its_number(thing: str) -> None:
    assert ids(f"See {thing} for more.") == []


@pytest.mark.parametrize("words", ["Under 420 IPC", "no 420 IPC case", "Chapter 17 has 420 IPC", "charged 420 IPC"])
def test_a_bare_number_beside_an_act_is_its_section(words: str) -> None:
    assert ids(words) == ["ipc-1860/s/420"]
