"""Who speaks: from the subject of a verb of saying to a short name, and from "he" to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from discrepant.annotate.clauses import child_with, in_prose

LONGEST = 80  # code points
_SELVES = frozenset({"i", "we", "me", "us"})
_PERSONS = frozenset({"he", "she"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "pobj", "quantmod"})
_PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "to", "by", "on"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "CD"})
_RECENT = 80  # tokens within which a quotation of its own paragraph carries on
_BACK = 40  # earlier speakers and subjects to look at
_RANKED = (("names", ("PLACE", "ORG")), ("parties", ()), ("bodies", ()), ("names", ("PERSON",)))
"""Groups of names; where two cover the same word, the later one names the speaker."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody whom a pronoun may take up again."""

    at: int  # token
    name: str
    human: bool
    plural: bool


class Speakers:
    """Names the speakers of one Doc. `name` is called in the order of the text.

    `people` are the nouns for persons; `quote_at` tells which quotation each token stands in.
    """

    def __init__(self, doc: Doc, people: frozenset[str], quote_at: Sequence[int]) -> None:
        self.doc = doc
        self.people = people
        self.quote_at = quote_at
        self.named: dict[int, Span] = {}
        for group, labels in _RANKED:
            for span in doc.spans.get(group, ()):
                if not labels or span.label_ in labels:
                    self.named.update(dict.fromkeys(range(span.start, span.end), span))
        self.spoken: list[Referent] = []
        self.pronouns: dict[str, str] = {}  # whom the article calls "he", and whom "she"
        readable = in_prose(doc)
        self.subjects = [
            token
            for token in doc
            if readable[token.i]
            and token.dep_ in ("nsubj", "nsubjpass")
            and token.head.dep_ == "ROOT"
            and token.pos_ != "PRON"
        ]

    def name(self, subject: Token | None, quoted_by: str | None = None) -> str:
        """The speaker that `subject` heads, or "" where it cannot be told.

        `quoted_by` speaks the words around, so that its "I" is that speaker.
        """
        if subject is None:
            return ""
        word = subject.lower_
        if word in _SELVES:
            return quoted_by or ""
        if subject.pos_ in ("PRON", "DET") or subject.tag_ in ("PRP", "DT", "WP", "WDT"):
            if word in _PERSONS or word in ("it", "they"):
                found = self._antecedent(word, subject.i, quoted_by)
                if found is None:
                    return ""
                self.spoken.append(Referent(subject.i, found.name, found.human, found.plural))
                if word in _PERSONS:
                    self.pronouns.setdefault(found.name, word)
                return found.name
            if child_with(subject, "prep") is None:
                return ""
        referent = self._referent(subject)
        if referent.name:
            self.spoken.append(referent)
        return referent.name

    def again(self, name: str, i: int) -> None:
        """Remember that `name` speaks at token `i`, as told by a label or by the quotation before."""
        if name:
            self.spoken.append(Referent(i, name, True, False))

    def latest(self, i: int) -> str:
        """Who spoke last before token `i`, if that was not long ago; "" else."""
        recent = [r for r in self.spoken[-_BACK:] if i - _RECENT < r.at < i]
        outside = [r for r in recent if self.quote_at[r.at] < 0]
        return outside[-1].name if outside else ""

    def of_label(self, text: str) -> str:
        """The speaker whom the label of an interview turn names: the person of that surname, or the label."""
        for span in self.doc.spans.get("names", ()):
            if span.label_ == "PERSON" and span.kb_id_ and f" {span.text}".endswith(" " + text):
                return str(span.kb_id_)
        return text[:LONGEST]

    def _referent(self, head: Token) -> Referent:
        apposition = child_with(head, "appos")
        if apposition is not None and head.pos_ in ("NUM", "PRON", "DET"):
            head, apposition = apposition, None  # "One, a member from Oulu, said"
        covering = self.named.get(head.i)
        if covering is None and apposition is not None:
            named = self.named.get(apposition.i)
            covering = named if named is not None and named.label_ == "PERSON" else None
        human = head.lemma_.lower() in self.people or head.ent_type_ == "PERSON"
        plural = head.tag_ in ("NNS", "NNPS", "JJ", "CD", "DT")
        if covering is None:
            return Referent(head.i, phrase(head), human, plural)
        person = covering.label_ == "PERSON"
        return Referent(head.i, str(covering.kb_id_ or _squeeze(covering.text)), person, False)

    def _antecedent(self, word: str, i: int, quoted_by: str | None) -> Referent | None:
        """The one last spoken of whom `word` fits: a person, a body, or several."""

        def fits(referent: Referent) -> bool:
            if not referent.name or referent.name == quoted_by:
                return False
            if self.quote_at[referent.at] != self.quote_at[i]:
                return False  # what one speaker says of others is not what the article says
            if word == "they":  # several persons, or a body
                return referent.plural or not referent.human
            if word in _PERSONS and self.pronouns.get(referent.name, word) != word:
                return False
            return not referent.plural and referent.human == (word in _PERSONS)

        spoken = next((r for r in reversed(self.spoken[-_BACK:]) if r.at < i and fits(r)), None)
        if word == "it":
            return spoken
        subject = next((r for r in self._subjects_before(i) if r.human and fits(r)), None)
        if subject is None or (spoken is not None and spoken.at >= subject.at):
            return spoken
        return subject

    def _subjects_before(self, i: int) -> list[Referent]:
        """Subjects of the sentences before token `i`, nearest first, that are not in another's quotation."""
        low, high = 0, len(self.subjects)
        while low < high:
            middle = (low + high) // 2
            if self.subjects[middle].i < i:
                low = middle + 1
            else:
                high = middle
        nearest = reversed(self.subjects[max(0, low - 4) : low])
        return [self._referent(token) for token in nearest]


def phrase(head: Token) -> str:
    """The noun phrase of `head` without article, apposition and clauses: "spokesman for the Court"."""
    chosen = {head.i}
    queue = [head]
    while queue and len(chosen) < 20:
        token = queue.pop()
        for child in token.children:
            hyphen = child.text == "-" and not child.nbor(-1).whitespace_ if child.i else False
            inner = child.dep_ in _INSIDE or hyphen or (token is not head and child.dep_ == "det")
            if child.dep_ == "prep":
                inner = child.lower_ in _PREPOSITIONS and child.i > token.i
            if inner and child.ent_type_ not in ("DATE", "TIME"):
                chosen.add(child.i)
                queue.append(child)
    start = end = head.i
    while start - 1 in chosen:
        start -= 1
    while end + 1 in chosen:
        end += 1
    while end > head.i and head.doc[end].pos_ in ("ADP", "DET", "PUNCT"):
        end -= 1
    words = head.doc[start : end + 1]
    while words[0].i < head.i and (words[0].tag_ in _DETERMINERS or not words[0].text[0].isalpha()):
        words = words[1:]
    text = words.text
    if words[0].pos_ == "NOUN" and words[0].is_title:
        text = text[0].lower() + text[1:]
    return _squeeze(text)


def _squeeze(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    words = text[:LONGEST].split(" ")[:-1]
    while len(words) > 1 and (words[-1].islower() and len(words[-1]) < 4):
        words.pop()  # no "... of the" at the end
    return " ".join(words) or text[:LONGEST]
