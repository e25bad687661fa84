"""Sums over measures: the convicted and those on remand make the prisoners, votes cast make those present.

Only the terms that one article gives together are added up; rules/measures.toml says which make a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from discrepant.model import Claim, Fact, Flag, QuantityValue
from discrepant.reconcile.judge import Judge, make_fact
from discrepant.reconcile.readings import make_reading
from discrepant.reconcile.slots import Slot
from discrepant.values import compare, show

_OFF = 1.1  # a total further from the sum than this was not meant to be its total
_NARROWING = {"scope", "group", "event", "place"}


def sum_facts(slots: Sequence[Slot], judge: Judge) -> list[Fact]:
    """One fact for each total that the terms of an article add up to, or fail to."""
    by_measure: dict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.kind == "quantity":
            by_measure[slot.predicate, slot.story].append(slot)
    facts: list[Fact] = []
    for slot in slots:
        measure = judge.rules.measures.get(slot.predicate)
        if slot.kind != "quantity" or measure is None or not measure.sum_of:
            continue
        terms = [_plain(s, slot) for part in measure.sum_of for s in [by_measure[part, slot.story]]]
        for document in sorted({c.document for c in slot.claims}):
            claims = [by_document.get(document) for by_document in terms]
            if all(claims):
                facts += _total(slot, document, [c for c in claims if c is not None], judge)
    return facts


def _plain(slots: Sequence[Slot], whole: Slot) -> dict[str, Claim]:
    """The one exact and unnarrowed claim of each document, where it has just one value."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for slot in slots:
        for claim in slot.claims if slot.qualifiers == whole.qualifiers else ():
            if _is_plain(claim):
                found[claim.document].append(claim)
    return {d: claims[0] for d, claims in found.items() if len({_low(c) for c in claims}) == 1}


def _is_plain(claim: Claim) -> bool:
    exact = isinstance(claim.value, QuantityValue) and claim.value.comparator == "="
    return exact and claim.certainty == "asserted" and not _NARROWING & {key for key, _ in claim.qualifiers}


def _low(claim: Claim) -> float:
    return claim.value.low if isinstance(claim.value, QuantityValue) else 0.0


def _total(slot: Slot, document: str, terms: Sequence[Claim], judge: Judge) -> list[Fact]:
    stated = [c for c in slot.claims if c.document == document and _is_plain(c)]
    total = sum(_low(c) for c in terms)
    value = QuantityValue(low=total, high=total)
    low, high = sorted((total, _low(stated[0]))) if stated else (0.0, 0.0)
    if not stated or low <= 0 or high / low > _OFF:
        return []
    words = f"{' and '.join(show(c.value) for c in terms)} make {total:.0f}"
    fits = any(compare(c.value, value).relation != "disjoint" for c in stated)
    verdict = "agrees with" if fits else "is not"
    return [
        make_fact(
            kind="quantity",
            predicate=slot.predicate,
            subject=slot.subject,
            object=slot.object,
            flag=Flag.REFINED if fits else Flag.CONFLICT,
            readings=[
                make_reading(stated, judge.origins),
                make_reading(terms, judge.origins, derived=words, value=value),
            ],
            origins=judge.origins,
            rules=judge.rules,
            suffix=f"sum|{document}",
            qualifiers=slot.qualifiers,
            reason=f"In {document}, {show(stated[0].value)} {verdict} the sum of its parts: {words}.",
        )
    ]
