"""Make every table of docs/relevance.md anew, and say where judgements are lacking.

``python -m benchmarks.relevance.tables --texts FOLDER --official FILE…`` takes a quarter of an hour, most of it for
vectors; needs ``pip install -e .[bench,semantic]``. Tables of what is not given stay as they are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.relevance import faq, reporting, signals, similar, weights
from benchmarks.relevance.collection import SETS, Collection, among, aside, beir, own, to_choose_by
from benchmarks.relevance.comparing import compared
from benchmarks.relevance.page import publish

PAGE = Path(__file__).parents[2] / "docs" / "relevance.md"
WORST = 10


def collections(pages: Path, texts: Path | None) -> Iterator[Collection]:
    """Yield what every system is measured on.

    Args:
        pages: where the index of ``corpus/`` is made.
        texts: a folder in BEIR's layout: the queries that report are asked among its answers too, and its own first,
            third … questions.
    """
    for name in SETS:
        yield own((name,), pages)
    yield aside(pages)
    if texts is not None:
        yield among(own(("report",), pages), beir(texts, 1))
        yield beir(texts, 2)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.tables", description=__doc__)
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="a folder in BEIR's layout")
    parser.add_argument("--official", type=Path, nargs="+", default=[], metavar="FILE", help="workbooks of MILPaC")
    arguments = parser.parse_args()
    lacking = False
    with TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        for collection in collections(pages, arguments.texts):
            runs = compared(collection, pages if collection.pages else Path(folder) / collection.name)
            publish(reporting.tables(collection, runs, WORST), PAGE)
            if collection.pages and (left := list(reporting.unjudged(collection, runs))):
                print(reporting.lacking(collection, left), file=sys.stderr)
                lacking = True
    publish(weights.tables(to_choose_by(None)) | signals.tables(to_choose_by(arguments.texts)), PAGE)
    publish(similar.tables(), PAGE)
    if arguments.official:
        publish(faq.tables(arguments.official), PAGE)
    return lacking


if __name__ == "__main__":
    raise SystemExit(main())
