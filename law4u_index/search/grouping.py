"""What stands within one pair of brackets of a query, as it is read: words, AND, OR and NOT, put into a tree."""

from __future__ import annotations

from collections.abc import Sequence

from law4u_index.errors import QueryError
from law4u_index.search.syntax import LEAVES, And, InField, Leaf, Not, Or, Query, Words


class Group:
    """What has been read between a bracket and here; the whole query is a group too.

    Args:
        text: the query.
        opened: where the bracket stands.
        text_field: the field that the words inside are looked up in.

    Attributes:
        opened: where the bracket stands.
        text_field: the field that the words inside are looked up in.
        loose: how many brackets inside words are open: their partners are text as well.
    """

    def __init__(self, text: str, opened: int, text_field: str | None) -> None:
        self.opened = opened
        self.text_field = text_field
        self.loose = 0
        self._text = text
        self._words: list[Query] = []  # since the last operator
        self._terms: list[Query] = []  # before that, back to the last OR: one node for each side of an AND
        self._alternatives: list[Query] = []  # before that: one node for each side of an OR
        self._operator: int | None = None  # where the AND or OR stands that still lacks its right side
        self._negation: int | None = None  # where the NOT or minus sign stands that still lacks what it negates

    def add(self, node: Query, bracket: int = 0) -> None:
        """Take in a node; a negation that waits takes hold of it.

        Args:
            node: what was read.
            bracket: where the bracket around `node` ends, if there is one.

        Raises:
            QueryError: the negation would take back another.
        """
        node = self._in_field(node)
        if self._negation is not None:
            if is_only_negative(node):
                raise self._error("this takes back the 'NOT' before it; leave out one of them, or both", node.start)
            node = Not(node, start=self._negation, end=max(node.end, bracket))
        self._negation = self._operator = None
        self._words.append(node)

    def add_beside(self, nodes: Sequence[Leaf | InField]) -> None:
        """Take in nodes that hang together; a negation leaves out what has all of them."""
        if self._negation is not None and len(nodes) > 1:
            self.add(And(tuple(map(self._in_field, nodes)), start=nodes[0].start, end=nodes[-1].end))
        else:
            for node in nodes:
                self.add(node)

    def operate(self, name: str, at: int) -> None:
        """Take in the operator `name`, which stands at `at`.

        Raises:
            QueryError: it has nothing before it.
        """
        if name == "NOT":
            self.negate(at)
            return
        if self._negation is not None or not self._words:
            before = "nothing before it" if self._negation is None else "'NOT' right before it"
            raise self._error(f"this '{name}' has {before}; put a word there, or take it out", at)
        self._operator = at
        self._end_term()
        if name == "OR":
            self._end_alternative()

    def negate(self, at: int) -> None:
        """Take in a NOT or minus sign, which stands at `at`."""
        if self._negation is not None:
            raise self._error("this takes back the 'NOT' before it; leave out one of them, or both", at)
        self._negation = at

    def check_negation(self) -> None:
        """See that no negation still waits for what it negates."""
        if self._negation is not None:
            raise self._error("this 'NOT' has nothing after it; say what to leave out", self._negation)

    def finish(self) -> Query:
        """Return what the group says, now that it is complete.

        Raises:
            QueryError: it is empty, ends in an operator, or a side of an OR says only what to leave out.
        """
        self.check_negation()
        if not self._words:
            if self._operator is None:
                raise self._error("there is nothing in these brackets; take them out", self.opened)
            name = "AND" if self._text.startswith("AND", self._operator) else "OR"
            raise self._error(f"this '{name}' has nothing after it; say what, or take it out", self._operator)
        self._end_term()
        self._end_alternative()
        if len(self._alternatives) == 1:
            return self._alternatives[0]
        for node in self._alternatives:
            if is_only_negative(node):
                message = "one side of an 'OR' says only what to leave out; say there also what to look for"
                raise self._error(message, node.start)
        first, last = self._alternatives[0], self._alternatives[-1]
        return Or(tuple(self._alternatives), start=first.start, end=last.end)

    def _end_term(self) -> None:
        self._terms.append(_joined(Words, self._words))
        self._words = []

    def _end_alternative(self) -> None:
        self._alternatives.append(_joined(And, self._terms))
        self._terms = []

    def _in_field(self, node: Query) -> Query:
        """Return a node as it is looked for: in the field that the group stands behind, if it does."""
        name = self.text_field
        if name is not None and isinstance(node, LEAVES) and node.text != ")":
            return InField(name, node, start=node.start, end=node.end)
        return node

    def _error(self, message: str, position: int) -> QueryError:
        return QueryError(message, self._text, position)


def is_only_negative(query: Query) -> bool:
    """Tell whether `query` says only what to leave out."""
    if isinstance(query, (Words, And)):
        return all(isinstance(node, Not) for node in query.nodes)
    return isinstance(query, Not)


def _joined(kind: type[Words] | type[And], nodes: list[Query]) -> Query:
    """Return `nodes` as one node of `kind`; those that are nothing but negations become part of it."""
    if len(nodes) == 1:
        return nodes[0]
    parts: list[Query] = []
    for node in nodes:
        if isinstance(node, (Words, And)) and is_only_negative(node):
            parts.extend(node.nodes)
        else:
            parts.append(node)
    return kind(tuple(parts), start=nodes[0].start, end=nodes[-1].end)
