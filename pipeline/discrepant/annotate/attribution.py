"""Who says what: `doc.spans["speech"]` holds reported words, DIRECT or INDIRECT; `kb_id_` is the speaker.

The verbs of saying are data (rules/cues.toml). A few quoted words with no such verb near are scare quotes,
and left to the article. A speaker is the id of the person, body or party that the text names, else a short
noun phrase, else "".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from discrepant.annotate.clauses import (
    child_with,
    clause,
    everything,
    governor,
    is_finite,
    is_infinitive,
    is_predicate,
    runs,
    subject_of,
)
from discrepant.annotate.cues import CueMatch, build_lexicon, find_cues
from discrepant.annotate.quotes import Quote, find_quotes
from discrepant.annotate.spans import add_group
from discrepant.annotate.speakers import Speakers
from discrepant.rulebook import Rulebook, load_rules

_LABEL = re.compile(r"^[ \t]*([A-Z][\w.'-]{0,30}(?: [A-Z][\w.'-]{0,30}){0,3}):[ \t]+(?=\S)", re.MULTILINE)
_SCARE = 6  # words; fewer, and without a verb of saying, are no speech
_ENDS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Speech:
    """Reported words before their speaker is named. `verb` or `source` tells who it is."""

    start: int  # token
    end: int
    label: str
    at: int  # token where the attribution stands: the order in which speakers are named
    subject: Token | None
    same_as: int | None = None  # token inside the quotation whose speaker this is too


class AttributionComponent:
    """Finds quotations, reported clauses and interview turns, and names their speakers."""

    def __init__(self, rules: Rulebook) -> None:
        self.lexicon = build_lexicon(cue for cue in rules.cues.values() if cue.marks in ("speech", "none"))

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["speech"]`. Needs a dependency parse; without one the group is empty."""
        rows: list[tuple[int, int, str, str]] = []
        if doc.has_annotation("DEP"):
            rows = self._rows(doc)
        add_group(doc, "speech", rows)
        return doc

    def _rows(self, doc: Doc) -> list[tuple[int, int, str, str]]:
        matches = [match for match in find_cues(doc, self.lexicon) if match.label == "speech"]
        verbs = {
            m.anchor.i: m for m in matches if {"says", "says-of"} & set(m.cue.frames) and _is_verb(m.anchor)
        }
        said = {m.anchor.i for m in matches if "says" in m.cue.frames}
        speakers = Speakers(doc)
        turns = list(_turns(doc))
        speeches = list(_quoted(doc, verbs, said))
        quoted = [(speech.start, speech.end) for speech in speeches]
        for i in sorted(said & set(verbs)):
            speeches.extend(_reported(doc[i], quoted))
        for match in matches:
            if "source" in match.cue.frames:
                speeches.extend(_sourced(match))
        spoken = [
            (doc[start].idx, _end(doc, end), "DIRECT", speakers.label(label)) for start, end, label in turns
        ]
        return _name(doc, speeches, speakers, spoken)


def _name(
    doc: Doc, speeches: list[Speech], speakers: Speakers, rows: list[tuple[int, int, str, str]]
) -> list[tuple[int, int, str, str]]:
    """Name the speakers in the order of the text, so that "he added" finds the one before."""
    turns = list(rows)
    by_start: dict[int, str] = {}
    for speech in sorted(speeches, key=lambda s: (s.at, s.start, -s.end)):
        start, end = doc[speech.start].idx, _end(doc, speech.end)
        if start >= end:
            continue
        around = [row for row in rows if row[0] <= doc[speech.at].idx < row[1] and row[2] == "DIRECT"]
        quoted_by = min(around, key=lambda row: row[1] - row[0])[3] if around else None
        if speech.same_as is not None:
            name = by_start.get(speech.same_as, "")
            speakers.again(name, speech.at)
        else:
            name = speakers.name(speech.subject, quoted_by)
        by_start[speech.start] = name
        rows.append((start, end, speech.label, name))
    return sorted(set(rows) | set(turns))


def _end(doc: Doc, end: int) -> int:
    return doc[end - 1].idx + len(doc[end - 1]) if end else 0


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")


# Direct speech


def _quoted(doc: Doc, verbs: dict[int, CueMatch], said: set[int]) -> Iterator[Speech]:
    quotes = find_quotes(doc.text)
    spans = [doc.char_span(q.start, q.end, alignment_mode="contract") for q in quotes]
    pairs = [(q, s) for q, s in zip(quotes, spans, strict=True) if s is not None and len(s) > 0]
    accepted: list[tuple[Quote, Span]] = []
    for number, (quote, span) in enumerate(pairs):
        line_start, line_end = _line(doc, span, pairs, number)
        left = _after_last_stop(doc, line_start, span.start - 1)
        right = _before_stop(doc, span.end + 1, line_end)
        same = _continued(quote, span, accepted, left, doc)
        found = _attribution(doc, span, left, right, verbs, said)
        if found is not None:
            at, subject = found
            yield Speech(span.start, span.end, "DIRECT", at, subject)
        elif same is not None:
            yield Speech(span.start, span.end, "DIRECT", span.start, None, same_as=same)
        elif _is_sentence(span):
            yield Speech(span.start, span.end, "DIRECT", span.start, None)
        else:
            continue
        accepted.append((quote, span))


def _line(doc: Doc, span: Span, pairs: list[tuple[Quote, Span]], number: int) -> tuple[int, int]:
    """Tokens between which the attribution must stand: the line, up to the quotations beside this one."""
    start = span.start
    while start > 0 and span.start - start < 120 and "\n" not in doc[start - 1].text:
        start -= 1
    end = span.end
    while end < len(doc) and end - span.end < 60 and "\n" not in doc[end].text:
        end += 1
    depth = pairs[number][0].depth
    for quote, other in reversed(pairs[max(0, number - 8) : number]):
        if quote.depth == depth and other.end <= span.start:
            start = max(start, other.end + 1)
            break
    for quote, other in reversed(pairs[max(0, number - 8) : number]):
        if quote.depth < depth and other.start <= span.start and span.end <= other.end:
            start, end = max(start, other.start), min(end, other.end)
            break
    for quote, other in pairs[number + 1 : number + 9]:
        if quote.depth <= depth and other.start >= span.end:
            end = min(end, other.start - 1)
            break
    return start, max(end, span.end)


def _after_last_stop(doc: Doc, start: int, end: int) -> Span:
    for i in range(end - 1, start - 1, -1):
        if doc[i].text in _ENDS:
            return doc[i + 1 : max(end, i + 1)]
    return doc[start : max(start, end)]


def _before_stop(doc: Doc, start: int, end: int) -> Span:
    for i in range(start, end):
        if doc[i].text in _ENDS:
            return doc[start:i]
    return doc[start : max(start, end)]


def _attribution(
    doc: Doc, span: Span, left: Span, right: Span, verbs: dict[int, CueMatch], said: set[int]
) -> tuple[int, Token | None] | None:
    """Where the verb of saying stands, and its subject; None where there is none."""
    words = [token for token in left if not token.is_punct and not token.is_space]
    closed = span[-1].text == "." and span.end < len(doc)
    before = [token for token in left if token.i in verbs]
    after = [] if closed else [token for token in right[:25] if token.i in said and token.i in verbs]
    if words:
        if left[-1].text == ":" and not before:
            root = left.root
            subject = root if not is_predicate(root) else subject_of(root)
            return span.start, subject
        full = [token for token in before if token.i in said]
        if before:
            verb = (full or before)[-1]
            return verb.i, speaker_of(verb)
    if after:
        return after[0].i, speaker_of(after[0])
    if words and len(words) >= 2:
        colon = next((token.i for token in left[:6] if token.text == ":"), None)
        if colon is not None and colon > left.start and doc[left.start].is_sent_start:
            return span.start, doc[left.start : colon].root
    return None


def _continued(
    quote: Quote, span: Span, accepted: list[tuple[Quote, Span]], left: Span, doc: Doc
) -> int | None:
    """Start of the quotation whose speaker goes on in this one."""
    if any(not token.is_punct and not token.is_space for token in left):
        return None
    if quote.depth:
        return None
    earlier = [(q, s) for q, s in accepted if q.depth == 0]
    if not earlier:
        return None
    before, other = earlier[-1]
    between = doc.text[before.end : quote.start]
    if before.open_ended or "\n" not in between.strip("\"' "):
        return other.start
    return None


def _is_sentence(span: Span) -> bool:
    words = [token for token in span if token.is_alpha]
    if len(words) <= _SCARE and span[-1].text not in ("!", "?", "."):
        return False
    return len(words) > 2 and any(is_predicate(token) and is_finite(token) for token in span)


# Indirect speech


def speaker_of(verb: Token) -> Token | None:
    """The head of the noun phrase that speaks: the subject, or in the passive the agent."""
    if child_with(verb, "auxpass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        agent = child_with(verb, "agent")
        return child_with(agent, "pobj") if agent is not None else None
    return subject_of(verb)


def _reported(verb: Token, quoted: list[tuple[int, int]]) -> Iterator[Speech]:
    """The clauses that `verb` reports: its complement, or the sentence it is put into or after."""
    if any(child.dep_ == "neg" for child in verb.children):
        return
    subject = speaker_of(verb)
    found = False
    for child in verb.children:
        if child.dep_ != "ccomp" or not is_finite(child):
            continue
        if child.i < verb.i and child_with(verb, "mark", "aux") is not None:
            continue  # "days after it announced": the clause before is no complement
        tokens = clause(child, everything)
        tokens = [i for i in tokens if (i > verb.i) == (child.i > verb.i)]
        if child.i < verb.i:
            limit = min([t.left_edge.i for t in verb.lefts if t.dep_ in ("nsubj", "expl")], default=verb.i)
            tokens = [i for i in tokens if i < limit]
        found = True
        yield from _speeches(verb, tokens, subject, quoted)
    if found:
        return
    if verb.dep_ == "parataxis" and is_predicate(verb.head) and subject is not None:
        own = set(clause(verb, everything))
        tokens = [i for i in clause(verb.head, everything) if i not in own]
        yield from _speeches(verb, tokens, subject, quoted)
    elif _trails(verb):
        start = verb.sent.start
        limit = min([t.left_edge.i for t in verb.lefts if t.dep_ == "nsubj"], default=verb.i)
        yield from _speeches(verb, list(range(start, limit)), subject, quoted)


def _trails(verb: Token) -> bool:
    """Whether `verb` and its subject follow a comma and end there, whatever the parser made of it."""
    own = child_with(verb, "nsubj")
    if own is None or own.i > verb.i or is_infinitive(verb):
        return False
    left = own.left_edge.i
    if left == 0 or verb.doc[left - 1].text != "," or left - 1 <= verb.sent.start:
        return False
    return verb.i + 1 >= verb.sent.end or verb.nbor(1).text in (".", ",")


def _speeches(
    verb: Token, tokens: list[int], subject: Token | None, quoted: list[tuple[int, int]]
) -> Iterator[Speech]:
    doc = verb.doc
    for start, end in runs(tokens):
        while start < end and (doc[start].is_punct or doc[start].is_space):
            start += 1
        while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        if end - start < 1 or any(a <= start and end <= b for a, b in quoted):
            continue
        yield Speech(start, end, "INDIRECT", verb.i, subject)


def _sourced(match: CueMatch) -> Iterator[Speech]:
    """The clause that "according to ..." modifies, less those words."""
    doc = match.anchor.doc
    source = next(
        (child for word in doc[match.start : match.end] for child in word.children if child.dep_ == "pobj"),
        None,
    )
    if source is None or source.i < match.end:
        return
    top = match.anchor
    head = top.head if is_predicate(top.head) else governor(top)
    if head is None or head is top:
        return
    own = set(clause(top, everything)) | set(clause(source, everything))
    tokens = [i for i in clause(head, everything) if i not in own and i not in range(match.start, match.end)]
    yield from (
        Speech(s.start, s.end, s.label, match.start, s.subject) for s in _speeches(head, tokens, source, [])
    )


# Interviews


def _turns(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Turns of an interview: from a label that returns ("VSW: ...") to the end of its line."""
    found = [(m.group(1), m.end()) for m in _LABEL.finditer(doc.text)]
    often = Counter(label for label, _ in found)
    speakers = {label for label, count in often.items() if count > 1}
    if len(speakers) < 2:
        return
    for label, start in found:
        if label in speakers:
            end = doc.text.find("\n", start)
            span = doc.char_span(start, len(doc.text) if end < 0 else end, alignment_mode="contract")
            if span is not None:
                yield span.start, span.end, label


def speaker_at(doc: Doc, i: int) -> str | None:
    """Who says token `i`: the speaker of the innermost speech, "" if not named, None if it is the article."""
    around = [span for span in doc.spans.get("speech", []) if span.start <= i < span.end]
    return min(around, key=len).kb_id_ if around else None


@Language.factory(
    "discrepant_attribution",
    requires=["token.dep", "token.tag", "token.pos", "token.lemma"],
    assigns=["doc.spans"],
    default_config={"rules": None},
)
def create_attribution(nlp: Language, name: str, rules: str | None) -> AttributionComponent:
    """Reported speech by the cues in the folder `rules` (default: the package's own)."""
    return AttributionComponent(load_rules(Path(rules) if rules else None))
