from __future__ import annotations

import json
from dataclasses import replace

from law4u_index.errors import MeaningUnavailable
from law4u_index.index.reports import EncodeReport
from tests.cli.conftest import Run
from tests.cli.fake_library import STATS, FakeLibrary


def test_encode_says_on_stderr_what_it_did(run: Run, library: FakeLibrary) -> None:
    library.encoded = EncodeReport("toy 1", answers=3, passages=12, kept=1, seconds=2.0)
    done = run("encode")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "3 answers encoded: 12 passages, 1 had theirs already (2.0 s, 6 a second; toy 1)\n"
    assert library.asked == [("encode", {"again": False})]


def test_encode_again_makes_all_anew_and_can_be_read_by_a_script(run: Run, library: FakeLibrary) -> None:
    library.encoded = EncodeReport("toy 1", answers=1, passages=2)
    done = run("encode", "--again", "--format", "json")
    assert json.loads(done.stdout) == {"encoder": "toy 1", "answers": 1, "passages": 2, "kept": 0, "seconds": 0.0}
    assert library.asked == [("encode", {"again": True})]


def test_without_an_encoder_the_error_says_what_to_install(run: Run, library: FakeLibrary) -> None:
    library.fault = MeaningUnavailable("search by meaning needs an encoder; install it")
    done = run("encode")
    assert (done.exit_code, done.stderr) == (3, "law4u-index: search by meaning needs an encoder; install it\n")


def test_what_a_search_could_not_do_is_told_on_stderr(run: Run, library: FakeLibrary) -> None:
    library.results = replace(library.results, notes=("1 of 6 answers have no vectors yet",))
    done = run("search", "deposit", "--no-meaning")
    assert "1 of 6 answers have no vectors yet\n" in done.stderr
    assert "no vectors" not in done.stdout
    assert library.asked[0][1]["meaning"] is False


def test_stats_say_how_much_is_searched_by_meaning(run: Run, library: FakeLibrary) -> None:
    library.stats = replace(STATS, encoder="toy 1", encoded=1100, vectors=4400)
    assert "By meaning  1,100 of 1,200 answers, 4,400 vectors (toy 1)\n" in run("stats").stdout
