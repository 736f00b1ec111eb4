"""Which Act is meant where a text names one: 'the said Act', 'the 1996 Act', 'the Code'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.compiled import best_known
from law4u_index.law.context import Context
from law4u_index.law.fitting import amended, amends, is_called, kin_of_year
from law4u_index.law.joins import AND_REPLACED, GLOSS, GONE, LONGEST_REPLACED, REPLACED

CONSTITUTION = "const-1950"

_FAR = 40
"""So many names of Acts are looked back on."""

_TOGETHER = 4
"""So many Acts are taken for replaced together."""


class MeantActs:
    """Tells what the Acts that a text names are.

    Attributes:
        starts: where each name begins, ascending.
    """

    def __init__(self, text: str, context: Context, acts: list[ActMention]) -> None:
        self.starts = [act.start for act in acts]
        self._text = text
        self._context = context
        self._acts = acts
        self._meant: dict[int, str] = {}
        self._called: dict[str, str] = {}
        self._replaced: dict[int, bool] = {}

    def of(self, index: int) -> str:
        """Return the Act that the mention of an Act at `index` means; nothing where that cannot be told."""
        mention = self._acts[index]
        if mention.act:
            return mention.act
        if index not in self._meant:
            self._meant[index] = ""
            self._meant[index] = self._glossed(index) or self._pointed_to(mention) or mention.otherwise
        return self._meant[index]

    def nearest(self, position: int, can_be: Callable[[str], bool], number: str = "") -> str:
        """Return the fitting Act named last before `position`: in its paragraph, its headings, the text.

        Where one of these names several, the Act of which `number` is a widely known provision goes first; one that
        is only said to be replaced ('the BNS, which replaced the IPC') goes behind all others.
        """
        paragraph = self._context.paragraph_start(position)
        last = bisect_left(self.starts, position) - 1
        first = bisect_left(self.starts, paragraph)
        replaced = ""
        for start, stop in self._spans(position, first, last):
            found: dict[str, int] = {}
            for index in range(stop, max(start, stop - _FAR) - 1, -1):
                if self._acts[index].weak or (self._acts[index].pointer and index not in self._meant):
                    continue
                meant = itself_or_amended(self.of(index), can_be)
                if meant:
                    found.setdefault(meant, index)
            known = best_known(number) if len(found) > 1 else ()
            by_rank = [*filter(known.__contains__, found), *found]
            in_force = next((act for act in by_rank if not self.is_replaced(found[act])), "")
            if in_force:
                return in_force
            replaced = replaced or next(iter(by_rank), "")
        return replaced

    def is_replaced(self, index: int) -> bool:
        """Tell whether an Act is named as one that another has replaced, alone or with those right before it."""
        known = self._replaced.get(index)
        if known is None:
            known = self._replaced[index] = self._follows_replaced(index)
        return known

    def _follows_replaced(self, index: int) -> bool:
        """Tell what :meth:`is_replaced` does."""
        for here in range(index, max(-1, index - _TOGETHER), -1):
            start = self.starts[here]
            if GONE.match(self._text, self._acts[here].outer):
                return True
            if REPLACED.search(self._text, max(0, start - LONGEST_REPLACED), start) is not None:
                return True
            if not here or AND_REPLACED.fullmatch(self._text, self._acts[here - 1].outer, start) is None:
                return False
        return False

    def _spans(self, position: int, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield where to look for what was named before, the first and the last name of each place."""
        yield first, last
        for start, end in self._context.headings_above(position):
            yield bisect_left(self.starts, start), bisect_left(self.starts, end) - 1
        yield 0, last

    def _glossed(self, index: int) -> str:
        """Return the Act that stands in brackets right behind: 'the Act (Companies Act, 1956)'."""
        if index + 1 >= len(self._acts) or not self._acts[index + 1].act:
            return ""
        between = GLOSS.fullmatch(self._text, self._acts[index].end, self._acts[index + 1].start)
        return self._acts[index + 1].act if between else ""

    def _pointed_to(self, mention: ActMention) -> str:
        """Return the Act that 'the said Act', 'the Code', 'the 1996 Act' points to, or nothing."""
        if mention.pointer.isdecimal():
            return self._of_that_year(mention)
        found = self.nearest(mention.start, lambda act: is_called(act, mention.word))
        if not found and mention.pointer in ("that", "said", "aforesaid", "same", "latter"):
            found = self.nearest(mention.start, lambda act: act != CONSTITUTION)
        return found or self._only_one_called(mention)

    def _of_that_year(self, mention: ActMention) -> str:
        """Return the Act of a year: the last named, the only one of the text, else kin of one that is named."""
        year = f"-{mention.pointer}"

        def is_meant(act: str) -> bool:
            return act.endswith(year) and (not mention.otherwise or amends(act))

        found = self.nearest(mention.start, is_meant)
        found = found or only(filter(is_meant, self._of_years.get(mention.pointer, ())))
        return found or ("" if mention.otherwise else self._kin(mention))

    @cached_property
    def _of_years(self) -> dict[str, list[str]]:
        """The Acts that the text names, by the year in their ids."""
        found: dict[str, list[str]] = {}
        for named in dict.fromkeys(act.act for act in self._acts):
            found.setdefault(named[-4:], []).append(named)
        return found

    def _kin(self, mention: ActMention) -> str:
        """Return the Act of the year that has the name of one that stands before, or took its place."""
        year = int(mention.pointer)
        last = bisect_left(self.starts, mention.start) - 1
        before = (self._acts[index] for index in range(last, max(-1, last - _FAR), -1))
        kin = (kin_of_year(act.act, year) for act in before if act.act and not act.weak)
        return next(filter(None, kin), "")

    def _only_one_called(self, mention: ActMention) -> str:
        """Return the only Act of the whole text that 'the Code' or 'the Act' can mean where none is named before."""
        if mention.pointer != "the" or mention.word not in ("act", "code"):
            return ""
        if mention.word not in self._called:
            named = dict.fromkeys(act.act for act in self._acts if act.act and not act.weak)
            self._called[mention.word] = only(act for act in named if is_called(act, mention.word))
        return self._called[mention.word]


def itself_or_amended(act: str, can_be: Callable[[str], bool]) -> str:
    """Return an Act that can be meant, or the one that it amends where that can; else nothing."""
    return next((one for one in (act, amended(act)) if one and can_be(one)), "")


def only(acts: Iterable[str]) -> str:
    """Return the Act that is the only one, else nothing."""
    found = list(islice(acts, 2))
    return found[0] if len(found) == 1 else ""
