"""A hit shows the passage that tells best why it was found, cut to a few lines, with what was asked for marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from law4u_index import Answer, AnswerIndex, Section, Snippet
from law4u_index.index.analysis import TOKEN, fold, terms_of, tokens
from law4u_index.search.snippets import LENGTH, Highlighter, roots
from tests.pagemaker import load_samples
from tests.search.conftest import Build, an_answer, build_index

WORDS = ["bail", "Bailable", "BAILS", "cheque", "R.T.I.", "RTI", "e-filing", "13(1)(ia)", "498-A", "5 lakh", "1,50,000"]
WORDS += [
    "धारा",
    "मुक़दमा",
    "§",
    "u/s",
    "Sec.",
    "naïve",
    "rent,",
    "(rent)",
    "rent/bail",
    "the",
    "of",
    "end.",
    "why?",
    "so\n",
]
TERMS = [
    "bail",
    "bailabl",
    "chequ",
    "rti",
    "efil",
    "13",
    "498a",
    "500000",
    "150000",
    "section",
    "मुकदमा",
    "naiv",
    "rent",
]


def shown(index: AnswerIndex, query: str, **options: str) -> Snippet:
    results = index.search(query, limit=1, literal=True, **options)  # type: ignore[arg-type]  # the options are all names
    return results[0].snippets[0]


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def sections(*named: tuple[str | None, str, str]) -> tuple[Section, ...]:
    return tuple(Section(heading, kind, 1, text) for heading, kind, text in named)


def test_the_passage_with_most_of_the_words_is_shown_with_its_heading(shelf: AnswerIndex) -> None:
    snippet = shown(shelf, "keep cheque safe notice by post")
    assert snippet.section == "Tips"
    assert snippet.text == "Keep the cheque safe. Post the notice by registered post."
    assert marked(snippet) == ["Keep", "cheque", "safe", "Post", "notice", "post"]


def test_every_form_of_a_word_is_marked_and_nothing_else(shelf: AnswerIndex) -> None:
    assert marked(shown(shelf, "registering the posts")) == ["Post", "registered", "post"]
    assert marked(shown(shelf, "cheating prisons")) == ["Cheating", "prison"]


def test_a_misspelt_word_is_marked_where_it_is_right(shelf: AnswerIndex) -> None:
    assert "landlord" in marked(shelf.search("landlrd", limit=1)[0].snippets[0])


def test_of_what_is_meant_by_several_words_one_alone_is_not_marked(build: Build) -> None:
    text = "The officer records the information and gives a copy of the FIR. A first information report is free."
    index = build(an_answer("1", "What Is A Zero FIR?", sections=sections((None, "other", text))))
    assert marked(index.search("zero fir")[0].snippets[0]) == ["FIR", "first", "information", "report"]


def test_where_nothing_else_is_to_be_shown_one_of_several_words_is(build: Build) -> None:
    text = "You report what was done first, and the officer, who may not refuse, writes down all of the information."
    index = build(an_answer("1", "How Do I Report?", sections=sections((None, "other", text))))
    assert marked(index.search("fir")[0].snippets[0]) == ["report", "first", "information"]


def test_of_very_many_words_the_rare_ones_choose_the_passage(build: Build) -> None:
    letters = "abcdefgh"
    common = [f"w{one}{other}x" for one in letters for other in letters]
    others = [an_answer(str(number), "Which?", summary=" ".join(common)) for number in range(2, 6)]
    said = sections(("Much", "other", " ".join(common)), ("Little", "other", "A heron, a lapwing."))
    index = build(an_answer("1", "Which?", sections=said), *others)
    snippet = shown(index, " ".join([*common, "heron", "lapwing"]))
    assert (snippet.section, marked(snippet)) == ("Little", ["heron", "lapwing"])


def test_a_heading_counts_but_is_not_the_snippet(build: Build) -> None:
    answer = an_answer(
        "1",
        "Q?",
        sections=sections(("Rent", "other", "A flat has a price."), ("Price", "other", "A flat has a price.")),
    )
    snippet = shown(build(answer), "price rent")
    assert (snippet.section, snippet.text) == ("Rent", "A flat has a price.")


def test_a_section_of_the_kind_asked_for_is_preferred(shelf: AnswerIndex, build: Build) -> None:
    answer = an_answer("1", "Q?", "Bail, bail and bail.", sections=sections(("Advice", "tips", "Ask for bail.")))
    index = build(answer)
    assert shown(index, "bail").section is None
    for kind in ("tips", "Tips", "TIPS"):
        assert shown(index, "bail", kind=kind).section == "Advice"
    assert shown(index, "bail kind:tips").section == "Advice"


def test_where_no_word_is_asked_for_the_section_of_the_kind_is_shown(shelf: AnswerIndex) -> None:
    assert shown(shelf, "", kind="tips").text == "Keep the cheque safe. Post the notice by registered post."


@pytest.mark.parametrize("kinds", [["tips", "other"], ["other", "tips"], ["procedure", "tips", "other"]])
def test_of_several_kinds_the_section_of_the_first_is_shown(build: Build, kinds: list[str]) -> None:
    answer = an_answer("1", "Q?", sections=sections(*((kind, kind, "Some text.") for kind in sorted(kinds))))
    asked = " OR ".join(f"kind:{kind}" for kind in kinds)
    assert shown(build(answer), asked).section == kinds[0]


def test_where_only_the_title_matches_the_summary_is_shown_from_its_beginning(build: Build) -> None:
    snippet = shown(build(an_answer("1", "What Is Bail?", "A promise. " * 60)), "bail")
    assert snippet.text.startswith("A promise. A promise.")
    assert snippet.text.endswith(" …")
    assert (snippet.section, snippet.highlights) == (None, ())


def test_where_there_is_no_summary_the_first_section_is_shown(build: Build) -> None:
    answer = an_answer("1", "What Is Bail?", sections=sections((None, "other", ""), ("Meaning", "other", "A promise.")))
    assert shown(build(answer), "bail") == Snippet("Meaning", "A promise.")


def test_an_answer_without_text_has_no_snippet(build: Build) -> None:
    index = build(an_answer("1", "What Is Bail?"))
    assert index.search("bail")[0].snippets == ()


def test_no_snippets_are_made_where_none_are_wanted(shelf: AnswerIndex) -> None:
    assert [hit.snippets for hit in shelf.search("cheque deposit", snippets=False)] == [(), ()]


def test_a_long_passage_is_cut_around_where_most_is_said(build: Build) -> None:
    text = "Rent is due. " + "Nothing else is said here. " * 40 + "Pay the rent and the deposit. " + "More of it. " * 40
    snippet = shown(build(an_answer("1", "Q?", text)), "rent deposit")
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert "Pay the rent and the deposit." in snippet.text
    assert marked(snippet) == ["rent", "deposit"]


def test_a_snippet_begins_where_a_sentence_does_if_one_is_near(build: Build) -> None:
    text = "Words without an end " * 30 + "stop. Here a deposit is named. " + "And words go on " * 30
    assert shown(build(an_answer("1", "Q?", text)), "deposit").text.startswith("… Here a deposit is named.")


def test_one_endless_word_is_cut_all_the_same(build: Build) -> None:
    snippet = shown(build(an_answer("1", "Q?", "bail/" * 400)), "bail")
    assert LENGTH <= len(snippet.text) <= LENGTH + 4
    assert set(marked(snippet)) == {"bail"}


def test_sections_within_sections_are_looked_at(build: Build) -> None:
    inner = Section("Inner", "other", 2, "A surety is needed.")
    index = build(Answer("1", "Q?", sections=(Section("Outer", "other", 1, "", (), False, (inner,)),)))
    assert shown(index, "surety").section == "Inner"


texts = st.lists(st.sampled_from(WORDS), max_size=150).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(texts.filter(bool), st.sets(st.sampled_from(TERMS), min_size=1))
def test_highlights_are_all_that_was_asked_for_and_in_order(said: str, asked: set[str]) -> None:
    snippet = Highlighter(dict.fromkeys(asked, 1.0)).shown(None, " ".join(said.split()))
    text, highlights = snippet.text, snippet.highlights
    edges = [edge for highlight in highlights for edge in highlight]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in highlights)
    forms = [(token.start, token.end) for token in tokens(text) if not asked.isdisjoint(token.terms)]
    assert list(highlights) == forms
    assert bool(highlights) == any(not asked.isdisjoint(token.terms) for token in tokens(said))


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(TERMS))
def test_where_any_passage_has_what_was_asked_for_such_a_one_is_shown(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], asked: str
) -> None:
    under = sections(*((f"h{number}", "other", text) for number, text in enumerate(said[1:])))
    index = build_index(tmp_path_factory.mktemp("index"), [[an_answer("1", asked, said[0], sections=under)]])
    hits = index.search(f'"{asked}"', literal=True)
    (term,) = {token.term for token in tokens(asked)}
    held = any(term in token.terms for passage in said for token in tokens(passage))
    assert [bool(snippet.highlights) for hit in hits for snippet in hit.snippets] == [held] * any(map(str.strip, said))


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(TERMS))
def test_a_snippet_is_one_line_of_the_passage_cut_between_words(said: str, asked: str) -> None:
    folded = " ".join(said.split())
    text = Highlighter({asked: 1.0}).shown(None, folded).text
    assert len(text) <= LENGTH + 4
    assert text == " ".join(text.split())
    inner = re.sub(r"\A… | …\Z", "", text)
    assert f" {inner} " in f" {folded} "
    assert (text == folded) == (len(folded) <= LENGTH)


def test_a_word_that_stands_in_headings_alone_is_no_reason_to_show_their_sections(build: Build) -> None:
    answer = an_answer("1", "Q?", "A promise.", sections=sections(("Surety", "other", "A person.")))
    assert shown(build(answer), "surety") == Snippet(None, "A promise.")


def test_a_passage_with_the_word_goes_before_one_with_it_in_the_heading(build: Build) -> None:
    said = sections(("Surety surety", "other", "A person."), ("Bail", "other", "Find a surety."))
    assert shown(build(an_answer("1", "Q?", sections=said)), "surety").section == "Bail"


def test_of_a_phrase_the_passage_that_has_it_in_a_row_is_shown(build: Build) -> None:
    apart = ("Apart", "other", "Possession, if adverse, is possession that is adverse. Adverse it is, this possession.")
    whole = ("Whole", "other", "He claims adverse possession.")
    index = build(an_answer("1", "Q?", sections=sections(apart, whole)))
    assert shown(index, '"adverse possession"').section == "Whole"


def test_a_phrase_in_the_text_goes_before_one_in_the_heading_and_that_before_words_apart(build: Build) -> None:
    apart = ("Rent", "other", "The deposit and the rent. The rent and the deposit. The rent.")
    headed = ("Rent deposit. Rent deposit.", "other", "A deposit is returned.")
    whole = ("Money", "other", "Of the rent deposit nothing is kept.")
    index = build(
        an_answer("1", "Q?", sections=sections(apart, headed, whole)),
        an_answer("2", "Q?", sections=sections(apart, headed)),
    )
    found = {hit.id: hit.snippets[0].section for hit in index.search('"rent deposit"', literal=True)}
    assert found == {"1": "Money", "2": "Rent deposit. Rent deposit."}


def test_a_long_passage_is_cut_around_the_phrase_not_around_its_words(build: Build) -> None:
    apart = "Possession that is adverse, adverse and possession. " * 3
    text = apart + "Nothing is said here. " * 30 + "It is adverse possession. " + "Nor is it here. " * 30
    assert "adverse possession" in shown(build(an_answer("1", "Q?", text)), '"adverse possession"').text


def test_a_phrase_longer_than_a_snippet_is_shown_from_its_beginning(build: Build) -> None:
    phrase = " ".join(f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(60))
    text = f"{'wordaa wordcf wordbz. ' * 5}{'Nothing else. ' * 30}So it begins: {phrase}"
    assert "wordaa wordab wordac" in shown(build(an_answer("1", "Q?", text)), f'"{phrase}"').text


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["rent", "of", "the", "u.s.", "a.", "deposit/rent", "₹5 lakh"]), max_size=150)),
    st.lists(st.sampled_from(["rent", "of", "the", "deposit", "us", "5 lakh"]), min_size=2, max_size=5),
)
@example([["rent", "of", "the", "of", "rent"], ["the", "rent"]], ["the", "rent"])
def test_where_a_phrase_stands_in_a_text_it_is_shown_in_a_row(
    tmp_path_factory: pytest.TempPathFactory, said: list[list[str]], phrase: list[str]
) -> None:
    under = sections(*((f"h{number}", "other", " ".join(words)) for number, words in enumerate(said)))
    index = build_index(tmp_path_factory.mktemp("index"), [[an_answer("1", "Q?", sections=under)]])
    asked = [token.term for token in tokens(" ".join(phrase))]
    assert [True] * index.search(f'"{" ".join(phrase)}"').total == [
        has_in_a_row(hit.snippets[0].text, asked) for hit in index.search(f'"{" ".join(phrase)}"', literal=True)
    ]


def has_in_a_row(text: str, terms: list[str]) -> bool:
    said = [token.terms for token in tokens(text)]
    return any(
        all(term in held for term, held in zip(terms, said[start:], strict=False))
        for start in range(len(said) - len(terms) + 1)
    )


def test_a_hits_passage_is_found_in_the_segment_that_it_is_in(build: Build) -> None:
    one = an_answer("1", "Q?", "Nothing.", sections=sections(("First", "other", "Rent and a deposit.")))
    two = an_answer("2", "Q?", "A deposit, rent and a deposit.")
    three = an_answer("3", "Q?", "Nothing.", sections=sections(("Third", "other", "Rent.")))
    index = build(segments=([one, two], [three]), deleted=("2",))
    found = {hit.id: hit.snippets[0].section for hit in index.search("rent deposit", literal=True)}
    assert found == {"1": "First", "3": "Third"}


folded_words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=14)
ENDINGS = ["", "s", "ing", "ed", "ies", "y", "ational", "ability", "iveness", "fully", "ousli", "logy", "izes", "ying"]
odd_tokens = st.one_of(
    st.tuples(folded_words, st.sampled_from(ENDINGS)).map("".join),
    st.from_regex(r"(?:[a-z]\.){2,5}[a-z]?|e-[a-z]{2,9}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,6}(?:-?[a-z]{1,2})?(?:\([0-9a-z]{1,3}\)){0,2}", fullmatch=True),
    st.from_regex(
        r"[1-9][0-9]{0,2}(?:,[0-9]{2,3}){0,2},[0-9]{3}(?:\.[0-9]{1,2})?|[1-9][0-9]{0,4}(?:\.[0-9]{1,2})?~?(?:lakh|crore)s?",
        fullmatch=True,
    ),
    st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F), min_size=1, max_size=6),
    st.sampled_from(
        ["u/s", "§§", "sections", "ss", "us", "dhara", "dying", "lies", "tied", "l.a.k.h.", "5~lac", "0.5~lakh"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(odd_tokens)
@example("skies")
@example("idly")
@example("dying")
@example("flies")
@example("neighborhood")
@example("honoring")
@example("organizations")
@example("unlicensed")
@example("judgements")
@example("bbbizes")
def test_every_form_of_a_term_holds_one_of_its_roots(word: str) -> None:
    for token in TOKEN.findall(fold(word) + " "):
        for term in terms_of(token):
            assert any(root in token for root in roots(term)), (token, term)


def test_every_word_of_the_corpus_holds_a_root_of_its_terms() -> None:
    text = " ".join(str(sample.answer.to_dict()) for sample in load_samples())
    lacking = [
        (token, term)
        for token in set(TOKEN.findall(fold(text)))
        for term in terms_of(token)
        if not any(root in token for root in roots(term))
    ]
    assert lacking == []


@pytest.mark.parametrize("term", ["मुकदमा", "ωmega"])
def test_a_term_in_other_letters_is_looked_for_in_every_word(term: str) -> None:
    assert roots(term) == ("",)
