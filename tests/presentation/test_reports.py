from __future__ import annotations

from law4u_index.index.reports import Copy, IndexStats, Rejection, UpdateReport
from law4u_index.presentation.reports import stats_as_text, update_as_text
from law4u_index.presentation.terminal import Screen


def test_copies_are_named_and_counted_apart_from_what_was_rejected() -> None:
    report = UpdateReport(copies=(Copy("b.html", "a.html"),), rejected=(Rejection("c.html", "it is empty"),))
    assert update_as_text(report, dry_run=False, shown=None).splitlines() == [
        "copy b.html: the same as a.html",
        "rejected c.html: it is empty",
        "0 added, 0 updated, 0 unchanged, 0 removed, 1 rejected, 1 copy (0.0 s)",
    ]


def test_a_terminal_is_not_flooded_with_rejected_pages() -> None:
    report = UpdateReport(rejected=(Rejection("a.html", "it is empty"),) * 150)
    lines = update_as_text(report, dry_run=False, shown=20).splitlines()
    assert len(lines) == 22
    assert lines[20] == "… and 130 more; --format json lists all"


def test_pages_that_only_moved_are_told_apart() -> None:
    report = UpdateReport(updated=("1", "2"), moved=("1",), seconds=90, files=2)
    assert update_as_text(report, dry_run=False, shown=None) == (
        "0 added, 2 updated (1 only moved), 0 unchanged, 0 removed (1.5 min)"
    )


def test_a_dry_run_counts_what_it_would_reject() -> None:
    report = UpdateReport(rejected=(Rejection("a", "b"),))
    assert update_as_text(report, dry_run=True, shown=None).endswith("remove 0, reject 1 (0.0 s)")


def test_a_files_name_can_do_nothing_to_the_terminal() -> None:
    report = UpdateReport(rejected=(Rejection("a\x1b[2J\n.html", "odd\rthing"),))
    first = update_as_text(report, dry_run=False, shown=None).splitlines()[0]
    assert first == "rejected a\\x1b[2J .html: odd thing"


def test_an_empty_index_has_no_tables() -> None:
    stats = IndexStats(0, {}, {}, 512, 1, "0.1.0", "2026-11-23T10:04:05Z")
    assert stats_as_text(stats, Screen()).splitlines()[-1] == "Written by  law4u-index 0.1.0, format 1"


def test_the_one_vector_of_the_one_answer_is_told_as_one() -> None:
    stats = IndexStats(1, {}, {}, 512, 1, "0.1.0", "2026-11-23T10:04:05Z", "toy 1", encoded=1, vectors=1)
    assert stats_as_text(stats, Screen()).splitlines()[-1] == "By meaning  1 of 1 answer, 1 vector (toy 1)"
