"""A slip of the finger is put right, and nothing that is right is touched."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from law4u_index import AnswerIndex, Citation
from law4u_index.index.analysis import word_tokens
from law4u_index.search.slips import LEAST_CONSONANTS, LONGEST, WordList, by_length, slip_cost, sound
from law4u_index.search.spelling import Vocabulary
from tests.search.conftest import Build, an_answer


def vocabulary(index: AnswerIndex) -> Vocabulary:
    return index._searcher().vocabulary


def test_misspelt_words_are_put_right_and_their_answers_found(shelf: AnswerIndex) -> None:
    results = shelf.search("cheqe bounse")
    assert results.corrected == "cheque bounce"
    assert [hit.id for hit in results] == ["11"]
    assert results[0].score == shelf.search("cheque bounce")[0].score


@pytest.mark.parametrize(
    ("asked", "corrected"),
    [
        ("Can my LANDLRD keep it?", "Can my LANDLORD keep it?"),
        ("(Chequee) -landlord!", "(Cheque) -landlord!"),
        ("punishmnt, for... cheting", "punishment, for... cheating"),
        ("CAN THE LANDLRD NOT PAY", "CAN THE LANDLORD NOT PAY"),
    ],
)
def test_capitals_and_signs_stay_as_typed(shelf: AnswerIndex, asked: str, corrected: str) -> None:
    assert shelf.search(asked).corrected == corrected


def test_a_word_that_the_index_knows_is_never_put_right(build: Build) -> None:
    index = build(an_answer("1", "cheque cheque cheque cheque"), an_answer("2", "chequer"))
    assert index.search("chequer").corrected is None
    assert index.search("chequers").corrected is None  # another form of it


@pytest.mark.parametrize(
    ("asked", "meant", "base"),
    [
        ("maintainance", "maintenance", "maintain"),
        ("maintainence", "maintenance", "maintain"),
        ("Explaination", "Explanation", "explained"),
        ("registeration", "registration", "register"),
        ("encumberance", "encumbrance", "encumber"),
    ],
)
def test_a_vowel_that_the_ending_shortens_is_put_right_though_the_stem_is_known(
    build: Build, asked: str, meant: str, base: str
) -> None:
    index = build(an_answer("1", f"{base} it"), an_answer("2", f"{meant} of it"))
    results = index.search(asked)
    assert (results.corrected, [hit.id for hit in results][:1]) == (meant, ["2"])


@pytest.mark.parametrize(
    ("asked", "meant", "base"),
    [
        ("acident", "accident", "acid"),
        ("acquital", "acquittal", "acquitted"),
        ("possesion", "possession", "posses"),
        ("Cognizible", "cognizable", "cogniz"),
    ],
)
def test_one_sure_slip_is_put_right_though_the_stem_is_known(build: Build, asked: str, meant: str, base: str) -> None:
    index = build(an_answer("1", f"{base} it"), an_answer("2", f"{meant} of it"))
    results = index.search(asked)
    assert (str(results.corrected).lower(), [hit.id for hit in results][:1]) == (meant, ["2"])


@pytest.mark.parametrize("written", ["maintainance", "maintainances"])
def test_a_word_that_an_answer_writes_so_is_never_put_right(build: Build, written: str) -> None:
    index = build(an_answer("1", f"maintain {written}"), an_answer("2", "maintenance"))
    assert index.search("maintainance").corrected is None


@pytest.mark.parametrize("word", ["adoptive", "adaption", "maintaining", "maintainable", "persecution", "designation"])
def test_another_form_of_a_known_word_is_not_put_right(build: Build, word: str) -> None:
    index = build(an_answer("1", "adopt maintain persecute design"), an_answer("2", "adaptive prosecution resignation"))
    assert index.search(word).corrected is None


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("mantainence", "maintenance"), ("embazzelmant", "embezzlement"), ("goverenmint", "government")],
)
def test_a_long_word_that_nothing_is_near_is_told_by_its_consonants(build: Build, asked: str, meant: str) -> None:
    index = build(an_answer("1", f"{meant} of it"), an_answer("2", "maintained mountaineer governor harness"))
    results = index.search(asked)
    assert (results.corrected, [hit.id for hit in results]) == (meant, ["1"])


@pytest.mark.parametrize("word", ["natenance", "maintenbunch", "mantuinencious", "maantnnce"])
def test_other_consonants_or_many_more_letters_make_another_word(build: Build, word: str) -> None:
    assert build(an_answer("1", "maintenance of it")).search(word).corrected is None


def test_the_same_word_said_rightly_and_wrongly_counts_once(shelf: AnswerIndex) -> None:
    assert shelf.search("deposit depositt")[0].score == shelf.search("deposit")[0].score


@pytest.mark.parametrize("word", ["zzzzzz", "kep", "138x", "xylophone", "मकान"])
def test_what_is_like_no_word_stays(shelf: AnswerIndex, word: str) -> None:
    results = shelf.search(f"deposit {word}")
    assert results.corrected is None
    assert [hit.id for hit in results] == ["14"]


def test_the_word_of_a_deleted_answer_is_no_correction(shelf: AnswerIndex) -> None:
    assert shelf.search("stoped").corrected is None


def test_nothing_in_quotes_or_left_out_is_put_right(shelf: AnswerIndex) -> None:
    assert shelf.search('"cheqe"').total == 0
    results = shelf.search("landlord -cheqe")
    assert (results.corrected, results.total) == (None, 1)


def test_of_words_as_near_the_one_that_sounds_alike_is_meant(build: Build) -> None:
    index = build(an_answer("1", "bounce boundy boundy boundy"))
    assert index.search("bounse").corrected == "bounce"


def test_of_words_as_likely_the_one_said_more_often_is_meant(build: Build) -> None:
    index = build(an_answer("1", "tenanta tenantb tenantb"))
    assert index.search("tenantx").corrected == "tenantb"


def test_a_tilde_finds_what_is_spelt_nearly_so_and_the_nearest_first(build: Build) -> None:
    index = build(an_answer("1", "cheque"), an_answer("2", "cheqe"), an_answer("3", "chequee"), an_answer("4", "bail"))
    assert [hit.id for hit in index.search("cheqe~")] == ["2", "1", "3"]


def test_an_index_without_words_knows_none(build: Build) -> None:
    index = build()
    assert vocabulary(index).near("bail", 2) == []
    assert index.search("bail bai* bial~").total == 0


@pytest.mark.parametrize(
    ("typed", "meant", "less_likely"),
    [
        ("bounse", "bounce", "bounte"),
        ("noticce", "notice", "noticke"),
        ("nitoce", "notice", "nuthce"),
        ("rwnt", "rent", "rqnt"),
        ("notce", "notice", "nottce"),
    ],
)
def test_a_common_slip_costs_less_than_another(typed: str, meant: str, less_likely: str) -> None:
    assert 0 < slip_cost(typed, meant) < slip_cost(less_likely, meant)


def test_no_slip_costs_nothing_and_one_at_the_first_letter_more() -> None:
    assert slip_cost("bail", "bail") == 0
    assert slip_cost("vail", "bail") > slip_cost("bait", "baid")


words = st.text(st.sampled_from("abcdeéकखाßя"), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(words, min_size=1, max_size=8), words, st.integers(1, 2))
def test_no_word_that_is_near_is_overlooked(build: Build, known: set[str], word: str, distance: int) -> None:
    spelling = vocabulary(build(an_answer("1", " ".join(sorted(known)))))
    written = {token.text for token in word_tokens(" ".join(known))}
    found = {near.word: near.differs for near in spelling.near(word, distance)}
    assert found == {other: slips for other in written if (slips := OSA.distance(word, other)) <= distance}


long_words = st.text(st.sampled_from("abcde"), min_size=1, max_size=8) | st.text(
    st.sampled_from("aéß𝒷z"), min_size=58, max_size=68
)


@given(st.lists(long_words, max_size=40), long_words, st.integers(1, 2))
def test_words_are_told_by_how_many_letters_they_differ(known: list[str], word: str, distance: int) -> None:
    lengths = np.array([len(other) for other in known], np.int64)
    order, ends = by_length(lengths)
    listed = WordList("".join(known), (lengths.cumsum() - lengths)[order], ends)
    found = [(other, differs, order[number]) for differs, other, number in listed.near(word, distance)]
    slips = [(other, OSA.distance(word, other), place) for place, other in enumerate(known) if len(word) <= LONGEST]
    assert sorted(found) == sorted(one for one in slips if one[1] <= distance)


@given(st.lists(long_words, max_size=40), long_words)
def test_words_are_told_by_their_consonants(known: list[str], word: str) -> None:
    lengths = np.array([len(other) for other in known], np.int64)
    order, ends = by_length(lengths)
    listed = WordList("".join(known), (lengths.cumsum() - lengths)[order], ends)
    found = [(other, order[number]) for _, other, number in listed.sounding(word)]
    assert sorted(found) == sorted(
        (other, place)
        for place, other in enumerate(known)
        if word.isascii()
        and len(word) <= LONGEST
        and len(sound(word)[0]) >= LEAST_CONSONANTS
        and (other[0], sound(other)) == (word[0], sound(word))
        and abs(len(other) - len(word)) <= 2
    )


@given(st.text("aeiouybcd", max_size=12))
def test_a_word_sounds_by_its_consonants_and_syllables(word: str) -> None:
    said, syllables = sound(word)
    assert set(said) == set(word) - set("aeiouy")
    assert all(one != other for one, other in pairwise(said))
    assert sound(re.sub("[aeiouy]+", "u", word)) == (said, syllables)
    assert sound(word.replace("b", "bbb")) == (said, syllables)
    assert sound("a" + word + "e")[1] - syllables in (0, 1, 2)


def test_a_word_of_the_law_that_leads_to_an_answer_is_a_correction_though_no_answer_has_it(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "What Then?", "termination of service"))
    results = index.search("scaked")  # sacked: termination
    assert (results.corrected, [hit.id for hit in results]) == ("sacked", ["1"])


def test_a_misspelt_hindi_word_is_put_right(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "Bail?", "bail"))
    results = index.search("zamant kab milegi")
    assert [hit.id for hit in results] == ["1"]


def test_the_misspelt_name_of_an_act_is_put_right_where_a_provision_is_asked_for(build: Build) -> None:
    cheque = an_answer("1", "What Then?", "whatever", citations=(Citation("nia-1881/s/138", ""),))
    index: AnswerIndex = build(cheque)
    results = index.search("section 138 negotiabel instruments act")
    assert results.corrected == "section 138 negotiable instruments act"
    assert [hit.id for hit in results] == ["1"]


@pytest.mark.parametrize("word", ["waqf", "sarfaesi", "dacoity", "gratuity", "muqadma", "vakalatnama"])
def test_a_word_that_the_law_knows_is_never_put_right(build: Build, word: str) -> None:
    index: AnswerIndex = build(an_answer("1", "What Then?", f"{word[:-1]} {word}s {word}x bail"))
    assert index.search(f"bail {word}").corrected is None


@pytest.mark.parametrize("word", ["drag", "lane", "cheek", "leech", "context", "passion", "Salman", "Bajaj"])
def test_a_word_of_plain_english_is_not_taken_for_one_of_the_law(build: Build, word: str) -> None:
    index: AnswerIndex = build(
        an_answer("1", "What Then?", "a drug on the line by cheque in a lease, and leeches: contest pensions")
    )
    assert index.search(word).corrected is None
    assert index.search(f"the {word} was bad").corrected is None


def test_a_word_of_plain_english_is_put_right_where_its_neighbours_speak_for_another(build: Build) -> None:
    index: AnswerIndex = build(
        an_answer("1", "What Then?", "impersonation and identity theft with a profile that is fake")
    )
    assert index.search("fade profile").corrected == "fake profile"
    assert index.search("fade colours").corrected is None


def test_an_unknown_word_in_a_hindi_query_is_not_taken_for_an_english_one(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "What Then?", "bribe baby bottle"))
    assert index.search("rishwat maang raha hai baba").corrected is None
    assert index.search("rishwat maang raha hai bottel").corrected is None
    assert index.search("bribe bottel").corrected == "bribe bottle"


def test_the_beginning_of_a_number_finds_sections_that_begin_so(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "What Then?", "section 498A"), an_answer("2", "What?", "section 49"))
    assert [hit.id for hit in index.search("498*")] == ["1"]


def test_the_beginning_of_a_hindi_word_finds_it_with_dots_and_joiners_or_without(build: Build) -> None:
    said = ["ज़मानत", "जमानत", "अधिवक्\u200dता", "अधिवक्ता", "धाराओं", "धारा"]
    index: AnswerIndex = build(*(an_answer(str(number), "What Then?", word) for number, word in enumerate(said)))
    expected = {"जमा*": "01", "ज़मा*": "01", "ज़मानत*": "01", "अधिवक्त*": "23", "अधिवक्\u200dत*": "23", "धार*": "45"}
    for query, ids in expected.items():
        assert sorted(hit.id for hit in index.search(query)) == list(ids), query
    assert {hit.id for hit in index.search("अधिवक्\u200dता", literal=True)} == {"2", "3"}
