"""Whose vote it was, and in which chamber or court."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from discrepant.extract.acts import reading_in
from discrepant.extract.arguments import last_party_before
from discrepant.extract.context import Context
from discrepant.model import Entity

_UPPER = {"senate", "senator", "upper"}
_LOWER = {"parliament", "deputy", "bill", "lawmaker", "legislator", "mp", "house"}
_JUDGES = {"judge", "court", "bench", "ruling", "justice", "uphold", "overturn", "judgment", "verdict"}
_LOOK_BACK = 60  # tokens in which "the chamber" was named


def is_chamber(id: str, context: Context) -> bool:
    """Whether `id` is a house of a parliament."""
    body = context.rules.bodies.get(id)
    return body is not None and body.kind in {"chamber", "parliament"}


def voters(span: Span, context: Context) -> tuple[Entity, str]:
    """The state whose vote it is, and "upper" or "court" where it is not its main chamber."""
    before = [
        n for n in context.names if n.start < span.sent.end and n.kind == "BODY" and is_chamber(n.id, context)
    ]
    inside = [n for n in before if n.start >= span.sent.start]
    chosen = inside or before[-1:]
    nearest = min(chosen, key=lambda n: abs(n.start - span.start), default=None)
    body = context.rules.bodies[nearest.id] if nearest else None
    party = context.party_of(nearest) if nearest else ""
    if not party:
        near = {p for n in context.names_in(span.sent.start, span.sent.end) if (p := context.party_of(n))}
        party = near.pop() if len(near) == 1 else (last_party_before(span[0], context) or context.party)
    if body is not None and inside:
        level = "upper" if any(noun.startswith("upper") for noun in body.nouns) else ""
    else:
        level = _level(span)
    return context.entity(party), level


def _level(span: Span) -> str:
    """The chamber by the words of the sentence, or for "the chamber" of those before it."""
    lemmas = {t.lemma_.lower() for t in span.sent}
    if lemmas & _UPPER:
        return "upper"
    ruled = lemmas & _JUDGES or ("hold" in lemmas and "that" in lemmas)
    if ruled and not lemmas & _LOWER:
        return "court"
    if "chamber" not in lemmas:
        return ""
    for token in reversed(span.doc[max(0, span.sent.start - _LOOK_BACK) : span.sent.start]):
        lemma = token.lemma_.lower()
        for words, level in ((_UPPER, "upper"), (_LOWER, ""), (_JUDGES, "court")):
            if lemma in words:
                return level
    return ""


def vote_qualifiers(span: Span, context: Context) -> Iterator[tuple[str, str]]:
    """Chamber and reading, where they are told."""
    if level := voters(span, context)[1]:
        yield "chamber", level
    if reading := reading_in(span.sent):
        yield "reading", reading
