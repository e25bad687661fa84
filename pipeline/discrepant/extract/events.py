"""Gives counts the day of the event they belong to, where the text tells it a few sentences before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from discrepant.extract.claims import claim_id
from discrepant.model import Claim, DateValue
from discrepant.rulebook import Rulebook

_FRAMING = {"time", "reading"}


def inherit_times(claims: Sequence[Claim], rules: Rulebook) -> list[Claim]:
    """`claims`, where a count without a time has that of the last event before it that its measure names.

    "Parliament voted on Thursday to leave. The motion was carried by 103 votes": the votes are Thursday's.
    """
    events = sorted((c for c in claims if c.certainty == "asserted" and _day(c)), key=lambda c: c.start)
    return [_with_time(claim, events, rules) if claim.kind == "quantity" else claim for claim in claims]


def _with_time(claim: Claim, events: Sequence[Claim], rules: Rulebook) -> Claim:
    measure = rules.measures.get(claim.predicate)
    if measure is None or not measure.events or _FRAMING & {key for key, _ in claim.qualifiers}:
        return claim
    before = [event for event in events if event.start < claim.start and event.predicate in measure.events]
    if not before:
        return claim
    time = ("time", _day(before[-1]) or "")
    dated = replace(claim, qualifiers=tuple(sorted({*claim.qualifiers, time})))
    return replace(dated, id=claim_id(dated))


def _day(claim: Claim) -> str | None:
    """The days of a dated event as an interval of ISO dates; None where they are open."""
    value = claim.value
    if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
        return None
    return f"{value.earliest.isoformat()}/{value.latest.isoformat()}"
