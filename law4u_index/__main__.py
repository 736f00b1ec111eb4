"""The command ``law4u-index`` from start to end; ``python -m law4u_index`` is the same."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_COLLECT_AFTER = (50_000, 2, 2)
"""So many objects are made before the collector looks for rings: a start makes as many, all of them to be kept.

It looks at all that there is about as often as by Python's own setting: a command that runs on keeps no old index open.
"""

_INTERRUPTED = 130
"""The status after Ctrl-C, as in :mod:`law4u_index.presentation.program`, which may not be loaded yet."""


def main() -> NoReturn:
    """Run the command that the shell's words ask for, and exit.

    When all is done the process ends at once: taking numpy apart piece by piece takes longer than many a search.
    """
    gc.set_threshold(*_COLLECT_AFTER)
    try:
        from law4u_index import cli

        cli.main()
    except KeyboardInterrupt:  # before the program is there to say so
        os._exit(_INTERRUPTED)
    except SystemExit as end:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # whoever wrote has flushed, and has said what went wrong
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))


if __name__ == "__main__":
    main()
