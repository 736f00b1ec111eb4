"""Worker processes: each reads files, writes parts, and tells what every page gave; the parent only merges arrays.

A worker is a process of its own (:mod:`law4u_index.processes`). It is sent a task a line as JSON, and answers with
lines of ``{"progress": n}`` and, at the end of a task, one of ``{"files": […]}``. A worker that dies takes no page with
it: its task is done again in halves, until the one page that kills is alone, and is reported.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict, replace
from queue import SimpleQueue
from typing import Any

from law4u_index.index.storage import Folder
from law4u_index.index.tasks import FileResult, FilesRead, Task, read_files
from law4u_index.index.unfinished import from_json, to_json
from law4u_index.pages import DEFAULT_LIMITS, Limits
from law4u_index.processes import start
from law4u_index.processors import usable

FILES_A_TASK = 2048
"""A task has at most so many files: what is done again when a worker dies."""

FILES_AT_THE_END = 128
"""A worker's share is cut into larger tasks first and smaller ones at the end, down to this: of a few large parts each
answer costs less than of many small ones, and with small ones at the end no worker waits long for another."""

FILES_FOR_WORKERS = 48
"""Fewer files than this are read in the calling process: a worker takes a third of a second to start."""

_WORKERS_A_PROCESSOR = 4
"""So many there may be where a file is worth waiting for, as on a slow disk far away."""

FILES_A_REPORT = 32
"""A worker tells how far it is whenever it has read so many more."""

KILLER = "the reader died over this page; please report it"

Keep = Callable[[Task, Sequence[FileResult]], None]
"""Called with a task that is done, and what its files gave."""


def tasks(
    files: Sequence[tuple[str, str]], jobs: int, *, write: bool, first: int = 0, limits: Limits = DEFAULT_LIMITS
) -> list[Task]:
    """Divide files into tasks, none too large.

    Where there are several workers, two thirds of what is left are shared out at a time, until little is left.

    Args:
        files: absolute path and source of each.
        jobs: how many workers there are.
        write: whether parts are to be written.
        first: the number of the first task.
        limits: how much is read of each file.
    """
    chunks: list[tuple[tuple[str, str], ...]] = []
    start = 0
    while start < len(files):
        share = -(-(len(files) - start) // jobs)
        size = min(FILES_A_TASK, share if jobs == 1 or share <= FILES_AT_THE_END else -(-2 * share // 3))
        for _ in range(jobs):
            chunks.append(tuple(files[start : start + size]))
            start += size
    return [Task(number, chunk, write, limits) for number, chunk in enumerate(filter(None, chunks), first)]


def most_workers(files: int) -> int:
    """Return how many workers at the most are of use for some files, however many are asked for.

    A worker takes a third of a second to start: about as long as it takes to read :data:`FILES_AT_THE_END` pages. A
    file may be an archive of many, so there may be a few for each processor in any case.
    """
    return 1 if files < FILES_FOR_WORKERS else max(_WORKERS_A_PROCESSOR * usable(), files // FILES_AT_THE_END)


def read_all(
    folder: Folder,
    files: Sequence[tuple[str, str]],
    *,
    jobs: int,
    write: bool,
    progress: FilesRead,
    keep: Keep,
    first: int = 0,
    limits: Limits = DEFAULT_LIMITS,
) -> list[FileResult]:
    """Read files, in worker processes where there are many, and return what each gave, in their order.

    Args:
        folder: the index's, where the parts are written.
        files: absolute path and source of each.
        jobs: how many worker processes at the most; with 1 all is read in this one.
        write: whether parts are to be written.
        progress: called with a number of files whenever so many more have been read.
        keep: called with each task that is done, where others are still to be done, and what its files gave.
        first: the number of the first task; there are at most two tasks a file.
        limits: how much is read of each file.

    Raises:
        OSError: a part could not be written.
    """
    jobs = min(jobs, most_workers(len(files)))
    waiting = tasks(files, jobs, write=write, first=first, limits=limits)
    if not write or len(waiting) == 1:
        keep = _keep_nothing
    if jobs == 1:
        found = _read_here(folder, waiting, progress, keep)
    else:
        with _Pool(folder) as pool:
            if pool.start(min(jobs, len(waiting))):
                found = _read_there(pool, waiting, progress, keep)
            else:
                found = _read_here(folder, waiting, progress, keep)
        _pass_on(pool, progress)
    results = {result.path: result for result in found}
    return [results[path] for path, _ in files]


def _read_here(folder: Folder, waiting: Iterable[Task], progress: FilesRead, keep: Keep) -> list[FileResult]:
    """Do tasks in this process, one after the other."""
    results: list[FileResult] = []
    for task in waiting:
        found = read_files(folder, task, progress)
        keep(task, found)
        results += found
    return results


def _read_there(pool: _Pool, waiting: list[Task], progress: FilesRead, keep: Keep) -> list[FileResult]:
    """Have workers do tasks, those over which one died again in halves."""
    number = waiting[-1].number + 1
    results: list[FileResult] = []
    running: dict[Future[list[FileResult] | None], Task] = {}
    while waiting or running:
        for task in waiting:
            running[pool.submit(task)] = task
        waiting = []
        _pass_on(pool, progress)
        done, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            read = future.result()
            if read is not None:
                keep(task, read)
                results += read
            elif len(task.files) == 1:
                path, source = task.files[0]
                results.append(FileResult(path, rejected=[(source, KILLER)]))
            else:
                middle = len(task.files) // 2
                for half in (task.files[:middle], task.files[middle:]):
                    waiting.append(replace(task, number=number, files=half))
                    number += 1
    return results


def _pass_on(pool: _Pool, progress: FilesRead) -> None:
    """Report what the workers have read meanwhile."""
    while not pool.progress.empty():
        progress(pool.progress.get())


def _keep_nothing(task: Task, results: Sequence[FileResult]) -> None:
    """Stand in for what keeps, where nothing is written or all is written at once."""


class _Pool:
    """Worker processes, each driven by a thread."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._threads = ThreadPoolExecutor(1)
        self._workers: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self.progress: SimpleQueue[int] = SimpleQueue()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:  # as with Ctrl-C: what they are at is done again by the next update
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            _stop(self._idle.get())

    def start(self, most: int) -> int:
        """Start up to so many workers, as many as the system lets start; return how many that are."""
        with suppress(OSError):  # fewer, or none, do the same and take longer
            for _ in range(most):
                self._idle.put(self._start())
        self._threads = ThreadPoolExecutor(len(self._workers) or 1)
        return len(self._workers)

    def submit(self, task: Task) -> Future[list[FileResult] | None]:
        """Have a worker do `task`; the future's result is None where the worker died over it.

        The future raises OSError where a part could not be written.
        """
        return self._threads.submit(self._do, task)

    def _do(self, task: Task) -> list[FileResult] | None:
        """Have an idle worker do a task, and wait for it; see :meth:`submit`."""
        worker = self._start() if self._idle.empty() else self._idle.get()
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            worker.stdin.write(json.dumps(asdict(task)).encode() + b"\n")
            worker.stdin.flush()
        except BrokenPipeError:
            _stop(worker)
            return None
        reported = 0
        known = {name: name for file in task.files for name in file}
        for line in worker.stdout:
            if not line.endswith(b"\n"):  # it died within a line
                break
            message = json.loads(line)
            if "error" in message:
                _stop(worker)
                raise OSError(*message["error"])
            if "files" in message:
                self._idle.put(worker)
                return [from_json(data, known) for data in message["files"]]
            reported += message["progress"]
            self.progress.put(message["progress"])
        _stop(worker)
        self.progress.put(-reported)  # what it had read is read again
        return None

    def _start(self) -> subprocess.Popen[bytes]:
        worker = start(__name__, str(self._folder.path))
        self._workers.append(worker)
        return worker


def _stop(worker: subprocess.Popen[bytes]) -> None:
    """End a worker, and wait for it."""
    with suppress(BrokenPipeError), worker:  # closes its streams, which ends it
        pass


# What follows runs in the worker.


class _OrphanedError(Exception):
    """The process that a worker works for has ended."""


class _Parent:
    """The process that a worker works for, as the worker sees it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._process = os.getppid()
        self._unreported = 0

    def tell(self, message: dict[str, Any]) -> None:
        """Send it a message.

        Raises:
            _OrphanedError: it has ended.
        """
        data = json.dumps(message).encode() + b"\n"
        try:
            while data:
                data = data[os.write(self._descriptor, data) :]
        except BrokenPipeError as error:
            raise _OrphanedError from error

    def count(self, files: int) -> None:
        """Add to the files that were read, and report them when they are many.

        Raises:
            _OrphanedError: it has ended, and nobody will ask for what is read.
        """
        if os.getppid() != self._process:
            raise _OrphanedError
        self._unreported += files
        if self._unreported >= FILES_A_REPORT:
            self.report()

    def report(self) -> None:
        """Report the files that were read since the last report."""
        self.tell({"progress": self._unreported})
        self._unreported = 0


def work(folder: Folder, lines: Iterable[bytes], answer: int) -> None:
    """Do the tasks that come as lines, until there are no more or a part cannot be written.

    Args:
        folder: the index's.
        lines: a task each, as JSON.
        answer: the file descriptor to answer on.
    """
    parent = _Parent(answer)
    with suppress(_OrphanedError):
        for data in map(json.loads, lines):
            files = tuple((path, source) for path, source in data["files"])
            task = Task(data["number"], files, data["write"], Limits(**data["limits"]))
            try:
                results = read_files(folder, task, parent.count)
            except OSError as error:  # a page that cannot be read is no error: a part cannot be written
                parent.tell({"error": [error.errno, error.strerror, error.filename]})
                return
            parent.report()
            parent.tell({"files": [to_json(result) for result in results]})


def main(folder: str) -> None:
    """Work for the process that started this one.

    Args:
        folder: the index's.
    """
    gc.freeze()  # what is loaded by now stays
    gc.set_threshold(10_000)  # pages leave little to be collected, and looking for it costs a tenth of the time
    descriptor = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not break into the answers
    work(Folder(folder), sys.stdin.buffer, descriptor)
