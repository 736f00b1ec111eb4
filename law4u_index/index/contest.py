"""Which page gives each answer, of those just read and those in the index.

Of several with the same id the newest (time of change, then date, then name). The others are remembered, so that one
comes in when the newer is gone, and reported: those that say something else as rejected, the rest as copies. An answer
leaves the index only with ``prune``, and only when its page is gone: a page that has become unreadable leaves the
answer as it was.
"""

from __future__ import annotations

import os
import stat
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from law4u_index.index.blockfile import Array
from law4u_index.index.inversion import date_number
from law4u_index.index.keys import key
from law4u_index.index.ledger_rows import Lost
from law4u_index.index.manifest import SegmentEntry
from law4u_index.index.reports import Copy, Rejection
from law4u_index.index.segment import Segment
from law4u_index.index.tasks import FileResult, PageResult

Rank = tuple[int, int, str]
"""What makes a page newer than another: when it was changed, its date as a number, its source."""


@dataclass
class Held:
    """A segment of the index as it is, and which of its answers are to stay."""

    entry: SegmentEntry
    segment: Segment
    live: Array
    changed: bool = False


class Giver(NamedTuple):
    """The page that gives an answer: its file, its source, and what changes when its record does."""

    path: str
    source: str
    digest: str


class Offer(NamedTuple):
    """A page that was just read, with its file: it may give its answer."""

    path: str
    page: PageResult

    @property
    def rank(self) -> Rank:
        """How new it is."""
        return self.page.modified, date_number(self.page.published), self.page.source

    @property
    def giver(self) -> Giver:
        """The page as one that gives its answer."""
        return Giver(self.path, self.page.source, self.page.digest)


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that is in the index."""

    held: Held
    doc: int

    @property
    def path(self) -> str:
        """The file that it was read from."""
        return self.held.segment.path(self.doc)

    @property
    def source(self) -> str:
        """Where it was read from."""
        return self.held.segment.source(self.doc)

    @property
    def answer_id(self) -> str:
        """Its id."""
        return self.held.segment.answer_id(self.doc)

    @property
    def digest(self) -> str:
        """What changes when the record does, as hex."""
        return self.held.segment.digest(self.doc).hex()

    @property
    def rank(self) -> Rank:
        """How new the page is."""
        segment = self.held.segment
        return segment.modified(self.doc), segment.file.item("docs.dates", self.doc), self.source

    @property
    def giver(self) -> Giver:
        """The page that it was read from."""
        return Giver(self.path, self.source, self.digest)

    def drop(self) -> None:
        """Take it out of the index."""
        self.held.live[self.doc] = False
        self.held.changed = True


@dataclass
class Outcome:
    """What is to be done, and what is to be said of it."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    removed: dict[str, str] = field(default_factory=dict)  # by id: the record's digest
    unchanged: int = 0
    rejected: dict[str, list[Rejection]] = field(default_factory=dict)  # by file
    copies: list[Copy] = field(default_factory=list)  # of a page in the same file
    lost: dict[str, list[Lost]] = field(default_factory=dict)  # by file: what gave way to a page of another
    left: Counter[str] = field(default_factory=Counter)  # by file: how many answers another file has now
    taken: dict[str, Giver] = field(default_factory=dict)  # by id: the page that counts
    kept: dict[str, array[int]] = field(default_factory=dict)  # by part: the records to keep

    def reject(self, path: str, source: str, reason: str) -> None:
        """Remember that a page of a file did not get in."""
        self.rejected.setdefault(path, []).append(Rejection(source, reason))

    def lose(self, path: str, lost: Lost) -> None:
        """Remember that a page of a file gave way to one of another file."""
        self.lost.setdefault(path, []).append(lost)


class Contest:
    """The pages of one update and the answers of the index before it.

    Args:
        held: the index's segments.
        rebuild: whether every record is to be written anew.

    Attributes:
        given: the ids that each file gave that was read.
        gone: the files that are there no more.
        out: what came of it.
    """

    def __init__(self, held: Sequence[Held], *, rebuild: bool) -> None:
        self.given: dict[str, Collection[str]] = {}
        self.gone: set[str] = set()
        self.out = Outcome()
        self._held = held
        self._rebuild = rebuild
        self._broken: set[str] = set()  # the files of which not all could be read

    def has_free(self, lost: Iterable[Lost]) -> bool:
        """Whether one of these pages gave way to another that is not there any more: no page gives its answer."""
        return any(self._giver(page.id) is None for page in lost)

    def verdict(self, lost: Lost) -> Copy | Rejection | None:
        """Return what is to be said of a page that gave way, as things stand; None where its answer is free."""
        giver = self._giver(lost.id)
        if giver is None:
            return None
        if giver.digest == lost.digest:
            return Copy(lost.source, giver.source)
        reason = _older(lost.id, giver.source)
        if giver.path not in self.given and giver.path and is_gone(giver.path):
            reason += ", which is gone; it comes in when that folder is updated with --prune"
        return Rejection(lost.source, reason)

    def _giver(self, answer_id: str) -> Giver | None:
        """Return the page that gives an answer as things stand."""
        taken = self.out.taken.get(answer_id)
        if taken is None and (known := self._known(answer_id)) is not None:
            return known.giver
        return taken

    def _known(self, answer_id: str) -> Known | None:
        for held in self._held:
            for doc in held.segment.key_docs(key("id", answer_id)).tolist():
                if held.live[doc]:
                    return Known(held, doc)
        return None

    def vacant(self, results: Sequence[FileResult]) -> set[str]:
        """Return the ids, of pages that were noted, which no other page in the index gives that still stands."""
        return {
            page.id
            for result in results
            for page in result.pages
            if (known := self._known(page.id)) is None or not self._stands(known)
        }

    def note(self, results: Sequence[FileResult]) -> None:
        """Note what each file gave that was just read."""
        for result in results:
            ids = tuple([page.id for page in result.pages])
            self.given[result.path] = ids if len(ids) < 2 else frozenset(ids)  # a set of one is four times as large
            if result.rejected:
                self._broken.add(result.path)
            for source, reason in result.rejected:
                self.out.reject(result.path, source, reason)

    def resolve(self, results: Sequence[FileResult]) -> None:
        """Decide which page of those that were noted, and of those in the index, gives each answer."""
        contested = _contested(results)
        for result in results:
            for page in result.pages:
                offers = contested.get(page.id)
                if offers is None:
                    self._settle(page.id, [Offer(result.path, page)])
                elif offers:  # with the first of them all are settled
                    contested[page.id] = []
                    self._settle(page.id, offers)

    def _settle(self, answer_id: str, offers: list[Offer]) -> None:
        """Decide which of the pages just read, and of those in the index, gives an answer; report the others."""
        offers.sort(key=lambda offer: offer.rank, reverse=True)
        winner = self._winner(answer_id, offers)
        for path, page in offers:
            if path != winner.path:
                self.out.lose(path, Lost(answer_id, page.source, page.digest))
            elif page.digest == winner.digest:
                self.out.copies.append(Copy(page.source, winner.source))
            else:
                self.out.reject(path, page.source, _older(answer_id, winner.source))

    def _winner(self, answer_id: str, offers: list[Offer]) -> Giver:
        """Return the page that gives an answer.

        Args:
            answer_id: the answer's.
            offers: the pages just read, the newest first; the one that is taken into the index is taken out of here.
        """
        if answer_id not in self.out.taken:
            known = self._known(answer_id)
            if known is not None and self._stands(known):
                if _beats(known, offers[0]):
                    return known.giver
                self.out.lose(known.path, Lost(answer_id, known.source, known.digest))
            newest = offers.pop(0)
            self._take(known, newest)
            self.out.taken[answer_id] = newest.giver
        return self.out.taken[answer_id]

    def _stands(self, known: Known) -> bool:
        """Whether the page of a known answer is still there, and was not just read again."""
        path = known.path
        if path in self.given and (path not in self._broken or known.answer_id in self.given[path]):
            return False
        return path not in self.gone and not (path and is_gone(path))

    def _take(self, known: Known | None, offer: Offer) -> None:
        """Take a page's record into the index in the place of a known one, unless it is there just so."""
        path, page = offer
        if known is None and page.id in self.out.removed:
            self.out.updated.append(page.id)
            if self.out.removed.pop(page.id) == page.digest:
                self.out.moved.append(page.id)
        elif known is None:
            self.out.added.append(page.id)
        elif known.digest != page.digest:
            self.out.updated.append(page.id)
        elif known.path != path:
            self.out.updated.append(page.id)
            self.out.moved.append(page.id)
        else:
            self.out.unchanged += 1
            if not self._rebuild:
                return
        if known is not None:
            if known.path != path and not any(lost.id == page.id for lost in self.out.lost.get(known.path, ())):
                self.out.left[known.path] += 1
            known.drop()
        if page.part:
            self.out.kept.setdefault(page.part, array("q")).append(page.doc)

    def drop_disowned(self) -> None:
        """Drop the answers whose file was read again and does not give them any more."""
        again = set(self.given) - self._broken
        for held, doc in self._live_from(again) if again else ():
            known = Known(held, doc)
            if known.answer_id not in self.given[known.path]:
                self._remove(known)

    def prune(self) -> None:
        """Drop the answers whose file is gone."""
        for held, doc in self._live_from(self.gone) if self.gone else ():
            self._remove(Known(held, doc))

    def _remove(self, known: Known) -> None:
        self.out.removed[known.answer_id] = known.digest
        known.drop()

    def _live_from(self, paths: Collection[str]) -> Iterator[tuple[Held, int]]:
        for held in self._held:
            for doc in held.segment.from_files(paths):
                if held.live[doc]:
                    yield held, doc


def is_gone(path: str) -> bool:
    """Whether there is no such file, or a folder: not where that cannot be known, as where one may not be read."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def _contested(results: Sequence[FileResult]) -> dict[str, list[Offer]]:
    """Return the ids that several pages have, and those pages."""
    counts = Counter(page.id for result in results for page in result.pages)
    contested: dict[str, list[Offer]] = {}
    for result in results:
        for page in result.pages:
            if counts[page.id] > 1:
                contested.setdefault(page.id, []).append(Offer(result.path, page))
    return contested


def _beats(known: Known, offer: Offer) -> bool:
    """Whether a known answer is to stay although there is another page of it: it says the same, or is no older."""
    return known.digest == offer.page.digest or known.rank >= offer.rank


def _older(answer_id: str, newer: str) -> str:
    """Return why a page is not in the index: there is a newer one."""
    return f"an older page of answer {answer_id} than {newer}"
