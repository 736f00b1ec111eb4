"""Tells an answer page from the site's other pages, and says why."""

from __future__ import annotations

import re

from law4u_index.errors import NotAnAnswer
from law4u_index.parsing import addresses
from law4u_index.parsing.blocks import Block
from law4u_index.parsing.furniture import Surroundings
from law4u_index.parsing.head import Head
from law4u_index.parsing.outline import Outline

_NOT_FOUND = re.compile(
    r"(?:error )?40[34]\b.{0,60}|.{0,40}(?:page )?not found.{0,40}|oops.{0,60}|.{0,30}does(?: not"
    r"|n['’]t) exist.{0,20}|(?:access denied|forbidden)|50[0234]\b.{0,60}|internal server error",
    re.I,
)
_LOGIN = re.compile(
    r"(?:log\s?in|sign\s?in|sign\s?up|register|forgot(?:ten)? password|create (?:an )?account).{0,60}", re.I
)
_SEARCH = re.compile(r"(?:search )?results? (?:for|of)\b.{0,200}|search(?: results)?(?:\s?:.{0,200})?", re.I)
_PROFILE = re.compile(r"(?:adv\.|advocate|adv|lawyer)\s.{2,80}", re.I)
_BLOG = re.compile(r"blogs?|news|articles?", re.I)
_BLOG_TYPES = frozenset({"blogposting", "blog", "newsarticle"})
_PROFILE_TYPES = frozenset({"profile", "person", "profilepage", "attorney"})
_NO_ANSWER = re.compile(
    r"(?:(?:the |this |no )?(?:answer|question)s? )(?:(?:is|was|has|could) )?(?:not )?(?:been |be )?"
    r"(?:found|available|removed|deleted)\b.{0,40}"
    r"|(?:please )?(?:log\s?in|sign (?:in|up)|register|subscribe) to (?:view|see|read)\b.{0,60}",
    re.I,
)
"""All that a page says in the place of an answer that is not there."""
_LOGIN_PAGE = "the page is a login page; save the answer page itself"

_TOP = 60
"""In so many blocks a page says what it is, if it is no answer."""

_MIN_TEXT = 40
"""The fewest characters of an answer, where neither its address nor a byline says that it is one."""


def judge(
    found: Surroundings, outline: Outline, head: Head, blocks: list[Block], url: str | None, stated: list[str]
) -> None:
    """Raise where a page is no answer.

    Args:
        found: what stands around the text.
        outline: what the text says.
        head: what the page's head says.
        blocks: all blocks of the page.
        url: the canonical address of the answer, if the page or the caller names one.
        stated: all addresses that were named.

    Raises:
        NotAnAnswer: with the reason in words.
    """
    title = found.question or ""
    _judge_title(title, head, blocks, url)
    asks = title.endswith("?")
    elsewhere = url is None and any(addresses.is_elsewhere(address) for address in stated)
    if elsewhere and not (found.answered and asks):
        raise NotAnAnswer(
            "the page's address is no answer's (/answer/… or /top-answer/…); only answer pages can be read"
        )
    strong = url is not None or found.answered
    if not strong and (_BLOG_TYPES.intersection(head.types) or (not found.has_landmarks and _is_blog(blocks))):
        raise NotAnAnswer("the page is a blog post; only answer pages can be read")
    vouched = found.answered or (url is not None and (found.has_landmarks or addresses.names(url, title)))
    if not asks and not vouched:
        raise NotAnAnswer(f"the page's title is no question ({_short(title)}); only answer pages can be read")
    is_missing = not outline.sections and _NO_ANSWER.fullmatch(outline.summary) is not None
    if is_missing or _size(outline) < (1 if strong else _MIN_TEXT):
        raise NotAnAnswer("the page has a title and no answer; save the page again when it has loaded")
    if _is_list(found):
        raise NotAnAnswer("the page is a list of questions; save the answers themselves")


def _judge_title(title: str, head: Head, blocks: list[Block], url: str | None) -> None:
    """Raise where a page has no title, or that of another page."""
    if not title and any(_LOGIN.fullmatch(block.text) for block in blocks[:_TOP]):
        raise NotAnAnswer(_LOGIN_PAGE)
    if not title:
        raise NotAnAnswer("the page has no title; an answer page has a question as its title")
    if _NOT_FOUND.fullmatch(title):
        raise NotAnAnswer(f"the page is an error page ({_short(title)}); save the answer page again")
    if title.endswith("?"):
        return
    if _LOGIN.fullmatch(title):
        raise NotAnAnswer(_LOGIN_PAGE)
    if _SEARCH.fullmatch(title):
        raise NotAnAnswer("the page is a list of search results; save the answers themselves")
    if (_PROFILE.fullmatch(title) and url is None) or _PROFILE_TYPES.intersection(head.types):
        raise NotAnAnswer("the page is an advocate's profile; only answer pages can be read")


def _short(title: str) -> str:
    return repr(title if len(title) <= 60 else f"{title[:57]}…")


def _size(outline: Outline) -> int:
    sections = [section for top in outline.sections for section in top.walk()]
    return len(outline.summary) + sum(len(s.text) + sum(map(len, s.items)) for s in sections)


def _is_blog(blocks: list[Block]) -> bool:
    return any(
        _BLOG.fullmatch(block.text.strip(" >»›/|")) and block.zone == "" and not block.linked for block in blocks[:_TOP]
    )


def _leads_to_answer(block: Block) -> bool:
    return block.text.endswith("?") or addresses.canonical(block.href, f"https://{addresses.SITE}/") is not None


def _is_list(found: Surroundings) -> bool:
    """Tell whether most of the text is links to questions."""
    links = sum(1 for block in found.body if block.linked and _leads_to_answer(block))
    return links >= 4 and links * 2 > len(found.body)
