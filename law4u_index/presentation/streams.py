"""Where text goes: results to stdout, all else to stderr; what happens where nobody reads on or nothing fits."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any, Literal, TextIO

from law4u_index.errors import Law4uIndexError


class OutputError(Law4uIndexError):
    """The results were found and cannot be written to stdout."""


def open_missing_streams() -> None:
    """Open a stream to nowhere in the place of each standard stream that was closed before the program started.

    Python has None there (``2>&-``, some daemons), which can neither be written to nor asked whether it is a terminal.
    """
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")


def print_result(text: str) -> None:
    """Write results to stdout; where nobody reads on, as with ``| head``, the rest is dropped in silence.

    Raises:
        OutputError: the system does not take them.
    """
    try:
        _write(sys.stdout, text)
    except OSError as error:
        drop(sys.stdout)
        raise not_written(error) from error


def not_written(error: OSError) -> OutputError:
    """Return what says that stdout takes no more."""
    return OutputError(f"the results cannot be written ({error.strerror}); make room where stdout goes")


def print_json(data: Any, indent: int | None = 2) -> None:
    """Write `data` to stdout as JSON, see :func:`law4u_index.presentation.formats.as_json`."""
    from law4u_index.presentation.formats import as_json

    print_result(as_json(data, encoding=sys.stdout.encoding, indent=indent))


def tell(text: str) -> None:
    """Write what is no result to stderr; if that cannot be written to, there is nobody to tell."""
    with contextlib.suppress(OSError):
        _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    """Write a text and a line end at once; where nobody reads on, drop it."""
    if not text:
        return
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        drop(stream)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8")


def drop(stream: TextIO) -> None:
    """Send what `stream` has buffered, and all that is still written to it, to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
