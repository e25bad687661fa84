"""Claims of measure: how long, high, deep, wide, heavy or far something is."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, value_of
from discrepant.extract.scopes import governor_of
from discrepant.model import NOBODY, Claim, Entity, QuantityValue

_DIMENSIONS = {
    **dict.fromkeys(("long", "length", "measure"), "length"),
    **dict.fromkeys(("high", "height", "tall", "altitude"), "height"),
    **dict.fromkeys(("deep", "depth"), "depth"),
    **dict.fromkeys(("wide", "width", "broad"), "width"),
    **dict.fromkeys(("heavy", "weight", "weigh"), "weight"),
    "thick": "thickness",
}
_AWAY = {
    *("from", "off", "away", "south", "north", "east", "west"),
    *("southeast", "southwest", "northeast", "northwest", "offshore"),
}
_LENGTHS = {"m", "km", "mi", "ft", "nmi", "cm", "mm", "in", "yd"}
_NEAR = 3  # tokens after the measure in which the dimension may stand


def length_claims(context: Context) -> Iterator[Claim]:
    """A claim for each measure of which the text says what it is the measure of."""
    for span in context.doc.spans.get("quantities", ()):
        value = value_of(span)
        if span.label_ != "MEASURE" or not isinstance(value, QuantityValue):
            continue
        dimension = _dimension(span, value)
        owner = _owner(span, context) if dimension not in {None, "distance"} else NOBODY
        if dimension is None or (dimension != "distance" and not owner.id):
            continue
        governor = governor_of(span)
        yield make_claim(
            context,
            span,
            value,
            kind="quantity",
            predicate=f"measure:{dimension}",
            subject=NOBODY,
            object=owner if dimension != "distance" else _far_from(span, context),
            at=governor,
        )


def _dimension(span: Span, value: QuantityValue) -> str | None:
    doc = span.doc
    for token in doc[span.end : min(span.end + _NEAR, span.sent.end)]:
        if token.lower_ in _AWAY and value.unit in _LENGTHS:
            return "distance"
        if token.lower_ in _DIMENSIONS:
            return _DIMENSIONS[token.lower_]
        if token.lower_ == "of" and token.i == span.end and any(t.lower_ == "water" for t in token.subtree):
            return "depth"
        if token.is_punct:
            break
    root = span.root
    above = root.head.head if root.dep_ == "pobj" else root.head
    if above.lemma_.lower() in _DIMENSIONS:
        return _DIMENSIONS[above.lemma_.lower()]
    joined = root.dep_ in {"appos", "nmod", "compound", "nummod"} or (
        root.dep_ == "pobj" and root.head.lower_ == "of"
    )
    if joined and above.pos_ == "NOUN" and value.unit in {"m", "ft"}:
        return "length"  # "a hull of twenty-six metres", "the boat, 22 metres of rotten planks"
    return None


def _owner(span: Span, context: Context) -> Entity:
    """The kind of thing that is measured, under one name for all its nouns."""
    node: Token = span.root
    for _ in range(5):
        node = node.head
        for token in (node, *[t for t in node.children if t.dep_ in {"nsubj", "nsubjpass", "poss", "prep"}]):
            noun = (
                next((t for t in token.children if t.dep_ == "pobj"), token)
                if token.dep_ == "prep"
                else token
            )
            if noun.i not in range(span.start, span.end) and (found := _thing(noun, context)):
                return found
        if node.head is node:
            break
    return NOBODY


def _thing(noun: Token, context: Context) -> Entity | None:
    if noun.pos_ != "NOUN":
        return None
    lemma = noun.lemma_.lower()
    for group in context.rules.nouns.values():
        if group.thing and lemma in (*group.plain, *group.words):
            return Entity(id=f"thing:{group.id}", label=f"the {group.thing}")
    return None


def _far_from(span: Span, context: Context) -> Entity:
    """The named place that a distance is told from."""
    for named in context.names_in(span.end, min(span.end + 8, span.sent.end)):
        if named.id:
            return context.entity(named.id)
    return NOBODY
