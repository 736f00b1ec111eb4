"""One spelling for words that are spelt in two ways: 'organization' and 'organisation', 'labor' and 'labour'.

Answers have both, often on one page, and so have queries; the English stems of the two differ ('legalization' has that
of 'legal', 'legalisation' has not). The spelling kept is the one that is usual in India, which is mostly the British
one. The words are from knowledge of the two, not from a dictionary.
"""

from __future__ import annotations

import re

_IZE = re.compile(r"([a-z]{3,}[iy])z(e[drs]?|ers|ings?|able|ably|an(?:ce|t)|ation(?:s|al)?)")
"""'Authorized', 'analyze', 'cognizance'; not 'size', 'prize' and 'seize', of which too little stands before."""

_ISE = re.compile(r"([a-z]{3,}[iy])s(?:[ae][a-z]{0,4})?")
"""What the stem of such a word is, and of some others: 'authoris', 'cognis', and of made-up ones 'bbbise'."""

_BEFORE_OR = (
    "(?:[dm]is|be)?"
    "(?:arm|behavi|cand|clam|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|rum|savi?|splend|tum|vap)|"
    "(?:misde|de)mean"
)
_OR = re.compile(f"({_BEFORE_OR})or(s|ed|ers?|ings?|able|ably|al|ful|hoods?|ites?|itism|less|ly|y)?")
"""'Labor', 'honored', 'misdemeanor'; not 'laborious', 'honorary' and 'humorous', which all spell so."""

_OUR = re.compile(f"({_BEFORE_OR})our")

KEPT = {
    typed: kept
    for kept, *others in map(
        str.split,
        """
        acknowledgement acknowledgment
        adviser advisor
        advisers advisors
        aeroplane airplane
        ageing aging
        aluminium aluminum
        anaemia anemia
        anaesthesia anesthesia
        artefact artifact
        caesarean cesarean
        catalogue catalog
        centre center
        centres centers
        centred centered
        defence defense
        defences defenses
        dialogue dialog
        encyclopaedia encyclopedia
        enquire inquire
        enquired inquired
        enquiries inquiries
        enquiring inquiring
        enquiry inquiry
        fibre fiber
        foetal fetal
        foetus fetus
        grey gray
        gynaecologist gynecologist
        haemorrhage hemorrhage
        immovable immoveable
        jewellery jewelry
        jeweller jeweler
        jewellers jewelers
        judgment judgement
        judgments judgements
        kidnapper kidnaper
        kidnappers kidnapers
        kilometre kilometer
        kilometres kilometers
        licence license
        licences licenses
        licenced licensed
        licencee licensee
        licencees licensees
        licencing licensing
        licencor licensor
        litre liter
        litres liters
        lodgment lodgement
        manoeuvre maneuver
        mortgagor mortgager
        movable moveable
        movables moveables
        offence offense
        offences offenses
        orthopaedic orthopedic
        paediatric pediatric
        paediatrician pediatrician
        paedophile pedophile
        practice practise
        practiced practised
        practices practises
        practicing practising
        pretence pretense
        programme program
        programmes programs
        saleable salable
        sceptical skeptical
        skilful skillful
        sulphur sulfur
        theatre theater
        theatres theaters
        tyre tire
        tyres tires
        unlicenced unlicensed
        wilful willful
        wilfully willfully
        woollen woolen
        """.strip().splitlines(),
    )
    for typed in others
}
"""Words and the spelling that is kept of each."""


def kept_spelling(word: str) -> str:
    """Return an English word, folded, in the one spelling that the index has of it."""
    if "z" in word and (found := _IZE.fullmatch(word)) is not None:
        return f"{found[1]}s{found[2]}"
    if "or" in word and (found := _OR.fullmatch(word)) is not None:
        return f"{found[1]}our{found[2] or ''}"
    return KEPT.get(word, word)


def common_root(word: str) -> str | None:
    """Return how all words of a stem begin that are spelt '-our' or '-or', '-ise' or '-ize'; None where none are."""
    if (found := _OUR.match(word)) is not None:
        return f"{found[1]}o"
    return found[1] if (found := _ISE.fullmatch(word)) is not None else None
