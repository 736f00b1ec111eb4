"""The index as a user of the library sees it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

from law4u_index.errors import IndexNotFound, MeaningUnavailable
from law4u_index.index import manifest as manifests
from law4u_index.index.manifest import Manifest
from law4u_index.index.storage import Folder
from law4u_index.search.results import Hit, SearchResults
from law4u_index.search.searcher import Request, Searcher
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.syntax import Filter

if TYPE_CHECKING:
    from law4u_index.answer import Answer
    from law4u_index.index.reports import CheckReport, EncodeReport, IndexStats, Progress, UpdateReport
    from law4u_index.meaning.encoder import Encoder
    from law4u_index.pages import Limits
    from law4u_index.search.nearness import Nearness

_State = tuple[int, int, int] | None
"""Time, inode and size of a manifest; None where there is none."""

_ID_IN_URL = r"(?:^|/)(?:top-)?answers?/+([^/?#;]{1,400}?)(?:\.(?:html?|php|aspx?))?(?:[/?#;]|$)"
"""What `parsing.addresses.identity` reads from an address, without loading all that reads a page."""


def find_id(text: str) -> str:
    """Return the id that `text` names: an id itself, or the url of an answer.

    Args:
        text: '193', or 'https://law4u.in/top-answer/193/what-is-anticipatory-bail'.
    """
    text = unicodedata.normalize("NFC", text.strip())
    if "%" in text and "/" in text:
        from law4u_index.parsing.addresses import plain

        text = plain(text)
    match = re.search(_ID_IN_URL, text, re.IGNORECASE)
    return match.group(1) if match else text


def _check_texts(**given: object) -> None:
    """Raise a TypeError that says what is wanted, where an argument is no text."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is a str, not {type(value).__name__}")


def _check_numbers(**given: object) -> None:
    """Raise a TypeError that says what is wanted, where an argument is no whole number."""
    for name, value in given.items():
        if not hasattr(value, "__index__"):  # numpy's whole numbers are as good
            raise TypeError(f"{name} is an int, not {type(value).__name__}")


def _from_the_root(path: str | os.PathLike[str]) -> str:
    """Return a path that means the same from any folder; links in it are left to the system."""
    name = os.fspath(path)
    try:
        return os.path.join(os.getcwd(), name)  # noqa: PTH109, PTH118 - a search does without pathlib
    except FileNotFoundError:  # the current folder is gone
        return name


class AnswerIndex:
    """A full-text index of answers in a folder.

    Searches may run in any number of threads and processes, also while one process updates the index: each sees the
    index as it was at the last commit before it began.

    Use :meth:`open`, as a context manager or with :meth:`close`.
    """

    def __init__(self, folder: Folder, *, create: bool = False, encoder: Encoder | None = None) -> None:
        if not isinstance(folder, Folder):  # a path: whoever reads no docstring tries this first
            raise TypeError("open an index with AnswerIndex.open(path)")
        self._folder = folder
        self._manifest = folder.place(manifests.NAME)
        self._create = create
        self._current: tuple[Searcher, _State] | None = None  # in one, so that no thread takes half of it
        self._lock = Lock()
        self._closed = False
        self._own_encoder = encoder

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False, encoder: Encoder | None = None) -> AnswerIndex:
        """Open the index in the folder `path`.

        Args:
            path: the folder; it stays this one when the process goes to another current folder.
            create: where there is none, begin with an empty one; the first update writes it.
            encoder: what makes vectors of texts, to search by meaning; that of the extra ``semantic`` where None.

        Raises:
            IndexNotFound: there is none, and it is not to be made, or a file has its name.
            IndexDamaged: it is not what was written, or of a version that this release cannot read.
        """
        folder = Folder(_from_the_root(path))
        index = cls(folder, create=create, encoder=encoder)
        if not create:  # where it may be made, an index that cannot be read is one to be built again
            index._searcher()
        elif folder.path.is_file():
            raise IndexNotFound(f"{folder.path} is a file, and an index is a folder; name another")
        return index

    @classmethod
    def restore(
        cls,
        backup: str | os.PathLike[str],
        path: str | os.PathLike[str],
        *,
        progress: Progress | None = None,
    ) -> AnswerIndex:
        """Put the index of a backup in the place of the one in the folder `path`, in one step, and open it.

        The old index is there, and can be searched, until the new one is verified; other files of the folder stay.

        Args:
            backup: the file that :meth:`backup` wrote.
            path: the folder; made where there is none.
            progress: called with the number of bytes read and to be read.

        Raises:
            BackupDamaged: the file is not what was written, or no backup; the index stays as it was.
            IndexDamaged: the index in it is of a format that this release does not read.
            IndexLocked: another process is updating the index in the folder.
        """
        from law4u_index.index.backup import restore

        restore(Folder(path), backup, progress)
        return cls.open(path)

    def __enter__(self) -> AnswerIndex:
        self._check_open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index's files; any further call raises a ValueError."""
        self._closed = True
        self._current = None

    def __repr__(self) -> str:
        return f"<AnswerIndex of {str(self._folder.path)!r}{', closed' if self._closed else ''}>"

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError("the index is closed; open it again")

    def _searcher(self) -> Searcher:
        """Return a searcher of the index as it is now; where nothing was committed since, that costs one `stat`."""
        self._check_open()
        current = self._current
        if current is None or current[1] != self._state():
            with self._lock:
                current = self._current
                state = self._state()
                if current is None or current[1] != state:
                    snapshot = self._snapshot(state is not None)
                    current = self._current = Searcher(snapshot, self._nearness), state
        return current[0]

    def _nearness(self, snapshot: Snapshot) -> Nearness:
        """Return what searches a snapshot by meaning."""
        from law4u_index.search.nearness import Nearness

        return Nearness(snapshot, self._encoder)

    def _state(self) -> _State:
        """Return what tells whether something was committed since; None where there is no index."""
        try:
            state = os.stat(self._manifest)  # noqa: PTH116 - before each search, and a Path costs as much as the call
        except (FileNotFoundError, NotADirectoryError):
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size

    def _encoder(self) -> Encoder:
        """Return the encoder, which is loaded when it is first needed."""
        if self._own_encoder is None:
            from law4u_index.meaning.default import default_encoder

            self._own_encoder = default_encoder()
        return self._own_encoder

    def _snapshot(self, exists: bool) -> Snapshot:
        if not exists and self._create:
            return Snapshot(self._folder, Manifest())
        return Snapshot(self._folder)

    def __len__(self) -> int:
        return self._searcher().snapshot.count

    def __contains__(self, answer_id: object) -> bool:
        return isinstance(answer_id, str) and self._searcher().snapshot.find(answer_id) is not None

    def __iter__(self) -> Iterator[Answer]:
        """Yield every answer, in the order in which they came into the index."""
        snapshot = self._searcher().snapshot
        for doc in range(snapshot.total):
            if snapshot.live[doc]:
                yield snapshot.answer(doc)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        category: str | None = None,
        cites: str | None = None,
        kind: str | None = None,
        advocate: str | None = None,
        sort: str = "relevance",
        facets: bool = False,
        snippets: bool = True,
        literal: bool = False,
        meaning: bool | None = None,
    ) -> SearchResults:
        """Return the answers that match a query, the best first.

        Args:
            query: plain words, or the query language (docs/query-language.md); '' for every answer.
            limit: how many hits to return.
            offset: how many hits to pass over first.
            category: only answers of this category.
            cites: only answers that cite this provision: 'Section 138 NI Act'.
            kind: only answers that have a section of this kind (:data:`law4u_index.answer.KINDS`).
            advocate: only answers whose page shows this advocate, or one of this area of practice.
            sort: 'relevance', 'newest' or 'question'.
            facets: count all matches by category too.
            snippets: give each hit its best passage.
            literal: take every word as it stands: correct none, widen none to what else it may mean, and look for
                no answer by meaning.
            meaning: True to search by meaning too, False for words alone. None for meaning too where there are vectors
                (:meth:`encode`) and an encoder; if not, :attr:`SearchResults.notes` says why. Only queries of plain
                words are asked by meaning.

        Raises:
            QueryError: the query, or a value above, cannot be understood.
            TypeError: the query or a value above is of another type.
            MeaningUnavailable: `meaning` is True, and there are no vectors, or no encoder that made them.
        """
        named = {"category": category, "cites": cites, "kind": kind, "advocate": advocate}
        given = {name: value for name, value in named.items() if value is not None}
        _check_texts(query=query, sort=sort, **given)
        _check_numbers(limit=limit, offset=offset)
        filters = tuple(Filter(name, value) for name, value in given.items())
        request = Request(limit, offset, filters, sort, facets, snippets, literal, meaning)
        return self._searcher().search(query, request)

    def get(self, answer_id: str) -> Answer:
        """Return the answer with this id.

        Raises:
            KeyError: there is none.
            TypeError: the id is no str, as a number is none.
        """
        searcher, doc = self._found(answer_id)
        return searcher.snapshot.answer(doc)

    def similar(self, answer_id: str, limit: int = 10) -> SearchResults:
        """Return answers about the same problem as this one, the most alike first.

        Args:
            answer_id: the answer's id; it is not among the results itself.
            limit: how many to return, 0 to 10,000.

        Raises:
            KeyError: there is no answer with this id.
            TypeError: the id is no str, as a number is none, or the limit no int.
            QueryError: the limit is out of range.
        """
        _check_numbers(limit=limit)
        searcher, doc = self._found(answer_id)
        return searcher.similar(doc, limit)

    def _found(self, answer_id: str) -> tuple[Searcher, int]:
        """Return a searcher of the index as it is now, and the number that the answer with this id has there."""
        searcher = self._searcher()
        if not isinstance(answer_id, str):  # no KeyError: the answer may well be there
            raise TypeError(f"an answer's id is a str such as '193', not {type(answer_id).__name__}")
        doc = searcher.snapshot.find(answer_id)
        if doc is None:
            raise KeyError(answer_id)
        return searcher, doc

    def suggest(self, prefix: str, limit: int = 10) -> list[Hit]:
        """Return questions that begin with `prefix`, by the alphabet; then those that have its words, shorter first.

        Args:
            prefix: what was typed so far; the last word may be a part of one.
            limit: how many to return.

        Raises:
            TypeError: the prefix is no str, or the limit no int.
        """
        from law4u_index.search.suggestions import suggest

        _check_texts(prefix=prefix)
        _check_numbers(limit=limit)
        searcher = self._searcher()
        return suggest(searcher.snapshot, searcher.vocabulary, prefix, limit)

    def cited(self, act: str) -> list[tuple[str, int]]:
        """Return the provisions of an Act that answers cite, by number, and how many answers cite each or a part of it.

        Args:
            act: the Act's id, such as 'bns-2023'.
        """
        snapshot = self._searcher().snapshot
        counts = [(name, len(snapshot.key_docs("cites", name))) for name in snapshot.values("cites", f"{act}/")]
        return sorted(((name, count) for name, count in counts if count), key=lambda one: _in_numbers(one[0]))

    def update(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        prune: bool = False,
        rebuild: bool = False,
        checksum: bool = False,
        dry_run: bool = False,
        jobs: int | None = None,
        progress: Progress | None = None,
        limits: Limits | None = None,
    ) -> UpdateReport:
        """Bring the index up to date with files, folders, archives and crawls.

        Args:
            paths: what to look at; a path or several.
            prune: drop the answers whose page is gone from there.
            rebuild: read every page again, and write the whole index anew.
            checksum: look at the content of every file, not only at its size and time.
            dry_run: only say what would happen.
            jobs: how many processes read pages at the most, 1 or more; one a processor where None.
            progress: called with the number of files read and to be read.
            limits: how much is read of pages and archives that strangers may have made; the usual where None. With
                others, files of which something was rejected are read again.

        Raises:
            IndexLocked: another process is updating the index; a dry run does not mind.
            IndexDamaged: it is not what was written; `rebuild` makes it anew.
            TypeError: `jobs` is no int.
            ValueError: it is less than 1.
        """
        from law4u_index.index.update import Options, update
        from law4u_index.pages import DEFAULT_LIMITS

        self._check_open()
        if isinstance(paths, (str, os.PathLike)):
            paths = [paths]
        if jobs is not None:
            _check_numbers(jobs=jobs)
            if jobs < 1:
                raise ValueError(f"jobs is 1 or more, not {jobs}")
        options = Options(prune, rebuild, checksum, dry_run, jobs, limits or DEFAULT_LIMITS)
        return update(self._folder, paths, options, progress)

    def backup(self, file: str | os.PathLike[str], *, progress: Progress | None = None) -> int:
        """Write the whole index, as it is at this moment, as one checksummed file; updates may go on meanwhile.

        Args:
            file: its path; where it is a backup already it is replaced in one step.
            progress: called with the number of bytes written and to be written.

        Returns:
            the bytes written.

        Raises:
            FileExistsError: there is a file of that name that is no backup.
            IndexNotFound: no update has written the index yet.
            IndexDamaged: it is not whole.
        """
        from law4u_index.index.backup import backup

        self._check_open()
        return backup(self._folder, file, progress)

    def encode(self, *, again: bool = False, progress: Progress | None = None) -> EncodeReport:
        """Make vectors for the answers that have none, so that they are searched by meaning too.

        May be interrupted at any time, and goes on where it stopped; searches and updates may run meanwhile.

        Args:
            again: make those anew that there are, as it takes with another encoder.
            progress: called with the number of answers done and to be done.

        Raises:
            MeaningUnavailable: there is no encoder, or another one made the vectors that there are.
            IndexNotFound, IndexDamaged: as for :meth:`open`.
            IndexLocked: an update did not end within a minute.
        """
        from law4u_index.index.encoding import encode

        self._check_open()
        return encode(self._folder, self._encoder(), again=again, progress=progress)

    def stats(self) -> IndexStats:
        """Return what is in the index."""
        from law4u_index.index.reports import IndexStats

        searcher = self._searcher()
        snapshot, manifest = searcher.snapshot, searcher.snapshot.manifest
        return IndexStats(
            answers=snapshot.count,
            categories=_most_first(dict(snapshot.by_category())),
            acts=_most_first({act: len(snapshot.key_docs("act", act)) for act in snapshot.values("act")}),
            size=self._size(manifest),
            format=manifest.format,
            version=manifest.version,
            updated=manifest.updated,
            **_encoded(searcher),
        )

    def _size(self, manifest: Manifest) -> int:
        own = self._folder.path / manifests.NAME
        return sum(entry.size for entry in manifest.files()) + (own.stat().st_size if own.exists() else 0)

    def check(self, *, repair: bool = False) -> CheckReport:
        """Verify every file and record of the index.

        Args:
            repair: where something is damaged, build the index again from what can be read.

        Returns:
            what is damaged, and what was verified and saved.

        Raises:
            IndexNotFound: there is no index.
            IndexDamaged: it is of a format that this release does not read, and so not for it to judge.
            IndexLocked: it is to be repaired, and another process is updating it.
        """
        from law4u_index.index.check import check

        self._check_open()
        return check(self._folder.path, repair=repair)


def _encoded(searcher: Searcher) -> dict[str, Any]:
    """Return what the second pass has done so far, as attributes of :class:`IndexStats`."""
    nearness = searcher.nearness
    if nearness is None or nearness.made_by is None:
        return {}
    try:
        answers = nearness.answers()
    except MeaningUnavailable:  # damaged: `check` says so
        return {}
    return {"encoder": nearness.made_by.label, "encoded": answers.count, "vectors": answers.vectors}


def _in_numbers(text: str) -> list[tuple[int, str]]:
    """Return a key that sorts numbers within text by their value: 9, 10, 10A, 304, 304A."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]{1,9})", text)]


def _most_first(counts: dict[str, int]) -> dict[str, int]:
    """Return counts by name, the greatest first, equal ones by the alphabet; zeros are left out."""
    return dict(sorted(((name, count) for name, count in counts.items() if count), key=lambda one: (-one[1], one[0])))
