"""Puts a page together: chrome, furniture and the answer, in a markup, as the bytes of a file."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from datetime import date, timedelta

from law4u_index.answer import Answer
from tests.pagemaker.cards import (
    advocates_block,
    related_block,
    related_sentence,
    shown_areas,
    shown_name,
)
from tests.pagemaker.chrome import APP, COPYRIGHT, TAGLINE, frame, slug
from tests.pagemaker.dice import Dice
from tests.pagemaker.head import HeadStyle, closing_scripts, head
from tests.pagemaker.layout import TRACKING, Layout, draw_layout, shown_date
from tests.pagemaker.markups import Markup
from tests.pagemaker.plaintext import TextBody
from tests.pagemaker.records import SITE, Sample, slugify


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what it says.

    Attributes:
        data: its bytes.
        answer: what a parser must read from it, without citations, hash and source.
        layout: where it says what.
        suffix: what its file name ends in.
    """

    data: bytes
    answer: Answer
    layout: Layout
    suffix: str


def make_page(sample: Sample, markup: Markup, seed: object = 0, layout: Layout | None = None) -> Page:
    """Return the sample's page in this markup.

    Args:
        sample: what the page says; the markup must carry it.
        markup: how it says so.
        seed: what all other choices are drawn from.
        layout: where the page says what; drawn from the seed if None.

    Raises:
        ValueError: the markup cannot carry the sample.
    """
    if not markup.carries(sample):
        raise ValueError(f"{markup.name} cannot carry answer {sample.answer.id}")
    dice = Dice("page", sample.answer.id, markup.name, seed)
    layout = layout or draw_layout(sample.answer, dice.fork("layout"))
    said = what_is_said(sample.answer, markup, layout)
    body = markup.body(sample, dice.fork("body"))
    if isinstance(body, TextBody):
        text = _text(said, sample.answer, layout, body.render(), dice)
    else:
        text = _html(sample.answer, markup, layout, body.render(), dice)
    address = visited(sample.answer, layout, dice.fork("address"))
    carrier = markup.carrier
    suffix = carrier.suffix if carrier.suffix == ".mhtml" else f".{markup.kind}{carrier.suffix}"
    return Page(carrier.encode(text, address), said, layout, suffix)


def what_is_said(answer: Answer, markup: Markup, layout: Layout) -> Answer:
    """Return what is left of the answer on a page with this markup and layout."""
    said = answer
    if layout.byline == "absent":
        said = replace(said, author=None)
    if markup.kind == "txt":
        # Text has no links: no address of its own, of advocates, or of related questions.
        advocates = tuple(replace(advocate, url=None) for advocate in said.advocates)
        said = replace(said, url=None, id=slugify(said.question), advocates=advocates, related=())
    elif layout.address == "none" and markup.carrier.suffix != ".mhtml":
        said = replace(said, url=None, id=slugify(said.question))
    return said


def visited(answer: Answer, layout: Layout, dice: Dice) -> str:
    """Return the address in the browser's address bar when the page was saved."""
    path = (answer.url or f"{SITE}/top-answer/{answer.id}").removeprefix(SITE)
    return layout.host + path + (dice.pick(TRACKING) if layout.address == "tracking" else "")


def _html(answer: Answer, markup: Markup, layout: Layout, body: str, dice: Dice) -> str:
    address = visited(answer, layout, dice.fork("address"))
    style = HeadStyle(
        charset=markup.carrier.charset,
        canonical=address if layout.address in ("canonical", "tracking") else None,
        og_url=address if layout.address == "og" or (layout.address == "canonical" and dice.chance(0.5)) else None,
        json_ld=layout.json_ld and markup.carrier.scripts,
        scripts=markup.carrier.scripts,
        site=layout.site,
        rules=layout.rules,
    )
    chrome = frame(layout.skin, layout.site)
    name = dice.token(6)
    parts = [
        "<!DOCTYPE html>"
        if layout.skin != "legacy"
        else '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
        f"<!-- saved from url=({len(address):04}){address} -->" if layout.address == "saved-from" else "",
        '<html lang="en">',
        head(answer, style, dice.fork("head")),
        chrome.before,
        *_top(answer, layout, style.json_ld, dice.fork("top")),
        f'<div class="{name}"><div class="{dice.token(6)}">' if layout.skin == "app" else f'<div class="{name}">',
        body,
        "</div></div>" if layout.skin == "app" else "</div>",
        *_bottom(answer, layout, style.json_ld, dice.fork("top")),
        advocates_block(answer, dice.fork("advocates"), name),
        related_block(answer, dice.fork("related"), layout.host),
        "</main>" if layout.skin == "app" else "",
        chrome.after,
        closing_scripts(layout.site) if style.scripts else "",
        "</body>",
        "</html>",
    ]
    text = "\n".join(part for part in parts if part) + "\n"
    if layout.address == "saved-from":
        # A browser that saves a page writes out every address in full.
        text = text.replace('href="/', f'href="{layout.host}/')
    return text.replace("\n", "\r\n") if dice.chance(0.15) else text


def _top(answer: Answer, layout: Layout, has_data: bool, dice: Dice) -> list[str]:
    """Return what stands over the answer: breadcrumb, label, title, byline."""
    category = html.escape(answer.category or "", quote=False)
    link = f"/top-answers/{slug(answer.category or '')}"
    title = html.escape(answer.question, quote=False)
    parts = ["<main>"] if layout.skin == "app" else []
    if layout.category == "breadcrumb":
        trail = ['<a href="/">Home</a>', f'<a href="{link}">{category}</a>']
        if dice.chance(0.5):
            trail.append(f"<span>{title}</span>")
        if layout.skin == "legacy":
            parts.append(f"<p>{' &raquo; '.join(trail)}</p>")
        else:
            entries = "".join(f"<li>{step}</li>" for step in trail)
            parts.append(f'<nav aria-label="breadcrumb"><ol>{entries}</ol></nav>')
    label = dice.pick((f'<a href="{link}">{category}</a>', f"<span>{category}</span>", f"<p>{category}</p>"))
    if layout.category == "above":
        parts.append(f"<div>{label}</div>")
    heading = {"classic": ("h1", "h1", "h2"), "app": ("h1", "div"), "legacy": ("font", "h1", "b")}[layout.skin]
    tag = dice.pick(heading)
    inner = f"<span>{title}</span>" if dice.chance(0.3) else title
    parts.append(f"<div><{tag}>{inner}</{tag}></div>")
    if layout.category == "below":
        parts.append(f"<div>{label}</div>")
    if layout.byline == "above" or (layout.byline == "absent" and answer.published):
        parts.append(_byline(answer, layout, has_data, dice.fork("byline")))
    if layout.share_bar:
        names = ("WhatsApp", "Facebook", "LinkedIn", "Copy Link")
        parts.append("<ul>" + "".join(f'<li><a href="#" rel="nofollow">{name}</a></li>' for name in names) + "</ul>")
    return parts


def _bottom(answer: Answer, layout: Layout, has_data: bool, dice: Dice) -> list[str]:
    return [_byline(answer, layout, has_data, dice.fork("byline"))] if layout.byline == "below" else []


def byline_words(layout: Layout, dice: Dice) -> str:
    """Return the byline's words, or nothing."""
    return "" if layout.byline == "absent" else dice.pick(("Answer By law4u team", "Answer By Law4u Team"))


def _byline(answer: Answer, layout: Layout, has_data: bool, dice: Dice) -> str:
    words = byline_words(layout, dice)
    if words and dice.chance(0.5):
        by, team = words[:9], words[10:]
        words = dice.pick((f"{by} <strong>{team}</strong>", f'{by} <a href="/about">{team}</a>', f"{by}<br>{team}"))
    if answer.published is None or (layout.hidden_date and has_data):
        return f"<p>{words}</p>" if words else ""
    shown = shown_date(answer.published, dice)
    stamp = dice.pick((f"<span>{shown}</span>", f'<time datetime="{answer.published}">{shown}</time>', shown))
    if dice.chance(0.2):
        later = date.fromisoformat(answer.published) + timedelta(days=dice.number(2, 90))
        stamp = f"{stamp} (Last updated: {shown_date(later.isoformat(), dice)})"
    if not words:
        return f"<p>{dice.pick(('Published on', 'Published:', 'Posted on'))} {stamp}</p>"
    return dice.pick(
        (
            f"<div>{words} | {stamp}</div>",
            f"<p>{words} on {stamp}</p>",
            f"<div><div>{words}</div><div>{stamp}</div></div>",
            f"<ul><li>{words}</li><li>Published on {stamp}</li></ul>",
            f"<p>{words}</p>\n<p>{stamp}</p>",
            f"<div><em>{words}</em>&nbsp;&nbsp;<small>{stamp}</small></div>",
        )
    )


def _text(said: Answer, answer: Answer, layout: Layout, body: str, dice: Dice) -> str:
    """Return the whole page as text."""
    choice = dice.fork("text")
    blocks = [TAGLINE]
    if choice.chance(0.3):
        blocks.append(APP)
    if choice.chance(0.25):
        blocks.append("\n".join(("Home", "Find A Lawyer", "Top Answers", "Blog", "Login / Sign Up")))
    if layout.category in ("above", "breadcrumb"):
        blocks.append(answer.category or "")
    blocks.append(answer.question)
    if layout.category == "below":
        blocks.append(answer.category or "")
    byline = [words] if (words := byline_words(layout, choice)) else []
    if answer.published:
        shown = shown_date(answer.published, choice)
        if byline and choice.chance(0.5):
            byline = [f"{words} {choice.pick(('|', 'on', '-'))} {shown}"]
        else:
            byline.append(choice.pick(("Published on {}", "{}")).format(shown) if byline else f"Published on {shown}")
    blocks += byline if layout.byline != "below" else []
    blocks.append(body)
    blocks += byline if layout.byline == "below" else []
    blocks += ["Our Verified Advocates", "Get expert legal advice instantly."]
    cards = []
    for number, advocate in enumerate(said.advocates):
        card = dice.fork(f"card{number}")
        name = shown_name(advocate.name, card)
        cards.append(f"{name}\n\n{name}\n\n{shown_areas(advocate.practice_areas, card)}\n\nGet Advice")
    blocks.append("\n".join(cards))
    blocks += [f"{answer.category} Related Questions", related_sentence(answer.category or "", choice)]
    if choice.chance(0.4):
        blocks.append("\n".join(link.question for link in answer.related))
    if choice.chance(0.3):
        blocks.append(COPYRIGHT)
    text = "\n\n".join(blocks) + choice.pick(("", "\n"))
    return text.replace("\n", "\r\n") if choice.chance(0.3) else text
