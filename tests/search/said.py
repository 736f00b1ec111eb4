"""What a few rows of the tables, or all of them, make of what is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from law4u_index.index.analysis import TOKEN, fold, query_terms
from law4u_index.law.hindi import grammar_words, hindi_words
from law4u_index.law.lay import Acronym, LayWord
from law4u_index.search.widening import Widened, Widener, widener
from tests.search.conftest import lexicon_of

LAY = (
    LayWord("conned", ("cheating", "fraud"), 0.8, "Criminal", "everyday word for cheating"),
    LayWord("hit me", ("hurt", "assault"), 0.7, "Criminal", "blows are hurt in law"),
    LayWord("sacked", ("termination",), 0.8, "Labour & Service", "everyday word for termination"),
    LayWord("electricity bill", ("electricity charges",), 0.5, "Consumer Court", "what is billed"),
    LayWord("wrong electricity bill", ("inflated bill",), 0.8, "Consumer Court", "billed too much"),
    LayWord("kicked out of the house", ("eviction",), 0.8, "Family", "thrown out"),
    LayWord("money stuck", ("recovery of money", "refund"), 0.6, "Recovery", "not paid back"),
    LayWord("stuck money", ("refund",), 0.4, "Recovery", "not paid back"),
)


SHORT = (
    Acronym("RTI", "Right to Information", "R.T.I"),
    Acronym("IT", "Information Technology", "Cyber and Technology Law"),
    Acronym("SC/ST", "Scheduled Castes and Scheduled Tribes", "Human Rights"),
)


ENGLISH = frozenset(
    term
    for text in (
        """company college office police court marriage property accident warrant notice freeze finding what means
        boss main mare bite ground appeal trick rest send notes valid limit case bail section cheque bounce""",
        *(text for row in hindi_words() for text in row.meant),
    )
    for term in query_terms(text)
)


def everything(_: str) -> bool:
    return True


def widened(text: str, known: Callable[[str], bool] = ENGLISH.__contains__, by: Widener | None = None) -> Widened:
    return (by or widener()).widen(TOKEN.findall(fold(text)), known)


def texts(found: Widened) -> set[str]:
    return {alternative.text for widening in found.widenings for alternative in widening.alternatives}


@cache
def of_english(lay: tuple[LayWord, ...] = LAY, short: tuple[Acronym, ...] = SHORT) -> Widener:
    return Widener(lexicon_of(lay, short, hindi_words(), grammar_words()))
