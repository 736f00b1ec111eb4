"""Plain text, as copied from a browser, to blocks: a line each, wrapped lines joined again."""

from __future__ import annotations

import re

from law4u_index.errors import ParseError
from law4u_index.parsing.blocks import BOLD, PLAIN, Block, Spans
from law4u_index.parsing.cleaning import clean
from law4u_index.parsing.limits import LINES

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_STARRED = re.compile(r"(\*\*|__)([^*_]{1,300})\1")
_WRAPPED_FROM = 60
"""How long a line is that may be wrapped; shorter where all are short, as in what was folded for a narrow window."""
_NO_ENTRY = 1 << 30
"""Deeper than any line begins."""
_ENDED = re.compile(r"[.!?:;]\W{0,3}$")
_MARKED = re.compile(r"[•◦▪●○‣·*–—-]\s|\(?\w{1,3}[.)]\s")
_EMPHASISED = re.compile(r"([*_])(?=[^\s*_])([^*_]{1,300})(?<=\S)\1")
_TRAILING_ADDRESS = re.compile(r"\s?[(<\[]?(https?://[^\s<>()\[\]]{4,2000})[)>\]]?(?:\s\d{1,3}/\d{1,3})?$", re.I)
_OF_THE_PAGE = frozenset({"", "source", "url"})
"""What may stand before the page's own address."""
_REFERENCE = re.compile(r"\d{1,4}\.\s\S+|(?:visible|hidden) links:?", re.I)


def read_lines(text: str, most: int = LINES) -> list[Block]:
    """Return the blocks of a plain text.

    A line that ends in mid-sentence and goes on in lower case is joined with the next, an entry with what is set in
    deeper below it; `#`, `**` and a `*` around a line are read as the marks of headings and stressed words that some
    browsers' text export gives. An address at the end of a line becomes the block's link. The addresses that a text
    browser lists below a page are left out.

    Args:
        text: what the page says.
        most: how many lines it may have.

    Raises:
        ParseError: the text has more lines than that.
    """
    lines = text.splitlines()
    if len(lines) > most:
        raise ParseError(f"the text has more than {most} lines; raise --max-page-mb if you trust it")
    blocks: list[Block] = []
    after_blank = True
    entry_from = _NO_ENTRY
    wrapped_from = min(_WRAPPED_FROM, 2 * max(map(len, lines), default=0) // 3)
    for line in _without_references(lines):
        words = clean(line)
        if not words:
            after_blank = True
            continue
        start = len(line) - len(line.lstrip())
        hangs = start > entry_from and words[0].islower() and _MARKED.match(words) is None
        if not after_blank and blocks and (hangs or _wraps(blocks[-1].text, words, wrapped_from)):
            blocks[-1].text += f" {words}"
        else:
            blocks.append(_block(words, soft=not after_blank))
            entry_from = start if _MARKED.match(words) else _NO_ENTRY
        after_blank = False
    return blocks


def _without_references(lines: list[str]) -> list[str]:
    """Return the lines without the addresses that a text browser lists below a page: 'References', '1. https://…'."""
    end = len(lines)
    while end and (not (words := clean(lines[end - 1])) or _REFERENCE.fullmatch(words)):
        end -= 1
    return lines[: end - 1] if 0 < end < len(lines) and clean(lines[end - 1]) == "References" else lines


def _wraps(before: str, after: str, least: int) -> bool:
    """Tell whether a line goes on in the next; `least` is how long one is that has no room for another word."""
    return (
        len(before) >= least
        and (after[0].islower() or after[0] in "(&" or (len(before) > 2 * _WRAPPED_FROM and after[0].isdigit()))
        and _ENDED.search(before) is None
        and _MARKED.match(after) is None
    )


def _block(words: str, *, soft: bool) -> Block:
    """Return a line as a block, without the signs that stand for headings, bold words and links."""
    rank = PLAIN
    bold: Spans = ()
    hashes = _HASHES.match(words)
    if hashes is not None:
        rank, words = len(hashes[1]), words[hashes.end() :]
    if words[0] in "*_" and (stressed := _EMPHASISED.fullmatch(words)) is not None:
        rank, words = BOLD, stressed[2]
    if "**" in words or "__" in words:
        words, bold = _starred(words)
        if (rank == PLAIN and bold and bold[0] == (0, len(words.rstrip(":")))) or bold == ((0, len(words)),):
            rank = BOLD
    address = _TRAILING_ADDRESS.search(words) if "://" in words else None
    if address is not None:
        text = words[: address.start()].rstrip(" -–—:|")
        if text.lower() not in _OF_THE_PAGE:
            bold = tuple((start, min(end, len(text))) for start, end in bold if start < len(text))
            return Block(text, rank, bold, href=address[1], linked=True, soft=soft)
        return Block(words, rank, bold, href=address[1], linked=True, soft=soft)
    return Block(words, rank, bold, soft=soft)


def _starred(words: str) -> tuple[str, Spans]:
    """Return a text without the stars around its bold words, and where these are."""
    text, spans, position = "", [], 0
    for match in _STARRED.finditer(words):
        text += words[position : match.start()]
        spans.append((len(text), len(text) + len(match[2])))
        text += match[2]
        position = match.end()
    return text + words[position:], tuple(spans)
