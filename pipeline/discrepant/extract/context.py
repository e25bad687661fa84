"""What extraction needs to know of one article: who is where in it, what it is about, who says what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from discrepant.model import NOBODY, Article, Certainty, Entity, Value
from discrepant.rulebook import Rulebook
from discrepant.values import decode

_TITLE_WEIGHT = 3  # a mention in the headline says more about the topic than one in the text
_GROUPS = ("treaties", "parties", "bodies", "names")
_CERTAINTY_ORDER: tuple[Certainty, ...] = ("denied", "planned", "possible", "alleged")
NEGATIVE = {"not", "n't", "never", "no", "nobody", "none", "neither", "nor", "nothing", "without"}
_LEGAL_KINDS = ("organisation", "court")


@dataclass(frozen=True, slots=True)
class Named:
    """A linked or free name, where it stands."""

    start: int  # tokens
    end: int
    kind: str  # TREATY, PARTY, BODY, PERSON, ORG, PLACE
    id: str  # "" where it was left open


def _start_of(named: Named) -> int:
    return named.start


@dataclass(slots=True)
class Context:
    """Look-ups over one annotated article. Built once, read by every extractor."""

    article: Article
    doc: Doc
    rules: Rulebook
    names: list[Named] = field(default_factory=list)
    at: dict[int, Named] = field(default_factory=dict)  # token index -> the name that covers it
    line_at: dict[int, Span] = field(default_factory=dict)
    certainty_at: dict[int, list[Span]] = field(default_factory=dict)  # token index -> scopes over it
    speech_at: dict[int, list[Span]] = field(default_factory=dict)
    treaty: str = ""  # id of the treaty the article is about, "" where that is not clear
    party: str = ""

    def entity(self, id: str) -> Entity:
        """The entity of `id`, under the name that the report uses."""
        if not id:
            return NOBODY
        label = self.rules.label(id)
        if label == id:
            named = next((n for n in self.names if n.id == id), None)
            label = self.doc[named.start : named.end].text if named else id.split(":", 1)[-1]
        return Entity(id=id, label=label)

    def treaty_of(self, named: Named) -> str:
        """The treaty that a mention stands for: itself, or the one that a court or organisation rests on."""
        if named.kind == "TREATY":
            return named.id
        body = self.rules.bodies.get(named.id)
        if body is None:
            return ""
        if body.parent and body.parent.startswith("treaty:"):
            return body.parent
        return body.id if body.kind in _LEGAL_KINDS else ""

    def party_of(self, named: Named) -> str:
        """The state that a mention stands for: itself, or the one whose organ it is."""
        if named.kind in ("PARTY", "PLACE") and named.id in self.rules.parties:
            return named.id if named.kind == "PARTY" else ""
        body = self.rules.bodies.get(named.id)
        return body.parent if body and body.parent and body.parent in self.rules.parties else ""

    def certainty(self, token: Token) -> Certainty:
        """How the clause of `token` is meant."""
        inside = [span for span in self.certainty_at.get(token.i, ()) if _reaches(span, token)]
        if not inside:
            return "asserted"
        shortest = min(len(span) for span in inside)
        found = {span.label_ for span in inside if len(span) == shortest}
        return next((label for label in _CERTAINTY_ORDER if label in found), "asserted")

    def speaker(self, token: Token) -> str | None:
        """Who says the words at `token`; None where the article does."""
        inside = self.speech_at.get(token.i)
        if not inside:
            return None
        innermost = min(inside, key=len)
        return innermost.kb_id_ or "somebody not named"

    def names_in(self, start: int, end: int) -> list[Named]:
        """Names that lie in the tokens from `start` to `end`, in order."""
        first = bisect_left(self.names, start, key=_start_of)
        return self.names[first : bisect_left(self.names, end, lo=first, key=_start_of)]

    def line(self, token: Token) -> Span | None:
        """The line (heading, item, question, paragraph) that `token` stands in."""
        return self.line_at.get(token.i)


def _reaches(span: Span, token: Token) -> bool:
    """Whether the scope `span` bears on what `token` says happened.

    What has ended did happen; and a negation counts only on the word itself, its subject or its object, not
    elsewhere in the clause ("by 88 votes, and not one against").
    """
    if span.kb_id_ == "ended":
        return False
    return span.kb_id_ != "negated" or _has_negation(token) or _is_told_untrue(token)


def _is_told_untrue(token: Token) -> bool:
    """ "It is not true that Chad left": the negation bears on all that the clause says."""
    above = token.head
    return token.dep_ in {"ccomp", "csubj"} and above.lemma_ == "be" and _has_negation(above)


def _has_negation(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in NEGATIVE:
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and any(
            grandchild.lower_ in NEGATIVE for grandchild in child.children
        ):
            return True
    return False


def build_context(article: Article, doc: Doc, rules: Rulebook) -> Context:
    """Index the annotations of `doc` and decide what the article is about."""
    context = Context(article=article, doc=doc, rules=rules)
    for group in _GROUPS:
        for span in doc.spans.get(group, ()):
            named = Named(span.start, span.end, span.label_, span.kb_id_)
            if all(i not in context.at for i in range(span.start, span.end)):
                context.names.append(named)
                for i in range(span.start, span.end):
                    context.at[i] = named
    context.names.sort(key=lambda n: n.start)
    for line in doc.spans.get("lines", ()):
        for i in range(line.start, line.end):
            context.line_at[i] = line
    for group, index in (("certainty", context.certainty_at), ("speech", context.speech_at)):
        for span in doc.spans.get(group, ()):
            for i in range(span.start, span.end):
                index.setdefault(i, []).append(span)
    _set_topic(context)
    return context


def _set_topic(context: Context) -> None:
    treaties: Counter[str] = Counter()
    parties: Counter[str] = Counter()
    first_line = next(iter(context.doc.spans.get("lines", ())), None)
    headline = {
        treaty
        for named in context.names
        if first_line is not None and named.start < first_line.end and (treaty := context.treaty_of(named))
    }
    for named in context.names:
        weight = _TITLE_WEIGHT if first_line is not None and named.start < first_line.end else 1
        if treaty := context.treaty_of(named):
            # A body that only rests on a treaty says less about the topic than the treaty itself.
            treaties[treaty] += 2 * weight if named.kind == "TREATY" else weight
        if party := context.party_of(named):
            parties[party] += weight
    in_headline = [treaty for treaty in headline if treaty.startswith("treaty:")] or sorted(headline)
    context.treaty = in_headline[0] if len(in_headline) == 1 else _winner(treaties, "")
    linked = sum(1 for n in context.names if n.kind == "TREATY" and n.id == context.treaty)
    if not in_headline and sum(1 for n in context.names if n.kind == "TREATY" and not n.id) > linked:
        context.treaty = ""  # the article is about a treaty that it never names
    context.party = _winner(parties, "", at_least=2)


def _winner(counts: Counter[str], prefix: str, at_least: int = 1) -> str:
    """The id counted most; of equals the one that came first, which a Counter keeps in order."""
    ranked = [(id, n) for id, n in counts.most_common() if id.startswith(prefix) and n >= at_least]
    return ranked[0][0] if ranked else ""


def value_of(span: Span) -> Value | None:
    """The normalised value that a component left on `span`."""
    return decode(span.kb_id_)
