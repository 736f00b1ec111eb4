"""The index's fields as Whoosh knows them: what its parser makes of words, what can be filtered, what is stored.

Whoosh keeps a pickled copy of this schema in its table of contents, so every class here can be pickled by its name and
holds nothing but settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.analysis import Composable, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from law4u_index.index.analysis import STOP_TERMS, fold, tokens
from law4u_index.index.keys import label, words
from law4u_index.index.schema import ALL_BITS, FIELDS, KeyField

CONTENT = "content"
"""The field that is all of :data:`law4u_index.index.schema.FIELDS` at once."""

TEXT_VIEWS: dict[str, int] = {**{field.name: field.bit for field in FIELDS}, CONTENT: ALL_BITS}
"""The searched fields by Whoosh's name: the bits of a posting's mask that belong to each."""

KEY_VIEWS: dict[str, KeyField] = {
    "id": "id",
    "category_label": "category",
    "kind": "kind",
    "cites": "cites",
    "act": "act",
    "advocate": "advocate",
    "practice": "practice",
}
"""The fields of exact values by Whoosh's name, and what :mod:`law4u_index.index.keys` calls each.

Only the category has two names: ``category`` is its words, ``category_label`` the whole of it.
"""

PUBLISHED = "published"
"""The field to sort by: the date as a number, 20250131; 0 where there is none."""


class TermsAnalyzer(Composable):  # type: ignore[misc]  # Whoosh's classes are Any to mypy (setup.cfg)
    """Turns text into the index's terms (:mod:`law4u_index.index.analysis`) for Whoosh.

    In a query, a word gives its own term, and stop words outside a phrase give none; for a highlighter, which asks in
    another mode, a word gives every term under which the index has it.
    """

    is_morph = True

    def __call__(
        self,
        value: str,
        *,
        positions: bool = False,
        chars: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        tokenize: bool = True,
        **_other: Any,
    ) -> Iterator[Any]:
        """Yield Whoosh's tokens: one object, changed each time, as Whoosh has it.

        Args:
            value: the text.
            positions: whether they are to have positions.
            chars: whether they are to have offsets; Whoosh's parser asks for them in phrases only.
            removestops: whether stop words may be left out.
            start_pos: the first position.
            start_char: the first offset.
            mode: 'query' where Whoosh's parser asks.
            tokenize: False for the pattern of a prefix or wildcard query, which is folded and otherwise left whole.
        """
        found = Token(positions, chars, removestops=removestops, mode=mode)
        if not tokenize:
            found.text, found.pos = fold(value), start_pos
            found.startchar, found.endchar = start_char, start_char + len(value)
            yield found
            return
        in_query = mode == "query"
        for token in tokens(value):
            if in_query and removestops and not chars and token.term in STOP_TERMS:
                continue
            for term in token.terms[:1] if in_query else token.terms:
                found.text, found.pos = term, start_pos + token.position
                found.startchar, found.endchar = start_char + token.start, start_char + token.end
                yield found


class _KeyAnalyzer(Composable):  # type: ignore[misc]  # as above
    """Gives each value of a text as one token that spans the whole."""

    def values(self, value: str) -> Iterable[str]:
        """Return the exact values that `value` stands for."""
        return (value.strip().casefold(),)

    def __call__(
        self, value: str, *, positions: bool = False, chars: bool = False, mode: str = "", **_other: Any
    ) -> Iterator[Any]:
        found = Token(positions, chars, mode=mode)
        found.startchar, found.endchar = 0, len(value)
        for found.pos, found.text in enumerate(self.values(value)):
            yield found


class ExactAnalyzer(_KeyAnalyzer):
    """For ids and kinds: the value as it is, in lower case."""


class LabelAnalyzer(_KeyAnalyzer):
    """For categories and practice areas: compared as :func:`law4u_index.index.keys.label` compares them."""

    def values(self, value: str) -> Iterable[str]:
        """Return the label."""
        return (label(value),)


class NameAnalyzer(_KeyAnalyzer):
    """For advocates: each word of the name."""

    def values(self, value: str) -> Iterable[str]:
        """Return the words of the name."""
        return words(value)


class PositionsFormat(Positions):  # type: ignore[misc]  # as above
    """What Whoosh calls a posting's value: here the positions as 32-bit numbers, where Whoosh would pickle them."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Return positions as a value."""
        return np.array(list(poslist), "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions in a value."""
        positions: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions a value has."""
        return len(valuestring) // 4


class NameField(FieldType):  # type: ignore[misc]  # as above
    """A field of names: whoever asks for several words means one who has them all."""

    def __init__(self) -> None:
        super().__init__(Existence(), NameAnalyzer(), multitoken_query="and")


def whoosh_schema() -> Any:
    """Return the ``whoosh.fields.Schema`` of every index of this project.

    Searched, with positions: question, category, headings, text, tips, example, and content for all of them. Exact:
    id, category_label, kind, cites, act, advocate, practice. Stored: id, url, question, category, published. To sort
    by: published.
    """
    stored = {"question", "category"}
    fields: dict[str, Any] = {
        name: FieldType(
            PositionsFormat(), TermsAnalyzer(), scorable=True, stored=name in stored, multitoken_query="and"
        )
        for name in TEXT_VIEWS
    }
    for name in ("id", "kind", "cites", "act"):
        fields[name] = FieldType(Existence(), ExactAnalyzer(), stored=name == "id", unique=name == "id")
    for name in ("category_label", "practice"):
        fields[name] = FieldType(Existence(), LabelAnalyzer())
    fields["advocate"] = NameField()
    fields["url"] = STORED()
    fields[PUBLISHED] = COLUMN(NumericColumn("I"))
    return Schema(**fields)
