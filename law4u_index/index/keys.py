"""The exact values that an answer is filed under (its id, category, provisions …), so that a filter is one look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from law4u_index.index.analysis import chunk_tokens, fold
from law4u_index.index.caching import kept_of_words
from law4u_index.law.ids import enclosing

if TYPE_CHECKING:
    from law4u_index.answer import Advocate, Answer
    from law4u_index.index.schema import KeyField

SEPARATOR = "\0"

_OF_ANY_AREA = frozenset({"law", "laws"})


def key(field: KeyField, value: str) -> str:
    """Return the dictionary key for a value of a field."""
    return field + SEPARATOR + value


@kept_of_words(16_384)
def label(text: str) -> str:
    """Return `text` as labels are compared: folded, signs dropped: 'Landlord & Tenant' is 'landlord tenant'."""
    return " ".join(words(text))


def area(text: str) -> str:
    """Return the area of law that a label names: 'Criminal Law' is 'criminal', as is 'Criminal'."""
    return " ".join(word for word in label(text).split() if word not in _OF_ANY_AREA)


def words(text: str) -> list[str]:
    """Return the words of a name, folded but not stemmed."""
    return [token.replace(".", "") for token in chunk_tokens(fold(text))]


def provisions(citation: str) -> tuple[str, ...]:
    """Return a provision's id and those of the provisions that it is a part of: 318(4), 318; a Rule, its Order."""
    return (citation, *enclosing(citation))


def keys_of(answer: Answer) -> set[str]:
    """Return every key that `answer` is filed under."""
    found = {key("id", answer.id)} if answer.id else set()
    if answer.category and (category := label(answer.category)):
        found.add(key("category", category))
    found.update([key("kind", kind) for kind in {section.kind for section in answer.walk()} if kind])
    for citation in answer.citations:
        found.update(_keys_of_provision(citation.id))
    for advocate in answer.advocates:
        found.update(_keys_of_advocate(advocate))
    return found


@lru_cache(maxsize=16_384)
def _keys_of_provision(citation: str) -> tuple[str, ...]:
    act = citation.split("/", 1)[0]
    cited = [key("cites", provision) for provision in provisions(citation) if provision]
    return (*cited, key("act", act)) if act else tuple(cited)


@lru_cache(maxsize=4_096)
def _keys_of_advocate(advocate: Advocate) -> tuple[str, ...]:
    """Return the keys of an advocate, who stands on many pages with the same card."""
    name = label(advocate.name)
    keys = [key("advocate", part) for part in {name, *name.split()} if part]
    return (*keys, *(key("practice", area) for area in map(label, advocate.practice_areas) if area))
