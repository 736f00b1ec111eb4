"""Both stemmers give the same stems, and either is enough."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.stemming import python_stemmer, stem

ROOT = Path(__file__).parents[2]

WITHOUT_PYSTEMMER = """
import sys
sys.modules["Stemmer"] = None
from law4u_index.index.analysis import query_terms
print(*query_terms("Tenants running depositors' e-filings"))
"""


def words_of_this_project() -> list[str]:
    """Return the words of the sample pages and of the lay words."""
    files = [*ROOT.glob("corpus/*.html"), *ROOT.glob("law4u_index/law/data/*.csv")]
    texts = (file.read_text(encoding="utf-8", errors="replace").lower() for file in files)  # one is in Windows letters
    return sorted({word for text in texts for word in re.findall(r"[a-z]+(?:'[a-z]+)?", text)})


def test_the_stemmers_agree_on_every_word_of_pages_and_tables() -> None:
    words = words_of_this_project()
    assert len(words) > 10_000
    slow = python_stemmer()
    assert [word for word in words if slow(word) != stem(word)] == []


@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=20))
def test_the_stemmers_agree_whatever_the_letters(word: str) -> None:
    assert python_stemmer()(word) == stem(word)


def test_threads_share_the_stemmer_in_python() -> None:
    words = words_of_this_project()[:4000]
    slow = python_stemmer()
    with ThreadPoolExecutor(8) as threads:
        orders = [words[start:] + words[:start] for start in range(0, 4000, 500)]
        found = list(threads.map(lambda order: dict(zip(order, map(slow, order), strict=True)), orders))
    assert all(one == {word: stem(word) for word in words} for one in found)


@pytest.mark.no_cover
def test_terms_are_the_same_without_the_compiled_stemmer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYSTEMMER], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["tenant", "run", "depositor", "efil"]
