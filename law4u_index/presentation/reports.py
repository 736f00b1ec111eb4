"""What an update, a check and a look at an index report, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from law4u_index.presentation.terminal import Screen, amount, folded, table

if TYPE_CHECKING:
    from law4u_index.index.reports import CheckReport, EncodeReport, IndexStats, UpdateReport

MOST_PAGES_SHOWN = 20
"""How many rejected pages, and how many copies, a terminal shows; more would push the rest out of sight."""

_NO_PAGES = (
    "no pages were found there; the name of a page ends in .html, .htm, .mhtml, .mht or .txt, "
    "that of an archive in .zip, .warc or .jsonl"
)


def update_as_text(report: UpdateReport, *, dry_run: bool, shown: int | None) -> str:
    """Return what an update did, first the copies, then the rejected pages, each with its reason.

    Args:
        report: what the library gave.
        dry_run: whether it was only tried.
        shown: how many copies and rejected pages are named, or None for all.
    """
    lines = _first([f"copy {folded(page.source)}: the same as {folded(page.of)}" for page in report.copies], shown)
    rejected = [f"rejected {folded(page.source)}: {folded(page.reason)}" for page in report.rejected]
    lines += _first(rejected, shown)
    if not report.files and not report.rejected:
        lines.append(_NO_PAGES)
    counts = ", ".join(_planned(report) if dry_run else _done(report))
    lines.append(f"{counts} ({_seconds(report.seconds)})")
    return "\n".join(lines)


def _first(lines: list[str], shown: int | None) -> list[str]:
    """Return the first lines, as many as are to be shown, and how many there are more."""
    if shown is None or len(lines) <= shown:
        return lines
    return [*lines[:shown], f"… and {len(lines) - shown:,} more; --format json lists all"]


def encode_as_text(report: EncodeReport) -> str:
    """Return what a second pass did, and how fast."""
    rate = f", {report.passages / report.seconds:.0f} a second" if report.passages and report.seconds else ""
    kept = f", {report.kept:,} had theirs already" if report.kept else ""
    made = f"{amount(report.answers, 'answer')} encoded: {amount(report.passages, 'passage')}{kept}"
    return f"{made} ({_seconds(report.seconds)}{rate}; {folded(report.encoder)})"


def check_as_text(report: CheckReport) -> str:
    """Return each damaged file and what is wrong with it, one a line; nothing where the index is whole."""
    lines = [f"{folded(damage.file)}: {folded(damage.reason)}" for damage in report.damaged]
    lines += [f"lost: {folded(source)}" for source in report.lost]
    return "\n".join(lines)


def check_in_a_line(report: CheckReport) -> str:
    """Return the outcome of a check, and what to do now."""
    verified = f"{amount(report.files, 'file')} and {amount(report.answers, 'answer')} verified"
    if report.ok:
        return f"{verified}, all sound"
    found = f"{verified}, {len(report.damaged):,} damaged"
    if not report.repaired:
        return f'{found}; repair the index with "check --repair", or read the pages again with "update --rebuild"'
    if report.lost:
        return f"{found}; the index was repaired, what is listed as lost comes back with an update"
    return f"{found}; the index was repaired and nothing is lost"


def stats_as_text(stats: IndexStats, screen: Screen) -> str:
    """Return how much is in the index, then its answers by category and by Act cited."""
    from law4u_index.law.compiled import short_of
    from law4u_index.pages.limits import in_words

    updated = stats.updated.replace("T", " ").replace("Z", " UTC")
    facts = [
        ("Answers", f"{stats.answers:,}"),
        ("On disk", in_words(stats.size)),
        ("Updated", folded(updated)),
        ("Written by", f"law4u-index {folded(stats.version)}, format {stats.format}"),
    ]
    if stats.vectors:
        facts.append(("By meaning", _encoded(stats)))
    blocks = ["\n".join(f"{screen.dim(f'{name:<11}')} {value}" for name, value in facts)]
    acts = [(f"{act} ({short})" if (short := short_of(act)) else act, count) for act, count in stats.acts.items()]
    for name, counts in (("Category", list(stats.categories.items())), ("Act cited", acts)):
        if counts:
            blocks.append("\n".join(table((name, "Answers"), counts, screen)))
    return "\n\n".join(blocks)


def _encoded(stats: IndexStats) -> str:
    share = f"{stats.encoded:,} of {amount(stats.answers, 'answer')}"
    return f"{share}, {amount(stats.vectors, 'vector')} ({folded(stats.encoder)})"


def _done(report: UpdateReport) -> Iterator[str]:
    """Yield what an update did, count by count."""
    moved = f" ({len(report.moved):,} only moved)" if report.moved else ""
    yield f"{len(report.added):,} added"
    yield f"{len(report.updated):,} updated{moved}"
    yield f"{report.unchanged:,} unchanged"
    yield f"{len(report.removed):,} removed"
    if report.rejected:
        yield f"{len(report.rejected):,} rejected"
    if report.copies:
        yield _copies(report)


def _planned(report: UpdateReport) -> Iterator[str]:
    """Yield what an update would do, count by count."""
    yield f"would add {len(report.added):,}"
    yield f"update {len(report.updated):,}"
    yield f"leave {report.unchanged:,} unchanged"
    yield f"remove {len(report.removed):,}"
    if report.rejected:
        yield f"reject {len(report.rejected):,}"
    if report.copies:
        yield _copies(report)


def _copies(report: UpdateReport) -> str:
    return "1 copy" if len(report.copies) == 1 else f"{len(report.copies):,} copies"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds / 60:.1f} min"
