"""How the tables that lawyers edit are read: CSV files of so many columns, cells with several values, weights."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

DATA = Path(__file__).parent / "data"
"""Where the tables are, and what is made from them."""

_BETWEEN = " | "


def open_sheet(name: str) -> TextIO:
    """Open a CSV file of :data:`DATA` for :func:`rows`; whoever asks for it closes it."""
    return (DATA / name).open(encoding="utf-8", newline="")


def rows(lines: Iterable[str], columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a CSV file below its headings, with the number of the line that it ends on.

    Raises:
        ValueError: a row cannot be read, or has too many or too few columns; the message names its line.
    """
    found = csv.reader(lines)
    try:
        next(found, None)
        for row in found:
            if len(row) != columns:
                raise ValueError(
                    f"line {found.line_num}: {len(row)} columns instead of {columns}; put quotes around a comma"
                )
            yield found.line_num, row
    except csv.Error as error:
        raise ValueError(f"line {found.line_num}: {error}") from error


def listed(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, parted by ' | '."""
    return tuple(cell.split(_BETWEEN)) if cell else ()


def weight(text: str, line: int, least: float, most: float) -> float:
    """Return a cell that says how surely something is meant.

    Raises:
        ValueError: it is no number from `least` to `most`; the message names its line.
    """
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not least <= found <= most:
        raise ValueError(f"line {line}: the weight is '{text}'; it must be a number from {least} to {most}")
    return found
