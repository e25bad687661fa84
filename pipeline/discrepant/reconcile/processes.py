"""Compares what readers take for one another: the stages of a process, and an act with a way of doing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from discrepant.model import Claim, DateValue, Fact, Flag, Reading
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import build_readings, make_reading, relation
from discrepant.reconcile.slots import Slot
from discrepant.rulebook import Predicate
from discrepant.values import compare

_PROCESS_QUESTIONS = {
    "making": "When was {object} made: which step is meant?",
    "joining": "When did {subject} join {object}: which step is meant?",
    "leaving": "When did {subject} leave {object}: which step is meant?",
    "report": "When was the report on {object} issued: which step is meant?",
    "case": "When was the case of {object} taken up or decided: which step is meant?",
}


def stage_dates(
    slots: Sequence[Slot], judge: Judge
) -> dict[tuple[str, str, str], list[tuple[str, DateValue]]]:
    """For each process of a subject and object: the predicate and date of every stage that is claimed."""
    found: dict[tuple[str, str, str], list[tuple[str, DateValue]]] = defaultdict(list)
    for slot in slots:
        predicate = judge.rules.predicates.get(slot.predicate)
        if slot.kind != "date" or predicate is None or predicate.process is None:
            continue
        for claim in slot.claims:
            if isinstance(claim.value, DateValue) and claim.value.earliest and claim.value.latest:
                found[predicate.process, slot.subject.id, slot.object.id].append((predicate.id, claim.value))
    return dict(found)


def process_facts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """One explained fact for each process whose stages have different dates."""
    groups: dict[tuple[str, str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        predicate = judge.rules.predicates.get(slot.predicate)
        by_day = slot.kind == "date" and not any(key == "asks" for key, _ in slot.qualifiers)
        if by_day and predicate is not None and predicate.process is not None:
            groups[predicate.process, slot.subject.id, slot.object.id].append(slot)
    facts = []
    for (process, _, _), members in sorted(_joined(groups).items()):
        if fact := _process_fact(process, members, judge):
            facts.append(fact)
    return facts


def _joined(groups: dict[tuple[str, str, str], list[Slot]]) -> dict[tuple[str, str, str], list[Slot]]:
    """Stages whose subject is left out belong to the one process of their object."""
    joined = {key: list(members) for key, members in groups.items()}
    for key in sorted(groups):
        process, subject, object = key
        if subject and object:
            continue
        fits = [
            other
            for other in joined
            if other != key
            and other[0] == process
            and (not subject or not other[1] or subject == other[1])
            and (not object or not other[2] or object == other[2])
        ]
        if len(fits) == 1 and key in joined:
            joined[fits[0]] += joined.pop(key)
    return joined


def _process_fact(process: str, slots: Sequence[Slot], judge: Judge) -> Fact | None:
    rules = judge.rules
    by_stage: dict[str, list[Claim]] = defaultdict(list)
    for slot in slots:
        by_stage[slot.predicate] += [
            c for c in slot.claims if c.certainty in ("asserted", "planned", "alleged")
        ]
    readings = []
    named: list[str] = []
    for predicate_id in sorted(by_stage, key=lambda id: _rank(rules.predicates[id])):
        stage = rules.predicates[predicate_id].stage or predicate_id
        for reading in build_readings(by_stage[predicate_id], judge.origins):
            readings.append(reading)
            named.append(f"{stage}: {reading.text}")
    distinct = any(
        relation(a, b) == "disjoint" and a.claims[0].predicate != b.claims[0].predicate
        for i, a in enumerate(readings)
        for b in readings[i + 1 :]
    )
    if not distinct:
        return None
    first = slots[0]
    subject = next((s.subject for s in slots if s.subject.id), first.subject)
    object = next((s.object for s in slots if s.object.id), first.object)
    asks = _PROCESS_QUESTIONS.get(process, "Which step of the process on {object} is meant?").format(
        subject=subject.label or "the state", object=object.label or "the subject of the articles"
    )
    return make_fact(
        kind="date",
        predicate=f"process:{process}",
        subject=subject,
        object=object,
        flag=Flag.EXPLAINED,
        readings=readings,
        reason=f"Different steps of one process. {'; '.join(named)}.",
        origins=judge.origins,
        rules=rules,
        suffix="process",
        asks=asks,
    )


def _rank(predicate: Predicate) -> tuple[int, str]:
    return len(predicate.after), predicate.id


def open_acts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """ "Joined in 1996" against "ratified in 1998": a wide act against one way to do it.

    The text does not say that two acts are meant, so dates that exclude each other are a conflict;
    that the wide word may mean another step is a possible explanation.
    """
    facts: list[Fact] = []
    for wide in slots:
        if wide.kind != "date":
            continue
        for narrow in slots:
            rule = judge.rules.predicates.get(narrow.predicate)
            if (
                rule is None
                or narrow.kind != "date"
                or wide.predicate not in rule.narrower_than
                or (wide.subject.id, wide.object.id) != (narrow.subject.id, narrow.object.id)
            ):
                continue
            facts += _wide_against_narrow(wide, narrow, judge)
    return facts


def _wide_against_narrow(wide: Slot, narrow: Slot, judge: Judge) -> list[Fact]:
    a = build_readings([c for c in wide.claims if c.certainty == "asserted"], judge.origins)
    b = build_readings([c for c in narrow.claims if c.certainty == "asserted"], judge.origins)
    if not a or not b:
        return []
    if {c.document for r in a for c in r.claims} & {c.document for r in b for c in r.claims}:
        return []  # one text gives both acts, so it tells them apart
    clash = any(compare(x.value, y.value).relation == "disjoint" for x in a for y in b)
    if not clash:
        together = build_readings([c for r in (*a, *b) for c in r.claims], judge.origins)
        flag = Flag.REFINED if len(together) > 1 else Flag.AGREED
        reason = "The wider word and the exact one give compatible dates."
        return [_open_fact(wide, narrow, together, flag, reason, None, judge)]
    words = (judge.rules.predicates[narrow.predicate].stage or narrow.predicate, wide.claims[0].quote)
    possible = (
        f"The word for {words[1]} ({wide.predicate}) leaves open which step is meant; "
        f"it could be the signature rather than the {words[0]}."
    )
    readings = [make_reading(list(r.claims), judge.origins) for r in (*a, *b)]
    reason = (
        f"{wide.predicate} in {a[0].text} ({a[0].claims[0].document}) and {narrow.predicate} in {b[0].text} "
        f"({b[0].claims[0].document}) give different dates for becoming party."
    )
    return [_open_fact(wide, narrow, readings, Flag.CONFLICT, reason, possible, judge)]


def _open_fact(
    wide: Slot,
    narrow: Slot,
    readings: Sequence[Reading],
    flag: Flag,
    reason: str,
    possible: str | None,
    judge: Judge,
) -> Fact:
    return make_fact(
        kind="date",
        predicate=wide.predicate,
        subject=wide.subject,
        object=wide.object,
        flag=flag,
        readings=readings,
        reason=reason,
        origins=judge.origins,
        rules=judge.rules,
        suffix=f"open|{narrow.predicate}",
        possible=possible,
    )
