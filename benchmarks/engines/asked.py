"""What is asked of every engine, and what every engine is given to index."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from law4u_index.answer import Answer
from law4u_index.index.schema import passages
from law4u_index.search.results import Hit

TEXTS = ("question", "category", "summary", "sections")
"""What of a record is searched, and so is part of the one text that the peers index."""

HEAD = ("id", "url", "question", "category", "published")
"""What a hit shows."""


@dataclass(frozen=True, slots=True)
class Query:
    """One search.

    Attributes:
        kind: 'any', 'all', 'phrase', 'prefix', 'misspelt', 'category', 'provision', 'newest'.
        words: the words asked for; of a misspelt query the first is, of a prefix query the first is cut short.
        value: the category's name, or the provision as a person writes it.
        key: the provision's id.
    """

    kind: str
    words: tuple[str, ...]
    value: str = ""
    key: str = ""


def text_of(answer: Answer) -> str:
    """Return all searched texts of an answer as one."""
    return "\n".join(text for passage in passages(answer) for _, text in passage.texts if text)


def head_of(answer: Answer) -> dict[str, str | None]:
    """Return what a hit shows of an answer."""
    return {name: getattr(answer, name) for name in HEAD}


def rest_of(answer: Answer) -> bytes:
    """Return the rest of the record as JSON, without the texts, which the peers store as one.

    It leaves out the sections' structure, which this project's index stores: the peers have less to store, not more.
    """
    data = answer.to_dict()
    for name in (*HEAD, *TEXTS, "example"):
        data.pop(name, None)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def size_of(folder: Path) -> int:
    """Return how many bytes the files below a folder have."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def shown(hits: Iterable[Hit]) -> list[tuple[str, str | None, str, str | None, str]]:
    """Return this project's hits as the peers give theirs: id, url, question, category, and a snippet."""
    return [(hit.id, hit.url, hit.question, hit.category, hit.snippets[0].text if hit.snippets else "") for hit in hits]
