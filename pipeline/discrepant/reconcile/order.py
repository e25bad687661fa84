"""Acts in the only order they can have: nobody ratifies before signing, or leaves before giving notice.

The rules say with `after` which act cannot come later than another. Only acts that happen once are held
against each other, and only where every date that is given for the one lies behind every date of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from discrepant.model import Claim, DateValue, Fact, Flag
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import build_readings, relation
from discrepant.reconcile.slots import Slot
from discrepant.rulebook import Predicate, Rulebook


def order_facts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """A conflict for each two acts whose dates stand in the wrong order."""
    single = [slot for slot in slots if slot.kind == "date" and _happens_once(slot.predicate, judge.rules)]
    facts = []
    for later in single:
        before = set(_all_before(later.predicate, judge.rules))
        for earlier in single:
            if earlier.predicate in before and _one_matter(earlier, later):
                facts += _wrong_order(earlier, later, judge)
    return facts


def _happens_once(id: str, rules: Rulebook) -> bool:
    rule: Predicate | None = rules.predicates.get(id)
    return rule is not None and not rule.repeatable and rule.process is not None


def _all_before(id: str, rules: Rulebook) -> Iterator[str]:
    """The acts that cannot come later than `id`, and those that cannot come later than they."""
    queue, seen = [id], {id}
    for act in queue:
        for before in rules.predicates[act].after:
            if before not in seen:
                seen.add(before)
                queue.append(before)
                yield before


def _one_matter(a: Slot, b: Slot) -> bool:
    """The same state and treaty, both named; what a treaty does for all has no state."""
    same_state = bool(b.subject.id) and a.subject.id in ("", b.subject.id)
    return same_state and bool(a.object.id) and a.object.id == b.object.id


def _wrong_order(earlier: Slot, later: Slot, judge: Judge) -> list[Fact]:
    sides = [_stated(slot) for slot in (earlier, later)]
    if not all(sides):
        return []
    readings = [build_readings(side, judge.origins) for side in sides]
    if any(relation(a, b) == "disjoint" for group in readings for a, b in combinations(group, 2)):
        return []  # one of the dates is in dispute already
    first = [c.value.earliest for c in sides[0] if isinstance(c.value, DateValue) and c.value.earliest]
    last = [c.value.latest for c in sides[1] if isinstance(c.value, DateValue) and c.value.latest]
    if not min(first) > max(last):
        return []
    stages = [judge.rules.predicates[s.predicate].stage or s.predicate for s in (earlier, later)]
    return [
        make_fact(
            kind="date",
            predicate=later.predicate,
            subject=later.subject,
            object=later.object,
            flag=Flag.CONFLICT,
            readings=(readings[1][0], readings[0][0]),
            origins=judge.origins,
            rules=judge.rules,
            suffix=f"order|{earlier.predicate}",
            reason=(
                f"The {stages[1]} ({readings[1][0].text}) cannot come before the {stages[0]} "
                f"({readings[0][0].text})."
            ),
            asks=f"Which date is right, that of the {stages[0]} or that of the {stages[1]}?",
        )
    ]


def _stated(slot: Slot) -> list[Claim]:
    """Claims that give a day, month or year for certain."""
    return [
        c
        for c in slot.claims
        if c.certainty == "asserted"
        and isinstance(c.value, DateValue)
        and c.value.earliest is not None
        and c.value.latest is not None
        and not c.value.approximate
        and not any(key == "asks" for key, _ in c.qualifiers)
    ]
