"""What a user types, and what a page says, become the same terms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from law4u_index.index.analysis import TOKEN, chunk_terms, fold, query_terms, terms_of, tokens

_PIECES = (
    "u/s § Sec. sections ss us R.T.I 498-A 498A 304-a 13(1)(ia) 65-B(4) 5 1,00,000 2.5 lakh lakhs crores lac lacs "
    "~ ₹ e-filing e- - . , ( ) ' ’ – é İ ß ½ ² ፩ ፩ሀ፩ ٣ १३८ मुक़दमे धारा क्या का। _ "
    "ﬁling conﬁdential oﬃcer a_b \u200d न्\u200dयाय land\u00adlord \x1c \x85 \u3000 \ud800 \x00"
)
PIECES = st.sampled_from(_PIECES.split(" "))
TEXTS = st.text() | st.lists(PIECES | st.sampled_from([" ", "\n", ""]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Tenants' tenant tenancies", ["tenant", "tenant", "tenanc"]),
        ("R.T.I RTI r.t.i. F.I.R. FIR", ["rti", "rti", "rti", "fir", "fir"]),
        ("498-A 498A 498a", ["498a", "498a", "498a"]),
        ("304-A IPC", ["304a", "ipc"]),
        ("13(1)(ia)", ["13(1)(ia)"]),
        ("65-B(4)", ["65b(4)"]),
        ("u/s 498A", ["section", "498a"]),
        ("u/s498A", ["section", "498a"]),
        ("filed u/s", ["file", "section"]),
        ("§ 138, §138, §§ 138", ["section", "138", "section", "138", "section", "138"]),
        ("Sec. 138 secs sections धारा", ["section", "138", "section", "section", "section"]),
        ("₹5 lakh", ["500000"]),
        ("5 lakhs 5lakh 5\u00a0lakh 5 lac", ["500000"] * 4),
        ("5,00,000 500,000", ["500000", "500000"]),
        ("2.5 crore 1,50,000", ["25000000", "150000"]),
        ("0.0001 lakh", ["10"]),
        ("2.50 metres", ["2", "50", "metr"]),
        ("मुक़दमे मुकदमे मुक़दमे", ["मुकदमे"] * 3),
        ("ज़मानत।जमानत", ["जमानत", "जमानत"]),
        ("न्\u200dयाय न्याय अधिवक्\u200cता", ["न्याय", "न्याय", "अधिवक्ता"]),
        ("क्\u200d \u200dया", ["क्", "या"]),
        ("land\u00adlord che\u200bque no\u2060tice\ufeff", ["landlord", "chequ", "notic"]),
        ("e-filing efiling", ["efil", "efil"]),
        ("café CAFÉ cafe", ["cafe"] * 3),
        ("bus status", ["bus", "status"]),
        ("a u/sb", ["a", "u", "sb"]),
        ("12345678901234567890123456789012345678901234567890", ["1234567890" * 4, "1234567890"]),
    ],
)
def test_one_thing_has_one_term_however_it_is_written(text: str, terms: list[str]) -> None:
    assert [token.term for token in tokens(text)] == terms


@pytest.mark.parametrize(
    ("token", "terms"),
    [
        ("13(1)(ia)", ("13(1)(ia)", "13")),
        ("5~lakh", ("500000", "lakh", "5")),
        ("2.5~crores", ("25000000", "crore", "2.5")),
        ("3~lacs", ("300000", "lakh", "3")),
        ("e-filing", ("efil", "file")),
        ("ss", ("ss", "section")),
        ("us", ("us", "section")),
    ],
)
def test_a_part_is_found_by_its_whole_too(token: str, terms: tuple[str, ...]) -> None:
    assert terms_of(token) == terms


def test_a_word_of_devanagari_stays_whole_with_its_vowel_signs() -> None:
    text = "किरायेदार को नोटिस दें"
    assert [text[token.start : token.end] for token in tokens(text)] == text.split()


@given(TEXTS)
@example("u/s 498A u/s")
@example("፩ሀ፩")
def test_a_text_in_pieces_gives_the_terms_of_the_whole(text: str) -> None:
    folded = fold(text)
    whole = [terms_of(match) for match in TOKEN.findall(folded)]
    assert [terms for chunk in folded.split() for terms in chunk_terms(chunk)] == whole


@given(TEXTS)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_a_token_stands_where_it_says(text: str) -> None:
    found = list(tokens(text))
    assert [token.position for token in found] == list(range(len(found)))
    end = 0
    for token in found:
        assert end <= token.start < token.end <= len(text)
        assert terms_of(fold(text)[token.start : token.end]) == token.terms
        end = token.end


@given(TEXTS)
def test_no_token_and_no_term_has_white_space_or_is_empty(text: str) -> None:
    for token in tokens(text):
        span = fold(text)[token.start : token.end]
        assert span.split() == [span]
        assert all(term and term.split() == [term] for term in token.terms)


@given(TEXTS)
def test_upper_case_and_accents_change_nothing(text: str) -> None:
    plain = "".join(c for c in text if c.isascii())
    assert [token.terms for token in tokens(plain.upper())] == [token.terms for token in tokens(plain.lower())]


@given(st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1))
def test_accents_are_as_good_as_none(text: str) -> None:
    accented = unicodedata.normalize("NFC", text.replace("e", "e\u0301").replace("o", "o\u0308"))
    assert [token.terms for token in tokens(accented)] == [token.terms for token in tokens(text)]


def test_words_that_carry_no_weight_are_left_out_of_a_query() -> None:
    assert query_terms("Can my landlord keep the deposit?") == ["landlord", "keep", "deposit"]


def test_a_query_of_nothing_but_such_words_keeps_them() -> None:
    assert query_terms("who are you") == ["who", "are", "you"]


def test_a_ligature_from_a_pdf_file_is_read_as_its_letters_and_takes_one_place() -> None:
    text = "The ﬁling of conﬁdential oﬀers, eﬃciently; the conﬂict."
    found = [(token.text, text[token.start : token.end]) for token in tokens(text)]
    assert found[1] == ("filing", "ﬁling")
    assert found[3] == ("confidential", "conﬁdential")
    assert [text for text, _ in found[4:]] == ["offers", "efficiently", "the", "conflict"]
    assert query_terms("oﬀer") == query_terms("offers")
    assert chunk_terms("conﬁdential") == chunk_terms("confidential")
