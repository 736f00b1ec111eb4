"""What is meant by a name that is none."""

from __future__ import annotations

import pytest

from law4u_index.search.near_names import compared, nearest

NAMES = ("Criminal Law", "Consumer Protection", "Tax", "Property", "Constitutional Law")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("crime", "Criminal Law"),
        ("properties", "Property"),
        ("law of the constitution", "Constitutional Law"),
        ("constitution", "Constitutional Law"),
        ("con", None),
        ("taxes", "Tax"),
        ("", None),
    ],
)
def test_words_of_one_family_are_near(asked: str, near: str | None) -> None:
    found = nearest(compared(asked), [(name, compared(name)) for name in NAMES])
    assert found == (() if near is None else (near,))


def test_no_more_than_so_many_words_of_a_name_are_compared() -> None:
    assert compared("b a " * 10_000) == ["a"] * 4 + ["b"] * 4
