"""The tables that a page of the documentation quotes, made anew from a run.

A page says which table of which collection it quotes, in a comment; all up to the next such comment's end is replaced::

    <!-- measured: report nDCG@10 -->
    | … |
    <!-- /measured -->
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

_START, _START_END, _END = "<!-- measured: ", " -->", "<!-- /measured -->"


def with_tables(page: str, tables: Mapping[str, list[str]]) -> str:
    """Return a page with the tables that it quotes as they are now.

    Args:
        page: its text.
        tables: lines by name; what the page quotes and this has not stays as it is.

    Raises:
        ValueError: a quoted table has no end.
    """
    return "\n".join(_replaced(iter(page.splitlines()), tables)) + "\n"


def _replaced(lines: Iterator[str], tables: Mapping[str, list[str]]) -> Iterator[str]:
    for line in lines:
        yield line
        name = line.removeprefix(_START).removesuffix(_START_END)
        if line.startswith(_START) and name in tables:
            yield from tables[name]
            if _END not in lines:  # which passes over the old table
                raise ValueError(f"{line} has no end")
            yield _END


def publish(tables: Mapping[str, list[str]], page: Path | None) -> None:
    """Print tables, and put them where a page quotes them.

    Args:
        tables: by name: the lines of each.
        page: the page's file; None to print only.
    """
    for lines in tables.values():
        print(*lines, "", sep="\n")
    if page is not None:
        page.write_text(with_tables(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
