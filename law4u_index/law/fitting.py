"""Which Act can have a provision: by its shape, its last section, its name, its year."""

from __future__ import annotations

import re
from functools import lru_cache

from law4u_index.law.act_table import squeeze, table
from law4u_index.law.compiled import act_of_year, best_known
from law4u_index.law.ids import without_parts
from law4u_index.law.mentions import Mention
from law4u_index.law.successors import COMPLETE, headings

_ALSO_CALLED = {"ita-2000": "ita-1961"}
"""Acts with the short name of another: to a tax officer 'the I.T. Act' is the Income-tax Act."""

_AMENDING = re.compile(r"(.{3,120}?)-amendment-(?:act|ordinance)-([0-9]{4})")


def fits(mention: Mention, act: str, *, strict: bool = True) -> bool:
    """Tell whether `act` can have the provision.

    Args:
        mention: the provision.
        act: an Act's id.
        strict: whether a number beyond the Act's last section speaks against it.
    """
    entry = table().acts.get(act)
    if entry is None:
        if strict and amends(act):
            # What an amending Act is said to do, it does to another Act's sections.
            return False
        is_rules = "-rules" in act or "-regulations" in act
        return mention.kind == "s" or (mention.kind == "r" and (is_rules or not strict))
    shape = entry.provisions
    counted = not (mention.kind == "a" and shape.sections)
    if strict and counted and entry.last is not None and mention.highest > entry.last:
        return False
    if strict and mention.kind == "s" and act in COMPLETE:
        return all(f"{act}/s/{without_parts(number)}" in headings() for number in mention.numbers)
    if mention.kind == "r" and not strict:
        return shape.rules or not shape.orders
    return shape.has(mention.kind)


def namesake(mention: Mention, act: str, name: str) -> str:
    """Return `act`, or the other Act of its short `name` if only that can have the provision: 'S. 271 of the I.T. Act'.

    Args:
        mention: the provision.
        act: the Act that the name means by itself, or nothing.
        name: the words that name it; only initials are shared.
    """
    other = _ALSO_CALLED.get(act)
    if other is None or len(squeeze(name)) > len("itact"):
        return act
    known = best_known(mention.numbers[0])
    return act if fits(mention, act) and not (other in known and act not in known) else other


def as_its_kind(mention: Mention, act: str) -> Mention:
    """Return the mention as what its Act has, where its keyword is a slip: 'Section 226 of the Constitution'."""
    entry = table().acts.get(act)
    if entry is None or mention.kind not in ("s", "a") or (entry.last is not None and mention.highest > entry.last):
        return mention
    shape = entry.provisions
    if mention.kind == "s" and shape.articles and not shape.sections:
        return mention._replace(kind="a")
    if mention.kind == "a" and shape.sections and not shape.articles:
        return mention._replace(kind="s")
    return mention


def amends(act: str) -> bool:
    """Tell whether an Act is one that amends another, by its id."""
    return "amendment-" in act or "amending-" in act


@lru_cache(maxsize=256)
def amended(act: str) -> str:
    """Return the Act of the table that an amending Act changes, by its id, else nothing.

    'Motor Vehicles (Amendment) Act, 1969' changes the Motor Vehicles Act, 1939: the last before it of that name.
    """
    match = _AMENDING.fullmatch(act)
    if match is None:
        return ""
    whole = match[1].replace("-", " ")
    for base in (whole, whole.rpartition(" ")[0]):  # 'Civil Procedure (Maharashtra Amendment)'
        named = table().names.get(f"{base} act") or table().abbreviations.get(squeeze(base))
        before = [year for year in named.by_year if year < int(match[2])] if named is not None else []
        if named is not None and before:
            return named.by_year[max(before)]
    return ""


@lru_cache(maxsize=256)
def kin_of_year(act: str, year: int) -> str:
    """Return the Act of that year which bears the name of `act`, or took its place; else nothing."""
    of_same_name = act_of_year(act, year)
    if of_same_name is not None:
        return of_same_name
    entry = table().acts.get(act)
    successor = entry.replaced_by if entry is not None else None
    return successor if successor is not None and successor.endswith(f"-{year}") else ""


@lru_cache(maxsize=256)
def codes(year: int) -> list[str]:
    """Return the Codes of a year: of Codes, unlike Acts, hardly a year has two."""
    return [entry.id for entry in table().acts.values() if entry.year == year and is_called(entry.id, "code")]


@lru_cache(maxsize=256)
def long_acts(year: int, highest: int) -> list[str]:
    """Return the Acts of a year that have, or may have, so many sections."""
    entries = (entry for entry in table().acts.values() if entry.year == year and entry.provisions.sections)
    return [entry.id for entry in entries if entry.last is None or entry.last >= highest]


def is_called(act: str, word: str) -> bool:
    """Tell whether an Act may be called 'the Code', 'the Act', 'the Rules' … as `word` says."""
    entry = table().acts.get(act)
    if entry is None:
        return f"-{word}" in act[-len(word) - 6 :]
    name = entry.name.lower()
    if word in ("code", "sanhita", "samhita"):
        return "code" in name or "sanhita" in name
    if word == "act":
        return " act" in name or "adhiniyam" in name
    return word in name
