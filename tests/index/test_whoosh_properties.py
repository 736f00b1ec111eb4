"""What Whoosh finds in any index, held against the records themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.qparser import OrGroup, QueryParser
from whoosh.query import And, Every, Not, Or, Phrase, Prefix, Term

from law4u_index.answer import Answer, Section
from law4u_index.index.analysis import STOP_TERMS, query_terms, tokens
from law4u_index.index.schema import passages
from law4u_index.index.segment import Segment
from law4u_index.index.whoosh_schema import TEXT_VIEWS
from tests.index.whoosh_making import Part, commit, found, ids

WORDS = ("bail", "notices", "cheque", "the", "rent", "498-A", "13(1)(ia)", "R.T.I.", "tenant's", "जमानत")
TERMS = sorted({term for word in WORDS for token in tokens(word) for term in token.terms})
DATES = (None, "2024-07-01", "2025-01-31", "2026-09-02")


def texts_of(answer: Answer, fieldname: str) -> Iterator[list[set[str]]]:
    """The texts of a field, each as the terms at each of its positions."""
    for passage in passages(answer):
        for field, text in passage.texts:
            if fieldname in (field.name, "content"):
                yield [set(token.terms) for token in tokens(text)]


def has_term(answer: Answer, fieldname: str, term: str) -> bool:
    return any(term in terms for text in texts_of(answer, fieldname) for terms in text)


def has_phrase(answer: Answer, fieldname: str, words: Sequence[str]) -> bool:
    return any(
        all(word in terms for word, terms in zip(words, text[start : start + len(words)], strict=True))
        for text in texts_of(answer, fieldname)
        for start in range(len(text) - len(words) + 1)
    )


TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
SECTIONS = st.builds(
    Section,
    heading=st.none() | TEXTS,
    kind=st.sampled_from(["tips", "example", "other", "procedure"]),
    text=TEXTS,
    items=st.lists(TEXTS, max_size=2).map(tuple),
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Part]:
    parts = []
    number = 0
    for size in draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)):
        answers = []
        for _ in range(size):
            number += 1
            answers.append(
                Answer(
                    id=str(number),
                    question=draw(TEXTS),
                    category=draw(st.none() | TEXTS),
                    summary=draw(TEXTS),
                    sections=tuple(draw(st.lists(SECTIONS, max_size=3))),
                    published=draw(st.sampled_from(DATES)),
                )
            )
        parts.append(Part(tuple(answers), draw(st.frozensets(st.integers(0, size - 1), max_size=size))))
    return parts


def live(parts: Sequence[Part]) -> list[Answer]:
    return [answer for part in parts for answer in part.live]


CORPORA = settings(max_examples=25, deadline=None)


@CORPORA
@given(corpora())
def test_a_term_is_found_in_exactly_the_answers_that_have_it_in_that_field(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part]
) -> None:
    index = commit(tmp_path_factory.mktemp("index"), parts)
    with index.searcher() as searcher:
        for fieldname, term in product(TEXT_VIEWS, TERMS):
            expected = {answer.id for answer in live(parts) if has_term(answer, fieldname, term)}
            assert set(ids(searcher, Term(fieldname, term))) == expected, (fieldname, term)


@CORPORA
@given(corpora())
def test_whoosh_walks_the_same_postings_as_the_engine(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part]
) -> None:
    path = tmp_path_factory.mktemp("index")
    part = Part(parts[0].answers)
    index = commit(path, [part])
    segment = Segment(path / "10.segment")
    with index.reader() as reader:
        assert [text for name, text in reader.all_terms() if name == "content"] == segment.terms.range(
            0, segment.terms.count
        )
        for number in range(segment.terms.count):
            postings = segment.postings(number)
            text = segment.terms[number]
            assert list(reader.postings("content", text).all_ids()) == postings.docs.tolist()
            positions, starts = segment.flat_positions(number, postings.counts)
            assert [value for _, value in reader.postings("content", text).items_as("positions")] == [
                positions[a : a + n].tolist() for a, n in zip(starts[:-1], postings.counts, strict=True)
            ]
            assert reader.doc_frequency("content", text) == len(postings.docs)
            assert reader.frequency("content", text) == postings.counts.sum()


@CORPORA
@given(corpora(), st.lists(st.sampled_from(TERMS), min_size=2, max_size=3))
def test_a_phrase_is_found_where_its_words_stand_in_one_text_of_the_field(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part], words: list[str]
) -> None:
    index = commit(tmp_path_factory.mktemp("index"), parts)
    with index.searcher() as searcher:
        for fieldname in TEXT_VIEWS:
            expected = {answer.id for answer in live(parts) if has_phrase(answer, fieldname, words)}
            assert set(ids(searcher, Phrase(fieldname, words))) == expected, fieldname


@CORPORA
@given(corpora(), st.sampled_from(TERMS), st.sampled_from(TERMS))
def test_and_or_not_and_prefix_mean_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part], one: str, other: str
) -> None:
    index = commit(tmp_path_factory.mktemp("index"), parts)

    def having(*words: str) -> set[str]:
        return {answer.id for answer in live(parts) if any(has_term(answer, "content", word) for word in words)}

    every = {answer.id for answer in live(parts)}
    first, second = Term("content", one), Term("content", other)
    prefix = one[:2]
    with index.searcher() as searcher:
        assert set(ids(searcher, Every())) == every
        assert set(ids(searcher, And([first, second]))) == having(one) & having(other)
        assert set(ids(searcher, Or([first, second]))) == having(one, other)
        assert set(ids(searcher, And([Every(), Not(first)]))) == every - having(one)
        assert set(ids(searcher, Prefix("content", prefix))) == having(
            *(term for term in TERMS if term.startswith(prefix))
        )
        assert set(ids(searcher, Every("question"))) == {
            answer.id for answer in live(parts) if any(texts_of(answer, "question"))
        }


@CORPORA
@given(corpora())
def test_answers_are_sorted_by_date_over_all_segments(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part]
) -> None:
    index = commit(tmp_path_factory.mktemp("index"), parts)
    answers = sorted(live(parts), key=lambda answer: answer.published or "")
    assert found(index, Every(), sortedby="published") == [answer.id for answer in answers]
    dates = {answer.id: answer.published or "" for answer in answers}
    newest = found(index, Every(), sortedby="published", reverse=True)
    assert [dates[number] for number in newest] == sorted(dates.values(), reverse=True)


@CORPORA
@given(corpora(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
def test_whooshs_parser_makes_the_same_terms_as_the_engine_of_a_question(
    tmp_path_factory: pytest.TempPathFactory, parts: list[Part], question: str
) -> None:
    index = commit(tmp_path_factory.mktemp("index"), parts)
    quoted = " ".join(f"'{word}'" if "(" in word else word for word in question.split() if "'" not in word)
    wanted = [term for term in query_terms(quoted.replace("'", "")) if term not in STOP_TERMS]
    query = QueryParser("content", index.schema, group=OrGroup).parse(quoted)
    assert {text for _, text in query.iter_all_terms()} == set(wanted)
    assert set(found(index, query)) == {
        answer.id for answer in live(parts) if any(has_term(answer, "content", term) for term in wanted)
    }
