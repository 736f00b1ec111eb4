"""What stands around an answer: menus, tagline, app link, search box, cookie bar, footer. In three skins."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.pagemaker.dice import Dice
from tests.pagemaker.people import CITIES, PRACTICE_AREAS

TAGLINE = "Law4u - Made in India"
APP = "Law4u App Download"
COPYRIGHT = "© 2026 Law4u. All rights reserved."
SKINS = ("classic", "app", "legacy")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before and after the answer's own part of the body."""

    before: str
    after: str


@lru_cache(maxsize=64)
def frame(skin: str, site: str) -> Frame:
    """Return the site's chrome in one of :data:`SKINS`."""
    dice = Dice(site, "chrome")
    return {"classic": _classic, "app": _app, "legacy": _legacy}[skin](dice)


def slug(words: str) -> str:
    """Return the words as the site writes them in the address of a list."""
    return "-".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


def _links(names: Sequence[str], folder: str, tag: str = "li", attributes: str = "") -> str:
    return "\n".join(
        f'<{tag}><a href="/{folder}/{slug(name)}"{attributes}>{html.escape(name)}</a></{tag}>' for name in names
    )


def _cookie_bar(dice: Dice) -> str:
    if dice.chance(0.5):
        return ""
    return (
        f'<div class="{dice.token(6)}" role="dialog" aria-label="Cookies"><p>This website uses cookies to keep '
        "you signed in and to count visits.</p><button>Accept all</button>"
        "<button>Only what is needed</button></div>\n"
    )


def _search_form(dice: Dice) -> str:
    options = "".join(f"<option>{html.escape(area)}</option>" for area in dice.some(PRACTICE_AREAS, 14))
    return (
        '<form action="/search" method="get" role="search"><input type="search" name="q" '
        'placeholder="Search answers" aria-label="Search answers">'
        f'<select name="area"><option value="">All areas</option>{options}</select>'
        "<button type=submit>Search</button></form>"
    )


def _icons(dice: Dice) -> str:
    shapes = "".join(
        f'<symbol id="i-{dice.token(5)}" viewBox="0 0 24 24"><title>{name}</title>'
        f'<path d="M{dice.number(1, 9)} {dice.number(1, 22)}h{dice.number(4, 14)}v{dice.number(2, 9)}z"/></symbol>'
        for name in ("Menu", "Search", "Close", "Phone", "Map")
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none">{shapes}</svg>'


def _classic(dice: Dice) -> Frame:
    areas, cities = dice.some(PRACTICE_AREAS, 28), dice.some(CITIES, 30)
    logo = '<a class="logo" href="/"><img src="/img/logo.png" alt="Law4u" width="140" height="40"></a>'
    if dice.chance(0.3):
        logo = f"<h1>{logo}<span>Law4u</span></h1>"
    before = f"""\
<body class="page page-answer">
<noscript><iframe src="https://tags.invalid/ns.html?id={dice.token(8)}" height="0"></iframe></noscript>
{_icons(dice)}
<div class="topbar"><span>{TAGLINE}</span> <a href="/app">{APP}</a>
<a href="tel:+910000000000">Call Us</a></div>
<header class="site-header">
{logo}
{_search_form(dice)}
<nav aria-label="Main">
<ul class="menu">
<li><a href="/">Home</a></li>
<li><a href="/lawyers">Find A Lawyer</a>
<div class="mega"><h4>Practice Areas</h4><ul>
{_links(areas, "lawyers")}
</ul><h4>Cities</h4><ul>
{_links(cities, "city")}
</ul></div></li>
<li><a href="/top-answers">Top Answers</a></li>
<li><a href="/blog">Blog</a></li>
<li><a href="/login">Login</a> / <a href="/register">Sign Up</a></li>
</ul>
</nav>
</header>
"""
    after = f"""\
<div class="modal" id="advice" hidden><h4>Talk To A Lawyer</h4><p>Leave your number and we call you back.</p>
<form><input name="name" placeholder="Your name"><input name="mobile" placeholder="Mobile number">
<button>Send</button></form></div>
<footer class="site-footer">
<div class="cols"><div><h5>Quick Links</h5><ul>
{_links(("About Us", "Contact Us", "Careers", "Privacy Policy", "Terms Of Use", "Refund Policy"), "info")}
</ul></div>
<div><h5>Popular Cities</h5><ul>
{_links(dice.some(CITIES, 12), "city")}
</ul></div>
<div><h5>Office</h5><p>4th Floor, Nyaya Tower, Ring Road, Sample Nagar, India</p>
<p>E-mail: <a href="mailto:help@law4u.invalid">help@law4u.invalid</a></p></div></div>
<p class="copy">{COPYRIGHT}</p>
</footer>
{_cookie_bar(dice)}"""
    return Frame(before, after)


def _app(dice: Dice) -> Frame:
    names = [f"{dice.pick(('sc', 'css', 'jss', 'MuiBox'))}-{dice.token(6)}" for _ in range(8)]
    cells = "\n".join(
        f'<a class="{names[3]}" href="/lawyers/{slug(area)}"><span>{html.escape(area)}</span></a>'
        for area in dice.some(PRACTICE_AREAS, 36)
    )
    cities = "\n".join(
        f'<a class="{names[4]}" href="/city/{slug(city)}">Lawyers in {city}</a>' for city in dice.some(CITIES, 40)
    )
    before = f"""\
<body>
{_cookie_bar(dice)}<div id="root"><div class="{names[0]}"><div class="{names[1]}">
<a href="/" aria-label="Law4u"><svg width="32" height="32"><path d="M4 28h24M16 4v24"/></svg></a>
<span class="{names[5]}">{TAGLINE}</span>
<a class="{names[6]}" href="https://apps.invalid/law4u">{APP}</a>
{_search_form(dice)}
<button aria-label="Open menu">Menu</button></div>
<div class="{names[2]}" aria-hidden="true"><div>Practice Areas</div>
{cells}
<div>Top Cities</div>
{cities}
<a href="/blog">Blog</a><a href="/login">Login</a></div>
<template><p>Loading…</p></template>
"""
    after = f"""\
<div class="{names[7]}"><div>Download the app</div><a href="/app/android">Android</a>
<a href="/app/ios">iOS</a></div>
<div class="{names[2]}" role="contentinfo"><div><a href="/about">About</a><a href="/contact">Contact</a>
<a href="/privacy">Privacy</a><a href="/terms">Terms</a></div>
<div>Registered office: Plot 12, Vidhi Marg, Sample Nagar, India</div>
<div>{COPYRIGHT}</div></div>
</div></div>"""
    return Frame(before, after)


def _legacy(dice: Dice) -> Frame:
    rows = "\n".join(
        f"<tr><td class=mnu><a href='/lawyers/{slug(area)}'>{html.escape(area)}</a></td></tr>"
        for area in dice.some(PRACTICE_AREAS, 30)
    )
    cities = " |\n".join(f"<a href='/city/{slug(city)}'>{city}</a>" for city in dice.some(CITIES, 45))
    before = f"""\
<body bgcolor="#ffffff" topmargin="0" leftmargin="0">
<table width="100%" cellpadding="4"><tr>
<td><a href="/"><img src="/img/logo.gif" alt="Law4u" border="0"></a></td>
<td align="center"><b>{TAGLINE}</b></td><td align="right"><a href="/app.html">{APP}</a></td></tr></table>
{_search_form(dice)}
<table width="100%"><tr><td width="180" valign="top"><table class="side">
<tr><td class=mhd><b>Practice Areas</b></td></tr>
{rows}
</table></td><td valign="top">
"""
    after = f"""\
</td></tr></table>
<hr>
<p align="center"><small>{cities}</small></p>
<p align="center"><a href="/about">About Us</a> | <a href="/contact">Contact Us</a> |
<a href="/disclaimer">Disclaimer</a> | <a href="/sitemap">Sitemap</a></p>
<p align="center"><small>{COPYRIGHT}<br>Office: 2nd Floor, Adalat Chambers, Sample Nagar, India</small></p>"""
    return Frame(before, after)
