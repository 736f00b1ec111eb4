"""Answers like one are about the same problem, not of the same words."""

from __future__ import annotations

from law4u_index import Answer, AnswerIndex, Citation
from tests.search.conftest import Build


def about(answer_id: str, summary: str, question: str, *cited: str, category: str | None = None) -> Answer:
    citations = tuple(Citation(one, "") for one in cited)
    return Answer(answer_id, question, category=category, summary=summary, citations=citations)


def like(index: AnswerIndex, answer_id: str, limit: int = 10) -> list[str]:
    return [hit.id for hit in index.similar(answer_id, limit=limit)]


def others(count: int) -> list[Answer]:
    return [about(str(100 + n), f"word{n} thing{n}", f"Matter{n}?") for n in range(count)]


def test_an_answer_that_cites_what_the_provision_became_is_like_it(build: Build) -> None:
    old = about("1", "cheating", "One?", "ipc-1860/s/420")
    new = about("2", "deceit", "Two?", "bns-2023/s/318(4)")
    none = about("3", "arson", "Three?", "bns-2023/s/326")
    assert like(build(old, new, none, *others(6)), "1")[0] == "2"


def test_the_same_act_makes_answers_alike(build: Build) -> None:
    one = about("1", "surety", "One?", "rera-2016/s/18(1)")
    same = about("2", "bond surety", "Two?", "rera-2016/s/31")
    other = about("3", "bond surety", "Three?", "cpa-2019/s/35")
    assert like(build(one, other, same, *others(6)), "1") == ["2", "3"]


def test_of_equal_texts_that_which_asks_the_same_is_more_alike(build: Build) -> None:
    one = about("1", "surety bond forfeiture", "Forfeiture Again?")
    same = about("3", "surety bond", "Forfeiture Then?")
    other = about("2", "surety bond forfeiture", "Surety Then?")
    assert like(build(one, other, same, *others(6)), "1")[0] == "3"


def test_more_answers_than_are_compared_at_once_can_be_asked_for(build: Build) -> None:
    many = [about(str(n), f"surety bond own{n}", f"Surety{n}?") for n in range(1, 301)]
    found = like(build(*many), "1", limit=299)
    assert len(found) == len(set(found)) == 299
    assert "1" not in found
