"""Claims of the time between two acts: "the report came out fourteen months after the visit"."""

from __future__ import annotations

from spacy.tokens import Span

from discrepant.extract.attach import Triggers, anchor_of
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger
from discrepant.model import NOBODY, Claim, DurationValue, Entity, Value

_REACH = 12  # tokens behind "after" in which the other act must be named


def gap_claim(
    context: Context, span: Span, value: Value, triggers: Triggers, subject: Entity, object: Entity
) -> Claim | None:
    """The claim that `span` lies between two acts that the sentence names; None where it does not say so."""
    doc, end = span.doc, span.sent.end
    if not isinstance(value, DurationValue) or span.end >= end:
        return None
    word = doc[span.end].lower_
    if word not in {"after", "before"}:
        return None
    stop = next(
        (i for i in range(span.end + 1, min(end, span.end + _REACH)) if doc[i].text in {",", ";", ":", "—"}),
        min(end, span.end + _REACH),
    )
    other = _dated(triggers.within(span.end + 1, stop))
    main = _dated([t for t in anchor_of(span, triggers, "date").triggers if not span.end <= t.token < stop])
    if other is None or main is None or other.predicate.id == main.predicate.id:
        return None
    first, last = (other, main) if word == "after" else (main, other)
    return make_claim(
        context,
        span,
        value,
        kind="duration",
        predicate=f"gap:{first.predicate.id}:{last.predicate.id}",
        subject=subject if first.predicate.subject == "party" == last.predicate.subject else NOBODY,
        object=object,
        at=doc[main.token],
        trigger=main,
        certainty="asserted" if context.certainty(doc[main.token]) != "denied" else "denied",
    )


def _dated(found: list[Trigger]) -> Trigger | None:
    """The one act that is named; None where several may be meant."""
    dated = [t for t in found if "date" in t.predicate.kinds]
    if not dated:
        return None
    first = min(t.token for t in dated)
    here = {t.predicate.id: t for t in dated if t.token == first}
    return next(iter(here.values())) if len(here) == 1 else None
