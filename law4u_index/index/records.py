"""A record's stored form: what every hit shows in the open, the rest as compressed JSON."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate, product
from typing import TYPE_CHECKING, Any

from law4u_index.kinds import KINDS

if TYPE_CHECKING:
    from law4u_index.answer import Answer

NOT_STORED = (zlib.error, struct.error, ValueError, LookupError, TypeError, RecursionError)
"""What reading a record raises that is not what was stored."""

HEAD_KEYS = ("id", "url", "question", "category", "published")
"""What a hit shows; stored without compression."""

_TEXT, _OR_NONE = (str,), (str, type(None))
_HEAD_TYPES = frozenset(product(_TEXT, _OR_NONE, _TEXT, _OR_NONE, _OR_NONE))
"""What types the values of a head may have."""

MAX_BODY = 1 << 28
"""No record is longer than this, in bytes."""

_TABLE = struct.Struct("<Ic")
"""What a body begins with: how many passages there are, and whether a size takes two bytes ('H') or four ('I')."""

_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
"""A passage's kind in the table is a byte: one of these, or the next, and on top whether the passage has a heading."""

_OTHER_KIND = 127
"""A kind that is none of ours: the outline says which."""

_HAS_HEADING = 128

_SEPARATOR = "\x1e"
_ESCAPE = "\x1b"

_LEVEL = 4
"""zlib's level: 6 would take a third longer for 2 % less."""

_PRESET = (
    b"under the Negotiable Instruments Act, 1881 Constitution of India Motor Vehicles Act, 1988 Consumer "
    b"Protection Act, 2019 Code of Civil Procedure, 1908 Bharatiya Nyaya Sanhita, 2023 Bharatiya Nagarik "
    b"Suraksha Sanhita, 2023 (earlier Section of the Indian Penal Code, 1860 Code of Criminal Procedure, 1973 "
    b"within days from the date of  the Supreme Court High Court District Magistrate police station complaint "
    b"application notice compensation punishment imprisonment fine Anticipatory Bail, Arbitration, Armed "
    b"Forces Tribunal, Bankruptcy & Insolvency, Banking & Finance, Breach of Contract, Cheque Bounce, Child "
    b"Custody, Civil, Consumer Court, Corporate, Court Marriage, Criminal, Cyber Crime, Customs & Central "
    b"Excise, Divorce, Documentation, Domestic Violence, Family, GST, High Court, Immigration, Insurance, "
    b"Labour & Service, Landlord & Tenant, Media and Entertainment, Medical Negligence, Motor Accident, Muslim "
    b"Law, NCLT, Patent, Property, R.T.I, RERA, Recovery, Revenue, Startup, Succession Certificate, Supreme "
    b'Court, Tax, Trademark & Copyright, Wills Trusts"],"url":null},{"name":"",'
    b'"practice_areas":["{"author":"law4u team","summary":"","sections":[{"heading":null,"kind":"overview",'
    b'"level":1,"text":"","items":[""],"ordered":false,"sections":[]},{"heading":"Legal Provision",'
    b'"kind":"legal-framework","level":2,"text":"The ","items":[],"ordered":false,"sections":[]}]},'
    b'{"heading":"Conclusion","kind":"summary","level":1,"text":"","items":[],"ordered":true,"sections":[]},'
    b'{"heading":"Tips","kind":"tips","kind":"procedure","kind":"penalties","kind":"remedies",'
    b'"kind":"key-points","kind":"challenges","kind":"other","level":3,"heading":"Example","kind":"example",'
    b'"level":1,"text":"Scenario: \\n\\nSteps to take:","items":[""]}],"example":{"scenario":"","steps":[""]},'
    b'"advocates":[],"related":[{"question":"What Is ?","url":"https://law4u.in/top-answer/"},{"question":"How '
    b'Can "}],"citations":[{"id":"bns-2023/s/","text":"Section "},{"id":"ipc-1860/s/","text":"Section "}]}'
)
"""What records have in common: zlib looks back into it, so that a short record is small too. Part of the format."""

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def head_of(answer: Answer) -> bytes:
    """Return what a hit shows of `answer`, as a JSON list in the order of :data:`HEAD_KEYS`."""
    return _dumps([answer.id, answer.url, answer.question, answer.category, answer.published]).encode()


def read_heads(heads: Sequence[bytes]) -> list[list[Any]]:
    """Return the values that were stored as each of some heads; they are read as one list, in half the time.

    Raises:
        one of :data:`NOT_STORED`: one of them is none.
    """
    every: list[Any] = json.loads((b"[%b]" % b",".join(heads)).decode())
    if len(every) != len(heads) or not all(
        isinstance(values, list) and tuple(map(type, values)) in _HEAD_TYPES for values in every
    ):
        raise ValueError("not a head")
    return every


def body_of(answer: Answer) -> bytes:
    """Return the rest of `answer`: a table of its passages, then, compressed, the passages and all else as JSON.

    A passage (the summary, then each section in reading order) is its heading, its text and the entries of its list,
    a separator between them. The table says how many there are, of what kind each is and how many bytes it has, so
    that one is read without what stands behind it: see :class:`StoredBody`.
    """
    passages = [_joined(("", answer.summary))]
    kinds = bytearray([_KIND_NUMBERS["overview"]])
    outline = []
    for section in answer.walk():
        passages.append(_joined((section.heading or "", section.text, *section.items)))
        number = _KIND_NUMBERS.get(section.kind, _OTHER_KIND)
        kinds.append(number if section.heading is None else number | _HAS_HEADING)
        other = (section.kind,) if number == _OTHER_KIND else ()
        outline.append((section.level, section.ordered, len(section.sections), *other))
    example = answer.example
    rest = {
        "outline": outline,
        "author": answer.author,
        "example": None if example is None else {"scenario": example.scenario, "steps": example.steps},
        "advocates": [
            {"name": one.name, "practice_areas": one.practice_areas, "url": one.url} for one in answer.advocates
        ],
        "related": [{"question": one.question, "url": one.url} for one in answer.related],
        "citations": [{"id": one.id, "text": one.text} for one in answer.citations],
        "content_hash": answer.content_hash,
    }
    compressor = zlib.compressobj(_LEVEL, zdict=_PRESET)
    content = compressor.compress(b"".join([*passages, _dumps(rest).encode()])) + compressor.flush()
    sizes = [len(passage) for passage in passages]
    width = "H" if max(sizes) < 1 << 16 else "I"
    return _TABLE.pack(len(sizes), width.encode()) + kinds + struct.pack(f"<{len(sizes)}{width}", *sizes) + content


def _joined(texts: tuple[str, ...]) -> bytes:
    """Return the texts of a passage as they are stored."""
    joined = _SEPARATOR.join(texts)
    if _ESCAPE in joined or joined.count(_SEPARATOR) >= len(texts):  # no page has these; who makes records may
        escaped = [text.replace(_ESCAPE, f"{_ESCAPE}[").replace(_SEPARATOR, f"{_ESCAPE}^") for text in texts]
        joined = _SEPARATOR.join(escaped)
    return joined.encode()


def _parted(passage: bytes) -> list[str]:
    """Return the texts that :func:`_joined` made a passage of."""
    joined = passage.decode()
    texts = joined.split(_SEPARATOR)
    if _ESCAPE in joined:
        return [text.replace(f"{_ESCAPE}^", _SEPARATOR).replace(f"{_ESCAPE}[", _ESCAPE) for text in texts]
    return texts


class StoredBody:
    """A stored body, of which no more is unpacked than is asked for.

    Args:
        body: as :func:`body_of` made it.

    Raises:
        one of :data:`NOT_STORED`: it is none.
    """

    def __init__(self, body: bytes) -> None:
        count, width = _TABLE.unpack_from(body)
        start = _TABLE.size + count
        stop = start + count * {b"H": 2, b"I": 4}[width]
        if not count or stop > len(body):
            raise ValueError("cut short")
        self._kinds = body[_TABLE.size : start]
        self._ends = [0, *accumulate(struct.unpack_from(f"<{count}{width.decode()}", body, start))]
        if self._ends[-1] > MAX_BODY:
            raise ValueError("too long")
        self._unpacking = zlib.decompressobj(zdict=_PRESET)
        self._packed = body[stop:]
        self._content = b""

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self._kinds)

    def of_kind(self, kind: str) -> list[int]:
        """Return the passages of a kind."""
        number = _KIND_NUMBERS[kind]
        return [place for place, one in enumerate(self._kinds) if one & ~_HAS_HEADING == number]

    def _unpack(self, stop: int) -> None:
        """Unpack to byte `stop`, or as far as there is something."""
        unpacking = self._unpacking
        while len(self._content) < stop:
            more = unpacking.decompress(self._packed, stop - len(self._content))
            self._packed = unpacking.unconsumed_tail
            if not more:
                break
            self._content += more

    def passage(self, number: int) -> list[str]:
        """Return the heading of a passage ('' where there is none), its text and the entries of its list.

        Raises:
            one of :data:`NOT_STORED`: they are not what was stored.
        """
        start, end = self._ends[number], self._ends[number + 1]
        self._unpack(end)
        if len(self._content) < end:
            raise ValueError("cut short")
        return _parted(self._content[start:end])

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of all that is in the body.

        Raises:
            one of :data:`NOT_STORED`: it is none.
        """
        self._unpack(MAX_BODY)
        if not self._unpacking.eof:
            raise ValueError("cut short")
        data = json.loads(self._content[self._ends[-1] :].decode())
        if not isinstance(data, dict):
            raise ValueError("not a record")
        data["summary"] = self.passage(0)[1]
        data["sections"] = self._tree(data.pop("outline"))
        return data

    def _tree(self, outline: list[Any]) -> list[dict[str, Any]]:
        """Return the sections' JSON form, each with those below it: read from the last, whose own come before it."""
        waiting: list[dict[str, Any]] = []  # sections without one above them yet, the last in reading order first
        for number in range(len(self) - 1, 0, -1):
            level, ordered, below, *other = outline[number - 1]
            if not 0 <= below <= len(waiting):
                raise ValueError("not an outline")
            own = [waiting.pop() for _ in range(below)]
            heading, text, *items = self.passage(number)
            kind = self._kinds[number]
            waiting.append(
                {
                    "heading": heading if kind & _HAS_HEADING else None,
                    "kind": other[0] if other else KINDS[kind & ~_HAS_HEADING],
                    "level": level,
                    "text": text,
                    "items": items,
                    "ordered": ordered,
                    "sections": own,
                }
            )
        return waiting[::-1]


def read_answer(head: bytes, body: bytes, source: str) -> Answer:
    """Return the answer that was stored as `head`, `body` and `source`.

    Raises:
        one of :data:`NOT_STORED`: it is none.
    """
    from law4u_index.answer import Answer  # for a search, which shows passages, it would be much to load

    data = StoredBody(body).to_dict()
    data.update(zip(HEAD_KEYS, read_heads([head])[0], strict=True))
    data["source"] = source or None
    return Answer.from_dict(data)
