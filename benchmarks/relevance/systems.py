"""The systems that are compared: each is given a query as typed and names its ten best answers.

Every peer stands here twice: *plain*, with all of an answer's text in one field, and *title*, with the question apart
and three times as heavy as the rest (the weight that this project gives it). Each stems English as its documentation
advises, and ranks by any of the query's words.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import bm25s
import Stemmer
import tantivy
from whoosh import fields
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from benchmarks.engines.asked import text_of
from benchmarks.engines.ours import build
from benchmarks.relevance.collection import Collection
from law4u_index import AnswerIndex
from law4u_index.answer import Answer

LIMIT = 10
TITLE = 3.0
"""How much heavier a word of the question is, where a peer weighs it apart."""

System = Callable[[str], list[str]]
"""Takes a query as typed, returns the ids of at most :data:`LIMIT` answers, the best first."""

_WORDS = re.compile(r"[\w\u0900-\u0963\u0970-\u097f]+")
"""A word, also of Devanagari, whose vowel signs are not all word characters."""


def _words(query: str) -> list[str]:
    """Return a query's words in lower case, with no sign that an engine's query language could mean something by."""
    return _WORDS.findall(query.lower())


def _texts(answers: Iterable[Answer]) -> list[tuple[str, str, str]]:
    """Return id, question and the rest of the text of each answer."""
    return [
        (answer.id, answer.question, text_of(answer).removeprefix(answer.question).strip("\n")) for answer in answers
    ]


def _tantivy(answers: Iterable[Answer], title: float) -> System:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("question", tokenizer_name="en_stem")
    builder.add_text_field("text", tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(64 << 20, 1)
    for name, question, text in _texts(answers):
        document = {"id": name, "question": question, "text": text if title else f"{question}\n{text}"}
        writer.add_document(tantivy.Document(**document))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    names, boosts = (["question", "text"], {"question": title}) if title else (["text"], {})

    def search(query: str) -> list[str]:
        asked = index.parse_query(" ".join(_words(query)), names, field_boosts=boosts)
        hits = searcher.search(asked, LIMIT).hits
        found: list[Any] = [searcher.doc(address).get_first("id") for _, address in hits]
        return found

    return search


def _fts5(answers: Iterable[Answer], title: float) -> System:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, question, text, tokenize='porter unicode61')")
    rows = [
        (name, question if title else "", text if title else f"{question}\n{text}")
        for name, question, text in _texts(answers)
    ]
    database.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
    order = f"bm25(words, 0.0, {title or 1.0}, 1.0)"

    def search(query: str) -> list[str]:
        match = " OR ".join(f'"{word}"' for word in _words(query))
        found = database.execute(f"SELECT id FROM words WHERE words MATCH ? ORDER BY {order} LIMIT {LIMIT}", (match,))
        return [name for (name,) in found]

    return search


def _bm25s(answers: Iterable[Answer], title: float) -> System:
    texts = _texts(answers)
    stemmer = Stemmer.Stemmer("english")
    copies = int(title) or 1  # it has no fields: a heavier question is one that stands there more often
    documents = ["\n".join([question] * copies + [text]) for _, question, text in texts]
    retriever = bm25s.BM25()
    retriever.index(
        bm25s.tokenize(documents, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False
    )
    limit = min(LIMIT, len(texts))

    def search(query: str) -> list[str]:
        asked = bm25s.tokenize([query], stopwords="en", stemmer=stemmer, show_progress=False)
        numbers, scores = retriever.retrieve(asked, k=limit, show_progress=False)
        return [texts[number][0] for number, score in zip(numbers[0], scores[0], strict=True) if score > 0]

    return search


def _whoosh(answers: Iterable[Answer], title: float) -> System:
    words = StemmingAnalyzer()
    schema = fields.Schema(
        id=fields.ID(stored=True), question=fields.TEXT(words, field_boost=title or 1.0), text=fields.TEXT(words)
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for name, question, text in _texts(answers):
        writer.add_document(id=name, question=question, text=text if title else f"{question}\n{text}")
    writer.commit()
    searcher = index.searcher(weighting=BM25F())
    names = ("question", "text") if title else ("text",)

    def search(query: str) -> list[str]:
        stems = {token.text for token in words(query)}
        asked = Or([Term(name, stem) for stem in sorted(stems) for name in names])
        return [hit["id"] for hit in searcher.search(asked, limit=LIMIT)]

    return search


PEERS: dict[str, Callable[[Iterable[Answer], float], System]] = {
    "tantivy": _tantivy,
    "FTS5": _fts5,
    "bm25s": _bm25s,
    "Whoosh": _whoosh,
}
"""By name, what makes a peer of answers and the weight of their questions (0: plain)."""

OURS = "law4u_index"


def search_ours(folder: Path, *, literal: bool = False) -> System:
    """Return this project's search by words of the index in a folder, as it is or with each word as it stands."""
    index = AnswerIndex.open(folder)

    def search(query: str) -> list[str]:
        return [hit.id for hit in index.search(query, limit=LIMIT, snippets=False, literal=literal, meaning=False)]

    return search


def systems(collection: Collection, folder: Path) -> dict[str, System]:
    """Return every system by name, this project's first, then its ablations, then each peer plain and by title.

    Args:
        collection: what they search.
        folder: where this project's index of the collection's pages is; where they are no pages, it is built there.
    """
    if collection.pages is None:
        build(folder, collection.answers)
    found = {OURS: search_ours(folder), f"{OURS} literal": search_ours(folder, literal=True)}
    for name, make in PEERS.items():
        found[f"{name} plain"] = make(collection.answers, 0.0)
        found[f"{name} title"] = make(collection.answers, TITLE)
    return found
