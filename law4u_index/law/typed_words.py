"""The words of a query as its provisions are read: keywords, and the Acts that it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from law4u_index.law.compiled import act_of_name, act_of_year, starts_a_name
from law4u_index.law.devanagari import folded
from law4u_index.law.states import STATES
from law4u_index.law.word_sets import word_set

TOKEN = re.compile(r"[a-z]+|[0-9०-९]+|[ऀ-॥॰-ॿ]+")
KINDS = {
    **dict.fromkeys(
        word_set("section sections sec secs s ss us dhara dhaara dharaa kalam dafa dafaa धारा धाराएं धाराओं कलम दफा दफ़ा"),
        "s",
    ),
    **dict.fromkeys(word_set("article articles art arts anuched anuchhed anuchchhed anuchched अनुच्छेद आर्टिकल"), "a"),
    **dict.fromkeys(word_set("order orders ord o or आदेश ऑर्डर"), "o"),
    **dict.fromkeys(word_set("rule rules नियम रूल"), "r"),
}
"""The kinds of provisions, as ids say them, by the words that name them in a query."""

_LONGEST_NAME = 16
"""So many words may make the name of an Act."""

YEARS = range(1800, 2100)
"""What can be the year of an Act."""


class Token(NamedTuple):
    """A word or figure of a query, in lower case, and where it stands."""

    text: str
    start: int
    end: int


class ActName(NamedTuple):
    """Where a query names an Act.

    Attributes:
        start: where the name begins.
        end: where it ends.
        act: the Act's id.
        typed: whether the name means it beside a number only.
    """

    start: int
    end: int
    act: str
    typed: bool


class Numbers(NamedTuple):
    """Where a query names provisions by their numbers.

    Attributes:
        start: where they begin, with their keyword.
        end: where they end.
        kind: ``s``, ``a``, ``o`` or ``r``, as their ids say it.
        numbers: what follows the kind in their ids.
        keyword: whether a word says that they are provisions.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    keyword: bool


def joined(name: str) -> str:
    """Return a name, in lower case, as the letters by which it is compared."""
    return "".join(map(folded, TOKEN.findall(name)))


def act_names(tokens: list[Token]) -> list[ActName]:
    """Return where a query names Acts, in order; of names that begin alike the longest."""
    found: list[ActName] = []
    index = 0
    while index < len(tokens):
        best: tuple[int, str, bool] | None = None
        letters = ""
        for stop in range(index, min(index + _LONGEST_NAME, len(tokens))):
            letters += folded(tokens[stop].text)
            if not starts_a_name(letters):
                break
            named = act_of_name(letters)
            if named is not None:
                best = (stop, *named)
        if best is None:
            index += 1
            continue
        stop, act, is_typed = best
        if index and tokens[index - 1].text in STATES and tokens[stop].text == "act" and len(tokens[index].text) > 3:
            index = stop + 1  # 'kerala police act' is another
            continue
        end = tokens[stop].end
        if stop + 1 < len(tokens) and tokens[stop + 1].text.isdecimal() and int(tokens[stop + 1].text) in YEARS:
            dated = act_of_year(act, int(tokens[stop + 1].text))
            stop, end, act = stop + 1, tokens[stop + 1].end, dated or act
        found.append(ActName(tokens[index].start, end, act, is_typed))
        index = stop + 1
    return found
