"""Words that ask for a part of the matter: they are not looked for, but choose."""

from __future__ import annotations

import pytest

from law4u_index import Section
from law4u_index.answer import Answer
from law4u_index.index.analysis import tokens
from law4u_index.search.intent import asking
from tests.search.conftest import Build, an_answer


def silent(query: str) -> tuple[str | None, str]:
    """The kind that a query asks for, and its words that only ask."""
    said = list(tokens(query))
    found = asking(said)
    return found.kind, " ".join(token.text for number, token in enumerate(said) if number in found.silent)


@pytest.mark.parametrize(
    ("query", "kind", "words"),
    [
        ("punishment for stalking", "penalties", "punishment for"),
        ("what is the punishment for stalking", "penalties", "what is punishment for"),
        ("murder ki saza kya hai", "penalties", "ki saza kya hai"),
        ("हत्या की सजा", "penalties", "की सजा"),
        ("how long does a mutation take", "procedure", "how long does"),
        ("time limit for appeal", "procedure", "time limit for"),
        ("talaq me kitna samay lagta hai", "procedure", "kitna samay"),
        ("pati kharcha nahi deta kya karu", "procedure", "kya karu"),
        ("पति खर्चा नहीं देता क्या करें", "procedure", "क्या करें"),
        ("documents needed for mutation", "procedure", "documents needed for"),
        ("documents for mutation", "procedure", "documents for"),
        ("fees for a consumer complaint", "procedure", "fees for"),
        ("how to get bail", "procedure", "how to get"),
        ("how to get back my deposit", "remedies", ""),
        ("what is mehr", "overview", "what is"),
        ("refund of coaching fees", "remedies", ""),
        ("coaching fees", None, ""),
        ("i paid fees for coaching", None, ""),
        ("he forged the documents for the plot", None, ""),
        ("stalking", None, ""),
    ],
)
def test_a_question_says_what_it_asks_for(query: str, kind: str | None, words: str) -> None:
    assert silent(query) == (kind, words)


@pytest.mark.parametrize("query", ["punishment", "time limit", "how long", "saza kya hai", "the fees for"])
def test_words_that_ask_know_when_nothing_stands_beside_them(query: str) -> None:
    assert not asking(list(tokens(query))).beside_others


def theft(answer_id: str, question: str, text: str, kind: str = "other") -> Answer:
    return an_answer(answer_id, question, sections=(Section("Section", kind, 1, text),))


def test_words_that_only_ask_are_not_looked_for_beside_others(build: Build) -> None:
    index = build(
        theft("1", "Is It Theft To Keep A Found Ring?", "It may be."),
        theft("2", "What Is Arson?", "The punishment is prison. The time limit is long."),
    )
    for query in ("punishment for theft", "how long is theft", "time limit for theft", "theft ki saza"):
        assert [hit.id for hit in index.search(query).hits] == ["1"], query


def test_words_that_ask_are_looked_for_where_there_are_no_others(build: Build) -> None:
    index = build(
        theft("1", "Theft", "It may be."), theft("2", "Arson", "The punishment is prison within a time limit.")
    )
    for query in ("punishment", "what is the punishment", "time limit", "punishment category:none OR punishment"):
        assert [hit.id for hit in index.search(query).hits] == ["2"], query


def test_words_that_ask_are_looked_for_in_quotes_and_when_taken_literally(build: Build) -> None:
    index = build(theft("1", "Theft", "It may be."), theft("2", "Arson", "The punishment for it is prison."))
    assert [hit.id for hit in index.search('"punishment for" arson').hits] == ["2"]
    assert {hit.id for hit in index.search("punishment for theft", literal=True).hits} == {"1", "2"}


def test_an_answer_with_a_section_of_the_kind_that_is_asked_for_comes_first(build: Build) -> None:
    others = [theft(str(number), "Arson", "Fire.") for number in range(3, 9)]
    index = build(
        theft("1", "Is It Theft?", "It is prison for so long."),
        theft("2", "Is It Theft?", "It is prison for so long.", "penalties"),
        *others,
    )
    assert [hit.id for hit in index.search("theft").hits] == ["1", "2"]
    assert [hit.id for hit in index.search("punishment for theft").hits] == ["2", "1"]
    assert [hit.id for hit in index.search("punishment for theft", literal=True).hits][:2] == ["1", "2"]


def test_the_section_that_is_asked_for_is_shown(build: Build) -> None:
    index = build(
        an_answer(
            "1",
            "Theft",
            "Theft is taking what is another's.",
            sections=(
                Section("Steps", "procedure", 1, "Report a theft."),
                Section("Prison", "penalties", 1, "Three years for a theft."),
            ),
        )
    )
    (hit,) = index.search("punishment for theft").hits
    assert hit.snippets[0].text == "Three years for a theft."
