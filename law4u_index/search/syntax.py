"""What a query says, as a tree: the nodes, how to walk them and how to write them down again.

:func:`law4u_index.search.query.parse_query` makes these trees; whoever answers queries reads them. Two nodes
are equal when they say the same, wherever in the text they stand: offsets do not count.

A tree that comes from the parser keeps these promises, so that no reader has to check them:

- :class:`Words`, :class:`And` and :class:`Or` have at least two nodes each;
- what stands under :class:`Not`, or beside another in :class:`Or`, is never a negation itself nor made of
  nothing but negations; neither is the whole query;
- :class:`InField` holds a :class:`Word`, :class:`Phrase`, :class:`Prefix` or :class:`Fuzzy`;
- :class:`Everything` is always the whole query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

QUOTES = '"“”„‟＂'
"""The signs that open and close a phrase. An apostrophe never does: ``tenant's``."""

OPERATORS = frozenset({"AND", "OR", "NOT"})
"""The words that are operators where they stand alone, in capitals."""

TEXT_FIELDS = frozenset({"question"})
"""The fields whose text is searched: ``question:bail``."""

FILTERS = frozenset({"category", "advocate", "cites", "kind"})
"""The fields that an answer has or has not: ``category:"Cheque Bounce"``."""


class _Node:
    """What all nodes share; none is changed once it is made.

    Not dataclasses: to make so many of those costs every start of the program two milliseconds.

    Attributes:
        start: where the node begins in the query's text, in characters.
        end: where it ends; ``text[start:end]`` is the node as typed, with its quotes and signs.
    """

    __slots__ = ("end", "start")

    def __init__(self, start: int = 0, end: int = 0) -> None:
        self.start: Final = start
        self.end: Final = end

    def _said(self) -> tuple[object, ...]:
        return ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Node) and type(other) is type(self) and other._said() == self._said()

    def __hash__(self) -> int:
        return hash((type(self), self._said()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._said()))})"


class Everything(_Node):
    """The empty query: whatever the filters beside it let through."""

    __slots__ = ()


class _Text(_Node):
    """A node that is looked up by its text."""

    __slots__ = ("text",)

    def __init__(self, text: str, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.text: Final = text

    def _said(self) -> tuple[object, ...]:
        return (self.text,)


class Word(_Text):
    """A word as typed, with the signs that stand at it (``deposit?``, ``13(1)(ia)``); may be nothing but signs."""

    __slots__ = ()


class Phrase(_Text):
    """Words in quotes, to be found in this order and side by side; `text` is without the quotes."""

    __slots__ = ()


class Prefix(_Text):
    """The beginning of a word (``bail*``); `text` is without the star."""

    __slots__ = ()


class Fuzzy(_Text):
    """A word that may be misspelt (``cheqe~``); `text` is without the tilde."""

    __slots__ = ()


Leaf: TypeAlias = Word | Phrase | Prefix | Fuzzy
"""What is looked up in the text of answers."""

LEAVES: Final = (Word, Phrase, Prefix, Fuzzy)
"""The same, to ask with ``isinstance``."""


class InField(_Node):
    """A leaf that is looked up in one field only; `field` is one of :data:`TEXT_FIELDS`."""

    __slots__ = ("field", "node")

    def __init__(self, field: str, node: Leaf, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.field: Final = field
        self.node: Final = node

    def _said(self) -> tuple[object, ...]:
        return self.field, self.node


class Filter(_Node):
    """A requirement on the record; `field` is one of :data:`FILTERS`, `value` the text as typed, without quotes."""

    __slots__ = ("field", "value")

    def __init__(self, field: str, value: str, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.field: Final = field
        self.value: Final = value

    def _said(self) -> tuple[object, ...]:
        return self.field, self.value


class _Several(_Node):
    """A node of several."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: tuple[Query, ...], *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.nodes: Final = nodes

    def _said(self) -> tuple[object, ...]:
        return (self.nodes,)


class Words(_Several):
    """Nodes said side by side: answers with all of them come first, then those with some.

    A :class:`Filter` or a :class:`Not` among the nodes is a requirement on every answer.
    """

    __slots__ = ()


class And(_Several):
    """Nodes that an answer must have all of."""

    __slots__ = ()


class Or(_Several):
    """Nodes that an answer must have at least one of."""

    __slots__ = ()


class Not(_Node):
    """A node that an answer must not have."""

    __slots__ = ("node",)

    def __init__(self, node: Query, *, start: int = 0, end: int = 0) -> None:
        super().__init__(start, end)
        self.node: Final = node

    def _said(self) -> tuple[object, ...]:
        return (self.node,)


Query: TypeAlias = Everything | Word | Phrase | Prefix | Fuzzy | InField | Filter | Words | And | Or | Not
"""A query, or any part of one."""


def walk(query: Query) -> Iterator[Query]:
    """Yield `query` and every node below it, in the order of the text."""
    pending = [query]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, (Words, And, Or)):
            pending.extend(reversed(node.nodes))
        elif isinstance(node, (Not, InField)):
            pending.append(node.node)


_OPERATOR = r"\b(?:AND|OR|NOT)\b"
_LIKE_AN_OPERATOR = r"(?:AND|OR|NOT)(?:\(|\Z)"


def unparse(query: Query) -> str:
    """Return the text of `query` in canonical form, which parses to an equal tree.

    Args:
        query: a tree that came from the parser.

    Returns:
        Text with single spaces, straight quotes, ``-`` for negations and no bracket that changes nothing.
    """
    return _unparse(query, _must_shout(query))


def is_shouted(text: str) -> bool:
    """Tell whether the query `text` is all capitals, besides its operators.

    Such a query was typed with the capitals lock on: AND, OR and NOT are plain words in it.
    """
    return text.isupper() and re.sub(_OPERATOR, "", text).isupper()


def _must_shout(query: Query) -> bool:
    """Tell whether the text of `query` is all capitals, or has to be for the sake of a plain AND in it."""
    if any(re.match(_LIKE_AN_OPERATOR, _unparse(node, shouted=False)) for node in _bare(query)):
        return True
    nodes = list(walk(query))
    if any(isinstance(node, (InField, Filter)) for node in nodes):  # their names are in small letters
        return False
    return is_shouted(" ".join(node.text for node in nodes if isinstance(node, LEAVES)))


def _bare(query: Query) -> Iterator[Query]:
    """Yield the nodes whose text stands by itself, without a field or a minus sign right before it."""
    if isinstance(query, (Words, And, Or)):
        for node in query.nodes:
            yield from _bare(node)
    elif isinstance(query, Not) and isinstance(query.node, (Words, And, Or)):
        yield from _bare(query.node)
    else:
        yield query


def _unparse(node: Query, shouted: bool) -> str:
    """Return the text of a node; names of fields in capitals where all is `shouted`."""
    if isinstance(node, Words):
        return " ".join(_within(child, shouted, (Words, And, Or)) for child in node.nodes)
    if isinstance(node, And):
        return " AND ".join(_within(child, shouted, (And, Or)) for child in node.nodes)
    if isinstance(node, Or):
        return " OR ".join(_within(child, shouted, (Or,)) for child in node.nodes)
    if isinstance(node, Not):
        text = _within(node.node, shouted, (Words, And, Or))
        if text[0].isalnum() or text[0] in '"(':
            return "-" + text
        # A minus sign before another sign is plain text.
        return f"-({text})" if shouted else f"NOT {text}"
    if isinstance(node, InField):
        return f"{_name(node.field, shouted)}:{_unparse(node.node, shouted)}"
    if isinstance(node, Filter):
        return f'{_name(node.field, shouted)}:"{node.value}"'
    if isinstance(node, Phrase):
        return f'"{node.text}"'
    if isinstance(node, Prefix):
        return node.text + "*"
    if isinstance(node, Fuzzy):
        return node.text + "~"
    return node.text if isinstance(node, Word) else ""


def _within(node: Query, shouted: bool, looser: tuple[type[_Node], ...]) -> str:
    """Return the text of `node`, in brackets where its kind binds no tighter than what is around it."""
    text = _unparse(node, shouted)
    return f"({text})" if isinstance(node, looser) else text


def _name(field_name: str, shouted: bool) -> str:
    return field_name.upper() if shouted else field_name


def replace_words(text: str, query: Query, replacements: Mapping[tuple[int, int], str]) -> str:
    """Return `text` with some of its words put otherwise, and everything else as it was typed.

    A replacement takes on the capitals of what it replaces; it never turns into an operator by that.

    Args:
        text: the text that `query` was parsed from.
        query: its tree.
        replacements: from ``(start, end)`` offsets into `text` to the new word. A span is a whole
            :class:`Word`, :class:`Phrase`, :class:`Prefix` or :class:`Fuzzy` or lies within one.

    Raises:
        ValueError: a span is empty, overlaps another, or is no part of a leaf.
    """
    leaves = [(node.start, node.end) for node in walk(query) if isinstance(node, LEAVES)]
    parts: list[str] = []
    done = leaf = 0
    for (start, end), new in sorted(replacements.items()):
        while leaf < len(leaves) and leaves[leaf][1] <= start:
            leaf += 1
        if leaf == len(leaves) or not leaves[leaf][0] <= start < end <= leaves[leaf][1] or start < done:
            raise ValueError(f"characters {start} to {end} are no part of a word of the query")
        parts += text[done:start], _in_the_case_of(text[start:end], new, shouted=is_shouted(text))
        done = end
    return "".join(parts) + text[done:]


def _in_the_case_of(old: str, new: str, *, shouted: bool) -> str:
    """Return a word with the capitals of another; all capitals where the query is."""
    if shouted:  # one small letter would wake the operators of a query that is all capitals
        return new.upper()
    letters = [sign for sign in old if sign.isalpha()]
    if len(letters) > 1 and old.isupper() and new.upper() not in OPERATORS:
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new
