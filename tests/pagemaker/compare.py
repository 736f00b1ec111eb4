"""Says in words how an answer that was read differs from the one that was written."""

from __future__ import annotations

from collections.abc import Iterator

from law4u_index.answer import Answer, Section

FIELDS = ("id", "question", "url", "category", "author", "published", "summary", "example", "advocates", "related")
TELLING_KINDS = frozenset(("tips", "example", "summary"))
"""Kinds that a heading's own words settle; of the others two readers can think differently."""


def differences(written: Answer, read: Answer) -> list[str]:
    """Return a line for each field and section that is not as written; kinds only where words settle them."""
    lines = [
        f"{name}: {getattr(written, name)!r} became {getattr(read, name)!r}"
        for name in FIELDS
        if getattr(written, name) != getattr(read, name)
    ]
    return lines + list(_outline(written.sections, read.sections, "sections"))


def _outline(written: tuple[Section, ...], read: tuple[Section, ...], where: str) -> Iterator[str]:
    if [s.heading for s in written] != [s.heading for s in read]:
        yield f"{where}: headings {[s.heading for s in written]} became {[s.heading for s in read]}"
        return
    for one, other in zip(written, read, strict=True):
        place = f"{where} > {one.heading}"
        for name in ("level", "text", "items", "ordered"):
            if getattr(one, name) != getattr(other, name):
                yield f"{place}: {name} {getattr(one, name)!r} became {getattr(other, name)!r}"
        if one.kind != other.kind and one.kind in TELLING_KINDS and _says_so(one):
            yield f"{place}: kind {one.kind} became {other.kind}"
        yield from _outline(one.sections, other.sections, place)


def _says_so(section: Section) -> bool:
    heading = (section.heading or "").lower()
    return any(word in heading for word in ("tip", "example", "summary", "conclusion"))


def kinds(written: Answer, read: Answer) -> list[tuple[str | None, str, str]]:
    """Return heading, kind as written and kind as read of every section, where the outlines agree."""
    pairs = zip(written.walk(), read.walk(), strict=True)
    return [(one.heading, one.kind, other.kind) for one, other in pairs]
