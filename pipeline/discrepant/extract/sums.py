"""Sums that a sentence gives: "1,029,763 mines: 801,618 of one type and 228,145 of another".

The terms of a sum count what the whole counts, whatever words stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from discrepant.extract.borrowed import Count

_LEAST = 5  # smaller sums come about by chance
_MOST_TERMS = 5
_NEXT = 300  # code points from the last term to a sum in the sentence after


def mark_sums(counts: Sequence[Count]) -> None:
    """Mark the terms of each sum as parts, and give whole and terms one measure where one is not known."""
    for i, whole in enumerate(counts):
        if not _is_exact(whole) or whole.value.low < _LEAST:
            continue
        for terms in (_run(counts, i, 1, whole), _run(counts, i, -1, whole)):
            if terms and _may_join(whole, terms):
                _join(whole, terms)
                break


def _run(counts: Sequence[Count], index: int, step: int, whole: Count) -> list[Count]:
    """The counts right after (or before) the whole that add up to it, else none."""
    terms: list[Count] = []
    total = 0.0
    for offset in range(1, _MOST_TERMS + 1):
        j = index + step * offset
        if not 0 <= j < len(counts) or not _is_exact(counts[j]) or not _is_near(counts[j], whole, step):
            return []
        terms.append(counts[j])
        total += counts[j].value.low
        if total >= whole.value.low:
            break
    return terms if len(terms) > 1 and total == whole.value.low else []


def _is_exact(count: Count) -> bool:
    return count.value.comparator == "=" and count.span.label_ != "ORDINAL" and count.value.low > 0


def _is_near(term: Count, whole: Count, step: int) -> bool:
    """In one sentence, or a sum in the sentence after its terms ("That makes 113")."""
    if term.span.sent == whole.span.sent:
        return True
    return step < 0 and 0 <= whole.span.start_char - term.span.end_char <= _NEXT


def _may_join(whole: Count, terms: Sequence[Count]) -> bool:
    """Votes and other measures that the rules tell apart stay what they are."""
    known = {c.measure.id for c in (whole, *terms) if c.measure is not None}
    if not whole.told_by and whole.value.unit is None:
        return True  # "That makes 113": the sum says nothing of its own
    return len(known) <= 1 or (whole.measure is not None and any(t.measure is None for t in terms))


def _join(whole: Count, terms: Sequence[Count]) -> None:
    known = [t.measure for t in terms if t.measure is not None]
    measure = whole.measure
    if known and (measure is None or (not whole.told_by and whole.value.unit is None)):
        # The dead and the missing together are the dead: the gravest term names the sum.
        measure = max(known, key=lambda m: m.consequence)
        whole.measure = measure
    for term in terms:
        if term.measure is None or term.measure is measure:
            term.measure = measure
            term.part = True
