"""A first, linear look at raw HTML: takes out what no reader sees, and cuts away the long menus."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"<(?:!--|(script|style|svg|noscript|template|iframe|object|canvas|audio|video)(?=[\s/>]))", re.I)
_CLOSING = {
    name: re.compile(f"</{name}[^>]{{0,200}}>", re.I)
    for name in ("script", "style", "svg", "noscript", "template", "iframe", "object", "canvas", "audio", "video")
}
_RAW_TEXT = frozenset({"script", "style"})
_LINKED_DATA = re.compile(r"application/ld\+json", re.I)
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_MAX_OPENING_TAG = 4_000
_MAX_LINKED_DATA = 20


@dataclass(frozen=True, slots=True)
class Scanned:
    """Raw HTML without what no reader sees.

    Attributes:
        html: the markup that is left.
        linked_data: the text of each JSON-LD script.
    """

    html: str
    linked_data: tuple[str, ...]


def scan(html: str) -> Scanned:
    """Take scripts, styles, drawings, comments and the like out of `html`, in one pass.

    What opens and never closes takes the rest of the page with it where a browser would show none of it
    (a script, a style); else only its opening is dropped.
    """
    if not html.isascii():
        html = _UNREADABLE.sub("", html)
    elif "\0" in html:
        html = html.replace("\0", "")
    kept: list[str] = []
    data: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while (opening := _OPENING.search(html, position)) is not None:
        kept.append(html[position : opening.start()])
        name = (opening[1] or "").lower()
        if not name:
            end = html.find("-->", opening.end()) if name not in unclosed else -1
            if end < 0:
                unclosed.add(name)
            position = end + 3 if end >= 0 else opening.end()
            continue
        closing = None if name in unclosed else _CLOSING[name].search(html, opening.end())
        if closing is not None:
            if name == "script" and len(data) < _MAX_LINKED_DATA:
                tag_end = html.find(">", opening.end(), opening.end() + _MAX_OPENING_TAG)
                if tag_end >= 0 and _LINKED_DATA.search(html, opening.end(), tag_end):
                    data.append(html[tag_end + 1 : closing.start()])
            position = closing.end()
        elif name in _RAW_TEXT:
            position = len(html)
        else:
            unclosed.add(name)
            position = opening.end()
            kept.append("<i")
    kept.append(html[position:])
    return Scanned("".join(kept), tuple(data))
