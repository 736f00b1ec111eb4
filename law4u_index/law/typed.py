"""How the provisions of a query are read (:mod:`law4u_index.law.queries`).

A query is short, in any case, and spares words; so a number beside the name of an Act is enough, and a section
without an Act stands for the provisions that its number makes people think of.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from law4u_index.law.compiled import act_of_name, act_of_year, best_known, last_of, shape_of, starts_a_name
from law4u_index.law.devanagari import folded
from law4u_index.law.grammar import Number, read_number
from law4u_index.law.ids import leading_number, parse_id
from law4u_index.law.lists import COUNTED_IN_ANY_CASE, LAST_ORDER, PEOPLE_AND_THINGS, order_number, read_list
from law4u_index.law.queries import QueryProvision
from law4u_index.law.states import STATES
from law4u_index.law.unnamed import guess, guess_bare, is_numbered_thing
from law4u_index.law.word_sets import word_set


class _Token(NamedTuple):
    """A word or figure of a query, in lower case, and where it stands."""

    text: str
    start: int
    end: int


class _ActName(NamedTuple):
    """Where a query names an Act.

    Attributes:
        start: where the name begins.
        end: where it ends.
        act: the Act's id.
        typed: whether the name means it beside a number only.
    """

    start: int
    end: int
    act: str
    typed: bool


class _Numbers(NamedTuple):
    """Where a query names provisions by their numbers.

    Attributes:
        start: where they begin, with their keyword.
        end: where they end.
        kind: ``s``, ``a``, ``o`` or ``r``, as their ids say it.
        numbers: what follows the kind in their ids.
        keyword: whether a word says that they are provisions.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    keyword: bool


_Read = tuple[tuple[str, ...], int]
"""Numbers as ids have them, and where they end in the query."""


TOKEN = re.compile(r"[a-z]+|[0-9०-९]+|[ऀ-॥॰-ॿ]+")
KINDS = {
    **dict.fromkeys(
        word_set("section sections sec secs s ss us dhara dhaara dharaa kalam dafa dafaa धारा धाराएं धाराओं कलम दफा दफ़ा"),
        "s",
    ),
    **dict.fromkeys(word_set("article articles art arts anuched anuchhed anuchchhed anuchched अनुच्छेद आर्टिकल"), "a"),
    **dict.fromkeys(word_set("order orders ord o or आदेश ऑर्डर"), "o"),
    **dict.fromkeys(word_set("rule rules नियम रूल"), "r"),
}
_ID = re.compile(r"(?<![a-z0-9-])[a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){1,20}/[saor]/[0-9]\S{0,60}")
_ZERO_FOR_POINT = re.compile("(?<=[अ-ॣ])०(?![०-९])")
"""A zero that is typed for the point of an abbreviation: 'भा०दं०सं०'."""

_POINTS = " ,.:-"
_GLUE = word_set("of the under in act ki ke ka kee की के का section sec s dhara धारा code u no")
_NUMERAL = re.compile(r"[a-z0-9-]{1,12}")
_RULE_AFTER = re.compile(r"[\s,.]{0,3}(?:rules?|r|नियम|रूल)[\s.]{0,2}(?=[0-9०-९])")
_ORDER_TIGHT = re.compile(r"([0-9]{1,2})(?=r[0-9])")
_LETTERS = re.compile(r"(?<=[0-9])[a-z]{3}(?![a-z])")
"""Three letters right behind a number: those of a section ('44ada') or an Act ('420ipc')."""

_LETTERS_BEHIND_HYPHEN = re.compile(
    r"(?<=[0-9]-)(?!(?:to|of|in|is|by|on|or|and|st|nd|rd|th|km|kg|bhk|yrs?|hrs?|day|men|man)\b)[a-z]{2,3}(?![a-z0-9-])"
)
"""The letters of a section in '376-da', '80-iac'; one letter is read anyway."""

_LETTER_APART = re.compile(r"\s([a-h])(?=\s|$)")
_SPACED = re.compile(r"\s{1,2}(?:(?:vs?\.?|v/s|versus)\s{1,2})?(?=[1-9][0-9]{1,2}(?:-?[a-z])?(?:[\s,/&]|$))")
_JOINED_BARE = re.compile(
    r"[0-9]{1,3}(?:[-\s]?[a-z]{1,2}|[A-Z]{3})?(?:\([0-9a-z]{1,4}\)){0,4}(?:(?:\s?[,/&]\s?(?=[0-9])|\s(?:(?:and|or|vs?\.?|v/s|versus)\s(?=[0-9]{3}[a-z]?))?(?=[0-9]{3}))[0-9]{1,3}(?:-?[a-z]{1,2})?(?:\([0-9a-z]{1,4}\)){0,4}){0,9}"
)
"""Numbers side by side, as sections are typed without a word between; 'from 100 to 200' are none."""

_SMALL_ROMAN = re.compile(r"[ivx]{1,5}")
_PART_OF_SECTION = re.compile(r"\s(?:part|para)\s(?:i{1,2}|[12])(?=\s)")
_LEAST_BEFORE_MORE = 100
"""The least section behind which further numbers need nothing but a space: '323 504 506'."""

_LEAST_BEFORE_PART = 10
"""The least section of which a single digit behind it is a sub-section: '156 3 crpc'."""

_MOST_IN_A_ROW = 20
"""Numbers without a keyword that are looked at: a query with more counts things."""

_UNLISTED_BEFORE = re.compile(r"[a-z]{3,20}\s(?:act|adhiniyam)[\s,]{1,2}$")
_UNLISTED_BEHIND = re.compile(
    r"\s(?:of\s|under\s|in\s)?(?:the\s)?(?!(?:this|that|which|what|an?|the|of|under|in|is|for)\s)(?:[a-z]{2,20}\s){1,3}(?:act|adhiniyam)\b"
)
_NEAR = 4
"""Characters between a keyword, or an Act, and its number: 'section: 318', 'bns, s 318'."""

_LONGEST_GLUE = 24
"""Characters between a number and its Act."""

_LONGEST_NAME = 16
"""So many words may make the name of an Act."""

_BESIDE = 40
"""Characters of a query on either side of a number that tell whether it is a section's."""

_PART_APART = re.compile(r"\s([1-9])(?:\s([a-hj-z]|i{1,3}[ab]?|iv))?(?=\s|$)")
_VERSUS = re.compile(r"\s(?:vs?\.?|v/s|versus)\s(?=[1-9])")
_RULE_OF_ORDER = re.compile(r"\s{1,2}(?:of\s{1,2})?(?:order|ord|o)[\s.]{0,2}(?=[0-9ivxl])")
_TOKENS_BEHIND = 8
"""So many words from a number on are looked at for what stands behind it."""

_YEARS = range(1800, 2100)


def joined(name: str) -> str:
    """Return a name, in lower case, as the letters by which it is compared."""
    return "".join(map(folded, TOKEN.findall(name)))


def read_provisions(text: str) -> list[QueryProvision]:
    """Return what looks like a provision inside a query, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lowered = _ZERO_FOR_POINT.sub(".", lowered)
    written = _ID.search(lowered)
    if written is not None:
        exact = _written_id(text, written)
        if exact is not None:
            return [exact]
    tokens = [_Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(lowered)]
    names = _act_names(tokens)
    shaped = _LETTERS.sub(_capital_unless_an_act, lowered)
    if "-" in shaped:
        shaped = _LETTERS_BEHIND_HYPHEN.sub(_capital_unless_an_act, shaped)
    numbers = _numbers(_without(names, shaped), tokens, names)
    return _paired(shaped, names, numbers)


def _capital_unless_an_act(letters: re.Match[str]) -> str:
    """Return letters behind a number as capitals, as sections have them, but those that name an Act: '420ipc'."""
    return letters[0] if act_of_name(letters[0]) else letters[0].upper()


def _without(names: list[_ActName], text: str) -> str:
    """Return a query with points for Acts' names, which count nothing: '7 employees provident fund act'."""
    for name in names:
        text = text[: name.start] + "·" * (name.end - name.start) + text[name.end :]
    return text


def _written_id(text: str, match: re.Match[str]) -> QueryProvision | None:
    """Return the provision of which a query gives the very id."""
    act, kind, number = text[match.start() : match.end()].split("/", 2)
    head = re.match(r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}[a-zA-Z]{0,4}", number)
    if head is None:
        return None
    provision_id = f"{act.lower()}/{kind.lower()}/{head[0].upper()}{number[head.end() :]}"
    if parse_id(provision_id) is None:
        return None
    return QueryProvision(match.start(), match.end(), (provision_id,), sure=True)


def _act_names(tokens: list[_Token]) -> list[_ActName]:
    """Return where a query names Acts, in order; of names that begin alike the longest."""
    found: list[_ActName] = []
    index = 0
    while index < len(tokens):
        best: tuple[int, str, bool] | None = None
        letters = ""
        for stop in range(index, min(index + _LONGEST_NAME, len(tokens))):
            letters += folded(tokens[stop].text)
            if not starts_a_name(letters):
                break
            named = act_of_name(letters)
            if named is not None:
                best = (stop, *named)
        if best is None:
            index += 1
            continue
        stop, act, is_typed = best
        if index and tokens[index - 1].text in STATES and tokens[stop].text == "act" and len(tokens[index].text) > 3:
            index = stop + 1  # 'kerala police act' is another
            continue
        end = tokens[stop].end
        if stop + 1 < len(tokens) and tokens[stop + 1].text.isdecimal() and int(tokens[stop + 1].text) in _YEARS:
            dated = act_of_year(act, int(tokens[stop + 1].text))
            stop, end, act = stop + 1, tokens[stop + 1].end, dated or act
        found.append(_ActName(tokens[index].start, end, act, is_typed))
        index = stop + 1
    return found


def _numbers(text: str, tokens: list[_Token], names: list[_ActName]) -> list[_Numbers]:
    """Return where a query names provisions by their numbers, in order; a number in the name of an Act is none."""
    taken = {position for name in names for position in range(name.start, name.end)}
    found: list[_Numbers] = []
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


def _keyword(tokens: list[_Token], index: int) -> tuple[str, _Token] | None:
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
    return (kind, number) if number.start - tokens[index + length - 1].end <= _NEAR else None


def _behind_keyword(text: str, keyword: _Token, kind: str, read: _Read) -> _Numbers | None:
    """Return the provisions whose numbers stand behind a keyword; None where that is a word like any other."""
    if keyword.text == "or" and "/r/" not in read[0][0]:  # 'theft or 3 years'
        return None
    if kind == "r":
        kind, read = _in_its_order(text, *read)
    return _Numbers(keyword.start, read[1], kind, read[0], keyword=True)


def _by_itself(text: str, tokens: list[_Token], index: int, names: list[_ActName]) -> _Numbers | None:
    """Return the provisions whose numbers begin at a figure without a keyword; None where they cannot be any's."""
    read = _read(text, tokens[index], "s", names, keyword=False)
    if read is None:
        return None
    numbers, end = read
    behind = _article_behind(tokens, index, end)
    if behind is not None:
        return _Numbers(tokens[index].start, behind, "a", numbers, keyword=True)
    return _Numbers(tokens[index].start, end, "s", numbers, keyword=False)


def _article_behind(tokens: list[_Token], index: int, end: int) -> int | None:
    """Return where 'article' ends behind a number that ends at `end`, if it is that number's: '370 article'."""
    behind = [token for token in tokens[index : index + _TOKENS_BEHIND] if token.start >= end][:2]
    if not behind or KINDS.get(behind[0].text) != "a" or behind[0].start - end > 1:
        return None
    return None if len(behind) == 2 and behind[1].text[0].isdecimal() else behind[0].end


def _is_beyond_the_orders(number: _Token, names: list[_ActName]) -> bool:
    """Tell whether the number behind 'order' is of no Order, and yet no section: 'order 99 cpc'; 'order 151 cpc' is."""
    return number.text.isdecimal() and len(number.text) < 3 and any(name.act == "cpc-1908" for name in names)


def _is_of_a_thing(tokens: list[_Token], index: int, names: list[_ActName]) -> bool:
    """Tell whether what is numbered is no section: 'flat 304B', 'part 2', 'room no 12'; but 'section no 420' is."""
    words = [token.text for token in tokens[max(0, index - 2) : index]]
    if words[-1:] != ["no"]:
        return bool(words) and is_numbered_thing(words[-1])
    if len(words) == 1:  # 'no. 420 ipc': nothing is said that it numbers
        return False
    return words[0] not in KINDS and not _is_numbered_in_its_act(tokens, index, names)


def _is_numbered_in_its_act(tokens: list[_Token], index: int, names: list[_ActName]) -> bool:
    """Tell whether a number behind 'no' is a section: 'ipc no 420'; 'bns no 45 of 2023' is the Act's own number."""
    if [token.text for token in tokens[index - 2 : index]] == ["act", "no"]:
        return False
    behind = [token.text for token in tokens[index + 1 : index + 3]]
    is_of_a_year = behind[:1] == ["of"] and behind[1:] != [] and behind[1].isdecimal() and int(behind[1]) in _YEARS
    return not is_of_a_year and any(name.end == tokens[index - 2].end for name in names)


def _things_end(text: str, token: _Token) -> int:
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


def _read(text: str, token: _Token, kind: str, names: list[_ActName], *, keyword: bool) -> _Read | None:
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


def _letter_apart(text: str, token: _Token, number: Number, end: int, names: list[_ActName]) -> _Read | None:
    """Return the section whose letter stands apart, at the query's end or before an Act: '120 b ipc'."""
    letter = _LETTER_APART.match(text, end)
    if letter is None or number.letters or number.parts:
        return None
    spelt = read_number(text[: letter.start()] + letter[1], token.start)
    is_last = not text[letter.end() :].strip() or any(name.start >= letter.end() for name in names)
    return ((str(spelt[0]),), letter.end()) if spelt is not None and is_last else None


def _part_apart(text: str, token: _Token, number: Number, end: int, names: list[_ActName]) -> _Read | None:
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
    if is_next and any(not text[name.end : token.start].strip(_POINTS) for name in names):
        return (str(number), digit), part.end()
    return None


def _spaced(text: str, numbers: list[Number], end: int, kind: str) -> _Read:
    """Return numbers with those that stand behind them with a space alone, or 'vs', between: '323 504 506'."""
    least = _LEAST_BEFORE_MORE if kind == "s" else _LEAST_BEFORE_PART
    while len(numbers) < _MOST_IN_A_ROW:
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


def _paired(text: str, names: list[_ActName], numbers: list[_Numbers]) -> list[QueryProvision]:
    """Return provisions with the Acts that they are of, or may be."""
    found: list[QueryProvision] = []
    used: set[_ActName] = set()
    pending: list[_Numbers] = []
    alone: list[_Numbers] = []
    for item in numbers:
        name = _beside_it(text, item, names, numbers, used)
        if name is not None and _has(name.act, item):
            used.add(name)
            found.extend(_sure(earlier, earlier.start, earlier.end, name.act) for earlier in pending)
            pending = []
            end = _with_its_successor(text, max(item.end, name.end), names, numbers)
            found.append(_sure(item, min(item.start, name.start), end, name.act))
        elif item.keyword:
            pending.append(item)
        else:
            alone.append(item)
    found += filter(None, [_guessed(text, item, names) for item in pending])
    for item in alone[:_MOST_IN_A_ROW]:
        ids = guess_bare(item.numbers, *_beside(text, item))
        if ids and _JOINED_BARE.fullmatch(text, item.start, item.end) is not None:
            found.append(QueryProvision(item.start, item.end, ids, sure=False))
    return sorted(found)


def _guessed(text: str, item: _Numbers, names: list[_ActName]) -> QueryProvision | None:
    """Return provisions that have a keyword and no Act beside them: of the only Act named, else as a guess."""
    if _is_of_an_unlisted_act(text, item):
        return None
    only = {name.act for name in names if not name.typed and _has(name.act, item)}
    if len(only) == 1:
        return _sure(item, item.start, item.end, next(iter(only)))
    ids = guess(item.kind, item.numbers, *_beside(text, item))
    return QueryProvision(item.start, item.end, ids, sure=item.kind == "a") if ids else None


def _beside(text: str, item: _Numbers) -> tuple[str, str]:
    """Return some of a query right before numbers, and right behind them."""
    return text[max(0, item.start - _BESIDE) : item.start], text[item.end : item.end + _BESIDE]


def _is_of_an_unlisted_act(text: str, item: _Numbers) -> bool:
    """Tell whether a section stands beside the name of an Act that is not known: 'gunda act section 3'."""
    if item.kind != "s":
        return False
    before = _UNLISTED_BEFORE.search(text, max(0, item.start - _BESIDE), item.start)
    return before is not None or _UNLISTED_BEHIND.match(text, item.end) is not None


def _with_its_successor(text: str, end: int, names: list[_ActName], numbers: list[_Numbers]) -> int:
    """Return where a provision ends with the Act in which its counterpart is asked for: '420 ipc in bns'."""
    other = next((name for name in names if name.start >= end), None)
    if other is None or text[end : other.start].split() not in (["in"], ["to"]):
        return end
    has_a_number = any(0 <= item.start - other.end <= _NEAR for item in numbers)
    return end if has_a_number else other.end


def _beside_it(
    text: str, item: _Numbers, names: list[_ActName], numbers: list[_Numbers], used: set[_ActName]
) -> _ActName | None:
    """Return the Act right behind numbers, or the one right before them that has none yet, if they are of that."""
    behind = next((name for name in names if name.start >= item.end), None)
    if behind is not None and not _glued(text[item.end : behind.start]):
        behind = None
    before = next((name for name in reversed(names) if name.end <= item.start), None)
    if before is None or before in used or not _glued(text[before.end : item.start]):
        return behind
    return before if behind is None or _is_of_the_first(text, before, item, behind, numbers) else behind


def _is_of_the_first(text: str, before: _ActName, item: _Numbers, behind: _ActName, numbers: list[_Numbers]) -> bool:
    """Tell whether numbers between two Acts are of the one before: 'ipc 420 bns 318', 'ipc 376 in bns', 'ipc 420 bns'.

    It must have such sections; and where the one behind leads none of its own, those that only it is known by are of it
    ('crpc 420 ipc'), and all are behind a name that is one beside a number only ('dowry 498a ipc').
    """
    if text[before.end : item.start].strip(_POINTS) or not _has(before.act, item):
        return False
    if not all(_can_have(before.act, number) for number in item.numbers):
        return False
    if text[item.end : behind.start].strip() == "in" or any(_leads(text, behind, other) for other in numbers):
        return True
    if before.typed:
        return False
    known = best_known(item.numbers[0])
    return before.act in known or behind.act not in known


def _leads(text: str, name: _ActName, item: _Numbers) -> bool:
    """Tell whether an Act stands right before numbers."""
    return name.end <= item.start and not text[name.end : item.start].strip(_POINTS)


def _glued(gap: str) -> bool:
    """Tell whether what stands between a number and an Act joins them: 'of the', 'ki dhara', 'part 2'."""
    words = re.findall(r"[^\s.,:()/#=_–—-]+", _PART_OF_SECTION.sub("", gap))
    return len(gap) <= _LONGEST_GLUE and all(word in _GLUE for word in words)


def _has(act: str, item: _Numbers) -> bool:
    """Tell whether an Act has provisions of the kind that is asked for.

    A number alone may be of any kind. 'Section 21 of the constitution' is its article, but a widely known section
    beside that word is not: 'section 377 constitution'.
    """
    shape = shape_of(act)
    if item.kind == "s" and not item.keyword:
        return shape.sections or shape.articles or shape.rules
    if item.kind == "s" and not shape.sections:
        return shape.articles and not any(map(best_known, item.numbers))
    return shape.has(item.kind)


def _sure(item: _Numbers, start: int, end: int, act: str) -> QueryProvision:
    """Return provisions whose Act is said, from the first to the last of the words that say so."""
    return QueryProvision(
        start, end, tuple(f"{act}/{_kind(item, number, act)}/{number}" for number in item.numbers), True
    )


def _kind(item: _Numbers, number: str, act: str) -> str:
    """Return the kind of a provision of `act`: a section beyond its last is an article ('limitation act 137')."""
    shape = shape_of(act)
    if item.kind != "s" or not (shape.articles or shape.rules):
        return item.kind
    if not shape.sections:
        return "a" if shape.articles else "r"
    return "s" if _can_have(act, number) else "a"


def _can_have(act: str, number: str) -> bool:
    """Tell whether the number of a section is none beyond the last of the Act, as far as that is known."""
    last = last_of(act)
    return last is None or leading_number(number) <= last
