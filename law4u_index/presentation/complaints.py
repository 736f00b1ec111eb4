"""What is wrong with a call, in one line that says what to do about it."""

from __future__ import annotations

import errno
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from law4u_index.errors import QueryError, cut
from law4u_index.presentation.program import NAME
from law4u_index.presentation.terminal import folded

if TYPE_CHECKING:
    from law4u_index.law import ProvisionInfo, UnknownProvision

_QUOTED_PART = 24
"""How many characters of a query are quoted from where the trouble is."""

_MOST_NEAREST = 3
"""How many known provisions are named in the place of an unknown one; with its heading each fills a line."""

_MOST_NAMED = 8
"""How many provisions that are not shown are named."""

_ADVICE = {
    errno.ENOENT: "see that the name is right and that its folder exists",
    errno.ENOTDIR: "see that the name is right and that its folder exists",
    errno.EISDIR: "name a file, not a folder",
    errno.EEXIST: "name another file",
    errno.ENOSPC: "make room there, then give the same command again",
    errno.EDQUOT: "make room there, then give the same command again",
    errno.EMFILE: "let it open more files, as with ulimit -n",
    errno.EROFS: "name a place that may be written to",
}
"""What to do about an error of the system, by its number."""
_ANY_ADVICE = "see that the folder exists, may be written to, and has room"


def usage_in_words(error: click.UsageError) -> str:
    """Return what is wrong with the options or arguments of a call."""
    context = error.ctx
    command = context.command_path if context else NAME
    advice = f'see "{command} --help"'
    if isinstance(error, click.NoSuchOption):
        return f"there is no option {error.option_name}; {_option_advice(error, context) or advice}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"{error.param.human_readable_name} is missing; {advice}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = max(error.param.opts, key=len)
        if name == "--limit" and context is not None and context.info_name == "search":  # '-notice' is '-n otice'
            advice += ', or put "--" before a query that leaves a word out'
        return f"{name}: {_sentence(error.message)}; {advice}"
    message = error.format_message()
    if message.startswith("Got unexpected extra argument"):
        advice = f"{_extra_word_advice(context)}, or {advice}"
    return f"{_sentence(message)}; {advice}"


def unknown_command_in_words(name: str, commands: list[str]) -> str:
    """Return that there is no command `name`, with the nearest of those that there are."""
    from difflib import get_close_matches

    near = get_close_matches(name, commands, n=1)
    if name.lower() == "help":
        advice = f'see "{NAME} --help", and for one of them "{NAME} search --help"'
    elif near:
        advice = f'did you mean "{near[0]}"?'
    else:
        advice = f'the commands are {", ".join(commands)}, as in "{NAME} search {folded(cut(name))}"'
    return f'there is no command "{folded(cut(name))}"; {advice}'


def query_in_words(error: QueryError) -> str:
    """Return what is wrong with a query, and where: a line has no room for a caret."""
    what, found, advice = folded(str(error)).partition("; ")
    place = f"{what} ({_place(error)})" if error.query else what
    return f"{place}; {advice}" if found else place


def provision_in_words(error: UnknownProvision) -> str:
    """Return that no provision is meant by a text, with the nearest that are known."""
    from law4u_index.law import act

    if act(error.text) is not None:
        name = folded(error.text)
        return f"'{name}' is a whole Act; name a provision of it, or list those cited with --act {shlex.quote(name)}"
    near = _nearest(error.nearest)
    if near and error.text.strip().isdecimal():
        advice = f"say of which Act; it may be {near.partition(' ')[2]}"
    else:
        advice = f"the nearest {near}" if near else "write it as in 'Section 138 NI Act'"
        if not any(sign.isdecimal() for sign in error.text):
            advice += f', or look for words with "{NAME} search"'
    return f"no provision is known as '{folded(cut(error.text))}'; {advice}"


def act_in_words(name: str) -> str:
    """Return that no Act is known by a name, with the nearest that are."""
    from law4u_index.law import nearest_acts

    near = _nearest(nearest_acts(name))
    advice = f"the nearest {near}" if near else "try its short name, such as BNS or NI Act"
    return f"no Act is known as '{folded(cut(name))}'; {advice}"


def not_shown_in_words(shown: ProvisionInfo, others: Sequence[str]) -> str:
    """Return that of several provisions only one is shown."""
    from law4u_index.law import label

    names = [label(one) for one in others[:_MOST_NAMED]]
    more = f" and {len(others) - len(names):,} more" if len(others) > len(names) else ""
    return f"only {folded(shown.label)} is shown; ask apart for {folded(', '.join(names))}{more}"


def naming_the_index(message: str, named: str | None) -> str:
    """Return a message of the library in which commands stand with the index that the call named, to be copied."""
    if not named:
        return message
    option = f"--index {folded(shlex.quote(named))}"
    return re.sub(rf"'{NAME} ([^']{{1,80}})'", lambda found: f'"{NAME} {option} {found[1]}"', message)


def no_index_in_words(folder: str) -> str:
    """Return that there is no index in `folder`, and the command that makes one."""
    path = Path(folder)
    if (path.exists() or path.is_symlink()) and not path.is_dir():
        return f"{folded(folder)} is a file, and an index is a folder; name the folder with --index"
    return f'there is no index in {folded(folder)}; make one with "{_update_of(folder)}"'


def empty_index_in_words(folder: str) -> str:
    """Return that the index in `folder` holds nothing, and the command that puts answers into it."""
    return f'the index in {folded(folder)} holds no answers yet; put some in with "{_update_of(folder)}"'


def unknown_category_in_words(name: str, nearest: Sequence[str]) -> str:
    """Return that no answer has a category, with the nearest that there are."""
    near = ", ".join(f'"{folded(one)}"' for one in nearest)
    advice = f"the nearest {'is' if len(nearest) == 1 else 'are'} {near}" if near else f'"{NAME} stats" lists all'
    return f'no answer has the category "{folded(cut(name))}"; {advice}'


def unquoted_in_words(words: Sequence[str]) -> str:
    """Return that some words of a call are the name of one file or folder."""
    return f'"{folded(" ".join(words))}" is one name; put it in quotes'


def unknown_id_in_words(name: str) -> str:
    """Return that there is no answer with an id, and where ids are to be seen."""
    where = f'"{NAME} search" shows the address or the id of each answer, and either will do'
    return f"no answer has the id '{folded(cut(name))}'; {where}"


def os_error_in_words(error: OSError) -> str:
    """Return what the system would not do, and with which file."""
    reason = error.strerror or str(error) or type(error).__name__
    name = f"{folded(str(error.filename))}: " if error.filename else ""
    return f"{name}{folded(reason)}; {_ADVICE.get(error.errno or 0, _ANY_ADVICE)}"


def _update_of(folder: str) -> str:
    return f"{NAME} --index {folded(shlex.quote(folder))} update PATH…"


def _extra_word_advice(context: click.Context | None) -> str:
    """Return what may be meant by a word for which a command has no place: half of a name, or the index."""
    if context is None or any(isinstance(parameter, click.Argument) for parameter in context.command.params):
        return "put a name that has blanks in quotes"
    example = f"{context.find_root().command_path} --index DIR {context.info_name}"
    return f'name the index before the command, as in "{example}"'


def _option_advice(error: click.NoSuchOption, context: click.Context | None) -> str | None:
    """Return what may have been meant by an option that there is not, or None."""
    name = error.option_name
    if context is None:
        return None
    root = context.find_root()
    if context is not root and any(name in parameter.opts for parameter in root.command.params):
        return f"it stands before the command: {root.command_path} {name} … {context.info_name}"
    if context is root and isinstance(root.command, click.Group):
        for command in root.command.commands.values():
            if any(name in parameter.opts for parameter in command.params):
                return f"it stands behind a command: {root.command_path} {command.name} {name} …"
    if context.info_name == "search" and not name.startswith("--"):
        return f'to leave a word out of a search, put "--" before the query: {context.command_path} -- bail -murder'
    if error.possibilities:
        return f"did you mean {error.possibilities[0]}?"
    return None


def _nearest(known: Sequence[str]) -> str:
    """Return the first of some provisions and Acts behind the verb that they ask for: 'is IPC 420'; '' for none."""
    named = list(map(_known, known[:_MOST_NEAREST]))
    return f"{'is' if len(named) == 1 else 'are'} {', '.join(named)}" if named else ""


def _known(nearest: str) -> str:
    """Return what a known provision or Act is called, a provision with its marginal heading."""
    from law4u_index.law import label
    from law4u_index.law.act_table import table
    from law4u_index.law.successors import title

    if "/" not in nearest:
        entry = table().acts[nearest]
        dated = f"{entry.name} {entry.year}"
        return dated if entry.short == entry.name else f"{entry.short} ({dated})"
    heading = title(nearest)
    return f"{label(nearest)} ({heading})" if heading else label(nearest)


def _place(error: QueryError) -> str:
    """Return where in a query the trouble is, with its words."""
    part = error.query[error.position :]
    if not part.strip():
        return "at its end"
    quoted = folded(part[:_QUOTED_PART])
    more = "…" if len(part) > _QUOTED_PART else ""
    return f"at character {error.position + 1:,}: “{quoted}{more}”"


def _sentence(message: str) -> str:
    """Return a sentence of click's as the beginning of one of ours."""
    message = folded(message).rstrip(".")
    return message[:1].lower() + message[1:]
