r"""Text from strangers, made safe for where it is shown: a terminal, a spreadsheet, a Markdown document.

A page's title, a file's name or a crawl's address may hold terminal escapes, characters that turn the
reading direction round, bytes that are no text, or a formula. Nothing is dropped in silence: what would act
instead of being read is shown as its escape (``\x1b``, ``\u202e``, ``\udc80``).

HTML has its own escaping in the standard library (:func:`html.escape`), JSON escapes by itself.
"""

from __future__ import annotations

import re

_LINE_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_HIDDEN = (
    "\u061c\u200b\u200e\u200f"  # marks of direction, zero-width space; not the joiners: Devanagari needs them
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: the 'Trojan Source' characters
    "\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible operators, deprecated controls, annotations
    "\U000e0000-\U000e007f"  # tags: an invisible copy of ASCII
)
_SURROGATES = "\ud800-\udfff"

# Patterns, which the module re compiles when they are first needed, and keeps: most starts of the program need none.
_UNPRINTABLE = f"[\t\n{_LINE_CONTROLS}{_HIDDEN}{_SURROGATES}]"
_UNPRINTABLE_IN_LINES = f"[{_LINE_CONTROLS}{_HIDDEN}{_SURROGATES}]"
_UNENCODABLE = f"[\x00{_SURROGATES}]"

# A quote before the sign is part of the pattern so that quoting can be undone without a doubt.
_FORMULA = "'*[=+\\-@\t\r\n＝＋－＠]"

_MARKDOWN_SIGNS = r"[\\`*_\[\]<>&|~$]"
_MARKDOWN_LINE_START = r"(?m)^(?:([-+=#])|([0-9]{1,9})([.)]))"
_MARKDOWN_URL_SIGNS = r"[\s<>\\()\"'`|*_\[\]&]"


def printable(text: str) -> str:
    """Return `text` as one line that a terminal shows and does not obey.

    Control characters (line ends and tabs too), direction overrides, invisible characters and lone
    surrogates (bytes of a file name that are no text) become their Python escapes; all else stays. A
    backslash stays a backslash: the result is for eyes, it cannot be turned back.
    """
    return text if text.isprintable() else re.sub(_UNPRINTABLE, _escaped, text)


def printable_lines(text: str) -> str:
    r"""Return `text` as :func:`printable` does, with its line ends (``\n``) and tabs kept."""
    return re.sub(_UNPRINTABLE_IN_LINES, _escaped, text.replace("\r\n", "\n"))


def encodable(text: str) -> str:
    r"""Return `text` so that every encoding of Unicode, SQLite and CSV can hold it.

    NUL and lone surrogates become their escapes (``\x00``, ``\udc80``).
    """
    return re.sub(_UNENCODABLE, _escaped, text)


def spreadsheet_cell(text: str) -> str:
    """Return `text` as the cell of a CSV file that no spreadsheet takes for a formula.

    A cell that begins with ``= + - @``, their full-width forms, a tab or a line end gets a single quote in
    front, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection); so does one that begins
    with such quotes and then one of those, so that :func:`from_spreadsheet_cell` gives back each text. The
    quotes and commas of CSV itself are the csv module's work.
    """
    text = encodable(text)
    return f"'{text}" if re.match(_FORMULA, text) else text


def from_spreadsheet_cell(cell: str) -> str:
    """Return the text of which :func:`spreadsheet_cell` made `cell`."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


def markdown_lines(text: str) -> str:
    """Return `text` so that Markdown (CommonMark, with GitHub's tables) shows it letter by letter.

    Lines stay lines, without white space at their ends: indented text would be code.
    """
    text = "\n".join(line.strip(" \t") for line in printable_lines(text).split("\n"))
    text = re.sub(_MARKDOWN_SIGNS, r"\\\g<0>", text)
    return re.sub(_MARKDOWN_LINE_START, _escaped_line_start, text)


def markdown_line(text: str) -> str:
    """Return `text` as one line of Markdown, for a title, an entry of a list or a cell of a table."""
    return markdown_lines(" ".join(text.split()))


def markdown_url(url: str) -> str:
    """Return `url` as the target of a Markdown link, ``[text](target)``, that it cannot break out of.

    Returns:
        the address with what has a meaning in Markdown percent-encoded; an empty string for an address that
        is neither http nor https, since ``javascript:`` and its like are no place to send a reader to.
    """
    if not url.lower().startswith(("http://", "https://")):
        return ""
    url = re.sub(_UNPRINTABLE, "", url)
    return re.sub(_MARKDOWN_URL_SIGNS, _percent_encoded, url)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def _escaped_line_start(found: re.Match[str]) -> str:
    sign, number, closing = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{closing}"


def _percent_encoded(found: re.Match[str]) -> str:
    sign = found[0]
    return "&amp;" if sign == "&" else "".join(f"%{byte:02X}" for byte in sign.encode("utf-8"))
