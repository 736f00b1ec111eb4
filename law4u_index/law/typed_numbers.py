"""The numbers of a query that may be of provisions: behind a keyword ('section 420', 'o 39 r 1'), or by themselves.

Which Act they belong to is told by :mod:`law4u_index.law.typed`.
"""

from __future__ import annotations

import re

from law4u_index.law.grammar import Number, read_number
from law4u_index.law.lists import COUNTED_IN_ANY_CASE, LAST_ORDER, PEOPLE_AND_THINGS, order_number, read_list
from law4u_index.law.typed_words import KINDS, YEARS, ActName, Numbers, Token
from law4u_index.law.unnamed import is_numbered_thing

POINTS = " ,.:-"
"""What may stand between an Act and its number without parting them."""

NEAR = 4
"""Characters between a keyword, or an Act, and its number: 'section: 318', 'bns, s 318'."""

MOST_IN_A_ROW = 20
"""Numbers without a keyword that are looked at: a query with more counts things."""

_NUMERAL = re.compile(r"[a-z0-9-]{1,12}")
_RULE_AFTER = re.compile(r"[\s,.]{0,3}(?:rules?|r|नियम|रूल)[\s.]{0,2}(?=[0-9०-९])")
_ORDER_TIGHT = re.compile(r"([0-9]{1,2})(?=r[0-9])")
"""The number of an Order with a Rule right behind it: 'o6r17'."""

_LETTER_APART = re.compile(r"\s([a-h])(?=\s|$)")
_SPACED = re.compile(r"\s{1,2}(?:(?:vs?\.?|v/s|versus)\s{1,2})?(?=[1-9][0-9]{1,2}(?:-?[a-z])?(?:[\s,/&]|$))")
_SMALL_ROMAN = re.compile(r"[ivx]{1,5}")
_LEAST_BEFORE_MORE = 100
"""The least section behind which further numbers need nothing but a space: '323 504 506'."""

_LEAST_BEFORE_PART = 10
"""The least section of which a single digit behind it is a sub-section: '156 3 crpc'."""

_PART_APART = re.compile(r"\s([1-9])(?:\s([a-hj-z]|i{1,3}[ab]?|iv))?(?=\s|$)")
_VERSUS = re.compile(r"\s(?:vs?\.?|v/s|versus)\s(?=[1-9])")
_RULE_OF_ORDER = re.compile(r"\s{1,2}(?:of\s{1,2})?(?:order|ord|o)[\s.]{0,2}(?=[0-9ivxl])")
_TOKENS_BEHIND = 8
"""So many words from a number on are looked at for what stands behind it."""

_Read = tuple[tuple[str, ...], int]
"""Numbers as ids have them, and where they end in the query."""


def numbers_in(text: str, tokens: list[Token], names: list[ActName]) -> list[Numbers]:
    """Return where a query names provisions by their numbers, in order; a number in the name of an Act is none."""
    taken = {position for name in names for position in range(name.start, name.end)}
    found: list[Numbers] = []
    reached = 0
    for index, token in enumerate(tokens):
        if token.start < reached or token.start in taken:
            continue
        keyword = _keyword(tokens, index)
        if keyword is not None:
            kind, number = keyword
            read = _read(text, number, kind, names, keyword=True)
            if read is None and kind == "o" and _is_beyond_the_orders(number, names):
                reached = number.end
            item = _behind_keyword(text, token, kind, read) if read is not None else None
        elif not token.text[0].isdecimal():
            continue
        elif _is_of_a_thing(tokens, index, names):
            reached = _things_end(text, token)
            continue
        else:
            item = _by_itself(text, tokens, index, names)
        if item is not None:
            found.append(item)
            reached = item.end
    return found


def _keyword(tokens: list[Token], index: int) -> tuple[str, Token] | None:
    """Return the kind of provision that is named from a word on, and the word behind, which may be its number.

    'section', 'u/s' and 'section no' name sections; 's no' is a serial number, and 'order no' that of some order.
    """
    words = [token.text for token in tokens[index : index + 3]]
    kind, length = ("s", 2) if words[:2] == ["u", "s"] else (KINDS.get(words[0]), 1)
    if kind in ("s", "a") and words[0] != "s" and words[length : length + 1] == ["no"]:
        length += 1
    if kind is None or index + length >= len(tokens):
        return None
    number = tokens[index + length]
    return (kind, number) if number.start - tokens[index + length - 1].end <= NEAR else None


def _behind_keyword(text: str, keyword: Token, kind: str, read: _Read) -> Numbers | None:
    """Return the provisions whose numbers stand behind a keyword; None where that is a word like any other."""
    if keyword.text == "or" and "/r/" not in read[0][0]:  # 'theft or 3 years'
        return None
    if kind == "r":
        kind, read = _in_its_order(text, *read)
    return Numbers(keyword.start, read[1], kind, read[0], keyword=True)


def _by_itself(text: str, tokens: list[Token], index: int, names: list[ActName]) -> Numbers | None:
    """Return the provisions whose numbers begin at a figure without a keyword; None where they cannot be any's."""
    read = _read(text, tokens[index], "s", names, keyword=False)
    if read is None:
        return None
    numbers, end = read
    behind = _article_behind(tokens, index, end)
    if behind is not None:
        return Numbers(tokens[index].start, behind, "a", numbers, keyword=True)
    return Numbers(tokens[index].start, end, "s", numbers, keyword=False)


def _article_behind(tokens: list[Token], index: int, end: int) -> int | None:
    """Return where 'article' ends behind a number that ends at `end`, if it is that number's: '370 article'."""
    behind = [token for token in tokens[index : index + _TOKENS_BEHIND] if token.start >= end][:2]
    if not behind or KINDS.get(behind[0].text) != "a" or behind[0].start - end > 1:
        return None
    return None if len(behind) == 2 and behind[1].text[0].isdecimal() else behind[0].end


def _is_beyond_the_orders(number: Token, names: list[ActName]) -> bool:
    """Tell whether the number behind 'order' is of no Order, and yet no section: 'order 99 cpc'; 'order 151 cpc' is."""
    return number.text.isdecimal() and len(number.text) < 3 and any(name.act == "cpc-1908" for name in names)


def _is_of_a_thing(tokens: list[Token], index: int, names: list[ActName]) -> bool:
    """Tell whether what is numbered is no section: 'flat 304B', 'part 2', 'room no 12'; but 'section no 420' is."""
    words = [token.text for token in tokens[max(0, index - 2) : index]]
    if words[-1:] != ["no"]:
        return bool(words) and is_numbered_thing(words[-1])
    if len(words) == 1:  # 'no. 420 ipc': nothing is said that it numbers
        return False
    return words[0] not in KINDS and not _is_numbered_in_its_act(tokens, index, names)


def _is_numbered_in_its_act(tokens: list[Token], index: int, names: list[ActName]) -> bool:
    """Tell whether a number behind 'no' is a section: 'ipc no 420'; 'bns no 45 of 2023' is the Act's own number."""
    if [token.text for token in tokens[index - 2 : index]] == ["act", "no"]:
        return False
    behind = [token.text for token in tokens[index + 1 : index + 3]]
    is_of_a_year = behind[:1] == ["of"] and behind[1:] != [] and behind[1].isdecimal() and int(behind[1]) in YEARS
    return not is_of_a_year and any(name.end == tokens[index - 2].end for name in names)


def _things_end(text: str, token: Token) -> int:
    """Return where the numbers of things end, 'chapters 5 and 6'; a great number behind may be a section's."""
    numbers, end = read_list(text, token.start)
    return end if all(number.whole < _LEAST_BEFORE_MORE for number in numbers) else token.end


def _in_its_order(text: str, numbers: tuple[str, ...], end: int) -> tuple[str, _Read]:
    """Return rules with their kind: those of the Order that stands behind, where one does ('rule 9 order 39')."""
    behind = _RULE_OF_ORDER.match(text, end)
    order = _order_at(text, behind.end()) if behind is not None else None
    if order is None:
        return "r", (numbers, end)
    return "o", (tuple(f"{order[0]}/r/{number}" for number in numbers), order[1])


def _read(text: str, token: Token, kind: str, names: list[ActName], *, keyword: bool) -> _Read | None:
    """Return the numbers that begin with a token; None where it is no number of that kind of provision."""
    if kind == "o":
        return _read_order(text, token.start)
    if not token.text[0].isdecimal():
        return None
    numbers, end = read_list(text, token.start)
    if not numbers and keyword and PEOPLE_AND_THINGS.match(text, token.end):
        numbers, end = read_list(text[: token.end], token.start)  # 'section 6 daughters'
    if len(numbers) == 1:
        apart = _letter_apart(text, token, numbers[0], end, names) or _part_apart(text, token, numbers[0], end, names)
        if apart is not None:
            return apart
    return _spaced(text, numbers, end, kind) if numbers else None


def _read_order(text: str, position: int) -> _Read | None:
    """Return the Order that stands at `position`, or the Rules of it that stand behind."""
    order = _order_at(text, position)
    if order is None:
        return None
    number, end = order
    rules = _RULE_AFTER.match(text, end)
    numbers, rules_end = read_list(text, rules.end()) if rules else ([], end)
    if numbers:
        return tuple(f"{number}/r/{rule}" for rule in numbers), rules_end
    return (number,), end


def _order_at(text: str, position: int) -> tuple[str, int] | None:
    """Return the number of the Order, Roman or not, that stands at `position`, in digits, and where it ends."""
    tight = _ORDER_TIGHT.match(text, position)  # 'o6r17'
    if tight is not None:
        return (str(int(tight[1])), tight.end()) if 0 < int(tight[1]) <= LAST_ORDER else None
    numeral = _NUMERAL.match(text, position)
    if numeral is None:
        return None
    order = order_number(text[:position] + numeral[0].upper() + text[numeral.end() :], position)
    return None if order is None or COUNTED_IN_ANY_CASE.match(text, order[1]) else order  # 'order 5 june'


def _letter_apart(text: str, token: Token, number: Number, end: int, names: list[ActName]) -> _Read | None:
    """Return the section whose letter stands apart, at the query's end or before an Act: '120 b ipc'."""
    letter = _LETTER_APART.match(text, end)
    if letter is None or number.letters or number.parts:
        return None
    spelt = read_number(text[: letter.start()] + letter[1], token.start)
    is_last = not text[letter.end() :].strip() or any(name.start >= letter.end() for name in names)
    return ((str(spelt[0]),), letter.end()) if spelt is not None and is_last else None


def _part_apart(text: str, token: Token, number: Number, end: int, names: list[ActName]) -> _Read | None:
    """Return what a single digit behind a number makes: its sub-section ('156 3 crpc'), or two ('dowry act 3 4')."""
    part = _PART_APART.match(text, end)
    if part is None:
        return None
    digit, clause = part[1], part[2]
    if number.whole >= (1 if clause else _LEAST_BEFORE_PART) and not number.parts:
        following = len(text) - len(text[part.end() :].lstrip())
        if following == len(text) or any(name.start == following for name in names):
            return (f"{number}({digit})" + (f"({clause})" if clause else ""),), part.end()
    is_next = str(number) < digit and part.end() == len(text)
    if is_next and any(not text[name.end : token.start].strip(POINTS) for name in names):
        return (str(number), digit), part.end()
    return None


def _spaced(text: str, numbers: list[Number], end: int, kind: str) -> _Read:
    """Return numbers with those that stand behind them with a space alone, or 'vs', between: '323 504 506'."""
    least = _LEAST_BEFORE_MORE if kind == "s" else _LEAST_BEFORE_PART
    while len(numbers) < MOST_IN_A_ROW:
        between = _VERSUS.match(text, end) or (_SPACED.match(text, end) if numbers[-1].whole >= least else None)
        more, reached = read_list(text, between.end()) if between is not None else ([], end)
        if not more:
            break
        numbers, end = [*numbers, *more], reached
    return tuple(map(_as_printed, numbers)), end


def _as_printed(number: Number) -> str:
    """Return a number as statutes print it: '10(10D)', '20(b)(ii)(B)'.

    The letters behind a sub-section's digits are capitals, and so is a letter below a Roman numeral.
    """
    parts: list[str] = []
    for part in number.parts:
        below = bool(parts) and _SMALL_ROMAN.fullmatch(parts[-1]) is not None and _SMALL_ROMAN.fullmatch(part) is None
        parts.append(part.upper() if part[0].isdecimal() or (below and len(part) == 1) else part)
    return str(number._replace(parts=tuple(parts)))
