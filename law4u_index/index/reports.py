"""What an update, a second pass, a check and a look at an index report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Progress = Callable[[int, int], None]
"""Called now and then with how much of a job is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page that did not get into the index, and why, in words."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that says just what another of its answer says, by the source of each."""

    source: str
    of: str


@dataclass(frozen=True)
class UpdateReport:
    """What an update did, or with ``dry_run`` would do.

    Attributes:
        added: ids of answers that were not there before.
        updated: ids of answers whose page says something else than before, or stands elsewhere.
        unchanged: how many answers were found as they are in the index.
        removed: ids of answers that were dropped because their page is gone (``prune``).
        rejected: pages that are no answers, could not be read, or gave way to a newer page of the same answer.
        moved: ids of answers among `updated` whose page only has another name.
        seconds: how long it took.
        files: how many files there were that may be pages or archives of them.
        copies: pages read by this update that say just what the page says that gives their answer; one of them takes
            its place when that is gone.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    moved: tuple[str, ...] = ()
    seconds: float = 0.0
    copies: tuple[Copy, ...] = ()
    files: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the report's JSON form: counts, and the rejected pages by name."""
        return {
            "added": len(self.added),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "removed": len(self.removed),
            "moved": len(self.moved),
            "rejected": [{"source": page.source, "reason": page.reason} for page in self.rejected],
            "copies": [{"source": page.source, "of": page.of} for page in self.copies],
            "files": self.files,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class EncodeReport:
    """What a second pass did.

    Attributes:
        encoder: what made the vectors, in words.
        answers: how many answers it encoded.
        passages: how many passages of these were encoded.
        kept: how many passages of these had a vector already.
        seconds: how long it took.
    """

    encoder: str
    answers: int = 0
    passages: int = 0
    kept: int = 0
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the report's JSON form."""
        return {
            "encoder": self.encoder,
            "answers": self.answers,
            "passages": self.passages,
            "kept": self.kept,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the index that is not what was written, and how, in words."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        damaged: what is wrong; nothing where the index is whole.
        files, answers: how many were verified.
        repaired: whether the index was rebuilt from what could be read.
        lost: the sources of the answers that could not be saved, where they are known.
    """

    damaged: tuple[Damage, ...] = ()
    files: int = 0
    answers: int = 0
    repaired: bool = False
    lost: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged."""
        return not self.damaged

    def to_dict(self) -> dict[str, Any]:
        """Return the report's JSON form."""
        return {
            "ok": self.ok,
            "damaged": [{"file": damage.file, "reason": damage.reason} for damage in self.damaged],
            "files": self.files,
            "answers": self.answers,
            "repaired": self.repaired,
            "lost": list(self.lost),
        }


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What is in an index.

    Attributes:
        answers: how many answers.
        categories: how many answers each category has, most first; '' is not among them.
        acts: how many answers cite each Act, by its id, most first.
        size: bytes on disk.
        format: version of the index's layout.
        version: the release that wrote it last.
        updated: when it was last changed, UTC, ``2026-11-23T10:04:05Z``.
        encoder: what made its vectors, in words; '' where there are none.
        encoded: how many of the answers have vectors.
        vectors: how many vectors there are.
    """

    answers: int
    categories: Mapping[str, int]
    acts: Mapping[str, int]
    size: int
    format: int
    version: str
    updated: str
    encoder: str = ""
    encoded: int = 0
    vectors: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "answers": self.answers,
            "categories": dict(self.categories),
            "acts": dict(self.acts),
            "bytes": self.size,
            "format": self.format,
            "version": self.version,
            "updated": self.updated,
            "meaning": {"encoder": self.encoder or None, "answers": self.encoded, "vectors": self.vectors},
        }
