"""The blocks below an answer: the advocates' cards and the related questions."""

from __future__ import annotations

import html
from collections.abc import Sequence

from law4u_index.answer import Advocate, Answer, Link
from tests.pagemaker.dice import Dice

_SECOND_SENTENCES = (
    "Plain words on what to file, where, and by when.",
    "Each is explained step by step, without jargon.",
    "Find out what the law asks of you in simple terms.",
)


def shown_name(name: str, dice: Dice) -> str:
    """Return the name as a card writes it."""
    return dice.pick((f"Advocate {name}", f"Advocate {name}", f"Advocate {name}( Advocate)", f"{name}( Advocate)"))


def shown_areas(areas: Sequence[str], dice: Dice) -> str:
    """Return the areas in one string, with the site's stray commas and uneven spaces."""
    tight = dice.chance(0.4)
    joined = "".join(
        area + ("," if tight or dice.chance(0.1) else ", " if dice.chance(0.9) else " ,") for area in areas
    )
    if dice.chance(0.4):
        return joined.rstrip(" ,")
    return joined + dice.pick(("", "", ",", " ,"))


def related_sentence(category: str, dice: Dice) -> str:
    """Return the sentence over the related questions."""
    return f"Discover clear and detailed answers to common questions about {category}. {dice.pick(_SECOND_SENTENCES)}"


def advocates_block(answer: Answer, dice: Dice, name: str) -> str:
    """Return the cards in one of three layouts."""
    heading = dice.pick(("h2", "h3", "div", "p"))
    cards = [card(advocate, dice, number) for number, advocate in enumerate(answer.advocates)]
    return "\n".join(
        [
            f'<section class="{name}" id="advocates">',
            f"<{heading}>Our Verified Advocates</{heading}>",
            "<p>Get expert legal advice instantly.</p>",
            *cards,
            "</section>",
        ]
    )


def card(advocate: Advocate, page: Dice, number: int) -> str:
    """Return one card; its layout is the page's, its slips its own."""
    dice = page.fork(f"card{number}")
    layout = page.fork("layout").number(1, 3)
    name = html.escape(shown_name(advocate.name, dice), quote=True)
    areas = html.escape(shown_areas(advocate.practice_areas, dice), quote=False)
    file = f"/uploads/advocates/{dice.token(10)}.jpg"
    photo = f'<img src="{file}" alt="{name}" width="96" height="96" loading="lazy">'
    if page.fork("noscript").chance(0.2):
        photo = f'<img src="data:," data-src="{file}" alt="{name}"><noscript>{photo}</noscript>'
    title = f"<h4>{name}</h4>" if layout == 1 else f"<strong>{name}</strong>" if layout == 2 else name
    if advocate.url:
        shown = advocate.url if number % 2 else advocate.url.removeprefix("https://law4u.in")
        photo, title = f'<a href="{shown}">{photo}</a>', f'<a href="{shown}">{title}</a>'
    advice = (
        '<button type="button" class="btn" data-toggle="#advice">Get Advice</button>',
        '<a class="btn btn-primary" href="#advice">Get Advice</a>',
        '<a href="javascript:void(0)" role="button">Get Advice</a>',
    )[layout - 1]
    if layout == 1:
        return f'<div class="card"><div class="photo">{photo}</div>\n{title}\n<p>{areas}</p>\n{advice}</div>'
    if layout == 2:
        return f"<ul><li>{photo}</li><li>{title}<br>\n<small>{areas}</small></li><li>{advice}</li></ul>"
    return (
        f'<div class="{page.fork("class").token(6)}"><div>{photo}</div><div><div>{title}</div>\n'
        f"<div>{areas}</div>\n<div>{advice}</div></div></div>"
    )


def related_block(answer: Answer, dice: Dice, address: str) -> str:
    """Return the related questions, linked relative to the site or in full at `address`."""
    category = html.escape(answer.category or "", quote=False)
    sentence = html.escape(related_sentence(answer.category or "", dice), quote=False)
    heading = dice.pick(("h2", "h3", "div"))
    in_list = dice.chance(0.6)
    links = [related_link(link, dice, address) for link in answer.related]
    body = "\n".join(f"<li>{link}</li>" if in_list else f"<div>{link}</div>" for link in links)
    return "\n".join(
        [
            '<section class="related">',
            f"<{heading}>{category} Related Questions</{heading}>",
            f"<p>{sentence}</p>",
            f"<ul>\n{body}\n</ul>" if in_list else body,
            "</section>",
        ]
    )


def related_link(link: Link, dice: Dice, address: str) -> str:
    """Return one link, in one of the forms that addresses take."""
    path = link.url.removeprefix("https://law4u.in")
    href = dice.pick((path, path, link.url, address + path, f"{path}?ref=related", f"{path}/"))
    return f'<a href="{html.escape(href)}">{html.escape(link.question, quote=False)}</a>'
