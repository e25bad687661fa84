"""Lengths of time that follow from two dates, held against those that the articles state."""

from __future__ import annotations

from discrepant.model import Claim, Fact, Flag
from reconcile.factories import claim, facts, flagged, years

RATIFIED, LEFT = claim("a.txt", "1998-05-05"), claim("b.txt", "2025-09-29", "law_signed")


def length(number: int, document: str = "c.txt", start: int = 400) -> Claim:
    return claim(document, years(number), "membership_length", start=start)


def sums(*claims: Claim) -> list[Fact]:
    """Facts that hold a derived reading."""
    return [f for f in facts(*claims) if any(r.derived for r in f.readings)]


def test_a_length_that_the_dates_give_is_refined() -> None:
    (found,) = sums(RATIFIED, LEFT, length(27))
    assert found.flag is Flag.REFINED
    assert found.reason == "27 years agrees with the dates: from 5 May 1998 to 29 September 2025 is 27 years."


def test_a_length_that_the_dates_exclude_is_a_conflict() -> None:
    (found,) = sums(RATIFIED, LEFT, length(20))
    assert found.flag is Flag.CONFLICT
    assert found.reason == (
        "20 years does not agree with the dates: from 5 May 1998 to 29 September 2025 is 27 years."
    )
    derived = found.readings[-1]
    assert {c.document for c in derived.claims} == {"a.txt", "b.txt"}


def test_lengths_that_the_dates_exclude_are_one_conflict() -> None:
    (found,) = sums(RATIFIED, LEFT, length(20), length(3, "d.txt"))
    assert found.reason.startswith("20 years and 3 years do not agree with the dates:")


def test_beside_a_length_that_agrees_the_slot_shows_the_conflict() -> None:
    found = facts(RATIFIED, LEFT, length(27), length(20, "d.txt"))
    (conflict,) = flagged("conflict", found)
    assert {r.text for r in conflict.readings} == {"20 years", "27 years"}
    assert not any(r.derived for r in conflict.readings)


def test_without_a_second_date_nothing_is_summed() -> None:
    assert not sums(RATIFIED, length(20))
    assert not sums(LEFT, length(20))


def test_dates_of_another_state_are_not_summed() -> None:
    assert not sums(claim("a.txt", "1988", subject="state:TR"), LEFT, length(20))


def test_what_is_denied_is_not_summed() -> None:
    assert not sums(claim("a.txt", "1998-05-05", certainty="denied"), LEFT, length(20))
