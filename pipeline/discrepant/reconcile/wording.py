"""Questions and reasons in plain words, written once, where they are known."""

from __future__ import annotations

from collections.abc import Sequence

from discrepant.model import Claim, DateValue, Entity, Kind, Reading, Value
from discrepant.rulebook import Rulebook
from discrepant.values import show


def question(kind: Kind, predicate: str, subject: Entity, object: Entity, rules: Rulebook) -> str:
    """The question that a slot answers."""
    if predicate.startswith("open:"):
        return _open_question(kind, predicate, subject, object, rules)
    rule = rules.predicates.get(predicate)
    asked = _template(kind, predicate, rules).format(
        subject=named(subject, rules) or _UNNAMED.get(rule.subject if rule else "", "the state"),
        object=named(object, rules)
        or _UNNAMED.get(rule.object if rule else "", "what the articles speak of"),
        title=predicate.removeprefix("office:"),
    )
    return capital(asked)


_UNNAMED = {
    "party": "the state",
    "body": "the organisation",
    "treaty": "the treaty",
    "any": "the one concerned",
}


def named(entity: Entity, rules: Rulebook) -> str:
    """The name of `entity` as it stands in a sentence: "the Rome Statute", "Kenya", "the Philippines"."""
    label = entity.label
    if label.startswith("The "):
        return f"the {label.removeprefix('The ')}"
    words = label.partition(" (")[0].replace("-", " ").split()
    body = rules.bodies.get(entity.id)
    if entity.id in rules.treaties:
        # A number makes a name of its own: Protocol No. 1, Convention 108, START I.
        numbered = "No." in words or words[-1].isdigit() or set(words[-1]) <= {"I"}
        definite = not numbered and not _TEXTS.isdisjoint(words)
    elif entity.id in rules.parties:
        definite = not _STATES.isdisjoint(words)
    elif body is not None:
        definite = body.kind in ("chamber", "court") or not _BODIES.isdisjoint(words)
    else:
        definite = False
    return f"the {label}" if definite else label


# Nouns that make a name definite.
_TEXTS = frozenset({
    "Convention", "Conventions", "Covenant", "Treaty", "Protocol", "Charter", "Statute", "Agreement",
    "Act"
})  # fmt: skip
_STATES = frozenset({
    "United", "Republic", "Islands", "Union", "Kingdom", "See", "states", "countries", "Netherlands",
    "Philippines", "Gambia", "Maldives", "Comoros", "Seychelles"
})  # fmt: skip
_BODIES = frozenset({
    "Agency", "Assembly", "Assemblies", "Campaign", "Chamber", "Coalition", "Commission",
    "Commissioner", "Committee", "Community", "Consortium", "Council", "Court", "League", "Nations",
    "Office", "office", "agency", "Organisation", "Organization", "Parliament", "Prosecutor",
    "Rapporteur", "Secretary", "States", "Subcommittee", "Tribunal", "Union", "Commonwealth",
    "Alliance", "OSCE"
})  # fmt: skip


def _open_question(kind: Kind, predicate: str, subject: Entity, object: Entity, rules: Rulebook) -> str:
    """A question about an event that no rule knows: its word, and who is named in it."""
    asked = {"date": "When did it happen", "duration": "How long did it last", "quantity": "How many"}
    parts = [predicate.removeprefix("open:")]
    if names := [named(entity, rules) for entity in (subject, object) if entity.label]:
        parts.append(", ".join(names))
    return f"{asked.get(kind, 'What is said of it')} ({': '.join(parts)})?"


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
    return "What is said of {subject} and {object}?"


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


def capital(text: str) -> str:
    """`text` with a capital first letter, as a sentence begins."""
    return text[:1].upper() + text[1:]


def when(value: Value) -> str:
    """A date with its preposition ("in 1996", "on 5 May 1998"); any other value as it is shown."""
    text = show(value)
    if not isinstance(value, DateValue) or text.startswith(("from ", "before ", "until ")):
        return text
    if " to " in text:
        return f"from {text}"
    one_day = value.earliest is not None and value.earliest == value.latest
    bare_weekday = value.earliest is None and value.weekday is not None
    return f"on {text}" if one_day or bare_weekday or " or " in text else f"in {text}"


def counted(number: int, noun: str) -> str:
    """ "1 statement", "2 statements"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
