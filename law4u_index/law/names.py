"""Where a text names an Act: by its name, a short name, a name that the text defines, or 'the said Act'.

A name is found from its last word ('Act', 'Code', 'Rules' …) backwards, by one look-up a word, so that the time
does not grow with the number of Acts in the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.act_table import ActTable, NamedActs, name_words, squeeze, table
from law4u_index.law.grammar import roman, word_set
from law4u_index.law.places import abbreviations, last_words, small_codes, wide_codes
from law4u_index.law.states import STATES
from law4u_index.law.unlisted import STARTERS, TORN, generic_name, slug

BREAK = "\x00"
"""Stands between the blocks of a text; nothing is read across it."""


class ActMention(NamedTuple):
    """An Act as a text names it.

    Attributes:
        start: where the name begins.
        end: where it ends, its year included.
        outer: where what belongs to it ends: '(2 of 1974)', '(hereinafter "the Code")'.
        act: the Act's id; empty where only what stands around can tell ('the said Act').
        word: the last word of the name in lower case: act, code, rules …
        pointer: the words before it where it points back: ``the``, ``that``, ``said``; else empty.
        short: whether it is an abbreviation beside which people put a bare number ('420 IPC').
        weak: whether it means the Act only right beside a provision: 'SMA', 'CPA'.
        otherwise: the id that its own words give it where nothing around tells more ('the Amendment Act, 1988').
    """

    start: int
    end: int
    outer: int
    act: str
    word: str
    pointer: str = ""
    short: bool = False
    weak: bool = False
    otherwise: str = ""


@dataclass(slots=True)
class Definitions:
    """What a text itself says of names.

    Attributes:
        names: the names that it gives to Acts ('hereinafter "the Code"'), by their letters.
        dated: the Acts that it has named with their year.
    """

    names: dict[str, str] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)


_WORD = re.compile(r"[A-Za-z]+|&")
_LONGEST_WORD = 40
_DEVANAGARI = re.compile(r"[ऀ-ॿ]")
_HINDI_WORD = re.compile(r"[ऀ-ॿ]+")
_YEAR = re.compile(r"\s{0,2},?\s{0,2}(?:of\s)?(?:\((1[6-9]\d\d|20\d\d)\)|(1[6-9]\d\d|20\d\d)(?!\d))")
_NUMBER_OF = re.compile(
    r"\s{0,2},?\s{0,2}\(?(?:Act\s)?(?:No\.?\s?)?(\d{1,3}|[IVXLC]{1,8}(?=\sof\s1))\s{1,2}of\s{1,2}(\d{4})(?!\d)\)?"
)
_ASIDE = re.compile(r"\s{0,2},?\s{0,2}[(\[]([^()\[\]\x00]{2,110})[)\]]")
_QUOTED = re.compile(r"[\"“”'‘’]([^\"“”‘’\x00]{2,60}?)[\"“”'‘’](?![A-Za-z])")
_LEAD_IN = re.compile(
    r"(?:(?:herein|here|there)?-?(?:in)?after|for|in|to|be|the|sake|of|short|brevity|convenience|called|as|referred|also"
    r"|known|popularly|commonly|simply|or|only|and|is|would|will|shall)(?:\s{1,2}|[,:]\s?|$)",
    re.IGNORECASE,
)
_MORE_OF_NAME = re.compile(r"(?<![A-Za-z])the\s((?:[A-Z][A-Za-z.&'-]{2,20}\s(?:&\s)?){1,4})$")
_STATE_APART = re.compile(r"(?<![A-Za-z.])(?:[UMAH]\.\s?P|W\.\s?B|T\.\s?N)\.\s$")
_BARE_YEAR = re.compile(r"(?:^|\s)((?:1[6-9]|20)\d\d)\s{1,2}$")
_AMENDS = word_set("amendment amending")
_DESCRIBED = word_set("amendment amending central state")
"""Words, in capitals, by which a text tells an Act from another: its name where nothing tells more."""

_UNLISTED_INITIALS = re.compile(r"[A-Z]{3,6}A")
"""How an Act outside the table is called by its initials: 'MCOCA'."""

_PROVISION_OF = re.compile(r"[0-9A-Z)]\s{1,2}(?:of|under)\s{1,2}(?:the\s{1,2})?$")
_BESIDE = {"rpc": "ranbir-penal-code", "pc": "ipc-1860"}
"""Abbreviations, by their letters, that mean an Act beside a provision only, like the weak ones of the table."""

_POINTERS = word_set("the this that these those said same aforesaid aforementioned above-mentioned such latter ibid")
_VAGUE = word_set(
    "the this that these those said same aforesaid such principal parent old new central state special local "
    "amending amended amendment erstwhile repealed unamended original present above earlier under of a an"
)
_SHORT_CODES = word_set(
    "ipc-1860 crpc-1973 cpc-1908 bns-2023 bnss-2023 bsa-2023 iea-1872 nia-1881 pocso-2012 ndps-1985 hma-1955 scst-1989 "
    "dpa-1961 ita-2000 mva-1988 pwdva-2005 pca-1988 uapa-1967 pmla-2002"
)


def find_acts(text: str, definitions: Definitions) -> list[ActMention]:
    """Return where `text` names an Act, in order, no two overlapping.

    Args:
        text: blocks parted by :data:`BREAK`.
        definitions: filled with the names that the text defines.
    """
    known = table()
    found: list[ActMention] = []
    words, titles = last_words(text)
    for match in titles:
        named = known.abbreviations.get(squeeze(match[0]))
        if named is not None:
            found.append(_complete(text, match.start(), match.end(), named, match[0].split()[0].lower(), definitions))
    for match in words:
        mention = _named_before(text, match.start(), match.end(), known, definitions)
        if mention is not None:
            found.append(mention)
    for match, code in wide_codes(text):
        named = known.abbreviations[code]
        found.append(_complete(text, match.start(), match.end(), named, "code", definitions, short=True))
    for match in small_codes(text):
        named = known.abbreviations[match[0]]
        found.append(_complete(text, match.start(), match.end(), named, "code", definitions))
    for match in abbreviations(text):
        mention = _abbreviated(text, match.start(), match[0], known, definitions)
        if mention is not None:
            found.append(mention)
    if not text.isascii() and _DEVANAGARI.search(text) is not None:
        found.extend(_in_hindi(text, known))
    found.extend(_defined(text, definitions))
    return _without_overlaps(found)


def _abbreviated(text: str, start: int, letters: str, known: ActTable, definitions: Definitions) -> ActMention | None:
    """Return the Act that capitals mean, without those of a next sentence: 'I.P.C. A' is the I.P.C."""
    while letters:
        key, end = squeeze(letters), start + len(letters)
        named = known.abbreviations.get(key)
        if key in definitions.names:
            return ActMention(start, end, end, definitions.names[key], "act", short=True)
        if named is not None and named.plain is not None:
            return _complete(text, start, end, named, "code", definitions, short=True)
        weak = known.weak.get(key) or _BESIDE.get(key)
        if weak is not None:
            year = _YEAR.match(text, end) if named is not None else None
            dated = named.of_year(int(_year_in(year))) if named is not None and year is not None else None
            end = year.end() if year is not None and dated is not None else end
            return ActMention(start, end, end, dated or weak, "act", weak=True)
        if _UNLISTED_INITIALS.fullmatch(letters) is not None and _names_an_unlisted_act(text, start, key):
            return ActMention(start, end, end, key, "act", weak=True)
        letters = letters.rpartition(". ")[0]
    return None


def _names_an_unlisted_act(text: str, start: int, name: str) -> bool:
    """Tell whether initials at `start` that the table does not know are an Act: only right behind a provision."""
    return name not in STATES and _PROVISION_OF.search(text, max(0, start - 12), start) is not None


def _in_hindi(text: str, known: ActTable) -> list[ActMention]:
    found: list[ActMention] = []
    by_first = _hindi_names()
    for word in _HINDI_WORD.finditer(text):
        for pattern, act in by_first.get(word[0], ()):
            match = pattern.match(text, word.start())
            if match is not None:
                year = _YEAR.match(text, match.end())
                end = year.end() if year and int(_year_in(year)) == known.acts[act].year else match.end()
                found.append(ActMention(match.start(), end, end, act, "code", short=True))
                break
    return found


@lru_cache(maxsize=1)
def _hindi_names() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the Devanagari names, longest first, by what they have before the first other sign."""
    names: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for name, act in table().hindi:
        first = _HINDI_WORD.match(name)
        assert first is not None
        parts = re.findall(r"[ऀ-ॿ]+|[^ऀ-ॿ\s.,]", name)
        spelt = r"[\s.,]{0,3}".join(re.escape(part) for part in parts)
        names.setdefault(first[0], []).append((re.compile(spelt + r"(?![ऀ-ॿ])\.?"), act))
    return names


def _complete(
    text: str,
    start: int,
    end: int,
    named: NamedActs,
    word: str,
    definitions: Definitions,
    *,
    short: bool = False,
) -> ActMention:
    """Return the mention of a known name, with the year after it and what the text defines by it."""
    act = named.plain or next(iter(named.by_year.values()))
    year = _YEAR.match(text, end)
    defined = definitions.names.get(squeeze(text[start:end])) if definitions.names and year is None else None
    if defined is not None:
        return ActMention(start, end, end, defined, word, short=short and defined in _SHORT_CODES)
    if year is not None:
        dated = named.of_year(int(_year_in(year)))
        if dated is not None:
            act, end = dated, year.end()
        elif not short:
            act, end = slug(text[start:end], _year_in(year)), year.end()
        definitions.dated.add(act)
    elif len(named.by_year) > 1:
        act = _dated_before(named, definitions) or act
    outer = _asides(text, end, act, definitions)
    return ActMention(start, end, outer, act, word, short=short and act in _SHORT_CODES)


def _year_in(match: re.Match[str]) -> str:
    """Return the year that :data:`_YEAR` has found, in brackets or without."""
    found: str = match[1] or match[2]
    return found


def _dated_before(named: NamedActs, definitions: Definitions) -> str | None:
    """Return the one Act of this name that the text has given with its year, if it has."""
    dated = [act for act in named.by_year.values() if act in definitions.dated]
    return dated[0] if len(dated) == 1 else None


def _named_before(text: str, start: int, end: int, known: ActTable, definitions: Definitions) -> ActMention | None:
    """Return the Act whose name ends with the word at `start`, or what points back to one."""
    window = text[max(0, start - 200) : start]
    cut = window.rfind(BREAK)
    if cut >= 0:
        window = window[cut + 1 :]
    word = "".join(text[start:end].lower().split())
    begins, named = _longest(known, window, word)
    if named is None and TORN.search(window) is not None:
        torn = _torn_name(text, window, start, end, known, definitions)
        if torn is not None:
            return torn
    if named is not None:
        name_start = start - len(window) + begins
        name = text[name_start:end]
        longer = _longer_name(window, begins)
        if longer:
            return _unlisted(text, start - len(window) + longer, end, word, definitions)
        whole = generic_name(window) if _is_of_no_known_year(text, end, named) else ""
        if len(whole) > start - name_start:
            return _unlisted(text, start - len(whole), end, word, definitions)
        if _stands_for_an_act(name, text, name_start, end):
            short = name.split()[0].replace(".", "").isupper() and len(name) <= 12
            return _complete(text, name_start, end, named, word, definitions, short=short)
    if text[start].isupper():
        generic = generic_name(window)
        if generic:
            name_start = start - len(generic)
            return _unlisted(text, name_start, end, word, definitions)
    return _pointing(text, window, start, end, word, known, definitions)


def _torn_name(
    text: str, window: str, start: int, end: int, known: ActTable, definitions: Definitions
) -> ActMention | None:
    """Return the Act whose name a line's end has torn ('the Ar- bitration Act'), read as if it were whole."""
    word = text[start:end].lower()
    whole = TORN.sub("", window)
    begins, named = _longest(known, whole, word)
    size = len(whole) - begins if named is not None else len(generic_name(whole))
    taken = size
    for gap in reversed(list(TORN.finditer(window))):
        if len(window) - gap.end() >= taken:
            break
        taken += len(gap[0])
    if taken == size:
        return None
    if named is not None:
        return _complete(text, start - taken, end, named, word, definitions)
    return _unlisted(text, start - taken, end, word, definitions)


def _is_of_no_known_year(text: str, end: int, named: NamedActs) -> bool:
    year = _YEAR.match(text, end)
    return year is not None and named.of_year(int(_year_in(year))) is None


def _longer_name(window: str, name_start: int) -> int:
    """Return where a longer name begins of which a known one is the end ('the Ranbir Penal Code'), or 0."""
    more = _MORE_OF_NAME.search(window, max(0, name_start - 60), name_start)
    if more is None or any(word.strip(".").lower() in STARTERS for word in more[1].split()):
        return 0
    if " & " in more[1] and more[1].split()[0].lower() not in STATES:
        return 0
    return more.start(1)


def _longest(known: ActTable, window: str, word: str) -> tuple[int, NamedActs | None]:
    """Return where in `window` the longest known name begins that ends with the `word` behind it, and that name."""
    last = name_words(window[-_LONGEST_WORD:])[-1:]
    most = known.endings.get(" ".join((*last, word)), 0)
    words: list[str] = []
    if most:
        words = name_words(window[-12 * most - 30 :])
        if len(words) <= most:
            words = name_words(window)
        words.append(word)
    for first in range(max(0, len(words) - most), len(words) - 1):
        named = known.names.get(" ".join(words[first:]))
        if named is not None:
            return _start_of(words[first:-1], window), named
    return len(window), known.names.get(word)


def _start_of(words: list[str], window: str) -> int:
    """Return where the last `words` of `window` begin."""
    if "&" in window or not window.isascii():
        return [match.start() for match in _WORD.finditer(window)][-len(words)]
    lowered, start = window.lower(), len(window)
    for word in reversed(words):
        start = lowered.rfind(word, 0, start)
    return start


def _stands_for_an_act(name: str, text: str, start: int, end: int) -> bool:
    """Tell whether a known name is meant: not 'it act', 'constitution of a bench', 'Kerala Police Act'."""
    before = text[max(0, start - 24) : start]
    previous = before.rsplit(None, 1)[-1] if before[-1:].isspace() and before.strip() else ""
    if before[-2:-1] == "." and _STATE_APART.search(before) is not None:
        return False
    if previous.strip("().,").lower() in STATES and not previous.endswith((",", ")")):
        return False
    if name.lower() == "constitution":
        if text[end : end + 4] == " of " and not text.startswith("India", end + 4):
            return False
        return name[0].isupper() or previous.lower() in ("the", "indian", "our")
    first = _WORD.match(name)
    return first is None or len(first[0]) > 3 or name[0].isupper() or previous.lower() in ("of", "the", "under")


def _unlisted(text: str, start: int, end: int, word: str, definitions: Definitions) -> ActMention:
    """Return the mention of an Act that the table does not have: its id is its name as a slug."""
    name = text[start:end]
    year = _YEAR.match(text, end)
    key = squeeze(name)
    if year is None and key in definitions.names:
        return ActMention(start, end, end, definitions.names[key], word)
    act = slug(name, _year_in(year) if year else "")
    numbered = _NUMBER_OF.match(text, end)
    if year is None and numbered is not None:
        # 'the U.P. Act 13 of 1972' has no name but its number
        is_name = any(len(part) > 2 and part not in STATES for part in name_words(name)[:-1])
        act = slug(name if is_name else f"{name} {_act_number(numbered)} of", numbered[2])
        end = numbered.end()
    if year is not None:
        end = year.end()
        definitions.names.setdefault(key, act)
    *before, _ = name_words(name) or [""]
    if all(part in _VAGUE for part in before):
        return _dated(start, end, word, year, before[-1] if before else "")
    return ActMention(start, end, _asides(text, end, act, definitions), act, word)


def _dated(start: int, end: int, word: str, year: re.Match[str] | None, previous: str) -> ActMention:
    """Return 'the new Act', or 'the Amendment Act, 1988': of that year, and by these words alone if none is named."""
    if year is None:
        otherwise = slug(f"{previous} {word}", "") if previous in _DESCRIBED else ""
        return ActMention(start, end, end, "", word, pointer="the", otherwise=otherwise)
    of_year = _year_in(year)
    otherwise = slug(f"{previous} {word}", of_year) if previous in _AMENDS else ""
    return ActMention(start, end, end, "", word, pointer=of_year, otherwise=otherwise)


def _pointing(
    text: str, window: str, start: int, end: int, word: str, known: ActTable, definitions: Definitions
) -> ActMention | None:
    """Return 'the said Act', 'the 1996 Act', 'Act 26 of 1881', 'the Act of 1996' as a mention, or None."""
    numbered = _NUMBER_OF.match(text, end)
    if numbered is not None and text[start].isupper():
        number = _act_number(numbered)
        act = known.numbered.get((number, int(numbered[2])))
        if act is not None:
            return ActMention(start, numbered.end(), numbered.end(), act, word)
        act = slug(f"{word} {number} of {numbered[2]}", "")
        return ActMention(start, numbered.end(), numbered.end(), act, word, weak=True)
    dated = _BARE_YEAR.search(window)
    if dated is not None:
        return ActMention(start - len(window) + dated.start(1), end, end, "", word, pointer=dated[1])
    previous = window.rsplit(None, 1)[-1].lower().strip("\"'“”‘’(") if window.strip() else ""
    after = _YEAR.match(text, end)
    if after is not None and text[start].isupper():
        if previous in _AMENDS:
            start -= len(window) - window.rstrip().rfind(window.split()[-1])
        return _dated(start, after.end(), word, after, previous)
    if previous in _POINTERS or previous in _VAGUE - {"of", "under", "a", "an"}:
        defined = definitions.names.get(word) if previous in ("the", "this", "said", "aforesaid", "same") else None
        return ActMention(start, end, end, defined or "", word, pointer=previous)
    if text[start].isupper():
        return ActMention(start, end, end, definitions.names.get(word, ""), word, pointer="the")
    return None


def _act_number(numbered: re.Match[str]) -> int:
    """Return the number of an Act among those of its year: 45 of 'Act XLV of 1860'."""
    return int(numbered[1]) if numbered[1].isdecimal() else roman(numbered[1]) or 0


def _asides(text: str, end: int, act: str, definitions: Definitions) -> int:
    """Take in the brackets after a name ('(2 of 1974)', '(for short "the Act")') and return where they end."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
        return end  # as in most sentences: the next word follows
    for _ in range(3):
        numbered = _NUMBER_OF.match(text, end)
        if numbered is not None:
            end = numbered.end()
            continue
        aside = _ASIDE.match(text, end)
        if aside is None:
            break
        terms = _terms(aside[1])
        if not terms:
            break
        for term in terms:
            definitions.names[term] = act
        end = aside.end()
    return end


def _terms(aside: str) -> list[str]:
    """Return the names that the words in brackets after an Act give it, by their letters."""
    quoted = _QUOTED.findall(aside)
    phrases = quoted or [aside]
    terms: list[str] = []
    for phrase in phrases:
        rest = phrase.strip(" \"'“”‘’,.")
        for _ in range(12):
            lead = _LEAD_IN.match(rest)
            if lead is None or lead.end() == 0:
                break
            rest = rest[lead.end() :]
        rest = rest.strip(" \"'“”‘’,.")
        if not rest or len(rest.split()) > 6 or re.search(r"(?<!\d)\d{1,3}(?!\d)", rest):
            continue
        if quoted or rest[0].isupper() or rest.lower() in ("act", "code"):
            terms.append(squeeze(rest))
    return [term for term in terms if term]


def _defined(text: str, definitions: Definitions) -> list[ActMention]:
    """Return where the text uses a name that it has defined and that no other rule finds."""
    found: list[ActMention] = []
    known = table()
    for term, act in list(definitions.names.items())[:12]:
        if term in known.abbreviations or term.endswith(("act", "code", "rules")):
            continue
        if not 2 <= len(term) <= 12:
            continue
        found.extend(
            ActMention(match.start(), match.end(), match.end(), act, "act")
            for match in re.finditer(rf"(?<![A-Za-z]){re.escape(term.upper())}(?![A-Za-z])", text)
        )
    return found


def _without_overlaps(found: list[ActMention]) -> list[ActMention]:
    """Return the mentions in order; of two that overlap, the longer."""
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[ActMention] = []
    for mention in found:
        if kept and mention.start < kept[-1].outer:
            if mention.start < kept[-1].end and mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
