"""What became of each section of the codes that were replaced on 1 July 2024, and of Acts as a whole.

Section by section: ``data/transitions.csv`` (IPC to BNS, CrPC to BNSS, Evidence Act to BSA). Act by Act: the columns
``replaced_by`` and ``replaced_on`` of ``data/acts.csv``. Where the facts are from: ``docs/law.md``.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from law4u_index.law import compiled
from law4u_index.law.ids import covers, enclosing, parse_id, without_parts
from law4u_index.law.known import known_provisions

COMPLETE = frozenset({"ipc-1860", "crpc-1973", "iea-1872", "bns-2023", "bnss-2023", "bsa-2023"})
"""Acts of which the tables have every section."""

Certainty = Literal["certain", "uncertain", "omitted"]
"""How certain it is what became of a section; ``omitted``: certainly nothing."""


class Transition(NamedTuple):
    """One row of the table: what one old section became.

    Attributes:
        old: the id of the section, or of the part of one, that was replaced.
        old_title: the marginal heading of the section.
        new: the id of what it became, or None where nothing did.
        new_title: the marginal heading of the section that `new` is, or is part of.
        certainty: ``certain``, ``uncertain`` (not checked against the text), or ``omitted`` (certainly nothing).
        source: what the row rests on: ``statute``, tables, a comparison of the texts, headings, numbering.
        note: what else a reader should know, or nothing.
    """

    old: str
    old_title: str
    new: str | None
    new_title: str
    certainty: Certainty
    source: str
    note: str


class Related(NamedTuple):
    """A provision that another one became, or replaced.

    Attributes:
        id: the related provision's id.
        relation: ``became`` where it is newer than the one asked for, ``replaced`` where it is older.
        since: the ISO date on which the newer of the two came into force.
        certainty: ``certain`` or ``uncertain``.
        sentence: the fact in words: 'IPC 420 is BNS 318(4) since 1 July 2024'.
    """

    id: str
    relation: Literal["became", "replaced"]
    since: str
    certainty: Certainty
    sentence: str


class _Change(NamedTuple):
    """An old section, or a part of one, and what it became."""

    old: str
    new: str
    certainty: str


@lru_cache(maxsize=1)
def transitions() -> tuple[Transition, ...]:
    """Return every row of the table, in its order."""
    from law4u_index.law.sheets import open_sheet, rows  # here: a search reads no CSV file

    with open_sheet("transitions.csv") as file:
        return tuple(
            Transition(old, old_title, new or None, new_title, _certainty(certainty), source, note)
            for _, (old, old_title, new, new_title, certainty, source, note) in rows(file, columns=7)
        )


def related(provision_id: str) -> tuple[Related, ...]:
    """Return what a provision became, or what it replaced, in the order of the table.

    A section asked for includes its sub-sections (``bns-2023/s/318`` replaced IPC 415, 417, 418 and 420), without those
    that what is told of the whole says already. Of a sub-section is told what the table knows of it, or else of the
    nearest that contains it.
    """
    parsed = parse_id(provision_id)
    if parsed is None or parsed.kind != "s":
        return ()
    found: dict[str, Related] = {}
    whole = f"{parsed.act}/s/{parsed.number}"
    newer = [_Change(old, new, certainty) for old, new, certainty in compiled.became(whole) if new is not None]
    older = [_Change(*row) for row in compiled.replaced(whole)]
    for change in _about(provision_id, newer, "old"):
        found.setdefault(change.new, _related(change, "became"))
    for change in _about(provision_id, older, "new"):
        found.setdefault(change.old, _related(change, "replaced"))
    return tuple(found.values())


def _about(provision_id: str, changes: list[_Change], side: Literal["old", "new"]) -> list[_Change]:
    """Return the changes of which one side, the old id or the new, tells of a provision."""
    within = [one for one in changes if covers(provision_id, getattr(one, side))]
    if within:
        return [one for one in within if not any(_says_already(other, one) for other in within)]
    around = [one for one in changes if covers(getattr(one, side), provision_id)]
    nearest = max((len(getattr(one, side)) for one in around), default=0)
    return [one for one in around if len(getattr(one, side)) == nearest]


def _says_already(wider: _Change, change: _Change) -> bool:
    """Tell whether 'CrPC 156 is BNSS 175' says that 156(3) is 175(3): a part of the old is within the new."""
    return wider.old != change.old and covers(wider.old, change.old) and covers(wider.new, change.new)


def spellings(provision_id: str) -> tuple[str, ...]:
    """Return the id of the section that is meant, and those that it has where its letter stands in brackets.

    498A is cited as '498(A)' and '498(a)' too; either is taken for section 498A, as that has a known heading.
    """
    parsed = parse_id(provision_id)
    if parsed is None or parsed.kind != "s":
        return (provision_id,)
    number, parts = parsed.number, parsed.parts
    if number.isdecimal() and parts and len(parts[0]) == 1 and parts[0].isalpha():
        number, parts = number + parts[0].upper(), parts[1:]
        if compiled.title(f"{parsed.act}/s/{number}") is None:
            return (provision_id,)
    if not (number[-1].isalpha() and number[:-1].isdecimal()):
        return (provision_id,)
    rest = "".join(f"({part})" for part in parts)
    forms = (number, *(f"{number[:-1]}({letter})" for letter in (number[-1], number[-1].lower())))
    return tuple(f"{parsed.act}/s/{form}{rest}" for form in forms)


def fate(provision_id: str) -> str | None:
    """Return in words that an old section has no successor, or that none is known; None where it has one."""
    rows = compiled.became(without_parts(provision_id))
    told = [row for row in rows if covers(row[0], provision_id) or covers(provision_id, row[0])]
    if not told or any(new is not None for _, new, _ in told):
        return None
    old, _, certainty = told[0]
    since = day(_since(old))
    if certainty == "omitted":
        return f"{label(old)} was left out of the new code, since {since}"
    return f"what became of {label(old)} on {since} is not certain"


def title(provision_id: str) -> str | None:
    """Return the marginal heading of a section or article, or of the one that contains it; None where unknown."""
    every = (compiled.title(wanted) for wanted in (provision_id, *enclosing(provision_id)))
    return next((found for found in every if found is not None), None)


@lru_cache(maxsize=1)
def headings() -> dict[str, str]:
    """Return all known marginal headings by the id of their section or article, in the order of the tables."""
    found: dict[str, str] = {}
    for row in transitions():
        found.setdefault(without_parts(row.old), row.old_title)
        if row.new and row.new_title:
            found.setdefault(without_parts(row.new), row.new_title)
    for provision_id, heading, _ in known_provisions():
        if heading:
            found.setdefault(provision_id, heading)
    return found


def titled(act_id: str) -> tuple[str, ...]:
    """Return the ids of the Act's provisions whose headings are known, in the order of the tables."""
    return tuple(found for found in headings() if found.startswith(f"{act_id}/"))


def label(provision_id: str) -> str:
    """Return a provision as a lawyer says it: 'IPC 420', 'Section 138 NI Act', 'Article 21', 'CPC Order 39 Rule 1'.

    An id that is none is returned as it is.
    """
    parsed = parse_id(provision_id)
    if parsed is None:
        return provision_id
    name = compiled.short_of(parsed.act) or _name_from_slug(parsed.act)
    parts = "".join(f"({part})" for part in parsed.parts)
    if parsed.kind == "o":
        rule = f" Rule {parsed.rule}{parts}" if parsed.rule else ""
        return f"{name} Order {parsed.number}{rule}"
    number = parsed.number + parts
    if parsed.kind == "a":
        return f"Article {number}" if parsed.act == "const-1950" else f"Article {number} {name}"
    if parsed.kind == "r":
        return f"Rule {number} {name}"
    if " " in name or len(name) > 6:
        return f"Section {number} {name}"
    return f"{name} {number}"


def day(iso: str) -> str:
    """Return an ISO date in words: ``2024-07-01`` is '1 July 2024'."""
    value = date.fromisoformat(iso)
    return f"{value.day} {value:%B %Y}"


def _name_from_slug(slug: str) -> str:
    return " ".join(word.capitalize() if len(word) > 3 else word for word in slug.split("-"))


def _since(old: str) -> str:
    """Return the ISO date on which the code of an old section was replaced."""
    since = compiled.replaced_day(old.partition("/")[0])
    assert since is not None, "a test holds every old code to have been replaced"
    return since


def _related(change: _Change, relation: Literal["became", "replaced"]) -> Related:
    """Return one side of a change as what the other became, or replaced."""
    since = _since(change.old)
    if relation == "became":
        other, sentence = change.new, f"{label(change.old)} is {label(change.new)} since {day(since)}"
    else:
        eve = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
        other, sentence = change.old, f"{label(change.new)} was {label(change.old)} until {day(eve)}"
    if change.certainty != "certain":
        sentence += " (not certain)"
    return Related(other, relation, since, _certainty(change.certainty), sentence)


def _certainty(cell: str) -> Certainty:
    return "certain" if cell == "certain" else "omitted" if cell == "omitted" else "uncertain"
