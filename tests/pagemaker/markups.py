"""The markups: a manner of writing the answer together with a way to store the page."""

from __future__ import annotations

from dataclasses import dataclass

from tests.pagemaker import bodies, mixtures
from tests.pagemaker.bodies import Body
from tests.pagemaker.carriers import CARRIER, CARRIERS, UTF_8, Carrier
from tests.pagemaker.plaintext import DenseText, PlainText, PlainTextRunIn, TextBody
from tests.pagemaker.records import Sample


@dataclass(frozen=True, slots=True)
class Markup:
    """One look that a page can have.

    Attributes:
        name: what a test says of it.
        body: how the answer is written.
        carrier: how the page is stored.
    """

    name: str
    body: type[Body]
    carrier: Carrier = UTF_8

    @property
    def kind(self) -> str:
        """``html`` or ``txt``."""
        return "txt" if issubclass(self.body, TextBody) else "html"

    def carries(self, sample: Sample) -> bool:
        """Return whether a reader of such a page could tell every part of the sample from the others."""
        return self.body.carries(sample)


WRITTEN = (
    Markup("clean headings", Body),
    Markup("deep headings", bodies.DeepHeadings),
    Markup("editor leftovers", bodies.EditorLeftovers),
    Markup("upper case, unclosed", bodies.UpperCaseUnclosed),
    Markup("bullets as text", bodies.BulletText),
    Markup("steps as paragraphs", bodies.StepParagraphs),
    Markup("bold paragraphs", bodies.BoldParagraphs),
    Markup("bold and breaks", bodies.BoldBreaks),
    Markup("div soup", bodies.DivSoup),
    Markup("pasted from a word processor", bodies.WordPaste),
    Markup("run-in labels in paragraphs", bodies.RunInParagraphs),
    Markup("run-in labels in a list", bodies.RunInList),
    Markup("run-in labels without bold", bodies.RunInPlain),
    Markup("run-in labels in one paragraph", bodies.RunInOneParagraph),
    Markup("definition list", bodies.DefinitionList),
    Markup("layout table", bodies.LayoutTable),
    Markup("headings all alike", mixtures.AlikeHeadings),
    Markup("bold below headings", mixtures.BoldBelowHeadings),
    Markup("bold and break below headings", mixtures.BoldAndBreakBelow),
    Markup("entries with headings", mixtures.HeadedEntries),
    Markup("accordion", mixtures.Accordion),
    Markup("divs with roles", mixtures.RoledDivs),
    Markup("emphasis in the text", mixtures.Emphasised),
    Markup("interrupted by scripts", mixtures.Interrupted),
    Markup("other bullets", mixtures.OtherBullets),
    Markup("plain text", PlainText),
    Markup("plain text without blank lines", DenseText),
    Markup("plain text with run-in labels", PlainTextRunIn),
)
"""Every manner of writing, stored as plain UTF-8."""

UNLIKELY = (Markup("several hands", mixtures.SeveralHands),)
"""Manners too rare for the corpus."""

STORED = (
    *(Markup(f"clean headings in {carrier.name}", Body, carrier) for carrier in CARRIERS[1:]),
    Markup("editor leftovers in MHTML", bodies.EditorLeftovers, CARRIER["MHTML"]),
    Markup("bold paragraphs in windows-1252", bodies.BoldParagraphs, CARRIER["windows-1252"]),
    Markup("plain text in gzip", PlainText, CARRIER["gzip"]),
    Markup("plain text in UTF-16", PlainText, CARRIER["UTF-16 with a byte order mark"]),
)
"""Ways to store a page, with a manner of writing that people store so."""

MARKUPS = (*WRITTEN, *UNLIKELY, *STORED)
MARKUP = {markup.name: markup for markup in MARKUPS}
