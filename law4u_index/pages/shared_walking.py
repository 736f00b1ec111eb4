"""A walk through many folders, shared with a helper process: the system is asked for each file, and two ask faster.

Both take the next folder that nobody has taken from one pipe, so neither waits for the other. What the helper found it
tells at its end; a helper that dies, or cannot be started, loses nothing: what it did not tell is looked at here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from typing import Any

from law4u_index.pages.page import Listing, Rejected
from law4u_index.pages.walking import walk
from law4u_index.processes import start
from law4u_index.processors import usable

_SHARES = 1024
"""Folders are divided into at most so many shares: the numbers of all fit into what a pipe takes in at one go."""

_NUMBER = 4
"""A number takes so many bytes there."""

Found = list[Listing | Rejected]


def walk_shared(folders: Sequence[str]) -> Iterator[Listing | Rejected]:
    """Yield what is in folders that were found in another, and in those below them, in their order.

    Args:
        folders: each as it is to be named in sources.
    """
    size = -(-len(folders) // _SHARES)
    shares = [folders[at : at + size] for at in range(0, len(folders), size)]
    # The last come first: of folders within folders those that were put off are the larger ones.
    numbers, writer = os.pipe()
    os.write(writer, b"".join(_packed(number) for number in reversed(range(len(shares)))))
    os.close(writer)
    try:
        done = _shared(shares, numbers)
    finally:
        os.close(numbers)
    for number, share in enumerate(shares):
        yield from done[number] if number in done else chain.from_iterable(map(walk, share))


def _shared(shares: Sequence[Sequence[str]], numbers: int) -> dict[int, Found]:
    """Return what is in the folders of each share, but for those that a helper took and did not tell of."""
    if usable() < 2:
        return {}
    try:
        helper = start(__name__, str(numbers), descriptors=[numbers])
    except OSError:  # no process to be had: nothing is lost but time
        return {}
    with ThreadPoolExecutor(1) as thread, helper:
        try:
            told = thread.submit(_told, helper, json.dumps(shares).encode())
            done = dict(_taken(shares, numbers))
            done.update(told.result())
        except BaseException:  # as with Ctrl-C
            helper.kill()
            raise
    return done


def _told(helper: subprocess.Popen[bytes], shares: bytes) -> dict[int, Found]:
    """Return what a helper tells of the shares that it took: nothing where it dies before it has told all."""
    told, _ = helper.communicate(shares)
    if helper.returncode:
        return {}
    return {number: list(map(_from_json, found)) for number, found in map(json.loads, told.splitlines())}


def _taken(shares: Sequence[Sequence[str]], numbers: int) -> Iterator[tuple[int, Found]]:
    """Yield the number of each share that nobody else takes, and what is in its folders."""
    while len(taken := os.read(numbers, _NUMBER)) == _NUMBER:
        number = int.from_bytes(taken, "little")
        yield number, list(chain.from_iterable(map(walk, shares[number])))


def _packed(number: int) -> bytes:
    return number.to_bytes(_NUMBER, "little")


def _from_json(item: list[Any]) -> Listing | Rejected:
    return Listing(*item) if len(item) == len(Listing._fields) else Rejected(*item)


def _to_json(item: Listing | Rejected) -> list[Any]:
    return list(item) if isinstance(item, Listing) else [item.source, item.reason]


def main(numbers: str) -> None:
    """Help: take shares, and tell what is in their folders.

    Args:
        numbers: the file descriptor that the numbers of shares are taken from; the shares come on stdin.
    """
    shares = json.load(sys.stdin.buffer)
    found = [json.dumps([number, list(map(_to_json, items))]) for number, items in _taken(shares, int(numbers))]
    with suppress(BrokenPipeError):  # whoever asked is gone
        sys.stdout.buffer.write("\n".join(found).encode())
        sys.stdout.buffer.flush()
