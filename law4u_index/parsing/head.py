"""What a page's head says: titles, addresses, dates, the category, in meta tags, links and JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from law4u_index.parsing.cleaning import clean

_MAX_HEAD = 200_000
_MAX_LINKED_DATA = 200_000
_MAX_LINKED_NODES = 500
_MAX_NOTE = 20_000
_TAG = re.compile(r"<(?:(meta|link|base)\s([^<>]{1,4000})>|(?:/head|body))", re.I)
"""A tag that says something, or what ends the head."""
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z:-]{1,40})\s{0,5}=\s{0,5}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,4000}))"""
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,2000})", re.I)
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)|page saved with singlefile\s{1,5}url:\s{0,5}"
    r"|archived page:?\s|mirrored from\s)(\S{1,2000}?)\s{0,9}(?:-->|\s)",
    re.I,
)


@dataclass(slots=True)
class Head:
    """What a page says of itself where no reader looks.

    Attributes:
        titles: titles, best first, with whatever the site adds to them.
        urls: addresses of the page, best first: canonical link, og:url, JSON-LD, the browser's note.
        base: the address that relative links start from.
        dates: when it was published, then when it was changed, as written.
        author: who wrote it.
        categories: labels and breadcrumbs of the area of law.
        types: what kind of thing it says it is, in lower case ('article', 'qapage', 'profile').
    """

    titles: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    base: str | None = None
    dates: list[str] = field(default_factory=list)
    author: str | None = None
    categories: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)


def read_head(markup: str, linked_data: tuple[str, ...]) -> Head:
    """Return what the head of `markup` says.

    Args:
        markup: the raw page, comments still in it.
        linked_data: the texts of its JSON-LD scripts.
    """
    tags = _tags(markup)
    metas = tags.metas
    title = _TITLE.search(markup, 0, tags.end)
    data = _Linked()
    for text in linked_data:
        data.read(text)
    shown = [
        metas.get("og:title"),
        html.unescape(title[1]) if title else None,
        metas.get("twitter:title"),
        *data.titles,
    ]
    saved_from = metas.get("savepage-url") or metas.get("source-url") or _saved_from(markup)
    urls = [tags.canonical, metas.get("og:url"), *data.urls, metas.get("twitter:url"), saved_from]
    published = [metas.get("article:published_time"), metas.get("datepublished"), metas.get("date"), *data.published]
    changed = [metas.get("article:modified_time"), metas.get("og:updated_time"), *data.modified]
    return Head(
        titles=[words for words in map(clean, filter(None, shown)) if words],
        urls=[html.unescape(url) for url in urls if url],
        base=tags.base,
        dates=[date for date in [*published, *changed] if date],
        author=next((clean(name) for name in data.authors if name), None),
        categories=[clean(label) for label in [metas.get("article:section"), *data.categories] if label],
        types=[kind.lower() for kind in [metas.get("og:type"), *data.types] if kind],
    )


class _Tags(NamedTuple):
    """What the tags of a head say.

    Attributes:
        metas: its meta tags by name.
        canonical: the canonical address.
        base: where relative links start from.
        end: where the head ends.
    """

    metas: dict[str, str]
    canonical: str | None
    base: str | None
    end: int


def _tags(markup: str) -> _Tags:
    """Return what the tags of the head of `markup` say, of several the first."""
    metas: dict[str, str] = {}
    canonical = base = None
    end = min(len(markup), _MAX_HEAD)
    for found in _TAG.finditer(markup, 0, end):
        if found[1] is None:
            end = found.start()
            break
        values = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(found[2])}
        tag = found[1].lower()
        if tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            metas.setdefault(name, values.get("content", ""))
        elif tag == "base":
            base = base or values.get("href")
        elif values.get("rel", "").lower() == "canonical":
            canonical = canonical or values.get("href")
    return _Tags(metas, canonical, base, end)


def _saved_from(markup: str) -> str | None:
    """Return the address that a browser or a mirroring program noted when it saved the page."""
    comment = markup.find("<!--", 0, _MAX_NOTE)
    saved = _SAVED_FROM.search(markup, comment, _MAX_NOTE) if comment >= 0 else None
    return saved[1] if saved else None


class _Linked:
    """Gathers facts from JSON-LD, walking its nodes without recursion."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.urls: list[str] = []
        self.published: list[str] = []
        self.modified: list[str] = []
        self.authors: list[str] = []
        self.categories: list[str] = []
        self.types: list[str] = []

    def read(self, text: str) -> None:
        """Take one script's text; what is no JSON is passed over."""
        text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
        if len(text) > _MAX_LINKED_DATA or text.count("[") + text.count("{") > _MAX_LINKED_NODES:
            return
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        for node in _nodes(data):
            self._take(node)

    def _take(self, node: dict[str, Any]) -> None:
        """Take what an object of a type that pages have says."""
        kind = _first(node.get("@type"))
        if kind is None:
            return
        self.types.append(kind)
        if kind in ("QAPage", "FAQPage", "Article", "NewsArticle", "WebPage", "Question", "BlogPosting"):
            for names, found in (
                (("name", "headline"), self.titles),
                (("url", "mainEntityOfPage"), self.urls),
                (("datePublished", "dateCreated"), self.published),
                (("dateModified",), self.modified),
                (("author",), self.authors),
                (("articleSection", "about"), self.categories),
            ):
                found.extend(value for value in (_first(node.get(name)) for name in names) if value)
        elif kind == "BreadcrumbList":
            elements = node.get("itemListElement")
            crumbs = [_crumb(e) for e in elements if isinstance(e, dict)] if isinstance(elements, list) else []
            self.categories.extend(crumb for crumb in reversed(crumbs) if crumb)


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD, those within others too, the outer first."""
    waiting = [data]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(node.get(name) for name in ("@graph", "mainEntity", "acceptedAnswer", "breadcrumb"))
        elif isinstance(node, list):
            waiting.extend(node)


def _first(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value else None


def _crumb(element: dict[str, Any]) -> str | None:
    return _first(element.get("name")) or _first(element.get("item"))
