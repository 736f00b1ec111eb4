"""The exact values that an answer is filed under, so that a filter is one look-up."""

from __future__ import annotations

from functools import lru_cache

from law4u_index.answer import Answer
from law4u_index.index.analysis import TOKEN, fold
from law4u_index.law.ids import enclosing

SEPARATOR = "\0"


def key(field: str, value: str) -> str:
    """Return the dictionary key for a value of one of :data:`law4u_index.index.schema.KEYS`."""
    return field + SEPARATOR + value


@lru_cache(maxsize=16_384)
def label(text: str) -> str:
    """Return `text` as labels are compared: folded, signs dropped: 'Landlord & Tenant' is 'landlord tenant'."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the words of a name, folded but not stemmed."""
    return [match.replace(".", "") for match in TOKEN.findall(fold(text))]


def provisions(citation: str) -> tuple[str, ...]:
    """Return a provision's id and those of the provisions that it is a part of: 318(4), 318; a Rule, its Order."""
    return (citation, *enclosing(citation))


def keys_of(answer: Answer) -> set[str]:
    """Return every key that `answer` is filed under."""
    found = {key("id", answer.id)}
    if answer.category:
        found.add(key("category", label(answer.category)))
    for section in answer.walk():
        found.add(key("kind", section.kind))
    for citation in answer.citations:
        found.update(key("cites", provision) for provision in provisions(citation.id))
        found.add(key("act", citation.id.split("/", 1)[0]))
    for advocate in answer.advocates:
        found.add(key("advocate", label(advocate.name)))
        found.update([key("advocate", word) for word in label(advocate.name).split()])
        found.update([key("practice", label(area)) for area in advocate.practice_areas])
    return {value for value in found if not value.endswith(SEPARATOR)}
