"""Lines to the answer's outline: the summary, the sections with their levels, the worked example."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cmp_to_key

from law4u_index.answer import Example, Section
from law4u_index.parsing.blocks import PLAIN, Block
from law4u_index.parsing.kinds import TOP_KINDS, closes, kind_of, own_kind
from law4u_index.parsing.lines import ENTRY, HEADING, LABEL, TEXT, Line, read_lines
from law4u_index.parsing.wording import (
    heading_of,
    is_act,
    is_example_part,
    is_instruction,
    is_provision,
    is_scenario,
)

MAX_LEVEL = 8
"""How deep sections may lie; what a page nests deeper stays at this level."""

_LABEL_RANK = PLAIN + 1
_MIN_STEPS = 3
_MAX_STEP = 500
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\u0900-\u097f])")
_STEPS_INSIDE = re.compile(
    r"(?<=[.!?])\s{1,2}(steps? (?:to (?:take|follow)|taken|involved)|what to do)\s?:\s{0,2}", re.I
)
_STEP_NUMBER = re.compile(r"(?:^|(?<=[\s;.,]))(?:\(?\d{1,2}[.)]|•|step \d{1,2}:)\s{1,3}", re.I)

_Key = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the body of an answer says."""

    summary: str
    sections: tuple[Section, ...]
    example: Example | None


@dataclass(slots=True)
class _Node:
    heading: str | None
    order: tuple[int, int] = (0, 0)
    is_label: bool = False
    texts: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    ordered: bool = False
    children: list[_Node] = field(default_factory=list)
    kind: str | None = None

    def freeze(self, level: int, parent: str | None) -> Section:
        kind = self.kind or kind_of(self.heading, parent)
        return Section(
            heading=self.heading,
            kind=kind,
            level=level,
            text="\n\n".join(self.texts),
            items=tuple(self.items),
            ordered=self.ordered,
            sections=tuple(child.freeze(level + 1, kind) for child in self.children),
        )


@dataclass(slots=True)
class _Series:
    """Sections that are numbered on: where they lie, how they stand, and the last number."""

    parent: _Node
    order: tuple[int, int]
    number: int


def outline(blocks: list[Block]) -> Outline:
    """Return the outline of an answer from its blocks, furniture taken out."""
    return _Builder(read_lines(blocks)).build()


class _Builder:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._root = _Node(None)
        self._stack = [self._root]
        self._unheaded: _Node | None = None
        self._example: Example | None = None
        self._order = _order_of_keys(lines)
        self._leaf: dict[_Key, int] = {}
        self._series: _Series | None = None
        self._last_heading = -1
        self._last_depth = 0

    def build(self) -> Outline:
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        self._gather_steps()
        sections = tuple(child.freeze(1, None) for child in self._root.children)
        return Outline("\n\n".join(self._root.texts), sections, self._example)

    def _take(self, index: int) -> int:
        line = self._lines[index]
        if line.form == HEADING:
            if own_kind(line.text) == "example" or is_scenario(line.text):
                return self._take_example(index)
            self._open_heading(index)
        elif line.form == LABEL:
            if own_kind(line.text) == "example":
                return self._take_example(index)
            if line.number and self._within_tips():
                self._stack[-1].items.append(f"{line.text}: {' '.join(line.rest)}")
                self._stack[-1].ordered = True
            else:
                self._open_label(line.text, line.rest, line.number)
        elif line.form == ENTRY:
            return self._take_entries(index)
        elif self._stack[-1] is self._root and self._root.children and self._unheaded is None:
            self._root.children[-1].texts.append(line.text)
        else:
            self._stack[-1].texts.append(line.text)
        return index + 1

    # Levels: a heading's looks say how high it stands; among headings that look alike, one that is followed
    # at once by another stands above it, and stays the pattern for the rest.

    def _open_heading(self, index: int) -> None:
        line = self._lines[index]
        key = _key(line)
        if closes(line.text) and line.rank > 6:
            del self._stack[1:]
        elif self._goes_on(line.number):
            self._join(_Node(line.text), line.number)
            self._last_heading, self._last_depth = index, self._stack[-1].order[1]
            return
        depth = self._depth(index, key)
        self._last_heading, self._last_depth = index, depth
        place = self._order[key]
        for other in [other for other in self._leaf if self._order[other] > place]:
            del self._leaf[other]
        self._push(_Node(line.text, (place, depth)))
        self._begin_series(line.number)

    def _begin_series(self, number: int) -> None:
        if number == 1:
            self._series = _Series(self._stack[-2], self._stack[-1].order, 1)

    def _goes_on(self, number: int) -> bool:
        """Tell whether `number` is the next of the numbers that the sections of an open one have."""
        series = self._series
        return series is not None and number == series.number + 1 and any(n is series.parent for n in self._stack)

    def _join(self, node: _Node, number: int) -> None:
        """Put the next numbered section beside those before it, whatever its looks."""
        assert self._series is not None
        series = self._series
        while self._stack[-1] is not series.parent:
            self._stack.pop()
        node.order = series.order
        series.number = number
        series.parent.children.append(node)
        self._stack.append(node)
        self._unheaded = None

    def _push(self, node: _Node) -> None:
        while len(self._stack) > 1 and self._stack[-1].order >= node.order:
            self._stack.pop()
        while len(self._stack) > MAX_LEVEL:
            self._stack.pop()
        self._stack[-1].children.append(node)
        self._stack.append(node)
        self._unheaded = None

    def _depth(self, index: int, key: _Key) -> int:
        line = self._lines[index]
        leaf = self._leaf.get(key, 0)
        if closes(line.text):
            return 0
        ahead = self._alike_ahead(index, key)
        if self._last_heading == index - 1 and index and self._continues(index, key):
            depth = self._last_depth + 1
        elif ahead:
            depth = leaf - ahead if leaf > ahead and is_act(line.text) else 0
        elif leaf == 0 or self._stands_apart(index, leaf):
            return self._act_depth(line.text, leaf)
        else:
            depth = leaf
        self._leaf[key] = max(leaf, depth + ahead)
        return depth

    def _act_depth(self, text: str, leaf: int) -> int:
        return leaf - 1 if leaf > 1 and is_act(text) else 0

    def _continues(self, index: int, key: _Key) -> bool:
        return _key(self._lines[index - 1]) == key and not closes(self._lines[index - 1].text)

    def _alike_ahead(self, index: int, key: _Key) -> int:
        count = 0
        for line in self._lines[index + 1 : index + 4]:
            if line.form != HEADING or _key(line) != key or closes(line.text):
                break
            count += 1
        return count

    def _stands_apart(self, index: int, leaf: int) -> bool:
        """Tell whether a heading with text of its own is no child of the group before it."""
        line = self._lines[index]
        siblings = self._stack[-1]
        while siblings.is_label and len(self._stack) > 1:
            self._stack.pop()
            siblings = self._stack[-1]
        group = self._stack[-2].children if len(self._stack) > 1 else []
        if leaf > 1 and not is_provision(line.text) and any(is_provision(n.heading or "") for n in group):
            return True
        ahead = self._lines[index + 1 : index + 2]
        listed = bool(ahead) and ahead[0].form in (ENTRY, LABEL)
        return listed and bool(group) and all(node.texts and not node.items for node in group)

    def _open_label(self, label: str, rest: tuple[str, ...], number: int) -> None:
        if closes(label):
            del self._stack[1:]
        elif self._goes_on(number):
            self._join(_Node(label, is_label=True, texts=list(rest)), number)
            return
        while len(self._stack) > 1 and self._stack[-1].is_label:
            self._stack.pop()
        node = _Node(label, (_LABEL_RANK * 2, 0), is_label=True, texts=list(rest))
        self._push(node)
        self._begin_series(number)

    # Lists

    def _take_entries(self, index: int) -> int:
        end = index
        while end < len(self._lines) and self._lines[end].form == ENTRY:
            end += 1
        entries = self._lines[index:end]
        node = self._stack[-1]
        labelled = [entry for entry in entries if entry.label]
        bold = sum(entry.bold for entry in labelled)
        sections = len(labelled) == len(entries) and (len(entries) > 1 or bold == len(entries))
        sections = sections or (bold >= 2 and bold * 5 >= len(entries) * 4)
        if sections and not self._within_tips():
            for entry in entries:
                if entry.label:
                    self._open_label(heading_of(entry.label), entry.rest, entry.number)
                else:
                    self._stack[-1].texts.append(entry.text)
            return end
        if node is self._root:
            if self._root.children and self._unheaded is None:
                node = self._root.children[-1]
            else:
                if self._unheaded is None:
                    self._unheaded = _Node(None)
                    self._root.children.append(self._unheaded)
                node = self._unheaded
        if not node.items:
            node.ordered = entries[0].ordered
        node.items.extend(entry.text for entry in entries)
        return end

    def _within_tips(self) -> bool:
        return any(node.heading is not None and own_kind(node.heading) in TOP_KINDS for node in self._stack[1:])

    def _gather_steps(self) -> None:
        """Make a list of paragraphs before any heading that each are a step."""
        texts, children = self._root.texts, self._root.children
        start = len(texts)
        while start and is_instruction(texts[start - 1]) and len(texts[start - 1]) <= _MAX_STEP:
            start -= 1
        begins_unheaded = bool(children) and children[0].heading is None
        if len(texts) - start >= _MIN_STEPS and not begins_unheaded:
            children.insert(0, _Node(None, items=texts[start:]))
            del texts[start:]

    # The example

    def _take_example(self, index: int) -> int:
        reading = _ExampleReader(self._lines, index, self._order)
        end = reading.read()
        if not reading.found:
            first = self._lines[index]
            if first.form == HEADING:
                self._open_heading(index)
            else:
                self._open_label(first.text, first.rest, 0)
            return index + 1
        del self._stack[1:]
        self._unheaded = None
        node = _Node(reading.heading, kind="example", texts=reading.texts, items=reading.steps, ordered=reading.ordered)
        self._root.children.append(node)
        if self._example is None:
            self._example = Example("\n\n".join(reading.scenario), tuple(reading.steps))
        return end


class _ExampleReader:
    """Reads an example from its heading or label on: the situation, then the steps."""

    def __init__(self, lines: list[Line], index: int, order: dict[_Key, int]) -> None:
        first = lines[index]
        self._lines = lines
        self._index = index + 1
        self._order = order
        self._by_label = first.form == LABEL
        self._place = order[_key(first)] if first.form == HEADING else _LABEL_RANK * 2
        self._in_steps = False
        self._has_entries = False
        self._pending_scenario = False
        self.heading: str | None = first.text
        self.texts: list[str] = []
        self.scenario: list[str] = []
        self.steps: list[str] = []
        self.ordered = False
        if (is_scenario(first.text) and own_kind(first.text) != "example") or first.text.lower() == "scenario":
            self.heading = None
            self._pending_scenario = True
        for text in first.rest:
            self._text(text)

    @property
    def found(self) -> bool:
        """Whether there is any example below the heading."""
        return bool(self.scenario or self.steps)

    def read(self) -> int:
        """Read on, and return the index of the first line that is no longer the example's."""
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if line.form in (HEADING, LABEL) and not self._absorbs(line):
                break
            self._index += 1
            if line.form == ENTRY:
                self._entry(line)
            elif line.form == TEXT:
                self._text(line.text)
            elif line.form == LABEL and line.number and self._in_steps:
                self.ordered = True
                self.steps.append(f"{line.text}: {' '.join(line.rest)}")
            elif is_scenario(line.text):
                self._pending_scenario = True
                for text in line.rest:
                    self._text(text)
            elif is_example_part(line.text):
                self._steps_begin(f"{line.text}:", line.rest)
            else:
                self._text(f"{line.text}: {' '.join(line.rest)}".strip())
        return self._index

    def _absorbs(self, line: Line) -> bool:
        if is_scenario(line.text) and not self.scenario:
            return True
        if closes(line.text):
            return False
        if is_example_part(line.text) or (line.form == LABEL and line.number and self._in_steps):
            return True
        if line.form == LABEL:
            return not self._by_label and (not line.bold or not self._has_entries)
        return line.rank < PLAIN and self._order[_key(line)] > self._place and not self._has_entries

    def _entry(self, line: Line) -> None:
        label = line.text if line.text.endswith(":") else line.label
        if not self._in_steps and (is_scenario(label) or is_example_part(label)):
            self._text(line.text)
            return
        if not self._has_entries:
            self.ordered = line.ordered
            self.steps = []
        self._has_entries = self._in_steps = True
        self.steps.append(line.text)

    def _steps_begin(self, words: str, rest: tuple[str, ...]) -> None:
        self.texts.append(words)
        self._in_steps = True
        for text in rest:
            self.steps.extend(_split_steps(text))

    def _text(self, text: str) -> None:
        steps = _STEPS_INSIDE.search(text) if not self._in_steps else None
        if steps is not None:
            self._text(text[: steps.start()].rstrip())
            self._steps_begin(f"{steps[1]}:", (text[steps.end() :],) if steps.end() < len(text) else ())
            return
        label, colon, rest = map(str.strip, text.partition(":"))
        if colon and is_scenario(label):
            self._pending_scenario = not rest
            if rest:
                self.scenario.append(rest)
                self.texts.append(f"{label}: {rest}")
        elif colon and is_example_part(label) and self.scenario:
            self._steps_begin(f"{label}:", (rest,) if rest else ())
        elif self._pending_scenario:
            self._pending_scenario = False
            self.scenario.append(text)
            self.texts.append(f"Scenario: {text}")
        elif not self._in_steps:
            self.scenario.append(text)
            self.texts.append(text)
        elif self._has_entries:
            self.texts.append(text)
        else:
            self.steps.append(text)


def _split_steps(text: str) -> list[str]:
    """Split steps that run on in one paragraph: at their numbers, else at the ends of sentences."""
    numbered = [part.strip() for part in _STEP_NUMBER.split(text) if part.strip()]
    if len(numbered) > 1:
        return numbered
    return [part.strip() for part in _SENTENCES.split(text) if part.strip()]


def _key(line: Line) -> _Key:
    return (line.rank, line.numbered)


def _order_of_keys(lines: list[Line]) -> dict[_Key, int]:
    """Say which look of a heading stands above which: by rank, unless what follows what says otherwise."""
    headings = [line if line.form == HEADING else None for line in lines]
    follows: Counter[tuple[_Key, _Key]] = Counter()
    for before, after in itertools.pairwise(headings):
        if before is not None and after is not None and not closes(after.text):
            follows[_key(before), _key(after)] += 1

    def compare(one: _Key, other: _Key) -> int:
        evidence = follows[other, one] - follows[one, other]
        if evidence and not (max(one[0], other[0]) <= 6 and one[0] != other[0] and abs(evidence) < 2):
            return 1 if evidence > 0 else -1
        return -1 if one < other else 1

    def alike(rank: int) -> bool:
        """Tell whether a number before a heading of this rank says nothing: no other heading leads up to the first."""
        numbered = next(
            (i for i, line in enumerate(lines) if line.form == HEADING and _key(line) == (rank, True)), None
        )
        leads = [line for line in lines[:numbered] if line.form == HEADING and _key(line) == (rank, False)]
        before = leads[-1] if leads else None
        return before is not None and own_kind(before.text) != "key-points"

    keys = sorted({_key(line) for line in headings if line is not None})
    places = {key: place for place, key in enumerate(sorted(keys, key=cmp_to_key(compare)))}
    for rank, numbered in keys:
        evident = follows[(rank, True), (rank, False)] or follows[(rank, False), (rank, True)]
        if numbered and (rank, False) in places and not evident and alike(rank):
            places[rank, True] = places[rank, False]
    return places
