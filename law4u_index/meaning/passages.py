"""The texts of an answer that are given to an encoder.

They are cut by length, and are not the passages that snippets are taken from (:mod:`law4u_index.index.schema`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain

from law4u_index.answer import Answer

VERSION = 2
"""Rises when the same answer is cut into other texts: vectors of another version are not compared."""

LENGTH = 900
"""A passage has about so many characters at the most, beside the question: an encoder reads some 500 tokens at once."""

QUESTION = 300
"""So much of a question stands before each passage, in characters."""

MOST = 24
"""An answer has at most so many passages, however long its page is."""


def passages_of(answer: Answer) -> list[str]:
    """Return the question with the summary, then what is left of a long one and the sections, short ones together.

    Each begins with the question, without which a section often does not say what it is about. There is at least one.
    """
    question = _clean(answer.question)[:QUESTION]
    summary = _cut(_clean(answer.summary))
    passages = [f"{question}\n{next(summary, '')}".strip() or "-"]
    waiting = ""
    for piece in chain(summary, _pieces(answer)):
        if waiting and len(waiting) + len(piece) >= LENGTH:
            passages.append(f"{question}\n{waiting}")
            waiting = ""
        waiting = f"{waiting}\n{piece}".lstrip()
        if len(passages) == MOST:
            break
    if waiting and len(passages) < MOST:
        passages.append(f"{question}\n{waiting}")
    return passages


def _pieces(answer: Answer) -> Iterator[str]:
    """Yield the sections with their headings, long ones in pieces."""
    for section in answer.walk():
        text = _clean(" ".join([section.text, *section.items]))
        if not text:
            continue
        yield from _cut(f"{_clean(section.heading)}: {text}" if section.heading else text)


def _cut(text: str) -> Iterator[str]:
    """Yield a text in pieces of at most :data:`LENGTH`, cut between words; none of an empty one."""
    while len(text) > LENGTH:
        cut = text.rfind(" ", LENGTH // 2, LENGTH)
        cut = cut if cut > 0 else LENGTH
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


def _clean(text: str) -> str:
    """Return `text` in the form that encoders are trained on (NFKC), white space folded."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
