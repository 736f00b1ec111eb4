"""The Acts and Rules that are known by name: ``data/acts.csv`` as a table.

The table is read on first use. What each column holds, where the facts are from and how to add a row is told
in ``docs/law.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"

_WORDS = re.compile(r"[A-Za-z]+|&")
_NAME_ENDS = frozenset(
    "act code sanhita samhita adhiniyam constitution rules regulations ordinance".split()
)


class ProvisionShape(NamedTuple):
    """Which provisions an Act has: sections, articles, Orders with Rules, rules."""

    sections: bool
    articles: bool
    orders: bool
    rules: bool


_SHAPES = {
    "sections": ProvisionShape(True, False, False, False),
    "articles": ProvisionShape(False, True, False, False),
    "sections+articles": ProvisionShape(True, True, False, False),
    "orders": ProvisionShape(True, False, True, False),
    "rules": ProvisionShape(False, False, False, True),
}


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

    @property
    def title(self) -> str:
        """The name with its year, as a statute book prints it: ``Indian Penal Code, 1860``."""
        return self.name if self.id.startswith("const-") else f"{self.name}, {self.year}"

    @property
    def provisions(self) -> ProvisionShape:
        """Which kinds of provision it has."""
        return _SHAPES[self.shape]


@dataclass(slots=True)
class NamedActs:
    """The Acts that one name can mean: the one meant without a year, and the one of each year."""

    plain: str | None = None
    by_year: dict[int, str] = field(default_factory=dict)

    def of_year(self, year: int) -> str | None:
        """Return the Act that this name with `year` means, or None.

        A year one off, or two, is taken for a slip (or for the year of commencement): people write 'Indian
        Penal Code, 1862' and 'CrPC, 1974'.
        """
        exact = self.by_year.get(year)
        if exact is not None:
            return exact
        near = [known for known in self.by_year if abs(known - year) <= 2]
        return self.by_year[near[0]] if len(near) == 1 else None


NameTree = dict[str, "NameTree | NamedActs"]
"""Names of Acts as a tree of lower-case words read from the end; the key ``""`` holds a :class:`NamedActs`."""


@dataclass(frozen=True, slots=True)
class ActTable:
    """The table and its look-ups.

    Attributes:
        acts: every Act by its id, in the order of the file.
        tree: names that end in Act, Code, Rules and the like.
        abbreviations: other short names, such as IPC, by their letters in lower case.
        hindi: names in Devanagari with what they mean, longest first.
        numbered: Acts by number and year.
    """

    acts: dict[str, Act]
    tree: NameTree
    abbreviations: dict[str, NamedActs]
    hindi: tuple[tuple[str, str], ...]
    numbered: dict[tuple[int, int], str]


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of an Act's name for comparing: lower case, ``&`` as ``and``, no other sign."""
    return tuple("and" if word == "&" else word.lower() for word in _WORDS.findall(name))


def squeeze(name: str) -> str:
    """Return the letters and digits of `name` in lower case: ``Cr. P.C.`` gives ``crpc``."""
    return "".join(char for char in name.lower() if char.isalnum())


@lru_cache(maxsize=1)
def table() -> ActTable:
    """Return the table of Acts, read from ``data/acts.csv`` once."""
    found = {entry.id: entry for entry in _read()}
    tree: NameTree = {}
    abbreviations: dict[str, NamedActs] = {}
    hindi: dict[str, str] = {}
    for entry in found.values():
        _add_name(tree, abbreviations, entry.name, entry, plain=False)
    for entry in found.values():
        for alias in entry.aliases:
            _add_name(tree, abbreviations, alias, entry, plain=True)
        hindi.update(dict.fromkeys(entry.hindi, entry.id))
    return ActTable(
        acts=found,
        tree=tree,
        abbreviations=abbreviations,
        hindi=tuple(sorted(hindi.items(), key=lambda item: -len(item[0]))),
        numbered={(entry.number, entry.year): entry.id for entry in found.values() if entry.number},
    )


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
    names = _by_words(known.tree, name) or known.abbreviations.get(squeeze(name))
    if names is not None:
        found = names.of_year(int(year)) if year else names.plain
        return known.acts[found] if found else None
    return _typed().get(squeeze(name))


def _by_words(tree: NameTree, name: str) -> NamedActs | None:
    words = [word for word in name_words(name)]
    if words and words[0] == "the":
        del words[0]
    node: NameTree | NamedActs | None = tree
    for word in reversed(words):
        node = node.get(word) if isinstance(node, dict) else None
    leaf = node.get("") if isinstance(node, dict) else None
    return leaf if isinstance(leaf, NamedActs) else None


@lru_cache(maxsize=1)
def _typed() -> dict[str, Act]:
    names: dict[str, Act] = {}
    for entry in acts():
        for name in (*entry.typed, *entry.hindi):
            names.setdefault(squeeze(name) or name, entry)
    return names


def _add_name(
    tree: NameTree, abbreviations: dict[str, NamedActs], name: str, entry: Act, *, plain: bool
) -> None:
    words = name_words(name)
    if words[-1] in _NAME_ENDS:
        leaves = [_leaf(tree, words)]
        spelt = _letter_by_letter(name)
        if spelt != words:
            leaves.append(_leaf(tree, spelt))
    else:
        leaves = [abbreviations.setdefault(squeeze(name), NamedActs())]
        if " " in name:
            leaves.append(_leaf(tree, words))
    for leaf in leaves:
        leaf.by_year.setdefault(entry.year, entry.id)
        if plain:
            leaf.plain = entry.id
        elif leaf.plain is None:
            leaf.plain = entry.id


def _letter_by_letter(name: str) -> tuple[str, ...]:
    """Return the words of a name whose capitals stand with points: ``NI Act`` gives n, i, act."""
    words: list[str] = []
    for word in _WORDS.findall(name):
        if word.isupper() and 2 <= len(word) <= 5:
            words.extend(word.lower())
        else:
            words.append("and" if word == "&" else word.lower())
    return tuple(words)


def _leaf(tree: NameTree, words: tuple[str, ...]) -> NamedActs:
    node = tree
    for word in reversed(words):
        below = node.setdefault(word, {})
        assert isinstance(below, dict)
        node = below
    leaf = node.setdefault("", NamedActs())
    assert isinstance(leaf, NamedActs)
    return leaf


def _read() -> list[Act]:
    import csv

    with (DATA / "acts.csv").open(encoding="utf-8", newline="") as file:
        return [
            Act(
                id=row["id"],
                name=row["name"],
                year=int(row["year"]),
                number=int(row["number"]) if row["number"] else None,
                shape=row["shape"],
                last=int(row["last"]) if row["last"] else None,
                short=row["short"],
                aliases=_listed(row["aliases"]),
                typed=_listed(row["typed"]),
                hindi=_listed(row["hindi"]),
                replaced_by=row["replaced_by"] or None,
                replaced_on=row["replaced_on"] or None,
            )
            for row in csv.DictReader(file)
        ]


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
