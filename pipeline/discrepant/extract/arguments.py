"""Who does what to whom: subject and object of a trigger, from the dependency tree, then the context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from discrepant.extract.context import Context, Named
from discrepant.extract.triggers import Trigger

_SUBJECTS = {"nsubj", "csubj", "expl"}
_PASSIVE = {"nsubjpass", "csubjpass"}
_CLAUSE_OF_HEAD = {"conj", "xcomp", "advcl", "ccomp"}
_PRONOUNS = {
    "it",
    "he",
    "she",
    "they",
    "we",
    "which",
    "who",
    "that",
    "this",
    "its",
    "his",
    "their",
    "i",
    "you",
}
_TREATY_NOUNS = {
    "convention",
    "treaty",
    "statute",
    "protocol",
    "pact",
    "accord",
    "covenant",
    "agreement",
    "charter",
}
_DOCUMENTS = {
    "law",
    "bill",
    "decree",
    "resolution",
    "order",
    "decision",
    "document",
    "statement",
    "letter",
    "deal",
}
_STATE_NOUNS = {"country", "state", "government", "nation", "federation", "republic", "island", "authority"}
_COMPLEMENTS = {"from", "of", "to", "out", "with", "for", "away", "off", "on", "into"}
_TITLE = 4  # tokens of a title before a name
_NEAR = {"poss", "compound", "amod", "nmod", "nn", "appos"}


@dataclass(frozen=True, slots=True)
class Arguments:
    """Tokens that head the noun phrases, None where the sentence has none."""

    subject: Token | None
    object: Token | None
    agent: Token | None  # "by ..." of a passive
    complement: Token | None = None  # "from ...", "to ...": what a passive or intransitive verb is about


def arguments_of(trigger: Trigger, context: Context) -> Arguments:
    """Subject, object and agent of `trigger`, read from active, passive, relative and noun forms."""
    return arguments_at(context.doc[trigger.token], trigger.verbal)


def arguments_at(token: Token, verbal: bool) -> Arguments:
    """The same for a word that is no trigger: read as a verb or as a noun."""
    return _of_verb(token) if verbal else _of_noun(token)


def _child(token: Token, deps: set[str]) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _prep_object(token: Token, words: set[str] | None = None) -> Token | None:
    for prep in token.children:
        if prep.dep_ in {"prep", "agent", "dative", "prt"} and (words is None or prep.lower_ in words):
            inner = _child(prep, {"pobj", "pcomp"}) or next(
                (o for p in prep.children if p.dep_ == "prep" for o in [_child(p, {"pobj"})] if o), None
            )
            if inner is not None and inner.ent_type_ not in {"DATE", "TIME"}:
                return inner
    return None


def _of_verb(verb: Token) -> Arguments:
    passive_subject = _child(verb, _PASSIVE)
    agent = next((_child(c, {"pobj"}) for c in verb.children if c.dep_ == "agent"), None)
    subject = _child(verb, _SUBJECTS)
    obj = _child(verb, {"dobj", "obj", "attr"}) or passive_subject
    if verb.dep_ == "acl" and obj is None and (verb.tag_ == "VBN" or agent is not None):
        obj = verb.head  # "a resolution signed on 25 August"
    elif verb.dep_ == "acl" and subject is None:
        subject = verb.head  # "a law denouncing the Convention"
    if verb.dep_ == "relcl":
        subject, obj = _relative(verb, subject, obj, passive_subject)
    if subject is None and passive_subject is None and verb.dep_ in _CLAUSE_OF_HEAD and verb.head is not verb:
        above = _of_verb(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else Arguments(None, None, None)
        if verb.dep_ == "conj" and obj is None and any(c.dep_ == "auxpass" for c in verb.children):
            obj = above.subject  # "the report runs to 64 pages and was made public"
        else:
            subject = above.subject
        if verb.dep_ == "conj" and obj is None:
            obj = above.object  # "signed and ratified the Convention", ellipsis of the object
        agent = agent or (above.agent if verb.dep_ == "conj" else None)
    complement = _prep_object(verb, _COMPLEMENTS)
    if obj is None:
        obj = complement
    return Arguments(agent or subject, obj, agent, complement)


def _relative(
    verb: Token, subject: Token | None, obj: Token | None, passive_subject: Token | None
) -> tuple[Token | None, Token | None]:
    antecedent = verb.head
    if passive_subject is not None and passive_subject.lower_ in _PRONOUNS:
        return subject, antecedent
    if subject is not None and subject.lower_ in {"which", "who", "that"}:
        return antecedent, obj
    if obj is None or obj.lower_ in {"which", "that", "whom"}:
        return subject, antecedent
    return subject, obj


def _of_noun(noun: Token) -> Arguments:
    subject = _child(noun, {"poss"}) or _prep_object(noun, {"by"})
    obj = _prep_object(noun, {"from", "to", "of", "on", "against", "into", "for"})
    if subject is None:
        subject = next(
            (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_), None
        )
    if subject is None and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
        head_subject = _child(noun.head, _SUBJECTS)
        if head_subject is not None and head_subject is not noun:
            subject = head_subject
    return Arguments(subject, obj, None)


def named_in(token: Token | None, context: Context) -> Iterator[Named]:
    """Names in the noun phrase that `token` heads, the head first, then what stands closest to it."""
    if token is None:
        return
    if token.i in context.at:
        yield context.at[token.i]
    queue = [token]
    seen = {token.i}
    for node in queue:
        for child in node.children:
            if child.i in seen:
                continue
            is_of = child.dep_ == "prep" and child.lower_ in {
                "of",
                "from",
                "to",
                "against",
                "on",
                "for",
                "with",
            }
            if child.dep_ in _NEAR or is_of or child.dep_ in {"pobj", "conj"}:
                seen.add(child.i)
                queue.append(child)
                if child.i in context.at:
                    yield context.at[child.i]


def party_for(token: Token | None, trigger: Trigger, context: Context) -> str:
    """The state whose act it is, "" where that cannot be told."""
    for named in named_in(token, context):
        if party := context.party_of(named):
            return party
    person = context.at.get(token.i) if token is not None else None
    if person is not None and person.kind == "PERSON" and (party := _state_of(person, context)):
        return party
    place = context.doc[trigger.token]
    if token is not None and token.lower_ in _PRONOUNS | _STATE_NOUNS:
        return last_party_before(token, context) or context.party
    if token is None and (party := _party_of_line(place, context)):
        return party
    if token is None:
        here = {
            party
            for n in context.names_in(place.sent.start, place.sent.end)
            if (party := context.party_of(n))
        }
        if len(here) == 1:
            return here.pop()
        if here and context.party not in here:
            return ""
    return context.party


def _party_of_line(place: Token, context: Context) -> str:
    """ "Russia: announced 15 January 2021": an item of a list that is about one state; else ""."""
    line = context.line(place)
    if line is None:
        return ""
    for named in context.names_in(line.start, min(line.start + _TITLE, line.end)):
        after = context.doc[named.end] if named.end < line.end else None
        if after is not None and after.text == ":" and (party := context.party_of(named)):
            return party
    return ""


def _state_of(person: Named, context: Context) -> str:
    """The state that the article gives a person somewhere: "Russian President Vladimir Putin"; else ""."""
    found = set()
    for named in context.names:
        if named.id != person.id or not person.id:
            continue
        for other in context.names_in(max(0, named.start - _TITLE), named.start):
            if (party := context.party_of(other)) and context.doc[other.start].sent == context.doc[
                named.start
            ].sent:
                found.add(party)
    return found.pop() if len(found) == 1 else ""


def last_party_before(token: Token, context: Context) -> str:
    """The state named last before `token`, in its sentence or the two before it, if only one was."""
    doc = context.doc
    start = token.sent.start
    for _ in range(3):
        seen = {
            party
            for n in context.names_in(start, token.i)
            if n.kind == "PARTY" and (party := context.party_of(n))
        }
        if seen:
            return seen.pop() if len(seen) == 1 else ""
        if start == 0:
            break
        start = doc[start - 1].sent.start
    return ""


def treaty_for(
    token: Token | None, trigger: Trigger, context: Context, complement: Token | None = None
) -> str | None:
    """The treaty or organisation an act is about; None where its object is plainly something else."""
    if complement is not None and complement.lemma_.lower() in _DOCUMENTS and complement.i not in context.at:
        return None  # "put his name to a law that takes Russia out of the Convention"
    if token is not None and _is_other_name(token, context):
        return None
    explicit = False
    for head in (token, complement):
        for named in named_in(head, context):
            explicit = True
            if treaty := context.treaty_of(named):
                return treaty
            if named.kind == "TREATY":
                return context.treaty  # a mention left open by the linker
    if token is not None and not explicit and _is_something_else(token):
        return None
    place = context.doc[trigger.token]
    nearby = [n for n in context.names_in(place.sent.start, place.sent.end) if context.treaty_of(n)]
    if nearby and (token is None or token.lower_ not in _PRONOUNS):
        nearest = min(nearby, key=lambda n: (abs(n.start - place.i), n.start))
        return context.treaty_of(nearest)
    return context.treaty


def _is_other_name(token: Token, context: Context) -> bool:
    """A place, person or firm that was left or joined, or one treaty of many ("signed a protocol")."""
    named = context.at.get(token.i)
    if named is not None:
        return named.kind in {"PLACE", "PERSON", "ORG"}
    indefinite = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in token.children)
    # In apposition the noun says what was named: "the Rome Statute, a treaty the country joined in 1999".
    return indefinite and token.lower_ in _TREATY_NOUNS and token.dep_ != "appos"


def _is_something_else(token: Token) -> bool:
    """A noun that can stand neither for a treaty nor for a state, and is not only when or how."""
    common = token.lower_ in _TREATY_NOUNS | _PRONOUNS
    return token.pos_ in {"NOUN", "PROPN"} and not common and not _is_adjunct(token)


def _is_adjunct(token: Token) -> bool:
    """A noun that only says when, how or in what form: not what the act was done to."""
    return token.ent_type_ in {"DATE", "TIME", "CARDINAL", "PERCENT"} or token.dep_ in {"npadvmod", "pobj"}
