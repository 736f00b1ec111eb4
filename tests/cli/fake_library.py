"""A library that gives what a test wants and remembers what it was asked: the command line stands on nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from law4u_index.answer import Answer, Citation, Section
from law4u_index.errors import IndexNotFound
from law4u_index.index.reports import CheckReport, EncodeReport, IndexStats, UpdateReport
from law4u_index.search.results import Hit, SearchResults, Snippet

DEPOSIT = Hit(
    rank=1,
    id="193",
    url="https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit",
    question="Can My Landlord Keep the Deposit?",
    category="Landlord & Tenant",
    score=11.25,
    snippets=(Snippet("Legal Provision", "The deposit is yours again when you leave.", ((4, 11),)),),
)
NOTICE = Hit(
    rank=2,
    id="204",
    url="https://law4u.in/top-answer/204/how-long-is-the-notice",
    question="How Long Is the Notice?",
    category=None,
    score=3.5,
    published="2025-01-31",
)
ANSWER = Answer(
    id="193",
    question="Can My Landlord Keep the Deposit?",
    url="https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit",
    category="Landlord & Tenant",
    author="law4u team",
    summary="No, not without a reason.\n\nThe rent agreement says which.",
    sections=(
        Section(
            "Legal Provision",
            "legal-framework",
            1,
            "A landlord may keep what repairs cost.",
            sections=(Section("Steps", "procedure", 2, "", ("Write a letter.", "Send a notice."), True),),
        ),
        Section("Tips", "tips", 1, "", ("Take photographs.",)),
    ),
    citations=(Citation("tpa-1882/s/108", "Section 108 of the Transfer of Property Act"),),
    published="2025-01-31",
    content_hash="sha256:0",
    source="corpus/193.html",
)
STATS = IndexStats(1200, {"Family": 700, "Tax": 500}, {"ipc-1860": 9}, 812034, 1, "0.1.0", "2026-11-23T10:04:05Z")


@dataclass
class FakeLibrary:
    """What the next calls give, or raise, and what was asked of them."""

    results: SearchResults = field(default_factory=lambda: SearchResults("deposit", (DEPOSIT, NOTICE), took_ms=0.84))
    report: UpdateReport = field(
        default_factory=lambda: UpdateReport(("1", "2", "3"), ("4",), 40, seconds=1.2, files=44)
    )
    encoded: EncodeReport = field(default_factory=lambda: EncodeReport("toy 1"))
    stats: IndexStats = STATS
    check: CheckReport = field(default_factory=lambda: CheckReport(files=14, answers=100))
    fault: BaseException | None = None
    exists: bool = True
    steps: tuple[tuple[int, int], ...] = ()
    opened: list[tuple[str, bool]] = field(default_factory=list)
    asked: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)

    def remember(self, what: Any, options: dict[str, Any]) -> None:
        self.asked.append((what, options))
        if self.fault is not None:
            raise self.fault


class FakeIndex:
    """Has the methods of an index that the command line calls."""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library

    def __enter__(self) -> FakeIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        return None

    def search(self, query: str, **options: Any) -> SearchResults:
        self._library.remember(query, options)
        return self._library.results

    def similar(self, name: str, **options: Any) -> SearchResults:
        self.get(name)
        self._library.remember(name, options)
        return self._library.results

    def suggest(self, prefix: str, **options: Any) -> list[Hit]:
        self._library.remember(prefix, options)
        return list(self._library.results)

    def get(self, name: str) -> Answer:
        return {ANSWER.id: ANSWER}[name]

    def stats(self) -> IndexStats:
        self._library.remember("stats", {})
        return self._library.stats

    def encode(self, *, progress: Callable[[int, int], None], **options: Any) -> EncodeReport:
        self._library.remember("encode", options)
        for step in self._library.steps:
            progress(*step)
        return self._library.encoded

    def __contains__(self, name: str) -> bool:
        return name == ANSWER.id

    def __len__(self) -> int:
        return self._library.stats.answers

    def backup(self, file: str, *, progress: Callable[[int, int], None]) -> int:
        self._library.remember(file, {})
        for step in self._library.steps:
            progress(*step)
        return self._library.stats.size

    def update(self, paths: Iterable[str], *, progress: Callable[[int, int], None], **options: Any) -> UpdateReport:
        self._library.remember(list(paths), options)
        for step in self._library.steps:
            progress(*step)
        return self._library.report


def opener(library: FakeLibrary) -> type:
    """Return what stands in the place of ``AnswerIndex``."""

    class Opener:
        @staticmethod
        def open(path: str, create: bool = False) -> FakeIndex:
            library.opened.append((path, create))
            if not library.exists and not create:
                raise IndexNotFound("there is none")
            return FakeIndex(library)

        @staticmethod
        def restore(file: str, path: str, *, progress: Callable[[int, int], None]) -> FakeIndex:
            library.remember(file, {"path": path})
            for step in library.steps:
                progress(*step)
            return FakeIndex(library)

    return Opener


def find_id(text: str) -> str:
    return text.split("/")[4] if "://" in text else text


def checker(library: FakeLibrary) -> Callable[..., CheckReport]:
    """Return what stands in the place of ``law4u_index.index.check.check``."""

    def check(path: object, repair: bool = False) -> CheckReport:
        library.remember(str(path), {"repair": repair})
        return library.check

    return check
