"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from law4u_index.errors import cut
from law4u_index.search.results import MAX_HITS

if TYPE_CHECKING:
    from law4u_index.pages import Limits

MOST = 1_000_000
"""The largest number that an option takes which has no bound of its own."""

RESULT_FORMATS = ("text", "json", "jsonl", "csv", "markdown")
T = TypeVar("T")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a number from `low` to `high`; click's own would tell the help ``[1<=x<=10000]``."""

    def read(value: str) -> int:
        with suppress(ValueError):
            if low <= (number := int(value)) <= high:
                return number
        raise click.BadParameter(f"'{cut(value)}' is no whole number from {low:,} to {high:,}")

    return read


def format_option(names: Sequence[str]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return the option that says in which of some formats the results are written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names, case_sensitive=False),
        default="text",
        show_default=True,
        help="How the results are written to stdout.",
    )


def limit_option(default: int | None, what: str = "Show at most N.") -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return the option that says how many results are shown; where it is not given, `default`."""
    return click.option(
        "-n",
        "--limit",
        type=whole_number(1, MAX_HITS),
        metavar="N",
        default=default,
        show_default=True,
        help=what,
    )


def number_option(name: str, what: str, most: int = MOST) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return an option that takes a number of which there may be one at least."""
    return click.option(name, type=whole_number(1, most), metavar="N", help=what)


def limits_options(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options by which more is read of pages and archives than usual; it takes ``limits``."""

    @number_option("--max-page-mb", "Take pages of up to N MiB.  [default: 32]")
    @number_option("--max-archive-gb", "Let an archive unpack to N GiB.  [default: 16]")
    @number_option("--max-archive-pages", "Take up to N pages of an archive.  [default: 250000]")
    @number_option("--max-ratio", "Let an archive unpack to N times its size.  [default: 200]")
    @wraps(command)
    def limited(
        *words: Any,
        max_page_mb: int | None,
        max_archive_gb: int | None,
        max_archive_pages: int | None,
        max_ratio: int | None,
        **options: Any,
    ) -> T:
        return command(*words, limits=_limits(max_page_mb, max_archive_gb, max_archive_pages, max_ratio), **options)

    return limited


def _limits(page_mb: int | None, archive_gb: int | None, pages: int | None, ratio: int | None) -> Limits:
    """Return the limits with those raised that are named."""
    from law4u_index.pages import Limits
    from law4u_index.pages.limits import GIB, MIB

    limits = Limits()
    if page_mb is not None:  # a page on a line of JSON is twice as long at the most
        limits = replace(limits, page_bytes=page_mb * MIB, line_bytes=max(limits.line_bytes, 2 * page_mb * MIB))
    if archive_gb is not None:
        limits = replace(limits, expanded_bytes=archive_gb * GIB)
    if pages is not None:
        limits = replace(limits, members=pages)
    if ratio is not None:
        limits = replace(limits, expansion_ratio=ratio)
    return limits
