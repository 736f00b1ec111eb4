"""Draws a terminal with a command and what it really printed there, as SVG."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

COMMAND = Path(sys.executable).with_name("law4u-index")
COLUMNS = 100
SEARCH = ("search", "-n", "3", "can my landlord keep my deposit?")

_PERSONAL = ("NO_COLOR", "COLUMNS", "LAW4U_INDEX")
_REMOTE_FONT = re.compile(r"@font-face \{[^}]*\}\s*")


def draw_search(pages: Path) -> str:
    """Return a picture of a search in an index that is made of `pages` for it."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"LAW4U_INDEX": str(Path(folder) / "index")}
        on_a_terminal(COLUMNS, ("update", str(pages)), index)
        printed = on_a_terminal(COLUMNS, SEARCH, index)
    return draw(f"\x1b[1m$ law4u-index {shlex.join(SEARCH)}\x1b[0m\n\n{printed}")


def on_a_terminal(columns: int, words: Sequence[str], variables: Mapping[str, str] | None = None) -> str:
    """Run ``law4u-index`` on a terminal of its own.

    Args:
        columns: how wide the terminal is.
        words: what follows the command's name.
        variables: the environment's, beside those that are there; colours are on unless they say otherwise.

    Returns:
        all that the terminal received, escape sequences too, with plain line ends.

    Raises:
        subprocess.CalledProcessError: the command did not end with the status 0.
    """
    mine = {name: value for name, value in os.environ.items() if name not in _PERSONAL}
    environment = {**mine, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(variables or {})}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    received = b""
    with subprocess.Popen(  # noqa: S603 - our own command, without a shell
        [COMMAND, *words], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        with contextlib.suppress(OSError):  # how Linux says that nobody is at the other end any more
            while chunk := os.read(ours, 65536):
                received += chunk
    os.close(ours)
    printed = received.decode("utf-8").replace("\r\n", "\n")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, shlex.join(words), printed)
    return printed


def draw(printed: str) -> str:
    """Return `printed`, text with ANSI colours, as the SVG picture of a terminal; nothing in it is fetched."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(printed.rstrip()))
    return _REMOTE_FONT.sub("", console.export_svg(title="law4u-index", unique_id="search"))
