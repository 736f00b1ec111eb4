"""``python -m tests.pagemaker.sweep``: every record in every markup, and invented answers, through the parser.

Far more pages than the tests take time for: run it after a change to the parser or to the page maker.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from law4u_index.errors import ParseError
from law4u_index.parsing import parse
from tests.pagemaker.compare import differences
from tests.pagemaker.invent import invent_sample
from tests.pagemaker.markups import MARKUPS, Markup
from tests.pagemaker.pages import make_page
from tests.pagemaker.records import Sample, load_samples


def cases(seeds: int, invented: int) -> Iterator[tuple[Sample, Markup, int]]:
    """Yield what to draw: each record in each markup that carries it, then invented answers in all markups in turn."""
    for markup in MARKUPS:
        for sample in load_samples():
            if markup.carries(sample):
                yield from ((sample, markup, seed) for seed in range(seeds))
    for seed in range(invented):
        sample = invent_sample(seed)
        carrying = [markup for markup in MARKUPS if markup.carries(sample)]
        yield sample, carrying[seed % len(carrying)], seed


def trouble(sample: Sample, markup: Markup, seed: int) -> list[str]:
    """Return how the page differs from the answer when it is read."""
    page = make_page(sample, markup, seed)
    try:
        return differences(page.answer, parse(page.data))
    except ParseError as error:
        return [f"refused: {error}"]


def main() -> None:
    """Print each difference, and a count for every markup."""
    parser = argparse.ArgumentParser(prog="python -m tests.pagemaker.sweep", description=(__doc__ or "").strip())
    parser.add_argument("--seeds", type=int, default=1, help="pages a record and markup (1)")
    parser.add_argument("--invented", type=int, default=2000, help="invented answers (2000)")
    options = parser.parse_args()
    pages, differing = Counter[str](), Counter[str]()
    for sample, markup, seed in cases(options.seeds, options.invented):
        pages[markup.name] += 1
        if found := trouble(sample, markup, seed):
            differing[markup.name] += 1
            print(f"{sample.answer.id} {sample.shape}, {markup.name}, seed {seed}: {found[0][:300]}")
    for name, count in pages.items():
        print(f"{name:<52}{count:>6}{differing[name]:>6}")
    print(f"{'all':<52}{pages.total():>6}{differing.total():>6}")


if __name__ == "__main__":
    main()
