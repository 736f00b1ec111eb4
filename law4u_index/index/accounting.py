"""What came of an update: what is said of it, and what the ledger is to remember."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from law4u_index.index.contest import Contest
from law4u_index.index.ledger import UNKNOWN, Ledger
from law4u_index.index.ledger_rows import Entry, Lost
from law4u_index.index.reports import Rejection, UpdateReport
from law4u_index.index.survey import Survey
from law4u_index.index.tasks import UNREAD
from law4u_index.pages import PageFile


def report_of(survey: Survey, ledger: Ledger, contest: Contest, rivals: Collection[str]) -> UpdateReport:
    """Return what an update did, once its contest is decided.

    Args:
        survey: the files that there are.
        ledger: those that were read before.
        contest: what came of the pages.
        rivals: the files that were read for others' sake: nobody need hear twice that a page of them is a copy.
    """
    out, given = contest.out, contest.given
    read = [number for path in given if (number := survey.number(path)) is not None]
    unchanged = out.unchanged + int(survey.answers.sum() - survey.answers[read].sum())
    unchanged -= sum(  # what gave way in files that were not read
        min(int(survey.answers[number]), len(lost))
        for path, lost in out.lost.items()
        if path not in given and (number := survey.number(path)) is not None
    )
    rejected, copies = list(survey.missing), list(out.copies)
    for path, pages, lost in _apart(survey, ledger, contest):
        rejected += pages
        for verdict in map(contest.verdict, lost):
            if isinstance(verdict, Rejection):
                rejected.append(verdict)
            elif verdict is not None and path in given and path not in rivals:
                copies.append(verdict)
    return UpdateReport(
        added=tuple(out.added),
        updated=tuple(out.updated),
        moved=tuple(out.moved),
        removed=tuple(out.removed),
        unchanged=unchanged,
        rejected=tuple(rejected),
        copies=tuple(copies),
        files=len(survey),
    )


def _apart(
    survey: Survey, ledger: Ledger, contest: Contest
) -> Iterator[tuple[str, Sequence[Rejection], Sequence[Lost]]]:
    """Yield each file of which not every page gives an answer, what of it was rejected, and what gave way."""
    out = contest.out
    told = [number for path in out.rejected.keys() | out.lost if (number := survey.number(path)) is not None]
    noted = sorted({*survey.noted(), *told})
    for number, (path, _) in zip(noted, survey.files(noted), strict=True):
        rejected: Sequence[Rejection] = out.rejected.get(path, ())
        lost: Sequence[Lost] = out.lost.get(path, ())
        if path not in contest.given and survey.rows[number] >= 0:
            entry = ledger.entry(survey.rows[number])
            rejected, lost = entry.rejected, (*entry.lost, *lost)
        yield path, rejected, lost
    for path in out.lost:  # what gave way and was not asked for
        if path not in survey:
            yield path, (), out.lost[path]


def enter(
    ledger: Ledger,
    contest: Contest,
    looked_at: Mapping[str, PageFile],
    read: Mapping[str, bytes],
    *,
    seen: int,
    as_usual: bool,
) -> bool:
    """Enter what came of the files into the ledger; return whether that is not what it said.

    Args:
        ledger: the ledger.
        contest: what came of the pages.
        looked_at: the files that were not, or may not have been, as they were, by absolute path.
        read: the digest of each of which the pages were read.
        seen: when they were looked at, nanoseconds since 1970.
        as_usual: whether they were read within the usual limits.
    """
    out = contest.out
    entries: dict[str, Entry] = {}
    for path, file in looked_at.items():
        if (digest := read.get(path)) is not None:
            entries[path] = _entry_of(contest, path, file, digest, seen=seen, as_usual=as_usual)
        elif (entry := ledger[path]).modified != file.mtime_ns or entry.racy:
            entries[path] = replace(entry, modified=file.mtime_ns, seen=seen)
    # Files that were not read, and of which answers come from another file now.
    for path in [path for path in out.lost.keys() | out.left.keys() if path not in read and path in ledger]:
        entry = entries.get(path, ledger[path])
        lost = tuple(out.lost.get(path, ()))
        answers = max(0, entry.answers - len(lost) - out.left[path])
        entries[path] = replace(entry, answers=answers, lost=(*entry.lost, *lost))
    is_changed = any(entry != ledger.get(path) for path, entry in entries.items())
    ledger.update(entries)  # that a file was looked at is written along, but nothing to write for
    return is_changed


def _entry_of(contest: Contest, path: str, file: PageFile, digest: bytes, *, seen: int, as_usual: bool) -> Entry:
    """Return the entry of a file that was read.

    What could not be read may be readable next time, what other limits kept out may come in with the usual: neither
    size nor time tells, so the size is unknown then.
    """
    lost = tuple(contest.out.lost.get(path, ()))
    rejected = tuple(contest.out.rejected.get(path, ()))
    answers = len(set(contest.given[path]).difference(page.id for page in lost))
    is_open = digest.hex() == UNREAD or (rejected and not as_usual)
    return Entry(UNKNOWN if is_open else file.size, file.mtime_ns, digest, answers, rejected, lost, seen)
