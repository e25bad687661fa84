"""Readings that follow from others by a sum: the length of a membership from two dates.

A derived reading always shows its sum, and its claims are those the sum rests on. It adds no origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discrepant.model import Claim, DateValue, DurationValue, Fact, Flag, Reading
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import build_readings, make_reading
from discrepant.reconcile.slots import Slot
from discrepant.reconcile.wording import capital
from discrepant.values import compare, show
from discrepant.values.date import between

_STARTS = (
    "in_force_for",
    "ratified",
    "joined",
)  # what a time as party can be counted from, the exact one first
_ENDS = ("withdrew", "revoked", "law_signed", "notified", "decree")


@dataclass(frozen=True, slots=True)
class _Sum:
    value: DurationValue
    claims: tuple[Claim, Claim]
    words: str


def arithmetic_facts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """Facts in which a stated length of time meets the length that two dates give."""
    facts: list[Fact] = []
    for slot in slots:
        if slot.kind == "duration" and slot.predicate == "membership_length":
            facts += _length_against_dates(slot, _membership_sums(slot, slots), judge)
        if slot.kind == "duration" and slot.predicate == "visit_length":
            facts += _length_against_dates(slot, _visit_sums(slot, slots), judge)
    return facts


def _membership_sums(slot: Slot, slots: Sequence[Slot]) -> list[_Sum]:
    starts, ends = _dates(slot, slots, _STARTS), _dates(slot, slots, _ENDS)
    sums = []
    for start in starts:
        for end in ends:
            if not isinstance(start.value, DateValue) or not isinstance(end.value, DateValue):
                continue
            if start.value.earliest and end.value.latest and start.value.earliest < end.value.latest:
                value = between(start.value, end.value)
                sums.append(
                    _Sum(
                        value, (start, end), f"from {show(start.value)} to {show(end.value)} is {show(value)}"
                    )
                )
        if sums:
            break  # the first kind of start that the articles give is the one that counts
    return sums


def _visit_sums(slot: Slot, slots: Sequence[Slot]) -> list[_Sum]:
    sums = []
    for claim in _dates(slot, slots, ("visited",)):
        value = claim.value
        if isinstance(value, DateValue) and value.earliest and value.latest and "/" in value.edtf:
            days = (value.latest - value.earliest).days + 1
            length = DurationValue(iso=f"P{days}D", low=days, high=days, unit="day")
            sums.append(_Sum(length, (claim, claim), f"{show(value)} is {days} days, both counted"))
    return sums


def _dates(slot: Slot, slots: Sequence[Slot], predicates: tuple[str, ...]) -> list[Claim]:
    found = []
    for predicate in predicates:
        for other in slots:
            if other.kind != "date" or other.predicate != predicate:
                continue
            if _compatible(slot, other):
                found += [
                    c
                    for c in other.claims
                    if isinstance(c.value, DateValue)
                    and c.value.earliest
                    and c.value.latest
                    and c.certainty != "denied"
                ]
        if found:
            return found
    return found


def _compatible(a: Slot, b: Slot) -> bool:
    return all(
        not x or not y or x == y for x, y in ((a.subject.id, b.subject.id), (a.object.id, b.object.id))
    )


def _length_against_dates(slot: Slot, sums: list[_Sum], judge: Judge) -> list[Fact]:
    if not sums:
        return []
    facts = []
    disagreeing: list[Reading] = []
    for reading in build_readings([c for c in slot.claims if c.certainty == "asserted"], judge.origins):
        agreeing = next((s for s in sums if compare(reading.value, s.value).relation != "disjoint"), None)
        if agreeing is None:
            disagreeing.append(reading)
        else:
            suffix = f"sum|{reading.text}"
            facts.append(_sum_fact(slot, Flag.REFINED, [reading], agreeing, "agrees", suffix, judge))
    if disagreeing and not facts:  # beside a length that agrees, the slot itself shows the conflict
        verb = "does not agree" if len(disagreeing) == 1 else "do not agree"
        facts.append(_sum_fact(slot, Flag.CONFLICT, disagreeing, sums[0], verb, "sum", judge))
    return facts


def _sum_fact(
    slot: Slot, flag: Flag, readings: list[Reading], s: _Sum, verb: str, suffix: str, judge: Judge
) -> Fact:
    """`readings` beside the length that follows from the dates."""
    derived = make_reading(list(dict.fromkeys(s.claims)), judge.origins, derived=s.words, value=s.value)
    stated = " and ".join(r.text for r in readings)
    return make_fact(
        kind="duration",
        predicate=slot.predicate,
        subject=slot.subject,
        object=slot.object,
        flag=flag,
        readings=(*readings, derived),
        origins=judge.origins,
        rules=judge.rules,
        reason=f"{capital(stated)} {verb} with the dates: {s.words}.",
        suffix=suffix,
        possible="It may be counted from another step of the process." if flag is Flag.CONFLICT else None,
    )
