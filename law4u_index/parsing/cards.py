"""The blocks below an answer: advocates' cards and links to related questions."""

from __future__ import annotations

import re
from functools import lru_cache

from law4u_index.answer import Advocate, Link
from law4u_index.parsing import addresses
from law4u_index.parsing.blocks import Block
from law4u_index.parsing.cleaning import clean, letters_of

MAX_ADVOCATES = 200
"""How many cards of advocates are read."""

MAX_RELATED = 500
"""How many related questions are read."""

_TITLE_END = ":!. "
"""What may stand behind a title."""

_ADVOCATES_TITLE = re.compile(
    r"(?:(?:our|top|law4u(?:['’]s)?|meet (?:our|the)|best|find|consult(?: with)?)\s){0,3}(?:(?:verified|expert|featured"
    r"|recommended|experienced|rated)\s){0,2}"
    r"(?:advocates?|lawyers?)(?: (?:near you|for you|in india|online|on law4u))?",
    re.I,
)
_ADVOCATE = re.compile(r"(?:adv\.\s{0,3}|(?:advocate|adv)\s{1,3})(?=\S)", re.I)
_ADVOCATE_BEHIND = re.compile(r"(?<=\S),?\s{1,3}advocate$", re.I)
_BRACKETS = re.compile(r"\s?\([^()]{0,60}\)?|\[[^\[\]]{0,60}\]")
_ADVOCATE_BRACKET = re.compile(r"\(\s{0,3}adv(?:ocate)?\.?\s{0,3}\)", re.I)
_BUTTON = re.compile(
    r"(?:get|take|seek) (?:legal |expert )?(?:advice|help|consultation)(?: now)?|consult(?: now| online)?"
    r"|book (?:now|(?:a |an )?(?:appointment|consultation|call))|contact(?: now| me| lawyer)?"
    r"|call(?: now)?|chat(?: now)?|view (?:full )?profile|ask (?:now|a question|question)"
    r"|talk to (?:a )?lawyer|hire(?: now)?|know more|read more"
    r"|get expert legal advice(?: instantly)?|message|enquire now",
    re.I,
)
_NOT_AREAS = re.compile(
    r"\d|[★☆⭐]|\bverified\b|\b(?:experience|rating|reviews?|years?|yrs)\b|\bview (?:all|more)\b"
    r"|(?:practice areas?|areas? of practice|specialis|specializ|expertise)[^,]{0,20}:?$",
    re.I,
)
_OTHER_COMMAS = re.compile("[;|•]")
_AREAS_LABEL = re.compile(
    r"(?:practice areas?|areas? of (?:practice|law|expertise)|expertise|speciali[sz](?:es in|ation)"
    r"|deals in)\s?[:–-]\s?",
    re.I,
)
_RELATED_TITLE = re.compile(
    r"(?P<before>.{0,90}?)\s?\b(?:related|similar)\s(?:legal )?(?:questions?|answers?|queries|topics"
    r"|q&a|questions and answers)"
    r"(?:\s(?:on|about|in|for)\s(?P<after>.{2,80}))?|people also ask(?:ed)?|you may also (?:like|ask)"
    r"|more questions (?:on|about|in)\s(?P<more>.{2,80})",
    re.I,
)
_DISCOVER = re.compile(r"discover .{0,60}answers .{0,60}questions (?:about|on|regarding)\s(\w.{1,79}?)\.(?:\s|$)", re.I)
_READ_MORE = re.compile(
    r"(?:read|view|see|know|learn|show|load|explore)\s(?:more|all|answer|full answer|details).{0,30}", re.I
)
_NUMBER = re.compile(r"(?:q(?:uestion)?\s?)?\(?\d{1,3}[.):]\s{0,3}|q[.:]\s{0,3}|[•▪●»›>→-]\s{0,3}", re.I)
_MAX_NAME = 80
_SENTENCE_END = re.compile(r"[?!:;]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])\.")
"""The last sign of a sentence. The point of an initial or a short form is none: 'Asha R.', 'Asha Rao Jr.'."""


def is_advocates_title(text: str) -> bool:
    """Tell whether a line is the title of the advocates' cards, 'Our Verified Advocates', or one word of it."""
    lower = text.lower()
    if "advocate" not in lower and "lawyer" not in lower:
        return False
    return _ADVOCATES_TITLE.fullmatch(text.rstrip(_TITLE_END)) is not None


def is_cards_title(text: str) -> bool:
    """Tell whether a line is the title of the advocates' cards: 'Advocates' alone may be a menu's, or the answer's."""
    return is_advocates_title(text) and " " in text.rstrip(_TITLE_END)


def is_advocate(text: str) -> bool:
    """Tell whether a line names an advocate: 'Advocate NAME', 'NAME( Advocate)'."""
    name = _behind_advocate(text)
    return name is not None and (name == "" or name[0].isupper())


def _behind_advocate(text: str) -> str | None:
    """Return the name in 'Advocate NAME', however it is written, '' for 'NAME( Advocate)', None for any other line."""
    if len(text) > _MAX_NAME + 20 or _is_sentence(text):
        return None
    if "(" in text and _ADVOCATE_BRACKET.search(text):
        return ""
    match = _ADVOCATE.match(text)
    if match is None:
        return None
    name = text[match.end() :]
    is_name = len(name.split()) <= 8 and "," not in name and not name.lower().startswith(("for ", "on ", "general"))
    return name if is_name else None


@lru_cache(maxsize=2048)
def _name_of(text: str) -> str:
    """Return an advocate's name without 'Advocate' and without brackets."""
    name = (_BRACKETS.sub(" ", text) if "(" in text or "[" in text else text).strip()
    while (match := _ADVOCATE.match(name)) is not None:
        name = name[match.end() :].strip()
    return _ADVOCATE_BEHIND.sub("", clean(name).strip(" ,-|"))


def _areas_of(text: str) -> list[str]:
    """Split a card's practice areas at the commas; empty ones are dropped."""
    label = _AREAS_LABEL.match(text)
    words = text[label.end() :] if label else text
    if ";" in words or "|" in words or "•" in words:
        words = _OTHER_COMMAS.sub(",", words)
    return [area for area in [part.strip(" .") for part in words.split(",")] if area]


def _is_button(block: Block) -> bool:
    """Tell whether a block is a card's button."""
    return block.zone == "button" or (len(block.text) < 50 and _are_buttons_words(block.text))


@lru_cache(maxsize=2048)
def _are_buttons_words(text: str) -> bool:
    return _BUTTON.fullmatch(text.rstrip("!.→> ")) is not None


class _Card:
    """An advocate's card that is being read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.areas: list[str] = []
        self.url: str | None = None


def read_advocates(blocks: list[Block], below: list[Block], base: str | None) -> tuple[Advocate, ...]:
    """Return the advocates whom a page shows, in order, each once.

    Args:
        blocks: all of the page's.
        below: those behind the answer, where the cards are looked for first.
        base: the address that relative links start from.
    """
    cards: list[_Card] = []
    card: _Card | None = None
    for block in _card_blocks(below) or _card_blocks(blocks):
        if len(cards) > MAX_ADVOCATES:
            break
        text, is_image = block.text, block.zone == "alt"
        if is_advocates_title(text):
            continue
        if _is_button(block):
            card = card if is_image else None
        elif _behind_advocate(text) is not None or (card is None and not is_image and _could_be_name(text)):
            name = _name_of(text)
            if not name:
                continue
            if card is None or letters_of(card.name) != letters_of(name):
                card = _Card(name)
                cards.append(card)
            card.url = card.url or addresses.profile(block.href, base)
        elif card is not None and not is_image and _may_be_areas(text, card):
            card.areas.extend(_areas_of(text))
    return tuple(_folded_cards(cards))


def _card_blocks(blocks: list[Block]) -> list[Block]:
    """Return the blocks from the advocates' title, or the first card, to the next landmark; none without either."""
    start = next((i for i, block in enumerate(blocks) if _opens_cards(block)), None)
    if start is None:
        start = next((i for i, block in enumerate(blocks) if is_advocate(block.text)), None)
    if start is None:
        return []
    end = next((i for i in range(start + 1, len(blocks)) if _closes_cards(blocks[i])), len(blocks))
    return blocks[start:end]


def _opens_cards(block: Block) -> bool:
    return not block.linked and block.rank != 1 and not block.zone and is_cards_title(block.text)


def _closes_cards(block: Block) -> bool:
    return block.zone == "footer" or block.rank == 1 or block.text.startswith("©") or is_related_title(block.text)


def _may_be_areas(text: str, card: _Card) -> bool:
    """Tell whether a line of a card is its areas of practice, and not a rating, a label, the name once more."""
    return ("," in text or not _NOT_AREAS.search(text)) and text.casefold() != card.name.casefold()


def _could_be_name(text: str) -> bool:
    text = _ADVOCATE_BEHIND.sub("", text)
    words = text.split()
    is_name = 2 <= len(words) <= 5 and "," not in text and all(word[0].isupper() for word in words)
    return is_name and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does, or as a label."""
    return _SENTENCE_END.match(text, len(text) - 1) is not None


def _folded_cards(cards: list[_Card]) -> list[Advocate]:
    """Fold a card into an earlier one of the same name when it adds nothing to it."""
    kept: dict[str, list[_Card]] = {}
    order: list[_Card] = []
    for card in cards:
        earlier = kept.setdefault(letters_of(card.name), [])
        twin = next((e for e in earlier if not card.areas or not e.areas or e.areas == card.areas), None)
        if twin is not None:
            twin.areas = twin.areas or card.areas
            twin.url = twin.url or card.url
            continue
        earlier.append(card)
        order.append(card)
    return [Advocate(card.name, tuple(card.areas), card.url) for card in order]


def related_category(text: str) -> str | None:
    """Return the area of law that the title of the related questions, or the words below it, name."""
    match = _RELATED_TITLE.fullmatch(text.rstrip(":")) if is_related_title(text) else None
    if match is not None:
        words = match["before"] or match["after"] or match["more"]
        return clean(words).strip(" :-–") or None if words else None
    match = _DISCOVER.match(text[:400]) if text[:1] in "Dd" else None
    return match[1].strip() if match is not None else None


def is_related_title(text: str) -> bool:
    """Tell whether a line is the title of the related questions."""
    if len(text) >= 160:
        return False
    lower = text.lower()
    if not ("related" in lower or "similar" in lower or "also" in lower or "more " in lower):
        return False
    return _RELATED_TITLE.fullmatch(text.rstrip(":")) is not None


def read_related(blocks: list[Block], own: str | None, base: str | None) -> tuple[Link, ...]:
    """Return the links to other answers that a page has under their title, in order, each address once.

    Args:
        blocks: the page's.
        own: its own address, which is left out.
        base: the address that relative links start from.
    """
    links: list[Link] = []
    seen = {own}
    waiting: str | None = None
    for block in _related_blocks(blocks):
        url = addresses.canonical(block.href, base)
        text = block.text
        if url is None:
            waiting = text if text.endswith("?") else waiting
            continue
        if _READ_MORE.fullmatch(text) or "://" in text:
            text, waiting = waiting or "", None
        if not block.linked and (asked := text.rfind("?") + 1):  # a date or a label stands beside the link
            text = text[:asked]
        number = _NUMBER.match(text)
        text = text[number.end() :] if number else text
        if text and url not in seen and len(links) < MAX_RELATED:
            seen.add(url)
            links.append(Link(text, url))
    return tuple(links)


def _related_blocks(blocks: list[Block]) -> list[Block]:
    """Return the blocks between the title of the related questions and the next landmark."""
    start = next((i for i, block in enumerate(blocks) if not block.linked and is_related_title(block.text)), None)
    if start is None:
        return []
    end = next(
        (i for i in range(start + 1, len(blocks)) if blocks[i].zone == "footer" or _opens_cards(blocks[i])), len(blocks)
    )
    return blocks[start + 1 : end]
