"""The page's address: its canonical form, the number in it, and slugs."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

SITE = "law4u.in"
MAX_URL = 2_000
"""How many characters an address may have; a longer one counts as none."""

MAX_SLUG = 120
"""How many characters a slug made from a title has at most."""

_ANSWER_PATH = re.compile(
    r"(?P<route>/(?:top-)?answers?)/(?:(?P<number>\d{1,12})(?:/[^/]{1,400})?|(?<!s/)(?P<slug>[^/]{1,400}))", re.I
)
_PARAMETERS = re.compile(";[^/]*")
"""What a server appends to a part of a path, ';jsessionid=…', and is none of the page's address."""
_CODED = re.compile("(?:%[0-9a-f]{2})+", re.I)
_FOR_PHONES = re.compile("/amp$", re.I)
"""What stands behind the address of a page in its form for phones."""

_HOME = f"https://{SITE}/"
_PLAIN = re.compile(
    r"((?:https?:)?//(?:(?:www\.)?law4u\.in"
    r"|\d{1,3}(?:\.\d{1,3}){3}))?(/(?:top-)?answer/\d{1,12}(?:/(?!amp\b)[a-z0-9-]{1,400})?)/?(?:[?#][\x21-\x7e]{0,500})?",
    re.ASCII,
)
_PROFILE = re.compile("/(?:advocates?|lawyers?|adv|profile)", re.I)
_PLAIN_PROFILE = re.compile(
    r"(?:(?:https?:)?//(?:www\.)?law4u\.in)?(/(?:advocates?|lawyers?)(?:/[a-z0-9-]{1,100}){1,3})/?", re.ASCII
)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_EMBEDDED = re.compile(r"https?://(?:www\.)?law4u\.in/[^\s\"'<>]{1,1000}", re.I)
_APOSTROPHES = re.compile("['’‘ʼ`]")
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?)$", re.I)


def split(url: str | None, base: str | None = None) -> tuple[str, str] | None:
    """Return host and path of an address of the site, or None where it is none.

    The site is law4u.in with or without www, the server's bare IP address, and copies that keep the whole
    address in their own (web archives).
    """
    if not url or len(url) > MAX_URL:
        return None
    url = unicodedata.normalize("NFC", url.strip())
    if " " in url or not url.isprintable():
        return None
    try:
        joined = urljoin(base, url) if base else url
        parts = urlsplit(joined if "://" in joined or joined.startswith("//") else f"https://{joined}")
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", ""):
        return None
    if host.removeprefix("www.") == SITE or host.endswith(f".{SITE}") or _IP.fullmatch(host) or host == "localhost":
        return host, re.sub("/{2,}", "/", _PARAMETERS.sub("", parts.path))
    embedded = _EMBEDDED.search(parts.path)
    if embedded is not None:
        return SITE, _PARAMETERS.sub("", urlsplit(embedded.group()).path)
    return None


def canonical(url: str | None, base: str | None = None) -> str | None:
    """Return the canonical form of an answer's address, or None where `url` is no answer's address."""
    if not url:
        return None
    plain = _PLAIN.fullmatch(url)
    if plain is not None and (plain[1] is not None or (base is not None and base.startswith(_HOME))):
        return f"https://{SITE}{plain[2]}"
    if "answer" not in url.lower() and (base is None or "://" in url or url[0] in "/#"):
        return None
    found = split(url, base)
    if found is None:
        return None
    match = _answer_path(found[1])
    if match is None:
        return None
    return f"https://{SITE}{match['route'].lower()}{match.string[match.end('route') :]}"


def plain(address: str) -> str:
    """Return an address or a path as it is where nothing in it is percent-coded.

    What stands for no sign that can be read stays coded, and so does a percent sign. A blank, of which an address has
    none, becomes a hyphen, as in any slug.
    """
    decoded = unicodedata.normalize("NFC", _CODED.sub(_decoded, address))
    path = _PARAMETERS.sub("", re.split("[?#]", decoded, maxsplit=1)[0])
    return "/".join("-".join(part.split()) for part in path.split("/"))


def _decoded(found: re.Match[str]) -> str:
    try:
        signs = unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    return signs if signs.isprintable() and "%" not in signs else found[0]


def _answer_path(path: str) -> re.Match[str] | None:
    """Return what the path of an answer's address is made of, or None where it is none."""
    path = plain(path).rstrip("/")
    return _ANSWER_PATH.fullmatch(_FOR_PHONES.sub("", path)) or _ANSWER_PATH.fullmatch(path)


def start_of_links(own: str, base: str | None) -> str:
    """Return the address from which relative links of a page start: what its head says, if that is of the site.

    Args:
        own: the page's address.
        base: that of its ``base`` tag, or None.
    """
    found = split(base, own)
    return own if found is None else f"https://{SITE}{found[1]}"


def profile(url: str | None, base: str | None = None) -> str | None:
    """Return the canonical form of an advocate's address, or None where `url` is none."""
    if not url or _PROFILE.search(url) is None:
        return None
    plain = _PLAIN_PROFILE.fullmatch(url)
    if plain is not None:
        return f"https://{SITE}{plain[1]}"
    found = split(url, base if base and canonical(base) else _HOME)
    if found is None or found[1].rstrip("/").count("/") < 2:
        return None
    path = found[1].rstrip("/")
    return f"https://{SITE}{path}" if _PROFILE.search(path) else None


def is_elsewhere(url: str) -> bool:
    """Tell whether `url` is an address of the site that is no answer's: a blog, a profile, a list."""
    found = split(url)
    return found is not None and found[1].strip("/") != "" and canonical(url) is None


def names(url: str, title: str) -> bool:
    """Tell whether an answer's address has the words of `title` in its slug: half of the words of the shorter one.

    One in another script may stand under any slug.
    """
    slug = {word for word in slugify(url.rpartition("/")[2]).split("-") if not word.isdecimal()}
    words = set(slugify(title).split("-"))
    if not any(word.isascii() for word in words):
        return True
    return bool(slug) and 2 * len(slug & words) >= min(len(slug), len(words))


def identity(url: str | None, title: str) -> str:
    """Return an answer's id: the number in its address, else the slug, else the title slugified."""
    found = split(url)
    if found is not None:
        match = _answer_path(found[1])
        if match is not None:
            return match["number"] or _EXTENSION.sub("", match["slug"])
    return slugify(title)


def slugify(title: str) -> str:
    """Return `title` in lower case, its words joined by hyphens; letters of every script stay."""
    plain = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", title)).lower()
    letters = "".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else " " for c in plain)
    slug = "-".join(letters.split())
    return slug[:MAX_SLUG].rstrip("-") or "untitled"
