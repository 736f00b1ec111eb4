"""What the messages advise for a damaged index works, on the real library."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from law4u_index.cli import program

PAGE = Path(__file__).parents[2] / "corpus" / "10218.html"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["--index", str(folder), *words], catch_exceptions=False)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """An index whose manifest is not what was written."""
    folder = tmp_path / "index"
    assert run(folder, "update", str(PAGE)).exit_code == 0
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"generation", b"generatiom"))
    return folder


@pytest.mark.parametrize("words", [["search", "bail"], ["stats"], ["update", str(PAGE)], ["show", "10218"]])
def test_a_damaged_index_is_status_3_and_one_line_that_says_what_to_do(damaged: Path, words: list[str]) -> None:
    result = run(damaged, *words)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "update --rebuild" in result.stderr


def test_an_index_is_whole_again_after_it_was_rebuilt(damaged: Path) -> None:
    assert run(damaged, "update", "--rebuild", str(PAGE)).exit_code == 0
    assert run(damaged, "check").exit_code == 0
    assert run(damaged, "show", "10218").exit_code == 0
