"""Lines to the answer's outline: the summary, the sections with their levels, the worked example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from law4u_index.answer import Example, Section
from law4u_index.parsing.blocks import BOLD, Block
from law4u_index.parsing.kinds import TOP_KINDS, closes, kind_of, own_kind
from law4u_index.parsing.lines import ENTRY, HEADING, LABEL, TEXT, Line, read_lines
from law4u_index.parsing.looks import LABEL_PLACE, Look, look_of, places_of
from law4u_index.parsing.wording import heading_of, is_act, is_instruction, is_provision
from law4u_index.parsing.worked_example import ExampleReader, begins_example

MAX_LEVEL = 8
"""How deep sections may lie; what a page nests deeper stays at this level."""

_MIN_STEPS = 3
_MAX_STEP = 500


@dataclass(frozen=True, slots=True)
class Outline:
    """What the body of an answer says."""

    summary: str
    sections: tuple[Section, ...]
    example: Example | None


def outline(blocks: list[Block]) -> Outline:
    """Return the outline of an answer from its blocks, furniture taken out."""
    return _Builder(read_lines(blocks)).build()


@dataclass(slots=True)
class _Node:
    """A section that is being filled.

    Attributes:
        heading: its heading, or None.
        order: what says how high it stands: the place of its heading's look, and how deep it is among those alike.
        is_label: whether its heading is a label that runs on into its text.
        kind: what it is whatever its heading says; None for what that says.
    """

    heading: str | None
    order: tuple[int, int] = (0, 0)
    is_label: bool = False
    texts: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    ordered: bool = False
    children: list[_Node] = field(default_factory=list)
    kind: str | None = None

    def freeze(self, level: int, parent: str | None) -> Section:
        """Return the section, at this level and below a section of this kind."""
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


class _Builder:
    """Puts lines into sections, one after the other; `_stack` leads from the root to the section that is open."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._root = _Node(None)
        self._stack = [self._root]
        self._unheaded: _Node | None = None  # of the list before any heading
        self._example: Example | None = None
        self._places = places_of(lines)
        self._leaf: dict[Look, int] = {}  # of headings that look alike: how deep those stand that head text
        self._series: _Series | None = None
        self._last_heading = -1  # the line of the last heading
        self._last_depth = 0

    def build(self) -> Outline:
        """Take all lines, and return what they come to."""
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        self._gather_steps()
        sections = tuple(child.freeze(1, None) for child in self._root.children)
        return Outline("\n\n".join(self._root.texts), sections, self._example)

    def _take(self, index: int) -> int:
        """Take the line at `index`, or several from there on, and return the index of the next."""
        line = self._lines[index]
        if line.form == ENTRY:
            return self._take_entries(index)
        if begins_example(line):
            return self._take_example(index)
        if line.form == HEADING:
            self._open_heading(index)
        elif line.form == TEXT:
            self._take_text(line.text)
        elif line.number and self._within_tips():
            self._stack[-1].items.append(f"{line.text}: {' '.join(line.rest)}")
            self._stack[-1].ordered = True
        else:
            self._open_label(line.text, line.rest, line.number)
        return index + 1

    def _take_text(self, text: str) -> None:
        last = self._last_closed()
        (self._stack[-1] if last is None else last).texts.append(text)

    def _last_closed(self) -> _Node | None:
        """Return the section to which belongs what stands outside of all, once there is one with a heading."""
        if self._stack[-1] is self._root and self._root.children and self._unheaded is None:
            return self._root.children[-1]
        return None

    # Levels: a heading's looks say how high it stands; among headings that look alike, one that is followed
    # at once by another stands above it, and stays the pattern for the rest.

    def _open_heading(self, index: int) -> None:
        """Open the section of a heading, at the place that its look and its number give it."""
        line = self._lines[index]
        look = look_of(line)
        if closes(line.text) and line.rank >= BOLD:
            del self._stack[1:]
        elif self._goes_on(line.number):
            self._join(_Node(line.text), line.number)
            self._last_heading, self._last_depth = index, self._stack[-1].order[1]
            return
        depth = self._depth(index, look)
        self._last_heading, self._last_depth = index, depth
        place = self._places[look]
        for other in [other for other in self._leaf if self._places[other] > place]:
            del self._leaf[other]
        self._push(_Node(line.text, (place, depth)))
        self._begin_series(line.number)

    def _open_label(self, label: str, rest: Sequence[str], number: int) -> None:
        """Open the section of a label with its text: below the last heading, or where its number goes on."""
        if closes(label):
            del self._stack[1:]
        elif self._goes_on(number):
            self._join(_Node(label, is_label=True, texts=list(rest)), number)
            return
        self._close_labels()
        self._push(_Node(label, (LABEL_PLACE, 0), is_label=True, texts=list(rest)))
        self._begin_series(number)

    def _close_labels(self) -> None:
        while self._stack[-1].is_label:
            self._stack.pop()

    def _push(self, node: _Node) -> None:
        """Open a section within those that stand above it."""
        while len(self._stack) > 1 and self._stack[-1].order >= node.order:
            self._stack.pop()
        del self._stack[MAX_LEVEL:]
        self._stack[-1].children.append(node)
        self._stack.append(node)
        self._unheaded = None

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

    def _depth(self, index: int, look: Look) -> int:
        """Return how deep a heading stands among those that look like it.

        0 where they all stand side by side. One that is followed at once by another, without text of its own, stands
        above it; so do the later ones of the pattern that this makes, and what has text stands as deep as before.
        """
        line = self._lines[index]
        leaf = self._leaf.get(look, 0)
        if closes(line.text):
            return 0
        ahead = self._alike_ahead(index, look)
        if index and self._last_heading == index - 1 and self._continues(index, look):
            depth = self._last_depth + 1
        elif ahead:
            depth = leaf - ahead if leaf > ahead and is_act(line.text) else 0
        elif leaf == 0 or self._stands_apart(index, leaf):
            return leaf - 1 if leaf > 1 and is_act(line.text) else 0
        else:
            depth = leaf
        self._leaf[look] = max(leaf, depth + ahead)
        return depth

    def _continues(self, index: int, look: Look) -> bool:
        """Tell whether the heading right before another looks like it, so that it stands above it."""
        before = self._lines[index - 1]
        return look_of(before) == look and not closes(before.text)

    def _alike_ahead(self, index: int, look: Look) -> int:
        """Return how many headings that look alike follow one at once, up to three."""
        count = 0
        for line in self._lines[index + 1 : index + 4]:
            if line.form != HEADING or look_of(line) != look or closes(line.text):
                break
            count += 1
        return count

    def _stands_apart(self, index: int, leaf: int) -> bool:
        """Tell whether a heading with text of its own is no child of the group before it."""
        self._close_labels()
        group = self._stack[-2].children if len(self._stack) > 1 else []
        named_by_provisions = any(is_provision(node.heading or "") for node in group)
        if leaf > 1 and named_by_provisions and not is_provision(self._lines[index].text):
            return True
        ahead = self._lines[index + 1 : index + 2]
        listed = bool(ahead) and ahead[0].form in (ENTRY, LABEL)
        return listed and bool(group) and all(node.texts and not node.items for node in group)

    # Lists

    def _take_entries(self, index: int) -> int:
        """Take a list from its first entry on, and return the index of the line behind it."""
        end = index
        while end < len(self._lines) and self._lines[end].form == ENTRY:
            end += 1
        entries = self._lines[index:end]
        if _are_sections(entries) and not self._within_tips():
            for entry in entries:
                if entry.label:
                    self._open_label(heading_of(entry.label), entry.rest, entry.number)
                else:
                    self._stack[-1].texts.append(entry.text)
        else:
            node = self._list_holder()
            if not node.items:
                node.ordered = entries[0].ordered
            node.items.extend(entry.text for entry in entries)
        return end

    def _list_holder(self) -> _Node:
        """Return the section that a list belongs to; before any heading that is one without."""
        if self._stack[-1] is not self._root:
            return self._stack[-1]
        last = self._last_closed()
        if last is not None:
            return last
        if self._unheaded is None:
            self._unheaded = _Node(None)
            self._root.children.append(self._unheaded)
        return self._unheaded

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
        """Take an example from its heading or label on, and return the index of the line behind it."""
        reading = ExampleReader(self._lines, index, self._places)
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


def _are_sections(entries: Sequence[Line]) -> bool:
    """Tell whether the entries of a list are sections by their labels: all have one, or nearly all a bold one."""
    labelled = [entry for entry in entries if entry.label]
    bold = sum(entry.bold for entry in labelled)
    if len(labelled) == len(entries) and (len(entries) > 1 or bold == len(entries)):
        return True
    return bold >= 2 and bold * 5 >= len(entries) * 4
