"""How the answer itself is written in HTML: one class a manner of writing, all from the same sections.

A body is made for one sample and one stream of dice, and rendered once. What a manner cannot show so that a
reader could tell is refused by its ``carries``.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Sequence

from law4u_index.answer import Section
from tests.pagemaker.dice import Dice
from tests.pagemaker.records import Sample
from tests.pagemaker.shapes import (
    has_short_lines,
    has_stray_labels,
    is_labelled,
    leading_labels,
    levels_told_by_numbers,
    levels_told_by_words,
    paragraphs,
)


class Body:
    """The clean manner: h2, h3, h4, paragraphs and lists, as HTML is meant to be."""

    def __init__(self, sample: Sample, dice: Dice) -> None:
        self.answer = sample.answer
        self.dice = dice
        self.numbers = sample.shape == "numbered" and levels_told_by_numbers(sample.answer)
        self.colons = self.numbers or dice.chance(0.25)
        self.closes_run_in = dice.chance(0.3)

    @classmethod
    def carries(cls, sample: Sample) -> bool:  # noqa: ARG003 - the others look at the sample
        """Return whether a reader could tell every part of this sample from the others."""
        return True

    def render(self) -> str:
        """Return the answer from its first paragraph to its last."""
        parts = [self.paragraph(text) for text in paragraphs(self.answer.summary)]
        parts += [self.closing(section) or self.section(section) for section in self.answer.sections]
        return "\n".join(parts)

    def closing(self, section: Section) -> str | None:
        """Return 'Summary: …' run together, on some pages: it says by itself where it belongs."""
        if self.closes_run_in and section.heading in ("Summary", "Conclusion") and is_labelled(section):
            return self.labelled(f"{section.heading}:", section.text)
        return None

    def section(self, section: Section, number: int | None = None) -> str:
        parts = []
        if section.heading is not None:
            parts.append(self.heading(self.title(section, number), section.level))
        parts += [self.own_paragraph(text, section) for text in paragraphs(section.text)]
        if section.items:
            parts.append(self.items(section.items, section.ordered))
        if section.sections:
            parts.append(self.children(section))
        return "\n".join(parts)

    def children(self, section: Section) -> str:
        return "\n".join(
            self.section(child, number if self.numbers else None) for number, child in enumerate(section.sections, 1)
        )

    def title(self, section: Section, number: int | None) -> str:
        heading = section.heading or ""
        if (number is not None or self.colons) and not heading.endswith("?"):
            heading += ":"
        return heading if number is None else f"{number}. {heading}"

    def own_paragraph(self, text: str, section: Section) -> str:
        """Return a paragraph; in an example 'Scenario:' and 'Steps to take:' lead in, often in bold."""
        lead, colon, rest = text.partition(":")
        if section.kind == "example" and colon and len(lead) < 20:
            return self.labelled(lead + colon, rest.strip())
        return self.paragraph(text)

    # What a manner of writing may do in its own way.

    def ink(self, text: str) -> str:
        """Return the text as it stands in the source."""
        return html.escape(text, quote=False)

    def paragraph(self, text: str) -> str:
        return f"<p>{self.ink(text)}</p>"

    def labelled(self, label: str, text: str) -> str:
        return f"<p><strong>{self.ink(label)}</strong>{' ' if text else ''}{self.ink(text)}</p>"

    def heading(self, title: str, level: int, /) -> str:
        return f"<h{level + 1}>{self.ink(title)}</h{level + 1}>"

    def items(self, items: Sequence[str], ordered: bool) -> str:
        tag = "ol" if ordered else "ul"
        return "\n".join([f"<{tag}>", *(f"  <li>{self.ink(item)}</li>" for item in items), f"</{tag}>"])


class DeepHeadings(Body):
    """Headings that skip levels, with anchors and bold inside; paragraphs in list entries; wrapped source."""

    def __init__(self, sample: Sample, dice: Dice) -> None:
        super().__init__(sample, dice)
        self.tags = [f"h{number}" for number in dice.pick(((3, 4, 5), (2, 4, 6), (3, 5, 6), (4, 5, 6)))]

    def section(self, section: Section, number: int | None = None) -> str:
        return f"<section>\n{super().section(section, number)}\n</section>"

    def ink(self, text: str) -> str:
        return textwrap.fill(super().ink(text), 96, break_long_words=False, break_on_hyphens=False)

    def heading(self, title: str, level: int, /) -> str:
        tag, anchor = self.tags[level - 1], self.dice.token(8)
        return (
            f'<{tag} id="{anchor}"><strong>{self.ink(title)}</strong>'
            f'<a class="anchor" href="#{anchor}" aria-hidden="true"></a></{tag}>'
        )

    def items(self, items: Sequence[str], ordered: bool) -> str:
        tag = "ol" if ordered else "ul"
        entries = (f"<li>\n<p>{self.ink(item)}</p>\n</li>" for item in items)
        return "\n".join([f"<{tag}>", *entries, f"</{tag}>"])


class EditorLeftovers(Body):
    """What an editor in the browser leaves: nested spans, hard spaces, empty paragraphs, breaks."""

    STYLES = (
        "font-size: 12pt;", "color: rgb(33, 37, 41);", "font-family: Arial, sans-serif;",
        "background-color: transparent; white-space: pre-wrap;", "font-weight: 400;", "text-align: justify;",
    )  # fmt: skip

    def ink(self, text: str) -> str:
        words = super().ink(text).split(" ")
        spaced = words[0]
        for word in words[1:]:
            spaced += ("&nbsp;" if self.dice.chance(0.06) else " ") + word
        named = spaced.replace("’", "&rsquo;").replace("–", "&ndash;").replace("₹", "&#8377;")
        if len(words) > 12:
            half = named.find(" ", len(named) // 2)
            named = f"{named[:half]}</span><span {self._style()}>{named[half:]}"
        return f"<span {self._style()}><span {self._style()}>{named}</span></span>"

    def _style(self) -> str:
        return f'style="{self.dice.pick(self.STYLES)}"'

    def _leftover(self) -> str:
        nothing = (
            "",
            "",
            "<p>&nbsp;</p>",
            "<p><br></p>",
            "<br><br>",
            "<p><span></span></p>",
            "<div><br /></div>",
        )
        return "\n" + self.dice.pick(nothing)

    def paragraph(self, text: str) -> str:
        return f'<p dir="ltr" {self._style()}>{self.ink(text)}&nbsp;</p>{self._leftover()}'

    def labelled(self, label: str, text: str) -> str:
        return f'<p dir="ltr"><b>{self.ink(label)}&nbsp;</b>{self.ink(text) if text else ""}</p>'

    def heading(self, title: str, level: int, /) -> str:
        tag = f"h{level + 1}"
        return f'<{tag} dir="ltr" {self._style()}><b><u></u>{self.ink(title)}</b></{tag}>{self._leftover()}'

    def items(self, items: Sequence[str], ordered: bool) -> str:
        tag = "ol" if ordered else "ul"
        entries = [
            f'<li dir="ltr" {self._style()}>\n<p role="presentation">{self.ink(item)}</p>\n</li>' for item in items
        ]
        return "\n".join([f"<{tag}>", *entries, f"</{tag}>"]) + self._leftover()


class UpperCaseUnclosed(Body):
    """An old page: tags in capitals, FONT, and P and LI never closed."""

    def paragraph(self, text: str) -> str:
        return f'<P ALIGN=justify><FONT FACE="Verdana" SIZE=2>{self.ink(text)}</FONT>'

    def labelled(self, label: str, text: str) -> str:
        return f"<P><B>{self.ink(label)}</B> {self.ink(text)}"

    def heading(self, title: str, level: int, /) -> str:
        return f"<H{level + 1}>{self.ink(title)}</H{level + 1}>"

    def items(self, items: Sequence[str], ordered: bool) -> str:
        tag = "OL" if ordered else "UL"
        return "\n".join([f"<{tag}>", *(f"<LI>{self.ink(item)}" for item in items), f"</{tag}>"])


class BulletText(Body):
    """Headings as such, but lists are text: '•' or numbers, with breaks between or a paragraph each."""

    def items(self, items: Sequence[str], ordered: bool) -> str:
        return as_text_list(items, ordered, self.dice, self.ink)


def as_text_list(items: Sequence[str], ordered: bool, dice: Dice, ink: Callable[[str], str]) -> str:
    """Return a list whose bullets or numbers are written out."""
    sign = dice.pick(("{}. ", "{}) ", "{}.&nbsp;", "Step {}: ")) if ordered else dice.pick(("• ", "•&nbsp;", "•"))
    lines = [sign.format(number) + ink(item) for number, item in enumerate(items, 1)]
    if dice.chance(0.5):
        return "<p>" + "<br />\n".join(lines) + "</p>"
    return "\n".join(f"<p>{line}</p>" for line in lines)


class StepParagraphs(BulletText):
    """Steps without any list or heading: each is a paragraph that begins with its number."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return any(section.heading is None and section.ordered for section in sample.answer.sections)

    def items(self, items: Sequence[str], ordered: bool) -> str:
        if not ordered:
            return super().items(items, ordered)
        sign = self.dice.pick(("<strong>Step {}:</strong> ", "{}. ", "<b>{}.</b> ", "<b>{})</b>&nbsp;"))
        return "\n".join(f"<p>{sign.format(n)}{self.ink(item)}</p>" for n, item in enumerate(items, 1))


class FlatBody(Body):
    """The base of the manners in which every heading looks the same, whatever its level."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        numbered = sample.shape == "numbered" and levels_told_by_numbers(sample.answer)
        return (numbered or levels_told_by_words(sample.answer)) and not has_short_lines(sample.answer)


class BoldParagraphs(FlatBody):
    """Headings as paragraphs in bold, '<p><strong>1.&nbsp;Eligibility:</strong></p>'."""

    def heading(self, title: str, _level: int, /) -> str:
        number, dot, words = title.partition(". ")
        title = f"{number}.&nbsp;{self.ink(words)}" if dot and number.isdigit() else self.ink(title)
        return f"<p><strong>{title}</strong></p>"


class BoldBreaks(FlatBody):
    """One block of text for the whole answer: bold headings, and breaks where paragraphs end."""

    def render(self) -> str:
        return f"<div>\n{super().render()}\n</div>"

    def paragraph(self, text: str) -> str:
        return f"{self.ink(text)}<br><br>"

    def labelled(self, label: str, text: str) -> str:
        return f"<b>{self.ink(label)}</b> {self.ink(text)}<br><br>"

    def heading(self, title: str, _level: int, /) -> str:
        return f"<b>{self.ink(title)}</b><br>"

    def items(self, items: Sequence[str], ordered: bool) -> str:
        sign = "{}. " if ordered else "• "
        return "".join(f"{sign.format(n)}{self.ink(item)}<br>\n" for n, item in enumerate(items, 1)) + "<br>"


class DivSoup(FlatBody):
    """No tag that means anything: divs and spans with the class names of a build tool."""

    def __init__(self, sample: Sample, dice: Dice) -> None:
        super().__init__(sample, dice)
        self.names = [f"css-{dice.token(6)}" for _ in range(6)]

    def paragraph(self, text: str) -> str:
        return f'<div class="{self.names[0]} {self.names[1]}"><div>{self.ink(text)}</div></div>'

    def labelled(self, label: str, text: str) -> str:
        return f'<div class="{self.names[0]}"><span>{self.ink(label)}</span> <span>{self.ink(text)}</span></div>'

    def heading(self, title: str, _level: int, /) -> str:
        outer, inner = self.names[2:4]
        return f'<div class="{outer}"><div class="{inner}"><span>{self.ink(title)}</span></div></div>'

    def items(self, items: Sequence[str], ordered: bool) -> str:
        signs = [f"{n}." if ordered else "•" for n in range(1, len(items) + 1)]
        entries = [
            f'<div class="{self.names[5]}"><span>{sign}</span> <span>{self.ink(item)}</span></div>'
            for sign, item in zip(signs, items, strict=True)
        ]
        return "\n".join([f'<div class="{self.names[4]}">', *entries, "</div>"])


class WordPaste(FlatBody):
    """Pasted from a word processor: MsoNormal, bullets in the Symbol font, o:p, conditional comments."""

    def render(self) -> str:
        settings = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
        return f"<!--[if gte mso 9]>{settings}<![endif]-->\n{super().render()}"

    def paragraph(self, text: str) -> str:
        return (
            '<p class="MsoNormal" style="margin-bottom:8.0pt;line-height:107%"><span lang="EN-IN" '
            f'style="mso-ansi-language:EN-IN">{self.ink(text)}<o:p></o:p></span></p>'
        )

    def labelled(self, label: str, text: str) -> str:
        bold = f'<b><span lang="EN-IN">{self.ink(label)}</span></b>'
        return f'<p class="MsoNormal">{bold} {self.ink(text)}<o:p></o:p></p>'

    def heading(self, title: str, _level: int, /) -> str:
        return f'<p class="MsoNormal"><b><span lang="EN-IN">{self.ink(title)}<o:p>&nbsp;</o:p></span></b></p>'

    def items(self, items: Sequence[str], ordered: bool) -> str:
        gap = '<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp;&nbsp; </span>'
        return "\n".join(
            '<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1">'
            '<!--[if !supportLists]--><span style="font-family:Symbol">'
            f"{f'{n}.' if ordered else '·'}{gap}</span><!--[endif]-->{self.ink(item)}<o:p></o:p></p>"
            for n, item in enumerate(items, 1)
        )


class RunInParagraphs(Body):
    """Label and text run together in a paragraph, the label in bold; other headings are headings."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        sections = sample.answer.sections
        groups = [section.sections for section in sample.answer.walk() if section.sections]
        return bool(leading_labels(sections)) or any(all(map(is_labelled, group)) for group in groups)

    def render(self) -> str:
        sections = self.answer.sections
        count = leading_labels(sections)
        parts = [self.paragraph(text) for text in paragraphs(self.answer.summary)]
        if count:
            parts.append(self.labels(sections[:count]))
        parts += [self.closing(section) or self.section(section) for section in sections[count:]]
        return "\n".join(parts)

    def children(self, section: Section) -> str:
        if all(map(is_labelled, section.sections)):
            return self.labels(section.sections)
        return super().children(section)

    def labels(self, sections: Sequence[Section]) -> str:
        return "\n".join(
            self.labelled(label, section.text)
            for label, section in zip(self.label_words(sections), sections, strict=True)
        )

    def label_words(self, sections: Sequence[Section]) -> list[str]:
        """Return the labels, on numbered pages with their numbers."""
        below = sections[0].level > 1
        return [
            f"{number}. {section.heading}:" if self.numbers and below else f"{section.heading}:"
            for number, section in enumerate(sections, 1)
        ]


class RunInList(RunInParagraphs):
    """Label and text run together in the entries of a list."""

    def labels(self, sections: Sequence[Section]) -> str:
        entries = [
            f"<li><strong>{self.ink(section.heading or '')}:</strong> {self.ink(section.text)}</li>"
            for section in sections
        ]
        return "\n".join(["<ul>", *entries, "</ul>"])


class RunInPlain(RunInParagraphs):
    """Label and text run together with nothing to set the label off but its colon."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return super().carries(sample) and not has_stray_labels(sample.answer, inside=False)

    def labelled(self, label: str, text: str) -> str:
        return self.paragraph(f"{label} {text}".strip())


class RunInOneParagraph(RunInParagraphs):
    """All labels and their texts one after another in one paragraph, with or without bold."""

    def __init__(self, sample: Sample, dice: Dice) -> None:
        super().__init__(sample, dice)
        self.bold = dice.chance(0.5)

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        return super().carries(sample) and not has_stray_labels(sample.answer, inside=True)

    def labels(self, sections: Sequence[Section]) -> str:
        label = "<b>{}</b> {}" if self.bold else "{} {}"
        labels = self.label_words(sections)
        runs = (label.format(self.ink(words), self.ink(s.text)) for words, s in zip(labels, sections, strict=True))
        return f"<p>{' '.join(runs)}</p>"


class _Pairs(RunInParagraphs):
    """The base of the manners that put heading and text of a sub-section side by side."""

    @classmethod
    def carries(cls, sample: Sample) -> bool:
        groups = [section.sections for section in sample.answer.walk() if section.sections]
        return any(all(map(is_labelled, group)) for group in groups)

    def render(self) -> str:
        return Body.render(self)


class DefinitionList(_Pairs):
    """Sub-sections as a definition list: the term is the heading."""

    def labels(self, sections: Sequence[Section]) -> str:
        pairs = [f"<dt>{self.ink(s.heading or '')}</dt>\n<dd>{self.ink(s.text)}</dd>" for s in sections]
        return "\n".join(["<dl>", *pairs, "</dl>"])


class LayoutTable(_Pairs):
    """Sub-sections as rows of a table, heading to the left; the whole answer in the cell of another."""

    def render(self) -> str:
        return (
            '<table width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td valign="top">\n'
            f"{super().render()}\n</td></tr></tbody></table>"
        )

    def labels(self, sections: Sequence[Section]) -> str:
        rows = [
            f"<tr>\n<td width=180><b>{self.ink(s.heading or '')}</b></td>\n<td>{self.ink(s.text)}</td>\n</tr>"
            for s in sections
        ]
        return "\n".join(['<table border="1" cellpadding="6">', *rows, "</table>"])
