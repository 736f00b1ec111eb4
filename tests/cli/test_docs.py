from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docs.build import DOCS, cli_reference, help_of
from docs.terminal_picture import draw, on_a_terminal
from law4u_index.cli import program

REFERENCE = (DOCS / "cli.md").read_text(encoding="utf-8")
OPTIONS = [
    pytest.param(command.name, option, id=f"{command.name} {option}")
    for command in (program, *program.commands.values())
    for parameter in command.params
    if parameter.param_type_name == "option"
    for option in parameter.opts
]


def section(command: str | None) -> str:
    """Return what the reference says under a command's own heading; of the program, what it says first."""
    if command == program.name:
        return REFERENCE.split("\n## ")[0]
    return next(part for part in REFERENCE.split("\n## ") if part.startswith(f"{command}\n"))


def test_the_reference_quotes_the_help_as_it_is() -> None:
    assert cli_reference(REFERENCE) == REFERENCE, "run `make docs`"


@pytest.mark.parametrize("command", list(program.commands))
def test_every_command_has_its_section(command: str) -> None:
    assert f"law4u-index {command} [OPTIONS]" in section(command)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_its_commands_section(command: str, option: str) -> None:
    assert option in section(command)


def test_the_help_says_what_a_number_may_be_in_no_programmers_signs() -> None:
    assert "<=" not in REFERENCE


@pytest.mark.parametrize(
    "words", [["rm", "--help"], ["law4u-index"], ["law4u-index", "search", "bail"], ["law4u-index", "a", "b", "--help"]]
)
def test_only_help_is_quoted(words: list[str]) -> None:
    with pytest.raises(ValueError, match="not the help of a command"):
        help_of(words)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<!-- output: law4u-index --help -->\nwords\n", "no block follows"),
        ("<!-- output: law4u-index --help -->\n```text\nwords\n", "has no end"),
    ],
)
def test_a_page_that_cannot_be_made_again_is_left_alone(page: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cli_reference(page)


def test_a_picture_of_a_terminal_fetches_nothing() -> None:
    picture = draw("\x1b[1mCan I?\x1b[0m\n")
    assert picture.startswith("<svg")
    assert "Can&#160;I?" in picture
    assert "url(http" not in picture


def test_no_picture_is_drawn_of_a_command_that_fails(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        on_a_terminal(60, ["--index", str(tmp_path), "search", "bail"])


def test_the_readmes_picture_shows_a_search() -> None:
    picture = (Path(DOCS) / "search.svg").read_text(encoding="utf-8")
    assert "keep&#160;my&#160;deposit?" in picture
    assert "&#160;answers" in picture
