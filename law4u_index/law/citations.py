"""Which provisions of which Acts a text cites.

Three steps: where Acts are named (:mod:`~law4u_index.law.names`), where provisions are
(:mod:`~law4u_index.law.mentions`), and here: which belongs to which. An Act is looked for, in this order:

1. right behind the provision ('Section 138 of the NI Act', 'Section 138 NI Act'), or right before it
   ('IPC Section 279');
2. with the provision that it is named together with ('Section 3 read with section 4 of the Dowry Prohibition Act');
3. earlier in the same paragraph;
4. in the heading of the nearest enclosing section that names one;
5. earlier in the text;
6. later in the same sentence.

An article whose Act is not found so is the Constitution's; any other provision is then no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from law4u_index.answer import Answer, Citation, Section
from law4u_index.law.act_table import table
from law4u_index.law.compiled import best_known
from law4u_index.law.grammar import word_set
from law4u_index.law.mentions import Mention, bare_list, find_mentions
from law4u_index.law.names import BREAK, ActMention, Definitions, find_acts
from law4u_index.law.successors import COMPLETE, headings

CONSTITUTION = "const-1950"
LONGEST_PARAGRAPH = 5000
"""Characters within which an Act counts as named in the same paragraph."""

LONGEST_GAP = 60
"""Characters between provisions that are named together."""

LONG_ACT = 100
"""Sections from which an Act counts as long: of the Acts of one year, most end well before."""

LONGEST_SENTENCE = 300
"""Characters behind a provision within which its Act may be named."""


class FoundCitation(NamedTuple):
    """A provision cited in a text.

    Attributes:
        start: where the words that cite it begin, in characters.
        end: where they end.
        id: the provision's id.
        text: those words, white space folded.
    """

    start: int
    end: int
    id: str
    text: str


class _Resolved(NamedTuple):
    mention: Mention
    act: str
    start: int
    end: int


_DETERMINERS = (
    r"(?:(?:the|The|THE|that|this|those|these|such|said|aforesaid|same|our|old|new|erstwhile|repealed|present|then"
    r"|aforementioned|latter|principal|parent)\s{1,2}){0,3}"
)
_BEHIND = re.compile(
    r"\s{0,2}(?:\([^()\x00]{2,90}\)\s{0,2})?(?P<comma>[,;:–—-]\s{0,2})?"
    r"(?P<link>(?:(?:application|petition|complaint|case|notice|proceedings?|order|offence|suit|appeal|claim|bail|FIR"
    r"|certificate|return|remedy|relief|statements?|recovery|trial|inquiry|deductions?|protection|benefit|charges?|provided|contained|given|laid\sdown|as\sgiven)\s{1,2})?"
    r"(?:of|under|in|to|from|as\sper|per|vide|u/|within)\s{1,2})?"
    r"(?:(?:Part|Chapter|Schedule|the\s(?:\w{1,10}\s)?Schedule|Title)\s{1,2}(?:[IVXLA-Z0-9-]{1,6}\s{1,2})?"
    r"(?:of|to|in)\s{1,2})?" + _DETERMINERS + r"[\"'“‘(\[]{0,2}"
)
_AHEAD = re.compile(
    r"(?:['’]s)?[\"'”’)\]]?\s{0,2}[,:–—(-]?\s{0,2}(?:the\s{1,2})?"
    r"(?:(?:की|के|में|ki|ke|kee|ka|under|u/|vide|in|through|provides?\s(?:in|under)|and|has)\s{1,2})?"
)
_AND_AHEAD = re.compile(r"\band\s{1,2}$")
_CHAIN = re.compile(
    r"[\s,;()/&\"'“”]{0,5}(?:(?:and/or|and|or|read|with|r\s?/\s?w\.?|r\.w\.|along|also|as|well|punishable|under|further|the"
    r"|offences?|together|to|of|for|both|in|addition|like|u/|plus|provisions|either|और|तथा|व|एवं)(?![A-Za-z])[\s,./&]{0,4}){0,7}"
)
_READ_WITH = re.compile(r"read|r\s?/\s?w|r\.w|/")
_OF_OTHER = re.compile(
    r"\s{0,2}(?:\([^()\x00]{2,60}\)\s{0,2})?of\s{1,2}(?:(?:the|this|that|these|those|his|her|their|its|your|our|my|an?|any|such|said"
    r"|each|every)\s{1,2}){0,2}(?P<word>[\w'’-]{1,30})"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_WHOSE = word_set(
    "accused appellant petitioner respondent deceased victim complainant defendant plaintiff applicant "
    "offence crime murder course which whom them him it case husband wife all both one these those"
)
_OTHER_PAPER = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:of|in|under|to|from)\s{1,2}(?:(?:the|this|that|said|our|your|a|an)\s{1,2})?"
    r"(?:[\w'’./&-]{1,20}\s{1,2}){0,5}?"
    r"(?:agreement|deed|lease|contract|treaty|conventions?|charter|covenant|protocol|declaration|memorandum|bye-?laws"
    r"|(?<!state\s)policy|statutes?\sof|directives?(?!\sprinciples)|gdpr|udhr|iccpr|icescr|cedaw|uncrc|crc|trips|gatt|gats|echr|club|model\slaw"
    r"|articles\sof\sassociation|constitution\sof\sthe\s(?!india))"
    r"|gdpr|udhr|iccpr|icescr|cedaw|uncrc|trips|gatt|gats|echr)\b",
    re.IGNORECASE,
)
_OTHER_PAPER_BEFORE = re.compile(
    r"(?:agreement|deed|lease|treaty|convention|charter|covenant|protocol|declaration|directive|gdpr|udhr|iccpr|icescr|cedaw|uncrc"
    r"|crc|trips|gatt|gats|echr|model\slaw|statute)['’s]{0,2}(?:\s?\(\w{2,12}\)|,?\s\d{4})?\s{0,2}[,:–-]?\s{0,2}(?:in\s)?$",
    re.IGNORECASE,
)
_PAPERS = word_set(
    "agreement deed lease treaty convention charter covenant protocol declaration directive gdpr udhr iccpr icescr "
    "cedaw uncrc crc trips gatt gats echr law statute"
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"’%])[.?!][\"”’)]?\s{1,3}(?=[A-Z\"“(])|[।\n\x00]")
_BARE_BEFORE = re.compile(
    r"(?<![\w.,₹$-])(?<![0-9]/)[0-9]{1,3}(?:-?[A-Za-z]{1,2})?(?:\([0-9A-Za-z]{1,4}\)){0,3}"
    r"(?:(?:\s?[,/&]\s?|\s(?:and|or|r/w)\s)[0-9]{1,3}(?:-?[A-Za-z]{1,2})?(?:\([0-9A-Za-z]{1,4}\)){0,3}){0,7}"
    r"\s{0,2}(?:of\s(?:the\s)?)?$"
)
_BARE_BEHIND = re.compile(r"\s?[-:]?\s?(?=[0-9]{1,3}(?![0-9]))")
_PARAGRAPH_NUMBER = re.compile(r"\s{0,2}[0-9]{1,3}[A-Z]?\.(?:\s|$)")
_COUNTED_THINGS = re.compile(
    r"\s{1,2}(?:offences|sections|cases|provisions|charges|crimes|articles|amendments?|courts|matters|petitions|complaints"
    r"|applications|trials|accused|convicts|prisoners|F\.?I\.?R\.?s)\b"
)
_SAME_RULES = re.compile(
    r"[\s,(]{1,3}(?:(?:and|or|r/w|read|with|as|well|also|more|particularly|specifically|especially|including|under|the|clause"
    r"|to|&)[\s,]{1,2}){0,6}"
)
_BARE_PARTS = re.compile(
    r"(?<=\s)(?:under|to|of|in|by|per|u/s)\s{1,2}(?=[0-9]{2,3}[A-Z]?\([0-9]{1,2}\)(?!\s?(?:of|SCC|ITR|Bom)))"
)
_GLOSS = re.compile(r"\s?\((?:(?:which\s(?:meant|means)|that\sis|namely|i\.\s?e\.),?\s)?(?:the\s)?")
_SPACE = re.compile(r"\s+")


def find_citations(text: str) -> list[FoundCitation]:
    """Return every provision of an Act that a plain text cites, each time that it does, in order.

    Args:
        text: paragraphs parted by blank lines.
    """
    plain = text.replace(BREAK, " ")
    return list(_cited(plain, _Context(plain, [0], [None], [])))


def cite(answer: Answer) -> Answer:
    """Return `answer` with its citations: each provision once, in order of first appearance.

    Title, summary, headings, paragraphs, list entries and the example are read in reading order. A bare
    'Section 279' under a heading belongs to the Act that the nearest enclosing heading names.
    """
    blocks = _Blocks()
    blocks.add(answer.question, None)
    blocks.add(answer.summary, None)
    example = answer.example
    placed = example is None
    for section in answer.sections:
        placed = blocks.add_section(section, None, answer) or placed
    if example is not None and not placed:
        blocks.add_example(answer, None)
    text = BREAK.join(blocks.texts)
    seen: dict[str, Citation] = {}
    for found in _cited(text, _Context(text, blocks.starts, blocks.headings, blocks.parents)):
        if found.id not in seen:
            seen[found.id] = Citation(found.id, found.text)
    return replace(answer, citations=tuple(seen.values()))


class _Blocks:
    """The texts of an answer in reading order, each with the heading block that it stands under."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.headings: list[int | None] = []
        self.parents: list[int | None] = []
        self._length = 0

    def add(self, text: str, heading: int | None, *, own: int | None = None) -> int:
        self.texts.append(text.replace(BREAK, " "))
        self.starts.append(self._length)
        self.headings.append(heading if own is None else own)
        self.parents.append(heading)
        self._length += len(text) + 1
        return len(self.texts) - 1

    def add_section(self, section: Section, parent: int | None, answer: Answer) -> bool:
        """Add a section and those below it; tell whether the answer's example was among them."""
        heading = parent if section.heading is None else self.add(section.heading, parent)
        self.add(section.text, heading)
        for item in section.items:
            self.add(item, heading)
        placed = False
        if section.kind == "example" and answer.example is not None:
            placed = True
            if answer.example.scenario not in section.text:
                self.add_example(answer, heading)
        for below in section.sections:
            placed = self.add_section(below, heading, answer) or placed
        return placed

    def add_example(self, answer: Answer, heading: int | None) -> None:
        assert answer.example is not None
        self.add(answer.example.scenario, heading)
        for step in answer.example.steps:
            self.add(step, heading)


@dataclass(slots=True)
class _Context:
    """Where the blocks of a text begin, and which block is the heading above each."""

    text: str
    starts: list[int]
    headings: list[int | None]
    parents: list[int | None]

    def block(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def paragraph_start(self, position: int) -> int:
        start = max(self.starts[self.block(position)], position - LONGEST_PARAGRAPH)
        return max(start, self.text.rfind("\n\n", start, position))

    def headings_above(self, position: int) -> Iterator[tuple[int, int]]:
        """Yield where each heading above `position` begins and ends, from the nearest."""
        heading = self.headings[self.block(position)]
        while heading is not None:
            start = self.starts[heading]
            end = self.starts[heading + 1] if heading + 1 < len(self.starts) else len(self.text)
            yield start, end
            heading = self.parents[heading]


def _cited(text: str, context: _Context) -> Iterator[FoundCitation]:
    mentions = find_mentions(text)
    if not mentions and _ANY_NUMBER.search(text) is None:
        return
    acts = find_acts(text, Definitions())
    if not mentions and not any(mention.short for mention in acts):
        return
    for resolved in _Resolver(text, context, acts, mentions).resolve():
        words = _SPACE.sub(" ", text[resolved.start : resolved.end])
        for number in resolved.mention.numbers:
            provision = f"{resolved.act}/{resolved.mention.kind}/{number}"
            yield FoundCitation(resolved.start, resolved.end, provision, words)


def _start(resolved: _Resolved) -> int:
    return resolved.start


_ANY_NUMBER = re.compile(r"[0-9०-९]")


class _Resolver:
    """Finds the Act of each mention of a text."""

    def __init__(self, text: str, context: _Context, acts: list[ActMention], mentions: list[Mention]) -> None:
        self._text = text
        self._context = context
        self._acts = acts
        self._starts = [act.start for act in acts]
        self._mentions = _with_bare_numbers(text, acts, mentions)
        self._mentions = [self._in_its_order(index) for index in range(len(self._mentions))]
        self._meant: dict[int, str] = {}
        self._used: set[int] = set()

    def _in_its_order(self, index: int) -> Mention:
        """Return the mention at `index`; a Rule beside a Rule of an Order is of that Order: 'Rule 11(d), CPC'."""
        mention, before = self._mentions[index], self._mentions[index - 1]
        if not index or mention.kind != "r" or before.kind != "o" or "/" not in before.numbers[0]:
            return mention
        if mention.start - before.end > LONGEST_GAP or not _SAME_RULES.fullmatch(self._text, before.end, mention.start):
            return mention
        behind = bisect_left(self._starts, mention.end)
        if self._gap_behind(mention, behind) is not None and not self._fits(before, self._acts[behind].act):
            return mention
        order = before.numbers[0].partition("/")[0]
        return mention._replace(kind="o", numbers=tuple(f"{order}/r/{number}" for number in mention.numbers))

    def resolve(self) -> list[_Resolved]:
        named = [self._named_with(index) for index in range(len(self._mentions))]
        other = [found is None and self._of_other(self._mentions[index]) for index, found in enumerate(named)]
        for index in range(len(self._mentions) - 2, -1, -1):
            if named[index] is None and not other[index]:
                named[index] = self._with_next(index, named)
        for index in range(1, len(self._mentions)):
            if named[index] is None and not other[index]:
                named[index] = self._with_previous(index, named)
        behind = _Named(named)
        resolved: list[_Resolved] = []
        for index, (mention, found) in enumerate(zip(self._mentions, named, strict=True)):
            if found is None:
                act = "" if other[index] else self._around(mention) or self._named_next(mention, behind)
                found = _Resolved(mention, act, mention.start, mention.end)
            if found.act:
                resolved.append(found)
        resolved.sort(key=_start)  # one that begins with the Act before it may begin before another that it holds
        return resolved

    # -- with it ------------------------------------------------------------------------------------------

    def _named_with(self, index: int) -> _Resolved | None:
        """Return the mention at `index` with the Act right behind or right before it, if there is one."""
        mention = self._mentions[index]
        behind = bisect_left(self._starts, mention.end)
        gap = self._gap_behind(mention, behind)
        ahead = self._ahead(mention)
        if gap is not None and self._belongs_behind(index, behind, gap, ahead):
            act = self._act_of(behind) or self._of_year(mention, self._acts[behind].pointer)
            if not act or self._fits(mention, act, strict=False):
                self._used.add(behind)
                return _Resolved(mention, act, mention.start, self._acts[behind].end)
        if ahead is not None:
            act = self._act_of(ahead)
            if not act or self._fits(mention, act, strict=False):
                return _Resolved(mention, act, self._acts[ahead].start, mention.end)
        return None

    def _belongs_behind(self, index: int, behind: int, gap: re.Match[str], ahead: int | None) -> bool:
        """Tell whether the Act behind a mention is its own, though only a comma may stand between."""
        if gap["link"] or not gap["comma"]:
            return True
        return ahead is None and not self._leads_next(behind, index)

    def _gap_behind(self, mention: Mention, behind: int) -> re.Match[str] | None:
        if behind >= len(self._acts) or self._acts[behind].start - mention.end > 140:
            return None
        return _BEHIND.fullmatch(self._text, mention.end, self._acts[behind].start)

    def _ahead(self, mention: Mention) -> int | None:
        index = bisect_left(self._starts, mention.start) - 1
        if index < 0 or index in self._used:
            return None
        act = self._acts[index]
        if mention.start - act.outer > 24 or act.outer > mention.start:
            return None
        gap = _AHEAD.fullmatch(self._text, act.outer, mention.start)
        if gap is None or (_AND_AHEAD.search(gap[0]) and "," not in gap[0]):
            return None
        return index

    def _leads_next(self, act: int, index: int) -> bool:
        """Tell whether the Act belongs to the mention behind it ('Section 5, NI Act Section 138')."""
        if index + 1 >= len(self._mentions):
            return False
        following = self._mentions[index + 1]
        if following.start < self._acts[act].outer or following.start - self._acts[act].outer > 24:
            return False
        gap = _AHEAD.fullmatch(self._text, self._acts[act].outer, following.start)
        if gap is None or gap[0].strip():
            return False
        return self._gap_behind(following, bisect_left(self._starts, following.end)) is None

    # -- together with another ----------------------------------------------------------------------------

    def _with_next(self, index: int, named: list[_Resolved | None]) -> _Resolved | None:
        mention, following = self._mentions[index], self._mentions[index + 1]
        found = named[index + 1]
        if found is None or found.start < following.start or following.start - mention.end > 60:
            return None
        if not _CHAIN.fullmatch(self._text, mention.end, following.start):
            return None
        if index and self._closer_to_previous(index, named):
            return None
        if mention.kind == "a" and found.act == CONSTITUTION and following.kind != "a":
            return None
        if not found.act or self._fits(mention, found.act):
            return _Resolved(mention, found.act, mention.start, mention.end)
        return None

    def _closer_to_previous(self, index: int, named: list[_Resolved | None]) -> bool:
        """Tell whether 'read with' ties a mention to the one before it, and only 'and' to the next."""
        before, mention, following = self._mentions[index - 1 : index + 2]
        found = named[index - 1]
        end = found.end if found is not None else before.end
        if found is None or mention.start - end > 40:
            return False
        return bool(
            _READ_WITH.search(self._text[end : mention.start])
            and not _READ_WITH.search(self._text[mention.end : following.start])
        )

    def _with_previous(self, index: int, named: list[_Resolved | None]) -> _Resolved | None:
        mention = self._mentions[index]
        found = named[index - 1]
        if found is None:
            return None
        end = max(found.end, found.mention.end)
        if mention.start - end > 60 or mention.start < end:
            return None
        if not _CHAIN.fullmatch(self._text, end, mention.start):
            return None
        if not found.act or self._fits(mention, found.act):
            return _Resolved(mention, found.act, mention.start, mention.end)
        return None

    # -- around it ----------------------------------------------------------------------------------------

    def _of_other(self, mention: Mention) -> bool:
        """Tell whether the provision is of something that is no Act: a lease deed, a treaty, a club."""
        if mention.kind == "o" and "/" not in mention.numbers[0]:
            return True
        window = self._text[mention.end : mention.end + 140].split(BREAK, 1)[0]
        if _OTHER_PAPER.match(window) is not None:
            return True
        if self._other_paper_before(mention):
            return True
        other = _OF_OTHER.match(window)
        return other is not None and _POSSESSIVE.sub("", other["word"].lower()) not in _WHOSE

    def _other_paper_before(self, mention: Mention) -> bool:
        before = self._text[max(0, mention.start - 60) : mention.start].rsplit(BREAK, 1)[-1]
        tail = before.lower().replace("'", " ").replace("’", " ").split()[-4:]
        if _PAPERS.isdisjoint(word.strip("(),:–-") for word in tail):
            return False
        return _OTHER_PAPER_BEFORE.search(before) is not None

    def _around(self, mention: Mention) -> str:
        """Return the Act that what stands around means, or nothing."""
        number = mention.numbers[0].partition("(")[0]
        act = self._nearest(mention.start, lambda act: self._fits(mention, act), number)
        if act:
            return act
        if mention.kind == "a":
            return CONSTITUTION if mention.highest <= 395 else ""
        return self._later_in_sentence(mention)

    def _nearest(self, position: int, fits: Callable[[str], bool], number: str = "") -> str:
        """Return the fitting Act named last before `position`: in its paragraph, its headings, the text.

        Where one of these names several, the Act of which `number` is a widely known provision goes first.
        """
        paragraph = self._context.paragraph_start(position)
        last = bisect_left(self._starts, position) - 1
        first = bisect_left(self._starts, paragraph)
        for start, stop in self._spans(position, first, last):
            found: list[str] = []
            for index in range(stop, max(start, stop - 40) - 1, -1):
                if self._acts[index].weak or (self._acts[index].pointer and index not in self._meant):
                    continue
                act = self._act_of(index)
                if act and act not in found and fits(act):
                    found.append(act)
            if found:
                known = best_known(number) if len(found) > 1 else ()
                return next((act for act in found if act in known), found[0])
        return ""

    def _spans(self, position: int, first: int, last: int) -> Iterator[tuple[int, int]]:
        yield first, last
        for start, end in self._context.headings_above(position):
            yield bisect_left(self._starts, start), bisect_left(self._starts, end) - 1
        yield 0, last

    def _later_in_sentence(self, mention: Mention) -> str:
        limit = mention.end + LONGEST_SENTENCE
        stop = _SENTENCE_END.search(self._text, mention.end, limit)
        end = stop.start() if stop else limit
        for index in range(bisect_left(self._starts, mention.end), len(self._acts)):
            act = self._acts[index]
            if act.start >= end:
                break
            named = "" if act.weak else self._act_of(index)
            if named and self._fits(mention, named):
                return named
        return ""

    def _named_next(self, mention: Mention, named: _Named) -> str:
        """Return the Act with which the same provision is named further on in the paragraph, or nothing."""
        found = named.behind(mention)
        if found is None or found.mention.start - mention.end > LONGEST_PARAGRAPH:
            return ""
        between = self._text[mention.end : found.mention.start]
        return "" if BREAK in between or "\n\n" in between else found.act

    # -- what an Act's name means -------------------------------------------------------------------------

    def _act_of(self, index: int) -> str:
        """Return the Act that the mention of an Act at `index` means; nothing where that cannot be told."""
        mention = self._acts[index]
        if mention.act:
            return mention.act
        if index not in self._meant:
            self._meant[index] = ""
            self._meant[index] = self._glossed(index) or self._pointed_to(mention) or mention.otherwise
        return self._meant[index]

    @staticmethod
    def _of_year(mention: Mention, year: str) -> str:
        """Return the one Act that 'Section 434 of the 2013 Act' can mean, if the number tells, else nothing.

        It is the Act of that year of which this is a widely known provision, or the only one of that year that
        has so many sections: long Acts are few, and the table has them.
        """
        if mention.kind != "s" or not year.isdecimal():
            return ""
        known = [act for act in best_known(mention.numbers[0].partition("(")[0]) if act.endswith(f"-{year}")]
        if not known and mention.highest >= LONG_ACT:
            known = _long_acts(int(year), mention.highest)
        return known[0] if len(known) == 1 else ""

    def _glossed(self, index: int) -> str:
        """Return the Act that stands in brackets right behind: 'the Act (Companies Act, 1956)'."""
        if index + 1 >= len(self._acts) or not self._acts[index + 1].act:
            return ""
        between = _GLOSS.fullmatch(self._text, self._acts[index].end, self._acts[index + 1].start)
        return self._acts[index + 1].act if between else ""

    def _pointed_to(self, mention: ActMention) -> str:
        if mention.pointer.isdecimal():
            year = f"-{mention.pointer}"

            def is_meant(act: str) -> bool:
                return act.endswith(year) and (not mention.otherwise or _amends(act))

            found = self._nearest(mention.start, is_meant)
            dated = {act.act for act in self._acts if is_meant(act.act)} if not found else set()
            return found or (dated.pop() if len(dated) == 1 else "")
        found = self._nearest(mention.start, lambda act: _is_called(act, mention.word))
        if not found and mention.pointer in ("that", "said", "aforesaid", "same", "latter"):
            found = self._nearest(mention.start, lambda act: act != CONSTITUTION)
        return found or self._named_later(mention)

    def _named_later(self, mention: ActMention) -> str:
        """Return the only Act of the whole text that 'the Code' or 'the Act' can mean where none is named before."""
        if mention.pointer != "the" or mention.word not in ("act", "code"):
            return ""
        called = {act.act for act in self._acts if act.act and not act.weak and _is_called(act.act, mention.word)}
        return called.pop() if len(called) == 1 else ""

    def _fits(self, mention: Mention, act: str, *, strict: bool = True) -> bool:
        """Tell whether `act` can have the provision.

        Args:
            mention: the provision.
            act: an Act's id.
            strict: whether a number beyond the Act's last section speaks against it.
        """
        entry = table().acts.get(act)
        if entry is None:
            if strict and _amends(act):
                # What an amending Act is said to do, it does to another Act's sections.
                return False
            is_rules = "-rules" in act or "-regulations" in act
            return mention.kind == "s" or (mention.kind == "r" and (is_rules or not strict))
        shape = entry.provisions
        counted = not (mention.kind == "a" and shape.sections)
        if strict and counted and entry.last is not None and mention.highest > entry.last:
            return False
        if strict and mention.kind == "s" and act in COMPLETE:
            return all(f"{act}/s/{number.partition('(')[0]}" in headings() for number in mention.numbers)
        if mention.kind == "o":
            return shape.orders
        if mention.kind == "a":
            return shape.articles
        if mention.kind == "r":
            return shape.rules or not (strict or shape.orders)
        return shape.sections


class _Named:
    """The provisions that are named with their Act, by kind and number, in order."""

    def __init__(self, named: list[_Resolved | None]) -> None:
        self._by_number: dict[str, list[_Resolved]] = {}
        for found in named:
            if found is not None and found.act:
                self._by_number.setdefault(_whole(found.mention), []).append(found)

    def behind(self, mention: Mention) -> _Resolved | None:
        """Return the next behind `mention` that has its number."""
        same = self._by_number.get(_whole(mention), [])
        index = bisect_left(same, mention.end, key=_mention_start)
        return same[index] if index < len(same) else None


def _whole(mention: Mention) -> str:
    return f"{mention.kind}/{mention.numbers[0].partition('(')[0]}"


def _mention_start(resolved: _Resolved) -> int:
    return resolved.mention.start


def _amends(act: str) -> bool:
    return "amendment-" in act or "amending-" in act


@lru_cache(maxsize=256)
def _long_acts(year: int, highest: int) -> list[str]:
    """Return the Acts of a year that have, or may have, so many sections."""
    entries = (entry for entry in table().acts.values() if entry.year == year and entry.provisions.sections)
    return [entry.id for entry in entries if entry.last is None or entry.last >= highest]


def _is_called(act: str, word: str) -> bool:
    """Tell whether an Act may be called 'the Code', 'the Act', 'the Rules' … as `word` says."""
    entry = table().acts.get(act)
    if entry is None:
        return f"-{word}" in act[-len(word) - 6 :]
    name = entry.name.lower()
    if word in ("code", "sanhita", "samhita"):
        return "code" in name or "sanhita" in name
    if word == "act":
        return " act" in name or "adhiniyam" in name
    return word in name


def _is_next_paragraph(text: str, act: ActMention, mentions: list[Mention], index: int) -> bool:
    """Tell whether the number behind an Act counts the next paragraph: 'under Section 323 of I.P.C. 5.'."""
    if not index or _PARAGRAPH_NUMBER.match(text, act.end) is None:
        return False
    before = mentions[index - 1].end
    return act.start - before <= 140 and _BEHIND.fullmatch(text, before, act.start) is not None


def _with_bare_numbers(text: str, acts: list[ActMention], mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with those that are a number beside an abbreviation ('420 IPC', 'IPC 420')."""
    more: list[Mention] = []
    starts = [mention.start for mention in mentions]
    for act in acts:
        if not act.short:
            continue
        index = bisect_left(starts, act.start)
        previous_end = mentions[index - 1].end if index else 0
        window_start = max(previous_end, act.start - 60)
        before = _BARE_BEFORE.search(text[window_start : act.start])
        found = None
        if before is not None:
            found = bare_list(text, window_start + before.start())
            if found is not None and not _BEHIND.fullmatch(text, found.end, act.start):
                found = None
            if found is not None and found.highest < 100 and _COUNTED_THINGS.match(text, act.end):
                found = None
        behind = _BARE_BEHIND.match(text, act.end)
        if found is None and behind is not None and not _is_next_paragraph(text, act, mentions, index):
            found = bare_list(text, behind.end())
        if found is not None:
            more.append(found)
    more.extend(_within_a_sentence(text, acts, sorted([*mentions, *more])))
    return sorted([*mentions, *more]) if more else mentions


def _within_a_sentence(text: str, acts: list[ActMention], mentions: list[Mention]) -> Iterator[Mention]:
    """Yield sub-sections without a keyword before a provision of a code: 'instead of 154(3) … under 156(3) CrPC'."""
    ends = [mention.start for mention in mentions]
    codes = [act for act in acts if act.short and act.act in COMPLETE]
    starts = [act.start for act in codes]
    for match in _BARE_PARTS.finditer(text) if codes else ():
        found = bare_list(text, match.end())
        following = bisect_left(ends, match.end())
        behind = bisect_left(starts, match.end())
        if found is None or behind == len(codes) or following == len(mentions):
            continue
        code, beside = codes[behind], mentions[following]
        if beside.start < found.end or beside.end > code.start or code.start - found.end > LONGEST_SENTENCE:
            continue
        known = all(f"{code.act}/s/{number.partition('(')[0]}" in headings() for number in found.numbers)
        if known and not _SENTENCE_END.search(text, found.end, code.start):
            yield found
