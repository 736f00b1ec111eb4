"""A provision, and the provisions of an Act that answers cite, as a person and a program read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law4u_index.presentation.terminal import Screen, amount, folded, table, wrapped
from law4u_index.search.results import MAX_HITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law4u_index.law import Act, ProvisionInfo
    from law4u_index.law.successors import Related
    from law4u_index.search.results import SearchResults


def provision_as_text(info: ProvisionInfo, citing: SearchResults, screen: Screen) -> str:
    """Return what is known of a provision, then the answers that cite it or what it became or replaced."""
    heading = f"{info.label}: {info.title}" if info.title else info.label
    lines = [screen.bold(line) for line in wrapped(heading, screen)]
    if info.act is not None:
        lines += [screen.dim(line) for line in wrapped(_standing(info, info.act), screen)]
    for sentence in info.sentences:
        lines += wrapped(sentence, screen)
    total = citing.total
    cite = "cites" if total == 1 else "cite"
    related = " or what it became or replaced" if info.became or info.replaced else ""
    counted = f"{amount(total, 'answer')} {cite} it{related}" if total else "no answer cites it"
    if 0 < len(citing) < total:
        counted += f"; the first {len(citing):,}{', more with --limit' if len(citing) < MAX_HITS else ''}:"
    lines += ["", *wrapped(counted, screen)]
    for hit in citing:
        found_by = f" ({', '.join(hit.matched_by)})" if hit.matched_by else ""
        lines += wrapped(f"{hit.id}  {hit.question}{found_by}", screen, "      ", "  ")
    return "\n".join(lines)


def _standing(info: ProvisionInfo, act: Act) -> str:
    from law4u_index.law.successors import day

    if info.in_force is None:
        return act.title
    return f"{act.title}, not in force since {day(info.repealed_on)}" if info.repealed_on else f"{act.title}, in force"


def provision_as_dict(info: ProvisionInfo, citing: SearchResults) -> dict[str, Any]:
    """Return the same as JSON."""
    return {
        "id": info.id,
        "label": info.label,
        "title": info.title,
        "act": None if info.act is None else {"id": info.act.id, "name": info.act.title},
        "in_force": info.in_force,
        "repealed_on": info.repealed_on,
        "became": [_related(one) for one in info.became],
        "replaced": [_related(one) for one in info.replaced],
        "sentences": list(info.sentences),
        "total": citing.total,
        "answers": [
            {"id": hit.id, "url": hit.url, "question": hit.question, "matched_by": list(hit.matched_by)}
            for hit in citing
        ],
    }


def _related(related: Related) -> dict[str, Any]:
    return {"id": related.id, "since": related.since, "certainty": related.certainty, "sentence": related.sentence}


def act_as_text(act: Act, cited: Sequence[tuple[str, str | None, int]], lacking: int, screen: Screen) -> str:
    """Return the provisions of an Act that answers cite, label with title and how many answers, and what it has.

    Args:
        act: the Act.
        cited: the provisions to show.
        lacking: how many more there are.
        screen: where it is shown.
    """
    made_of = [screen.dim(line) for line in wrapped(f"it has {_made_of(act)}", screen)]
    if not cited:
        return "\n".join([f"no answer cites the {folded(act.title)}", *made_of])
    name = [screen.bold(line) for line in wrapped(act.title, screen)]
    rows = [(f"{label}: {title}" if title else label, count) for label, title, count in cited]
    more = [f"{amount(lacking, 'more provision')}, with a greater --limit"] if lacking else []
    return "\n".join([*name, *table(("Provision", "Answers"), rows, screen), *more, *made_of])


def _made_of(act: Act) -> str:
    """Return the shape of an Act in words: 'sections 1 to 158, Orders with Rules, 1 Schedule'."""
    shape = act.provisions
    first = "articles" if not shape.sections and shape.articles else "rules" if shape.rules else "sections"
    found = [f"{first} 1 to {act.last}" if act.last else first]
    if shape.sections and shape.articles:
        found.append("articles")
    if shape.orders:
        found.append("Orders with Rules")
    if act.schedules:
        found.append(amount(act.schedules, "Schedule"))
    return ", ".join(found)


def act_as_dict(act: Act) -> dict[str, Any]:
    """Return an Act and its shape as JSON."""
    kinds = [kind for kind, has in act.provisions._asdict().items() if has]
    shape = {"kinds": kinds, "last": act.last, "schedules": act.schedules}
    return {"id": act.id, "name": act.title, "shape": shape}
