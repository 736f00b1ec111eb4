"""Addresses come out in one form, and ids and slugs follow from them."""

from __future__ import annotations

import pytest

from law4u_index.parsing import addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://law4u.in/answer/12/what-is",
        "http://www.law4u.in/answer/12/what-is/?a=b#c",
        "//law4u.in/answer/12/what-is",
        "law4u.in/answer/12/what-is",
        "HTTPS://LAW4U.IN/answer/12/what-is",
        "http://13.1.2.3:8080/answer/12/what-is",
        "https://law4u.in//answer/12//what-is",
        "https://web.archive.org/web/2024/https://law4u.in/answer/12/what-is",
        " https://law4u.in/answer/12/what-is ",
        "https://law4u.in/Answer/12/what-is",
        "https://law4u.in/answer/12/what-is;jsessionid=0A1B?a=b",
        "https://web.archive.org/web/2024/https://law4u.in/ANSWER/12/what-is;jsessionid=0A1B",
        "https://law4u.in/answer/12/what%2Dis",
        "https://law4u.in/answer/12/what%20is%20",
        "https://law4u.in/answer/12%2fwhat-is%3Fa=b",
        "https://law4u.in/answer/12/what-is/amp",
        "https://law4u.in/answer/12/what%2Dis%2Famp/?a=b",
        "https://web.archive.org/web/2024/https://law4u.in/answer/12/what%2Dis/amp",
    ],
)
def test_every_spelling_of_an_address_has_one_canonical_form(url: str) -> None:
    assert addresses.canonical(url) == "https://law4u.in/answer/12/what-is"


@pytest.mark.parametrize(
    "url",
    [
        None, "", "https://law4u.in/", "https://law4u.in/blog/x", ("https://example.org/answer"
"/12/x"), "javascript:alert(1)",
        ("https://law4u.in/top-answer"
"s/bail"), "https://law4u.in/answer/1/a b", "https://law4u.in/answer/1/\u202ea", "http://[::1",
        "https://law4u.in/Top-Answers/bail", "ftp://law4u.in/answer/12/x", "https://law4u.in/answer/12/x/y/z",
    ],
)  # fmt: skip
def test_what_is_no_answers_address_has_none(url: str | None) -> None:
    assert addresses.canonical(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://law4u.in/answer/12/a%00b",
        "https://law4u.in/answer/12/a%E2%80%AEb",
        "https://law4u.in/answer/12/caf%E9",
        "https://law4u.in/answer/12/what%252Dis",
    ],
)
def test_what_stands_for_no_sign_that_can_be_read_stays_coded(url: str) -> None:
    assert addresses.canonical(url) == url


@pytest.mark.parametrize("route", ["answer/12", "answer/what-is"])
def test_an_answer_has_one_address_for_phones_and_others(route: str) -> None:
    assert addresses.canonical(f"https://law4u.in/{route}/amp") == f"https://law4u.in/{route}"


def test_a_slug_may_be_amp() -> None:
    assert addresses.canonical("https://law4u.in/answer/amp") == "https://law4u.in/answer/amp"
    assert addresses.canonical("https://law4u.in/answer/12/amp-rules") == "https://law4u.in/answer/12/amp-rules"


def test_a_relative_address_starts_from_the_page() -> None:
    assert addresses.canonical("../13/b", "https://law4u.in/answer/12/a") == "https://law4u.in/answer/13/b"


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://law4u.in/top-answer/193/what-is", "193"),
        ("https://law4u.in/top-answer/193", "193"),
        ("https://law4u.in/Top-Answer/193/what-is", "193"),
        ("https://law4u.in/top-answer/193;jsessionid=0A1B", "193"),
        ("https://law4u.in/answer/what-is-bail.html", "what-is-bail"),
        ("https://law4u.in/answer/what-is-bail;jsessionid=0A1B", "what-is-bail"),
        ("https://law4u.in/answer/what%2Dis%20bail/amp", "what-is-bail"),
        ("https://law4u.in/answer/%E0%A4%AE%E0%A5%87%E0%A4%B9%E0%A4%B0", "मेहर"),
        (None, "cant-i-sue-for-5-lakh"),
    ],
)
def test_an_id_is_the_number_else_the_slug_else_the_title(url: str | None, identity: str) -> None:
    assert addresses.identity(url, "Can’t I Sue For ₹5 Lakh?") == identity


def test_a_slug_keeps_letters_of_every_script_and_is_never_empty() -> None:
    assert addresses.slugify("मेहर (Mehr)?") == "मेहर-mehr"
    assert addresses.slugify("???") == "untitled"
    assert len(addresses.slugify("word " * 100)) <= addresses.MAX_SLUG


def test_a_profile_is_an_advocates_address_and_no_other() -> None:
    assert addresses.profile("/advocate/12/asha-rao") == "https://law4u.in/advocate/12/asha-rao"
    assert addresses.profile("http://www.law4u.in/lawyers/asha?x=1") == "https://law4u.in/lawyers/asha"
    assert addresses.profile("/login") is None
    assert addresses.profile("https://example.org/advocate/12/x") is None
    assert addresses.profile(None) is None
