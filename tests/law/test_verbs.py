"""Hindi verbs and the stems of their forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law.sound import sound_key
from law4u_index.law.verbs import MARK, may_be_form_of, may_sound_as_form_of

FORMS = {
    "nikal": "nikalna nikalne nikalta nikalti nikala nikali nikale nikalkar nikalke nikalunga nikalega nikalenge "
    "nikalo nikaliye nikalwa nikalwaya nikalwana nikalwate nikalege nikaluga nikalugi",
    "bana": "banana banane banata banaya banayi banaye banakar banake banaunga banayega banaega banayenge banao",
    "निकाल": "निकालना निकालने निकालता निकालते निकाला निकाली निकाले निकालकर निकालूंगा निकालेगा निकालेंगे निकालो निकालिए "
    "निकालें निकालवाया निकालुंगा निकालेगे",
    "बना": "बनाना बनाते बनाया बनाई बनाए बनाकर बनाऊंगा बनाएगा बनाएंगे बनाओ बनाइए बनाएं",
}


@pytest.mark.parametrize(("stem", "form"), [(stem, form) for stem, forms in FORMS.items() for form in forms.split()])
def test_every_form_of_a_verb_leads_to_its_stem(stem: str, form: str) -> None:
    assert stem + MARK in may_be_form_of(form)


@pytest.mark.parametrize("word", ["", "na", "ne", "kar", "court", "section", "ना", "कर", "पुलिस"])
def test_what_has_no_ending_or_nothing_before_it_has_no_stem(word: str) -> None:
    assert list(may_be_form_of(word)) == []


def test_the_longest_stem_comes_first() -> None:
    assert list(may_be_form_of("mangwana")) == ["mangwan-", "mangwa-", "mang-"]


@pytest.mark.parametrize("form", FORMS["nikal"].split()[:12])
def test_a_form_that_is_spelt_as_no_table_spells_it_sounds_as_its_stem(form: str) -> None:
    heard = form.replace("i", "ee", 1).replace("a", "aa", 1)
    assert sound_key("nikal") + MARK in may_sound_as_form_of(sound_key(heard))


@given(st.text("aeiouknrtwyघनाािीेंकरतवए"))
def test_a_stem_is_the_beginning_of_its_form(form: str) -> None:
    found = list(may_be_form_of(form))
    assert all(form.startswith(stem.removesuffix(MARK)) and 2 < len(stem) <= len(form) for stem in found)
    assert found == sorted(found, key=len, reverse=True)
