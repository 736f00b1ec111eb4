"""Pages of the same site that are no answers: lists, profiles, forms, errors, articles."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from law4u_index.answer import Advocate, Link
from tests.pagemaker.cards import shown_areas
from tests.pagemaker.chrome import SKINS, frame, slug
from tests.pagemaker.dice import Dice
from tests.pagemaker.head import style_sheet
from tests.pagemaker.people import PRACTICE_AREAS
from tests.pagemaker.records import SITE, invent_advocates, load_samples


def _page(title: str, path: str, body: Sequence[str], dice: Dice) -> str:
    chrome = frame(dice.pick(SKINS), dice.seed)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{html.escape(title)} - Law4u</title>',
            f'<link rel="canonical" href="{SITE}{path}">' if dice.chance(0.5) else "",
            style_sheet(dice.seed, 60),
            "</head>",
            chrome.before,
            *body,
            chrome.after,
            "</body></html>",
        ]
    )


def _links(dice: Dice, count: int) -> list[Link]:
    answers = [sample.answer for sample in dice.some(load_samples(), count)]
    return [Link(answer.question, answer.url or SITE) for answer in answers]


def category_list(dice: Dice) -> str:
    """Return a page that lists the questions of a category."""
    area = dice.pick(PRACTICE_AREAS)
    entries = [
        f'<li><a href="{html.escape(link.url)}">{html.escape(link.question)}</a></li>' for link in _links(dice, 20)
    ]
    body = [f"<h1>{html.escape(area)} Top Answers</h1>", "<ul>", *entries, "</ul>", '<a href="?page=2">Next</a>']
    return _page(f"{area} Questions And Answers", f"/top-answers/{slug(area)}", body, dice)


def search_results(dice: Dice) -> str:
    """Return a page of search results, each with the beginning of its answer."""
    found = [sample.answer for sample in dice.some(load_samples(), 10)]
    entries = [
        f'<div><h3><a href="{html.escape(answer.url or "")}">{html.escape(answer.question)}</a></h3>'
        f"<p>{html.escape(answer.summary[:160])}…</p></div>"
        for answer in found
    ]
    return _page("Search Results", "/search?q=notice", ["<h1>Results for 'notice'</h1>", *entries], dice)


def profile(dice: Dice) -> str:
    """Return an advocate's profile."""
    advocate: Advocate = invent_advocates(dice)[0]
    body = [
        f"<h1>Advocate {html.escape(advocate.name)}</h1>",
        f"<p>{dice.number(3, 30)} years of experience · English, Hindi</p>",
        "<h2>Practice Areas</h2>",
        f"<p>{html.escape(shown_areas(advocate.practice_areas, dice))}</p>",
        "<h2>About</h2>",
        "<p>Appears before the district courts and the High Court, and drafts agreements and notices.</p>",
        "<button>Get Advice</button>",
    ]
    return _page(f"Advocate {advocate.name}", f"/advocate/{dice.number(1000, 9999)}/{slug(advocate.name)}", body, dice)


def login(dice: Dice) -> str:
    """Return the login form."""
    body = [
        "<h1>Login</h1>",
        '<form method="post"><label>Mobile number <input name="mobile"></label>',
        '<label>Password <input type="password" name="password"></label><button>Login</button></form>',
        '<p>New here? <a href="/register">Create an account</a></p>',
    ]
    return _page("Login", "/login", body, dice)


def not_found(dice: Dice) -> str:
    """Return what the site shows for an address that does not exist."""
    body = ["<h1>404</h1>", "<p>Sorry, the page you are looking for could not be found.</p>", '<a href="/">Home</a>']
    return _page("Page Not Found", f"/top-answer/{dice.number(100, 9999)}/gone", body, dice)


def article(dice: Dice) -> str:
    """Return a blog article."""
    answer = dice.pick(load_samples()).answer
    body = [
        "<h1>Five Changes In The Law That You Should Know This Month</h1>",
        "<p>By the editorial desk</p>",
        f"<p>{html.escape(answer.summary)}</p>",
        "<h2>What comes next</h2>",
        "<p>We will look at the rules when they are published.</p>",
    ]
    return _page("Five Changes In The Law", f"/blog/{dice.number(10, 400)}/five-changes-in-the-law", body, dice)


def home(dice: Dice) -> str:
    """Return the front page."""
    body = [
        "<h1>Talk To A Lawyer Near You</h1>",
        "<p>Pick your city and the kind of help you need.</p>",
        "<h2>Top Answers</h2>",
        *(f'<p><a href="{html.escape(link.url)}">{html.escape(link.question)}</a></p>' for link in _links(dice, 8)),
    ]
    return _page("Find A Lawyer", "/", body, dice)


OTHERS: tuple[Callable[[Dice], str], ...] = (category_list, search_results, profile, login, not_found, article, home)
"""Every kind of page that is no answer."""
