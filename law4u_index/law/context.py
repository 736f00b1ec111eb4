"""What stands around a provision: an answer's texts in reading order, its paragraph, and the headings above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from law4u_index.answer import Answer, Section
from law4u_index.law.act_mentions import BREAK

LONGEST_PARAGRAPH = 5000
"""Characters within which an Act counts as named in the same paragraph."""


class ReadingOrder:
    """The texts of an answer as blocks, in reading order, each with the heading block that it stands under."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.headings: list[int | None] = []

    @property
    def starts(self) -> list[int]:
        """Where in the joined text each begins, with a break behind each."""
        return list(map(add, accumulate(map(len, self.texts), initial=0), range(len(self.texts))))

    def add(self, text: str, heading: int | None) -> int:
        """Add a text that stands under the block `heading`; return its own number."""
        self.texts.append(text)
        self.headings.append(heading)
        return len(self.texts) - 1

    def joined(self) -> str:
        """Return all texts, parted by breaks; one that is in a text itself is a space."""
        text = BREAK.join(self.texts)
        if text.count(BREAK) < len(self.texts):
            return text
        return BREAK.join(each.replace(BREAK, " ") for each in self.texts)

    def add_section(self, section: Section, parent: int | None, answer: Answer) -> bool:
        """Add a section and those below it; tell whether the answer's example was among them."""
        heading = parent if section.heading is None else self.add(section.heading, parent)
        self.add(section.text, heading)
        for item in section.items:
            self.add(item, heading)
        placed = False
        if section.kind == "example" and answer.example is not None:
            placed = True
            if answer.example.scenario not in section.text:
                self.add_example(answer, heading)
        for below in section.sections:
            placed = self.add_section(below, heading, answer) or placed
        return placed

    def add_example(self, answer: Answer, heading: int | None) -> None:
        """Add the scenario and the steps of the answer's example."""
        assert answer.example is not None
        self.add(answer.example.scenario, heading)
        for step in answer.example.steps:
            self.add(step, heading)


@dataclass(slots=True)
class Context:
    """Where the blocks of a text begin, and which block is the heading above each."""

    text: str
    starts: list[int]
    headings: list[int | None]

    def block(self, position: int) -> int:
        """Return the number of the block that `position` lies in."""
        return bisect_right(self.starts, position) - 1

    def paragraph_start(self, position: int) -> int:
        """Return where the paragraph of `position` begins, at most :data:`LONGEST_PARAGRAPH` characters before."""
        start = max(self.starts[self.block(position)], position - LONGEST_PARAGRAPH)
        return max(start, self.text.rfind("\n\n", start, position))

    def headings_above(self, position: int) -> Iterator[tuple[int, int]]:
        """Yield where each heading above `position` begins and ends, from the nearest."""
        heading = self.headings[self.block(position)]
        while heading is not None:
            start = self.starts[heading]
            end = self.starts[heading + 1] if heading + 1 < len(self.starts) else len(self.text)
            yield start, end
            heading = self.headings[heading]
