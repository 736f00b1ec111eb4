"""Answers inverted, merged and read back are those that a plain look over their texts finds."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index.answer import Answer
from law4u_index.errors import IndexDamaged
from law4u_index.index import inversion, merging
from law4u_index.index.analysis import TOKEN, fold, tokens
from law4u_index.index.blockfile import BlockFile, BlockFileWriter
from law4u_index.index.keys import key, keys_of, label, provisions
from law4u_index.index.packed import PackedLists, PackedListsWriter, run_indices, run_starts
from law4u_index.index.schema import FIELDS, IMPACT_ONE, K1, passages
from law4u_index.index.segment import FORMAT, NO_NUMBER, Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.index.tasks import Task, read_files
from tests.index.making import QuickFolder, answers, page, save, write_segment


def columns(segment: Segment) -> dict[str, list[int]]:
    return {name: segment.file.slice(name).tolist() for name in segment.file._columns}


def merged(folder: Folder, segments: list[Segment], lives: list[list[bool]]) -> Segment:
    with SegmentWriter(folder, "merged") as writer:
        pairs = [(segment, np.array(live, bool)) for segment, live in zip(segments, lives, strict=True)]
        merging.merge(merging.renumbered(pairs), writer)
        writer.finish()
    return Segment(folder.file("merged"))


@st.composite
def split(draw: st.DrawFn) -> tuple[list[list[Answer]], list[list[bool]]]:
    """Draw answers in several segments, and which of them are not deleted."""
    every = draw(answers(most=8))
    cuts = sorted(draw(st.lists(st.integers(0, len(every)), max_size=2)))
    parts = [every[a:b] for a, b in zip([0, *cuts], [*cuts, len(every)], strict=True) if b > a]
    return parts, [draw(st.lists(st.booleans(), min_size=len(part), max_size=len(part))) for part in parts]


@settings(max_examples=60, deadline=None)
@given(split(), st.integers(1, 40), st.integers(1, 4))
def test_merged_segments_are_what_their_live_answers_give_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[list[list[Answer]], list[list[bool]]],
    portion: int,
    rows: int,
) -> None:
    parts, lives = drawn
    folder = QuickFolder(tmp_path_factory.mktemp("index"))
    segments = [write_segment(folder, f"{number}", part) for number, part in enumerate(parts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "PORTION", portion)
        patch.setattr(merging, "ROWS", rows)
        one = merged(folder, segments, lives)
    kept = [
        answer for part, live in zip(parts, lives, strict=True) for answer, on in zip(part, live, strict=True) if on
    ]
    once = write_segment(folder, "once", kept)
    found, wanted = columns(one), columns(once)
    if all(map(all, lives)):
        assert found == wanted
    assert one.file.meta == once.file.meta
    assert {name: found[name] for name in found if name[:6] != "words."} == {
        name: wanted[name] for name in wanted if name[:6] != "words."
    }
    words = [dict(zip(s.words.range(0, s.words.count), columns(s)["words.term"], strict=True)) for s in (one, once)]
    assert words[0].items() >= words[1].items()  # a word may outlive its last answer while its term lives


def occurrences(answer: Answer) -> Iterator[tuple[str, int, int]]:
    """Yield term, field and position of all that stands in an answer; a phrase ends where a text does."""
    position = 0
    for passage in passages(answer):
        for field, text in passage.texts:
            found = list(tokens(text))
            for token in found:
                for term in token.terms:
                    yield term, field.number, position + token.position
            position += len(found) + 1 if found else 0


def impact(answer: Answer, term: str) -> int:
    """Return a term's impact in an answer by the formula in the schema, one factor after the other."""
    lengths: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for passage in passages(answer):
        for field, text in passage.texts:
            lengths[field.number] += len(list(tokens(text)))
    for found, field_number, _ in occurrences(answer):
        counts[field_number] += found == term
    tf = math.fsum(
        f.weight * counts[f.number] / (1 - f.b + f.b * lengths[f.number] / f.pivot) for f in FIELDS if counts[f.number]
    )
    return round(IMPACT_ONE * tf / (K1 + tf))


@settings(max_examples=80, deadline=None)
@given(answers())
def test_a_posting_says_where_and_how_much(tmp_path_factory: pytest.TempPathFactory, rows: list[Answer]) -> None:
    segment = write_segment(QuickFolder(tmp_path_factory.mktemp("index")), "1", rows)
    plain: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for doc, answer in enumerate(rows):
        for term, field, position in occurrences(answer):
            plain[term][doc].append((position, field))
    assert [term.decode() for term in segment.terms.range(0, segment.terms.count)] == sorted(plain)
    for term, wanted in plain.items():
        number = segment.term_number(term)
        assert number is not None
        postings = segment.postings(number)
        positions, starts = segment.flat_positions(number, postings.counts)
        assert postings.docs.tolist() == sorted(wanted)
        for at, doc in enumerate(postings.docs.tolist()):
            places = sorted(wanted[doc])
            assert positions[starts[at] : starts[at + 1]].tolist() == [position for position, _ in places]
            assert postings.counts[at] == len(places)
            assert postings.masks[at] == sum(1 << field for field in {field for _, field in places})
            assert abs(int(postings.impacts[at]) - impact(rows[doc], term)) <= 1  # rounded from sums in another order
        assert segment.file.item("text.top", number) == postings.impacts.max()


@settings(max_examples=60, deadline=None)
@given(answers())
def test_an_answer_is_filed_under_each_of_its_keys(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Answer]
) -> None:
    segment = write_segment(QuickFolder(tmp_path_factory.mktemp("index")), "1", rows)
    plain: dict[str, list[int]] = defaultdict(list)
    for doc, answer in enumerate(rows):
        for value in keys_of(answer):
            plain[value].append(doc)
    assert [value.decode() for value in segment.keys.range(0, segment.keys.count)] == sorted(plain)
    assert {value: segment.key_docs(value).tolist() for value in plain} == plain
    assert segment.key_docs(key("id", "no such id")).tolist() == []


@settings(max_examples=60, deadline=None)
@given(answers())
def test_an_answer_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, rows: list[Answer]) -> None:
    segment = write_segment(QuickFolder(tmp_path_factory.mktemp("index")), "1", rows)
    assert [segment.answer(doc) for doc in range(segment.count)] == rows
    assert [segment.answer_id(doc) for doc in range(segment.count)] == [row.id for row in rows]
    assert segment.from_files({f"/{rows[0].source}"}) == [0]
    for doc, row in enumerate(rows):
        starts = segment.passage_starts(doc)
        assert (len(starts), starts) == (len(list(passages(row))), sorted(starts))
        assert segment.question_ends(np.array([doc])).tolist() == [starts[1]]


@settings(max_examples=60, deadline=None)
@given(answers())
def test_each_word_as_written_leads_to_its_term(tmp_path_factory: pytest.TempPathFactory, rows: list[Answer]) -> None:
    segment = write_segment(QuickFolder(tmp_path_factory.mktemp("index")), "1", rows)
    texts = [text for row in rows for passage in passages(row) for _, text in passage.texts]
    counts = Counter(word for text in texts for word in TOKEN.findall(fold(text)) if word.isalpha() or word > "\u0900")
    words = [word.decode() for word in segment.words.range(0, segment.words.count)]
    assert words == sorted(counts)
    assert segment.file.slice("words.count").tolist() == [counts[word] for word in words]
    for word, term in zip(words, segment.file.slice("words.term").tolist(), strict=True):
        assert segment.terms[term].decode() == next(tokens(word)).term


def test_words_are_written_in_portions_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = QuickFolder(tmp_path)
    rows = [Answer("1", "bail notice rent"), Answer("2", "bail cheque")]
    segments = [write_segment(folder, row.id, [row]) for row in rows]
    monkeypatch.setattr(merging, "PORTION", 1)
    one = merged(folder, segments, [[True], [True]])
    assert one.words.range(0, one.words.count) == [b"bail", b"cheque", b"notice", b"rent"]
    assert one.file.slice("words.count").tolist() == [2, 1, 1, 1]


@given(
    st.lists(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 70_000) | st.integers(0, 300), min_size=1), max_size=9)
)
def test_packed_lists_are_read_one_by_one_and_together(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[int]]
) -> None:
    folder = QuickFolder(tmp_path_factory.mktemp("index"))
    lengths = np.array([len(one) for one in lists], np.int64)
    with BlockFileWriter(folder, "a") as out:
        writer = PackedListsWriter(out, "x")
        half = len(lists) // 2
        for part in (lists[:half], lists[half:]):
            values = np.array([value for one in part for value in one], np.int64)
            writer.append(values, np.array([len(one) for one in part], np.int64))
        out.finish({})
    packed = PackedLists(BlockFile(folder.file("a")), "x")
    assert [packed.get(number, len(one)).tolist() for number, one in enumerate(lists)] == lists
    for first in range(len(lists)):
        flat = [value for one in lists[first:] for value in one]
        assert packed.many(first, lengths[first:]).tolist() == flat


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_runs_of_indices_are_those_of_plain_ranges(runs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in runs], np.int64)
    lengths = np.array([length for _, length in runs], np.int64)
    wanted = [index for start, length in runs for index in range(start, start + length)]
    assert run_indices(starts, lengths).tolist() == wanted
    assert run_starts(lengths).tolist() == [sum(lengths[:n].tolist()) for n in range(len(runs) + 1)]


@pytest.mark.parametrize(
    ("citation", "found"),
    [
        ("bns-2023/s/318(4)", ["bns-2023/s/318(4)", "bns-2023/s/318"]),
        ("hma-1955/s/13(1)(ia)", ["hma-1955/s/13(1)(ia)", "hma-1955/s/13(1)", "hma-1955/s/13"]),
        ("nia-1881/s/138", ["nia-1881/s/138"]),
    ],
)
def test_a_part_of_a_provision_is_filed_under_the_whole_too(citation: str, found: list[str]) -> None:
    assert list(provisions(citation)) == found


def test_labels_are_compared_without_their_signs() -> None:
    assert label("Landlord & Tenant") == label("landlord  TENANT") == "landlord tenant"


def test_an_id_that_is_no_number_comes_behind_all_that_are() -> None:
    assert inversion.id_number("193") == 193
    assert inversion.id_number("a-slug") == inversion.id_number("1" * 18) == inversion.id_number("٣") == NO_NUMBER


def test_titles_sort_by_their_first_letters_and_dates_by_day() -> None:
    assert inversion.title_number("a") < inversion.title_number("Ab") < inversion.title_number("b")
    assert (inversion.date_number("2025-01-31"), inversion.date_number(None)) == (20250131, 0)


def test_many_answers_make_several_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "MAX_ANSWERS", 2)
    folder = QuickFolder(tmp_path)
    files = tuple((str(save(tmp_path / f"{n}.html", page(str(n)))), f"{n}.html") for n in range(5))
    results = read_files(folder, Task(7, files, write=True), lambda _: None)
    assert [(one.part, one.doc) for result in results for one in result.pages] == [
        ("000007-0000.part", 0),
        ("000007-0000.part", 1),
        ("000007-0001.part", 0),
        ("000007-0001.part", 1),
        ("000007-0002.part", 0),
    ]
    assert [Segment(folder.file(f"000007-000{n}.part")).count for n in range(3)] == [2, 2, 1]


def rewritten(folder: Folder, segment: Segment, meta: dict[str, object], **instead: list[int]) -> Path:
    """Write a segment's columns with right sums again, some of them with other content."""
    with BlockFileWriter(folder, "stranger") as out:
        for name, (_, _, dtype) in segment.file._columns.items():
            values = segment.file.slice(name)
            out.append(name, np.array(instead[name], dtype) if name in instead else values, dtype)
        out.finish(meta)
    return folder.file("stranger")


@pytest.mark.parametrize(
    "instead",
    [
        {"docs.heads.ends": [0] * 3}, {"docs.bodies.ends": []}, {"docs.dates": []}, {"docs.passages": [0]},
        {"text.first": [0]}, {"keys.df": []}, {"words.term": []}, {"docs.hashes": [0]}, {"text.masks": []},
    ],
)  # fmt: skip
def test_a_strangers_segment_whose_columns_do_not_fit_is_refused(tmp_path: Path, instead: dict[str, list[int]]) -> None:
    folder = QuickFolder(tmp_path)
    segment = write_segment(folder, "1", [Answer("1", "What is bail?")])
    with pytest.raises(IndexDamaged, match="stranger is damaged"):
        Segment(rewritten(folder, segment, segment.file.meta, **instead))


def test_a_segment_of_another_format_is_refused(tmp_path: Path) -> None:
    segment = write_segment(QuickFolder(tmp_path), "1", [Answer("1", "What is bail?")])
    with pytest.raises(IndexDamaged, match=f"this release reads {FORMAT}"):
        Segment(rewritten(QuickFolder(tmp_path), segment, {"format": FORMAT + 1}))


@pytest.mark.parametrize("at", range(5))
def test_a_record_that_is_none_is_damage(tmp_path: Path, at: int) -> None:
    folder = QuickFolder(tmp_path)
    segment = write_segment(folder, "1", [Answer("1", "What is bail?")])
    body = segment.file.slice("docs.bodies.bytes").tolist()
    body[at * (len(body) - 1) // 4] ^= 0x55
    other = Segment(rewritten(folder, segment, segment.file.meta, **{"docs.bodies.bytes": body}))
    with pytest.raises(IndexDamaged, match="answer 0 cannot be read"):
        other.answer(0)


def test_a_segment_of_no_answers_can_be_read(tmp_path: Path) -> None:
    segment = write_segment(QuickFolder(tmp_path), "1", [])
    assert (segment.count, segment.from_files({"/a"}), segment.documents(np.empty(0, np.int64)).heads) == (0, [], [])


@given(st.lists(st.text(), unique=True), st.text())
def test_strings_are_found_by_their_beginning(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], prefix: str
) -> None:
    segment = write_segment(QuickFolder(tmp_path_factory.mktemp("index")), "1", [Answer("1", " ".join(words))])
    terms = segment.terms.range(0, segment.terms.count)
    for start in {prefix[:2], *(word[:2].lower() for word in words)}:
        encoded = start.encode()
        first, stop = segment.terms.prefixed(encoded)
        assert terms[first:stop] == [term for term in terms if term.startswith(encoded)]
        assert segment.terms.find(encoded) == (terms.index(encoded) if encoded in terms else None)
