"""The table of Acts: each row is sound, and each name finds its Act."""

from __future__ import annotations

import re
from datetime import date

import pytest

from law4u_index.law import act, acts
from law4u_index.law.act_table import name_words, squeeze, table
from law4u_index.law.word_sets import word_set

ROWS = acts()
IDS = [entry.id for entry in ROWS]
ENGLISH_WORDS = word_set(
    "act code law rule order section article penal evidence contract limitation registration arms police stamp trust "
    "gift will sale company consumer property succession marriage divorce dowry child women labour wages tax customs "
    "excise air water forest mines army navy press oath notary mediation copyright design patent"
)


def test_the_table_holds_at_least_a_hundred_and_fifty_acts() -> None:
    assert len(ROWS) >= 150


def test_no_two_acts_share_an_id() -> None:
    assert len(set(IDS)) == len(IDS)


def test_each_row_is_sound() -> None:
    for entry in ROWS:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*-\d{4}", entry.id), entry
        assert entry.id.endswith(f"-{entry.year}"), entry
        assert 1850 <= entry.year <= 2026, entry
        assert entry.number is None or 1 <= entry.number <= 110, entry
        assert entry.last is None or 1 <= entry.last <= 700, entry
        assert entry.schedules is None or 0 <= entry.schedules <= 16, entry
        assert entry.shape in ("sections", "articles", "sections+articles", "orders", "rules"), entry
        assert not re.search(r"\d{4}$", entry.name), entry


def test_what_replaced_an_act_is_in_the_table_and_came_later() -> None:
    for entry in ROWS:
        if entry.replaced_by is not None:
            assert entry.replaced_by in IDS, entry
            assert entry.replaced_on is not None, entry
        if entry.replaced_on is not None:
            assert date.fromisoformat(entry.replaced_on).year >= entry.year, entry


def test_each_act_is_found_by_its_title_with_the_year() -> None:
    for entry in ROWS:
        assert act(f"{entry.name}, {entry.year}") == entry
        assert act(entry.id) == entry


def test_every_alias_finds_its_act() -> None:
    for entry in ROWS:
        for alias in (*entry.aliases, *entry.hindi):
            assert act(alias) == entry, alias


def test_no_alias_is_an_english_word_by_itself() -> None:
    for alias in (alias for entry in ROWS for alias in entry.aliases):
        assert len(alias.split()) > 1 or alias.lower() not in ENGLISH_WORDS or alias == "Constitution", alias
        if len(alias.split()) == 1 and alias != "Constitution":
            assert not alias.islower(), alias


def test_no_two_acts_share_an_alias() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for entry in ROWS:
        for alias in entry.aliases:
            key = tuple(name_words(alias)) if " " in alias else (squeeze(alias),)
            year = alias.rpartition(" ")[2]
            if not year.isdecimal():
                assert owners.setdefault(key, entry.id) == entry.id, alias


def test_a_name_without_a_year_means_the_act_that_people_mean() -> None:
    found = [act(name) for name in ("Companies Act", "consumer protection act", "the Income Tax Act", "IT Act")]
    assert [entry.id for entry in found if entry] == ["companies-act-2013", "cpa-2019", "ita-1961", "ita-2000"]


def test_a_year_picks_the_older_act_of_the_same_name() -> None:
    assert act("Consumer Protection Act, 1986") == table().acts["cpa-1986"]
    assert act("Companies Act (1956)") == table().acts["companies-act-1956"]


def test_a_year_of_no_such_act_finds_nothing() -> None:
    assert act("Companies Act, 1882") is None


def test_a_name_that_is_none_finds_nothing() -> None:
    assert act("the Ministry of Silly Walks") is None
    assert act("") is None


def test_names_in_hindi_and_in_latin_letters_are_known() -> None:
    for name in ("भारतीय न्याय संहिता", "bhartiya nyaya sanhita", "bharatiya nyay sanhita", "भा.न्या.सं."):
        found = act(name)
        assert found is not None
        assert found.id == "bns-2023"


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("ipc-1860", "bns-2023", "2024-07-01"),
        ("crpc-1973", "bnss-2023", "2024-07-01"),
        ("iea-1872", "bsa-2023", "2024-07-01"),
        ("companies-act-1956", "companies-act-2013", "2014-04-01"),
        ("cpa-1986", "cpa-2019", "2020-07-20"),
        ("ita-1961", "ita-2025", "2026-04-01"),
        ("jja-2000", "jja-2015", "2016-01-15"),
        ("pfa-1954", "fssa-2006", "2011-08-05"),
        ("fera-1973", "fema-1999", "2000-06-01"),
        ("foreigners-act-1946", "ifa-2025", "2025-09-01"),
    ],
)
def test_an_act_that_was_replaced_says_by_what_and_when(old: str, new: str, day: str) -> None:
    entry = table().acts[old]
    assert (entry.replaced_by, entry.replaced_on) == (new, day)


def test_twenty_nine_labour_laws_gave_way_to_the_four_codes() -> None:
    codes = {
        "code-on-wages-2019",
        "industrial-relations-code-2020",
        "code-on-social-security-2020",
        "occupational-safety-health-and-working-conditions-code-2020",
    }
    replaced = [entry for entry in ROWS if entry.replaced_by in codes]
    assert len(replaced) == 29
    assert {entry.replaced_on for entry in replaced} == {"2025-11-21"}


def test_a_title_carries_the_year_but_the_constitutions_does_not() -> None:
    assert table().acts["ipc-1860"].title == "Indian Penal Code, 1860"
    assert table().acts["const-1950"].title == "Constitution of India"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Criminal Procedure Code, 1898", "crpc-1898"),
        ("Juvenile Justice Act, 2000", "jja-2000"),
        ("Juvenile Justice Act, 1986", "jja-1986"),
        ("Representation of People Act, 1950", "rpa-1950"),
        ("Indian Limitation Act, 1908", "la-1908"),
        ("CP Act, 1986", "cpa-1986"),
        ("CPA 1986", "cpa-1986"),
        ("CPA", "cpa-2019"),
        ("SRA", "sra-1963"),
    ],
)
def test_a_short_name_with_the_year_of_an_older_act_of_that_title_means_the_older(name: str, expected: str) -> None:
    found = act(name)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    ("act_id", "schedules"), [("const-1950", 12), ("cpc-1908", 1), ("bnss-2023", 2), ("la-1963", 1), ("hma-1955", 0)]
)
def test_an_act_says_how_many_schedules_it_has(act_id: str, schedules: int) -> None:
    assert table().acts[act_id].schedules == schedules


def test_most_acts_that_people_ask_about_say_how_many_schedules_they_have() -> None:
    assert sum(entry.schedules is not None for entry in ROWS) >= 120


def test_some_acts_are_found_by_number_and_year() -> None:
    assert table().numbered[(45, 1860)] == "ipc-1860"
    assert table().numbered[(26, 1881)] == "nia-1881"
