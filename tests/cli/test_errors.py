from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import law4u_index
from law4u_index import cli
from law4u_index.cli import program
from law4u_index.errors import IndexDamaged, IndexLocked, ParseError
from law4u_index.presentation.program import show_fault
from tests.cli.conftest import Run
from tests.cli.fake_library import FakeLibrary
from tests.search.conftest import an_answer, build_index


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("--foo", 'there is no option --foo; see "law4u-index --help"'),
        ("searchh bail", 'there is no command "searchh"; did you mean "search"?'),
        ("zzzzz", 'there is no command "zzzzz"; the commands are update, encode, search, show, similar, '),
        ("search --limt 3 bail", "there is no option --limt; did you mean --limit?"),
        ("search bail -murder", "there is no option -m; to leave a word out of a search, put"),
        ("search --index x bail", "there is no option --index; it stands before the command: law4u-index --index"),
        ("search -n 0 bail", "--limit: '0' is no whole number from 1 to 10,000; see"),
        ("search -n many bail", "--limit: 'many' is no whole number from 1 to 10,000; see"),
        (
            "search bail -notice",
            '--limit: \'otice\' is no whole number from 1 to 10,000; see "law4u-index search --help", or put "--"',
        ),
        ("search -n 10001 bail", "--limit: '10001' is no whole number from 1 to 10,000; see"),
        ("search --offset 10000 bail", "--offset: '10000' is no whole number from 0 to 9,999; see"),
        ("similar -n 10001 193", "--limit: '10001' is no whole number from 1 to 10,000; see"),
        ("suggest -n 10001 can", "--limit: '10001' is no whole number from 1 to 10,000; see"),
        ("law -n 10001 IPC 420", "--limit: '10001' is no whole number from 1 to 10,000; see"),
        ("search --kind tip bail", "--kind: 'tip' is not one of 'overview', 'key-points', "),
        ("search --format yaml bail", "--format: 'yaml' is not one of 'text', 'json', 'jsonl', 'csv', 'markdown'; "),
        ("search -n", "option '-n' requires an argument; see \"law4u-index search --help\""),
        ("search", 'there is nothing to search for; see "law4u-index search --help"'),
        ("update", 'PATH… is missing; see "law4u-index update --help"'),
        ("update --jobs 0 x", "--jobs: '0' is no whole number from 1 to 1,024; see"),
        ("show", 'ID|URL is missing; see "law4u-index show --help"'),
        ("-n 3 search bail", "there is no option -n; it stands behind a command: law4u-index search -n …"),
        ("help", 'there is no command "help"; see "law4u-index --help", and for one of them "law4u-index search'),
        ("check my", 'got unexpected extra argument (my); name the index before the command, as in "law4u-index --in'),
        ("show 1 2", 'got unexpected extra argument (2); put a name that has blanks in quotes, or see "law4u-'),
        ("parse", 'FILE… is missing; see "law4u-index parse --help"'),
        ("suggest", 'PREFIX is missing; see "law4u-index suggest --help"'),
    ],
)
def test_a_wrong_call_is_one_line_that_says_what_to_do(run: Run, library: FakeLibrary, words: str, line: str) -> None:
    result = run(*words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"law4u-index: {line}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        *("LONG", "law LONG", "law --act LONG", "show LONG", "similar LONG"),
        *("search bail --cites LONG", "search bail --category LONG", "search cites:LONG", "search kind:LONG"),
    ],
)
def test_what_was_typed_is_cut_in_the_line_that_says_what_is_wrong(tmp_path: Path, words: str) -> None:
    folder = str(tmp_path / "index")
    build_index(tmp_path / "index", [[an_answer("1", "Bail?")]])
    called = ["--index", folder, *words.replace("LONG", "x" * 5000).split()]
    line = CliRunner().invoke(program, called, catch_exceptions=False).stderr.splitlines()[0]
    assert f"{'x' * 80}…" in line
    assert "x" * 81 not in line


@pytest.mark.parametrize("words", ["search bail", "show 193", "similar 193", "stats", "suggest can"])
def test_where_there_is_no_index_the_command_that_makes_one_is_named(
    run: Run, library: FakeLibrary, words: str
) -> None:
    library.exists = False
    result = run("--index", "my index", *words.split())
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "law4u-index: there is no index in my index; make one with \"law4u-index --index 'my index' update PATH…\"\n"
    )


def test_a_file_in_the_place_of_the_index_is_said_to_be_one(run: Run, library: FakeLibrary, tmp_path: Path) -> None:
    library.exists = False
    page = tmp_path / "page.html"
    page.touch()
    result = run("--index", str(page), "stats")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"law4u-index: {page} is a file, and an index is a folder; name the folder with --index\n"


@pytest.mark.parametrize("kind", ["a file", "a link to nothing"])
def test_no_index_can_be_made_where_something_else_is(run: Run, tmp_path: Path, kind: str) -> None:
    page = tmp_path / "page.html"
    page.touch() if kind == "a file" else page.symlink_to("nothing")
    result = run("--index", str(page), "update", str(tmp_path))
    line = f"{page} is a file, and an index is a folder; name the folder with --index"
    assert (result.exit_code, result.stderr) == (3, f"law4u-index: {line}\n")


@pytest.mark.parametrize("nothing", ["", " ", "\t"])
@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("search", "there is nothing to search for"),
        ("suggest", "there is nothing that questions are to begin with"),
    ],
)
def test_to_look_for_nothing_is_a_wrong_call(
    run: Run, library: FakeLibrary, command: str, line: str, nothing: str
) -> None:
    result = run(command, nothing)
    assert (result.exit_code, result.stdout, library.asked) == (2, "", [])
    assert result.stderr == f'law4u-index: {line}; see "law4u-index {command} --help"\n'


@pytest.mark.parametrize(
    ("fault", "status", "line"),
    [
        (IndexLocked("process 12 is writing; wait for it"), 3, "process 12 is writing; wait for it"),
        (IndexDamaged("s1 is damaged; rebuild it"), 3, "s1 is damaged; rebuild it"),
        (ParseError("a page is too odd"), 3, "a page is too odd"),
        (
            PermissionError(13, "Permission denied", "/x/y"),
            3,
            "/x/y: Permission denied; see that the folder exists, may be written to, and has room",
        ),
        (
            FileNotFoundError(2, "No such file or directory", "x/b.l4u"),
            3,
            "x/b.l4u: No such file or directory; see that the name is right and that its folder exists",
        ),
        (IsADirectoryError(21, "Is a directory", "pages"), 3, "pages: Is a directory; name a file, not a folder"),
        (
            OSError(28, "No space left on device"),
            3,
            "No space left on device; make room there, then give the same command again",
        ),
        (
            OSError(30, "Read-only file system", "x/write.lock"),
            3,
            "x/write.lock: Read-only file system; name a place that may be written to",
        ),
        (
            OSError(24, "Too many open files"),
            3,
            "Too many open files; let it open more files, as with ulimit -n",
        ),
        (OSError("no such thing"), 3, "no such thing; see that the folder exists, may be written to, and has room"),
        (MemoryError(), 3, "there is not enough memory; end other programs, or update with fewer --jobs"),
        (KeyboardInterrupt(), 130, "interrupted; run the same command again to go on"),
    ],
)
def test_what_stops_a_command_is_one_line_and_a_status(
    run: Run, library: FakeLibrary, fault: BaseException, status: int, line: str
) -> None:
    library.fault = fault
    result = run("update", "pages")
    assert (result.exit_code, result.stdout, result.stderr) == (status, "", f"law4u-index: {line}\n")


def test_an_interrupt_before_the_command_starts_is_the_same_status(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "make_context", interrupted)
    assert run("search", "bail").exit_code == 130


def test_a_message_stays_on_one_line_and_acts_on_no_terminal(run: Run, library: FakeLibrary) -> None:
    library.fault = IndexDamaged("a\x1b[31m file\nwith a name; rename it")
    assert run("stats").stderr == "law4u-index: a\\x1b[31m file with a name; rename it\n"


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: law4u-index [OPTIONS]")


@pytest.mark.parametrize("command", ["", *program.commands])
def test_short_and_long_help_are_the_same(run: Run, command: str) -> None:
    words = [command] if command else []
    assert run(*words, "-h").stdout == run(*words, "--help").stdout


def test_every_command_and_option_has_a_help_text() -> None:
    assert all(command.help for command in program.commands.values())
    options = [
        option
        for command in (program, *program.commands.values())
        for option in command.params
        if option.param_type_name == "option"
    ]
    assert [option.name for option in options if not getattr(option, "help", None)] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_complete(run: Run, shell: str) -> None:
    result = run(env={"_LAW4U_INDEX_COMPLETE": f"{shell}_source"})
    assert (result.exit_code, "law4u-index" in result.stdout) == (0, True)


def test_a_stream_that_cannot_express_a_sign_gets_its_escape(
    monkeypatch: pytest.MonkeyPatch, library: FakeLibrary
) -> None:
    written = io.BytesIO()
    stdout = io.TextIOWrapper(written, encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", stdout)
    with pytest.raises(SystemExit, match="0"):
        program.main(["show", "193"])
    assert b"\\xb7 by law4u team \\xb7 2025-01-31\n" in written.getvalue()


def test_a_stream_that_is_no_file_is_written_to_as_well(monkeypatch: pytest.MonkeyPatch, library: FakeLibrary) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)
    with pytest.raises(SystemExit, match="0"):
        program.main(["suggest", "can"])
    assert written.getvalue().startswith("193  Can My Landlord")


def test_a_full_disk_under_stdout_is_told(
    monkeypatch: pytest.MonkeyPatch, library: FakeLibrary, capfd: pytest.CaptureFixture[str]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit, match="1"):
            program.main(["stats"])
    assert capfd.readouterr().err == (
        "law4u-index: the results cannot be written (No space left on device); make room where stdout goes\n"
    )


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("words", [["search", "bail"], ["search", "--help"]])
def test_a_reader_that_has_had_enough_is_no_error(
    monkeypatch: pytest.MonkeyPatch, library: FakeLibrary, stream: str, words: list[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, stream, pipe)
        with pytest.raises(SystemExit, match="0"):
            program.main(words)


def test_a_fault_of_the_program_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    show_fault(ValueError, ValueError("odd\nthing"), None)
    assert capsys.readouterr().err == (
        "law4u-index: a fault of this program (ValueError: odd thing); "
        "please report it with what PYTHONDEVMODE=1 shows\n"
    )


def test_a_developer_sees_where_a_fault_is() -> None:
    script = "import sys; from law4u_index.presentation.program import show_fault; sys.excepthook = show_fault; 1 / 0"
    result = subprocess.run(
        [sys.executable, "-X", "dev", "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert result.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert result.stderr.startswith("Traceback")


def test_the_program_itself_shows_its_faults_that_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["law4u-index", "--version"])
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    with pytest.raises(SystemExit, match="0"):
        cli.main()
    assert sys.excepthook is show_fault


WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [*program.commands, "--index", "x", "-n", "3", "--format", "json", "--facets", "--", "-", "--kind", "-h"]
        ),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_whatever_is_typed_ends_in_a_documented_status_and_one_line(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def parse_answer(page: object) -> None:
        raise ParseError("it is no page")

    monkeypatch.setattr(law4u_index, "parse_answer", parse_answer, raising=False)
    library.exists = False
    result = CliRunner().invoke(program, ["--index", "/nowhere/at/all", *words], catch_exceptions=False)
    assert result.exit_code in (0, 1, 2, 3)
    if result.exit_code in (2, 3):
        assert (result.stdout, result.stderr.count("\n")) == ("", 1)
