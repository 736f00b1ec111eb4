"""Whoosh opens the index and finds in it what is there."""

from __future__ import annotations

import pickle
import re
import runpy
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import whoosh.index
from whoosh.filedb.filestore import FileStorage, RamStorage, copy_to_ram
from whoosh.matching.mcore import ReadTooFar
from whoosh.qparser import QueryParser
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Term
from whoosh.reading import TermNotFound
from whoosh.scoring import Frequency
from whoosh.sorting import FieldFacet
from whoosh.writing import AsyncWriter

from law4u_index.answer import Advocate, Answer, Citation, Section
from law4u_index.errors import IndexDamaged, Law4uIndexError
from law4u_index.index.codec import AnswerCodec, AnswerSegment, write_toc
from law4u_index.index.deletions import write_deleted
from law4u_index.index.field_views import BLOCK
from law4u_index.index.manifest import file_entry
from law4u_index.index.schema import IMPACT_ONE
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.whoosh_schema import KEY_VIEWS, TEXT_VIEWS, TermsAnalyzer
from tests.index.whoosh_making import Part, QuickFolder, commit, found, marked, write_part

LANDLORD = Answer(
    id="193",
    question="Can My Landlord Keep The Deposit?",
    url="https://law4u.in/top-answer/193/can-my-landlord-keep-the-deposit",
    category="Landlord & Tenant",
    summary="A landlord returns the deposit when the tenant leaves.",
    sections=(
        Section("Notice First", "procedure", 1, "Send a notice by registered post."),
        Section("Safety Tips", "tips", 1, "", ("Take pictures.", "Keep the receipt of the deposit.")),
    ),
    advocates=(Advocate("Meera Joshi", ("Landlord & Tenant", "Civil")),),
    citations=(Citation("tpa-1882/s/108(e)", "Section 108(e)"),),
    published="2025-01-31",
)
BAIL = Answer(
    id="how-to-get-bail",
    question="How To Get Bail?",
    category="Criminal Law",
    summary="Bail is asked of the court.",
    sections=(Section("Legal Provision", "legal-framework", 1, "An application by the accused."),),
    advocates=(Advocate("Meera Rao", ("Criminal",)),),
    citations=(Citation("bnss-2023/s/480", "Section 480"),),
)


@pytest.fixture
def two(tmp_path: Path) -> Any:
    """An index of two answers, each in a segment of its own."""
    return commit(tmp_path, [Part((LANDLORD,)), Part((BAIL,))])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("deposit", ["193"]),
        ("can my landlord keep deposits", ["193"]),
        ('"keep the deposit"', ["193"]),
        ('"keep deposit"', []),
        ('question:"keep the deposit"', ["193"]),
        ('tips:"registered post"', []),
        ("headings:notice", ["193"]),
        ("category:tenant", ["193"]),
        ('category_label:"Landlord & Tenant"', ["193"]),
        ("category_label:landlord", []),
        ("kind:tips", ["193"]),
        ("kind:Tips", ["193"]),
        ("act:tpa-1882", ["193"]),
        ("cites:tpa-1882/s/108", ["193"]),
        ("cites:'tpa-1882/s/108(e)'", ["193"]),
        ("advocate:meera", ["193", "how-to-get-bail"]),
        ("advocate:MEERA-RAO", ["how-to-get-bail"]),
        ('practice:"civil"', ["193"]),
        ("id:193", ["193"]),
        ("meera", []),
        ("bai*", ["how-to-get-bail"]),
        ("bail NOT court", []),
        ("bail OR deposit", ["193", "how-to-get-bail"]),
        ("nothing:here", []),
    ],
)
def test_a_person_types_into_whooshs_own_parser(two: Any, text: str, ids: list[str]) -> None:
    assert sorted(found(two, QueryParser("content", two.schema).parse(text))) == ids


def test_an_answer_comes_with_what_is_stored_of_it(two: Any) -> None:
    with two.searcher() as searcher:
        assert searcher.document(id="193") == {
            "id": "193",
            "url": LANDLORD.url,
            "question": LANDLORD.question,
            "category": "Landlord & Tenant",
            "published": "2025-01-31",
        }
        assert searcher.document(id="194") is None


def test_a_filter_keeps_what_it_names_and_a_group_counts(two: Any) -> None:
    with two.searcher() as searcher:
        results = searcher.search(Every(), filter=Term("kind", "tips"), groupedby="category_label")
        assert {name: len(ids) for name, ids in results.groups().items()} == {"landlord tenant": 1}


def test_a_found_word_is_highlighted_in_the_question_in_every_form(two: Any) -> None:
    with two.searcher() as searcher:
        (hit,) = searcher.search(QueryParser("question", two.schema).parse("deposits"))
        assert hit.highlights("question").endswith('<b class="match term0">Deposit</b>')


def test_a_misspelt_word_is_found_by_distance(two: Any, tmp_path: Path) -> None:
    assert found(two, FuzzyTerm("content", "depozit")) == ["193"]
    one = commit(tmp_path, [Part((LANDLORD, BAIL))], generation=2)
    assert found(one, FuzzyTerm("content", "depozit")) == ["193"]
    with one.searcher() as searcher:
        assert searcher.suggest("content", "depozit") == ["deposit"]


def test_answers_like_a_text_are_found_by_its_words(two: Any) -> None:
    with two.searcher() as searcher:
        terms = searcher.key_terms_from_text("content", "My landlord keeps the deposit, the landlord said")
        assert {"landlord", "keep", "deposit"} <= {term for term, _ in terms}


def test_every_term_is_listed_with_where_it_stands(two: Any) -> None:
    with two.reader() as reader:
        terms = list(reader.all_terms())
        assert terms == sorted(terms)
        assert {name for name, _ in terms} == set(reader.indexed_field_names())
        assert set(reader.indexed_field_names()) == (set(TEXT_VIEWS) | set(KEY_VIEWS)) - {"example"}
        assert dict(iter(reader))[("kind", b"tips")].doc_frequency() == 1
        assert [text for text, _ in reader.iter_field("advocate", "r")] == [b"rao"]
        assert (reader.frequency("content", "deposit"), reader.frequency("tips", "take")) == (3, 1)


def test_a_cursor_goes_through_the_terms_of_a_field_in_order(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part((BAIL,))])
    with index.reader() as reader:
        cursor = reader.cursor("question")
        assert [cursor.text(), cursor.next(), cursor.next(), cursor.next(), cursor.next()] == [
            "bail",
            "get",
            "how",
            "to",
            None,
        ]
        assert not cursor.is_valid()
        assert cursor.term_info() is None
        assert cursor.next() is None
        assert cursor.first() == "bail"
        assert cursor.find("h") == "how"
        assert cursor.find(b"application") == "bail"
        assert cursor.term_info().doc_frequency() == 1
        assert cursor.find("zebra") is None


def test_a_term_that_no_answer_has_is_not_found(two: Any, tmp_path: Path) -> None:
    assert found(two, Term("content", "zebra")) == []
    assert found(two, Term("tips", "bail")) == []
    with commit(tmp_path, [Part((BAIL,))], generation=2).reader() as reader:
        assert ("tips", "bail") not in reader
        assert ("url", "bail") not in reader
        assert reader.doc_frequency("tips", "bail") == reader.frequency("kind", "tips") == 0
        with pytest.raises(TermNotFound):
            reader.postings("tips", "bail")


def many(count: int) -> tuple[Answer, ...]:
    """Answers that all say 'rent', and at most once in ten 'deposit', at various lengths."""
    return tuple(
        Answer(
            id=str(number),
            question="Rent?",
            summary=" ".join(["rent"] * (1 + number * 7 % 13) + ["word"] * (number * 31 % 400)),
            sections=(Section("Deposit"),) if number % 10 == 3 else (),
        )
        for number in range(count)
    )


def test_the_best_come_first_by_the_impacts_that_the_engine_keeps(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part(many(50))])
    segment = Segment(tmp_path / "10.segment")
    number = segment.terms.find(b"rent")
    assert number is not None
    impacts = segment.postings(number).impacts.astype(float)
    with index.searcher() as searcher:
        results = searcher.search(Term("content", "rent"), limit=None)
        scores = {hit.docnum: hit.score for hit in results}
        idf = searcher.idf("content", b"rent")
    expected = idf * 2.2 * impacts / (IMPACT_ONE + 1)
    assert [scores[doc] for doc in range(50)] == pytest.approx(expected.tolist())


@pytest.mark.parametrize(
    "query",
    [
        Term("content", "rent"),
        Or([Term("content", "rent"), Term("content", "deposit")]),
        And([Term("content", "rent"), Term("content", "deposit")]),
        Or([Term("content", "rent"), Term("kind", "other")]),
    ],
)
def test_leaving_out_blocks_changes_no_result_and_brings_no_deleted_answer_back(tmp_path: Path, query: Any) -> None:
    gone = frozenset({*range(BLOCK, BLOCK + 9), *range(2 * BLOCK, 2 * BLOCK + 40), 5})
    index = commit(tmp_path, [Part(many(4 * BLOCK), gone), Part(many(BLOCK + 1))])
    with index.searcher() as searcher:
        every = searcher.search(query, limit=None)
        for limit in (1, 3, 10):
            best = searcher.search(query, limit=limit)
            assert [hit.docnum for hit in best] == [hit.docnum for hit in every][:limit]
            assert not gone & {hit.docnum for hit in best}


def test_a_matcher_skips_within_the_list_and_says_when_it_is_read_too_far(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part(many(2 * BLOCK))])
    with index.searcher() as searcher:
        matcher = searcher.postings("content", b"deposit")
        assert (matcher.id(), matcher.term(), matcher.weight() > 0) == (3, ("content", b"deposit"), True)
        matcher.skip_to(24)
        other = matcher.copy()
        other.next()
        assert (matcher.id(), other.id()) == (33, 43)
        matcher.skip_to(0)
        assert matcher.id() == 33
        assert matcher.value_as("positions") == matcher.format.decode_positions(matcher.value())
        assert matcher.value_as("frequency") == matcher.value_as("weight") == len(matcher.spans())
        assert (matcher.block_min_length(), matcher.block_max_length()) == (1, 1)
        matcher.reset()
        assert matcher.id() == 3
        assert matcher.skip_to_quality(matcher.max_quality()) == 1
        assert not matcher.is_active()
        assert matcher.block_max_weight() == 0
        with pytest.raises(ReadTooFar):
            matcher.next()
        with pytest.raises(ReadTooFar):
            matcher.skip_to(9)


def test_a_count_of_occurrences_ranks_as_whoosh_has_it(two: Any) -> None:
    with two.searcher(weighting=Frequency()) as searcher:
        assert [hit["id"] for hit in searcher.search(Term("content", "deposit"))] == ["193"]


def test_a_searcher_is_refreshed_after_commits_and_shows_each_answer_once(tmp_path: Path) -> None:
    folder = QuickFolder(tmp_path)
    first = write_part(folder, "1.segment", Part((LANDLORD, BAIL)))
    write_toc(folder, 1, [first])
    index = whoosh.index.open_dir(str(tmp_path))
    searcher = index.searcher()
    write_toc(folder, 2, [marked(folder, first, frozenset({0}))])
    searcher = searcher.refresh()
    assert [hit["id"] for hit in searcher.search(Every())] == ["how-to-get-bail"]
    write_toc(folder, 3, [write_part(folder, "3.segment", Part((BAIL, LANDLORD)))])
    searcher = searcher.refresh()
    assert [hit["id"] for hit in searcher.search(Every())] == ["how-to-get-bail", "193"]
    assert searcher.up_to_date()
    searcher.close()


def test_opening_and_searching_leave_no_file_behind(two: Any, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with two.searcher() as searcher:
        searcher.search(Every(), sortedby="published", groupedby="kind")
        list(searcher.documents())
    assert sorted(tmp_path.iterdir()) == before


def test_an_index_without_answers_opens_and_finds_nothing(tmp_path: Path) -> None:
    index = commit(tmp_path, [])
    assert index.is_empty()
    assert found(index, Every()) == found(index, Term("content", "bail")) == []


def test_what_lacks_a_word_is_found_too(two: Any) -> None:
    assert found(two, Not(Term("content", "bail"))) == ["193"]
    assert found(two, Not(Term("content", "deposit"))) == ["how-to-get-bail"]


def test_an_answer_without_a_word_is_found_as_an_answer(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part((Answer(id="1", question=""),))])
    assert found(index, Every()) == ["1"]
    assert found(index, Term("content", "bail")) == []


@pytest.mark.parametrize("parts", [[], [Part((BAIL,))], [Part((BAIL,)), Part((LANDLORD,))]])
def test_writing_through_whoosh_is_refused_and_changes_nothing(tmp_path: Path, parts: list[Part]) -> None:
    index = commit(tmp_path, parts)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for write in (
        index.writer,
        index.writer,  # nor does the first leave the lock taken
        index.optimize,
        lambda: index.delete_by_term("id", "193"),
        lambda: AsyncWriter(index),
    ):
        with pytest.raises(Law4uIndexError, match="law4u-index update"):
            write()
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert after.pop("MAIN_WRITELOCK") == b""
    assert after == before


def test_the_codec_itself_writes_nothing() -> None:
    codec = AnswerCodec()
    for write in (codec.per_document_writer, codec.field_writer, codec.new_segment):
        with pytest.raises(Law4uIndexError, match="law4u-index update"):
            write(None, None)


def test_the_table_of_contents_goes_through_the_folder_so_that_it_is_synced(tmp_path: Path) -> None:
    synced = []

    class Watching(Folder):
        def sync(self, file: BinaryIO) -> None:
            synced.append(Path(file.name).name)
            super().sync(file)

    assert write_toc(Watching(tmp_path), 7, []) == "_MAIN_7.toc"
    assert synced == ["_MAIN_7.toc"]


def test_the_table_of_contents_names_our_classes_and_no_others_of_ours(tmp_path: Path) -> None:
    commit(tmp_path, [Part((BAIL,))])
    content = (tmp_path / "_MAIN_1.toc").read_bytes()
    assert b"AnswerSegment" in content
    assert len(content) < 20_000
    assert pickle.loads(pickle.dumps(TermsAnalyzer())).has_morph()


def test_a_copy_in_memory_is_refused_with_the_way_to_open_it(two: Any) -> None:
    with pytest.raises(Law4uIndexError, match="open_dir"):
        copy_to_ram(two.storage).open_index().reader()
    assert isinstance(copy_to_ram(two.storage), RamStorage)


def test_deletions_of_another_segment_are_damage(tmp_path: Path) -> None:
    folder = QuickFolder(tmp_path)
    entry = write_part(folder, "1.segment", Part((BAIL,)))
    write_deleted(folder, "1.deleted", [1])
    write_toc(folder, 1, [entry._replace(deleted=file_entry(folder, "1.deleted"), live=0)])
    index = whoosh.index.open_dir(str(tmp_path))
    with pytest.raises(IndexDamaged, match=r"1\.deleted is damaged"):
        index.reader()


def test_the_counts_of_an_index_leave_out_the_deleted(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part((BAIL, LANDLORD), frozenset({0}))])
    assert (index.doc_count(), index.doc_count_all()) == (1, 2)
    with index.reader() as reader:
        assert reader.has_deletions()
        assert [reader.is_deleted(doc) for doc in range(2)] == [True, False]
        assert list(reader.all_doc_ids()) == [1]
        assert [segment.doc_count() for segment in reader.segments()] == [1]
        assert reader.min_field_length("text") == reader.max_field_length("text") == 1
        assert (reader.field_length("text"), reader.field_length("kind")) == (2, 0)
        assert list(reader.column_reader("published")) == [0, 20250131]


def test_the_newest_come_first_by_a_facet_too(tmp_path: Path) -> None:
    index = commit(tmp_path, [Part((BAIL, LANDLORD))])
    assert found(index, Every(), sortedby=FieldFacet("published", reverse=True)) == ["193", "how-to-get-bail"]
    assert found(index, Every(), sortedby=FieldFacet("published")) == ["how-to-get-bail", "193"]


def test_the_example_in_the_documentation_runs_and_finds_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "whoosh.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "law4u.index").mkdir()
    commit(tmp_path / "law4u.index", [Part((LANDLORD,)), Part((BAIL,))])
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    assert capsys.readouterr().out.startswith("193 Can My Landlord Keep The Deposit?")


def test_whoosh_is_told_what_can_be_sorted_by(tmp_path: Path) -> None:
    codec = AnswerCodec()
    folder = QuickFolder(tmp_path)
    segment = AnswerSegment(write_part(folder, "1.segment", Part((LANDLORD,))))
    reader = codec.per_document_reader(FileStorage(str(tmp_path)), segment)
    assert reader.supports_columns()
    assert reader.list_columns() == ["published"]
    assert not reader.has_column("question")


def test_the_terms_of_one_segment_come_with_their_counts(tmp_path: Path) -> None:
    with commit(tmp_path, [Part((LANDLORD,))]).reader() as reader:
        counts = {term: info.weight() for term, info in reader}
        assert counts[("content", b"deposit")] == 3
        assert counts[("category_label", b"landlord tenant")] == 1
