"""What a file's name says about it: a page, an archive of pages, or neither."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Literal

Kind = Literal["page", "zip", "warc", "lines"]

HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HTML_ENDINGS, "page"),
    ".mhtml": "page",
    ".mht": "page",
    ".txt": "page",
    ".zip": "zip",
    ".warc": "warc",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
_NEVER_PAGES = frozenset(
    {
        *("readme", "license", "licence", "copying", "notice", "authors", "makefile", "dockerfile"),
        *("readme.txt", "readme.html", "readme.htm", "license.txt", "requirements.txt", "robots.txt"),
        *("humans.txt", "ads.txt", "llms.txt", "security.txt"),
    }
)
_PASSED_OVER_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules"})
_ASSET_ENDINGS = ("_files", ".files")


def kind_of(name: str) -> Kind | None:
    """Return what the file `name` (without its folder) holds, going by its ending, or None for no page.

    A name without an ending is a page's: a mirror keeps the last part of the address. So is what follows a
    ``?`` in a name no part of the ending.
    """
    lower = name.lower()
    if lower in _NEVER_PAGES:
        return None
    lower = lower.partition("?")[0]
    plain = lower.removesuffix(".gz")
    dot = plain.rfind(".")
    if dot < 0:
        return "page" if plain == lower else None
    kind = _KINDS.get(plain[dot:])
    # A zip is packed already: '.zip.gz' is something else.
    return None if kind == "zip" and plain != lower else kind


def is_hidden(name: str) -> bool:
    """Tell whether files and folders of this name are never looked at."""
    return name.startswith(".") or name in _PASSED_OVER_FOLDERS


def is_asset_folder(folder: str, has: Container[str] | Callable[[], Container[str]]) -> bool:
    """Tell whether a browser made `folder` for the pictures and scripts of a page saved beside it.

    Args:
        folder: its name, or its path in an archive.
        has: the files beside it, in lower case, named as `folder` is; or what gives them if needed.
    """
    lower = folder.lower()
    for ending in _ASSET_ENDINGS:
        if lower.endswith(ending):
            beside = has() if callable(has) else has
            stem = lower[: -len(ending)]
            return any(stem + page in beside for page in HTML_ENDINGS)
    return False
