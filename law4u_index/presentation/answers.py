"""One answer as a document: plain text, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from law4u_index.presentation.terminal import Screen, display_width, folded, wrapped
from law4u_index.text_safety import markdown_line, markdown_url, printable_lines

if TYPE_CHECKING:
    from law4u_index.answer import Answer, Section

_UNDERLINES = "=-~"
_CITED = "Provisions cited"

# No script, image or request of any kind, whatever a page may have said.
_HTML_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; }}
.place {{ color: #595959; }}
</style>
</head>
<body>
<article>
"""
_HTML_TAIL = "</article>\n</body>\n</html>"


def answer_as_text(answer: Answer, screen: Screen) -> str:
    """Return `answer` set for `screen`: title, category and date, summary, sections, provisions, address."""
    blocks = ["\n".join(screen.bold(line) for line in wrapped(answer.question, screen))]
    place = _place(answer)
    if place:
        blocks[0] += "\n" + "\n".join(screen.dim(line) for line in wrapped(place, screen))
    blocks += ["\n".join(wrapped(paragraph, screen)) for paragraph in _paragraphs(answer.summary)]
    for section in answer.walk():
        blocks += _text_blocks(section, screen)
    if answer.citations:
        blocks.append(_text_heading(_CITED, 1, screen))
        blocks.append(
            "\n".join(
                line
                for citation in answer.citations
                for line in wrapped(f"{citation.text} ({citation.id})", screen, "    ", "  • ")
            )
        )
    if answer.url:
        blocks.append(screen.dim(folded(answer.url)))
    return "\n\n".join(blocks)


def answer_as_markdown(answer: Answer) -> str:
    """Return `answer` as a Markdown document with the same parts as :func:`answer_as_text`."""
    blocks = [f"# {markdown_line(answer.question)}"]
    place = _place(answer)
    if place:
        blocks.append(f"*{markdown_line(place)}*")
    blocks += [markdown_line(paragraph) for paragraph in _paragraphs(answer.summary)]
    for section in answer.walk():
        if section.heading:
            blocks.append(f"{'#' * _heading_level(section)} {markdown_line(section.heading)}")
        blocks += [markdown_line(paragraph) for paragraph in _paragraphs(section.text)]
        if section.items:
            blocks.append("\n".join(f"{sign}{markdown_line(item)}" for sign, item in _signed(section, "- ", "{}. ")))
    if answer.citations:
        blocks.append(f"## {_CITED}")
        blocks.append("\n".join(f"- {markdown_line(f'{c.text} ({c.id})')}" for c in answer.citations))
    url = markdown_url(answer.url or "")
    if url:
        blocks.append(f"<{url}>")
    return "\n\n".join(blocks)


def answer_as_html(answer: Answer) -> str:
    """Return `answer` as a whole page that needs nothing else and runs nothing."""
    lines = [f"<h1>{_html(answer.question)}</h1>"]
    place = _place(answer)
    if place:
        lines.append(f'<p class="place">{_html(place)}</p>')
    lines += [f"<p>{_html(paragraph)}</p>" for paragraph in _paragraphs(answer.summary)]
    for section in answer.walk():
        lines += _html_lines(section)
    if answer.citations:
        lines.append(f"<h2>{_CITED}</h2>")
        lines.append("<ul>")
        lines += [f"<li>{_html(f'{c.text} ({c.id})')}</li>" for c in answer.citations]
        lines.append("</ul>")
    if answer.url and answer.url.lower().startswith(("http://", "https://")):
        lines.append(f'<p><a href="{_html(answer.url)}">{_html(answer.url)}</a></p>')
    return _HTML_HEAD.format(title=_html(answer.question)) + "\n".join(lines) + "\n" + _HTML_TAIL


def _place(answer: Answer) -> str:
    author = f"by {answer.author}" if answer.author else None
    return " · ".join(part for part in (answer.category, author, answer.published) if part)


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]


def _heading_level(section: Section) -> int:
    """Return a heading's level in a document whose title is the first; there are six at the most."""
    return min(section.level + 1, 6)


def _signed(section: Section, bullet: str, number: str) -> Iterator[tuple[str, str]]:
    """Yield each entry of the section's list with the sign before it."""
    for place, item in enumerate(section.items, 1):
        yield (number.format(place) if section.ordered else bullet), item


def _text_blocks(section: Section, screen: Screen) -> Iterator[str]:
    """Yield heading, paragraphs and list of a section, set for a screen."""
    if section.heading:
        yield _text_heading(section.heading, section.level, screen)
    for paragraph in _paragraphs(section.text):
        yield "\n".join(wrapped(paragraph, screen))
    if section.items:
        lines: list[str] = []
        for sign, item in _signed(section, "  • ", "{:>3}. "):
            lines += wrapped(item, screen, " " * len(sign), sign)
        yield "\n".join(lines)


def _text_heading(heading: str, level: int, screen: Screen) -> str:
    lines = wrapped(heading, screen)
    underline = _UNDERLINES[min(level, len(_UNDERLINES)) - 1]
    width = max(map(display_width, lines))
    return "\n".join([*(screen.bold(line) for line in lines), screen.dim(underline * width)])


def _html_lines(section: Section) -> Iterator[str]:
    """Yield heading, paragraphs and list of a section as HTML."""
    if section.heading:
        tag = f"h{_heading_level(section)}"
        yield f"<{tag}>{_html(section.heading)}</{tag}>"
    for paragraph in _paragraphs(section.text):
        yield f"<p>{_html(paragraph)}</p>"
    if section.items:
        tag = "ol" if section.ordered else "ul"
        yield f"<{tag}>"
        yield from (f"<li>{_html(item)}</li>" for item in section.items)
        yield f"</{tag}>"


def _html(text: str) -> str:
    """Return `text` as HTML shows it letter by letter, in an element or in a quoted attribute."""
    return escape(printable_lines(text)).replace("\n", " ")
