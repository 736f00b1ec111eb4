from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from law4u_index import IndexDamaged
from law4u_index.index.blockfile import BlockFileWriter
from law4u_index.index.vectors import Encoded, VectorFile, together, write_vectors
from law4u_index.meaning.encoder import MAX_DIMS, EncoderId
from tests.index.making import QuickFolder

TOY = EncoderId("toy", "1", 2, 1)
SOUND: dict[str, bytes] = {
    "answers.digest": b"a" * 16 + b"b" * 16,
    "answers.first": np.array([0, 1, 3], "<u4").tobytes(),
    "vectors.text": b"t" * 24,
    "vectors.scale": np.array([0.1, 0.2, 0.3], "<f4").tobytes(),
    "vectors.codes": bytes(6),
}


def file_of(folder: Path, meta: dict[str, Any], **columns: bytes) -> Path:
    with BlockFileWriter(QuickFolder(folder), "1.vectors") as out:
        for name, content in SOUND.items():
            dtype = "<u4" if name == "answers.first" else "u1"
            out.append(name, np.frombuffer(columns.get(name.replace(".", "_"), content), dtype), dtype)
        out.finish(meta)
    return folder / "1.vectors"


def test_what_was_written_is_read(tmp_path: Path) -> None:
    given = Encoded(
        np.array([b"a" * 16, b"b" * 16], "S16"),
        np.array([1, 2]),
        np.array([b"1", b"2", b"3"], "S8"),
        np.array([[1, -127], [0, 127], [5, 6]], np.int8),
        np.array([0.1, 0.2, 0.3], np.float32),
    )
    write_vectors(QuickFolder(tmp_path), "1.vectors", TOY, given)
    file = VectorFile(tmp_path / "1.vectors")
    read = file.read()
    assert (file.encoder, file.answers, file.count) == (TOY, 2, 3)
    for name in ("answers", "counts", "texts", "codes", "scales"):
        assert np.array_equal(getattr(read, name), getattr(given, name)), name


def test_answers_that_are_left_out_take_their_vectors_with_them() -> None:
    one = Encoded(
        np.array([b"a", b"b"], "S16"),
        np.array([1, 2]),
        np.array([b"1", b"2", b"3"], "S8"),
        np.arange(6, dtype=np.int8).reshape(3, 2),
        np.array([0.1, 0.2, 0.3], np.float32),
    )
    kept = one.only(np.array([False, True]))
    assert kept.codes.tolist() == [[2, 3], [4, 5]]
    assert together([kept, one]).counts.tolist() == [2, 1, 2]


def test_a_vector_takes_less_than_four_hundred_bytes(tmp_path: Path) -> None:
    large = EncoderId("large", "1", MAX_DIMS, 1)
    sizes = []
    for count in (10, 110):  # of one answer, so that nothing else differs
        codes, scales = np.ones((count, MAX_DIMS), np.int8), np.ones(count, np.float32)
        encoded = Encoded(np.array([b"a"], "S16"), np.array([count]), np.array([b"t"] * count, "S8"), codes, scales)
        sizes.append(write_vectors(QuickFolder(tmp_path), f"{count}.vectors", large, encoded))
    assert sizes[1] - sizes[0] < 100 * 400


def test_a_file_with_sound_columns_can_be_read(tmp_path: Path) -> None:
    assert VectorFile(file_of(tmp_path, {"encoder": TOY.to_dict()})).read().counts.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("answers.digest", b"a" * 16),
        ("answers.first", np.array([0, 1], "<u4").tobytes()),
        ("answers.first", np.array([0, 3, 1], "<u4").tobytes()),
        ("answers.first", np.array([1, 2, 3], "<u4").tobytes()),
        ("answers.first", np.array([0, 0, 3], "<u4").tobytes()),
        ("vectors.text", b"t" * 16),
        ("vectors.scale", np.array([0.1, np.nan, 0.3], "<f4").tobytes()),
        ("vectors.scale", np.array([0.1, 1e30, 0.3], "<f4").tobytes()),
        ("vectors.scale", bytes(8)),
        ("vectors.codes", bytes(5)),
    ],
)
def test_columns_that_do_not_fit_each_other_are_damage(tmp_path: Path, name: str, content: bytes) -> None:
    path = file_of(tmp_path, {"encoder": TOY.to_dict()}, **{name.replace(".", "_"): content})
    with pytest.raises(IndexDamaged, match="check --repair"):
        VectorFile(path).read()


@pytest.mark.parametrize(
    "meta",
    [
        {},
        {"encoder": None},
        {"encoder": "toy"},
        {"encoder": {"name": "toy"}},
        {"encoder": {**TOY.to_dict(), "dims": 385}},
        {"encoder": {**TOY.to_dict(), "dims": 0}},
        {"encoder": {**TOY.to_dict(), "dims": "2"}},
        {"encoder": {**TOY.to_dict(), "name": 5}},
    ],
)
def test_a_file_that_does_not_say_what_made_it_is_damage(tmp_path: Path, meta: dict[str, Any]) -> None:
    with pytest.raises(IndexDamaged, match="what made its vectors"):
        VectorFile(file_of(tmp_path, meta))
