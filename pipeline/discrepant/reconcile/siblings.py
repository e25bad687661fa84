"""Compares sibling measures of one event: killed and injured, visits and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from discrepant.model import Fact, Flag, QuantityValue
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import build_readings, relation
from discrepant.reconcile.slots import Slot

_MOST_READINGS = 14


def sibling_facts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """One fact for each family of measures of which the articles give more than one.

    Explained where one article gives both and so tells them apart; where no article does, and the rules say
    that texts mix the two up, a conflict that carries the possible explanation.
    """
    groups: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], list[Slot]] = defaultdict(list)
    for slot in slots:
        measure = judge.rules.measures.get(slot.predicate)
        if slot.kind == "quantity" and measure is not None and measure.family is not None:
            groups[measure.family, slot.story, slot.object.id, slot.qualifiers].append(slot)
    facts: list[Fact] = []
    for (family, *_), members in sorted(groups.items(), key=lambda item: item[0]):
        if len({slot.predicate for slot in members}) < 2:
            continue
        facts += _mixed_up(members, judge)
        facts += _parts_and_wholes(members, judge)
        if fact := _told_apart(family, members, judge):
            facts.append(fact)
    return facts


def _mixed_up(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    facts = []
    for slot in slots:
        measure = judge.rules.measures[slot.predicate]
        for other in slots:
            if other.predicate not in measure.taken_for:
                continue
            documents = [{judge.origins.get(c.document, c.document) for c in s.claims} for s in (slot, other)]
            if documents[0] & documents[1]:
                continue  # one source gives both, so it tells them apart
            readings = [
                *build_readings(other.claims, judge.origins),
                *build_readings(slot.claims, judge.origins),
            ]
            if (
                len(readings) != 2
                or relation(*readings) != "disjoint"
                or not _alike(readings[0].value, readings[1].value)
            ):
                continue
            names = judge.rules.measures[other.predicate].called, measure.called
            facts.append(
                make_fact(
                    kind="quantity",
                    predicate=other.predicate,
                    subject=other.subject,
                    object=other.object,
                    flag=Flag.CONFLICT,
                    readings=readings,
                    origins=judge.origins,
                    rules=judge.rules,
                    suffix=f"mixed|{slot.predicate}",
                    reason=(
                        f"{readings[0].text} and {readings[1].text} are given for one activity, "
                        "and no source gives both."
                    ),
                    possible=f"Two measures can be meant: {names[0]} and {names[1]}.",
                )
            )
    return facts


def _parts_and_wholes(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """A measure that counts a part of another, where no source gives both: the treated among the wounded."""
    facts = []
    for slot in slots:
        measure = judge.rules.measures[slot.predicate]
        for whole in slots:
            if whole.predicate not in measure.part_of or _one_source_gives_two([slot, whole]):
                continue
            parts, wholes = (build_readings(s.claims, judge.origins) for s in (slot, whole))
            readings = [*wholes, *parts]
            apart = any(relation(p, w) == "disjoint" for p in parts for w in wholes)
            if len(readings) > _MOST_READINGS or not apart:
                continue
            names = measure.called, judge.rules.measures[whole.predicate].called
            facts.append(
                make_fact(
                    kind="quantity",
                    predicate=whole.predicate,
                    subject=whole.subject,
                    object=whole.object,
                    flag=Flag.EXPLAINED,
                    readings=readings,
                    origins=judge.origins,
                    rules=judge.rules,
                    suffix=f"part|{slot.predicate}",
                    reason=(
                        f"A part and the whole: {names[0]} ({parts[0].text}), {names[1]} ({wholes[0].text})."
                    ),
                )
            )
    return facts


def _alike(a: object, b: object) -> bool:
    if not isinstance(a, QuantityValue) or not isinstance(b, QuantityValue):
        return False
    low, high = sorted((a.low, b.low))
    return low > 0 and high / low <= 1.5


def _told_apart(family: str, slots: Sequence[Slot], judge: Judge) -> Fact | None:
    rules = judge.rules
    readings, named = [], []
    seen: set[str] = set()
    for slot in sorted(slots, key=lambda s: s.predicate):
        for reading in build_readings(slot.claims, judge.origins):
            readings.append(reading)
            seen.add(slot.predicate)
            named.append(f"{rules.measures[slot.predicate].called or slot.predicate}: {reading.text}")
    shared = _one_source_gives_two(slots)
    if len(seen) < 2 or len(readings) > _MOST_READINGS or not shared:
        return None
    first = slots[0]
    return make_fact(
        kind="quantity",
        predicate=f"family:{family}",
        subject=first.subject,
        object=first.object,
        flag=Flag.EXPLAINED,
        readings=readings,
        reason=f"Different measures, told apart in {shared}. {'; '.join(named)}.",
        origins=judge.origins,
        rules=rules,
        suffix="family",
        qualifiers=first.qualifiers,
        asks=f"How many ({family})? These counts are of different things.",
    )


def _one_source_gives_two(slots: Sequence[Slot]) -> str:
    """A document that gives two of the measures, "" where none does."""
    per_document: dict[str, set[str]] = defaultdict(set)
    for slot in slots:
        for claim in slot.claims:
            per_document[claim.document].add(slot.predicate)
    return min((d for d, measures in per_document.items() if len(measures) > 1), default="")
