"""Many files are found with a helper process' help, and all the same where that dies."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from law4u_index.pages import Listing, Rejected, folders, list_files, shared_walking
from law4u_index.processors import usable

NAMES = ["b.html", "a.html", "1/c.html", "1/x/y/d.html", "1/.hidden/e.html", "2/f.txt", "2/g_files/h.html", "3/i.html"]
NAMES += [os.fsdecode(b"3/\xff.html"), "3/ह/j.html", *(f"4/{number}/k.html" for number in range(40))]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Listing | Rejected]:
    """What is found without help in the folder that the test stands in; from here on two files are many."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        Path("tree", name).parent.mkdir(parents=True, exist_ok=True)
        Path("tree", name).write_text("x", encoding="utf-8")
    Path("tree/2/link").symlink_to("../1")
    found = list(list_files("tree"))
    monkeypatch.setattr(folders, "MANY", 2)
    monkeypatch.setattr(folders, "_FEW", 1)
    monkeypatch.setattr(shared_walking, "usable", lambda: 2)
    return found


def test_what_is_found_with_help_is_the_same_in_the_same_order(alone: list[Listing | Rejected]) -> None:
    assert len(alone) == 47
    assert list(list_files("tree")) == alone


def test_more_folders_than_can_be_numbered_are_taken_several_at_once(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_walking, "_SHARES", 2)
    assert list(list_files("tree")) == alone


@pytest.mark.parametrize("told", ["", "[0, []]\n[1, []"], ids=["nothing", "half"])
def test_what_a_helper_took_and_did_not_tell_is_looked_at_again(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    taken = []

    def start_what_dies(module: str, numbers: str, descriptors: Collection[int]) -> subprocess.Popen[bytes]:
        taken.append(os.read(int(numbers), 4))
        dying = f"import os, sys; sys.stdin.read(); os.write(1, {told.encode()!r}); os.kill(os.getpid(), 9)"
        return subprocess.Popen([sys.executable, "-c", dying], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(shared_walking, "start", start_what_dies)
    assert list(list_files("tree")) == alone
    assert len(taken) == 1


def test_where_no_process_can_be_started_all_is_found_without(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> subprocess.Popen[bytes]:
        raise BlockingIOError

    monkeypatch.setattr(shared_walking, "start", refuse)
    assert list(list_files("tree")) == alone


def test_nobody_is_asked_for_help_by_who_may_use_one_processor_of_several(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_walking, "usable", usable)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    monkeypatch.setattr(shared_walking, "start", None)
    assert list(list_files("tree")) == alone


def test_a_helper_is_stopped_where_the_walk_is(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    def start_what_waits(*_: object, **__: object) -> subprocess.Popen[bytes]:
        waiting = "import sys, threading; sys.stdin.read(); threading.Event().wait()"
        started.append(subprocess.Popen([sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return started[0]

    def stop(folder: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shared_walking, "start", start_what_waits)
    monkeypatch.setattr(shared_walking, "walk", stop)
    with pytest.raises(KeyboardInterrupt):
        list(list_files("tree"))
    assert started[0].returncode == -9


def test_a_helper_tells_what_is_in_the_folders_that_it_takes(
    alone: list[Listing | Rejected], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    numbers, writer = os.pipe()
    os.write(writer, (1).to_bytes(4, "little") + (0).to_bytes(4, "little"))
    os.close(writer)
    shares = io.TextIOWrapper(io.BytesIO(json.dumps([["tree/1", "tree/9"], ["tree/2"]]).encode()))
    monkeypatch.setattr(sys, "stdin", shares)
    shared_walking.main(str(numbers))
    os.close(numbers)
    told = dict(map(json.loads, capsysbinary.readouterr().out.splitlines()))
    assert [item[0] for item in told[1]] == ["tree/2/", "tree/2/g_files/"]
    assert [item[0] for item in told[0]] == ["tree/1/", "tree/1/x/y/", "tree/9"]
    assert told[0][-1] == ["tree/9", "there is no such file or folder"]
