"""Starts further processes of this package: this interpreter, and no module that lies in the current folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

_RUN = (
    "import os, sys; sys.path[:] = filter(None, sys.path); from {module} import main; main(*sys.argv[1:]); os._exit(0)"
)
"""``python -m`` and ``-c`` look for modules in the current folder first, where a stranger's pages may lie with a
``json.py`` among them: that place, which is '', is taken out before anything is imported that is not there from the
start. A process that is done ends at once: to take itself apart would keep its user waiting."""


def start(module: str, *arguments: str, descriptors: Collection[int] = ()) -> subprocess.Popen[bytes]:
    """Start the function `main` of a module in a process of its own, with pipes as its stdin and stdout.

    It is not one of ``multiprocessing``, so that a user's script needs no ``if __name__ == "__main__"``. It gets no
    Ctrl-C: that is for this process to answer, and the end of its stdin for that one. `main` flushes what it writes.

    Args:
        module: the module's full name.
        arguments: what `main` is given.
        descriptors: the open files that it is to have, beside its streams.

    Raises:
        OSError: the system starts none.
    """
    package = str(Path(__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", _RUN.format(module=module), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        pass_fds=tuple(descriptors),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
