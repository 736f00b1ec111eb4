"""The hand-written records of ``tests/records``, completed to full answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from law4u_index.answer import Advocate, Answer, Example, Link, Section
from tests.pagemaker.dice import Dice
from tests.pagemaker.people import NAMES, PRACTICE_AREAS, profile_url

RECORDS = Path(__file__).parents[1] / "records"
SITE = "https://law4u.in"
AUTHOR = "law4u team"


@dataclass(frozen=True, slots=True)
class Record:
    """One hand-written record.

    Attributes:
        id: its number in the url.
        slug: the words in the url.
        shape: ``two-level``, ``numbered``, ``run-in``, ``three-level`` or ``steps``.
        cites: the ids of all provisions that it cites, as its author counted them.
        data: the record as it stands in its file.
    """

    id: str
    slug: str
    shape: str
    cites: tuple[str, ...]
    data: Mapping[str, Any]

    @property
    def url(self) -> str:
        """The canonical url: a fifth of the answers are of the site's older address form."""
        folder = "answer" if Dice("folder", self.id).chance(0.2) else "top-answer"
        return f"{SITE}/{folder}/{self.id}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer to make pages of, with its shape."""

    answer: Answer
    shape: str


@cache
def load_records(folder: Path = RECORDS) -> tuple[Record, ...]:
    """Return the records in `folder`, by id."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return tuple(
        Record(data["id"], data["slug"], data["shape"], tuple(data["cites"]), data)
        for data in sorted(found, key=lambda data: int(data["id"]))
    )


@cache
def load_samples(folder: Path = RECORDS) -> tuple[Sample, ...]:
    """Return every record in `folder` as a sample, by id."""
    records = load_records(folder)
    return tuple(Sample(record_to_answer(record, records), record.shape) for record in records)


def record_to_answer(record: Record, all_records: Sequence[Record] | None = None) -> Answer:
    """Return the answer that a parser must give back for the record's page.

    Advocates are invented, related questions are taken from `all_records` (by default all that are stored) of
    the same category. Citations, hash and source stay empty: they are not the page's to say.
    """
    data = record.data
    dice = Dice("answer", record.id)
    neighbours = load_records() if all_records is None else all_records
    example = data["example"] and Example(data["example"]["scenario"], tuple(data["example"]["steps"]))
    return Answer(
        id=record.id,
        question=data["question"],
        url=record.url,
        category=data["category"],
        author=AUTHOR,
        summary=data["summary"],
        sections=tuple(_section(section, 1, example, dice.chance(0.3)) for section in data["sections"]),
        example=example,
        advocates=invent_advocates(dice.fork("advocates")),
        related=_related(record, neighbours, dice.fork("related")),
        published=data["published"],
    )


def _section(data: Mapping[str, Any], level: int, example: Example | None, numbered_steps: bool) -> Section:
    if data["kind"] == "example" and example is not None and not data["items"] and not data["text"]:
        text = f"Scenario: {example.scenario}\n\nSteps to take:"
        return Section(data["heading"], "example", level, text, example.steps, numbered_steps)
    return Section(
        heading=data["heading"],
        kind=data["kind"],
        level=level,
        text=data["text"],
        items=tuple(data["items"]),
        ordered=data["ordered"],
        sections=tuple(_section(child, level + 1, example, numbered_steps) for child in data["sections"]),
    )


def invent_advocates(dice: Dice) -> tuple[Advocate, ...]:
    """Return three to nine invented advocates; on some pages their cards lead to profiles."""
    linked = dice.chance(0.4)
    return tuple(
        Advocate(
            name=name,
            practice_areas=tuple(dice.some(PRACTICE_AREAS, dice.pick((2, 4, 5, 8, 12, 24, 40)))),
            url=profile_url(name) if linked else None,
        )
        for name in dice.some(NAMES, dice.number(3, 9))
    )


_FILLERS = (
    "Which Papers Does An Advocate Need For A {} Matter?",
    "How Are Advocate's Fees Settled In {} Matters?",
    "Can A {} Matter Be Settled In A Lok Adalat?",
    "What Should I Ask At The First Meeting On A {} Matter?",
    "Is Free Legal Aid Available For {} Matters?",
    "Can I Argue My Own {} Matter Without An Advocate?",
)


def slugify(title: str) -> str:
    """Return the title as the site writes it in a url."""
    plain = "".join(letter if letter.isalnum() else " " for letter in title.lower().replace("'", ""))
    return "-".join(plain.split())


def _related(record: Record, all_records: Sequence[Record], dice: Dice) -> tuple[Link, ...]:
    category = record.data["category"]
    same = [r for r in all_records if r.data["category"] == category and r.id != record.id]
    links = [Link(r.data["question"], r.url) for r in dice.some(same, 6)]
    for template in dice.some(_FILLERS, max(1, dice.number(4, 8) - len(links))):
        question = template.format(category)
        url = f"{SITE}/top-answer/{dice.number(101, 999)}/{slugify(question)}"
        links.append(Link(question, url))
    return tuple(links)
