"""One answer, drawn in every markup that can carry it, is read back the same from each.

The tests draw the same pages each time; ``python -m tests.pagemaker.sweep`` draws as many others as you like.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index.errors import NotAnAnswer
from law4u_index.parsing import parse
from tests.pagemaker import MARKUPS, Markup, Sample, load_samples, make_page
from tests.pagemaker.compare import differences
from tests.pagemaker.dice import Dice
from tests.pagemaker.invent import invent_sample
from tests.pagemaker.others import OTHERS

SHAPES = ("two-level", "numbered", "run-in", "three-level", "steps")


def carried_by_most(shape: str) -> Sample:
    """Return the record of this shape that most markups can carry."""
    of_shape = [sample for sample in load_samples() if sample.shape == shape]
    return max(of_shape, key=lambda sample: sum(markup.carries(sample) for markup in MARKUPS))


CASES = [
    pytest.param(sample, markup, id=f"{sample.shape}-{markup.name.replace(' ', '_')}")
    for sample in map(carried_by_most, SHAPES)
    for markup in MARKUPS
    if markup.carries(sample)
]


@pytest.mark.parametrize(("sample", "markup"), CASES)
def test_an_answer_comes_back_the_same_from_each_markup(sample: Sample, markup: Markup) -> None:
    page = make_page(sample, markup)
    assert differences(page.answer, parse(page.data)) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_drawn_in_many_markups(shape: str) -> None:
    sample = carried_by_most(shape)
    assert sum(markup.carries(sample) for markup in MARKUPS) >= 20


def drawn_by(seed: int, sample: Sample) -> Markup:
    """Return a markup that carries the sample."""
    carrying = [markup for markup in MARKUPS if markup.carries(sample)]
    return carrying[seed % len(carrying)]


@given(sample=st.sampled_from(load_samples()), seed=st.integers(min_value=0, max_value=10**6))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_any_record_in_any_markup_with_any_chrome_comes_back(sample: Sample, seed: int) -> None:
    page = make_page(sample, drawn_by(seed, sample), seed)
    assert differences(page.answer, parse(page.data)) == []


@given(seed=st.integers(min_value=0, max_value=10**6))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_an_answer_that_nobody_wrote_comes_back_from_any_markup(seed: int) -> None:
    sample = invent_sample(seed)
    page = make_page(sample, drawn_by(seed, sample), seed)
    assert differences(page.answer, parse(page.data)) == []


@pytest.mark.parametrize("make", OTHERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("seed", range(4))
def test_a_page_of_the_site_that_is_no_answer_is_refused_with_a_reason(make: Callable[[Dice], str], seed: int) -> None:
    with pytest.raises(NotAnAnswer, match="the page"):
        parse(make(Dice(make.__name__, seed)))
