"""Draws what grows with the number of answers: ours and the peers, both axes logarithmic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.ticker import FuncFormatter

from benchmarks.rows import OURS, number

CURVES = {
    "search_ms": ("Search: ten best of three words, median", "milliseconds", "search-time.png"),
    "rate": ("Indexing: records a second, one core", "records a second", "indexing-speed.png"),
    "size_mb": ("Size on disk", "MB", "index-size.png"),
    "memory_mb": ("Memory of a process that searches", "MB", "memory.png"),
}
"""By what was measured: title, unit, file."""

_COLOURS = {OURS: "#1b6e5a", "tantivy": "#c2542d", "FTS5": "#4a5aa8", "bm25s": "#8a7a2f"}

Curves = Mapping[str, Mapping[str, Mapping[str, float]]]


def draw(curves: Curves, folder: Path) -> list[Path]:
    """Draw every curve.

    Args:
        curves: by what was measured, then by engine, then by the number of answers: a value.
        folder: where the pictures go.

    Returns:
        the pictures.
    """
    return [_draw(curves[name], *CURVES[name], folder) for name in CURVES if curves.get(name)]


def _draw(curve: Mapping[str, Mapping[str, float]], title: str, unit: str, file: str, folder: Path) -> Path:
    figure, axes = plt.subplots(figsize=(6.4, 4.0), dpi=110)
    for name, values in curve.items():
        counts = sorted(map(int, values))
        heights = [values[str(count)] for count in counts]
        width = 2.6 if name == OURS else 1.5
        axes.plot(counts, heights, marker="o", label=name, linewidth=width, color=_COLOURS[name])
    axes.set(xscale="log", yscale="log", title=title, xlabel="answers in the index", ylabel=unit)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(value).removesuffix(".00")))
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(frameon=False)
    figure.tight_layout()
    place = folder / file
    figure.savefig(place, metadata={"Software": None})
    plt.close(figure)
    return place
