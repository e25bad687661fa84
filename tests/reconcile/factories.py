"""Builders of claims, with defaults for all that a test is not about, and what is done with them.

A value is written as a person would: "1998", "1998-05", "1998-05-05" is a date, 30 is a count; durations,
statuses and persons have builders of their own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from discrepant.model import (
    Certainty,
    Claim,
    DateValue,
    DurationValue,
    Entity,
    EntityValue,
    Fact,
    Flag,
    Kind,
    QuantityValue,
    StatusValue,
    Value,
)
from discrepant.reconcile import reconcile_claims
from discrepant.reconcile.slots import Slot, build_slots
from discrepant.rulebook import load_rules
from discrepant.values import date, duration, kind_of

RULES = load_rules()


def on(text: str) -> DateValue:
    """ "1998", "1998-05" or "1998-05-05"; two of them with "/" between are the days from one to the other."""
    if "/" in text:
        return date.span(*(on(part) for part in text.split("/")))
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date.year(*numbers)
    return date.month(*numbers) if len(numbers) == 2 else date.day(dt.date(*numbers))


def years(number: int) -> DurationValue:
    """So many years, with the slack that the words have."""
    return duration.length(number, "year")


def count(low: float, unit: str | None = None, *, high: float | None = -1) -> QuantityValue:
    """An exact count, or one from `low` to `high`; None leaves it open upwards."""
    if high == -1:
        return QuantityValue(low=low, high=low, unit=unit)
    return QuantityValue(low=low, high=high, comparator=">=" if high is None else "range", unit=unit)


def status(name: str, *, holds: bool = True) -> StatusValue:
    """Something holds, or does not."""
    return StatusValue(status=name, holds=holds)


def person(name: str) -> EntityValue:
    """Somebody."""
    return EntityValue(id=f"person:{name.lower().replace(' ', '-')}", label=name)


def entity(id: str) -> Entity:
    """The entity of an id in rules/, "" for nobody."""
    return Entity(id=id, label=RULES.label(id) if id else "")


def claim(
    document: str,
    value: str | int | Value,
    predicate: str = "ratified",
    *,
    subject: str = "state:RU",
    object: str = "treaty:ecpt",
    certainty: Certainty = "asserted",
    speaker: str | None = None,
    published: str | None = None,
    start: int = 400,
    **qualifiers: str,
) -> Claim:
    """A claim of `document`: by default that Russia ratified the ECPT. `start` is where its value stands."""
    if isinstance(value, str):
        value = on(value)
    elif isinstance(value, int):
        value = count(value)
    kind: Kind = kind_of(value)  # type: ignore[assignment]
    narrowed = tuple(sorted(qualifiers.items()))
    key = repr((document, start, kind, subject, predicate, object, value, narrowed))
    return Claim(
        id="c-" + hashlib.sha256(key.encode()).hexdigest()[:16],
        document=document,
        start=start,
        end=start + 4,
        quote="four",
        sentence=(start - 60, start + 20),
        kind=kind,
        subject=entity(subject),
        predicate=predicate,
        object=entity(object),
        value=value,
        qualifiers=narrowed,
        certainty=certainty,
        speaker=speaker,
        published=dt.date.fromisoformat(published) if published else None,
    )


def slots(*claims: Claim) -> list[Slot]:
    """The slots of `claims`."""
    return build_slots(claims, RULES, {})


def facts(*claims: Claim, copies: Iterable[Iterable[str]] = ()) -> tuple[Fact, ...]:
    """All facts of `claims`. Each of `copies` names documents that copy one another."""
    origins = {c.document: c.document for c in claims}
    for group in copies:
        names = sorted(group)
        origins.update(dict.fromkeys(names, names[0]))
    return reconcile_claims(claims, origins, RULES)


def fact(*claims: Claim, predicate: str = "ratified", copies: Iterable[Iterable[str]] = ()) -> Fact:
    """The one fact of `predicate`."""
    (found,) = [f for f in facts(*claims, copies=copies) if f.predicate == predicate]
    return found


def flagged(flag: str, found: Iterable[Fact]) -> list[Fact]:
    """Those of `found` that carry `flag`."""
    return [f for f in found if f.flag is Flag(flag)]


def shown(found: Fact) -> set[str]:
    """The readings of a fact, as a person reads them."""
    return {reading.text for reading in found.readings}
