"""``python -m benchmarks.hostile INDEX``: how long the worst queries take on a large index.

Each is asked in an index that is open and warm, a few times with other words, as what was found is remembered; the
slowest of these counts. An answer and a ``QueryError`` both count: a stranger gets one of the two. Beside the time on
the clock stands the processor's, which other work on the machine changes less, and that of the same query asked again:
what is read of an index for the first time is held against its checksums.
"""

from __future__ import annotations

import argparse
import random
import string
import time
from collections import Counter
from collections.abc import Callable

from law4u_index import AnswerIndex, QueryError
from law4u_index.search.query import MAX_DEPTH, MAX_FUZZY, MAX_GROUPS, MAX_PHRASES, MAX_PREFIXES, MAX_QUERY, MAX_WORDS

LIMIT = 100.0
"""Milliseconds that are promised at 100,000 answers."""
AGAIN = 3

_NO_SIGNS = str.maketrans(dict.fromkeys(string.punctuation, " "))


class Stranger:
    """Who asks: with dice, and with the words of the index, the commonest first."""

    def __init__(self, words: list[str], seed: int = 7) -> None:
        self.dice = random.Random(seed)
        self.words = words
        self.long = [word for word in words if len(word) > 5]

    def some(self, words: list[str], count: int) -> list[str]:
        """Draw words."""
        return self.dice.choices(words, k=count)

    def misspelt(self, word: str) -> str:
        """Return a word with a wrong letter."""
        at = self.dice.randrange(1, len(word))
        return word[:at] + self.dice.choice(string.ascii_lowercase) + word[at + 1 :]


_MOST = MAX_WORDS - 2
_ROOM = MAX_QUERY - 100

QUERIES: dict[str, Callable[[Stranger], str]] = {
    "10,000 terms": lambda a: " ".join(a.some(a.words, 10_000)),
    "as many terms as there may be": lambda a: " ".join(a.some(a.words, _MOST))[:_ROOM],
    "as many of the commonest": lambda a: " ".join(a.some(a.words[:60], _MOST))[:_ROOM],
    "as many misspelt": lambda a: " ".join(a.misspelt(word) for word in a.some(a.long, _MOST))[:_ROOM],
    "1,000 brackets deep": lambda a: "(" * 1000 + a.dice.choice(a.words) + ")" * 1000,
    "brackets as deep as may be, a word in each": lambda a: (
        "".join(f"({one} " for one in a.some(a.words, MAX_DEPTH)) + ")" * MAX_DEPTH
    ),
    "as many brackets side by side": lambda a: " ".join(f"({one} OR law)" for one in a.some(a.words, MAX_GROUPS)),
    "a* b* c*": lambda a: " ".join(f"{one}*" for one in a.dice.sample("abcdefghij", 3)),
    "as many beginnings of two letters": lambda a: " ".join(f"{one[:2]}*" for one in a.some(a.words, MAX_PREFIXES)),
    "these and a phrase": lambda a: " ".join(f"{one[:2]}*" for one in a.some(a.words, MAX_PREFIXES)) + ' "in the"',
    "as many misspelt on purpose": lambda a: " ".join(f"{a.misspelt(one)}~" for one in a.some(a.long, MAX_FUZZY)),
    "beginnings and slips, each its most": lambda a: " ".join(
        [
            *(f"{one[:2]}*" for one in a.some(a.words, MAX_PREFIXES)),
            *(f"{a.misspelt(one)}~" for one in a.some(a.long, MAX_FUZZY)),
        ]
    ),
    "words joined by OR": lambda a: " OR ".join(a.some(a.words, _MOST)),
    "words joined by AND": lambda a: " AND ".join(a.some(a.words[:60], _MOST)),
    "a word without all others": lambda a: "law " + " ".join(f"-{one}" for one in a.some(a.words, _MOST - 1)),
    "a phrase of common words": lambda a: '"' + " ".join(a.some(a.words[:40], _MOST)) + '"',
    "as many phrases of common words": lambda a: " ".join(
        '"' + " ".join(a.some(a.words[:30], 3)) + '"' for _ in range(MAX_PHRASES)
    ),
    "as many long phrases": lambda a: " ".join(
        '"' + " ".join(a.some(a.words[:30], _MOST // MAX_PHRASES)) + '"' for _ in range(MAX_PHRASES)
    ),
    "one letter": lambda a: a.dice.choice("aith"),
    "the, of, and": lambda _: "the of and to in a or is for by",
    "sections": lambda a: "section " + ", ".join(str(a.dice.randrange(1, 500)) for _ in range(_MOST - 2)) + " IPC",
    "filters": lambda a: " OR ".join(f'cites:"IPC {a.dice.randrange(1, 500)}"' for _ in range(_MOST // 2)),
    "every printable sign": lambda a: "".join(a.dice.sample(string.printable, len(string.printable))),
    "every printable sign, 70 times": lambda a: "".join(a.dice.choices(string.printable, k=7_000)),
    "every sign of the first plane once": lambda a: "".join(map(chr, a.dice.sample(range(0x20, 0xD800), 7_000))),
    "one word as long as may be": lambda a: "".join(a.dice.choices("aeioust", k=_ROOM)),
    "numbers": lambda a: " ".join(str(a.dice.randrange(1000)) for _ in range(_MOST)),
    "quotes": lambda a: '"' * a.dice.randrange(_ROOM - 900, _ROOM),
    "a megabyte of words": lambda a: " ".join(a.some(a.words, 150_000))[:1_000_000],
    "a megabyte of one letter": lambda a: a.dice.choice(string.ascii_lowercase) * 1_000_000,
    "a megabyte of brackets": lambda _: "(" * 1_000_000,
}


def commonest(index: AnswerIndex, most: int = 2_000) -> list[str]:
    """Return the words that stand in most answers of those that a search for a common word gives."""
    counts: Counter[str] = Counter()
    for hit in index.search("law", limit=500, snippets=False):
        answer = index.get(hit.id)
        text = " ".join([answer.question, answer.summary, *(section.text for section in answer.walk())])
        counts.update({word for word in text.lower().translate(_NO_SIGNS).split() if word.isalpha()})
    return [word for word, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]]


def ask(index: AnswerIndex, query: str) -> tuple[float, float, str]:
    """Return how long an answer takes, with its count: processor and clock, in milliseconds; and what it was."""
    began, busy = time.perf_counter(), time.process_time()
    try:
        results = index.search(query, facets=True)
        outcome = f"{results.total:,} found"
    except QueryError:
        outcome = "refused"
    return (time.process_time() - busy) * 1000, (time.perf_counter() - began) * 1000, outcome


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition(":")[2].partition("\n")[0].strip())
    options.add_argument("index")
    with AnswerIndex.open(options.parse_args().index) as index:
        index.search("warm up the index", facets=True)
        stranger = Stranger(commonest(index))
        print(f"{len(index):,} answers; milliseconds, the slowest of {AGAIN}; {LIMIT:.0f} are promised")
        print("| query | processor | clock | again | outcome |\n| --- | ---: | ---: | ---: | --- |")
        slowest = 0.0
        for name, make in QUERIES.items():
            asked = [make(stranger) for _ in range(AGAIN)]
            busy, took, outcome = max(ask(index, query) for query in asked)
            again = max(ask(index, query)[0] for query in asked)
            slowest = max(slowest, busy)
            print(f"| {name} | {busy:,.1f} | {took:,.1f} | {again:,.1f} | {outcome} |", flush=True)
        print(f"slowest: {slowest:,.1f} ms of a processor")


if __name__ == "__main__":
    main()
