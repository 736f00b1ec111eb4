"""Opens one index in a process of its own and searches it, and says how long that took and how much memory.

``python -m benchmarks.opening ENGINE FOLDER QUERY…`` prints a line of JSON: the milliseconds for opening the index and
answering the first query with stored fields and snippets, modules loaded before; and the most memory of the whole
process, in MB, after all the queries.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import peak_memory


def ours(folder: Path, queries: Sequence[str]) -> float:
    """Open this project's index and search; return the milliseconds until the first answer."""
    from law4u_index import AnswerIndex

    began = time.perf_counter()
    index = AnswerIndex.open(folder)
    list(index.search(queries[0]))
    took = time.perf_counter() - began
    for query in queries[1:]:
        list(index.search(query))
    return took * 1000


def tantivy(folder: Path, queries: Sequence[str]) -> float:
    """Open a tantivy index and search; return the milliseconds until the first answer."""
    import tantivy as engine

    def search(index: engine.Index, text: str) -> None:
        searcher = index.searcher()
        query = index.parse_query(text, ["text"])
        snippets = engine.SnippetGenerator.create(searcher, query, index.schema, "text")
        snippets.set_max_num_chars(300)
        for _, address in searcher.search(query, 10, count=False).hits:
            snippet = snippets.snippet_from_doc(searcher.doc(address))
            snippet.fragment()
            snippet.highlighted()

    began = time.perf_counter()
    index = engine.Index.open(str(folder))
    search(index, queries[0])
    took = time.perf_counter() - began
    for query in queries[1:]:
        search(index, query)
    return took * 1000


if __name__ == "__main__":
    opened = {"law4u_index": ours, "tantivy": tantivy}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3:])
    print(json.dumps({"opening": opened, "memory": peak_memory()}))
