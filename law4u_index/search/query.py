"""The query language: the words that a person types, read into a tree.

Whatever is typed is a query or a :class:`~law4u_index.errors.QueryError` that points at the place; the rules
for users are in ``docs/query-language.md``. Signs mean something only where people mean something by them: a
bracket groups at the start of a word and is text inside one (``13(1)(ia)``), a minus sign leaves out before a
word and is text within one (``co-owner``), a colon counts after the name of a field.

The reader goes through the text once, keeps its own stack of open brackets, and stops at named limits: what
a query may cost is bounded before anything is looked up.
"""

from __future__ import annotations

import re

from law4u_index.errors import QueryError
from law4u_index.index.analysis import word_tokens
from law4u_index.search.grouping import Group, is_only_negative
from law4u_index.search.syntax import (
    FILTERS,
    OPERATORS,
    QUOTES,
    TEXT_FIELDS,
    Everything,
    Filter,
    Fuzzy,
    InField,
    Leaf,
    Phrase,
    Prefix,
    Query,
    Word,
    is_shouted,
    unparse,
)

__all__ = ["parse_query", "unparse"]

MAX_QUERY = 8_000
"""How many characters a query may have: two pages of typing."""

MAX_WORDS = 128
"""How many words a query may have, those in quotes and filters too: a long paragraph fits."""

MAX_GROUPS = 32
"""How many brackets a query may have: what stands in each is worked out on its own."""

MAX_DEPTH = 32
"""How many brackets may be open at once. Trees are walked recursively: this keeps far from Python's limit."""

MIN_PREFIX = 2
"""How many letters or digits must stand before a ``*``."""

MIN_FUZZY = 3
"""How many letters must stand before a ``~``."""

MAX_PREFIXES = 2
"""How many words may end in ``*``: each one stands for many words of the index."""

MAX_PHRASES = 4
"""How many phrases a query may have: of each the places of all its words are read."""

MAX_FUZZY = 8
"""How many words may end in ``~``: each one stands for many words of the index."""

_SPACE = re.compile(r"\s*")
_PLAIN = re.compile(r"[A-Za-z0-9]{1,40}(?=\s|\Z)")
_DASHES = re.compile("-*")
_FIELD = re.compile("(" + "|".join(sorted(TEXT_FIELDS | FILTERS)) + "):", re.IGNORECASE | re.ASCII)
_ALNUM = re.compile(r"[^\W_]")

# Few queries need these: they are compiled when they are first needed.
_RUN = rf"[^\s(){QUOTES}]+"
_QUOTE = f"[{QUOTES}]"
_SPOKEN = r"[\w\u0300-\u036f\u0900-\u0dff\u200c\u200d]+"
"""A word: Indian scripts write vowels and joins as marks that are no \\w, but belong to their letter's word."""

_EXPANDED = r"([^*~]+)([*~])[.,;:!?]{0,3}"
"""A word that ends in a sign, with what ends a sentence behind it: 'cheqe~?'."""

_INCHES = r"[0-9]{1,2}(?:[.'/][0-9]{1,2})?"
_ENUMERATOR = r"[0-9]{1,2}|[A-Za-z]|[ivxIVX]{1,5}"
_LONGEST_MARKER = 5
"""No figure before an inch mark and no number of a list has more characters: '11/16', 'viii'."""


def parse_query(text: str) -> Query:
    """Read a query.

    Args:
        text: the query as typed, of any length and with any characters.

    Returns:
        Its tree; :class:`Everything` where the text is empty or white space.

    Raises:
        QueryError: the text cannot be read, or is more than the limits of this module allow. The message
            is one sentence that says what is wrong and what to do; `position` points at the place.
    """
    if len(text) > MAX_QUERY:
        raise QueryError(
            f"the query has {len(text):,} characters, more than {MAX_QUERY:,}; ask in fewer words", text, MAX_QUERY
        )
    if not text.strip():
        return Everything(start=0, end=len(text))
    return _Reader(text).read()


class _Reader:
    """Goes through one query, from its first character to its last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.group = Group(text, 0, None)
        self.around: list[Group] = []
        self.words = self.prefixes = self.fuzzies = self.phrases = self.groups = 0
        self.has_operators = not is_shouted(text)

    def read(self) -> Query:
        """Return the tree of the whole query."""
        text = self.text
        while self.read_plain_words() < len(text):
            at = self.at
            sign = text[at]
            if sign == "(":
                self.open_group(None)
            elif sign == ")":
                self.close_bracket()
            elif sign in QUOTES:
                self.group.add(self.counted(self.phrase()))
            elif sign == "-" and self.negates(at):
                self.group.negate(at)
                self.at = at + 1
                if text[self.at] not in QUOTES + "(":
                    self.read_word(plain=False)
            else:
                self.read_word(plain=True)
        if self.around:
            raise self.error("this '(' is never closed; put a ')' where it ends, or take it out", self.group.opened)
        query = self.group.finish()
        if is_only_negative(query):
            raise self.error("the query says only what to leave out; say also what to look for", query.start)
        return query

    def read_plain_words(self) -> int:
        """Read words that are nothing but letters and digits, most of all, and return where something else begins."""
        text = self.text
        at = _behind(_SPACE, text, self.at)
        while (match := _PLAIN.match(text, at)) is not None:
            word, self.at = match[0], match.end()
            if self.has_operators and word in OPERATORS:
                self.group.operate(word, at)
            else:
                self.count(1, at)
                self.group.add(Word(word, start=at, end=self.at))
            at = _behind(_SPACE, text, self.at)
        self.at = at
        return at

    def error(self, message: str, position: int) -> QueryError:
        return QueryError(message, self.text, position)

    # Groups

    def open_group(self, field_name: str | None) -> None:
        """Read an opening bracket that groups, with the name of a field before it or without."""
        if len(self.around) == MAX_DEPTH:
            raise self.error(f"more than {MAX_DEPTH} brackets stand within one another; take some out", self.at)
        self.groups += 1
        if self.groups > MAX_GROUPS:
            raise self.error(f"the query has more than {MAX_GROUPS} brackets; take some out", self.at)
        self.around.append(self.group)
        self.group = Group(self.text, self.at, field_name or self.group.text_field)
        self.at += 1

    def close_bracket(self) -> None:
        """Read a bracket that stands by itself: the end of a group, or of a bracket that is text."""
        at = self.at
        if self.group.loose:
            self.group.check_negation()
            self.group.loose -= 1
            self.at += 1
            self.group.add(Word(")", start=at, end=at + 1))
        elif self.around:
            node = self.group.finish()
            self.group = self.around.pop()
            self.at += 1
            self.group.add(node, self.at)
        else:
            raise self.error("this ')' closes nothing; put a '(' before it, or take it out", at)

    # Words

    def negates(self, at: int) -> bool:
        """Tell whether the minus sign at `at` negates what follows."""
        follower = self.text[at + 1 : at + 2]
        if not (follower.isalnum() or follower in tuple(QUOTES + "(")):
            return False
        return at == 0 or self.text[at - 1] == "(" or self.text[at - 1].isspace()

    def read_word(self, *, plain: bool) -> None:
        """Read a word, an operator or a field with its value.

        Args:
            plain: whether the word stands by itself, with no minus sign before it.
        """
        at = self.at
        match = _FIELD.match(self.text, at)
        if match is not None and self.read_field(match[1].lower(), match.end()):
            return
        if plain and self.text[at] == "-" and at and self.text[at - 1] in QUOTES + ")":
            end = _behind(_DASHES, self.text, at)  # what follows in '"co"-owner' is a word of its own
        else:
            end = self.end_of_word(at, operators=plain and self.has_operators)
        self.at = end
        word = self.text[at:end]
        if plain and self.has_operators and word in OPERATORS:
            self.group.operate(word, at)
        else:
            self.group.add_beside(self.leaves(at, end))

    def read_field(self, name: str, at: int) -> bool:
        """Read what stands at `at`, behind ``name:``; return False, with nothing read, where that is plain text."""
        start, after = self.at, _behind(_SPACE, self.text, at)
        sign = self.text[after : after + 1]
        if sign in ("", ")"):
            raise self.error(f"'{name}:' has no value; write one right after the colon", start)
        if name in FILTERS:
            self.read_filter(name, after, is_apart=after > at)
            return True
        if after > at:  # 'Question: can I get bail' is how people write
            return False
        self.at = at
        if sign == "(":
            self.open_group(name)
            return True
        nodes: list[Leaf]
        if sign in QUOTES:
            nodes = [self.counted(self.phrase())]
        else:
            self.at = self.end_of_word(at, operators=False)
            nodes = self.leaves(at, self.at)
        starts = [start, *(node.start for node in nodes[1:])]
        self.group.add_beside(
            [InField(name, node, start=at, end=node.end) for at, node in zip(starts, nodes, strict=True)]
        )
        return True

    def read_filter(self, name: str, at: int, *, is_apart: bool) -> None:
        """Read a filter's value.

        Args:
            name: the filter's.
            at: where the value begins.
            is_apart: whether white space stands before it; then it needs quotes.
        """
        start, sign = self.at, self.text[at]
        if sign == "(" or (is_apart and sign not in QUOTES):
            message = f"'{name}:' has no value right after it; write one there, in quotes if it has spaces"
            raise self.error(message, start)
        self.at = at
        value = self.phrase().text if sign in QUOTES else self.value(at)
        self.group.add(Filter(name, value, start=start, end=self.at))

    def end_of_word(self, at: int, *, operators: bool) -> int:
        """Return where the word that begins at `at` ends: at white space, a quote or the group's bracket.

        Args:
            at: where the word begins.
            operators: whether an operator ends right before a bracket: ``NOT(bail)``.
        """
        text, group = self.text, self.group
        start, spoken, signs = at, False, 0
        run_at = re.compile(_RUN).match
        while at < len(text):
            run = run_at(text, at)
            if run is not None:
                at = run.end()
                spoken = spoken or _ALNUM.search(run[0]) is not None
                continue
            sign = text[at]
            marker = text[start:at] if at - start <= _LONGEST_MARKER else ""
            if sign == "(":
                if operators and marker in OPERATORS:
                    break
                if spoken:
                    group.loose += 1
                else:
                    signs += 1
            elif sign == ")":
                if signs:
                    signs -= 1
                elif group.loose:
                    group.loose -= 1
                elif self.around:
                    break
                elif spoken and not re.fullmatch(_ENUMERATOR, marker):  # ':)' and 'b)' are no brackets
                    raise self.error("this ')' closes nothing; put a '(' before it, or take it out", at)
            elif not (sign in QUOTES and re.fullmatch(_INCHES, marker) and not _ALNUM.match(text, at + 1)):
                break
            at += 1
        if spoken:  # '₹(500' has a bracket to close, ':(' has none
            group.loose += signs
        return at

    def value(self, at: int) -> str:
        """Read a filter's bare value, which begins at `at`."""
        self.at = self.end_of_value(at)
        value = self.text[at : self.at]
        self.spend(value, at)
        return value

    def end_of_value(self, at: int) -> int:
        """Return where a filter's bare value ends; its brackets are its own affair."""
        text, depth = self.text, 0
        run_at = re.compile(_RUN).match
        while at < len(text):
            run = run_at(text, at)
            if run is not None:
                at = run.end()
                continue
            if text[at] == "(":
                depth += 1
            elif text[at] == ")" and depth:
                depth -= 1
            else:
                break
            at += 1
        return at

    # Nodes

    def phrase(self) -> Phrase:
        """Read what stands in quotes."""
        start = self.at
        closing = re.compile(_QUOTE).search(self.text, start + 1)
        if closing is None:
            raise self.error(
                "this quote is never closed; put a second one where the phrase ends, or take it out", start
            )
        text = self.text[start + 1 : closing.start()]
        if not text.strip():
            raise self.error("there is nothing in these quotes; put the phrase there, or take them out", start)
        self.spend(text, start)
        self.at = closing.end()
        return Phrase(text, start=start, end=self.at)

    def counted(self, phrase: Phrase) -> Phrase:
        """Count a phrase that is to be looked for."""
        self.phrases += 1
        if self.phrases > MAX_PHRASES:
            raise self.error(f"more than {MAX_PHRASES} phrases are in quotes; take the quotes off some", phrase.start)
        return phrase

    def leaves(self, start: int, end: int) -> list[Leaf]:
        """Return the word of the text from `start` to `end`, as what its last sign makes it.

        Of several that hang together it is the last one's sign: 'co-own*' is 'co' beside what begins with 'own'.
        """
        word = self.text[start:end]
        self.spend(word, start)
        match = re.fullmatch(_EXPANDED, word) if "*" in word or "~" in word else None
        if match is not None and re.match(_SPOKEN, match[1][-1]):
            before = _before_last_word(match[1])
            last = self.expanded(start + before, start + match.start(2), end)
            if last is not None:
                return [Word(word[:before], start=start, end=last.start), last] if before else [last]
        return [Word(word, start=start, end=end)]

    def expanded(self, start: int, sign_at: int, end: int) -> Prefix | Fuzzy | None:
        """Return the word from `start` that ends in a sign, which stands at `sign_at`; None where it is plain text."""
        stem, sign = self.text[start:sign_at], self.text[sign_at]
        if sign == "~" and sum(map(str.isalpha, stem)) >= MIN_FUZZY:
            self.fuzzies += 1
            if self.fuzzies > MAX_FUZZY:
                raise self.error(f"more than {MAX_FUZZY} words end in '~'; take it off some of them", start)
            return Fuzzy(stem, start=start, end=sign_at + 1)
        if sign == "*" and sum(map(str.isalnum, stem)) >= MIN_PREFIX:
            self.prefixes += 1
            if self.prefixes > MAX_PREFIXES:
                raise self.error(f"more than {MAX_PREFIXES} words end in '*'; take it off some of them", start)
            return Prefix(stem, start=start, end=sign_at + 1)
        if sign == "*" and any(map(str.isalpha, stem)):
            word = self.text[start:end]
            raise self.error(f"too many words begin like '{word}'; give at least {MIN_PREFIX} letters", start)
        return None

    def spend(self, text: str, at: int) -> None:
        """Count the words of `text`, which stands at `at`."""
        self.count(max(1, len(re.findall(_SPOKEN, text))), at)

    def count(self, words: int, at: int) -> None:
        """Count words, the last of which stand at `at`."""
        self.words += words
        if self.words > MAX_WORDS:
            raise self.error(f"the query has more than {MAX_WORDS} words; ask in fewer words", at)


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what stands at `at` ends that `pattern` matches, which may be nothing."""
    match = pattern.match(text, at)
    assert match is not None, "it matches nothing, too"
    return match.end()


def _before_last_word(text: str) -> int:
    """Return how much of a text stands before its last word: 0 where that is all, or no sign parts it from another."""
    found = word_tokens(text)
    if len(found) < 2 or re.match(_SPOKEN, text[found[-1].start - 1]):
        return 0
    return found[-1].start
