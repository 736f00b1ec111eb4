"""tantivy through tantivy-py: one text field with English stems and positions, exact and fast fields beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Order

from benchmarks.engines.asked import Query, head_of, rest_of, text_of
from law4u_index.answer import Answer
from law4u_index.index.inversion import date_number

HEAP = 512 << 20
"""Bytes that the writer may hold before it writes a segment; more did not make it faster."""


def schema() -> tantivy.Schema:
    """Return the schema: what a hit shows and the rest of the record are stored, the text is indexed and stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("category", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("cites", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    for name in ("url", "question", "published", "rest"):
        builder.add_bytes_field(name, stored=True)
    builder.add_integer_field("date", fast=True)
    return builder.build()


def document(answer: Answer) -> tantivy.Document:
    """Return an answer as tantivy is given it."""
    head = head_of(answer)
    made = tantivy.Document()
    made.add_text("id", answer.id)
    made.add_text("category", answer.category or "")
    for citation in answer.citations:
        made.add_text("cites", citation.id)
    made.add_text("text", text_of(answer))
    for name in ("url", "question", "published"):
        made.add_bytes(name, (head[name] or "").encode())
    made.add_bytes("rest", rest_of(answer))
    made.add_integer("date", date_number(answer.published))
    return made


def build(folder: Path, answers: Iterable[Answer], threads: int = 1) -> None:
    """Build an index, and merge it to one segment as a finished index is advised to be."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = tantivy.Index(schema(), str(folder)).writer(HEAP, threads)
    for answer in answers:
        writer.add_document(document(answer))
    writer.commit()
    writer.wait_merging_threads()


class Tantivy:
    """A tantivy index.

    Args:
        folder: where it is.
    """

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.searcher = self.index.searcher()
        self.schema = self.index.schema

    def query(self, query: Query) -> tantivy.Query:
        """Return the query as tantivy's own."""
        words = " ".join(query.words)
        if query.kind == "all":
            return self.index.parse_query(" AND ".join(query.words), ["text"])
        if query.kind == "phrase":
            return self.index.parse_query(f'"{words}"', ["text"])
        if query.kind == "prefix":
            return tantivy.Query.regex_query(self.schema, "text", f"{query.words[0]}.*")
        if query.kind == "misspelt":
            distance = 1 if len(query.words[0]) < 5 else 2
            return tantivy.Query.fuzzy_term_query(self.schema, "text", query.words[0], distance)
        parsed = self.index.parse_query(words, ["text"])
        if query.kind in ("category", "provision"):
            field, value = ("category", query.value) if query.kind == "category" else ("cites", query.key)
            exact = tantivy.Query.term_query(self.schema, field, value, "basic")
            unscored = tantivy.Query.const_score_query(exact, 0.0)
            return tantivy.Query.boolean_query([(Occur.Must, parsed), (Occur.Must, unscored)])
        return parsed

    def top(self, query: Query) -> Sequence[Any]:
        """Return the ten best: scores and addresses. Matches are not counted, so that it may skip."""
        asked = self.query(query)
        if query.kind == "newest":
            return self.searcher.search(asked, 10, count=False, order_by_field="date", order=Order.Desc).hits
        return self.searcher.search(asked, 10, count=False).hits

    def hits(self, query: Query) -> Sequence[tuple[str, str | None, str, str | None, str]]:
        """Return the ten best with their stored fields and a snippet each."""
        asked = self.query(query)
        snippets = tantivy.SnippetGenerator.create(self.searcher, asked, self.schema, "text")
        snippets.set_max_num_chars(300)
        found = []
        for _, address in self.searcher.search(asked, 10, count=False).hits:
            stored: Any = self.searcher.doc(address)
            snippet = snippets.snippet_from_doc(stored)
            snippet.highlighted()
            found.append(
                (
                    stored.get_first("id"),
                    bytes(stored.get_first("url")).decode(),
                    bytes(stored.get_first("question")).decode(),
                    stored.get_first("category"),
                    snippet.fragment(),
                )
            )
        return found
