"""A bar that shows how far a long job is, for a terminal and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from law4u_index.presentation.terminal import Screen, may_be_lively

_CLEAR = "\r\x1b[K"
_PAUSE = 0.1
"""Seconds between two drawings: more often would cost time and show nothing."""


class ProgressBar:
    """A line that is drawn again as the job goes on, and is gone when it ends.

    Call it with how much is done and how much there is. On a stream where nothing may move it is silent.
    """

    def __init__(self, stream: TextIO, label: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream if may_be_lively(stream) else None
        self._width = Screen.of(stream).width
        self._label = label
        self._clock = clock
        self._started = clock()
        self._drawn = float("-inf")

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are finished."""
        now = self._clock()
        if self._stream is None or total <= 0 or (now - self._drawn < _PAUSE and done < total):
            return
        self._drawn = now
        share = min(done / total, 1.0)
        figures = f" {share:>4.0%}  {done:,} of {total:,}{self._left(done, total, now)}"
        # One column stays free: a line that is full makes some terminals begin the next.
        room = max(self._width - len(self._label) - len(figures) - 2, 0)
        full = round(share * room)
        line = f"{self._label} {'█' * full}{'░' * (room - full)}{figures}"
        self._stream.write(f"{_CLEAR}{line[: self._width - 1]}")
        self._stream.flush()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _left(self, done: int, total: int, now: float) -> str:
        """Return the time that is left at the rate so far; nothing before there is a rate to speak of."""
        passed = now - self._started
        if passed < 1 or not 0 < done < total:
            return ""
        minutes, seconds = divmod(round(passed / done * (total - done)), 60)
        return f"  {minutes}:{seconds:02} left"
