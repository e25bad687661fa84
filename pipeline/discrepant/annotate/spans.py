"""Where the components leave what they find: span groups whose spans carry an id or a value.

    doc.spans["treaties"], ["parties"], ["bodies"], ["names"]
        label_: TREATY, PARTY, BODY, PERSON, ORG, PLACE; kb_id_: the id, "" where left open
    doc.spans["dates"], ["durations"], ["quantities"]           span._.value: the normalised value
    doc.spans["certainty"]                                      label_: denied, planned, possible, alleged
    doc.spans["speech"]                                         label_: DIRECT, INDIRECT; kb_id_: the speaker

Values travel in `kb_id_` as one line of JSON, because that survives `Doc.to_bytes`, pickling and processes,
which a custom attribute that holds an object does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from discrepant.model import Value
from discrepant.values import decode

if not Span.has_extension("value"):
    Span.set_extension("value", getter=lambda span: decode(span.kb_id_))
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)  # ISO date of publication, or None

Found = tuple[int, int, str, str]
"""Start and end in code points, label, and id or encoded value."""


def add_group(doc: Doc, group: str, found: Iterable[Found]) -> None:
    """Write `found` to `doc.spans[group]`, in order, widened to whole tokens where needed."""
    spans = []
    for start, end, label, kb_id in sorted(found):
        span = doc.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = spans


def value_of(span: Span) -> Value | None:
    """The normalised value of a date, duration or quantity span."""
    value: Value | None = span._.value
    return value
