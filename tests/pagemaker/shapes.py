"""What can be told from an answer's words alone, where its markup says nothing of levels or labels.

These are the fair limits of a markup: a page whose own words leave a level open is not drawn in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from law4u_index.answer import Answer, Section

_CLOSING_WORDS = re.compile(r"\b(?:tips|example|summary|conclusion)\b", re.IGNORECASE)
_ACT = re.compile(r"\b(?:Act|Code|Sanhita|Adhiniyam|Rules|Constitution)\b")
_PROVISION = re.compile(r"(?:Sections?|Articles?|Order|Rules?) [0-9XVI]")
_LABEL_START = re.compile(r"(?:^|[.?!;][’”'\")]? )[A-Z][^.:?!;,]{0,60}: ")
_SENTENCE_END = (".", "?", "!", "…", ":", ".)", ".'", ".’", '."', ".”")
LABEL_WORDS = 6
SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "if",
        "in",
        "is",
        "it",
        "not",
        "of",
        "on",
        "or",
        "the",
        "to",
    )
)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return text.split("\n\n") if text else []


def is_title_case(words: str) -> bool:
    """Return whether every word of weight begins with a capital or a digit."""
    heavy = [word for word in words.split() if word.lower() not in SMALL_WORDS]
    return bool(heavy) and all(not word.lstrip("('‘“")[:1].islower() for word in heavy)


def is_labelled(section: Section) -> bool:
    """Return whether the section can be written as 'Label: its one paragraph'."""
    return (
        section.heading is not None
        and section.kind != "example"
        and bool(section.text)
        and len(paragraphs(section.text)) == 1
        and not section.items
        and not section.sections
        and len(section.heading.split()) <= LABEL_WORDS
        and is_title_case(section.heading)
    )


def leading_labels(sections: Iterable[Section]) -> int:
    """Return how many sections at the start can be run-in labels, before any needs a heading of its own."""
    count = 0
    for section in sections:
        if not is_labelled(section):
            break
        count += 1
    return count


def all_texts(answer: Answer) -> Iterator[str]:
    """Yield every paragraph and list entry of the answer."""
    yield from paragraphs(answer.summary)
    for section in answer.walk():
        yield from paragraphs(section.text)
        yield from section.items


def has_stray_labels(answer: Answer, *, inside: bool) -> bool:
    """Return whether some sentence could be taken for a label: at a paragraph's start, or `inside` it too."""
    for section in (None, *answer.walk()):
        if section is not None and section.kind == "example":
            continue
        for paragraph in paragraphs(answer.summary if section is None else section.text):
            found = _LABEL_START.search(paragraph)
            if found and (inside or found.start() == 0):
                return True
    return False


def has_short_lines(answer: Answer) -> bool:
    """Return whether a paragraph could be taken for a heading: short, and no full stop behind."""
    return any(
        len(text) < 100 and not text.endswith(_SENTENCE_END)
        for section in (None, *answer.walk())
        for text in paragraphs(answer.summary if section is None else section.text)
    )


def is_closing(section: Section) -> bool:
    """Return whether the heading itself says that a part at the end begins: tips, example, summary."""
    return section.heading is not None and bool(_CLOSING_WORDS.search(section.heading))


def levels_told_by_words(answer: Answer) -> bool:
    """Return whether every heading's level follows from what it says and where it stands.

    A heading with nothing of its own opens a group, which lasts until the next such heading or until tips,
    example or summary. Inside a group, a heading that names an Act and is followed by provisions opens a
    second one.
    """
    flat = [section for section in answer.walk() if section.heading is not None]
    depth = 1
    for section, following in zip(flat, [*flat[1:], None], strict=False):
        heading = section.heading or ""
        if is_closing(section):
            level = depth = 1
        elif section.text or section.items:
            level = depth
        elif depth > 1 and _ACT.search(heading) and following and _PROVISION.match(following.heading or ""):
            level, depth = 2, 3
        else:
            level, depth = 1, 2
        if level != section.level:
            return False
    return True


def levels_told_by_numbers(answer: Answer) -> bool:
    """Return whether numbered sub-headings tell the levels: two of them, each sub-heading with text."""
    return all(
        section.level == 1 or (section.level == 2 and not section.sections and bool(section.text))
        for section in answer.walk()
    ) and any(section.level == 2 for section in answer.walk())
