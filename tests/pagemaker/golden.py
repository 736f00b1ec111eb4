"""Golden files: what ``parse_answer`` makes of some corpus pages, whole, citations included.

``python -m tests.pagemaker.golden`` writes ``tests/golden/*.json`` anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from law4u_index.reading import parse_answer
from tests.pagemaker.corpus import CORPUS, CorpusPage, corpus_pages
from tests.pagemaker.records import load_samples

GOLDEN = Path(__file__).parents[1] / "golden"
PER_SHAPE = 4


def chosen(pages: Sequence[CorpusPage]) -> list[CorpusPage]:
    """Return a few pages of each shape, each in another markup."""
    found: dict[str, dict[str, CorpusPage]] = {}
    taken: set[str] = set()
    for page in pages:
        of_shape = found.setdefault(page.sample.shape, {})
        if len(of_shape) < PER_SHAPE and page.markup.name not in taken:
            taken.add(page.markup.name)
            of_shape[page.markup.name] = page
    return [page for of_shape in found.values() for page in of_shape.values()]


def golden_file(page: CorpusPage) -> Path:
    """Return the golden file of a corpus page."""
    return GOLDEN / f"{page.sample.answer.id}.json"


def as_read(page: CorpusPage) -> dict[str, Any]:
    """Return the whole record that is read from the page's file, its source written as in the repository."""
    answer = parse_answer(CORPUS / page.name, source=f"corpus/{page.name}")
    return answer.to_dict()


def main() -> None:
    """Write every golden file, and remove those of pages that are not chosen any more."""
    GOLDEN.mkdir(exist_ok=True)
    pages = chosen(corpus_pages(load_samples()))
    for left_over in {*GOLDEN.glob("*.json")} - {golden_file(page) for page in pages}:
        left_over.unlink()
    for page in pages:
        text = json.dumps(as_read(page), ensure_ascii=False, indent=1)
        golden_file(page).write_text(text + "\n", encoding="utf-8")
    print(f"{len(pages)} golden files", file=sys.stderr)


if __name__ == "__main__":
    main()
