"""Claims of whether something happened at all, where one side asserts it and another denies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Span, Token

from discrepant.extract.arguments import arguments_of, named_in
from discrepant.extract.claims import make_claim
from discrepant.extract.context import NEGATIVE, Context
from discrepant.extract.details import is_history
from discrepant.extract.triggers import Trigger, find_triggers
from discrepant.model import NOBODY, Claim, Entity, StatusValue
from discrepant.rulebook import Dispute, Predicate, Rulebook

_OPEN = {"if", "whether", "unless", "should", "could", "may", "might", "must", "can", "would", "will"}
_HEARSAY = {"report", "claim", "allegation", "suggestion", "rumour", "rumor", "assertion", "accusation"}
_REFUTED = {"foundation", "false", "untrue", "baseless", "unfounded", "invented", "fabricated", "groundless"}
_LONGEST = 110  # code points of a quote


@lru_cache(maxsize=4)
def _as_predicates(rules_hash: str, disputes: tuple[Dispute, ...]) -> Mapping[str, Predicate]:
    """Each side of a dispute as a predicate, so that its words are found as those of any act."""
    return {
        f"{d.id}:{side}": Predicate(
            id=f"{d.id}:{side}",
            question=d.question,
            phrases=words,
            context=d.context,
            excludes=d.excludes,
        )
        for d in disputes
        for side, words in (("yes", d.yes), ("no", d.no))
    }


def dispute_claims(context: Context) -> Iterator[Claim]:
    """A claim for each sentence that says that something happened, or that it did not."""
    rules = context.rules
    own = replace(rules, predicates=_as_predicates(rules.sha256, tuple(rules.disputes.values())))
    for sentence in context.doc.sents:
        line = context.line(sentence[0])
        if line is not None and line.label_ == "QUESTION":
            continue
        for dispute, trigger, holds in _said(context, sentence, own):
            subject = _subject(trigger, dispute, context)
            if subject is None:
                continue
            verb = context.doc[trigger.token]
            so_far = [("so_far", "not yet")] if dispute.so_far and not holds and _is_so_far(verb) else []
            yield make_claim(
                context,
                _span(context, trigger),
                StatusValue(status=f"dispute:{dispute.id}", holds=holds),
                kind="status",
                predicate=f"dispute:{dispute.id}",
                subject=subject,
                object=NOBODY,
                at=verb,
                trigger=trigger,
                qualifiers=so_far,
                certainty="asserted",  # a denial is the other value, not a doubt about this one
            )


def _said(context: Context, sentence: Span, own: Rulebook) -> Iterator[tuple[Dispute, Trigger, bool]]:
    """One verdict a dispute and sentence; none where the sentence gives both."""
    found: dict[str, list[tuple[Trigger, bool]]] = {}
    for trigger in find_triggers(sentence, own, sentence):
        verb = context.doc[trigger.token]
        if is_history(sentence, context) or _is_open(verb, context):
            continue
        id, _, side = trigger.predicate.id.partition(":")
        words = {context.doc[i].lower_ for i in trigger.tokens}
        turned = not words & NEGATIVE and _is_negated(trigger, context)
        found.setdefault(id, []).append((trigger, (side == "yes") != turned))
    for id, said in sorted(found.items()):
        # "No leaflets were dropped" is found as a denial and, by its verb, turned round: the "no" wins.
        verdict = min(holds for _, holds in said)
        covered: set[int] = set()
        for trigger, holds in sorted(said, key=lambda s: (s[0].tokens[0], -len(s[0].tokens), s[0].tokens)):
            if holds == verdict and not covered & set(trigger.tokens):
                covered |= set(range(trigger.tokens[0], trigger.tokens[-1] + 1))
                yield context.rules.disputes[id], trigger, holds


def _is_open(verb: Token, context: Context) -> bool:
    """Asked, supposed, demanded or foretold rather than said."""
    if context.certainty(verb) in {"planned", "possible"}:
        return True
    return any(c.lower_ in _OPEN for c in verb.children if c.dep_ in {"aux", "mark"})


def _is_negated(trigger: Trigger, context: Context) -> bool:
    """Whether a negation bears on the words: on the verb, or on its subject or object."""
    verb = context.doc[trigger.token]
    for word in (context.doc[i] for i in trigger.tokens):
        if any(c.lower_ in NEGATIVE for c in word.children):
            return True
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and (
            child.lower_ in NEGATIVE or any(c.lower_ in NEGATIVE for c in child.children)
        ):
            return True
    return context.certainty(verb) == "denied" or _is_refuted(verb)


def _is_refuted(verb: Token) -> bool:
    """ "Reports that the desk had knowledge of it are without foundation"."""
    noun = next((a for a in verb.ancestors if a.lemma_.lower() in _HEARSAY), None)
    if noun is None or noun.i > verb.i:
        return False
    rest = noun.doc[verb.i : verb.sent.end]
    return any(t.lower_ in _REFUTED for t in rest)


def _subject(trigger: Trigger, dispute: Dispute, context: Context) -> Entity | None:
    """The party that a dispute is asked of; None where it has to be known and is not."""
    if not dispute.who:
        return NOBODY
    for named in named_in(arguments_of(trigger, context).subject, context):
        if id := context.party_of(named) or named.id:
            return context.entity(id)
    return None


def _is_so_far(verb: Token) -> bool:
    """Present or present perfect: what has not happened can happen yet."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(a.tag_ in {"VBZ", "VBP"} for a in aux) or verb.tag_ in {"VBZ", "VBP"}


def _span(context: Context, trigger: Trigger) -> Span:
    """The words that say it, with what counts or negates them; short enough to be quoted."""
    first, last = trigger.tokens[0], trigger.tokens[-1]
    for i in (first, last):
        token = context.doc[i]
        low, high = token.left_edge.i, token.right_edge.i
        if token.pos_ in {"NOUN", "PROPN"} and high - low < 8:
            first, last = min(first, low), max(last, high)
    while last > trigger.tokens[-1] and context.doc[last].is_punct:
        last -= 1
    span: Span = context.doc[first : last + 1]
    if len(span.text) > _LONGEST:
        span = context.doc[trigger.tokens[0] : trigger.tokens[0] + 1]
    return span
