"""How statements are meant: `doc.spans["certainty"]` holds the scopes that are not plainly asserted.

A scope is a contiguous run of tokens, labelled denied, planned, possible or alleged. Its `kb_id_` tells how
it is denied: "negated" by grammar, "denied" by a speaker, "ended" because it held once. Cue words are data
(rules/cues.toml), frames.py finds the heads of what they reach, and this file decides how far that goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from discrepant.annotate.clauses import (
    REACH,
    asks,
    auxiliaries,
    clause,
    has_subject,
    has_that,
    is_finite,
    is_infinitive,
    is_past,
    is_predicate,
    runs,
)
from discrepant.annotate.cues import CueMatch, build_lexicon, find_cues
from discrepant.annotate.frames import Frames, lifted
from discrepant.annotate.spans import add_group
from discrepant.model import Certainty
from discrepant.rulebook import Rulebook, load_rules

PRIORITY: tuple[Certainty, ...] = ("denied", "planned", "possible", "alleged")
_GOVERNED = frozenset({"complement", "decision", "noun", "object", "preposition"})
_FACT_MARKS = frozenset({"because", "since", "as", "while", "although", "though", "whereas", "if", "unless"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What one cue reaches: the tokens, and the predicate or noun at their head."""

    label: str
    manner: str
    frame: str
    cue: int  # token index of the cue's anchor
    head: int
    tokens: tuple[int, ...]


class CertaintyComponent:
    """Finds cues and writes the scopes they open."""

    def __init__(self, rules: Rulebook) -> None:
        self.lexicon = build_lexicon(cue for cue in rules.cues.values() if cue.marks != "speech")
        self.factive = frozenset(
            word for cue in rules.cues.values() if cue.marks == "factive" for word in cue.words
        )
        acts = frozenset(noun for predicate in rules.predicates.values() for noun in predicate.nouns)
        self.frames = Frames(acts)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["certainty"]`. Needs a dependency parse; without one the group is empty."""
        scopes: list[Scope] = []
        if doc.has_annotation("DEP"):
            matches = list(find_cues(doc, self.lexicon))
            undone = {i for match in matches if "lift" in match.cue.frames for i in lifted(match)}
            for match in matches:
                for frame in match.cue.frames:
                    if frame == "question":
                        scopes.extend(_question(match))
                        continue
                    for head in self.frames.heads(frame, match):
                        if match.manner == "negated" and frame == "modifier" and head.i in undone:
                            continue
                        scopes.append(self._scope(match, frame, head))
        add_group(doc, "certainty", _rows(doc, _settle(scopes)))
        return doc

    def _scope(self, match: CueMatch, frame: str, head: Token) -> Scope:
        label = match.label

        def keep(child: Token, parent: Token) -> bool:
            return _belongs(child, parent, label, self.factive)

        tokens = clause(head, keep)
        if frame == "decision":
            tokens = _without_last_date(head, tokens)
        if not is_predicate(head) and frame == "modifier" and match.start < head.i:
            tokens = [i for i in tokens if i >= match.end]
        elif frame in ("premodifier", "preposition", "noun", "event", "object"):
            tokens = [i for i in tokens if i >= match.end or i >= head.i]
        return Scope(label, match.manner, frame, match.anchor.i, head.i, tuple(tokens))


def _without_last_date(verb: Token, tokens: list[int]) -> list[int]:
    """The clause of `verb` less the day of the deciding: "voted to leave on 16 May" dates the vote."""
    last = next((child for child in reversed(list(verb.rights)) if not child.is_punct), None)
    if last is None or last.dep_ not in ("prep", "npadvmod", "advmod"):
        return tokens
    words = verb.doc[last.left_edge.i : last.right_edge.i + 1]
    dated = any(word.ent_type_ == "DATE" for word in words)
    return [i for i in tokens if i < words.start] if dated else tokens


def _question(match: CueMatch) -> Iterator[Scope]:
    """The sentence of a yes-or-no question. Questions with a question word take their matter for granted."""
    sentence = match.anchor.sent
    end = match.start
    start = max(sentence.start, end - REACH)
    while end > start and (sentence.doc[end - 1].is_quote or sentence.doc[end - 1].is_space):
        end -= 1
    # A question may begin inside its sentence, after a quotation mark or a colon.
    breaks = [t.i for t in sentence.doc[start:end] if _opens_quote(t) or t.text in (":", ";")]
    start = breaks[-1] + 1 if breaks else start
    tokens = [token for token in sentence.doc[start:end] if not token.is_punct and not token.is_space]
    if not tokens or any(token.tag_ in ("WRB", "WP", "WDT", "WP$") for token in tokens[:4]):
        return
    yield Scope("possible", "", "question", match.start, sentence.root.i, tuple(range(start, end)))


def _opens_quote(token: Token) -> bool:
    return token.is_quote and not token.whitespace_ and (token.i == 0 or bool(token.nbor(-1).whitespace_))


def _belongs(child: Token, parent: Token, label: str, factive: frozenset[str]) -> bool:
    """Whether `child` is meant in the way its clause is, or states a fact of its own."""
    dep = child.dep_
    if dep in ("parataxis", "meta", "intj"):
        return False
    if dep == "relcl":
        return is_infinitive(child)
    if dep == "acl":
        return is_infinitive(child) or has_that(child) or (child.tag_ == "VBG" and child.i > parent.i)
    if dep == "advcl":
        return _adverbial_belongs(child, parent, label)
    if dep == "conj":
        return _conjunct_belongs(child, parent, label)
    if dep == "ccomp":
        if child.i < parent.i or parent.lemma_.lower() in factive:
            return False
        if asks(child):
            return False  # "would not say whether": nothing is said of it
        return label in ("denied", "alleged") or not is_past(child)
    if dep == "dep":
        return not is_predicate(child)
    return not (dep == "prep" and child.lower_ == "despite")


def _adverbial_belongs(child: Token, parent: Token, label: str) -> bool:
    if is_infinitive(child):
        return True
    marks = {word.lower_ for word in child.lefts if word.dep_ in ("mark", "advmod")}
    if marks & _FACT_MARKS or is_past(child):
        return False
    if not is_finite(child):
        before = child.doc[child.left_edge.i - 1] if child.left_edge.i else None
        return child.i > parent.i and not (before is not None and before.is_punct)
    return label != "denied"


def _conjunct_belongs(child: Token, parent: Token, label: str) -> bool:
    linkers = {word.lower_ for word in parent.children if word.dep_ == "cc" and word.i < child.i}
    if linkers & {"but", "yet", "though"}:
        return False
    if not is_predicate(child) or not is_predicate(parent):
        return not is_predicate(child) or not is_finite(child)
    if has_subject(child) or "nor" in linkers or (label == "denied" and "or" not in linkers):
        return False
    own = [token for token in auxiliaries(child) if token.tag_ != "TO"]
    if own:
        return False
    # "has not signed or ratified": the parser often takes the second participle for a past tense.
    same = child.tag_ == parent.tag_ or (parent.tag_, child.tag_) in (("VBN", "VBD"), ("VB", "VBP"))
    return same or is_infinitive(child)


def _settle(scopes: list[Scope]) -> list[Scope]:
    """Let cues act on one another: what is not planned is denied, and a denied denial leaves it open."""
    denying: dict[int, list[Scope]] = {}
    for scope in scopes:
        if scope.label == "denied" and scope.manner != "ended":
            for i in scope.tokens:
                denying.setdefault(i, []).append(scope)
    conditional = {scope.head for scope in scopes if scope.label == "possible"}
    settled = []
    for scope in scopes:
        label, manner = scope.label, scope.manner
        governed = scope.frame in _GOVERNED or (scope.label != "denied" and scope.frame != "premodifier")
        if governed and any(
            outer.head != scope.head and outer.head not in scope.tokens and scope.head in outer.tokens
            for outer in denying.get(scope.cue, ())
        ):
            label, manner = ("possible", "") if scope.label == "denied" else ("denied", "negated")
        elif scope.label == "planned" and scope.head in conditional:
            label = "possible"
        settled.append(Scope(label, manner, scope.frame, scope.cue, scope.head, scope.tokens))
    return settled


def _rows(doc: Doc, scopes: Iterable[Scope]) -> list[tuple[int, int, str, str]]:
    rows = set()
    for scope in scopes:
        for start, end in runs(scope.tokens):
            while start < end and _is_edge(doc[start]):
                start += 1
            while end > start and _is_edge(doc[end - 1]):
                end -= 1
            if start < end:
                last = doc[end - 1]
                rows.add((doc[start].idx, last.idx + len(last), scope.label, scope.manner))
    return sorted(rows)


def _is_edge(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "cc"


def certainty_at(doc: Doc, i: int) -> Certainty:
    """How token `i` is meant. The innermost scope wins; of two equal ones, the first of `PRIORITY`."""
    around = [span for span in doc.spans.get("certainty", []) if span.start <= i < span.end]
    if not around:
        return "asserted"
    shortest = min(span.end - span.start for span in around)
    labels = {span.label_ for span in around if span.end - span.start == shortest}
    return next((label for label in PRIORITY if label in labels), "asserted")


@Language.factory(
    "discrepant_certainty",
    requires=["token.dep", "token.tag", "token.pos", "token.lemma"],
    assigns=["doc.spans"],
    default_config={"rules": None},
)
def create_certainty(nlp: Language, name: str, rules: str | None) -> CertaintyComponent:
    """Scopes of certainty from the cues in the folder `rules` (default: the package's own)."""
    return CertaintyComponent(load_rules(Path(rules) if rules else None))
