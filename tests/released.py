"""``python -m tests.released``: keeps a small index of this release in ``tests/data``, for those after it to read.

``make released`` runs it when a release is made, and before, as often as the layout changes until then. Of a version
that is out it is never made again: it shows what that release wrote.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from law4u_index import AnswerIndex
from law4u_index.version import VERSION
from tests.index.making import LONG_AGO, SECOND, page, save

DATA = Path(__file__).parent / "data"
PAGES = Path("/var/tmp/law4u-index-released")
"""Where the pages stood; the ledger of the index says so, and they need not be there."""

QUERIES = ("deposit", '"keep the deposit"', "landl* notise~", 'cites:"Section 138 NI Act"', "kind:legal-framework", "")


@dataclass(frozen=True)
class Released:
    """An index as a release wrote it.

    Attributes:
        version: of that release.
        folder: the index.
        found: what that release found in it: ids by query, and every answer's question by id.
    """

    version: str
    folder: Path
    found: dict[str, Any]


def releases() -> list[Released]:
    """Return the indexes that are kept, by version."""
    return [
        Released(
            path.name.removeprefix("index-"), path, json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
        )
        for path in sorted(DATA.glob("index-*"))
        if path.is_dir()
    ]


def look(folder: Path) -> dict[str, Any]:
    """Return what this release finds in an index."""
    with AnswerIndex.open(folder) as index:
        return {
            "queries": {query: [hit.id for hit in index.search(query, literal=True)] for query in QUERIES},
            "questions": {answer.id: answer.question for answer in index},
            "hashes": {answer.id: answer.content_hash for answer in index},
        }


def pages(folder: Path) -> None:
    """Write the pages of the index as they were at first."""
    for number in range(5):
        text = f"Ask for it in writing within {number} days. " * (number + 1)
        save(folder / f"{number}.html", page(str(number), f"Can My Landlord Keep {number} Deposits?", text))


def keep(target: Path) -> None:
    """Make the index of this release: two segments, a deletion, and a ledger that knows of a rejected page."""
    shutil.rmtree(PAGES, ignore_errors=True)
    pages(PAGES)
    save(PAGES / "list.html", b"<html><body><h1>Log in</h1><form>Password <input></form></body></html>")
    shutil.rmtree(target, ignore_errors=True)
    with AnswerIndex.open(target, create=True) as index:
        index.update([PAGES], jobs=1)
        (PAGES / "4.html").unlink()
        save(PAGES / "5.html", page("5", "Must The Landlord Return 7 Deposits?"), LONG_AGO + SECOND)
        index.update([PAGES], jobs=1, prune=True)
    (target / "write.lock").unlink()
    found = json.dumps(look(target), ensure_ascii=False, indent=1, sort_keys=True)
    target.with_name(f"{target.name}.json").write_text(f"{found}\n", encoding="utf-8")
    shutil.rmtree(PAGES)


def main() -> None:
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DATA) as scratch:
        made = Path(scratch) / f"index-{VERSION}"
        keep(made)
        target = DATA / made.name
        shutil.rmtree(target, ignore_errors=True)
        for path in Path(scratch).iterdir():
            path.replace(DATA / path.name)
    print(f"{target}: {sum(path.stat().st_size for path in target.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
