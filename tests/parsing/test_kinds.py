"""A heading's words say what kind of section it opens."""

from __future__ import annotations

import re
import string
import unicodedata

import pytest

from law4u_index.answer import KINDS
from law4u_index.parsing.cleaning import in_small_letters
from law4u_index.parsing.kinds import kind_of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Definition", "overview"),
        ("What Is Bail", "overview"),
        ("Key Elements of a Contract", "key-points"),
        ("Key Aspects Of Jurisdiction", "key-points"),
        ("Eligibility", "key-points"),
        ("Common Challenges in Recovery", "challenges"),
        ("Legal Framework", "legal-framework"),
        ("Key Legal Provisions", "legal-framework"),
        ("Motor Vehicles Act, 1988", "legal-framework"),
        ("Section 279", "legal-framework"),
        ("Section 138: Punishment for Dishonour", "penalties"),
        ("Procedure for Filing", "procedure"),
        ("How To Apply", "procedure"),
        ("Time Limit", "procedure"),
        ("Steps to Claim Compensation", "procedure"),
        ("Penalties under the IT Act", "penalties"),
        ("Consequences of Default", "penalties"),
        ("Legal Remedies", "remedies"),
        ("Compensation", "remedies"),
        ("Consumer Safety Tips", "tips"),
        ("Do's and Don'ts", "tips"),
        ("Example", "example"),
        ("Case Study", "example"),
        ("Summary", "summary"),
        ("Conclusion", "summary"),
        ("In Short", "summary"),
        ("Elephants", "other"),
    ],
)
def test_a_heading_below_the_title_has_the_kind_that_its_words_name(heading: str, kind: str) -> None:
    assert kind_of(heading) == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("heading", "parent", "kind"),
    [
        ("Lost Receipts", "challenges", "challenges"),
        ("Penalties", "challenges", "penalties"),
        ("Section 279", "penalties", "penalties"),
        ("Section 279", "key-points", "legal-framework"),
        ("Motor Vehicles Act, 1988", "procedure", "procedure"),
        ("Elephants", "overview", "overview"),
        ("धारा 420", "penalties", "penalties"),
        ("Summary", "procedure", "procedure"),
    ],
)
def test_a_sub_section_that_tells_nothing_takes_its_parents_kind(heading: str, parent: str, kind: str) -> None:
    assert kind_of(heading, parent) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("परिभाषा", "overview"),
        ("अग्रिम ज़मानत क्या है", "overview"),
        ("मुख्य बातें", "key-points"),
        ("ज़मानत की शर्तें", "key-points"),
        ("चुनौतियाँ", "challenges"),
        ("कानूनी प्रावधान", "legal-framework"),
        ("भारतीय दंड संहिता", "legal-framework"),
        ("धारा 420", "legal-framework"),
        ("धारा 420: सज़ा", "penalties"),
        ("सज़ा", "penalties"),
        ("सजा क्या है", "penalties"),
        ("सज़ा का प्रावधान", "penalties"),
        ("दंड और जुर्माना", "penalties"),
        ("अपील की प्रक्रिया", "procedure"),
        ("क्या करें", "procedure"),
        ("शिकायत कैसे करें", "procedure"),
        ("आवश्यक दस्तावेज़", "procedure"),
        ("समय सीमा", "procedure"),
        ("समय-सीमा क्या है", "procedure"),
        ("कानूनी उपाय", "remedies"),
        ("मुआवज़ा", "remedies"),
        ("सुझाव", "tips"),
        ("क्या करें और क्या न करें", "tips"),
        ("ध्यान देने योग्य बातें", "tips"),
        ("सुरक्षा उपाय", "tips"),
        ("उदाहरण", "example"),
        ("निष्कर्ष", "summary"),
        ("सारांश", "summary"),
        ("हाथी", "other"),
        ("अर्थव्यवस्था", "other"),
    ],
)
def test_a_hindi_heading_has_the_kind_that_it_ends_with(heading: str, kind: str) -> None:
    assert kind_of(unicodedata.normalize("NFC", heading)) == kind


def test_a_list_before_any_heading_is_taken_for_steps() -> None:
    assert kind_of(None) == "procedure"


@pytest.mark.parametrize("heading", ["PENALTIES", "penaltie\u017f", "PENALTİES"])
def test_the_case_of_letters_changes_no_kind(heading: str) -> None:
    assert kind_of(heading) == "penalties"


def test_small_letters_are_the_ones_that_a_pattern_without_case_takes_them_for() -> None:
    every = "".join(map(chr, range(0x20000)))
    small = [in_small_letters(char) for char in every]
    assert all(len(char) == 1 for char in small)
    taken = [char in string.ascii_lowercase for char in small]
    assert taken == [re.fullmatch("[a-z]", char, re.IGNORECASE) is not None for char in every]
    assert all(re.fullmatch(to, char, re.I) for to, char, is_one in zip(small, every, taken, strict=True) if is_one)
