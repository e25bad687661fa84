"""Who a noun phrase means: a person by name, by pronoun, or by the office that he or she holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from discrepant.extract.context import Context, Named
from discrepant.extract.triggers import match_words
from discrepant.model import EntityValue
from discrepant.rulebook import Role

_TITLE_POS = {"NOUN", "PROPN", "ADJ"}
_SPELLINGS = {"defense": "defence", "ombudswoman": "ombudsman", "premier": "prime minister"}
_NO_LONGER = {"former", "ex", "vice", "deputy", "acting"}
_SAID_OF_TIME = {"former", "then", "new"}
_HE = {"he", "she", "him", "her", "himself", "herself"}
_NAMED_BY = {"compound", "appos", "flat", "nmod", "poss"}
_STATE_NOUNS = {"country", "republic", "state", "federation"}
_SLUG = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or office as value of a claim, and the words that name it there."""

    value: EntityValue
    span: Span


def actor_at(token: Token | None, context: Context) -> Actor | None:
    """The person that `token` heads, stands for, or whose office it names; None where that cannot be told."""
    if token is None:
        return None
    for node in (token, *(c for c in token.children if c.dep_ in _NAMED_BY)):
        named = context.at.get(node.i)
        if named is not None and named.kind == "PERSON" and (node is token or node.dep_ != "poss"):
            return _by_name(named, context)
    if token.lower_ in _HE:
        person = last_person_before(token, context)
        if person is not None:
            span = context.doc[token.i : token.i + 1]
            return Actor(EntityValue(id=person.id, label=_label(person, context)), span)
        return None
    return _by_office(token, context)


def _by_name(named: Named, context: Context) -> Actor:
    span = context.doc[named.start : named.end]
    return Actor(EntityValue(id=named.id, label=span.text), span)


def _label(named: Named, context: Context) -> str:
    """The fullest way in which the article writes the name."""
    same = [n for n in context.names if n.kind == "PERSON" and n.id and n.id == named.id]
    longest = max(same or [named], key=lambda n: (n.end - n.start, -n.start))
    return context.doc[longest.start : longest.end].text


def last_person_before(token: Token, context: Context) -> Named | None:
    """The person that "he" or "she" stands for, if the sentence and the one before name only one."""
    start = token.sent.start
    for _ in range(2):
        people = [n for n in context.names_in(start, token.i) if n.kind == "PERSON"]
        if people:
            return people[-1] if len({_key(n, context) for n in people}) == 1 else None
        if start == 0:
            return None
        start = context.doc[start - 1].sent.start
    return None


def _key(named: Named, context: Context) -> str:
    return named.id or context.doc[named.end - 1].lower_


def _by_office(token: Token, context: Context) -> Actor | None:
    """ "the foreign minister": the one whom the article names so, else the office itself."""
    found = office_ending_at(token, context)
    if found is None:
        return None
    office, start = found
    holders = {}
    for named in context.names:
        if named.kind == "PERSON" and named.id and title_before(context, named) == office:
            holders[named.id] = named
    span = context.doc[start : token.i + 1]
    if len(holders) == 1:
        holder = next(iter(holders.values()))
        return Actor(EntityValue(id=holder.id, label=_label(holder, context)), span)
    if holders:
        return None  # of two countries, or at two times: which one is meant cannot be told
    return Actor(EntityValue(id="office:" + _SLUG.sub("-", office), label=office), span)


def office_ending_at(token: Token, context: Context) -> tuple[str, int] | None:
    """The office whose name ends with `token`, and the token that it starts with."""
    if token.tag_ in {"NNS", "NNPS"}:
        return None
    floor = max(token.sent.start, token.i - 3)
    for role in context.rules.roles.values():
        if not role.office:
            continue
        for title in sorted(role.titles, key=len, reverse=True):
            words = tuple(title.split())
            first = token.i + 1 - len(words)
            if first < floor or len(match_words(context.doc, first, token.i + 1, words, gap=0)) != len(words):
                continue
            start = first
            while start > floor and context.doc[start - 1].dep_ in {"compound", "amod"}:
                start -= 1
            before = [t for t in context.doc[start:first] if t.lower_ not in _SAID_OF_TIME]
            if any(t.lower_ in _NO_LONGER for t in before):
                return None
            office = _office(before, title, context)
            return (office, start) if office and _is_of_state(token, context) else None
    return None


def _is_of_state(token: Token, context: Context) -> bool:
    """False for "the president of the court": what follows "of" is neither a state nor left out."""
    for prep in token.children:
        if prep.lower_ == "of":
            for owner in prep.children:
                named = context.at.get(owner.i)
                if owner.dep_ == "pobj" and (named is None or not context.party_of(named)):
                    return owner.lemma_.lower() in _STATE_NOUNS
    return True


def title_before(context: Context, named: Named) -> str | None:
    """The office that stands before a name, whatever the role it belongs to."""
    for role in context.rules.roles.values():
        if role.office and (title := title_of(context, named, role)) is not None:
            return title
    return None


def title_of(context: Context, named: Named, role: Role) -> str | None:
    """The title of `role` right before a name, with the words that say which post it is."""
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
                if any(t.lower_ in _NO_LONGER for t in doc[start:i]):
                    return None
                since = max((t.i + 1 for t in doc[start:i] if t.pos_ not in _TITLE_POS), default=start)
                before = [t for t in doc[since:i] if t.lower_ not in _SAID_OF_TIME]
                return _office(before, title, context)
    return None


def _office(before: list[Token], title: str, context: Context) -> str | None:
    """The full name of an office; None for a minister of whom it is not said of what."""
    if any(context.at[t.i].kind in {"BODY", "ORG", "TREATY"} for t in before[-2:] if t.i in context.at):
        return None  # the president of a chamber, a court or a company is no head of state
    words = [
        _SPELLINGS.get(t.lower_, t.lower_) for t in before if t.i not in context.at and t.pos_ in _TITLE_POS
    ]
    if title in {"minister", "secretary"} and not words:
        return None
    return " ".join([*words[-2:], _SPELLINGS.get(title, title)])
