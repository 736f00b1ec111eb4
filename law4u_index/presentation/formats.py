"""Results for other programs: JSON, JSON Lines, CSV, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from law4u_index.presentation.terminal import runs
from law4u_index.text_safety import markdown_line, markdown_url, printable_lines, spreadsheet_cell

if TYPE_CHECKING:
    from law4u_index.search.results import Hit, SearchResults, Snippet

CSV_COLUMNS = ("rank", "id", "score", "question", "category", "url", "section", "snippet")


def as_json(data: Any, *, encoding: str | None = None, indent: int | None = 2) -> str:
    r"""Return `data` as JSON.

    Letters stay as they are, unless the text holds something that a terminal would obey or that `encoding`
    cannot express: then every sign beyond ASCII is written as ``\uXXXX``, which says the same.

    Args:
        data: what :mod:`json` can write.
        encoding: of the stream that it is for, or None where it can express everything.
        indent: blanks a level, or None for a single line.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    if printable_lines(text) == text and _fits(text, encoding):
        return text
    return json.dumps(data, indent=indent)


def hits_as_jsonl(results: SearchResults, *, encoding: str | None = None) -> Iterator[str]:
    """Yield each hit as JSON on one line."""
    for hit in results:
        yield as_json(hit.to_dict(), encoding=encoding, indent=None)


def hits_as_csv(results: SearchResults) -> Iterator[str]:
    """Yield the lines of a CSV file, without line ends: the columns' names, then each hit on one line.

    No cell can be taken for a formula, see :func:`law4u_index.text_safety.spreadsheet_cell`.
    """
    import csv
    from io import StringIO

    line = StringIO()
    writer = csv.writer(line, lineterminator="")
    for row in (CSV_COLUMNS, *map(_csv_row, results)):
        line.seek(0)
        line.truncate()
        writer.writerow(row)
        yield line.getvalue()


def results_as_markdown(results: SearchResults) -> str:
    """Return the hits as a numbered list with links, what was found in bold; facets as a table."""
    blocks = []
    if results.corrected is not None:
        blocks.append(f"Showing results for **{markdown_line(results.corrected)}**")
    blocks += [markdown_line(sentence) for sentence in results.related_provisions]
    hits = [_markdown_hit(hit) for hit in results]
    if hits:
        blocks.append("\n".join(hits))
    for name, values in results.facets.items():
        rows = [f"| {markdown_line(value)} | {count:,} |" for value, count in values]
        blocks.append("\n".join([f"| {markdown_line(name.title())} | Answers |", "| --- | ---: |", *rows]))
    return "\n\n".join(blocks)


def _csv_row(hit: Hit) -> list[str | int | float]:
    snippet = hit.snippets[0] if hit.snippets else None
    return [
        hit.rank,
        _cell(hit.id),
        round(hit.score, 6),
        _cell(hit.question),
        _cell(hit.category),
        _cell(hit.url),
        _cell(snippet.section if snippet else None),
        _cell(snippet.text if snippet else None),
    ]


def _cell(text: str | None) -> str:
    return spreadsheet_cell(printable_lines(" ".join((text or "").split())))


def _markdown_hit(hit: Hit) -> str:
    """Return a hit as an entry of a numbered list."""
    number = f"{hit.rank}. "
    url = markdown_url(hit.url or "")
    question = markdown_line(hit.question)
    head = f"{number}[{question}]({url})" if url else f"{number}{question}"
    if hit.category:
        head += f" — {markdown_line(hit.category)}"
    # Lines of a list's entry stand under its text; the two blanks at an end keep the line.
    indent = " " * len(number)
    return "  \n".join([head, *(f"{indent}{_markdown_snippet(snippet)}" for snippet in hit.snippets)])


def _markdown_snippet(snippet: Snippet) -> str:
    text = "".join(_markdown_run(piece, marked) for piece, marked in runs(snippet.text, snippet.highlights))
    return f"*{markdown_line(snippet.section)}* — {text.strip()}" if snippet.section else text.strip()


def _markdown_run(piece: str, marked: bool) -> str:
    """Return a piece with the blanks at its ends: emphasis must stand next to its words."""
    words = markdown_line(piece)
    if not words:
        return " "
    before = " " if piece[0].isspace() else ""
    after = " " if piece[-1].isspace() else ""
    return f"{before}**{words}**{after}" if marked else f"{before}{words}{after}"


def _fits(text: str, encoding: str | None) -> bool:
    """Tell whether an encoding can express all of a text."""
    if encoding is None:
        return True
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
