"""Writes what was measured: a table for the terminal, JSON, and docs/performance.md with its plots."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.plots import CURVES, draw
from benchmarks.rows import Row, number, table

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
LIMITS = HERE / "limits.md"
DOCS = HERE.parent / "docs"

_PACKAGES = ("numpy", "tantivy", "bm25s", "numba", "beautifulsoup4", "lxml", "whoosh3")


def results(rows: Sequence[Row], curves: Mapping[str, Any], notes: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that was measured as JSON."""
    return {
        "machine": machine(),
        "notes": dict(notes),
        "rows": [row.to_dict() for row in rows],
        "curves": curves,
    }


def machine() -> dict[str, str]:
    """Return what it was measured on."""
    return {
        "processor": _processor(),
        "processors": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load at the end": f"{os.getloadavg()[0]:.1f}",
        **{name: found for name in _PACKAGES if (found := _version(name))},
        "SQLite": _sqlite(),
        "git": subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[-1],
    }


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def write(rows: Sequence[Row], found: Mapping[str, Any]) -> None:
    """Write the JSON, the plots and docs/performance.md."""
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    draw(found["curves"], DOCS)
    (DOCS / "performance.md").write_text(page(rows, found))


def write_again() -> None:
    """Write docs/performance.md and the plots from the results of the last run."""
    found = json.loads(RESULTS.read_text())
    write([Row.from_dict(row) for row in found["rows"]], found)


def page(rows: Sequence[Row], found: Mapping[str, Any]) -> str:
    """Return docs/performance.md."""
    held = sum(row.held for row in rows)
    missed = [row for row in rows if not row.held]
    machine_lines = "\n".join(f"- {name}: {value}" for name, value in found["machine"].items())
    notes = "\n".join(f"- {name}: {value}" for name, value in found["notes"].items())
    pictures = "\n\n".join(f"![{title}]({file})" for name, (title, _, file) in CURVES.items() if found["curves"][name])
    return f"""# Performance

Made by `make bench` (`python -m benchmarks`); do not edit. What each peer is and why its set-up is fair stands in
[benchmarks/README.md](../benchmarks/README.md), the numbers in [benchmarks/results.json](../benchmarks/results.json).
{held} of {len(rows)} rows hold what was wanted of them; {len(missed)} do not, and are listed with what limits them.

{table(list(rows))}
Times are medians of at least five runs in which the engines take turns; p50 and p95 are over the searches of a job,
each search counted with its own median. A ratio is ours by the best peer's of the same run.

## Against the number of answers

{pictures}

{_curves(found["curves"])}
## What was measured, and on what

{notes}

{machine_lines}

{LIMITS.read_text() if LIMITS.exists() else ""}"""


def _curves(curves: Mapping[str, Any]) -> str:
    lines = []
    for name, (title, unit, _) in CURVES.items():
        counts = sorted({int(count) for values in curves[name].values() for count in values})
        if not counts:
            continue
        lines += [f"{title} ({unit})", "", "| answers | " + " | ".join(curves[name]) + " |"]
        lines.append("| ---: |" + " ---: |" * len(curves[name]))
        for count in counts:
            cells = [number(v[str(count)]) if str(count) in v else "" for v in curves[name].values()]
            lines.append(f"| {count:,} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)
