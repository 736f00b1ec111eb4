"""The words people use and the acronyms of the law, as tables that a lawyer reviews."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.analysis import STOP_TERMS, tokens
from law4u_index.law.english import KINDS, english_words
from law4u_index.law.lay import (
    MAX_WEIGHT,
    MIN_WEIGHT,
    Acronym,
    LayWord,
    acronyms,
    lay_words,
    question_words,
    read_acronyms,
    read_lay_words,
    read_question_words,
    read_same_words,
    same_words,
)

CATEGORIES = frozenset(
    name.strip()
    for name in """
    Anticipatory Bail; Arbitration; Armed Forces Tribunal; Bankruptcy & Insolvency; Banking & Finance;
    Breach of Contract; Cheque Bounce; Child Custody; Civil; Consumer Court; Corporate; Court Marriage; Criminal;
    Customs & Central Excise; Cyber Crime; Cyber and Technology Law; Divorce; Documentation; Domestic Violence;
    Family; GST; High Court; Immigration; Insurance; International Law; Labour & Service; Landlord & Tenant;
    Media and Entertainment; Medical Negligence; Motor Accident; Muslim Law; NCLT; Patent; Property; R.T.I; Recovery;
    RERA; Revenue; Startup; Succession Certificate; Supreme Court; Tax; Trademark & Copyright;
    Transportation and Traffic Laws; Wills Trusts; General; Animal Laws; Corruption; Education; Elections;
    Environment; Food Safety; Human Rights; Senior Citizens
    """.split(";")  # noqa: SIM905 - a page of quoted words is no better to read
)
WORDS_OF_EVERYDAY = [
    "case",
    "paper",
    "bill",
    "fine",
    "stay",
    "will",
    "charge",
    "order",
    "fight",
    "keep",
    "hit",
    "fired",
]


def stems(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens(text))


def csv_lines(headings: str, *rows: list[str]) -> list[str]:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings.split(","), *rows])
    return text.getvalue().splitlines(keepends=True)


def meant_by(said: str) -> tuple[str, ...]:
    return next(row.meant for row in lay_words() if row.said == said)


# --- What a caller says is what an answer calls it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("conned", "cheating"),
        ("kidnapped", "abduction"),
        ("hit me", "hurt"),
        ("bribe", "illegal gratification"),
        ("sacked", "termination"),
        ("overtime", "extra wages"),
        ("rent hike", "standard rent"),
        ("heir", "succession"),
        ("gift back", "revocation of gift"),
        ("wrong electricity bill", "inflated bill"),
        ("flight cancelled", "denied boarding"),
        ("exam paper leaked", "unfair means"),
        ("college keeps my certificates", "return of original certificates"),
        ("cheque bounced", "dishonour of cheque"),
        ("police will arrest me", "anticipatory bail"),
        ("blocked my way", "easement"),
        ("wrong operation", "medical negligence"),
        ("loan app", "digital lending"),
        ("left no will", "intestate succession"),
        ("plane late", "denied boarding"),
        ("nominee gets money", "legal heirs"),
        ("autism", "special needs"),
        ("called as witness", "summons"),
        ("cheats in weight", "legal metrology"),
        ("govt", "government"),
        ("landlord cut electricity", "essential supply"),
        ("bought", "purchase"),
        ("recover", "recovery"),
        ("sibling", "brother"),
    ],
)
def test_what_a_caller_says_leads_to_what_an_answer_calls_it(said: str, called: str) -> None:
    assert called in meant_by(said)


@pytest.mark.parametrize("word", WORDS_OF_EVERYDAY)
def test_a_word_of_many_everyday_meanings_leads_nowhere_by_itself(word: str) -> None:
    assert stems(word) not in {stems(row.said) for row in lay_words()}


def test_words_are_said_in_small_letters() -> None:
    assert [row.said for row in lay_words() if row.said != row.said.lower().strip() or "  " in row.said] == []


def test_what_is_said_is_one_to_six_words() -> None:
    assert [row.said for row in lay_words() if not 1 <= len(row.said.split()) <= 6] == []


def test_what_is_said_has_a_word_that_is_no_stop_word_or_names_a_will() -> None:
    bare = [row.said for row in lay_words() if set(stems(row.said)) <= STOP_TERMS]
    assert [said for said in bare if len(said.split()) == 1 or not said.endswith(" will")] == []


def test_nothing_is_said_twice_even_in_another_form() -> None:
    counts = Counter(stems(row.said) for row in lay_words())
    assert [said for said, count in counts.items() if count > 1] == []


def test_what_is_meant_is_something_else_than_what_was_said() -> None:
    wrong = [row.said for row in lay_words() if stems(row.said) in map(stems, row.meant)]
    assert wrong == []


def test_every_meaning_is_a_word_or_short_phrase_named_once() -> None:
    wrong = [
        row.said
        for row in lay_words()
        if not row.meant
        or len(set(row.meant)) != len(row.meant)
        or any(meant != meant.strip().lower() or not 1 <= len(meant.split()) <= 7 for meant in row.meant)
    ]
    assert wrong == []


def test_no_meaning_is_a_section_without_its_act() -> None:
    """'section 8' stands in dozens of Acts: only the numbers that people know by themselves may stand alone."""
    known = {"138", "125", "144", "482"}
    bare = [
        meant
        for row in lay_words()
        for meant in row.meant
        if meant.startswith("section ") and meant.removeprefix("section ").isdigit() and meant[8:] not in known
    ]
    assert bare == []


def test_every_weight_is_within_its_range() -> None:
    assert [row.said for row in lay_words() if not MIN_WEIGHT <= row.weight <= MAX_WEIGHT] == []


def test_every_row_has_its_reason() -> None:
    assert [row.said for row in lay_words() if not row.reason.strip()] == []


def test_every_row_belongs_to_a_category_of_the_site() -> None:
    assert {row.category for row in lay_words()} == CATEGORIES
    assert {row.category for row in acronyms()} <= CATEGORIES


def test_every_category_has_words_enough() -> None:
    counts = Counter(row.category for row in lay_words())
    assert {category: counts[category] for category in CATEGORIES if counts[category] < 8} == {}


def test_there_are_words_and_acronyms_enough() -> None:
    assert len(lay_words()) >= 850
    assert len(acronyms()) >= 150


def test_the_tables_are_read_once() -> None:
    assert lay_words() is lay_words()
    assert acronyms() is acronyms()


# --- Acronyms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("RTI", "Right to Information"),
        ("FIR", "First Information Report"),
        ("MACT", "Motor Accident Claims Tribunal"),
        ("TDS", "tax deducted at source"),
    ],
)
def test_an_acronym_is_spelt_out(short: str, long: str) -> None:
    assert [row.long for row in acronyms() if row.short == short] == [long]


def test_an_acronym_stands_for_one_thing() -> None:
    counts = Counter(stems(row.short) for row in acronyms())
    assert [short for short, count in counts.items() if count > 1] == []


def test_an_acronym_is_no_form_of_a_word_of_english() -> None:
    """By its stem an acronym is looked up: 'dry' would be the Directorate of Revenue Intelligence, 'acre' a report."""
    words = {word for row in lay_words() for word in row.said.split()}
    words |= {word for kind in KINDS for word in english_words(kind)}
    short = {stems(row.short): row.short.lower() for row in acronyms()}
    forms = [(short[stems(word)], word) for word in words if stems(word) in short]
    assert [(one, word) for one, word in forms if word.removesuffix("s") != one.removesuffix("s")] == []


def test_an_acronym_is_written_without_points_and_spelt_out_with_words() -> None:
    wrong = [
        row.short
        for row in acronyms()
        if "." in row.short
        or len(row.short) > 10
        or stems(row.long) == stems(row.short)
        or row.long != row.long.strip()
    ]
    assert wrong == []


# --- A reviewer's slips are told by line -------------------------------------------------------------------------


@pytest.mark.parametrize("weight", ["high", "", "0", "0.05", "0.95", "1", "-0.5", "nan", "inf"])
def test_a_weight_out_of_range_is_told_with_its_line(weight: str) -> None:
    lines = csv_lines(
        "said,meant,weight,category,reason",
        ["sacked", "termination", "0.8", "Labour & Service", "everyday word"],
        ["conned", "cheating", weight, "Criminal", "everyday word"],
    )
    with pytest.raises(ValueError, match=r"^line 3: the weight is '.*'; it must be a number from 0\.1 to 0\.9$"):
        list(read_lay_words(lines))


def test_a_row_that_means_nothing_is_told_with_its_line() -> None:
    lines = csv_lines("said,meant,weight,category,reason", ["sacked", "", "0.8", "Labour & Service", "everyday word"])
    with pytest.raises(ValueError, match=r"^line 2: the column 'meant' is empty; say what 'sacked' means$"):
        list(read_lay_words(lines))


@pytest.mark.parametrize(
    ("read", "row"),
    [
        (read_lay_words, "conned,cheating,0.8,Criminal,everyday word, of course\n"),
        (read_lay_words, "conned,cheating\n"),
        (read_acronyms, "MSME,Micro, Small and Medium Enterprises,Startup\n"),
        (read_acronyms, "\n"),
        (read_question_words, "how long,procedure,anywhere,none\n"),
        (read_same_words, "police | cop\n"),
    ],
)
def test_a_comma_too_many_or_too_few_is_told_with_its_line(
    read: Callable[[list[str]], Iterator[object]], row: str
) -> None:
    with pytest.raises(ValueError, match=r"^line 2: \d+ columns instead of \d; put quotes around a comma$"):
        list(read(["headings\n", row]))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("how long,steps,anywhere,none,x\n", "line 2: the kind is 'steps'; it must be one of overview, key-points"),
        ("how long,procedure,last,none,x\n", "line 2: the place is 'last'; it must be one of anywhere, first"),
        ("how long,procedure,first,0.5,x\n", "line 2: the weight is '0.5'; it must be one of none, full"),
    ],
)
def test_words_that_ask_for_what_there_is_not_are_told_with_their_line(row: str, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{told}"):
        list(read_question_words(["headings\n", row]))


def test_no_words_ask_for_two_things() -> None:
    counts = Counter(said for row in question_words() for said in {stems(said) for said in row.said})
    assert [said for said, count in counts.items() if count > 1] == []
    assert [row.said for row in question_words() if not row.reason.strip()] == []


def test_words_for_the_same_are_two_or_more_single_words_in_one_row_that_are_no_stop_words() -> None:
    every = [stems(word) for words in same_words() for word in words]
    assert [terms for terms in every if len(terms) != 1 or STOP_TERMS.issuperset(terms)] == []
    assert [terms for terms, count in Counter(every).items() if count > 1] == []


def test_each_row_of_words_for_the_same_has_one_that_lay_words_have() -> None:
    said = {term for row in lay_words() for term in stems(row.said)}
    assert [words for words in same_words() if said.isdisjoint(term for word in words for term in stems(word))] == []


def test_one_word_alone_is_no_row_of_words_for_the_same() -> None:
    with pytest.raises(ValueError, match=r"^line 2: 'police' is no two words; part them by ' \| '$"):
        list(read_same_words(["words,reason\n", "police,who arrests\n"]))


def test_a_table_without_rows_is_empty() -> None:
    assert list(read_lay_words([])) == []
    assert list(read_acronyms(["short,long,category\n"])) == []


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|"), max_size=20)
meanings = st.lists(cells.map(str.strip).filter(bool), min_size=1, max_size=4).map(tuple)
weights = st.floats(MIN_WEIGHT, MAX_WEIGHT, allow_nan=False)


@given(st.lists(st.builds(LayWord, cells, meanings, weights, cells, cells), max_size=5))
def test_a_table_of_words_reads_as_it_was_written(rows: list[LayWord]) -> None:
    lines = csv_lines(
        "said,meant,weight,category,reason",
        *([row.said, " | ".join(row.meant), str(row.weight), row.category, row.reason] for row in rows),
    )
    assert list(read_lay_words(lines)) == rows


@given(st.lists(st.builds(Acronym, cells, cells, cells), max_size=5))
def test_a_table_of_acronyms_reads_as_it_was_written(rows: list[Acronym]) -> None:
    lines = csv_lines("short,long,category", *([row.short, row.long, row.category] for row in rows))
    assert list(read_acronyms(lines)) == rows


@given(st.lists(st.text(max_size=40).map(lambda line: line.replace("\r", " ").replace("\n", " ") + "\n"), max_size=5))
def test_a_table_is_read_or_told_wrong_whatever_it_holds(lines: list[str]) -> None:
    try:
        rows = list(read_lay_words(lines))
    except (ValueError, csv.Error):
        return
    assert all(MIN_WEIGHT <= row.weight <= MAX_WEIGHT for row in rows)
