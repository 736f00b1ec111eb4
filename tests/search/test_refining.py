"""The best answers are put in order by what only several words tell together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index import Answer, AnswerIndex
from law4u_index.index.blockfile import Array
from law4u_index.index.positions import POSITION_BITS
from law4u_index.law.lay import LayWord
from law4u_index.search import refining
from law4u_index.search.everyday import EVERYDAY_SHARE, share_of_rarity
from law4u_index.search.hints import Hinter, hinter
from law4u_index.search.proximity import in_question_and_opening, pair_proximity
from law4u_index.search.refining import CANDIDATES
from law4u_index.search.topics import LONE_WORD, topics
from tests.search.conftest import Build, lexicon_of


def ids(index: AnswerIndex, query: str, **options: object) -> list[str]:
    return [hit.id for hit in index.search(query, **options)]  # type: ignore[arg-type]


def telling(answer_id: str, summary: str, question: str = "What Then?", category: str | None = None) -> Answer:
    return Answer(answer_id, question, category=category, summary=summary)


def filler(count: int) -> list[Answer]:
    return [telling(str(1000 + number), f"something else {number}") for number in range(count)]


def test_words_side_by_side_come_before_the_same_words_far_apart(build: Build) -> None:
    apart = telling("1", "the surety was heard a long while before anybody thought of what a witness may say of a bond")
    beside = telling(
        "2", "what a surety bond is was heard a long while before anybody thought of what may be said there"
    )
    assert ids(build(apart, beside), "surety bond") == ["2", "1"]


def test_the_order_in_which_words_were_said_counts(build: Build) -> None:
    turned = telling("1", "of the bond surety is told")
    straight = telling("2", "of the surety bond is told")
    assert ids(build(turned, straight), "surety bond") == ["2", "1"]


def test_an_answer_that_asks_what_was_asked_comes_first(build: Build) -> None:
    more = telling("1", "forfeiture", "What Is The Surety To Do When Some Other Person Flees From The Court?")
    same = telling("2", "forfeiture", "Surety Flees?")
    assert ids(build(more, same, *filler(5)), "surety flees") == ["2", "1"]


@pytest.fixture
def no_gists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what answers are about, which in texts of a few words outweighs what else is looked at."""
    monkeypatch.setattr(refining, "GIST", 0.0)


@pytest.mark.usefixtures("no_gists")
def test_what_many_rows_of_lay_words_mean_moves_an_answer_ahead(build: Build) -> None:
    other = telling("1", "the wages of a boss and his staff")
    meant = telling("2", "the wages of a boss and his staff on termination and retrenchment")
    index = build(other, meant, *filler(20))
    query = "boss removed staff wages"
    assert ids(index, query, literal=True)[0] == "1"
    assert ids(index, query)[0] == "2"


def test_of_texts_without_sections_the_one_that_says_what_is_asked_for_comes_first(build: Build) -> None:
    matter = "a surety bond and all that may be told of it at some length before the "
    other, asked = telling("1", matter + "hearing"), telling("2", matter + "punishment")
    assert ids(build(other, asked, *filler(5)), "punishment for surety bond") == ["2", "1"]


def test_of_equal_answers_that_of_the_likely_area_of_law_comes_first(build: Build) -> None:
    family = telling("1", "an amount and a mobile", category="Family")
    consumer = telling("2", "an amount and a mobile", category="Consumer Court")
    index = build(family, consumer, *filler(5))
    areas = topics(hinter().held(["mobil", "defect"]), str.isascii).areas
    assert max(areas, key=areas.__getitem__) == "consumer court"
    assert ids(index, "mobile defective amount") == ["2", "1"]


@pytest.mark.usefixtures("no_gists")
@pytest.mark.parametrize("called", ["Criminal", "Criminal Law", "CRIMINAL LAWS"])
def test_an_area_of_law_is_the_same_whether_or_not_it_is_called_law(build: Build, called: str) -> None:
    """The rows' area is 'Criminal', what pages say is 'Criminal Law'."""
    family = telling("1", "an amount and a killer", category="Family")
    criminal = telling("2", "an amount and a killer", category=called)
    assert ids(build(family, criminal, *filler(5)), "murdered killer amount") == ["2", "1"]


def test_an_answer_about_what_is_meant_comes_first_though_both_have_as_few_of_the_words(build: Build) -> None:
    canteen = telling("1", "The canteen serves tea to the staff every morning, and lunch on four days of the week.")
    sacking = telling("2", "Retrenchment needs notice, compensation and a reason for the termination of the staff.")
    index = build(canteen, sacking, *filler(20))
    query = "fired overnight thirty staff"
    assert ids(index, query, literal=True) == ["1", "2"]
    assert ids(index, query) == ["2", "1"]


@pytest.mark.parametrize("query", ["surety bond", "मेरी salary नहीं मिली overnight surety"])
def test_what_an_answer_is_about_says_nothing_where_one_has_all_the_words_nor_in_devanagari(
    build: Build, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    index = build(telling("1", "the surety lost his bond"), telling("2", "a surety is not bail"), *filler(20))

    def scores() -> list[tuple[str, float]]:
        return [(hit.id, hit.score) for hit in index.search(query)]

    before = scores()
    assert before
    monkeypatch.setattr(refining, "GIST", 0.0)
    assert before == scores()


def test_an_answer_with_all_the_words_stays_before_every_answer_with_some(build: Build) -> None:
    everything = telling(
        "9", "surety and then, much later and after many other things were told of, bond, and forfeiture " * 2
    )
    some = [telling(str(number), "surety bond", "Surety Bond?") for number in range(1, 6)]
    found = build(everything, *some, *filler(5)).search("surety bond forfeiture")
    assert found[0].id == "9"
    assert found[0].score > found[1].score


def test_a_sentence_puts_no_answer_first_for_all_that_its_words_may_mean(build: Build) -> None:
    about = telling("1", "Sacked for a video, with no notice.", "Sacked For A Video?")
    by_the_way = telling("2", "termination " + "and so on " * 60 + "a video of something", "What Else?")
    index = build(about, by_the_way, *filler(20), telling("3", "sacked"))
    assert ids(index, "sacked video termination")[0] == "2"
    assert ids(index, "i was sacked for a video of termination")[0] == "1"


def test_two_words_are_keywords_also_with_little_ones_between(build: Build) -> None:
    about = telling("1", "Sacked, with no notice.", "Sacked With No Notice?")
    has_both = telling("2", "termination " + "and so on " * 60 + "a video of something", "What Else?")
    index = build(about, has_both, *filler(20), telling("3", "sacked"))
    assert ids(index, "sacked for a video")[0] == ids(index, "sacked video")[0] == "2"


@pytest.mark.parametrize("asked", ["sacked video clerk", "can a clerk be sacked for his video", "a sacked video clerk"])
def test_answers_with_all_the_words_come_first_in_a_sentence_too(build: Build, asked: str) -> None:
    everything = telling("9", "a clerk " + "and so on " * 80 + "sacked " + "and so on " * 80 + "video")
    about = [telling(str(number), "A video may cost a job.", "Sacked For A Video?") for number in range(1, 6)]
    found = build(*about, everything, *filler(20)).search(asked)
    assert found[0].id == "9"
    assert found[0].score > found[1].score


def test_pages_of_hits_fit_together_beyond_what_is_put_in_order(build: Build) -> None:
    answers = [telling(str(n), f"surety {'and so on ' * (n % 7)} bond {'surety ' * (n % 3)}") for n in range(1, 150)]
    index = build(*answers)
    whole = ids(index, "surety bond", limit=149)
    pages = [one for at in range(0, 150, 10) for one in ids(index, "surety bond", offset=at)]
    assert sorted(whole) == sorted(answer.id for answer in answers)
    assert pages == whole
    assert len(whole) > CANDIDATES


def test_one_word_is_ranked_by_its_weight_alone(build: Build) -> None:
    index = build(telling("1", "surety " * 3), telling("2", "surety"))
    weight = {hit.id: hit.score for hit in index.search("surety")}
    assert weight["1"] > weight["2"]
    assert weight == {hit.id: hit.score for hit in index.search("surety surety")}


def test_an_everyday_word_has_a_share_of_what_its_rarity_gives_it(build: Build) -> None:
    index = build(telling("1", "came"), telling("2", "surety"), *filler(4))
    assert share_of_rarity("came") == EVERYDAY_SHARE
    assert share_of_rarity("sureti") == 1.0
    came, surety = (index.search(word)[0].score for word in ("came", "surety"))
    assert round(came / surety, 6) == EVERYDAY_SHARE
    assert ids(index, "came surety") == ["2", "1"]


def test_a_question_that_no_row_of_lay_words_knows_is_about_nothing_known() -> None:
    assert topics(hinter().held(["zzzz"]), str.isascii) == ((), {})


def test_the_likeliest_meanings_come_first_and_none_that_the_index_lacks() -> None:
    found = topics(hinter().held(["chequ", "bounc"]), str.isascii).meanings
    likely = [one for _, one in found]
    assert likely == sorted(likely, reverse=True)
    assert all(0 < one < 1 for one in likely)
    assert topics(hinter().held(["chequ", "bounc"]), str.isdecimal).meanings == ()


def test_a_row_of_which_one_word_was_said_says_less_than_one_of_which_two_were() -> None:
    rows = [
        LayWord("broken gate", ("nuisance",), 0.8, "Property", "x"),
        LayWord("broken wheel", ("defect",), 0.8, "Consumer Court", "x"),
    ]
    hears = Hinter(lexicon_of(rows))
    likely = dict(topics(hears.held(["broken", "gate"]), str.isascii).meanings)
    assert likely[("nuisanc",)] == pytest.approx(0.8)
    alone = dict(topics(hears.held(["gate"]), str.isascii).meanings)
    assert 0 < alone[("nuisanc",)] < 0.8 * LONE_WORD


drawn = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), unique=True, max_size=12)


def places_of(words: list[list[tuple[int, int]]]) -> Array:
    """The places of words, of each as answer and position, in four answers."""
    rows = [(4 * number + row, place) for number, word in enumerate(words) for row, place in sorted(word)]
    return np.array([row << POSITION_BITS | place for row, place in rows], np.int64)


@given(st.lists(drawn, min_size=1, max_size=4), st.integers(1, 9))
def test_how_near_words_are_is_what_looking_at_every_pair_gives(
    words: list[list[tuple[int, int]]], window: int
) -> None:
    expected = [
        [
            max(
                (
                    1 / away
                    for row, a in first
                    for other, b in second
                    if row == other == number and (away := max(1, b - a) if b >= a else 1 + a - b) <= window
                ),
                default=0,
            )
            for number in range(4)
        ]
        for first, second in pairwise(words)
    ]
    assert pair_proximity(places_of(words), len(words), 4, window).tolist() == expected


@given(
    st.lists(drawn, min_size=1, max_size=3),
    st.lists(st.integers(0, 9), min_size=4, max_size=4),
    st.integers(1, 9),
)
def test_what_stands_in_questions_and_openings_is_what_looking_at_every_place_gives(
    words: list[list[tuple[int, int]]], ends: list[int], span: int
) -> None:
    inside, early = in_question_and_opening(places_of(words), len(words), np.array(ends), span)
    for word, places in enumerate(words):
        for row, end in enumerate(ends):
            behind = [place - end for other, place in places if other == row]
            assert inside[word, row] == any(away < 0 for away in behind)
            assert early[word, row] == max([1 - away / span for away in behind if 0 <= away < span], default=0)


def test_of_two_answers_with_the_same_words_the_one_that_begins_with_them_comes_first(build: Build) -> None:
    aside = " ".join(["Ask at the counter of the office, where a clerk will help you."] * 3)
    mark = "A hallmark on gold is a mark of purity."
    index = build(telling("1", f"{aside} {mark}"), telling("2", f"{mark} {aside}"))
    assert ids(index, "gold hallmark") == ["2", "1"]
