"""No regular expression of the package runs away on text that is made for it to."""

from __future__ import annotations

import ast
import importlib
import inspect
import math
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import law4u_index
from tests.safety.backtracking import REPEATS, Machine, names, parser, steps

LENGTH = 100
"""How long the shorter attack is; the longer one is of twice the length."""
GROWTH = 2.3
"""How many times the steps there may be for twice the text: 2 is linear, 4 is the square."""
BOUNDED_LENGTH = 500
STEPS_A_SIGN = 3000
"""What one sign may cost where repeats keep their bounds: many words to choose from, but not bound times bound."""

ATTACKS = (
    *(" ", "\n", "a", "1", "(", "<", "&", "-", ".", "'", '"', "[", "=", "/", "A.", "1.", "a-", "1,", "1(a)", "a b "),
    *("((1", "<a ", "<!--", "section 1 ", "Act, ", "of the ", "Order I Rule ", " and 1", "क", "ि", "http://a/", "a: "),
)


WHOLE = {
    "law4u_index.index.variants._ISE",
    "law4u_index.index.variants._IZE",
    "law4u_index.law.ids._ID",
    "law4u_index.parsing.categories._FIRST_CRUMB",
    "law4u_index.search.query._EXPANDED",
    "law4u_index.text_safety._FORMULA",
}
"""Patterns that are only ever matched from a text's start: to search with them would take the text's square."""

_MATCHING = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
"""The functions of :mod:`re` that are given a pattern as text, and keep it compiled."""

NESTED = {"law4u_index.law.ids._ID"}
"""Patterns with a repeat in a repeat, between which a fixed sign stands that neither takes."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return every pattern of the package by where it stands: names of modules, tables there, calls of :mod:`re`."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    for info in pkgutil.walk_packages(law4u_index.__path__, "law4u_index."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            named = [(name, one) for name, value in list(vars(module).items()) for one in _within(value, 3)]
            for name, pattern in [*named, *_called(module)]:
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name}", pattern))
    return {f"{name} {number}": pattern for number, (name, pattern) in enumerate(found.values())}


def _called(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns that a module gives to functions of :mod:`re`, by their names or as they stand there."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=function), args=[ast.Name(name), *more]):
                pattern = vars(module).get(name)
            case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=function), args=[ast.Constant(pattern), *more]):
                name = f"line {node.lineno}"
            case _:
                continue
        if function in _MATCHING and isinstance(pattern, str):
            flags = [getattr(re, one.attr) for one in more if isinstance(one, ast.Attribute) and hasattr(re, one.attr)]
            yield name, re.compile(pattern, *flags)


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for pair in list(value.items())[:500]:
            yield from _within(pair, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for one in list(value)[:500]:
            yield from _within(one, depth - 1)


PATTERNS = patterns()


def nested(tree: Any, *, within: bool = False) -> bool:
    """Whether an unbounded repeat stands within an unbounded repeat: what can take exponential time."""
    if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in REPEATS:
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


def strung(attack: str, length: int, pattern: re.Pattern[Any]) -> Any:
    """Return an attack over and over, then a sign that nothing matches, as the pattern takes it."""
    text = (attack * (length // len(attack) + 1))[:length] + "\x00"
    return text.encode() if isinstance(pattern.pattern, bytes) else text


def growth(pattern: re.Pattern[Any], attack: str, *, whole_only: bool = False) -> tuple[float, int]:
    """Return how many times the steps twice the text takes, and the steps of the shorter text."""
    machine = Machine(pattern, bounded=True)
    most = LENGTH * STEPS_A_SIGN
    short = steps(machine, strung(attack, LENGTH, pattern), whole_only=whole_only, limit=most)
    if short >= most:
        return math.inf, short
    long = steps(machine, strung(attack, 2 * LENGTH, pattern), whole_only=whole_only, limit=8 * short + 1000)
    return long / short, short


def test_no_other_pattern_has_an_unbounded_repeat_within_another() -> None:
    found = {name.split()[0] for name, one in PATTERNS.items() if nested(parser.parse(one.pattern, one.flags))}
    assert found <= NESTED


def test_a_pattern_that_takes_the_square_would_be_found() -> None:
    assert growth(re.compile(r"[a-z]+(?:-[a-z]+){1,20}/"), "a")[0] > 3.5


def test_a_pattern_that_takes_for_ever_would_be_found() -> None:
    assert growth(re.compile(r"(?:a+)+b"), "a")[0] == math.inf


@pytest.mark.parametrize("name", list(PATTERNS))
def test_twice_the_text_takes_twice_the_steps_and_bounds_of_repeats_do_not_multiply(name: str) -> None:
    pattern, whole_only = PATTERNS[name], name.split()[0] in WHOLE
    growths = {attack: growth(pattern, attack, whole_only=whole_only) for attack in ATTACKS}
    assert {attack: grown for attack, (grown, _) in growths.items() if grown > GROWTH} == {}, pattern.pattern[:200]
    worst = max(growths, key=lambda attack: growths[attack][1])
    most = BOUNDED_LENGTH * STEPS_A_SIGN
    assert steps(Machine(pattern), strung(worst, BOUNDED_LENGTH, pattern), whole_only=whole_only, limit=most) < most


def test_bounds_that_multiply_would_be_found() -> None:
    assert steps(Machine(re.compile(r"(?:a{0,60}b?){0,60}c")), "a" * 120, whole_only=False, limit=360_000) == 360_000


def agrees(pattern: re.Pattern[Any], text: Any) -> bool:
    """Whether the machine that counts finds what ``re`` finds."""
    whole = pattern.fullmatch(text)
    machine = Machine(pattern)
    return machine.fullmatch(text) == (whole.end() if whole else None) and list(machine.finditer(text)) == [
        found.span() for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize("name", list(PATTERNS))
def test_steps_are_counted_of_what_re_really_does(name: str) -> None:
    pattern = PATTERNS[name]
    text = " ".join(attack * 2 for attack in ATTACKS) + " Sections 302, 34 of the IPC; Step 1: <b>x</b> 31 January 2025"
    assert agrees(pattern, text.encode() if isinstance(pattern.pattern, bytes) else text)


@given(
    st.lists(
        st.sampled_from(
            ["a", "b", ".", "(", "(?:", "(?=", "(?!", "(?<=a", ")", "|", "*", "+?", "{0,3}", "?", "[^a]", "^", "$"]
        ),
        max_size=12,
    ),
    st.text("ab\n", max_size=8),
)
@example(["(", "a", "*", ")", "*", "b"], "aab")
@example(["(?:", "a", "|", ")", "*"], "baa")
@example(["(?:", "(?!", ")", "|", "a", ")", "*"], "aab")
def test_steps_are_counted_as_re_takes_them_whatever_the_pattern(pieces: list[str], text: str) -> None:
    try:
        pattern = re.compile("".join(pieces))
    except re.error:
        return
    assert agrees(pattern, text)
