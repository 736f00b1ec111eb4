"""``python -m tests.pagemaker``: write ``corpus/`` anew from ``tests/records``."""

from tests.pagemaker.corpus import CORPUS, corpus_pages, report, write_corpus
from tests.pagemaker.records import load_samples

if __name__ == "__main__":
    made = corpus_pages(load_samples())
    write_corpus(made, CORPUS)
    report(made)
