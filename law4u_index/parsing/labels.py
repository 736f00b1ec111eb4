"""Labels: the words in 'Time limit: thirty days', which head the text behind their colon, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from law4u_index.parsing.blocks import Spans
from law4u_index.parsing.kinds import closes, own_kind
from law4u_index.parsing.vocabulary import NO_LABELS
from law4u_index.parsing.wording import (
    is_act,
    is_example_part,
    is_instruction,
    is_provision,
    is_title_case,
    marker,
    starts_well,
)

MAX_LABELS = 400
"""In how many sentences of one paragraph labels are looked for."""

_MAX_LABEL = 100
"""How many characters a label has at most."""

_MAX_BOLD_WORDS = 14
_MAX_LABEL_WORDS = 9
_MAX_PROVISION_WORDS = 12
"""How many words a label has at most: a bold one, any other, and one that is an Act or begins with a provision."""

_LABEL = re.compile(r"([^\s:!?;]{1,40}(?:\s[^\s:!?;]{1,40}){0,11})\s?:\s+(?=[^\s:])")
_SENTENCE_END = re.compile(r"[.!?;][\"'”’)]{0,2}\s+")
_SENTENCE_START = re.compile(r"(?:an?|the|if|when|where|whoever|any|every|no|you|it|this|that|in|on|for)\b", re.I)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label in a paragraph.

    Attributes:
        start: where it begins, with the number before it; an offset in characters.
        text_start: where the text that it heads begins.
        label: the label, without number and colon.
        bold: whether it is bold.
    """

    start: int
    text_start: int
    label: str
    bold: bool


def is_label(words: str, *, bold: bool, alone: bool) -> bool:
    """Tell whether `words`, which a colon follows, label the text behind it.

    Args:
        words: what stands before the colon.
        bold: whether it is bold as the text behind it is not.
        alone: whether it stands at the very start of its paragraph, so that less proof is needed.
    """
    bare = words.strip()
    if (
        not bare
        or len(bare) > _MAX_LABEL
        or bare.lower().rstrip(".") in NO_LABELS
        or bare.lower().startswith(("note ", "please "))
    ):
        return False
    tokens = bare.split()
    if any(token.endswith((".", "!", "?")) and len(token) > 4 and "." not in token[:-1] for token in tokens):
        return False
    if bold:
        return len(tokens) <= _MAX_BOLD_WORDS
    if len(tokens) > _MAX_PROVISION_WORDS or not starts_well(bare):
        return False
    if len(tokens) > _MAX_LABEL_WORDS and not is_act(bare) and not is_provision(bare):
        return False
    if is_title_case(bare):
        return True
    return (
        len(tokens) <= 5 and (own_kind(bare) is not None or is_provision(bare)) and alone and not is_instruction(bare)
    )


def labels_in(text: str, bold: Spans) -> list[Labelled]:
    """Return the labels of a paragraph in which label and text run together, in order.

    A label stands at the start of the paragraph or of a sentence, is followed by a colon, and is bold or in
    Title Case (a single one at the very start may also be a few words that name a known kind of section).
    Labels within a paragraph that does not begin with one count only where there are two or more.
    """
    if ":" not in text and not bold:
        return []
    found: list[Labelled] = []
    starts = [0, *(match.end() for match in islice(_SENTENCE_END.finditer(text), MAX_LABELS))]
    bold = bold[:MAX_LABELS]
    for start in starts:
        if found and start < found[-1].text_start:
            continue
        labelled = _label_at(text, start, bold)
        if labelled is not None:
            found.append(labelled)
    for span_start, span_end in bold:  # bold labels that follow text without a full stop
        if text[span_end - 1] == ":" and span_start > 0 and all(not span_start <= f.start < span_end for f in found):
            labelled = _label_at(text, span_start, bold)
            if (
                labelled is not None
                and labelled.bold
                and not any(f.start < labelled.start < f.text_start for f in found)
            ):
                found.append(labelled)
    found.sort(key=lambda labelled: labelled.start)
    if found and found[0].start > 0 and len(found) == 1 and not closes(found[0].label):
        return []
    return [
        f
        for f in found
        if f.start == 0 or f.bold or is_label(f.label, bold=False, alone=False) or is_provision(f.label)
    ]


def _label_at(text: str, start: int, bold: Spans) -> Labelled | None:
    """Return the label that begins at `start`, behind its number if it has one, or None."""
    if not bold and text.find(":", start, start + 2 * _MAX_LABEL) < 0:
        return None
    number = marker(text[start : start + 24])
    begin = start + (number.length if number is not None and number.kind != "bullet" else 0)
    span = next((s for s in bold if s[0] <= begin < s[1] or start <= s[0] <= begin < s[1]), None)
    if span is not None and span[1] < len(text):
        inside = text[begin : span[1]]
        after = text[span[1] : span[1] + 3]
        closed = inside.rstrip().endswith(":") or after.lstrip().startswith(":") or after[:2] in (" –", " —", " -")
        if closed and is_label(inside.rstrip(" :"), bold=True, alone=True):
            text_start = span[1] + len(after) - len(after.lstrip(" :–—-"))
            return _extended(text, Labelled(start, text_start, inside.strip(" :"), bold=True))
        if not closed and ": " not in inside:
            return None
    match = _LABEL.match(text, begin)
    if match is None or not is_label(match[1], bold=False, alone=start == 0):
        return None
    if not (starts_well(text[match.end() : match.end() + 20]) or is_example_part(match[1]) or closes(match[1])):
        return None
    return _extended(text, Labelled(start, match.end(), match[1].strip(), bold=False))


def _extended(text: str, labelled: Labelled) -> Labelled:
    """Take the second half of a label like 'Section 138: Dishonour of Cheque:' into it."""
    if not is_provision(labelled.label):
        return labelled
    match = _LABEL.match(text, labelled.text_start)
    if match is None or len(match[1].split()) > 10 or "." in match[1] or match[1].endswith("."):
        return labelled
    short = len(match[1].split()) <= 5 and not _SENTENCE_START.match(match[1]) and not is_instruction(match[1])
    if not (is_title_case(match[1]) or short):
        return labelled
    return Labelled(labelled.start, match.end(), f"{labelled.label}: {match[1].strip()}", labelled.bold)
