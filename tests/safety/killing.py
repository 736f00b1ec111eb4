"""``python -m tests.safety.killing --kills 300``: updates are killed at random moments while readers search.

A generation of pages all say its number. So what a reader finds is all of one generation, or it found half a result.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from law4u_index import AnswerIndex
from law4u_index.index.check import check
from tests.index.making import LONG_AGO, SECOND, page, save

PAGES = 60
"""Enough for an update to start worker processes."""

READER = """
import json, os, sys
from law4u_index import AnswerIndex
index = AnswerIndex.open(sys.argv[1])
pages, parent, searches, seen = int(sys.argv[2]), os.getppid(), 0, set()
again = 0
print("ready", flush=True)
while not os.path.exists(sys.argv[3]) and os.getppid() == parent:
    again += 1
    if again % 7 == 0:
        index.close()
        index = AnswerIndex.open(sys.argv[1])
    results = index.search("deposit generation", limit=pages, literal=True)
    questions = {hit.question for hit in results}
    assert results.total == len(results) == pages, f"{results.total} of {pages} answers"
    assert len(questions) == 1, f"half of one and half of another: {sorted(questions)}"
    assert all(hit.snippets for hit in results)
    seen |= questions
    searches += 1
print(json.dumps([searches, len(seen)]), flush=True)
"""


@dataclass
class Tally:
    """What happened.

    Attributes:
        kills: updates that were killed, the others having ended before.
        finished: updates that ended before.
        searches: how many searches the readers did.
        generations: the most that one of them saw.
        errors: what a reader or an update complained of.
    """

    kills: int = 0
    finished: int = 0
    searches: int = 0
    generations: int = 0
    errors: tuple[str, ...] = ()


def write_pages(folder: Path, generation: int) -> None:
    """Have every page say that it is of this generation."""
    for number in range(PAGES):
        question = f"Who Keeps The Deposit In Generation {generation}?"
        save(folder / f"{number}.html", page(str(number), question), LONG_AGO + generation * SECOND)


def start_update(index: Path, pages: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "law4u_index", "--index", str(index), "update", "--jobs", str(jobs), str(pages)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def trial(kills: int, readers: int, *, seed: int, root: Path, seconds: float = float("inf")) -> Tally:
    """Kill `kills` updates at random moments.

    Args:
        kills: how many.
        seconds: after which no more are begun.
        readers: how many processes search meanwhile.
        seed: of the moments.
        root: an empty folder.
    """
    dice = random.Random(seed)
    index, pages, stop = root / "index", root / "pages", root / "stop"
    tally = Tally()
    write_pages(pages, 0)
    began = time.perf_counter()
    first = start_update(index, pages, 1)
    _, said = first.communicate()
    takes = time.perf_counter() - began
    if first.returncode:
        return Tally(errors=(said.decode(),))
    watching = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(index), str(PAGES), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(readers)
    ]
    for reader in watching:
        assert reader.stdout is not None
        reader.stdout.readline()
    errors: list[str] = []
    generation = 0
    while tally.kills < kills and not errors and time.perf_counter() - began < seconds:
        generation += 1
        write_pages(pages, generation)
        update = start_update(index, pages, dice.choice((1, 1, 2)))
        try:
            _, said = update.communicate(timeout=dice.uniform(0.25, 1) * takes)
        except subprocess.TimeoutExpired:
            update.send_signal(signal.SIGKILL)
            _, said = update.communicate()
            tally.kills += 1
            takes *= 1.08  # so that the moments are spread over an update, however busy the machine is
        else:
            tally.finished += 1
            takes /= 1.25
        if update.returncode not in (0, -signal.SIGKILL):  # a lock that was not taken over, an index that is damaged
            errors.append(said.decode())
        if generation % 5 == 0:
            errors += [f"{damage.file}: {damage.reason}" for damage in check(index).damaged]
    stop.touch()
    for reader in watching:
        out, said = reader.communicate()
        if reader.returncode:
            errors.append(said.decode())
        else:
            searches, generations = json.loads(out)
            tally.searches += searches
            tally.generations = max(tally.generations, generations)
    last = start_update(index, pages, 1)
    _, said = last.communicate()
    if last.returncode:
        errors.append(said.decode())
    with AnswerIndex.open(index) as found:
        if {answer.question for answer in found} != {f"Who Keeps The Deposit In Generation {generation}?"}:
            errors.append("the last update did not bring the index up to date")
    named = {"manifest.json", "write.lock"}
    strays = [path.name for path in index.iterdir() if path.suffix in (".part", ".read", ".new")]
    if strays or not named <= {path.name for path in index.iterdir()}:
        errors.append(f"left over: {strays}")
    tally.errors = tuple(errors)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="killing-"))
    began = time.perf_counter()
    tally = trial(options.kills, options.readers, seed=options.seed, root=root, seconds=options.seconds)
    print(tally, f"{time.perf_counter() - began:.0f} s")
    shutil.rmtree(root)
    sys.exit(bool(tally.errors))


if __name__ == "__main__":
    main()
