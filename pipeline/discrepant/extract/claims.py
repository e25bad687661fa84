"""Builds claims, so that ids, quotes and sentences are made in one place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from spacy.tokens import Span, Token

from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger
from discrepant.model import Certainty, Claim, Entity, Kind, Value
from discrepant.values import as_json


def make_claim(
    context: Context,
    value_span: Span,
    value: Value,
    *,
    kind: Kind,
    predicate: str,
    subject: Entity,
    object: Entity,
    at: Token,
    trigger: Trigger | None = None,
    qualifiers: Iterable[tuple[str, str]] = (),
    certainty: Certainty | None = None,
) -> Claim:
    """One claim. `at` is the word that governs it: its clause tells certainty and speaker."""
    text = context.article.text
    start, end = _trimmed(text, value_span.start_char, value_span.end_char)
    words = trigger_span(context, trigger) if trigger else None
    sentence = value_span.sent
    claim = Claim(
        id="",
        document=context.article.path,
        start=start,
        end=end,
        quote=text[start:end],
        sentence=_trimmed(text, sentence.start_char, sentence.end_char),
        kind=kind,
        subject=subject,
        predicate=predicate,
        object=object,
        value=value,
        qualifiers=tuple(sorted(set(qualifiers))),
        certainty=certainty or context.certainty(at),
        speaker=context.speaker(at),
        trigger=words,
        published=context.article.published,
    )
    return replace(claim, id=claim_id(claim))


def claim_id(claim: Claim) -> str:
    """A hash of what is claimed and where: the same claim has the same id in every run."""
    fields: dict[str, Any] = {
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "subject": claim.subject.id,
        "predicate": claim.predicate,
        "object": claim.object.id,
        "value": as_json(claim.value),
        "qualifiers": claim.qualifiers,
    }
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode("utf-8"))
    return f"c-{digest.hexdigest()[:16]}"


def trigger_span(context: Context, trigger: Trigger) -> tuple[int, int]:
    """Offsets from the first to the last word of `trigger`."""
    first, last = context.doc[trigger.tokens[0]], context.doc[trigger.tokens[-1]]
    return first.idx, last.idx + len(last)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same span without the white space at its ends; never empty."""
    while end - start > 1 and text[start].isspace():
        start += 1
    while end - start > 1 and text[end - 1].isspace():
        end -= 1
    return start, end
