"""No regular expression of the package runs away on text that is made for it to."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import law4u_index

LENGTH = 6000
SECONDS = 0.3
"""Processor time: a pass over so much text takes a few thousandths; steps by its square would take seconds."""

ATTACKS = (
    *(" ", "\n", "a", "1", "(", "<", "&", "-", ".", "'", '"', "[", "=", "/", "A.", "1.", "a-", "1,", "1(a)", "a b "),
    *("((1", "<a ", "<!--", "section 1 ", "Act, ", "of the ", "Order I Rule ", " and 1", "क", "ि", "http://a/", "a: "),
)


WHOLE = {
    "law4u_index.law.grammar._ID",
    "law4u_index.parsing.categories._FIRST_CRUMB",
    "law4u_index.search.query._EXPANDED",
}
"""Patterns that are only ever matched from a text's start: to search with them would take the text's square."""

NESTED = {"law4u_index.law.grammar._ID"}
"""Patterns with a repeat in a repeat, between which a fixed sign stands that neither takes."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return every compiled pattern of the package by where it stands: names of modules, and in tables there."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    for module in pkgutil.walk_packages(law4u_index.__path__, "law4u_index."):
        if not module.name.endswith("__main__"):
            for name, value in list(vars(importlib.import_module(module.name)).items()):
                for pattern in _within(value, 3):
                    found.setdefault((pattern.pattern, pattern.flags), (f"{module.name}.{name}", pattern))
    return {f"{name} {number}": pattern for number, (name, pattern) in enumerate(found.values())}


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for pair in list(value.items())[:500]:
            yield from _within(pair, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for one in list(value)[:500]:
            yield from _within(one, depth - 1)


# How the compiler itself reads a pattern; it stood elsewhere before Python 3.11.
parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
names: Any = importlib.import_module("re._constants" if sys.version_info >= (3, 11) else "sre_constants")

PATTERNS = patterns()
_REPEATS = {names.MAX_REPEAT, names.MIN_REPEAT}


def nested(tree: Any, *, within: bool = False) -> bool:
    """Whether an unbounded repeat stands within an unbounded repeat: what can take exponential time."""
    if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in _REPEATS:
        endless = tree[1][1] is names.MAXREPEAT
        return (endless and within) or nested(tree[1][2], within=within or endless)
    if isinstance(tree, (list, tuple, parser.SubPattern)):
        return any(nested(part, within=within) for part in tree)
    return False


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 100


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_pattern_that_is_for_whole_texts_is_never_searched_with(name: str) -> None:
    module = importlib.import_module(name.rpartition(".")[0])
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert set(re.findall(rf"\b{name.rpartition('.')[2]}\.(\w+)", source)) <= {"fullmatch", "match"}


def test_a_repeat_within_a_repeat_would_be_found() -> None:
    assert nested(parser.parse(r"(?:a+b?)*"))
    assert not nested(parser.parse(r"(?:a{1,9}b?)*c+"))


def steps(pattern: re.Pattern[Any], attack: str, name: str = "") -> float:
    """Return the processor time of looking for a pattern, all over an attack string or in the whole of it."""
    text = (attack * (LENGTH // len(attack) + 1))[:LENGTH] + "\x00"
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    pattern.fullmatch(given)
    if name not in WHOLE:
        for _ in pattern.finditer(given):
            pass
    return time.process_time() - began


def test_a_pattern_that_takes_the_square_would_be_found() -> None:
    assert steps(re.compile(r"[a-z]+(?:-[a-z]+){1,20}/"), "a") > SECONDS


def test_no_other_pattern_has_an_unbounded_repeat_within_another() -> None:
    found = {name.split()[0] for name, one in PATTERNS.items() if nested(parser.parse(one.pattern, one.flags))}
    assert found <= NESTED


@pytest.mark.parametrize("name", list(PATTERNS))
def test_a_pattern_takes_no_more_than_a_pass_over_an_attack(name: str) -> None:
    slow = [attack for attack in ATTACKS if steps(PATTERNS[name], attack, name.split()[0]) > SECONDS]
    assert slow == [], PATTERNS[name].pattern[:200]
