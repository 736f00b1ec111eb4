"""A provision is asked for as people write it, and found under its old and its new number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from law4u_index import AnswerIndex, Citation, QueryError
from tests.search.conftest import Build, an_answer, ids

PAGES = {
    "401": ("What Is the Punishment for Cheating?", "Whoever cheats is punished under Section 318(4) of the BNS."),
    "402": ("What Was the Punishment for Cheating?", "It was punished under Section 420 of the Indian Penal Code."),
    "403": ("Where Is Cheating Dealt With?", "Section 318 of the Bharatiya Nyaya Sanhita, 2023 deals with it."),
    "404": ("What Is a Dishonoured Cheque?", "See Section 138 of the Negotiable Instruments Act, 1881."),
}
"""Titles and paragraphs of saved pages, by the number in their address."""


def test_who_asks_for_an_old_section_finds_the_new_one_too_and_the_asked_one_first(shelf: AnswerIndex) -> None:
    results = shelf.search("IPC 420")
    assert ids(results) == ["13", "12"]
    assert results.related_provisions == ("IPC 420 is BNS 318(4) since 1 July 2024",)


def test_a_hit_says_what_the_search_was_widened_to_where_that_is_why_it_was_found(shelf: AnswerIndex) -> None:
    asked, related = shelf.search("what of section 420 IPC")
    assert {asked.id: asked.matched_by, related.id: related.matched_by} == {"13": (), "12": ("BNS 318(4)",)}


@pytest.mark.parametrize("said", ["420 ipc", "IPC Section 420", "u/s 420 of the Indian Penal Code", "ipc-1860/s/420"])
def test_a_provision_is_understood_inside_a_sentence_however_it_is_written(shelf: AnswerIndex, said: str) -> None:
    assert ids(shelf.search(f"is it really {said} then?")) == ["13", "12"]


def test_a_new_section_finds_what_cites_the_old_one(shelf: AnswerIndex) -> None:
    results = shelf.search("BNS 318(4)")
    assert ids(results) == ["12", "13"]
    assert results[1].matched_by == ("IPC 420",)
    assert results.related_provisions == ("BNS 318(4) was IPC 420 until 30 June 2024",)


def test_a_section_finds_what_cites_its_sub_section_but_not_the_other_way_round(build: Build) -> None:
    part = an_answer("1", "Q?", citations=(Citation("bns-2023/s/318(4)", ""),))
    whole = an_answer("2", "Q?", citations=(Citation("bns-2023/s/318", ""),))
    index = build(part, whole)
    assert ids(index.search("", cites="BNS 318")) == ["1", "2"]
    assert ids(index.search("", cites="BNS 318(4)")) == ["1"]


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[AnswerIndex]:
    """An index brought up to date from saved pages."""
    (tmp_path / "pages").mkdir()
    for number, (question, paragraph) in PAGES.items():
        markup = f"<title>{question}</title><h1>{question}</h1><p>Answer By law4u team</p><p>{paragraph}</p>"
        address = f'<link rel="canonical" href="https://law4u.in/top-answer/{number}/cheating">'
        (tmp_path / "pages" / f"{number}.html").write_text(address + markup, encoding="utf-8")
    with AnswerIndex.open(tmp_path / "index", create=True) as index:
        index.update([tmp_path / "pages"])
        yield index


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("BNS 318", ["401", "403", "402"]),
        ("bns section 318", ["401", "403", "402"]),
        ("BNS 318(4)", ["401", "402"]),
        ("IPC 420", ["402", "401"]),
        ("420 ipc", ["402", "401"]),
        ("dhara 420 ipc", ["402", "401"]),
        ("section 420", ["402", "401"]),
    ],
)
def test_of_saved_pages_the_asked_section_comes_first_and_a_part_does_not_find_the_whole(
    pages: AnswerIndex, asked: str, found: list[str]
) -> None:
    assert ids(pages.search(asked)) == found


def test_nothing_in_quotes_is_widened(shelf: AnswerIndex) -> None:
    results = shelf.search('"420 IPC"')
    assert ids(results) == ["13"]
    assert results.related_provisions == ()
    assert ids(shelf.search('"Section 420" ipc')) == ["12", "13"]
    assert shelf.search('"Section 420" ipc').related_provisions == ()


def test_an_answer_with_the_words_of_the_provision_is_found_last(build: Build) -> None:
    cites = an_answer("9", "Cheating?", citations=(Citation("ipc-1860/s/420", ""),))
    became = an_answer("8", "Cheating?", citations=(Citation("bns-2023/s/318(4)", ""),))
    says = an_answer("7", "What is 420 IPC?")
    assert ids(build(says, became, cites).search("420 IPC")) == ["9", "8", "7"]


def test_the_option_finds_as_the_field_in_the_query_does(shelf: AnswerIndex) -> None:
    option = shelf.search("", cites="Section 138 NI Act")
    field = shelf.search('cites:"Section 138 NI Act"')
    assert ids(option) == ids(field) == ["11"]
    assert option[0].score == field[0].score > 0


def test_words_beside_the_filter_must_be_there_too(shelf: AnswerIndex) -> None:
    assert ids(shelf.search("bank", cites="IPC 420")) == ["13"]
    assert ids(shelf.search('bank cites:"IPC 420"')) == ["13"]
    assert ids(shelf.search('seven AND cites:"IPC 420"')) == ["12"]


def test_a_filter_in_one_side_of_an_or_is_no_requirement_on_the_other(shelf: AnswerIndex) -> None:
    assert ids(shelf.search('(cites:"IPC 420" OR deposit) AND landlord')) == ["14"]


def test_a_provision_may_be_left_out(shelf: AnswerIndex) -> None:
    results = shelf.search('section -cites:"IPC 420"')
    assert ids(results) == ["11"]
    assert results.related_provisions == ()


def test_a_filter_that_names_no_provision_is_an_error_that_shows_how_to_write_one(shelf: AnswerIndex) -> None:
    with pytest.raises(QueryError, match=r"'cheque' names no provision .* 'Section 138 NI Act'"):
        shelf.search("", cites="cheque")


def test_a_provision_that_no_answer_cites_or_says_finds_nothing(shelf: AnswerIndex) -> None:
    assert ids(shelf.search("section 99 CPC")) == []
    assert shelf.search("", cites="section 99 CPC").total == 0


def test_what_the_snippet_shows_is_the_number_asked_for_or_that_of_the_related_one(shelf: AnswerIndex) -> None:
    snippet = shelf.search("IPC 420")[1].snippets[0]
    assert {snippet.text[a:b] for a, b in snippet.highlights} >= {"318(4)", "420", "IPC"}


def test_an_answer_about_a_provision_comes_before_one_that_cites_it_in_passing(build: Build) -> None:
    passing = an_answer("1", "An agent took my money?", citations=(Citation("cpc-1908/o/37/r/2", ""),))
    about = an_answer("2", "Is a summary procedure quicker?", citations=(Citation("cpc-1908/o/37/r/2", ""),))
    assert ids(build(passing, about).search("order 37 cpc")) == ["2", "1"]
