"""Claims of who holds a role in one event (who led, who commanded) or an office at a time."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from discrepant.extract.arguments import arguments_at
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, Named, value_of
from discrepant.extract.persons import Actor, actor_at, office_ending_at, title_of
from discrepant.extract.triggers import match_words
from discrepant.model import NOBODY, Claim, DateValue, EntityValue
from discrepant.rulebook import Role

_AFTER_NAME = 8  # tokens of an apposition: "X, the Danish doctor who was head of the delegation"
_OLD_DAYS = 60
_PRONOUNS = {"it", "which", "that"}


def holder_claims(context: Context) -> Iterator[Claim]:
    """A claim for each person of whom the text says which role or office he or she holds."""
    for named in context.names:
        if named.kind == "PERSON" and named.id and (claim := _by_title(context, named)):
            yield claim
    for role in context.rules.roles.values():
        if not role.office:
            yield from _by_verb(context, role)


def _by_title(context: Context, named: Named) -> Claim | None:
    """ "Defence Minister X"; "X, the head of the delegation"; "the head of the team was X"."""
    for role in context.rules.roles.values():
        title = title_of(context, named, role) or _title_after(context, named, role)
        if title is None:
            continue
        party = context.entity(_state_of_office(context, named)) if role.office else NOBODY
        if role.office and (not party.id or _is_history(named, context)):
            continue
        span = context.doc[named.start : named.end]
        return make_claim(
            context,
            span,
            EntityValue(id=named.id, label=span.text),
            kind="entity",
            predicate=f"office:{title}" if role.office else f"role:{role.id}",
            subject=party,
            object=NOBODY if role.office else context.entity(context.party),
            at=context.doc[named.start],
            certainty="asserted",
        )
    return None


def _is_history(named: Named, context: Context) -> bool:
    """Whether the sentence is of an earlier time: who held the office then, need not hold it now."""
    sentence = context.doc[named.start].sent
    if any(t.lower_ in {"then", "former", "formerly", "late"} for t in _around(named, sentence)):
        return True
    published = context.article.published
    for span in context.doc.spans.get("dates", ()):
        if sentence.start <= span.start < sentence.end:
            value = value_of(span)
            latest = value.latest if isinstance(value, DateValue) else None
            if latest is not None and (published is None or (published - latest).days > _OLD_DAYS):
                return True
    return False


def _around(named: Named, sentence: Span) -> Span:
    return sentence.doc[max(sentence.start, named.start - 6) : min(sentence.end, named.end + 4)]


def _title_after(context: Context, named: Named, role: Role) -> str | None:
    """The title in apposition to the name, or on the other side of "was"."""
    doc = context.doc
    head = doc[named.start : named.end].root
    beside = [c for c in head.children if c.dep_ == "appos" and c.i >= named.end]
    if head.dep_ in {"attr", "nsubj"} and head.head.lemma_ == "be":
        verb = head.head
        if any(c.dep_ == "neg" for c in verb.children):
            return None
        beside += [c for c in verb.children if c.dep_ in {"attr", "nsubj"} and c is not head]
        beside += [o for c in verb.children if c.lower_ == "at" for o in c.children if o.dep_ == "pobj"]
    for noun in beside:
        if abs(noun.i - head.i) > 2 * _AFTER_NAME:
            continue
        if role.office:
            found = office_ending_at(noun, context)
            past = any(t.lower_ in {"was", "former"} for t in doc[max(0, noun.i - 4) : noun.i])
            if found is not None and not past and found[0].endswith(role.titles):
                return found[0]
            continue
        for title in role.titles:
            words = tuple(title.split())
            stop = min(noun.i + len(words) + 1, noun.sent.end)
            if match_words(doc, noun.i, stop, words, gap=1):
                return title
    return None


def _by_verb(context: Context, role: Role) -> Iterator[Claim]:
    """ "led by X", "X, who led the delegation", "heading the team was X"."""
    for token in context.doc:
        if token.lemma_.lower() not in role.verbs or token.pos_ not in {"VERB", "AUX", "NOUN"}:
            continue
        actor = _leader(token, role, context)
        if actor is None:
            continue
        yield make_claim(
            context,
            actor.span,
            actor.value,
            kind="entity",
            predicate=f"role:{role.id}",
            subject=NOBODY,
            object=context.entity(context.party),
            at=token,
        )


def _leader(verb: Token, role: Role, context: Context) -> Actor | None:
    if verb.pos_ == "NOUN":
        return None
    args = arguments_at(verb, verbal=True)
    if not _is_thing(args.object, role):
        return None
    leader = args.agent or args.subject
    if leader is None and verb.dep_ in {"csubj", "advcl", "ROOT"}:
        clause = verb.head if verb.dep_ == "csubj" else verb
        leader = next((c for c in clause.children if c.dep_ == "attr" and c.i > verb.i), None)
    return actor_at(leader, context)


def _is_thing(noun: Token | None, role: Role) -> bool:
    """Whether `noun` is what the role is about; a pronoun is, after a sentence that names such a thing."""
    if noun is None:
        return False
    if noun.lemma_.lower() in role.things:
        return True
    if noun.lower_ not in _PRONOUNS or noun.sent.start == 0:
        return False
    before: Span = noun.doc[noun.sent.start - 1].sent
    return any(t.lemma_.lower() in role.things and t.dep_ in {"nsubj", "nsubjpass", "dobj"} for t in before)


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
