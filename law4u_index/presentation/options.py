"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import click

MOST = 1_000_000
"""The most hits that can be asked for, and passed over."""

RESULT_FORMATS = ("text", "json", "jsonl", "csv", "markdown")
T = TypeVar("T")


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a number from `low` to `high`; click's own would tell the help ``[1<=x<=1000000]``."""

    def read(value: str) -> int:
        with suppress(ValueError):
            if low <= (number := int(value)) <= high:
                return number
        raise click.BadParameter(f"it must be a whole number from {low:,} to {high:,}")

    return read


def format_option(names: Sequence[str]) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return the option that says in which of some formats the results are written."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default="text",
        show_default=True,
        help="How the results are written to stdout.",
    )


def limit_option(default: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return the option that says how many results are shown."""
    return click.option(
        "-n",
        "--limit",
        type=whole_number(1, MOST),
        metavar="N",
        default=default,
        show_default=True,
        help="Show at most N.",
    )


def number_option(name: str, what: str, most: int = MOST) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Return an option that takes a number of which there may be one at least."""
    return click.option(name, type=whole_number(1, most), metavar="N", help=what)
