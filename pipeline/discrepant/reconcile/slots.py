"""Brings claims about the same thing together: one slot answers one question.

Claims meet when predicate, subject and object are the same; an argument that a text leaves out is a wildcard
that joins the one slot it fits; where it fits several,
the one that most articles speak of, or none. Work is linear in the number of claims: they
are only ever compared inside a block of one predicate and kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from discrepant.model import NOBODY, Claim, Entity, Kind
from discrepant.reconcile.stories import Stories
from discrepant.rulebook import Rulebook

# Qualifiers that make it another question, not another answer.
_DISTINGUISHING = ("chamber", "asks")
_Key = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One question and the claims that answer it, in the order of documents and offsets."""

    kind: Kind
    predicate: str
    story: str  # "" for a question that is one in the whole corpus
    subject: Entity
    object: Entity
    qualifiers: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


def claim_order(claim: Claim) -> tuple[str, int, int, str]:
    """Sorts claims the same way whatever order they came in."""
    return claim.document, claim.start, claim.end, claim.id


def build_slots(claims: Iterable[Claim], rules: Rulebook, stories: Stories) -> list[Slot]:
    """All slots of `claims`, sorted. Order of the input does not matter.

    What subject and object tell apart by themselves ("when did Russia ratify the Convention") is one slot
    in the whole corpus; everything else is a slot of one story.
    """
    blocks: dict[tuple[Kind, str, str], list[Claim]] = defaultdict(list)
    presence: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        story = "" if _is_unique(claim, rules) else stories.get(claim.document, "")
        blocks[claim.kind, claim.predicate, story].append(claim)
        for id in {claim.subject.id, claim.object.id} - {""}:
            presence[stories.get(claim.document, "")][id].add(claim.document)
    _bring_wildcards_home(blocks, stories)
    spoken_of = {story: {id: len(d) for id, d in inside.items()} for story, inside in presence.items()}
    slots: list[Slot] = []
    for (kind, predicate, story), block in sorted(blocks.items()):
        ordered = sorted(block, key=claim_order)
        slots += _slots_of_block(kind, predicate, story, ordered, spoken_of.get(story, {}))
    return slots


def _is_unique(claim: Claim, rules: Rulebook) -> bool:
    """True where predicate, subject and object name one thing in the world, whatever the article is about."""
    if claim.kind == "entity" and claim.predicate.startswith("office:"):
        return bool(claim.subject.id)
    if claim.kind == "status":
        return bool(claim.object.id) and (bool(claim.subject.id) or claim.predicate != "status:standing")
    predicate = rules.predicates.get(claim.predicate)
    if predicate is None or predicate.repeatable or claim.kind != "date" or not claim.object.id:
        return False
    return bool(claim.subject.id) or predicate.subject == "none"


def _bring_wildcards_home(blocks: dict[tuple[Kind, str, str], list[Claim]], stories: Stories) -> None:
    """A claim that leaves an argument out may answer the one unique question that its story asks."""
    for key in sorted(k for k in blocks if k[2]):
        kind, predicate, story = key
        unique = blocks.get((kind, predicate, ""), [])
        asked = {(c.subject.id, c.object.id) for c in unique if stories.get(c.document, "") == story}
        left: list[Claim] = []
        for claim in blocks[key]:
            fits = [pair for pair in asked if _fits((claim.subject.id, claim.object.id, ()), (*pair, ()))]
            (unique if len(fits) == 1 else left).append(claim)
        blocks[key] = left
        if not left:
            del blocks[key]


def _slots_of_block(
    kind: Kind, predicate: str, story: str, block: Sequence[Claim], spoken_of: Mapping[str, int]
) -> list[Slot]:
    groups: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in block:
        distinguishing = tuple(q for q in claim.qualifiers if q[0] in _DISTINGUISHING)
        groups[claim.subject.id, claim.object.id, distinguishing].append(claim)
    full = [key for key in groups if key[0] and key[1]]
    merged: dict[_Key, list[Claim]] = {key: list(groups[key]) for key in full}
    for key in sorted(groups, key=lambda k: (k[0] == "", k[1] == "", k)):
        if key in merged:
            continue
        weight = {
            other: (_spread(merged[other]), sum(spoken_of.get(id, 0) for id in other[:2]))
            for other in merged
            if _fits(key, other)
        }
        fits = sorted(weight, key=lambda other: (-weight[other][0], -weight[other][1], other))
        if fits and (len(fits) == 1 or weight[fits[0]] > weight[fits[1]]):
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
                story=story,
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
