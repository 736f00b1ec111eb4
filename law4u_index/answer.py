"""The record: what one answer page says, as frozen dataclasses.

Nothing here reads, writes or imports a third party. The JSON form is part of the
project's fixed surface: see ``docs/record.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law4u_index.kinds import KINDS

__all__ = ["KINDS", "Advocate", "Answer", "Citation", "Example", "Link", "Section"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision of an Act that an answer cites.

    Attributes:
        id: ``ACT-YEAR/s/NUMBER`` (``/a/`` an article, ``/o/39/r/1`` an Order and Rule, ``/r/`` a rule).
        text: the words by which the answer cites it first.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer under one heading.

    Attributes:
        heading: without number and closing colon; None where a list stands before any heading.
        kind: one of :data:`KINDS`.
        level: 1 for a section right below the title, 2 for a section of such a section, and so on.
        text: the section's own paragraphs, joined by blank lines.
        items: the entries of its list, in order.
        ordered: whether that list is numbered.
        sections: the sections below it.
    """

    heading: str | None
    kind: str = "other"
    level: int = 1
    text: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and every section below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def to_dict(self) -> dict[str, Any]:
        """Return the section's JSON form."""
        return {
            "heading": self.heading,
            "kind": self.kind,
            "level": self.level,
            "text": self.text,
            "items": list(self.items),
            "ordered": self.ordered,
            "sections": [section.to_dict() for section in self.sections],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Section:
        """Return the section whose JSON form is `data`."""
        return cls(
            heading=data["heading"],
            kind=data["kind"],
            level=data["level"],
            text=data["text"],
            items=tuple(data["items"]),
            ordered=data["ordered"],
            sections=tuple(cls.from_dict(section) for section in data["sections"]),
        )


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example of an answer: a situation, and the steps to take in it."""

    scenario: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advocate:
    """An advocate whom the page shows beside the answer."""

    name: str
    practice_areas: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another question that the page links to."""

    question: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer page as a record.

    Attributes:
        id: the number in the url; else the slug; else the title slugified.
        question: the page's title, white space folded, without the site's name.
        url: the canonical url, or None where the page does not say.
        category: the site's label for the area of law, or None.
        author: as shown after 'Answer By', in lower case, or None.
        summary: the paragraphs between the title and the first heading, joined by blank lines.
        sections: the sections right below the title, each with its own sections.
        example: the worked example, or None; it also keeps its place among `sections`.
        advocates: the advocates shown on the page, in order.
        related: the questions linked to, in order.
        citations: every provision cited in title, summary or sections, once, in order of first appearance.
        published: ISO date (``YYYY-MM-DD``), or None.
        content_hash: ``sha256:`` and the hex digest of what the page says (see :func:`parse_answer`).
        source: where the page was read from, or None.
    """

    id: str
    question: str
    url: str | None = None
    category: str | None = None
    author: str | None = None
    summary: str = ""
    sections: tuple[Section, ...] = ()
    example: Example | None = None
    advocates: tuple[Advocate, ...] = ()
    related: tuple[Link, ...] = ()
    citations: tuple[Citation, ...] = ()
    published: str | None = None
    content_hash: str = ""
    source: str | None = None

    def walk(self) -> Iterator[Section]:
        """Yield every section at every level, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def to_dict(self) -> dict[str, Any]:
        """Return the record's JSON form, keys in the documented order."""
        return {
            "id": self.id,
            "url": self.url,
            "question": self.question,
            "category": self.category,
            "author": self.author,
            "summary": self.summary,
            "sections": [section.to_dict() for section in self.sections],
            "example": (
                None if self.example is None else {"scenario": self.example.scenario, "steps": list(self.example.steps)}
            ),
            "advocates": [
                {"name": a.name, "practice_areas": list(a.practice_areas), "url": a.url} for a in self.advocates
            ],
            "related": [{"question": link.question, "url": link.url} for link in self.related],
            "citations": [{"id": c.id, "text": c.text} for c in self.citations],
            "published": self.published,
            "content_hash": self.content_hash,
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        """Return the record whose JSON form is `data`.

        Raises:
            KeyError, TypeError: `data` is not the JSON form of a record.
        """
        example = data["example"]
        return cls(
            id=data["id"],
            url=data["url"],
            question=data["question"],
            category=data["category"],
            author=data["author"],
            summary=data["summary"],
            sections=tuple(Section.from_dict(section) for section in data["sections"]),
            example=None if example is None else Example(example["scenario"], tuple(example["steps"])),
            advocates=tuple(Advocate(a["name"], tuple(a["practice_areas"]), a["url"]) for a in data["advocates"]),
            related=tuple(Link(link["question"], link["url"]) for link in data["related"]),
            citations=tuple(Citation(c["id"], c["text"]) for c in data["citations"]),
            published=data["published"],
            content_hash=data["content_hash"],
            source=data["source"],
        )
