"""A short run of every fuzz target: what was once found, then new input by Hypothesis."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds

KEPT = Path(__file__).parent / "kept"
FOUND = sorted(path for path in KEPT.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name[:18]}")
def test_what_once_crashed_does_so_no_more(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@st.composite
def inputs(draw: st.DrawFn, name: str) -> bytes:
    """Draw any bytes, or a good input of which parts are changed, left out or said twice."""
    if draw(st.integers(0, 3)) == 0:
        return draw(st.binary(max_size=200))
    data = bytearray(draw(st.sampled_from(list(seeds(name)))))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 12)))
        data[at:end] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(data[at:end] * 2)), st.just(b"")))
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_odd_input_is_never_a_fault(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(inputs(name)))
