"""Claims of how many: what a number counts, of whom, in what scope and when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from discrepant.extract.acts import open_entities
from discrepant.extract.attach import Triggers
from discrepant.extract.borrowed import Count, find_measure
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, value_of
from discrepant.extract.lengths import length_claims
from discrepant.extract.measuring import counted_noun
from discrepant.extract.remains import is_left, remainders, title_noun
from discrepant.extract.scopes import governor_of, group_words, qualifiers_of, scope_words, time_of
from discrepant.extract.sums import mark_sums
from discrepant.extract.votes import is_chamber, vote_qualifiers, voters
from discrepant.model import NOBODY, Certainty, Claim, Entity, QuantityValue
from discrepant.rulebook import Measure

_EXCLUDED = {"AGE", "MEASURE"}
_OPEN = {"QUANTITY", "MONEY", "PERCENT"}
_NEGATIVE = {"never", "not", "no", "without", "yet"}
_LONG_AGO = dt.timedelta(days=60)
_GIVEN = {"the", "these", "those", "its", "their", "his", "her", "our"}
_SYNONYMS = {"person": "people", "human": "people", "individual": "people"}


def _is_lapse(span: Span) -> bool:
    """ "Two visits later": how far on, not how many there were."""
    after = span.doc[span.end : min(span.end + 1, span.sent.end)]
    return len(after) == 1 and after[0].lower_ in {"later", "earlier", "ago"}


def count_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """A claim for each number that counts something: a measure of the rules, or the noun itself."""
    counts: list[Count] = []
    for span in context.doc.spans.get("quantities", ()):
        value = value_of(span)
        if not isinstance(value, QuantityValue) or span.label_ in _EXCLUDED or _is_lapse(span):
            continue
        count = Count(span, value)
        if span.label_ != "PERCENT":
            find_measure(count, counts, context)
        if span.label_ == "ORDINAL" and count.measure is None:
            continue
        counts.append(count)
    mark_sums(counts)
    earlier = _of_earlier_events(context, counts)
    for count in counts:
        if count.measure is None:
            yield from _open_count(context, count)
        else:
            yield _measured(context, count, count.measure, earlier)
    yield from remainders(context, counts)
    yield from length_claims(context)


def _of_earlier_events(context: Context, counts: Sequence[Count]) -> set[int]:
    """First tokens of counts of an earlier event, told beside the one that the article is about.

    That is so where the article gives one measure twice, once for a time long before it was published.
    """
    published = context.article.published
    if published is None:
        return set()
    old: dict[str, list[Count]] = defaultdict(list)
    recent: set[str] = set()
    for count in counts:
        if count.measure is None or count.measure.trend is None or count.part:
            continue
        time = time_of(count.span, governor_of(count.span))
        if time is not None and published - dt.date.fromisoformat(time.split("/")[1]) >= _LONG_AGO:
            old[count.measure.id].append(count)
        else:
            recent.add(count.measure.id)
    return {count.span.start for id in recent for count in old[id]}


def _measured(context: Context, count: Count, measure: Measure, earlier: set[int]) -> Claim:
    span, governor = count.span, governor_of(count.span)
    subject, object = _entities(measure, span, context)
    qualifiers = list(qualifiers_of(measure, span, count.value, governor, count.told_by, context))
    if measure.family == "vote":
        qualifiers += vote_qualifiers(span, context)
    if span.start in earlier:
        qualifiers.append(("event", "earlier"))
    if count.part:
        qualifiers.append(("scope", "part"))
        if count.value.unit in group_words(context):
            qualifiers.append(("group", count.value.unit))
    return make_claim(
        context,
        span,
        count.value,
        kind="quantity",
        predicate=measure.id,
        subject=subject,
        object=object,
        at=governor,
        qualifiers=qualifiers,
        certainty=_certainty(measure, count, governor, context),
    )


def _certainty(measure: Measure, count: Count, governor: Token, context: Context) -> Certainty:
    """How the count is meant. What it counts is given, not denied or planned, where "the" or "its" precedes.

    A count of those who did not ("were never found", "had no bed") is not denied by its own negation.
    """
    found = context.certainty(governor)
    noun = counted_noun(count.span, count.value)
    holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if any(t.dep_ in {"det", "poss"} and t.lower_ in _GIVEN for n in (noun, holder) for t in n.children):
        return "asserted"
    entries = (*measure.verbs, *measure.phrases)
    if found == "denied" and any(_NEGATIVE & set(entry.split()) for entry in entries):
        return "asserted"
    return found


def _entities(measure: Measure, span: Span, context: Context) -> tuple[Entity, Entity]:
    near = context.names_in(span.sent.start, span.sent.end)
    parties = {p for n in near if n.kind == "PARTY" and (p := context.party_of(n))}
    party = parties.pop() if len(parties) == 1 else context.party
    if measure.family == "vote":
        return voters(span, context)[0], context.entity(context.treaty)
    if measure.object == "none":
        return NOBODY, NOBODY
    if measure.object == "treaty" or measure.family == "participation":
        treaties = [t for n in near if (t := context.treaty_of(n)).startswith("treaty:")]
        treaty = context.entity(treaties[0] if len(set(treaties)) == 1 else context.treaty)
        return (context.entity(party) if measure.rank_in else NOBODY), treaty
    bodies = [n.id for n in near if n.kind == "BODY" and n.id and not is_chamber(n.id, context)]
    subject = context.entity(bodies[0]) if bodies and measure.family == "monitoring" else NOBODY
    return subject, context.entity(party)


def _open_count(context: Context, count: Count) -> Iterator[Claim]:
    """A count of something no rule knows: its noun stands for the measure, the verb for the event."""
    span, value, governor = count.span, count.value, governor_of(count.span)
    if value.unit is None or governor.pos_ not in {"VERB", "AUX", "NOUN"} or span.label_ not in _OPEN:
        return
    subject, object = open_entities(context, governor)
    qualifiers = [("verb", governor.lemma_.lower())]
    qualifiers += [("scope", w) for w in scope_words(counted_noun(span, value))]
    if count.part:
        qualifiers.append(("scope", "part"))
    if time := time_of(span, governor):
        qualifiers.append(("time", time))
    if is_left(count):
        qualifiers.append(("state", "left"))
    nouns = [_SYNONYMS.get(value.unit, value.unit)]
    if value.unit in {"time", "occasion"}:
        nouns = [f"{governor.lemma_.lower()} times"]  # "called out 117 times": the act is what is counted
    if span.label_ == "MONEY":
        nouns = [f"money {governor.lemma_.lower()}"]
    if span.label_ == "PERCENT":
        shared = _shared_noun(span)
        if shared is None:
            return
        nouns = [f"share of {shared.lemma_.lower()}"]
    if (title := title_noun(count, context)) is not None and title.lemma_.lower() != value.unit:
        nouns.append(title.lemma_.lower())  # "4. The stalls": the roofs counted below stand for them
    for noun in nouns:
        yield make_claim(
            context,
            span,
            value,
            kind="quantity",
            predicate=f"open:{noun}",
            subject=subject,
            object=object,
            at=governor,
            qualifiers=qualifiers,
        )


def _shared_noun(span: Span) -> Token | None:
    """Of what a percentage is: "80 per cent of the patients"."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].lower_ == "of":
        return next((t for t in doc[span.end].children if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)
    return None
