"""Tells two events, or two things said of one, apart, so that they are not set against each other."""

from __future__ import annotations

from itertools import product

from discrepant.model import Claim, Reading


def one_event(a: Reading, b: Reading) -> bool:
    """False where the articles behind `a` turn on other names than those behind `b`, or one source says both.

    Only claims that carry the qualifier "about" can be told apart by names; all others pass. Whether
    something happened is in dispute only between two sources: one that says both speaks of two things.
    """
    pairs = list(product(a.claims, b.claims))
    disputed = a.claims[0].predicate.startswith("dispute:")
    if disputed and any(_source(one) == _source(other) for one, other in pairs):
        return False
    return any(_may_be_one(one, other) for one, other in pairs)


def _source(claim: Claim) -> tuple[str, str | None]:
    return claim.document, claim.speaker


def _may_be_one(a: Claim, b: Claim) -> bool:
    first, second = _about(a), _about(b)
    return not first or not second or bool(first & second)


def _about(claim: Claim) -> set[str]:
    return {name for key, value in claim.qualifiers if key == "about" for name in value.split()}
