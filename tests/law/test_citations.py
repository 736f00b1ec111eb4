"""What a text, and an answer, cites."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
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
from tests.law.citing import ids

RECORDS = sorted((Path(__file__).parent.parent / "records").glob("*.json"))
WOUNDED = ["ipc-1860/s/302", "ipc-1860/s/147", "ipc-1860/s/201"]
FILED = ["crpc-1973/s/154", "crpc-1973/s/200"]
INJUNCTION = ["cpc-1908/o/39/r/1", "cpc-1908/o/39/r/2"]
INSULTED = ["scst-1989/s/3(1)(r)", "scst-1989/s/3(1)(s)"]
MURDER = ["ipc-1860/s/302", "ipc-1860/s/34"]


def cited(answer: Answer) -> list[str]:
    return [citation.id for citation in cite(answer).citations]


@pytest.mark.parametrize("name", SETS)
def test_hand_labelled_sentences_are_recognised_as_a_lawyer_does(name: str) -> None:
    result = score(read_labelled(name))
    assert result.precision >= 0.98
    assert result.recall >= 0.98


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sections 337 and 338 of the IPC", "ipc-1860/s/337 ipc-1860/s/338"),
        ("Sections 139 to 142 of the NI Act", "nia-1881/s/139 nia-1881/s/140 nia-1881/s/141 nia-1881/s/142"),
        ("Sections 10 through 12 of the NI Act", "nia-1881/s/10 nia-1881/s/11 nia-1881/s/12"),
        ("Articles 14 to 16", "const-1950/a/14 const-1950/a/15 const-1950/a/16"),
        ("Sections 13 or 14 of the Hindu Marriage Act", "hma-1955/s/13 hma-1955/s/14"),
        ("Section 302 read with 34 of the Indian Penal Code", "ipc-1860/s/302 ipc-1860/s/34"),
        ("Section 10 of the Indian Contract Act, 1872", "ica-1872/s/10"),
        ("Section 9 and Section 10 of the Contract Act", "ica-1872/s/9 ica-1872/s/10"),
        ("Order 39 rules 1 and 2 of the Code of Civil Procedure", "cpc-1908/o/39/r/1 cpc-1908/o/39/r/2"),
        ("Rule 11 of Order 7 CPC", "cpc-1908/o/7/r/11"),
        ("sub-section (1) of Section 12 of the Consumer Protection Act, 2019", "cpa-2019/s/12(1)"),
        ("Section 138 and 15 days of notice under the NI Act", "nia-1881/s/138"),
        ("Section 5 of the lease deed", ""),
    ],
)
@pytest.mark.parametrize("case", [str, str.title, str.upper])
def test_a_citation_means_the_same_in_a_title_and_in_capitals(
    text: str, wanted: str, case: Callable[[str], str]
) -> None:
    # The short names that have capitals anyway keep theirs.
    shown = case(text).replace("Ni Act", "NI Act").replace("Ipc", "IPC").replace("Cpc", "CPC")
    assert ids(shown) == wanted.split()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Section 34 A&C Act", "aca-1996/s/34"),
        ("S. 34 A & C Act, 1996", "aca-1996/s/34"),
        ("Section 304 A & 279 IPC", "ipc-1860/s/304A ipc-1860/s/279"),
        ("Section 10(26AAA) of the Income Tax Act, 1961", "ita-1961/s/10(26AAA)"),
        ("Section 10 (23FBA) of the Income-tax Act", "ita-1961/s/10(23FBA)"),
    ],
)
def test_letters_behind_a_number_go_to_whom_they_belong(text: str, wanted: str) -> None:
    assert ids(text) == wanted.split()


@pytest.mark.parametrize("joint", ["Of", "OF", "Under", "UNDER", "In"])
def test_the_words_of_a_citation_go_to_the_name_of_its_act_in_a_title_too(joint: str) -> None:
    (found,) = find_citations(f"What Is Section 138 {joint} The NI Act?")
    assert found.text == f"Section 138 {joint} The NI Act"


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


def test_a_break_within_a_text_does_not_shift_the_headings() -> None:
    sections = (
        Section(heading="NI\x00Act", text="\x00"),
        Section(heading="Dowry Prohibition Act", items=("Section 3 punishes it.",)),
    )
    assert cited(Answer(id="1", question="Which?", sections=sections)) == ["dpa-1961/s/3"]


def test_an_answer_that_cites_nothing_has_no_citations() -> None:
    answer = Answer(id="1", question="May I keep a dog?", citations=(Citation("ipc-1860/s/1", "old"),))
    assert cite(answer).citations == ()


def test_the_words_of_a_citation_stand_where_it_says() -> None:
    text = "He relied on  Section 138\n of the NI Act, and won."
    found = find_citations(text)[0]
    assert text[found.start : found.end] == "Section 138\n of the NI Act"
    assert found.text == "Section 138 of the NI Act"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Section 125 CrPC. A wife may apply.", "Section 125 CrPC"),
        ("Section 125 Cr. P. C. A wife may apply.", "Section 125 Cr. P. C."),
        ("Section 9 Civil P. C. A court tries all suits.", "Section 9 Civil P. C."),
    ],
)
def test_the_capital_of_the_next_sentence_is_no_part_of_a_code(text: str, words: str) -> None:
    assert find_citations(text)[0].text == words


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
        ("Orders XXXVIII and XXXIX CPC", ["cpc-1908/o/38", "cpc-1908/o/39"]),
        ("Order 37, 38 & 39 Rules 1 and 2 CPC", ["cpc-1908/o/37", "cpc-1908/o/38", *INJUNCTION]),
        ("Order 7 and 15 days later under the CPC", []),
        ("सिविल प्रक्रिया संहिता के आदेश 39 नियम 1 और 2", INJUNCTION),
        ("आदेश 7 नियम 11 सीपीसी", ["cpc-1908/o/7/r/11"]),
        ("सीपीसी में न्यायालय का आदेश 5 दिन में आया", []),
        ("Sections 354A, B and C of the IPC", ["ipc-1860/s/354A", "ipc-1860/s/354B", "ipc-1860/s/354C"]),
        ("Section 66 C & D of the IT Act", ["ita-2000/s/66C", "ita-2000/s/66D"]),
        ("Section 80C and D. Kumar paid under the Income-tax Act", ["ita-1961/s/80C"]),
        ("Section 498A, B married C under the IPC", ["ipc-1860/s/498A"]),
        ("3(1)(r)(s) SC/ST Act", ["scst-1989/s/3(1)(r)", "scst-1989/s/3(1)(s)"]),
        ("Section 3(1)(w)(i) of the SC/ST Act", ["scst-1989/s/3(1)(w)(i)"]),
        ("एससी/एसटी एक्ट की धारा 3(1)(द)(ध) और 3(2)(वी)", [*INSULTED, "scst-1989/s/3(2)(v)"]),
        ("धारा 376(2)(एन) भादंवि", ["ipc-1860/s/376(2)(n)"]),
        ("सूचना का अधिकार अधिनियम की धारा ६(१)", ["rti-2005/s/6(1)"]),
        ("धारा 420 (छल) भारतीय दंड संहिता", ["ipc-1860/s/420"]),
        ("Section 41A notice (CrPC) / Section 35(3) notice (BNSS)", ["crpc-1973/s/41A", "bnss-2023/s/35(3)"]),
        (
            "Section 3 and Section 6 of the Waqf (Amendment) Act, 2025",
            ["waqf-amendment-act-2025/s/3", "waqf-amendment-act-2025/s/6"],
        ),
        ("Section 2 of the Uniform Civil Code of Uttarakhand, 2024", ["uniform-civil-code-of-uttarakhand-2024/s/2"]),
        ("Section 5 of the Goa Land Act in Kerala 2024", ["goa-land-act/s/5"]),
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
        (
            "Section 4 of the Goa Development and Regulation of Urban Areas Act, 1975",
            ["goa-development-and-regulation-of-urban-areas-act-1975/s/4"],
        ),
        (
            "Section 9 of the Goa Regulation of Rights and Responsibilities of Tenants Act, 2017",
            ["goa-regulation-of-rights-and-responsibilities-of-tenants-act-2017/s/9"],
        ),
        (
            "Section 9 of the Goa Apartment and Property Regulation Act",
            ["goa-apartment-and-property-regulation-act/s/9"],
        ),
        ("Section 2 of the Goa Maintenance of Public Order Act", ["goa-maintenance-of-public-order-act/s/2"]),
        ("the Arms Act and Regulation of the Goa Trade Act, Section 5", ["goa-trade-act/s/5"]),
        ("Section 5 of the J&K Public Safety Act, 1978", ["j-and-k-public-safety-act-1978/s/5"]),
        ("भारतीय साक्ष्य अधिनियम 1872 की धारा 27", ["iea-1872/s/27"]),
        ("भारतीय साक्ष्य अधिनियम की धारा 27", ["bsa-2023/s/27"]),
        ("§138 NI Act", ["nia-1881/s/138"]),
        ("In the CrPC, see sections 154 and 200; in the IPC, section 182.", [*FILED, "ipc-1860/s/182"]),
        (
            "The Income-tax Act, 1961 had Section 80C; the 2025 Act has Section 123.",
            ["ita-1961/s/80C", "ita-2025/s/123"],
        ),
    ],
)
def test_a_wording_is_understood(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(ids(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He relied on Section 12 of the Amendment Act, 1994.", ["amendment-act-1994/s/12"]),
        ("in terms of Section 148 of the Amendment Act and no other", ["amendment-act/s/148"]),
        ("royalties under Section 9 of the Central Act", ["central-act/s/9"]),
        ("detained under Section 3(1) of the MPDA", ["mpda/s/3(1)"]),
        ("bail under Section 21(4) of the MCOCA", ["mcoca-1999/s/21(4)"]),
        ("Section 125 of the INDIA Act. Heard under Section 5 of KERALA", ["india-act/s/125"]),
        ("Section 271(1)(c) of the I.T. Act", ["ita-1961/s/271(1)(c)"]),
        ("Section 143(3) r.w.s. 147 of the IT Act", ["ita-1961/s/143(3)", "ita-1961/s/147"]),
        ("Section 66A of the I.T. Act", ["ita-2000/s/66A"]),
        ("Section 80C of the IT Act", ["ita-1961/s/80C"]),
        ("Section 200 of the Information Technology Act", ["ita-2000/s/200"]),
        ("a writ under Section 226 of the Constitution", ["const-1950/a/226"]),
        ("Section 400 of the Constitution", []),
        ("murder under Article 302 of the IPC", ["ipc-1860/s/302"]),
        ("Sec 138of NI Act, Article 226of the Constitution", ["nia-1881/s/138", "const-1950/a/226"]),
        ("sub-rule (1) of Rule 3 of Order XXIII of the Code of Civil Procedure", ["cpc-1908/o/23/r/3(1)"]),
        ("clause (d) of Rule 11 of Order VII CPC", ["cpc-1908/o/7/r/11(d)"]),
        ("clauses (a) and (d) of Order 7 Rule 11 CPC", ["cpc-1908/o/7/r/11(a)", "cpc-1908/o/7/r/11(d)"]),
        (
            "Section 63(c) of the Succession Act and 68 of the Evidence Act",
            ["isa-1925/s/63(c)", "iea-1872/s/68"],
        ),
        ("the Evidence Act and 12 of the said Act's judges", []),
        ("cruelty under Section 13(1)(i-a) of the HMA", ["hma-1955/s/13(1)(ia)"]),
        ("clause (i-a) of sub-section (1) of Section 13 of the Hindu Marriage Act", ["hma-1955/s/13(1)(ia)"]),
        ("Section 13 (1) (i-a) & (i-b) HMA", ["hma-1955/s/13(1)(ia)", "hma-1955/s/13(1)(ib)"]),
        (
            "Under IPC: Sections 354, 354A-D and 509.",
            [f"ipc-1860/s/{number}" for number in ("354", "354A", "354B", "354C", "354D", "509")],
        ),
        ("Sections 498A (IPC) and 85 (BNS)", ["ipc-1860/s/498A", "bns-2023/s/85"]),
        ("Section 35 of CPA, 2019; Section 12 CPA 1986", ["cpa-2019/s/35", "cpa-1986/s/12"]),
        ("Section 38 of the SRA, not Section 42 SRA 1877", ["sra-1963/s/38", "sra-1877/s/42"]),
        ("In Section 138 cases the NI Act presumes a debt.", ["nia-1881/s/138"]),
        ("Article 23 of Schedule I-A to the Indian Stamp Act", ["isa-1899/a/23"]),
        ("Article 17(vi) of Schedule II of the Court Fees Act", ["court-fees-act-1870/a/17(vi)"]),
        ("Rule 27 of Or. 41 of the Code of Civil Procedure", ["cpc-1908/o/41/r/27"]),
        ("S. 47 of the C.P. Code and s. 417, Cr. P. Code", ["cpc-1908/s/47", "crpc-1973/s/417"]),
        (
            "Sections 147. 148, 323, and 302 I. P C.",
            ["ipc-1860/s/147", "ipc-1860/s/148", "ipc-1860/s/323", "ipc-1860/s/302"],
        ),
        ("under Sections 302,34,120(B) of IPC", ["ipc-1860/s/302", "ipc-1860/s/34", "ipc-1860/s/120(B)"]),
        ("Sections 10,12,345 rupees under the IPC", []),
        (
            "Section 25/27/54/59 of the Arms Act",
            ["arms-act-1959/s/25", "arms-act-1959/s/27", "arms-act-1959/s/54", "arms-act-1959/s/59"],
        ),
        ("held under section 302IPC and Section 34I.P.C.", ["ipc-1860/s/302", "ipc-1860/s/34"]),
        (
            "sub-clause (ii) of clause (a) of sub-section (1) of section 13 of the Hindu Marriage Act",
            ["hma-1955/s/13(1)(a)(ii)"],
        ),
        ("cl. (b) of sub-s. (1) of s. 4 of the Dowry Prohibition Act", ["dpa-1961/s/4(1)(b)"]),
        ("Section 65(105)(zzzzj) of the Finance Act, 1994", ["finance-act-1994/s/65(105)(zzzzj)"]),
        (
            "the Mineral Concession Rules under Section 5, Mines and Minerals (Regulation and Development) Act, 1948",
            ["mines-and-minerals-regulation-and-development-act-1948/s/5"],
        ),
        ("the Factories Act under Section 5, Mines Act Section 7", ["factories-act-1948/s/5", "mines-act-1952/s/7"]),
        (
            "The Railways (Amendment) Act, 1994. Section 3 of the Amendment Act, 1994",
            ["railways-amendment-act-1994/s/3"],
        ),
        ("as section 4 of the Amending Act of 1951 says", ["amending-act-1951/s/4"]),
        ("A winding up under Section 271 of the 2013 Act", ["companies-act-2013/s/271"]),
        ("A complaint under Section 138 of the Act of 1881", ["nia-1881/s/138"]),
        ("Section 6 of the 2013 Act", ["act-2013/s/6"]),
        ("the licence under Section 9 of the Act of 1956", ["act-1956/s/9"]),
        (
            "Section 12 of the Consumer Protection Act, 1986 and Section 35 of the 2019 Act",
            ["cpa-1986/s/12", "cpa-2019/s/35"],
        ),
        ("Land Acquisition Act, 1894, s. 4; Section 24 of the 2013 Act", ["laa-1894/s/4", "larr-2013/s/24"]),
        ("Section 14 of the Code of 2016", ["ibc-2016/s/14"]),
        ("Section 5 of the Code, 2006", ["code-2006/s/5"]),
        ("Section 3 of the U.P. Act No. 13 of 1972", ["up-act-13-of-1972/s/3"]),
        ("Section 7 of the Goa Supplies (Powers) Act No. XXIV of 1946", ["goa-supplies-powers-act-1946/s/7"]),
        ("Section 304-II IPC and Section 80-I of the Income-tax Act", ["ipc-1860/s/304", "ita-1961/s/80I"]),
        ("s 7(1)(a)(ii) Essential Commodities Act", ["eca-1955/s/7(1)(a)(ii)"]),
        ("O VII R 11 CPC", ["cpc-1908/o/7/r/11"]),
        ("under sec. 279 & 337 of ipc", ["ipc-1860/s/279", "ipc-1860/s/337"]),
        ("The Contract Act, 1872 is old. Section 9 of the Act of 1872", ["ica-1872/s/9"]),
        ("Section 12 of Act 9 of 1957 was read out.", ["act-9-of-1957/s/12"]),
        ("Section 90 of the Act (the Transfer of Property Act, 1882)", ["tpa-1882/s/90"]),
        ("Section 26 of the principal Act, namely the Contract Act", ["ica-1872/s/26"]),
        ("Section 4 of the RTI Act and Section 6 of the latter Act", ["rti-2005/s/4", "rti-2005/s/6"]),
        ("Section 9, Civil P. C., and S. 91, Criminal P.C.", ["cpc-1908/s/9", "crpc-1973/s/91"]),
        ("Section 154 Cr. P, C. and s. 379 l.P.C.", ["crpc-1973/s/154", "ipc-1860/s/379"]),
        ("Section 302 I. P C. was added", ["ipc-1860/s/302"]),
        ("Sections 302 and 34 RPC", ["ranbir-penal-code/s/302", "ranbir-penal-code/s/34"]),
        ("Section 29 of the Trade Marks Ac t", ["tma-1999/s/29"]),
        ("Sectio n 5 of the Limitation Act", ["la-1963/s/5"]),
        ("Art, 226 of the Constitution", ["const-1950/a/226"]),
        ("Order 6. Rule 17 CPC", ["cpc-1908/o/6/r/17"]),
        ("Order XXI, R, 58, C.P.C.", ["cpc-1908/o/21/r/58"]),
        ("barred by o 2 Rule 2 CPC", ["cpc-1908/o/2/r/2"]),
        ("Order VI Rule 16, especially Rule 16(b), CPC", ["cpc-1908/o/6/r/16", "cpc-1908/o/6/r/16(b)"]),
        ("Order 39 Rule 1, Rule 2 and Rule 4 CPC", [*INJUNCTION, "cpc-1908/o/39/r/4"]),
        ("R. 12 of the Goa Registration Rules, 1968", ["goa-registration-rules-1968/r/12"]),
        ("Article 44 in the Directive Principles of State Policy", ["const-1950/a/44"]),
        ("Instead of 154(3) he chose to go under 156(3) CrPC.", ["crpc-1973/s/154(3)", "crpc-1973/s/156(3)"]),
        ("Section 66(2) was argued; so was Section 66(1) of the NDPS Act.", ["ndps-1985/s/66(2)", "ndps-1985/s/66(1)"]),
        ("Section 80, C P. C., and s. 200 Cri. P. C.", ["cpc-1908/s/80", "crpc-1973/s/200"]),
        ("S, 33 of the Minimum Wages Act", ["minimum-wages-act-1948/s/33"]),
        ("Order\xadXII Rule 6 CPC", ["cpc-1908/o/12/r/6"]),
        ("Rules 22 and 33 of Order 41 of the Code", ["cpc-1908/o/41/r/22", "cpc-1908/o/41/r/33"]),
        ("Section 9 of the Ar-  bitration Act, 1996", ["aca-1996/s/9"]),
        ("Section 9 of the Arbitra-\ntion and Concilia- tion Act, 1996", ["aca-1996/s/9"]),
        ("Section 3 of the Goa Tenan- cies Act, 1966", ["goa-tenancies-act-1966/s/3"]),
        ("The well- known case under Section 3 of the Goa Tenancies Act", ["goa-tenancies-act/s/3"]),
        ("Sections 302, 147 and 201 PC and Section 25 Arms Act", [*WOUNDED, "arms-act-1959/s/25"]),
        ("Section 13 of the PC Act", ["pca-1988/s/13"]),
        ("Rule II of the Goa Cylinder Rules, 1940", ["goa-cylinder-rules-1940/r/2"]),
        ("Regulation 7.6.5(a) of the Goa Supply Code", ["goa-supply-code/r/7.6.5(a)"]),
        ("Section 4 of Act XLV of 1860", ["ipc-1860/s/4"]),
        ("Section 4 of the Indian Penal Code (XLV of 1860)", ["ipc-1860/s/4"]),
        ("Section 4 of Regulation XI of 1827", ["regulation-11-of-1827/s/4"]),
        ("Section 3 of the Goa Tolls Act XX of 1856", ["goa-tolls-act-1856/s/3"]),
        ("Section 37(2) of She Contract Act", ["ica-1872/s/37(2)"]),
        (
            "Section 5(3)\n\n(iii)(a) and Section 29A of the Goa Towns Act, 1949",
            ["goa-towns-act-1949/s/5(3)(iii)(a)", "goa-towns-act-1949/s/29A"],
        ),
        (
            "In Goa Section 9-A was added to the Civil Procedure Code by Goa Act VII of 1977.",
            ["cpc-1908/s/9A"],
        ),
        ("Section 3 of the Registration of the Boatmen Act, 1939", ["registration-of-the-boatmen-act-1939/s/3"]),
        ("an eviction u/.s 14(1)(e) of the DRC Act", ["delhi-rent-control-act-1958/s/14(1)(e)"]),
        (
            'The Goa Boat Act, 1990 (hereinafter "the GBA") came. Section 11 of the GBA',
            ["goa-boat-act-1990/s/11"],
        ),
        ("an affidavit under 145 of the Negotiable Instruments Act", ["nia-1881/s/145"]),
        ("Section 6 of the U. P. Tenancy Act, 1939", ["up-tenancy-act-1939/s/6"]),
        ("Regulation 12 of the Goa School Regulation, 1974", ["goa-school-regulation-1974/r/12"]),
        ("Article 19(1)(c) steps in", ["const-1950/a/19(1)(c)"]),
        ("Rule 3 of Order 6 was put in by the Code of Civil Procedure (Amendment) Act, 1999", ["cpc-1908/o/6/r/3"]),
        ("Section 95A was added by the Motor Vehicles (Amendment) Act, 1969", ["mva-1939/s/95A"]),
        ("Section 11 of the Goa Fees & Suits Valuation Act", ["goa-fees-and-suits-valuation-act/s/11"]),
    ],
)
def test_a_wording_of_judgments_is_understood(text: str, expected: list[str]) -> None:
    assert list(dict.fromkeys(ids(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was sentenced under Section 323 of I.P.C. 5. The appeal", ["ipc-1860/s/323"]),
        ("rejected in T.S. No. 20/93 under the CPC", []),
        ("Since Act 36 of 1969 is in force, Section 125 of it helps", []),
        ("On 12 Oct 2020, under Section 5", []),
        ("charged under Section 41 Cr.P.C. 34 . He said", ["crpc-1973/s/41"]),
        ("Section 9 of the Code", []),
        ("charged under Section 420 of the Code", []),
        ("bail under Section 167(2) of the Code", []),
        ("the petitioner's 7 claims and the tenants’ 9 under the NI Act", []),
        ("what P.W.s 6 and 8 said under the Evidence Act", []),
        ("She paid 5 cpc for 420 ipc clicks.", []),
        ("In Section 3 below we turn to the RERA Act.", []),
        ("Section 17 of the Act protects the officers of trade unions", []),
        ("Section 92, AIR 1930 PC 12", []),
        ("the Rule I made of the Rules, 1940", []),
        ("under the Tenancy Act, Section 5(3)\n\n(a) The tenant", ["tenancy-act/s/5(3)"]),
        ("marked as Article No.5 to Article No.8", []),
        ("Articles 17 and 18 of the accused were blood-stained", []),
        ("He paid R. 12 under the Rules of the game", []),
        ("R. 12 under the Contract Act", []),
        ("Rule 5 of the High Court Rules, after Order 21 Rule 97", ["high-court-rules/r/5"]),
        ("reported in 154(3) SCC 12, he said", []),
        ("The Articles of Association, Article 14, limit transfers", []),
        ("in the Memorandum of Association, Article 5", []),
        ("Section 9 of the insurance policy and the Contract Act", []),
    ],
)
def test_what_only_looks_like_a_provision_is_none(text: str, expected: list[str]) -> None:
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
    [
        "Section 1 of the ",
        "s.1 ",
        "clause (a) of ",
        "1,",
        "(",
        "The Foo Act, 1999 (“the Act”) ",
        "A.",
        "Aa",
        "धारा ",
        "under 154(3) ",
        "154(3) IPC ",
        "R. 5 Rules ",
        "Section 271 of the 2013 Act ",
        "Section 5 IPC 5. ",
        "the Act (",
        "o 2 Rule 2 ",
        "Rule 2 and ",
        "Section 7(1) ",
        "Ar- bitration ",
        "Ar- bitration Act ",
        "Rule II of ",
        "Regulation 7.6.5",
        "(1)\n",
        "Act XLV of 1860 ",
        "the Registration of ",
    ],
)
def test_hostile_text_takes_steps_in_proportion_to_its_length(unit: str) -> None:
    def steps(size: int) -> int:
        text = unit * (size // len(unit))
        taken = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal taken
            taken += event in ("call", "c_call")

        find_citations(unit)  # what is read on first use is not counted
        before = sys.getprofile()
        sys.setprofile(count)
        find_citations(text)
        sys.setprofile(before)
        return taken

    assert steps(40_000) < 6 * steps(10_000) + 1000
