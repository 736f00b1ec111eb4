"""What a search must find, worked out the plain way: every answer is read and scored for every query.

The formula is that of :mod:`law4u_index.index.schema` and :mod:`law4u_index.search.matching`. Nothing of the index is
used: tokens, provisions and the grammar of queries are what both have in common, and are tested by themselves.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA

from law4u_index.index.analysis import STOP_TERMS, Token, fold, query_terms, terms_of, tokens, without_nukta, written
from law4u_index.index.keys import area, label, words
from law4u_index.index.schema import IMPACT_ONE
from law4u_index.law import QueryProvision, query_provisions, related, spellings
from law4u_index.law.english import english_words
from law4u_index.law.hindi import grammar_words
from law4u_index.law.successors import title
from law4u_index.search.hints import hinter, hints
from law4u_index.search.intent import asking
from law4u_index.search.lexicon import hindi_form
from law4u_index.search.query import parse_query
from law4u_index.search.syntax import (
    And,
    Everything,
    Filter,
    Fuzzy,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    Words,
    replace_words,
    walk,
)
from law4u_index.search.topics import topics
from law4u_index.search.widening import Alternative, Widening, widener
from tests.search.reference_answers import Answers, Doc, Part, sum_of_vectors
from tests.search.reference_spelling import corrections

ASKED, RELATED, MENTIONED, NUMBER_SHARE, HEADING_SHARE = 45_000, 20_000, 8_000, 0.3, 0.01
COUNT = 0.3
NEARLY = 0.8
CANDIDATES, MAX_WORDS = 64, 16
NEAR, WINDOW, TITLE, ASKING, MEANT, AREA, WANTED = 0.6, 8, 2.0, 0.75, 0.4, 0.75, 0.5
OPENING, SPAN = 1.0, 32
GIST = 9.0
EXACT = 0.4
NEGATIONS = {
    hindi_form(form) for word in grammar_words() if word.kind == "negation" for form in (*word.latin, *word.devanagari)
}
NOUNS = {terms_of(fold(word))[0] for word in english_words("noun")}


@dataclass
class Found:
    """All that a search finds, in order, each with its score."""

    hits: list[tuple[str, float]]
    facets: dict[str, int]
    corrections: dict[tuple[int, int], str] = field(default_factory=dict)


class Reference(Answers):
    """An index that is searched by looking at every answer."""

    def search(self, text: str, filters: Sequence[Filter] = (), sort: str = "relevance") -> Found:
        """Return every answer that matches."""
        return _Search(self, text).run(filters, sort)


class _Search:
    def __init__(self, index: Reference, text: str) -> None:
        self.index = index
        self.corrections = corrections(index, text)
        text = replace_words(text, parse_query(text), self.corrections)
        self.text = text
        self.tree = parse_query(text)
        self.spans = [
            span
            for span in query_provisions(text)
            if not any(
                node.start < span.end and span.start < node.end
                for node in walk(self.tree)
                if isinstance(node, (Phrase, Prefix, Fuzzy, InField, Filter))
            )
        ]
        self.words_scored: list[Part] = []
        self.kind, self.silent = self.asking()
        self.guessed = False
        stop = [token.term in STOP_TERMS for _, token in self.plain()]
        self.is_sentence = self.spans == [] and True in stop and stop.count(False) > 2
        self.exact: list[tuple[Part, Part | None]] = []  # what was widened, with the word by itself
        self.ahead: set[str] = set()

    def run(self, filters: Sequence[Filter], sort: str) -> Found:
        docs = self.index.docs
        part, allowed = self.whole(self.tree)
        for one in filters:
            allowed &= self.passing(one)
        if part is None:
            scored: Part | None = None
            cited = [self.cited(one.value) for one in (*filters, *self.required_filters()) if one.field == "cites"]
            if cited:
                scored = self.together([one for one in cited if one], allowed)
            scores = {one: scored.scores.get(one, 0.0) if scored else 0.0 for one in allowed}
        else:
            scores = {one: score for one, score in part.scores.items() if one in allowed}
        found = [doc for doc in docs if doc.id in scores]
        if sort == "relevance":
            found.sort(key=lambda doc: (-scores[doc.id], doc.order))
            if part is not None and isinstance(self.tree, Words):
                scores |= self.refined(found[:CANDIDATES], scores)
                found[:CANDIDATES] = sorted(found[:CANDIDATES], key=lambda doc: (-scores[doc.id], doc.order))
        elif sort == "newest":
            found.sort(key=lambda doc: (-int((doc.answer.published or "0").replace("-", "")), doc.order))
        else:
            found.sort(key=lambda doc: (fold(doc.answer.question), doc.order))
        hits = [(doc.id, scores[doc.id] if sort == "relevance" else 0.0) for doc in found]
        facets = Counter(doc.answer.category for doc in found if doc.answer.category)
        return Found(hits, dict(facets), self.corrections)

    def as_said(self, parts: Sequence[Part | None]) -> set[str]:
        """Return the answers that have all words of a sentence as they were said."""
        own = [next((exact for whole, exact in self.exact if whole is part), part) for part in parts]
        if not (self.is_sentence and isinstance(self.tree, Words)) or not own or None in own:
            return set()
        return set.intersection(*(set(part.scores) for part in own if part is not None))

    def all_first(self) -> bool:
        """Tell whether answers with all the words of the query, or what they were widened to, come first."""
        return not self.guessed and not (self.is_sentence and isinstance(self.tree, Words))

    def refined(self, docs: Sequence[Doc], scores: dict[str, float]) -> dict[str, float]:
        """Return the scores of the second stage."""
        asked = list(dict.fromkeys(term for term, _ in self.said() if term not in STOP_TERMS))
        among_words = len(asked) > 1 and not self.spans
        if not docs or not (among_words or self.kind):
            return {}
        said = [term for term, asks in self.said() if not asks]
        about = topics(hinter().held(said), self.index.known.__contains__)
        words = self.words_scored
        top = max(word.most for word in words)
        added = {doc.id: self.by_kind(doc) + self.by_asking(doc) for doc in docs}
        if among_words:
            gists = self.by_gist(docs, asked[:MAX_WORDS])
            for doc in docs:
                added[doc.id] += (
                    self.by_words(doc, asked[:MAX_WORDS])
                    + top * gists[doc.id]
                    + self.by_meanings(doc, about.meanings)
                    + AREA * top * about.areas.get(area(doc.answer.category or ""), 0.0)
                )
        everything = {doc.id for doc in docs if all(doc.id in word.scores for word in words) and self.all_first()}
        everything |= self.ahead
        lift = max((more for one, more in added.items() if one not in everything), default=0.0)
        added = {one: more + lift * (one in everything) for one, more in added.items()}
        return {one: scores[one] + round(more * 2**30) / 2**30 for one, more in added.items()}

    def by_kind(self, doc: Doc) -> float:
        """Return what a section of the kind that is asked for adds."""
        having = [one for one in self.index.docs if self.kind in {section.kind for section in one.answer.walk()}]
        if self.kind == "overview" or doc not in having:
            return 0.0
        return WANTED * self.index.factor(len(having)) * IMPACT_ONE

    def by_words(self, doc: Doc, asked: Sequence[str]) -> float:
        """Return what words near one another, in the question and early behind it add."""
        found = {term: self.index.term(term) for term in asked}
        idf = {term: part.most for term, part in found.items() if part is not None}
        added = 0.0
        for one, other in pairwise(asked):
            if one not in doc.places or other not in doc.places:
                continue
            away = min(max(1, b - a) if b >= a else 1 + a - b for a in doc.places[one] for b in doc.places[other])
            if away <= WINDOW:
                added += NEAR * min(idf[one], idf[other]) / away
        title = next(text for text in doc.texts if text.field == "question").terms
        inside = [term for term in idf if any(term in terms for terms in title)]
        added += TITLE * sum(idf[term] for term in inside) * len(inside) / max(len(title), 1)
        behind = {term: [at - doc.question_end for at in doc.places.get(term, ())] for term in idf}
        early = {
            term: max([1 - at / SPAN for at in places if 0 <= at < SPAN], default=0.0)
            for term, places in behind.items()
        }
        rarity = sum(idf[term] * earliness for term, earliness in early.items())
        return added + OPENING * rarity * sum(early.values()) / max(len(idf), 1)

    def by_gist(self, docs: Sequence[Doc], asked: Sequence[str]) -> dict[str, float]:
        """Return what being about what the query is about adds, as a share of the greatest idf of a word."""
        if any("\u0900" <= sign <= "\u097f" for sign in self.text):
            return dict.fromkeys([doc.id for doc in docs], 0.0)
        found = {term: self.index.term(term) for term in asked}
        unknown = self.index.factor(0) * IMPACT_ONE
        total = sum(unknown if part is None else part.most for part in found.values())
        said = [sum(part.most for part in found.values() if part and doc.id in part.scores) for doc in docs]
        query = sum_of_vectors([(term, 1) for term in asked])
        added = {}
        for doc in docs:
            gist = doc.gist
            lengths = sum(number * number for number in gist) * sum(number * number for number in query)
            near = sum(a * b for a, b in zip(query, gist, strict=True)) / math.sqrt(max(lengths, 1))
            added[doc.id] = GIST * max(near, 0.0) * (1 - max(said) / total)
        return added

    def by_asking(self, doc: Doc) -> float:
        """Return what the words that only ask add."""
        asking = dict.fromkeys(term for term, asks in self.said() if asks and term not in STOP_TERMS)
        found = [self.index.term(term) for term in asking]
        return ASKING * sum(part.scores.get(doc.id, 0.0) for part in found if part is not None)

    def by_meanings(self, doc: Doc, meanings: Iterable[tuple[tuple[str, ...], float]]) -> float:
        """Return what the likely meanings add."""
        added = 0.0
        for terms, likely in meanings:
            found = [self.index.term(term) for term in terms]
            if all(part is not None and doc.id in part.scores for part in found):
                added += MEANT * likely * sum(part.scores[doc.id] for part in found if part is not None) / len(terms)
        return added

    def tree_nodes(self) -> Sequence[Query]:
        return self.tree.nodes if isinstance(self.tree, (Words, And)) else (self.tree,)

    def required_filters(self) -> list[Filter]:
        return [node for node in self.tree_nodes() if isinstance(node, Filter)]

    def whole(self, tree: Query) -> tuple[Part | None, set[str]]:
        """Return what the query scores by, None where by nothing, and which answers it allows."""
        everything = {doc.id for doc in self.index.docs}
        if isinstance(tree, Everything):
            return None, everything
        if isinstance(tree, Filter):
            return None, self.passing(tree)
        if isinstance(tree, (Words, And)):
            filtered = any(isinstance(node, Filter) for node in tree.nodes)
            scored = self.joined(tree.nodes) if isinstance(tree, And) else self.scored(tree.nodes)
            hints = self.hints() if isinstance(tree, Words) else []
            self.words_scored = [one for one in scored if one is not None] or hints
            self.ahead = self.as_said(scored) if len(scored) + len(hints) > 1 else set()
            if filtered and not hints and not scored:
                return None, self.required(tree.nodes)
            if hints:
                present = [one for one in scored if one is not None]
                if not present:
                    present, hints = hints, []
                    self.guessed |= len(present) > 1
                matching = {one for part in (*present, *hints) for one in part.scores}
                allowed = matching & self.required(tree.nodes)
                part = self.together(present, allowed, hints, all_first=self.all_first(), ahead=self.ahead)
                return part or Part({}, 0.0), everything
            return self.group(tree, self.all_first(), self.ahead) or Part({}, 0.0), everything
        if isinstance(tree, Or):
            return self.either(tree, whole=True) or Part({}, 0.0), everything
        return self.part(tree) or Part({}, 0.0), everything

    # The parts of a query. None: no answer has it.

    def part(self, node: Query, only: str | None = None) -> Part | None:
        if isinstance(node, InField):
            return self.part(node.node, node.field)
        if isinstance(node, Phrase) or (isinstance(node, Word) and only is not None):
            return self.phrase([token.term for token in tokens(node.text)], only)
        if isinstance(node, Prefix):
            start = written(node.text)
            if start[:1].isdecimal():
                return self.any_of({term: 1.0 for term in self.index.known if term.startswith(start)}, only)
            begun = {terms_of(word)[0]: 1.0 for word in self.index.counts if word.startswith(start)}
            if "\u0900" <= start[:1] <= "\u097f":
                plain = without_nukta(start)
                begun |= {term: 1.0 for term in self.index.known if term.startswith(plain)}
            return self.any_of(begun, only)
        if isinstance(node, Fuzzy):
            return self.any_of(self.nearly(fold(node.text)), only)
        if isinstance(node, Filter):
            passing = self.passing(node)
            return Part(dict.fromkeys(passing, 0.0), 0.0) if passing else None
        if isinstance(node, Or):
            return self.either(node)
        assert isinstance(node, (Words, And, Word))
        return self.group(node)

    def either(self, node: Or, *, whole: bool = False) -> Part | None:
        present = [one for one in map(self.part, node.nodes) if one is not None]
        matching = {one for part in present for one in part.scores}
        return self.together(present, matching, all_first=not (whole and self.guessed))

    def group(self, node: Words | And | Word, all_first: bool = True, ahead: Collection[str] = ()) -> Part | None:
        nodes = (node,) if isinstance(node, Word) else node.nodes
        found = self.joined(nodes) if isinstance(node, And) else self.scored(nodes)
        allowed = self.required(nodes)
        present = [one for one in found if one is not None]
        if not present:
            filtered = any(isinstance(one, Filter) for one in nodes)  # words that say nothing are found nowhere
            return None if found or not filtered or not allowed else Part(dict.fromkeys(allowed, 0.0), 0.0)
        if isinstance(node, And):
            if None in found:
                return None
            matching = set.intersection(*(set(one.scores) for one in present))
        else:
            matching = {one for part in present for one in part.scores}
        return self.together(present, matching & allowed, all_first=all_first, ahead=ahead)

    def plain(self) -> list[tuple[int, Token]]:
        """Return the query's plain words in order, each with where its node starts."""
        nodes = [node for node in self.tree_nodes() if isinstance(node, Word) and self.span(node) is None]
        return [(node.start, token) for node in nodes for token in tokens(node.text)]

    def asking(self) -> tuple[str | None, set[tuple[int, int]]]:
        """Return the kind of section that is asked for, and where the words stand that only ask."""
        if not isinstance(self.tree, Words):
            return None, set()
        plain = self.plain()
        found = asking([token for _, token in plain])
        looked_for = [node for node in self.tree.nodes if not isinstance(node, (Word, Filter, Not))]
        if not (found.beside_others or looked_for or self.spans):
            return found.kind, set()
        return found.kind, {(plain[number][0], plain[number][1].start) for number in found.silent}

    def said(self) -> list[tuple[str, bool]]:
        """Return the terms of the query's plain words in order, and whether each only asks.

        A word that nobody knows is said by the surest of what it means, and what carries no meaning is not said.
        """
        found: list[tuple[str, bool]] = []
        meant = self.meant([node for node in self.tree_nodes() if isinstance(node, Word) and self.span(node) is None])
        for at, token in self.plain():
            place = (at, token.start)
            widening = meant.get(place)
            if widening and self.index.term(token.term) is None and not hinter().knows(token.term):
                found += [(term, place in self.silent) for one in widening.alternatives for term in one.terms]
            elif widening or place in self.silent or place not in meant:
                found.append((token.term, place in self.silent))
            elif hindi_form(token.text) in NEGATIONS:
                found.append(("not", False))
        return found

    def hints(self) -> list[Part]:
        """Return what plain words hint at together: the answers that have all terms of a meaning."""
        found = []
        said = [term for term, asks in self.said() if not asks]
        counted = [Alternative((term,), COUNT, term) for term in self.counts() if term in self.index.known]
        for hint in (*hints(hinter().held(said), self.index.known.__contains__), *counted):
            weighty = [term for term in hint.terms if term not in STOP_TERMS] or hint.terms
            impacts = {
                doc.id: max(1, int(sum(doc.impacts[term] for term in weighty) * (hint.weight / len(weighty))))
                for doc in self.index.docs
                if _says(doc, hint)
            }
            found.append(self.index.worth(impacts))
        return [part for part in found if part is not None]

    def counts(self) -> list[str]:
        """Return the figures among the plain words that only tell of this case."""
        meant = self.meant([node for node in self.tree_nodes() if isinstance(node, Word) and self.span(node) is None])
        figures = [(at, token) for at, token in self.plain() if token.text.isdecimal()]
        return [token.term for at, token in figures if meant.get((at, token.start), token) is None]

    def together(
        self,
        parts: Sequence[Part],
        matching: set[str],
        hints: Sequence[Part] = (),
        *,
        all_first: bool = True,
        ahead: Collection[str] = (),
    ) -> Part | None:
        """Return parts side by side: their sum in order, and for having all of several what they are worth at most.

        Hints are worth something too, and need not be there. What is `ahead` is given the same.
        """
        if not matching:
            return None
        bonus = sum(part.most for part in (*parts, *hints))
        scores = {}
        for one in matching:
            score = 0.0
            for part in (*parts, *hints):
                score += part.scores.get(one, 0.0)
            if (all_first and (len(parts) > 1 or hints) and all(one in part.scores for part in parts)) or one in ahead:
                score += bonus
            scores[one] = score
        return Part(scores, bonus * (2 if len(parts) > 1 else 1))

    def required(self, nodes: Sequence[Query]) -> set[str]:
        allowed = {doc.id for doc in self.index.docs}
        for node in nodes:
            if isinstance(node, Filter):
                allowed &= self.passing(node)
            elif isinstance(node, Not):
                kept = self.guessed
                allowed -= set(getattr(self.part(node.node), "scores", ()))
                self.guessed = kept
            elif isinstance(node, InField):
                allowed &= set(getattr(self.part(node), "scores", ()))
        return allowed

    def joined(self, nodes: Sequence[Query]) -> list[Part | None]:
        """Return what each of the nodes that AND joins is worth, as if it were alone; each word once."""
        seen: set[object] = set()
        return [one for node in nodes for one in self.scored([node], seen)]

    def scored(self, nodes: Sequence[Query], seen: set[object] | None = None) -> list[Part | None]:
        """Return what each node is worth; each word once."""
        seen = set() if seen is None else seen
        plain = [node for node in nodes if isinstance(node, Word) and self.span(node) is None]
        meant = self.meant(plain)
        said = [
            (node.start, token)
            for node in plain
            for token in tokens(node.text)
            if meant.get((node.start, token.start), token) is not None
        ]
        weighty = [(at, token) for at, token in said if token.term not in STOP_TERMS or (at, token.start) in meant]
        others = any(node not in plain for node in nodes if not isinstance(node, (Filter, Not)))
        chosen = weighty if weighty or others else said
        found: list[Part | None] = []
        for node in nodes:
            if isinstance(node, (Filter, Not)):
                continue
            if not isinstance(node, Word):
                found.append(self.part(node))
                continue
            span = self.span(node)
            if span is not None:
                if span.start not in seen:
                    seen.add(span.start)
                    found.append(self.provision(span.ids, self.text[span.start : span.end]))
                continue
            for at, token in chosen:
                if at != node.start:
                    continue
                widening = meant.get((at, token.start))
                term = token.term
                if term not in seen:
                    seen.add(term)
                    found.append(self.widened(term, widening) if widening else self.index.term(term))
        return found

    def meant(self, plain: Sequence[Word]) -> dict[tuple[int, int], Widening | None]:
        """Return what else words may mean, by where they stand; None for those that carry no meaning."""
        said = [(node, token) for node in plain for token in tokens(node.text)]
        texts = [fold(node.text)[token.start : token.end] for node, token in said]
        widened = widener().widen(texts, self.index.known.__contains__)
        found: dict[tuple[int, int], Widening | None] = {}
        for number, (node, token) in enumerate(said):
            place = (node.start, token.start)
            if number in widened.dropped | widened.figures:
                found[place] = None
            for one in widened.widenings:
                weighty = [other for other in one.words if said[other][1].term not in STOP_TERMS]
                named = [one.words[-1]] if said[one.words[-1]][1].term in NOUNS else []
                if number in ([*weighty, *named] or one.words[:1]):
                    found[place] = one
            if place in self.silent:
                found[place] = None
        return found

    def widened(self, term: str, widening: Widening) -> Part | None:
        """Return a word with what else may be meant by it: in each answer what is worth most.

        Where no answer says any of that, the word is what it is by itself. A stop word counts by what else is meant.
        """
        impacts: dict[str, int] = {}
        itself = None if term in STOP_TERMS else self.index.term(term)
        said = itself is not None
        means = [doc for doc in self.index.docs for one in widening.alternatives if _says(doc, one)]
        if not means:
            return itself
        held = [one for one in widening.alternatives if any(_says(doc, one) for doc in self.index.docs)]
        self.guessed |= not said and len(held) > 1
        for doc in self.index.docs:
            worth = [0]
            for one in widening.alternatives:
                if _says(doc, one):
                    weighty = [other for other in one.terms if other not in STOP_TERMS] or one.terms
                    total = sum(doc.impacts[other] for other in weighty)
                    whole = max(1, int(total * (one.weight / len(weighty))))
                    worth.append(max(1, int(whole * EXACT)) if said else whole)
            if said and term in doc.impacts:
                worth.append(int(EXACT * IMPACT_ONE + (1 - EXACT) * doc.impacts[term]))
            if max(worth):
                impacts[doc.id] = max(worth)
        found = self.index.worth(impacts)
        if found is not None:
            self.exact.append((found, itself))
        return found

    def span(self, node: Word) -> QueryProvision | None:
        return next((one for one in self.spans if one.start < node.end and node.start < one.end), None)

    # Words.

    def nearly(self, word: str) -> dict[str, float]:
        slips = 1 if len(word) < 5 else 2
        found: dict[str, float] = {}
        for other in self.index.counts:
            differs = OSA.distance(word, other)
            if differs <= slips:
                term = terms_of(other)[0]
                found[term] = max(found.get(term, 0.0), NEARLY**differs)
        return found

    def any_of(self, weighted: dict[str, float], only: str | None) -> Part | None:
        impacts: dict[str, int] = {}
        for doc in self.index.docs:
            for term, weight in weighted.items():
                if doc.has(term, only):
                    impacts[doc.id] = max(impacts.get(doc.id, 0), max(1, int(doc.impacts[term] * weight)))
        if not impacts:
            return None
        factor = self.index.factor(min(sum(map(self.index.df.__getitem__, weighted)), len(self.index.docs)))
        return Part({one: impact * factor for one, impact in impacts.items()}, factor * IMPACT_ONE)

    def phrase(self, terms: list[str], only: str | None) -> Part | None:
        parts = {term: self.index.term(term, only) for term in terms}
        present = {term: part for term, part in parts.items() if part is not None}
        if not present or len(present) < len(parts):
            return None
        if len(terms) == 1:
            return present[terms[0]]
        weighty = [part for term, part in present.items() if term not in STOP_TERMS]
        matching = {doc.id for doc in self.index.docs if doc.has_phrase(terms, only)}
        return self.together(weighty or list(present.values()), matching)

    # Provisions and other exact values.

    def provision(self, ids: Sequence[str], said: str | None) -> Part | None:
        old_or_new = self.old_or_new(ids)
        ids = self.written(ids)
        impacts: dict[str, int] = {}
        for doc in self.index.docs:
            found = [0]
            if said is not None and all(token.term in doc.impacts for token in tokens(fold(said))):
                found.append(MENTIONED)
            for base, some in ((ASKED, ids), (RELATED, old_or_new)):
                for one in some:
                    if one in doc.cited:
                        number = next(tokens(one.rsplit("/", 1)[-1])).term
                        heading = list(dict.fromkeys(query_terms(title(one) or "")))
                        worth = base + doc.impacts.get(number, 0) * NUMBER_SHARE
                        if heading:
                            worth += sum(doc.impacts.get(term, 0) for term in heading) * (HEADING_SHARE / len(heading))
                        found.append(int(worth))
            if max(found):
                impacts[doc.id] = max(found)
        return self.index.worth(impacts)

    def old_or_new(self, ids: Sequence[str]) -> list[str]:
        every = [one.id for asked in ids for one in related(spellings(asked)[0]) if one.certainty == "certain"]
        return [one for one in dict.fromkeys(every) if one not in self.written(ids)]

    def written(self, ids: Sequence[str]) -> list[str]:
        return [one for asked in ids for one in spellings(asked)]

    def cited(self, value: str) -> Part | None:
        return self.provision(self.ids(value), None)

    def ids(self, value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for span in query_provisions(value) for one in span.ids))

    def passing(self, node: Filter) -> set[str]:
        """Return the answers that pass a filter."""
        return {doc.id for doc in _passing(self, node)}


def _says(doc: Doc, one: Alternative) -> bool:
    """Whether an answer has what may be meant: all of its terms, and side by side where stop words are among them."""
    if len(one.terms) > 1 and any(term in STOP_TERMS for term in one.terms):
        return doc.has_phrase(one.terms, None)
    return all(term in doc.impacts for term in one.terms)


def _passing(search: _Search, node: Filter) -> Iterator[Doc]:
    docs = search.index.docs
    value = node.value
    if node.field == "kind":
        wanted = "-".join(words(value))
        yield from (doc for doc in docs if any(section.kind == wanted for section in doc.answer.walk()))
    elif node.field == "cites":
        ids = search.ids(value)
        every = {*search.written(ids), *search.old_or_new(ids)}
        yield from (doc for doc in docs if doc.cited & every)
    elif node.field == "category":
        wanted_words = [word for word in words(value) if word != "and"]
        mine = {doc.id: [word for word in words(doc.answer.category or "") if word != "and"] for doc in docs}
        exact = [doc for doc in docs if wanted_words and mine[doc.id] == wanted_words]
        yield from exact or [doc for doc in docs if wanted_words and set(wanted_words) <= set(mine[doc.id])]
    else:
        said = [word for word in words(value) if word != "advocate"]
        name = " ".join(said)
        whole = [
            doc
            for doc in docs
            if name
            and any(
                name == label(one.name) or name in words(one.name) or name in map(label, one.practice_areas)
                for one in doc.answer.advocates
            )
        ]
        every_word = [
            doc
            for doc in docs
            if name and set(said) <= {word for one in doc.answer.advocates for word in words(one.name)}
        ]
        yield from whole or every_word
