"""Answers that nobody wrote: random outlines with sentences from a few patterns, to try what authors never do."""

from __future__ import annotations

from dataclasses import replace

from law4u_index.answer import Answer, Example, Section
from tests.pagemaker.dice import Dice
from tests.pagemaker.records import AUTHOR, SITE, Sample, invent_advocates, load_samples, slugify

_WHO = (
    "The tenant", "A buyer", "The employer", "Dr. Rao's hospital", "An heir", "The bank", "Every director", "The wife",
    "M/s Sample & Sons", "The S.H.O.", "A co-owner", "The P.I.O.", "The landlord’s agent", "René D’Cruz",
    "The so-called “final” buyer",
)  # fmt: skip
_DOES = (
    "must send the notice", "may file a complaint", "has to pay ₹1.5 lakh", "can ask for an order u/s 144 BNSS",
    "keeps the receipt (with its date)", "should write to the Registrar", "answers under Sec. 66D of that Act",
    "need not appear in person", "loses the right", "gets a copy free of cost", "applies in Form 16-A",
    "waits 30–60 days — not more —", "pays ½ of the fee", "has rights under § 138", "signs the ‘no dues’ letter",
)  # fmt: skip
_WHEN = (
    "within 30 days", "before the hearing", "at the police station (थाना)", "as Section 138 NI Act says",
    "unless Order XXXIX Rule 1 CPC applies", "in two ways: by post or in person", "i.e. at once; no fee is due",
    "by 4.30 p.m. on the last day", "for ₹5,00,000 or less", "if Articles 14-16 are kept in mind", "e.g. by e-mail",
)  # fmt: skip
_FIRST = (
    "Time",
    "Court",
    "Legal",
    "Written",
    "First",
    "Common",
    "Police",
    "Interim",
    "Proof",
    "Who",
    "Final",
    "Online",
)
_SECOND = (
    "Limit", "Fees", "Provision", "Complaint", "Steps", "Grounds", "Papers", "Relief", "Of Service", "May Apply",
    "Hearing", "Portal", "vs. Appeal", "/ Refund", ", Stamp And Copies", "’s Fees", "Of 30–60 Days",
    "And Costs", "(Form 5)", "Under The Act", "For NRIs", "& Duties", "Appeal", "Check-Up",
)  # fmt: skip
_TIPS = ("Practical Tips", "Safety Tips For Buyers", "Tips For Tenants", "Cyber Safety Tips", "Useful Tips")
_ACTS = (
    ("Motor Vehicles Act, 1988", "Section {}"), ("Indian Penal Code (IPC)", "Section {}A"),
    ("Constitution of India", "Article {}"), ("Code of Civil Procedure, 1908", "Order {} Rule 1"),
)  # fmt: skip
_PAPERS = (
    "Copy of the FIR", "Aadhaar card (both sides)", "Rent agreement", "Bank statement, last six months",
    "Two photographs", "Vakalatnama", "Medical papers and bills", "Proof of posting", "PAN", "शपथ पत्र (affidavit)",
)  # fmt: skip
_QUESTIONS = (
    "Can I {} {}?", "What Is The {} {}?", "How Long Does The {} {} Take?", "Who Pays For The {} {}?",
    "When Is A {} {} Refused?", "{} {} Explained",
)  # fmt: skip


def invent_sample(seed: object) -> Sample:
    """Return a random answer of one of the five shapes."""
    dice = Dice("invented", seed)
    shape = dice.pick(("two-level", "numbered", "run-in", "three-level", "steps"))
    titles = _titles(dice)
    if shape == "steps":
        sections = [Section(None, "procedure", items=_items(dice, 4, 8), ordered=dice.chance(0.6))]
    elif shape == "three-level":
        sections = [_topic(titles.pop(), dice)]
    elif shape == "run-in" and dice.chance(0.5):
        sections = [_leaf(titles.pop(), 1, dice) for _ in range(dice.number(2, 5))]
    else:
        sections = [_group(titles, dice) for _ in range(dice.number(1, 3))]
    example = None
    if dice.chance(0.6):
        sections.append(Section(dice.pick(_TIPS), "tips", items=_items(dice, 3, 6)))
    if dice.chance(0.5):
        example = Example(_sentence(dice), _items(dice, 2, 5))
        text = f"Scenario: {example.scenario}\n\nSteps to take:"
        sections.append(Section("Example", "example", text=text, items=example.steps, ordered=dice.chance(0.3)))
    if dice.chance(0.5):
        sections.append(Section(dice.pick(("Summary", "Conclusion")), "summary", text=_paragraph(dice)))
    question = dice.pick(_QUESTIONS).format(dice.pick(_FIRST), dice.pick(("Deposit", "Appeal", "Notice", "Permit")))
    key = str(dice.number(100, 99_999))
    model = dice.pick(load_samples()).answer
    answer = Answer(
        id=key,
        question=question,
        url=f"{SITE}/top-answer/{key}/{slugify(question)}",
        category=model.category,
        author=AUTHOR,
        summary="\n\n".join(_paragraph(dice) for _ in range(dice.number(1, 3))),
        sections=tuple(sections),
        example=example,
        advocates=invent_advocates(dice.fork("advocates")),
        related=model.related,
        published=model.published,
    )
    return Sample(answer, shape)


def _titles(dice: Dice) -> list[str]:
    """Return different headings, enough for any outline here."""
    titles = [f"{first} {second}".replace(" ,", ",").replace(" ’", "’") for first in _FIRST for second in _SECOND]
    return dice.some(titles, 30)


def _sentence(dice: Dice) -> str:
    return f"{dice.pick(_WHO)} {dice.pick(_DOES)} {dice.pick(_WHEN)}."


def _paragraph(dice: Dice) -> str:
    return " ".join(_sentence(dice) for _ in range(dice.number(2, 4)))


def _items(dice: Dice, low: int, high: int) -> tuple[str, ...]:
    if dice.chance(0.2):
        return tuple(dice.some(_PAPERS, dice.number(low, high)))
    return tuple(_sentence(dice) for _ in range(dice.number(low, high)))


def _provision(title: str, dice: Dice) -> str:
    """Return a heading as pages have them that go through an Act: 'Section 138: Dishonour Of Cheque'."""
    return f"Section {dice.number(2, 500)}: {title}"


def _leaf(title: str, level: int, dice: Dice) -> Section:
    if dice.chance(0.15):
        text = f"{_sentence(dice)} These papers have to be handed in together at the counter of the court:"
        return Section(title, level=level, text=text, items=tuple(dice.some(_PAPERS, dice.number(2, 6))))
    count = 2 if dice.chance(0.15) else 1
    return Section(title, level=level, text="\n\n".join(_paragraph(dice) for _ in range(count)))


def _group(titles: list[str], dice: Dice) -> Section:
    title = f"Key Aspects of {titles.pop()}"
    text = _paragraph(dice) if dice.chance(0.15) else ""
    below = [titles.pop() for _ in range(dice.number(2, 5))]
    if dice.chance(0.2):
        below = [_provision(one, dice) for one in below]
    return Section(title, text=text, sections=tuple(_leaf(one, 2, dice) for one in below))


def _topic(title: str, dice: Dice) -> Section:
    acts = []
    for name, provision in dice.some(_ACTS, dice.number(1, 3)):
        numbers = dice.some(range(2, 51), dice.number(1, 4))
        leaves = tuple(_leaf(provision.format(number), 3, dice) for number in numbers)
        acts.append(replace(Section(name, sections=leaves), level=2))
    return Section(f"Laws On {title}", sections=tuple(acts))
