"""What a search asks of ``data/provisions.tables``, the law's tables as :mod:`law4u_index.law.compile` makes them.

No CSV file is read for it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from law4u_index.law.act_shapes import SHAPES, ProvisionShape
from law4u_index.law.ids import without_parts
from law4u_index.law.tables import Map, load

FILE = "provisions.tables"
"""The file, made by :mod:`law4u_index.law.compile`."""

NAME_START = 5
"""So many letters of a name tell at once that no name begins so."""


@cache
def _map(name: str) -> Map:
    return load(FILE).map(name)


def _text(name: str, key: str) -> str | None:
    found = _map(name).get(key)
    return None if found is None else found.decode()


def starts_a_name(letters: str) -> bool:
    """Tell whether some Act's name may begin with these letters (lower case, without spaces and points)."""
    return len(letters) < NAME_START or _map("starts").get(letters[:NAME_START]) is not None


def act_of_name(letters: str) -> tuple[str, bool] | None:
    """Return the Act that a name in a query means, and whether only beside a number; None where it is no name."""
    for name, typed in (("names", False), ("typed", True)):
        found = _text(name, letters)
        if found is not None:
            return found, typed
    return None


def act_of_year(act: str, year: int) -> str | None:
    """Return the Act of the same name as `act` and another year, or None."""
    return _text("years", f"{act} {year}")


class _ActRow(NamedTuple):
    """What is asked of an Act: its columns of ``data/acts.csv`` as :mod:`law4u_index.law.compile` puts them."""

    short: str
    shape: str
    replaced_on: str | None
    last: int | None


def _act(act: str) -> _ActRow | None:
    found = _map("acts").get(act)
    return None if found is None else _ActRow(*json.loads(found))


def _listed_act(act: str) -> _ActRow:
    found = _act(act)
    assert found is not None, "an Act of the table"
    return found


def short_of(act: str) -> str | None:
    """Return what a lawyer calls an Act, or None where the table does not have it."""
    found = _act(act)
    return None if found is None else found.short


def shape_of(act: str) -> ProvisionShape:
    """Return which kinds of provision an Act of the table has."""
    return SHAPES[_listed_act(act).shape]


def last_of(act: str) -> int | None:
    """Return the number of the last section, article or rule of an Act of the table, or None where it is not known."""
    return _listed_act(act).last


def replaced_day(act: str) -> str | None:
    """Return the ISO date on which an Act of the table ceased to be in force, or None."""
    return _listed_act(act).replaced_on


def best_known(number: str) -> tuple[str, ...]:
    """Return the Acts that the number of a section, whatever its sub-section, by itself makes people think of."""
    return tuple((_text("bare", without_parts(number)) or "").split())


def headed(number: str) -> tuple[str, ...]:
    """Return the Acts of which the section of this number has a heading that is known."""
    return tuple((_text("headed", number) or "").split())


def title(provision_id: str) -> str | None:
    """Return the marginal heading of a provision by its very id, or None."""
    return _text("titles", provision_id)


def became(whole: str) -> list[tuple[str, str | None, str]]:
    """Return what an old section, or a part of it, became: the old id, the new one, or None, and the certainty."""
    return [(old, new, certainty) for old, new, certainty in json.loads(_map("became").get(whole) or b"[]")]


def replaced(whole: str) -> list[tuple[str, str, str]]:
    """Return what a new section, or a part of it, replaced: the old id, the new one and the certainty."""
    return [(old, new, certainty) for old, new, certainty in json.loads(_map("replaced").get(whole) or b"[]")]
