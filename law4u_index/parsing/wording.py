"""What a line's own words say about it: whether it reads like a heading, an entry, an instruction, a provision."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

from law4u_index.parsing.vocabulary import IMPERATIVES, MINOR_WORDS

MAX_HEADING = 140
"""How many characters a heading has at most."""

_MAX_PLAIN_HEADING = 95
"""How many characters a heading has at most that only its capitals show."""

_MARKER = re.compile(
    r"(?:(?P<bullet>[•◦▪▫●○■□‣⁃∙⋅·➢➤➔→✓✔✅☑★◆❖»]\ufe0f?|[-–—*+](?=\s))"
    r"|(?P<step>step\s?(?:no\.?\s?)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine"
    r"|ten)\s?[:.)–—-]\s)"
    r"|(?P<number>\(?\d{1,2}\)|\d{1,2}\s?\.(?!\d)|\d{1,2}\s?[–—-]\s)"
    r"|(?P<letter>\([a-zA-Z]\)|[a-z][.)](?=\s))"
    r"|(?P<roman>\((?:i{1,3}|iv|v|vi{1,3}|ix|x)\)|(?:i{1,3}|iv|v|vi{1,3}|ix|x)[.)](?=\s)))\s{0,3}",
    re.I,
)
_NO_LETTER = re.compile(
    r"[ORSors]\.\s(?:\d|[IVXLivxl]{1,8}\b)|(?:[A-Z]\.\s){2,4}[A-Z][a-z]|[A-Z]\.\s[A-Z][a-z]{1,30}\svs?\.?\s"
)
"""What begins as a lettered entry does and is none: an Order, a Rule, a Section ('S. 138'), a name with initials."""
_OUTLINE_NUMBER = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\)?\s{1,3}(?=[^\W\d_])(?!(?:lakhs?|lacs?|crores?|million|billion|thousand|hundred|percent"
    r"|per|times|years?|months?|weeks?|days?|hours?|k?m|kg|acres?|metres?|to|and|or)\b)",
    re.I,
)
"""What counts a heading within another, '2.1 Documents', and no sum or measure."""
_ORNAMENTS = re.compile(
    "(?:(?:[0-9]\ufe0f?\u20e3|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])\ufe0f?\\s{0,3}){1,5}"
)
"""Pictures before a heading, and its number drawn as a key."""
_UNMARKED = frozenset(string.ascii_letters) - frozenset("sSiIvVxX")
"""Letters with which no marker begins but where a point or a bracket comes next (the others: 'step', Roman numbers)."""
_WORD = re.compile(r"[^\W_][\w'’.&/-]{0,60}")
_CLOSED = re.compile(r"[.!;,…।॥]['\"”’)]{0,2}$")
_CLOSING = frozenset(".!;,…।॥")
_QUOTES = frozenset("'\"”’)")
_PROVISION = re.compile(
    r"(?:(?:the\s)?[A-Z][\w.&]{0,12}\s)?(?:sections?|articles?|rules?|orders?|sec\.?|art\.?|u/s"
    r"|regulations?|clauses?|schedule)\s"
    r"(?:\d|[ivxl]{1,8}\b)",
    re.I,
)
_ACT = re.compile(
    r"\b(?:act|code|sanhita|adhiniyam|constitution(?: of india)?|rules|regulations|ordinance|bill)\b"
    r"(?:,?\s(?:of\s)?(?:1[789]|20)\d\d)?(?:\s?\([^)]{1,60}\))?$"
    r"|^(?:the\s)?(?:code|constitution)\s(?:of|on)\s[A-Z][\w ,]{1,60}(?:1[789]|20)\d\d\)?$"
    r"|^(?:the\s)?code of (?:civil|criminal) procedure\b.{0,20}$"
    r"|^(?:the\s)?(?:ipc|crpc|cpc|bnss?|bsa|other provisions of the \w{2,6})$",
    re.I,
)
_EXAMPLE_PARTS = re.compile(
    r"(?:the\s)?(?:scenario|situation|facts?|case|steps?(?: (?:to (?:take|follow|be (?:taken|followed))|taken|involved"
    r"|required))?|what (?:to do|\w{2,20} (?:should|can|must) do)"
    r"|actions?(?: (?:to take|taken|plan))?|solution|outcome|result|resolution|response|legal (?:action"
    r"|steps)"
    r"|steps [\w’']{2,20} (?:should|can|must|may) take)\s?(?:\d{1,2})?",
    re.I,
)
_OPENING = re.compile(r"definitions?|meaning|(?:short|brief|quick|direct) answer|परिभाषा|अर्थ|उत्तर", re.I)
_SCENARIO = re.compile(r"(?:the\s)?(?:scenario|situation|facts)\b\s?\d?", re.I)
_FIRST_WORDS = re.compile(
    r"(?:first|firstly|second|secondly|third|thirdly|fourth|fifth|next|then|after that|finally|lastly|once)\b[, ]", re.I
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before an entry.

    Attributes:
        length: how many characters it has, with the white space behind it.
        counts: whether it is a number or letter, no bullet.
        kind: 'bullet', 'step', 'number', 'letter' or 'roman'.
        number: the number where it is one, else 0.
    """

    length: int
    counts: bool
    kind: str
    number: int = 0


def marker(text: str) -> Marker | None:
    """Return the bullet or number that `text` begins with, or None."""
    if text[:1] in _UNMARKED and text[1:2] not in ".)":
        return None
    match = _MARKER.match(text)
    if match is None or match.end() == len(text) or _NO_LETTER.match(text) is not None:
        return None
    kind = match.lastgroup or "bullet"
    digits = "".join(filter(str.isdecimal, match.group())) if kind in ("number", "step") else ""
    return Marker(match.end(), kind != "bullet", kind, int(digits or 0))


def heading_of(text: str) -> str:
    """Return a heading without its number, the pictures before it and its closing colon."""
    if not text.isascii() and (ornaments := _ORNAMENTS.match(text)) is not None:
        text = text[ornaments.end() :]
    found = marker(text)
    if found is not None:
        text = text[found.length :]
    elif "." in text[:3] and (number := _OUTLINE_NUMBER.match(text)) is not None:
        text = text[number.end() :]
    return text.strip().rstrip(":：").rstrip(" –—-:").strip()


def is_closed(text: str) -> bool:
    """Tell whether `text` ends as a sentence or a clause does, with quotation marks or a bracket behind it."""
    last = text[-1:]
    return last in _CLOSING or (last in _QUOTES and _CLOSED.search(text[-3:]) is not None)


def is_provision(text: str) -> bool:
    """Tell whether `text` begins with a provision: 'Section 279', 'Article 21', 'Order XX Rule 18'."""
    return _PROVISION.match(text) is not None


def is_act(text: str) -> bool:
    """Tell whether `text` is the name of an Act: 'Motor Vehicles Act, 1988', 'Indian Penal Code (IPC)'."""
    return len(text) < MAX_HEADING and _ACT.search(text) is not None


def is_title_case(text: str) -> bool:
    """Tell whether the words that matter in `text` begin with capitals."""
    capital = other = 0
    first = True
    for word in _WORD.findall(text):
        if word[0].isdigit():
            first = False
            continue
        if first or word.lower() not in MINOR_WORDS:
            if word[0].islower() and not any(char.isupper() for char in word):
                other += 1
            else:
                capital += 1
        first = False
    return capital > 0 and other * 3 <= capital and not (other and capital < 3)


def starts_well(text: str) -> bool:
    """Tell whether a heading could begin as `text` does: with a capital, a digit, a letter without case."""
    first = text.lstrip("\"'“‘([")[:1]
    return first != "" and first.isalnum() and not (first.islower() and not text[:10].startswith(("e-", "i-")))


def reads_as_heading(text: str) -> bool:
    """Tell whether an unmarked line reads like a heading in Title Case: short, no sentence."""
    if is_closed(text):
        return False
    bare = heading_of(text)
    return (
        0 < len(bare) <= _MAX_PLAIN_HEADING
        and " | " not in bare
        and len(bare.split()) <= 14
        and starts_well(bare)
        and (is_title_case(bare) or (is_provision(bare) and len(bare.split()) <= 6))
    )


def reads_as_loose_heading(text: str) -> bool:
    """Tell whether an unmarked line could be a heading in sentence case: 'Documents you need'."""
    if is_closed(text):
        return False
    bare = heading_of(text)
    return (
        0 < len(bare) <= 70 and ": " not in bare and " | " not in bare and len(bare.split()) <= 9 and starts_well(bare)
    )


def is_example_part(text: str) -> bool:
    """Tell whether `text` names a part of an example: 'Scenario', 'Steps to take'."""
    return _EXAMPLE_PARTS.fullmatch(text.strip().rstrip(":").strip()) is not None


def is_scenario(text: str) -> bool:
    """Tell whether `text` is the word before an example's situation."""
    return text.lstrip()[:1].lower() in "tsſf" and _SCENARIO.fullmatch(text.strip().rstrip(":").strip()) is not None


def opens_answer(label: str) -> bool:
    """Tell whether a label only says that the answer begins: 'Definition: …' is its first paragraph, and no section."""
    return _OPENING.fullmatch(label) is not None


def is_instruction(text: str) -> bool:
    """Tell whether a sentence tells the reader to do something: begins with a verb, or with 'First', 'Then'."""
    if _FIRST_WORDS.match(text):
        return True
    word = _WORD.match(text)
    return word is not None and word.group().lower() in IMPERATIVES
