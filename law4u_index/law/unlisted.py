"""Names of Acts that the table does not have: where they begin in a text, and what their ids begin with."""

from __future__ import annotations

import re

from law4u_index.law.word_sets import word_set

TORN = re.compile(r"(?<=[A-Za-z]{2})[-\xad]\s{1,4}(?=[a-z]{3})(?!and\b|or\b)")
"""Where a line's end has torn a word: 'Arbitra- tion'."""

_TORN_ACT = re.compile(r"\bac t$")
_INITIAL_APART = re.compile(r"\b([a-z]\.)\s(?=[a-z]\.)")
_LONGEST_NAME = 22
"""A name of more words is cut off."""

_AROUND = "()[]\"'“”‘’,.;:"
"""What may stand around a word and is none of it."""

_HAS_DIGIT = re.compile(r"[0-9]")
_INITIALS = re.compile(r"(?:[A-Za-z&]{1,3}\.){1,6}")
_LISTED_NAME = re.compile(
    r"(?<![A-Za-z])(?:the|[Uu]nder|of)\s(?:the\s)?(?!(?:[A-Z]\.?){2,6}[\s,])"
    r"(?:(?!Act|Code|Rules|Constitution|Section|Article)[A-Z][A-Za-z.]{2,20}\s(?:of\s|and\s){0,1}){0,4}[A-Z][a-z]{2,20},\s{1,2}$"
)
_TOKEN = re.compile(r"\S+\s*")
_SMALL = word_set("of and for to from in on at with by or against & into as their its")
STARTERS = word_set(
    "under section sections sec secs article articles rule rules order orders as in per by with read and of "
    "for the this that these those said our how what which why when who is are was does do did can will new "
    "old vide violation upon since while whereas if also both where see act acts or to from thus hence "
    "although though unlike like besides apart through punishable guilty clause before after within such any "
    "an a no understanding about regulation regulations relevant provision provisions legal framework key "
    "proviso chapter part schedule explanation indian-law moreover further however accordingly applicable "
    "governing using invoking amended amending repealed principal"
)
"""Words with which no name begins, and behind which one does."""

_ENDS = word_set("Act Code Rules Ordinance Constitution")
_JOINERS = word_set("and by from in on or to with")
"""Words before which the name of an Act ends, though more capitals follow: 'the Police Act and the Arms Rules'."""

_GOES_ON_BEFORE_THE = re.compile(
    r"(?:\band|&|\b(?:Abolition|Acquisition|Administration|Control|Management|Prevention|Prohibition|Protection"
    r"|Recovery|Registration|Regulation|Transfer|Welfare)\s{1,2}of)\s{0,2}$"
)
"""What a name goes on with before 'the': 'the Registration of the Foreigners Act', 'Works and the Arms Act'."""

_WITHIN_A_NAME = re.compile(
    r"(?<![A-Za-z])(?:(?!(?:Under|By|Per|In|Of|The|Act|Code|Rules)\s)[A-Z][A-Za-z.]{1,20}\s(?:(?:and|&)\s)?"
    r"(?:Regulation|Legal)|Public\sOrder)"
)
_LONGEST_WITHIN = 45
"""Words of a name up to one with which none begins: 'Haryana Development and Regulation of …', 'Public Order Act'."""


def generic_name(window: str) -> str:
    """Return the capitalised words at the end of `window` that make the name of an Act, or nothing."""
    taken: list[str] = []
    end = len(window)
    inside = False  # a bracket, which is read from its end
    for token in reversed(_TOKEN.findall(window)):
        word = token.strip()
        start = end - len(token)
        if _HAS_DIGIT.search(word) and not inside:
            break
        if inside or word.endswith(")") or (word.endswith("),") and taken):
            inside = "(" not in word
        elif not _is_of_a_name(window, word, start, end, taken[-1] if taken else ""):
            break
        taken.append(token)
        end = start
        if len(taken) > _LONGEST_NAME:
            break
    return _trimmed("".join(reversed(taken)))


def _is_of_a_name(window: str, word: str, start: int, end: int, following: str) -> bool:
    """Tell whether a name reaches back over a word.

    Args:
        window: the words that may make the name.
        word: the word.
        start: where it begins.
        end: where the next begins.
        following: the word behind it, if that is of the name.
    """
    bare = word.strip(_AROUND)
    small = bare.lower()
    if word[-1] == "," and following and bare[:1].isupper() and _LISTED_NAME.search(window, 0, end):
        return True
    if word[-1] in ";:!?," or (following and _ends_before(word, bare, following)):
        return False
    if small in STARTERS and small not in _SMALL:
        if _is_within_a_name(window, start + len(word)):
            return True
        return small == "the" and following != "" and _GOES_ON_BEFORE_THE.search(window, 0, start) is not None
    return bare[:1].isupper() or bare in ("&", "J&K") or (small in _SMALL and bare[:1].islower())


def _ends_before(word: str, bare: str, following: str) -> bool:
    """Tell whether a name does not reach back over `word`: a sentence ends there, or another Act's name."""
    if word[-1] in '.”"' and _INITIALS.fullmatch(word) is None:
        return True
    return bare in _ENDS and following.strip() in _JOINERS


def _is_within_a_name(window: str, end: int) -> bool:
    """Tell whether the word that ends at `end` goes on with a name that the words before it begin."""
    begun = _WITHIN_A_NAME.finditer(window, max(0, end - _LONGEST_WITHIN))
    return any(match.end() == end for match in begun)


def _trimmed(name: str) -> str:
    """Return `name` without the small words that it begins with."""
    while True:
        head = re.match(r"(\S+)\s*", name)
        if head is None:
            return ""
        bare = head[1].strip(_AROUND)
        if bare.lower() in _SMALL or bare.lower() in STARTERS or not bare or head[1][0] == "(":
            name = name[head.end() :]
        else:
            return name


def slug(name: str, year: str) -> str:
    """Return what the ids of an Act's provisions begin with: its name in lower case, its year where given."""
    plain = re.sub(r"[.'’]", "", _INITIAL_APART.sub(r"\1", TORN.sub("", name).lower())).replace("&", " and ")
    plain = re.sub(r"^(?:the\s+)?", "", _TORN_ACT.sub("act", plain))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{words}-{year}" if year else words
