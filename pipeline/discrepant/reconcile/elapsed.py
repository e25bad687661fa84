"""What is worked out from dates: the dates of an act, and the length between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discrepant.model import Claim, DateValue, DurationValue, Entity
from discrepant.reconcile.readings import by_value
from discrepant.reconcile.slots import Slot
from discrepant.values import show
from discrepant.values.date import between
from discrepant.values.duration import MONTH

_CLOSE = 20  # days
_USABLE = ("asserted", "planned")


@dataclass(frozen=True, slots=True)
class Dated:
    """An act, one date that the articles give for it, and the claims that do."""

    act: str
    value: DateValue
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A length that follows from two dates, in words that show how."""

    value: DurationValue
    start: Dated
    end: Dated
    words: str
    claims: tuple[Claim, ...]


def act_dates(
    act: str,
    subject: Entity,
    object: Entity,
    slots: Sequence[Slot],
    *,
    story: str = "",
    elsewhere: bool = False,
) -> list[Dated]:
    """The dates of `act`, what most documents say first. `elsewhere`: of another treaty or body."""
    usable: list[Claim] = []
    for slot in slots:
        if slot.kind != "date" or slot.predicate != act or not _about(slot, subject, object, elsewhere):
            continue
        if slot.story and story and slot.story != story:
            continue
        for claim in slot.claims:
            if claim.certainty not in _USABLE or not _is_closed(claim.value) or _tells_the_hour(claim):
                continue
            usable.append(claim)
    groups = by_value(usable)
    groups.sort(key=lambda g: -len({c.document for c in g}))
    return [
        Dated(act, group[0].value, tuple(group)) for group in groups if isinstance(group[0].value, DateValue)
    ]


def _tells_the_hour(claim: Claim) -> bool:
    return any(key == "asks" for key, _ in claim.qualifiers)


def _is_closed(value: object) -> bool:
    return isinstance(value, DateValue) and value.earliest is not None and value.latest is not None


def _about(slot: Slot, subject: Entity, object: Entity, elsewhere: bool) -> bool:
    """Whether `slot` can speak of this subject and object: what a text leaves out may be either."""
    if slot.subject.id and subject.id and slot.subject.id != subject.id:
        return False
    if elsewhere:
        return slot.object.id != object.id and bool(slot.subject.id)
    if not slot.object.id or not object.id:
        return bool(slot.subject.id and subject.id) or slot.object.id == object.id
    return slot.object.id == object.id


def sum_between(start: Dated, end: Dated) -> Sum | None:
    """The length from `start` to `end`; None where the one is not before the other."""
    if start.value.earliest is None or end.value.latest is None or start.value.earliest >= end.value.latest:
        return None
    value = between(start.value, end.value)
    ends = [f"{show(d.value)} ({_called(d)})" for d in (start, end)]
    words = f"from {ends[0]} to {ends[1]} is {_spelt(value)}"
    return Sum(value, start, end, words, tuple(dict.fromkeys((*start.claims, *end.claims))))


def _spelt(value: DurationValue) -> str:
    """Years and months, where the dates are as close as that: a bare "6 years" hides eleven months."""
    if value.high is None or value.unit != "year" or value.high - value.low > _CLOSE:
        return show(value)
    months = int((value.low + 2) / MONTH)
    years, rest = divmod(months, 12)
    tail = f" and {rest} month{'s' if rest > 1 else ''}" if rest else ""
    return f"{years} year{'s' if years > 1 else ''}{tail}"


def _called(dated: Dated) -> str:
    return dated.act.replace("_", " ")
