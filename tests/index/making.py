"""Pages, answers, segments and whole indexes for the tests of the index."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from hypothesis import strategies as st

from law4u_index import AnswerIndex
from law4u_index.answer import Advocate, Answer, Citation, Section
from law4u_index.index.check import check
from law4u_index.index.inversion import Batch
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.index.update import Options, update

LONG_AGO = 1_700_000_000_000_000_000
"""A time at which no file of a test is young any more, nanoseconds since 1970."""

SECOND = 1_000_000_000


class QuickFolder(Folder):
    """A folder that need not survive a power cut."""

    def sync(self, file: BinaryIO) -> None:
        file.flush()

    def sync_names(self) -> None:
        pass


def page(answer_id: str, question: str = "Can My Landlord Keep The Deposit?", text: str = "Ask in writing.") -> bytes:
    """Return an answer page."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{question} - Law4u</title>"
        f'<link rel="canonical" href="https://law4u.in/top-answer/{answer_id}/slug"></head><body>'
        f"<h1>{question}</h1><p>Answer By law4u team</p><p>{text}</p><h2>Legal Provision</h2>"
        "<p>Section 138 of the Negotiable Instruments Act, 1881 says what a notice must say.</p></body></html>"
    ).encode()


def jsonl(*pages: bytes) -> bytes:
    """Return pages as JSON Lines."""
    return b"".join(json.dumps({"html": one.decode()}).encode() + b"\n" for one in pages)


NOT_AN_ANSWER = b"<html><body><h1>Log in</h1><form>Password <input></form></body></html>"


def save(path: Path, content: bytes, at: int = LONG_AGO) -> Path:
    """Write a file as it would be had it been changed at this time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, ns=(at, at))
    return path


class Desk:
    """An index and a folder of pages beside it."""

    def __init__(self, root: Path) -> None:
        self.pages = root / "pages"
        self.pages.mkdir()
        self.folder = QuickFolder(root / "index")

    def save(self, name: str, content: bytes, at: int = LONG_AGO) -> Path:
        return save(self.pages / name, content, at)

    def update(self, *paths: Path | str, **options: Any) -> dict[str, Any]:
        """Update from the pages, or from these paths, and return the report with its ids sorted."""
        report = update(self.folder, paths or [self.pages], Options(**{"jobs": 1, **options}))
        return {
            "added": sorted(report.added),
            "updated": sorted(report.updated),
            "moved": sorted(report.moved),
            "removed": sorted(report.removed),
            "unchanged": report.unchanged,
            "rejected": [(rejection.source, rejection.reason) for rejection in report.rejected],
            "copies": [(copy.source, copy.of) for copy in report.copies],
        }

    def names(self) -> set[str]:
        """Return the names of the index's files."""
        return {path.name for path in self.folder.path.iterdir()}

    def state(self) -> dict[str, tuple[int, int, int]]:
        """Return inode, size and time of each of the index's files."""
        states = {path.name: path.stat() for path in self.folder.path.iterdir()}
        return {name: (state.st_ino, state.st_size, state.st_mtime_ns) for name, state in states.items()}

    def sound(self) -> bool:
        """Whether `check` finds nothing, and no file is left over."""
        from law4u_index.index import manifest as manifests

        named = {entry.name for entry in manifests.read(self.folder).files()}
        return check(self.folder.path).ok and self.names() == named | {manifests.NAME, manifests.LOCK}


def told(**counts: Any) -> dict[str, Any]:
    """Return a report, as :meth:`Desk.update` gives it, in which nothing else happened."""
    lists: dict[str, Any] = {name: [] for name in ("added", "updated", "moved", "removed", "rejected", "copies")}
    return {**lists, "unchanged": 0, **counts}


def ids(desk: Desk) -> list[str]:
    """Return the ids of the answers in its index, sorted."""
    with AnswerIndex.open(desk.folder.path) as index:
        return sorted(answer.id for answer in index)


def question(desk: Desk, answer_id: str) -> str:
    """Return the question of an answer in its index."""
    with AnswerIndex.open(desk.folder.path) as index:
        return index.get(answer_id).question


def damage(path: Path, how: str) -> None:
    """Do a file harm: 'flip' a bit in its middle, 'cut' it in half, or 'remove' it."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    if how == "remove":
        path.unlink()
    else:
        path.write_bytes(content if how == "flip" else content[: len(content) // 2])


WORDS = ("bail", "notices", "notice", "cheque", "the", "rent", "498-A", "13(1)(ia)", "R.T.I.", "e-filing", "ज़मानत",
         "nul\0nul", "İΟΔΟΣ")  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
SECTIONS = st.recursive(
    st.builds(
        Section,
        heading=st.none() | TEXTS,
        kind=st.sampled_from(["tips", "example", "other", "procedure"]),
        text=TEXTS,
        items=st.lists(TEXTS, max_size=2).map(tuple),
    ),
    lambda below: st.builds(Section, heading=TEXTS, sections=st.lists(below, max_size=2).map(tuple)),
    max_leaves=3,
)


@st.composite
def answers(draw: st.DrawFn, least: int = 1, most: int = 6) -> list[Answer]:
    """Draw answers with ids that differ."""
    return [
        Answer(
            id=draw(st.sampled_from(["", "a-slug-"])) + str(number),
            question=draw(TEXTS),
            category=draw(st.none() | st.sampled_from(["Family", "Cheque Bounce"])),
            summary=draw(TEXTS),
            sections=tuple(draw(st.lists(SECTIONS, max_size=2))),
            advocates=tuple(Advocate(draw(TEXTS), ("Family",)) for _ in range(draw(st.integers(0, 1)))),
            citations=tuple(
                Citation(one, "Section")
                for one in draw(st.lists(st.sampled_from(["nia-1881/s/138", "hma-1955/s/13(1)"])))
            ),
            published=draw(st.none() | st.just("2025-01-31")),
            source=f"pages/{number}.html",
        )
        for number in range(draw(st.integers(least, most)))
    ]


def write_segment(folder: Folder, name: str, rows: Iterable[Answer]) -> Segment:
    """Write answers as a segment and open it."""
    batch = Batch()
    for row in rows:
        batch.add(row, file=f"/{row.source}", modified=int(row.id.rpartition("-")[2]), digest=row.id.encode().ljust(16))
    with SegmentWriter(folder, name) as writer:
        batch.write(writer)
        writer.finish()
    return Segment(folder.file(name))
