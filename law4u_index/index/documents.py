"""Rows of answers on their way into a segment: made of records, or read from another segment."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Documents:
    """Rows of answers on their way into a segment; every list has one entry an answer unless said."""

    heads: list[bytes] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    sources: list[bytes] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)  # the absolute path of the file it was read from
    hashes: list[bytes] = field(default_factory=list)  # 16 bytes
    gists: list[bytes] = field(default_factory=list)  # a byte a number, all 0 where there is none
    modified: list[int] = field(default_factory=list)  # nanoseconds since 1970
    dates: list[int] = field(default_factory=list)  # 20250131; 0 where there is none
    categories: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # the id as a number; NO_NUMBER where it is none
    titles: list[int] = field(default_factory=list)  # the folded question's first eight bytes as a number
    questions: list[int] = field(default_factory=list)  # the position after the question
    passage_counts: list[int] = field(default_factory=list)
    passage_starts: list[int] = field(default_factory=list)  # positions; as many an answer as it has passages
