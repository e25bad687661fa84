"""Who says what: `doc.spans["speech"]` holds reported words, DIRECT or INDIRECT; `kb_id_` is the speaker.

The verbs of saying are data (rules/cues.toml). A few quoted words with no such verb near are scare quotes,
and left to the article. A speaker is the id of the person, body or party that the text names, else a short
noun phrase, else "".
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from discrepant.annotate.cues import build_lexicon, find_cues
from discrepant.annotate.direct import Speech, Verbs, find_quoted, find_turns
from discrepant.annotate.reported import find_reported, find_sourced
from discrepant.annotate.spans import Found, add_group
from discrepant.annotate.speakers import Speakers
from discrepant.rulebook import Rulebook, load_rules


class AttributionComponent:
    """Finds quotations, reported clauses and interview turns, and names their speakers."""

    def __init__(self, rules: Rulebook) -> None:
        self.lexicon = build_lexicon(cue for cue in rules.cues.values() if cue.marks in ("speech", "none"))
        self.people = frozenset(
            word for cue in rules.cues.values() if cue.marks == "person" for word in cue.words
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["speech"]`. Needs a dependency parse; without one the group is empty."""
        add_group(doc, "speech", self._find(doc) if doc.has_annotation("DEP") else [])
        return doc

    def _find(self, doc: Doc) -> list[Found]:
        text = doc.text
        matches = [match for match in find_cues(doc, self.lexicon) if match.label == "speech"]
        full = {m.anchor.i for m in matches if "says" in m.cue.frames and _is_verb(m.anchor)}
        partial = {m.anchor.i for m in matches if "says-of" in m.cue.frames and _is_verb(m.anchor)}
        verbs = Verbs(frozenset(full), frozenset(full | partial))
        direct = [*find_turns(doc, text), *find_quoted(doc, text, verbs)]
        direct.sort(key=lambda speech: (speech.start, -speech.end))
        quote_at = _innermost(direct, len(doc))
        speakers = Speakers(doc, self.people, quote_at)
        indirect = [speech for i in sorted(full) for speech in find_reported(doc[i], quote_at)]
        for match in matches:
            if "source" in match.cue.frames:
                indirect.extend(find_sourced(match, speakers.named, quote_at))
        return _name(doc, direct, indirect, quote_at, speakers)


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")


def _innermost(direct: list[Speech], length: int) -> list[int]:
    """For each token the number of the innermost of `direct` around it, or -1. Outer ones come first."""
    quote_at = [-1] * length
    for number, speech in enumerate(direct):
        quote_at[speech.start : speech.end] = [number] * (speech.end - speech.start)
    return quote_at


def _name(
    doc: Doc, direct: list[Speech], indirect: list[Speech], quote_at: list[int], speakers: Speakers
) -> list[Found]:
    """Name the speakers in the order of the text, outer before inner ones, so that pronouns find them."""
    around: dict[int, int] = {}  # number of a quotation to that of the one that contains its attribution
    order: list[float] = []
    stack: list[int] = []
    for number, speech in enumerate(direct):
        while stack and direct[stack[-1]].end <= speech.start:
            stack.pop()
        if stack:
            around[number] = stack[-1]
        order.append(max(speech.at, order[stack[-1]] + 0.25) if stack else speech.at)
        stack.append(number)
    queue = [(order[number], number, speech) for number, speech in enumerate(direct)]
    for speech in indirect:
        outer = quote_at[speech.at]
        queue.append((max(speech.at, order[outer] + 0.25) if outer >= 0 else speech.at, -1, speech))
    names: dict[int, str] = {}
    by_start: dict[int, str] = {}
    found: set[Found] = set()
    for _, number, speech in sorted(queue, key=lambda entry: (entry[0], entry[2].start, -entry[2].end)):
        outer = around.get(number, -1) if number >= 0 else quote_at[speech.at]
        if speech.turn:
            name = speakers.of_label(speech.turn)
        elif speech.same_as is not None:
            name = by_start.get(speech.same_as, "")
            speakers.again(name, speech.at)
        elif speech.carries_on:
            name = speakers.latest(speech.at)
        else:
            name = speakers.name(speech.subject, names.get(outer))
        if number >= 0:
            names[number] = name
            by_start.setdefault(speech.start, name)
        last = doc[speech.end - 1]
        found.add((doc[speech.start].idx, last.idx + len(last), speech.label, name))
    return sorted(found)


def speaker_at(doc: Doc, i: int) -> str | None:
    """Who says token `i`: the speaker of the innermost speech, "" if not named, None if it is the article."""
    around = [span for span in doc.spans.get("speech", []) if span.start <= i < span.end]
    return str(min(around, key=len).kb_id_) if around else None


@Language.factory(
    "discrepant_attribution",
    requires=["token.dep", "token.tag", "token.pos", "token.lemma"],
    assigns=["doc.spans"],
    default_config={"rules": None},
)
def create_attribution(nlp: Language, name: str, rules: str | None) -> AttributionComponent:
    """Reported speech by the cues in the folder `rules` (default: the package's own)."""
    return AttributionComponent(load_rules(Path(rules) if rules else None))
