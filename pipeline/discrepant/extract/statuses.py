"""Claims of whether something holds: party, signatory, in force, notice standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Span

from discrepant.extract.arguments import arguments_of, named_in, party_for, treaty_for
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger, match_words, spells
from discrepant.model import NOBODY, Claim, Entity, StatusValue
from discrepant.rulebook import Rulebook, Status

_NEGATIONS = {"not", "n't", "never", "no", "neither", "nor"}
_WORDS_BEFORE_NEGATION = 4
_GAP = 7  # a relative clause may part the words: "the notice that it gave last year still stands"


@lru_cache(maxsize=4)
def _index(
    rules_hash: str, statuses: tuple[Status, ...]
) -> Mapping[str, tuple[tuple[tuple[str, ...], Status], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], Status]]] = defaultdict(list)
    for status in statuses:
        for entry in status.words:
            words = tuple(entry.split())
            index[words[0]].append((words, status))
    return {word: tuple(found) for word, found in index.items()}


def status_claims(context: Context) -> Iterator[Claim]:
    """A claim for each place that says that something holds of a state and a treaty, or does not."""
    for sentence in context.doc.sents:
        line = context.line(sentence[0])
        if line is not None and line.label_ == "QUESTION":
            continue  # a question claims nothing
        yield from _in_sentence(context, sentence)


def _in_sentence(context: Context, sentence: Span) -> Iterator[Claim]:
    found = find_statuses(sentence, context.rules)
    covered: set[int] = set()
    for tokens, status in found:
        if covered & set(tokens):
            continue
        covered |= set(tokens)
        if any(
            t.lower_ in {"who", "whoever", "if"}
            for t in context.doc[max(sentence.start, tokens[0] - 4) : tokens[0]]
        ):
            continue  # asked or supposed, not said
        subject, object = _entities(context, sentence, tokens, status)
        if object is None:
            continue
        span = context.doc[tokens[0] : tokens[-1] + 1]
        verb = next((t for t in span if t.pos_ in {"VERB", "AUX"}), span.root)
        yield make_claim(
            context,
            span,
            StatusValue(status=status.status, holds=status.holds),
            kind="status",
            predicate=f"status:{_family(status.status)}",
            subject=subject,
            object=object,
            at=verb,
            qualifiers=[("tense", "past")] if verb.tag_ == "VBD" else [],
            certainty="asserted"
            if context.certainty(verb) in {"denied", "planned"}
            else context.certainty(verb),
        )


def find_statuses(sentence: Span, rules: Rulebook) -> list[tuple[tuple[int, ...], Status]]:
    """Matches of the status rules, the longest first; a positive wording that is negated is no match."""
    doc = sentence.doc
    index = _index(rules.sha256, tuple(rules.statuses.values()))
    found: list[tuple[tuple[int, ...], Status]] = []
    for token in sentence:
        for words, status in sorted(
            {*index.get(token.lemma_.lower(), ()), *index.get(token.lower_, ())},
            key=lambda e: (e[0], e[1].id),
        ):
            tokens = match_words(doc, token.i, sentence.end, words, gap=_GAP)
            if tokens and spells(token, words[0]) and not _turned_round(sentence, tokens, words):
                found.append((tokens, status))
    found.sort(key=lambda match: (-len(match[0]), match[0], match[1].id))
    return found


def _turned_round(sentence: Span, tokens: tuple[int, ...], words: tuple[str, ...]) -> bool:
    """True where a negation stands in or just before a wording that does not contain one."""
    if _NEGATIONS & set(words):
        return False
    start = max(sentence.start, tokens[0] - _WORDS_BEFORE_NEGATION)
    return any(t.lower_ in _NEGATIONS for t in sentence.doc[start : tokens[-1]])


def _family(status: str) -> str:
    return "standing" if status in {"party", "signatory", "outside"} else status


def _entities(
    context: Context, sentence: Span, tokens: tuple[int, ...], status: Status
) -> tuple[Entity, Entity | None]:
    doc = context.doc
    verb = next(
        (i for i in tokens if doc[i].pos_ == "VERB"),
        next((i for i in tokens if doc[i].pos_ == "AUX"), tokens[0]),
    )
    pseudo = Trigger(verb, tokens, True, next(iter(context.rules.predicates.values())))
    args = arguments_of(pseudo, context)
    subject = NOBODY
    if status.status in {"party", "signatory", "outside", "notice"}:
        named = next((p for n in named_in(args.subject, context) if (p := context.party_of(n))), "")
        named = named or next(
            (p for n in context.names_in(sentence.start, verb) if (p := context.party_of(n))), ""
        )
        subject = context.entity(named or party_for(args.subject, pseudo, context))
    inside = [
        t
        for n in [
            *context.names_in(tokens[0], tokens[-1]),
            *context.names_in(tokens[-1], sentence.end),
            *context.names_in(sentence.start, verb)[::-1],
        ]
        if (t := context.treaty_of(n)) and t.startswith("treaty:")
    ]
    treaty = inside[0] if inside else treaty_for(None, pseudo, context)
    if status.status == "notice":
        treaty = context.treaty
    if not treaty or not treaty.startswith("treaty:"):
        return subject, None  # nothing says that it is a treaty that one is party to
    return subject, context.entity(treaty)
