"""Brings claims about the same thing together: one slot answers one question.

Claims meet when predicate, subject and object are the same; an argument that a text leaves out is a wildcard
that joins the one slot it fits; where it fits several,
the one that most articles speak of, or none. Work is linear in the number of claims: they
are only ever compared inside a block of one predicate and kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from discrepant.model import NOBODY, Claim, Entity, Kind

# Qualifiers that make it another question, not another answer.
_DISTINGUISHING = ("chamber",)
_Key = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One question and the claims that answer it, in the order of documents and offsets."""

    kind: Kind
    predicate: str
    subject: Entity
    object: Entity
    qualifiers: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


def claim_order(claim: Claim) -> tuple[str, int, int, str]:
    """Sorts claims the same way whatever order they came in."""
    return claim.document, claim.start, claim.end, claim.id


def build_slots(claims: Iterable[Claim]) -> list[Slot]:
    """All slots of `claims`, sorted. Order of the input does not matter."""
    blocks: dict[tuple[Kind, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        blocks[claim.kind, claim.predicate].append(claim)
    slots: list[Slot] = []
    for (kind, predicate), block in sorted(blocks.items()):
        slots += _slots_of_block(kind, predicate, sorted(block, key=claim_order))
    return slots


def _slots_of_block(kind: Kind, predicate: str, block: Sequence[Claim]) -> list[Slot]:
    groups: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in block:
        distinguishing = tuple(q for q in claim.qualifiers if q[0] in _DISTINGUISHING)
        groups[claim.subject.id, claim.object.id, distinguishing].append(claim)
    full = [key for key in groups if key[0] and key[1]]
    merged: dict[_Key, list[Claim]] = {key: list(groups[key]) for key in full}
    for key in sorted(groups, key=lambda k: (k[0] == "", k[1] == "", k)):
        if key in merged:
            continue
        fits = sorted(
            (other for other in merged if _fits(key, other)),
            key=lambda other: (-_spread(merged[other]), other),
        )
        if fits and (len(fits) == 1 or _spread(merged[fits[0]]) > _spread(merged[fits[1]])):
            merged[fits[0]] += groups[key]  # the one it can be, or the one that most articles are about
        else:
            merged[key] = list(groups[key])
    slots = []
    for key, members in sorted(merged.items()):
        members.sort(key=claim_order)
        slots.append(
            Slot(
                kind=kind,
                predicate=predicate,
                subject=_entity(members, "subject"),
                object=_entity(members, "object"),
                qualifiers=key[2],
                claims=tuple(members),
            )
        )
    return slots


def _fits(key: _Key, other: _Key) -> bool:
    """True where every argument is equal or left out on one side."""
    same_arguments = all(not a or not b or a == b for a, b in zip(key[:2], other[:2], strict=True))
    return same_arguments and key[2] == other[2] and key != other


def _spread(claims: Sequence[Claim]) -> int:
    return len({claim.document for claim in claims})


def _entity(claims: Sequence[Claim], side: str) -> Entity:
    for claim in claims:
        entity: Entity = getattr(claim, side)
        if entity.id:
            return entity
    return NOBODY
