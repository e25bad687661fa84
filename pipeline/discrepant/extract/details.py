"""Claims of which and where: the type of an aircraft, the flag of a vessel, the port it left.

A claim is made only where the noun of the rule, or a verb that says what it did, governs the name; in
doubt there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from discrepant.extract.arguments import arguments_at, arguments_of, named_in
from discrepant.extract.attach import Triggers
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, value_of
from discrepant.extract.triggers import match_words
from discrepant.model import NOBODY, Claim, DateValue, Entity, EntityValue
from discrepant.rulebook import Detail
from discrepant.values.entity import fold

_DESIGNATION = re.compile(r"(?<![\w/.-])[A-Z][A-Za-z]{0,9}-?\d{1,4}[A-Za-z]{0,3}(?![\w/-])")
_NEAR = 14  # tokens between a vessel and its flag
_SHORT_LINE = 8  # tokens of a line that can be a heading: "2. The aircraft"
_STEPS = 7  # up the tree from a designation
_LINKING = {
    "be",
    "identify",
    "describe",
    "believe",
    "think",
    "say",
    "recognise",
    "recognize",
    "name",
    "report",
}
_OLD_DAYS = 60
_NOT_THAT = {"not", "n't", "never", "no", "like", "unlike", "than", "similar"}
_RULED_OUT = {"rule", "exclude", "dismiss", "reject", "deny"}
_FLAG = {"flag", "flagged", "registered"}
_SLUG = re.compile(r"[^a-z0-9]+")


def detail_claims(context: Context, triggers: Triggers) -> Iterator[Claim]:
    """All claims of the rules in rules/details.toml."""
    lemmas = {t.lemma_.lower() for t in context.doc}
    designated = [d for d in context.rules.details.values() if d.answer == "designation"]
    yield from _designations(context, designated)
    for detail in context.rules.details.values():
        if detail.needs and not lemmas & set(detail.needs):
            continue
        if detail.answer == "state":
            yield from _flags(context, detail)
        elif detail.predicates:
            yield from _places_of_acts(context, triggers, detail)
        elif detail.verbs:
            yield from _after_verbs(context, detail)


def _claim(
    context: Context,
    detail: Detail,
    span: Span,
    value: EntityValue,
    at: Token,
    subject: Entity = NOBODY,
    object: Entity = NOBODY,
) -> Claim:
    return make_claim(
        context,
        span,
        value,
        kind="entity",
        predicate=f"detail:{detail.id}",
        subject=subject,
        object=object,
        at=at,
    )


def _proper(span: Span) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns in `span`."""
    start = None
    for token in span:
        proper = token.pos_ == "PROPN" and token.text[:1].isupper() and not token.text.isupper()
        if proper and start is None:
            start = token.i
        if not proper and start is not None:
            yield start, token.i
            start = None
    if start is not None:
        yield start, span.end


def slug(text: str) -> str:
    """ "celtic-heron" for "Celtic Heron"."""
    return _SLUG.sub("-", fold(text)).strip("-")


def is_history(sentence: Span, context: Context) -> bool:
    """Whether the sentence dates what it tells of long before the article: another event."""
    published = context.article.published
    for span in context.doc.spans.get("dates", ()):
        if published is not None and sentence.start <= span.start < sentence.end:
            value = value_of(span)
            latest = value.latest if isinstance(value, DateValue) else None
            if latest is not None and (published - latest).days > _OLD_DAYS * 8:
                return True
    return False


def _designations(context: Context, details: list[Detail]) -> Iterator[Claim]:
    """ "The aircraft was a MiG-29": letters and digits, near the noun of the thing."""
    for match in _DESIGNATION.finditer(context.doc.text):
        span = context.doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or len(span) > 4 or is_history(span.sent, context):
            continue
        detail = _thing_of(span, details, context)
        if detail is None or _is_ruled_out(span):
            continue
        label = match.group().removesuffix("s")
        value = EntityValue(id=f"type:{slug(label).replace('-', '')}", label=label)
        yield _claim(context, detail, span, value, span.root)


def _thing_of(span: Span, details: list[Detail], context: Context) -> Detail | None:
    """The rule whose noun governs the designation: "a MiG-29 jet", "the jet was a MiG-29"."""

    def of(noun: Token) -> Detail | None:
        return next((d for d in details if noun.lemma_.lower() in d.nouns), None)

    node = span.root
    for _ in range(_STEPS):
        head = node.head
        if head == node:
            return None
        if (found := of(head)) is not None and head.pos_ in {"NOUN", "PROPN"}:
            return found
        if head.pos_ in {"VERB", "AUX"}:
            if head.lemma_.lower() not in _LINKING:
                return None
            sides = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c != node]
            for side in sides:
                if (found := of(side)) is not None:
                    return found
            if sides:
                return _thing_before(span, of, context)
        elif node.dep_ not in {"pobj", "prep", "conj", "acl", "relcl"}:
            return None  # "row A12", "Section 505A": the number of something else
        node = head
    return None


def _thing_before(span: Span, of: Callable[[Token], Detail | None], context: Context) -> Detail | None:
    """What "it" takes up: a noun of the sentence before, or of the heading."""
    start = span.sent.start
    scopes = [span.doc[start - 1].sent] if start else []
    line = context.line(span[0])
    above = [o for o in context.doc.spans.get("lines", ()) if line is not None and o.end <= line.start]
    if above and len(above[-1]) <= _SHORT_LINE:
        scopes.append(above[-1])
    for scope in scopes:
        found = [detail for token in scope if (detail := of(token)) is not None]
        if found:
            return found[-1]
    return None


def _is_ruled_out(span: Span) -> bool:
    before = span.doc[max(span.sent.start, span.start - 4) : span.start]
    if any(t.lower_ in _NOT_THAT for t in before):
        return True
    return any(a.lemma_.lower() in _RULED_OUT for a in span.root.ancestors)


def _flags(context: Context, detail: Detail) -> Iterator[Claim]:
    """ "under the flag of Malta", "Portuguese flag", "Maltese-flagged", "registered in Panama"."""
    for token in context.doc:
        if token.lower_ not in _FLAG:
            continue
        nearby = context.names_in(token.i - 2, token.i) + context.names_in(token.i + 1, token.i + 4)
        state = next((n for n in nearby if n.kind == "PARTY" and n.id), None)
        vessel = _vessel(token, detail, context)
        if state is None or vessel is None:
            continue
        value = EntityValue(id=state.id, label=context.rules.label(state.id))
        first, last = min(state.start, token.i), max(state.end, token.i + 1)
        yield _claim(context, detail, context.doc[first:last], value, token, subject=vessel)


def _vessel(token: Token, detail: Detail, context: Context) -> Entity | None:
    """The name nearest to the flag, in a sentence that speaks of a vessel."""
    sentence = token.sent
    if not any(t.lemma_.lower() in detail.nouns for t in sentence) and not (
        token.lower_ == "flagged" or token.head.lemma_.lower() in {"fly", "sail"}
    ):
        return None
    names = [
        (first, last)
        for first, last in _proper(sentence)
        if not any(
            i in context.at and context.at[i].kind in {"PARTY", "TREATY", "BODY"} for i in range(first, last)
        )
    ]
    if not names:
        return None
    first, last = min(names, key=lambda n: (abs(n[0] - token.i), n[0]))
    if abs(first - token.i) > _NEAR:
        return None
    name = context.doc[first:last].text
    return Entity(id=f"vessel:{slug(name)}", label=name)


def _after_verbs(context: Context, detail: Detail) -> Iterator[Claim]:
    for token in context.doc:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        words = _verb_words(token, detail)
        if not words or context.certainty(token) not in {"asserted", "alleged"}:
            continue
        args = arguments_at(token, verbal=True)
        subject = NOBODY
        if "@person" in detail.nouns:
            held = next(
                (n for n in named_in(args.object or args.subject, context) if n.kind == "PERSON" and n.id),
                None,
            )
            if held is None:
                continue
            subject = context.entity(held.id)
        elif not _is_meant(token, args.subject or args.object, args.object, detail):
            continue
        if is_history(token.sent, context):
            continue
        if detail.answer == "body":
            yield from _body(context, detail, token)
            continue
        place = _place_after(context, token, words, detail)
        if place is not None:
            value = EntityValue(id=f"place:{slug(place.text)}", label=place.text)
            yield _claim(context, detail, place, value, token, subject=subject)


def _verb_words(token: Token, detail: Detail) -> tuple[int, ...]:
    best: tuple[int, ...] = ()
    for entry in detail.verbs:
        words = tuple(entry.split())
        if words[0] == token.lemma_.lower():
            found = match_words(token.doc, token.i, token.sent.end, words, gap=0)
            best = max(best, found, key=len)
    return best


def _is_meant(verb: Token, subject: Token | None, object: Token | None, detail: Detail) -> bool:
    """Whether the thing of the rule is what the verb speaks of."""
    if subject is not None and any(c.lemma_.lower() in detail.excludes for c in subject.children):
        return False
    for noun in (subject, object):
        if noun is not None and (noun.lemma_.lower() in detail.nouns or noun.lower_ in detail.nouns):
            return True
        if noun is not None and any(
            c.lemma_.lower() in detail.nouns for c in noun.subtree if c.dep_ == "pobj"
        ):
            return True
    return subject is None and verb.dep_ in {"acl", "advcl"} and verb.head.lemma_.lower() in detail.nouns


def _place_after(context: Context, verb: Token, words: tuple[int, ...], detail: Detail) -> Span | None:
    """The first name after the verb and one of the rule's prepositions, or the object of "leave"."""
    heads = []
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in detail.links:
            heads.append(child)
        elif child.i in words or child.dep_ == "prt":
            heads += [c for c in child.children if c.dep_ == "prep" and c.lower_ in detail.links]
    if "from" in detail.links and verb.lemma_.lower() in {"leave", "depart"}:
        heads += [c for c in verb.children if c.dep_ == "dobj"]
    for head in heads:
        for first, last in _proper(context.doc[head.left_edge.i : head.right_edge.i + 1]):
            if first <= verb.i:
                continue
            named = context.at.get(first)
            if named is not None and named.kind in {"PARTY", "TREATY", "BODY"}:
                continue
            if named is not None and named.kind == "PERSON" and named.end - named.start > 1:
                continue
            if context.doc[first].ent_type_ in {"DATE", "TIME", "NORP"}:
                continue
            return context.doc[first:last]
    return None


def _body(context: Context, detail: Detail, verb: Token) -> Iterator[Claim]:
    """ "deposited with the Secretary-General of the United Nations": the organisation that stands behind."""
    if not context.treaty.startswith("treaty:"):
        return
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in detail.links:
            continue
        for inner in prep.children:
            for named in named_in(inner, context):
                if named.kind != "BODY" or not named.id:
                    continue
                id = named.id
                while (body := context.rules.bodies.get(id)) and body.parent in context.rules.bodies:
                    id = body.parent or id
                value = EntityValue(id=id, label=context.rules.label(id))
                span = context.doc[named.start : named.end]
                yield _claim(context, detail, span, value, verb, object=context.entity(context.treaty))
                return


def _places_of_acts(context: Context, triggers: Triggers, detail: Detail) -> Iterator[Claim]:
    """ "adopted in Dublin": the place of an act, where the treaty itself is named as what was adopted."""
    for found in triggers.by_sentence.values():
        for trigger in found:
            if trigger.predicate.id not in detail.predicates or not trigger.verbal:
                continue
            verb = context.doc[trigger.token]
            args = arguments_of(trigger, context)
            treaty = next(
                (n for n in named_in(args.object or args.subject, context) if n.kind == "TREATY" and n.id),
                None,
            )
            if treaty is None:
                continue
            place = _place_of(context, verb, detail)
            if place is not None:
                value = EntityValue(id=f"place:{slug(place.text)}", label=place.text)
                yield _claim(context, detail, place, value, verb, object=context.entity(treaty.id))


def _place_of(context: Context, verb: Token, detail: Detail) -> Span | None:
    for prep in verb.subtree:
        if (
            prep.dep_ != "prep"
            or prep.lower_ not in detail.links
            or prep.head.pos_ not in {"VERB", "AUX", "NOUN"}
        ):
            continue
        for noun in prep.children:
            named = context.at.get(noun.i)
            if named is not None and named.kind == "PLACE":
                return context.doc[named.start : named.end]
    return None
