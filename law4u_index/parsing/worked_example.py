"""The worked example of an answer: the situation, then the steps, with or without headings of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from law4u_index.parsing.blocks import PLAIN
from law4u_index.parsing.kinds import closes, own_kind
from law4u_index.parsing.lines import ENTRY, HEADING, LABEL, TEXT, Line
from law4u_index.parsing.looks import LABEL_PLACE, Look, look_of
from law4u_index.parsing.wording import is_example_part, is_scenario

_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-Z\u0900-\u097f])")
_STEPS_INSIDE = re.compile(
    r"(?<=[.!?])\s{1,2}(steps? (?:to (?:take|follow|be (?:taken|followed))|taken|involved)|what to do)\s?:\s{0,2}", re.I
)
_STEP_NUMBER = re.compile(r"(?:^|(?<=[\s;.,]))(?:\(?\d{1,2}[.)]|•|step \d{1,2}:)\s{1,3}", re.I)


def begins_example(line: Line) -> bool:
    """Tell whether a heading or a label is an example's: 'Example', or its first part 'Scenario' as a heading."""
    if line.form == HEADING and is_scenario(line.text):
        return True
    return line.form in (HEADING, LABEL) and own_kind(line.text) == "example"


class ExampleReader:
    """Reads an example from its heading or label on.

    Args:
        lines: the answer's.
        index: that of the heading or label.
        places: of the looks of headings, see :func:`~law4u_index.parsing.looks.places_of`.

    Attributes:
        heading: that of the example; None where it begins with its situation.
        texts: its paragraphs, in order.
        scenario: those of them that tell the situation.
        steps: what is done about it.
        ordered: whether the steps are numbered.
    """

    def __init__(self, lines: Sequence[Line], index: int, places: Mapping[Look, int]) -> None:
        first = lines[index]
        self.heading: str | None = first.text
        self.texts: list[str] = []
        self.scenario: list[str] = []
        self.steps: list[str] = []
        self.ordered = False
        self._lines = lines
        self._index = index + 1
        self._places = places
        self._by_label = first.form == LABEL
        self._place = LABEL_PLACE if self._by_label else places[look_of(first)]
        self._in_steps = False
        self._has_entries = False
        self._awaits_scenario = False
        if is_scenario(first.text) and (own_kind(first.text) != "example" or first.text.lower() == "scenario"):
            self.heading = None
            self._awaits_scenario = True
        for text in first.rest:
            self._take_text(text)

    @property
    def found(self) -> bool:
        """Whether there is any example below the heading."""
        return bool(self.scenario or self.steps)

    def read(self) -> int:
        """Read on, and return the index of the first line that is no longer the example's."""
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if line.form in (HEADING, LABEL) and not self._holds(line):
                break
            self._take(line)
            self._index += 1
        return self._index

    def _holds(self, line: Line) -> bool:
        """Tell whether a heading or label is a part of the example, and not what comes behind it."""
        if is_scenario(line.text) and not self.scenario:
            return True
        if closes(line.text):
            return False
        if is_example_part(line.text) or self._is_step(line):
            return True
        if line.form == LABEL:
            return not self._by_label and (not line.bold or not self._has_entries)
        return line.rank < PLAIN and self._places[look_of(line)] > self._place and not self._has_entries

    def _is_step(self, line: Line) -> bool:
        return line.form == LABEL and line.number != 0 and self._in_steps

    def _take(self, line: Line) -> None:
        """Take a line that is part of the example."""
        if line.form == ENTRY:
            self._take_entry(line)
        elif line.form == TEXT:
            self._take_text(line.text)
        elif self._is_step(line):
            self.ordered = True
            self.steps.append(f"{line.text}: {' '.join(line.rest)}")
        elif is_scenario(line.text):
            self._awaits_scenario = True
            for text in line.rest:
                self._take_text(text)
        elif is_example_part(line.text):
            self._begin_steps(line.text, line.rest)
        else:
            self._take_text(f"{line.text}: {' '.join(line.rest)}".strip())

    def _take_entry(self, line: Line) -> None:
        """Take an entry of a list: a step, or a part's name with its text."""
        label = line.text if line.text.endswith(":") else line.label
        if not self._in_steps and (is_scenario(label) or is_example_part(label)):
            self._take_text(line.text)
            return
        if not self._has_entries:
            self.ordered = line.ordered
            self.steps = []
        self._has_entries = self._in_steps = True
        self.steps.append(line.text)

    def _begin_steps(self, label: str, rest: Sequence[str]) -> None:
        self.texts.append(f"{label}:")
        self._in_steps = True
        for text in rest:
            self.steps.extend(_split_steps(text))

    def _take_text(self, text: str) -> None:
        """Take a paragraph: of the situation, of the steps, or of both."""
        steps = None if self._in_steps else _STEPS_INSIDE.search(text)
        if steps is not None:
            self._take_text(text[: steps.start()].rstrip())
            self._begin_steps(steps[1], [text[steps.end() :]] if steps.end() < len(text) else [])
            return
        label, colon, rest = map(str.strip, text.partition(":"))
        if colon and is_scenario(label):
            self._awaits_scenario = not rest
            if rest:
                self.scenario.append(rest)
                self.texts.append(f"{label}: {rest}")
        elif colon and is_example_part(label) and self.scenario:
            self._begin_steps(label, [rest] if rest else [])
        elif self._awaits_scenario:
            self._awaits_scenario = False
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
