"""Claims of how many: what a number counts, of whom, in what scope and when."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from discrepant.extract.acts import open_entities, reading_in
from discrepant.extract.arguments import last_party_before
from discrepant.extract.attach import Triggers
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, value_of
from discrepant.extract.measuring import counted_noun, find_measure, plain_nouns
from discrepant.model import NOBODY, Claim, DateValue, Entity, QuantityValue
from discrepant.rulebook import Measure

_PARTITIVE = {"the", "them", "these", "those", "its", "their", "his", "her", "us", "whom", "which"}
_UPPER = {"senate", "senator", "upper"}
_JUDGES = {"judge", "court", "chamber", "bench", "ruling"}
_EXCLUDED = {"PERCENT", "AGE", "MEASURE"}


def count_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """A claim for each number that counts something: a measure of the rules, or the noun itself."""
    for span in context.doc.spans.get("quantities", ()):
        value = value_of(span)
        if not isinstance(value, QuantityValue) or span.label_ in _EXCLUDED:
            continue
        measure = find_measure(span, value, context)
        if span.label_ == "ORDINAL" and not (measure and measure.ordinals):
            continue
        governor = _governor(span)
        if measure is None:
            yield from _open_count(context, span, value, governor)
            continue
        subject, object = _entities(measure, span, context)
        yield make_claim(
            context,
            span,
            value,
            kind="quantity",
            predicate=measure.id,
            subject=subject,
            object=object,
            at=governor,
            qualifiers=_qualifiers(measure, span, value, context),
        )


def _governor(span: Span) -> Token:
    node = span.root
    for _ in range(12):
        if node.pos_ in {"VERB", "AUX"} or node.head is node:
            break
        node = node.head
    return node


def _entities(measure: Measure, span: Span, context: Context) -> tuple[Entity, Entity]:
    near = context.names_in(span.sent.start, span.sent.end)
    if measure.family == "vote":
        return _voters(span, context)[0], context.entity(context.treaty)
    if measure.object == "none":
        return NOBODY, NOBODY
    if measure.object == "treaty" or measure.family == "participation":
        treaties = [t for n in near if (t := context.treaty_of(n)).startswith("treaty:")]
        return NOBODY, context.entity(treaties[0] if len(set(treaties)) == 1 else context.treaty)
    bodies = [n.id for n in near if n.kind == "BODY" and n.id and not _is_chamber(n.id, context)]
    parties = {p for n in near if n.kind == "PARTY" and (p := context.party_of(n))}
    subject = context.entity(bodies[0]) if bodies and measure.family == "monitoring" else NOBODY
    party = parties.pop() if len(parties) == 1 else context.party
    return subject, context.entity(party)


def _is_chamber(id: str, context: Context) -> bool:
    body = context.rules.bodies.get(id)
    return body is not None and body.kind in {"chamber", "parliament"}


def _voters(span: Span, context: Context) -> tuple[Entity, str]:
    """The state whose vote it is, and "upper" or "court" where it is not its main chamber."""
    before = [
        n
        for n in context.names
        if n.start < span.sent.end and n.kind == "BODY" and _is_chamber(n.id, context)
    ]
    inside = [n for n in before if n.start >= span.sent.start]
    chosen = inside or before[-1:]
    nearest = min(chosen, key=lambda n: abs(n.start - span.start), default=None)
    body = context.rules.bodies[nearest.id] if nearest else None
    party = context.party_of(nearest) if nearest else ""
    if not party:
        near = {p for n in context.names_in(span.sent.start, span.sent.end) if (p := context.party_of(n))}
        party = near.pop() if len(near) == 1 else (last_party_before(span[0], context) or context.party)
    lemmas = {t.lemma_.lower() for t in span.sent}
    if body is not None and inside:
        level = "upper" if any(noun.startswith("upper") for noun in body.nouns) else ""
    elif lemmas & _UPPER:
        level = "upper"
    else:
        level = "court" if lemmas & _JUDGES and not lemmas & {"parliament", "deputy", "bill"} else ""
    return context.entity(party), level


def _qualifiers(
    measure: Measure, span: Span, value: QuantityValue, context: Context
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if (
        value.unit
        and value.unit not in plain_nouns(context)
        and value.unit in measure.units
        and measure.family != "vote"
    ):
        found.append(("group", value.unit))
    if measure.family == "vote":
        if level := _voters(span, context)[1]:
            found.append(("chamber", level))
        if reading := reading_in(span.sent):
            found.append(("reading", reading))
    noun = counted_noun(span, value)
    found += [("scope", w) for w in _scope_words(noun) or _scope_words(_place_of_clause(span))]
    if _is_part(span):
        found.append(("scope", "part"))
    if time := _time_of(span):
        found.append(("time", time))
    for named in context.names_in(span.start, span.sent.end):
        if named.kind == "PLACE" and named.id and named.start - span.end <= 6:
            found.append(("place", named.id))
            break
    return found


def _scope_words(noun: Token) -> list[str]:
    """Adjectives that narrow what is counted: "closed", "convicted"; not "more" or "other"."""
    if noun.pos_ == "NUM":
        return []
    plain = {
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
        "single",
        "total",
        "least",
    }
    return sorted(
        c.lemma_.lower()
        for c in noun.children
        if c.dep_ == "amod" and c.pos_ == "ADJ" and c.lemma_.lower() not in plain and not c.like_num
    )


def _place_of_clause(span: Span) -> Token:
    """ "the closed prison, where 865 inmates shared ...": the noun the clause is about, else the number."""
    verb = _governor(span)
    if verb.dep_ == "relcl" and any(t.lower_ == "where" for t in verb.children):
        place: Token = verb.head
        return place
    return span.root


def _is_part(span: Span) -> bool:
    """ "Twenty-three of the reports", "five of them": a part of what is counted elsewhere."""
    after = span.doc[span.end : min(span.end + 2, span.sent.end)]
    return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _PARTITIVE


def _time_of(span: Span) -> str | None:
    """The one date that the clause of the count gives for it, as an interval of ISO dates."""
    governor = _governor(span)
    found = [other for other in span.doc.spans.get("dates", ()) if _dates_the_count(other, span, governor)]
    values = [value for other in found if isinstance(value := value_of(other), DateValue)]
    if len(values) != 1 or values[0].earliest is None or values[0].latest is None:
        return None
    return f"{values[0].earliest.isoformat()}/{values[0].latest.isoformat()}"


def _dates_the_count(other: Span, span: Span, governor: Token) -> bool:
    """A date in the sentence of the count that belongs to its verb, not to one of another clause."""
    if other.label_ == "DATELINE" or not span.sent.start <= other.start < span.sent.end:
        return False
    if other.start > span.sent.start and other.doc[other.start - 1].lower_ == "since":
        return False
    verb = _governor(other)
    return verb == governor or verb.pos_ not in {"VERB", "AUX"} or governor.pos_ not in {"VERB", "AUX"}


def _open_count(context: Context, span: Span, value: QuantityValue, governor: Token) -> Iterator[Claim]:
    """A count of something no rule knows: its noun stands for the measure, the verb for the event."""
    if value.unit is None or governor.pos_ not in {"VERB", "AUX", "NOUN"} or span.label_ != "QUANTITY":
        return
    subject, object = open_entities(context, governor)
    verb = governor.lemma_.lower()
    yield make_claim(
        context,
        span,
        value,
        kind="quantity",
        predicate=f"open:{value.unit}",
        subject=subject,
        object=object,
        at=governor,
        qualifiers=[("verb", verb), *(("scope", w) for w in _scope_words(counted_noun(span, value)))],
    )
