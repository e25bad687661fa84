"""Claims of who: who signed, who introduced, who led, who holds an office."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from discrepant.extract.acts import choose
from discrepant.extract.arguments import arguments_of
from discrepant.extract.attach import Anchor, Triggers
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, Named
from discrepant.extract.triggers import match_words
from discrepant.model import NOBODY, Claim, EntityValue
from discrepant.rulebook import Role

_TITLE_POS = {"NOUN", "PROPN", "ADJ"}
_SPELLINGS = {"defense": "defence", "ombudswoman": "ombudsman"}
_REACH = 8  # tokens between a verb and the name of the one who did it


def actor_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """Claims whose value is a person: the actor of an act, the holder of a role or office."""
    yield from _act_actors(context, triggers)
    for named in context.names:
        if named.kind == "PERSON" and named.id:
            yield from _role_claims(context, named)


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
            person = _person(args.agent or args.subject, context) or _signature_of(token, context)
            if person is None:
                continue
            yield make_claim(
                context,
                context.doc[person.start : person.end],
                _value(person, context),
                kind="entity",
                predicate=trigger.predicate.id,
                subject=subject,
                object=object,
                at=token,
                trigger=trigger,
            )


def _value(person: Named, context: Context) -> EntityValue:
    return EntityValue(id=person.id, label=context.doc[person.start : person.end].text)


def _person(token: Token | None, context: Context) -> Named | None:
    if token is None:
        return None
    for node in (token, *token.children):
        named = context.at.get(node.i)
        if named is not None and named.kind == "PERSON" and named.id:
            return named
    return None


def _signature_of(verb: Token, context: Context) -> Named | None:
    """ "bears the signature of ...", "over the signature of ...": the signer follows the noun."""
    for word in verb.subtree:
        if word.lemma_.lower() in {"signature", "name"} and word.pos_ == "NOUN":
            for named in context.names_in(word.i, min(word.i + _REACH, word.sent.end)):
                if named.kind == "PERSON" and named.id:
                    return named
    return None


def _role_claims(context: Context, named: Named) -> Iterator[Claim]:
    for role in context.rules.roles.values():
        if (title := _title_before(context, named, role)) is not None:
            predicate = f"role:{role.id}" if not role.office else f"office:{title}"
            party = context.entity(_state_of_office(context, named)) if role.office else NOBODY
            if role.office and not party.id:
                continue
            token = context.doc[named.start]
        elif (verb := _led_by(context, named, role)) is not None:
            predicate, party, token = f"role:{role.id}", NOBODY, verb
        else:
            continue
        object = NOBODY if role.office else context.entity(context.party)
        span = context.doc[named.start : named.end]
        yield make_claim(
            context,
            span,
            _value(named, context),
            kind="entity",
            predicate=predicate,
            subject=party,
            object=object,
            at=token,
            certainty="asserted",
        )
        return


def _title_before(context: Context, named: Named, role: Role) -> str | None:
    """The title that stands right before a name, with the words that say which post it is."""
    doc = context.doc
    end = named.start
    if end > 0 and doc[end - 1].text == ",":
        end -= 1
    start = end
    floor = doc[named.start].sent.start
    while start > floor and (doc[start - 1].pos_ in _TITLE_POS or doc[start - 1].text in {"-", "of", "the"}):
        start -= 1
        if end - start > 7:
            break
    for i in range(start, end):
        for title in sorted(role.titles, key=len, reverse=True):
            words = tuple(title.split())
            tokens = match_words(doc, i, end, words)
            if tokens and tokens[-1] == end - 1 and tokens[-1] - tokens[0] == len(words) - 1:
                if not role.office:
                    return title
                before = [
                    _SPELLINGS.get(t.lower_, t.lower_)
                    for t in doc[start:i]
                    if t.i not in context.at
                    and t.pos_ in _TITLE_POS
                    and t.lower_ not in {"former", "then", "new"}
                ]
                if title == "minister" and not before:
                    return None  # a minister of what?
                if any(t.lower_ in {"former", "ex", "vice", "deputy", "acting"} for t in doc[start:i]):
                    return None
                return " ".join([*before[-2:], title])
    return None


def _state_of_office(context: Context, named: Named) -> str:
    """The state whose office it is: named in the title, or the only one in the sentence, or the topic."""
    sentence = context.doc[named.start].sent
    near = [
        p
        for n in context.names_in(max(sentence.start, named.start - 6), named.start)
        if (p := context.party_of(n))
    ]
    if near:
        return near[-1]
    parties = {p for n in context.names_in(sentence.start, sentence.end) if (p := context.party_of(n))}
    return parties.pop() if len(parties) == 1 else (context.party if not parties else "")


def _led_by(context: Context, named: Named, role: Role) -> Token | None:
    """The verb of "led by X" or "X led the delegation", with one of the role's things beside it."""
    head = context.doc[named.start : named.end].root
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "by" else head.head
    if verb.lemma_.lower() not in role.verbs:
        return None
    scope: Span = context.doc[max(verb.sent.start, verb.i - 20) : min(verb.sent.end, verb.i + 8)]
    return verb if any(t.lemma_.lower() in role.things for t in scope) else None
