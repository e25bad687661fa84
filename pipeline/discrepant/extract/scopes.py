"""What narrows a count: the group, the part, the place and the time that its clause names, and its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from discrepant.extract.context import Context, value_of
from discrepant.extract.measuring import counted_noun, plain_nouns
from discrepant.model import DateValue, QuantityValue
from discrepant.rulebook import Measure

_PARTITIVE = {"the", "them", "these", "those", "its", "their", "his", "her", "us", "whom", "which", "all"}
_PRONOUNS = {"them", "these", "those", "us", "whom", "which", "all"}
_FURTHER = {"another", "further", "additional", "more", "other", "others"}
_WITHOUT_REST = (
    ("plus",),
    ("excluding",),
    ("besides",),
    ("not", "counting"),
    ("not", "including"),
    ("without", "counting"),
    ("apart", "from"),
    ("aside", "from"),
    ("in", "addition", "to"),
    ("as", "well", "as"),
    ("on", "top", "of"),
)
_CHANGES = {
    "with",
    "without",
    "after",
    "following",
    "now",
    "leave",
    "bring",
    "reduce",
    "raise",
    "drop",
    "once",
}
_CHANGED = {
    *("go", "departure", "exit", "withdrawal", "step", "denunciation", "accession", "revocation", "move"),
    *("joining", "entry", "ratification", "deratification", "expulsion"),
}
_GIVES = {
    *("give", "put", "count", "say", "report", "list", "record", "document", "estimate", "admit", "register"),
    *("tally", "publish", "state", "claim", "speak", "confirm", "verify", "cite"),
}
_TALLIES = {"count", "tally", "figure", "estimate", "number", "toll", "statistic", "record"}
_NOT_NARROWING = {
    *(
        "several",
        "dead",
        "alive",
        "more",
        "other",
        "many",
        "further",
        "additional",
        "such",
        "same",
        "new",
        "last",
    ),
    *("single", "total", "least", "big", "small", "large", "great", "whole", "entire", "poor", "unfortunate"),
    *(
        "innocent",
        "tragic",
        "brutal",
        "horrific",
        "unidentified",
        "separate",
        "different",
        "various",
        "confirmed",
    ),
}


def qualifiers_of(
    measure: Measure, span: Span, value: QuantityValue, governor: Token, told_by: str, context: Context
) -> Iterator[tuple[str, str]]:
    """All that narrows the count of `measure` at `span`, as pairs of key and value."""
    votes = measure.family == "vote"
    if not votes and value.unit and value.unit in group_words(context) and value.unit in measure.units:
        yield "group", value.unit
    noun = counted_noun(span, value)
    for word in scope_words(noun) or scope_words(_place_of_clause(span, governor)):
        yield "scope", word
    for word in _premises(span, governor, context):
        yield "scope", word
    if not votes and told_by != "verb" and (_is_part(span, told_by) or _of_which(span)):
        yield "scope", "part"
    if _is_further(span):
        yield "scope", "further"
    if _without_rest(span, context):
        yield "scope", "part"
    if time := time_of(span, governor):
        yield "time", time
    if _after_change(span):
        yield "after", "change"
    if source := _source_of(span, context):
        yield "source", source
    for named in context.names_in(span.start, span.sent.end):
        if named.kind == "PLACE" and named.id and named.start - span.end <= 6:
            yield "place", named.id
            break


def group_words(context: Context) -> set[str]:
    """Nouns that narrow a count of people, states or voters."""
    plain = plain_nouns(context)
    return {word for group in context.rules.nouns.values() for word in group.words} - plain


def scope_words(noun: Token) -> list[str]:
    """Adjectives that narrow what is counted: "closed", "convicted"; not "more" or "other"."""
    if noun.pos_ == "NUM":
        return []
    return sorted(
        c.lemma_.lower()
        for c in noun.children
        if c.dep_ == "amod"
        and c.i < noun.i
        and c.pos_ == "ADJ"
        and c.lemma_.lower() not in _NOT_NARROWING
        and not c.like_num
    )


def _place_of_clause(span: Span, governor: Token) -> Token:
    """ "the closed prison, where 865 inmates shared ...": the noun the clause is about, else the number."""
    if governor.dep_ == "relcl" and any(t.lower_ == "where" for t in governor.children):
        place: Token = governor.head
        return place
    return span.root


def _premises(span: Span, governor: Token, context: Context) -> Iterator[str]:
    """ "in the women's wing", "the closed section held 865": the part of a place that the clause is about."""
    words = context.rules.nouns["premises"].words
    for child in governor.children:
        noun = child
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "on", "inside"}:
            noun = next((t for t in child.children if t.dep_ == "pobj"), child)
        elif child.dep_ != "nsubj":
            continue
        if noun.lemma_.lower() in words and noun.i not in range(span.start, span.end):
            yield noun.lemma_.lower()


def _is_part(span: Span, told_by: str) -> bool:
    """ "Twenty-three of the reports", "five of them": a part of what is counted elsewhere.

    "719 of them convicted" is all of the convicted: there the phrase, not the pronoun, says what is counted.
    """
    after = [t.lower_ for t in span.doc[span.start : min(span.end + 2, span.sent.end)]]
    wholes = _PARTITIVE if told_by == "noun" else _PARTITIVE - _PRONOUNS
    return any(a == "of" and b in wholes for a, b in pairwise(after))


def _of_which(span: Span) -> bool:
    """ "Of the survivors 58 are still there", "Of the 112 injured, 14": the whole stands before its part."""
    before = span.doc[max(span.sent.start, span.start - 8) : span.start]
    if len(before) < 2 or before[0].i != span.sent.start:
        return False
    return before[0].lower_ in {"of", "among"} and not any(t.pos_ in {"VERB", "AUX"} for t in before[:-1])


def _is_further(span: Span) -> bool:
    """ "another 171", "402 more people": on top of others."""
    first = span.start - 1 if span.start > span.sent.start else span.start
    words = {t.lower_ for t in span.doc[first : span.end]}
    return bool(words & _FURTHER) and "than" not in words


def _without_rest(span: Span, context: Context) -> bool:
    """ "45 states have signed, plus the European Union": the number leaves out what is named behind it."""
    words = [t.lower_ for t in span.doc[span.end : min(span.end + 9, span.sent.end)]]
    for cue in _WITHOUT_REST:
        for i in range(len(words) - len(cue) + 1):
            if tuple(words[i : i + len(cue)]) == cue:
                return True
    for named in context.names_in(span.end, min(span.end + 5, span.sent.end)):
        joined = span.doc[span.end].lower_ in {"and", "&"}
        return joined and named.id == "party:eu"
    return False


def _after_change(span: Span) -> bool:
    """ "With Burundi gone, the Court has 123", "Its departure leaves 110": after an act of the story."""
    before = span.doc[max(span.sent.start, span.start - 4) : span.start]
    if len(before) > 2 and before[-1].lower_ == "to" and any(t.lower_ == "from" for t in before):
        return True  # "from 112 to 111"
    words = {t.lemma_.lower() for t in span.sent} | {t.lower_ for t in span.sent}
    return bool(words & _CHANGES) and bool(words & _CHANGED)


def _source_of(span: Span, context: Context) -> str:
    """The body that the sentence names as source: "the UN gives 121", "by the count of the UN"."""
    end = span.sent.end
    if end - span.end < 2 and end < len(span.doc) and span.doc[end].is_lower:
        end = span.doc[end].sent.end  # the parser cut the number off: "121 / is the figure the UN gives"
    for named in context.names_in(span.sent.start, end):
        if named.kind not in {"BODY", "ORG"} or not named.id:
            continue
        root = span.doc[named.start : named.end].root
        behind = root.head
        if root.dep_ == "nsubj" and behind.lemma_.lower() in _GIVES:
            return named.id
        while behind.dep_ in {"pobj", "prep"} and behind.head is not behind and behind.lower_ != "to":
            behind = behind.head
        if behind.lower_ in {"to", "according"} and "according" in {behind.lower_, behind.head.lower_}:
            return named.id
        if root.dep_ in {"pobj", "poss"} and any(t.lemma_.lower() in _TALLIES for t in (behind, root.head)):
            return named.id
    return ""


def time_of(span: Span, governor: Token) -> str | None:
    """The time that the clause of the count gives for it, as an interval of ISO dates.

    "From July 2016 to 31 January": one interval. Two dates that are none give no time.
    """
    spans = [other for other in span.doc.spans.get("dates", ()) if _dates_the_count(other, span, governor)]
    values = [value for other in spans if isinstance(value := value_of(other), DateValue)]
    values = [v for v in values if v.earliest is not None and v.latest is not None]
    if len(values) == 2 and _is_range(spans):
        first, last = values[0].earliest, values[1].latest
    elif len(values) == 1:
        first, last = values[0].earliest, values[0].latest
    else:
        return None
    if first is None or last is None or last < first:
        return None
    return f"{first.isoformat()}/{last.isoformat()}"


def _is_range(spans: list[Span]) -> bool:
    """ "from A to B", "between A and B"."""
    if len(spans) != 2:
        return False
    a, b = spans
    opening = a.doc[a.start - 1].lower_ if a.start else ""
    joint = [t.lower_ for t in a.doc[a.end : b.start]]
    return (opening, joint) in [("from", ["to"]), ("from", ["until"]), ("between", ["and"])]


def _dates_the_count(other: Span, span: Span, governor: Token) -> bool:
    """A date in the sentence of the count that belongs to its verb, not to one of another clause."""
    if other.label_ == "DATELINE" or not span.sent.start <= other.start < span.sent.end:
        return False
    if other.start > span.sent.start and other.doc[other.start - 1].lower_ == "since":
        return False
    verb = governor_of(other)
    return verb == governor or verb.pos_ not in {"VERB", "AUX"} or governor.pos_ not in {"VERB", "AUX"}


def governor_of(span: Span) -> Token:
    """The verb of the clause that `span` stands in, or the head of a fragment."""
    node = span.root
    for _ in range(12):
        if node.pos_ in {"VERB", "AUX"} or node.head is node:
            break
        node = node.head
    return node
