"""One key for all the ways to spell a Hindi word."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law.hindi import hindi_words
from law4u_index.law.sound import LONGEST, sound_key, spelling_key, spelling_keys, transliterate

SAME = [
    ["mukadma", "muqadma", "mukaddama", "mukkadma", "मुकदमा", "मुक़दमा", "मुकदमे", "मुकदमों"],
    ["jurmana", "jurmaana", "zurmana", "जुर्माना", "जुर्माने"],
    ["giraftari", "girftari", "giraftaari", "गिरफ्तारी", "गिरफ़्तारी"],
    ["gawah", "gavah", "gavaah", "gawaahon", "गवाह", "गवाहों"],
    ["talaq", "talak", "tallaak", "तलाक", "तलाक़"],
    ["wasiyat", "vasiyat", "vasiat", "वसीयत"],
    ["byaj", "biaj", "byaaj", "ब्याज", "ब्याज़"],
    ["aurat", "orat", "औरत"],
    ["bachcha", "baccha", "bacha", "बच्चा", "बच्चे"],
    ["behen", "behan", "bahan", "बहन"],
    ["sanvidhan", "samvidhan", "संविधान"],
    ["vigyapan", "vigyaapan", "विज्ञापन"],
    ["aaykar", "aykar", "आयकर"],
    ["shikayat", "sikayat", "shikaayat", "शिकायत", "शिकायतें"],
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_all_the_ways_to_spell_a_word_have_one_key(spellings: list[str]) -> None:
    assert len({sound_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jurm", "jurmana"),
        ("pati", "patni"),
        ("sasur", "sur"),
        ("jahez", "jahaj"),
        ("zamanat", "zameen"),
        ("qatl", "qaid"),
        ("hatya", "hataya gaya"),
        ("dahej", "dahi"),
        ("वकील", "वसूल"),
    ],
)
def test_words_that_sound_different_have_different_keys(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("मुकदमा", "मुकद्दमा"),
        ("कॉलेज", "कालेज"),
        ("मोबाइल", "मोबाईल"),
        ("रुपया", "रूपया"),
        ("शिकायत", "सिकायत"),
        ("जुर्माना", "जुरमाना"),
        ("फ़र्ज़ी", "फर्जी"),
        ("माँ", "मां"),
    ],
)
def test_signs_that_people_mix_up_make_no_other_word_in_devanagari(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("गुरु", "घूर"), ("दुनिया", "धुआं"), ("जिला", "झील"), ("भावना", "भवन"), ("सास", "सांस"), ("हिस्सा", "हिंसा")],
)
def test_devanagari_keeps_what_the_sound_of_latin_letters_loses(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("चोरियों", "चोरी"), ("गाड़ियां", "गाड़ी"), ("दवाओं", "दवा"), ("हादसे", "हादसा"), ("किताबें", "किताब"), ("घंटों", "घंटा")],
)
def test_a_plural_is_found_by_its_singular(plural: str, singular: str) -> None:
    assert spelling_key(singular) in spelling_keys(plural)


@pytest.mark.parametrize(
    ("slip", "word"), [("तालाक", "तलाक"), ("अदलत", "अदालत"), ("मुआवाजा", "मुआवजा"), ("वाकील", "वकील")]
)
def test_one_a_too_long_or_too_short_is_a_slip(slip: str, word: str) -> None:
    assert spelling_key(word) in spelling_keys(slip)


@pytest.mark.parametrize(("one", "other"), [("रामा", "राम"), ("तालाक", "तलक"), ("आम", "अम")])
def test_an_a_at_either_end_and_two_of_them_make_another_word(one: str, other: str) -> None:
    assert spelling_key(other) not in spelling_keys(one)


@given(st.text())
def test_any_text_has_a_spelling_key_no_longer_than_it_may_be(text: str) -> None:
    assert all(len(key) <= 4 * LONGEST for key in spelling_keys(text))


@pytest.mark.parametrize(
    ("devanagari", "latin"),
    [
        ("अदालत", "adalat"),
        ("धोखाधड़ी", "dhokhadhadi"),
        ("गाँव", "ganv"),
        ("नहीं", "nahi"),
        ("क़ानून", "kanun"),
        ("कृषि", "krishi"),
        ("मकान", "makan"),
        ("abc", "abc"),
    ],
)
def test_devanagari_is_written_as_people_type_it(devanagari: str, latin: str) -> None:
    assert transliterate(devanagari) == latin


def test_spellings_of_one_form_nearly_always_have_one_key() -> None:
    pairs = [
        pair
        for row in hindi_words()
        for form in row.latin
        for pair in combinations([" ".join(map(sound_key, spelling.split())) for spelling in form], 2)
    ]
    assert len(pairs) > 1500
    assert sum(one == other for one, other in pairs) >= 0.95 * len(pairs)


def test_few_words_of_the_table_share_a_key_with_another() -> None:
    rows: dict[str, set[str]] = {}
    for row in hindi_words():
        for form in row.latin:
            for spelling in form:
                if " " not in spelling and len(sound_key(spelling)) > 3:
                    rows.setdefault(sound_key(spelling), set()).add(row.name)
    shared = {key: names for key, names in rows.items() if len(names) > 1}
    assert len(shared) <= 0.05 * len(rows)


@pytest.mark.parametrize("word", ["", "498", "--", "₹"])
def test_what_is_no_word_has_no_key(word: str) -> None:
    assert sound_key(word) == ""


@given(st.text())
def test_any_text_has_a_key_of_plain_letters(text: str) -> None:
    key = sound_key(text)
    assert key == "" or (key.isascii() and key.isalpha() and key.islower())


@given(st.text(alphabet="अआकखगमनलवहािीुू्ंँ़" + "aeiouhkmns"))
def test_a_key_is_no_longer_than_what_it_is_made_of(text: str) -> None:
    assert len(sound_key(text)) <= 2 * LONGEST


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_capitals_sound_as_small_letters_do(word: str) -> None:
    assert sound_key(word.upper()) == sound_key(word)
