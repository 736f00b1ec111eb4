"""Every page of ``corpus/`` is read back as the record that it was made from."""

from __future__ import annotations

import json

import pytest

from law4u_index.parsing import parse
from tests.pagemaker import load_samples
from tests.pagemaker.compare import differences, kinds
from tests.pagemaker.corpus import CORPUS, CorpusPage, corpus_pages
from tests.pagemaker.golden import GOLDEN, as_read, chosen, golden_file

PAGES = corpus_pages(load_samples())
CHOSEN = chosen(PAGES)


def name_of(page: CorpusPage) -> str:
    return f"{page.sample.answer.id}-{page.sample.shape}-{page.markup.name.replace(' ', '_')}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_corpus_page_says_what_its_record_says(page: CorpusPage) -> None:
    assert differences(page.page.answer, parse(CORPUS / page.name)) == []


def test_sections_are_more_often_than_not_of_the_kind_that_their_author_had_in_mind() -> None:
    # The authors judged by the text, the parser goes by the heading: only some kinds are beyond dispute.
    pairs = [pair for page in PAGES for pair in kinds(page.page.answer, parse(CORPUS / page.name))]
    agreed = [written == read for _, written, read in pairs]
    assert sum(agreed) / len(agreed) > 0.5


@pytest.mark.parametrize("page", CHOSEN, ids=name_of)
def test_a_whole_record_is_as_its_golden_file_says(page: CorpusPage) -> None:
    assert as_read(page) == json.loads(golden_file(page).read_text(encoding="utf-8"))


def test_there_are_golden_files_for_every_shape_and_none_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {golden_file(page).name for page in CHOSEN}
    assert len(CHOSEN) >= 15
    assert len({page.sample.shape for page in CHOSEN}) == 5
