"""Brings an index up to date with files: looks what changed, reads that, decides what to keep, commits once.

There is one commit, at the end: whoever searches sees the index before the update or after it, also while it is
rebuilt. What an update has read so far is kept beside the index until then (:mod:`law4u_index.index.unfinished`), so
that one that is cut short goes on where it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import randbelow

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.accounting import enter, report_of
from law4u_index.index.choosing import Choice
from law4u_index.index.commit import commit, write_segments
from law4u_index.index.contest import Contest
from law4u_index.index.ledger import Ledger
from law4u_index.index.lock import writing
from law4u_index.index.manifest import Manifest
from law4u_index.index.opening import Opened, open_index
from law4u_index.index.reports import Progress, UpdateReport
from law4u_index.index.storage import Folder
from law4u_index.index.survey import Survey
from law4u_index.index.tasks import UNREAD, FileResult, digest_of_file
from law4u_index.index.unfinished import Keeper
from law4u_index.index.workers import read_all
from law4u_index.pages import DEFAULT_LIMITS, Limits, PageFile
from law4u_index.processors import usable

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
            index = open_index(folder, rebuild=options.rebuild)
            report = _Update(folder, index, options, progress, announce).run(paths)
    return replace(report, seconds=time.perf_counter() - started)


def _only_reading(folder: Folder, options: Options, progress: Progress | None) -> _Update:
    """Return an update that is not to write, so that it needs no lock: it keeps no other out, and none keeps it out.

    It looks at the index as it was at the last commit before it began; the files of that are open from then on.
    """

    def opened() -> _Update:
        is_there = manifests.exists(folder.path)
        index = open_index(folder, rebuild=options.rebuild) if is_there else Opened(Manifest(), Ledger(), [])
        return _Update(folder, index, options, progress, _say_nothing)

    for _ in range(_TRIES - 1):
        with suppress(IndexDamaged):  # a commit may just have taken a file away that the manifest before it names
            return opened()
    return opened()


def _say_nothing() -> None:
    """Stand in for what tells other processes who is writing, where nothing is written."""


class _Update:
    """One update of one index."""

    def __init__(
        self,
        folder: Folder,
        index: Opened,
        options: Options,
        progress: Progress | None,
        announce: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._manifest, self._ledger, self._held = index
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
        self._contest = Contest(self._held, rebuild=options.rebuild)

    def run(self, paths: Iterable[str | os.PathLike[str]]) -> UpdateReport:
        """Bring the index up to date, unless it is only tried; return the report."""
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
        options = self._options
        survey = Survey(named, self._ledger)
        choice = Choice(survey, self._ledger, self._contest)
        if options.prune:
            self._contest.gone = choice.gone(named)
            self._doubtful = choice.disowning(self._held)
            survey.missing = choice.missing()
        if options.limits != DEFAULT_LIMITS:
            self._doubtful |= choice.refused()
        changed = choice.every() if options.rebuild or options.checksum else choice.changed(self._doubtful)
        digests = self._resolve(changed, choice)
        if options.prune:
            self._contest.drop_disowned()
            self._contest.prune()
        returning = choice.returning()
        digests |= self._resolve(returning, choice)
        report = report_of(survey, self._ledger, self._contest, self._rivals)
        entered = enter(
            self._ledger,
            self._contest,
            changed | returning,
            digests,
            seen=self._started,
            as_usual=options.limits == DEFAULT_LIMITS,
        )
        self._contest.given.clear()
        return report, entered or self._is_changed()

    def _is_changed(self) -> bool:
        held = any(one.changed for one in self._held)
        new = not self._manifest.generation or self._options.rebuild
        return new or held or bool(self._contest.gone or self._contest.out.kept)

    def _resolve(self, files: dict[str, PageFile], choice: Choice) -> dict[str, bytes]:
        """Read files and decide which page gives each answer; return the digest of each file that was read.

        Those that may have a newer page of the same answers are read too, and added to `files`.
        """
        results = read = self._read(files)
        self._contest.note(read)
        while rivals := choice.rivals_of(read):  # which may have pages of further answers
            files |= rivals
            self._rivals |= rivals.keys()
            self._doubtful |= rivals.keys()
            read = self._read(rivals)
            self._contest.note(read)
            results = results + read
        self._contest.resolve(results)
        return {result.path: bytes.fromhex(result.digest) for result in results}

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
        if entry.lost and (entry.modified != file.mtime_ns or self._contest.has_free(entry.lost)):
            return False  # it may be the newest now
        return digest_of_file(path, self._options.limits) == entry.digest.hex() != UNREAD

    def _commit(self) -> None:
        self._announce()
        serial, kept = self._manifest.serial, self._contest.out.kept
        parts = [(name, np.array(kept[name])) for name in sorted(kept)]
        segments, serial = write_segments(self._folder, serial, self._held, parts, rebuild=self._options.rebuild)
        commit(self._folder, self._manifest, serial, segments, self._ledger)
