"""The head of a page: title, addresses, structured data, and the style sheets and scripts that fill it up."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from law4u_index.answer import Answer
from tests.pagemaker.dice import Dice
from tests.pagemaker.people import CITIES, PRACTICE_AREAS

_PROPERTIES = (
    "display:flex", "margin:0 auto", "padding:.5rem 1rem", "color:#1f2937", "background:#fff",
    "border-radius:8px", "font-weight:600", "line-height:1.65", "max-width:1180px", "text-decoration:none",
    "box-shadow:0 1px 3px rgba(0,0,0,.12)", "transition:all .2s ease-in-out", "position:relative",
    "overflow:hidden", "font-size:15px", "grid-template-columns:repeat(3,1fr)", "border:1px solid #e5e7eb",
    "align-items:center", "justify-content:space-between", "min-height:44px", "opacity:.92", "cursor:pointer",
)  # fmt: skip

_PARTS = (
    "nav", "menu", "card", "btn", "answer", "question", "adv", "foot", "search", "crumb", "modal", "badge",
    "list", "hero", "tag", "photo", "grid", "share", "app", "top",
)  # fmt: skip

_TRACKER = """\
(function (w, d, id) {
  w.siteQueue = w.siteQueue || [];
  function push() { w.siteQueue.push(arguments); }
  push('config', id, { page: location.pathname, sent: Date.now() });
  var once = false;
  d.addEventListener('scroll', function () {
    if (once || w.scrollY < 400) { return; }
    once = true;
    push('event', 'reads_answer', { depth: Math.round(100 * w.scrollY / d.body.scrollHeight) });
  }, { passive: true });
})(window, document, 'SITE-__ID__');"""

_WIDGET = """\
document.addEventListener('DOMContentLoaded', function () {
  var box = document.getElementById('__ID__');
  var template = '<div class="card"><h4>Advocate {name}</h4><p>{areas}</p><button>Get Advice</button></div>';
  var head = '<h3>Our Verified Advocates</h3>', empty = "<p>Summary: nothing was found</p>";
  function draw(list) {
    if (!box) { return; }
    box.innerHTML = list.length ? head + list.map(function (one) {
      return template.replace('{name}', one.name).replace('{areas}', (one.areas || []).join(', '));
    }).join('') : empty;
  }
  var field = document.querySelector('input[name=q]'), timer = null;
  if (field) {
    field.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () { draw(window.nearby ? window.nearby(field.value) : []); }, 250);
    });
  }
  document.querySelectorAll('[data-toggle]').forEach(function (button) {
    button.addEventListener('click', function () {
      var target = document.querySelector(button.getAttribute('data-toggle'));
      if (target) { target.classList.toggle('open'); }
    });
  });
});"""


@dataclass(frozen=True, slots=True)
class HeadStyle:
    """What a page's head says about it.

    Attributes:
        charset: the charset that it declares, or None.
        canonical: the address in ``<link rel=canonical>``, or None.
        og_url: the address in ``og:url``, or None.
        json_ld: whether there is structured data, which then carries the date.
        scripts: whether there are scripts (browsers leave them out of MHTML).
        site: what the style sheet is drawn from.
        rules: how many CSS rules it has, about.
    """

    charset: str | None
    canonical: str | None
    og_url: str | None
    json_ld: bool
    scripts: bool
    site: str
    rules: int


def head(answer: Answer, style: HeadStyle, dice: Dice) -> str:
    """Return the page's head element."""
    title = html.escape(answer.question)
    summary = html.escape(answer.summary.partition("\n")[0][:155])
    lines = ["<head>"]
    if style.charset:
        lines.append(
            f'<meta charset="{style.charset}">'
            if dice.chance(0.6)
            else f'<meta http-equiv="Content-Type" content="text/html; charset={style.charset}">'
        )
    lines += [
        f"<title>{title} {dice.pick(('-', '-', '|', '–'))} Law4u</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="description" content="{summary}">',
        f'<meta property="og:title" content="{title}">',
        '<meta property="og:site_name" content="Law4u">',
        '<meta name="twitter:card" content="summary_large_image">',
        '<link rel="icon" href="/favicon.ico" sizes="any">',
    ]
    if style.canonical:
        lines.append(f'<link rel="canonical" href="{html.escape(style.canonical)}">')
    if style.og_url:
        lines.append(f'<meta property="og:url" content="{html.escape(style.og_url)}">')
    lines.append(style_sheet(style.site, style.rules))
    if style.json_ld:
        lines += [json_ld(data) for data in structured_data(answer, dice.fork("ld"))]
    if style.scripts:
        lines.append(script(_TRACKER.replace("__ID__", dice.token(9).upper())))
    lines.append("</head>")
    return "\n".join(lines)


@lru_cache(maxsize=64)
def style_sheet(site: str, rules: int) -> str:
    """Return the site's style element, of about so many rules."""
    dice = Dice(site, "css")
    lines = []
    for _ in range(rules + dice.number(0, 40)):
        declared = ";".join(dice.some(_PROPERTIES, dice.number(2, 5)))
        part = f".{dice.pick(_PARTS)}-{dice.token(5)}"
        lines.append(f"{part}{dice.pick(('', ':hover', '>a', ' li', '::before'))}{{{declared}}}")
    return "<style>\n" + "\n".join(lines) + "\n</style>"


def script(code: str, kind: str = "") -> str:
    """Return a script element."""
    return f"<script{kind}>\n{code}\n</script>"


def json_ld(data: dict[str, Any]) -> str:
    """Return structured data as a script element."""
    return script(json.dumps(data, ensure_ascii=False), ' type="application/ld+json"')


def structured_data(answer: Answer, dice: Dice) -> list[dict[str, Any]]:
    """Return what the page tells machines: the question with its date, and the way to it."""
    question: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "mainEntity": {
            "@type": "Question",
            "name": answer.question,
            "answerCount": 1,
            "acceptedAnswer": {"@type": "Answer", "text": answer.summary},
        },
        "publisher": {"@type": "Organization", "name": "Law4u", "logo": "https://law4u.in/img/logo.png"},
    }
    if answer.published:
        later = date.fromisoformat(answer.published) + timedelta(days=dice.number(3, 200))
        hour = dice.number(9, 18)
        question["datePublished"] = f"{answer.published}T{hour:02}:{dice.number(0, 59):02}:00+05:30"
        question["dateModified"] = f"{later.isoformat()}T{hour:02}:00:00+05:30"
    places = {
        "@context": "https://schema.org",
        "@type": "LegalService",
        "name": "Law4u",
        "areaServed": dice.some(CITIES, 12),
        "knowsAbout": dice.some(PRACTICE_AREAS, 10),
    }
    return [question, places]


@lru_cache(maxsize=64)
def closing_scripts(site: str) -> str:
    """Return the scripts before the end of the body: a widget, and the site's state as JSON."""
    dice = Dice(site, "state")
    state = {
        "build": dice.token(21),
        "cities": [{"name": city, "code": dice.token(4)} for city in dice.some(CITIES, 30)],
        "areas": [{"name": area, "id": dice.number(1, 90)} for area in PRACTICE_AREAS],
        "flags": {dice.token(7): dice.chance(0.5) for _ in range(12)},
    }
    widget = script(_WIDGET.replace("__ID__", f"w{dice.token(7)}"))
    return widget + "\n" + script(json.dumps(state), ' id="__STATE__" type="application/json"')
