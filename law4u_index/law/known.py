"""Provisions that are widely known: their headings, and which of them a bare number makes people think of."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def known_provisions() -> tuple[tuple[str, str, bool], ...]:
    """Return ``data/known.csv``: id, heading, and whether its number alone makes people think of it."""
    from law4u_index.law.sheets import open_sheet, rows  # here: a search reads no CSV file

    with open_sheet("known.csv") as file:
        found = rows(file, columns=3)
        return tuple((provision_id, heading, bare == "yes") for _, (provision_id, heading, bare) in found)


@lru_cache(maxsize=1)
def known_numbers() -> dict[str, tuple[str, ...]]:
    """Return the Acts that the number of a section by itself makes people think of, by that number."""
    known: dict[str, tuple[str, ...]] = {}
    for provision_id, _, bare in known_provisions():
        act, kind, number = provision_id.split("/", 2)
        if bare and kind == "s":
            known[number] = (*known.get(number, ()), act)
    return known
