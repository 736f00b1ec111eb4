"""The grammar of a provision's number and id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law import covers
from law4u_index.law.grammar import Number, read_number, roman, spread, spread_parts
from law4u_index.law.ids import enclosing, parse_id

PARTS = st.lists(st.sampled_from(["1", "2", "a", "b", "ia", "iv", "zc"]), max_size=4).map(tuple)
NUMBERS = st.builds(Number, st.builds("{}{}".format, st.integers(1, 999), st.sampled_from(["", "A", "B", "IA"])), PARTS)


@given(NUMBERS)
def test_any_number_is_read_back_as_it_was_written(number: Number) -> None:
    text = f"{number} of"
    assert read_number(text, 0) == (number, len(text) - 3)


@given(st.text(max_size=60), st.integers(0, 60))
def test_reading_a_number_from_any_text_ends_inside_it(text: str, position: int) -> None:
    found = read_number(text, position)
    assert found is None or position < found[1] <= len(text)


@given(NUMBERS, st.sampled_from(["s", "a", "r"]))
def test_any_id_is_parsed_into_its_parts(number: Number, kind: str) -> None:
    parsed = parse_id(f"ipc-1860/{kind}/{number}")
    assert parsed is not None
    assert (parsed.act, parsed.kind, parsed.number, parsed.parts) == ("ipc-1860", kind, number.base, number.parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("304-A IPC", "304A"),
        ("120-B", "120B"),
        ("65-B(4)", "65B(4)"),
        ("498a", "498A"),
        ("304 A of", "304A"),
        ("13 (1) (ia)", "13(1)(ia)"),
        ("13 ( 1 ) ( ia )", "13(1)(ia)"),
        ("80-IA", "80IA"),
        ("10(23C)", "10(23C)"),
        ("४२०", "420"),
        ("498क", "498A"),
        ("498ए", "498A"),
    ],
)
def test_a_number_is_brought_to_one_form(text: str, expected: str) -> None:
    found = read_number(text, 0)
    assert found is not None
    assert str(found[0]) == expected


@pytest.mark.parametrize("text", ["21st", "5km", "4.2", "10,000", "18%", "15/-", "abc", ""])
def test_an_ordinal_a_measure_or_an_amount_is_no_number_of_a_provision(text: str) -> None:
    assert read_number(text, 0) is None


def test_a_range_gives_what_lies_between() -> None:
    assert [str(n) for n in spread(Number("139"), Number("142"))] == ["140", "141", "142"]
    assert [str(n) for n in spread(Number("12A"), Number("12C"))] == ["12B", "12C"]
    assert [str(n) for n in spread(Number("354"), Number("354B"))] == ["354A", "354B"]


def test_a_range_that_is_too_long_or_not_known_gives_its_end() -> None:
    assert spread(Number("1"), Number("999")) == [Number("999")]
    assert spread(Number("80IA"), Number("80IC")) == [Number("80IC")]


def test_a_range_of_clauses_gives_each_clause() -> None:
    assert [str(n) for n in spread_parts(Number("19", ("1", "a")), "c")] == ["19(1)(b)", "19(1)(c)"]
    assert [str(n) for n in spread_parts(Number("7", ("1",)), "3")] == ["7(2)", "7(3)"]
    assert [str(n) for n in spread_parts(Number("7", ("i",)), "iv")] == ["7(iv)"]


@given(st.integers(1, 51))
def test_roman_numbers_of_orders_are_read(value: int) -> None:
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][value % 10]
    tens = ["", "X", "XX", "XXX", "XL", "L"][value // 10]
    assert roman(tens + ones) == value


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "XXXX", "ABC"])
def test_what_is_no_roman_number_is_none(numeral: str) -> None:
    assert roman(numeral) is None


def test_a_section_covers_its_subsections_and_not_the_other_way_round() -> None:
    assert covers("bns-2023/s/318", "bns-2023/s/318(4)")
    assert covers("bns-2023/s/318", "bns-2023/s/318")
    assert not covers("bns-2023/s/318(4)", "bns-2023/s/318")
    assert not covers("bns-2023/s/31", "bns-2023/s/318")
    assert not covers("ipc-1860/s/304", "ipc-1860/s/304A")


def test_an_order_covers_its_rules() -> None:
    assert covers("cpc-1908/o/39", "cpc-1908/o/39/r/1")
    assert not covers("cpc-1908/o/3", "cpc-1908/o/39/r/1")


def test_what_encloses_a_clause_is_listed_from_the_nearest() -> None:
    assert enclosing("hma-1955/s/13(1)(ia)") == ("hma-1955/s/13(1)", "hma-1955/s/13")
    assert enclosing("cpc-1908/o/7/r/11(d)") == ("cpc-1908/o/7/r/11", "cpc-1908/o/7")
    assert enclosing("ipc-1860/s/420") == ()


@given(st.text(max_size=40))
def test_no_text_breaks_the_parsing_of_an_id(text: str) -> None:
    parsed = parse_id(text)
    assert parsed is None or parsed.act in text
