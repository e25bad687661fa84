"""Claims of who: who signed, who introduced, who led, who holds an office."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from discrepant.extract.acts import choose
from discrepant.extract.arguments import arguments_of
from discrepant.extract.attach import Anchor, Triggers
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.holders import holder_claims
from discrepant.extract.persons import Actor, actor_at
from discrepant.model import Claim, EntityValue
from discrepant.rulebook import Predicate

_HEADLINE_VERBS = {
    "signs": "sign",
    "inks": "sign",
    "tables": "table",
    "introduces": "introduce",
    "submits": "submit",
}
_REACH = 8  # tokens between a verb and the name of the one who did it


def actor_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """Claims whose value is a person: the actor of an act, the holder of a role or office."""
    yield from _act_actors(context, triggers)
    yield from _headline_actors(context)
    yield from holder_claims(context)


def _act_actors(context: Context, triggers: Triggers) -> Iterator[Claim]:
    for found in triggers.by_sentence.values():
        by_token: dict[int, list] = {}  # type: ignore[type-arg]
        for trigger in found:
            if trigger.predicate.who and trigger.verbal:
                by_token.setdefault(trigger.token, []).append(trigger)
        for index, here in by_token.items():
            token = context.doc[index]
            chosen = choose(Anchor(tuple(here), token), context)
            if chosen is None or chosen[0].predicate.who is None:
                continue
            trigger, subject, object = chosen
            args = arguments_of(trigger, context)
            actor = (
                actor_at(args.agent or args.subject, context)
                or _signature_of(token, context)
                or _signer_misread(args.subject, token, context)
            )
            if actor is None:
                continue
            yield make_claim(
                context,
                actor.span,
                actor.value,
                kind="entity",
                predicate=_asked_under(trigger.predicate),
                subject=subject,
                object=object,
                at=token,
                trigger=trigger,
            )


def _asked_under(predicate: Predicate) -> str:
    """Where only the actor is asked, the act belongs to the wider one: to decide is to issue the decision."""
    if predicate.kinds == ("entity",) and predicate.narrower_than:
        return predicate.narrower_than[0]
    return predicate.id


def _signer_misread(subject: Token | None, verb: Token, context: Context) -> Actor | None:
    """A name that the model takes for a place, where the clause says "his": "Orpo put his name to"."""
    named = context.at.get(subject.i) if subject is not None else None
    if subject is None or named is None or named.kind not in {"PLACE", "ORG"} or named.id:
        return None
    if not any(t.lower_ in {"his", "her"} and t.head.head == verb for t in verb.subtree):
        return None
    span = context.doc[named.start : named.end]
    return Actor(EntityValue(id="", label=span.text), span)


def _headline_actors(context: Context) -> Iterator[Claim]:
    """ "X signs law to quit treaty": a headline, whose verb the model takes for a noun."""
    first = next(iter(context.doc.spans.get("lines", ())), None)
    if first is None or not context.treaty:
        return
    for named in context.names_in(first.start, first.end):
        if named.kind != "PERSON" or named.end >= first.end:
            continue
        verb = context.doc[named.end]
        if verb.pos_ in {"VERB", "AUX"} or verb.lower_ not in _HEADLINE_VERBS:
            continue
        after = context.doc[named.end + 1 : min(named.end + 5, first.end)]
        noun = next((t for t in after if t.pos_ in {"NOUN", "PROPN"}), None)
        for predicate in context.rules.predicates.values():
            wanted = noun is not None and noun.lemma_.lower() in predicate.object_nouns
            if wanted and predicate.who and _HEADLINE_VERBS[verb.lower_] in predicate.verbs:
                actor = actor_at(context.doc[named.start : named.end].root, context)
                if actor is not None:
                    yield make_claim(
                        context,
                        actor.span,
                        actor.value,
                        kind="entity",
                        predicate=predicate.id,
                        subject=context.entity(context.party),
                        object=context.entity(context.treaty),
                        at=verb,
                        certainty="asserted",
                    )
                break


def _signature_of(verb: Token, context: Context) -> Actor | None:
    """ "bears the signature of ...", "over the signature of ...": the signer follows the noun."""
    for word in verb.subtree:
        if word.lemma_.lower() in {"signature", "name"} and word.pos_ == "NOUN":
            for named in context.names_in(word.i, min(word.i + _REACH, word.sent.end)):
                if named.kind == "PERSON":
                    return actor_at(context.doc[named.start], context)
            owner = next((c for c in word.children if c.dep_ == "poss"), None)
            if owner is not None and owner.i in context.at and context.at[owner.i].kind == "PERSON":
                return actor_at(owner, context)
    return None
