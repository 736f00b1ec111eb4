"""The sample pages in ``corpus/``: which record goes out in which markup, under which file name."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from law4u_index.answer import Answer
from tests.pagemaker.dice import Dice
from tests.pagemaker.layout import Address, draw_layout
from tests.pagemaker.markups import MARKUP, WRITTEN, Markup
from tests.pagemaker.pages import Page, make_page
from tests.pagemaker.records import Sample

CORPUS = Path(__file__).parents[2] / "corpus"
NOT_PAGES = ("README.md", ".gitattributes")

STORED_OTHERWISE = (
    *("clean headings in MHTML",) * 4,
    *("editor leftovers in MHTML",) * 3,
    *("plain text",) * 6,
    *("plain text with run-in labels",) * 2,
    "clean headings in gzip",
    "bold paragraphs in windows-1252",
    "clean headings in windows-1252",
    "clean headings in UTF-16 with a byte order mark",
    "clean headings in UTF-8 with a byte order mark",
    "clean headings in UTF-8 declared as windows-1252",
    "clean headings in UTF-8 encoded twice",
    "clean headings in windows-1252 declared as UTF-8",
)
"""The markups of the pages that are not HTML in UTF-8, one a page."""

ADDRESSES: tuple[Address, ...] = (*("canonical",) * 9, "og", "saved-from", "tracking")
PLAIN_MARKUPS = tuple(markup for markup in WRITTEN if markup.kind == "html")


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """One page of the corpus.

    Attributes:
        name: its file name.
        sample: the record it was made of.
        markup: the look it has.
        page: its bytes and what it says.
    """

    name: str
    sample: Sample
    markup: Markup
    page: Page


def corpus_pages(samples: Sequence[Sample]) -> list[CorpusPage]:
    """Return a page for every sample, in the samples' order."""
    markups = assign_markups(samples)
    pages = []
    for sample in samples:
        dice = Dice("corpus", sample.answer.id)
        markup = markups[sample.answer.id]
        rules = 20 if markup.carrier.name.startswith("UTF-16") else dice.number(60, 250)
        layout = draw_layout(sample.answer, dice.fork("layout"))
        page = make_page(sample, markup, "corpus", replace(layout, address=dice.pick(ADDRESSES), rules=rules))
        pages.append(CorpusPage(file_name(sample.answer, page.suffix, dice), sample, markup, page))
    return pages


def assign_markups(samples: Sequence[Sample]) -> dict[str, Markup]:
    """Return the markup of each sample by id: first the rare ways to store a page, then all others in turn."""
    left = {sample.answer.id: sample for sample in Dice("markups").some(samples, len(samples))}
    assigned = {}
    for name in STORED_OTHERWISE:
        chosen = next((key for key, sample in left.items() if MARKUP[name].carries(sample)), None)
        if chosen is not None:
            assigned[chosen] = MARKUP[name]
            # Its shape goes to the end of the queue, so that each shape is stored in many ways.
            shape = left.pop(chosen).shape
            left = dict(sorted(left.items(), key=lambda entry: entry[1].shape == shape))
    used = dict.fromkeys(PLAIN_MARKUPS, 0)
    for key, sample in left.items():
        markup = min((m for m in PLAIN_MARKUPS if m.carries(sample)), key=lambda m: used[m])
        used[markup] += 1
        assigned[key] = markup
    return assigned


def file_name(answer: Answer, suffix: str, dice: Dice) -> str:
    """Return the name under which a browser, or a tidy person, saves the page."""
    saved_as = "".join("_" if c in '<>:"/\\|?*' else c for c in f"{answer.question.rstrip('?')} - Law4u")
    slug = (answer.url or answer.id).rpartition("/")[2]
    if suffix == ".mhtml":
        return saved_as + suffix
    if suffix == ".txt":
        return slug + suffix
    return dice.pick((*(answer.id,) * 7, slug, saved_as)) + suffix


def write_corpus(pages: Iterable[CorpusPage], folder: Path) -> None:
    """Make the folder hold exactly these pages, beside what describes them."""
    folder.mkdir(exist_ok=True)
    wanted = {page.name: page.page.data for page in pages}
    for path in folder.iterdir():
        if path.name not in wanted and path.name not in NOT_PAGES:
            path.unlink()
    for name, data in wanted.items():
        path = folder / name
        if not path.exists() or content(path.read_bytes()) != content(data):
            path.write_bytes(data)


def content(data: bytes) -> bytes:
    """Return the bytes of a page, unpacked: what gzip makes of them differs between versions of zlib."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def report(pages: Sequence[CorpusPage]) -> None:
    """Tell on stderr what was written."""
    size = sum(len(page.page.data) for page in pages)
    print(f"{len(pages)} pages, {size:,} bytes", file=sys.stderr)
