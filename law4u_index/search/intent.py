"""What kind of section a question asks for: 'punishment for …' wants the penalties, 'how to …' the steps."""

from __future__ import annotations

import re

from law4u_index.index.analysis import fold

_INTENTS = (
    ("penalties", r"punish\w{0,10}|penalt(?:y|ies)|sentence|imprisonment|jail term|fine for|saza|सजा|सज़ा|jurmana"),
    ("tips", r"tips?|precautions?|avoid"),
    ("procedure", r"how (?:to|do|can|should|long|many days|much time)|procedure|process|steps?|time limit|deadline|"
                  r"documents?|papers|fees?|apply|application|kaise|कैसे|kitne din|tarika"),
    ("remedies", r"compensation|refund|remed(?:y|ies)|what can i do|get back|muavza|मुआवजा"),
    ("challenges", r"challenges?|problems? with|difficult(?:y|ies)"),
    ("overview", r"what is|what are|meaning|define|definition|kya hai|matlab|क्या है"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for kind, words in _INTENTS)


def wanted_kind(query: str) -> str | None:
    """Return the kind of section that a query asks for by its wording, or None."""
    folded = fold(query[:400])
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), None)
