"""What the texts tell apart is no contradiction: a frame for each time, place, group or certainty."""

from __future__ import annotations

import pytest

from discrepant.model import Claim
from discrepant.reconcile.frames import apart, build_frames
from reconcile.factories import RULES, claim, count


def frames(*claims: Claim) -> list[list[str]]:
    """The documents of each frame, the best supported first."""
    return [[c.document for c in frame] for frame in build_frames(claims, {}, RULES)]


def held(document: str, number: int, **qualifiers: str) -> Claim:
    return claim(document, count(number), "detained_people", **qualifiers)


def test_one_value_is_one_frame() -> None:
    assert frames(held("a", 5), held("b", 5)) == [["a", "b"]]


def test_values_that_nothing_tells_apart_share_a_frame() -> None:
    assert frames(held("a", 5), held("b", 7)) == [["a", "b"]]


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("time", "2021-01-01/2021-12-31", "2024-01-01/2024-12-31"),
        ("place", "place:north", "place:south"),
        ("group", "women", "men"),
        ("scope", "first", "second"),
        ("reading", "first", "final"),
    ],
)
def test_each_qualifier_tells_apart(key: str, one: str, other: str) -> None:
    claims = [held("a", 5, **{key: one}), held("b", 7, **{key: other})]
    assert len(frames(*claims)) == 2
    assert len(frames(held("a", 5, **{key: one}), held("b", 7, **{key: one}))) == 1


def test_times_that_overlap_do_not_tell_apart() -> None:
    one = held("a", 5, time="2021-01-01/2021-12-31")
    assert frames(one, held("b", 7, time="2021-06-01/2021-06-30")) == [["a", "b"]]


def test_a_planned_date_has_a_frame_of_its_own() -> None:
    planned = claim("a", "2026", "withdrew", certainty="planned")
    assert len(frames(planned, claim("b", "2025", "withdrew"))) == 2
    assert len(frames(planned, claim("b", "2025", "withdrew", certainty="planned"))) == 1


def test_a_denied_date_has_a_frame_of_its_own() -> None:
    assert len(frames(claim("a", "1996", certainty="denied"), claim("b", "1998"))) == 2


def test_a_claim_without_qualifiers_belongs_to_the_main_frame() -> None:
    north = [held("a", 5, place="place:north"), held("b", 5, place="place:north")]
    south = held("c", 9, place="place:south")
    assert frames(*north, south, held("d", 6)) == [["a", "b", "d"], ["c"]]


def test_a_frame_without_values_in_dispute_is_told_why() -> None:
    one, other = held("a", 5, place="place:north"), held("b", 9, place="place:south")
    assert apart(one, other, RULES) == "Two places: north and south."
    assert apart(one, held("c", 5), RULES) is None


def test_the_order_of_claims_changes_no_frame() -> None:
    claims = [held(d, n, place=p) for d, n, p in (("a", 5, "x"), ("b", 6, "y"), ("c", 7, "x"), ("d", 8, "z"))]
    expected = frames(*claims)
    assert frames(*reversed(claims)) == frames(*claims[2:], *claims[:2]) == expected
