"""Counts the steps that a regular expression takes: what :mod:`re` does, done again where it can be counted.

``re`` tries one way after the other and goes back on failure, and says nothing of how often. Here its own parser reads
the pattern, a small machine walks the tree as ``re`` does (same order of ways, same matches: the tests hold it to
that), and each sign looked at and each way gone back to is a step. Steps are the same on every machine at any load.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# How the compiler itself reads a pattern; it stood elsewhere before Python 3.11.
_MODERN = sys.version_info >= (3, 11)
parser: Any = importlib.import_module("re._parser" if _MODERN else "sre_parse")
names: Any = importlib.import_module("re._constants" if _MODERN else "sre_constants")
_compiler: Any = importlib.import_module("re._compiler" if _MODERN else "sre_compile")

REPEATS = {names.MAX_REPEAT, names.MIN_REPEAT, *([names.POSSESSIVE_REPEAT] if _MODERN else [])}
_SIGNS = {names.LITERAL, names.NOT_LITERAL, names.IN, names.ANY}
SHORT = 8
"""What a repeat's bound is taken down to: how steps grow with the text does not depend on it."""

Marks = tuple[int, ...]


class TooManyStepsError(Exception):
    """The machine was stopped."""


class Ins(NamedTuple):
    """An instruction: what to do, with what, where to go on besides the next one, and how often at the least."""

    do: str
    what: Any = None
    to: int = 0
    least: int = 0


class Machine:
    """A pattern, ready to be run with its steps counted.

    Args:
        pattern: a compiled pattern.
        bounded: take every bound of a repeat down to :data:`SHORT`.
    """

    def __init__(self, pattern: re.Pattern[Any], *, bounded: bool = False) -> None:
        self._tree = parser.parse(pattern.pattern, pattern.flags)
        self._state = self._tree.state
        self._longest = SHORT if bounded else names.MAXREPEAT
        self._marks: Marks = (-1,) * (2 * self._state.groups)
        self._loops = 0
        self._code: list[Ins] = []
        self._put(self._tree, self._tree.state.flags)
        self._add("match")
        self._marks += (-1,) * self._loops
        self.steps = 0
        self.limit = sys.maxsize

    def fullmatch(self, text: Any) -> int | None:
        """Return the end of a match of the whole text, or None."""
        return self._run(0, text, 0, self._marks, len(text))[0]

    def finditer(self, text: Any) -> Iterator[tuple[int, int]]:
        """Yield the place of each match, as :meth:`re.Pattern.finditer` does."""
        start, empty_not_at = 0, -1
        while start <= len(text):
            self.steps += 1
            end = self._run(0, text, start, self._marks, None, empty_not_at)[0]
            if end is None:
                start += 1
                continue
            yield start, end
            empty_not_at = end if end == start else -1  # the next match from here must take something
            start = end

    def _add(self, do: str, what: Any = None) -> int:
        self._code.append(Ins(do, what))
        return len(self._code) - 1

    def _aim(self, at: int, to: int) -> None:
        self._code[at] = self._code[at]._replace(to=to)

    def _alone(self, node: Any, flags: int) -> re.Pattern[Any]:
        """Return one element of the tree as a pattern of its own."""
        pattern: re.Pattern[Any] = _compiler.compile(parser.SubPattern(self._state, [node]), flags)
        return pattern

    def _put(self, tree: Any, flags: int) -> None:
        for node in tree:
            op, value = node
            if op in _SIGNS or op in (names.AT, names.FAILURE):
                self._add("look", self._alone(node, flags & ~re.DEBUG).match)
            elif op in REPEATS:
                self._put_repeat(op, value, flags)
            elif op is names.BRANCH:
                self._put_branch(value[1], flags)
            elif op is names.SUBPATTERN:
                group, more, fewer, body = value
                if group is not None:
                    self._add("mark", 2 * group - 2)
                self._put(body, (flags | more) & ~fewer)
                if group is not None:
                    self._add("mark", 2 * group - 1)
            elif op in (names.ASSERT, names.ASSERT_NOT):
                self._put_assertion(op is names.ASSERT, value, flags)
            elif op is names.GROUPREF:
                self._add("again", value)
            else:
                raise NotImplementedError(f"{op} is not known here; write down what it does")

    def _put_branch(self, bodies: Sequence[Any], flags: int) -> None:
        ends = []
        for body in bodies[:-1]:
            fork = self._add("fork")
            self._put(body, flags)
            ends.append(self._add("go"))
            self._aim(fork, len(self._code))
        self._put(bodies[-1], flags)
        for end in ends:
            self._aim(end, len(self._code))

    def _put_assertion(self, wanted: bool, value: Any, flags: int) -> None:
        direction, body = value
        at = self._add("ahead" if wanted else "not ahead", 0 if direction > 0 else body.getwidth()[0])
        self._put(body, flags)
        self._add("match")
        self._aim(at, len(self._code))

    def _put_repeat(self, op: Any, value: Any, flags: int) -> None:
        least, most, body = value
        endless = most is names.MAXREPEAT
        if not endless:
            most = min(most, max(self._longest, 1))
            least = min(least, most)
        if len(body) == 1 and body[0][0] in _SIGNS and op is names.MAX_REPEAT:
            run = self._alone((names.MAX_REPEAT, (0, most, body)), flags & ~re.DEBUG)
            self._code.append(Ins("run", run.match, least=least))
            return
        if op not in (names.MAX_REPEAT, names.MIN_REPEAT):
            raise NotImplementedError(f"{op} is not known here; write down what it does")
        fork = "fork" if op is names.MAX_REPEAT else "fork last"
        for _ in range(least):
            self._put(body, flags)
        if endless:
            loop = self._loops
            self._loops += 1
            at = self._add(fork)
            self._add("enter", loop)
            self._put(body, flags)
            self._add("moved", loop)
            self._aim(self._add("go"), at)
            self._aim(at, len(self._code))
            return
        forks = []
        for _ in range(most - least):
            forks.append(self._add(fork))
            self._put(body, flags)
        for at in forks:
            self._aim(at, len(self._code))

    def _run(
        self, pc: int, text: Any, at: int, marks: Marks, whole: int | None, empty_not_at: int = -1
    ) -> tuple[int | None, Marks]:
        """Run from an instruction on; return where the match ends, or None, and the groups' places."""
        code, start = self._code, at
        groups = 2 * self._state.groups
        ways: list[tuple[int, int, Marks, int]] = []  # instruction, place, groups, and the least place of a run
        while True:
            do, what, to, least = code[pc]
            pc += 1
            self.steps += 1
            failed = False
            if do == "look":
                found = what(text, at)
                if found:
                    at = found.end()
                failed = not found
            elif do == "fork":
                ways.append((to, at, marks, at))
            elif do == "run":
                end = what(text, at).end()
                self.steps += end - at
                if end - at < least:
                    failed = True
                elif end > at + least:
                    ways.append((pc, end - 1, marks, at + least))
                at = end
            elif do == "go":
                pc = to
            elif do == "mark":
                marks = (*marks[:what], at, *marks[what + 1 :])
            elif do == "fork last":
                ways.append((pc, at, marks, at))
                pc = to
            elif do == "enter":
                marks = (*marks[: groups + what], at, *marks[groups + what + 1 :])
            elif do == "moved":
                failed = marks[groups + what] == at
            elif do == "again":
                begin, end = marks[2 * what - 2 : 2 * what]
                said = text[begin:end]
                self.steps += len(said)
                failed = begin < 0 or not text.startswith(said, at)
                at += len(said)
            elif do in ("ahead", "not ahead"):
                end_, inner = (None, marks) if at < what else self._run(pc, text, at - what, marks, None)
                failed = (end_ is None) == (do == "ahead")
                if do == "ahead":
                    marks = inner
                pc = to
            elif (whole is None or at == whole) and not at == start == empty_not_at:
                return at, marks
            else:
                failed = True
            if failed:
                if not ways:
                    return None, marks
                self.steps += 1
                if self.steps > self.limit:  # whoever never goes back comes to an end soon
                    raise TooManyStepsError
                pc, at, marks, least = ways.pop()
                if at > least:
                    ways.append((pc, at - 1, marks, least))


def steps(machine: Machine, text: Any, *, whole_only: bool, limit: int = sys.maxsize) -> int:
    """Return the steps of looking for a pattern all over a text and in the whole of it.

    Args:
        machine: the pattern.
        text: str or bytes, as the pattern is for.
        whole_only: the pattern is for whole texts: look at the whole only.
        limit: where to stop counting.
    """
    machine.steps, machine.limit = 0, limit
    tracer = sys.gettrace()
    sys.settrace(
        None
    )  # nothing of the package runs here, and under a tracer of coverage all takes several times as long
    try:
        machine.fullmatch(text)
        if not whole_only:
            for _ in machine.finditer(text):
                pass
    except TooManyStepsError:
        return limit
    finally:
        sys.settrace(tracer)
    return machine.steps
