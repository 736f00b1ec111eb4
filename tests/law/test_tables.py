"""Look-ups in a mapped file give what the table has, and the package's files hold what the CSV files say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law import compile as law
from law4u_index.law import compiled, sheets
from law4u_index.law.act_table import act, acts
from law4u_index.law.known import known_numbers
from law4u_index.law.sheets import DATA, open_sheet, rows, write_compiled
from law4u_index.law.successors import headings, transitions
from law4u_index.law.tables import Tables, pack

maps = st.dictionaries(st.text(max_size=12), st.binary(max_size=20), max_size=40)


@given(maps, st.text(max_size=12))
def test_a_map_gives_each_value_and_nothing_else(table: dict[str, bytes], other: str) -> None:
    found = Tables(pack({"one": table}, {})).map("one")
    assert {key: found.get(key) for key in table} == table
    assert found.get(other) == table.get(other)


@given(maps, maps, st.binary(max_size=30))
def test_maps_and_arrays_lie_beside_one_another(one: dict[str, bytes], two: dict[str, bytes], array: bytes) -> None:
    tables = Tables(pack({"one": one, "two": two}, {"three": array}))
    assert all(tables.map("two").get(key) == value for key, value in two.items())
    assert bytes(tables.view("three")) == array


@given(maps)
def test_a_file_does_not_depend_on_the_order_of_a_table(table: dict[str, bytes]) -> None:
    turned = dict(reversed(list(table.items())))
    assert pack({"one": table}, {}) == pack({"one": turned}, {})


def test_the_provisions_are_those_of_the_csv_files() -> None:
    assert (DATA / compiled.FILE).read_bytes() == law.compiled(), "stale: run 'make tables'"


def test_every_act_is_told_as_the_table_has_it() -> None:
    for entry in acts():
        assert compiled.short_of(entry.id) == entry.short
        assert compiled.shape_of(entry.id) == entry.provisions
        assert compiled.replaced_day(entry.id) == entry.replaced_on
    assert compiled.short_of("no-such-act-1900") is None


def test_every_heading_number_and_transition_is_told() -> None:
    assert {provision: compiled.title(provision) for provision in headings()} == headings()
    assert {number: compiled.best_known(number) for number in known_numbers()} == known_numbers()
    for row in transitions():
        assert (row.old, row.new, row.certainty) in compiled.became(row.old.partition("(")[0])


def test_an_act_of_the_same_name_is_found_by_its_year() -> None:
    assert compiled.act_of_year("companies-act-2013", 1956) == "companies-act-1956"
    assert compiled.act_of_year("companies-act-2013", 1999) is None


def test_every_name_of_a_query_begins_as_names_do() -> None:
    wakf = act("Waqf Act")
    assert wakf is not None
    assert compiled.act_of_name("waqfact") == (wakf.id, False)
    assert all(compiled.starts_a_name("waqfact"[:length]) for length in range(8))
    assert not compiled.starts_a_name("zzzzz")


def test_a_row_that_cannot_be_read_is_named_with_its_file_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "DATA", tmp_path)
    (tmp_path / "words.csv").write_text("said,meant\na,b\nc\n", encoding="utf-8")

    def compiled() -> bytes:
        with open_sheet("words.csv") as lines:
            return repr(list(rows(lines, 2))).encode()

    with pytest.raises(SystemExit, match=r"words\.csv, line 3: 1 columns instead of 2"):
        write_compiled("words.tables", compiled)
    assert not (tmp_path / "words.tables").exists()
