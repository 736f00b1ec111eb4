"""More manners of writing the answer: those that mix headings, bold, lists and text as people do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from law4u_index.answer import Section
from tests.pagemaker.bodies import Body, EditorLeftovers, FlatBody
from tests.pagemaker.dice import Dice
from tests.pagemaker.records import Sample
from tests.pagemaker.shapes import levels_told_by_numbers, paragraphs

_CITED = re.compile(r"\b(?:Section|Article|Order) [0-9XVI][0-9A-Z()]{0,9}")
_LONG_WORD = re.compile(r"\b([a-z]{5})([a-z]{4,12})\b")


class AlikeHeadings(FlatBody):
    """Headings as such, but all of one level: h3 over h3."""

    def heading(self, title: str, _level: int, /) -> str:
        return f"<h3>{self.ink(title)}</h3>"


class BoldBelowHeadings(Body):
    """Headings as such on the upper levels, paragraphs in bold on the lowest."""

    def section(self, section: Section, number: int | None = None) -> str:
        if section.level == 1 or section.sections or not section.text:
            return super().section(section, number)
        title = f"<strong>{self.ink(self.title(section, number))}</strong>"
        parts = self.lowest(title, paragraphs(section.text))
        if section.items:
            parts.append(self.items(section.items, section.ordered))
        return "\n".join(parts)

    def lowest(self, title: str, texts: Sequence[str]) -> list[str]:
        return [f"<p>{title}</p>", *map(self.paragraph, texts)]


class BoldAndBreakBelow(BoldBelowHeadings):
    """The same, with the bold heading and its text in one paragraph, a break between."""

    def lowest(self, title: str, texts: Sequence[str]) -> list[str]:
        return [f"<p>{title}<br>\n{self.ink(texts[0])}</p>", *map(self.paragraph, texts[1:])]


class SeveralHands(BoldBelowHeadings):
    """Numbered sub-sections of which each is written in another manner: only the numbers hold them together."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return sample.shape == "numbered" and levels_told_by_numbers(sample.answer)

    def lowest(self, title: str, texts: Sequence[str]) -> list[str]:
        first = self.dice.pick(
            (
                f"<p>{title}</p>\n{self.paragraph(texts[0])}",
                f"<p>{title}<br />{self.ink(texts[0])}</p>",
                f"<p>{title} {self.ink(texts[0])}</p>",
                f"<h4>{title}</h4>\n{self.paragraph(texts[0])}",
                f"<div>{title}</div><div>{self.ink(texts[0])}</div>",
            )
        )
        return [first, *map(self.paragraph, texts[1:])]


class HeadedEntries(Body):
    """Sub-sections as entries of a numbered list: heading in bold, then the text as a paragraph of the entry."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return any(map(_has_only_texts_below, sample.answer.walk()))

    def children(self, section: Section) -> str:
        if not _has_only_texts_below(section):
            return super().children(section)
        entries = [
            f"<li><p><strong>{self.ink(self.title(child, None))}</strong></p>\n"
            + "\n".join(map(self.paragraph, paragraphs(child.text)))
            + "</li>"
            for child in section.sections
        ]
        return "\n".join(["<ol>", *entries, "</ol>"])


def _has_only_texts_below(section: Section) -> bool:
    return bool(section.sections) and not any(
        child.sections or child.items or not child.text for child in section.sections
    )


class Accordion(Body):
    """Sub-sections that fold away: details with the heading as summary."""

    def section(self, section: Section, number: int | None = None) -> str:
        if section.level == 1 or section.heading is None:
            return super().section(section, number)
        inner = [self.own_paragraph(text, section) for text in paragraphs(section.text)]
        if section.items:
            inner.append(self.items(section.items, section.ordered))
        if section.sections:
            inner.append(self.children(section))
        title = self.ink(self.title(section, number))
        return "\n".join([f"<details open><summary>{title}</summary>", *inner, "</details>"])


class RoledDivs(Body):
    """Divs throughout, but with roles and levels for screen readers."""

    def paragraph(self, text: str) -> str:
        return f'<div class="{self.dice.token(5)}">{self.ink(text)}</div>'

    def labelled(self, label: str, text: str) -> str:
        return f"<div><b>{self.ink(label)}</b> {self.ink(text)}</div>"

    def heading(self, title: str, level: int, /) -> str:
        return f'<div role="heading" aria-level="{level + 1}">{self.ink(title)}</div>'

    def items(self, items: Sequence[str], ordered: bool) -> str:
        if ordered:
            return super().items(items, ordered)
        entries = [f'<div role="listitem">{self.ink(item)}</div>' for item in items]
        return "\n".join(['<div role="list">', *entries, "</div>"])


class Emphasised(Body):
    """Headings as such; in the texts the provisions are bold or links, as a diligent editor sets them."""

    def ink(self, text: str) -> str:
        style = self.dice.pick(
            ("<strong>{}</strong>", "<b>{}</b>", "<em>{}</em>", '<a href="/acts">{}</a>', "<u>{}</u>")
        )
        return _CITED.sub(lambda found: style.format(found.group()), super().ink(text))

    def heading(self, title: str, level: int, /) -> str:
        return f"<h{level + 1}>{super().ink(title)}</h{level + 1}>"


class Interrupted(EditorLeftovers):
    """Soft hyphens and zero-width spaces in words; scripts, comments and empty ad places between paragraphs."""

    def ink(self, text: str) -> str:
        broken = self.dice.pick((r"\1&shy;\2", r"\1&#8203;\2", r"\1<wbr>\2", r"\1\2"))
        return _LONG_WORD.sub(broken, Body.ink(self, text), count=3)

    def _leftover(self) -> str:
        return "\n" + self.dice.pick(
            (
                '<ins class="ads" data-slot="4711"></ins>',
                "<script>window.slots = (window.slots || []).concat('<p>Advertisement</p>');</script>",
                "<!-- <h2>Old heading</h2><p>Text that nobody sees any more.</p> -->",
                "<style>.x1 > p { margin: 0 }</style>",
                "<noscript><img src='/px.gif' alt=''></noscript>",
                "",
            )
        )


class OtherBullets(FlatBody):
    """Headings in bold; lists as text with whatever signs people type: dashes, squares, letters, 'Step 1 -'."""

    def __init__(self, sample: Sample, dice: Dice) -> None:
        super().__init__(sample, dice)
        self.bullet = dice.pick(("- ", "– ", "● ", "▪ ", "&bull; ", "&#8226;&nbsp;&nbsp;", "* "))
        self.number = dice.pick(("({}) ", "{}) ", "Step {} - ", "Step {}. ", "<b>Step {}:</b> "))
        self.between = dice.pick(("<br>\n", "</p>\n<p>", "</div>\n<div>"))

    def heading(self, title: str, level: int, /) -> str:
        return f"<h{level + 1}><b>{self.ink(title)}</b></h{level + 1}>"

    def items(self, items: Sequence[str], ordered: bool) -> str:
        sign = self.number if ordered else self.bullet
        lines = [sign.format(number) + self.ink(item) for number, item in enumerate(items, 1)]
        tag = "div" if "div" in self.between else "p"
        return f"<{tag}>{self.between.join(lines)}</{tag}>"
