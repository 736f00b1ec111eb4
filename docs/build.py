"""``python -m docs.build``: makes again all that the documentation quotes from real runs.

A page says what it quotes in a comment, and the block after it is made anew::

    <!-- output: law4u-index search --help -->
    ```text
    …
    ```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from docs.terminal_picture import draw_search
from law4u_index.cli import program
from law4u_index.presentation.program import NAME

DOCS = Path(__file__).parent
HELP_WIDTH = 88
"""How wide help is set in the documentation, whatever the terminal of who makes it."""

_MARK = "<!-- output: "
_MARK_END = " -->"
_FENCE = "```"


def cli_reference(page: str) -> str:
    """Return `page`, the text of ``docs/cli.md``, with every quoted help as the command prints it now.

    Raises:
        ValueError: it quotes something else than the help of a command, or a block has no end.
    """
    lines = iter(page.splitlines())
    made: list[str] = []
    for line in lines:
        made.append(line)
        if line.startswith(_MARK):
            _pass_over_block(lines, line)
            words = line.removeprefix(_MARK).removesuffix(_MARK_END).split()
            made += [f"{_FENCE}text", *help_of(words).splitlines(), _FENCE]
    return "\n".join(made) + "\n"


def help_of(words: list[str]) -> str:
    """Return what ``law4u-index [COMMAND] --help`` prints, :data:`HELP_WIDTH` columns wide.

    Raises:
        ValueError: `words` are not such a call.
    """
    if words[:1] != [NAME] or words[-1:] != ["--help"] or len(words) > 3:
        raise ValueError(f"not the help of a command: {' '.join(words)}")
    context = _context(program, NAME, None)
    if len(words) == 2:
        return program.get_help(context)
    command = program.commands[words[1]]
    return command.get_help(_context(command, words[1], context))


def build() -> None:
    """Write each page and picture again."""
    made: dict[str, Callable[[str], str]] = {"cli.md": cli_reference}
    for name, make in made.items():
        page = DOCS / name
        page.write_text(make(page.read_text(encoding="utf-8")), encoding="utf-8")
    (DOCS / "search.svg").write_text(draw_search(DOCS.parent / "corpus"), encoding="utf-8")


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=HELP_WIDTH)


def _pass_over_block(lines: Iterator[str], mark: str) -> None:
    if not next(lines, "").startswith(_FENCE):
        raise ValueError(f"no block follows {mark}")
    if all(line != _FENCE for line in lines):
        raise ValueError(f"the block after {mark} has no end")


if __name__ == "__main__":
    build()
