"""What a provision's id is, and which provisions contain which.

An id is ``ACT/s/NUMBER`` for a section, ``/a/`` an article, ``/o/39`` an Order and ``/o/39/r/1`` a Rule of it,
``/r/`` a rule (or regulation) of Rules. A number is digits, capitals, then sub-sections in brackets:
``13(1)(ia)``, ``304A``, ``65B(4)``; some Regulations count with points: ``/r/7.6.5``.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

# Compiled when first needed: few searches ask for a provision.
_PARTS = r"\(([^()]*)\)"
_ID = (
    r"([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([sar])/([0-9]{1,4}(?:[A-Z]{0,4}|(?:\.[0-9]{1,3}){1,4}))((?:\([0-9A-Za-z]{1,8}\)){0,8})"
    r"|o/([0-9]{1,2}[A-Z]?)(?:/r/([0-9]{1,4}[A-Z]{0,3})((?:\([0-9A-Za-z]{1,8}\)){0,8}))?)"
)


class ParsedId(NamedTuple):
    """The parts of a provision's id: ``cpc-1908/o/39/r/1(a)`` is cpc-1908, o, 39, 1, (a)."""

    act: str
    kind: str
    number: str
    rule: str
    parts: tuple[str, ...]


def parse_id(provision_id: str) -> ParsedId | None:
    """Return the parts of a provision's id, or None where `provision_id` is not one."""
    match = re.fullmatch(_ID, provision_id)
    if match is None:
        return None
    if match[2]:
        return ParsedId(match[1], match[2], match[3], "", tuple(re.findall(_PARTS, match[4])))
    return ParsedId(match[1], "o", match[5], match[6] or "", tuple(re.findall(_PARTS, match[7] or "")))


def without_parts(provision: str) -> str:
    """Return a provision's id, or its number, without sub-sections: ``13`` of ``13(1)(ia)``."""
    return provision.partition("(")[0]


def leading_number(number: str) -> int:
    """Return the figure with which the number of a provision begins: 304 of ``304A(1)``, 7 of ``7.6.5``."""
    return int("".join(takewhile(str.isdecimal, number)))


def covers(wider: str, narrower: str) -> bool:
    """Tell whether the provision `wider` is, or contains, the provision `narrower`.

    ``bns-2023/s/318`` covers ``bns-2023/s/318`` and ``bns-2023/s/318(4)``, not the other way round;
    ``cpc-1908/o/39`` covers ``cpc-1908/o/39/r/1``.
    """
    if wider == narrower:
        return True
    if not narrower.startswith(wider):
        return False
    return narrower[len(wider)] == "(" or ("/o/" in wider and narrower[len(wider)] == "/")


def enclosing(provision_id: str) -> tuple[str, ...]:
    """Return the provisions that contain this one, from the nearest: 13(1)(ia) gives 13(1) and 13."""
    found: list[str] = []
    while provision_id.endswith(")"):
        provision_id = provision_id[: provision_id.rindex("(")]
        found.append(provision_id)
    order, rule, _ = provision_id.partition("/r/")
    if rule and "/o/" in order:
        found.append(order)
    return tuple(found)
