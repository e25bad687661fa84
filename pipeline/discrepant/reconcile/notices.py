"""Notice and effect: the day of notice and the stated period say when an exit takes effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from discrepant.model import Claim, DateValue, DurationValue, Entity, Fact, Flag, Reading
from discrepant.reconcile.elapsed import Dated, act_dates
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import build_readings, make_reading, worked_out
from discrepant.reconcile.slots import Slot, claim_order
from discrepant.values import show
from discrepant.values.date import shift

_EARLY = dt.timedelta(2)  # "the day after", midnight in another time zone
_LATE = dt.timedelta(31)  # many treaties wait for the first day of the next month


@dataclass(frozen=True, slots=True)
class _Term:
    """A notice, a period, and the day of effect that follows."""

    notice: Dated
    period: Reading
    value: DateValue
    words: str


def notice_facts(facts: Sequence[Fact], slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """`facts` with what notice and period say of the day of effect."""
    checked = list(facts)
    for period in slots:
        if period.predicate != "notice_period" or period.kind != "duration":
            continue
        readings = build_readings([c for c in period.claims if c.certainty != "denied"], judge.origins)
        for subject, object in _leavers(slots, period):
            terms = _terms(subject, object, slots, readings, period.story)
            effects = act_dates("withdrew", subject, object, slots, story=period.story)
            if terms and effects:
                checked = _held_against(checked, terms, effects, (subject, object), judge)
    return checked


def _leavers(slots: Sequence[Slot], period: Slot) -> list[tuple[Entity, Entity]]:
    """The states of which the articles say when they left, and the treaty of the period."""
    return [
        (slot.subject, slot.object if slot.object.id else period.object)
        for slot in slots
        if slot.kind == "date"
        and slot.predicate == "withdrew"
        and slot.subject.id
        and (not slot.story or slot.story == period.story)
        and (not slot.object.id or not period.object.id or slot.object.id == period.object.id)
    ]


def _terms(
    subject: Entity, object: Entity, slots: Sequence[Slot], readings: Sequence[Reading], story: str
) -> list[_Term]:
    terms = []
    for notice in act_dates("notified", subject, object, slots, story=story):
        for reading in readings:
            length = reading.value
            if not isinstance(length, DurationValue) or length.approximate or length.high is None:
                continue
            try:
                value = shift(notice.value, length, 1)
            except ValueError:
                continue
            words = f"{show(notice.value)} and {reading.text} is {show(value)}"
            terms.append(_Term(notice, reading, value, words))
    return terms


def _fits(effect: DateValue, term: _Term) -> bool:
    low, high = term.value.earliest, term.value.latest
    if effect.earliest is None or effect.latest is None or low is None or high is None:
        return True
    return effect.latest >= low - _EARLY and effect.earliest <= high + _LATE


def _held_against(
    facts: list[Fact],
    terms: Sequence[_Term],
    effects: Sequence[Dated],
    who: tuple[Entity, Entity],
    judge: Judge,
) -> list[Fact]:
    fitting = [(effect, term) for effect in effects for term in terms if _fits(effect.value, term)]
    if fitting:
        return _backed(facts, fitting)
    claims = {c.id for effect in effects for c in effect.claims}
    acts = {c.id for term in terms for c in term.notice.claims} | claims
    if any(
        fact.flag is Flag.CONFLICT and any(c.id in acts for r in fact.readings for c in r.claims)
        for fact in facts
    ):
        return facts  # the dates themselves are in dispute already: one contradiction, one fact
    term, effect = terms[0], effects[0]
    stated = make_reading(list(effect.claims), judge.origins)
    proof = [*term.notice.claims, *term.period.claims]
    derived = worked_out(proof, term.words, term.value, judge.origins)
    made = make_fact(
        kind="date",
        predicate="withdrew",
        subject=who[0],
        object=who[1],
        flag=Flag.CONFLICT,
        readings=(stated, derived),
        origins=judge.origins,
        rules=judge.rules,
        reason=f"{stated.text} does not follow from notice and period: {term.words}.",
        suffix="notice",
        possible="The treaty may count the period from another day.",
    )
    plain = {f.id for f in facts if f.flag is Flag.SINGLE and f.predicate == "withdrew" and _ids(f) <= claims}
    return [*(f for f in facts if f.id not in plain), made]


def _backed(facts: list[Fact], fitting: Sequence[tuple[Dated, _Term]]) -> list[Fact]:
    """Say in the facts of period and effect that the sum comes out."""
    effect, term = fitting[0]
    note = f"{term.words}, which agrees with {show(effect.value)}."
    periods = {c.id for c in term.period.claims}
    dates = {c.id for c in effect.claims}
    backed = []
    for fact in facts:
        if fact.predicate == "notice_period" and periods & _ids(fact):
            readings = [_joined(r, term, effect) if periods & _claim_ids(r) else r for r in fact.readings]
            fact = replace(fact, readings=tuple(readings), steps=(*fact.steps, f"Sum: {note}"))
        elif fact.predicate == "withdrew" and dates & _ids(fact) and len(fact.readings) > 1:
            fact = replace(fact, steps=(*fact.steps, f"Sum: {note}"))
        backed.append(fact)
    return backed


def _joined(reading: Reading, term: _Term, effect: Dated) -> Reading:
    if reading.derived:
        return reading
    known = _claim_ids(reading)
    proof: list[Claim] = [c for c in (*term.notice.claims, *effect.claims) if c.id not in known]
    claims = tuple(sorted((*reading.claims, *proof), key=claim_order))
    return replace(reading, claims=claims, derived=f"{term.words} ({show(effect.value)} is stated)")


def _claim_ids(reading: Reading) -> set[str]:
    return {c.id for c in reading.claims}


def _ids(fact: Fact) -> set[str]:
    return {c.id for r in fact.readings for c in r.claims}
