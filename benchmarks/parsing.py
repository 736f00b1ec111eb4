"""Pages a second of the parser against BeautifulSoup building the tree of the whole page.

``python -m benchmarks.parsing [--pages N] [--rounds N]`` reads the HTML pages of ``corpus/`` of 40 KB and more.
Each page's time is the CPU time of its best round of several, and the two take turns page by page, so that other
work on the machine counts little, and counts for both.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bs4 import BeautifulSoup

from law4u_index.parsing import parse

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
_SIZE = 40_000


def pages(limit: int) -> list[bytes]:
    """Return up to `limit` ordinary pages with their chrome, the nearest to 45 KB first."""
    stored = [path.read_bytes() for path in sorted(CORPUS.rglob("*.html"))]
    large = [page for page in stored if len(page) >= _SIZE] or stored
    return sorted(large, key=lambda page: abs(len(page) - 45_000))[:limit]


def seconds(readers: Sequence[Callable[[bytes], object]], stored: Sequence[bytes], rounds: int) -> list[float]:
    """Return for each reader the mean over the pages of its best CPU time with each, in seconds."""
    totals = [0.0] * len(readers)
    for page in stored:
        for number, read in enumerate(readers):
            best = float("inf")
            for _ in range(rounds):
                start = time.process_time()
                read(page)
                best = min(best, time.process_time() - start)
            totals[number] += best
    return [total / len(stored) for total in totals]


def main(arguments: Sequence[str] | None = None) -> None:
    """Time both and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=40)
    options.add_argument("--rounds", type=int, default=7)
    chosen = options.parse_args(arguments)
    stored = pages(chosen.pages)
    ours, theirs = seconds((parse, lambda page: BeautifulSoup(page, "lxml")), stored, chosen.rounds)
    print(f"{len(stored)} pages of {sum(map(len, stored)) / len(stored) / 1000:.1f} KB on average, one core")
    print(f"{'law4u_index.parsing.parse':<44}{1 / ours:8.0f} pages/s")
    print(f"{'BeautifulSoup with lxml, the whole page':<44}{1 / theirs:8.0f} pages/s")
    print(f"{'times as fast':<44}{theirs / ours:8.2f}")


if __name__ == "__main__":
    main()
