"""Questions and reasons in plain words, written once, where they are known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from discrepant.model import Claim, Entity, Kind, Reading
from discrepant.rulebook import Rulebook

_VOWELS = "aeiou"


def question(kind: Kind, predicate: str, subject: Entity, object: Entity, rules: Rulebook) -> str:
    """The question that a slot answers."""
    template = _template(kind, predicate, rules)
    return template.format(
        subject=subject.label or "the state",
        object=object.label or "the subject of the articles",
        title=predicate.removeprefix("office:"),
    )


def _template(kind: Kind, predicate: str, rules: Rulebook) -> str:
    if predicate.startswith("detail:"):
        return rules.details[predicate.removeprefix("detail:")].question
    if predicate.startswith("dispute:"):
        return rules.disputes[predicate.removeprefix("dispute:")].question
    if kind == "entity":
        if predicate in rules.predicates:
            return rules.predicates[predicate].who or "Who was it?"
        role = predicate.removeprefix("role:")
        return rules.roles[role].question if role in rules.roles else "Who is the {title} of {subject}?"
    if predicate in rules.predicates:
        return rules.predicates[predicate].question
    if predicate in rules.measures:
        return rules.measures[predicate].question
    if predicate.startswith("status:"):
        return _STATUS_QUESTIONS.get(predicate, "What is the status of {subject} under {object}?")
    if predicate.startswith("gap:"):
        first, last = (_stage(act, rules) for act in predicate.split(":")[1:])
        return f"How much time lay between {first} and {last} ({{subject}}, {{object}})?"
    word = predicate.removeprefix("open:")
    return {
        "date": f"When did it happen ({word}; {{subject}}, {{object}})?",
        "duration": f"How long did it last ({word}; {{subject}}, {{object}})?",
        "quantity": f"How many ({word}; {{subject}}, {{object}})?",
    }.get(kind, f"What is said of {word} ({{subject}}, {{object}})?")


def _stage(act: str, rules: Rulebook) -> str:
    rule = rules.predicates.get(act)
    return (rule.stage if rule else None) or act.replace("_", " ")


_STATUS_QUESTIONS = {
    "status:standing": "Is {subject} a party to {object}?",
    "status:in_force": "Is {object} in force?",
    "status:notice": "Does the notice of {subject} to leave {object} still stand?",
    "status:first_to_leave": "Was {subject} the first to leave {object}?",
    "status:first_to_ratify": "Was {subject} the first to ratify {object}?",
}


def sources(reading: Reading) -> str:
    """The documents of a reading, each once, with its speaker where it only reports."""
    seen: dict[str, None] = {}
    for claim in reading.claims:
        seen[_source(claim)] = None
    return ", ".join(seen)


def _source(claim: Claim) -> str:
    if claim.speaker is None:
        return claim.document
    speaker = claim.speaker.split(":", 1)[-1].replace("-", " ")
    return f"{claim.document} (quoting {speaker})"


def conflict_reason(readings: Sequence[Reading]) -> str:
    """Who says what, where the readings cannot all be true."""
    parts = [f"{r.text} ({sources(r)})" for r in readings[:4]]
    tail = "" if len(readings) <= 4 else f" and {len(readings) - 4} more"
    return f"These cannot all be true: {'; '.join(parts)}{tail}."


def fact_id(*parts: str) -> str:
    """A stable id of a slot: what it asks, not what is answered."""
    return "f-" + hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
