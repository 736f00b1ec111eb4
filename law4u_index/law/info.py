"""What is known of one provision: its heading, its Act, what it became or replaced."""

from __future__ import annotations

from dataclasses import dataclass

from law4u_index.law.act_table import Act, acts, squeeze, table
from law4u_index.law.compiled import act_of_name, headed
from law4u_index.law.devanagari import folded
from law4u_index.law.ids import ParsedId, leading_number, parse_id
from law4u_index.law.queries import MAX_QUERY, provisions
from law4u_index.law.successors import COMPLETE, Related, day, fate, headings, label, related, spellings, title, titled
from law4u_index.law.typed_words import KINDS, TOKEN
from law4u_index.law.word_sets import word_set

_ACT_ALONE = {"a": "const-1950", "o": "cpc-1908"}
"""Whose a provision is that is named without an Act, by kind."""

_MOST = 5
"""So many provisions are named of those that may be meant."""

_LIKENESS = 0.7
"""How like a name must be to be named, of 1 (:mod:`difflib`): 'cheating' is like no Act's."""

_LEADING = word_set("of the under in")


@dataclass(frozen=True, slots=True)
class ProvisionInfo:
    """What is known of a provision.

    Attributes:
        id: its id.
        label: what a lawyer calls it: 'IPC 420'.
        title: its marginal heading, or None where the tables do not have it.
        act: its Act, or None where the table of Acts does not have it.
        in_force: whether its Act is in force; None where that is not known.
        repealed_on: the ISO date on which its Act ceased to be in force, or None.
        became: what it became.
        replaced: what it replaced.
        sentences: these facts in words, for a reader.
    """

    id: str
    label: str
    title: str | None
    act: Act | None
    in_force: bool | None
    repealed_on: str | None
    became: tuple[Related, ...]
    replaced: tuple[Related, ...]
    sentences: tuple[str, ...]


class UnknownProvision(KeyError):  # noqa: N818 - it reads as what happened
    """No provision is meant by a text, or its Act has no such provision.

    Attributes:
        text: what was looked up.
        nearest: ids of the nearest known provisions, or of Acts; of those that a number alone may mean; at most five.
    """

    def __init__(self, text: str, nearest: tuple[str, ...]) -> None:
        super().__init__(text)
        self.text = text
        self.nearest = nearest

    def __str__(self) -> str:
        return f"no provision is known as {self.text!r}"


def lookup(text: str) -> ProvisionInfo:
    """Return what is known of the provision that `text` means.

    Args:
        text: as a person types it ('IPC 420', 'section 138 ni act', 'order 39 rule 1 cpc') or an id. Where a
            number alone can mean several provisions, the best known is taken.

    Raises:
        UnknownProvision: no provision is meant, or the Act's sections are known and this is none of them.
    """
    meant = provisions(text)
    if not meant:
        raise UnknownProvision(text, _nearest(text))
    provision_id = spellings(meant[0])[0]
    parsed = parse_id(provision_id)
    if parsed is None or not _exists(parsed):
        raise UnknownProvision(text, _nearest_sections(provision_id))
    entry = table().acts.get(parsed.act)
    relations = related(provision_id)
    return ProvisionInfo(
        id=provision_id,
        label=label(provision_id),
        title=title(provision_id),
        act=entry,
        in_force=None if entry is None else entry.replaced_on is None,
        repealed_on=None if entry is None else entry.replaced_on,
        became=tuple(found for found in relations if found.relation == "became"),
        replaced=tuple(found for found in relations if found.relation == "replaced"),
        sentences=_sentences(provision_id, entry, relations),
    )


def _sentences(provision_id: str, entry: Act | None, relations: tuple[Related, ...]) -> tuple[str, ...]:
    """Return what became of a provision, or of its Act, in words."""
    found = [relation.sentence for relation in relations]
    nothing = fate(provision_id)
    if nothing:
        found.append(nothing)
    elif entry is not None and entry.replaced_on and not relations:
        successor = table().acts.get(entry.replaced_by or "")
        if successor is not None:
            found.append(f"the {entry.title} was replaced by the {successor.title} on {day(entry.replaced_on)}")
        else:
            found.append(f"the {entry.title} is not in force since {day(entry.replaced_on)}")
    return tuple(found)


def _exists(parsed: ParsedId) -> bool:
    """Tell whether an Act has a provision, as far as the tables tell; one outside them may have any."""
    entry = table().acts.get(parsed.act)
    if entry is None:
        return True
    if parsed.kind == "s" and parsed.act in COMPLETE:
        return f"{parsed.act}/s/{parsed.number}" in headings()
    shape = entry.provisions
    is_counted = parsed.kind in ("s", "r") or (parsed.kind == "a" and not shape.sections)
    is_beyond = is_counted and entry.last is not None and leading_number(parsed.number) > entry.last
    return shape.has(parsed.kind) and not is_beyond


def _nearest_sections(provision_id: str) -> tuple[str, ...]:
    """Return the provisions of the same Act and kind with the nearest numbers, as far as their headings are known."""
    parsed = parse_id(provision_id)
    if parsed is None:
        return ()
    wanted = leading_number(parsed.number)
    distances = [
        (abs(leading_number(other.number) - wanted), found)
        for found in titled(parsed.act)
        if (other := parse_id(found)) is not None and other.kind == parsed.kind
    ]
    return tuple(found for _, found in sorted(distances)[:_MOST])


def _nearest(text: str) -> tuple[str, ...]:
    """Return the nearest provisions of the Act named beside a number ('CPC order 99'), else the nearest Acts.

    Of a number alone ('302') the sections that it may be, the likeliest first.
    """
    tokens = TOKEN.findall(text[:MAX_QUERY].lower())
    kind = next((KINDS[token] for token in tokens if token in KINDS), "s")
    number = next((token for token in tokens if token.isdecimal()), "")
    letters = _act_letters(tokens)
    named = act_of_name(letters)
    if named is not None:
        act: str | None = named[0]
    else:
        act = None if letters else _ACT_ALONE.get(kind)
    if act is not None and number:
        return _nearest_sections(f"{act}/{kind}/{number[:4]}") or (act,)
    if number and kind == "s" and not letters:  # a number alone
        sections = (f"{having}/s/{number}" for having in headed(number))
        return tuple(dict.fromkeys((*provisions(f"section {number}"), *sections)))[:_MOST]
    return nearest_acts(letters)


def nearest_acts(name: str) -> tuple[str, ...]:
    """Return the ids of the Acts whose names are the nearest to one that is no Act's; at most five.

    Of several Acts of one name it is the one in force.
    """
    from difflib import get_close_matches

    of_each = sorted(acts(), key=lambda entry: entry.replaced_on is None)  # the later takes the place of the earlier
    names = {squeeze(called): entry.id for entry in of_each for called in (entry.short, entry.name, *entry.aliases)}
    close = get_close_matches(squeeze(name[:MAX_QUERY]), names, n=_MOST, cutoff=_LIKENESS)
    return tuple(dict.fromkeys(names[called] for called in close))


def _act_letters(tokens: list[str]) -> str:
    """Return the letters of the Act's name in a query, without the words that lead to it: 'order 99 of the CPC'."""
    words = [token for token in tokens if not token.isdecimal() and token not in KINDS]
    while words and words[0] in _LEADING:
        del words[0]
    return "".join(map(folded, words))[:80]
