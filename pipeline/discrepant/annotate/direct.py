"""Direct speech: quotations with the words that attribute them, and the turns of an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from discrepant.annotate.clauses import child_with, in_prose, is_finite, is_predicate, subject_of
from discrepant.annotate.quotes import Quote, find_quotes

_LABEL = re.compile(r"^[ \t]*([A-Z][\w.'-]{0,30}(?: [A-Z][\w.'-]{0,30}){0,3}):[ \t]+(?=\S)", re.MULTILINE)
_SCARE = 6  # words; fewer, and without a speaker, are no speech
_BEFORE, _AFTER = 120, 60  # tokens to look for the attribution
_SELVES = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Speech:
    """Reported words before their speaker is named."""

    start: int  # token
    end: int
    label: str  # DIRECT or INDIRECT
    at: int  # token where the attribution stands: speakers are named in this order
    subject: Token | None
    same_as: int | None = None  # first token of the quotation whose speaker this is too
    turn: str = ""  # the label of an interview turn
    carries_on: bool = False  # a quotation without attribution, that whoever spoke last may be saying


@dataclass(frozen=True, slots=True)
class Verbs:
    """Tokens that are verbs of saying: those that take a clause, and all of them."""

    full: frozenset[int]
    every: frozenset[int]


def speaker_of(verb: Token) -> Token | None:
    """The head of the noun phrase that speaks: the subject of `verb`, or in the passive the agent."""
    if child_with(verb, "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        agent = child_with(verb, "agent")
        return child_with(agent, "pobj") if agent is not None else None
    return subject_of(verb)


def find_turns(doc: Doc, text: str) -> list[Speech]:
    """Turns of an interview: from a label that returns ("VSW: ...") to the end of its line."""
    found = [(match.group(1), match.end()) for match in _LABEL.finditer(text)]
    often = Counter(label for label, _ in found)
    speakers = {label for label, count in often.items() if count > 1}
    turns = []
    for label, start in found if len(speakers) > 1 else ():
        if label in speakers:
            end = text.find("\n", start)
            span = doc.char_span(start, len(text) if end < 0 else end, alignment_mode="contract")
            if span is not None and len(span):
                turns.append(Speech(span.start, span.end, "DIRECT", span.start, None, turn=label))
    return turns


def find_quoted(doc: Doc, text: str, verbs: Verbs) -> Iterator[Speech]:
    """Quotations that are speech, in order. Scare quotes, titles and terms are left out."""
    quotes = find_quotes(text)
    spans = [doc.char_span(quote.start, quote.end, alignment_mode="contract") for quote in quotes]
    pairs = [(q, s) for q, s in zip(quotes, spans, strict=True) if s is not None and len(s) > 0]
    readable = in_prose(doc)
    last: tuple[Quote, Span] | None = None  # the speech before this one that no other quotation contains
    for number, (quote, span) in enumerate(pairs):
        if not all(readable[i] for i in (max(0, span.start - 2), span.start, span.end - 1)):
            continue
        start, end = _reach(doc, pairs, number)
        left = doc[_after_last_stop(doc, start, span.start - 1) : max(start, span.start - 1)]
        right = doc[min(span.end + 1, end) : _first_stop(doc, span.end + 1, end)]
        words = [token for token in left if token.is_alpha]
        found = _attribution(span, left, right, verbs)
        if found is not None:
            at, subject = found
            unnamed = subject is None or (subject.lower_ in _SELVES and not quote.depth)
            if unnamed and not _is_sentence(span) and len(span) <= _SCARE:
                continue
            yield Speech(span.start, span.end, "DIRECT", at, subject)
        elif not words and not quote.depth and last is not None and _goes_on(text, last[0], quote):
            yield Speech(span.start, span.end, "DIRECT", span.start, None, same_as=last[1].start)
        elif _is_sentence(span):
            alone = not words and not quote.depth
            yield Speech(span.start, span.end, "DIRECT", span.start, None, carries_on=alone)
        else:
            continue
        if not quote.depth:
            last = (quote, span)


def _reach(doc: Doc, pairs: list[tuple[Quote, Span]], number: int) -> tuple[int, int]:
    """Tokens between which the attribution must stand: the line, up to the quotations beside this one."""
    quote, span = pairs[number]
    start, end = span.start, span.end
    while start > 0 and span.start - start < _BEFORE and "\n" not in doc[start - 1].text:
        start -= 1
    while end < len(doc) and end - span.end < _AFTER and "\n" not in doc[end].text:
        end += 1
    for other_quote, other in reversed(pairs[max(0, number - 8) : number]):
        if other.end <= span.start:
            if other_quote.depth <= quote.depth:
                start = max(start, other.end + 1)
        elif other_quote.depth < quote.depth:
            start, end = max(start, other.start), min(end, other.end)
            break
    for other_quote, other in pairs[number + 1 : number + 9]:
        if other.start >= span.end and other_quote.depth <= quote.depth:
            end = min(end, other.start - 1)
            break
    return start, max(end, span.end)


def _after_last_stop(doc: Doc, start: int, end: int) -> int:
    stops = (i + 1 for i in range(end - 1, start - 1, -1) if doc[i].text in (".", "!", "?"))
    return min(next(stops, start), max(start, end))


def _first_stop(doc: Doc, start: int, end: int) -> int:
    return next((i for i in range(start, end) if doc[i].text in (".", "!", "?")), max(start, end))


def _attribution(span: Span, left: Span, right: Span, verbs: Verbs) -> tuple[int, Token | None] | None:
    """Where the attribution of `span` stands, and who speaks by it; None where there is none."""
    if any(token.is_alpha for token in left):
        if left[-1].text == ":":
            subject = _before_colon(left)
            if subject is not None:
                return span.start, subject
        verb = _governing(span, [token for token in left if token.i in verbs.every], verbs)
        if verb is not None:
            return verb.i, speaker_of(verb)
    # After a full stop inside the marks, what follows is a sentence of its own.
    if span[-1].text != ".":
        verb = next((token for token in right[:25] if token.i in verbs.full), None)
        if verb is not None:
            return verb.i, _beside(verb, right)
    if not right and len(span) > 2:
        colon = next((token for token in left[:7] if token.text == ":"), None)
        if colon is not None and left[0].is_sent_start and colon.i > left.start:
            return span.start, left.doc[left.start : colon.i].root  # a headline: "Ministry: law 'is void'"
    return None


def _before_colon(left: Span) -> Token | None:
    """Who is named before a colon: "A woman of perhaps eighty:", "A student disagreed:"."""
    first = next((token.i for token in left if token.is_alpha), left.end)
    if first >= left.end:
        return None
    root = left.doc[first : left.end].root
    return speaker_of(root) if is_predicate(root) else root


def _governing(span: Span, verbs_before: list[Token], verbs: Verbs) -> Token | None:
    """The verb of saying to the left: the nearest above the quotation in the tree, else the last one."""
    above = {token.i for token in span.root.ancestors}
    ranked = sorted(verbs_before, key=lambda v: (v.i in above and v.i in verbs.full, v.i in above, v.i))
    return ranked[-1] if ranked else None


def _beside(verb: Token, right: Span) -> Token | None:
    """Who speaks after a quotation: "said X" or "X said", even where the parser looked into the quotation."""
    before = [token for token in right if token.i < verb.i and not token.is_punct and token.dep_ != "aux"]
    if not before:
        after = right.doc[verb.i + 1 : right.end]
        until = next(
            (t.i for t in after if (t.is_punct and t.text != "-") or t.tag_ in ("WP", "WDT")), right.end
        )
        return right.doc[verb.i + 1 : until].root if until > verb.i + 1 else None
    subject = speaker_of(verb)
    if child_with(verb, "auxpass") is not None:
        return subject
    if subject is not None and right.start <= subject.i < right.end:
        return subject
    return before[0].doc[before[0].i : before[-1].i + 1].root


def _goes_on(text: str, before: Quote, quote: Quote) -> bool:
    """Whether `quote` carries on the speech of `before`: in the same line, or as its next paragraph."""
    return before.open_ended or "\n" not in text[before.end : quote.start].strip("\"' ")


def _is_sentence(span: Span) -> bool:
    words = [token for token in span if token.is_alpha]
    if len(words) <= _SCARE and span[-1].text not in ("!", "?", "."):
        return False
    return len(words) > 2 and any(is_predicate(token) and is_finite(token) for token in span)
