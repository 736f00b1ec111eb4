"""Searches drawn by seed: words of three frequency bands, phrases from the answers, provisions and categories."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from benchmarks.engines.asked import Query, text_of
from benchmarks.pages import answers, provisions, vocabulary
from law4u_index.index.analysis import STOP_WORDS
from tests.pagemaker.dice import Dice

BANDS = ((90, 600), (600, 5_000), (5_000, 30_000))
"""Places in the made vocabulary, by frequency: words of every fifth answer, of every fiftieth, of few."""

COUNT = 200
SAMPLE = 400
_WORD = re.compile(r"[a-z]+")


def draw(count: int = COUNT, seed: int = 0) -> dict[str, list[Query]]:
    """Return `count` searches of each job, by the job's name."""
    dice = Dice("queries", seed)
    known = vocabulary(Dice("benchmarks", 0).fork("words"))
    sample = list(islice(answers(SAMPLE, 0), SAMPLE))
    texts = [_WORD.findall(text_of(answer).lower()) for answer in sample]
    categories = [name for name, _ in Counter(answer.category or "" for answer in sample).most_common(20)]
    cited = provisions(Dice("benchmarks", 0).fork("provisions"))[:200]

    def words(number: int) -> tuple[str, ...]:
        chosen: dict[str, None] = {}
        while len(chosen) < number:
            first, stop = dice.pick(BANDS)
            word = known[dice.number(first, stop - 1)]
            if word not in STOP_WORDS and len(word) > 2:
                chosen[word] = None
        return tuple(chosen)

    def phrase() -> tuple[str, ...]:
        text = dice.pick(texts)
        start = dice.number(0, len(text) - 4)
        return tuple(text[start : start + dice.number(2, 3)])

    def long_word() -> str:
        while len(word := words(1)[0]) < 5:
            pass
        return word

    def misspelt() -> str:
        word = long_word()
        place = dice.number(1, len(word) - 2)
        return word[:place] + dice.pick("abcdefghijklmnoprstuvw") + word[place + 1 :]

    jobs = {f"any of {number}": [Query("any", words(number)) for _ in range(count)] for number in (1, 2, 3, 5)}
    jobs["all of 3"] = [Query("all", words(3)) for _ in range(count)]
    jobs["phrase"] = [Query("phrase", phrase()) for _ in range(count)]
    jobs["prefix"] = [Query("prefix", (long_word()[: dice.number(3, 5)],)) for _ in range(count)]
    jobs["misspelt"] = [Query("misspelt", (misspelt(),)) for _ in range(count)]
    jobs["in a category"] = [Query("category", words(2), dice.pick(categories)) for _ in range(count)]
    jobs["citing a provision"] = [
        Query("provision", words(2), one.text, one.id) for one in (dice.pick(cited) for _ in range(count))
    ]
    jobs["newest first"] = [Query("newest", words(2)) for _ in range(count)]
    return jobs
