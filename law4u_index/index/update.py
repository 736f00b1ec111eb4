"""Brings an index up to date with files: reads what changed, decides which page gives each answer, commits once.

Which page counts: of several with the same id the newest (time of change, then date, then name); the others are
reported as rejected and remembered, so that one comes in when the newer is gone. An answer leaves the index only with
``prune``, and only when its page is gone: a page that has become unreadable leaves the answer as it was.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import randbelow

import numpy as np

from law4u_index.errors import IndexDamaged, IndexNotFound
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.commit import commit, write_merged
from law4u_index.index.deletions import live_of, write_deleted
from law4u_index.index.keys import key
from law4u_index.index.ledger import Entry, Ledger
from law4u_index.index.lock import writing
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, file_entry
from law4u_index.index.merging import to_merge
from law4u_index.index.reading import UNREAD, FileResult, PageResult, digest_of_file
from law4u_index.index.reports import Rejection, UpdateReport
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.workers import read_all
from law4u_index.pages import PageFile, Rejected, find_files

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
    def answer_id(self) -> str:
        return self.held.segment.answer_id(self.doc)

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
    left: Counter[str] = field(default_factory=Counter)  # by file: how many answers another file has now
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)  # by id: file and source of the page that counts
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
        OSError: the folder cannot be written.
    """
    started = time.perf_counter()
    if options.dry_run and not manifests.exists(folder.path):
        report = _Update(folder, Manifest(), Ledger(), options, progress, _say_nothing).run(paths)
    else:
        folder.make()
        with writing(folder) as announce:
            if options.dry_run:
                announce = _say_nothing
            report = _Update(folder, *_open(folder, options), options, progress, announce).run(paths)
    return replace(report, seconds=time.perf_counter() - started)


def _say_nothing() -> None:
    """Stand in for what tells other processes who is writing, where nothing is written."""


def _open(folder: Folder, options: Options) -> tuple[Manifest, Ledger]:
    """Return the index as it is; where it is to be rebuilt, what of it is whole."""
    try:
        manifest = manifests.read(folder)
        if options.rebuild:
            return _whole(folder, manifest)
        return manifest, Ledger.read(folder, manifest.sources.name) if manifest.sources else Ledger()
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
    from law4u_index.index.check import problems_of

    def is_whole(*entries: FileEntry | None) -> bool:
        return not any(problem for entry in entries if entry for problem in problems_of(folder, entry))

    segments = tuple(entry for entry in manifest.segments if is_whole(entry.file, entry.deleted))
    paths = []
    for entry in segments:
        segment = Segment(folder.file(entry.file.name))
        live = np.flatnonzero(live_of(folder, segment, entry.deleted))
        paths += [segment.path(doc) for doc in live.tolist()]
    if manifest.sources and is_whole(manifest.sources):
        ledger = Ledger.read(folder, manifest.sources.name)
        ledger.reconcile(paths)
    else:
        ledger = Ledger.of_files(paths)
    return replace(manifest, segments=segments, vectors=tuple(filter(is_whole, manifest.vectors))), ledger


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
        self._given: dict[str, set[str]] = {}  # the ids that each file gave that was read
        self._broken: set[str] = set()  # the files of which not all could be read
        self._gone_paths: set[str] = set()
        self._doubtful: set[str] = set()  # the files to be read whatever their content
        # No two updates give a part the same name: a worker whose update was killed may still be writing.
        self._first_task = 10**9 * (1 + randbelow(10**9))
        self._held = [self._hold(entry) for entry in manifest.segments]
        self._out = _Outcome()

    def _hold(self, entry: SegmentEntry) -> _Held:
        try:
            segment = Segment(self._folder.file(entry.file.name))
            return _Held(entry, segment, live_of(self._folder, segment, entry.deleted))
        except FileNotFoundError as error:
            raise _missing(error) from error

    def run(self, paths: Iterable[str | os.PathLike[str]]) -> UpdateReport:
        named = [os.fspath(path) for path in paths]
        found, missing = self._find(named)
        if self._options.prune:
            self._gone_paths = self._gone(named, found, missing)
            self._doubtful = self._disowning(found)
        results = self._read(self._changed(found), found)
        self._resolve(results)
        if self._options.prune:
            self._drop_disowned()
            self._prune()
        returning = self._read(self._returning(found), found)
        self._resolve(returning)
        results += returning
        report = self._report(found, missing)
        entries = self._entries(found, results)
        if not self._options.dry_run:
            if self._is_changed(entries):
                for path in self._gone_paths:
                    del self._ledger.entries[path]
                self._commit()
            else:  # what an update left that was cut short, this one's parts too
                manifests.remove_strays(self._folder, self._manifest)
        return report

    def _is_changed(self, entries: dict[str, Entry]) -> bool:
        held = any(one.changed for one in self._held)
        new = not self._manifest.generation or self._options.rebuild
        return new or held or bool(self._gone_paths or self._out.kept or entries)

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
            and is_gone(path)
        }

    def _changed(self, found: dict[str, PageFile]) -> list[str]:
        """Return the files that are to be read, or whose content is to be looked at."""
        entries = self._ledger.entries
        if self._options.rebuild or self._options.checksum:
            return list(found)
        return [
            path
            for path, file in found.items()
            if (entry := entries.get(path)) is None
            or (entry.size, entry.modified) != file[1:]
            or entry.racy
            or path in self._doubtful
        ]

    def _disowning(self, found: dict[str, PageFile]) -> set[str]:
        """Return the files that the index has more answers from than they had when they were last read."""
        there = Counter(one.segment.path(doc) for one in self._held for doc in np.flatnonzero(one.live).tolist())
        entries = self._ledger.entries
        return {
            path
            for path, answers in there.items()
            if path in found
            and (entry := entries.get(path)) is not None
            and answers > entry.answers
            and len(entry.rejected) <= len(entry.lost)  # what is broken disowns nothing
        }

    def _returning(self, found: dict[str, PageFile]) -> list[str]:
        """Return the files with a page that was older than another, which is not there any more."""
        entries = self._ledger.entries
        return [
            path
            for path in found
            if path not in self._given
            and (entry := entries.get(path)) is not None
            and any(map(self._is_free, entry.lost))
        ]

    def _live_from(self, paths: Collection[str]) -> Iterator[tuple[_Held, int]]:
        for held in self._held:
            for doc in held.segment.from_files(paths):
                if held.live[doc]:
                    yield held, doc

    def _read(self, paths: list[str], found: dict[str, PageFile]) -> list[FileResult]:
        """Read files; those whose content is what the ledger says are left out."""
        if not self._options.rebuild:
            paths = [path for path in paths if not self._is_same(path, found[path])]
        if not paths:
            return []
        self._announce()
        first = self._first_task + 2 * self._to_do  # there are at most two tasks a file
        self._to_do += len(paths)
        return read_all(
            self._folder,
            [(path, found[path].source) for path in paths],
            jobs=self._options.jobs or os.cpu_count() or 1,
            write=not self._options.dry_run,
            progress=self._count,
            first=first,
        )

    def _count(self, files: int) -> None:
        self._done += files
        if self._progress is not None:
            self._progress(self._done, self._to_do)

    def _is_same(self, path: str, file: PageFile) -> bool:
        """Whether a file has the content that the ledger says, and what came of it need not be looked at again."""
        entry = self._ledger.entries.get(path)
        if entry is None or entry.size != file.size or path in self._doubtful:
            return False
        if entry.lost and (entry.modified != file.mtime_ns or any(map(self._is_free, entry.lost))):
            return False  # it may be the newest now
        return digest_of_file(path) == entry.digest.hex() != UNREAD

    def _is_free(self, answer_id: str) -> bool:
        """Whether no page in the index gives this answer."""
        return answer_id not in self._out.taken and self._known(answer_id) is None

    # Which page gives each answer.

    def _known(self, answer_id: str) -> _Known | None:
        for held in self._held:
            for doc in held.segment.key_docs(key("id", answer_id)).tolist():
                if held.live[doc]:
                    return _Known(held, doc)
        return None

    def _resolve(self, results: Sequence[FileResult]) -> None:
        """Decide which page of those just read, and of those in the index, gives each answer."""
        offers: dict[str, list[tuple[str, PageResult]]] = {}
        for result in results:
            self._given[result.path] = {page.id for page in result.pages}
            if result.rejected:
                self._broken.add(result.path)
            for source, reason in result.rejected:
                self._out.reject(result.path, source, reason)
            for page in result.pages:
                offers.setdefault(page.id, []).append((result.path, page))
        for answer_id, pages in offers.items():
            pages.sort(key=_rank, reverse=True)
            winner, source = self._winner(answer_id, pages)
            for path, page in pages:
                self._out.reject(path, page.source, f"an older page of answer {answer_id} than {source}")
                if path != winner:
                    self._out.lost.setdefault(path, []).append(answer_id)

    def _winner(self, answer_id: str, pages: list[tuple[str, PageResult]]) -> tuple[str, str]:
        """Return file and source of the page that gives an answer; where it is one of `pages`, take it from there."""
        if answer_id not in self._out.taken:
            known = self._known(answer_id)
            stands = known is not None and self._stands(known)
            if known is not None and stands and self._beats(known, pages[0][1]):
                return known.path, known.source
            path, page = pages.pop(0)
            if known is not None and stands:
                self._give_way(known, page)
            self._take(known, path, page)
            self._out.taken[answer_id] = path, page.source
        return self._out.taken[answer_id]

    def _stands(self, known: _Known) -> bool:
        """Whether the page of a known answer is still there, and was not just read again."""
        path = known.path
        if path in self._given and (path not in self._broken or known.answer_id in self._given[path]):
            return False
        return path not in self._gone_paths and not (path and is_gone(path))

    def _beats(self, known: _Known, page: PageResult) -> bool:
        """Whether a known answer is to stay although there is another page of it: it is as good, or newer."""
        return known.digest == page.digest or known.rank >= _rank(("", page))

    def _take(self, known: _Known | None, path: str, page: PageResult) -> None:
        """Take a page's record into the index, unless it is there just so."""
        if known is None and page.id in self._out.removed:
            self._out.removed.remove(page.id)
            self._out.updated.append(page.id)
        elif known is None:
            self._out.added.append(page.id)
        elif known.digest != page.digest:
            self._out.updated.append(page.id)
        elif known.path != path:
            self._out.updated.append(page.id)
            self._out.moved.append(page.id)
        else:
            self._out.unchanged += 1
            if not self._options.rebuild:
                return
        if known is not None:
            if known.path != path and page.id not in self._out.lost.get(known.path, ()):
                self._out.left[known.path] += 1
            known.drop()
        if page.part:
            self._out.kept.setdefault(page.part, set()).add(page.doc)

    def _give_way(self, known: _Known, page: PageResult) -> None:
        """Say, and remember, that the page of a known answer is not the newest any more."""
        path = known.path
        reason = f"an older page of answer {page.id} than {page.source}"
        self._out.reject(path, known.source, reason)
        self._out.lost.setdefault(path, []).append(page.id)

    def _drop_disowned(self) -> None:
        """Drop the answers whose file was read again and does not give them any more."""
        again = set(self._given) - self._broken
        for held, doc in self._live_from(again) if again else ():
            known = _Known(held, doc)
            if known.answer_id not in self._given[known.path]:
                self._out.removed.append(known.answer_id)
                known.drop()

    def _prune(self) -> None:
        for held, doc in self._live_from(self._gone_paths) if self._gone_paths else ():
            known = _Known(held, doc)
            self._out.removed.append(known.answer_id)
            known.drop()

    # What is said and remembered.

    def _report(self, found: dict[str, PageFile], missing: list[Rejection]) -> UpdateReport:
        out = self._out
        rejected = list(missing)
        unchanged = out.unchanged
        for path in found:
            entry = self._ledger.entries.get(path)
            if path not in self._given and entry is not None:
                rejected += entry.rejected
                unchanged += max(0, entry.answers - len(out.lost.get(path, ())))
            rejected += out.rejected.get(path, ())
        for path, pages in out.rejected.items():  # what gave way and was not asked for
            if path not in found:
                rejected += pages
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
        known = self._ledger.entries
        entries = {}
        read = {result.path: result for result in results}
        for path, file in found.items():
            if (result := read.get(path)) is not None:
                lost = tuple(out.lost.get(path, ()))
                answers = len(self._given[path].difference(lost))
                rejected = tuple(out.rejected.get(path, ()))
                digest = bytes.fromhex(result.digest)
                entries[path] = Entry(file.size, file.mtime_ns, digest, answers, rejected, lost, self._started)
            elif known[path].modified != file.mtime_ns or known[path].racy:
                entries[path] = replace(known[path], modified=file.mtime_ns, seen=self._started)
        for path in [path for path in out.lost.keys() | out.left.keys() if path in known and path not in read]:
            entry = entries.get(path, known[path])
            lost = tuple(out.lost.get(path, ()))
            entries[path] = replace(
                entry,
                answers=max(0, entry.answers - len(lost) - out.left[path]),
                rejected=(*entry.rejected, *out.rejected.get(path, ())),
                lost=(*entry.lost, *lost),
            )
        changed = {path: entry for path, entry in entries.items() if entry != known.get(path)}
        known.update(entries)  # that a file was looked at is written along, but nothing to write for
        return changed

    # What is written.

    def _commit(self) -> None:
        self._announce()
        manifest = self._manifest
        serial = manifest.serial
        parts = [(name, self._part(name)) for name in sorted(self._out.kept)]
        held = [one for one in self._held if one.live.any()]
        sizes = [int(one.live.sum()) for one in held]
        new = sum(int(live.sum()) for _, (_, live) in parts)
        first = 0 if self._options.rebuild else to_merge([*sizes, new] if new else sizes)
        hollow = [at for at, one in enumerate(held[:first]) if 2 * sizes[at] < len(one.live)]
        first = min([first, *hollow])  # what is mostly deleted is written anew
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


def is_gone(path: str) -> bool:
    """Whether there is no such file: not where that cannot be known, as in a folder that may not be read."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def absolute(path: str) -> str:
    """Return the name by which the ledger knows a file."""
    return os.path.abspath(path)  # noqa: PTH100 - links are not followed: a page is known by where it was found


def _rank(offer: tuple[str, PageResult]) -> tuple[int, int, str]:
    """Return what makes a page newer than another: when it was changed, its date, its name."""
    page = offer[1]
    return page.modified, int((page.published or "0").replace("-", "")), page.source
