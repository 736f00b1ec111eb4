"""Indexes to search in, made straight from records: no page is parsed for them, and nothing waits for a disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from law4u_index import Advocate, Answer, AnswerIndex, Citation, SearchResults, Section
from law4u_index.index import manifest as manifests
from law4u_index.index.deletions import write_deleted
from law4u_index.index.inversion import Batch
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, file_entry
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.law.hindi import GrammarWord, HindiWord
from law4u_index.law.lay import Acronym, LayWord
from law4u_index.law.tables import Tables
from law4u_index.search.compile import Compiler
from law4u_index.search.lexicon import Lexicon

Segments = Sequence[Sequence[Answer]]
Build = Callable[..., AnswerIndex]


class QuickFolder(Folder):
    """A folder that does not wait for the disk."""

    def sync(self, file: BinaryIO) -> None:
        file.flush()

    def sync_names(self) -> None:
        pass


def build_index(path: Path, segments: Segments, deleted: Collection[str] = ()) -> AnswerIndex:
    """Write each list of answers as a segment, mark those with the ids `deleted`, and open the index."""
    folder = QuickFolder(path)
    folder.make()
    entries = []
    for number, answers in enumerate(filter(None, segments)):  # no update writes an empty segment
        batch = Batch()
        for answer in answers:
            batch.add(answer, file="", modified=0, digest=bytes(16))
        name = f"{number:08}.segment"
        with SegmentWriter(folder, name) as writer:
            batch.write(writer)
            writer.finish()
        gone = [doc for doc, answer in enumerate(answers) if answer.id in deleted]
        marks: FileEntry | None = None
        if gone:
            write_deleted(folder, f"{number:08}.deleted", gone)
            marks = file_entry(folder, f"{number:08}.deleted")
        entries.append(SegmentEntry(file_entry(folder, name), len(answers), marks, len(answers) - len(gone)))
    manifests.commit(folder, Manifest().following(segments=tuple(entries)))
    return AnswerIndex(folder)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes an index of answers, in one segment where these are not given as several lists."""

    def build(*answers: Answer, segments: Segments = (), deleted: Collection[str] = ()) -> AnswerIndex:
        return build_index(tmp_path / "index", segments or [answers], deleted)

    return build


def an_answer(answer_id: str, question: str, summary: str = "", **fields: object) -> Answer:
    """An answer that says no more than it must."""
    return Answer(answer_id, question, summary=summary, **fields)  # type: ignore[arg-type]  # as named by the test


def ids(results: SearchResults) -> list[str]:
    """The ids of the hits of a search, in order."""
    return [hit.id for hit in results]


@pytest.fixture
def shelf(build: Build) -> AnswerIndex:
    """A few answers as a lawyer's shelf might hold, in two segments; one of them deleted."""
    bounced = an_answer(
        "11",
        "What Can I Do When A Cheque Bounces?",
        "A bounced cheque is an offence. Send a notice to the drawer within 30 days.",
        url="https://law4u.in/top-answer/11/cheque-bounces",
        category="Cheque Bounce",
        published="2025-03-01",
        sections=(
            Section("Legal Provision", "legal-framework", 1, "Section 138 of the NI Act makes it punishable."),
            Section("Tips", "tips", 1, items=("Keep the cheque safe.", "Post the notice by registered post.")),
        ),
        citations=(Citation("nia-1881/s/138", "Section 138 of the NI Act"),),
        advocates=(Advocate("Asha Rao", ("Cheque Bounce", "Recovery")),),
    )
    cheating = an_answer(
        "12",
        "What Is The Punishment For Cheating?",
        "Cheating is punished with prison up to seven years and a fine.",
        category="Criminal Law",
        published="2025-03-01",
        sections=(Section("Penalty", "penalties", 1, "Section 318(4) of the BNS was Section 420 of the IPC."),),
        citations=(Citation("bns-2023/s/318(4)", "Section 318(4) of the BNS"),),
        advocates=(Advocate("Vikram Rao", ("Criminal",)),),
    )
    fraud = an_answer(
        "13",
        "Is Online Fraud A Crime?",
        "Yes: Section 420 IPC was used for it before 2024.",
        category="Cyber and Technology Law",
        published="2024-06-30",
        sections=(Section(None, "other", 1, items=("Call 1930.", "Write to the bank.")),),
        citations=(Citation("ipc-1860/s/420", "Section 420 IPC"),),
    )
    rent = an_answer(
        "14",
        "Can My Landlord Keep The Deposit?",
        "A landlord may keep from the deposit what the tenant owes.",
        category="Landlord & Tenant",
        sections=(Section("Tips", "tips", 1, items=("Ask for a receipt of the deposit.",)),),
        advocates=(Advocate("Meera Iyer", ("Property",)),),
    )
    gone = an_answer("15", "Can A Cheque Of A Landlord Be Stopped?", "A stopped cheque is a bounced cheque.")
    return build(segments=[[bounced, cheating, gone], [fraud, rent]], deleted={"15"})


def lexicon_of(
    lay: Iterable[LayWord] = (),
    short: Iterable[Acronym] = (),
    hindi: Iterable[HindiWord] = (),
    grammar: Iterable[GrammarWord] = (),
    written: Mapping[str, bool] | None = None,
    same: Iterable[Sequence[str]] = (),
) -> Lexicon:
    """Tables of a test's own, compiled."""
    return Lexicon(Tables(Compiler(lay, short, hindi, grammar, same=same).packed(written or {})))
