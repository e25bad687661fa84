"""Who speaks: from the subject of a verb of saying to a short name, and from "he" to the one before."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from discrepant.annotate.clauses import child_with

LONGEST = 80  # code points
_PERSONS = frozenset({"he", "she"})
_THINGS = frozenset({"it"})
_GROUPS = frozenset({"they"})
_SELVES = frozenset({"i", "we", "me", "us"})
_INSIDE_NAME = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "nummod", "prep", "pobj", "advmod", "quantmod"}
)
_NOT_A_PERSON = ("body:", "state:", "party:", "treaty:", "org:", "place:")


@dataclass(slots=True)
class Speakers:
    """Names the speakers of one Doc. `name` is called in the order of the text."""

    doc: Doc
    named: dict[int, Span] = field(default_factory=dict)  # token to the name that covers it
    subjects: list[tuple[int, str]] = field(default_factory=list)  # persons who are subjects, by token
    spoken: list[tuple[int, str, bool]] = field(default_factory=list)  # token, speaker, whether plural

    def __post_init__(self) -> None:
        ranked = (
            ("names", ("PLACE",)),
            ("names", ("ORG", "ORGANISATION")),
            ("parties", ()),
            ("bodies", ()),
            ("names", ("PERSON",)),
        )
        for group, labels in ranked:  # later ones win
            for span in self.doc.spans.get(group, ()):
                if labels and span.label_ not in labels:
                    continue
                for i in range(span.start, span.end):
                    self.named[i] = span
        for span in self.doc.spans.get("names", ()):
            if span.label_ == "PERSON" and span.root.dep_ in ("nsubj", "nsubjpass"):
                self.subjects.append((span.start, span.kb_id_ or span.text))

    def name(self, subject: Token | None, quoted_by: str | None = None) -> str:
        """The speaker that `subject` heads, or "" where it cannot be told.

        `quoted_by` speaks the words around, so that its "I" is that speaker.
        """
        if subject is None:
            return ""
        word = subject.lower_
        if word in _SELVES:
            return quoted_by or ""
        plural = subject.tag_ in ("NNS", "NNPS")
        if subject.pos_ == "PRON" and word in _PERSONS | _THINGS | _GROUPS:
            name = self._antecedent(word, subject.i)
            plural = word in _GROUPS
        else:
            name = self._noun(subject)
        if name:
            self.spoken.append((subject.i, name, plural))
        return name

    def again(self, name: str, i: int) -> None:
        """Remember that `name` speaks at token `i`, as told by a label rather than a verb."""
        if name:
            self.spoken.append((i, name, False))

    def label(self, text: str) -> str:
        """The speaker whom the label of an interview turn names: the person of that surname, or the label."""
        for span in self.doc.spans.get("names", ()):
            if (
                span.label_ == "PERSON"
                and span.kb_id_
                and (span.text == text or span.text.endswith(" " + text))
            ):
                return str(span.kb_id_)
        return text[:LONGEST]

    def _antecedent(self, word: str, i: int) -> str:
        earlier = [entry for entry in self.spoken if entry[0] < i]
        if word in _GROUPS:
            return next((name for _, name, plural in reversed(earlier) if plural), "")
        if word in _THINGS:
            return next((name for _, name, _ in reversed(earlier) if not name.startswith("person:")), "")
        spoken = next(
            ((at, name) for at, name, _ in reversed(earlier) if not name.startswith(_NOT_A_PERSON)), None
        )
        subject = next(((at, name) for at, name in reversed(self.subjects) if at < i), None)
        candidates = [found for found in (spoken, subject) if found is not None]
        return max(candidates)[1] if candidates else ""

    def _noun(self, head: Token) -> str:
        covering = self.named.get(head.i)
        if covering is None:
            apposition = child_with(head, "appos")
            if apposition is not None and apposition.i in self.named:
                covering = self.named[apposition.i]
                if covering.label_ != "PERSON":
                    covering = None
        if covering is not None:
            return str(covering.kb_id_ or _squeeze(covering.text))
        return phrase(head)


def phrase(head: Token) -> str:
    """The noun phrase of `head` without article, apposition and clauses: "spokesman for the Court"."""
    chosen = {head.i}
    queue = [head]
    while queue and len(chosen) < 20:
        token = queue.pop()
        for child in token.children:
            if child.dep_ in _INSIDE_NAME or (token is not head and child.dep_ == "det"):
                chosen.add(child.i)
                queue.append(child)
    start = end = head.i
    while start - 1 in chosen:
        start -= 1
    while end + 1 in chosen:
        end += 1
    words = head.doc[start : end + 1]
    if len(words) > 1 and words[0].tag_ in ("DT", "PRP$", "PDT"):
        words = words[1:]
    text = words.text
    if words[0].pos_ != "PROPN" and words[0].is_title:
        text = text[0].lower() + text[1:]
    return _squeeze(text)


def _squeeze(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
