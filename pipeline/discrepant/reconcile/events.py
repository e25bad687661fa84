"""Tells two events apart by the names that their articles turn on."""

from __future__ import annotations

from discrepant.model import Claim, Reading


def one_event(a: Reading, b: Reading) -> bool:
    """False where every article behind `a` turns on other names than every article behind `b`.

    Only claims that carry the qualifier "about" can be told apart so; all others pass.
    """
    return any(_may_be_one(one, other) for one in a.claims for other in b.claims)


def _may_be_one(a: Claim, b: Claim) -> bool:
    first, second = _about(a), _about(b)
    return not first or not second or bool(first & second)


def _about(claim: Claim) -> set[str]:
    return {name for key, value in claim.qualifiers if key == "about" for name in value.split()}
