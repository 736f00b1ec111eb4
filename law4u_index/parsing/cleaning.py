"""Cleans text: white space, characters that nobody sees, and letters that a wrong charset garbled."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# ECMA-48: ESC [ to its last letter; ESC ] and its like with their payload, to BEL or ESC \; a choice of charset;
# else the ESC alone, and no text behind it.
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|[]PX^_][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\)|[()][0AB])?"
)
_ESCAPED = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});(?:(?<=&amp;)(?:amp;){0,8}(?:[a-z]{2,8}|#[0-9]{1,6});)?"
)
"""A sign that was escaped more often than it is read: none is meant as it stands in an answer on the law."""

_AMPERSANDS = re.compile("&(?:amp;){1,8}")
_JOINERS = "\u200c\u200d"
_INDIC_FIRST, _INDIC_LAST = "\u0900", "\u0dff"
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})

# What each byte 80–FF becomes when UTF-8 is read as windows-1252 (bytes without a letter stay C1 controls).
_BYTE_OF = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)}
_BYTE_OF.update({chr(b): b for b in range(0x80, 0xA0)})
_TRAIL = "".join(re.escape(char) for char, byte in _BYTE_OF.items() if 0x80 <= byte <= 0xBF)
_GARBLED = re.compile(f"[ÂÃ][{_TRAIL}]|[à-ï][{_TRAIL}]{{2}}|ð[{_TRAIL}]{{3}}")
_LEADS = re.compile("[ÂÃà-ïð]")
_HALF_QUOTE = re.compile("â€(?=[\\s.,;:!?)]|$)")
_PLAUSIBLE = (
    (0x00A0, 0x00FF),  # accents, the section sign, no-break space
    (0x0900, 0x0DFF),  # the scripts of India
    (0x2000, 0x22FF),  # dashes, quotation marks, the rupee sign, arrows, signs
    (0x2500, 0x27BF),  # bullets and ticks
    (0xFE00, 0xFEFF),
    (0x1F000, 0x1FAFF),
)
_REPAIR_ROUNDS = 3
_ENGLISH_IN_OTHER_CASE = str.maketrans("ſıİ\u212a", "siik")
"""Letters that `re.IGNORECASE` takes for English ones; the last is the sign of a kelvin."""


def repair(text: str) -> str:
    """Return `text` with UTF-8 that was once read as windows-1252 put right.

    Only sequences that decode to a character likely on such a page are touched, so that correct text stays
    as it is; text that was garbled twice is repaired twice.
    """
    if text.isascii():
        return text
    for _ in range(_REPAIR_ROUNDS):
        if _LEADS.search(text) is None:
            break
        repaired = _GARBLED.sub(_ungarble, text)
        if repaired == text:
            break
        text = repaired
    return _HALF_QUOTE.sub("”", text) if "â€" in text else text


def _ungarble(match: re.Match[str]) -> str:
    return _letter_of(match.group())


@lru_cache(maxsize=1024)
def _letter_of(garbled: str) -> str:
    try:
        char = bytes(_BYTE_OF.get(char) or ord(char) for char in garbled).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return garbled
    return char if any(low <= ord(char) <= high for low, high in _PLAUSIBLE) else garbled


def clean(text: str) -> str:
    """Return `text` on one line: white space folded, unseen characters removed, in Unicode form NFC.

    Removed are control characters with their terminal sequences, soft hyphens, zero-width and direction
    marks, and lone surrogates; the joiners that Indian scripts need stay where such a script is.
    """
    if "&" in text:
        text = _ESCAPED.sub(lambda found: html.unescape(_AMPERSANDS.sub("&", found[0])), text)
    if text.isascii() and text.isprintable():  # of all white space of ASCII only the blank is
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    if "\x1b" in text:
        text = _ESCAPE_SEQUENCE.sub("", text)
    if text.isascii():
        text = " ".join(text.split())
        if text.isprintable():
            return text
    else:
        text = " ".join(repair(text).split())
    if not text.isprintable():
        text = " ".join("".join(_visible(text)).split())
    return unicodedata.normalize("NFC", text)


def in_small_letters(text: str) -> str:
    """Return `text` as patterns of small letters want it, each letter in its place.

    To read that takes half of the time that `re.IGNORECASE` takes, where a pattern has many words to choose from: it
    passes over those that begin with another letter without trying them.
    """
    return (text if text.isascii() else text.translate(_ENGLISH_IN_OTHER_CASE)).lower()


@lru_cache(maxsize=2048)
def letters_of(text: str) -> str:
    """Return a text without signs and spaces, in one case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _visible(text: str) -> list[str]:
    """Return the characters of a text that a reader sees, joiners only where they join."""
    kept = []
    for position, char in enumerate(text):
        if char in _JOINERS:
            if position and _INDIC_FIRST <= text[position - 1] <= _INDIC_LAST:
                kept.append(char)
        elif char == "\x85" or unicodedata.category(char) not in _DROPPED_CATEGORIES:
            kept.append(char)
    return kept
