"""What numbers in a query mean beside which no Act is named: 'section 420', '498A', '279/337', '376 rape'."""

from __future__ import annotations

import re

from law4u_index.law.compiled import best_known, headed, title
from law4u_index.law.ids import leading_number, without_parts
from law4u_index.law.word_sets import word_set

_COMPLETE = ("ipc-1860", "bns-2023", "crpc-1973", "bnss-2023")
_LEAST = 100
"""A number without a keyword is a section's from here on; smaller ones count all sorts of things."""

_TELLING_PARTS = 2
"""So many sub-sections make a section of a small number: '8(1)(j)'."""

_INCOME_TAX = re.compile(r"[1-9][0-9]{1,2}[A-Z]{2,3}")
"""Numbers with several letters, which hardly an Act but the Income-tax Act has: '44ADA', '80TTA', '194IA'."""

_WORD = re.compile(r"[a-zऀ-ॿ]+")
_BETWEEN = word_set("kitni kitna kya for in mein me main ka ki ke का की के में of under u s")
"""Small words that may stand between a number and the word that makes a section of it: '302 ke FIR'."""

_PART = re.compile(r"\s(?:part|para)\s(?:i{1,2}|[12])\b")
_BESIDE = word_set(
    "bail jamanat zamanat jamaanat fir charge offence section dhara dhaara statement statements notice bailable "
    "saza saja sazaa lagi lagai lagayi laga lagu imposed punishment जमानत धारा "
    "एफआईआर"
)
"""Words beside which a widely known number is that section's: '307 bail', '420 dhara'."""

_NO_SUBJECT = word_set(
    "act order orders court person persons case cases power powers other money property time with from"
)
"""Words of headings that stand beside numbers of all sorts."""

_AMOUNTS = word_set("amount compensation deposit fee fees fine interest loan penalty price rent salary tax wages")
"""Words of headings beside which a number without a keyword may be so many rupees."""

_THINGS = word_set(
    "flat room house plot block number shop sector ward building gate khasra survey unit tower floor train bus "
    "flight bogie coach seat form schedule chapter part annexure appendix exhibit entry class page item question "
    "clause para paragraph table rs lane road street bill invoice platform batch roll"
)
"""Words before which a number is no section's: 'flat 304B', 'part 2'."""


def is_numbered_thing(word: str) -> bool:
    """Tell whether a word, in small letters, says that the number behind it is no section's: 'flat', 'parts'."""
    return word in _THINGS or word.removesuffix("s") in _THINGS


def guess(kind: str, numbers: tuple[str, ...], before: str, behind: str) -> tuple[str, ...]:
    """Return the ids that numbers with a keyword and without an Act may mean, the likeliest first.

    An article is the Constitution's, an Order the Code of Civil Procedure's. A section is the only one of its number
    whose heading has the word beside it ('section 148 notice'); else what ``data/known.csv`` says that its number makes
    people think of; else the section of that number in the penal and criminal procedure codes, the old before the new,
    as far as their headings are known.

    Args:
        kind: ``s``, ``a``, ``o`` or ``r``, of which nothing can be guessed.
        numbers: what follows the kind in their ids.
        before: some of the query right before them, in lower case.
        behind: some of it right behind them.
    """
    if kind == "a":
        return tuple(f"const-1950/a/{number}" for number in numbers)
    if kind == "o":
        return tuple(f"cpc-1908/o/{number}" for number in numbers)
    if kind == "r":
        return ()
    if len(numbers) == 1:
        told = _told_by_heading(numbers[0], before, behind)
        if told:
            return (f"{told}/s/{numbers[0]}",)
    return tuple(f"{act}/s/{number}" for number in numbers for act in _likely_acts(number))


def guess_bare(numbers: tuple[str, ...], before: str, behind: str) -> tuple[str, ...]:
    """Return the ids that numbers mean which stand in a query without keyword and Act; nothing where they count.

    A number with a letter, or with sub-sections, is a section's where one is known by it ('41A notice', '156(3)'). So
    are several in a row that all are sections of the codes, if one is widely known ('279/337'). Another is a widely
    known section's where a word of its heading, or of procedure, stands beside it: '376 rape', '307 bail'; and any that
    is the only one of its number whose heading has the word beside it: '148 notice'.

    Args:
        numbers: the numbers with their letters and sub-sections.
        before: some of the query right before them, in lower case.
        behind: some of it right behind them.
    """
    bases = list(map(without_parts, numbers))
    wholes = list(map(leading_number, bases))
    if len(bases) > 1:
        of_one = _only_of(bases)
        if of_one and wholes[0] >= _LEAST:
            return tuple(f"{of_one}/s/{number}" for number in numbers)
        meant = min(wholes) >= _LEAST and all(map(_acts, bases)) and any(map(best_known, bases))
    elif bases[0].isdecimal() and numbers[0].count("(") >= (1 if wholes[0] >= _LEAST else _TELLING_PARTS):
        meant = bool(best_known(bases[0]))
    elif bases[0].isdecimal():
        is_of_two_parts = _PART.match(behind) is not None and bool(best_known(bases[0]))
        is_spoken_of = _is_spoken_of(bases[0], before, behind) or (
            _AMOUNTS.isdisjoint(_nearest_two(before, behind)) and bool(_told_by_heading(bases[0], before, behind))
        )
        meant = wholes[0] >= _LEAST and (is_of_two_parts or is_spoken_of)
    else:
        meant = bool(best_known(bases[0])) or (wholes[0] >= _LEAST and bool(_acts(bases[0])))
    return guess("s", numbers, before, behind) if meant else ()


def _is_spoken_of(number: str, before: str, behind: str) -> bool:
    """Tell whether a word beside a widely known number, or one of its heading near it, speaks of that section."""
    acts = best_known(number)
    if not acts:
        return False
    if not _nearest_two(before, behind).isdisjoint(_BESIDE):
        return True
    beside = (*_telling(_WORD.findall(behind))[:2], *_telling(_WORD.findall(before)[::-1])[:2])
    headings = " ".join(title(f"{act}/s/{number}") or "" for act in acts).lower()
    subject = set(_WORD.findall(headings)) - _NO_SUBJECT
    return any(_are_alike(word, other) for word in beside for other in subject)


def _told_by_heading(number: str, before: str, behind: str) -> str:
    """Return the only Act whose section of this number has the word beside it in its heading, or nothing."""
    base = without_parts(number)
    beside = _nearest_two(before, behind) - _NO_SUBJECT
    having = [
        act for act in headed(base) if not beside.isdisjoint(_WORD.findall((title(f"{act}/s/{base}") or "").lower()))
    ]
    return having[0] if len(having) == 1 else ""


def _nearest_two(before: str, behind: str) -> set[str]:
    """Return the words on either side of a number that are no small ones."""
    return {_nearest(_WORD.findall(behind)), _nearest(_WORD.findall(before)[::-1])}


def _nearest(words: list[str]) -> str:
    """Return the first of the words beside a number that is no small one."""
    return next(iter(_telling(words)), "")


def _telling(words: list[str]) -> list[str]:
    """Return those of the three words beside a number that are no small ones."""
    return [word for word in words[:3] if word not in _BETWEEN]


def _are_alike(word: str, other: str) -> bool:
    """Tell whether two words are the same, or forms of one: 'statement' and 'statements'."""
    if len(word) < 4:
        return False
    return word == other or (abs(len(word) - len(other)) <= 3 and len(word) > 4 and word[:-1] == other[: len(word) - 1])


def _only_of(bases: list[str]) -> str:
    """Return the Act that one of these numbers makes people think of and that has sections of all, or nothing."""
    thought_of = dict.fromkeys(act for base in bases for act in best_known(base))
    having = (act for act in thought_of if all(title(f"{act}/s/{base}") is not None for base in bases))
    return next(having, "")


def _acts(number: str) -> tuple[str, ...]:
    """Return the Acts that have a section of this number, as far as is known: the best known, else the codes."""
    base = without_parts(number)
    return best_known(base) or tuple(act for act in _COMPLETE if title(f"{act}/s/{base}") is not None)


def _likely_acts(number: str) -> tuple[str, ...]:
    """Return the Acts that 'section' with this number may mean."""
    is_of_tax = _INCOME_TAX.fullmatch(without_parts(number)) is not None
    return _acts(number) or (("ita-1961",) if is_of_tax else ())
