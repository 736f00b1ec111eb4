"""Which neighbouring segments are to become one, so that there are few and none is rewritten often.

A log-structured policy like Lucene's ``TieredMergePolicy`` and tantivy's ``LogMergePolicy``, with two differences.
Neighbours only are merged, so that segments stay in the order in which they were written. And no merge takes in more
than half of the index, as a single new page may be what sets it off.
"""

from __future__ import annotations

from collections.abc import Sequence

RATIO = 3
"""A segment is left alone while it is more than so many times as large as the next newer one."""

SMALL = 1024
"""So much may always be merged: to rewrite it takes no longer than to read a few pages."""


def plan_merges(sizes: Sequence[int], share: float = 0.5) -> list[range]:
    """Return the segments to be, each as the range of those that are to become it; a range of one is left as it is.

    What is left are at most ``log(total, RATIO) + 4`` segments: of two neighbours the older is more than the ratio
    times as large, or both together are more than half of all, which at most three pairs can be. Each time that an
    answer is written again its segment has grown by a third at least, so it is a handful of times in its life.

    Args:
        sizes: the live answers of each segment, oldest first.
        share: no merge takes in more than this share of all, unless it is :data:`SMALL`.
    """
    most = max(SMALL, share * sum(sizes))
    planned: list[range] = []
    newer = 0  # the size of the last planned
    for number in range(len(sizes) - 1, -1, -1):
        size = sizes[number]
        if planned and size <= RATIO * newer and size + newer <= most:
            planned[-1] = range(number, planned[-1].stop)
            newer += size
        else:
            planned.append(range(number, number + 1))
            newer = size
    return planned[::-1]
