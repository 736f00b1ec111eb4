"""Turns Law4u answer pages into records and keeps them in a local full-text index.

:func:`parse_answer` makes a record of a page, :class:`AnswerIndex` keeps records and searches them::

    from law4u_index import AnswerIndex

    with AnswerIndex.open("law4u.index", create=True) as index:
        index.update(["saved-pages"])
        for hit in index.search("can my landlord keep the deposit?", limit=5):
            answer = index.get(hit.id)

The records are in ``law4u_index.answer``, what a search gives back in ``law4u_index.search.results``, the errors in
``law4u_index.errors``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from law4u_index.answer import Advocate, Answer, Citation, Example, Link, Section
    from law4u_index.answer_index import AnswerIndex
    from law4u_index.errors import (
        BackupDamaged,
        IndexDamaged,
        IndexLocked,
        IndexNotFound,
        Law4uIndexError,
        MeaningUnavailable,
        NotAnAnswer,
        ParseError,
        QueryError,
    )
    from law4u_index.index.reports import EncodeReport, UpdateReport
    from law4u_index.meaning.encoder import Encoder
    from law4u_index.pages import Limits
    from law4u_index.reading import parse_answer
    from law4u_index.search.results import Hit, SearchResults, Snippet

_HOMES = {
    "answer": ["Advocate", "Answer", "Citation", "Example", "Link", "Section"],
    "answer_index": ["AnswerIndex"],
    "errors": [
        "BackupDamaged",
        "IndexDamaged",
        "IndexLocked",
        "IndexNotFound",
        "Law4uIndexError",
        "MeaningUnavailable",
        "NotAnAnswer",
        "ParseError",
        "QueryError",
    ],
    "index.reports": ["EncodeReport", "UpdateReport"],
    "meaning.encoder": ["Encoder"],
    "pages": ["Limits"],
    "reading": ["parse_answer"],
    "search.results": ["Hit", "SearchResults", "Snippet"],
}

__all__ = [
    "Advocate",
    "Answer",
    "AnswerIndex",
    "BackupDamaged",
    "Citation",
    "EncodeReport",
    "Encoder",
    "Example",
    "Hit",
    "IndexDamaged",
    "IndexLocked",
    "IndexNotFound",
    "Law4uIndexError",
    "Limits",
    "Link",
    "MeaningUnavailable",
    "NotAnAnswer",
    "ParseError",
    "QueryError",
    "SearchResults",
    "Section",
    "Snippet",
    "UpdateReport",
    "parse_answer",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: a search needs no parser, and starts the quicker for it."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"law4u_index.{module}"), name)
    raise AttributeError(f"module 'law4u_index' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names too before they are used, for a shell's Tab."""
    return sorted({*globals(), *__all__})
