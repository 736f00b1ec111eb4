"""A record's stored form: what every hit shows in the open, the rest as compressed JSON."""

from __future__ import annotations

import json
import zlib
from typing import Any

from law4u_index.answer import Answer, Section

HEAD_KEYS = ("id", "url", "question", "category", "published")
"""What a hit shows; stored without compression."""

_PRESET = (
    b"under the Negotiable Instruments Act, 1881 Constitution of India Motor Vehicles Act, 1988 Consumer Prote"
    b"ction Act, 2019 "
    b"Code of Civil Procedure, 1908 Bharatiya Nyaya Sanhita, 2023 Bharatiya Nagarik Suraksha Sanhita, 2023 (ea"
    b"rlier Section "
    b"of the Indian Penal Code, 1860 Code of Criminal Procedure, 1973 within days from the date of  the Suprem"
    b"e Court High "
    b"Court District Magistrate police station complaint application notice compensation punishment imprisonme"
    b"nt fine "
    b"Anticipatory Bail, Arbitration, Armed Forces Tribunal, Bankruptcy & Insolvency, Banking & Finance, Breac"
    b"h of Contract, "
    b"Cheque Bounce, Child Custody, Civil, Consumer Court, Corporate, Court Marriage, Criminal, Cyber Crime, C"
    b"ustoms & "
    b"Central Excise, Divorce, Documentation, Domestic Violence, Family, GST, High Court, Immigration, Insuran"
    b"ce, Labour & "
    b"Service, Landlord & Tenant, Media and Entertainment, Medical Negligence, Motor Accident, Muslim Law, NCL"
    b"T, Patent, "
    b"Property, R.T.I, RERA, Recovery, Revenue, Startup, Succession Certificate, Supreme Court, Tax, Trademark"
    b" & Copyright, "
    b'Wills Trusts"],"url":null},{"name":"","practice_areas":["'
    b'{"author":"law4u team","summary":"","sections":[{"heading":null,"kind":"overview","level":1,"text":"","i'
    b'tems":["'
    b'"],"ordered":false,"sections":[]},{"heading":"Legal Provision","kind":"legal-framework","level":2,"text":"The '
    b'","items":[],"ordered":false,"sections":[]}]},{"heading":"Conclusion","kind":"summary","level":1,"text":'
    b'"","items":[],'
    b'"ordered":true,"sections":[]},{"heading":"Tips","kind":"tips","kind":"procedure","kind":"penalties","kin'
    b'd":"remedies",'
    b'"kind":"key-points","kind":"challenges","kind":"other","level":3,"heading":"Example","kind":"example","l'
    b'evel":1,'
    b'"text":"Scenario: \\n\\nSteps to take:","items":["'
    b'"]}],"example":{"scenario":"","steps":["'
    b'"]},"advocates":[],"related":[{"question":"What Is ?","url":"https://law4u.in/top-answer/"},{"question":'
    b'"How Can '
    b'"}],"citations":[{"id":"bns-2023/s/","text":"Section "},{"id":"ipc-1860/s/","text":"Section "}]}'
)
"""What records have in common: zlib looks back into it, so that a short record is small too. Part of the format."""


_LEVEL = 4
"""zlib's level: 6 would take a third longer for 2 % less."""


def head_of(answer: Answer) -> bytes:
    """Return what a hit shows of `answer`, as a JSON list in the order of :data:`HEAD_KEYS`."""
    head = [answer.id, answer.url, answer.question, answer.category, answer.published]
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()


def body_of(answer: Answer) -> bytes:
    """Return the rest of `answer`, compressed: a line of JSON with the texts for snippets, then one with all else.

    Tuples are given to JSON as they are; :meth:`Answer.to_dict` would copy each.
    """
    example = answer.example
    texts = {"summary": answer.summary, "sections": [_section(section) for section in answer.sections]}
    rest = {
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
    return compressor.compress(f"{_dumps(texts)}\n{_dumps(rest)}".encode()) + compressor.flush()


_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "kind": section.kind,
        "level": section.level,
        "text": section.text,
        "items": section.items,
        "ordered": section.ordered,
        "sections": [_section(one) for one in section.sections],
    }


def read_body(body: bytes) -> dict[str, Any]:
    """Return the JSON form of a stored body.

    Raises:
        zlib.error, ValueError: it is not one.
    """
    decompressor = zlib.decompressobj(zdict=_PRESET)
    found: dict[str, Any] = {}
    for line in decompressor.decompress(body, MAX_BODY).split(b"\n"):
        data = json.loads(line)
        if not isinstance(data, dict):
            raise ValueError("not a record")
        found.update(data)
    return found


def read_texts(body: bytes) -> dict[str, Any]:
    """Return ``summary`` and ``sections`` of a stored body, of which no more is unpacked than these.

    Raises:
        zlib.error, ValueError: it is not one.
    """
    decompressor = zlib.decompressobj(zdict=_PRESET)
    text = decompressor.decompress(body, _STEP)
    while b"\n" not in text[-_STEP:] and decompressor.unconsumed_tail and len(text) < MAX_BODY:
        text += decompressor.decompress(decompressor.unconsumed_tail, max(_STEP, len(text)))
    data = json.loads(text[: text.index(b"\n")])
    if not isinstance(data, dict):
        raise ValueError("not a record")
    return data


_STEP = 6144

MAX_BODY = 1 << 28
"""No record is longer than this, in bytes of JSON."""


def read_answer(head: bytes, body: bytes, source: str) -> Answer:
    """Return the answer that was stored as `head`, `body` and `source`."""
    data = read_body(body)
    data.update(zip(HEAD_KEYS, json.loads(head), strict=True))
    data["source"] = source or None
    return Answer.from_dict(data)
