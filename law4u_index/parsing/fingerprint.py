"""The hash by which a change of what a page says is told from a change of its markup."""

from __future__ import annotations

import hashlib
import json

from law4u_index.answer import Answer

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
_APART = ("content_hash", "source", "citations")


def content_hash(answer: Answer) -> str:
    """Return ``sha256:`` and the hex digest of what `answer` says.

    Hashed is the record's JSON form in UTF-8, keys sorted, without white space and without `content_hash`
    itself, `source` (the same page may lie anywhere) and `citations` (which follow from the text).
    """
    record = answer.to_dict()
    for key in _APART:
        del record[key]
    return f"sha256:{hashlib.sha256(_canonical(record).encode('utf-8')).hexdigest()}"
