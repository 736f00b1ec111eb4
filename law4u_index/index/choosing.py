"""Which of the files that there are an update reads, and which of those that it knew are gone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from law4u_index.index.contest import Contest, Held, is_gone
from law4u_index.index.ledger import Ledger
from law4u_index.index.reports import Rejection
from law4u_index.index.survey import Survey, absolute, as_folder
from law4u_index.index.tasks import FileResult
from law4u_index.pages import PageFile

_STAY = "its answers stay, since a disk may be unplugged; to drop them name the folder that it was in"


class Choice:
    """What an update is to read.

    Args:
        survey: the files that there are.
        ledger: those that were read before.
        contest: what is known of the answers so far.
    """

    def __init__(self, survey: Survey, ledger: Ledger, contest: Contest) -> None:
        self._survey = survey
        self._ledger = ledger
        self._contest = contest

    def gone(self, named: Sequence[str]) -> set[str]:
        """Return the known files that stood below the named folders, or were named, and are there no more.

        What a folder holds that cannot be read is not known, so nothing is gone from there.

        Args:
            named: the files and folders that the survey was made of.
        """
        roots = [absolute(path) for path in named]
        closed = tuple(as_folder(absolute(page.source)) for page in self._survey.missing)
        below = self._ledger.paths_below([as_folder(root) for root in roots], self._survey.rows)
        known = [path for path in below if not path.startswith(closed)]
        known += [root for root in roots if root in self._ledger]
        return {path for path in known if path not in self._survey and is_gone(path)}

    def missing(self) -> list[Rejection]:
        """Return what of the named is missing: of a folder of which answers stay, also how they would go."""
        return [
            replace(page, reason=f"{page.reason}; {_STAY}") if self._stays(absolute(page.source)) else page
            for page in self._survey.missing
        ]

    def _stays(self, path: str) -> bool:
        """Tell whether there is no folder `path`, and files are known that stood in it."""
        return not os.path.lexists(path) and any(self._ledger.paths_below([as_folder(path)], self._survey.rows))

    def every(self) -> dict[str, PageFile]:
        """Return all files, by absolute path."""
        return dict(self._survey.files(range(len(self._survey))))

    def changed(self, doubtful: set[str]) -> dict[str, PageFile]:
        """Return the files that are new or may have changed, and those of `doubtful` that are there."""
        numbers = [number for path in doubtful if (number := self._survey.number(path)) is not None]
        return dict(self._survey.files(np.union1d(self._survey.changed(), np.array(numbers, np.int64)).tolist()))

    def disowning(self, held: Sequence[Held]) -> set[str]:
        """Return the files that the index has more answers from than they had when they were last read."""
        there = Counter(path for one in held for path in one.segment.paths(one.live))
        return {
            path
            for path, answers in there.items()
            if (number := self._survey.number(path)) is not None
            and answers > self._survey.answers[number]
            and (entry := self._ledger.get(path)) is not None
            and not entry.rejected  # what is broken disowns nothing
        }

    def refused(self) -> set[str]:
        """Return the files of which something was rejected: with other limits it may not be."""
        return {path for path, _, row in self._noted() if self._ledger.entry(row).rejected}

    def returning(self) -> dict[str, PageFile]:
        """Return the files, of those not read yet, with a page that was older than another which is there no more."""
        return {
            path: file
            for path, file, row in self._noted()
            if path not in self._contest.given and self._contest.has_free(self._ledger.entry(row).lost)
        }

    def rivals_of(self, results: Sequence[FileResult]) -> dict[str, PageFile]:
        """Return the files with a page that gave way to one which stands no more: it may be newer than those read."""
        vacant = self._contest.vacant(results) if self._survey.noted() else set()
        if not vacant:
            return {}
        return {
            path: file
            for path, file, row in self._noted()
            if path not in self._contest.given and any(lost.id in vacant for lost in self._ledger.entry(row).lost)
        }

    def _noted(self) -> Iterator[tuple[str, PageFile, int]]:
        """Yield the files of which the ledger knows that something was rejected or gave way, and the row of each."""
        noted = self._survey.noted()
        for number, (path, file) in zip(noted, self._survey.files(noted), strict=True):
            yield path, file, int(self._survey.rows[number])
