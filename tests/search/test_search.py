"""What a person finds: filters, pages of hits, counts, answers like one."""

from __future__ import annotations

from collections import Counter

import pytest

from law4u_index import Advocate, AnswerIndex, Citation, Hit, QueryError
from law4u_index.search.results import MAX_HITS
from tests.search.conftest import Build, an_answer, ids


def test_answers_with_all_the_words_come_before_those_with_some(build: Build) -> None:
    some = an_answer("1", "Deposit Deposit Deposit Deposit")
    every = an_answer("2", "Q?", "word " * 300 + "The rent, then the deposit.")
    assert ids(build(some, every).search("rent deposit")) == ["2", "1"]


@pytest.mark.parametrize(
    ("joined", "first", "second"),
    [("will AND property", "will", "property"), ("cheque AND notice", "cheque", "notice")],
    ids=["a little word", "two words of a phrase that means something else"],
)
def test_and_finds_what_each_of_its_sides_finds_alone(build: Build, joined: str, first: str, second: str) -> None:
    index = build(
        an_answer("1", "Is A Will Of Property Valid?"),
        an_answer("2", "Who Owns The Property?"),
        an_answer("3", "May A Will Be Oral?"),
        an_answer("4", "When Is Notice Of A Bounced Cheque Late?"),
        an_answer("5", "Who Sends A Demand Notice Within Thirty Days?"),
        an_answer("6", "What Is A Cheque?"),
    )
    found, left, right = (set(ids(index.search(query))) for query in (joined, first, second))
    assert found == left & right
    assert len(found) == 1
    assert set(ids(index.search(f"({joined}) OR oral"))) == found | {"3"}


def test_the_empty_query_finds_everything_by_id(shelf: AnswerIndex) -> None:
    for query in ("", "  \n"):
        results = shelf.search(query)
        assert ids(results) == ["11", "12", "13", "14"]
        assert (results.total, {hit.score for hit in results}) == (4, {0.0})


def test_an_empty_index_answers_every_query(build: Build) -> None:
    index = build()
    for query in ("", "bail", '"a phrase"', "bail* OR kind:tips", "cheqe", "IPC 420", "category:x -bail"):
        results = index.search(query, facets=True)
        assert (len(results), results.total, results.facets) == (0, 0, {"category": ()})
    assert index.suggest("bail") == []
    assert (len(index), list(index)) == (0, [])


def test_a_deleted_answer_is_found_by_nothing(shelf: AnswerIndex) -> None:
    for query in ("stopped", '"stopped cheque"', "stop*", "stoped~", "question:stopped"):
        assert shelf.search(query).total == 0
    assert "15" not in ids(shelf.search("cheque landlord"))


def test_hits_know_what_they_are(shelf: AnswerIndex) -> None:
    hit = shelf.search("bounced")[0]
    assert isinstance(hit, Hit)
    assert (hit.rank, hit.id, hit.url) == (1, "11", "https://law4u.in/top-answer/11/cheque-bounces")
    assert (hit.question, hit.category) == ("What Can I Do When A Cheque Bounces?", "Cheque Bounce")
    assert (hit.published, hit.matched_by) == ("2025-03-01", ())


def test_pages_of_hits_go_on_where_the_last_ended(shelf: AnswerIndex) -> None:
    whole = [(hit.rank, hit.id, hit.score) for hit in shelf.search("what cheque notice section landlord")]
    paged = [
        (hit.rank, hit.id, hit.score)
        for offset in range(6)
        for hit in shelf.search("what cheque notice section landlord", limit=1, offset=offset)
    ]
    assert paged == whole
    assert [rank for rank, _, _ in whole] == list(range(1, len(whole) + 1))


def test_no_hits_may_be_asked_for_and_the_count_is_still_known(shelf: AnswerIndex) -> None:
    results = shelf.search("cheque", limit=0, facets=True)
    assert (ids(results), results.total) == ([], 1)
    assert results.facets["category"] == (("Cheque Bounce", 1),)


def test_the_total_is_counted_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, shelf: AnswerIndex) -> None:
    counted = Counter[str]()
    results = shelf.search("cheque")
    count = results.count
    assert count is not None
    monkeypatch.setitem(results.__dict__, "count", lambda: counted.update(["once"]) or count())
    assert not counted
    assert (results.total, results.total) == (1, 1)
    assert counted["once"] == 1


@pytest.mark.parametrize(
    ("category", "found"),
    [
        ("Landlord & Tenant", ["14"]),
        ("landlord and tenant", ["14"]),
        ("LANDLORD  TENANT", ["14"]),
        ("tenant", ["14"]),
        ("cyber", ["13"]),
        ("Cyber & Technology Law", ["13"]),
        ("law", ["12", "13"]),
        ("Criminal Law", ["12"]),
        ("and", []),
        ("?", []),
        ("Space Law", []),
    ],
)
def test_a_category_may_be_written_in_any_way_or_in_part(shelf: AnswerIndex, category: str, found: list[str]) -> None:
    assert ids(shelf.search("", category=category)) == found
    assert ids(shelf.search(f'category:"{category}"')) == found


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("Crimnal Law", ("Criminal Law",)),
        ("Crime", ("Criminal Law",)),
        ("Bouncing Cheques", ("Cheque Bounce",)),
        ("Traffic Law", ("Transportation and Traffic Laws",)),
        ("Zzz", ()),
        ("&", ()),
    ],
)
def test_a_category_that_no_answer_has_is_told_with_the_nearest(
    build: Build, asked: str, nearest: tuple[str, ...]
) -> None:
    names = ("Criminal Law", "Cheque Bounce", "Transportation and Traffic Laws", "& &")
    index = build(*(an_answer(str(number), "Q?", category=name) for number, name in enumerate(names)))
    assert index.search("", category=asked).unknown_categories == {asked: nearest}
    assert index.search(f'q OR category:"{asked}"').unknown_categories == {asked: nearest}


def test_a_category_that_answers_have_in_part_of_its_name_is_not_unknown(build: Build) -> None:
    assert build(an_answer("1", "Q?", category="Criminal Law")).search("", category="law").unknown_categories == {}


def test_a_category_is_not_near_when_every_answer_of_it_is_deleted(build: Build) -> None:
    index = build(an_answer("1", "Q?", category="Tax"), an_answer("2", "Q?", category="Family"), deleted=["1"])
    assert index.search("", category="Taxe").unknown_categories == {"Taxe": ()}


def test_of_many_categories_that_no_answer_has_the_first_are_told(build: Build) -> None:
    results = build(an_answer("1", "Q?")).search(" OR ".join(f"category:nr{number}" for number in range(40)))
    assert list(results.unknown_categories) == ["nr0", "nr1", "nr2"]


def test_a_category_of_which_every_answer_is_deleted_is_none(build: Build) -> None:
    gone = an_answer("1", "Q?", category="Tax")
    kept = an_answer("2", "Q?", category="Income Tax")
    index = build(gone, kept, deleted={"1"})
    assert ids(index.search("", category="tax")) == ["2"]
    assert index.search("", facets=True).facets["category"] == (("Income Tax", 1),)


@pytest.mark.parametrize(
    ("advocate", "found"),
    [
        ("Asha Rao", ["11"]),
        ("rao", ["11", "12"]),
        ("RAO ASHA", ["11"]),
        ("Advocate Asha Rao", ["11"]),
        ("Rao (Advocate)", ["11", "12"]),
        ("advocate", []),
        ("Recovery", ["11"]),
        ("cheque bounce", ["11"]),
        ("Criminal", ["12"]),
        ("meera rao", []),
        ("…", []),
    ],
)
def test_an_advocate_is_found_by_name_part_of_it_or_practice(
    shelf: AnswerIndex, advocate: str, found: list[str]
) -> None:
    assert ids(shelf.search("", advocate=advocate)) == found


def test_a_name_is_found_with_the_joiners_of_hindi_or_without(build: Build) -> None:
    index = build(an_answer("1", "Q?", category="न्\u200dयाय", advocates=(Advocate("आदित्\u200dय राव"),)))
    assert ids(index.search("advocate:आदित्य category:न्याय")) == ["1"]
    assert ids(index.search("advocate:आदित्\u200dय category:न्\u200dयाय")) == ["1"]


def test_an_advocate_named_like_a_practice_is_found_with_it(build: Build) -> None:
    named = an_answer("1", "Q?", advocates=(Advocate("Family"),))
    practising = an_answer("2", "Q?", advocates=(Advocate("A Person", ("Family",)),))
    assert ids(build(named, practising).search("advocate:family")) == ["1", "2"]


@pytest.mark.parametrize("kind", ["legal-framework", "Legal Framework", "LEGAL_FRAMEWORK", "legal  framework"])
def test_a_kind_of_section_may_be_written_in_any_way(shelf: AnswerIndex, kind: str) -> None:
    assert ids(shelf.search("", kind=kind)) == ["11"]


def test_filters_are_all_required(shelf: AnswerIndex) -> None:
    assert ids(shelf.search("", kind="tips")) == ["11", "14"]
    assert ids(shelf.search("deposit cheque", kind="tips", category="tenant")) == ["14"]
    assert ids(shelf.search("cheque", kind="tips", category="tenant")) == []
    assert ids(shelf.search("kind:tips -category:tenant")) == ["11"]


def test_signs_beside_a_filter_say_nothing(shelf: AnswerIndex) -> None:
    assert ids(shelf.search("kind:tips ?")) == ids(shelf.search("kind:tips AND …")) == ["11", "14"]
    assert ids(shelf.search("(kind:tips ?) OR seven")) == ["12", "11", "14"]
    assert ids(shelf.search("?")) == ids(shelf.search("? -bail")) == []


def test_side_by_side_a_field_is_required_and_a_word_is_not(shelf: AnswerIndex) -> None:
    assert ids(shelf.search("question:cheating notice")) == ["12"]
    assert set(ids(shelf.search("cheating notice", literal=True))) == {"11", "12"}
    assert ids(shelf.search("question:landlord question:notice")) == []


def test_a_phrase_does_not_go_on_from_one_text_into_the_next(build: Build) -> None:
    index = build(an_answer("1", "Rent", "deposit notice", category="Family"))
    assert index.search('"deposit notice"').total == 1
    assert index.search('"rent family"').total == index.search('"family deposit"').total == 0


def test_facets_count_all_matches_most_first(build: Build) -> None:
    names = ["Tax", "Family", "Family", "Bail", None]
    index = build(*(an_answer(str(number), "Bail?", category=name) for number, name in enumerate(names)))
    results = index.search("bail", limit=1, facets=True)
    assert results.facets == {"category": (("Family", 2), ("Bail", 1), ("Tax", 1))}
    assert index.search("bail").facets == {}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "oldest"}, "there is no order 'oldest'; choose from relevance, newest, question"),
        ({"kind": "hints"}, "there is no kind of section 'hints'; choose from overview, key-points, "),
        ({"limit": -1}, "limit and offset are 0 or more and at most 10,000 together"),
        ({"offset": -1}, "limit and offset are 0 or more"),
        ({"limit": 1, "offset": MAX_HITS}, "at most 10,000 together"),
    ],
)
def test_a_value_that_cannot_be_is_an_error_that_says_what_can(
    shelf: AnswerIndex, options: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError) as raised:
        shelf.search("cheque", **options)  # type: ignore[arg-type]  # wrong on purpose
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("cheque kind:hints", 7),
        ('cheque AND (kind:tips OR cites:"the moon")', 25),
        ("cheque -cites:moon", 8),
        ("notise kind:hints", 7),  # 'notice' is put right
        ("noticce chequee KIND:hints", 16),
    ],
)
def test_a_filter_whose_value_cannot_be_is_pointed_at_in_the_query_as_given(
    shelf: AnswerIndex, query: str, position: int
) -> None:
    with pytest.raises(QueryError) as raised:
        shelf.search(query)
    assert (raised.value.query, raised.value.position) == (query, position)


def test_as_many_hits_as_there_may_be_can_be_asked_for(shelf: AnswerIndex) -> None:
    assert len(shelf.search("cheque", limit=MAX_HITS)) == 1


# Answers like one


def test_answers_like_one_are_about_the_same_and_never_itself_or_deleted(shelf: AnswerIndex) -> None:
    results = shelf.similar("12")
    assert ids(results)[0] == "13"
    assert not {"12", "15"} & set(ids(results))
    assert results.query == "What Is The Punishment For Cheating?"
    scores = [hit.score for hit in results]
    assert scores == sorted(scores, reverse=True)


def test_as_many_are_given_as_asked_for(shelf: AnswerIndex) -> None:
    assert len(shelf.similar("11", limit=1)) == 1
    assert len(shelf.similar("11", limit=0)) == 0
    with pytest.raises(QueryError, match="limit and offset"):
        shelf.similar("11", limit=-1)


def test_an_answer_that_shares_nothing_is_like_none(build: Build) -> None:
    index = build(an_answer("1", "Bail?"), an_answer("2", "Rent?"))
    assert ids(index.similar("1")) == []


def test_the_same_category_makes_answers_alike(build: Build) -> None:
    one, two, other = (
        an_answer(n, q, category=c)
        for n, q, c in (("1", "Bail?", "Tax"), ("2", "Rent?", "Tax"), ("3", "Tax?", "Family"))
    )
    assert ids(build(one, two, other).similar("1")) == ["2", "3"]


def test_there_is_nothing_like_an_answer_that_is_not_there(shelf: AnswerIndex) -> None:
    for answer_id in ("15", "999", "", "\ud800"):
        with pytest.raises(KeyError):
            shelf.similar(answer_id)


@pytest.mark.parametrize("query", ["498A IPC", "498(A) IPC", 'cites:"IPC 498A"', 'cites:"IPC 498(a)"'])
def test_a_section_is_found_however_its_letter_is_written(build: Build, query: str) -> None:
    cited = [Citation(f"ipc-1860/s/{number}", f"Section {number} IPC") for number in ("498A", "498(A)", "498")]
    index = build(*(an_answer(str(number), "What Then?", citations=(one,)) for number, one in enumerate(cited)))
    results = index.search(query)
    assert {hit.id for hit in results} == {"0", "1"}
    assert results.related_provisions[0].startswith("IPC 498A is BNS 85")


@pytest.mark.parametrize("asked", ["co-own*", "co-ownr~", "question:co-own*"])
def test_a_sign_behind_several_words_is_of_the_last(build: Build, asked: str) -> None:
    index = build(an_answer("1", "Own flats"), an_answer("2", "A co-owner may sell"), an_answer("3", "Rent"))
    assert [hit.id for hit in index.search(asked)][:1] == ["2"]
