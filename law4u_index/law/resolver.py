"""Which Act each provision of a text is of, once Acts and provisions are found.

In which order Acts are looked for is told in :mod:`law4u_index.law.citations`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from law4u_index.law.act_mentions import BREAK, ActMention
from law4u_index.law.bare_numbers import with_bare_numbers
from law4u_index.law.compiled import best_known
from law4u_index.law.context import LONGEST_PARAGRAPH, Context
from law4u_index.law.fitting import amends, as_its_kind, codes, fits, long_acts, namesake
from law4u_index.law.ids import without_parts
from law4u_index.law.joins import (
    AHEAD,
    AND_AHEAD,
    BEHIND,
    CHAIN,
    CITED_ORDER,
    DATED_ORDER,
    EXHIBIT,
    LONGEST_BEFORE_ORDER,
    LONGEST_FORMERLY,
    LONGEST_GAP,
    LONGEST_LEAD,
    LONGEST_LINK,
    LONGEST_SENTENCE,
    LONGEST_UNLISTED_IN_HINDI,
    MADE_UNDER,
    NO_NAME_IN_HINDI,
    OF_OTHER,
    OTHER_PAPER,
    OTHER_PAPER_BEFORE,
    PAPERS,
    PERSONS,
    POSSESSIVE,
    READ_WITH,
    SAME_RULES,
    SENTENCE_END,
    UNLISTED_IN_HINDI,
    WHOSE,
)
from law4u_index.law.meant_acts import CONSTITUTION, MeantActs, itself_or_amended, only
from law4u_index.law.mentions import Mention

LONG_ACT = 100
"""Sections from which an Act counts as long: of the Acts of one year, most end well before."""

_CLOSE = 40
"""Characters between two provisions of which 'read with' ties the second to the first."""

_LONGEST_PAPER = 60
"""So many characters before a provision tell whether it is of a deed or a treaty."""

_LAST_ARTICLE = 395
"""The last article of the Constitution."""


class Resolved(NamedTuple):
    """Provisions with their Act.

    Attributes:
        mention: where the text names them.
        act: the Act's id; empty where it was named but cannot be told ('the said Act').
        start: where the words that cite them begin, the Act's name included.
        end: where they end.
    """

    mention: Mention
    act: str
    start: int
    end: int


class Resolver:
    """Finds the Act of each mention of a text."""

    def __init__(self, text: str, context: Context, acts: list[ActMention], mentions: list[Mention]) -> None:
        self._text = text
        self._acts = acts
        self._meant = MeantActs(text, context, acts)
        self._starts = self._meant.starts
        self._mentions = list(with_bare_numbers(text, acts, mentions))
        for index in range(1, len(self._mentions)):  # in turn: a third Rule is beside a second
            self._mentions[index] = self._in_its_order(index)
        self._used: set[int] = set()

    def _in_its_order(self, index: int) -> Mention:
        """Return the mention at `index`; a Rule beside a Rule of an Order is of that Order: 'Rule 11(d), CPC'."""
        mention = self._mentions[index]
        if mention.kind != "r":
            return mention
        before = self._mentions[index - 1]
        if before.kind != "o" or "/" not in before.numbers[0]:
            return mention
        if mention.start - before.end > LONGEST_GAP or not SAME_RULES.fullmatch(self._text, before.end, mention.start):
            return mention
        behind = bisect_left(self._starts, mention.end)
        if self._gap_behind(mention, behind) is not None and not fits(before, self._acts[behind].act):
            return mention
        order = before.numbers[0].partition("/")[0]
        return mention._replace(kind="o", numbers=tuple(f"{order}/r/{number}" for number in mention.numbers))

    def resolve(self) -> list[Resolved]:
        """Return the provisions whose Act is found, in order of their words."""
        named = [self._named_with(index) for index in range(len(self._mentions))]
        other = [found is None and self._of_other(self._mentions[index]) for index, found in enumerate(named)]
        for index in range(len(self._mentions) - 2, -1, -1):
            if named[index] is None and not other[index]:
                named[index] = self._with_next(index, named)
        for index in range(1, len(self._mentions)):
            if named[index] is None and not other[index]:
                named[index] = self._with_previous(index, named)
        behind: _Named | None = None
        resolved: list[Resolved] = []
        for index, (mention, found) in enumerate(zip(self._mentions, named, strict=True)):
            if found is None:
                act = "" if other[index] else self._around(mention)
                if not act and not other[index]:
                    behind = behind or _Named(named)
                    act = self._named_next(mention, behind)
                found = Resolved(mention, act, mention.start, mention.end)
            if found.act:
                resolved.append(found)
        resolved.sort(key=_start)  # one that begins with the Act before it may begin before another that it holds
        return resolved

    # With it

    def _named_with(self, index: int) -> Resolved | None:
        """Return the mention at `index` with the Act right behind or right before it, if there is one."""
        mention = self._mentions[index]
        behind = bisect_left(self._starts, mention.end)
        gap = self._gap_behind(mention, behind)
        if gap is None and self._text.startswith(" (", mention.end):  # 'Section 125 (now 144 BNSS) of the CrPC'
            behind += 1
            gap = self._gap_behind(mention, behind)
        ahead = self._ahead(mention)
        if gap is not None and self._belongs_behind(index, behind, gap, ahead):
            named = self._acts[behind]
            act = self._meant.of(behind) or _told_by_number(mention, named) or _of_its_year(named)
            act = namesake(mention, act, self._text[named.start : named.end])
            mention = as_its_kind(mention, act) if gap["link"] else mention
            if not act or fits(mention, act, strict=False):
                self._used.add(behind)
                return Resolved(mention, act, mention.start, named.end)
        if ahead is not None:
            named = self._acts[ahead]
            act = namesake(mention, self._meant.of(ahead), self._text[named.start : named.end])
            if not act or fits(mention, act, strict=False):
                return Resolved(mention, act, named.start, mention.end)
        return None

    def _belongs_behind(self, index: int, behind: int, gap: re.Match[str], ahead: int | None) -> bool:
        """Tell whether the Act behind a mention is its own, though only a comma may stand between."""
        if gap["link"] or not gap["comma"]:
            return True
        made_under = ahead is not None and self._made_under(self._mentions[index], ahead)
        return (ahead is None or made_under) and not self._leads_next(behind, index)

    def _made_under(self, mention: Mention, ahead: int) -> bool:
        """Tell whether Rules stand before a section under which they were made: 'the Rules under Section 5, … Act'."""
        rules = self._acts[ahead]
        return (
            mention.kind == "s"
            and rules.word.startswith(("rule", "regulation"))
            and bool(MADE_UNDER.search(self._text, rules.outer, mention.start))
        )

    def _gap_behind(self, mention: Mention, behind: int) -> re.Match[str] | None:
        """Return what stands between a mention and the Act at `behind`, if that may be its own; else None."""
        if behind >= len(self._acts) or self._acts[behind].start - mention.end > LONGEST_LINK:
            return None
        gap = BEHIND.fullmatch(self._text, mention.end, self._acts[behind].start)
        return None if gap is not None and gap["point"] and not self._is_pointed(self._acts[behind]) else gap

    def _is_pointed(self, act: ActMention) -> bool:
        """Tell whether an Act is called by pointed letters, so that a point before it ends no sentence."""
        return act.short and "." in self._text[act.start : act.end]

    def _ahead(self, mention: Mention) -> int | None:
        """Return the place of the Act right before a mention that may be its own, or None."""
        index = bisect_left(self._starts, mention.start) - 1
        if index < 0 or index in self._used:
            return None
        act = self._acts[index]
        if mention.start - act.outer > LONGEST_LEAD or act.outer > mention.start:
            return None
        gap = AHEAD.fullmatch(self._text, act.outer, mention.start)
        if gap is None or (AND_AHEAD.search(gap[0]) and "," not in gap[0]):
            return None
        if self._ends_sentence(act.start, act.outer):
            return None
        return None if self._is_left(act, gap[0]) and self._meant.is_replaced(index) else index

    def _ends_sentence(self, start: int, end: int) -> bool:
        """Tell whether the name that ends at `end` ends with a full stop, which is that of no initial."""
        return self._text[end - 1] == "." and "." not in self._text[start : end - 1]

    def _is_left(self, act: ActMention, gap: str) -> bool:
        """Tell whether what follows an Act need not be of it: its bracket or sentence ends, or a comma stands."""
        if "(" in self._text[max(0, act.start - LONGEST_FORMERLY) : act.start]:
            return ")" in gap
        return bool(gap.strip()) or self._text[act.outer - 1] == "."

    def _leads_next(self, act: int, index: int) -> bool:
        """Tell whether the Act belongs to the mention behind it ('Section 5, NI Act Section 138')."""
        if index + 1 >= len(self._mentions):
            return False
        following = self._mentions[index + 1]
        if following.start < self._acts[act].outer or following.start - self._acts[act].outer > LONGEST_LEAD:
            return False
        gap = AHEAD.fullmatch(self._text, self._acts[act].outer, following.start)
        if gap is None or gap[0].strip():
            return False
        return self._gap_behind(following, bisect_left(self._starts, following.end)) is None

    # Together with another

    def _with_next(self, index: int, named: list[Resolved | None]) -> Resolved | None:
        """Return the mention at `index` with the Act of the next, where the two are named together."""
        mention, following = self._mentions[index], self._mentions[index + 1]
        found = named[index + 1]
        if found is None or found.start < following.start or following.start - mention.end > LONGEST_GAP:
            return None
        if not CHAIN.fullmatch(self._text, mention.end, following.start):
            return None
        if index and self._closer_to_previous(index, named):
            return None
        if mention.kind == "a" and found.act == CONSTITUTION and following.kind != "a":
            return None
        if not found.act or fits(mention, found.act, strict=not amends(found.act)):
            return Resolved(mention, found.act, mention.start, mention.end)
        return None

    def _closer_to_previous(self, index: int, named: list[Resolved | None]) -> bool:
        """Tell whether 'read with' ties a mention to the one before it, and only 'and' to the next."""
        before, mention, following = self._mentions[index - 1 : index + 2]
        found = named[index - 1]
        end = found.end if found is not None else before.end
        if found is None or mention.start - end > _CLOSE:
            return False
        return bool(
            READ_WITH.search(self._text[end : mention.start])
            and not READ_WITH.search(self._text[mention.end : following.start])
        )

    def _with_previous(self, index: int, named: list[Resolved | None]) -> Resolved | None:
        """Return the mention at `index` with the Act of the one before, where the two are named together."""
        mention = self._mentions[index]
        found = named[index - 1]
        if found is None:
            return None
        end = max(found.end, found.mention.end)
        if mention.start - end > LONGEST_GAP or mention.start < end:
            return None
        if not CHAIN.fullmatch(self._text, end, mention.start) or self._ends_sentence(found.mention.end, end):
            return None
        if not found.act or fits(mention, found.act):
            return Resolved(mention, found.act, mention.start, mention.end)
        return None

    # Around it

    def _of_other(self, mention: Mention) -> bool:
        """Tell whether the provision is of something that is no Act: a lease deed, a treaty, a club."""
        if _is_bare_order(mention) and self._is_an_order_made(mention):
            return True
        window = self._text[mention.end : mention.end + LONGEST_LINK].split(BREAK, 1)[0]
        if OTHER_PAPER.match(window) is not None:
            return True
        if self._other_paper_before(mention) or self._unlisted_in_hindi_before(mention):
            return True
        other = OF_OTHER.match(window)
        whose = POSSESSIVE.sub("", other["word"].lower()) if other is not None else ""
        if mention.kind == "a" and (whose in PERSONS or EXHIBIT.match(self._text, mention.start)):
            return True
        return other is not None and whose not in WHOSE

    def _is_an_order_made(self, mention: Mention) -> bool:
        """Tell whether an Order without a Rule may be one that a court or an office has made."""
        if not self._text[mention.start].isupper() or DATED_ORDER.match(self._text, mention.end) is not None:
            return True
        start = max(0, mention.start - LONGEST_BEFORE_ORDER)
        return CITED_ORDER.search(self._text, start, mention.start) is None

    def _other_paper_before(self, mention: Mention) -> bool:
        """Tell whether a paper that is no Act is named right before the provision: 'the lease deed, Section 5'."""
        before = self._text[max(0, mention.start - _LONGEST_PAPER) : mention.start].rsplit(BREAK, 1)[-1]
        tail = before.lower().replace("'", " ").replace("’", " ").split()[-4:]
        if PAPERS.isdisjoint(word.strip("(),:–-") for word in tail):
            return False
        return OTHER_PAPER_BEFORE.search(before) is not None

    def _unlisted_in_hindi_before(self, mention: Mention) -> bool:
        """Tell whether a Hindi name outside the table stands before the provision: it gives no id in Latin letters."""
        if self._text[mention.start] < "ऀ":
            return False
        start = max(0, mention.start - LONGEST_UNLISTED_IN_HINDI)
        before = UNLISTED_IN_HINDI.search(self._text, start, mention.start)
        return before is not None and before["word"] not in NO_NAME_IN_HINDI

    def _around(self, mention: Mention) -> str:
        """Return the Act that what stands around means, or nothing."""
        act = self._meant.nearest(mention.start, lambda act: fits(mention, act), mention.numbers[0])
        if act:
            return act
        if mention.kind == "a":
            return CONSTITUTION if mention.highest <= _LAST_ARTICLE else ""
        return "" if _is_bare_order(mention) else self._later_in_sentence(mention)

    def _later_in_sentence(self, mention: Mention) -> str:
        """Return the first fitting Act that is named behind a mention in its sentence, or nothing."""
        limit = mention.end + LONGEST_SENTENCE
        stop = SENTENCE_END.search(self._text, mention.end, limit)
        end = stop.start() if stop else limit
        for index in range(bisect_left(self._starts, mention.end), len(self._acts)):
            act = self._acts[index]
            if act.start >= end:
                break
            named = "" if act.weak else self._meant.of(index)
            meant = itself_or_amended(named, lambda act: fits(mention, act))
            if meant:
                return meant
        return ""

    def _named_next(self, mention: Mention, named: _Named) -> str:
        """Return the Act with which the same provision is named further on in the paragraph, or nothing."""
        found = named.behind(mention)
        if found is None or found.mention.start - mention.end > LONGEST_PARAGRAPH:
            return ""
        between = self._text[mention.end : found.mention.start]
        return "" if BREAK in between or "\n\n" in between else found.act


class _Named:
    """The provisions that are named with their Act, by kind and number, in order."""

    def __init__(self, named: list[Resolved | None]) -> None:
        self._by_number: dict[str, list[Resolved]] = {}
        for found in named:
            if found is not None and found.act:
                self._by_number.setdefault(_whole(found.mention), []).append(found)

    def behind(self, mention: Mention) -> Resolved | None:
        """Return the next behind `mention` that has its number."""
        same = self._by_number.get(_whole(mention), [])
        index = bisect_left(same, mention.end, key=_mention_start)
        return same[index] if index < len(same) else None


def _is_bare_order(mention: Mention) -> bool:
    """Tell whether an Order is named without a Rule."""
    return mention.kind == "o" and "/" not in mention.numbers[0]


def _whole(mention: Mention) -> str:
    return f"{mention.kind}/{without_parts(mention.numbers[0])}"


def _mention_start(resolved: Resolved) -> int:
    return resolved.mention.start


def _told_by_number(mention: Mention, pointer: ActMention) -> str:
    """Return the one Act that 'Section 434 of the 2013 Act', 'Order 41 of the Code' can mean, if the number tells.

    An Order is of the Code of Civil Procedure, which alone has them. A section of an Act that is told by its year is
    of the only Code of that year; of the Act of which it is a widely known provision; or of the only one of that year
    that has so many: long Acts are few, and the table has them. A section of 'the Code' may be of any.
    """
    if mention.kind == "o" and pointer.word == "code":
        return "cpc-1908"
    if mention.kind != "s" or not pointer.pointer.isdecimal():
        return ""
    if pointer.word == "code":
        return only(codes(int(pointer.pointer)))
    of_year = [act for act in best_known(mention.numbers[0]) if act.endswith(f"-{pointer.pointer}")]
    if not of_year and mention.highest >= LONG_ACT:
        of_year = long_acts(int(pointer.pointer), mention.highest)
    return only(of_year)


def _of_its_year(pointer: ActMention) -> str:
    """Return what an Act that the text names by nothing but its year is called: ``act-1956`` for 'the Act of 1956'."""
    return f"{pointer.word}-{pointer.pointer}" if pointer.pointer.isdecimal() else ""


def _start(resolved: Resolved) -> int:
    return resolved.start
