"""What is indexed of an answer, and how much each part of it weighs.

An answer is a row of *passages*: its question, its category, its summary, then each section in reading order. A passage
holds texts of one or more *fields*. The score of an answer for a word is that of BM25F (Robertson, Zaragoza and Taylor,
'Simple BM25 extension to multiple weighted fields', CIKM 2004), with two constants where that has averages: a field's
*pivot length* is fixed here, so that the weight of a word in an answer is known when the answer is indexed and
does not drift as others arrive:

    tf = sum over fields f of  weight_f * occurrences_f / (1 - b_f + b_f * length_f / pivot_f)
    impact = tf / (K1 + tf), kept in 16 bits
    idf = ln(1 + (N - df + 0.5) / (df + 0.5)), in steps of 65535 / 2**38, at least one; of everyday words
          (:mod:`law4u_index.search.everyday`) 0.4 of that
    score = sum over the query's words of idf * impact,
            and on top the sum of all their idf where the answer has all of the words, or what they stand for; only
            where it has the words themselves in a sentence (where a stop word stands among three other plain words or
            more, and no provision is named), and where one of them, which no answer has itself, stands for several
            terms or groups of terms that answers have

What a question hints at (:mod:`law4u_index.search.hints`) is scored as a word is, and its idf counts in the last sum,
but no answer has to have it. A word stands for several terms where it is begun, perhaps misspelt or widened: its impact
in an answer is then the greatest of theirs, each times its weight. Its idf is that of the answers that have any of
them, where it is widened; where it is begun or perhaps misspelt, which may be 256 terms, nobody has to count those: it
is that of as many answers as the terms have one by one, deleted ones too until they are merged away, but of no more
than there are. Of a widened word that answers have themselves, the word's own impact counts as 0.4 + 0.6 * impact, what
it was widened to as 0.4 * weight * impact, so that the word itself always counts more
(:mod:`law4u_index.search.alternatives`). A word asked for in one field (``question:bail``) has its whole impact, and
the idf of the answers that have it there. A provision is a word too (:mod:`law4u_index.search.citing`), whose impact in
an answer, as the index keeps impacts, is the greatest of

    45000, or 20000 for one that it became or replaced, + 0.3 * impact of its number + 0.01 * mean impact of the words
        of its marginal heading, where the answer cites it
    8000, where the answer has all words that ask for it

Since an impact is below one, the last term puts every answer with all the words before every answer with some.

Words that only ask (:mod:`law4u_index.search.intent`: 'punishment for', 'how long') are not looked for beside other
words; the second stage counts them.

A second stage (:mod:`law4u_index.search.refining`) puts the best 64 in order anew where a query without operators has
two plain words or more and asks for no provision. With the query's plain words in their order, each once, those that
only ask too, but without stop words, it adds to an answer's score:

    0.6 * min(idf of both) / distance, for each two words one after the other in the query that stand at most 8 apart in
        the answer, at their nearest; right behind is 1 apart, right before 2
    2 * (sum of the idf of the words in its question) * (how many these are) / (tokens of its question)
    (sum of idf * e of the words) * (sum of e) / (how many of the words any answer has), where e of a word is 1 - p / 32
        for its first place behind the question, p positions after that ends, and 0 from the 32nd on
    9 * (the greatest idf of a word) * nearness * (1 - s), where s is the greatest share by idf of the words that one of
        the 64 has, and nearness the cosine between the sum of the words' vectors and the answer's gist, if that is
        above 0 (:mod:`law4u_index.index.gists`); nothing where any of the query is in Devanagari
    0.4 * likelihood * (mean score of the terms), for each likely meaning (:mod:`law4u_index.search.topics`) of which
        the answer has all terms
    0.75 * (the greatest idf of a word) * (its area of law's share of the votes)
    0.5 * (idf of the answers that have a section of the kind that is asked for), where it has one; nothing for an
        overview, which every answer has
    0.75 * (score of the word), for each of the words that only ask

in steps of 2**-30, the last two also where there is but one plain word or a provision beside what is asked for; and to
an answer with all the words the most that any of the 64 without them was given, so that it stays in front,
if it has that sum on top.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
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


class Field(NamedTuple):
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

KeyField: TypeAlias = Literal["id", "category", "kind", "cites", "act", "advocate", "practice"]
"""What an answer is filed under by exact value: see :mod:`law4u_index.index.keys`."""


class Passage(NamedTuple):
    """A part of an answer that can be shown as a snippet; what an encoder is given is cut otherwise.

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
