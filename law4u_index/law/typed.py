"""How the provisions of a query are read (:mod:`law4u_index.law.queries`), and which Acts they belong to.

A query is short, in any case, and spares words; so a number beside the name of an Act is enough, and a section
without an Act stands for the provisions that its number makes people think of.
"""

from __future__ import annotations

import re

from law4u_index.law.compiled import act_of_name, best_known, last_of, shape_of
from law4u_index.law.ids import leading_number, parse_id
from law4u_index.law.queries import QueryProvision
from law4u_index.law.typed_numbers import MOST_IN_A_ROW, NEAR, POINTS, numbers_in
from law4u_index.law.typed_words import TOKEN, ActName, Numbers, Token, act_names
from law4u_index.law.unnamed import guess, guess_bare
from law4u_index.law.word_sets import word_set

_ID = re.compile(r"(?<![a-z0-9-])[a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){1,20}/[saor]/[0-9]\S{0,60}")
_ZERO_FOR_POINT = re.compile("(?<=[अ-ॣ])०(?![०-९])")
"""A zero that is typed for the point of an abbreviation: 'भा०दं०सं०'."""

_LETTERS = re.compile(r"(?<=[0-9])[a-z]{3}(?![a-z])")
"""Three letters right behind a number: those of a section ('44ada') or an Act ('420ipc')."""

_LETTERS_BEHIND_HYPHEN = re.compile(
    r"(?<=[0-9]-)(?!(?:to|of|in|is|by|on|or|and|st|nd|rd|th|km|kg|bhk|yrs?|hrs?|day|men|man)\b)[a-z]{2,3}(?![a-z0-9-])"
)
"""The letters of a section in '376-da', '80-iac'; one letter is read anyway."""

_JOINED_BARE = re.compile(
    r"[0-9]{1,3}(?:[-\s]?[a-z]{1,2}|[A-Z]{3})?(?:\([0-9a-z]{1,4}\)){0,4}(?:(?:\s?[,/&]\s?(?=[0-9])|\s(?:(?:and|or|vs?\.?|v/s|versus)\s(?=[0-9]{3}[a-z]?))?(?=[0-9]{3}))[0-9]{1,3}(?:-?[a-z]{1,2})?(?:\([0-9a-z]{1,4}\)){0,4}){0,9}"
)
"""Numbers side by side, as sections are typed without a word between; 'from 100 to 200' are none."""

_GLUE = word_set("of the under in act ki ke ka kee की के का section sec s dhara धारा code u no")
"""Words that may stand between a number and its Act."""

_PART_OF_SECTION = re.compile(r"\s(?:part|para)\s(?:i{1,2}|[12])(?=\s)")
_UNLISTED_BEFORE = re.compile(r"[a-z]{3,20}\s(?:act|adhiniyam)[\s,]{1,2}$")
_UNLISTED_BEHIND = re.compile(
    r"\s(?:of\s|under\s|in\s)?(?:the\s)?(?!(?:this|that|which|what|an?|the|of|under|in|is|for)\s)(?:[a-z]{2,20}\s){1,3}(?:act|adhiniyam)\b"
)
_LONGEST_GLUE = 24
"""So many characters may stand between them."""

_BESIDE = 40
"""Characters of a query on either side of a number that tell whether it is a section's."""


def read_provisions(text: str) -> list[QueryProvision]:
    """Return what looks like a provision inside a query, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lowered = _ZERO_FOR_POINT.sub(".", lowered)
    exact = [found for match in _ID.finditer(lowered) if (found := _written_id(text, match)) is not None]
    if exact:
        return exact
    tokens = [Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(lowered)]
    names = act_names(tokens)
    shaped = _LETTERS.sub(_capital_unless_an_act, lowered)
    if "-" in shaped:
        shaped = _LETTERS_BEHIND_HYPHEN.sub(_capital_unless_an_act, shaped)
    numbers = numbers_in(_without(names, shaped), tokens, names)
    return _paired(shaped, names, numbers)


def _capital_unless_an_act(letters: re.Match[str]) -> str:
    """Return letters behind a number as capitals, as sections have them, but those that name an Act: '420ipc'."""
    return letters[0] if act_of_name(letters[0]) else letters[0].upper()


def _without(names: list[ActName], text: str) -> str:
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


def _paired(text: str, names: list[ActName], numbers: list[Numbers]) -> list[QueryProvision]:
    """Return provisions with the Acts that they are of, or may be."""
    found: list[QueryProvision] = []
    used: set[ActName] = set()
    pending: list[Numbers] = []
    alone: list[Numbers] = []
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
    for item in alone[:MOST_IN_A_ROW]:
        ids = guess_bare(item.numbers, *_beside(text, item))
        if ids and _JOINED_BARE.fullmatch(text, item.start, item.end) is not None:
            found.append(QueryProvision(item.start, item.end, ids, sure=False))
    return sorted(found)


def _guessed(text: str, item: Numbers, names: list[ActName]) -> QueryProvision | None:
    """Return provisions that have a keyword and no Act beside them: of the only Act named, else as a guess."""
    if _is_of_an_unlisted_act(text, item):
        return None
    only = {name.act for name in names if not name.typed and _has(name.act, item)}
    if len(only) == 1:
        return _sure(item, item.start, item.end, next(iter(only)))
    ids = guess(item.kind, item.numbers, *_beside(text, item))
    return QueryProvision(item.start, item.end, ids, sure=item.kind == "a") if ids else None


def _beside(text: str, item: Numbers) -> tuple[str, str]:
    """Return some of a query right before numbers, and right behind them."""
    return text[max(0, item.start - _BESIDE) : item.start], text[item.end : item.end + _BESIDE]


def _is_of_an_unlisted_act(text: str, item: Numbers) -> bool:
    """Tell whether a section stands beside the name of an Act that is not known: 'gunda act section 3'."""
    if item.kind != "s":
        return False
    before = _UNLISTED_BEFORE.search(text, max(0, item.start - _BESIDE), item.start)
    return before is not None or _UNLISTED_BEHIND.match(text, item.end) is not None


def _with_its_successor(text: str, end: int, names: list[ActName], numbers: list[Numbers]) -> int:
    """Return where a provision ends with the Act in which its counterpart is asked for: '420 ipc in bns'."""
    other = next((name for name in names if name.start >= end), None)
    if other is None or text[end : other.start].split() not in (["in"], ["to"]):
        return end
    has_a_number = any(0 <= item.start - other.end <= NEAR for item in numbers)
    return end if has_a_number else other.end


def _beside_it(
    text: str, item: Numbers, names: list[ActName], numbers: list[Numbers], used: set[ActName]
) -> ActName | None:
    """Return the Act right behind numbers, or the one right before them that has none yet, if they are of that."""
    behind = next((name for name in names if name.start >= item.end), None)
    if behind is not None and not _glued(text[item.end : behind.start]):
        behind = None
    before = next((name for name in reversed(names) if name.end <= item.start), None)
    if before is None or before in used or not _glued(text[before.end : item.start]):
        return behind
    return before if behind is None or _is_of_the_first(text, before, item, behind, numbers) else behind


def _is_of_the_first(text: str, before: ActName, item: Numbers, behind: ActName, numbers: list[Numbers]) -> bool:
    """Tell whether numbers between two Acts are of the one before: 'ipc 420 bns 318', 'ipc 376 in bns', 'ipc 420 bns'.

    It must have such sections; and where the one behind leads none of its own, those that only it is known by are of it
    ('crpc 420 ipc'), and all are behind a name that is one beside a number only ('dowry 498a ipc').
    """
    if text[before.end : item.start].strip(POINTS) or not _has(before.act, item):
        return False
    if not all(_can_have(before.act, number) for number in item.numbers):
        return False
    if text[item.end : behind.start].strip() == "in" or any(_leads(text, behind, other) for other in numbers):
        return True
    if before.typed:
        return False
    known = best_known(item.numbers[0])
    return before.act in known or behind.act not in known


def _leads(text: str, name: ActName, item: Numbers) -> bool:
    """Tell whether an Act stands right before numbers."""
    return name.end <= item.start and not text[name.end : item.start].strip(POINTS)


def _glued(gap: str) -> bool:
    """Tell whether what stands between a number and an Act joins them: 'of the', 'ki dhara', 'part 2'."""
    words = re.findall(r"[^\s.,:()/#=_–—-]+", _PART_OF_SECTION.sub("", gap))
    return len(gap) <= _LONGEST_GLUE and all(word in _GLUE for word in words)


def _has(act: str, item: Numbers) -> bool:
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


def _sure(item: Numbers, start: int, end: int, act: str) -> QueryProvision:
    """Return provisions whose Act is said, from the first to the last of the words that say so."""
    return QueryProvision(
        start, end, tuple(f"{act}/{_kind(item, number, act)}/{number}" for number in item.numbers), True
    )


def _kind(item: Numbers, number: str, act: str) -> str:
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
