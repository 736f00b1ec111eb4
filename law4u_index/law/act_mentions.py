"""An Act as a text names it."""

from __future__ import annotations

from typing import NamedTuple

BREAK = "\x00"
"""Stands between the blocks of a text; nothing is read across it."""


class ActMention(NamedTuple):
    """Where a text names an Act, and which.

    Attributes:
        start: where the name begins.
        end: where it ends, its year included.
        outer: where what belongs to it ends: '(2 of 1974)', '(hereinafter "the Code")'.
        act: the Act's id; empty where only what stands around can tell ('the said Act').
        word: the last word of the name in lower case: act, code, rules …
        pointer: the words before it where it points back: ``the``, ``that``, ``said``; else empty.
        short: whether it is an abbreviation beside which people put a bare number ('420 IPC').
        weak: whether it means the Act only right beside a provision: 'SMA', 'CPA'.
        otherwise: the id that its own words give it where nothing around tells more ('the Amendment Act, 1988').
    """

    start: int
    end: int
    outer: int
    act: str
    word: str
    pointer: str = ""
    short: bool = False
    weak: bool = False
    otherwise: str = ""
