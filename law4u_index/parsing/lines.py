"""Blocks to lines: decides what each block is — a heading, a label with its text, an entry, a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from law4u_index.parsing.blocks import CELL, PLAIN, Block, Spans
from law4u_index.parsing.kinds import closes, own_kind
from law4u_index.parsing.labels import Labelled, is_label, labels_in
from law4u_index.parsing.wording import (
    MAX_HEADING,
    Marker,
    heading_of,
    is_closed,
    is_example_part,
    is_provision,
    marker,
    opens_answer,
    reads_as_heading,
    reads_as_loose_heading,
)

HEADING, LABEL, ENTRY, TEXT = "heading", "label", "entry", "text"

_MAX_CHAIN = 3
"""More plain headings than this with nothing between them are a list."""

_INLINE_BULLET = re.compile(r"\s?[•▪●◦■➢✓✔]\s?")

_LONG = 90
"""A line of more characters is a sentence, though it may not end as one."""

_MAX_PARTS = 200
"""Into so many entries a paragraph is split."""


@dataclass(slots=True)
class Line:
    """A block understood.

    Attributes:
        form: one of HEADING, LABEL, ENTRY, TEXT.
        text: the heading, the entry or the paragraph; for a LABEL the label.
        rest: what follows a label: its paragraphs. An ENTRY that begins with a label has both here and in
            `label`, and its whole in `text`.
        label: see `rest`.
        rank: the block's rank.
        number: the number before a heading or label; -1 where it has another mark that counts, 0 for none.
        ordered: whether an entry's list is numbered.
        bold: whether a label is bold.
    """

    form: str
    text: str
    rest: tuple[str, ...] = ()
    label: str = ""
    rank: int = PLAIN
    number: int = 0
    ordered: bool = False
    bold: bool = False

    @property
    def numbered(self) -> bool:
        """Whether anything that counts stands before it."""
        return self.number != 0


def read_lines(blocks: list[Block]) -> list[Line]:
    """Return what the blocks of an answer are, in order; one block may become several lines."""
    return _Reader(blocks).read()


class _Reader:
    """Takes the blocks of an answer in their order, and adds to the lines what each is."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._lines: list[Line] = []

    def read(self) -> list[Line]:
        """Take all blocks, and return the lines."""
        index = 0
        while index < len(self._blocks):
            if self._blocks[index].entry:
                index = self._entry(index)
            else:
                self._block(index)
                index += 1
        return _unchain(self._lines)

    def _entry(self, index: int) -> int:
        """Take the blocks of a list's entry, and return the index of the first behind them."""
        first = self._blocks[index]
        end = index + 1
        while end < len(self._blocks) and self._blocks[end].entry == first.entry:
            end += 1
        rest = self._blocks[index + 1 : end]
        found = marker(first.text)
        body = first.text[found.length :] if found else first.text
        heading_like = len(body) <= MAX_HEADING and not is_closed(body)
        if heading_like and (first.rank <= 6 or (not rest and first.rank <= CELL and self._heads_what_follows(end))):
            number = _number_of(found) or (-1 if first.ordered else 0)
            self._lines.append(Line(HEADING, heading_of(body), rank=first.rank, number=number))
            for block in rest:
                self._paragraph(block)
        else:
            texts = tuple(block.text for block in rest)
            self._lines.append(_entry_line(first, found, texts, heading_like=heading_like))
        return end

    def _heads_what_follows(self, index: int) -> bool:
        """Tell whether a bold entry is the heading of what comes next: a paragraph, or a list below it."""
        if index >= len(self._blocks):
            return False
        following = self._blocks[index]
        if following.entry:
            return following.rank == PLAIN and not following.bold
        return following.rank == PLAIN and not reads_as_heading(following.text)

    def _block(self, index: int) -> None:
        """Take a block that is in no list."""
        block = self._blocks[index]
        found = marker(block.text)
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if block.rank <= 6:
            self._tagged(block, found)
        elif block.rank <= CELL and not block.beside:
            self._emphasised(block, found, following)
        elif found is not None:
            self._marked(block, found, following)
        elif following is not None and not block.beside and self._is_plain_heading(block, following):
            self._lines.append(Line(HEADING, heading_of(block.text), rank=PLAIN))
        else:
            self._paragraph(block)

    def _tagged(self, block: Block, found: Marker | None) -> None:
        """Take what stands in a heading's tag."""
        text = heading_of(block.text)
        if len(block.text) > MAX_HEADING * 1.5 or (len(block.text) > _LONG and block.text.endswith(".")):
            self._paragraph(block)
        elif text:
            self._lines.append(Line(HEADING, text, rank=block.rank, number=_number_of(found)))

    def _emphasised(self, block: Block, found: Marker | None, following: Block | None) -> None:
        """Take a bold line, or what stands beside or before its text as a label does."""
        text = block.text
        labelled = labels_in(text, ()) if ": " in text and len(text) > 60 else []
        if (
            len(text) > MAX_HEADING
            or is_closed(text)
            or (labelled and not (text.endswith(":") or is_provision(heading_of(text))))
            or text.lower().rstrip(": ") in ("note", "important", "disclaimer", "important note")
        ):
            self._paragraph(block)
        elif found is not None and found.kind == "bullet" and (following is None or marker(following.text) is not None):
            self._lines.append(Line(ENTRY, text[found.length :]))
        else:
            self._lines.append(Line(HEADING, heading_of(text), rank=block.rank, number=_number_of(found)))

    def _marked(self, block: Block, found: Marker, following: Block | None) -> None:
        """Take a plain line behind a bullet or a number."""
        body = block.text[found.length :]
        bold = _shifted(block.bold, found.length)
        if found.kind == "bullet":
            self._bulleted(body, bold)
            return
        number = _number_of(found)
        labels = labels_in(body, bold)
        lead = _leading(labels)
        if body.endswith(":") and is_provision(body) and len(body) <= MAX_HEADING and following is not None:
            self._lines.append(Line(HEADING, heading_of(body), rank=PLAIN, number=number))
        elif lead is not None and (len(labels) > 1 or (lead.bold and found.kind == "number")):
            self._labelled(body, labels, number)
        elif lead is not None and found.kind != "step":
            rest = (body[lead.text_start :],)
            self._lines.append(Line(ENTRY, body, rest, lead.label, number=number, ordered=True, bold=True))
        elif self._is_numbered_heading(body, found, following):
            self._lines.append(Line(HEADING, heading_of(body), rank=PLAIN, number=number))
        else:
            self._lines.extend(_entry_of(part, (), ordered=True) for part in _numbered_parts(body, found, block.text))

    def _bulleted(self, body: str, bold: Spans) -> None:
        """Take what stands behind a bullet: an entry, or several with bullets between them."""
        parts = [part for part in _INLINE_BULLET.split(body) if part]
        if len(parts) > 1:
            self._lines.extend(_entry_of(part, (), ordered=False) for part in parts)
        else:
            self._lines.append(_entry_of(body, bold, ordered=False))

    def _is_numbered_heading(self, body: str, found: Marker, following: Block | None) -> bool:
        """Tell whether a line behind a number is a heading and no entry, by its words and what comes next."""
        if following is None or not (reads_as_heading(body) or (body.endswith(":") and reads_as_loose_heading(body))):
            return False
        following_marker = marker(following.text)
        if following.entry or (following_marker is not None and following_marker.kind != found.kind):
            return True
        if following_marker is not None:
            return False
        last = self._lines[-1] if self._lines else None
        in_list = last is not None and last.form == ENTRY and last.ordered and not body.endswith(":")
        return not in_list

    def _is_plain_heading(self, block: Block, following: Block) -> bool:
        """Tell whether a line that looks like any other is a heading, by its words and what comes next."""
        text = block.text
        if reads_as_heading(text):
            return True
        if not reads_as_loose_heading(text) or is_example_part(text):
            return False
        listed = following.entry > 0 or marker(following.text) is not None
        if text.endswith(":"):
            return (len(text.split()) <= 3 and own_kind(text) is not None) or (not listed and len(text.split()) <= 6)
        prose = (len(following.text) > _LONG or is_closed(following.text)) and not following.text[0].islower()
        return listed or (prose and not block.linked)

    def _paragraph(self, block: Block) -> None:
        """Take a paragraph: sections by the labels in it, a list by the bullets in it, or text."""
        labels = labels_in(block.text, block.bold)
        if labels and not self._lines and opens_answer(labels[0].label):
            del labels[0]
        if labels:
            self._labelled(block.text, labels, 0)
            return
        bullets = [] if block.text.isascii() else [part for part in _INLINE_BULLET.split(block.text) if part]
        if len(bullets) > 2:
            lead, *entries = bullets
            self._lines.append(Line(TEXT, lead))
            self._lines.extend(_entry_of(entry, (), ordered=False) for entry in entries)
        else:
            self._lines.append(Line(TEXT, block.text))

    def _labelled(self, text: str, labels: list[Labelled], number: int) -> None:
        """Take a text with labels in it: what stands before the first, then each with what follows it.

        Args:
            text: the whole.
            labels: at least one.
            number: what is before the first; the others may have numbers of their own in the text.
        """
        if labels[0].start > 0:
            self._lines.append(Line(TEXT, text[: labels[0].start].rstrip()))
        for place, labelled in enumerate(labels):
            end = labels[place + 1].start if place + 1 < len(labels) else len(text)
            rest = text[labelled.text_start : end].strip()
            own = _number_of(marker(text[labelled.start : labelled.start + 24])) or (number if place == 0 else 0)
            self._lines.append(
                Line(LABEL, heading_of(labelled.label), (rest,) if rest else (), number=own, bold=labelled.bold)
            )


def _number_of(found: Marker | None) -> int:
    """Return what :attr:`Line.number` says of a marker."""
    if found is None or not found.counts:
        return 0
    return found.number or -1


def _entry_line(first: Block, found: Marker | None, rest: tuple[str, ...], *, heading_like: bool) -> Line:
    """Return an entry of a list as a line: by its label, where it begins with one.

    Args:
        first: its first block.
        found: what is marked before that.
        rest: the texts of its further blocks.
        heading_like: whether the first could be a heading by its length and end.
    """
    body = first.text[found.length :] if found else first.text
    ordered = first.ordered or (found is not None and found.counts)
    number = _number_of(found) or (-1 if ordered else 0)
    is_bold = first.rank <= CELL
    if rest and heading_like and (is_bold or (body.endswith(":") and is_label(body[:-1], bold=False, alone=True))):
        label = heading_of(body)
        whole = f"{label}: {' '.join(rest)}"
        return Line(ENTRY, whole, rest, label, number=number, ordered=ordered, bold=is_bold)
    whole = " ".join([body, *rest])
    lead = _leading(labels_in(body, _shifted(first.bold, found.length if found else 0)))
    if lead is not None:
        texts = (body[lead.text_start :], *rest)
        return Line(ENTRY, whole, texts, lead.label, number=number, ordered=ordered, bold=lead.bold)
    return Line(ENTRY, whole, ordered=ordered)


def _entry_of(text: str, bold: Spans, *, ordered: bool) -> Line:
    """Return an entry without a number as a line: by its label, where it begins with one."""
    lead = _leading(labels_in(text, bold))
    if lead is not None:
        return Line(ENTRY, text, (text[lead.text_start :],), lead.label, ordered=ordered, bold=lead.bold)
    return Line(ENTRY, text, ordered=ordered)


def _leading(labels: list[Labelled]) -> Labelled | None:
    """Return the label that a text begins with, of those that are in it."""
    return labels[0] if labels and labels[0].start == 0 else None


def _shifted(bold: Spans, by: int) -> Spans:
    """Return what is bold in what is left of a text without its first `by` characters."""
    return tuple((max(start - by, 0), end - by) for start, end in bold if end > by)


def _numbered_parts(body: str, found: Marker, whole: str) -> list[str]:
    """Split '1. … 2. … 3. …' that stands in one paragraph; anything else is one entry."""
    number = re.match(r"\(?(?:step\s)?(\d)", whole, re.I)
    if number is None or found.kind not in ("number", "step"):
        return [body]
    parts: list[str] = []
    expected = int(number[1]) + 1
    while len(parts) < _MAX_PARTS:
        following = re.compile(
            rf"[.;!?:,]?\s(?:and\s)?(?:\({expected}\)|{expected}[.)]|step {expected}[:.])\s(?=\S)", re.I
        ).search(body)
        if following is None:
            return [*parts, body]
        closing = body[following.start()] if body[following.start()] in ".!?" else ""
        parts.append(body[: following.start()] + closing)
        body = body[following.end() :]
        expected += 1
    return [*parts, body]


def _unchain(lines: list[Line]) -> list[Line]:
    """Turn a run of more than three plain headings, with nothing between them, into entries of a list."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and _is_plain(lines[end]):
            end += 1
        if (
            end - index >= _MAX_CHAIN
            and end < len(lines)
            and lines[end].form == TEXT
            and reads_as_heading(lines[end].text)
        ):
            end += 1  # the last of them, which nothing follows that it could head
            for line in lines[index:end]:
                line.form = ENTRY
        elif end - index > _MAX_CHAIN:
            last_heads = end < len(lines)
            start = index + 1 if index == 0 or lines[index - 1].form != HEADING else index
            for line in lines[start : end - 1 if last_heads else end]:
                line.form = ENTRY
        index = max(end, index + 1)
    return lines


def _is_plain(line: Line) -> bool:
    return line.form == HEADING and line.rank == PLAIN and not line.numbered and not closes(line.text)
