"""Every flipped bit and every cut is seen, in the file where it is, and no search is wrong for it."""

from __future__ import annotations

from pathlib import Path

from tests.safety.wounds import Tally, flip_and_cut, forge


def test_no_flipped_bit_and_no_cut_is_missed_by_a_check_or_shows_in_a_search(tmp_path: Path) -> None:
    flipped, cut = flip_and_cut(tmp_path, 120, 30, seed=5)
    assert (flipped.wounds, cut.wounds) == (120, 30)
    for tally in (flipped, cut):
        assert tally.refused + tally.right == tally.wounds
        assert tally.refused
        assert tally.right  # Whoosh's own table of contents and the ledger are not asked in a search


def test_an_index_forged_with_right_checksums_is_read_or_said_to_be_damaged(tmp_path: Path) -> None:
    tally = forge(tmp_path, 60, seed=2)
    assert tally.wounds == 60
    assert tally != Tally(60, 0, 60)
