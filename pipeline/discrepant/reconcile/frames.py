"""Parts the claims of one slot by what the texts tell apart: time, place, group, scope, reading of a bill.

Claims in two frames do not contradict each other; claims in one frame can. A claim without qualifiers
belongs to the frame that has most origins, because an article that does not say which, means the main one.
"""

from __future__ import annotations

from collections.abc import Sequence

from discrepant.model import Claim
from discrepant.reconcile.explanations import (
    Pair,
    denied,
    other_reading,
    other_scope,
    other_tense,
    other_time,
    planned_against_actual,
)
from discrepant.reconcile.identity import FRAMING
from discrepant.reconcile.readings import Origins, origin_count
from discrepant.reconcile.slots import claim_order
from discrepant.rulebook import Rulebook
from discrepant.values import compare

_APART = (denied, planned_against_actual, other_reading, other_tense, other_time, other_scope)


def build_frames(claims: Sequence[Claim], origins: Origins, rules: Rulebook) -> list[list[Claim]]:
    """Frames of `claims`, the one with most origins first."""
    ordered = sorted(claims, key=lambda c: (-_weight(c), claim_order(c)))
    frames: list[list[Claim]] = []
    for claim in ordered:
        fitting = [frame for frame in frames if not any(apart(claim, other, rules) for other in frame)]
        if not fitting:
            frames.append([claim])
            continue
        fitting.sort(key=lambda f: (-_agreement(claim, f), -origin_count(f, origins), claim_order(f[0])))
        fitting[0].append(claim)
    for frame in frames:
        frame.sort(key=claim_order)
    frames.sort(key=lambda f: (-origin_count(f, origins), claim_order(f[0])))
    return frames


def apart(a: Claim, b: Claim, rules: Rulebook) -> str | None:
    """Why the texts tell `a` and `b` apart; None where they do not."""
    if compare(a.value, b.value).relation == "same" and a.certainty == b.certainty:
        return None
    pair = Pair(a, b, rules)
    return next((why for explanation in _APART if (why := explanation(pair))), None)


def _weight(claim: Claim) -> int:
    return sum(1 for key, _ in claim.qualifiers if key in FRAMING)


def _agreement(claim: Claim, frame: Sequence[Claim]) -> int:
    """How many qualifiers of `claim` the frame shares."""
    mine = {q for q in claim.qualifiers if q[0] in FRAMING}
    return len(mine & {q for other in frame for q in other.qualifiers})
