"""Blocks to lines: decides what each block is — a heading, a label with its text, an entry, a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from law4u_index.parsing.blocks import CELL, PLAIN, Block
from law4u_index.parsing.kinds import closes, own_kind
from law4u_index.parsing.wording import (
    MAX_HEADING,
    Labelled,
    Marker,
    heading_of,
    is_closed,
    is_example_part,
    is_label,
    is_provision,
    labels_in,
    marker,
    opens_answer,
    reads_as_heading,
    reads_as_loose_heading,
)

HEADING, LABEL, ENTRY, TEXT = "heading", "label", "entry", "text"

_MAX_CHAIN = 3
_INLINE_BULLET = re.compile(r"\s?[•▪●◦■➢✓✔]\s?")
_LONG = 90
_MAX_PARTS = 200


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
    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._lines: list[Line] = []

    def read(self) -> list[Line]:
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
        text = heading_of(block.text)
        if len(block.text) > MAX_HEADING * 1.5 or (len(block.text) > _LONG and block.text.endswith(".")):
            self._paragraph(block)
        elif text:
            self._lines.append(Line(HEADING, text, rank=block.rank, number=_number_of(found)))

    def _emphasised(self, block: Block, found: Marker | None, following: Block | None) -> None:
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
        body = block.text[found.length :]
        bold = tuple(
            (max(start - found.length, 0), end - found.length) for start, end in block.bold if end > found.length
        )
        labels = labels_in(body, bold)
        if found.kind == "bullet":
            parts = [part for part in _INLINE_BULLET.split(body) if part]
            if len(parts) > 1:
                self._lines.extend(_entry_of(part, (), ordered=False) for part in parts)
            else:
                self._lines.append(_entry_of(body, bold, ordered=False))
            return
        if body.endswith(":") and is_provision(body) and len(body) <= MAX_HEADING and following is not None:
            self._lines.append(Line(HEADING, heading_of(body), rank=PLAIN, number=_number_of(found)))
        elif labels and labels[0].start == 0 and (len(labels) > 1 or (labels[0].bold and found.kind == "number")):
            self._labelled(body, labels, _number_of(found))
        elif labels and labels[0].start == 0 and found.kind != "step":
            self._lines.append(
                Line(
                    ENTRY,
                    body,
                    (body[labels[0].text_start :],),
                    labels[0].label,
                    number=_number_of(found),
                    ordered=True,
                    bold=True,
                )
            )
        elif self._is_numbered_heading(body, found, following):
            self._lines.append(Line(HEADING, heading_of(body), rank=PLAIN, number=_number_of(found)))
        else:
            self._lines.extend(_entry_of(part, (), ordered=True) for part in _numbered_parts(body, found, block.text))

    def _is_numbered_heading(self, body: str, found: Marker, following: Block | None) -> bool:
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
    shift = found.length if found else 0
    bold = tuple((max(start - shift, 0), stop - shift) for start, stop in first.bold if stop > shift)
    labels = labels_in(body, bold)
    if labels and labels[0].start == 0:
        label, text = labels[0].label, body[labels[0].text_start :]
        return Line(ENTRY, whole, (text, *rest), label, number=number, ordered=ordered, bold=labels[0].bold)
    return Line(ENTRY, whole, ordered=ordered)


def _entry_of(text: str, bold: tuple[tuple[int, int], ...], *, ordered: bool) -> Line:
    labels = labels_in(text, bold)
    if labels and labels[0].start == 0:
        return Line(ENTRY, text, (text[labels[0].text_start :],), labels[0].label, ordered=ordered, bold=labels[0].bold)
    return Line(ENTRY, text, ordered=ordered)


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
