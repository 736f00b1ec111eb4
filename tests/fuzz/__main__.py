"""``python -m tests.fuzz parser --seconds 3600``: fuzzes a target with atheris, as ``make fuzz`` does each in turn.

What was found to reach new code is kept in ``.cache/fuzz`` and begun from the next time. An input that crashes is
written there too, under ``crash-…``; once the fault is mended it belongs into ``tests/fuzz/kept``, where every test
run tries it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["law4u_index"]):
    from tests.fuzz.targets import TARGETS, seeds

KEPT = Path(__file__).parent / "kept"
LONGEST = 4096
"""Bytes of an input: code is reached by what the first few thousand say."""
SLOWEST = 20
"""Seconds, after which an input counts as one that never ends."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("target", choices=TARGETS)
    options.add_argument("--seconds", type=int, default=60)
    given = options.parse_args()
    name, seconds = given.target, given.seconds
    found = Path(".cache/fuzz") / name
    begin = found / "seeds"
    begin.mkdir(parents=True, exist_ok=True)
    (found / "corpus").mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (begin / str(number)).write_bytes(seed)
    kept = [str(KEPT / name)] if (KEPT / name).is_dir() else []
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-rss_limit_mb=2048"]
    shown = ["-print_final_stats=1", "-verbosity=1", f"-artifact_prefix={found}/"]
    atheris.Setup([sys.argv[0], *limits, *shown, str(found / "corpus"), str(begin), *kept], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
