r"""Print precision and recall of the recogniser over hand-labelled sentences, its misses, and its speed.

Run it with ``python -m benchmarks.citations``. ``tune.tsv`` was looked at while the recogniser was written,
``report.tsv`` only to report; ``judgments.tsv``, in the manner of judgments, was labelled before the recogniser saw any
of it. Each line holds the ids of the provisions that the sentence cites ('-' for none), a tab, and the sentence, in
which ``\n\n`` parts paragraphs.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from law4u_index.law import find_citations

HERE = Path(__file__).parent
SETS = ("tune", "report", "judgments")


class Labelled(NamedTuple):
    """A sentence and the ids of the provisions that a lawyer finds in it."""

    text: str
    ids: frozenset[str]


class Score(NamedTuple):
    """Counts of provisions found rightly, found wrongly, and missed, and the sentences with either mistake."""

    right: int
    wrong: int
    missed: int
    mistakes: list[tuple[Labelled, frozenset[str]]]

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / (self.right + self.missed)


def read_labelled(name: str) -> list[Labelled]:
    """Return the labelled sentences of the set `name`."""
    sentences = []
    for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        ids, text = line.split("\t")
        found = frozenset() if ids == "-" else frozenset(ids.split())
        sentences.append(Labelled(text.replace("\\n", "\n"), found))
    return sentences


def score(sentences: list[Labelled]) -> Score:
    """Return how the recogniser does on `sentences`."""
    right = wrong = missed = 0
    mistakes = []
    for sentence in sentences:
        found = frozenset(citation.id for citation in find_citations(sentence.text))
        right += len(found & sentence.ids)
        wrong += len(found - sentence.ids)
        missed += len(sentence.ids - found)
        if found != sentence.ids:
            mistakes.append((sentence, found))
    return Score(right, wrong, missed, mistakes)


def speed(megabytes: float) -> float:
    """Return how many MB of text a second one core reads, measured on a text of that size."""
    sample = "\n\n".join(sentence.text for name in SETS for sentence in read_labelled(name)) + "\n\n"
    text = sample * max(1, round(megabytes * 1e6 / len(sample.encode())))
    size = len(text.encode()) / 1e6
    start = time.process_time()
    find_citations(text)
    return size / (time.process_time() - start)


def main() -> None:
    for name in SETS:
        sentences = read_labelled(name)
        result = score(sentences)
        print(
            f"{name:7} {len(sentences)} sentences, {result.right + result.missed} provisions: "
            f"precision {result.precision:.4f}, recall {result.recall:.4f}"
        )
        for sentence, found in result.mistakes:
            print(f"  {sentence.text!r}")
            if sentence.ids - found:
                print(f"    missed {' '.join(sorted(sentence.ids - found))}")
            if found - sentence.ids:
                print(f"    wrong  {' '.join(sorted(found - sentence.ids))}")
    for megabytes in (0.25, 0.5, 1.0, 2.0):
        print(f"{megabytes:5.2f} MB of dense citations: {speed(megabytes):.2f} MB/s a core")


if __name__ == "__main__":
    main()
