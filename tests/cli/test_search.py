from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from click.testing import Result

from law4u_index.errors import QueryError
from law4u_index.search.results import SearchResults
from tests.cli.conftest import Run
from tests.cli.fake_library import DEPOSIT, NOTICE, FakeLibrary


def test_the_words_of_a_call_are_one_query(run: Run, library: FakeLibrary) -> None:
    run("search", "can", "my landlord", "keep it?")
    assert library.asked[0][0] == "can my landlord keep it?"


def test_without_options_a_search_has_the_librarys_defaults(run: Run, library: FakeLibrary) -> None:
    run("search", "bail")
    assert library.asked == [
        (
            "bail",
            {
                "limit": 10,
                "offset": 0,
                "category": None,
                "cites": None,
                "kind": None,
                "advocate": None,
                "sort": "relevance",
                "facets": False,
                "literal": False,
                "meaning": None,
            },
        )
    ]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["-n", "3"], "limit", 3),
        (["--limit", "3"], "limit", 3),
        (["--offset", "20"], "offset", 20),
        (["--category", "Cheque Bounce"], "category", "Cheque Bounce"),
        (["--cites", "Section 138 NI Act"], "cites", "Section 138 NI Act"),
        (["--kind", "tips"], "kind", "tips"),
        (["--kind", "TIPS"], "kind", "tips"),
        (["--advocate", "Asha Example"], "advocate", "Asha Example"),
        (["--sort", "newest"], "sort", "newest"),
        (["--facets"], "facets", True),
        (["--literal"], "literal", True),
        (["--meaning"], "meaning", True),
        (["--no-meaning"], "meaning", False),
    ],
)
def test_an_option_reaches_the_search(
    run: Run, library: FakeLibrary, words: list[str], name: str, value: object
) -> None:
    run("search", *words, "bail")
    assert library.asked[0][1][name] == value


def test_a_query_that_begins_with_a_minus_stands_after_two(run: Run, library: FakeLibrary) -> None:
    run("search", "-n", "2", "--", "-foo", "bail", "-n")
    assert library.asked[0][0] == "-foo bail -n"


def test_a_filter_is_enough_without_words(run: Run, library: FakeLibrary) -> None:
    assert run("search", "--category", "Tax").exit_code == 0
    assert library.asked[0][0] == ""


def test_a_search_for_nothing_at_all_is_a_wrong_call(run: Run, library: FakeLibrary) -> None:
    assert run("search").exit_code == 2
    assert not library.asked


def test_the_index_is_the_named_folder(run: Run, library: FakeLibrary) -> None:
    run("--index", "here", "search", "bail", env={"LAW4U_INDEX": "there"})
    assert library.opened == [("here", False)]


def test_the_index_is_the_environments_folder_where_none_is_named(run: Run, library: FakeLibrary) -> None:
    run("search", "bail", env={"LAW4U_INDEX": "there"})
    assert library.opened == [("there", False)]


def test_the_index_is_in_the_users_data_where_nothing_names_one(run: Run, library: FakeLibrary) -> None:
    run("search", "bail", env={"XDG_DATA_HOME": "/data"})
    assert library.opened[0][0].endswith("law4u-index/index")


def test_a_person_reads_rank_question_place_and_snippet(run: Run, library: FakeLibrary) -> None:
    assert run("search", "deposit").stdout == (
        " 1  Can My Landlord Keep the Deposit?\n"
        "    Landlord & Tenant\n"
        "    https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit\n"
        "    Legal Provision — The deposit is yours again when you leave.\n"
        "\n"
        " 2  How Long Is the Notice?\n"
        "    2025-01-31 · https://law4u.in/top-answer/204/how-long-is-the-notice\n"
    )


def test_how_many_there_are_and_how_long_it_took_is_told_beside_the_results(run: Run, library: FakeLibrary) -> None:
    assert run("search", "deposit").stderr == "2 answers (0.8 ms)\n"


def test_where_there_is_more_the_next_page_is_named(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("bail", (DEPOSIT, NOTICE), offset=10, count=lambda: 1234)
    assert run("search", "bail").stderr == "11 to 12 of 1,234 answers (0.0 ms); more with --offset 12\n"


def test_past_the_last_answer_the_search_says_so(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("bail", (), offset=50, count=lambda: 12)
    assert "none of them after the first 50" in run("search", "bail", "--offset", "50").stderr


def nothing(run: Run, library: FakeLibrary, form: str) -> Result:
    library.results = SearchResults("zzz", ())
    return run("search", "zzz", "--format", form)


@pytest.mark.parametrize("form", ["text", "jsonl", "markdown"])
def test_nothing_found_is_no_output_and_a_hint(run: Run, library: FakeLibrary, form: str) -> None:
    result = nothing(run, library, form)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == 'nothing found for "zzz"; try fewer or other words, or leave out a filter\n'


def test_who_looks_for_an_id_is_told_the_command_that_shows_it(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("193", ())
    assert run("search", "193").stderr.splitlines()[1:] == [
        'it is the id of an answer; show it with "law4u-index show 193"'
    ]


def test_nothing_found_is_said_in_json_by_itself(run: Run, library: FakeLibrary) -> None:
    result = nothing(run, library, "json")
    assert (json.loads(result.stdout)["total"], result.stderr) == (0, "")


EMPTY = 'the index in here holds no answers yet; put some in with "law4u-index --index here update PATH…"'


@pytest.mark.parametrize(
    "words",
    [
        ("search", "bail"),
        ("search", "bail", "--category", "Tax"),
        ("search", "bail", "--format", "json"),
        ("suggest", "bail"),
        ("stats",),
    ],
)
def test_an_empty_index_says_that_it_holds_nothing_and_what_to_run(
    run: Run, library: FakeLibrary, words: tuple[str, ...]
) -> None:
    library.stats = replace(library.stats, answers=0)
    library.results = SearchResults("bail", (), unknown_categories={"Tax": ()})
    result = run("--index", "here", *words)
    assert (result.exit_code, result.stderr) == (0, f"{EMPTY}\n")


@pytest.mark.parametrize("command", ["show", "similar"])
def test_an_id_of_an_empty_index_is_unknown_because_it_holds_nothing(
    run: Run, library: FakeLibrary, command: str
) -> None:
    library.stats = replace(library.stats, answers=0)
    result = run("--index", "here", command, "7")
    assert (result.exit_code, result.stderr) == (2, f"law4u-index: {EMPTY}\n")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "markdown"])
def test_a_category_that_no_answer_has_is_told_with_the_nearest(run: Run, library: FakeLibrary, form: str) -> None:
    library.results = replace(library.results, unknown_categories={"Taxes": ("Tax", "Income Tax")})
    told = run("search", "x", "--category", "Taxes", "--format", form).stderr
    assert told.startswith('no answer has the category "Taxes"; the nearest are "Tax", "Income Tax"\n')


def test_where_no_category_is_near_the_command_that_lists_all_is_named(run: Run, library: FakeLibrary) -> None:
    library.results = replace(library.results, unknown_categories={"\x1bQ": ()})
    assert '"law4u-index stats" lists all' in run("search", "x", "--category", "\x1bQ").stderr
    assert "\x1b" not in run("search", "x", "--category", "\x1bQ").stderr


def test_a_category_that_no_answer_has_leaves_the_json_as_it_was(run: Run, library: FakeLibrary) -> None:
    before = run("search", "x", "--format", "json").stdout
    library.results = replace(library.results, unknown_categories={"Taxes": ("Tax",)})
    assert run("search", "x", "--format", "json").stdout == before


def test_a_corrected_query_is_named_before_the_hits(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("cheqe", (NOTICE,), corrected="cheque")
    assert run("search", "cheqe").stdout.startswith("Showing results for cheque\n\n 2  How Long")


def test_what_became_of_a_provision_is_said_before_the_hits(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("ipc 420", (NOTICE,), related_provisions=("IPC 420 is BNS 318(4) now.",))
    assert run("search", "ipc 420").stdout.startswith("IPC 420 is BNS 318(4) now.\n\n 2  How Long")


def test_facets_are_a_table_after_the_hits(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("x", (NOTICE,), facets={"category": (("Family", 1200), ("Tax", 7))})
    assert run("search", "x", "--facets").stdout.endswith(
        "\n\nCategory  Answers\nFamily      1,200\nTax             7\n"
    )


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_facets_do_not_get_between_one_hit_a_line(run: Run, library: FakeLibrary, form: str) -> None:
    library.results = SearchResults("x", (NOTICE,), facets={"category": (("Family", 1200),)})
    result = run("search", "x", "--facets", "--format", form)
    assert "Family" not in result.stdout
    assert "Family      1,200\n" in result.stderr


def test_json_is_the_documented_form(run: Run, library: FakeLibrary) -> None:
    result = run("search", "deposit", "--format", "json")
    assert json.loads(result.stdout) == library.results.to_dict()


def test_jsonl_is_one_hit_a_line(run: Run, library: FakeLibrary) -> None:
    lines = run("search", "deposit", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [DEPOSIT.to_dict(), NOTICE.to_dict()]


def test_csv_is_one_hit_a_line_under_the_columns_names(run: Run, library: FakeLibrary) -> None:
    rows = list(csv.reader(run("search", "deposit", "--format", "csv").stdout.splitlines()))
    assert rows[0] == ["rank", "id", "score", "question", "category", "url", "section", "snippet"]
    assert rows[1] == [
        "1",
        "193",
        "11.25",
        DEPOSIT.question,
        DEPOSIT.category,
        DEPOSIT.url,
        "Legal Provision",
        "The deposit is yours again when you leave.",
    ]
    assert rows[2][6:] == ["", ""]


def test_markdown_is_a_numbered_list_with_links(run: Run, library: FakeLibrary) -> None:
    assert run("search", "deposit", "--format", "markdown").stdout == (
        "1. [Can My Landlord Keep the Deposit?]"
        "(https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit) — Landlord \\& Tenant  \n"
        "   *Legal Provision* — The **deposit** is yours again when you leave.\n"
        "2. [How Long Is the Notice?](https://law4u.in/top-answer/204/how-long-is-the-notice)\n"
    )


def test_a_query_that_cannot_be_read_is_told_with_its_place(run: Run, library: FakeLibrary) -> None:
    library.fault = QueryError("this '(' is never closed; put a ')' where it ends", "bail (or not", 5)
    result = run("search", "bail (or not")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "law4u-index: this '(' is never closed (at character 6: “(or not”); put a ')' where it ends\n"
    )


def test_similar_answers_look_as_those_of_a_search(run: Run, library: FakeLibrary) -> None:
    assert run("similar", "193", "-n", "4").stdout == run("search", "x").stdout
    assert library.asked[0] == ("193", {"limit": 4})


def test_suggestions_are_questions_after_their_ids(run: Run, library: FakeLibrary) -> None:
    assert run("suggest", "can", "my", "-n", "5").stdout == (
        "193  Can My Landlord Keep the Deposit?\n204  How Long Is the Notice?\n"
    )
    assert library.asked == [("can my", {"limit": 5})]


def test_suggestions_in_json_name_id_question_and_address(run: Run, library: FakeLibrary) -> None:
    first = json.loads(run("suggest", "can", "--format", "json").stdout)[0]
    assert first == {"id": "193", "question": DEPOSIT.question, "url": DEPOSIT.url}


def test_where_no_question_begins_so_the_command_says_so(run: Run, library: FakeLibrary) -> None:
    library.results = SearchResults("zzz", ())
    result = run("suggest", "zzz")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no question begins so; try fewer letters\n")
