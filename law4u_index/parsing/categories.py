"""The site's labels for areas of law, and how to tell one from any other short line."""

from __future__ import annotations

import re

from law4u_index.parsing.vocabulary import CATEGORIES

_MAX_CATEGORY = 80
_KNOWN = frozenset(name.casefold() for name in CATEGORIES)
_LAW = re.compile(
    r"\b(?:laws?|tribunal|court|justice|rights|crimes?|disputes?|acts?|matters|taxation|property|bail)$", re.I
)
_STATED = re.compile(
    r"(?:category|categories|practice area|area of law|legal (?:category|area|topic)|topic|filed under"
    r"|posted in|subject|tagged|section)"
    r"\s?[:–—-]\s?(.{2,80})",
    re.I,
)
_CRUMB_SPLIT = re.compile(r"\s?[>»›→❯/|]\s?|\s[-–]\s(?=[A-Z])|::")
_NO_CATEGORY = re.compile(
    r"(?:home(?: page)?|top[ -]answers?|(?:legal )?(?:answers?|questions?)(?: (?:&|and) answers?)?"
    r"|q ?(?:&|and) ?a|law4u(?:\.in)?|legal advice"
    r"|free legal advice|ask (?:a )?(?:question|lawyer)|knowledge ?base|library|browse|all(?: categories"
    r"| questions)?|categories|back.{0,20}|you are here|faqs?)",
    re.I,
)
_FIRST_CRUMB = re.compile(rf"\W{{0,600}}{_NO_CATEGORY.pattern}", re.I)


def is_known(text: str) -> bool:
    """Tell whether `text` is one of the site's labels, or ends as such labels do ('… Law')."""
    return len(text) <= _MAX_CATEGORY and (text.casefold() in _KNOWN or re.search(r"\blaws?$", text, re.I) is not None)


def could_be(text: str) -> bool:
    """Tell whether `text` reads as a label: a few capitalised words, no sentence."""
    return (
        1 < len(text) <= _MAX_CATEGORY
        and text[0].isupper()
        and text[-1] not in ".?!:;,"
        and len(text.split()) <= 8
        and _NO_CATEGORY.fullmatch(text) is None
        and not any(char.isdigit() for char in text)
    )


def is_likely(text: str) -> bool:
    """Tell whether `text` could be a label and names a field of law."""
    return could_be(text) and (is_known(text) or _LAW.search(text) is not None)


def stated(text: str) -> str | None:
    """Return the label of a line such as 'Category: Criminal Law', or None."""
    match = _STATED.fullmatch(text)
    label = "" if match is None else str(match[1]).strip()
    return label if could_be(label) else None


def of_breadcrumbs(text: str, title: str) -> str | None:
    """Return the label in a line such as 'Home > Criminal Law > What Is Bail?', or None."""
    if _FIRST_CRUMB.match(text) is None:
        return None
    crumbs = [crumb.strip() for crumb in _CRUMB_SPLIT.split(text[:600]) if crumb and crumb.strip()]
    if len(crumbs) < 2 or _NO_CATEGORY.fullmatch(crumbs[0]) is None:
        return None
    wanted = title.casefold()
    for crumb in reversed(crumbs[1:]):
        folded = crumb.casefold()
        if could_be(str(crumb)) and folded != wanted and not wanted.startswith(folded.rstrip("….")[:40]):
            return str(crumb)
    return None


def is_breadcrumb_word(text: str) -> bool:
    """Tell whether `text` is a step of a path that names no field of law: 'Home', 'Top Answers'."""
    return _NO_CATEGORY.fullmatch(text.strip(" >»›/|")) is not None
