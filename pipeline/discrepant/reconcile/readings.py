"""The values of a slot: equal ones join into one reading. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from discrepant.model import Claim, DateValue, Reading, Relation, Value
from discrepant.reconcile.slots import claim_order
from discrepant.values import compare, show

Origins = Mapping[str, str]
"""Path of a document -> id of the origin it shares with its copies."""


def origin_count(claims: Iterable[Claim], origins: Origins) -> int:
    """Number of independent origins among `claims`: copies of one text count once."""
    return len({origins.get(c.document, c.document) for c in claims})


def by_value(claims: Iterable[Claim]) -> list[list[Claim]]:
    """`claims` in groups of one value each, groups and claims in the order they came."""
    groups: list[list[Claim]] = []
    for claim in claims:
        for group in groups:
            if compare(claim.value, group[0].value).relation == "same":
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def build_readings(claims: Sequence[Claim], origins: Origins) -> tuple[Reading, ...]:
    """One reading for each distinct value, the best supported first."""
    groups = by_value(sorted(claims, key=claim_order))
    readings = [make_reading(group, origins) for group in _weekdays_joined(groups)]
    readings.sort(key=lambda r: (-r.origins, claim_order(r.claims[0])))
    return tuple(readings)


def _weekdays_joined(groups: list[list[Claim]]) -> list[list[Claim]]:
    """A bare weekday, in an article without a date, says no less than the one day it agrees with."""
    joined = [group for group in groups if not _is_bare_weekday(group[0].value)]
    for group in groups:
        if not _is_bare_weekday(group[0].value):
            continue
        days = [other for other in joined if compare(other[0].value, group[0].value).relation == "refines"]
        if len(days) == 1:
            days[0] += group
        else:
            joined.append(group)
    return joined


def _is_bare_weekday(value: Value) -> bool:
    return isinstance(value, DateValue) and value.earliest is None and value.weekday is not None


def make_reading(
    claims: Sequence[Claim], origins: Origins, derived: str | None = None, value: Value | None = None
) -> Reading:
    """A reading of claims that give one value; `derived` shows the sum where it was worked out."""
    shown = value if value is not None else claims[0].value
    return Reading(
        value=shown,
        text=show(shown),
        origins=origin_count(claims, origins),
        claims=tuple(sorted(claims, key=claim_order)),
        derived=derived,
    )


def worked_out(claims: Sequence[Claim], words: str, value: Value, origins: Origins) -> Reading:
    """A reading that nobody states: it follows from `claims`, as `words` show, and has no own origin."""
    return replace(make_reading(claims, origins, derived=words, value=value), origins=0)


def relation(a: Reading, b: Reading) -> Relation:
    """How two readings stand to each other; "refines" in either direction counts as refines."""
    forward = compare(a.value, b.value).relation
    if forward != "overlaps":
        return forward
    return compare(b.value, a.value).relation
