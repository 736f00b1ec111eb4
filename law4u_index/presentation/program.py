"""How the command ends: exit statuses, and each error as one line on stderr."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from law4u_index.errors import IndexNotFound, Law4uIndexError, QueryError
from law4u_index.presentation.streams import OutputError, drop, not_written, tell
from law4u_index.presentation.terminal import folded

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

NAME = "law4u-index"

DONE = 0
SOME_AMISS = 1
"""Done, but pages were rejected or the index is damaged; the report names each."""
WRONG_CALL = 2
NO_INDEX = 3
"""The index is missing, locked, damaged or of a version that this release cannot read."""
INTERRUPTED = 130
"""What a shell says of a program that was stopped with Ctrl-C."""


class Failure(click.ClickException):
    """The command ends here: a line for stderr and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Command(click.Command):
    """A command whose help is its docstring, also where Python drops docstrings, and stops nothing on its way out."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        if sys.flags.optimize > 1 and not extra.get("help"):  # python -OO
            extra["help"] = _docstring_in_source(extra["callback"])
        super().__init__(*args, **extra)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the words of a call; some, as ``--help``, are answered at once, and by click itself."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError as error:
            drop(sys.stdout)
            raise click.exceptions.Exit(DONE) from error
        except OSError as error:
            drop(sys.stdout)
            raise Failure(str(not_written(error)), SOME_AMISS) from error


class Program(Command, click.Group):
    """The group of all commands; turns each error into one line on stderr and an exit status."""

    command_class = Command

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command that the arguments ask for, and exit; takes what :meth:`click.Command.main` takes."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A sign that the locale cannot express is shown as its escape and stops nothing.
            sys.stdout.reconfigure(errors="backslashreplace")
        # One name however the program was started; errors are shown here and not by click.
        extra |= {"prog_name": NAME, "standalone_mode": False}
        try:
            status = super().main(*args, **extra)
        except Failure as error:
            tell(f"{NAME}: {error.message}")
            status = error.status
        except click.UsageError as error:
            from law4u_index.presentation.complaints import usage_in_words

            tell(f"{NAME}: {usage_in_words(error)}")
            status = WRONG_CALL
        except click.Abort:
            status = INTERRUPTED
        sys.exit(status)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it to each group
        """Return the commands in the order in which people come to need them, that of ``cli.py``."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the library raises becomes a :class:`Failure`."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            name = ctx.invoked_subcommand
            if error.ctx is None and name is not None:  # click's parser does not know whose options it reads
                error.ctx = click.Context(self.commands[name], info_name=name, parent=ctx)
            raise
        except KeyboardInterrupt as error:
            raise Failure("interrupted; run the same command again to go on", INTERRUPTED) from error
        except (Law4uIndexError, OSError, MemoryError) as error:
            raise _failure(error) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from law4u_index.presentation.complaints import unknown_command_in_words

            raise Failure(unknown_command_in_words(args[0], self.list_commands(ctx)), WRONG_CALL)
        return super().resolve_command(ctx, args)


def index_folder() -> str:
    """Return the index's folder: what the option or the environment says, else one in the user's data."""
    named: str | None = click.get_current_context().obj
    if named:
        return at_home(named)
    from platformdirs import user_data_path

    return str(user_data_path(NAME) / "index")


def at_home(path: str) -> str:
    """Return a path with the user's folder for a '~' that the shell left alone, as it does in quotes and after '='."""
    is_meant = path == "~" or path.startswith("~/")
    return os.path.expanduser(path) if is_meant and not os.path.lexists(path) else path  # noqa: PTH111


def show_fault(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Show an error that is a fault of this program in a line; in Python's development mode, as it is."""
    if sys.flags.dev_mode:
        sys.__excepthook__(kind, error, traceback)
    else:
        tell(
            f"{NAME}: a fault of this program ({kind.__name__}: {folded(str(error))}); "
            "please report it with what PYTHONDEVMODE=1 shows"
        )


def _docstring_in_source(function: Callable[..., object]) -> str | None:
    """Return the docstring that a function has in its file, or None where there is no file."""
    import ast
    import inspect

    try:
        source = inspect.getsource(function)
    except OSError:
        return None
    # ast.parse leaves them out too, from Python 3.14 on
    tree = compile(source, "", "exec", ast.PyCF_ONLY_AST, optimize=0)
    definition = tree.body[0] if isinstance(tree, ast.Module) else None
    return ast.get_docstring(definition) if isinstance(definition, ast.FunctionDef) else None


def _is_of_the_folder(error: Exception) -> bool:
    """Whether no folder for the index could be made because a file has its name."""
    return isinstance(error, FileExistsError) and error.filename == index_folder()


def _failure(error: Law4uIndexError | OSError | MemoryError) -> Failure:
    """Return how the command ends after this error of the library or the system."""
    from law4u_index.presentation import complaints

    if isinstance(error, QueryError):
        return Failure(complaints.query_in_words(error), WRONG_CALL)
    if isinstance(error, IndexNotFound) or _is_of_the_folder(error):
        return Failure(complaints.no_index_in_words(index_folder()), NO_INDEX)
    if isinstance(error, OSError):
        return Failure(complaints.os_error_in_words(error), NO_INDEX)
    if isinstance(error, MemoryError):
        return Failure("there is not enough memory; end other programs, or update with fewer --jobs", NO_INDEX)
    message = complaints.naming_the_index(folded(str(error)), click.get_current_context().obj)
    return Failure(message, SOME_AMISS if isinstance(error, OutputError) else NO_INDEX)
