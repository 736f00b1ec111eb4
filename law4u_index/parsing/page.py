"""A page to a record, as yet without citations: every step of parsing, in order."""

from __future__ import annotations

import dataclasses

from law4u_index.answer import Answer
from law4u_index.errors import NotAnAnswer, ParseError
from law4u_index.parsing import addresses
from law4u_index.parsing.blocks import Block
from law4u_index.parsing.cards import read_advocates, read_related
from law4u_index.parsing.dates import machine_date
from law4u_index.parsing.document import Document, Page, load
from law4u_index.parsing.fingerprint import content_hash
from law4u_index.parsing.furniture import survey
from law4u_index.parsing.head import Head, read_head
from law4u_index.parsing.limits import LINES, PAGE_BYTES, TAGS, TEXT_CHARS, in_proportion
from law4u_index.parsing.outline import outline
from law4u_index.parsing.plain import read_lines
from law4u_index.parsing.scan import Parts, cut, flatten, readable, scan, tighten
from law4u_index.parsing.titles import without_site
from law4u_index.parsing.verdict import judge

_EXPANSION = 4
"""What a page shows is never so many times as long as its markup: NFC makes three characters of one at most."""
_HOME = f"https://{addresses.SITE}/"


def parse(page: Page, *, url: str | None = None, source: str | None = None, page_bytes: int = PAGE_BYTES) -> Answer:
    """Read a Law4u answer page; the record has no citations yet.

    Args:
        page: the page's content (str or bytes: HTML, MHTML or plain text, any of them in gzip), a path to a
            file that holds it, or an open file.
        url: where the page was fetched from; the address that the page names itself comes first.
        source: what the record names as its source; a path names itself.
        page_bytes: how large a page may be; with more than :data:`~law4u_index.parsing.limits.PAGE_BYTES` the limits
            on its text, tags and lines go up in proportion.

    Returns:
        The record, every field but `citations` filled as far as the page says it.

    Raises:
        NotAnAnswer: the page is something else, or empty.
        ParseError: the page cannot be read, or is over one of the package's limits.
    """
    document = load(page, source, page_bytes)
    blocks, head = _blocks(document, page_bytes)
    _verify(blocks, document, page_bytes)
    stated = _stated_addresses(document, head, url)
    own = _own_address(stated, blocks, head)
    found = survey(blocks, head)
    body = outline(found.body)
    judge(found, body, head, blocks, own, stated)
    own = own or _relative_address(stated)
    base = addresses.start_of_links(own or _HOME, head.base)
    question = found.question or ""
    answer = Answer(
        id=addresses.identity(own, question),
        url=own,
        question=question,
        category=found.category,
        author=found.author or (head.author.lower() if head.author else None),
        summary=body.summary,
        sections=body.sections,
        example=body.example,
        advocates=read_advocates(blocks, found.below, base),
        related=read_related(blocks, own, base),
        published=found.published or next(filter(None, map(machine_date, head.dates)), None),
        source=document.source,
    )
    return dataclasses.replace(answer, content_hash=content_hash(answer))


def _verify(blocks: list[Block], document: Document, page_bytes: int) -> None:
    """Raise where a page shows nothing, or more text than is read of one."""
    most = in_proportion(TEXT_CHARS, page_bytes)
    if _EXPANSION * len(document.text) > most and sum(len(block.text) for block in blocks) > most:
        raise ParseError(f"the page has more than {most} characters of text; raise --max-page-mb if you trust it")
    if not blocks:
        raise NotAnAnswer("the page has no text; save it again when it has loaded")


def _stated_addresses(document: Document, head: Head, url: str | None) -> list[str]:
    """Return the addresses that are said to be the page's, best first: by its head, the caller, the file, links."""
    given = [url] if url else []
    start = [head.base] if head.base else []
    return [*head.urls[:2], *given, *head.urls[2:], *document.urls, *start]


def _own_address(stated: list[str], blocks: list[Block], head: Head) -> str | None:
    """Return the page's canonical address, as it is stated or shown, or None."""
    own = next(filter(None, (addresses.canonical(address, head.base) for address in stated)), None)
    return own or next(filter(None, map(addresses.canonical, _shown_addresses(blocks))), None)


def _relative_address(stated: list[str]) -> str | None:
    """Return the canonical address of an answer that is stated only in part, or None.

    A relative address may be any site's: this is for a page that is known to be an answer.
    """
    start = next((address for address in stated if "://" in address), _HOME)
    return next(filter(None, (addresses.canonical(address, start) for address in stated)), None)


def _blocks(document: Document, page_bytes: int) -> tuple[list[Block], Head]:
    """Return the blocks of a page, and what its head says."""
    if not document.is_html:
        blocks = read_lines(document.text, in_proportion(LINES, page_bytes))
        return blocks, Head(urls=_shown_addresses(blocks))
    from law4u_index.parsing.markup import read_blocks  # brings BeautifulSoup and lxml, which no search needs

    html = document.text if document.is_pure else readable(document.text)
    scanned = scan(html, in_proportion(TAGS, page_bytes))
    head = read_head(document.text, scanned.linked_data)
    titles = [title for title in map(without_site, head.titles) if title]
    parts = cut(scanned.html, titles)
    return read_blocks(Parts(flatten(tighten(parts.answer)), parts.below)), head


def _shown_addresses(blocks: list[Block]) -> list[str]:
    """Return addresses that stand by themselves, or behind the site's name, in the first and last lines of a page.

    So they do where a browser copied or printed it, or took all but the text away to make it easy to read.
    """
    lines = (*blocks[:5], *blocks[-3:])
    return [block.href for block in lines if block.href and ("://" in block.text or not without_site(block.text))]
