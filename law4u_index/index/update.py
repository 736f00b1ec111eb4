"""Brings an index up to date with files: reads what changed, decides which page gives each answer, commits once.

Which page counts: of several with the same id the newest (time of change, then date, then name); the others are
reported as rejected and remembered, so that one comes in when the newer is gone. An answer leaves the index only with
``prune``, and only when its page is gone: a page that has become unreadable leaves the answer as it was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from law4u_index.errors import IndexDamaged, IndexNotFound
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.commit import commit, write_merged
from law4u_index.index.deletions import live_of, write_deleted
from law4u_index.index.keys import key
from law4u_index.index.ledger import Entry, Ledger
from law4u_index.index.lock import writing
from law4u_index.index.manifest import Manifest, SegmentEntry, file_entry
from law4u_index.index.merging import to_merge
from law4u_index.index.reading import FileResult, PageResult, digest_of
from law4u_index.index.reports import Rejection, UpdateReport
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.workers import read_all
from law4u_index.pages import PageFile, Rejected, find_files, is_archive

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to update.

    Attributes:
        prune: drop the answers whose page is gone from the named folders.
        rebuild: read every page again and write the whole index anew.
        checksum: read every file to see whether it changed, whatever its size and time.
        dry_run: find out what would happen, and change nothing.
        jobs: how many processes read; None for one a processor.
    """

    prune: bool = False
    rebuild: bool = False
    checksum: bool = False
    dry_run: bool = False
    jobs: int | None = None


@dataclass
class _Held:
    """A segment of the index as it is, and which of its answers are to stay."""

    entry: SegmentEntry
    segment: Segment
    live: Array
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """An answer that is in the index."""

    held: _Held
    doc: int

    @property
    def path(self) -> str:
        return self.held.segment.path(self.doc)

    @property
    def source(self) -> str:
        return self.held.segment.source(self.doc)

    @property
    def digest(self) -> str:
        start = 16 * self.doc
        return self.held.segment.file.bytes("docs.hashes", start, start + 16).hex()

    @property
    def rank(self) -> tuple[int, int, str]:
        file = self.held.segment.file
        return file.item("docs.modified", self.doc), file.item("docs.dates", self.doc), self.source

    def drop(self) -> None:
        self.held.live[self.doc] = False
        self.held.changed = True


@dataclass
class _Outcome:
    """What is to be done, and what is to be said of it."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    rejected: dict[str, list[Rejection]] = field(default_factory=dict)  # by file
    lost: dict[str, list[str]] = field(default_factory=dict)  # by file
    kept: dict[str, set[int]] = field(default_factory=dict)  # by part: the records to keep

    def reject(self, path: str, source: str, reason: str) -> None:
        self.rejected.setdefault(path, []).append(Rejection(source, reason))


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
        IndexLocked: another process is updating it.
        IndexDamaged: a file of it is not what was written; `rebuild` makes it anew.
    """
    started = time.perf_counter()
    if options.dry_run and not manifests.exists(folder.path):
        update_ = _Update(folder, Manifest(), Ledger(), options, progress)
        report = update_.run(paths)
    else:
        folder.make()
        with writing(folder):
            report = _open(folder, options, progress).run(paths)
    return replace(report, seconds=time.perf_counter() - started)


def _open(folder: Folder, options: Options, progress: Progress | None) -> _Update:
    """Read the index as it is; where it cannot be read and is to be rebuilt, begin with nothing."""
    try:
        manifest = manifests.read(folder)
        ledger = Ledger.read(folder, manifest.sources.name) if manifest.sources else Ledger()
        return _Update(folder, manifest, ledger, options, progress)
    except IndexNotFound:
        return _Update(folder, Manifest(), Ledger(), options, progress)
    except (IndexDamaged, FileNotFoundError):
        if not options.rebuild:
            raise
        serial = _free_serial(folder)
        return _Update(folder, Manifest(serial=serial), Ledger(), options, progress)


def _free_serial(folder: Folder) -> int:
    """Return a number that no file of the folder has in its name."""
    numbers = [int(name.split(".")[0]) for name in folder.names() if name.split(".")[0].isdigit()]
    return max(numbers, default=0) + 1


class _Update:
    """One update of one index."""

    def __init__(
        self, folder: Folder, manifest: Manifest, ledger: Ledger, options: Options, progress: Progress | None
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._ledger = ledger
        self._options = options
        self._progress = progress
        self._held = [self._hold(entry) for entry in manifest.segments]
        self._out = _Outcome()

    def _hold(self, entry: SegmentEntry) -> _Held:
        segment = Segment(self._folder.file(entry.file.name))
        return _Held(entry, segment, live_of(self._folder, segment, entry.deleted))

    def run(self, paths: Iterable[str | os.PathLike[str]]) -> UpdateReport:
        named = [os.fspath(path) for path in paths]
        found, missing = self._find(named)
        gone = self._gone(named, found, missing) if self._options.prune else set()
        to_read = self._changed(found, gone)
        results = self._read(to_read)
        self._resolve(results, gone)
        if gone:
            self._prune(gone)
        report = self._report(found, missing, {result.path for result in results})
        entries = self._entries(found, results)
        changes = gone or self._out.kept or any(held.changed for held in self._held)
        if not self._options.dry_run and (changes or self._options.rebuild or entries or not self._manifest.generation):
            for path in gone:
                del self._ledger.entries[path]
            self._ledger.entries.update(entries)
            self._commit()
        return report

    # What is there, and what of it is to be read.

    def _find(self, named: Sequence[str]) -> tuple[dict[str, PageFile], list[Rejection]]:
        found: dict[str, PageFile] = {}
        missing = []
        for item in find_files(named):
            if isinstance(item, Rejected):
                missing.append(Rejection(item.source, item.reason))
            else:
                found.setdefault(absolute(item.source), item)
        return found, missing

    def _gone(self, named: Sequence[str], found: dict[str, PageFile], unread: list[Rejection]) -> set[str]:
        """Return the known files that stood below the named folders, or were named, and are there no more.

        What a folder holds that cannot be read is not known, so nothing is gone from there.
        """
        roots = [absolute(path) for path in named]
        closed = tuple(f"{absolute(page.source)}/" for page in unread)
        below = tuple(f"{root.rstrip('/')}/" for root in roots)
        return {
            path
            for path in self._ledger.entries
            if path not in found
            and (path in roots or (path.startswith(below) and not path.startswith(closed)))
            and not os.path.lexists(path)
        }

    def _changed(self, found: dict[str, PageFile], gone: set[str]) -> list[tuple[str, str]]:
        entries = self._ledger.entries
        everything = self._options.rebuild or self._options.checksum
        changed = [
            (path, file.source)
            for path, file in found.items()
            if everything or (entry := entries.get(path)) is None or (entry.size, entry.modified) != file[1:]
        ]
        if gone:  # what lost against a page that is gone comes in now
            freed = self._answers_of(gone)
            reading = {path for path, _ in changed}
            changed += [
                (path, file.source)
                for path, file in found.items()
                if path not in reading and path in entries and not freed.isdisjoint(entries[path].lost)
            ]
        return changed

    def _answers_of(self, paths: set[str]) -> set[str]:
        return {held.segment.answer_id(doc) for held, doc in self._live_from(paths)}

    def _live_from(self, paths: Collection[str]) -> Iterator[tuple[_Held, int]]:
        for held in self._held:
            for doc in held.segment.from_files(paths):
                if held.live[doc]:
                    yield held, doc

    def _read(self, files: list[tuple[str, str]]) -> list[FileResult]:
        """Read files; those whose content is what the ledger says are left out."""
        if not self._options.rebuild:
            files = [(path, source) for path, source in files if not self._same_content(path)]
        if not files:
            return []
        done = 0

        def progress(count: int) -> None:
            nonlocal done
            done += count
            if self._progress is not None:
                self._progress(done, len(files))

        jobs = self._options.jobs or os.cpu_count() or 1
        return read_all(self._folder, files, jobs=jobs, write=not self._options.dry_run, progress=progress)

    def _same_content(self, path: str) -> bool:
        entry = self._ledger.entries.get(path)
        if entry is None or entry.lost or is_archive(path):
            return False
        with suppress(OSError):
            content = Path(path).read_bytes()
            return len(content) == entry.size and bytes.fromhex(digest_of(content)) == entry.digest
        return False

    # Which page gives each answer.

    def _known(self, answer_id: str) -> _Known | None:
        for held in self._held:
            for doc in held.segment.key_docs(key("id", answer_id)).tolist():
                if held.live[doc]:
                    return _Known(held, doc)
        return None

    def _resolve(self, results: Sequence[FileResult], gone: set[str]) -> None:
        offers: dict[str, list[tuple[str, PageResult]]] = {}
        for result in results:
            for source, reason in result.rejected:
                self._out.reject(result.path, source, reason)
            for page in result.pages:
                offers.setdefault(page.id, []).append((result.path, page))
        read = {result.path: {page.id for page in result.pages} for result in results}
        broken = {result.path for result in results if result.rejected}
        for answer_id, pages in offers.items():
            pages.sort(key=_rank, reverse=True)
            known = self._known(answer_id)
            if known is not None and self._stands(known, read, broken, gone) and self._beats(known, pages[0][1]):
                winner = known.source
            else:
                winner = self._take(known, *pages.pop(0))
            for path, page in pages:
                self._out.reject(path, page.source, f"an older page of answer {answer_id} than {winner}")
                self._out.lost.setdefault(path, []).append(answer_id)
        if self._options.prune:
            self._drop_disowned(read, broken)

    def _stands(self, known: _Known, read: dict[str, set[str]], broken: set[str], gone: set[str]) -> bool:
        """Whether the page of a known answer is still there, and was not read again just now."""
        path = known.path
        if path in gone or (path in read and path not in broken):
            return False
        return not path or Path(path).exists()

    def _beats(self, known: _Known, page: PageResult) -> bool:
        """Whether a known answer is to stay although there is another page of it: it is as good, or newer."""
        return known.digest == page.digest or known.rank >= _rank(("", page))

    def _take(self, known: _Known | None, path: str, page: PageResult) -> str:
        """Take a page's record into the index, unless it is there just so; return its source."""
        if known is None:
            self._out.added.append(page.id)
        elif known.digest != page.digest:
            self._out.updated.append(page.id)
        elif known.path != path:
            self._out.updated.append(page.id)
            self._out.moved.append(page.id)
        else:
            self._out.unchanged += 1
            if not self._options.rebuild:
                return page.source
        if known is not None:
            if known.path != path and known.digest != page.digest and Path(known.path).exists():
                self._give_way(known, page)
            known.drop()
        if page.part:
            self._out.kept.setdefault(page.part, set()).add(page.doc)
        return page.source

    def _give_way(self, known: _Known, page: PageResult) -> None:
        """Say, and remember, that the page of a known answer is not the newest any more."""
        path = known.path
        reason = f"an older page of answer {page.id} than {page.source}"
        self._out.reject(path, known.source, reason)
        self._out.lost.setdefault(path, []).append(page.id)

    def _drop_disowned(self, read: dict[str, set[str]], broken: set[str]) -> None:
        """Drop the answers whose file was read again and does not give them any more."""
        again = set(read) - broken
        for held, doc in self._live_from(again) if again else ():
            if held.segment.answer_id(doc) not in read[held.segment.path(doc)]:
                self._out.removed.append(held.segment.answer_id(doc))
                _Known(held, doc).drop()

    def _prune(self, gone: set[str]) -> None:
        for held, doc in self._live_from(gone):
            self._out.removed.append(held.segment.answer_id(doc))
            _Known(held, doc).drop()

    # What is said and remembered.

    def _report(self, found: dict[str, PageFile], missing: list[Rejection], read: set[str]) -> UpdateReport:
        out = self._out
        rejected = list(missing)
        unchanged = out.unchanged
        for path in found:
            entry = self._ledger.entries.get(path)
            if path in read or entry is None:
                rejected += out.rejected.get(path, [])
            else:
                rejected += out.rejected.get(path, entry.rejected)
                unchanged += max(0, entry.answers - len(out.lost.get(path, ())))
        return UpdateReport(
            added=tuple(out.added),
            updated=tuple(out.updated),
            moved=tuple(out.moved),
            removed=tuple(out.removed),
            unchanged=unchanged,
            rejected=tuple(rejected),
        )

    def _entries(self, found: dict[str, PageFile], results: Sequence[FileResult]) -> dict[str, Entry]:
        """Return the ledger's entries that are new or not what they were."""
        out = self._out
        entries = {}
        read = {result.path: result for result in results}
        for path, file in found.items():
            known = self._ledger.entries.get(path)
            if (result := read.get(path)) is not None:
                lost = tuple(out.lost.get(path, ()))
                entry = Entry(
                    file.size,
                    file.mtime_ns,
                    bytes.fromhex(result.digest),
                    len({page.id for page in result.pages}) - len(set(lost)),
                    tuple(out.rejected.get(path, ())),
                    lost,
                )
            elif known is None:
                continue
            else:
                entry = replace(known, size=file.size, modified=file.mtime_ns)
            if entry != known:
                entries[path] = entry
        for path, lost_now in out.lost.items():
            known = self._ledger.entries.get(path)
            if path not in read and known is not None:
                entries[path] = replace(
                    entries.get(path, known),
                    answers=max(0, known.answers - len(lost_now)),
                    rejected=(*known.rejected, *out.rejected[path]),
                    lost=(*known.lost, *lost_now),
                )
        return entries

    # What is written.

    def _commit(self) -> None:
        manifest = self._manifest
        serial = manifest.serial
        parts = [(name, self._part(name)) for name in sorted(self._out.kept)]
        held = [one for one in self._held if one.live.any()]
        sizes = [int(one.live.sum()) for one in held]
        new = sum(int(live.sum()) for _, (_, live) in parts)
        first = 0 if self._options.rebuild else to_merge([*sizes, new] if new else sizes)
        segments = []
        for one in held[:first]:
            segments.append(self._marked(one, serial))
            serial += 1
        merged = [(one.segment, one.live) for one in held[first:]] + [part for _, part in parts]
        if merged:
            segments.append(write_merged(self._folder, f"{serial:08d}.segment", merged))
            serial += 1
        commit(self._folder, manifest, serial, segments, self._ledger)

    def _part(self, name: str) -> tuple[Segment, Array]:
        segment = Segment(self._folder.file(name))
        live = np.zeros(segment.count, bool)
        live[list(self._out.kept[name])] = True
        return segment, live

    def _marked(self, held: _Held, serial: int) -> SegmentEntry:
        if not held.changed:
            return held.entry
        name = f"{serial:08d}.deleted"
        write_deleted(self._folder, name, np.flatnonzero(~held.live))
        return replace(held.entry, deleted=file_entry(self._folder, name), live=int(held.live.sum()))


def absolute(path: str) -> str:
    """Return the name by which the ledger knows a file."""
    return os.path.abspath(path)  # noqa: PTH100 - links are not followed: a page is known by where it was found


def _rank(offer: tuple[str, PageResult]) -> tuple[int, int, str]:
    """Return what makes a page newer than another: when it was changed, its date, its name."""
    page = offer[1]
    return page.modified, int((page.published or "0").replace("-", "")), page.source
