"""Brings an index up to date with files: looks what changed, reads that, decides what to keep, commits once.

There is one commit, at the end: whoever searches sees the index before the update or after it, also while it is
rebuilt. What an update has read so far is kept beside the index until then (:mod:`law4u_index.index.unfinished`), so
that one that is cut short goes on where it was.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import randbelow

import numpy as np

from law4u_index.errors import IndexDamaged, IndexNotFound
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.commit import commit, write_merged
from law4u_index.index.contest import Contest, Held, is_gone
from law4u_index.index.deletions import live_of, write_deleted
from law4u_index.index.ledger import UNKNOWN, Ledger
from law4u_index.index.ledger_rows import Entry, Lost
from law4u_index.index.lock import writing
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, file_entry
from law4u_index.index.reading import UNREAD, FileResult, digest_of_file
from law4u_index.index.reports import Rejection, UpdateReport
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.survey import Survey, absolute, as_folder
from law4u_index.index.tiers import plan_merges
from law4u_index.index.unfinished import Keeper
from law4u_index.index.workers import read_all
from law4u_index.meaning.processors import usable
from law4u_index.pages import DEFAULT_LIMITS, Limits, PageFile

Progress = Callable[[int, int], None]

_TRIES = 3
"""So often a dry run opens an index in which a file is missing."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to update.

    Attributes:
        prune: drop the answers whose page is gone from the named folders.
        rebuild: read every page again and write the whole index anew.
        checksum: read every file to see whether it changed, whatever its size and time.
        dry_run: find out what would happen, and change nothing.
        jobs: how many processes read; None for one a processor that this process may use.
        limits: how much is read of files that strangers may have made.
    """

    prune: bool = False
    rebuild: bool = False
    checksum: bool = False
    dry_run: bool = False
    jobs: int | None = None
    limits: Limits = DEFAULT_LIMITS


def update(
    folder: Folder,
    paths: Iterable[str | os.PathLike[str]],
    options: Options,
    progress: Progress | None = None,
) -> UpdateReport:
    """Bring the index in `folder` up to date with `paths`, and make it where there is none.

    Args:
        folder: the index's.
        paths: files, folders and archives.
        options: how.
        progress: called with the number of files read and to be read.

    Raises:
        IndexLocked: another process is updating it, and this is to do more than a dry run.
        IndexDamaged: a file of it is not what was written; `rebuild` makes it anew.
        OSError: the folder cannot be written.
    """
    started = time.perf_counter()
    if options.dry_run:
        report = _only_reading(folder, options, progress).run(paths)
    else:
        folder.make()
        with writing(folder) as announce:
            report = _Update(folder, *_open(folder, options), options, progress, announce).run(paths)
    return replace(report, seconds=time.perf_counter() - started)


def _only_reading(folder: Folder, options: Options, progress: Progress | None) -> _Update:
    """Return an update that is not to write, so that it needs no lock: it keeps no other out, and none keeps it out.

    It looks at the index as it was at the last commit before it began; the files of that are open from then on.
    """

    def opened() -> _Update:
        index = _open(folder, options) if manifests.exists(folder.path) else (Manifest(), Ledger())
        return _Update(folder, *index, options, progress, _say_nothing)

    for _ in range(_TRIES - 1):
        with suppress(IndexDamaged):  # a commit may just have taken a file away that the manifest before it names
            return opened()
    return opened()


def _say_nothing() -> None:
    """Stand in for what tells other processes who is writing, where nothing is written."""


def _open(folder: Folder, options: Options) -> tuple[Manifest, Ledger]:
    """Return the index as it is; where it is to be rebuilt, what of it is whole."""
    try:
        manifest = manifests.read(folder)
        if options.rebuild:
            return _whole(folder, manifest)
        return manifest, Ledger.read(folder, manifest.sources)
    except IndexNotFound:
        return Manifest(serial=manifests.free_serial(folder)), Ledger()
    except FileNotFoundError as error:
        raise _missing(error) from error
    except IndexDamaged:
        if not options.rebuild:
            raise
        serial, generation = manifests.free_serial(folder), manifests.last_generation(folder)
        return Manifest(serial=serial, generation=generation), Ledger()


def _missing(error: FileNotFoundError) -> IndexDamaged:
    name = Path(error.filename).name
    return IndexDamaged(f"{name} is missing from the index; run 'law4u-index check --repair'")


def _whole(folder: Folder, manifest: Manifest) -> tuple[Manifest, Ledger]:
    """Return what of the index is whole; the ledger has those pages read again of which an answer is not."""
    from law4u_index.index.problems import problems_of

    def is_whole(*entries: FileEntry | None) -> bool:
        return not any(problem for entry in entries if entry for problem in problems_of(folder, entry))

    segments = tuple(entry for entry in manifest.segments if is_whole(entry.file, entry.deleted))
    paths = []
    for entry in segments:
        segment = Segment(folder.file(entry.file.name))
        paths += segment.paths(live_of(folder, segment, entry.deleted))
    if is_whole(*manifest.sources):
        ledger = Ledger.read(folder, manifest.sources)
        ledger.reconcile(paths)
    else:
        ledger = Ledger.of_files(paths)
    return manifest._replace(segments=segments, vectors=tuple(filter(is_whole, manifest.vectors))), ledger


class _Update:
    """One update of one index."""

    def __init__(
        self,
        folder: Folder,
        manifest: Manifest,
        ledger: Ledger,
        options: Options,
        progress: Progress | None,
        announce: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._ledger = ledger
        self._options = options
        self._progress = progress
        self._announce = announce
        self._started = time.time_ns()
        self._done = 0
        self._to_do = 0
        self._doubtful: set[str] = set()  # the files to be read whatever their content
        self._rivals: set[str] = set()  # the files read again as what is left of an answer's pages
        # No two updates give a part the same name: a worker whose update was killed may still be writing.
        self._first_task = 10**9 * (1 + randbelow(10**9))
        self._held = [self._hold(entry) for entry in manifest.segments]
        self._contest = Contest(self._held, rebuild=options.rebuild)

    def _hold(self, entry: SegmentEntry) -> Held:
        try:
            segment = Segment(self._folder.file(entry.file.name))
            return Held(entry, segment, live_of(self._folder, segment, entry.deleted))
        except FileNotFoundError as error:
            raise _missing(error) from error

    def run(self, paths: Iterable[str | os.PathLike[str]]) -> UpdateReport:
        report, is_changed = self._decide([os.fspath(path) for path in paths])
        if not self._options.dry_run:
            if is_changed:
                for path in self._contest.gone:
                    del self._ledger[path]
                self._commit()
            else:  # what an update left that was cut short, this one's parts too
                manifests.remove_strays(self._folder, self._manifest)
        return report

    def _decide(self, named: Sequence[str]) -> tuple[UpdateReport, bool]:
        """Read what is to be read, and return what came of it, and whether the index is to be another.

        What is known of every file that was found is let go with this: merging needs memory of its own.
        """
        survey = Survey(named, self._ledger)
        if self._options.prune:
            self._contest.gone = self._gone(named, survey)
            self._doubtful = self._disowning(survey)
        if self._options.limits != DEFAULT_LIMITS:
            self._doubtful |= self._refused(survey)
        changed = dict(survey.files(self._changed(survey)))
        digests = self._resolve(changed, survey)
        if self._options.prune:
            self._contest.drop_disowned()
            self._contest.prune()
        returning = self._returning(survey)
        digests |= self._resolve(returning, survey)
        report = self._report(survey)
        entered = self._enter(changed | returning, digests)
        self._contest.given.clear()
        return report, entered or self._is_changed()

    def _is_changed(self) -> bool:
        held = any(one.changed for one in self._held)
        new = not self._manifest.generation or self._options.rebuild
        return new or held or bool(self._contest.gone or self._contest.out.kept)

    def _resolve(self, files: dict[str, PageFile], survey: Survey) -> dict[str, bytes]:
        """Read files and decide which page gives each answer; return the digest of each file that was read.

        Those that may have a newer page of the same answers are read too, and added to `files`.
        """
        results = read = self._read(files)
        self._contest.note(read)
        while rivals := self._rivals_of(read, survey):  # which may have pages of further answers
            files |= rivals
            self._rivals |= rivals.keys()
            self._doubtful |= rivals.keys()
            read = self._read(rivals)
            self._contest.note(read)
            results = results + read
        self._contest.resolve(results)
        return {result.path: bytes.fromhex(result.digest) for result in results}

    # What is there, and what of it is to be read.

    def _gone(self, named: Sequence[str], survey: Survey) -> set[str]:
        """Return the known files that stood below the named folders, or were named, and are there no more.

        What a folder holds that cannot be read is not known, so nothing is gone from there.
        """
        roots = [absolute(path) for path in named]
        closed = tuple(as_folder(absolute(page.source)) for page in survey.missing)
        below = self._ledger.paths_below([as_folder(root) for root in roots], survey.rows)
        known = [path for path in below if not path.startswith(closed)]
        known += [root for root in roots if root in self._ledger]
        return {path for path in known if path not in survey and is_gone(path)}

    def _changed(self, survey: Survey) -> list[int]:
        """Return the numbers of the files that are to be read, or whose content is to be looked at."""
        if self._options.rebuild or self._options.checksum:
            return list(range(len(survey)))
        doubtful = [number for path in self._doubtful if (number := survey.number(path)) is not None]
        numbers: list[int] = np.union1d(survey.changed(), np.array(doubtful, np.int64)).tolist()
        return numbers

    def _disowning(self, survey: Survey) -> set[str]:
        """Return the files that the index has more answers from than they had when they were last read."""
        there = Counter(path for one in self._held for path in one.segment.paths(one.live))
        return {
            path
            for path, answers in there.items()
            if (number := survey.number(path)) is not None
            and answers > survey.answers[number]
            and (entry := self._ledger.get(path)) is not None
            and not entry.rejected  # what is broken disowns nothing
        }

    def _refused(self, survey: Survey) -> set[str]:
        """Return the files of which something was rejected: with other limits it may not be."""
        noted = survey.noted()
        return {
            path
            for number, (path, _) in zip(noted, survey.files(noted), strict=True)
            if survey.rows[number] >= 0 and self._ledger.entry(survey.rows[number]).rejected
        }

    def _returning(self, survey: Survey) -> dict[str, PageFile]:
        """Return the files with a page that was older than another, which is not there any more."""
        noted = survey.noted()
        return {
            path: file
            for number, (path, file) in zip(noted, survey.files(noted), strict=True)
            if path not in self._contest.given and self._has_free(self._ledger.entry(survey.rows[number]))
        }

    def _rivals_of(self, results: Sequence[FileResult], survey: Survey) -> dict[str, PageFile]:
        """Return the files with a page that gave way to one which stands no more: it may be newer than those read."""
        noted = survey.noted()
        vacant = self._contest.vacant(results) if noted else set()
        if not vacant:
            return {}
        return {
            path: file
            for number, (path, file) in zip(noted, survey.files(noted), strict=True)
            if path not in self._contest.given
            and any(lost.id in vacant for lost in self._ledger.entry(survey.rows[number]).lost)
        }

    def _has_free(self, entry: Entry) -> bool:
        """Whether a page of a file gave way to another that is not there any more."""
        return any(self._contest.is_free(lost.id) for lost in entry.lost)

    def _read(self, files: dict[str, PageFile]) -> list[FileResult]:
        """Read files; those whose content is what the ledger says are left out."""
        if not self._options.rebuild:
            files = {path: file for path, file in files.items() if not self._is_same(path, file)}
        if not files:
            return []
        self._announce()
        keeper = Keeper(self._folder, files, self._options.rebuild, self._started)
        kept = {} if self._options.dry_run else keeper.kept()
        kept = {path: result for path, result in kept.items() if path not in self._doubtful}
        first = self._first_task + 2 * self._to_do  # there are at most two tasks a file
        self._to_do += len(files)
        if kept:
            self._count(len(kept))
        results = read_all(
            self._folder,
            [(path, file.source) for path, file in files.items() if path not in kept],
            jobs=self._options.jobs or usable(),
            write=not self._options.dry_run,
            progress=self._count,
            keep=keeper.keep,
            first=first,
            limits=self._options.limits,
        )
        kept.update((result.path, result) for result in results)
        return [kept[path] for path in files]

    def _count(self, files: int) -> None:
        self._done += files
        if self._progress is not None:
            self._progress(self._done, self._to_do)

    def _is_same(self, path: str, file: PageFile) -> bool:
        """Whether a file has the content that the ledger says, and what came of it need not be looked at again."""
        entry = self._ledger.get(path)
        if entry is None or entry.size != file.size or path in self._doubtful:
            return False
        if entry.lost and (entry.modified != file.mtime_ns or self._has_free(entry)):
            return False  # it may be the newest now
        return digest_of_file(path, self._options.limits) == entry.digest.hex() != UNREAD

    # What is said and remembered.

    def _report(self, survey: Survey) -> UpdateReport:
        out, given = self._contest.out, self._contest.given
        read = [number for path in given if (number := survey.number(path)) is not None]
        unchanged = out.unchanged + int(survey.answers.sum() - survey.answers[read].sum())
        unchanged -= sum(
            min(int(survey.answers[number]), len(lost))
            for path, lost in out.lost.items()
            if path not in given and (number := survey.number(path)) is not None
        )
        rejected, copies = list(survey.missing), list(out.copies)
        for path, pages, lost in self._apart(survey):
            rejected += pages
            for verdict in map(self._contest.verdict, lost):
                if isinstance(verdict, Rejection):
                    rejected.append(verdict)
                elif verdict is not None and path in given and path not in self._rivals:  # nobody need hear twice
                    copies.append(verdict)
        return UpdateReport(
            added=tuple(out.added),
            updated=tuple(out.updated),
            moved=tuple(out.moved),
            removed=tuple(out.removed),
            unchanged=unchanged,
            rejected=tuple(rejected),
            copies=tuple(copies),
        )

    def _apart(self, survey: Survey) -> Iterator[tuple[str, Sequence[Rejection], Sequence[Lost]]]:
        """Yield each file of which not every page gives an answer, what of it was rejected, and what gave way."""
        out = self._contest.out
        told = [number for path in out.rejected.keys() | out.lost if (number := survey.number(path)) is not None]
        noted = sorted({*survey.noted(), *told})
        for number, (path, _) in zip(noted, survey.files(noted), strict=True):
            rejected: Sequence[Rejection] = out.rejected.get(path, ())
            lost: Sequence[Lost] = out.lost.get(path, ())
            if path not in self._contest.given and survey.rows[number] >= 0:
                entry = self._ledger.entry(survey.rows[number])
                rejected, lost = entry.rejected, (*entry.lost, *lost)
            yield path, rejected, lost
        for path in out.lost:  # what gave way and was not asked for
            if path not in survey:
                yield path, (), out.lost[path]

    def _enter(self, looked_at: dict[str, PageFile], read: Mapping[str, bytes]) -> bool:
        """Enter what came of the files into the ledger; return whether that is not what it said.

        Args:
            looked_at: the files that were not, or may not have been, as they were.
            read: the digest of each of which the pages were read.
        """
        out = self._contest.out
        known = self._ledger
        entries: dict[str, Entry] = {}
        for path, file in looked_at.items():
            if (digest := read.get(path)) is not None:
                lost = tuple(out.lost.get(path, ()))
                answers = len(set(self._contest.given[path]).difference(page.id for page in lost))
                rejected = tuple(out.rejected.get(path, ()))
                # What could not be read may be readable next time, what other limits kept out may come in with the
                # usual: neither the file's size nor its time tells.
                is_open = digest.hex() == UNREAD or (rejected and self._options.limits != DEFAULT_LIMITS)
                size = UNKNOWN if is_open else file.size
                entries[path] = Entry(size, file.mtime_ns, digest, answers, rejected, lost, self._started)
            elif (entry := known[path]).modified != file.mtime_ns or entry.racy:
                entries[path] = replace(entry, modified=file.mtime_ns, seen=self._started)
        for path in [path for path in out.lost.keys() | out.left.keys() if path not in read and path in known]:
            entry = entries.get(path, known[path])
            lost = tuple(out.lost.get(path, ()))
            entries[path] = replace(
                entry,
                answers=max(0, entry.answers - len(lost) - out.left[path]),
                lost=(*entry.lost, *lost),
            )
        is_changed = any(entry != known.get(path) for path, entry in entries.items())
        known.update(entries)  # that a file was looked at is written along, but nothing to write for
        return is_changed

    # What is written.

    def _commit(self) -> None:
        self._announce()
        held = [one for one in self._held if one.live.any()]
        parts = [self._part(name) for name in sorted(self._contest.out.kept)]
        sizes = [int(one.live.sum()) for one in held]
        if parts:
            sizes.append(sum(int(live.sum()) for _, live in parts))
        planned = [range(len(sizes))] if self._options.rebuild and sizes else plan_merges(sizes)
        segments = []
        for number, together in enumerate(planned, self._manifest.serial):
            old = held[together.start : together.stop]
            new = parts if together.stop > len(held) else []
            if len(old) == 1 and not new and self._may_stay(old[0]):
                segments.append(self._marked(old[0], number))
            else:
                merged = [(one.segment, one.live) for one in old] + new
                segments.append(write_merged(self._folder, f"{number:08d}.segment", merged))
        commit(self._folder, self._manifest, self._manifest.serial + len(planned), segments, self._ledger)

    def _may_stay(self, held: Held) -> bool:
        """Whether a segment need not be written anew, as one is of which most is deleted."""
        return not self._options.rebuild and 2 * int(held.live.sum()) >= len(held.live)

    def _part(self, name: str) -> tuple[Segment, Array]:
        segment = Segment(self._folder.file(name))
        live = np.zeros(segment.count, bool)
        live[np.array(self._contest.out.kept[name])] = True
        return segment, live

    def _marked(self, held: Held, serial: int) -> SegmentEntry:
        if not held.changed:
            return held.entry
        name = f"{serial:08d}.deleted"
        write_deleted(self._folder, name, np.flatnonzero(~held.live))
        return held.entry._replace(deleted=file_entry(self._folder, name), live=int(held.live.sum()))
