"""SQLite's FTS5: an external-content table with Porter stems over a table of records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines.asked import Query, head_of, rest_of, text_of
from law4u_index.answer import Answer

CREATE = """
CREATE TABLE records (number INTEGER PRIMARY KEY, id TEXT UNIQUE, url TEXT, question TEXT, category TEXT,
                      published TEXT, text TEXT, rest BLOB);
CREATE VIRTUAL TABLE words USING fts5(text, content='records', content_rowid='number', tokenize='porter unicode61');
"""
ROW = "INSERT INTO records (id, url, question, category, published, text, rest) VALUES (?, ?, ?, ?, ?, ?, ?)"


def row(answer: Answer) -> tuple[Any, ...]:
    """Return an answer as a row of ``records``."""
    return (*head_of(answer).values(), text_of(answer), rest_of(answer))


def connect(file: Path) -> sqlite3.Connection:
    """Open a database with room for all of it in memory, as its documentation advises for speed."""
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA mmap_size = 17179869184")
    database.execute("PRAGMA cache_size = -1048576")
    database.execute("PRAGMA temp_store = MEMORY")
    return database


def create(file: Path) -> sqlite3.Connection:
    """Make a database with empty tables."""
    file.parent.mkdir(parents=True, exist_ok=True)
    database = connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(CREATE)
    return database


def build(folder: Path, answers: Iterable[Answer]) -> None:
    """Build an index: all rows in one transaction, the words in one statement, then merged to one b-tree."""
    database = create(folder / "answers.db")
    database.execute("BEGIN")
    database.executemany(ROW, map(row, answers))
    database.execute("INSERT INTO words(words) VALUES ('rebuild')")
    database.execute("COMMIT")
    database.execute("INSERT INTO words(words) VALUES ('optimize')")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


class Fts5:
    """An FTS5 index.

    Args:
        folder: where it is.
    """

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self.database = connect(folder / "answers.db")

    @staticmethod
    def _match(query: Query) -> str:
        quoted = [f'"{word}"' for word in query.words]
        if query.kind == "phrase":
            return f'"{" ".join(query.words)}"'
        return (" AND " if query.kind == "all" else " OR ").join(quoted)

    def top(self, query: Query) -> Sequence[Any]:
        """Return the ten best: row numbers and scores, by the ``rank`` column, which FTS5 sorts by without a copy."""
        return self.database.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10", (self._match(query),)
        ).fetchall()

    def facets(self, query: Query) -> dict[str, int]:
        """Return how many answers of each category match."""
        rows = self.database.execute(
            "SELECT category, count(*) FROM words JOIN records ON records.number = words.rowid "
            "WHERE words MATCH ? GROUP BY category",
            (self._match(query),),
        )
        return dict(rows.fetchall())
