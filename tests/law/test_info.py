"""Looking a provision up."""

from __future__ import annotations

import pytest

import law4u_index.law
from law4u_index.law import UnknownProvision, lookup, nearest_acts


def test_an_old_section_tells_its_heading_and_what_it_became() -> None:
    info = lookup("IPC 420")
    assert (info.id, info.label) == ("ipc-1860/s/420", "IPC 420")
    assert info.title == "Cheating and dishonestly inducing delivery of property"
    assert info.sentences == ("IPC 420 is BNS 318(4) since 1 July 2024",)
    assert not info.in_force
    assert info.repealed_on == "2024-07-01"


def test_a_new_section_tells_what_it_replaced() -> None:
    info = lookup("bns 318")
    assert [relation.id for relation in info.replaced][-1] == "ipc-1860/s/420"
    assert info.became == ()
    assert info.in_force


def test_an_act_that_was_replaced_as_a_whole_says_by_what() -> None:
    info = lookup("section 397 companies act 1956")
    assert info.sentences == ("the Companies Act, 1956 was replaced by the Companies Act, 2013 on 1 April 2014",)


def test_an_act_that_lapsed_says_when() -> None:
    assert lookup("section 3 tada").sentences == (
        "the Terrorist and Disruptive Activities (Prevention) Act, 1987 is not in force since 24 May 1995",
    )


def test_a_section_that_was_left_out_says_so() -> None:
    assert lookup("ipc 377").sentences == ("IPC 377 was left out of the new code, since 1 July 2024",)


def test_a_provision_of_an_act_outside_the_table_is_taken_as_it_is() -> None:
    info = lookup("orissa-entry-tax-act-1999/s/3")
    assert info.act is None
    assert info.in_force is None
    assert info.sentences == ()


@pytest.mark.parametrize(
    "text", ["article 21", "article 54 limitation act", "order 39 rule 1 cpc", "rule 138 cgst rules"]
)
def test_articles_orders_and_rules_are_looked_up_too(text: str) -> None:
    assert lookup(text).act is not None


def test_a_section_that_the_act_does_not_have_is_unknown_and_the_nearest_are_named() -> None:
    with pytest.raises(UnknownProvision) as caught:
        lookup("ipc 999")
    assert caught.value.nearest[0] == "ipc-1860/s/511"
    assert "ipc 999" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("CPC order 99", "cpc-1908/o/51"),
        ("order 99 cpc", "cpc-1908/o/51"),
        ("negotiable instrumnts act 138", "nia-1881"),
        ("order 99 rule 1 of the code of civil procedure", "cpc-1908/o/51"),
        ("order 99", "cpc-1908/o/51"),
        ("article 450", "const-1950/a/370"),
        ("section 9999 of the ipc", "ipc-1860/s/511"),
        ("rule 9999 motor vehicles act", "mva-1988"),
    ],
)
def test_the_nearest_are_of_the_kind_and_the_act_that_were_asked_for(text: str, nearest: str) -> None:
    with pytest.raises(UnknownProvision) as caught:
        lookup(text)
    assert caught.value.nearest[0] == nearest


@pytest.mark.parametrize(
    "text", ["bnss 41A", "bsa 65B", "ni act 500", "article 21 ipc-1860/a/21", "article 450 constitution"]
)
def test_a_number_beyond_the_act_is_unknown(text: str) -> None:
    with pytest.raises(UnknownProvision):
        lookup(text)


def test_a_rule_that_counts_with_points_is_held_against_the_last_by_its_first_number() -> None:
    assert lookup("central-civil-services-pension-rules-1972/r/7.6.5").act is not None


def test_a_misspelt_act_is_unknown_and_the_nearest_acts_are_named() -> None:
    with pytest.raises(UnknownProvision) as caught:
        lookup("neggotiable insstruments act")
    assert caught.value.nearest[0] == "nia-1881"


def test_an_unknown_provision_is_a_key_error() -> None:
    assert issubclass(UnknownProvision, KeyError)


def test_the_package_gives_its_names_on_first_use_and_no_others() -> None:
    for name in law4u_index.law.__all__:
        assert getattr(law4u_index.law, name) is not None
    with pytest.raises(AttributeError):
        law4u_index.law.no_such_name  # noqa: B018


@pytest.mark.parametrize("text", ["498(A) IPC", "section 498(a) of the ipc", "ipc 498-A"])
def test_a_letter_in_brackets_is_that_of_the_section(text: str) -> None:
    assert lookup(text).id == "ipc-1860/s/498A"
    assert [found.id for found in lookup(text).became] == ["bns-2023/s/85", "bns-2023/s/86"]


@pytest.mark.parametrize(
    ("name", "first"),
    [("companes act", "companies-act-2013"), ("hindu marrig act", "hma-1955"), ("penel code", "ipc-1860")],
)
def test_the_nearest_of_several_acts_of_one_name_is_the_one_in_force(name: str, first: str) -> None:
    assert nearest_acts(name)[0] == first


@pytest.mark.parametrize("word", ["cheating", "murder", "theft", "bail"])
def test_a_matter_is_near_to_no_act(word: str) -> None:
    assert nearest_acts(word) == ()
