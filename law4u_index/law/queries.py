"""Provisions as people type them: '420 ipc', 's. 138 ni act', 'order 39 rule 1 cpc', 'धारा 420 भा.दं.सं.'.

A query is short, in any case, and spares words; so a number beside the name of an Act is enough, and a section
without an Act stands for the provisions that its number makes people think of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.act_table import Act, acts, table
from law4u_index.law.grammar import parse_id, read_number, word_set
from law4u_index.law.known import best_known
from law4u_index.law.lists import order_number, read_list

MAX_QUERY = 1000
"""Characters of a query that are looked at."""


class QueryProvision(NamedTuple):
    """What looks like a provision inside a query.

    Attributes:
        start: where it begins, in characters.
        end: where it ends.
        ids: the provisions meant; where its Act is not said, those that the number may mean, best known first.
        sure: whether the query says which Act it is of.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    sure: bool


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _ActName(NamedTuple):
    start: int
    end: int
    act: str
    typed: bool


class _Numbers(NamedTuple):
    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    keyword: bool


_TOKEN = re.compile(r"[a-z]+|[0-9०-९]+|[ऀ-॥॰-ॿ]+")
_KINDS = {
    **dict.fromkeys(word_set("section sections sec secs s ss us dhara dhaara dharaa kalam धारा धाराएं धाराओं"), "s"),
    **dict.fromkeys(word_set("article articles art arts anuched anuchhed anuchchhed anuchched अनुच्छेद"), "a"),
    **dict.fromkeys(word_set("order orders"), "o"),
    **dict.fromkeys(word_set("rule rules"), "r"),
}
_ID = re.compile(r"(?<![a-z0-9-])[a-z0-9]{1,60}(?:-[a-z0-9]{1,60}){1,20}/[saor]/[0-9]\S{0,60}")
_GLUE = word_set("of the under in act ki ke ka kee की के का section sec s dhara धारा code u no")
_RULE_AFTER = re.compile(r"[\s,.]{0,3}(?:rules?|r)[\s.]{0,2}(?=[0-9])")
_LETTER_APART = re.compile(r"\s([a-h])(?=\s|$)")
_COMPLETE = ("ipc-1860", "bns-2023", "crpc-1973", "bnss-2023")
_YEARS = range(1800, 2100)


def provision(text: str) -> str | None:
    """Return the id of the provision that `text` means, or None.

    Where the Act is not said ('section 420') it is the best known of those that the number may mean.
    """
    found = provisions(text)
    return found[0] if found else None


def provisions(text: str) -> tuple[str, ...]:
    """Return the ids of all provisions that `text` means, or may mean, the likeliest first."""
    ids = (provision_id for found in query_provisions(text) for provision_id in found.ids)
    return tuple(dict.fromkeys(ids))


def query_provisions(text: str) -> list[QueryProvision]:
    """Return what looks like a provision inside a query, in order.

    Args:
        text: a query as typed ('punishment under 420 ipc'); characters beyond :data:`MAX_QUERY` are ignored.
    """
    lowered = text[:MAX_QUERY].lower()
    if len(lowered) != len(text[:MAX_QUERY]):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text[:MAX_QUERY])
    if _HAS_DIGIT.search(lowered) is None:
        return []
    written = _ID.search(lowered)
    if written is not None:
        exact = _written_id(text[:MAX_QUERY], written)
        if exact is not None:
            return [exact]
    tokens = [_Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(lowered)]
    names = _act_names(tokens)
    numbers = _numbers(lowered, tokens, names)
    return _paired(lowered, names, numbers)


_HAS_DIGIT = re.compile(r"[0-9०-९]")


def _written_id(text: str, match: re.Match[str]) -> QueryProvision | None:
    act, kind, number = text[match.start() : match.end()].split("/", 2)
    head = re.match(r"[0-9]{1,4}[a-zA-Z]{0,4}", number)
    if head is None:
        return None
    provision_id = f"{act.lower()}/{kind.lower()}/{head[0].upper()}{number[head.end() :]}"
    if parse_id(provision_id) is None:
        return None
    return QueryProvision(match.start(), match.end(), (provision_id,), True)


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], dict[str, str], int]:
    """Return names as letters without spaces: those that mean an Act anywhere, those only beside a number."""
    known = table()
    sure = {name.replace(" ", ""): named.plain for name, named in known.names.items() if named.plain}
    sure.update((key, named.plain) for key, named in known.abbreviations.items() if named.plain)
    sure.update(("".join(_TOKEN.findall(name)), act) for name, act in known.hindi)
    typed: dict[str, str] = {}
    for entry in acts():
        for name in entry.typed:
            typed.setdefault("".join(_TOKEN.findall(name.lower())), entry.id)
    for word in ("act", "code", "constitutionofindia"):
        sure.pop(word, None)
    longest = max(len(name) for name in sure)
    return {name: act for name, act in sure.items() if act}, typed, longest


def _act_names(tokens: list[_Token]) -> list[_ActName]:
    sure, typed, longest = _names()
    found: list[_ActName] = []
    index = 0
    while index < len(tokens):
        best: tuple[int, str, bool] | None = None
        joined = ""
        for stop in range(index, min(index + 16, len(tokens))):
            joined += tokens[stop].text
            if len(joined) > longest:
                break
            if joined in sure:
                best = (stop, sure[joined], False)
            elif joined in typed:
                best = (stop, typed[joined], True)
        if best is None:
            index += 1
            continue
        stop, act, is_typed = best
        end = tokens[stop].end
        if stop + 1 < len(tokens) and tokens[stop + 1].text.isdecimal() and int(tokens[stop + 1].text) in _YEARS:
            dated = _dated(act, int(tokens[stop + 1].text))
            stop, end, act = stop + 1, tokens[stop + 1].end, dated or act
        found.append(_ActName(tokens[index].start, end, act, is_typed))
        index = stop + 1
    return found


def _dated(act: str, year: int) -> str | None:
    """Return the Act of the same name and another year, or None."""
    entry = table().acts[act]
    for other in _namesakes(entry):
        if other.year == year:
            return other.id
    return None


def _namesakes(entry: Act) -> list[Act]:
    wanted = entry.name.removeprefix("Indian ").lower()
    return [other for other in acts() if other.name.removeprefix("Indian ").lower() == wanted]


def _numbers(text: str, tokens: list[_Token], names: list[_ActName]) -> list[_Numbers]:
    taken = {position for name in names for position in range(name.start, name.end)}
    found: list[_Numbers] = []
    reached = 0
    for index, token in enumerate(tokens):
        if token.start < reached or token.start in taken:
            continue
        kind = _KINDS.get(token.text)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text == "u" and following is not None and following.text == "s":
            kind, token = "s", following
            following = tokens[index + 2] if index + 2 < len(tokens) else None
        if kind is not None and following is not None and following.start - token.end <= 4:
            read = _read(text, following, kind, names)
        elif token.text[0].isdecimal():
            kind, read = "s", _read(text, token, "s", names)
        else:
            continue
        if read is not None:
            by_keyword = not tokens[index].text[0].isdecimal()
            found.append(_Numbers(tokens[index].start, read[1], kind, read[0], by_keyword))
            reached = read[1]
    return found


def _read(text: str, token: _Token, kind: str, names: list[_ActName]) -> tuple[tuple[str, ...], int] | None:
    if kind == "o":
        order = order_number(text.upper(), token.start)
        if order is None:
            return None
        rules = _RULE_AFTER.match(text, order[1])
        numbers, end = read_list(text, rules.end()) if rules else ([], 0)
        if numbers:
            return tuple(f"{order[0]}/r/{number}" for number in numbers), end
        return (order[0],), order[1]
    if not token.text[0].isdecimal():
        return None
    numbers, end = read_list(text, token.start)
    if not numbers:
        return None
    apart = _LETTER_APART.match(text, end)
    if apart is not None and len(numbers) == 1 and not numbers[0].letters and not numbers[0].parts:
        spelt = read_number(text[: apart.start()] + apart[1], token.start)
        rest = text[apart.end() :].strip()
        if spelt is not None and (not rest or any(name.start >= apart.end() for name in names)):
            return (str(spelt[0]),), apart.end()
    return tuple(str(number) for number in numbers), end


def _paired(text: str, names: list[_ActName], numbers: list[_Numbers]) -> list[QueryProvision]:
    found: list[QueryProvision] = []
    used: set[_ActName] = set()
    pending: list[_Numbers] = []
    for item in numbers:
        behind = next((name for name in names if name.start >= item.end), None)
        ahead = next((name for name in reversed(names) if name.end <= item.start), None)
        name = None
        if behind is not None and _glued(text[item.end : behind.start]):
            name = behind
        elif ahead is not None and ahead not in used and _glued(text[ahead.end : item.start]):
            name = ahead
        if name is not None and _has(name.act, item):
            used.add(name)
            found.extend(_sure(earlier, earlier.start, earlier.end, name.act) for earlier in pending)
            pending = []
            found.append(_sure(item, min(item.start, name.start), max(item.end, name.end), name.act))
        elif item.keyword:
            pending.append(item)
    for item in pending:
        only = {name.act for name in names if not name.typed and _has(name.act, item)}
        if len(only) == 1:
            found.append(_sure(item, item.start, item.end, next(iter(only))))
            continue
        guessed = _guess(item)
        if guessed:
            found.append(QueryProvision(item.start, item.end, guessed, item.kind == "a"))
    return sorted(found)


def _glued(gap: str) -> bool:
    return len(gap) <= 24 and all(word in _GLUE for word in re.findall(r"[^\s.,:()/-]+", gap))


def _has(act: str, item: _Numbers) -> bool:
    shape = table().acts[act].provisions
    if item.kind == "s" and not item.keyword:
        return shape.sections or shape.articles or shape.rules
    return {"s": shape.sections, "a": shape.articles, "o": shape.orders, "r": shape.rules}[item.kind]


def _sure(item: _Numbers, start: int, end: int, act: str) -> QueryProvision:
    kind = item.kind
    shape = table().acts[act].provisions
    if kind == "s" and not shape.sections:
        kind = "a" if shape.articles else "r"
    return QueryProvision(start, end, tuple(f"{act}/{kind}/{number}" for number in item.numbers), True)


def _guess(item: _Numbers) -> tuple[str, ...]:
    """Return what numbers without an Act may mean.

    An article is the Constitution's, an Order the Code of Civil Procedure's. A section is what
    ``data/known.csv`` says that its number makes people think of; else the section of that number in the
    penal and criminal procedure codes, the old before the new, as far as their headings are known.
    """
    if item.kind == "a":
        return tuple(f"const-1950/a/{number}" for number in item.numbers)
    if item.kind == "o":
        return tuple(f"cpc-1908/o/{number}" for number in item.numbers)
    if item.kind == "r":
        return ()
    found: list[str] = []
    for number in item.numbers:
        base = number.partition("(")[0]
        found.extend(f"{act}/s/{number}" for act in best_known().get(base) or _codes_with(base))
    return tuple(found)


def _codes_with(number: str) -> list[str]:
    """Return the codes that have a section of this number."""
    # Imported here: few queries come this far, and the table of transitions takes time to read.
    from law4u_index.law.successors import title

    return [act for act in _COMPLETE if title(f"{act}/s/{number}") is not None]
