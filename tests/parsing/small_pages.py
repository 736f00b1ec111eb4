"""Small pages for the parser's tests, and a few ways to draw one outline."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from law4u_index.answer import Answer, Section

QUESTION = "Can I Sue A Builder?"
LEAD = "A buyer who was let down by a builder may go to the authority with papers and proof of payment."


def page(body: str, *, head: str = "", above: str = "", below: str = "") -> str:
    """Return a page with title, byline and this body."""
    return (
        f"<!doctype html><html><head><title>{QUESTION} - Law4u</title>{head}</head><body>{above}<h1>{QUESTION}</h1>"
        f"<p>Answer By law4u team</p><p>{LEAD}</p>{body}{below}</body></html>"
    )


def shape(answer: Answer) -> list[tuple[int, str | None, str, tuple[str, ...]]]:
    """Return level, heading, text and items of each section in reading order."""
    return [(s.level, s.heading, s.text, s.items) for s in answer.walk()]


Outline = list[tuple[str, list[tuple[str, str]]]]


def _html(outline: Outline, draw: Callable[[str, int], str]) -> str:
    parts = []
    for topic, children in outline:
        parts.append(draw(topic, 1))
        for heading, text in children:
            parts.append(draw(heading, 2) + f"<p>{escape(text)}</p>")
    return page("".join(parts))


def semantic(outline: Outline) -> str:
    """Draw an outline with h2 and h3."""
    return _html(outline, lambda words, level: f"<h{level + 1}>{escape(words)}</h{level + 1}>")


def deep(outline: Outline) -> str:
    """Draw an outline with h5 and h6 that hold links."""
    return _html(outline, lambda words, level: f'<h{level + 4}><a href="#x">{escape(words)}</a></h{level + 4}>')


def bold(outline: Outline) -> str:
    """Draw an outline whose headings are all bold paragraphs."""
    return _html(outline, lambda words, _: f"<p><strong>{escape(words)}</strong></p><p>&nbsp;</p>")


def divs(outline: Outline) -> str:
    """Draw an outline whose headings are divs like any other."""
    return _html(outline, lambda words, _: f'<div class="k3x"><span style="color:red">{escape(words)}</span></div>')


def unclosed(outline: Outline) -> str:
    """Draw an outline in upper-case tags that nothing closes."""
    parts: list[str] = []
    for topic, children in outline:
        parts.append(f"<H2>{escape(topic)}")
        parts.extend(f"<H3>{escape(heading)}<P>{escape(text)}" for heading, text in children)
    return page("".join(parts))


def text(outline: Outline) -> str:
    """Draw an outline as plain text."""
    lines = ["Law4u - Made in India", QUESTION, "Answer By law4u team", LEAD]
    for topic, children in outline:
        lines.append(topic)
        for heading, words in children:
            lines.extend((heading, words))
    return "\n\n".join(lines)


DRAWINGS = (semantic, deep, bold, divs, unclosed, text)


def expected(outline: Outline) -> list[tuple[int, str | None, str, tuple[str, ...]]]:
    """Return what :func:`shape` gives for a page of the outline."""
    found: list[tuple[int, str | None, str, tuple[str, ...]]] = []
    for topic, children in outline:
        found.append((1, topic, "", ()))
        found.extend((2, heading, words, ()) for heading, words in children)
    return found


def only(answer: Answer) -> Section:
    """Return the one section of an answer."""
    (section,) = answer.sections
    return section
