"""What became of the old codes' sections."""

from __future__ import annotations

import pytest

from law4u_index.law import Transition, act, compiled, label, related, title, transitions
from law4u_index.law.ids import covers, parse_id
from law4u_index.law.known import known_provisions
from law4u_index.law.successors import COMPLETE, day, fate, headings, spellings, titled

PAIRS = {"ipc-1860": "bns-2023", "crpc-1973": "bnss-2023", "iea-1872": "bsa-2023"}


def test_every_row_is_sound() -> None:
    rows = transitions()
    assert len(rows) >= 1287
    for row in rows:
        old = parse_id(row.old)
        assert old is not None
        assert old.act in PAIRS
        assert row.old_title
        assert row.source
        assert row.certainty in ("certain", "uncertain", "omitted")
        _check_new(row, PAIRS[old.act])


def _check_new(row: Transition, successor: str) -> None:
    if row.new is None:
        assert row.certainty != "certain"
        return
    new = parse_id(row.new)
    entry = act(successor)
    assert new is not None
    assert entry is not None
    assert entry.last is not None
    assert new.act == successor
    assert int("".join(char for char in new.number if char.isdecimal())) <= entry.last


UNFINISHED = frozenset("a an and any as at be before by from in not on or such that the to under which with".split())  # noqa: SIM905 - a page of quoted words is no better to read


def test_no_heading_breaks_off() -> None:
    ends = {row.new or row.old: (row.new_title or row.old_title).split()[-1].lower() for row in transitions()}
    whole = {"bns-2023/s/10"}  # 'it is doubtful of which'
    assert {provision for provision, end in ends.items() if end in UNFINISHED} == whole


def test_no_row_is_there_twice() -> None:
    pairs = [(row.old, row.new) for row in transitions()]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(("code", "last"), [("ipc-1860", 511), ("crpc-1973", 484), ("iea-1872", 167)])
def test_every_section_of_the_old_codes_has_a_row(code: str, last: int) -> None:
    rows = {row.old for row in transitions()}
    assert [number for number in range(1, last + 1) if f"{code}/s/{number}" not in rows] == []


@pytest.mark.parametrize("code", sorted(COMPLETE))
def test_every_section_of_a_complete_act_has_its_heading(code: str) -> None:
    entry = act(code)
    assert entry is not None
    assert entry.last is not None
    assert [number for number in range(1, entry.last + 1) if f"{code}/s/{number}" not in headings()] == []


@pytest.mark.parametrize(
    ("code", "last", "new"),
    [
        ("bns-2023", 358, {48, 69, 95, 111, 112, 113, 304, 358}),
        ("bnss-2023", 531, {86, 105, 107, 172, 336, 356, 398, 472, 530}),
        ("bsa-2023", 170, {61}),
    ],
)
def test_the_sections_that_replaced_none_are_the_new_ones(code: str, last: int, new: set[int]) -> None:
    rows = {row.new.partition("(")[0] for row in transitions() if row.new}
    assert {number for number in range(1, last + 1) if f"{code}/s/{number}" not in rows} == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ipc-1860/s/228A", ["bns-2023/s/72", "bns-2023/s/73"]),
        ("crpc-1973/s/437A", ["bnss-2023/s/481"]),
        ("crpc-1973/s/41C", ["bnss-2023/s/37"]),
        ("iea-1872/s/45A", ["bsa-2023/s/39(2)"]),
        ("ipc-1860/s/420", ["bns-2023/s/318(4)"]),
        ("ipc-1860/s/302", ["bns-2023/s/103(1)"]),
        ("ipc-1860/s/498A", ["bns-2023/s/85", "bns-2023/s/86"]),
        ("ipc-1860/s/304A", ["bns-2023/s/106(1)"]),
        ("ipc-1860/s/501", ["bns-2023/s/356(3)"]),
        ("crpc-1973/s/154", ["bnss-2023/s/173"]),
        ("crpc-1973/s/438", ["bnss-2023/s/482"]),
        ("crpc-1973/s/125", ["bnss-2023/s/144"]),
        ("iea-1872/s/65B", ["bsa-2023/s/63"]),
        ("iea-1872/s/127", ["bsa-2023/s/132(3)"]),
        ("ipc-1860/s/240", ["bns-2023/s/179"]),
        ("ipc-1860/s/376(2)(n)", ["bns-2023/s/64(2)(m)"]),
        ("ipc-1860/s/376", ["bns-2023/s/64", "bns-2023/s/65(1)"]),
        ("ipc-1860/s/506", ["bns-2023/s/351(2)", "bns-2023/s/351(3)"]),
        ("crpc-1973/s/156(3)", ["bnss-2023/s/175(3)"]),
        ("crpc-1973/s/156(3)(a)", ["bnss-2023/s/175(3)"]),
        ("crpc-1973/s/156", ["bnss-2023/s/175"]),
        ("crpc-1973/s/99(2)", ["bnss-2023/s/102"]),
        ("iea-1872/s/32(1)", ["bsa-2023/s/26(a)"]),
    ],
)
def test_an_old_section_leads_to_the_new(old: str, new: list[str]) -> None:
    found = related(old)
    assert [relation.id for relation in found] == new
    assert {relation.relation for relation in found} == {"became"}
    assert {relation.since for relation in found} == {"2024-07-01"}


def test_a_new_section_leads_to_all_that_went_into_it() -> None:
    found = related("bns-2023/s/318")
    assert [relation.id for relation in found] == [f"ipc-1860/s/{number}" for number in (415, 417, 418, 420)]
    assert {relation.relation for relation in found} == {"replaced"}


def test_a_new_subsection_leads_to_its_own_old_section_only() -> None:
    assert [relation.id for relation in related("bns-2023/s/318(4)")] == ["ipc-1860/s/420"]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("bnss-2023/s/175(3)", ["crpc-1973/s/156(3)"]),
        ("bnss-2023/s/175(4)", ["crpc-1973/s/156"]),
        ("bnss-2023/s/175", ["crpc-1973/s/156"]),
        ("bns-2023/s/64(2)(m)", ["ipc-1860/s/376(2)(n)"]),
        ("bns-2023/s/65", ["ipc-1860/s/376(3)", "ipc-1860/s/376AB"]),
    ],
)
def test_a_new_part_leads_to_the_old_part_or_to_the_nearest_whole_that_is_known(new: str, old: list[str]) -> None:
    assert [relation.id for relation in related(new)] == old


def test_each_row_is_told_from_both_of_its_sides() -> None:
    for row in transitions():
        if row.new is not None:
            assert any(covers(relation.id, row.new) for relation in related(row.old)), row
            assert any(covers(relation.id, row.old) for relation in related(row.new)), row


def test_a_part_is_told_where_only_the_whole_is_known() -> None:
    assert related("crpc-1973/s/156(3)")[0].sentence == "CrPC 156(3) is BNSS 175(3) since 1 July 2024"
    assert related("ipc-1860/s/420(2)")[0].sentence == "IPC 420 is BNS 318(4) since 1 July 2024"


def test_what_has_no_counterpart_is_related_to_nothing() -> None:
    assert related("nia-1881/s/138") == ()
    assert related("bns-2023/s/111") == ()
    assert related("const-1950/a/21") == ()
    assert related("nonsense") == ()


def test_the_facts_are_put_in_words() -> None:
    assert related("ipc-1860/s/420")[0].sentence == "IPC 420 is BNS 318(4) since 1 July 2024"
    assert related("bns-2023/s/318(4)")[0].sentence == "BNS 318(4) was IPC 420 until 30 June 2024"


def test_what_is_not_checked_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "became", lambda _: [("iea-1872/s/88", "bsa-2023/s/90", "uncertain")])
    found = related("iea-1872/s/88")[0]
    assert found.certainty == "uncertain"
    assert found.sentence.endswith("(not certain)")


def test_a_section_that_was_left_out_says_so() -> None:
    assert fate("ipc-1860/s/377") == "IPC 377 was left out of the new code, since 1 July 2024"
    assert fate("crpc-1973/s/144A") == "CrPC 144A was left out of the new code, since 1 July 2024"
    assert fate("ipc-1860/s/420") is None
    assert fate("nia-1881/s/138") is None


def test_a_section_of_which_nothing_is_known_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "became", lambda _: [("ipc-1860/s/254", None, "uncertain")])
    assert fate("ipc-1860/s/254") == "what became of IPC 254 on 1 July 2024 is not certain"


def test_a_successor_that_the_texts_do_not_settle_is_shown_as_not_certain() -> None:
    assert [found.sentence for found in related("ipc-1860/s/254")] == [
        "IPC 254 is BNS 179 since 1 July 2024 (not certain)"
    ]


def test_headings_are_known_for_old_and_new_sections_and_their_parts() -> None:
    assert title("ipc-1860/s/420") == "Cheating and dishonestly inducing delivery of property"
    assert title("bns-2023/s/318(4)") == "Cheating"
    assert title("const-1950/a/21") == "Protection of life and personal liberty"
    assert title("bns-2023/s/999") is None


def test_the_bns_is_known_from_end_to_end() -> None:
    assert {f"bns-2023/s/{number}" for number in range(1, 359)} <= set(titled("bns-2023"))


@pytest.mark.parametrize(
    ("provision_id", "expected"),
    [
        ("ipc-1860/s/420", "IPC 420"),
        ("nia-1881/s/138", "Section 138 NI Act"),
        ("const-1950/a/21", "Article 21"),
        ("la-1963/a/54", "Article 54 Limitation Act"),
        ("cpc-1908/o/39/r/1", "CPC Order 39 Rule 1"),
        ("cpc-1908/o/37", "CPC Order 37"),
        ("cgst-rules-2017/r/138", "Rule 138 CGST Rules"),
        ("orissa-entry-tax-act-1999/s/3", "Section 3 Orissa Entry Tax act 1999"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_provision_is_called_as_lawyers_call_it(provision_id: str, expected: str) -> None:
    assert label(provision_id).lower() == expected.lower()


def test_a_day_is_written_out() -> None:
    assert day("2025-11-21") == "21 November 2025"


def test_every_widely_known_provision_is_of_a_known_act() -> None:
    for provision_id, heading, bare in known_provisions():
        parsed = parse_id(provision_id)
        assert parsed is not None, provision_id
        assert act(parsed.act) is not None, provision_id
        assert heading or bare
        assert title(provision_id), provision_id


@pytest.mark.parametrize(
    ("cited", "written"),
    [
        ("ipc-1860/s/498(A)", ("ipc-1860/s/498A", "ipc-1860/s/498(A)", "ipc-1860/s/498(a)")),
        ("ipc-1860/s/498(a)", ("ipc-1860/s/498A", "ipc-1860/s/498(A)", "ipc-1860/s/498(a)")),
        ("iea-1872/s/65(B)(4)", ("iea-1872/s/65B(4)", "iea-1872/s/65(B)(4)", "iea-1872/s/65(b)(4)")),
        ("ipc-1860/s/354A", ("ipc-1860/s/354A", "ipc-1860/s/354(A)", "ipc-1860/s/354(a)")),
        ("ipc-1860/s/420(A)", ("ipc-1860/s/420(A)",)),
        ("hma-1955/s/13(1)(ia)", ("hma-1955/s/13(1)(ia)",)),
        ("const-1950/a/21A", ("const-1950/a/21A",)),
        ("ipc-1860/s/420", ("ipc-1860/s/420",)),
    ],
)
def test_a_section_with_a_letter_is_written_with_brackets_too(cited: str, written: tuple[str, ...]) -> None:
    assert spellings(cited) == written


def test_no_title_is_cut_off_at_an_apostrophe() -> None:
    cut = [row.old for row in transitions() if (row.new_title or "").startswith(f"{row.old_title}’")]
    assert cut == []
    assert title("crpc-1973/s/355") == "Metropolitan Magistrate’s judgment"
