"""What of a matter a question asks for: 'punishment for …' wants the penalties, 'how long …' the procedure.

The words that ask are a table (:func:`law4u_index.law.lay.question_words`). Beside other words they are not looked for,
since nearly every answer has them; what they ask for chooses among the best answers
(:mod:`law4u_index.search.refining`) and the section that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from law4u_index.index.analysis import STOP_TERMS, Token
from law4u_index.search.lexicon import FIRST, GRAMMAR, WEIGHS, lexicon

_LEAST = "overview"
"""The kind that counts only where no other is asked for: 'what is the punishment …' asks for the punishment."""


class Asking:
    """What a query asks for.

    Attributes:
        kind: the kind of section that tells it; None where the query does not say.
        silent: the numbers of the words that only ask.
        beside_others: whether any other word carries meaning: is no stop word and no Hindi grammar.
    """

    __slots__ = ("beside_others", "kind", "silent")

    def __init__(
        self, kind: str | None = None, silent: frozenset[int] = frozenset(), beside_others: bool = False
    ) -> None:
        self.kind = kind
        self.silent = silent
        self.beside_others = beside_others


NOT_SAID = Asking()
"""A query that does not say what it asks for."""


def asking(said: Sequence[Token]) -> Asking:
    """Return what a query asks for: the first kind that it names; 'what is' only where there is no other.

    Args:
        said: its plain words, stop words too.
    """
    words = lexicon()
    terms = [token.term for token in said]
    longest = [words.longest_asking(term) for term in terms]
    if not any(longest):
        return NOT_SAID
    kind: str | None = None
    silent: set[int] = set()
    others, at = False, 0
    while at < len(said):
        for length in range(min(longest[at], len(said) - at), 0, -1):
            found = words.asking(" ".join(terms[at : at + length]))
            if found is not None and not (others and found[1] & FIRST):
                break
        else:
            others = others or _means(said[at])
            at += 1
            continue
        if kind in (None, _LEAST):
            kind = found[0]
        if found[1] & WEIGHS:
            others = True
        else:
            silent.update(range(at, at + length))
        at += length
    return Asking(kind, frozenset(silent), others)


def _means(token: Token) -> bool:
    """Tell whether a word carries meaning."""
    return token.term not in STOP_TERMS and not lexicon().bits(token.text) & GRAMMAR
