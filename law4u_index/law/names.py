"""Where a text names an Act: by its name, a short name, a name that the text defines, or 'the said Act'.

A name is found from its last word ('Act', 'Code', 'Rules' …) backwards, by one look-up a word, so that the time
does not grow with the number of Acts in the table.
"""

from __future__ import annotations

import re

from law4u_index.law.act_mentions import BREAK, ActMention
from law4u_index.law.act_table import ActTable, NamedActs, name_words, squeeze, table
from law4u_index.law.act_years import NUMBER_OF, YEAR, number_in, year_in
from law4u_index.law.defining import Definitions
from law4u_index.law.devanagari_acts import acts_in_hindi
from law4u_index.law.mentions import Mention
from law4u_index.law.places import abbreviations, last_words, letters_beside, small_codes, wide_codes
from law4u_index.law.states import STATES
from law4u_index.law.unlisted import STARTERS, TORN, generic_name, slug
from law4u_index.law.word_sets import word_set

_LONGEST_NAME = 200
"""So many characters before the last word of a name are looked at."""

_WORD = re.compile(r"[A-Za-z]+|&")
_LONGEST_WORD = 40
"""So many characters hold the word before it."""

_MORE_OF_NAME = re.compile(r"(?<![A-Za-z])the\s((?:[A-Z][A-Za-z.&'-]{2,20}\s(?:&\s)?){1,4})$")
"""Capitals before a known name that may make it the end of another's: 'the Ranbir Penal Code'."""

_STATE_APART = re.compile(r"(?<![A-Za-z.])(?:[UMAH]\.\s?P|W\.\s?B|T\.\s?N)\.\s$")
_OF_STATE = re.compile(r",?\s(?:of\s)?(?:[A-Z][a-z]{2,12}\s)?([A-Z][a-z]{2,12})(?=,?\s(?:19|20)[0-9]{2}(?![0-9]))")
"""A State between a name and its year: 'the Uniform Civil Code of Uttarakhand, 2024'."""

_BARE_YEAR = re.compile(r"(?:^|\s)((?:1[6-9]|20)\d\d)\s{1,2}$")
_AMENDS = word_set("amendment amending")
_DESCRIBED = word_set("amendment amending central state")
"""Words, in capitals, by which a text tells an Act from another: its name where nothing tells more."""

_UNLISTED_INITIALS = re.compile(r"[A-Z]{3,6}A")
"""How an Act outside the table is called by its initials: 'MCOCA'."""

_PROVISION_OF = re.compile(r"[0-9A-Z)]\s{1,2}(?:of|under)\s{1,2}(?:the\s{1,2})?$")
_NUMBER_BEFORE = re.compile(r"[0-9](?:[A-Za-z]{1,2}|\))?\s{1,2}\Z")
_KEYWORD_BEHIND = re.compile(r",?\s(?:[Ss]ec(?:tion)?s?\b|[Ss]{1,2}\.|[Uu]/[Ss])\.?\s?[0-9]")
_WORDS_OF_THEIR_OWN = word_set("hama pita posh tada")
"""Letters that mean an Act in capitals only."""

_BESIDE = {"rpc": "ranbir-penal-code", "pc": "ipc-1860"}
"""Abbreviations, by their letters, that mean an Act beside a provision only, like the weak ones of the table."""

_TO_DEFINED = word_set("the this said aforesaid same")
"""Words with which a text points to the Act that it has given a name: 'the Code'."""

_VAGUE = word_set(
    "the this that these those said same aforesaid such principal parent old new central state special local "
    "amending amended amendment erstwhile repealed unamended original present above earlier under of a an"
)
"""Words before 'Act' that make no name of it."""

_POINTERS = word_set("aforementioned above-mentioned latter ibid") | _VAGUE - word_set("of under a an")
"""Words behind which 'Act' is one that is named elsewhere: 'the said Act', 'the new Act'."""

_SHORT_CODES = word_set(
    "ipc-1860 crpc-1973 cpc-1908 bns-2023 bnss-2023 bsa-2023 iea-1872 nia-1881 pocso-2012 ndps-1985 hma-1955 scst-1989 "
    "dpa-1961 ita-2000 mva-1988 pwdva-2005 pca-1988 uapa-1967 pmla-2002"
)
"""Acts beside whose short names people put a bare number: '420 IPC', 'POCSO 6'."""


def find_acts(text: str, mentions: list[Mention]) -> list[ActMention]:
    """Return where `text` names an Act, in order, no two overlapping.

    Args:
        text: blocks parted by :data:`~law4u_index.law.act_mentions.BREAK`.
        mentions: the provisions of the text: beside one an Act may be called by its letters in small ones.
    """
    return _without_overlaps(_Finder(text).find(mentions))


class _Finder:
    """Finds the Acts that a text names, and takes in what it defines by them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._definitions = Definitions()
        self._known = table()

    def find(self, mentions: list[Mention]) -> list[ActMention]:
        """Return every name that is found in any way; names may overlap."""
        text, by_letters = self._text, self._known.abbreviations
        found: list[ActMention] = []
        words, titles = last_words(text)
        for match in titles:
            named = by_letters.get(squeeze(match[0]))
            if named is not None:
                found.append(self._complete(match.start(), match.end(), named, match[0].split()[0].lower()))
        for match in words:
            mention = self._ending(match.start(), match.end())
            if mention is not None:
                found.append(mention)
        found += [
            self._complete(match.start(), match.end(), by_letters[code], "code", short=True)
            for match, code in wide_codes(text)
        ]
        found += [
            self._complete(match.start(), match.end(), by_letters[match[0]], "code") for match in small_codes(text)
        ]
        for match in abbreviations(text):
            mention = self._abbreviated(match.start(), match[0])
            if mention is not None:
                found.append(mention)
        for match in letters_beside(text, mentions):
            mention = self._in_small_letters(match)
            if mention is not None:
                found.append(mention)
        found += acts_in_hindi(text)
        found += self._definitions.uses(text)
        return found

    # By its initials

    def _abbreviated(self, start: int, letters: str) -> ActMention | None:
        """Return the Act that capitals mean, without those of a next sentence: 'I.P.C. A' is the I.P.C."""
        while letters:
            key, end = squeeze(letters), start + len(letters)
            named = self._known.abbreviations.get(key)
            if key in self._definitions.names:
                return ActMention(start, end, end, self._definitions.names[key], "act", short=True)
            if named is not None and named.plain is not None:
                return self._complete(start, end, named, "code", short=True)
            weak = self._known.weak.get(key) or _BESIDE.get(key)
            if weak is not None:
                year = YEAR.match(self._text, end)
                dated = named.of_year(int(year_in(year))) if named is not None and year is not None else None
                end = year.end() if year is not None and dated is not None else end
                return ActMention(start, end, end, dated or weak, "act", weak=dated is None)
            if _UNLISTED_INITIALS.fullmatch(letters) is not None and self._names_an_unlisted_act(start, key):
                return ActMention(start, end, end, key, "act", weak=True)
            letters = letters.rpartition(". ")[0]
        return None

    def _in_small_letters(self, match: re.Match[str]) -> ActMention | None:
        """Return the Act that letters beside a provision mean though they are no capitals: 'section 5 of pocso'."""
        start, end = match.span("letters")
        key = squeeze(match["letters"])
        if match["letters"].isupper() or key in _WORDS_OF_THEIR_OWN:
            return None
        named, weak = self._known.abbreviations.get(key), self._known.weak.get(key)
        if named is not None and named.plain is not None:
            return self._complete(start, end, named, "code")
        return ActMention(start, end, end, weak, "act", weak=True) if weak is not None else None

    def _names_an_unlisted_act(self, start: int, name: str) -> bool:
        """Tell whether initials that the table does not know are an Act: only right behind a provision."""
        return name not in STATES and _PROVISION_OF.search(self._text, max(0, start - 12), start) is not None

    # By its name

    def _ending(self, start: int, end: int) -> ActMention | None:
        """Return the Act whose name ends with the word at `start`, or what points back to one."""
        window = self._text[max(0, start - _LONGEST_NAME) : start]
        window = window[window.rfind(BREAK) + 1 :]
        word = "".join(self._text[start:end].lower().split())
        begins, named = _longest(self._known, window, word)
        found: ActMention | None = None
        if named is not None:
            found = self._listed(window, begins, start, end, named, word)
        elif TORN.search(window) is not None:
            found = self._torn(window, start, end, word)
        if found is None and self._text[start].isupper() and (name := generic_name(window)):
            found = self._unlisted(start - len(name), end, word)
        return found or self._pointing(window, start, end, word)

    def _listed(self, window: str, begins: int, start: int, end: int, named: NamedActs, word: str) -> ActMention | None:
        """Return the Act of which a known name begins at `begins` in `window`, unless it is the end of another's."""
        name_start = start - len(window) + begins
        longer = _longer_name(window, begins)
        if longer:
            return self._unlisted(start - len(window) + longer, end, word)
        whole = generic_name(window) if self._is_of_no_known_year(end, named) else ""
        if len(whole) > start - name_start:
            return self._unlisted(start - len(whole), end, word)
        name = self._text[name_start:end]
        if not _stands_for_an_act(name, self._text, name_start, end):
            return None
        short = name.split()[0].replace(".", "").isupper() and len(name) <= 12
        return self._complete(name_start, end, named, word, short=short)

    def _is_of_no_known_year(self, end: int, named: NamedActs) -> bool:
        year = YEAR.match(self._text, end)
        return year is not None and named.of_year(int(year_in(year))) is None

    def _torn(self, window: str, start: int, end: int, word: str) -> ActMention | None:
        """Return the Act whose name a line's end has torn ('the Ar- bitration Act'), read as if it were whole."""
        whole = TORN.sub("", window)
        begins, named = _longest(self._known, whole, word)
        size = len(whole) - begins if named is not None else len(generic_name(whole))
        taken = size
        for gap in reversed(list(TORN.finditer(window))):
            if len(window) - gap.end() >= taken:
                break
            taken += len(gap[0])
        if taken == size:
            return None
        if named is not None:
            return self._complete(start - taken, end, named, word)
        return self._unlisted(start - taken, end, word)

    def _complete(self, start: int, end: int, named: NamedActs, word: str, *, short: bool = False) -> ActMention:
        """Return the mention of a known name, with the year after it and what the text defines by it."""
        name, definitions = self._text[start:end], self._definitions
        act = named.plain or next(iter(named.by_year.values()))
        year = YEAR.match(self._text, end)
        defined = definitions.names.get(squeeze(name)) if definitions.names and year is None else None
        if defined is not None:
            return ActMention(start, end, end, defined, word, short=short and defined in _SHORT_CODES)
        if year is not None:
            dated = named.of_year(int(year_in(year)))
            if dated is not None:
                act, end = dated, year.end()
            elif not short:
                act, end = slug(name, year_in(year)), year.end()
            definitions.dated.add(act)
        elif len(named.by_year) > 1:
            act = self._dated_before(named) or act
        outer = definitions.take_asides(self._text, end, act)
        return ActMention(start, end, outer, act, word, short=short and act in _SHORT_CODES)

    def _dated_before(self, named: NamedActs) -> str | None:
        """Return the one Act of this name that the text has given with its year, if it has."""
        dated = [act for act in named.by_year.values() if act in self._definitions.dated]
        return dated[0] if len(dated) == 1 else None

    def _unlisted(self, start: int, end: int, word: str) -> ActMention:
        """Return the mention of an Act that the table does not have: its id is its name as a slug."""
        state = _OF_STATE.match(self._text, end)
        if state is not None and state[1].lower() in STATES:
            end = state.end()
        name, definitions = self._text[start:end], self._definitions
        key = squeeze(name)
        year, numbered = YEAR.match(self._text, end), NUMBER_OF.match(self._text, end)
        if year is None and key in definitions.names:
            return ActMention(start, end, end, definitions.names[key], word)
        act = slug(name, year_in(year) if year is not None else "")
        if year is not None:
            end = year.end()
            definitions.names.setdefault(key, act)
        elif numbered is not None:
            # 'the U.P. Act 13 of 1972' has no name but its number
            is_name = any(len(part) > 2 and part not in STATES for part in name_words(name)[:-1])
            act = slug(name if is_name else f"{name} {number_in(numbered)} of", numbered[2])
            end = numbered.end()
        *before, _ = name_words(name) or [""]
        if any(part not in _VAGUE for part in before):
            return ActMention(start, end, definitions.take_asides(self._text, end, act), act, word)
        previous = before[-1] if before else ""
        return _described(start, end, word, previous) if year is None else _of_year(start, year, word, previous)

    # By words that point to it

    def _pointing(self, window: str, start: int, end: int, word: str) -> ActMention | None:
        """Return 'the said Act', 'the 1996 Act', 'Act 26 of 1881', 'the Act of 1996' as a mention, or None."""
        is_capital = self._text[start].isupper()
        numbered = NUMBER_OF.match(self._text, end)
        if numbered is not None and is_capital:
            return self._by_number(start, numbered, word)
        dated = _BARE_YEAR.search(window)
        if dated is not None:
            return ActMention(start - len(window) + dated.start(1), end, end, "", word, pointer=dated[1])
        previous = window.rsplit(None, 1)[-1].lower().strip("\"'“”‘’(") if window.strip() else ""
        year = YEAR.match(self._text, end)
        if year is not None and is_capital:
            if previous in _AMENDS:
                start -= len(window) - window.rstrip().rfind(window.split()[-1])
            return _of_year(start, year, word, previous)
        if previous in _POINTERS:
            defined = self._definitions.names.get(word, "") if previous in _TO_DEFINED else ""
            return ActMention(start, end, end, defined, word, pointer=previous)
        if is_capital:
            return ActMention(start, end, end, self._definitions.names.get(word, ""), word, pointer="the")
        return None

    def _by_number(self, start: int, numbered: re.Match[str], word: str) -> ActMention:
        """Return 'Act 26 of 1881': the Act of the table, else one that is called so."""
        number, year, end = number_in(numbered), numbered[2], numbered.end()
        act = self._known.numbered.get((number, int(year)))
        if act is not None:
            return ActMention(start, end, end, act, word)
        return ActMention(start, end, end, slug(f"{word} {number} of {year}", ""), word, weak=True)


def _described(start: int, end: int, word: str, previous: str) -> ActMention:
    """Return 'the new Act': what stands around tells which; 'the Amendment Act' has that for a name."""
    otherwise = slug(f"{previous} {word}", "") if previous in _DESCRIBED else ""
    return ActMention(start, end, end, "", word, pointer="the", otherwise=otherwise)


def _of_year(start: int, year: re.Match[str], word: str, previous: str) -> ActMention:
    """Return 'the Act of 1996', 'the Amendment Act, 1988': of that year, and by these words alone if none is named."""
    otherwise = slug(f"{previous} {word}", year_in(year)) if previous in _AMENDS else ""
    return ActMention(start, year.end(), year.end(), "", word, pointer=year_in(year), otherwise=otherwise)


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
    if first is None or len(first[0]) > 3 or name[0].isupper() or previous.lower() in ("of", "the", "under"):
        return True
    return _NUMBER_BEFORE.search(before) is not None or _KEYWORD_BEHIND.match(text, end) is not None


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
