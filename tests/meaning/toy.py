"""An encoder that is small and certain: a text's direction is that of the ideas whose words it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from law4u_index.meaning.encoder import Vectors

IDEAS = (
    "deposit tenant landlord rent flat security",
    "cheque bounced bank dishonour notice",
    "divorce husband wife marriage separation spouse",
    "accident car compensation injury collision",
    "police arrest bail jail custody",
)


@dataclass
class ToyEncoder:
    """Counts the words of each idea; remembers what it was given."""

    name: str = "toy"
    version: str = "1"
    floor: float = 0.5
    dims: int = len(IDEAS) + 1
    encoded: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts])

    def query(self, text: str) -> Vectors:
        self.asked.append(text)
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        words = text.lower().replace("?", " ").replace(".", " ").replace(":", " ").split()
        counts = [sum(word in idea.split() for word in words) for idea in IDEAS]
        vector = np.array([*counts, 0.1], np.float32)
        unit: Vectors = vector / np.float32(np.linalg.norm(vector))
        return unit
