"""The installed command, as a shell starts it."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.terminal_picture import COMMAND, on_a_terminal

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")

PAGE = """<!DOCTYPE html><html><head><title>{title} - Law4u</title></head><body>
<h1>{title}</h1><p>Answer By law4u team</p>
<p>{opening}</p>
<h2>Legal Provision</h2><p>{opening} Section 108 of the Transfer of Property Act, 1882 says so.</p>
<ul><li>Write a letter with the date on it.</li><li>Keep the receipt.</li></ul>
</body></html>"""
TITLES = {
    "1001/deposit": ("Can My Landlord Keep The Deposit?", "The deposit comes back when the tenant leaves the flat."),
    "1002/rent": ("When May The Rent Go Up?", "The rent rises when the agreement for the flat says so."),
    "1003/repairs": ("Who Pays For Repairs?", "Large repairs of the flat are the business of the owner."),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three saved pages."""
    folder = tmp_path_factory.mktemp("pages")
    for name, (title, opening) in TITLES.items():
        number, slug = name.split("/")
        address = f'<link rel="canonical" href="https://law4u.in/top-answer/{number}/{slug}">'
        page = PAGE.format(title=title, opening=opening).replace("</head>", f"{address}</head>")
        (folder / f"{slug}.html").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the three pages."""
    folder = tmp_path_factory.mktemp("home") / "index"
    run("--index", str(folder), "update", str(pages)).check_returncode()
    return folder


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LAW4U_INDEX")}
    return clean | {"TERM": "xterm-256color", "PYTHONUTF8": "1"} | more


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *words], capture_output=True, encoding="utf-8", env=environment(**more), timeout=60, check=False
    )


def test_a_person_finds_an_answer(index: Path) -> None:
    result = run("--index", str(index), "search", "can my landlord keep my deposit?")
    assert result.returncode == 0
    assert result.stdout.startswith(" 1  Can My Landlord Keep The Deposit?\n")
    assert re.fullmatch(r"[1-3] answers? \([0-9.]+ ms\)\n", result.stderr)


def test_the_module_is_the_same_command(index: Path) -> None:
    words = ["--index", str(index), "search", "--format", "csv", "repairs"]
    result = subprocess.run(
        [sys.executable, "-m", "law4u_index", *words], capture_output=True, encoding="utf-8", check=True
    )
    assert result.stdout == run(*words).stdout


def test_the_version_is_that_of_the_distribution() -> None:
    assert re.fullmatch(r"law4u-index \d+\.\d+\.\d+\n", run("--version").stdout)


def test_a_terminal_shows_questions_and_found_words_in_colour(index: Path) -> None:
    screen = on_a_terminal(60, ["--index", str(index), "search", "deposit"])
    assert "\x1b[1mCan My Landlord Keep The Deposit?\x1b[0m" in screen
    assert "\x1b[1;31mdeposit\x1b[0m" in screen


def test_on_a_terminal_the_count_stands_apart_and_back(index: Path) -> None:
    screen = on_a_terminal(60, ["--index", str(index), "search", "deposit"])
    assert re.search(r"\n\n\x1b\[2m1 answer \([0-9.]+ ms\)\x1b\[0m\n$", screen)


def test_no_line_but_an_address_is_wider_than_the_terminal(index: Path) -> None:
    lines = ESCAPE.sub("", on_a_terminal(44, ["--index", str(index), "search", "flat"])).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 44


def test_a_terminal_shows_how_far_an_update_is(pages: Path, tmp_path: Path) -> None:
    screen = on_a_terminal(70, ["--index", str(tmp_path / "index"), "update", str(pages)])
    assert "100%  3 of 3" in screen
    assert screen.endswith("\r\x1b[K3 added, 0 updated, 0 unchanged, 0 removed " + screen[screen.rindex("(") :])


def test_with_no_color_a_terminal_gets_no_escape_at_all(pages: Path, index: Path, tmp_path: Path) -> None:
    plain = {"NO_COLOR": "1"}
    search = on_a_terminal(60, ["--index", str(index), "search", "deposit"], plain)
    update = on_a_terminal(60, ["--index", str(tmp_path / "index"), "update", str(pages)], plain)
    assert "\x1b" not in search + update


def test_a_file_gets_the_same_whatever_the_terminal(index: Path) -> None:
    words = ["--index", str(index), "search", "deposit"]
    assert run(*words).stdout == run(*words, COLUMNS="44", TERM="dumb", NO_COLOR="1").stdout
    assert "\x1b" not in run(*words).stdout


@pytest.mark.parametrize("redirection", ["| true", "2>&1 | true", ">/dev/null 2>&1 | true"])
def test_a_pipe_that_is_closed_early_is_silent(index: Path, redirection: str) -> None:
    script = f'"$1" --index "$2" search flat {redirection}; echo "${{PIPESTATUS[0]}}"'
    result = subprocess.run(
        ["bash", "-c", script, "bash", COMMAND, index], capture_output=True, encoding="utf-8", check=True
    )
    assert result.stdout == "0\n"
    assert not any("rror" in line for line in result.stderr.splitlines())


@pytest.mark.parametrize("words", ["--help", "--version", "search --help"])
def test_help_into_a_closed_pipe_is_silent(words: str) -> None:
    script = f'"$1" {words} | true; echo "${{PIPESTATUS[0]}}"'
    result = subprocess.run(["bash", "-c", script, "bash", COMMAND], capture_output=True, encoding="utf-8", check=True)
    assert (result.stdout, result.stderr) == ("0\n", "")


@pytest.mark.parametrize("words", ["", "--help", "--version", "search --help"])
def test_help_onto_a_full_disk_is_told_as_any_result_is(words: str) -> None:
    script = f'"$1" {words} >/dev/full'
    result = subprocess.run(["bash", "-c", script, "bash", COMMAND], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (
        1,
        "law4u-index: the results cannot be written (No space left on device); make room where stdout goes\n",
    )


@pytest.mark.parametrize("words", [["--help"], ["update", "--help"], ["search", "-h"]])
def test_help_is_the_same_where_python_leaves_docstrings_out(words: list[str]) -> None:
    plain, optimized = (
        subprocess.run([sys.executable, *options, "-m", "law4u_index", *words], capture_output=True, check=True).stdout
        for options in ([], ["-OO"])
    )
    assert optimized == plain


def test_an_interrupt_while_the_program_is_loaded_is_no_traceback() -> None:
    script = """
import sys
class Interrupted:
    def find_spec(self, name, path, target=None):
        if name == "law4u_index.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from law4u_index.__main__ import main
main()
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("words", "status"),
    [("search flat >&-", 0), ("search flat 2>&-", 0), ("show 9 2>&-", 2), ("update - <&-", 0), ("parse - <&-", 1)],
)
def test_a_stream_that_is_closed_from_the_start_is_no_fault(index: Path, words: str, status: int) -> None:
    result = subprocess.run(
        ["bash", "-c", f'"$1" --index "$2" {words}', "bash", COMMAND, index],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == status
    assert "fault" not in result.stderr


def test_a_list_of_paths_comes_from_find(pages: Path, tmp_path: Path) -> None:
    script = 'find "$1" -name "*.html" -print0 | "$2" --index "$3" update --format json -'
    result = subprocess.run(
        ["bash", "-c", script, "bash", pages, COMMAND, tmp_path / "index"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert '"added": 3' in result.stdout


SEEN = """
import sys
sys.argv = ["law4u-index", "--index", sys.argv[1], "search", "deposit"]
from law4u_index.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_a_search_imports_nothing_that_it_does_not_use(index: Path) -> None:
    # Without what measures coverage in this process's children: it brings modules of its own.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    result = subprocess.run(
        [sys.executable, "-c", SEEN, index], capture_output=True, encoding="utf-8", check=True, env=plain
    )
    loaded = set(result.stderr.splitlines()[-1].split())
    unused = {
        *("whoosh", "lxml", "bs4", "charset_normalizer", "warcio", "platformdirs"),
        *("csv", "difflib", "email", "html", "importlib.metadata", "multiprocessing", "pathlib", "shlex", "zipfile"),
        *("law4u_index.law.compiled", "law4u_index.law.sheets", "law4u_index.law.successors"),
        *("law4u_index.search.filters", "law4u_index.search.gloss"),
        *("law4u_index.search.phrases", "law4u_index.search.sifting"),
        *("law4u_index.parsing", "law4u_index.pages", "law4u_index.reading", "law4u_index.index.update"),
        *("law4u_index.presentation.answers", "law4u_index.presentation.formats"),
        *("law4u_index.presentation.progress", "law4u_index.presentation.reports"),
    }
    assert loaded & unused == set()
    assert "law4u_index.presentation.results" in loaded


@pytest.fixture
def damaged(index: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy of the index with one bit of its largest file turned over, and that file's name."""
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    largest = max((file for file in copy.iterdir() if file.is_file()), key=lambda file: file.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    return copy, largest.name


def test_check_names_the_damaged_file(damaged: tuple[Path, str]) -> None:
    folder, name = damaged
    result = run("--index", str(folder), "check")
    assert result.returncode == 1
    assert name in result.stdout
    assert "1 damaged; repair the index" in result.stderr


def test_a_repaired_index_checks_and_searches(damaged: tuple[Path, str]) -> None:
    folder, _ = damaged
    assert run("--index", str(folder), "check", "--repair").returncode == 1
    assert run("--index", str(folder), "check").returncode == 0
    assert run("--index", str(folder), "search", "flat").returncode == 0


def test_an_index_without_its_manifest_is_no_index(index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    (copy / "manifest.json").unlink()
    result = run("--index", str(copy), "search", "flat")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"law4u-index: there is no index in {copy}; make one with")


def test_a_cut_manifest_is_one_line(index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    manifest = copy / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:40])
    result = run("--index", str(copy), "search", "flat")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "damaged" in result.stderr


def test_a_second_writer_is_told_to_wait(pages: Path, index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    with (copy / "write.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run("--index", str(copy), "update", "--rebuild", str(pages))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "; " in result.stderr


def test_a_page_that_is_no_answer_is_rejected_and_the_rest_goes_in(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "login.html").write_text("<h1>Log in</h1><form>Password</form>", encoding="utf-8")
    result = run("--index", str(tmp_path / "i"), "update", str(pages), str(tmp_path / "login.html"))
    assert result.returncode == 1
    first, last = result.stderr.splitlines()
    assert first.startswith(f"rejected {tmp_path}/login.html: ")
    assert last.startswith("3 added, 0 updated, 0 unchanged, 0 removed, 1 rejected (")


def test_a_parsed_page_is_the_record_that_show_gives(pages: Path, index: Path) -> None:
    parsed = json.loads(run("parse", str(pages / "deposit.html")).stdout)
    assert json.loads(run("--index", str(index), "show", "1001", "--format", "json").stdout) == parsed


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_an_address_shows_the_answer_in_each_form(index: Path, form: str) -> None:
    address = "http://www.law4u.in/top-answer/1001/deposit/?utm_source=x"
    result = run("--index", str(index), "show", address, "--format", form)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Can My Landlord Keep The Deposit?" in result.stdout
