"""Which provisions of which Acts a text cites.

Three steps: where Acts are named (:mod:`~law4u_index.law.names`), where provisions are
(:mod:`~law4u_index.law.mentions`), and here: which belongs to which. An Act is looked for, in this order:

1. right behind the provision ('Section 138 of the NI Act', 'Section 138 NI Act'), or right before it
   ('IPC Section 279');
2. with the provision that it is named together with ('Section 3 read with section 4 of the Dowry Prohibition Act');
3. earlier in the same paragraph;
4. in the heading of the nearest enclosing section that names one;
5. earlier in the text;
6. later in the same sentence;
7. further on in the same paragraph, where the same number stands with its Act.

An article whose Act is not named before it is the Constitution's; any other provision of which no Act is found is no
citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from unicodedata import category

from law4u_index.answer import Answer, Citation
from law4u_index.law.act_mentions import BREAK
from law4u_index.law.context import Context, ReadingOrder
from law4u_index.law.mentions import find_mentions
from law4u_index.law.names import find_acts
from law4u_index.law.resolver import Resolver

_LAST_LETTERS = re.compile(r"[^\s.]{1,60}\Z")
_ANY_NUMBER = re.compile(r"[0-9०-९]")


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


def find_citations(text: str) -> list[FoundCitation]:
    """Return every provision of an Act that a plain text cites, each time that it does, in order.

    Args:
        text: paragraphs parted by blank lines.
    """
    plain = text.replace(BREAK, " ")
    return list(_cited(plain, Context(plain, [0], [None])))


def cite(answer: Answer) -> Answer:
    """Return `answer` with its citations: each provision once, in order of first appearance.

    Title, summary, headings, paragraphs, list entries and the example are read in reading order. A bare
    'Section 279' under a heading belongs to the Act that the nearest enclosing heading names.
    """
    blocks = ReadingOrder()
    blocks.add(answer.question, None)
    blocks.add(answer.summary, None)
    example = answer.example
    placed = example is None
    for section in answer.sections:
        placed = blocks.add_section(section, None, answer) or placed
    if example is not None and not placed:
        blocks.add_example(answer, None)
    text = blocks.joined()
    seen: dict[str, Citation] = {}
    for found in _cited(text, Context(text, blocks.starts, blocks.headings)):
        if found.id not in seen:
            seen[found.id] = Citation(found.id, found.text)
    return replace(answer, citations=tuple(seen.values()))


def _cited(text: str, context: Context) -> Iterator[FoundCitation]:
    """Yield every provision that a text cites, in order."""
    mentions = find_mentions(text)
    if not mentions and _ANY_NUMBER.search(text) is None:
        return
    acts = find_acts(text, mentions)
    if not mentions and not acts:
        return
    for resolved in Resolver(text, context, acts, mentions).resolve():
        end = _with_its_points(text, resolved.start, resolved.end)
        words = " ".join(text[resolved.start : end].split())
        for number in resolved.mention.numbers:
            provision = f"{resolved.act}/{resolved.mention.kind}/{number}"
            yield FoundCitation(resolved.start, end, provision, words)


def _with_its_points(text: str, start: int, end: int) -> int:
    """Return where a citation ends: with the point of its last initial ('C.P.C.'), without its sentence's ('CPC.')."""
    bare = end - 1 if text[end - 1] == "." else end
    if text[bare : bare + 1] != ".":
        return end
    last = _LAST_LETTERS.search(text, start, bare)
    signs = [sign for sign in last[0] if category(sign)[0] != "M"] if last is not None else []
    if last is None or len(signs) != 1 or not signs[0].isalpha():
        return bare
    is_initial = end > bare or text[last.start() - 1] == "."
    return bare + 1 if is_initial else bare
