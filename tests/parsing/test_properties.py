"""Whatever a stranger sends, the parser answers with a record or with its own error; what it reads, it reads whole."""

from __future__ import annotations

import json
from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from law4u_index.answer import KINDS, Answer
from law4u_index.errors import ParseError
from law4u_index.parsing import content_hash, dates, parse, wording
from tests.parsing.small_pages import DRAWINGS, LEAD, QUESTION, Outline, expected, page, shape

FRAGMENTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<h2>",
        "</h2>",
        "<li>",
        "<ul>",
        "</ul>",
        "<br>",
        "<table><tr><td>",
        "<td>",
        "<dl><dt>",
        "<dd>",
        "Key Points:",
        "1. ",
        "\u2022 ",
        "Section 5: ",
        "Example",
        "Scenario: ",
        "Steps to take:",
        "Summary: ",
        "Answer By law4u team",
        "Our Verified Advocates",
        "Advocate Asha Rao",
        "Get Advice",
        "Related Questions",
        "<a href='/answer/1/x'>",
        "</a>",
        "word ",
        "A sentence. ",
        "31/01/2025",
        "<div>",
        "</div>",
        "&nbsp;",
        "<!--",
        "<script>",
        "\u202e",
        "\ud800",
        "<span>",
        "</span>",
        "(a) ",
    ]
)


def assert_says_why(error: ParseError) -> None:
    assert str(error)


def check(answer: Answer) -> None:
    json.dumps(answer.to_dict(), ensure_ascii=False).encode("utf-8")
    assert answer.question
    assert answer.id
    assert answer.content_hash == content_hash(answer)
    assert all(section.kind in KINDS for section in answer.walk())
    assert Answer.from_dict(answer.to_dict()) == answer


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
@settings(max_examples=150, deadline=None)
def test_any_bytes_or_text_give_a_record_or_a_parse_error(stored: bytes | str) -> None:
    try:
        check(parse(stored))
    except ParseError as error:
        assert_says_why(error)


@given(st.lists(FRAGMENTS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_soup_of_tags_below_a_title_gives_a_record_or_a_parse_error(parts: list[str]) -> None:
    try:
        check(parse(page("".join(parts))))
    except ParseError as error:
        assert_says_why(error)


@given(st.lists(FRAGMENTS.filter(lambda part: not part.startswith("<")), max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_lines_below_a_title_give_a_record_or_a_parse_error(parts: list[str]) -> None:
    try:
        check(parse(f"{QUESTION}\n\nAnswer By law4u team\n\n" + "\n".join(parts)))
    except ParseError as error:
        assert_says_why(error)


NOUNS = ("Agreement", "Deposit", "Receipt", "Tenant", "Warranty", "Witness", "Boundary", "Partner", "Tender", "Vessel")
HEADINGS = st.lists(st.sampled_from(NOUNS), min_size=2, max_size=4, unique=True).map(" ".join)
SENTENCES = st.lists(
    st.sampled_from(("the buyer", "may ask", "for it", "in writing", "within time", "at the office", "with proof")),
    min_size=3,
    max_size=9,
).map(lambda words: " ".join(words).capitalize() + ".")
CHILDREN = st.lists(st.tuples(HEADINGS, SENTENCES), min_size=1, max_size=4)
OUTLINES = st.lists(st.tuples(HEADINGS, CHILDREN), min_size=1, max_size=3)


@given(OUTLINES, st.sampled_from(DRAWINGS))
@settings(max_examples=150, deadline=None)
def test_an_outline_comes_back_from_every_drawing_of_it(outline: Outline, draw: object) -> None:
    assert callable(draw)
    answer = parse(draw(outline))
    assert answer.summary == LEAD
    assert shape(answer) == expected(outline)


@given(st.lists(st.tuples(HEADINGS, SENTENCES), min_size=2, max_size=5))
@settings(max_examples=80, deadline=None)
def test_labels_run_in_give_the_sections_that_headings_give(pairs: list[tuple[str, str]]) -> None:
    clean = parse(page("".join(f"<h2>{escape(h)}</h2><p>{escape(t)}</p>" for h, t in pairs)))
    apart = parse(page("".join(f"<p><strong>{h}:</strong> {t}</p>" for h, t in pairs)))
    flat = parse(page("<p>" + " ".join(f"{h}: {t}" for h, t in pairs) + "</p>"))
    assert shape(clean) == shape(apart) == shape(flat)


@given(OUTLINES)
@settings(max_examples=40, deadline=None)
def test_the_hash_depends_on_what_is_said_and_not_on_where_it_lies(outline: Outline) -> None:
    hashes = {parse(draw(outline), source=str(place)).content_hash for place, draw in enumerate(DRAWINGS)}
    assert len(hashes) == 1
    assert next(iter(hashes)).startswith("sha256:")


@given(st.text("aAsSiIvVxXſı1(.)-–•: step", max_size=12))
@example("S. 1")
def test_a_marker_is_seen_wherever_its_pattern_has_one_that_begins_no_citation_and_no_name(text: str) -> None:
    match = wording._MARKER.match(text)
    none = match is None or match.end() == len(text) or wording._NO_LETTER.match(text) is not None
    assert (wording.marker(text) is None) == none


@given(st.from_regex(dates._DATE, fullmatch=True))
@settings(max_examples=300)
def test_a_date_is_looked_for_wherever_its_pattern_has_one(text: str) -> None:
    assert dates._DATE_AROUND_A_DIGIT.search(text) is not None
    assert dates.may_be_date(text)
