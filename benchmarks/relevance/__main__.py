"""Print how well this project's search and its peers find the right answer, by kind of query.

``python -m benchmarks.relevance`` measures the blind set of queries over ``corpus/``, ``--set NAME`` another,
``--collection FOLDER`` a folder in BEIR's layout. ``--pool`` prints what some system finds and nobody has judged.
Search by meaning is among the systems, where the extra ``semantic`` is installed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.relevance import reporting
from benchmarks.relevance.collection import SETS, Collection, among, aside, beir, own
from benchmarks.relevance.comparing import compared
from benchmarks.relevance.measures import MEASURES, Run
from benchmarks.relevance.page import publish


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("--set", choices=[*SETS, "all", "aside"], default="blind", help="which queries")
    parser.add_argument(
        "--collection", type=Path, metavar="FOLDER", help="measure over this BEIR-layout folder instead"
    )
    parser.add_argument(
        "--among", type=Path, metavar="FOLDER", help="put such a folder's answers among those of corpus/"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of --collection, take one query of so many")
    parser.add_argument("--worst", type=int, default=20, metavar="N", help="show so many of the worst queries")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every system's measures by query there")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page, where it quotes them")
    parser.add_argument("--pool", action="store_true", help="print what is found and not judged, and nothing else")
    return parser.parse_args()


def _measured(arguments: argparse.Namespace, folder: Path) -> tuple[Collection, list[Run]]:
    if arguments.collection is not None:
        collection = beir(arguments.collection, arguments.every)
    elif arguments.set == "aside":
        collection = aside(folder / "own")
    else:
        collection = own(SETS if arguments.set == "all" else (arguments.set,), folder / "own")
        if arguments.among is not None:
            collection = among(collection, beir(arguments.among, 1))
    return collection, compared(collection, folder / "own" if collection.pages else folder / "built")


def _write(collection: Collection, runs: list[Run], file: Path) -> None:
    rows = {
        one.name: {
            query.id: {measure: float(one.values[measure][row]) for measure in MEASURES}
            for row, query in enumerate(collection.queries)
        }
        for one in runs
    }
    file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    arguments = _arguments()
    with TemporaryDirectory() as folder:
        collection, runs = _measured(arguments, Path(folder))
    left = list(reporting.unjudged(collection, runs)) if collection.pages else []
    if arguments.pool:
        print(*reporting.pool(collection, left), sep="\n")
        return 0
    tables = reporting.tables(collection, runs, arguments.worst)
    print(f"## {collection.name}: {len(collection.queries)} queries over {len(collection.answers)} answers\n")
    publish(tables, arguments.page)
    if arguments.json is not None:
        _write(collection, runs, arguments.json)
    if left:
        print(reporting.lacking(collection, left), file=sys.stderr)
    return bool(left)


if __name__ == "__main__":
    raise SystemExit(main())
