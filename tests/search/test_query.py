"""What a person may type, and what it is taken for."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

import pytest

from law4u_index.errors import QueryError
from law4u_index.search import query as query_module
from law4u_index.search.query import (
    MAX_DEPTH,
    MAX_FUZZY,
    MAX_GROUPS,
    MAX_PHRASES,
    MAX_PREFIXES,
    MAX_QUERY,
    MAX_WORDS,
    parse_query,
)
from law4u_index.search.syntax import (
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
    unparse,
    walk,
)

DOCS = Path(__file__).parents[2] / "docs" / "query-language.md"


def side_by_side(text: str) -> Words:
    """The query that says each word of `text`, two at least, plainly."""
    return Words(tuple(map(Word, text.split())))


# Plain words


@pytest.mark.parametrize(
    "text",
    [
        "can my landlord keep the deposit?",
        "Section 13(1)(ia) or Section 318(4) hello(world)",
        "sad :( happy :) and ;-))",
        "a fine of ₹(500) under §(4)(b) and $(x)",
        "rent of ₹(500 a month)",
        "1) I was sacked 2) no pay iv) what now",
        "co-owner well - known 2020-21 -- -₹500 -?",
        "Section 138: what? 10:30 http://law4u.in/a?b=c Re: bail unknown:field",
        "Question: can I get bail",
        "my tenant's father-in-law ate 'it'",
        'a 5" pipe of 5\'6" or 1/2" width',
        "* ~ : ! . , / ₹ % # § 😀 **bold** f**k *bail ab~ 498~ 5* 13(1)*",
        "landlord(my uncle) refuses",
        "landlord(my uncle refuses",
        "and bail or not fine AND, OR:",
        "जमानत कैसे मिलेगी",
        "caſe:x Kind :x \u200fbail \ud800 \x00",
        "unknown:(x) y",
    ],
)
def test_signs_that_people_write_in_sentences_are_plain_text(text: str) -> None:
    assert parse_query(text) == side_by_side(text)


@pytest.mark.parametrize(
    "text",
    [
        "CAN MY LANDLORD NOT RETURN MY DEPOSIT AND KEEP IT",
        "OR CAN I NOT",
        "BAIL NOT(GRANTED) AND",
    ],
)
def test_a_question_that_is_all_capitals_has_no_operators(text: str) -> None:
    assert parse_query(text) == side_by_side(text)


def test_operators_between_words_without_capitals_are_operators() -> None:
    assert parse_query("420 OR 318") == Or((Word("420"), Word("318")))
    assert parse_query("जमानत AND तलाक") == And((Word("जमानत"), Word("तलाक")))


@pytest.mark.parametrize("text", ["", "   ", "\n\t\u3000"])
def test_saying_nothing_asks_for_everything(text: str) -> None:
    query = parse_query(text)
    assert query == Everything()
    assert (query.start, query.end) == (0, len(text))


# What can be said


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("bail", Word("bail")),
        ('"legal notice"', Phrase("legal notice")),
        ("“legal notice”", Phrase("legal notice")),
        ("„legal notice“ x", Words((Phrase("legal notice"), Word("x")))),
        ('the"legal notice"now', Words((Word("the"), Phrase("legal notice"), Word("now")))),
        ('"5" pipe', Words((Phrase("5"), Word("pipe")))),
        ("bail*", Prefix("bail")),
        ("49*?", Prefix("49")),
        ("जमा*", Prefix("जमा")),
        ("cheqe~", Fuzzy("cheqe")),
        ("is it cheqe~?", Words((Word("is"), Word("it"), Fuzzy("cheqe")))),
        ("question:bail", InField("question", Word("bail"))),
        ("co-own*", Words((Word("co-"), Prefix("own")))),
        ("co-owner~?", Words((Word("co-"), Fuzzy("owner")))),
        ("bail -co-own*", Words((Word("bail"), Not(And((Word("co-"), Prefix("own"))))))),
        ("question:co-own*", Words((InField("question", Word("co-")), InField("question", Prefix("own"))))),
        ("e-fil*", Prefix("e-fil")),
        ("QUESTION:bail*", InField("question", Prefix("bail"))),
        ('question:"legal notice"', InField("question", Phrase("legal notice"))),
        ("question:13(1)(ia)", InField("question", Word("13(1)(ia)"))),
        ("category:Family", Filter("category", "Family")),
        ('Category:"Cyber and Technology Law"', Filter("category", "Cyber and Technology Law")),
        ('category: "Family Law"', Filter("category", "Family Law")),
        ("advocate:sharma", Filter("advocate", "sharma")),
        ('cites:"Section 138 NI Act"', Filter("cites", "Section 138 NI Act")),
        ("cites:318(4)", Filter("cites", "318(4)")),
        ("kind:tips", Filter("kind", "tips")),
        ("kind:tips* b", Words((Filter("kind", "tips*"), Word("b")))),
    ],
)
def test_each_thing_that_can_be_said_is_understood(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("bail -fee", Words((Word("bail"), Not(Word("fee"))))),
        ("bail NOT fee", Words((Word("bail"), Not(Word("fee"))))),
        ("bail NOT(fee)", Words((Word("bail"), Not(Word("fee"))))),
        ("-fee bail", Words((Not(Word("fee")), Word("bail")))),
        ('bail -"court fee"', Words((Word("bail"), Not(Phrase("court fee"))))),
        ("bail -question:fee", Words((Word("bail"), Not(InField("question", Word("fee")))))),
        ("bail -kind:tips", Words((Word("bail"), Not(Filter("kind", "tips"))))),
        ("bail -(a b)", Words((Word("bail"), Not(side_by_side("a b"))))),
        ("bail -AND", Words((Word("bail"), Not(Word("AND"))))),
        ("bail AND -a -b", And((Word("bail"), Not(Word("a")), Not(Word("b"))))),
        ("(-a -b) bail", Words((Not(Word("a")), Not(Word("b")), Word("bail")))),
        ('"co"-owner', Words((Phrase("co"), Word("-"), Word("owner")))),
        ('"co"--owner', Words((Phrase("co"), Word("--"), Word("owner")))),
    ],
)
def test_a_minus_sign_or_not_leaves_out_what_follows(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a AND b", And((Word("a"), Word("b")))),
        ("a AND b AND c", And((Word("a"), Word("b"), Word("c")))),
        ("a OR b OR c", Or((Word("a"), Word("b"), Word("c")))),
        ("a b AND c", And((side_by_side("a b"), Word("c")))),
        ("a OR b AND c d", Or((Word("a"), And((Word("b"), side_by_side("c d")))))),
        ("(a OR b) AND c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("(a OR b)c", Words((Or((Word("a"), Word("b"))), Word("c")))),
        ("a AND(b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ('a AND"b c"', And((Word("a"), Phrase("b c")))),
        ("((((bail))))", Word("bail")),
        ("(13(1)(ia) OR 498A)", Or((Word("13(1)(ia)"), Word("498A")))),
        (
            "the rent (see the letter, section 5)?",
            Words((Word("the"), Word("rent"), side_by_side("see the letter, section 5"), Word("?"))),
        ),
        ("(kind:tips)", Filter("kind", "tips")),
        ("(i) bail (ii) fine", side_by_side("i bail ii fine")),
        ("question:(a OR b)", Or((InField("question", Word("a")), InField("question", Word("b"))))),
        ("question:(bail kind:tips)", Words((InField("question", Word("bail")), Filter("kind", "tips")))),
        (
            "question:((a -b) c) d",
            Words(
                (
                    Words(
                        (
                            Words((InField("question", Word("a")), Not(InField("question", Word("b"))))),
                            InField("question", Word("c")),
                        )
                    ),
                    Word("d"),
                )
            ),
        ),
    ],
)
def test_brackets_and_operators_say_what_belongs_together(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_a_bracket_that_is_text_ends_at_its_own_partner_even_across_a_quote() -> None:
    assert parse_query('deposit("advance" ) b') == Words((Word("deposit("), Phrase("advance"), Word(")"), Word("b")))


def test_a_bracket_in_a_filters_value_is_no_partner_for_one_outside() -> None:
    assert parse_query("a(b kind:x) c") == Words((Word("a(b"), Filter("kind", "x"), Word(")"), Word("c")))


def test_every_node_knows_where_it_stands() -> None:
    text = 'rent  -(flat OR "legal notice")  question:bail*? category:“Family Law”'
    places = {type(node).__name__: text[node.start : node.end] for node in walk(parse_query(text))}
    assert places == {
        "Words": text,
        "Word": "flat",
        "Not": '-(flat OR "legal notice")',
        "Or": 'flat OR "legal notice"',
        "Phrase": '"legal notice"',
        "InField": "question:bail*",
        "Prefix": "bail*",
        "Filter": "category:“Family Law”",
    }


def test_two_nodes_are_equal_when_they_say_the_same_wherever_they_stand() -> None:
    first, second, other = parse_query("bail"), parse_query("  bail"), parse_query('"bail"')
    assert first == second != other
    assert len({first, second, other}) == 2
    assert repr(second) == "Word('bail')"


# What cannot be read


def documented_errors() -> list[tuple[str, str, int]]:
    section = DOCS.read_text(encoding="utf-8").split("## What cannot be read")[1].split("## Limits")[0]
    rows = re.findall(r"^\| `([^`\n]{1,80})` \| ([^|\n]{1,200}) \| ([0-9]{1,3}) \|$", section, re.MULTILINE)
    return [(text, message, int(position)) for text, message, position in rows]


def test_the_manual_lists_the_errors() -> None:
    assert len(documented_errors()) >= 16


@pytest.mark.parametrize(("text", "message", "position"), documented_errors())
def test_the_manual_quotes_each_error_as_it_is(text: str, message: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert (str(caught.value), caught.value.position, caught.value.query) == (message, position, text)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ('legal notice"', "this quote is never closed", 12),
        ('section 138"', "this quote is never closed", 11),
        ("(a (b)", "this '(' is never closed", 0),
        ("(a (b", "this '(' is never closed", 3),
        ("bail )", "this ')' closes nothing", 5),
        ("section 420) x", "this ')' closes nothing", 11),
        ("kind:tips)", "this ')' closes nothing", 9),
        ('"" x', "nothing in these quotes", 0),
        ('category:" "', "nothing in these quotes", 9),
        ("(a AND)", "this 'AND' has nothing after it", 3),
        ("(OR a)", "this 'OR' has nothing before it", 1),
        ("a OR", "this 'OR' has nothing after it", 2),
        ("(a NOT)", "this 'NOT' has nothing after it", 3),
        ('a("b" NOT )', "this 'NOT' has nothing after it", 6),
        ("a NOT NOT b", "takes back the 'NOT'", 6),
        ("a -(-b)", "takes back the 'NOT'", 4),
        ("a -(-b -c)", "takes back the 'NOT'", 4),
        ("-kind:tips", "only what to leave out", 0),
        ("-a AND -b", "only what to leave out", 0),
        ("x OR (-a -b)", "one side of an 'OR'", 6),
        ("(category:)", "'category:' has no value", 1),
        ("question:", "'question:' has no value", 0),
        ("my question:  ", "'question:' has no value", 3),
        ("cites:(IPC 420)", "'cites:' has no value right after it", 0),
        ("question:b*", "too many words begin like 'b*'", 9),
        ("a tenant's* rent", "too many words begin like 's*'", 9),
    ],
)
def test_a_query_that_cannot_be_read_is_an_error_that_points_at_the_place(
    text: str, message: str, position: int
) -> None:
    with pytest.raises(QueryError, match=re.escape(message)) as caught:
        parse_query(text)
    assert (caught.value.position, caught.value.query) == (position, text)


def test_the_manual_shows_python_what_python_shows() -> None:
    results = doctest.testfile(str(DOCS), module_relative=False, encoding="utf-8")
    assert results.attempted >= 3
    assert results.failed == 0


# Limits


@pytest.mark.parametrize(
    ("most", "too_much", "message"),
    [
        ("x" * MAX_QUERY, "x" * (MAX_QUERY + 1), "the query has 8,001 characters"),
        ("word " * MAX_WORDS, "word " * (MAX_WORDS + 1), "more than 128 words"),
        ("? " * MAX_WORDS, "? " * (MAX_WORDS + 1), "more than 128 words"),
        (f'"{"a/" * MAX_WORDS}"', f'"{"a/" * (MAX_WORDS + 1)}"', "more than 128 words"),
        (f"kind:{'a/' * MAX_WORDS}", f"kind:{'a/' * (MAX_WORDS + 1)}", "more than 128 words"),
        ("ज़मानत " * MAX_WORDS, "ज़मानत " * (MAX_WORDS + 1), "more than 128 words"),
        ("(a) " * MAX_GROUPS, "(a) " * (MAX_GROUPS + 1), "the query has more than 32 brackets"),
        ('"a b" ' * MAX_PHRASES, '"a b" ' * (MAX_PHRASES + 1), "more than 4 phrases are in quotes"),
        ("bail* " * MAX_PREFIXES, "bail* " * (MAX_PREFIXES + 1), "more than 2 words end in '*'"),
        ("cheqe~ " * MAX_FUZZY, "cheqe~ " * (MAX_FUZZY + 1), "more than 8 words end in '~'"),
        (
            "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH,
            "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1),
            "more than 32 brackets",
        ),
        (
            "question:(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH,
            "question:(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1),
            "more than 32 brackets",
        ),
    ],
)
def test_a_query_may_be_as_large_as_a_limit_and_no_larger(most: str, too_much: str, message: str) -> None:
    assert not isinstance(parse_query(most), Everything)
    with pytest.raises(QueryError, match=re.escape(message)):
        parse_query(too_much)


def test_the_manual_names_the_limits_as_they_are() -> None:
    rows = re.findall(r"\| ([0-9,]{1,9}) \| `(MAX_[A-Z]{1,20})` \|", DOCS.read_text(encoding="utf-8"))
    limits = {name: int(value.replace(",", "")) for value, name in rows}
    assert limits == {
        "MAX_QUERY": MAX_QUERY,
        "MAX_WORDS": MAX_WORDS,
        "MAX_DEPTH": MAX_DEPTH,
        "MAX_GROUPS": MAX_GROUPS,
        "MAX_PHRASES": MAX_PHRASES,
        "MAX_PREFIXES": MAX_PREFIXES,
        "MAX_FUZZY": MAX_FUZZY,
    }


def test_the_deepest_query_leaves_a_quarter_of_the_stack_to_those_who_ask() -> None:
    query = parse_query("top " + "-(x OR a AND b " * MAX_DEPTH + "c" + ")" * MAX_DEPTH)
    limit = sys.getrecursionlimit()
    frames = 0
    frame = sys._getframe()
    while frame.f_back is not None:
        frames, frame = frames + 1, frame.f_back
    sys.setrecursionlimit(frames + 750)  # of the usual 1000
    try:
        assert parse_query(unparse(query)) == query
        assert repr(query).count("Not(") == MAX_DEPTH
        assert isinstance(hash(query), int)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    "attack",
    [
        *("(", ")", '"', "a(", ":(", "a)", "*", "a*", "~", "-", "(-", "-a ", "NOT ", "a AND ", "question:", "a."),
        *("category: ", "question: ", "kind:(", '5"', "'", " ", "\u200f", "\ud800", "“", "(question:", "a OR ("),
        *("aaa~ ", "a~", "(a)", '"a"-', 'a("b")', "AND(", "1)", "-(", "NOT(a) "),
    ],
)
def test_reading_an_attack_twice_as_long_takes_at_most_about_twice_the_steps(attack: str) -> None:
    assert steps_to_read(attack, MAX_QUERY) <= 2 * steps_to_read(attack, MAX_QUERY // 2) + 500


def steps_to_read(attack: str, size: int) -> int:
    """Count the calls, of ours and of Python's own, that reading the attack takes."""
    text = (attack * size)[:size]
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        parse_query(text)
    except QueryError as error:
        position = error.position
    else:
        position = 0
    finally:
        sys.setprofile(None)
    assert 0 <= position <= size
    return steps


def test_the_patterns_take_twice_the_time_for_twice_the_text_because_no_repeat_meets_another() -> None:
    for pattern in (p for p in vars(query_module).values() if isinstance(p, re.Pattern)):
        assert len(re.findall(r"[*+](?![^\[]*\])|\{\d*,\}", pattern.pattern)) <= 1, pattern.pattern
