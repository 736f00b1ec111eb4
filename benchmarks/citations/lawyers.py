"""Print how the recogniser does on sentences of judgments that lawyers labelled.

Run it with ``python -m benchmarks.citations.lawyers FILE``, where FILE is ``NER_DEV_JUDGEMENT.json`` of the public set
InLegalNER, which is not kept here: objects with ``data.text`` and, in ``annotations``, results with ``start``,
``end`` and ``labels``. Counted are the labels PROVISION with a number, where the sentence has a label STATUTE or the
provision is an article. A label counts as found where a citation overlaps it, a citation as right where it overlaps a
label: which Act is meant the labels do not tell.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from law4u_index.law import find_citations

_NUMBERED = re.compile(r"[0-9]|[IVX]{1,5}\b")
_ARTICLE = re.compile(r"art", re.IGNORECASE)


class Sentence(NamedTuple):
    """A sentence, where its provisions stand, and whether it names a statute."""

    text: str
    provisions: list[tuple[int, int]]
    names_a_statute: bool


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of the set at `path`."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        labels = [result["value"] for annotation in entry["annotations"] for result in annotation["result"]]
        provisions = [(label["start"], label["end"]) for label in labels if "PROVISION" in label["labels"]]
        yield Sentence(entry["data"]["text"], provisions, any("STATUTE" in label["labels"] for label in labels))


def main(path: Path) -> None:
    """Print recall and precision over the sentences at `path`, and the labels that are missed."""
    labels = found = places = right = 0
    missed: list[str] = []
    for sentence in read_sentences(path):
        cited = {(citation.start, citation.end) for citation in find_citations(sentence.text)}
        places += len(cited)
        right += sum(_overlaps(place, sentence.provisions) for place in cited)
        for start, end in sentence.provisions:
            words = sentence.text[start:end]
            if _NUMBERED.search(words) and (sentence.names_a_statute or _ARTICLE.match(words)):
                labels += 1
                if _overlaps((start, end), cited):
                    found += 1
                else:
                    missed.append(f"{words!r} in {sentence.text!r}")
    print(
        f"{labels} labels, {found} found: recall {found / labels:.4f}; {places} places, precision {right / places:.4f}"
    )
    print(*missed, sep="\n")


def _overlaps(place: tuple[int, int], others: list[tuple[int, int]] | set[tuple[int, int]]) -> bool:
    return any(start < place[1] and end > place[0] for start, end in others)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
