"""What turns a text into a vector, so that texts which mean the same lie near each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

MAX_DIMS = 384
"""A stored vector has at most so many dimensions, a byte each, so that one takes less than 400 bytes."""

Vectors = NDArray[np.float32]
"""One vector a row."""


class Encoder(Protocol):
    """Turns texts into vectors; bring your own with ``AnswerIndex.open(path, encoder=…)``.

    Attributes:
        name: which model it is. Vectors of encoders with different names are never compared.
        version: of the model; vectors of another version are not compared either.
        dims: how many numbers a vector has, at most :data:`MAX_DIMS`.
        floor: what the product of a query's vector and a passage's must reach, both of length one, for an answer that
            has none of the query's words to be found.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - described above

    @property
    def version(self) -> str: ...  # noqa: D102 - described above

    @property
    def dims(self) -> int: ...  # noqa: D102 - described above

    @property
    def floor(self) -> float: ...  # noqa: D102 - described above

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, one a row; any length greater than zero will do."""
        ...

    def query(self, text: str) -> Vectors:
        """Return the vector of a query; called from several threads at once.

        Raises:
            MeaningUnavailable: it cannot; a search is by words then, and says so.
        """
        ...


@dataclass(frozen=True, slots=True)
class EncoderId:
    """Which encoder made vectors, of which cut of passages.

    Attributes:
        name, version, dims: the encoder's.
        passages: the version of :mod:`law4u_index.meaning.passages` that cut the texts.
    """

    name: str
    version: str
    dims: int
    passages: int

    @classmethod
    def of(cls, encoder: Encoder, passages: int) -> EncoderId:
        """Return how the vectors of an encoder are marked, of texts as they are cut now."""
        return cls(encoder.name, encoder.version, encoder.dims, passages)

    @property
    def label(self) -> str:
        """The encoder as it is named to a user."""
        return f"{self.name} {self.version}"

    def to_dict(self) -> dict[str, Any]:
        """Return the form in which it is stored."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> EncoderId:
        """Return what :meth:`to_dict` stored.

        Raises:
            ValueError: it is not that.
        """
        name, version, dims, passages = (data.get(one.name) for one in fields(cls))
        if not (isinstance(name, str) and isinstance(version, str) and isinstance(passages, int)):
            raise ValueError("not an encoder")
        if not isinstance(dims, int) or not 0 < dims <= MAX_DIMS:
            raise ValueError("not a number of dimensions")
        return cls(name, version, dims, passages)
