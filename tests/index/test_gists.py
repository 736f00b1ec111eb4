"""What an answer is about, as one vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index import AnswerIndex
from law4u_index.index import gists as gists_module
from law4u_index.index import manifest as manifests
from law4u_index.index.analysis import STOP_TERMS
from law4u_index.index.blockfile import Array
from law4u_index.index.gists import CODE_MOST, DIMS, FILE, gists, nearness, sum_of, vector_of
from law4u_index.index.segment import Segment
from law4u_index.law.tables import load
from tests.index.making import Desk, page

KNOWN = ("evict", "landlord", "tenant", "bail", "murder", "wage", "retrench", "dowri")
UNKNOWN = ("qwzx", "zzxq")


def of_texts(texts: list[dict[str, int]]) -> Array:
    """Return the gists of answers, each given as the impacts of its terms."""
    terms = sorted({term for text in texts for term in text})
    having = [[doc for doc, text in enumerate(texts) if term in text] for term in terms]
    return gists(
        terms,
        np.array([len(docs) for docs in having], np.int64),
        np.array([doc for docs in having for doc in docs], np.int64),
        np.array([texts[doc][term] for term, docs in zip(terms, having, strict=True) for doc in docs], float),
        len(texts),
    )


def plainly(text: dict[str, int]) -> list[int]:
    """Return the gist of one answer, worked out number by number."""
    sums = [0] * DIMS
    for term, impact in text.items():
        vector = vector_of(term)
        for place in range(DIMS) if vector is not None else ():
            sums[place] += int(vector[place]) * (impact // 256)  # type: ignore[index]  # it is not None
    most = max(map(abs, sums))
    return [round(number * CODE_MOST / most) if most else 0 for number in sums]


@given(st.lists(st.dictionaries(st.sampled_from([*KNOWN, *UNKNOWN]), st.integers(1, 65535)), min_size=1, max_size=80))
def test_a_gist_is_the_sum_of_the_words_whatever_stands_beside_it(texts: list[dict[str, int]]) -> None:
    assert of_texts(texts).tolist() == [plainly(text) for text in texts]


@pytest.mark.parametrize("count", [511, 512, 513, 1300])
def test_many_answers_are_summed_as_one_is(count: int) -> None:
    texts = [{KNOWN[number % 7]: 1 + number, "landlord": 40_000} for number in range(count)]
    assert of_texts(texts).tolist() == [plainly(text) for text in texts]


def test_sums_that_a_float32_cannot_hold_are_exact_too() -> None:
    heavy = dict.fromkeys(load(FILE).array("terms").decode().split()[::20], 65535)
    assert len(heavy) * 255 * CODE_MOST > 1 << 24
    assert of_texts([{"bail": 300}, heavy]).tolist() == [plainly({"bail": 300}), plainly(heavy)]


def test_what_has_no_word_with_a_vector_has_no_gist_and_is_near_nothing() -> None:
    found = of_texts([{"qwzx": 900}, {"bail": 900}, {}])
    assert not found[0].any()
    assert not found[2].any()
    assert nearness(sum_of(["bail"]), found).round(2).tolist() == [0.0, 1.0, 0.0]
    assert nearness(sum_of(["qwzx"]), found).tolist() == [0.0, 0.0, 0.0]
    assert not of_texts([{"qwzx": 9}]).any()


@pytest.mark.parametrize(
    ("said", "meant", "other"),
    [
        ("sack job", "terminat employ", "divorc marriag"),
        ("beat husband", "cruelti domest violenc", "patent invent"),
        ("cheat onlin", "fraud", "adopt child"),
        ("dog bite", "anim owner", "incom tax"),
    ],
)
def test_what_people_say_lies_nearer_to_what_they_mean_than_to_other_things(said: str, meant: str, other: str) -> None:
    near, far = nearness(sum_of(said.split()), np.array([sum_of(meant.split()), sum_of(other.split())]))
    assert near > far + 0.3


def test_every_vector_is_of_a_term_and_found_by_it() -> None:
    tables = load(FILE)
    terms = tables.array("terms").decode().split()
    codes = np.frombuffer(tables.array("codes"), np.int8).reshape(len(terms), DIMS)
    assert terms == sorted(set(terms))
    assert [term for term in terms if not (term.isascii() and term.isalpha() and term.islower())] == []
    assert STOP_TERMS.isdisjoint(terms)
    assert np.abs(codes.astype(int)).max() == CODE_MOST
    for row in range(0, len(terms), 97):
        vector = vector_of(terms[row])
        assert vector is not None
        assert vector.tolist() == codes[row].tolist()
    assert all(vector_of(term) is None for term in UNKNOWN)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def of_index(desk: Desk) -> dict[str, list[int]]:
    """Return the gist of each answer by id."""
    found: dict[str, list[int]] = {}
    for entry in manifests.read(desk.folder).segments:
        segment = Segment(desk.folder.file(entry.file.name))
        every = segment.gists_of(np.arange(segment.count)).tolist()
        found |= {segment.answer_id(doc): gist for doc, gist in enumerate(every)}
    return found


def test_a_gist_is_the_same_wherever_an_answer_is_merged_to(desk: Desk) -> None:
    texts = ["The landlord evicts the tenant.", "Murder is punished.", "Wages are due on retrenchment.", ""]
    for number, text in enumerate(texts):
        desk.save(f"{number}.html", page(str(number), text=text))
        desk.update()
    apart = of_index(desk)
    assert set(apart) == {"0", "1", "2", "3"}
    assert len({tuple(gist) for gist in apart.values()}) == 4
    desk.update(rebuild=True)
    assert of_index(desk) == apart


def test_an_index_of_other_vectors_or_of_none_is_searched_without_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save("1.html", page("1", text="The landlord evicts the tenant at night."))
    desk.save("2.html", page("2", text="The landlord paints the wall at night."))
    desk.update()
    query = "threw us out at night with all luggage landlord"
    monkeypatch.setattr(gists_module, "version", lambda: "of other days")
    assert not np.any(list(of_index(desk).values()))
    with AnswerIndex.open(desk.folder.path) as index:
        assert {hit.id for hit in index.search(query)} == {"1", "2"}
