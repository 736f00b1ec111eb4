"""Vectors come after words, follow updates, and never stand in the way of either."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from law4u_index import AnswerIndex, IndexLocked, MeaningUnavailable
from law4u_index.index import encoding
from law4u_index.index import manifest as manifests
from law4u_index.index.check import check
from law4u_index.index.lock import writing
from law4u_index.index.storage import Folder
from law4u_index.index.vectors import VectorFile
from law4u_index.meaning.encoder import Vectors
from tests.index.making import page
from tests.meaning.toy import ToyEncoder

QUESTIONS = {
    "1": "Can My Landlord Keep The Deposit?",
    "2": "What To Do When A Cheque Bounced?",
    "3": "How Is A Divorce Filed?",
    "4": "Who Pays After A Car Accident?",
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, question in QUESTIONS.items():
        (folder / f"{number}.html").write_bytes(page(number, question))
    return folder


@pytest.fixture
def encoder() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture
def index(tmp_path: Path, pages: Path, encoder: ToyEncoder) -> AnswerIndex:
    index = AnswerIndex.open(tmp_path / "index", create=True, encoder=encoder)
    index.update([pages])
    return index


def vector_files(index_folder: Path) -> list[Path]:
    return sorted(index_folder.glob("*.vectors"))


def test_a_pass_encodes_every_answer_and_says_how_many(index: AnswerIndex, encoder: ToyEncoder) -> None:
    seen: list[tuple[int, int]] = []
    report = index.encode(progress=lambda done, total: seen.append((done, total)))
    assert (report.answers, report.passages, report.kept) == (4, 8, 0)
    assert report.encoder == "toy 1"
    assert seen[-1] == (4, 4)
    assert len(encoder.encoded) == 8
    stats = index.stats()
    assert (stats.encoder, stats.encoded, stats.vectors) == ("toy 1", 4, 8)


def test_a_second_pass_with_nothing_new_encodes_and_writes_nothing(index: AnswerIndex, tmp_path: Path) -> None:
    index.encode()
    before = (tmp_path / "index" / manifests.NAME).read_bytes()
    assert index.encode().answers == 0
    assert (tmp_path / "index" / manifests.NAME).read_bytes() == before


def test_an_update_keeps_vectors_and_the_next_pass_encodes_only_what_changed(
    index: AnswerIndex, pages: Path, encoder: ToyEncoder
) -> None:
    index.encode()
    (pages / "2.html").write_bytes(page("2", QUESTIONS["2"], "Send a notice to the bank."))
    (pages / "5.html").write_bytes(page("5", "Can The Police Arrest Me?"))
    index.update([pages])
    assert index.stats().encoded == 3
    encoder.encoded.clear()
    report = index.encode()
    assert report.answers == 2
    assert report.kept == 1  # the section of the changed page that says what it said
    assert len(encoder.encoded) == report.passages == 3
    assert index.stats().encoded == 5


def test_vectors_of_answers_that_are_gone_are_not_kept_for_ever(
    index: AnswerIndex, pages: Path, tmp_path: Path
) -> None:
    index.encode()
    for number in "123":
        (pages / f"{number}.html").unlink()
    (pages / "5.html").write_bytes(page("5", "Can The Police Arrest Me?"))
    index.update([pages], prune=True)
    assert index.stats().encoded == 1
    index.encode()
    (file,) = vector_files(tmp_path / "index")
    assert VectorFile(file).answers == 2


def test_a_pass_that_is_cut_short_goes_on_where_it_stopped(
    index: AnswerIndex, encoder: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "BATCH", 1)

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.encode(progress=stop)
    assert index.stats().encoded == 3
    encoder.encoded.clear()
    assert index.encode().answers == 1
    assert index.stats().encoded == 4


def test_many_small_commits_leave_few_files(
    index: AnswerIndex, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "BATCH", 1)
    monkeypatch.setattr(encoding, "PAUSE", -1.0)  # a commit after each batch
    for number in range(10, 50):
        (pages / f"{number}.html").write_bytes(page(str(number), f"What Is Rule {number}?"))
    index.update([pages])
    index.encode()
    assert index.stats().encoded == 44
    assert len(vector_files(tmp_path / "index")) <= 3
    assert index.check().ok


def test_an_update_under_way_is_waited_for_and_then_named(
    index: AnswerIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "_PATIENCE", -1.0)
    with writing(Folder(tmp_path / "index")), pytest.raises(IndexLocked, match="try again"):
        index.encode()


def test_vectors_of_two_encoders_are_not_mixed(index: AnswerIndex, tmp_path: Path) -> None:
    index.encode()
    with AnswerIndex.open(tmp_path / "index", encoder=ToyEncoder(version="2")) as other:
        with pytest.raises(MeaningUnavailable, match=r"of toy 1, the encoder here is toy 2.*encode --again"):
            other.encode()
        with pytest.raises(MeaningUnavailable, match="encode --again"):
            other.search("rent", meaning=True)
        assert "toy 2" in other.search("landlord").notes[0]
        assert other.encode(again=True).answers == 4
        assert other.stats().encoder == "toy 2"
        assert other.search("spouse separation").hits[0].id == "3"


def test_an_encoder_that_gives_no_directions_writes_nothing(index: AnswerIndex, tmp_path: Path) -> None:
    class Broken(ToyEncoder):
        def passages(self, texts: Sequence[str]) -> Vectors:
            return np.zeros((len(texts), self.dims), np.float32)

    with AnswerIndex.open(tmp_path / "index", encoder=Broken()) as other, pytest.raises(ValueError, match="direction"):
        other.encode()
    assert vector_files(tmp_path / "index") == []


def test_a_rebuilt_index_keeps_its_vectors(index: AnswerIndex, pages: Path, encoder: ToyEncoder) -> None:
    index.encode()
    index.update([pages], rebuild=True)
    assert index.stats().encoded == 4


@pytest.mark.parametrize("place", [20, -100])
def test_damaged_vectors_are_found_and_words_are_searched_without_them(
    index: AnswerIndex, tmp_path: Path, encoder: ToyEncoder, place: int
) -> None:
    index.encode()
    (file,) = vector_files(tmp_path / "index")
    content = bytearray(file.read_bytes())
    content[place] ^= 255
    file.write_bytes(content)

    with AnswerIndex.open(tmp_path / "index", encoder=encoder) as damaged:
        found = damaged.search("landlord deposit")
        assert found.hits[0].id == "1"
        assert "check --repair" in found.notes[0]
        assert damaged.stats().answers == 4
        report = damaged.check()
        assert [one.file for one in report.damaged] == [file.name]
        assert damaged.check(repair=True).repaired
        assert damaged.check().ok
        assert damaged.search("landlord deposit").notes == ()
        assert damaged.encode().answers == 4


def test_a_lost_vectors_file_is_damage_that_repair_mends(
    index: AnswerIndex, tmp_path: Path, encoder: ToyEncoder
) -> None:
    index.encode()
    (file,) = vector_files(tmp_path / "index")
    file.unlink()
    assert [one.file for one in check(tmp_path / "index").damaged] == [file.name]
    assert check(tmp_path / "index", repair=True).lost == ()
    with AnswerIndex.open(tmp_path / "index", encoder=encoder) as index:
        assert index.search("landlord").total == 1
