"""How the tables that lawyers edit are read: CSV files of so many columns, cells with several values, weights."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

DATA = Path(__file__).parent / "data"
"""Where the tables are, and what is made from them."""

_BETWEEN = " | "


@contextmanager
def open_sheet(name: str) -> Iterator[TextIO]:
    """Open a CSV file of :data:`DATA` for :func:`rows`, and put its name before what is wrong with a row of it."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        try:
            yield lines
        except ValueError as error:
            raise ValueError(f"{name}, {error}") from error


def write_compiled(name: str, compiled: Callable[[], bytes]) -> None:
    """Write a file of :data:`DATA` that is made of the sheets; where a row cannot be read, exit with what is wrong."""
    try:
        (DATA / name).write_bytes(compiled())
    except ValueError as error:
        sys.exit(str(error))


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
