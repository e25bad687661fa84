"""What a number counts: the measure of the rules that its noun, its verb or a phrase beside it names."""

from __future__ import annotations

from spacy.tokens import Span, Token

from discrepant.extract.context import Context
from discrepant.extract.triggers import match_words
from discrepant.model import QuantityValue
from discrepant.rulebook import Measure

_NEAR_VERB = 4  # tokens from a subject to a verb that the parser did not join to it
_WINDOW_BEFORE, _WINDOW_AFTER = 6, 9  # tokens around a number in which a phrase may tell what it counts
_RATIO = {"RATIO_FOR": "votes_for", "RATIO_AGAINST": "votes_against"}
_VOTE_WORDS = {
    "vote",
    "tally",
    "pass",
    "carry",
    "adopt",
    "approve",
    "ballot",
    "motion",
    "back",
    "house",
    "senate",
    "parliament",
    "assembly",
    "chamber",
    "reject",
    "judge",
    "deputy",
    "roll",
    "resolution",
    "bill",
}


def ratio_measure(span: Span, context: Context) -> Measure | None:
    id = _RATIO.get(span.label_)
    if id is None:
        return None
    around = context.doc[max(span.sent.start, span.start - 25) : span.sent.end]
    if not any(t.lemma_.lower() in _VOTE_WORDS for t in around):
        return None
    return context.rules.measures.get(id)


def measure_of(span: Span, value: QuantityValue, context: Context) -> tuple[Measure, str] | None:
    """The measure that `span` counts: by its noun, by what is done to the people counted, or by a phrase.

    With it comes which of the three told: "noun", "verb" or "phrase".
    """
    noun = counted_noun(span, value)
    verbs = _verbs(noun)
    unit = "people" if _is_demonym(noun, context) else value.unit
    best: tuple[float, str, str] | None = None
    for measure in context.rules.measures.values():
        if not _is_ranked(measure, span, value):
            continue
        scores = (
            (_noun_score(measure, noun, span, unit), "noun"),
            (_phrase_score(measure, unit, span), "phrase"),
            (_verb_score(measure, unit, verbs), "verb"),
        )
        score, told = max(scores, key=lambda pair: pair[0])
        if score > 0 and (best is None or (-score, measure.id) < best[:2]):
            best = (-score, measure.id, told)
    if best is None:
        return None
    measure = context.rules.measures[best[1]]
    if measure.negated and best[2] != "noun" and _is_negated(verbs):
        measure = context.rules.measures[measure.negated]
    return measure, best[2]


def _is_ranked(measure: Measure, span: Span, value: QuantityValue) -> bool:
    """An ordinal says how many there are only of some measures; "first" and "third party" say nothing."""
    if span.label_ != "ORDINAL":
        return not measure.rank_in
    return (measure.ordinals and value.low > 1) or (bool(measure.rank_in) and value.low > 3)


def _is_negated(verbs: list[Token]) -> bool:
    """ "Nine have not ratified", "nine have yet to ratify"."""
    return any(
        child.dep_ == "neg" or child.lower_ == "yet" for verb in verbs[:2] for child in verb.children
    ) or any(verb.dep_ == "xcomp" and verb.head.lemma_ == "have" for verb in verbs[:1])


def counted_noun(span: Span, value: QuantityValue) -> Token:
    """The noun that is counted, or the number where it stands alone."""
    root = span.root
    if value.unit:
        for token in (root, root.head, *span):
            if token.lemma_.lower() == value.unit:
                counted: Token = token
                return counted
    return root


def _is_demonym(noun: Token, context: Context) -> bool:
    """ "More than 400,000 Burundians": a name for the people of a state counts people."""
    named = context.at.get(noun.i)
    return named is not None and named.kind == "PARTY" and noun.tag_ in {"NNPS", "NNS"}


def _of_head(noun: Token) -> Token | None:
    """The noun of which `noun` is the complement: "signatures" in "signatures of 177 countries"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "by"} and noun.head.head.pos_ == "NOUN":
        head: Token = noun.head.head
        return head
    return None


def _is_whole(node: Token) -> bool:
    """ "94 of the 110 deputies", "every one of the 44 states": what is said is said of the part."""
    return node.dep_ == "prep" and node.lower_ == "of" and node.head.pos_ in {"NUM", "PRON", "DET"}


def _verbs(noun: Token) -> list[Token]:
    """Verbs that the counted noun is subject or object of, or that modify it; the nearest first."""
    found = [
        c for c in noun.children if c.dep_ in {"acl", "relcl", "amod"} and c.pos_ in {"VERB", "ADJ", "ADV"}
    ]
    node = noun
    for _ in range(6):
        head = node.head
        if _is_whole(node):
            break
        if head is node:
            if node.pos_ in {"VERB", "AUX"}:
                found.append(node)
            break
        if head.pos_ in {"VERB", "AUX"}:
            if node.dep_ in {
                "nsubj",
                "nsubjpass",
                "dobj",
                "npadvmod",
                "pobj",
                "agent",
                "attr",
                "prep",
                "dative",
                "obj",
                "ccomp",
            }:
                found.append(head)
                found += [c for c in head.children if c.dep_ in {"xcomp", "acomp"}]
            break
        if node.dep_ not in {
            "pobj",
            "prep",
            "nummod",
            "agent",
            "conj",
            "appos",
            "quantmod",
            "nmod",
            "compound",
        }:
            break
        node = head
    if (verb := _verb_in_front(noun)) is not None:
        found.insert(0, verb)
    elif not any(t.pos_ == "VERB" for t in found) and (verb := _verb_behind(noun)) is not None:
        found.append(verb)
    return found


def _verb_in_front(noun: Token) -> Token | None:
    """ "killing at least 48 people, residents said": the parser takes the people for those who said it."""
    if noun.dep_ != "nsubj" or noun.head.i < noun.i:
        return None
    first = noun.left_edge.i
    before = noun.doc[first - 1] if first > noun.sent.start else None
    return before if before is not None and before.tag_ in {"VBG", "VBD"} and before.pos_ == "VERB" else None


def _verb_behind(noun: Token) -> Token | None:
    """The verb right behind the noun, for where the parser went astray: "all 165 senators present raised"."""
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    for token in noun.doc[noun.i + 1 : min(noun.i + _NEAR_VERB, noun.sent.end)]:
        if token.is_punct or token.like_num or token.dep_ == "prep":
            return None
        if token.pos_ == "VERB":
            return token
    return None


def _noun_score(measure: Measure, noun: Token, span: Span, unit: str | None) -> float:
    doc = span.doc
    head = _of_head(noun)
    for entry in sorted(measure.nouns, key=len, reverse=True):
        words = entry.split()
        if len(words) == 1:
            if unit == entry or (noun.lemma_.lower() == entry and noun.pos_ != "NUM"):
                return 3.6
            if head is not None and head.lemma_.lower() == entry and unit_fits(measure, unit):
                return 3.7  # "the signatures of 177 countries"
            continue
        if unit == entry:
            return 4.0
        for start in range(span.start, min(span.end + 4, span.sent.end)):
            if match_words(doc, start, min(start + len(words) + 1, span.sent.end), tuple(words)):
                return 4.0
    return 0.0


def _verb_score(measure: Measure, unit: str | None, verbs: list[Token]) -> float:
    if not measure.verbs or not unit_fits(measure, unit):
        return 0.0
    for rank, verb in enumerate(verbs):
        for entry in measure.verbs:
            words = tuple(entry.split())
            if match_words(verb.doc, verb.i, verb.sent.end, words):
                base = 3.8 if unit is None or unit in measure.units else 2.6
                return base + 0.2 * (len(words) - 1) - 0.1 * rank
    return 0.0


def _phrase_score(measure: Measure, unit: str | None, span: Span) -> float:
    if not measure.phrases or not unit_fits(measure, unit):
        return 0.0
    doc, sentence = span.doc, span.sent
    low, high = max(sentence.start, span.start - _WINDOW_BEFORE), min(sentence.end, span.end + _WINDOW_AFTER)
    best = 0.0
    for entry in measure.phrases:
        words = tuple(entry.split())
        for start in range(low, high):
            found = match_words(doc, start, min(high, start + len(words) + 2), words)
            if not found:
                continue
            after = found[0] >= span.start
            distance = max(0, found[0] - span.end) if after else span.start - found[-1]
            if any(t.text in ",;:" or t.lower_ == "and" for t in doc[span.end : found[0]]):
                distance += 6  # the phrase belongs to the next number of the list
            score = (4.0 if after else 3.5) + 0.1 * len(words) - 0.15 * distance
            if after and any(t.pos_ == "VERB" for t in doc[span.end : found[0]]):
                score -= 0.6  # another clause comes between
            if after and any(t.like_num for t in doc[span.end : found[0]]):
                score -= 2.0  # the phrase belongs to the next number
            if not after and any(t.like_num for t in doc[found[-1] + 1 : span.start]):
                score -= 2.0
            best = max(best, score if score > 2.2 else 0.0)
    return best


def unit_fits(measure: Measure, unit: str | None) -> bool:
    if unit is None and measure.family == "money":
        return False  # a sum of money says its currency
    return unit is None or not measure.units or unit in measure.units


def plain_nouns(context: Context) -> set[str]:
    """Nouns that say nothing about which of a group are meant."""
    return {word for group in context.rules.nouns.values() for word in group.plain} | {
        "time",
        "occasion",
        "one",
    }
