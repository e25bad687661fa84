"""Claims of the time between two acts: "the report came out fourteen months after the visit"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from spacy.tokens import Span

from discrepant.extract.attach import Anchor, Triggers
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger
from discrepant.model import NOBODY, Claim, DurationValue, Entity, Value

Choose: TypeAlias = Callable[[Anchor, Context], tuple[Trigger, Entity, Entity] | None]
"""Which of the triggers of an anchor is meant, with its subject and object."""

_BEFORE = 14  # tokens before the length in which the first act must be named
_BEHIND = 10  # tokens behind "after" in which the other must


def gap_claim(context: Context, span: Span, value: Value, triggers: Triggers, choose: Choose) -> Claim | None:
    """The claim that `span` lies between two acts that the sentence names; None where it does not say so."""
    doc, end = span.doc, span.sent.end
    if (
        not isinstance(value, DurationValue)
        or span.end >= end
        or doc[span.end].lower_ not in {"after", "before"}
    ):
        return None
    behind = _next(triggers, span.end + 1, min(end, span.end + _BEHIND), context)
    ahead = _last(triggers, max(span.sent.start, span.start - _BEFORE), span.start, context)
    other = choose(behind, context) if behind else None
    main = choose(ahead, context) if ahead else None
    if other is None or main is None or other[0].predicate.id == main[0].predicate.id:
        return None
    first, last = (other, main) if doc[span.end].lower_ == "after" else (main, other)
    subjects = {who[1] for who in (first, last) if who[1].id}
    objects = {who[2] for who in (first, last) if who[2].id}
    if len(subjects) > 1 or len(objects) > 1:
        return None  # two acts of two states, or of two treaties
    verb = doc[main[0].token]
    return make_claim(
        context,
        span,
        value,
        kind="duration",
        predicate=f"gap:{first[0].predicate.id}:{last[0].predicate.id}",
        subject=next(iter(subjects), NOBODY),
        object=next(iter(objects), NOBODY),
        at=verb,
        trigger=main[0],
        certainty="denied" if context.certainty(verb) == "denied" else "asserted",
    )


def _next(triggers: Triggers, start: int, end: int, context: Context) -> Anchor | None:
    """The first act behind "after", before any comma."""
    doc = context.doc
    stop = next((i for i in range(start, end) if doc[i].text in {",", ";", ":", "—"}), end)
    return _at(min((t.token for t in _dated(triggers, start, stop)), default=None), triggers, context)


def _last(triggers: Triggers, start: int, end: int, context: Context) -> Anchor | None:
    """The last verb before the length that names an act, else the last noun."""
    found = _dated(triggers, start, end)
    verbs = [t for t in found if t.verbal] or found
    return _at(max((t.token for t in verbs), default=None), triggers, context)


def _dated(triggers: Triggers, start: int, end: int) -> list[Trigger]:
    return [t for t in triggers.within(start, end) if "date" in t.predicate.kinds]


def _at(token: int | None, triggers: Triggers, context: Context) -> Anchor | None:
    if token is None:
        return None
    here = tuple(t for t in _dated(triggers, token, token + 1) if t.token == token)
    return Anchor(here, context.doc[token])
