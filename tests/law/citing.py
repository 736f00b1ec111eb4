"""What a text cites, as the tests of citations ask for it."""

from __future__ import annotations

from law4u_index.law import find_citations


def ids(text: str) -> list[str]:
    """Return the ids of the provisions that a text cites, in order."""
    return [citation.id for citation in find_citations(text)]
