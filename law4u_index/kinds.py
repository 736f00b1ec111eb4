"""The kinds of sections that an answer has; by themselves, since a search needs them and no records."""

from __future__ import annotations

KINDS = (
    "overview",
    "key-points",
    "challenges",
    "legal-framework",
    "procedure",
    "penalties",
    "remedies",
    "tips",
    "example",
    "summary",
    "other",
)
"""Every value that :attr:`law4u_index.answer.Section.kind` may have."""
