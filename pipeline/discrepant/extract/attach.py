"""Which act a value belongs to: up the tree to the nearest trigger, else by its line or question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger, find_triggers

# Verbs that say no more than that something happened: the act is their subject or object.
_LIGHT = {
    *("be", "come", "happen", "occur", "have", "make", "grant", "follow", "go", "bear", "fall", "give", "do"),
    *("date", "begin", "start", "mark", "last", "stand", "become", "continue", "say"),
}
_SPANS = {
    "course",
    "period",
    "space",
    "span",
    "total",
    "stretch",
    "hour",
    "morning",
    "evening",
    "night",
    "end",
    "start",
    "beginning",
}  # "over the course of three decades"
# Endings of nouns made from verbs: what they name happens, so a date beside them is theirs.
_EVENTIVE = (
    "tion",
    "sion",
    "ment",
    "ure",
    "ance",
    "ence",
    "attack",
    "strike",
    "raid",
    "visit",
    "arrest",
    "vote",
)
_CONTENT = {"NOUN", "PROPN", "VERB", "AUX"}  # words that say what a value is of
_MODIFIER = {"amod", "compound", "nummod", "nmod", "poss", "nounmod"}
_NEAR_TOKENS = 14  # how far a fragment's value may stand from the trigger it leans on


@dataclass(slots=True)
class Triggers:
    """All triggers of an article, by the token that governs each."""

    context: Context
    by_token: dict[int, list[Trigger]] = field(default_factory=lambda: defaultdict(list))
    by_sentence: dict[int, list[Trigger]] = field(default_factory=dict)

    def at(self, token: Token) -> list[Trigger]:
        """Triggers whose words include `token`."""
        return self.by_token.get(token.i, [])

    def within(self, start: int, end: int) -> list[Trigger]:
        """Triggers governed by a token between `start` and `end`."""
        seen: dict[tuple[int, str], Trigger] = {}
        for i in range(start, end):
            for trigger in self.by_token.get(i, ()):
                if start <= trigger.token < end:
                    seen[trigger.token, trigger.predicate.id] = trigger
        return list(seen.values())


def all_triggers(context: Context) -> Triggers:
    """Find the triggers of every sentence. A rule's context words may stand in the sentence or its line."""
    triggers = Triggers(context)
    for sentence in context.doc.sents:
        line = context.line(sentence[0])
        scope = sentence
        if line is not None and line.start <= sentence.start:
            first = line[0].sent
            # The neighbouring sentences give the context, the whole of a long paragraph would give too much.
            scope = context.doc[
                max(first.start, sentence.start - 40) : max(sentence.end, min(line.end, sentence.end + 20))
            ]
        found = find_triggers(sentence, context.rules, scope)
        triggers.by_sentence[sentence.start] = found
        for trigger in found:
            for i in trigger.tokens:
                triggers.by_token[i].append(trigger)
    return triggers


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a value hangs: the candidate triggers, and the word at which the search stopped."""

    triggers: tuple[Trigger, ...]
    token: Token
    borrowed: bool = False  # from the question, heading or label, not from the value's own clause


def anchor_of(value: Span, triggers: Triggers, kind: str) -> Anchor:
    """The triggers of `kind` that govern `value`; without triggers, the open verb or noun at `token`."""

    def fit(found: list[Trigger]) -> tuple[Trigger, ...]:
        return tuple(t for t in found if kind in t.predicate.kinds)

    token = value.root
    line = triggers.context.line(token)
    labelled = line is not None and _is_label(line, value)
    if line is not None and labelled:
        # "Opened for signature on 3 December 1997, in force since 1 March 1999": each has its own words.
        start = _after_value_before(value, line)
        if found := fit(triggers.within(start, value.start)):
            return Anchor(found, line[0], borrowed=True)
        said = any(t.pos_ in _CONTENT for t in value.doc[start : value.start])
        if not said and (found := fit(triggers.within(line.start, value.start))):
            return Anchor(found, line[0], borrowed=True)
    if line is not None and _heads_line(line, value):
        rest = [t for t in value.doc[value.end : line.end] if t.is_alpha]
        first = rest[0].sent if rest else value.sent
        if found := fit(triggers.within(value.end, max(first.end, value.sent.end))):
            early = min(t.token for t in found)
            return Anchor(tuple(t for t in found if t.token == early), triggers.context.doc[early])
    if (clause := _when_clause(value)) is not None and (found := fit(triggers.at(clause))):
        return Anchor(found, clause)
    if line is not None and line.label_ == "QUESTION" and (found := fit(_answer(line, triggers))):
        return Anchor(found, triggers.context.doc[found[0].token])
    stop = token
    for _ in range(40):
        token = _tells_content(token) or token
        if token.i not in range(value.start, value.end) and (found := fit(triggers.at(token))):
            return Anchor(found, token)
        if token.pos_ in {"VERB", "AUX"} and token.i not in range(value.start, value.end):
            stop = token
            if found := fit(_as_clause(token, triggers)):
                return Anchor(found, triggers.context.doc[found[0].token])
            takes_place = any(child.lower_ == "place" and child.dep_ == "dobj" for child in token.children)
            if token.lemma_.lower() not in _LIGHT and not takes_place:
                break
            if found := fit(_around_light(token, triggers)):
                return Anchor(found, token)
            if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
                break  # "Fiji ratified in 2016 and Vanuatu did so in 2011" is not Fiji's act
        elif (noun := _noun_of_date(token)) is not None and noun.i not in range(value.start, value.end):
            # "the statement of last November", "the seizure of the office, on 24 April": the noun's own date.
            if found := fit(triggers.at(noun)):
                return Anchor(found, noun)
            stop = noun
            if token.i in range(value.start, value.end):
                break
        if token.head is token:
            break
        if (
            token.dep_ in _MODIFIER
            and token.head.pos_ in {"NOUN", "PROPN"}
            and token.head.i not in range(value.start, value.end)
        ):
            stop = token.head
            if not fit(triggers.at(token.head)) and token.i in range(value.start, value.end):
                break
        token = token.head
    if kind == "duration" and (found := fit(triggers.within(value.sent.start, value.sent.end))):
        closest = min(abs(t.token - value.start) for t in found)
        return Anchor(tuple(t for t in found if abs(t.token - value.start) == closest), stop)
    return _fallback(value, stop, triggers, fit)


def _after_value_before(value: Span, line: Span) -> int:
    """Where the last date or duration before `value` ends in its line; the start of the line without one."""
    groups = (value.doc.spans.get(group, ()) for group in ("dates", "durations"))
    ends = [s.end for group in groups for s in group if line.start <= s.start and s.end <= value.start]
    return max(ends, default=line.start)


_INSTRUMENTS = {
    "law",
    "bill",
    "act",
    "decree",
    "order",
    "resolution",
    "motion",
    "decision",
    "letter",
    "notice",
}


def _tells_content(verb: Token) -> Token | None:
    """The document in "the bill on leaving it" or "a law denouncing it": a date is that of its own act."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"acl", "pcomp"}:
        return None
    noun: Token = verb.head if verb.dep_ == "acl" else verb.head.head
    if verb.dep_ == "pcomp" and noun.pos_ == "VERB" and verb.head.i > 0:
        noun = verb.doc[verb.head.i - 1]  # "passed the bill on leaving", with "on" hung on the verb
    return noun if noun.lemma_.lower() in _INSTRUMENTS else None


def _noun_of_date(token: Token) -> Token | None:
    """The noun that a date complements: any noun after "of", only one that names an event after "on"."""
    if token.dep_ != "pobj" or token.head.head.pos_ != "NOUN":
        return None
    noun: Token = token.head.head
    if token.head.lower_ == "of":
        return None if noun.lemma_.lower() in _SPANS else noun
    if token.head.lower_ in {"on", "in", "at"} and noun.lemma_.lower().endswith(_EVENTIVE):
        return noun
    return None


def _when_clause(value: Span) -> Token | None:
    """ "a week ago, when the president signed ...": the verb of the clause that tells what happened then."""
    doc = value.doc
    for i in range(value.end, min(value.end + 2, value.sent.end)):
        if doc[i].lower_ == "when":
            verb: Token = doc[i].head
            return verb
        if doc[i].text != ",":
            break
    return None


def _as_clause(verb: Token, triggers: Triggers) -> list[Trigger]:
    """ "took a step on Thursday, as its parliament agreed": the clause after "as" says what was done."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(t.lower_ == "as" and t.dep_ == "mark" for t in child.children):
            return triggers.at(child)
    return []


def _answer(question: Span, triggers: Triggers) -> list[Trigger]:
    """Triggers of the first sentence after a question: "What did he do yesterday? He signed a law." """
    doc = question.doc
    start = next((i for i in range(question.end, len(doc)) if not doc[i].is_space), None)
    if start is None:
        return []
    sentence = doc[start].sent
    found = triggers.within(sentence.start, sentence.end)
    early = min((t.token for t in found), default=0)
    return [t for t in found if t.token == early]


def _around_light(verb: Token, triggers: Triggers) -> list[Trigger]:
    found: list[Trigger] = []
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "pobj", "prep", "xcomp", "oprd"}:
            found += triggers.at(child)
            for inner in child.children:
                if inner.dep_ in {"pobj", "appos", "acl", "relcl"}:
                    found += triggers.at(inner)
    return found


def _is_label(line: Span, value: Span) -> bool:
    """ "Ratified: 5 May 1998": a short line whose value follows a colon or makes up its end."""
    if line.label_ not in {"HEADING", "ITEM"} or len(line) > 24:
        return False
    before = line.doc[line.start : value.start]
    return len(before) > 0 and any(t.text in {":", "-", "–", "—", "|"} for t in before)


def _heads_line(line: Span, value: Span) -> bool:
    """ "17 Mar. 2018 - The notice reaches the United Nations": a line of a timeline."""
    after = line.doc[value.end : min(value.end + 2, line.end)]
    return value.start - line.start <= 1 and any(t.text in {"-", "–", "—", ":", "|"} for t in after)


def _fallback(value: Span, stop: Token, triggers: Triggers, fit: object) -> Anchor:
    choose = fit if callable(fit) else tuple
    sentence = value.sent
    fragment = not any(t.pos_ in {"VERB", "AUX"} and t.dep_ in {"ROOT", "ccomp", "conj"} for t in sentence)
    if fragment or stop.i in range(value.start, value.end):
        near = [
            t
            for t in triggers.within(sentence.start, sentence.end)
            if abs(t.token - value.start) <= _NEAR_TOKENS
        ]
        if found := choose(near):
            closest = min(abs(t.token - value.start) for t in found)
            return Anchor(tuple(t for t in found if abs(t.token - value.start) == closest), stop)
        for above in (
            _question_on_line(value),
            question_before(value, triggers.context),
            heading_before(value, triggers.context),
        ):
            if above is not None and (found := choose(triggers.within(above.start, above.end))):
                return Anchor(found, above.root, borrowed=True)
    return Anchor((), stop)


def _question_on_line(value: Span) -> Span | None:
    """ "When did Mexico ratify it? On 28 October 2005." """
    start = value.sent.start
    if start == 0 or value.doc[start - 1].text != "?":
        return None
    asked: Span = value.doc[start - 1].sent
    return asked


def _line_before(value: Span, context: Context) -> Span | None:
    line = context.line(value[0])
    if line is None:
        return None
    before = [other for other in context.doc.spans["lines"] if other.end <= line.start]
    return before[-1] if before else None


def question_before(value: Span, context: Context) -> Span | None:
    """The question that the paragraph of `value` answers, if its first sentences hold the value."""
    line = context.line(value[0])
    before = _line_before(value, context)
    if line is None or before is None or before.label_ != "QUESTION":
        return None
    return before if value.start - line.start < 25 else None


def heading_before(value: Span, context: Context) -> Span | None:
    """The heading that the line of `value` stands under, directly or through other items of its list."""
    line = context.line(value[0])
    if line is None:
        return None
    if line.label_ == "HEADING" and not _is_label(line, value):
        return None
    for other in reversed([o for o in context.doc.spans["lines"] if o.end <= line.start]):
        labels = any(t.text == ":" for t in other) and any(t.like_num for t in other)
        if other.label_ == "HEADING" and not labels:
            heading: Span = other
            return heading
        if other.label_ not in {"ITEM", "HEADING"}:
            return None
    return None
