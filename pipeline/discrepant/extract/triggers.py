"""Finds the words that name an act or event: each is a trigger of one or more predicates of the rulebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from discrepant.rulebook import Predicate, Rulebook

_MAX_GAP = 4  # tokens between two words of one entry
_REACH = 25  # tokens between a verb and its argument
_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "ADJ"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of a rule: its words, and whether they hang on a verb or on a noun."""

    words: tuple[str, ...]
    verbal: bool
    predicate: Predicate
    beside: tuple[str, ...] = ()  # words that stand in the same clause, before or after
    complete: bool = False  # says itself what the act is done to


@dataclass(frozen=True, slots=True)
class Trigger:
    """A predicate named at a place in the text."""

    token: int  # the word that governs the rest
    tokens: tuple[int, ...]
    verbal: bool
    predicate: Predicate
    complete: bool = False

    @property
    def weight(self) -> int:
        """Longer entries say more."""
        return len(self.tokens)


@lru_cache(maxsize=4)
def _patterns(rules_hash: str, predicates: tuple[Predicate, ...]) -> Mapping[str, tuple[Pattern, ...]]:
    index: dict[str, list[Pattern]] = defaultdict(list)
    for predicate in predicates:
        for entry in (*predicate.verbs, *predicate.phrases):
            complete = entry in predicate.phrases or "+" in entry
            for words, beside in _spelt_out(entry):
                index[words[0]].append(Pattern(words, True, predicate, beside, complete))
        for entry in predicate.nouns:
            words = tuple(entry.lower().split())
            index[words[0]].append(Pattern(words, False, predicate))
    return {word: tuple(found) for word, found in index.items()}


def _spelt_out(entry: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """All readings of "a|b + c|d": each alternative of the first side with each of the second."""
    sides = [[tuple(choice.split()) for choice in side.split("|")] for side in entry.lower().split("+")]
    if len(sides) == 1:
        return [(words, ()) for words in sides[0]]
    return [(words, beside) for words in sides[0] for beside in sides[1]]


def spells(token: Token, word: str) -> bool:
    """True where `word` (a lemma, or a form as written) is what stands at `token`."""
    return token.lemma_.lower() == word or token.lower_ == word


def match_words(
    doc: Doc, start: int, end: int, words: tuple[str, ...], gap: int = _MAX_GAP
) -> tuple[int, ...]:
    """Tokens from `start` on that spell `words` in order, few words apart; empty where they do not."""
    found: list[int] = []
    i, limit = start, start + 1
    for word in words:
        while i < min(limit, end) and not spells(doc[i], word):
            i += 1
        if i >= min(limit, end):
            return ()
        found.append(i)
        i, limit = i + 1, i + 2 + gap
    return tuple(found)


def has_phrase(span: Span, entries: Iterable[str]) -> bool:
    """True where one of `entries` (words in order, few words apart) stands in `span`."""
    doc = span.doc
    for entry in entries:
        words = tuple(entry.lower().split())
        if any(
            match_words(doc, i, span.end, words)
            for i in range(span.start, span.end)
            if spells(doc[i], words[0])
        ):
            return True
    return False


def find_triggers(sentence: Span, rules: Rulebook, scope: Span) -> list[Trigger]:
    """All triggers in `sentence`. Context words of a rule are looked for in `scope`."""
    doc = sentence.doc
    index = _patterns(rules.sha256, tuple(rules.predicates.values()))
    found: list[Trigger] = []
    context_holds: dict[str, bool] = {}
    for token in sentence:
        entries = {*index.get(token.lemma_.lower(), ()), *index.get(token.lower_, ())}
        for pattern in sorted(entries, key=lambda p: (p.predicate.id, p.words, p.verbal)):
            tokens = match_words(doc, token.i, sentence.end, pattern.words)
            if tokens and pattern.beside:
                tokens = _with_beside(sentence, tokens, pattern.beside)
            if not tokens or not _fits(doc, tokens, pattern):
                continue
            predicate = pattern.predicate
            if predicate.id not in context_holds:
                context_holds[predicate.id] = (
                    not predicate.context or has_phrase(scope, predicate.context)
                ) and not has_phrase(sentence, predicate.excludes)
            if context_holds[predicate.id]:
                head = _head(doc, tokens, pattern)
                found.append(Trigger(head, tokens, pattern.verbal, predicate, pattern.complete))
    return _without_shadowed(found)


def _with_beside(sentence: Span, tokens: tuple[int, ...], beside: tuple[str, ...]) -> tuple[int, ...]:
    """`tokens` and the nearest match of `beside` in the same clause; empty where there is none."""
    doc = sentence.doc
    best: tuple[int, ...] = ()
    for i in range(max(sentence.start, tokens[0] - _REACH), min(sentence.end, tokens[-1] + _REACH)):
        if i in tokens or not spells(doc[i], beside[0]):
            continue
        found = match_words(doc, i, sentence.end, beside, gap=1)
        if found and (_one_clause(doc, tokens, found) or _stands_for(doc, tokens, found)):
            best = min(best or found, found, key=lambda f: abs(f[0] - tokens[0]))
    return tuple(sorted({*tokens, *best})) if best else ()


def _stands_for(doc: Doc, tokens: tuple[int, ...], found: tuple[int, ...]) -> bool:
    """ "The instrument went to New York, where it was deposited": a pronoun takes up the noun."""
    return found[0] < tokens[0] and any(
        child.dep_ in {"nsubj", "nsubjpass", "dobj"}
        and child.lower_ in {"it", "they", "which", "that", "them"}
        for child in doc[tokens[0]].children
    )


def _one_clause(doc: Doc, tokens: tuple[int, ...], found: tuple[int, ...]) -> bool:
    """The noun is an argument of the verb, or the verb modifies the noun."""
    for one, other in ((tokens, found), (found, tokens)):
        heads = {doc[i] for i in one}
        node = doc[other[0]]
        for _ in range(5):
            if node in heads:
                return True
            joined = node.dep_ == "conj" and node.pos_ in _VERBAL
            if node.head is node or joined or node.dep_ in {"advcl", "parataxis"}:
                break
            node = node.head
    return False


def _fits(doc: Doc, tokens: tuple[int, ...], pattern: Pattern) -> bool:
    if len(tokens) > 1:
        # The words of one entry belong to one clause.
        if pattern.beside:
            return any(doc[i].pos_ in _VERBAL for i in tokens)
        between = doc[tokens[0] + 1 : tokens[-1]]
        return not any(t.text in {";", ":", '"'} or t.is_space for t in between)
    return doc[tokens[0]].pos_ in (_VERBAL if pattern.verbal else _NOMINAL)


def _head(doc: Doc, tokens: tuple[int, ...], pattern: Pattern) -> int:
    if pattern.verbal:
        verbs = [i for i in tokens if doc[i].pos_ == "VERB"] or [i for i in tokens if doc[i].pos_ == "AUX"]
        # "have been out": the verb that the others depend on
        return next((i for i in verbs if doc[i].head.i not in verbs or doc[i].head.i == i), tokens[0])
    return tokens[0]


def _without_shadowed(found: list[Trigger]) -> list[Trigger]:
    """Drop a trigger whose words are all part of a longer one with the same governing word."""
    kept = []
    for trigger in found:
        mine = set(trigger.tokens)
        longer = any(mine < set(other.tokens) and trigger.token in other.tokens for other in found)
        if not longer:
            kept.append(trigger)
    return kept
