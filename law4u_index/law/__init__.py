"""What is particular to Indian law: Acts, how their provisions are cited, what replaced what.

The tables are CSV files in ``data/``, read on first use; ``docs/law.md`` tells where each fact is from. A name is
imported when it is first used, so that a search need not load what only an update does.

The tables:

- ``act_table``, ``act_shapes``, ``states``: Acts by their names, which kinds of provision each has, State names
- ``successors``, ``known``: what became of each section of the old codes; widely known provisions
- ``lay``, ``hindi``, ``english``: what people say, in English and Hindi, plain English
- ``sound``, ``verbs``: how Hindi sounds and is spelt, and the forms of its verbs
- ``sheets``, ``word_sets``: how the CSV files are read, and sets of words that stand in the code
- ``compile``, ``compiled``, ``tables``: the script that makes ``provisions.tables`` of them, what a search asks of that
  file, and how such files are laid out

Citations in a text:

- ``citations``: the whole way, step by step
- ``names``, ``places``, ``unlisted``, ``defining``: where Acts are named, in a table or not
- ``devanagari_acts``, ``devanagari``: where Acts are named in Devanagari, and one spelling of the words of their names
- ``act_mentions``, ``act_years``: an Act as a text names it, and the years and numbers behind names
- ``mentions``, ``lists``, ``grammar``: where provisions are named, lists of numbers, one number
- ``resolver``, ``context``, ``joins``: which belongs to which, by what stands around and between
- ``meant_acts``, ``fitting``, ``bare_numbers``: what 'the said Act' means, which Act can have a provision, '420 IPC'

Provisions in a query, and what is known of one:

- ``queries``, ``typed``: what a query may ask, and how it is read: which Act its numbers are of
- ``typed_words``, ``typed_numbers``, ``unnamed``: its keywords and Acts, its numbers, what one means without an Act
- ``ids``, ``info``: a provision's id, and all that is known of it
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from law4u_index.law.act_table import Act, act, acts
    from law4u_index.law.citations import FoundCitation, cite, find_citations
    from law4u_index.law.ids import covers
    from law4u_index.law.info import ProvisionInfo, UnknownProvision, lookup, nearest_acts
    from law4u_index.law.queries import QueryProvision, provision, provisions, query_provisions
    from law4u_index.law.successors import Related, Transition, label, related, spellings, title, transitions

_HOMES = {
    **dict.fromkeys(("Act", "act", "acts"), "act_table"),
    **dict.fromkeys(("FoundCitation", "cite", "find_citations"), "citations"),
    **dict.fromkeys(("ProvisionInfo", "UnknownProvision", "lookup", "nearest_acts"), "info"),
    "covers": "ids",
    **dict.fromkeys(("QueryProvision", "provision", "provisions", "query_provisions"), "queries"),
    **dict.fromkeys(("Related", "Transition", "label", "related", "spellings", "title", "transitions"), "successors"),
}

__all__ = [
    "Act",
    "FoundCitation",
    "ProvisionInfo",
    "QueryProvision",
    "Related",
    "Transition",
    "UnknownProvision",
    "act",
    "acts",
    "cite",
    "covers",
    "find_citations",
    "label",
    "lookup",
    "nearest_acts",
    "provision",
    "provisions",
    "query_provisions",
    "related",
    "spellings",
    "title",
    "transitions",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
