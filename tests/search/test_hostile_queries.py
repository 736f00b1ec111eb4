"""No query, however odd, is anything but an answer or a :class:`QueryError`, and none runs away."""

from __future__ import annotations

import string
import tracemalloc
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from law4u_index import AnswerIndex, QueryError
from law4u_index.search import snapshot
from law4u_index.search.correcting import MAX_STRANGE
from law4u_index.search.spelling import Correction, Vocabulary
from tests.search.conftest import Build, an_answer

SIGNS = string.printable + "“”„‟＂‘’‐–—…§₹°¹½ΣİıſK\u200b\u200d\u202e\ufeff\ud800\U0001f600"


def ask(index: AnswerIndex, query: str, **options: str) -> None:
    """See that a query is answered, or refused by an error that points into it."""
    try:
        results = index.search(query, facets=True, **options)  # type: ignore[arg-type]  # the options are all names
    except QueryError as error:
        trouble = error
    else:
        assert results.total >= len(results)
        assert results.to_dict()["query"] == query
        return
    assert str(trouble)
    assert 0 <= trouble.position <= len(trouble.query)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_every_sign_may_stand_anywhere(shelf: AnswerIndex, sign: str) -> None:
    for query in (sign, f"cheque{sign}", f"{sign}cheque", f"che{sign}que", f"cheque {sign} notice", sign * 100):
        ask(shelf, query)
    if unicodedata.category(sign) != "Ps" and sign not in '()"“”„‟＂-*§':
        assert shelf.search(f"cheque {sign} notice").total == 1


LONG = {
    "ten-thousand-words": "bail " * 10_000,
    "different-words": " ".join(f"w{number}" for number in range(512)),
    "words-that-are-misspelt": " ".join(
        f"cheqe{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(500)
    ),
    "brackets": "(" * 1000 + "bail" + ")" * 1000,
    "brackets-within": "(bail " * 32 + ")" * 32,
    "brackets-beside": "(bail) " * 500,
    "beginnings": "a* b* c*",
    "many-beginnings": "ch* no* la* de* se* po* re* be*",
    "many-slips": "cheqe~ notise~ landlrd~ bouncd~ senton~ recept~ deposot~ tenantt~",
    "a-megabyte": "x" * 1_000_000,
    "a-megabyte-of-quotes": '"' * 1_000_000,
    "or": " OR ".join(["bail"] * 250),
    "and-not": "cheque " + "-bail " * 250,
    "long-phrase": '"' + "the " * 500 + '"',
    "sections": "section " + ", ".join(map(str, range(100, 400))) + " IPC",
    "colons": "question:" * 500 + "x",
    "stars": "*" * 8000,
    "letters-with-marks": "a" + "\u0301" * 7000,
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
def test_a_monstrous_query_is_answered_or_refused(shelf: AnswerIndex, query: str) -> None:
    ask(shelf, query)


@pytest.mark.parametrize("option", ["category", "cites", "kind", "advocate", "sort"])
@pytest.mark.parametrize("value", ["", "\0", "\ud800", "(" * 5000, "x" * 1_000_000, "1" * 100_000, '"', "a\nb"])
def test_a_monstrous_option_is_answered_or_refused(shelf: AnswerIndex, option: str, value: str) -> None:
    ask(shelf, "cheque", **{option: value})


def test_no_more_words_than_so_many_are_held_against_those_that_there_are(
    shelf: AnswerIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    genuine = Vocabulary.corrections

    def counted(vocabulary: Vocabulary, word: str) -> tuple[Correction, ...]:
        looked_up.append(word)
        return genuine(vocabulary, word)

    monkeypatch.setattr(Vocabulary, "corrections", counted)
    words = [f"xqz{chr(97 + n // 26)}{chr(97 + n % 26)}w" for n in range(112)]
    ask(shelf, " ".join(words))
    ask(shelf, " ".join(f"({' '.join(words[at : at + 8])})" for at in range(0, 112, 8)))
    assert len(looked_up) == 2 * MAX_STRANGE


def test_the_cost_of_a_beginning_is_bounded(build: Build) -> None:
    words = [f"ab{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(3000)]
    index = build(an_answer("1", "Q?", " ".join(words)), an_answer("2", "Abzzz?", "abzzz " * 9))
    assert [hit.id for hit in index.search("ab*")] == ["2", "1"]
    ask(index, "ab* OR ab* OR ab* OR abaaa~ OR abaab~")


anything = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=30)
PIECES = [
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "-",
    "*",
    "~",
    ":",
    " ",
    " ",
    "?",
    "question:",
    "category:",
    "cites:",
    "kind:tips",
]
PIECES += [
    "advocate:",
    "cheque",
    "notice",
    "landlord",
    "ch",
    "138",
    "IPC 420",
    "section",
    "धारा",
    "the",
    "\0",
    "\ud800",
    "İ",
]
nearly_queries = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(anything, nearly_queries))
@example("question:(the) -the")
@example('cites:"IPC 420" OR (kind:tips -"cheque notice")')
def test_whatever_is_typed_is_answered_or_refused(shelf: AnswerIndex, query: str) -> None:
    ask(shelf, query)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(anything, nearly_queries))
def test_whatever_is_typed_is_suggested_something_or_nothing(shelf: AnswerIndex, prefix: str) -> None:
    assert len(shelf.suggest(prefix, limit=3)) <= 3


def test_made_up_words_however_long_fill_no_memory(shelf: AnswerIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "CACHE_BYTES", 100_000)
    words = ["".join(chr(97 + (number * place) % 26) for place in range(1, 7_900)) for number in range(1, 26)]
    for word in words:  # what is loaded or made once is no part of it
        shelf.search(word)
    tracemalloc.start()
    for number, word in enumerate(words * 4):
        shelf.search(f"{number}{word}")
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000, "a hundred words of eight kilobytes"
