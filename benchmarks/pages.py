"""Synthetic answers for the benchmarks: any number, from a seed, as records or as HTML pages.

The words are made up and follow Zipf's law, with real function words at the top and legal words among the rest.
Each paragraph is cut from one long text of such words, which is quick, and makes some phrases occur in more answers
than one, as in life; structure, headings and lengths are those of the hand-written records in ``tests/records``,
stretched or shortened. Answer number *n* of a seed is the same whatever the count.

``python -m benchmarks.pages --count 1000 --html DIR`` writes pages, ``--jsonl FILE`` records.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from law4u_index.answer import Advocate, Answer, Citation, Example, Link, Section
from tests.pagemaker.chrome import SKINS
from tests.pagemaker.dice import Dice
from tests.pagemaker.layout import draw_layout
from tests.pagemaker.markups import MARKUP
from tests.pagemaker.pages import make_page
from tests.pagemaker.people import NAMES, PRACTICE_AREAS, profile_url
from tests.pagemaker.records import Sample, load_samples

VOCABULARY = 60_000
ZIPF = 1.03
TAPE = 1 << 22
"""Words in the one long made text that every paragraph is cut from."""
LONGEST = 400
TITLE_WORDS = 6
BATCH = 512
SENTENCE_WORDS = 17

FUNCTION_WORDS = (
    "the", "of", "to", "a", "in", "and", "is", "or", "for", "by", "be", "on", "that", "if", "with",
    "as", "not", "an", "it", "may", "from", "this", "must", "at", "are", "you", "can", "within", "was",
    "your", "which", "any", "has", "under", "who", "but", "before", "no", "after", "have", "will",
    "its", "one", "when", "there", "than", "he", "all", "their", "also", "such", "she", "only", "does",
    "where", "up", "they", "then", "been", "two", "made", "more", "so", "without", "other", "out",
    "his", "her", "until", "while", "each", "how", "days", "should",
)  # fmt: skip
LEGAL_WORDS = (
    "court", "notice", "police", "complaint", "section", "order", "evidence", "tenant", "landlord",
    "cheque", "bail", "wife", "husband", "property", "rent", "deposit", "employer", "advocate",
    "magistrate", "petition", "appeal", "fine", "prison", "arrest", "contract", "payment", "bank",
    "loan", "company", "tax", "refund", "consumer", "seller", "insurance", "accident", "vehicle",
    "licence", "custody", "maintenance", "divorce", "marriage", "dowry", "will", "heir", "succession",
    "gift", "deed", "registration", "stamp", "affidavit", "witness", "summons", "warrant", "hearing",
    "decree", "injunction", "tribunal", "arbitration", "award", "limitation", "damages", "compensation",
    "negligence", "doctor", "hospital", "fraud", "cheating", "theft", "assault", "threat", "cyber",
    "password", "account", "data", "privacy", "trademark", "copyright", "patent", "design", "customs",
    "duty", "goods", "visa", "passport", "citizen", "vote", "election", "candidate", "nomination",
    "school", "college", "fee", "certificate", "pension", "gratuity", "wages", "salary", "leave",
    "bonus", "dismissal", "harassment", "builder", "flat", "possession", "mortgage", "auction",
    "recovery", "insolvency", "creditor", "director", "share", "audit", "return", "penalty", "interest",
    "receipt", "invoice", "mediation", "settlement", "lok", "adalat", "vakalatnama", "mehr", "talaq",
    "streedhan", "parole", "juvenile", "guardian", "adoption", "minor", "pollution", "forest", "noise",
    "water", "electricity", "meter", "railway", "flight", "baggage", "delay",
)  # fmt: skip
CATEGORIES = (
    "Criminal Law", "Family", "Consumer Court", "Cheque Bounce", "Landlord & Tenant", "Labour & Service", "Property",
    "Banking & Finance", "Motor Accident", "Cyber and Technology Law", "General", "Civil", "Divorce", "Tax", "GST",
    "Bail", "Wills Trusts", "R.T.I", "Domestic Violence", "Child Custody", "Education", "Insurance", "Immigration",
    "Trademark & Copyright", "Transportation and Traffic Laws", "Muslim Law", "RERA", "Recovery", "Arbitration",
    "Medical Negligence", "Corporate", "Startup", "Court Marriage", "High Court", "Environment law", "Elections",
    "Customs & Central Excise", "Armed Forces Tribunal", "Media and Entertainment", "International Law",
)  # fmt: skip
ACTS = (
    ("bns-2023", "BNS", 358), ("bnss-2023", "BNSS", 531), ("nia-1881", "NI Act", 147), ("cpc-1908", "CPC", 158),
    ("hma-1955", "HMA", 30), ("ipc-1860", "IPC", 511), ("crpc-1973", "CrPC", 484), ("tpa-1882", "TPA", 137),
    ("cpa-2019", "Consumer Protection Act, 2019", 107), ("mva-1988", "Motor Vehicles Act, 1988", 217),
    ("ita-2000", "IT Act", 90), ("bsa-2023", "BSA", 170), ("ica-1872", "Contract Act", 238),
    ("rti-2005", "RTI Act", 31), ("ibc-2016", "IBC", 255), ("cgst-2017", "CGST Act", 174),
    ("la-1963", "Limitation Act", 32),
)  # fmt: skip
QUESTION_STARTS = (
    "What Is",
    "How To",
    "Can I",
    "Is It Legal To",
    "What Happens If",
    "When Does",
    "Who Can",
    "How Long",
)
PROVISIONS = 2_400


@dataclass(frozen=True, slots=True)
class Bone:
    """One section of a hand-written record: all but its texts, of which it has so many.

    Attributes:
        section: the section, its own texts left out.
        paragraphs: how many paragraphs it has.
        items: how many list entries.
        sections: the sections below it.
    """

    section: Section
    paragraphs: int
    items: int
    sections: tuple[Bone, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The structure of one hand-written record.

    Attributes:
        shape: the record's shape.
        paragraphs: how many paragraphs the summary has.
        bones: the sections.
        lengths: words in each text, the title first, then in reading order.
    """

    shape: str
    paragraphs: int
    bones: tuple[Bone, ...]
    lengths: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class World:
    """What the answers of one seed are drawn from.

    Attributes:
        tape: a long text of made words.
        starts: where in it each word begins.
        provisions: citations, the frequent ones first.
        skeletons: the structures of the hand-written records.
        advocates: advocates with their practice areas.
    """

    tape: str
    starts: NDArray[np.int64]
    provisions: list[Citation]
    skeletons: list[Skeleton]
    advocates: list[Advocate]


@cache
def world(seed: int) -> World:
    """Return what all answers of this seed are drawn from."""
    dice = Dice("benchmarks", seed)
    people = [
        Advocate(name, tuple(dice.some(PRACTICE_AREAS, dice.pick((2, 5, 8, 12, 30)))), profile_url(name))
        for name in NAMES
    ]
    tape, starts = made_text(vocabulary(dice.fork("words")), seed)
    return World(tape, starts, provisions(dice.fork("provisions")), list(map(skeleton, load_samples())), people)


def made_text(words: Sequence[str], seed: int) -> tuple[str, NDArray[np.int64]]:
    """Return :data:`TAPE` words by Zipf's law with sentences marked, and where each word begins."""
    rng = np.random.default_rng(seed)
    shares = np.cumsum(1.0 / np.arange(1, len(words) + 1) ** ZIPF)
    numbers = np.searchsorted(shares / shares[-1], rng.random(TAPE))
    # A sentence ends about every SENTENCE_WORDS words; the word behind has a capital.
    ends = np.flatnonzero(rng.random(TAPE - 1) < 1 / SENTENCE_WORDS)
    numbers[ends] = numbers[ends] % len(words) + len(words)
    numbers[ends + 1] = numbers[ends + 1] % len(words) + 2 * len(words)
    spelling = [*words, *(f"{word}." for word in words), *(word.capitalize() for word in words)]
    widths = np.array([len(word) + 1 for word in spelling])[numbers]
    return " ".join([spelling[number] for number in numbers.tolist()]), np.cumsum(widths) - widths


def vocabulary(dice: Dice) -> list[str]:
    """Return the words by frequency: function words, then made words in all their forms, legal ones among them."""
    onsets = ("b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t",
              "tr", "v", "w", "y")  # fmt: skip
    vowels, codas = ("a", "e", "i", "o", "u", "a", "ee", "ai"), ("", "", "", "n", "r", "l", "m", "st")
    endings = ("", "s", "ed", "ing", "er", "ness", "al", "ly")
    words, seen = list(FUNCTION_WORDS), {*FUNCTION_WORDS, *LEGAL_WORDS}
    legal = dice.some(LEGAL_WORDS, len(LEGAL_WORDS))
    while len(words) < VOCABULARY:
        if legal and dice.chance(0.12):
            words.append(legal.pop())
            continue
        syllables = 1 + (len(words) > 300) + (len(words) > 4000)
        stem = "".join(dice.pick(onsets) + dice.pick(vowels) + dice.pick(codas) for _ in range(syllables))
        forms = ("", dice.pick(endings), dice.pick(endings)) if len(words) > 200 else ("",)
        for ending in dict.fromkeys(forms):
            if stem + ending not in seen:
                seen.add(stem + ending)
                words.append(stem + ending)
    return words[:VOCABULARY]


def provisions(dice: Dice) -> list[Citation]:
    """Return citations of different sections, in the wordings that answers use."""
    found: dict[str, Citation] = {}
    while len(found) < PROVISIONS:
        act, name, last = dice.pick(ACTS)
        number = dice.number(1, last)
        wording = dice.pick(("Section {} {}", "Section {} of the {}", "Sec. {} {}")).format(number, name)
        found.setdefault(f"{act}/s/{number}", Citation(f"{act}/s/{number}", wording))
    return list(found.values())


def skeleton(sample: Sample) -> Skeleton:
    """Return the structure of a hand-written answer."""
    texts = _paragraphs(sample.answer.summary)
    count = len(texts)
    bones = tuple([_bone(section, texts) for section in sample.answer.sections])
    return Skeleton(sample.shape, count, bones, np.array([TITLE_WORDS, *(len(text.split()) for text in texts)]))


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def _bone(section: Section, texts: list[str]) -> Bone:
    """Return the section without its texts, which go to the end of `texts`."""
    paragraphs = [section.text.partition("\n\n")[0]] if section.kind == "example" else _paragraphs(section.text)
    texts += [*paragraphs, *section.items]
    bare = replace(section, text="", items=(), sections=())
    below = tuple([_bone(child, texts) for child in section.sections])
    return Bone(bare, len(paragraphs), len(section.items), below)


def samples(count: int, seed: int = 0, start: int = 0) -> Iterator[Sample]:
    """Yield synthetic answers with their shapes.

    Args:
        count: how many.
        seed: which series.
        start: the number of the first one; numbers are part of the ids.
    """
    everything = world(seed)
    for batch in range(start // BATCH, -(-(start + count) // BATCH)):
        first = batch * BATCH
        made = _batch(everything, seed, batch)
        yield from made[max(start - first, 0) : start + count - first]


def answers(count: int, seed: int = 0, start: int = 0) -> Iterator[Answer]:
    """Yield synthetic answers; see :func:`samples`."""
    for sample in samples(count, seed, start):
        yield sample.answer


def _batch(everything: World, seed: int, batch: int) -> list[Sample]:
    """Return the answers of one batch; all random numbers are drawn at once."""
    rng = np.random.default_rng([seed, batch])
    chosen = [everything.skeletons[n] for n in rng.integers(0, len(everything.skeletons), BATCH).tolist()]
    scales = np.clip(rng.lognormal(0.0, 0.3, BATCH), 0.4, 2.5)
    scale = np.repeat(scales, [len(one.lengths) for one in chosen])
    words = np.clip(np.concatenate([one.lengths for one in chosen]) * scale, 4, LONGEST).astype(np.int64)
    first = rng.integers(0, TAPE - LONGEST - 1, len(words))
    tape = everything.tape
    cuts = zip(everything.starts[first].tolist(), everything.starts[first + words].tolist(), strict=True)
    texts = iter([f"{tape[start].upper()}{tape[start + 1 : end].rstrip(' .')}." for start, end in cuts])
    dice = rng.integers(0, 1 << 30, (BATCH, 16)).tolist()
    return [
        Sample(_answer(everything, chosen[n], batch * BATCH + n, texts, dice[n]), chosen[n].shape) for n in range(BATCH)
    ]


def _answer(everything: World, frame: Skeleton, number: int, texts: Iterator[str], dice: Sequence[int]) -> Answer:
    """Return one answer: the skeleton with the next texts."""
    key = str(100 + number)
    words = next(texts).replace(".", "").title()
    question = f"{QUESTION_STARTS[dice[0] % len(QUESTION_STARTS)]} {words}?"
    slug = question[:-1].lower().replace(" ", "-")
    cited = _cited(everything.provisions, dice)
    summary = "\n\n".join(islice(texts, frame.paragraphs))
    wording = " and ".join([one.text for one in cited])
    sections = tuple([_flesh(bone, texts) for bone in frame.bones])
    example = next((section for section in sections if section.kind == "example"), None)
    return Answer(
        id=key,
        question=question,
        url=f"https://law4u.in/top-answer/{key}/{slug}",
        category=CATEGORIES[int(len(CATEGORIES) * (dice[2] / (1 << 30)) ** 2)],
        author="law4u team",
        summary=f"{summary} It rests on {wording}; see case no. {dice[14] % 90_000}/{2001 + dice[15] % 25}.",
        sections=sections,
        example=None if example is None else Example(example.text[10:].partition("\n\n")[0], example.items),
        advocates=tuple([everything.advocates[one % len(NAMES)] for one in dice[3 : 6 + dice[3] % 4]]),
        related=tuple([_link(number - back) for back in (1, 2, 3, 5)]),
        citations=cited,
        published=_date(dice[9]) if dice[10] % 3 else None,
        content_hash=f"sha256:{number:016x}{dice[11]:016x}{dice[12]:016x}{dice[13]:016x}",
    )


def _flesh(bone: Bone, texts: Iterator[str]) -> Section:
    bare = bone.section
    text = "\n\n".join(islice(texts, bone.paragraphs))
    if bare.kind == "example":
        text = f"Scenario: {text}\n\nSteps to take:"
    return Section(
        bare.heading,
        bare.kind,
        bare.level,
        text,
        tuple(islice(texts, bone.items)),
        bare.ordered,
        tuple([_flesh(child, texts) for child in bone.sections]),
    )


def _cited(everything: Sequence[Citation], dice: Sequence[int]) -> tuple[Citation, ...]:
    """Return one to four provisions, the first of the list far more often than the last."""
    places = [int(PROVISIONS * (one / (1 << 30)) ** 3) for one in dice[4 : 5 + dice[4] % 4]]
    return tuple([everything[place] for place in dict.fromkeys(places)])


def _link(number: int) -> Link:
    number %= 1_000_000
    return Link(f"Is Answer {number} Of Any Help?", f"https://law4u.in/top-answer/{100 + number}/is-answer-{number}")


def _date(number: int) -> str:
    return f"{2019 + number % 8}-{1 + number // 8 % 12:02}-{1 + number // 96 % 28:02}"


PAGE_MARKUPS = tuple(
    MARKUP[name]
    for name in (
        "clean headings", "clean headings", "deep headings", "editor leftovers", "bold paragraphs", "bold and breaks",
        "div soup", "pasted from a word processor", "run-in labels in paragraphs", "upper case, unclosed",
    )
)  # fmt: skip


def page(sample: Sample) -> bytes:
    """Return the sample as an HTML page of one of forty sites, with its chrome: 25 to 60 KB."""
    dice = Dice("site", sample.answer.id)
    site = dice.number(0, 39)
    layout = replace(
        draw_layout(sample.answer, dice), site=f"site {site}", rules=100 + 5 * site, skin=SKINS[site % len(SKINS)]
    )
    markup = dice.pick(PAGE_MARKUPS)
    return make_page(sample, markup if markup.carries(sample) else PAGE_MARKUPS[0], 0, layout).data


def write_pages(folder: Path, count: int, seed: int = 0, start: int = 0) -> int:
    """Write pages into sub-folders of a thousand each; return their size in bytes."""
    size = 0
    for number, sample in enumerate(samples(count, seed, start), start):
        place = folder / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        size += (place / f"{sample.answer.id}.html").write_bytes(page(sample))
    return size


def write_records(file: Path, count: int, seed: int = 0, start: int = 0) -> int:
    """Write records as JSON Lines; return the file's size in bytes."""
    with file.open("w", encoding="utf-8") as lines:
        for answer in answers(count, seed, start):
            lines.write(json.dumps(answer.to_dict(), ensure_ascii=False) + "\n")
    return file.stat().st_size


def main(arguments: Sequence[str] | None = None) -> None:
    """Write pages or records as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="how many answers (1000)")
    parser.add_argument("--seed", type=int, default=0, help="which series of answers (0)")
    parser.add_argument("--start", type=int, default=0, help="the number of the first one (0)")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--html", type=Path, metavar="DIR", help="write HTML pages into this folder")
    target.add_argument("--jsonl", type=Path, metavar="FILE", help="write records into this file")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    write = write_pages if options.html else write_records
    size = write(options.html or options.jsonl, options.count, options.seed, options.start)
    seconds = time.perf_counter() - began
    print(f"{options.count} answers, {size:,} bytes, {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
