"""The Acts and Rules that are known by name: ``data/acts.csv`` as a table.

The table is read on first use. What each column holds, where the facts are from and how to add a row is told
in ``docs/law.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.act_shapes import SHAPES, ProvisionShape
from law4u_index.law.sheets import listed, open_sheet, rows
from law4u_index.law.word_sets import word_set

_WORDS = re.compile(r"[a-z]+|&")
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_NAME_ENDS = word_set("act code sanhita samhita adhiniyam constitution rules regulations ordinance")

_WEAK = 3
"""A name for queries alone that has so many letters means its Act in a text too, right beside a provision: 'CPA'."""

_SLIP = 2
"""A year so far from that of an Act, or less, is taken for a slip, or for the year of commencement."""


@dataclass(frozen=True, slots=True)
class Act:
    """An Act, Code, set of Rules, or the Constitution.

    Attributes:
        id: what its provisions' ids begin with, such as ``ipc-1860``.
        name: the short title without the year.
        year: the year that the short title gives.
        number: its number among the Acts of that year, or None (the Constitution, Rules).
        shape: ``sections``, ``articles``, ``sections+articles`` (the Limitation Act), ``orders`` (sections,
            and Orders with Rules) or ``rules``.
        last: the number of its last section, article or rule, or None where the table does not say.
        short: what a lawyer calls it.
        aliases: other names that mean this Act wherever they stand.
        typed: names that mean it only in a query, beside a number: words that mean other things in prose.
        hindi: names in Devanagari.
        replaced_by: the id of the Act that took its place, or None.
        replaced_on: the ISO date on which it ceased to be in force as such, or None.
        schedules: the number of its last Schedule, 0 where it has none, or None where the table does not say.
    """

    id: str
    name: str
    year: int
    number: int | None
    shape: str
    last: int | None
    short: str
    aliases: tuple[str, ...]
    typed: tuple[str, ...]
    hindi: tuple[str, ...]
    replaced_by: str | None
    replaced_on: str | None
    schedules: int | None

    @property
    def title(self) -> str:
        """The name with its year, as a statute book prints it: ``Indian Penal Code, 1860``."""
        return self.name if self.id.startswith("const-") else f"{self.name}, {self.year}"

    @property
    def provisions(self) -> ProvisionShape:
        """Which kinds of provision it has."""
        return SHAPES[self.shape]


class NamedActs:
    """The Acts that one name can mean: the one meant without a year, and the one of each year."""

    __slots__ = ("by_year", "plain")

    def __init__(self) -> None:
        self.plain: str | None = None
        self.by_year: dict[int, str] = {}

    def of_year(self, year: int) -> str | None:
        """Return the Act that this name with `year` means, or None.

        People write 'Indian Penal Code, 1862' and 'CrPC, 1974': see :data:`_SLIP`.
        """
        exact = self.by_year.get(year)
        if exact is not None:
            return exact
        near = [known for known in self.by_year if abs(known - year) <= _SLIP]
        return self.by_year[near[0]] if len(near) == 1 else None


class ActTable(NamedTuple):
    """The table and its look-ups.

    Attributes:
        acts: every Act by its id, in the order of the file.
        names: names that end in Act, Code, Rules and the like, as lower-case words with single spaces.
        endings: the last two words of these names, with how many words the longest such name has.
        abbreviations: other short names, such as IPC, by their letters in lower case.
        weak: abbreviations, by their letters, that mean an Act only beside a provision.
        hindi: names in Devanagari with what they mean, longest first.
        numbered: Acts by number and year.
    """

    acts: dict[str, Act]
    names: dict[str, NamedActs]
    endings: dict[str, int]
    abbreviations: dict[str, NamedActs]
    weak: dict[str, str]
    hindi: tuple[tuple[str, str], ...]
    numbered: dict[tuple[int, int], str]


def name_words(name: str) -> list[str]:
    """Return the words of an Act's name for comparing: lower case, ``&`` as ``and``, no other sign."""
    words = _WORDS.findall(name.lower())
    return ["and" if word == "&" else word for word in words] if "&" in name else words


@lru_cache(maxsize=512)  # a text names few Acts, many times
def squeeze(name: str) -> str:
    """Return the letters and digits of `name` in lower case: ``Cr. P.C.`` gives ``crpc``."""
    return "".join(char for char in name.lower() if char.isalnum())


@lru_cache(maxsize=1)
def table() -> ActTable:
    """Return the table of Acts, read from ``data/acts.csv`` once."""
    found = {entry.id: entry for entry in _read()}
    known = _Names()
    namesakes: defaultdict[str, list[Act]] = defaultdict(list)
    for entry in found.values():
        namesakes[entry.name].append(entry)
        for named in known.of(entry.name):
            named.by_year.setdefault(entry.year, entry.id)
            named.plain = named.plain or entry.id
    for entry in found.values():
        for alias in entry.aliases:
            _take_alias(known, entry, alias, namesakes[entry.name])
        if entry.short.endswith(f" {entry.year}"):
            _take_alias(known, entry, entry.short, namesakes[entry.name])
    hindi = {name: entry.id for entry in found.values() for name in entry.hindi}
    return ActTable(
        acts=found,
        names=known.by_words,
        endings=_endings(known.by_words),
        abbreviations=known.by_letters,
        weak={name: entry.id for entry in found.values() for name in entry.typed if len(name) == _WEAK},
        hindi=tuple(sorted(hindi.items(), key=lambda item: -len(item[0]))),
        numbered={(entry.number, entry.year): entry.id for entry in found.values() if entry.number},
    )


class _Names:
    """The names of Acts as they are taken in.

    Attributes:
        by_words: those that end in Act, Code, Rules and the like, by their words.
        by_letters: the others, by their letters.
    """

    def __init__(self) -> None:
        self.by_words: dict[str, NamedActs] = {}
        self.by_letters: dict[str, NamedActs] = {}

    def of(self, name: str) -> list[NamedActs]:
        """Return what is known, or is to be known, of every spelling of a name."""
        words = name_words(name)
        if words[-1] not in _NAME_ENDS:
            return [self.by_letters.setdefault(squeeze(name), NamedActs())]
        spellings = [" ".join(words)]
        if _CAPITALS.search(name):  # 'N.I. Act' is two letters and a word, 'NI Act' two words
            spellings.append(" ".join(name_words(_CAPITALS.sub(_apart, name))))
        return [self.by_words.setdefault(spelling, NamedActs()) for spelling in spellings]


def _take_alias(known: _Names, entry: Act, alias: str, namesakes: list[Act]) -> None:
    """Take in another name of an Act.

    With its year ('CPA 1986') it means that Act, and without a year only where it means no other; without a year it
    means that Act, and with another year the Act of the same title and that year.

    Args:
        known: the names so far.
        entry: the Act.
        alias: the name.
        namesakes: all Acts of the same title.
    """
    name, _, year = alias.rpartition(" ")
    is_dated = year == str(entry.year)
    for named in known.of(name if is_dated else alias):
        named.by_year.setdefault(entry.year, entry.id)
        if not is_dated:
            named.plain = entry.id
            for other in namesakes:
                named.by_year.setdefault(other.year, other.id)
            continue
        typed_for = next((other for other in namesakes if name.lower() in other.typed), None)
        if typed_for is None:
            named.plain = named.plain or entry.id
        else:  # 'CPA 1986' has its year, and 'CPA' means the Act of 2019, beside a provision only
            named.by_year.setdefault(typed_for.year, typed_for.id)


def acts() -> tuple[Act, ...]:
    """Return every Act of the table, in its order."""
    return tuple(table().acts.values())


def act(name_or_alias: str) -> Act | None:
    """Return the Act that an id, a name or an alias means, or None.

    Args:
        name_or_alias: ``ipc-1860``, ``IPC``, ``Indian Penal Code``, ``Companies Act, 1956``,
            ``भारतीय न्याय संहिता``, in any case and with or without points.
    """
    known = table()
    wanted = name_or_alias.strip()
    if wanted.lower() in known.acts:
        return known.acts[wanted.lower()]
    match = re.fullmatch(r"(.{1,200}?)(?:\s{0,3},?\s{0,3}\(?((?:1[89]|20)\d\d)\)?)?", wanted, re.DOTALL)
    if match is None:
        return None
    name, year = match[1], match[2]
    words = " ".join(name_words(name)).removeprefix("the ")
    names = known.names.get(words) or known.abbreviations.get(squeeze(name))
    if names is not None and (year or names.plain):
        found = names.of_year(int(year)) if year else names.plain
        return known.acts[found] if found else None
    typed = _typed()
    return typed.get(_without_points(wanted)) or typed.get(_without_points(name))


def _without_points(name: str) -> str:
    return "".join(char for char in name.lower() if char not in " .,")


@lru_cache(maxsize=1)
def _typed() -> dict[str, Act]:
    """Return the Acts by the names for queries alone and by those in Devanagari."""
    names: dict[str, Act] = {}
    for entry in acts():
        for name in (*entry.typed, *entry.hindi):
            names.setdefault(_without_points(name), entry)
    return names


def _endings(names: dict[str, NamedActs]) -> dict[str, int]:
    """Return the last two words of names, with how many words the longest such name has."""
    longest: dict[str, int] = {}
    for name in names:
        words = name.split()
        ending = " ".join(words[-2:])
        if len(words) > longest.get(ending, 0):
            longest[ending] = len(words)
    return longest


def _apart(match: re.Match[str]) -> str:
    return " ".join(match[0])


def _read() -> list[Act]:
    """Return the rows of ``data/acts.csv``, in their order."""
    with open_sheet("acts.csv") as file:
        return [
            Act(
                id=row[0],
                name=row[1],
                year=int(row[2]),
                number=int(row[3]) if row[3] else None,
                shape=row[4],
                last=int(row[5]) if row[5] else None,
                short=row[6],
                aliases=listed(row[7]),
                typed=listed(row[8]),
                hindi=listed(row[9]),
                replaced_by=row[10] or None,
                replaced_on=row[11] or None,
                schedules=int(row[12]) if row[12] else None,
            )
            for _, row in rows(file, columns=13)
        ]
