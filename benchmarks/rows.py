"""A row of the table: what was measured, what was wanted, and whether it was reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OURS = "law4u_index"


@dataclass(frozen=True, slots=True)
class Row:
    """A job and how long it took each engine, or how many a second each did.

    Attributes:
        job: in words.
        unit: 'ms', 's', '/s', 'MB' or '×'.
        ours: what this project's index came to.
        peers: the same of each peer.
        most: ours may be so many times the best peer's; None where that is not asked.
        least: ours is to be so many times the best peer's; None where that is not asked.
        bound: what ours is to come to whatever the peers do: at most, or, of a rate, at least.
        note: what one must know to read it.
    """

    job: str
    unit: str
    ours: float
    peers: Mapping[str, float] = field(default_factory=dict)
    most: float | None = None
    least: float | None = None
    bound: float | None = None
    note: str = ""

    @property
    def _more_is_better(self) -> bool:
        return self.unit == "/s"

    @property
    def ratio(self) -> float | None:
        """Ours by the best peer's; None where there is none."""
        if not self.peers:
            return None
        return self.ours / (max if self._more_is_better else min)(self.peers.values())

    @property
    def held(self) -> bool:
        """Whether all that was wanted was reached."""
        ratio = self.ratio
        within = self.bound is None or (self.ours >= self.bound if self._more_is_better else self.ours <= self.bound)
        if ratio is None:
            return within
        return within and (self.most is None or ratio <= self.most) and (self.least is None or ratio >= self.least)

    @property
    def wanted(self) -> str:
        """What was wanted, in words."""
        parts = []
        if self.most is not None:
            parts.append(f"≤ {self.most:g} ×")
        if self.least is not None:
            parts.append(f"≥ {self.least:g} ×")
        if self.bound is not None:
            parts.append(f"{'≥' if self._more_is_better else '≤'} {number(self.bound)} {self.unit}")
        return ", ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Return the row's JSON form."""
        return {
            "job": self.job,
            "unit": self.unit,
            "ours": self.ours,
            "peers": dict(self.peers),
            "most": self.most,
            "least": self.least,
            "bound": self.bound,
            "ratio": self.ratio,
            "wanted": self.wanted,
            "held": self.held,
            "note": self.note,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Row:
        """Return the row whose JSON form is `data`."""
        names = ("job", "unit", "ours", "peers", "most", "least", "bound", "note")
        return cls(**{name: data[name] for name in names})


def number(value: float) -> str:
    """Return a number with three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| job | ours | peers | ratio to the best | wanted | held |", "| --- | ---: | --- | ---: | --- | --- |"]
    for row in rows:
        peers = " · ".join(f"{name} {number(value)}" for name, value in row.peers.items())
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
        verdict = "yes" if row.held else "**no**"
        lines.append(f"| {row.job} | {number(row.ours)} {row.unit} | {peers} | {ratio} | {row.wanted} | {verdict} |")
    return "\n".join(lines) + "\n"
