"""What a page shows beside the answer, and where: drawn from a seed, or fixed by whoever asks for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from law4u_index.answer import Answer
from tests.pagemaker.chrome import SKINS
from tests.pagemaker.dice import Dice
from tests.pagemaker.plaintext import is_plain_title

Byline = Literal["above", "below", "absent"]
Category = Literal["above", "below", "breadcrumb", "related"]
Address = Literal["canonical", "og", "saved-from", "tracking", "none"]

ADDRESSES = ("https://law4u.in", "https://www.law4u.in", "http://law4u.in", "http://203.0.113.24")
TRACKING = (
    "?utm_source=google&utm_medium=organic",
    "?fbclid=IwAR0x1y2z",
    "?gclid=abc123#answer",
    "/?ref=app",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a page says what.

    Attributes:
        skin: one of :data:`tests.pagemaker.chrome.SKINS`.
        byline: where 'Answer By law4u team' stands, if it does.
        category: where the category is named; ``related`` is only '<CATEGORY> Related Questions'.
        address: how the page tells its own url.
        host: scheme and host as the page writes them.
        hidden_date: whether only the structured data knows the date.
        json_ld: whether there is structured data at all.
        share_bar: whether share links stand between title and answer.
        site: what menus, styles and scripts are drawn from; pages of one site share them.
        rules: how many CSS rules the site has, about.
    """

    skin: str
    byline: Byline
    category: Category
    address: Address
    host: str
    hidden_date: bool
    json_ld: bool
    share_bar: bool
    site: str
    rules: int = 120


def draw_layout(answer: Answer, dice: Dice) -> Layout:
    """Return a layout that fits the answer."""
    addresses: tuple[Address, ...] = ("canonical", "canonical", "canonical", "og", "saved-from", "tracking")
    if is_plain_title(answer.question):
        addresses += ("none",)
    bylines: tuple[Byline, ...] = ("above", "above", "below", "absent")
    categories: tuple[Category, ...] = ("above", "below", "breadcrumb", "related", "related")
    hidden_date = dice.chance(0.2)
    return Layout(
        skin=dice.pick(SKINS),
        byline=dice.pick(bylines),
        category=dice.pick(categories),
        address=dice.pick(addresses),
        host=dice.pick((*ADDRESSES[:1], *ADDRESSES)),
        hidden_date=hidden_date,
        json_ld=hidden_date or dice.chance(0.4),
        share_bar=dice.chance(0.3),
        site=dice.seed,
    )


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def shown_date(iso: str, dice: Dice) -> str:
    """Return the date in one of the forms that pages use: the day always before the month in figures."""
    day = date.fromisoformat(iso)
    month = _MONTHS[day.month - 1]
    tail = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return dice.pick(
        (
            f"{day.day} {month[:3]} {day.year}",
            f"{day.day:02} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{month[:3]} {day.day:02}, {day.year}",
            f"{day.day}{tail} {month}, {day.year}",
            f"{day.day:02}-{month[:3]}-{day.year}",
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{day.day:02}-{day.month:02}-{day.year}",
            iso,
        )
    )
