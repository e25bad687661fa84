"""Facts, claims and mentions as plain JSON objects, with their keys in the order in which they are written.

The shapes are published as JSON Schemas in export/schema/. A change that a reader of the files would notice
needs a new number in the schema's name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from importlib import resources
from typing import Any, TypeAlias

from discrepant import values
from discrepant.model import Claim, Entity, Fact, Flag, Mention, Reading, Run

Record: TypeAlias = dict[str, Any]

SCHEMAS: dict[str, str] = {
    "discrepant/fact/1": "fact.json",
    "discrepant/claim/1": "claim.json",
    "discrepant/mention/1": "mention.json",
}

_FLAGS = tuple(Flag)


def load_schema(name: str) -> Record:
    """The JSON Schema called `name`, e.g. "discrepant/fact/1". Raises KeyError for any other name."""
    text = (resources.files("discrepant") / "export" / "schema" / SCHEMAS[name]).read_text("utf-8")
    schema: Record = json.loads(text)
    return schema


def facts_in_order(run: Run) -> list[Fact]:
    """Facts as reports list them: by flag, the most serious first, then by id."""
    return sorted(run.facts, key=lambda fact: (_FLAGS.index(fact.flag), -fact.severity, fact.id))


def claims_in_order(run: Run) -> list[Claim]:
    """Claims in the order in which somebody who reads the articles meets them."""
    return sorted(run.claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.id))


def mentions_in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in the order of their articles, then of their words."""
    return sorted(mentions, key=lambda m: (m.document, m.start, m.end, m.type, m.id or ""))


def fact_record(fact: Fact) -> Record:
    """One line of facts.jsonl."""
    return {
        "schema": "discrepant/fact/1",
        "id": fact.id,
        "flag": str(fact.flag),
        "reason": fact.reason,
        "severity": fact.severity,
        "subject": _entity(fact.subject),
        "predicate": fact.predicate,
        "object": _entity(fact.object),
        "kind": fact.kind,
        "question": fact.question,
        "origins": fact.origins,
        "readings": [_reading(reading) for reading in fact.readings],
        "qualifiers": _qualifiers(fact.qualifiers),
        "possible": fact.possible,
        "steps": list(fact.steps),
    }


def claim_record(claim: Claim) -> Record:
    """One line of claims.jsonl."""
    return {
        "schema": "discrepant/claim/1",
        "id": claim.id,
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "sentence": list(claim.sentence),
        "kind": claim.kind,
        "subject": _entity(claim.subject),
        "predicate": claim.predicate,
        "object": _entity(claim.object),
        "value": values.as_json(claim.value),
        "qualifiers": _qualifiers(claim.qualifiers),
        "certainty": claim.certainty,
        "speaker": claim.speaker,
        "trigger": None if claim.trigger is None else list(claim.trigger),
        "published": _day(claim.published),
    }


def mention_record(mention: Mention) -> Record:
    """One line of mentions.jsonl."""
    return {
        "schema": "discrepant/mention/1",
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "type": mention.type,
        "id": mention.id,
        "value": None if mention.value is None else values.as_json(mention.value),
    }


def _reading(reading: Reading) -> Record:
    return {
        "value": values.as_json(reading.value),
        "text": reading.text,
        "origins": reading.origins,
        "claims": [_evidence(claim) for claim in reading.claims],
        "derived": reading.derived,
    }


def _evidence(claim: Claim) -> Record:
    """A claim as a reading holds it: what points at the words, without what the fact says already."""
    return {
        "id": claim.id,
        "document": claim.document,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "sentence": list(claim.sentence),
        "predicate": claim.predicate,
        "certainty": claim.certainty,
        "speaker": claim.speaker,
        "qualifiers": _qualifiers(claim.qualifiers),
    }


def _entity(entity: Entity) -> Record:
    return {"id": entity.id, "label": entity.label}


def _qualifiers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One string a name; a name that is given twice keeps both values."""
    together: dict[str, str] = {}
    for name, value in pairs:
        together[name] = f"{together[name]}; {value}" if name in together else value
    return together


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
