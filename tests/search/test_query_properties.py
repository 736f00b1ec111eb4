"""Whatever is typed is a query or an error that points into it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from law4u_index.errors import QueryError
from law4u_index.search.query import parse_query
from law4u_index.search.syntax import (
    LEAVES,
    And,
    Everything,
    Filter,
    Fuzzy,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    Words,
    replace_words,
    unparse,
    walk,
)

PIECES = ["AND", "OR", "NOT", "AND(", "(", ")", '"', "“", "”", "-", "*", "~", ":", " ", "  ", "\n", "?", "'", "."]
PIECES += ["question:", "category:", "KIND:", "bail", "AB", "b", "5", "13(1)(ia)", "x)", "क", "की", "\u200f", "\ud800"]

anything = st.text(st.characters(exclude_categories=()), max_size=40)
nearly_queries = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
texts = st.one_of(anything, nearly_queries)


def read(text: str) -> Query | None:
    try:
        return parse_query(text)
    except QueryError as error:
        trouble = error
    assert 0 <= trouble.position <= len(text)
    assert trouble.query == text
    assert str(trouble).count("\n") == 0 < str(trouble).count("; ")
    return None


@given(texts)
@example("\x00\u202e(\ud800)")
@example("13(1)(ia)“'x\"--कीNOTquestion:")
@example("-(~KIND: )AB:::")
@example("AND(AND* KIND:NOTKIND:")
@example("question:(~) AND AB")
def test_any_text_is_a_query_that_can_be_written_down_and_read_again(text: str) -> None:
    query = read(text)
    if query is not None:
        written = unparse(query)
        assert parse_query(written) == query
        assert unparse(parse_query(written)) == written


@given(texts)
def test_the_text_of_every_node_stands_where_the_node_says(text: str) -> None:
    for node in walk(read(text) or Everything()):
        typed = text[node.start : node.end]
        if isinstance(node, Word):
            assert typed == node.text
        elif isinstance(node, Phrase):
            assert typed[1:-1] == node.text
        elif isinstance(node, (Prefix, Fuzzy)):
            assert typed[:-1] == node.text
        elif isinstance(node, Filter):
            assert node.value in typed
            assert typed.lower().startswith(node.field + ":")


@given(texts)
def test_every_tree_keeps_its_promises(text: str) -> None:
    query = read(text) or Word("x")
    assert not says_only_no(query)
    for node in walk(query):
        if isinstance(node, (Words, And, Or)):
            assert len(node.nodes) >= 2
            assert [child.start for child in node.nodes] == sorted(child.start for child in node.nodes)
        if isinstance(node, (Words, And)):
            assert not any(says_only_no(child) and not isinstance(child, Not) for child in node.nodes)
        if isinstance(node, Or):
            assert not any(map(says_only_no, node.nodes))
        if isinstance(node, Not):
            assert not says_only_no(node.node)
        if isinstance(node, InField):
            assert isinstance(node.node, LEAVES)
        assert node is query or not isinstance(node, Everything)


def says_only_no(query: Query) -> bool:
    if isinstance(query, (Words, And)):
        return all(map(says_only_no, query.nodes))
    return isinstance(query, Not)


@given(st.text(st.sampled_from("abcz क?!.,/₹%#'"), min_size=1, max_size=60).filter(str.strip))
def test_a_text_without_syntax_is_its_words_in_order(text: str) -> None:
    leaves = [node.text for node in walk(parse_query(text)) if isinstance(node, Word)]
    assert leaves == text.split()


@given(nearly_queries, st.data())
def test_a_replacement_changes_that_word_and_nothing_else(text: str, data: st.DataObject) -> None:
    query = read(text) or Everything()
    words = [node for node in walk(query) if isinstance(node, Word) and node.text.isalpha()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    result = replace_words(text, query, {(word.start, word.end): "zebra"})
    again = list(walk(parse_query(result)))
    assert [type(node) for node in again] == [type(node) for node in walk(query)]
    changed = [(a, b) for a, b in zip(walk(query), again, strict=True) if isinstance(a, Word) and a != b]
    assert [(a.start, a.text) for a, _ in changed] == [(word.start, word.text)]
