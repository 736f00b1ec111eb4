"""A bare section is of the Act in force, not of the one that a text only says is replaced."""

from __future__ import annotations

import pytest

from law4u_index.law import find_citations
from tests.law.citing import ids


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The BNS replaced the IPC. Section 103 is on murder.", ["bns-2023/s/103"]),
        ("The BNS replaced the IPC, and Section 103 is on murder.", ["bns-2023/s/103"]),
        ("The BNSS, 2023 replaced the CrPC, 1973.\n\nSection 173 is on complaints.", ["bnss-2023/s/173"]),
        ("The BNS, BNSS and BSA replaced the IPC, CrPC and the Evidence Act. Section 61 tells.", ["bsa-2023/s/61"]),
        ("The BNS replaces the 163-year-old Indian Penal Code, 1860. Section 69 is new.", ["bns-2023/s/69"]),
        ("In force is the BNS, replacing the Indian Penal Code, with Section 111.", ["bns-2023/s/111"]),
        ("The BNSS applies in place of the CrPC. Section 35 is on arrest.", ["bnss-2023/s/35"]),
        ("Under the BNS (formerly the IPC), Section 103 is on murder.", ["bns-2023/s/103"]),
        (
            "Section 482 of the BNSS (formerly Section 438 of the CrPC).\n\nSection 482(2): conditions",
            ["bnss-2023/s/482", "crpc-1973/s/438", "bnss-2023/s/482(2)"],
        ),
        ("The CPA, 2019 replaced the Consumer Protection Act, 1986. Section 2(7) defines it.", ["cpa-2019/s/2(7)"]),
        ("The IPC was replaced by the BNS. Section 103 is on murder.", ["bns-2023/s/103"]),
        (
            "The BNSS has it.\n\nIt was the earlier Section 156(3) of the CrPC. Section 223 states more.",
            ["crpc-1973/s/156(3)", "bnss-2023/s/223"],
        ),
        (
            "The Code on Wages, 2019 subsumes the Payment of Wages Act, 1936 and the Minimum Wages Act, 1948. "
            "Section 17 states the time.",
            ["code-on-wages-2019/s/17"],
        ),
        (
            "भारतीय नागरिक सुरक्षा संहिता ने दंड प्रक्रिया संहिता की जगह ली है।\n\nधारा 173 में एफआईआर है।",
            ["bnss-2023/s/173"],
        ),
        ("The BSA replaced the Evidence Act. Before, Section 65B had it.", ["iea-1872/s/65B"]),
        ("The IPC, replaced by the BNS, had it. Section 420 was on cheating.", ["ipc-1860/s/420"]),
        ("BNS Section 103 (formerly IPC, Section 302)", ["bns-2023/s/103", "ipc-1860/s/302"]),
        ("The repealed IPC, in Section 377, had it; the BNS has not.", ["ipc-1860/s/377"]),
        ("The erstwhile Companies Act, 1956 had it. Section 397 let members apply.", ["companies-act-1956/s/397"]),
    ],
)
def test_a_bare_section_is_of_the_act_in_force_not_of_the_one_said_to_be_replaced(text: str, cited: list[str]) -> None:
    assert ids(text) == cited


def test_a_citation_does_not_begin_with_the_sentence_before() -> None:
    assert [found.text for found in find_citations("It replaced the IPC. Section 420 is on cheating.")] == [
        "Section 420"
    ]
