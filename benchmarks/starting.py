"""What a fresh process costs: opening an index, and the command from nothing."""

from __future__ import annotations

import compileall
import shlex
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import law4u_index
from benchmarks.queries import draw
from benchmarks.rows import OURS, Row
from benchmarks.timing import in_process, medians

RUNS = 7
COLD_RUNS = 21


def start_rows(folders: Mapping[str, Path]) -> list[Row]:
    """Return the rows of opening, of memory and of the cold command.

    Args:
        folders: the indexes of ours and of tantivy, by name.
    """
    # pip compiles what it installs, the peers among it; a checkout is compiled as it runs, if it may be written to.
    compileall.compile_dir(Path(law4u_index.__file__).parent, quiet=1)
    words = [" ".join(query.words) for query in draw(50)["any of 3"]]
    opened = {name: opening(name, folders[name], words[:1]) for name in (OURS, "tantivy")}
    command = [sys.executable, "-m", "law4u_index", "--index", str(folders[OURS]), "search", *words[0].split()]
    script = Path(sys.executable).with_name("law4u-index")
    if script.exists():
        command[:3] = [str(script)]
    cold = medians(
        {
            OURS: lambda _: _run(command),
            "import whoosh.index, click": lambda _: _run([sys.executable, "-c", "import whoosh.index, click"]),
        },
        COLD_RUNS,
    )
    return [
        _row("open an index and answer once", "ms", {name: took for name, (took, _) in opened.items()}),
        _row("memory of a process that does so", "MB", {name: size for name, (_, size) in opened.items()}),
        _row("law4u-index search as a cold process", "ms", {name: took * 1000 for name, took in cold.items()}),
    ]


def opening(engine: str, folder: Path, queries: Sequence[str]) -> tuple[float, float]:
    """Return the milliseconds for opening and a first answer, and the process' memory in MB after all `queries`."""
    found = [in_process("benchmarks.opening", engine, str(folder), *queries) for _ in range(RUNS)]
    return statistics.median(one["opening"] for one in found), statistics.median(one["memory"] for one in found)


def _row(job: str, unit: str, values: Mapping[str, float]) -> Row:
    return Row(job, unit, values[OURS], {name: value for name, value in values.items() if name != OURS}, most=2.0)


def _run(command: Sequence[str]) -> None:
    """Run a command to its end; how many answers it found is told by it on stderr, and is no line of the benchmark."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{shlex.join(command)} failed: {done.stderr}")
