"""Where a text names provisions by their numbers: 'Sections 139 to 142', 'Art. 21', 'Order 39 Rules 1 & 2'.

Which Act they belong to is settled by :mod:`law4u_index.law.citations`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from law4u_index.law.grammar import Number, read_parts, roman, spread_parts
from law4u_index.law.lists import order_number, read_list


class Mention(NamedTuple):
    """Provisions that a text names together.

    Attributes:
        start: where their keyword begins ('Sections').
        end: where their last number ends.
        kind: ``s`` sections, ``a`` articles, ``o`` an Order (with or without Rules), ``r`` rules.
        numbers: what follows the kind in their ids: ``304A``, ``39/r/1``.
        highest: the largest of their whole numbers.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    highest: int


_KEYWORD = re.compile(
    r"[SsUuAaOoRrDd§धअआ](?<![A-Za-z0-9/ऀ-ॿ].)(?<![Ss]ub[\s-].)(?<!SUB[\s-].)(?<![Ss]ub-\s.)"
    r"(?:(?P<s>(?<=[Ss])(?:ectio\s?ns?|ECTIONS?|ecs?\b[.,]?|ECS?\b[.,]?|[sS]?\.(?!\s?[Nn]o)|(?<=S),(?=\s?[0-9])"
    r"|(?<=S)s?(?=[ -]?[0-9])|(?<=s)(?<![’'.)].)s?(?=\s[0-9]))"
    r"|(?<=[Uu])\s?/\.?\s?[Ss](?:ec(?:tion)?s?|[sS])?\.?|(?<=§)§?|(?<=[Dd])ha{1,2}ra|(?<=ध)ारा(?:ओं|एं|एँ|ए)?)"
    r"|(?P<a>(?<=[Aa])(?:rticles?|RTICLES?|rts?[.,]|RTS?[.,]|rts?\b)|(?<=अ)नुच्छेद(?:ों)?)"
    r"|(?P<o>(?<=O)(?:rders?|RDERS?|r\.|\.)|(?<=o)rder|(?<=[Uu])\s?/\s?[Oo](?:rder)?\.?|(?<=आ)देश|(?=\s?(?:[0-9]{1,2}|[IVXL]{1,7})[,\s]{1,2}[Rr](?:ule|\.|\s?[0-9])))"
    r"|(?P<r>(?<=[Rr])(?:ules?|ULES?|egulations?|\.(?<![.].{2}))))"
    r"(?:\s?\(s\))?(?:\s{0,2}[Nn]os?\.)?[\s.:()–—\xad-]{0,12}(?=[0-9०-९IVXL])"
)
_LONGEST_KEYWORD = 40
"""More characters than any keyword has, with all that may stand between it and its number."""

_NUMERAL = re.compile(r"[0-9०-९IVXL](?:(?<=[0-9०-९])|(?![a-z]))[0-9०-९IVXL]*")
_ANOTHER_ORDER = re.compile(r"\s{0,2}(?:,|&|/|and|or|AND|OR)\s{0,2}(?=[0-9IVXL])")
_RULE_OF_ORDER = re.compile(
    r"\s{0,2}[,.]?\s{0,2}(?:and\s|r/w\s)?(?:[Rr]ules?|RULES?|[Rr]r?[.,]|R|नियम)\s{0,2}[-–]?\s{0,2}(?=[0-9])"
)
_OF_ORDER = re.compile(
    r"\s{1,2}(?:[Oo]f|OF|[Uu]nder|UNDER|[Ii]n|IN)\s{1,2}(?:Order|ORDER|order|Or?\.)\s{0,2}[-–]?\s{0,2}(?=[0-9IVXL])"
)

_OF_RULES = re.compile(r"[0-9][^\n\x00]{0,70}?\b[Rr]ules")
"""What stands behind 'R.' where it means a rule."""

_OUTER = re.compile(
    r"(?:(?P<inner>sub-?\s?cl(?:auses?|s?\.)\s{0,2}(?:\([A-Za-z0-9-]{1,5}\)(?:\s{0,2}(?:,|and|or|&|to)\s{0,2}){0,2}){1,6}),?\s{1,2}"
    r"(?:of|to|in|under)\s{1,2})?(?:(?P<clause>cl(?:auses?|s?\.)\s{0,2}(?:\([A-Za-z0-9-]{1,5}\)(?:\s{0,2}(?:,|and|or|&|to)\s{0,2}){0,2}){1,6}),?\s{1,2}"
    r"(?:of|to|in|under)\s{1,2})?"
    r"(?:(?P<sub>sub-?\s?(?:s(?:ections?|ecs?\.?|\.)|r(?:ules?|\.))\s{0,2}(?:[0-9]{1,2}[A-Z]?|(?:\([A-Za-z0-9-]{1,5}\)(?:\s{0,2}(?:,|and|or|&|to)\s{0,2}){0,2}){1,6})),?\s{1,2}"
    r"(?:of|to|in|under)\s{1,2})?(?:the\s{1,2})?$",
    re.IGNORECASE,
)
"""The 'clause (b) of sub-section (1) of' before the keyword of a section."""

_LONGEST_OUTER = 120
"""So many characters before a keyword are read for that, half of them before the last 'clause' or 'sub-section'."""

_LONGEST_JOINT = 12
"""The last of so many characters before a keyword tell whether it may stand there: 'of', 'under the'."""

_ROMAN_RULE = re.compile(r"([IVX]{1,7})(?=\s{1,2}(?:of|to|in|under)\s)")
_POINTED_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}(?![0-9]|\.[0-9])")
"""The number of a rule or regulation as electricity and market boards count them: '7.6.5'."""

_PART = re.compile(r"(?<=\()[A-Za-z0-9-]{1,5}(?=\))|(?<=\s)[0-9]{1,2}[A-Z]?\Z")


def find_mentions(text: str) -> list[Mention]:
    """Return where `text` names provisions with a keyword, in order, no two overlapping."""
    found: list[Mention] = []
    reached = 0
    for match in _keywords(text):
        if match.start() < reached:
            continue
        kind = match.lastgroup or "s"
        mention = _READERS[kind](text, match.start(), match.end(), kind)
        if mention is not None:
            found.append(mention)
            reached = mention.end
    return found


def _keywords(text: str) -> list[re.Match[str]]:
    """Return the keywords before numerals, in order: only there is looked, as most of a text is far from any."""
    found: list[re.Match[str]] = []
    start = stop = 0
    for numeral in _NUMERAL.finditer(text):
        if numeral.start() - _LONGEST_KEYWORD > stop:
            found.extend(_KEYWORD.finditer(text, start, stop))
            start = numeral.start() - _LONGEST_KEYWORD
        stop = numeral.start() + 1
    found.extend(_KEYWORD.finditer(text, start, stop))
    return found


def bare_list(text: str, position: int) -> Mention | None:
    """Return the sections whose numbers stand at `position` without a keyword ('420/34' in '420/34 IPC')."""
    return _listed(text, position, position, "s")


def _listed(text: str, start: int, position: int, kind: str) -> Mention | None:
    """Return the sections, articles or rules whose numbers stand at `position`; their keyword begins at `start`."""
    numbers, end = read_list(text, position)
    if not numbers:
        return None
    if len(numbers) == 1:
        numbers, start = _with_outer_parts(text, start, numbers)
    return _mention(start, end, kind, [str(number) for number in numbers], numbers)


def _rule(text: str, start: int, position: int, kind: str) -> Mention | None:
    """Return the rules that stand at `position`, as rules of an Order where one stands behind them."""
    if text[start + 1] == "." and _OF_RULES.match(text, position) is None:
        return None
    pointed = _POINTED_NUMBER.match(text, position)
    if pointed is not None:
        parts, end = read_parts(text, pointed.end())
        number = Number(pointed[0], parts)
        return Mention(start, end, kind, (str(number),), int(pointed[0].partition(".")[0]))
    numeral = _ROMAN_RULE.match(text, position) if text.startswith("ule", start + 1) else None
    numbers, end = read_list(text, position)
    if numeral is not None and (value := roman(numeral[1])):
        numbers, end = [Number(str(value))], numeral.end()
    if not numbers:
        return None
    if len(numbers) == 1:
        numbers, start = _with_outer_parts(text, start, numbers)
    of_order = _OF_ORDER.match(text, end)
    order = order_number(text, of_order.end()) if of_order is not None else None
    if order is not None:
        return _mention(start, order[1], "o", [f"{order[0]}/r/{number}" for number in numbers], numbers)
    return _mention(start, end, kind, [str(number) for number in numbers], numbers)


def _mention(start: int, end: int, kind: str, names: list[str], numbers: list[Number]) -> Mention:
    """Return provisions as one mention: `names` as their ids have them, `numbers` for the highest."""
    if len(names) == 1:
        return Mention(start, end, kind, (names[0],), numbers[0].whole)
    highest = max(number.whole for number in numbers)
    return Mention(start, end, kind, tuple(dict.fromkeys(names)), highest)


def _order(text: str, start: int, position: int, _kind: str) -> Mention | None:
    """Return the Order that stands at `position`, with the Rules behind it, or several Orders one behind the other."""
    order = order_number(text, position)
    if order is None:
        return None
    number, end = order
    rules = _rules_of_order(text, end)
    if rules is not None:
        numbers, rules_end = rules
        if len(numbers) == 1:
            numbers, start = _with_outer_parts(text, start, numbers)
        return _mention(start, rules_end, "o", [f"{number}/r/{rule}" for rule in numbers], numbers)
    names = [number]
    while rules is None and (another := _ANOTHER_ORDER.match(text, end)):
        more = order_number(text, another.end())
        if more is None:
            break
        number, end = more
        rules = _rules_of_order(text, end)
        if rules is None:
            names.append(number)
        else:
            names.extend(f"{number}/r/{rule}" for rule in rules[0])
            end = rules[1]
    return Mention(start, end, "o", tuple(dict.fromkeys(names)), 0)


def _rules_of_order(text: str, end: int) -> tuple[list[Number], int] | None:
    """Return the Rules that stand behind the number of an Order, which ends at `end`, and where they end."""
    rules = _RULE_OF_ORDER.match(text, end)
    numbers, rules_end = read_list(text, rules.end()) if rules is not None else ([], end)
    return (numbers, rules_end) if numbers else None


def _with_outer_parts(text: str, start: int, numbers: list[Number]) -> tuple[list[Number], int]:
    """Return the numbers with the 'clause (b) of sub-section (1) of' that stands before their keyword."""
    if not text[max(0, start - _LONGEST_JOINT) : start].rstrip().lower().endswith(("of", "to", "in", "under", "the")):
        return numbers, start
    before = text[max(0, start - _LONGEST_OUTER) : start]
    last = max(before.lower().rfind("cl"), before.lower().rfind("sub"))
    if last < 0:
        return numbers, start
    outer = _OUTER.search(before, max(0, last - _LONGEST_OUTER // 2))
    if outer is None or not outer[0].strip() or not (outer["clause"] or outer["sub"] or outer["inner"]):
        return numbers, start
    found = numbers
    for group in (outer["sub"], outer["clause"], outer["inner"]):
        if group:
            parts = [part.replace("-", "") for part in _PART.findall(group)]
            if len(parts) == 2 and re.search(r"\)\s*to\s*\(", group):
                parts = [parts[0], *(item.parts[-1] for item in spread_parts(Number("1", (parts[0],)), parts[1]))]
            found = [Number(item.base, (*item.parts, part)) for item in found for part in parts]
    return found, start - len(before) + outer.start()


_READERS = {"s": _listed, "a": _listed, "o": _order, "r": _rule}
"""What reads the numbers behind a keyword, by the kind of provision that the keyword tells."""
