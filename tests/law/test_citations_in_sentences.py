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


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("an assault falls under section 5 of pocso.", ["pocso-2012/s/5"]),
        ("can I file sec 138 ni act case?", ["nia-1881/s/138"]),
        ("He has filed u/s 13 hma. Section 24 gives alimony.", ["hma-1955/s/13", "hma-1955/s/24"]),
        ("registered under section 9 of the sarfaesi", ["sarfaesi-2002/s/9"]),
        ("What Is Section 13B Of Hma?", ["hma-1955/s/13B"]),
        ("Section 420 Ipc", ["ipc-1860/s/420"]),
        ("Section 125 of cr.p.c.", ["crpc-1973/s/125"]),
        ("punished by pocso section 6", ["pocso-2012/s/6"]),
        ("the ni act, section 138", ["nia-1881/s/138"]),
        ("reliefs by ss. 18, 19 of pwdva", ["pwdva-2005/s/18", "pwdva-2005/s/19"]),
        ("section 34 of sra", ["sra-1963/s/34"]),
        ("dhara 302 pita ki hatya", []),
        ("Section 5 posh houses", []),
        ("In section 5 it acts on a tip.", []),
        ("In section 5\n\nrera is named", []),
        ("pocso has 46 sections", []),
    ],
)
def test_an_act_may_be_called_by_small_letters_beside_a_provision(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Sections (138) and (142) of the NI Act", ["nia-1881/s/138", "nia-1881/s/142"]),
        ("Sections (138), (141) & (142) NI Act", ["nia-1881/s/138", "nia-1881/s/141", "nia-1881/s/142"]),
        ("u/s (302/34) IPC", ["ipc-1860/s/302", "ipc-1860/s/34"]),
        ("Section (138) and notice (2) of the NI Act", ["nia-1881/s/138"]),
        ("U/s 41.1 CrPC", ["crpc-1973/s/41(1)"]),
        ("u/s 41.1(d) of the Cr.P.C.", ["crpc-1973/s/41(1)(d)"]),
        ("He paid Rs. 41.1 under the CrPC.", []),
        ("Section 13.2 of the lease; the IPC", []),
    ],
)
def test_a_number_with_brackets_around_it_or_a_point_in_it_is_read(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@given(numbers=st.lists(st.integers(1, 148), min_size=1, max_size=4, unique=True))
def test_numbers_that_each_have_their_brackets_are_all_cited(numbers: list[int]) -> None:
    text = "Sections " + " and ".join(f"({number})" for number in numbers) + " of the NI Act"
    (found, *_) = cited = find_citations(text)
    assert [citation.id for citation in cited] == [f"nia-1881/s/{number}" for number in numbers]
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("हिन्दू विवाह एक्ट की धारा 13", ["hma-1955/s/13"]),
        ("सम्पत्ति अंतरण अधिनियम की धारा 53", ["tpa-1882/s/53"]),
        ("हिन्दू दत्तक एवं भरण-पोषण अधिनियम की धारा 18", ["hama-1956/s/18"]),
        ("अनुसूचित जाति व अनुसूचित जनजाति (अत्याचार निवारण) अधिनियम, 1989 की धारा 3", ["scst-1989/s/3"]),
        ("विधिविरुद्ध क्रियाकलाप निवारण अधिनियम की धारा 13", ["uapa-1967/s/13"]),
        ("स्वापक औषधि एवं मन:प्रभावी पदार्थ अधिनियम की धारा 20", ["ndps-1985/s/20"]),
        ("वक़्फ़ अधिनियम की धारा 83", ["waqf-act-1995/s/83"]),
        ("घरेलू हिंसा कानून की धारा 12", ["pwdva-2005/s/12"]),
        ("भा०दं०सं० की धारा 323/504", ["ipc-1860/s/323", "ipc-1860/s/504"]),
        ("धारा 161 दं०प्र०सं० के बयान", ["crpc-1973/s/161"]),
        ("अ०सं० 120/2020 धारा 420, 468 भा॰द॰वि॰", ["ipc-1860/s/420", "ipc-1860/s/468"]),
        ("औद्योगिक विवाद अधिनियम की धारा 25एफ", ["ida-1947/s/25F"]),
        ("संपत्ति हस्तांतरण अधिनियम की धारा 54", ["tpa-1882/s/54"]),
        ("बीमा कानून बदला। धारा 12 हटी।", []),
        ("यह संविधान।\n\nधारा 13", []),
        ("भारतीय दंड संहिता की धारा 379 तथा आबकारी अधिनियम की धारा 60", ["ipc-1860/s/379"]),
        ("आईपीसी है। गैंगस्टर एक्ट की धारा 3 लगी।", []),
        ("दहेज प्रतिषेध अधिनियम बना। उक्त अधिनियम की धारा 3", ["dpa-1961/s/3"]),
    ],
)
def test_hindi_names_of_acts_are_known_however_they_are_spelt(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize(
    "text",
    [
        "There were 498 IPC cases registered.",
        "over 300 NDPS cases in 2023",
        "nearly 400 IPC offences",
        "2 CrPC petitions and 3 CPC suits",
        "In CPC 3 adjournments are allowed.",
        "The IT Act 2 amendments came in 2008.",
        "In the PMLA 3 stages are told apart.",
        "FIR No. 420 IPC",
        "Exhibit 20 IPC papers",
    ],
)
def test_what_is_counted_beside_an_act_is_no_section_of_it(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("498A IPC cases were registered", ["ipc-1860/s/498A"]),
        ("420 IPC cases are many", ["ipc-1860/s/420"]),
        ("IPC 34 applies here", ["ipc-1860/s/34"]),
        ("Section 420-IPC was added", ["ipc-1860/s/420"]),
        ("Section 376-DA IPC was added", ["ipc-1860/s/376DA"]),
        ("Section 125 (now 144 BNSS) of the CrPC", ["crpc-1973/s/125", "bnss-2023/s/144"]),
        ("Section 13(1)(i a) of the Hindu Marriage Act", ["hma-1955/s/13(1)(ia)"]),
        ("Hindu Marriage Act, section 13 sub section 1", ["hma-1955/s/13(1)"]),
        ("sub section 1 of section 13 of the Hindu Marriage Act", ["hma-1955/s/13(1)"]),
        ("section 125, sub-section 1 of the Code of Criminal Procedure", ["crpc-1973/s/125(1)"]),
        ("sub-section (1) and (2) of section 125 CrPC", ["crpc-1973/s/125(1)", "crpc-1973/s/125(2)"]),
    ],
)
def test_provisions_are_read_in_all_the_ways_that_lay_answers_write_them(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Section 26 CPC begins a suit. A quick one goes by Order 37.", ["cpc-1908/s/26", "cpc-1908/o/37"]),
        ("The CPC\n\nOrder 37: Summary suits", ["cpc-1908/o/37"]),
        ("A plaint under the CPC (Order VII)", ["cpc-1908/o/7"]),
        ("The CPC applies. State Order 12 was set aside.", []),
        ("The CPC applies. He relied on Office Order 12.", []),
        ("The CPC applies. It is in Order 12 dated 5.6.2020.", []),
        ("The CPC applies. By Order 5 the court stayed it.", []),
        ("A summary suit goes by Order 37.", []),
    ],
)
def test_an_order_without_a_rule_is_of_the_code_that_is_named_unless_somebody_made_it(
    text: str, cited: list[str]
) -> None:
    assert ids(text) == cited


@pytest.mark.parametrize("part", ["Part I", "Part II", "part 2", "Part-II", "(Part I),"])
def test_the_part_of_a_section_stands_between_it_and_its_act(part: str) -> None:
    assert ids(f"an appeal under Section 374 CrPC against Section 304 {part} IPC") == [
        "crpc-1973/s/374",
        "ipc-1860/s/304",
    ]


@pytest.mark.parametrize(
    "sub", ["Sub section", "sub section", "sub-section", "SUB SECTION", "Sub- section", "Sub\nsection"]
)
def test_a_sub_section_of_what_is_named_before_is_no_section(sub: str) -> None:
    assert ids(f"Section 14 of the Hindu Succession Act is short. {sub} (2) tells of gifts.") == ["hsa-1956/s/14"]
