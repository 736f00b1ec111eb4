"""The exact values that an answer is filed under, so that a filter is one look-up."""

from __future__ import annotations

from collections.abc import Iterator

from law4u_index.answer import Answer
from law4u_index.index.analysis import TOKEN, fold

SEPARATOR = "\0"


def key(field: str, value: str) -> str:
    """Return the dictionary key for a value of one of :data:`law4u_index.index.schema.KEYS`."""
    return field + SEPARATOR + value


def label(text: str) -> str:
    """Return `text` as labels are compared: folded, signs dropped: 'Landlord & Tenant' is 'landlord tenant'."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the words of a name, folded but not stemmed."""
    return [match.replace(".", "") for match in TOKEN.findall(fold(text))]


def provisions(citation: str) -> Iterator[str]:
    """Yield a provision's id and those of the provisions that it is a part of: 318(4), then 318."""
    yield citation
    while citation.endswith(")") and "(" in citation:
        citation = citation[: citation.rindex("(")]
        yield citation


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
        found.update(key("advocate", word) for word in words(advocate.name))
        found.update(key("practice", label(area)) for area in advocate.practice_areas)
    return {value for value in found if not value.endswith(SEPARATOR)}
