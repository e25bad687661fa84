"""What a bare number counts, where the words that say so stand in another line or sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from discrepant.extract.attach import heading_before, question_before
from discrepant.extract.context import Context
from discrepant.extract.measuring import measure_of, plain_nouns, ratio_measure, unit_fits
from discrepant.extract.triggers import match_words
from discrepant.model import QuantityValue
from discrepant.rulebook import Measure

_TITLE_TOKENS = 8  # a numbered line this short, without a verb, heads the paragraph below it
_GOES_ON = {"be", "stand", "make", "remain", "rise", "climb", "fall", "drop", "total", "reach"}


@dataclass(slots=True)
class Count:
    """A number, and what it was found to count."""

    span: Span
    value: QuantityValue
    measure: Measure | None = None
    told_by: str = ""  # "noun", "verb", "phrase", or "" where it is borrowed from another line or sentence
    part: bool = False  # one of the terms of a sum that the sentence gives


def find_measure(count: Count, earlier: Sequence[Count], context: Context) -> None:
    """Fill in what `count` counts. `earlier` holds the counts before it, in order."""
    span, value = count.span, count.value
    if _stands_alone(span):
        # What the next sentence speaks of is not what this number counts: "73. A boat picked them up."
        value = count.value = replace(value, unit=None)
    if measure := ratio_measure(span, context) or _announced_measure(span, value, context):
        count.measure = measure
    elif found := measure_of(span, value, context):
        count.measure, count.told_by = found
    elif (elided := _measure_elided(count, earlier, context)) is not None:
        count.measure, count.told_by = elided, "verb"
    else:
        count.measure = _measure_above(span, value, context) or _measure_before(count, earlier, context)


def _measure_above(span: Span, value: QuantityValue, context: Context) -> Measure | None:
    """What the question asks for, or the heading announces, where the number does not say what it counts."""
    if span.label_ == "ORDINAL" or (value.unit is not None and value.unit not in plain_nouns(context)):
        return None
    for above in (
        question_before(span, context),
        title_before(span, context),
        heading_before(span, context),
    ):
        if above is not None and (measure := _measure_named(above, value, context)):
            return measure
    return None


def title_before(span: Span, context: Context) -> Span | None:
    """The short numbered line right above the paragraph: "5. The dead"."""
    line = context.line(span[0])
    if line is None or line.label_ != "PARAGRAPH":
        return None
    before: Span | None = None
    for other in context.doc.spans["lines"]:
        if other.end > line.start:
            break
        before = other
    if before is None or before.label_ != "ITEM" or len(before) > _TITLE_TOKENS:
        return None
    return None if any(t.pos_ == "VERB" for t in before) or before[-1].text == "." else before


def _measure_before(count: Count, earlier: Sequence[Count], context: Context) -> Measure | None:
    """ "178 had ratified; now it is 177", "We were the 117th country in. Today there are 123."."""
    span, line = count.span, context.line(count.span[0])
    if count.value.unit is not None or span.label_ != "QUANTITY" or not _goes_on(span):
        return None
    previous = next((c for c in reversed(earlier) if c.measure is not None), None)
    if previous is None or previous.measure is None or line is None or previous.span.start < line.start:
        return None
    if previous.span.sent.end < span.sent.start and span.doc[previous.span.sent.end].sent != span.sent:
        return None  # another sentence stands between
    id = previous.measure.rank_in or previous.measure.id
    return context.rules.measures[id]


def _measure_elided(count: Count, earlier: Sequence[Count], context: Context) -> Measure | None:
    """ "44 countries have to ratify, and eight have not": the verb is that of the clause before."""
    span = count.span
    helper = span.root.head
    if count.value.unit is not None or helper.lemma_.lower() not in {"have", "do", "be"}:
        return None
    bare = all(t.dep_ in {"nsubj", "nsubjpass", "neg", "punct", "advmod", "cc"} for t in helper.children)
    if not bare or not any(t.dep_ == "neg" for t in helper.children):
        return None
    verbs = [t for t in span.doc[span.sent.start : span.start] if t.pos_ == "VERB"]
    for verb in reversed(verbs):
        for measure in context.rules.measures.values():
            if measure.negated and verb.lemma_.lower() in measure.verbs:
                return context.rules.measures[measure.negated]
    return None


def _goes_on(span: Span) -> bool:
    """Whether the clause only sets the number: "now it is 177", "there are 123", "that makes 113"."""
    root: Token = span.root
    head = root.head
    if root.dep_ == "pobj":
        head = head.head
    if head.lemma_.lower() not in _GOES_ON:
        return False
    subjects = [t for t in head.children if t.dep_ in {"nsubj", "expl"}]
    return bool(subjects) and all(t.pos_ == "PRON" or t.dep_ == "expl" for t in subjects)


def _announced_measure(span: Span, value: QuantityValue, context: Context) -> Measure | None:
    """ "978. The head count on ...": a number that stands alone is explained by the sentence after it."""
    if not _stands_alone(span):
        return None
    if (asked := question_before(span, context)) and (measure := _measure_named(asked, value, context)):
        return measure
    after = _next_sentence(span, context)
    return _measure_named(after, value, context) if after is not None else None


def _stands_alone(span: Span) -> bool:
    return not any(t.i not in range(span.start, span.end) and t.is_alpha for t in span.sent) and not any(
        t.is_alpha and not t.like_num for t in span
    )


def _next_sentence(span: Span, context: Context) -> Span | None:
    line = context.line(span[0])
    if line is None or span.sent.end >= line.end:
        return None
    following: Span = span.doc[span.sent.end].sent
    return following


def _measure_named(line: Span, value: QuantityValue, context: Context) -> Measure | None:
    """The measure whose words say most in `line`, the first of equals; None where there are none."""
    doc = line.doc
    best: tuple[int, int, str] | None = None
    for measure in context.rules.measures.values():
        if not unit_fits(measure, value.unit) or measure.rank_in:
            continue
        for entry in (*measure.nouns, *measure.verbs, *measure.phrases):
            words = tuple(entry.split())
            for i in range(line.start, line.end):
                if match_words(doc, i, line.end, words):
                    best = min(best or (1, 0, ""), (-len(words), i, measure.id))
    return context.rules.measures[best[2]] if best else None
