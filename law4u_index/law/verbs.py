"""Hindi verbs by their stems: 'nikaal-' in the tables of Hindi words is every form of it, in the script that it is in.

A verb has dozens of forms ('nikaalna', 'nikaalte', 'nikaalkar', 'nikaalunga', 'nikaalwaya'), and nearly all follow one
rule: an ending stands behind the stem, with the causative's 'wa' between them or without it. So a table lists the stem,
and a word that no table lists is cut before each ending that it may have.
"""

from __future__ import annotations

from collections.abc import Iterator

MARK = "-"
"""What stands behind a stem in the tables."""

_LATIN = """
    na naa ne nay ni nee ta taa te ti tee a aa e ey i ee o kar ke kr ya yaa ye yi yee ao
    unga ungi oonga oongi uga ugi ega egi ege enge engi oge ogi yega yegi yege yenge yenga aega
    iye iyega ie un oon u en ein
""".split()  # noqa: SIM905 - a page of quoted words is no better to read
_DEVANAGARI = """
    ना ने नी ता ते ती तीं ा े ी ीं ो ें ूं कर के ूंगा ूंगी ुंगा ुंगी ेगा ेगी ेगे ेंगे ेंगी ोगे ोगी िए िएगा
    या ए ई ईं ओ एं ऊं एगा एगी एगे येगा येगी येगे एंगे एंगी येंगे ओगे ओगी ऊंगा ऊंगी इए इएगा
""".split()  # noqa: SIM905
_ENDINGS = frozenset(
    cause + ending
    for endings, causes in ((_LATIN, ("", "wa", "va")), (_DEVANAGARI, ("", "वा")))
    for cause in causes
    for ending in ("", *endings)
    if cause + ending
)
_LONGEST = max(map(len, _ENDINGS))
_LEAST = 2

_SOUNDS = ("t", "n", "kr", "k", "ung", "ig", "ing", "v", "vt", "vn", "vkr", "vig", "ving")
"""How the endings sound (:func:`law4u_index.law.sound.sound_key`); those of vowels alone sound like nothing."""


def may_be_form_of(form: str) -> Iterator[str]:
    """Yield what may be the stem of a form, as the tables write it, the longest first: 'nikalte' is one of 'nikal-'.

    Args:
        form: a word in lower case, in Latin letters or in Devanagari, as the tables are compared.
    """
    for cut in range(len(form) - 1, max(_LEAST, len(form) - _LONGEST) - 1, -1):
        if form[cut:] in _ENDINGS:
            yield form[:cut] + MARK


def may_sound_as_form_of(key: str) -> Iterator[str]:
    """Yield how the stem may sound of a verb whose form has the sound `key`, the longest first."""
    yield key + MARK
    for ending in _SOUNDS:
        if key.endswith(ending):
            yield key[: -len(ending)] + MARK
