from __future__ import annotations

from dataclasses import replace

from law4u_index.presentation.results import counted, facets_as_text, results_as_text, suggestions_as_text
from law4u_index.presentation.terminal import Screen, display_width
from law4u_index.search.results import MAX_HITS, Hit, SearchResults, Snippet

LONG = Hit(
    rank=9,
    id="9",
    url="https://law4u.in/top-answer/9/" + "a-long-slug-" * 8,
    question="What Can I Do Where the Builder Is Late and Says Nothing At All?",
    category="Property",
    score=1.0,
    snippets=(Snippet("Remedies", "A builder who is late pays interest for each month.", ((2, 9), (22, 35))),),
    matched_by=("promoter", "possession"),
)
SHORT = Hit(rank=10, id="10", url=None, question="Why?", category=None, score=1.0)


def test_a_hit_is_set_for_its_terminal() -> None:
    text = results_as_text(SearchResults("x", (LONG, SHORT)), Screen(44, colour=True))
    assert text == (
        "\x1b[2m  9\x1b[0m  \x1b[1mWhat Can I Do Where the Builder Is Late\x1b[0m\n"
        "     \x1b[1mand Says Nothing At All?\x1b[0m\n"
        "     \x1b[2mProperty\x1b[0m\n"
        f"     \x1b[2m{LONG.url}\x1b[0m\n"
        "     \x1b[2mRemedies —\x1b[0m A \x1b[1;31mbuilder\x1b[0m who is late \x1b[1;31mpays\x1b[0m\n"
        "     \x1b[1;31minterest\x1b[0m for each month.\n"
        "     \x1b[2mfound by promoter, possession\x1b[0m\n"
        "\n"
        "\x1b[2m 10\x1b[0m  \x1b[1mWhy?\x1b[0m\n"
        "     \x1b[2mid 10\x1b[0m"
    )


def test_only_an_address_may_be_wider_than_the_screen() -> None:
    lines = results_as_text(SearchResults("x", (LONG,)), Screen(30)).splitlines()
    assert [line.strip() for line in lines if display_width(line) > 30] == [LONG.url]


def test_place_and_address_share_a_line_that_has_room() -> None:
    hit = Hit(rank=1, id="1", url="https://law4u.in/answer/1/a", question="Q?", category="Tax", score=1.0)
    assert results_as_text(SearchResults("x", (hit,)), Screen()).splitlines()[1] == (
        "    Tax · https://law4u.in/answer/1/a"
    )


def test_a_long_table_of_facets_does_not_push_the_hits_out_of_sight() -> None:
    values = tuple((f"Category {number}", 100 - number) for number in range(55))
    lines = facets_as_text({"category": values, "act": ()}, Screen()).splitlines()
    assert len(lines) == 22
    assert lines[-1] == "… and 35 more; --format json lists all"


def test_one_answer_is_not_two() -> None:
    assert counted(SearchResults("x", (SHORT,), took_ms=1.26)) == "1 answer (1.3 ms)"


def test_a_single_hit_of_many_is_no_range() -> None:
    results = SearchResults("x", (SHORT,), offset=3, count=lambda: 6)
    assert counted(results) == "number 4 of 6 answers (0.0 ms); more with --offset 4"


def test_past_as_many_as_a_search_gives_no_next_page_is_named() -> None:
    results = SearchResults("x", (SHORT,), offset=MAX_HITS - 1, count=lambda: 12_345)
    assert counted(results).endswith(" of 12,345 answers (0.0 ms); a search gives no more; narrow it with a filter")


def test_a_query_of_signs_alone_is_said_to_have_no_word() -> None:
    assert counted(SearchResults("?!", ())) == 'nothing found for "?!", which has no word; say what to look for'


def test_where_only_a_filter_was_given_no_words_are_quoted() -> None:
    assert counted(SearchResults(" ", ())) == "nothing found; try fewer or other words, or leave out a filter"


def test_ids_of_suggestions_stand_in_a_column() -> None:
    assert suggestions_as_text([LONG, SHORT], Screen()).splitlines()[1] == "10  Why?"
    assert suggestions_as_text([LONG, SHORT], Screen()).startswith("9   What")


def test_an_id_that_is_a_title_does_not_push_the_other_questions_to_the_right() -> None:
    titled = replace(SHORT, id="what-is-the-reason-for-this")
    lines = suggestions_as_text([titled, SHORT], Screen()).splitlines()
    assert lines == ["what-is-the-reason-for-this  Why?", "10  Why?"]
