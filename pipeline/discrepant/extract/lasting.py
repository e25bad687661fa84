"""Claims of how long something lasted: notice periods, memberships, visits, sentences.

The words around a length say what lasted so long better than the parse does ("Two weeks. That is how long the
inspectors stayed"), so rules/lengths.toml asks for words beside it, in its sentence and in the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from discrepant.extract.arguments import last_party_before
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context, Named, value_of
from discrepant.extract.triggers import Trigger, match_words, spells
from discrepant.model import NOBODY, Certainty, Claim, DurationValue, Entity
from discrepant.rulebook import LengthRule, Predicate

_Words = tuple[str, ...]
_GAP = 2  # tokens that may part two words of one entry, or the length from the words beside it
_REACH = 20  # tokens between a length and the words that say what lasted so long
_NEAR = 12  # tokens: after a sentence as short as that, the next one still belongs to the same breath
_NEGATIONS = frozenset({"not", "n't", "never", "no", "without"})
_OWN_PRONOUNS = frozenset({"we", "us", "our", "it", "its", "they", "their", "which", "country", "state"})
_PARTIES_TO_A_CASE = frozenset({"applicant", "complainant", "petitioner", "plaintiff", "claimant"})
_PERSONS = frozenset({"he", "she", "i", "his", "her", "my"})


@dataclass(frozen=True, slots=True)
class _Form:
    """Words before and behind a length."""

    before: _Words
    after: _Words


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of lengths.toml with its groups spelt out."""

    rule: LengthRule
    predicate: Predicate
    next: tuple[_Form, ...]
    all: tuple[tuple[_Words, ...], ...]
    then: tuple[tuple[_Words, ...], ...]
    near: tuple[tuple[_Words, ...], ...]
    excludes: tuple[_Words, ...]

    @property
    def asks(self) -> int:
        """How many things must hold: a rule that asks for more says more."""
        return len(self.all) + 2 * len(self.then) + len(self.near)


def length_claim(context: Context, span: Span) -> Claim | None:
    """The claim that `span`, a length of time, makes by the rules; None where no rule fits."""
    value = value_of(span)
    if not isinstance(value, DurationValue):
        return None
    best: tuple[int, int, _Rule, tuple[int, ...]] | None = None
    for number, rule in enumerate(_rules(context)):
        if not _can_last(rule.predicate, value):
            continue
        tokens = _matched(rule, span)
        if tokens is None:
            continue
        rank = (rule.asks + sum(1 for i in tokens if i >= span.end), -number)
        if best is None or rank > best[:2]:
            best = (*rank, rule, tokens)
    if best is None:
        return None
    rule, tokens = best[2], best[3]
    found = _entities(rule.predicate, span, context)
    if found is None:
        return None
    subject, object = found
    verb = next((i for i in tokens if span.doc[i].pos_ == "VERB"), span.root.i)
    words = tuple(sorted({*tokens})) or tuple(range(span.start, span.end))
    return make_claim(
        context,
        span,
        value,
        kind="duration",
        predicate=rule.predicate.id,
        subject=subject,
        object=object,
        at=span.root,
        trigger=Trigger(verb, words, True, rule.predicate),
        qualifiers=[("since", act) for act in rule.rule.since],
        certainty=_certainty(span, context),
    )


def _can_last(predicate: Predicate, value: DurationValue) -> bool:
    reaches = value.high is None or value.high >= predicate.at_least
    return reaches and (predicate.at_most is None or value.low <= predicate.at_most)


# --- what the rules ask for ------------------------------------------------------------------------------


def _rules(context: Context) -> tuple[_Rule, ...]:
    book = context.rules
    return _spelt_out(
        book.sha256, tuple(book.lengths.values()), tuple((p.id, p) for p in book.predicates.values())
    )


@lru_cache(maxsize=4)
def _spelt_out(
    rules_hash: str, rules: tuple[LengthRule, ...], predicates: tuple[tuple[str, Predicate], ...]
) -> tuple[_Rule, ...]:
    groups = {rule.id: rule.words for rule in rules}
    known = dict(predicates)

    def options(entry: str) -> tuple[_Words, ...]:
        words: list[_Words] = []
        for choice in entry.lower().split("|"):
            named = groups[choice[1:]] if choice.startswith("@") else (choice,)
            words += [tuple(word.lower().split()) for word in named]
        return tuple(words)

    def forms(entry: str) -> list[_Form]:
        before, after = (side.strip().lower() for side in entry.split("{}"))
        return [
            _Form(tuple(left.split()), tuple(right.split()))
            for left in before.split("|")
            for right in after.split("|")
        ]

    return tuple(
        _Rule(
            rule=rule,
            predicate=known[rule.predicate],
            next=tuple(form for entry in rule.next for form in forms(entry)),
            all=tuple(options(entry) for entry in rule.all),
            then=tuple(options(entry) for entry in rule.then),
            near=tuple(options(entry) for entry in rule.near),
            excludes=tuple(words for entry in rule.excludes for words in options(entry)),
        )
        for rule in rules
        if rule.predicate
    )


def _matched(rule: _Rule, span: Span) -> tuple[int, ...] | None:
    """The tokens that speak for `rule`, None where it does not hold of `span`."""
    sentence = span.sent
    doc = span.doc
    beside = _beside(rule, span)  # the cheapest question first: most rules end here
    if beside is None or any(_find(doc, sentence.start, sentence.end, words) for words in rule.excludes):
        return None
    tokens = list(beside)
    for options in rule.all:
        if not (found := _nearest(span, sentence.start, options)):
            return None
        tokens += found
    for options in rule.then:
        if not (found := _nearest(span, span.end, options)):
            return None
        tokens += found
    start, end = _around(sentence)
    if not all(any(_find(doc, start, end, words) for words in options) for options in rule.near):
        return None
    return tuple(i for i in tokens if not span.start <= i < span.end)


def _beside(rule: _Rule, span: Span) -> tuple[int, ...] | None:
    """Tokens of the words beside the length. A rule that names none wants the length to stand alone."""
    if not rule.next:
        words = [t for t in span.sent if t.is_alpha or t.like_num]
        return () if all(span.start <= t.i < span.end for t in words) else None
    for form in rule.next:
        before = _ending_at(span, form.before)
        after = _starting_at(span, form.after)
        if before is not None and after is not None:
            return (*before, *after)
    return None


def _ending_at(span: Span, words: _Words) -> tuple[int, ...] | None:
    if not words:
        return ()
    doc = span.doc
    if len(words) == 1 and any(t.lower_ == words[0] for t in span[:-1]):
        return ()  # "another six months" is one length
    for i in range(max(span.sent.start, span.start - len(words) - 2 * _GAP), span.start):
        found = match_words(doc, i, span.start, words, gap=_GAP) if spells(doc[i], words[0]) else ()
        if found and span.start - found[-1] <= _GAP + 1 and not _parted(doc, found[-1] + 1, span.start):
            return found
    return None


def _starting_at(span: Span, words: _Words) -> tuple[int, ...] | None:
    if not words:
        return ()
    doc, end = span.doc, span.sent.end
    if any(t.lower_ == words[0] for t in span):
        return ()  # "three more years", "a year's notice" is one length
    for i in range(span.end, min(span.end + _GAP, end)):
        found = match_words(doc, i, end, words, gap=1) if spells(doc[i], words[0]) else ()
        if found and not _parted(doc, span.end, found[0]):
            return found
    return None


def _parted(doc: Doc, start: int, end: int) -> bool:
    """Whether a mark or another length stands between: then the words belong to something else."""
    return any(t.text in {",", ";", ":", "(", ")", "—"} or t.like_num for t in doc[start:end])


def _find(doc: Doc, start: int, end: int, words: _Words) -> tuple[int, ...]:
    for i in range(start, end):
        if spells(doc[i], words[0]) and (found := match_words(doc, i, end, words, gap=_GAP)):
            return found
    return ()


def _nearest(span: Span, start: int, options: tuple[_Words, ...]) -> tuple[int, ...]:
    """The match of one of `options` nearest to the length, from `start` on; empty where all are far away."""
    doc, end = span.doc, min(span.sent.end, span.end + _REACH)
    best: tuple[int, tuple[int, ...]] | None = None
    for i in range(max(start, span.start - _REACH), end):
        for words in options:
            if not spells(doc[i], words[0]) or not (found := match_words(doc, i, end, words, gap=_GAP)):
                continue
            distance = found[0] - span.end if found[0] >= span.end else span.start - found[-1]
            if best is None or distance < best[0]:
                best = (distance, found)
    return best[1] if best else ()


def _around(sentence: Span) -> tuple[int, int]:
    """The sentence with the one before and the two after it, where those are short."""
    doc = sentence.doc
    start = doc[sentence.start - 1].sent.start if sentence.start > 0 else 0
    end = sentence.end
    for _ in range(2):
        if end < len(doc) and doc[end].i - sentence.end < _NEAR:
            end = doc[end].sent.end
    return start, end


def _certainty(span: Span, context: Context) -> Certainty:
    """A length stands, whatever is denied or planned of what filled it: "for nine years nothing was done".

    Only "not for nine years" denies the length, and only what is alleged stays so.
    """
    before = span.doc[max(span.sent.start, span.start - 2) : span.start]
    if any(t.lower_ in _NEGATIONS for t in before):
        return "denied"
    return "alleged" if context.certainty(span.root) == "alleged" else "asserted"


# --- whose length it is ----------------------------------------------------------------------------------


def _entities(predicate: Predicate, span: Span, context: Context) -> tuple[Entity, Entity] | None:
    """Subject and object as the predicate wants them; None where it is somebody else's."""
    subject = NOBODY
    if predicate.subject == "party":
        subject = context.entity(_party(span, context))
    elif predicate.subject == "person":
        person = _person(span, context)
        if person is None:
            return None  # the lengths of two unknown persons are not one length
        subject = context.entity(person) if person else NOBODY
    if predicate.object == "treaty":
        if _is_person(_subject(span), context):
            return None
        treaty = _treaty(predicate, span, context)
        if not treaty and predicate.subject == "party" and not subject.id:
            return None  # nothing says that a state or a treaty is meant
        return subject, context.entity(treaty)
    return subject, context.entity(context.party) if predicate.object == "any" else NOBODY


def _is_person(subject: Token | None, context: Context) -> bool:
    if subject is None:
        return False
    named = context.at.get(subject.i)
    return subject.lower_ in _PERSONS or (named is not None and named.kind == "PERSON")


def _party(span: Span, context: Context) -> str:
    """The state named in the sentence, or meant by it."""
    grammatical = _subject(span)
    if grammatical is not None:
        named = context.at.get(grammatical.i)
        if named is not None and (party := context.party_of(named)):
            return party
    sentence = span.sent
    names = context.names_in(sentence.start, sentence.end)
    named_here = [(n, p) for n in names if (p := context.party_of(n))]
    if len({p for _, p in named_here}) == 1:
        return named_here[0][1]
    if context.party in {p for _, p in named_here}:
        return context.party
    if named_here:
        return min(named_here, key=lambda pair: abs(pair[0].start - span.start))[1]
    if grammatical is not None and grammatical.lower_ in _OWN_PRONOUNS:
        return last_party_before(grammatical, context) or context.party
    return context.party


def _subject(span: Span) -> Token | None:
    """The grammatical subject of the clause of `span`."""
    node = span.root
    for _ in range(12):
        found = next((c for c in node.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if found is not None and node.pos_ in {"VERB", "AUX"}:
            return found
        if node.head is node:
            return None
        node = node.head
    return None


def _person(span: Span, context: Context) -> str | None:
    """The one who was sentenced or held, where exactly one person can be meant; "" for "the applicant"."""
    sentence = span.sent
    people = [n for n in context.names_in(sentence.start, sentence.end) if n.kind == "PERSON" and n.id]
    if len({n.id for n in people}) == 1 and not _does(people[0], context.doc):
        return people[0].id
    suffering = {n.id for n in people if _suffers(n, context.doc)}
    if people:
        return suffering.pop() if len(suffering) == 1 else None
    return "" if any(t.lower_ in _PARTIES_TO_A_CASE for t in sentence) else None


def _role(named: Named, doc: Doc) -> str:
    return str(doc[named.start : named.end].root.dep_)


def _suffers(named: Named, doc: Doc) -> bool:
    return _role(named, doc) in {"dobj", "nsubjpass", "pobj", "dative"}


def _does(named: Named, doc: Doc) -> bool:
    """A judge who sentences somebody else."""
    root = doc[named.start : named.end].root
    return root.dep_ == "nsubj" and root.head.lemma_ in {"sentence", "hand", "give", "jail", "imprison"}


def _treaty(predicate: Predicate, span: Span, context: Context) -> str:
    """The treaty or organisation of the sentence nearest to the length, or the one the article is about.

    Who is told that a state leaves ("once the United Nations has been notified") is not what it leaves.
    """
    sentence = span.sent
    near: list[tuple[int, str]] = []
    for named in context.names_in(sentence.start, sentence.end):
        id = context.treaty_of(named)
        told = predicate.id == "notice_period" and not id.startswith("treaty:")
        if id and not told:
            distance = named.start - span.end if named.start >= span.end else span.start - named.end + 3
            near.append((distance, id))
    return min(near)[1] if near else context.treaty
