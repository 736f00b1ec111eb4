"""``python -m tests.safety.soak --minutes 20 --answers 50000``: readers search while a writer changes the index.

Answers stand on *shelves*, a crawl file each. The writer moves a few shelves on by one *state*: their pages say another
number, or the shelf is gone and pruned. It notes the state before it begins an update and after that has returned, in
memory that the readers share. So a reader knows for each search which states it may see, and holds every result against
that: all the answers of a shelf, of one state, none of any other.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.sharedctypes import Synchronized, SynchronizedArray
from pathlib import Path
from typing import Any

from law4u_index import AnswerIndex
from law4u_index.index import manifest as manifests
from law4u_index.index.check import check
from law4u_index.index.storage import Folder
from tests.index.making import page

MEMORY_GROWTH = 64 << 20
"""Bytes of its own that a process may have more at its most in the last third of the time than in the one before."""
OPEN_FILES = 100
"""Files that a process may have open or mapped: a few segments of a few commits, and what Python itself has."""
DISK_GROWTH = 3.0
"""How many times its first size the index may come to: deleted answers that are not merged away, an update's parts."""

PER_SHELF = 50
_COMMITS = 100_000
_STATE = re.compile(r"Deposit (\d+) On")
_FILLER = "The tenant asks in writing for what is owed and keeps a copy of the letter and of the receipt. " * 6


def is_there(state: int) -> bool:
    """Whether a shelf has its pages in a state; in every fifth they are gone."""
    return state % 5 != 4


def word(shelf: int) -> str:
    """Return the word that only the answers of a shelf have."""
    return "zq" + "".join("bcdfghjkmp"[int(digit)] for digit in str(shelf)) + "x"


def write_shelf(path: Path, shelf: int, state: int) -> None:
    """Write or remove a shelf's file."""
    if not is_there(state):
        path.unlink(missing_ok=True)
        return
    question = f"Who Keeps Deposit {state} On Shelf {word(shelf).title()}?"
    pages = [(shelf * PER_SHELF + number, question) for number in range(PER_SHELF)]
    lines = [
        json.dumps({"url": f"https://law4u.in/answer/{one}/x", "html": page(str(one), said, _FILLER).decode()})
        for one, said in pages
    ]
    temporary = path.with_suffix(".new")
    temporary.write_text("\n".join(lines), encoding="utf-8")
    temporary.replace(path)


class Model:
    """What must be there, in memory that all processes share.

    Attributes:
        begun: the state of each shelf that an update has begun to write.
        done: the state of each shelf that an update has written and returned.
        commits: how many updates have begun, and how many have returned.
        totals: how many answers there are after each.
    """

    def __init__(self, shelves: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.shelves = shelves
        self.begun: SynchronizedArray[int] = context.Array("q", shelves)
        self.done: SynchronizedArray[int] = context.Array("q", shelves)
        self.commits: SynchronizedArray[int] = context.Array("q", 2)
        self.totals: SynchronizedArray[int] = context.Array("q", _COMMITS)
        self.totals[0] = shelves * PER_SHELF
        self.searches: Synchronized[int] = context.Value("q", 0)
        self.stop = context.Event()
        self.errors: Any = context.Queue()


def holds(states: set[int], first: int, last: int, counted: int) -> bool:
    """Whether what was found of a shelf is all of it, in one state from `first` to `last`."""
    if not states:
        return counted == 0 and any(not is_there(state) for state in range(first, last + 1))
    return len(states) == 1 and first <= min(states) <= last and counted == PER_SHELF


class Reader:
    """Searches, and holds what it finds against the model."""

    def __init__(self, folder: Path, model: Model, seed: int) -> None:
        self._folder = folder
        self._model = model
        self._dice = random.Random(seed)
        self._index = AnswerIndex.open(folder)

    def run(self) -> None:
        """Search until told to stop."""
        looks: list[Callable[[int], None]] = [self.shelf, self.shelf, self.shelf, self.phrase, self.one, self.all]
        while not self._model.stop.is_set():
            if self._dice.random() < 0.02:
                self._index.close()
                self._index = AnswerIndex.open(self._folder)
            self._dice.choice(looks)(self._dice.randrange(self._model.shelves))
            with self._model.searches.get_lock():
                self._model.searches.value += 1

    def shelf(self, shelf: int) -> None:
        """Look for all of a shelf by its word."""
        self._whole(shelf, word(shelf))

    def phrase(self, shelf: int) -> None:
        """Look for all of a shelf by a phrase."""
        self._whole(shelf, f'"on shelf {word(shelf)}"')

    def _whole(self, shelf: int, query: str) -> None:
        first = self._model.done[shelf]
        results = self._index.search(query, limit=2 * PER_SHELF, literal=True)
        total = results.total
        last = self._model.begun[shelf]
        states = {int(_STATE.findall(hit.question)[0]) for hit in results}
        assert total == len(results), f"{total} counted and {len(results)} shown"
        assert holds(states, first, last, total), f"{query}: {states}, {total} answers; {first} to {last} may be seen"
        assert all(int(hit.id) // PER_SHELF == shelf for hit in results), f"{query}: an answer of another shelf"

    def one(self, shelf: int) -> None:
        """Look for one answer by its id."""
        name = str(shelf * PER_SHELF + self._dice.randrange(PER_SHELF))
        first = self._model.done[shelf]
        try:
            state: int | None = int(_STATE.findall(self._index.get(name).question)[0])
        except KeyError:
            state = None
        last = self._model.begun[shelf]
        seen = set() if state is None else {state}
        assert holds(seen, first, last, PER_SHELF * len(seen)), f"{name}: {state}; {first} to {last} may be seen"

    def all(self, shelf: int) -> None:
        """Count all answers, and look for what all have."""
        first = self._model.commits[1]
        count = len(self._index)
        last = self._model.commits[0]
        assert count in self._model.totals[first : last + 1], f"{count} answers after commit {first} to {last}"
        assert len(self._index.search("deposit", offset=shelf % 50)) == 10


def read(folder: Path, model: Model, seed: int) -> None:
    """Search until told to stop; the index is opened here, as a process has what was open where it was forked."""
    Reader(folder, model, seed).run()


def write(root: Path, model: Model, seed: int, rounds: int) -> None:
    """Move shelves on, a few in each update, until told to stop or for so many rounds."""
    dice = random.Random(seed)
    with AnswerIndex.open(root / "index") as index:
        while not model.stop.is_set() and model.commits[1] < rounds:
            moved = dice.sample(range(model.shelves), min(model.shelves, dice.randint(1, 6)))
            total = model.totals[model.commits[0]]
            for shelf in moved:
                old = model.begun[shelf]
                total += PER_SHELF * (is_there(old + 1) - is_there(old))
                model.begun[shelf] = old + 1
            model.totals[model.commits[0] + 1] = total
            model.commits[0] += 1
            for shelf in moved:
                write_shelf(root / "pages" / f"{shelf}.jsonl", shelf, model.begun[shelf])
            report = index.update([root / "pages"], prune=True, jobs=1)
            assert not report.rejected, report.rejected[0]
            for shelf in moved:
                model.done[shelf] = model.begun[shelf]
            model.commits[1] += 1
    model.stop.set()


@dataclass
class Watch:
    """What the processes and the index come to, sample by sample.

    Attributes:
        memory: bytes of its own that each process has, by name.
        files: the most files that any process had open or mapped.
        disk: bytes of the index's folder.
    """

    memory: dict[str, list[int]] = field(default_factory=dict)
    files: int = 0
    disk: list[int] = field(default_factory=list)

    def look(self, processes: list[Any], folder: Path) -> None:
        """Take a sample."""
        for process in processes:
            proc = Path(f"/proc/{process.pid}")
            try:
                status = (proc / "status").read_text()
                mapped = {line.split()[-1] for line in (proc / "maps").read_text().splitlines() if str(folder) in line}
                files = len(list((proc / "fd").iterdir())) + len(mapped)
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended
            own = re.search(r"RssAnon:\s+(\d+) kB", status)
            if own:
                self.memory.setdefault(process.name, []).append(int(own[1]) << 10)
            self.files = max(self.files, files)
        sizes = 0
        for path in folder.iterdir():
            with suppress(FileNotFoundError):  # the update has just removed it
                sizes += path.stat().st_size
        self.disk.append(sizes)

    def growth(self) -> int:
        """Return the most that a process had more in the last third of the time than in the one before."""
        grown = [0]
        for samples in self.memory.values():
            third = len(samples) // 3
            if third:
                grown.append(max(samples[-third:]) - max(samples[-2 * third : -third]))
        return max(grown)


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        seconds: how long the readers read.
        searches: by all readers.
        updates: committed.
        answers: at the end.
        growth: bytes, see :data:`MEMORY_GROWTH`.
        files: the most that a process had open or mapped.
        disk: the most that the index came to, as a multiple of its first size.
        errors: what was wrong, in words.
    """

    seconds: float
    searches: int
    updates: int
    answers: int
    growth: int
    files: int
    disk: float
    errors: tuple[str, ...]


def _guarded(job: Callable[[], None], model: Model) -> None:
    try:
        job()
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and ends the trial
        model.errors.put(traceback.format_exc())
        model.stop.set()


def soak(
    root: Path, *, answers: int, readers: int, seconds: float, rounds: int = _COMMITS - 1, seed: int = 1
) -> Outcome:
    """Build an index, let readers and a writer at it, and say what came of it.

    Args:
        root: an empty folder.
        answers: how many to begin with.
        readers: how many processes search.
        seconds: for how long, if the rounds take so long.
        rounds: the most updates.
        seed: of what is moved and looked for.
    """
    model = Model(max(1, answers // PER_SHELF))
    (root / "pages").mkdir()
    for shelf in range(model.shelves):
        write_shelf(root / "pages" / f"{shelf}.jsonl", shelf, 0)
    with AnswerIndex.open(root / "index", create=True) as index:
        assert len(index.update([root / "pages"]).added) == model.totals[0]
    context = multiprocessing.get_context("spawn")  # a copy of this process would lack its threads
    jobs: list[tuple[str, Callable[[], None]]] = [("writer", partial(write, root, model, seed, rounds))]
    jobs += [(f"reader {number}", partial(read, root / "index", model, seed + number)) for number in range(readers)]
    processes = [context.Process(target=_guarded, args=(job, model), name=name) for name, job in jobs]
    watch, began = Watch(), time.monotonic()
    watch.look([], root / "index")
    for process in processes:
        process.start()
    pause = min(5.0, seconds / 100)
    while time.monotonic() - began < seconds and not model.stop.wait(pause):
        watch.look(processes, root / "index")
    took = time.monotonic() - began
    model.stop.set()
    errors = []
    for process in processes:
        process.join(120)
        if process.exitcode != 0:
            errors.append(f"the {process.name} ended with {process.exitcode}")
    while not model.errors.empty():
        errors.append(model.errors.get())
    errors += [f"{damage.file}: {damage.reason}" for damage in check(root / "index").damaged]
    with AnswerIndex.open(root / "index") as index:
        found = len(index)
    if not errors and found != model.totals[model.commits[1]]:
        errors.append(f"{found} answers at the end, not {model.totals[model.commits[1]]}")
    return Outcome(
        seconds=took,
        searches=model.searches.value,
        updates=model.commits[1],
        answers=found,
        growth=watch.growth(),
        files=watch.files,
        disk=max(watch.disk) / watch.disk[0],
        errors=tuple(errors),
    )


def beyond_bounds(outcome: Outcome, folder: Path) -> list[str]:
    """Return what was wrong, or came to more than it may."""
    found = list(outcome.errors)
    if outcome.growth > MEMORY_GROWTH:
        found.append(f"a process grew by {outcome.growth >> 20} MiB")
    if outcome.files > OPEN_FILES:
        found.append(f"a process had {outcome.files} files open")
    if outcome.disk > DISK_GROWTH:
        found.append(f"the index came to {outcome.disk:.1f} times its first size")
    named = {entry.name for entry in manifests.read(Folder(folder)).files()}
    strays = {path.name for path in folder.iterdir()} - named - {manifests.NAME, manifests.LOCK}
    if strays:
        found.append(f"left over: {sorted(strays)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--answers", type=int, default=50_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="soak-"))
    outcome = soak(
        root, answers=options.answers, readers=options.readers, seconds=options.minutes * 60, seed=options.seed
    )
    wrong = beyond_bounds(outcome, root / "index")
    print(outcome)
    print("\n".join(wrong) or "all held")
    shutil.rmtree(root)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
