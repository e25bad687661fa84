"""Turns the claims of one slot into facts: flag, reason, and the steps that led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from discrepant.model import Claim, DateValue, Entity, Fact, Flag, Kind, QuantityValue, Reading
from discrepant.reconcile.explanations import Pair, counted_later, explain, is_disputed
from discrepant.reconcile.frames import apart, build_frames
from discrepant.reconcile.open_counts import is_one_open_count
from discrepant.reconcile.readings import Origins, build_readings, origin_count, relation
from discrepant.reconcile.slots import Slot
from discrepant.reconcile.standing import left_between
from discrepant.reconcile.wording import conflict_reason, fact_id, question
from discrepant.rulebook import Rulebook
from discrepant.values import compare

_MOST_READINGS = 12  # more values than this under one question means that the question is too wide
_RATIO = 2.0  # counts further apart than this are of two things, unless two speakers dispute them
_SIDES = 10.0  # the tolls that two sides of a fight give can lie far apart
_SMALL = 5  # below this, any two counts can be of one thing
_REPEATED_DAYS = 45  # events that can recur, further apart than this, are two events
_GENERIC = {"open:say", "open:tell", "open:announce", "open:report", "open:write", "open:add"}


@dataclass(frozen=True, slots=True)
class Judge:
    """What judging needs besides the slot: origins, rules, and the other stages of each process."""

    origins: Origins
    rules: Rulebook
    stages: dict[tuple[str, str, str], list[tuple[str, DateValue]]] = field(default_factory=dict)

    def facts(self, slot: Slot) -> list[Fact]:
        """All facts of `slot`: one a frame, and one more where the frames differ."""
        frames = build_frames(slot.claims, self.origins, self.rules)
        facts: list[Fact] = []
        for number, frame in enumerate(frames):
            facts += self._frame_facts(slot, frame, number)
        if len(frames) > 1 and not slot.predicate.startswith("open:"):
            facts += self._across(slot, frames)
        return facts

    def _frame_facts(self, slot: Slot, frame: list[Claim], number: int) -> list[Fact]:
        readings = build_readings(frame, self.origins)
        if len(readings) > _MOST_READINGS or slot.predicate in _GENERIC:
            return [self._plain(slot, (reading,), f"{number}.{i}") for i, reading in enumerate(readings)]
        edges: dict[tuple[int, int], str | None] = {}
        joined: list[tuple[int, int]] = []
        for i, j in combinations(range(len(readings)), 2):
            if relation(readings[i], readings[j]) != "disjoint":
                if _near(readings[i], readings[j], _RATIO):
                    joined.append((i, j))
                continue  # "more than 20" and 2,452 do not exclude each other, but are hardly of one thing
            why = self._why(slot, readings[i], readings[j]) or _parts_of(readings[i], readings[j], readings)
            if why is not None:
                edges[i, j] = why
            elif self._same_thing(slot, readings[i], readings[j]):
                edges[i, j] = None
        clashes = [pair for pair, why in edges.items() if why is None]
        facts: list[Fact] = []
        used: set[int] = set()
        for part in _components(len(readings), [*joined, *clashes]):
            chosen = tuple(readings[i] for i in part)
            suffix = f"{number}.{len(facts)}"
            if any(i in part and j in part for i, j in clashes):
                facts.append(self._conflict(slot, chosen, suffix))
                used |= set(part)
            elif len(part) > 1 or not any(i in pair for i in part for pair in edges):
                facts.append(self._plain(slot, chosen, suffix))
                used |= set(part)
        explained = {pair: why for pair, why in edges.items() if why is not None}
        if slot.predicate.startswith("open:"):
            explained = {pair: why for pair, why in explained.items() if why.startswith("Before")}
        if explained:
            part = sorted({i for pair in explained for i in pair})
            reason = next(iter(explained.values())) or ""
            facts.append(self._make(slot, Flag.EXPLAINED, [readings[i] for i in part], reason, f"{number}.e"))
            used |= set(part)
        for i, reading in enumerate(readings):
            if i not in used:
                facts.append(self._plain(slot, (reading,), f"{number}.s{i}"))
        return facts

    def _why(self, slot: Slot, a: Reading, b: Reading) -> str | None:
        pairs = [Pair(one, other, self.rules) for one in a.claims for other in b.claims]
        moved = [why for pair in pairs if (why := counted_later(pair))]
        for pair in pairs:
            # That a count moved must hold of every two claims; any other reason, of two of them.
            if (why := explain(pair)) and (len(moved) == len(pairs) or why not in moved):
                return why
        return self._other_stage(slot, a, b) or self._other_occasion(slot, a, b)

    def _other_occasion(self, slot: Slot, a: Reading, b: Reading) -> str | None:
        """Something that can happen more than once to the same parties, at two times far apart."""
        predicate = self.rules.predicates.get(slot.predicate)
        named = slot.subject.id and slot.object.id
        if predicate is None or not predicate.repeatable or not named or slot.kind != "date":
            return None
        if (days := _days_apart(a, b)) > _REPEATED_DAYS:
            return f"Two occasions: {a.text} and {b.text} lie {days} days apart."
        return None

    def _other_stage(self, slot: Slot, a: Reading, b: Reading) -> str | None:
        """A date that is that of another stage of the same process, used loosely."""
        if slot.predicate == "status:standing":
            left = [
                value
                for stage, value in self.stages.get(("leaving", slot.subject.id, slot.object.id), [])
                if self.rules.predicates[stage].status == "outside"
            ]
            return left_between(a, b, left)
        predicate = self.rules.predicates.get(slot.predicate)
        if predicate is None or predicate.process is None or slot.kind != "date":
            return None
        others = self.stages.get((predicate.process, slot.subject.id, slot.object.id), [])
        for reading in (b, a):
            for other_predicate, value in others:
                stage = self.rules.predicates[other_predicate].stage
                if other_predicate != slot.predicate and compare(reading.value, value).relation == "same":
                    return f"{reading.text} is the day of another step ({stage}); it can be meant loosely."
        return None

    def _same_thing(self, slot: Slot, a: Reading, b: Reading) -> bool:
        """Whether two values that exclude each other are likely to answer one question."""
        if slot.predicate.startswith("open:"):
            named = bool(slot.subject.id and slot.object.id)
            return slot.kind == "quantity" and ((named and _near(a, b, 1.25)) or is_one_open_count(a, b))
        if slot.predicate.startswith("dispute:") and any(
            (c.document, c.speaker) == (d.document, d.speaker) for c in a.claims for d in b.claims
        ):
            return False  # one source that says both speaks of two things
        if isinstance(a.value, QuantityValue) and isinstance(b.value, QuantityValue):
            if _are_disputed(a, b, self.rules):
                return _near(a, b, _SIDES)
            disputed = any(c.speaker for c in a.claims) != any(c.speaker for c in b.claims)
            return _near(a, b, _RATIO * 2 if disputed else _RATIO)
        predicate = self.rules.predicates.get(slot.predicate)
        if predicate is not None and predicate.repeatable and slot.kind == "date":
            return _days_apart(a, b) <= _REPEATED_DAYS
        return True

    def _conflict(self, slot: Slot, readings: tuple[Reading, ...], suffix: str) -> Fact:
        return self._make(slot, Flag.CONFLICT, readings, conflict_reason(readings), suffix)

    def _plain(self, slot: Slot, readings: tuple[Reading, ...], suffix: str) -> Fact:
        claims = [c for r in readings for c in r.claims]
        origins = origin_count(claims, self.origins)
        if len(readings) > 1:
            narrow, wide = next(
                ((a, b) for a, b in combinations(readings, 2) if relation(a, b) != "disjoint"), readings[:2]
            )
            why = compare(narrow.value, wide.value).why
            return self._make(
                slot, Flag.REFINED, readings, f"Compatible, at different precision. {why}", suffix
            )
        if origins > 1:
            return self._make(
                slot, Flag.AGREED, readings, f"{origins} independent origins give {readings[0].text}.", suffix
            )
        return self._make(slot, Flag.SINGLE, readings, f"Only {claims[0].document} speaks of it.", suffix)

    def _across(self, slot: Slot, frames: list[list[Claim]]) -> list[Fact]:
        """One explained fact over frames whose values differ."""
        first = frames[0]
        others: list[Claim] = []
        reason = ""
        for frame in frames[1:]:
            for claim in frame:
                clashes = (c for c in first if compare(c.value, claim.value).relation == "disjoint")
                why = next((why for c in clashes if (why := apart(claim, c, self.rules))), None)
                if why:
                    others.append(claim)
                    reason = reason or why
        if not others:
            return []
        readings = build_readings([*first, *others], self.origins)
        if len(readings) < 2 or len(readings) > _MOST_READINGS:
            return []
        return [self._make(slot, Flag.EXPLAINED, readings, reason, "across")]

    def _make(self, slot: Slot, flag: Flag, readings: Sequence[Reading], reason: str, suffix: str) -> Fact:
        return make_fact(
            kind=slot.kind,
            predicate=slot.predicate,
            subject=slot.subject,
            object=slot.object,
            flag=flag,
            readings=readings,
            reason=reason,
            origins=self.origins,
            rules=self.rules,
            suffix=suffix,
            qualifiers=slot.qualifiers,
        )


def make_fact(
    *,
    kind: Kind,
    predicate: str,
    subject: Entity,
    object: Entity,
    flag: Flag,
    readings: Sequence[Reading],
    reason: str,
    origins: Origins,
    rules: Rulebook,
    suffix: str,
    qualifiers: tuple[tuple[str, str], ...] = (),
    asks: str | None = None,
    possible: str | None = None,
    steps: Sequence[str] = (),
) -> Fact:
    """A fact with its id, question, origins and severity worked out. Derived readings add no origins."""
    claims = [c for r in readings for c in r.claims]
    stated = sorted({(c.document, c.start, c.end) for c in claims})
    total = origin_count(claims, origins)
    texts = sorted({r.text for r in readings})
    id = fact_id(
        kind,
        predicate,
        subject.id,
        object.id,
        repr(qualifiers),
        suffix if not texts else f"{suffix}|{stated[0]}",
    )
    trail = (
        f"{len(stated)} statements in {total} independent origins answer this question.",
        f"They give {len(readings)} {'value' if len(readings) == 1 else 'values'}: {'; '.join(texts)}.",
        *steps,
        reason,
    )
    return Fact(
        id=id,
        flag=flag,
        reason=reason,
        severity=severity(flag, predicate, readings, total, rules),
        subject=subject,
        predicate=predicate,
        object=object,
        kind=kind,
        question=asks or question(kind, predicate, subject, object, rules),
        origins=total,
        readings=tuple(readings),
        qualifiers=qualifiers,
        possible=possible,
        steps=trail,
    )


def severity(flag: Flag, predicate: str, readings: Sequence[Reading], origins: int, rules: Rulebook) -> float:
    """0 to 1: what hangs on the slot, how many origins stand behind it, and how sure the slot is."""
    base = {Flag.CONFLICT: 0.5, Flag.EXPLAINED: 0.25, Flag.REFINED: 0.1, Flag.AGREED: 0.05, Flag.SINGLE: 0.0}[
        flag
    ]
    rule = rules.predicates.get(predicate) or rules.measures.get(predicate)
    consequence = rule.consequence if rule else 0.3
    backing = min(1.0, origins / 4)
    second = sorted((r.origins for r in readings), reverse=True)[1] if len(readings) > 1 else 0
    sure = 0.3 if predicate.startswith("open:") else 1.0
    return round(
        base + sure * (0.3 * consequence + 0.1 * backing + 0.1 * min(1.0, second / 2)) * (base > 0), 3
    )


def _parts_of(a: Reading, b: Reading, readings: Sequence[Reading]) -> str | None:
    """One source splits into parts the number that another gives as a whole: 12 and 61 are 73."""
    for whole, part in ((a, b), (b, a)):
        if not isinstance(whole.value, QuantityValue) or not isinstance(part.value, QuantityValue):
            continue
        for other in readings:
            if other in (a, b) or not isinstance(other.value, QuantityValue):
                continue
            together = {c.document for c in part.claims} & {c.document for c in other.claims}
            if together and part.value.low + other.value.low == whole.value.low:
                return f"{min(together)} gives it in parts: {part.text} and {other.text} make {whole.text}."
    return None


def _are_disputed(a: Reading, b: Reading, rules: Rulebook) -> bool:
    """Whether two sides of a fight give these, and neither gives both."""
    documents = {c.document for c in a.claims} & {c.document for c in b.claims}
    return not documents and any(is_disputed(Pair(x, y, rules)) for x in a.claims for y in b.claims)


def _near(a: Reading, b: Reading, ratio: float) -> bool:
    if not isinstance(a.value, QuantityValue) or not isinstance(b.value, QuantityValue):
        return True
    low, high = sorted((a.value.low, b.value.low))
    return high <= _SMALL or (low > 0 and high / low <= ratio)


def _days_apart(a: Reading, b: Reading) -> int:
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return 0
    if a.value.earliest is None or b.value.earliest is None:
        return 0
    return abs((a.value.earliest - b.value.earliest).days)


def _components(size: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected components of 0..size-1, each sorted, in order of their first member."""
    parent = list(range(size))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    groups: dict[int, list[int]] = {}
    for i in range(size):
        groups.setdefault(root(i), []).append(i)
    return [sorted(group) for _, group in sorted(groups.items())]
