"""What cannot be an act of a state under a treaty, whatever its words: an aircraft that left."""

from __future__ import annotations

from spacy.tokens import Token

from discrepant.extract.arguments import Arguments, named_in
from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger
from discrepant.model import DateValue, Entity, Value

_LONGEST_ACT = 800  # days; "1987-2019" is the life of a treaty, not the day of an act
# Subjects that stand for a state or for one of its acts.
_STATELY = {
    *("country", "state", "government", "nation", "federation", "republic", "island", "kingdom", "cabinet"),
    *("president", "parliament", "minister", "ministry", "capital", "administration", "leadership", "regime"),
    *(
        "withdrawal",
        "exit",
        "departure",
        "denunciation",
        "notice",
        "letter",
        "decision",
        "step",
        "instrument",
    ),
    *("member", "party", "signatory", "neighbour", "ally", "authority", "envoy", "delegate", "ambassador"),
}


def is_ruled_out(
    trigger: Trigger, args: Arguments, object: Entity, value: Value | None, context: Context
) -> bool:
    """True where a claim of `trigger` would be of something else that goes by the same word."""
    return (
        _too_early(value, object, context)
        or _too_long(trigger, value)
        or _is_about_no_treaty(trigger, object, context)
        or _is_done_by_no_state(trigger, args, context)
    )


def _wants_treaty(trigger: Trigger) -> bool:
    return trigger.predicate.object == "treaty" and not trigger.predicate.object_nouns


def _is_about_no_treaty(trigger: Trigger, object: Entity, context: Context) -> bool:
    """ "We left on Wednesday evening", in an article without any treaty."""
    return _wants_treaty(trigger) and not object.id and not any(n.kind == "TREATY" for n in context.names)


def _is_done_by_no_state(trigger: Trigger, args: Arguments, context: Context) -> bool:
    """ "His aircraft left", "the general departed": neither a treaty nor a state is named."""
    if not _wants_treaty(trigger) or not trigger.verbal or trigger.complete or args.subject is None:
        return False
    if trigger.predicate.subject != "party":
        return False
    for head in (args.object, args.complement):
        if any(context.treaty_of(named) or named.kind == "TREATY" for named in named_in(head, context)):
            return False
    return not _is_stately(args.subject, context)


def _is_stately(subject: Token, context: Context) -> bool:
    if subject.pos_ == "PRON" or subject.lemma_.lower() in _STATELY:
        return True
    named = context.at.get(subject.i)
    return named is not None and (named.kind == "TREATY" or bool(context.party_of(named)))


def _too_long(trigger: Trigger, value: Value | None) -> bool:
    """An act has a day; a range of years says how long something was."""
    if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
        return False
    return (
        _wants_treaty(trigger) and "/" in value.edtf and (value.latest - value.earliest).days > _LONGEST_ACT
    )


def _too_early(value: Value | None, object: Entity, context: Context) -> bool:
    """Nobody signs, joins or leaves a treaty before it exists."""
    treaty = context.rules.treaties.get(object.id)
    born = (treaty.adopted or treaty.opened) if treaty else None
    return (
        isinstance(value, DateValue) and born is not None and value.latest is not None and value.latest < born
    )
