"""What is indexed of an answer, and how much each part of it weighs.

An answer is a row of *passages*: its question, its category, its summary, then each section in reading order. A passage
holds texts of one or more *fields*. The score of an answer for a word is that of BM25F (Robertson, Zaragoza and Taylor,
'Simple BM25 extension to multiple weighted fields', CIKM 2004), with two constants where that has averages: a field's
*pivot length* is fixed here, so that the weight of a word in an answer is known when the answer is indexed and
does not drift as others arrive:

    tf = sum over fields f of  weight_f * occurrences_f / (1 - b_f + b_f * length_f / pivot_f)
    impact = tf / (K1 + tf), kept in 16 bits
    idf = ln(1 + (N - df + 0.5) / (df + 0.5)), in steps of 65535 / 2**38, at least one
    score = sum over the query's words of idf * impact,
            and on top the sum of all their idf where the answer has all of the words

What a question hints at (:mod:`law4u_index.search.hints`) is scored as a word is, and its idf counts in the last sum,
but no answer has to have it. A word stands for several terms where it is widened, begun or perhaps misspelt: its impact
in an answer is then the greatest of theirs, each times its weight, and its idf that of the answers that have any of
them. A word asked for in one field (``question:bail``) has its whole impact, and the idf of the answers that have it
there. A provision is a word too: see :mod:`law4u_index.search.citing`.

Since an impact is below one, the last term puts every answer with all the words before every answer with some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from law4u_index.answer import Answer

K1 = 1.2
"""How fast a word's further occurrences count for less (the usual value)."""

IMPACT_ONE = 65535
"""The stored impact that stands for one."""


FACTOR_STEPS = 1 << 38
"""An idf divided by :data:`IMPACT_ONE` is a whole number of steps, so many to one.

So every score is a sum of whole numbers of steps, which a float64 holds exactly up to 32,768: it does not depend on the
order in which words are looked at, and equals are equal.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of text within an answer.

    Attributes:
        name: as in queries and in Whoosh's schema.
        number: its place in :data:`FIELDS`; its bit in a posting's mask is ``1 << number``.
        weight: how much an occurrence counts (a first setting; docs/relevance.md).
        b: how much a long field counts for less, 0 to 1.
        pivot: the length at which an occurrence counts as it is, in tokens (the corpus' mean, rounded).
    """

    name: str
    number: int
    weight: float
    b: float
    pivot: float

    @property
    def bit(self) -> int:
        """The field's bit in a posting's mask."""
        return 1 << self.number


QUESTION = Field("question", 0, 3.0, 0.5, 9.0)
CATEGORY = Field("category", 1, 0.8, 0.0, 2.0)
HEADINGS = Field("headings", 2, 1.2, 0.5, 25.0)
TEXT = Field("text", 3, 1.0, 0.6, 330.0)
TIPS = Field("tips", 4, 0.8, 0.6, 60.0)
EXAMPLE = Field("example", 5, 0.6, 0.6, 90.0)

FIELDS = (QUESTION, CATEGORY, HEADINGS, TEXT, TIPS, EXAMPLE)
"""The fields whose words are searched, by number."""

ALL_BITS = sum(field.bit for field in FIELDS)
"""The bits of all fields."""

KEYS = ("id", "category", "kind", "cites", "act", "advocate", "practice")
"""What an answer is filed under by exact value: see :mod:`law4u_index.index.keys`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an answer that can be shown as a snippet.

    Attributes:
        name: the heading it stands under; None for question, category and summary, and where there is none.
        kind: the section's kind; '' for question and category, 'overview' for the summary.
        texts: its texts and the field of each, in reading order.
    """

    name: str | None
    kind: str
    texts: tuple[tuple[Field, str], ...]

    @property
    def body(self) -> str:
        """What a snippet is taken from: all but the heading."""
        return "\n".join(text for field, text in self.texts if field is not HEADINGS)


def passages(answer: Answer) -> Iterator[Passage]:
    """Yield the passages of `answer`: question, category, summary, then each section in reading order."""
    yield Passage(None, "", ((QUESTION, answer.question),))
    yield Passage(None, "", ((CATEGORY, answer.category or ""),))
    yield Passage(None, "overview", ((TEXT, answer.summary),))
    for section in answer.walk():
        field = {"tips": TIPS, "example": EXAMPLE}.get(section.kind, TEXT)
        texts = [(field, text) for text in (section.text, *section.items) if text]
        if section.heading:
            texts.insert(0, (HEADINGS, section.heading))
        yield Passage(section.heading, section.kind, tuple(texts))
