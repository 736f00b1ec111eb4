"""Makes answer pages: a hand-written record and a markup in, the bytes that a browser would save out.

The records are in ``tests/records``; what the pages look like is decided here, apart from the parser that
reads them. Everything is drawn from seeds, so the same call gives the same bytes on every machine.
``python -m tests.pagemaker`` writes ``corpus/``, ``python -m tests.pagemaker.golden`` the golden files, and
``python -m tests.pagemaker.sweep`` tries the parser on thousands of pages.
"""

from tests.pagemaker.markups import MARKUPS, Markup
from tests.pagemaker.pages import Page, make_page
from tests.pagemaker.records import Record, Sample, load_records, load_samples, record_to_answer

__all__ = [
    "MARKUPS",
    "Markup",
    "Page",
    "Record",
    "Sample",
    "load_records",
    "load_samples",
    "make_page",
    "record_to_answer",
]
