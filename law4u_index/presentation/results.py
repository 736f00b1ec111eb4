"""The results of a search as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from law4u_index.presentation.terminal import Screen, amount, display_width, folded, table, wrapped, wrapped_with_marks
from law4u_index.search.results import MAX_HITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from law4u_index.search.results import Hit, SearchResults


MOST_VALUES_SHOWN = 20
"""How many values of a facet are shown; more would push the hits out of sight."""

_USUAL_ID = 12
"""An id of more columns is no number but a title, and does not push the questions of the others to the right."""


def results_as_text(results: SearchResults, screen: Screen) -> str:
    """Return the hits with their snippets, what the query was taken for, and the facets.

    Returns:
        lines for `screen`; an empty string where there is nothing to say.
    """
    blocks = []
    notes = []
    if results.corrected is not None:
        notes.append(f"Showing results for {screen.bold(folded(results.corrected))}")
    for sentence in results.related_provisions:
        notes += wrapped(sentence, screen)
    if notes:
        blocks.append("\n".join(notes))
    margin = 1 + max((len(str(hit.rank)) for hit in results), default=1)
    blocks += ["\n".join(_hit_lines(hit, margin, screen)) for hit in results]
    facets = facets_as_text(results.facets, screen)
    if facets:
        blocks.append(facets)
    return "\n\n".join(blocks)


def facets_as_text(facets: Mapping[str, Sequence[tuple[str, int]]], screen: Screen) -> str:
    """Return a table for each facet that has values, with the most frequent of them."""
    tables = []
    for name, values in facets.items():
        lines = table((name.title(), "Answers"), values[:MOST_VALUES_SHOWN], screen) if values else []
        left = len(values) - MOST_VALUES_SHOWN
        if left > 0:
            lines.append(f"… and {left:,} more; --format json lists all")
        tables.append("\n".join(lines))
    return "\n\n".join(filter(None, tables))


def counted(results: SearchResults) -> str:
    """Return in a line how many answers there are, which of them are shown, and what can be done next."""
    total = results.total
    if not total:
        asked = f' for "{folded(results.query)}"' if results.query.strip() else ""
        if asked and not any(map(str.isalnum, results.query)):
            return f"nothing found{asked}, which has no word; say what to look for"
        return f"nothing found{asked}; try fewer or other words, or leave out a filter"
    found = f"{amount(total, 'answer')} ({results.took_ms:.1f} ms)"
    if not results.hits:
        return f"{found}, none of them after the first {results.offset:,}; give a smaller --offset"
    last = results.offset + len(results)
    if last >= total:
        return found
    shown = f"{results.offset + 1:,} to {last:,}" if len(results) > 1 else f"number {last:,}"
    more = f"more with --offset {last}" if last < MAX_HITS else "a search gives no more; narrow it with a filter"
    return f"{shown} of {found}; {more}"


def suggestions_as_text(hits: Sequence[Hit], screen: Screen) -> str:
    """Return each question on a line, after the id that ``show`` takes."""
    ids = [folded(hit.id) for hit in hits]
    width = max((wide for number in ids if (wide := display_width(number)) <= _USUAL_ID), default=0)
    rows = zip(ids, hits, strict=True)
    return "\n".join(
        f"{screen.dim(number)}{' ' * (width - display_width(number))}  {folded(hit.question)}" for number, hit in rows
    )


def _hit_lines(hit: Hit, margin: int, screen: Screen) -> list[str]:
    """Return a hit with its rank, place and snippets."""
    indent = " " * (margin + 2)
    first, *more = wrapped(hit.question, screen, indent)
    lines = [f"{screen.dim(f'{hit.rank:>{margin}}')}  {screen.bold(first.strip())}"]
    lines += [f"{indent}{screen.bold(line.strip())}" for line in more]
    lines += [f"{indent}{screen.dim(line)}" for line in _place_lines(hit, screen.width - len(indent))]
    for snippet in hit.snippets:
        lead = f"{snippet.section} —" if snippet.section else ""
        lines += wrapped_with_marks(snippet.text, snippet.highlights, screen, indent, lead)
    if hit.matched_by:
        found_by = wrapped(f"found by {', '.join(hit.matched_by)}", Screen(screen.width - len(indent)))
        lines += [f"{indent}{screen.dim(line)}" for line in found_by]
    return lines


def _place_lines(hit: Hit, width: int) -> list[str]:
    """Return category, date and address on one line where they fit; an address is never broken."""
    label = " · ".join(folded(part) for part in (hit.category, hit.published) if part)
    url = folded(hit.url or f"id {hit.id}")
    if not label:
        return [url]
    together = f"{label} · {url}"
    return [together] if display_width(together) <= width else [*wrapped(label, Screen(width)), url]
