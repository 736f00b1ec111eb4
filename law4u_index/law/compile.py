"""The script that makes ``data/provisions.tables`` of the CSV files: ``python -m law4u_index.law.compile``.

What a search asks of that file is in :mod:`law4u_index.law.compiled`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from law4u_index.law.act_table import acts, table
from law4u_index.law.compiled import FILE, NAME_START
from law4u_index.law.ids import without_parts
from law4u_index.law.known import known_numbers
from law4u_index.law.sheets import write_compiled
from law4u_index.law.successors import headings, transitions
from law4u_index.law.tables import pack
from law4u_index.law.typed_words import joined

_NO_NAMES = ("act", "code", "constitutionofindia")
"""Names that are words of a query as well; the Constitution's articles need no name."""


def compiled() -> bytes:
    """Return the bytes of the file for the tables as they are now."""
    names = _names()
    typed: dict[str, str] = {}
    for entry in acts():
        for name in entry.typed:
            typed.setdefault(joined(name.lower()), entry.id)
    became: dict[str, list[list[str | None]]] = {}
    replaced: dict[str, list[list[str]]] = {}
    for row in transitions():
        became.setdefault(without_parts(row.old), []).append([row.old, row.new, row.certainty])
        if row.new:
            replaced.setdefault(without_parts(row.new), []).append([row.old, row.new, row.certainty])
    return pack(
        {
            "names": _texts(names),
            "typed": _texts(typed),
            "starts": {name[:NAME_START]: b"" for name in (*names, *typed)},
            "years": _texts(_years()),
            "acts": _lists({entry.id: [entry.short, entry.shape, entry.replaced_on, entry.last] for entry in acts()}),
            "bare": _texts({number: " ".join(found) for number, found in known_numbers().items()}),
            "headed": _texts(_headed()),
            "titles": _texts(headings()),
            "became": _lists(became),
            "replaced": _lists(replaced),
        },
        {},
    )


def _names() -> dict[str, str]:
    """Return the names that mean an Act wherever they stand in a query, as letters without spaces."""
    known = table()
    found = {name.replace(" ", ""): named.plain for name, named in known.names.items()}
    found.update((key, named.plain) for key, named in known.abbreviations.items() if named.plain)
    found.update((joined(name), act) for name, act in known.hindi)
    for name, named in known.names.items():  # 'drugs & cosmetics act': the sign is no letter
        found.setdefault("".join(word for word in name.split() if word != "and"), named.plain)
    return {name: act for name, act in found.items() if act and name not in _NO_NAMES}


def _headed() -> dict[str, str]:
    """Return the Acts of which the section of a number has a heading that is known, by that number."""
    found: dict[str, list[str]] = {}
    for provision in headings():
        act, kind, number = provision.split("/", 2)
        if kind == "s":
            found.setdefault(number, []).append(act)
    return {number: " ".join(having) for number, having in found.items()}


def _years() -> dict[str, str]:
    """Return the Acts by 'the id of another that bears the same name, and the year'."""
    namesakes: dict[str, dict[str, str]] = {}
    for entry in acts():
        namesakes.setdefault(entry.name.removeprefix("Indian ").lower(), {}).setdefault(str(entry.year), entry.id)
    found = {
        f"{act} {year}": other
        for years in namesakes.values()
        for act in years.values()
        for year, other in years.items()
    }
    known = table()
    for named in (*known.names.values(), *known.abbreviations.values()):
        for act_year, other in named.by_year.items():
            if named.plain is not None:
                found.setdefault(f"{named.plain} {act_year}", other)
    return found


def _texts(table: Mapping[str, str]) -> dict[str, bytes]:
    return {key: text.encode() for key, text in table.items()}


def _lists(table: Mapping[str, Any]) -> dict[str, bytes]:
    return {key: json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() for key, row in table.items()}


if __name__ == "__main__":
    write_compiled(FILE, compiled)
