"""A page as plain text, as it lies in the clipboard after 'select all' and 'copy' in a browser."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.pagemaker.bodies import Body, FlatBody, RunInPlain
from tests.pagemaker.records import Sample
from tests.pagemaker.shapes import has_short_lines, is_labelled

_PLAIN_TITLE = re.compile(r"[A-Za-z0-9 ,()-]+\?")


def is_plain_title(question: str) -> bool:
    """Return whether the title is a question, and there is but one way to make a slug of it."""
    return _PLAIN_TITLE.fullmatch(question) is not None


class TextBody(Body):
    """What all plain text has in common: headings are lines of their own, bullets and numbers written out."""

    def render(self) -> str:
        return super().render().replace("\n", "\n\n").replace("\n\n\v", "\n")

    def ink(self, text: str) -> str:
        return text

    def paragraph(self, text: str) -> str:
        return text

    def labelled(self, label: str, text: str) -> str:
        return f"{label} {text}".strip()

    def heading(self, title: str, _level: int, /) -> str:
        return title

    def items(self, items: Sequence[str], ordered: bool) -> str:
        # Entries follow one another without a blank line; render takes the mark out again.
        signs = [f"  {n}. " if ordered else "  • " for n in range(1, len(items) + 1)]
        return "\n\v".join(sign + item for sign, item in zip(signs, items, strict=True))


class PlainText(TextBody, FlatBody):
    """Headings, paragraphs and lists, told apart by what they say."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return super().carries(sample) and is_plain_title(sample.answer.question)


class DenseText(PlainText):
    """The same with a line break where others leave a blank line."""

    def render(self) -> str:
        return super().render().replace("\n\n", "\n")


class PlainTextRunIn(TextBody, RunInPlain):
    """Labels and texts run together, a line each, under the headings that are left."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        answer = sample.answer
        labelled = all(section.level <= 2 and all(map(is_labelled, section.sections)) for section in answer.walk())
        return super().carries(sample) and labelled and not has_short_lines(answer) and is_plain_title(answer.question)
