"""The command `law`, on the real library and the sample pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from law4u_index import AnswerIndex
from law4u_index.cli import program
from law4u_index.law import act
from law4u_index.presentation import laws
from law4u_index.presentation.terminal import Screen

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Result]:
    """Runs `law4u-index law …` on an index of the sample pages about cheating and cheques."""
    folder = tmp_path_factory.mktemp("law") / "index"
    with AnswerIndex.open(folder, create=True) as index:
        index.update([CORPUS], jobs=1)

    def run(*words: str) -> Result:
        return CliRunner().invoke(program, ["--index", str(folder), "law", *words], catch_exceptions=False)

    return run


def test_an_old_section_is_shown_with_what_it_became(law: Callable[..., Result]) -> None:
    lines = law("IPC", "420").stdout.splitlines()
    assert lines[:3] == [
        "IPC 420: Cheating and dishonestly inducing delivery of property",
        "Indian Penal Code, 1860, not in force since 1 July 2024",
        "IPC 420 is BNS 318(4) since 1 July 2024",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("IPC 302 and 420", "only IPC 302 is shown; ask apart for IPC 420\n"),
        ("section 138 ni act, bns 103", "only Section 138 NI Act is shown; ask apart for BNS 103\n"),
        ("ipc 302 to 304", "only IPC 302 is shown; ask apart for IPC 303, IPC 304\n"),
        ("CrPC 1 to 20", "only CrPC 1 is shown; ask apart for CrPC 2, CrPC 3, CrPC 4, CrPC 5, "),
        ("IPC 302", ""),
        ("section 420", ""),
    ],
)
def test_of_several_provisions_it_is_said_which_are_not_shown(
    law: Callable[..., Result], words: str, line: str
) -> None:
    for form in ("text", "json"):
        told = law(words, "--format", form).stderr
        assert told.startswith(line)
        assert told.count("\n") == bool(line)


def test_answers_that_cite_only_what_it_became_say_so(law: Callable[..., Result]) -> None:
    data = json.loads(law("IPC 420", "--format", "json").stdout)
    ways = [answer["matched_by"] for answer in data["answers"]]
    assert ways == sorted(ways)
    assert [] in ways
    assert ["BNS 318(4)"] in ways


def test_the_json_form_names_provision_act_and_answers(law: Callable[..., Result]) -> None:
    data = json.loads(law("section 138 ni act", "--format", "json").stdout)
    assert (data["id"], data["act"]["id"], data["in_force"]) == ("nia-1881/s/138", "nia-1881", True)
    assert data["total"] == len(data["answers"]) > 0


def test_the_provisions_of_an_act_are_listed_by_number_with_counts(law: Callable[..., Result]) -> None:
    provisions = json.loads(law("--act", "NI Act", "--format", "json").stdout)["provisions"]
    labels = [provision["label"] for provision in provisions]
    assert labels.index("Section 138 NI Act") < labels.index("Section 141 NI Act")
    assert all(provision["answers"] > 0 for provision in provisions)


def test_an_act_is_listed_as_a_table(law: Callable[..., Result]) -> None:
    name, head, first, *_ = law("--act", "BNS").stdout.splitlines()
    assert (name, head.split()) == ("Bharatiya Nyaya Sanhita, 2023", ["Provision", "Answers"])
    assert first.startswith("BNS ")


def test_the_table_of_an_act_fits_a_narrow_window() -> None:
    found = act("BNSS")
    assert found is not None
    cited = [("BNSS 35", "When police may arrest without warrant", 3)]
    assert max(map(len, laws.act_as_text(found, cited, 0, Screen(30)).splitlines())) <= 30


def test_no_more_provisions_of_an_act_are_listed_than_asked_for(law: Callable[..., Result]) -> None:
    every = json.loads(law("--act", "BNSS", "--format", "json").stdout)["provisions"]
    assert json.loads(law("--act", "BNSS", "-n", "3", "--format", "json").stdout)["provisions"] == every[:3]
    lines = law("--act", "BNSS", "-n", "3").stdout.splitlines()
    assert len(lines) == 2 + 3 + 2
    assert lines[5] == f"{len(every) - 3} more provisions, with a greater --limit"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("CPC", "it has sections 1 to 158, Orders with Rules, 1 Schedule"),
        ("BNSS", "it has sections 1 to 531, 2 Schedules"),
        ("Limitation Act", "it has sections 1 to 32, articles, 1 Schedule"),
        ("Constitution", "it has articles 1 to 395, 12 Schedules"),
        ("CGST Rules", "it has rules"),
    ],
)
def test_what_an_act_is_made_of_is_told(law: Callable[..., Result], act: str, words: str) -> None:
    assert law("--act", act).stdout.splitlines()[-1].startswith(words)


def test_the_json_form_tells_the_shape_of_an_act(law: Callable[..., Result]) -> None:
    act = json.loads(law("--act", "CPC", "--format", "json").stdout)["act"]
    assert act["shape"] == {"kinds": ["sections", "orders"], "last": 158, "schedules": 1}


def test_an_act_that_no_answer_cites_is_said_to_be_so(law: Callable[..., Result]) -> None:
    assert law("--act", "TADA").stdout.startswith("no answer cites the ")


@pytest.mark.parametrize("words", [("IPC", "420"), ("--act", "BNS"), ("IPC", "420", "--format", "json")])
def test_an_empty_index_is_said_to_be_so_beside_what_the_law_says(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "empty"
    with AnswerIndex.open(folder, create=True) as index:
        index.update([])
    result = CliRunner().invoke(program, ["--index", str(folder), "law", *words], catch_exceptions=False)
    assert (result.exit_code, result.stdout != "") == (0, True)
    assert result.stderr.startswith(f"the index in {folder} holds no answers yet; ")


def test_where_not_all_answers_fit_the_way_to_the_others_is_told(law: Callable[..., Result]) -> None:
    shown = law("IPC", "420", "-n", "2").stdout
    assert "cite it or what it became or replaced; the first 2, more with" in shown


def test_no_more_are_offered_than_a_search_gives(law: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "MAX_HITS", 2)
    assert "cite it or what it became or replaced; the first 2:" in " ".join(law("IPC 420", "-n", "2").stdout.split())
    assert "more with" not in law("IPC", "420", "-n", "100").stdout


def test_a_long_question_goes_on_under_itself(law: Callable[..., Result]) -> None:
    listed = law("IPC", "420", "-n", "100").stdout.rsplit("\n\n", 1)[1].splitlines()[1:]
    assert any(line.startswith("      ") for line in listed)
    assert all(line.startswith("      ") or line[2].isalnum() for line in listed)


def test_of_the_nearest_provisions_three_are_named(law: Callable[..., Result]) -> None:
    line = law("IPC", "9999").stderr
    assert "IPC 509" in line
    assert "IPC 508" not in line


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["IPC", "999"], "no provision is known as 'IPC 999'; the nearest are IPC 511 (Punishment for attempting"),
        (["NI", "Act"], "'NI Act' is a whole Act; name a provision of it, or list those cited with --act 'NI Act'\n"),
        (["IPC", "9999"], "no provision is known as 'IPC 9999'; the nearest are IPC 511 (Punishment for attempting"),
        (
            ["penel", "code", "5"],
            "no provision is known as 'penel code 5'; the nearest is IPC (Indian Penal Code 1860)",
        ),
        (
            ["302"],
            "no provision is known as '302'; say of which Act; it may be IPC 302 (Punishment for murder), BNS 302",
        ),
        (["9999"], "no provision is known as '9999'; write it as in 'Section 138 NI Act'"),
        (
            ["cheating"],
            "no provision is known as 'cheating'; write it as in 'Section 138 NI Act', "
            'or look for words with "law4u-index search"\n',
        ),
        (["--act", "zzz"], "no Act is known as 'zzz'; try its short name"),
        (["--act", "companes act"], "no Act is known as 'companes act'; the nearest are Companies Act 2013, "),
        ([], "name a PROVISION, or an Act with --act"),
        (["IPC", "420", "--act", "BNS"], "name a PROVISION, or an Act with --act"),
    ],
)
def test_what_is_not_known_is_one_line_and_status_2(law: Callable[..., Result], words: list[str], message: str) -> None:
    result = law(*words)
    assert result.stderr.startswith(f"law4u-index: {message}")
    assert (result.stderr.count("\n"), result.exit_code) == (1, 2)
