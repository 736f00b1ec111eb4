"""Print what search by meaning adds to words, by kind of query; needs ``pip install -e .[bench,semantic]``.

``python -m benchmarks.relevance.meaning`` measures the blind set of queries over ``corpus/``, ``--set NAME`` another,
``--among FOLDER`` with the answers of a folder in BEIR's layout among them, ``--collection FOLDER`` such a folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.engines.ours import build
from benchmarks.relevance import reporting
from benchmarks.relevance.collection import SETS, Collection, among, beir, own
from benchmarks.relevance.measures import MEASURES, run
from benchmarks.relevance.page import publish
from benchmarks.relevance.systems import LIMIT, OURS, System, search_ours
from law4u_index import AnswerIndex
from law4u_index.index.storage import Folder
from law4u_index.meaning.encoder import Encoder, default_encoder
from law4u_index.search.nearness import Nearness
from law4u_index.search.snapshot import Snapshot


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.meaning", description=__doc__)
    parser.add_argument("--set", choices=SETS, default="blind", help="which queries over corpus/")
    parser.add_argument(
        "--among", type=Path, metavar="FOLDER", help="put such a folder's answers among those of corpus/"
    )
    parser.add_argument("--collection", type=Path, metavar="FOLDER", help="measure over this folder instead")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of --collection, take one query of so many")
    parser.add_argument("--index", type=Path, metavar="DIR", help="keep the index there: encoding takes long")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page, where it quotes them")
    return parser.parse_args()


def _collection(arguments: argparse.Namespace, folder: Path) -> Collection:
    if arguments.collection is not None:
        return beir(arguments.collection, arguments.every)
    collection = own((arguments.set,), folder / "pages")
    return collection if arguments.among is None else among(collection, beir(arguments.among, 1))


def by_meaning(folder: Path, encoder: Encoder) -> dict[str, System]:
    """Return by name the search by meaning alone and that by both, over the index in a folder; encode what it lacks."""
    index = AnswerIndex.open(folder, encoder=encoder)
    report = index.encode()
    if report.passages:
        print(f"{report.passages} passages encoded in {report.seconds:.0f} s", file=sys.stderr)
    snapshot = Snapshot(Folder(folder))
    answers = Nearness(snapshot, lambda: encoder).answers()

    def meaning(query: str) -> list[str]:
        docs, _ = answers.best(encoder.query(query), LIMIT, None)
        return [snapshot.head(doc)[0] for doc in docs.tolist()]

    def both(query: str) -> list[str]:
        return [hit.id for hit in index.search(query, limit=LIMIT, snippets=False)]

    return {f"{OURS} meaning alone": meaning, f"{OURS} words and meaning": both}


def main() -> int:
    arguments = _arguments()
    with TemporaryDirectory() as temporary:
        collection = _collection(arguments, Path(temporary))
        folder = arguments.index or Path(temporary) / "index"
        if not folder.exists():
            build(folder, collection.answers)
        found = {OURS: search_ours(folder)} | by_meaning(folder, default_encoder())
        runs = [run(name, system, collection) for name, system in found.items()]
    print(f"## {collection.name}: {len(collection.queries)} queries over {len(collection.answers)} answers\n")
    tables = {f"{collection.name} {name}": list(reporting.by_kind(collection, runs, name)) for name in MEASURES}
    publish(tables, arguments.page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
