"""Lengths of time against dates: what follows from one must agree with the other.

Every length lies between two acts (`since` and `until` of its rule), so the dates of those acts, wherever in
the corpus they are given, say how long it can have been. The network of these constraints is so small
(origin, start, end) that its cycles are written out: a negative one is a contradiction, its claims the proof.
To be sure of one, all dates that any article gives are allowed, and all acts that the words may mean.

A sum that agrees joins the reading it agrees with; one that does not becomes a reading of its own in the fact
of that length. It always shows how it was reckoned, and adds no origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from discrepant.model import Claim, DateValue, DurationValue, Fact, Flag, Reading
from discrepant.reconcile.elapsed import Dated, Sum, act_dates, sum_between
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.notices import notice_facts
from discrepant.reconcile.readings import worked_out
from discrepant.reconcile.slots import Slot, claim_order
from discrepant.reconcile.wording import capital
from discrepant.values import compare, show
from discrepant.values.date import day
from discrepant.values.duration import measured

_ELSEWHERE = {"remained_length"}  # counted from an act that concerns another body
_ONGOING = {"membership_length"}  # can still run while the article is written
_LOOSE_DAYS = {"at_sea_length", "detention_length"}  # days and nights, first and last day: one day of slack
_WHOLE_DAYS = 120  # a visit that is given as a range of days is not longer


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the dates say of one stated length."""

    agrees: bool
    sum: Sum


def with_arithmetic(facts: Sequence[Fact], slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """`facts` with the sums that bear on them, and one more for each exit that its notice rules out."""
    checked = list(facts)
    for slot in slots:
        acts = _acts(slot, judge)
        if acts is None:
            continue
        sums = _visit_sums(slot, slots) if acts[0] == acts[1] else _sums(slot, *acts, slots)
        mine = {c.id for c in slot.claims}
        for i, fact in enumerate(checked):
            if not sums or fact.kind != "duration" or fact.predicate != slot.predicate:
                continue
            if any(c.id in mine for r in fact.readings for c in r.claims):
                checked[i] = _checked(fact, slot, sums, judge)
    return notice_facts(checked, slots, judge)


def _acts(slot: Slot, judge: Judge) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The acts that a length is counted from, and those that it runs to; None where the rules do not say."""
    if slot.kind != "duration" or slot.predicate == "notice_period":
        return None
    if slot.predicate.startswith("gap:"):
        first, last = slot.predicate.split(":")[1:]
        return (first,), (last,)
    rule = judge.rules.predicates.get(slot.predicate)
    return (rule.since, rule.until) if rule is not None and rule.since else None


def _checked(fact: Fact, slot: Slot, sums: list[Sum], judge: Judge) -> Fact:
    """`fact` with each reading held against `sums`."""
    readings: list[Reading] = []
    refuted: list[tuple[Reading, Sum]] = []
    steps: list[str] = []
    for reading in fact.readings:
        verdict = _verdict(reading, slot, sums)
        if verdict is None:
            readings.append(reading)
        elif verdict.agrees:
            readings.append(_supported(reading, verdict.sum))
            steps.append(f"{capital(reading.text)} agrees with the dates: {verdict.sum.words}.")
        else:
            readings.append(reading)
            refuted.append((reading, verdict.sum))
            steps.append(f"{capital(reading.text)} does not agree with the dates: {verdict.sum.words}.")
    if not steps:
        return fact
    supported = any(r.derived for r in readings)
    if refuted and not supported:
        first = refuted[0][1]
        readings.append(worked_out(first.claims, first.words, first.value, judge.origins))
    if refuted and fact.flag is not Flag.EXPLAINED and fact.flag is not Flag.CONFLICT:
        return _conflicting(fact, readings, steps, judge)
    flag = fact.flag
    if flag is Flag.SINGLE and supported and len({c.document for r in readings for c in r.claims}) > 1:
        flag = Flag.REFINED
    reason = fact.reason
    if flag is not fact.flag:
        reason = " ".join(steps)
    elif flag is Flag.CONFLICT:
        reason = f"{reason} {' '.join(steps)}"
    return replace(fact, flag=flag, readings=tuple(readings), reason=reason, steps=(*fact.steps, *steps))


def _conflicting(fact: Fact, readings: Sequence[Reading], steps: Sequence[str], judge: Judge) -> Fact:
    made = make_fact(
        kind="duration",
        predicate=fact.predicate,
        subject=fact.subject,
        object=fact.object,
        flag=Flag.CONFLICT,
        readings=readings,
        origins=judge.origins,
        rules=judge.rules,
        reason=" ".join(steps),
        suffix="sum",
        qualifiers=fact.qualifiers,
        possible="It may be counted from or to another step of the process.",
    )
    return replace(made, id=fact.id)


def _supported(reading: Reading, total: Sum) -> Reading:
    """`reading` with the claims and the words of a sum that agrees; its own origins stay what they were."""
    known = {c.id for c in reading.claims}
    claims = (*reading.claims, *(c for c in total.claims if c.id not in known))
    return replace(reading, claims=tuple(sorted(claims, key=claim_order)), derived=total.words)


def _verdict(reading: Reading, slot: Slot, sums: list[Sum]) -> _Verdict | None:
    """The sum that agrees with `reading`, else the best one if none can; None where nothing can be said."""
    value = reading.value
    asserted = [c for c in reading.claims if c.certainty == "asserted"]
    if not isinstance(value, DurationValue) or not asserted:
        return None
    wanted = {act for c in asserted for key, act in c.qualifiers if key == "since"}
    exact = [s for s in sums if s.start.act in wanted]
    usable = exact if exact and len({c.qualifiers for c in asserted}) == 1 else sums
    if slot.predicate in _ONGOING:
        usable = usable + _to_publication(asserted, usable)
    slack = 1.0 if slot.predicate in _LOOSE_DAYS else 0.0
    agreeing = next((s for s in usable if _meets(value, s.value, slack)), None)
    if agreeing is not None:
        return _Verdict(True, agreeing) if agreeing.claims else None
    if wanted and not exact:
        return None  # the act it is counted from has no date
    low = min(s.value.low for s in usable) - slack
    high = max(float("inf") if s.value.high is None else s.value.high for s in usable) + slack
    apart = (value.high is not None and value.high < low) or value.low > high
    return _Verdict(False, usable[0]) if apart else None


def _to_publication(claims: Sequence[Claim], sums: Sequence[Sum]) -> list[Sum]:
    """ "A party for 13 years" can be counted to the day of the article. That excuses, it proves nothing."""
    excuses = []
    for claim in claims:
        for total in sums:
            start, last = total.start.value.earliest, total.end.value.latest
            if claim.published is None or start is None or last is None:
                continue
            if start < claim.published <= last:
                days = float((claim.published - start).days)
                end = Dated("published", day(claim.published), ())
                excuses.append(Sum(measured(days, days), total.start, end, "", ()))
    return excuses


def _meets(stated: DurationValue, worked_out: DurationValue, slack: float) -> bool:
    wide = replace(
        worked_out,
        low=worked_out.low - slack,
        high=None if worked_out.high is None else worked_out.high + slack,
    )
    return compare(stated, wide).relation != "disjoint"


# --- the sums --------------------------------------------------------------------------------------------


def _sums(slot: Slot, since: Sequence[str], until: Sequence[str], slots: Sequence[Slot]) -> list[Sum]:
    """Every length that two dates give, those of the exact acts first."""
    elsewhere = slot.predicate in _ELSEWHERE
    who = slot.subject, slot.object
    starts = [d for act in since for d in act_dates(act, *who, slots, story=slot.story, elsewhere=elsewhere)]
    ends = [d for act in until for d in act_dates(act, *who, slots, story=slot.story)]
    return [total for start in starts for end in ends if (total := sum_between(start, end)) is not None]


def _visit_sums(slot: Slot, slots: Sequence[Slot]) -> list[Sum]:
    """9 to 17 May: nine days, both counted."""
    sums = []
    for dated in act_dates("visited", slot.subject, slot.object, slots, story=slot.story):
        value = dated.value
        if value.earliest is None or value.latest is None or not _is_range_of_days(value):
            continue
        days = (value.latest - value.earliest).days + 1
        length = DurationValue(iso=f"P{days}D", low=days - 1, high=days, unit="day")
        sums.append(Sum(length, dated, dated, f"{show(value)} is {days} days, both counted", dated.claims))
    return sums


def _is_range_of_days(value: DateValue) -> bool:
    if value.earliest is None or value.latest is None or value.approximate:
        return False
    first, _, last = value.edtf.partition("/")
    return len(first) == len(last) == 10 and 0 < (value.latest - value.earliest).days < _WHOLE_DAYS
