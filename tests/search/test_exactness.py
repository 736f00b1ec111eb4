"""A search gives what reading and scoring every answer gives: the same ids, in the same order, with the same scores."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law4u_index import Advocate, Answer, AnswerIndex, Citation, QueryError, Section
from law4u_index.answer import KINDS
from law4u_index.index import positions
from law4u_index.search import phrases as words_in_a_row
from law4u_index.search import postings, ranking, sifting, stretches, unions
from law4u_index.search.syntax import Filter
from tests.search.conftest import build_index
from tests.search.reference import Found, Reference

WORDS = ["bail", "bails", "bailable", "bailiff", "cheque", "cheques", "notice", "rent", "rented", "the", "of", "can"]
WORDS += ["R.T.I.", "rti", "13(1)(ia)", "13", "498-A", "₹5 lakh", "5,00,000", "धारा", "मुक़दमा", "e-filing", "file"]
WORDS += ["maintain", "maintenance"]
WORDS += ["section", "u/s", "420", "318(4)", "IPC", "co-owner", "owner", "naïve", "Ωmega"]
SLIPS = [
    "cheqe",
    "notise",
    "maintainance",
    "acident",
    "mantainence",
    "jahez",
    "fir",
    "dahej ki",
    "kya",
    "bial",
    "rentt",
    "balable",
    "onwer",
    "notce",
    "filng",
    "Ωmegaa",
]
WORDS += ["4 mahine se"]  # a figure that no answer has to say
WORDS += ["dowry", "first information report", "FIR"]  # what people say, and what it is widened to
WORDS += ["punishment for", "how long", "what is", "fees for", "kitne din", "refund"]  # what only asks, and what may
CATEGORIES = ["Landlord & Tenant", "Landlord and Tenant", "Cyber", "Cyber and Technology Law", "R.T.I", None]
CITED = ["ipc-1860/s/420", "bns-2023/s/318(4)", "bns-2023/s/318", "nia-1881/s/138", "hma-1955/s/13(1)(ia)"]
CITED += ["const-1950/a/21"]
PEOPLE = [("Asha Rao", ("Family", "Cheque Bounce")), ("Vikram Rao", ("Cyber",)), ("A. K. Iyer", ())]
DATES = ["2025-01-31", "2024-06-30", None]

texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


@st.composite
def answers(draw: st.DrawFn, answer_id: str) -> Answer:
    def section(level: int) -> Section:
        return Section(
            draw(st.none() | texts),
            draw(st.sampled_from(KINDS[-4:])),
            level,
            draw(texts),
            tuple(draw(st.lists(texts, max_size=2))),
        )

    return Answer(
        answer_id,
        " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))),
        category=draw(st.sampled_from(CATEGORIES)),
        summary=draw(texts),
        sections=tuple(section(1) for _ in range(draw(st.integers(0, 2)))),
        advocates=tuple(Advocate(*one) for one in draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
        citations=tuple(Citation(one, "") for one in draw(st.lists(st.sampled_from(CITED), max_size=2, unique=True))),
        published=draw(st.sampled_from(DATES)),
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[list[Answer]], set[str]]:
    """Segments of answers, some alike in all but the id, and which of them are deleted."""
    ids = draw(st.lists(st.sampled_from(["1", "2", "10", "9", "007", "7", "a", "b-c", "ä", "100", "33"]), unique=True))
    every: list[Answer] = []
    for answer_id in ids:
        if every and draw(st.integers(0, 2)) == 0:
            alike = draw(st.sampled_from(every)).to_dict()
            every.append(Answer.from_dict({**alike, "id": answer_id}))
        else:
            every.append(draw(answers(answer_id)))
    cuts = sorted(draw(st.lists(st.integers(0, len(every)), max_size=2)))
    segments = [every[a:b] for a, b in zip([0, *cuts], [*cuts, len(every)], strict=True)]
    return segments, draw(st.sets(st.sampled_from(ids), max_size=3)) if ids else set()


words = st.sampled_from([*WORDS, *SLIPS, "?", "absent"])
phrases = st.lists(st.sampled_from([*WORDS, "absent"]), min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
beginnings = st.sampled_from(["bail*", "ren*", "che*", "zz*", "मु*", "ow*", "co-ow*"])
nearly = st.sampled_from([f"{word}~" for word in [*SLIPS, "bail", "मुकदम", "owner", "co-ownr"]])
FILTERS = [
    "kind:tips",
    "kind:example",
    "kind:Summary",
    "category:cyber",
    'category:"landlord & tenant"',
    "category:tenant",
]
FILTERS += ["advocate:rao", 'advocate:"asha rao"', 'advocate:"cheque bounce"', 'advocate:"rao asha"', "advocate:nobody"]
FILTERS += ['cites:"IPC 420"', 'cites:"BNS 318"', 'cites:"BNS 318(4)"', 'cites:"Article 21"', 'cites:"s. 138 NI Act"']
filters = st.sampled_from(FILTERS)
provisions = st.sampled_from(["IPC 420", "420 ipc", "section 318(4) BNS", "u/s 420", "BNS 318", "13(1)(ia) HMA"])
leaves = st.one_of(
    words, words, words, phrases, beginnings, nearly, filters, provisions,
    st.one_of(words, phrases, beginnings, nearly).map("question:{}".format),
)  # fmt: skip
beside = st.lists(leaves, min_size=1, max_size=4).map(" ".join)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(" ".join),
        several.map(" AND ".join),
        several.map(" OR ".join),
        inner.map("({})".format),
        st.tuples(beside, inner).map("{0[0]} -({0[1]})".format),
    )


queries = st.one_of(beside, st.recursive(beside, combined, max_leaves=5))
GIVEN = [Filter("kind", "tips"), Filter("category", "Cyber and Technology Law"), Filter("category", "R T I")]
GIVEN += [Filter("advocate", "Rao"), Filter("cites", "IPC 420"), Filter("cites", "318 bns")]
given_filters = st.lists(st.sampled_from(GIVEN), max_size=1)

_numbers = count()


def searched(
    index: AnswerIndex, query: str, filters: Sequence[Filter] = (), **options: object
) -> list[tuple[str, float]]:
    named = {one.field: one.value for one in filters}
    found = index.search(query, snippets=False, **named, **options)  # type: ignore[arg-type]
    return [(hit.id, hit.score) for hit in found]


def assert_same(found: list[tuple[str, float]], expected: list[tuple[str, float]], query: str) -> None:
    assert [one for one, _ in found] == [one for one, _ in expected], query
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-9, rel=0), query


def expect(reference: Reference, index: AnswerIndex, query: str, filters: Sequence[Filter]) -> Found | None:
    """What must be found, or None where the query cannot be read: then it cannot be searched for either."""
    try:
        return reference.search(query, filters)
    except QueryError:
        with pytest.raises(QueryError):
            index.search(query)
        return None


@pytest.mark.no_cover  # so many cases that tracing them would take longer than they do; those below pass everywhere too
@pytest.mark.parametrize(
    ("leading", "share", "table", "few", "many", "together"),
    [
        (64, 256, 1 << 19, 3, 32, 1 << 14),
        (2, 4, 1 << 19, 3, 32, 0),
        (2, 1, 0, 0, 32, 0),
        (2, 4, 1 << 19, 0, 32, 0),
        (2, 1, 0, 0, 1, 4),
    ],
    ids=["usual", "rarest-first", "pruned-early", "by-ceilings", "summed-over-all"],
)
def test_every_search_gives_what_scoring_every_answer_gives(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leading: int,
    share: int,
    table: int,
    few: int,
    many: int,
    together: int,
) -> None:
    monkeypatch.setattr(stretches, "TOGETHER", together)
    monkeypatch.setattr(ranking, "FEW_WORDS", few)
    monkeypatch.setattr(ranking, "MANY_WORDS", many)
    monkeypatch.setattr(postings, "LEADING", leading)
    monkeypatch.setattr(postings, "DENSE_SHARE", share)
    monkeypatch.setattr(postings, "LARGEST_TABLE", table)
    monkeypatch.setattr(postings, "SELDOM", 0)
    monkeypatch.setattr(ranking, "MANY", leading)
    monkeypatch.setattr(ranking, "FEW", ranking.FEW if table else leading)
    monkeypatch.setattr(unions, "_FEW", leading)
    monkeypatch.setattr(words_in_a_row, "_AT_ONCE", leading)

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(corpora(), st.lists(st.tuples(queries, given_filters), min_size=4, max_size=8))
    def check(corpus: tuple[list[list[Answer]], set[str]], asked: list[tuple[str, list[Filter]]]) -> None:
        segments, deleted = corpus
        index = build_index(tmp_path / str(next(_numbers)), segments, deleted)
        reference = Reference([answer for some in segments for answer in some], deleted)
        for query, filters in asked:
            expected = expect(reference, index, query, filters)
            if expected is None:
                continue
            whole = searched(index, query, filters, limit=100)
            assert_same(whole, expected.hits, query)
            named = {one.field: one.value for one in filters}
            results = index.search(query, limit=1, facets=True, **named)  # type: ignore[arg-type]
            assert results.total == len(expected.hits)
            assert dict(results.facets["category"]) == expected.facets
            for limit in (1, 2, 3):
                pages = [searched(index, query, filters, limit=limit, offset=at) for at in range(0, 12, limit)]
                assert [hit for page in pages for hit in page] == whole
            for order in ("newest", "question"):
                in_order = reference.search(query, filters, order).hits
                assert searched(index, query, filters, limit=100, sort=order) == in_order
                assert searched(index, query, filters, limit=2, offset=1, sort=order) == in_order[1:3]

    check()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[AnswerIndex, Reference]:
    """Some hundred answers of words that fall off as words do, many equal in score, in three segments."""
    dice = random.Random(4)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("", "lt", "mp", "rk")]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]

    def text(length: int) -> str:
        return " ".join(dice.choices(vocabulary, weights, k=length))

    every = [
        Answer(
            str(number) if number % 5 else f"slug-{number}",
            text(3),
            category=dice.choice(["Family", "Tax", None]),
            summary=text(dice.choice([4, 4, 30])),
            published=dice.choice(DATES),
            sections=tuple(Section(text(1), dice.choice(["tips", "other"]), 1, text(6)) for _ in range(2)),
        )
        for number in range(700)
    ]
    deleted = {answer.id for answer in dice.sample(every, 60)}
    segments = [every[:400], every[400:650], every[650:]]
    index = build_index(tmp_path_factory.mktemp("library"), segments, deleted)
    return index, Reference(every, deleted)


def test_a_word_of_whose_other_meanings_no_answer_has_all_words_counts_as_by_itself(tmp_path: Path) -> None:
    every = [
        Answer("1", "FIR", summary="The police wrote an FIR, at first."),
        Answer("2", "Information", summary="A report of an FIR."),
        Answer("3", "First Information Report"),
    ]
    index = build_index(tmp_path, [every], {"3"})
    found = searched(index, "FIR")
    assert_same(found, Reference(every, {"3"}).search("FIR").hits, "FIR")
    assert found == searched(index, "FIR", literal=True)


SHAPES = ["{}", "{} {}", "{} {} {}", "{} {} {} {} {}", "{} AND {}", "{} OR {} OR {}", '"{} {}"', "{}* {}", "{} -{}"]
SHAPES += [
    "question:{} {}",
    "{} kind:tips",
    "category:family {} {}",
    "({} OR {}) AND {}",
    "{}~ {}",
    "kind:tips OR kind:other",
    "question:zz* OR {} {}",
]


@pytest.mark.parametrize(
    ("few", "seldom", "table"),
    [(3, 0, 1 << 19), (0, 0, 1 << 19), (0, 1000, 1 << 19), (3, 0, 0), (0, 0, 0)],
    ids=["rarest-first", "by-ceilings", "word-by-word", "rarest-first-by-bitmaps", "by-bitmaps"],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_best_of_many_are_found_without_looking_at_all(
    library: tuple[AnswerIndex, Reference],
    shape: str,
    few: int,
    seldom: int,
    table: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "FEW_WORDS", few)
    monkeypatch.setattr(ranking, "FEW", ranking.FEW if table else 100)
    monkeypatch.setattr(postings, "LARGEST_TABLE", table)
    monkeypatch.setattr(postings, "BITMAP_SHARE", 32)
    monkeypatch.setattr(postings, "SELDOM", seldom)
    monkeypatch.setattr(postings, "LEADING", 12)
    monkeypatch.setattr(ranking, "MANY", 20)
    monkeypatch.setattr(unions, "_FEW", 20)
    monkeypatch.setattr(words_in_a_row, "_AT_ONCE", 2)
    monkeypatch.setattr(stretches, "TOGETHER", 300)  # two of the three segments
    reference = library[1]
    index = AnswerIndex(library[0]._folder)  # with nothing decoded yet
    dice = random.Random(shape)
    vocabulary = sorted(reference.counts)
    for many in (32, 32, 1):
        monkeypatch.setattr(ranking, "MANY_WORDS", many)
        query = shape.format(*dice.sample(vocabulary, 6))
        expected = reference.search(query).hits
        for limit in (1, 10, 65):
            assert_same(searched(index, query, limit=limit), expected[:limit], query)
        assert_same(searched(index, query, limit=10, offset=37), expected[37:47], query)
        assert index.search(query, limit=0).total == len(expected)


@pytest.mark.parametrize(
    ("share", "few", "large"),
    [(1 << 20, 0, 1 << 18), (1 << 20, 0, 0), (0, 1000, 1 << 18), (0, 0, 1 << 18)],
    ids=["sifted", "sifted-in-a-large-segment", "all-of-the-rarest-word", "best-first"],
)
def test_phrases_are_found_however_it_is_told_which_answers_may_have_them(
    library: tuple[AnswerIndex, Reference], share: int, few: int, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(positions, "_SOUGHT_SHARE", share)
    monkeypatch.setattr(sifting, "_FEW", few)
    monkeypatch.setattr(positions, "LARGE", large)
    monkeypatch.setattr(words_in_a_row, "_AT_ONCE", 2)
    reference = library[1]
    index = AnswerIndex(library[0]._folder)  # with nothing decoded yet
    dice = random.Random(5)
    for answer in dice.sample([doc.answer for doc in reference.docs], 12):
        said = answer.summary.split()
        at = dice.randrange(len(said) - 2)
        for query in (f'"{said[at]} {said[at + 1]}"', f'"{" ".join(said[at : at + 3])}"', f'"{answer.question}"'):
            for asked in (query, f"question:{query}", f"{query} category:family", f"{query} {said[-1]}"):
                expected = reference.search(asked).hits
                assert_same(searched(index, asked, limit=10), expected[:10], asked)
                assert index.search(asked, limit=0).total == len(expected)


@pytest.mark.parametrize("few", [3, 0], ids=["rarest-first", "word-by-word"])
def test_what_is_worth_nothing_is_found_beside_frequent_words(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "FEW_WORDS", few)
    monkeypatch.setattr(postings, "SELDOM", 0)
    monkeypatch.setattr(ranking, "MANY", 2)
    often = np.arange(200)
    words = [
        postings.Postings(often, np.full(200, 9, np.uint16), 0.25, 4.0, 1000),
        postings.Postings(often + 100, np.full(200, 7, np.uint16), 0.5, 8.0, 1000),
        postings.Postings(np.array([900]), np.ones(1, np.uint16), 0.0, 0.0, 1000),
    ]
    docs, scores = ranking.best(words, 400)
    found = dict(zip(docs.tolist(), scores.tolist(), strict=True))
    assert found == {**dict.fromkeys(range(100), 2.25), **dict.fromkeys(range(100, 200), 5.75)} | {
        **dict.fromkeys(range(200, 300), 3.5),
        900: 0.0,
    }


@pytest.mark.parametrize("sort", ["newest", "question"])
def test_hits_in_another_order_stand_by_id_where_that_is_equal(
    library: tuple[AnswerIndex, Reference], sort: str
) -> None:
    index, reference = library
    expected = reference.search("", sort=sort).hits
    for limit, offset in ((10, 0), (10, 300), (1000, 0)):
        assert searched(index, "", limit=limit, offset=offset, sort=sort) == expected[offset : offset + limit]
