"""Dates of an act beside them, not above: "the day it was admitted", "a year to the day after ..."."""

from __future__ import annotations

from spacy.tokens import Span

from discrepant.extract.attach import Anchor, Triggers
from discrepant.extract.triggers import Trigger

_SAME = frozenset({"day", "date", "week", "month", "year", "weekend", "afternoon", "evening"})
_REACH = 16  # tokens in which the act must be named


def second_anchor(value: Span, triggers: Triggers) -> Anchor | None:
    """The act of "on 28 February 1996, the day it was admitted to the Council": one date, two acts."""
    doc, end = value.doc, value.sent.end
    i = value.end
    if i < end and doc[i].text in {",", "(", "—", "–", "-"}:
        i += 1
    if i + 1 < end and doc[i].lower_ in {"the", "that"}:
        i += 1
        if doc[i].lower_ in {"very", "same", "exact"}:
            i += 1
    else:
        return None
    if i >= end or doc[i].lower_ not in _SAME:
        return None
    return _clause_from(i + 1, value, triggers)


def event_anchor(value: Span, triggers: Triggers) -> Anchor | None:
    """The act of "a year to the day after the letter was handed in": what such words date follows them."""
    if value[-1].lower_ not in {"after", "before"}:
        return None
    return _clause_from(value.end, value, triggers)


def _clause_from(start: int, value: Span, triggers: Triggers) -> Anchor | None:
    doc = value.doc
    end = min(value.sent.end, start + _REACH)
    stop = next((i for i in range(start + 1, end) if doc[i].text in {",", ";", ":", "—"}), end)
    found: list[Trigger] = [t for t in triggers.within(start, stop) if "date" in t.predicate.kinds]
    if not found:
        return None
    first = min(t.token for t in found)
    return Anchor(tuple(t for t in found if t.token == first), doc[first])
