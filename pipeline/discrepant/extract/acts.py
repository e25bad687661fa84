"""Claims of when an act happened and how long something lasted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from discrepant.extract.arguments import (
    Arguments,
    arguments_at,
    arguments_of,
    named_in,
    party_for,
    treaty_for,
)
from discrepant.extract.attach import Anchor, Triggers, anchor_of
from discrepant.extract.beside import event_anchor, second_anchor
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, value_of
from discrepant.extract.gaps import gap_claim
from discrepant.extract.lasting import length_claim
from discrepant.extract.plausible import is_ruled_out
from discrepant.extract.triggers import Trigger
from discrepant.model import NOBODY, Certainty, Claim, DateValue, Entity, Kind, Value

_LATER_READINGS = {"third", "final", "last"}


def act_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """A claim for each date and duration of the article that an act, or an open verb or noun, governs."""
    for group, kind in (("dates", "date"), ("clocks", "date"), ("durations", "duration")):
        for span in context.doc.spans.get(group, ()):
            if span.label_ == "CLOCK" and _stamps_line(span, context):
                continue
            if (value := value_of(span)) is None or (
                span.label_ == "DATELINE" and not _in_timeline(span, context)
            ):
                continue
            kind_: Kind = "date" if kind == "date" else "duration"
            if kind_ == "duration" and (claim := length_claim(context, span)) is not None:
                yield claim
                continue
            if kind_ == "duration" and (gap := gap_claim(context, span, value, triggers, choose)):
                yield gap
                continue
            anchor = (kind_ == "date" and event_anchor(span, triggers)) or anchor_of(span, triggers, kind_)
            if group == "dates" and (second := second_anchor(span, triggers)) is not None:
                yield from _act_claim(context, span, value, second)
            found = list(_act_claim(context, span, value, anchor))
            if found or span.label_ != "CLOCK":
                yield from found or _open_claim(context, span, anchor.token, kind_)


def _act_claim(context: Context, span: Span, value: Value, anchor: Anchor) -> Iterator[Claim]:
    """The claims that `value` is that of the act of `anchor`, one for each subject, if a trigger fits."""
    chosen = choose(anchor, context, value)
    if chosen is None:
        return
    trigger, subject, object = chosen
    if anchor.borrowed and trigger.predicate.subject == "party":
        subject = _subject_on_line(span, context) or subject
    for each in _each_subject(subject, trigger, context):
        yield make_claim(
            context,
            span,
            value,
            kind="date" if isinstance(value, DateValue) else "duration",
            predicate=trigger.predicate.id,
            subject=each,
            object=object,
            at=context.doc[trigger.token],
            trigger=trigger,
            qualifiers=[*reading_of(span.sent, trigger), *_aspect(span)],
            certainty=_certainty(trigger, value, context),
        )


def _stamps_line(span: Span, context: Context) -> bool:
    """ "08:15 How we got here": the time of an entry, not of what it tells; so is one in the byline."""
    line = context.line(span[0])
    if line is None or span.start - line.start <= 2:
        return True
    return line.label_ == "HEADING"


def _aspect(span: Span) -> list[tuple[str, str]]:
    """At what hour is another question than on what day."""
    return [("asks", "time of day")] if span.label_ == "CLOCK" else []


_HEAD_LINES = 4  # a date that opens a line further down is an entry of a timeline, not a dateline


def _in_timeline(span: Span, context: Context) -> bool:
    lines = context.doc.spans.get("lines", ())
    return (
        len(lines) > _HEAD_LINES and span.start >= lines[_HEAD_LINES - 1].end and span.end < lines[-1].start
    )


def _subject_on_line(span: Span, context: Context) -> Entity | None:
    """ "Ghana: 20 December 1999", under a heading that says what is listed: the one state its line names."""
    line = context.line(span[0])
    if line is None:
        return None
    named = {p for n in context.names_in(line.start, span.start) if (p := context.party_of(n))}
    return context.entity(named.pop()) if len(named) == 1 else None


def _each_subject(subject: Entity, trigger: Trigger, context: Context) -> list[Entity]:
    """ "Estonia, Latvia and Lithuania have left": one claim for each state."""
    head = arguments_of(trigger, context).subject
    named = context.at.get(head.i) if head is not None else None
    if head is None or named is None or trigger.predicate.subject != "party" or named.id != subject.id:
        return [subject]
    found = [subject.id]
    queue = [head]
    for node in queue:
        for child in node.children:
            other = context.at.get(child.i)
            if child.dep_ == "conj" and other is not None and (party := context.party_of(other)):
                queue.append(child)
                found.append(party)
    return [context.entity(party) for party in dict.fromkeys(found)]


def choose(
    anchor: Anchor, context: Context, value: Value | None = None
) -> tuple[Trigger, Entity, Entity] | None:
    """The one trigger of `anchor` whose subject and object fit its rule best."""
    ranked: list[tuple[float, str, Trigger, Entity, Entity]] = []
    for trigger in anchor.triggers:
        args = arguments_of(trigger, context)
        fit = object_fit(trigger, args, context, borrowed=anchor.borrowed)
        if fit is None or _is_of_many(trigger, args, context):
            continue
        inner = _inner_act(trigger, args, anchor)
        if inner is not None:
            trigger = inner
        subject, object = entities_for(trigger, args, context)
        if object is None or is_ruled_out(trigger, args, object, value, context):
            continue
        spread = trigger.tokens[-1] - trigger.tokens[0] + 1 - trigger.weight
        ranked.append((fit + trigger.weight - 0.1 * spread, trigger.predicate.id, trigger, subject, object))
    if not ranked:
        return None
    ranked.sort(key=lambda row: (-row[0], row[1]))
    _, _, trigger, subject, found = ranked[0]
    return trigger, subject, found


def object_fit(trigger: Trigger, args: Arguments, context: Context, borrowed: bool = False) -> int | None:
    """How well the object fits the rule: None where it does not."""
    wanted = trigger.predicate.object_nouns
    if not wanted or not trigger.verbal or trigger.complete:
        return 1 + trigger.complete
    head = args.object
    verb = context.doc[trigger.token]
    if verb.dep_ == "acl" and verb.head.lemma_.lower() in wanted:
        return 4  # "the ruling made public last Thursday"
    if _antecedent(verb, wanted) is not None and not any(c.dep_ == "dobj" for c in verb.children):
        return 3  # "the notice which the minister, after long talks, signed"
    if head is not None:
        words = {
            head.lemma_.lower(),
            *(c.lemma_.lower() for c in head.children if c.dep_ in {"compound", "conj"}),
        }
        if words & set(wanted):
            owned = any(child.dep_ == "poss" for child in head.children)  # "its obligations", not "laws"
            one = head.tag_ != "NNS" or owned or head.lemma_.lower() in {"finding", "text"}
            return 4 if one else None
        if args.complement is not None and args.complement.lemma_.lower() in wanted:
            return 4  # "put his name to a law"
        if head.i in context.at or head.ent_type_:
            return None
    if head is None and args.subject is not None and args.subject.lemma_.lower() in wanted:
        return 3  # "the findings came out"
    if head is not None and head.lower_ in {"it", "they", "this", "which", "that"} and _meant(head, wanted):
        return 2
    if borrowed and head is None:
        return 0
    return None


def _meant(pronoun: Token, wanted: tuple[str, ...]) -> bool:
    """Whether the subject of the sentence before, or an object in it, is one of the `wanted` nouns."""
    start = pronoun.sent.start
    if start == 0:
        return False
    before = pronoun.doc[start - 1].sent
    return any(t.dep_ in {"nsubj", "nsubjpass", "dobj"} and t.lemma_.lower() in wanted for t in before)


def _antecedent(verb: Token, wanted: tuple[str, ...]) -> Token | None:
    """A wanted noun before the verb that a relative pronoun takes up, where the parser lost the link."""
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _RELATIVE_REACH), -1):
        if verb.doc[i].lower_ in {"which", "that"} and i > verb.sent.start:
            noun: Token = verb.doc[i - 1]
            return noun if noun.lemma_.lower() in wanted else None
    return None


def _is_of_many(trigger: Trigger, args: Arguments, context: Context) -> bool:
    """ "Until this week 178 of them had ratified", "the tenth ratification": not the act of one state."""
    if trigger.predicate.subject != "party" or trigger.predicate.object_nouns:
        return False
    counted = {
        i
        for span in context.doc.spans.get("quantities", ())
        if span.label_ != "ORDINAL"  # "the first country to sign" is one
        for i in range(span.start, span.end)
    }
    noun = context.doc[trigger.token]
    if not trigger.verbal and any(
        child.i in counted or (child.ent_type_ == "ORDINAL" and child.lower_ != "first")
        for child in noun.children
    ):
        return True
    return args.subject is not None and args.subject.i in counted


def _inner_act(trigger: Trigger, args: Arguments, anchor: Anchor) -> Trigger | None:
    """ "The law on ratification was signed": what was signed says more than that it was signed."""
    if args.object is None or not trigger.verbal:
        return None
    inner = [t for t in anchor.triggers if not t.verbal and len(t.tokens) > 1 and args.object.i in t.tokens]
    return inner[0] if inner else None


def entities_for(trigger: Trigger, args: Arguments, context: Context) -> tuple[Entity, Entity | None]:
    """Subject and object of a claim, as the rule wants them; object None where the act is another one."""
    predicate = trigger.predicate
    subject = _subject(trigger, args, context)
    if predicate.object == "treaty":
        consumed = trigger.complete or (args.object is not None and args.object.i in trigger.tokens)
        head = None if predicate.object_nouns or consumed else args.object
        complement = None if predicate.object_nouns else args.complement
        treaty = treaty_for(head, trigger, context, complement)
        if treaty and not treaty.startswith("treaty:") and not predicate.organisations:
            treaty = context.treaty
        return subject, None if treaty is None else context.entity(treaty)
    if predicate.object == "body":
        for head in (args.complement, args.object):
            for named in named_in(head, context):
                if named.kind == "BODY" and named.id:
                    return subject, context.entity(named.id)
        here = context.doc[trigger.token].sent
        bodies = {n.id for n in context.names_in(here.start, here.end) if _is_organisation(n.id, context)}
        if len(bodies) == 1:
            return subject, context.entity(bodies.pop())
        unnamed = args.complement is not None and args.complement.lemma_.lower() in _ORGANISATIONS
        return subject, NOBODY if unnamed else None
    if predicate.object == "any":
        # Places, organs and people are called by many names; the state is the one that articles share.
        parties = (party for named in named_in(args.object, context) if (party := context.party_of(named)))
        return subject, context.entity(next(parties, context.party))
    return subject, NOBODY


_ORGANISATIONS = {"organisation", "organization", "council", "body", "bloc", "union", "group", "alliance"}


def _is_organisation(id: str, context: Context) -> bool:
    body = context.rules.bodies.get(id)
    return body is not None and body.kind == "organisation"


def _subject(trigger: Trigger, args: Arguments, context: Context) -> Entity:
    wanted = trigger.predicate.subject
    if wanted == "party":
        return context.entity(party_for(args.subject, trigger, context))
    if wanted == "none" or (wanted == "any" and trigger.predicate.who):
        return NOBODY  # who did it is a claim of its own
    for named in named_in(args.subject, context):
        if named.id and (wanted == "any" or named.kind == "BODY"):
            return context.entity(named.id)
    return NOBODY


_RELATIVE_REACH = 16  # tokens
_NEGATIVE = {"not", "no", "never", "n't", "cease", "stop", "free", "without"}


def _certainty(trigger: Trigger, value: Value, context: Context) -> Certainty | None:
    """None for what the scopes say; "asserted" where they do not matter.

    "It has not been a party since July" asserts a date, for the negation is part of the wording; so does
    "could visit, ever since ratification in 1998", for a noun names what has happened.
    """
    if any(context.doc[i].lower_ in _NEGATIVE or context.doc[i].lemma_ in _NEGATIVE for i in trigger.tokens):
        return "asserted"
    published = context.article.published
    past = isinstance(value, DateValue) and value.latest and published and value.latest <= published
    return "asserted" if not trigger.verbal and past else None


def reading_of(sentence: Span, trigger: Trigger) -> list[tuple[str, str]]:
    """Which of several readings of a bill a vote was on, where the sentence says so."""
    if trigger.predicate.id != "bill_passed":
        return []
    return [("reading", reading)] if (reading := reading_in(sentence)) else []


def reading_in(sentence: Span) -> str:
    """ "first", "second" or "final", where the sentence names the reading of a bill; else ""."""
    named: set[str] = set()
    for token in sentence:
        if token.lemma_.lower() in {"reading", "vote"}:
            named |= {t.lower_ for t in token.subtree if t.dep_ in {"amod", "conj", "compound"}}
    if named & _LATER_READINGS:
        return "final"
    return next((reading for reading in ("first", "second") if reading in named), "")


def _open_claim(context: Context, span: Span, governor: Token, kind: Kind) -> Iterator[Claim]:
    """A dated statement that no rule knows: its own verb or noun stands for the predicate."""
    if governor.i in range(span.start, span.end) or governor.pos_ not in {"VERB", "NOUN"}:
        return
    subject, object = open_entities(context, governor)
    value = value_of(span)
    if value is not None:
        yield make_claim(
            context,
            span,
            value,
            kind=kind,
            predicate=f"open:{governor.lemma_.lower()}",
            subject=subject,
            object=object,
            at=governor,
        )


def open_entities(context: Context, governor: Token) -> tuple[Entity, Entity]:
    """Named subject and object of an open verb or noun; nobody where they are not named."""
    args = arguments_at(governor, governor.pos_ == "VERB")
    found = [
        next((context.entity(n.id) for n in named_in(token, context) if n.id), NOBODY)
        for token in (args.subject, args.object)
    ]
    return found[0], found[1]
