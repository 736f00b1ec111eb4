"""The page maker is fair and repeatable, and ``corpus/`` is what it writes."""

from __future__ import annotations

import email
import email.policy
import gzip
import html
import json
from collections import Counter
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks import pages
from benchmarks.pages import answers
from law4u_index.answer import KINDS, Answer, Section
from tests.pagemaker import MARKUPS, Markup, Record, Sample, load_records, load_samples, make_page, record_to_answer
from tests.pagemaker.corpus import CORPUS, NOT_PAGES, content, corpus_pages, write_corpus
from tests.pagemaker.dice import Dice
from tests.pagemaker.layout import draw_layout, shown_date
from tests.pagemaker.markups import MARKUP
from tests.pagemaker.people import NAMES
from tests.pagemaker.shapes import all_texts, levels_told_by_words

SHAPES = {"two-level", "numbered", "run-in", "three-level", "steps"}


def sample_of(shape: str, markup: Markup) -> Sample:
    return next(sample for sample in load_samples() if sample.shape == shape and markup.carries(sample))


def test_the_corpus_is_exactly_what_the_page_maker_writes() -> None:
    on_disk = {p.name: content(p.read_bytes()) for p in CORPUS.iterdir() if p.name not in NOT_PAGES}
    made = {page.name: content(page.page.data) for page in corpus_pages(load_samples())}
    assert sorted(on_disk) == sorted(made)
    assert [name for name in made if made[name] != on_disk[name]] == []


def test_writing_the_corpus_again_removes_a_page_that_has_no_record(tmp_path: Path) -> None:
    made = corpus_pages(load_samples())[:3]
    (tmp_path / "left-over.html").write_bytes(b"old")
    (tmp_path / "README.md").write_bytes(b"kept")
    write_corpus(made, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["README.md", *(page.name for page in made)])


def test_the_corpus_is_large_and_varied_enough_to_try_a_search_on() -> None:
    made = corpus_pages(load_samples())
    assert len(made) >= 100
    assert len({page.sample.answer.category for page in made}) >= 25
    assert {page.sample.shape for page in made} == SHAPES


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_shape_comes_in_several_markups_in_the_corpus(shape: str) -> None:
    assert len({page.markup.name for page in corpus_pages(load_samples()) if page.sample.shape == shape}) >= 8


def test_html_pages_of_the_corpus_are_as_large_as_real_ones() -> None:
    sizes = [path.stat().st_size for path in CORPUS.glob("*.html")]
    assert min(sizes) >= 20_000
    assert max(sizes) <= 61_440
    assert sum(path.stat().st_size for path in CORPUS.iterdir()) < 6_000_000


def test_the_corpus_holds_pages_stored_in_every_way_that_people_store_them() -> None:
    endings = Counter("".join(Path(page.name).suffixes[-1:]) for page in corpus_pages(load_samples()))
    assert set(endings) == {".html", ".mhtml", ".txt", ".gz"}
    addresses = {page.page.layout.address for page in corpus_pages(load_samples())}
    assert addresses == {"canonical", "og", "saved-from", "tracking"}


@pytest.mark.parametrize("record", load_records(), ids=lambda record: record.id)
def test_every_record_is_one_whole_answer(record: Record) -> None:
    answer = record_to_answer(record)
    examples = [section for section in answer.walk() if section.kind == "example"]
    assert all(section.kind in KINDS for section in answer.walk())
    assert len(examples) == (answer.example is not None)
    assert all(section.items == answer.example.steps for section in examples if answer.example)
    assert len(answer.related) >= 4
    assert answer.advocates


def test_records_have_different_ids_and_questions() -> None:
    answers = [sample.answer for sample in load_samples()]
    assert len({answer.id for answer in answers}) == len(answers)
    assert len({answer.question for answer in answers}) == len(answers)


@pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.name)
def test_the_same_seed_gives_the_same_page(markup: Markup) -> None:
    sample = next(sample for sample in load_samples() if markup.carries(sample))
    assert make_page(sample, markup, 7) == make_page(sample, markup, 7)
    assert make_page(sample, markup, 7).data != make_page(sample, markup, 8).data


def test_dice_fall_as_they_always_have() -> None:
    dice = Dice("corpus", 193)
    assert [dice.number(1, 6) for _ in range(8)] == [3, 2, 4, 4, 3, 1, 4, 4]


@pytest.mark.parametrize("name", ["clean headings", "div soup", "pasted from a word processor", "plain text"])
def test_a_page_holds_every_sentence_of_its_answer(name: str) -> None:
    sample = sample_of("numbered", MARKUP[name])
    text = html.unescape(make_page(sample, MARKUP[name]).data.decode("utf-8"))
    missing = [
        sentence
        for sentence in all_texts(sample.answer)
        if sentence not in text and not sentence.startswith(("Scenario:", "Steps to take:"))
    ]
    assert missing == []


def test_a_markup_refuses_what_a_reader_of_it_could_not_tell() -> None:
    sample = sample_of("two-level", MARKUP["clean headings"])
    with pytest.raises(ValueError, match="cannot carry"):
        make_page(sample, MARKUP["steps as paragraphs"])


def test_levels_follow_from_the_words_of_a_plain_outline() -> None:
    leaf = Section("Notice", text="Send it.", level=2)
    closing = Section("Summary", kind="summary", text="So it is.")
    answer = Answer("1", "Q?", sections=(Section("Steps", sections=(leaf,)), closing))
    assert levels_told_by_words(answer)


def test_levels_do_not_follow_from_the_words_where_a_paragraph_comes_after_a_group() -> None:
    leaf = Section("Notice", text="Send it.", level=2)
    after = Section("Who May Refuse", text="Some may.")
    answer = Answer("1", "Q?", sections=(Section("Steps", sections=(leaf,)), after))
    assert not levels_told_by_words(answer)


def test_a_page_without_byline_says_no_author() -> None:
    sample = load_samples()[0]
    layout = replace(draw_layout(sample.answer, Dice(1)), byline="absent")
    page = make_page(sample, MARKUP["clean headings"], 1, layout)
    assert b"Answer By" not in page.data
    assert page.answer.author is None


def test_a_page_that_does_not_tell_its_address_is_known_by_its_title() -> None:
    sample = sample_of("steps", MARKUP["plain text"])
    layout = replace(draw_layout(sample.answer, Dice(1)), address="none")
    page = make_page(sample, MARKUP["clean headings"], 1, layout)
    assert page.answer.url is None
    assert (sample.answer.url or "").encode() not in page.data


def test_mhtml_opens_as_a_mail_message_with_page_sheet_and_image() -> None:
    sample = load_samples()[0]
    message = email.message_from_bytes(
        make_page(sample, MARKUP["clean headings in MHTML"]).data,
        _class=EmailMessage,
        policy=email.policy.default,
    )
    page, sheet, image = message.iter_parts()
    assert [page.get_content_type(), sheet.get_content_type()] == ["text/html", "text/css"]
    assert sample.answer.question.encode() in bytes(page.get_payload(decode=True))
    assert bytes(image.get_payload(decode=True)).startswith(b"\x89PNG")


def test_wrong_charsets_are_wrong_in_the_way_that_was_asked_for() -> None:
    sample = load_samples()[0]
    twice = make_page(sample, MARKUP["clean headings in UTF-8 encoded twice"]).data.decode("utf-8")
    assert "Â©" in twice
    mislabelled = make_page(sample, MARKUP["clean headings in windows-1252 declared as UTF-8"]).data
    assert b"\xa9" in mislabelled
    assert b"\xc2\xa9" not in mislabelled
    packed = make_page(sample, MARKUP["clean headings in gzip"]).data
    assert gzip.decompress(packed).startswith(b"<!DOCTYPE")


@pytest.mark.parametrize("seed", range(40))
def test_a_date_in_figures_always_has_the_day_first_or_is_iso(seed: int) -> None:
    assert shown_date("2025-03-04", Dice(seed)) in {
        "4 Mar 2025", "04 March 2025", "March 4, 2025", "Mar 04, 2025", "4th March, 2025", "04-Mar-2025",
        "04/03/2025", "04-03-2025", "2025-03-04",
    }  # fmt: skip


def test_no_invented_advocate_is_listed_twice() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 60


def test_a_synthetic_answer_is_the_same_whatever_the_count() -> None:
    assert list(answers(3, start=511)) == list(answers(514))[511:]


def test_synthetic_answers_differ_in_id_and_are_whole_records() -> None:
    made = list(answers(600))
    assert len({answer.id for answer in made}) == 600
    assert all(Answer.from_dict(answer.to_dict()) == answer for answer in made[:50])
    assert {len(answer.citations) for answer in made} >= {1, 2, 3}


def test_synthetic_pages_are_written_a_thousand_to_a_folder(tmp_path: Path) -> None:
    pages.main(["--count", "3", "--start", "999", "--html", str(tmp_path)])
    written = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html"))
    assert written == ["0000/1099.html", "0001/1100.html", "0001/1101.html"]


def test_synthetic_records_can_be_written_as_json_lines(tmp_path: Path) -> None:
    pages.main(["--count", "4", "--jsonl", str(tmp_path / "answers.jsonl")])
    lines = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["100", "101", "102", "103"]
