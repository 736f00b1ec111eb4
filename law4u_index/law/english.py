"""Words that a search treats apart, though they are none of the law: ``data/english_words.csv``.

``everyday``: what everybody tells a story with ('came', 'took', 'yesterday'): rare in answers on law, it would outweigh
what the story is about. ``plain``: other English words, which are no slips for those of the law ('drag' beside
'drug'). ``name``: what persons, places and firms are called ('Salman' is no 'saaman'). ``noun``: stop words that name
a matter as well ('my will' is no 'it will rain'). ``denial``: words that say that something is not so or not done
('not', 'nobody', 'refuses'). The table is written for lawyers to review: ``docs/words.md`` tells
how to add a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from law4u_index.law.sheets import open_sheet, rows

KINDS = ("everyday", "plain", "name", "noun", "denial")
"""What a word can be."""


def english_words(kind: str) -> tuple[str, ...]:
    """Return the words of one of :data:`KINDS`, in small letters, in the forms that people say them in.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("english_words.csv") as file:
        return tuple(word for word, of_kind in read_english_words(file) if of_kind == kind)


def read_english_words(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table of English words: a word and its kind.

    Args:
        lines: the lines of a CSV file with the columns ``word,kind``, headings first.

    Raises:
        ValueError: a row has too many or too few columns, or a kind that there is not; the message names the line.
    """
    for line, (word, kind) in rows(lines, columns=2):
        if kind not in KINDS:
            raise ValueError(f"line {line}: the kind is '{kind}'; it must be one of {', '.join(KINDS)}")
        yield word, kind
