"""Claims of whether something holds: party, signatory, in force, notice standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Span, Token

from discrepant.extract.arguments import arguments_of, named_in, party_for, treaty_for
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.triggers import Trigger, match_words, spells
from discrepant.model import NOBODY, Claim, Entity, StatusValue
from discrepant.rulebook import Rulebook, Status

_NEGATIONS = {"not", "n't", "never", "no", "neither", "nor"}
_WORDS_BEFORE_NEGATION = 4
_STANDING = {"party", "signatory", "outside", "suspended"}
_OF_STATE = {*_STANDING, "notice"}
_LASTING = {"party", "signatory", "notice", "suspended"}
_TREATY_NOUNS = {
    "treaty",
    "convention",
    "statute",
    "protocol",
    "pact",
    "agreement",
    "accord",
    "covenant",
    "charter",
}
_CLOSE = {"have", "be", "not", "never", "to", "do", "still"}
_CLOSE_WORDS = 3
_CEASED = {"cease", "stop"}
_STANDS_FOR = {"it", "which", "that", "we", "this", "she"}
_STATE_NOUNS = {
    "country",
    "state",
    "nation",
    "republic",
    "federation",
    "government",
    "island",
    "kingdom",
    "capital",
}
_SUPPOSED = {
    "if",
    "unless",
    "whether",
    "would",
    "might",
    "should",
    "once",  # a conjunction only: "it once left" is said
    "until",
    "when",
    "before",
    "can",
    "could",
    "must",
}
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
        if object is None or _is_supposed(context, tokens):
            continue
        span = context.doc[tokens[0] : tokens[-1] + 1]
        words = [context.doc[i] for i in tokens]
        verb = next((t for t in words if t.pos_ in {"VERB", "AUX"}), span.root)
        certainty = context.certainty(verb)
        yield make_claim(
            context,
            span,
            StatusValue(status=status.status, holds=status.holds),
            kind="status",
            predicate=f"status:{_family(status.status)}",
            subject=subject,
            object=object,
            at=verb,
            qualifiers=[("tense", "past")] if _was_then(verb, span) else [],
            # "will remain a party" holds today; "will have left" does not yet.
            certainty="asserted"
            if certainty == "denied" or (certainty == "planned" and status.status in _LASTING)
            else certainty,
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
            if (
                tokens
                and spells(token, words[0])
                and not _turned_round(sentence, tokens, words)
                and not _made_passive(sentence, tokens, words)
                and _hangs_together(sentence, tokens, words)
            ):
                found.append((tokens, status))
    found.sort(key=lambda match: (-len(match[0]), match[0], match[1].id))
    return found


def _turned_round(sentence: Span, tokens: tuple[int, ...], words: tuple[str, ...]) -> bool:
    """True where a negation stands in or just before a wording that does not contain one."""
    if _NEGATIONS & set(words):
        return False
    start = max(sentence.start, tokens[0] - _WORDS_BEFORE_NEGATION)
    before = sentence.doc[start : tokens[-1]]
    ended = not _CEASED & set(words) and any(t.lemma_.lower() in _CEASED for t in before)
    return ended or any(t.lower_ in _NEGATIONS for t in before)


def _hangs_together(sentence: Span, tokens: tuple[int, ...], words: tuple[str, ...]) -> bool:
    """Few words after "have" or "be": "has approved a bill to leave" does not say that anyone has left."""
    if any(
        word in _CLOSE and following - token > _CLOSE_WORDS
        for word, token, following in zip(words, tokens, tokens[1:], strict=False)
    ):
        return False
    after = sentence.doc[tokens[0] + 1 : min(tokens[-1] + 2, sentence.end)]
    return "force" not in words or not any(t.lower_ == "for" for t in after)


def _made_passive(sentence: Span, tokens: tuple[int, ...], words: tuple[str, ...]) -> bool:
    """ "The treaty has been left unchanged": who has left is active."""
    return (
        words[0] == "have"
        and "be" not in words
        and any(c.dep_ == "auxpass" for i in tokens for c in sentence.doc[i].children)
    )


def _family(status: str) -> str:
    return "standing" if status in _STANDING else status


def _was_then(verb: Token, span: Span) -> bool:
    """Whether the wording leaves open what holds today: "was a party" does, "never ratified" does not."""
    if verb.tag_ != "VBD" or any(t.lower_ in {"never", "neither"} for t in span):
        return False
    return verb.lemma_ not in {"enter", "come", "cease", "revoke", "withdraw", "rescind", "cancel"}


def _can_be_state(noun: Token | None, tokens: tuple[int, ...], context: Context) -> bool:
    """Whether the subject is, names or stands for one state; or is part of the wording itself."""
    if noun is None or noun.i in tokens or noun.lower_ in _STANDS_FOR:
        return True
    if any(context.party_of(n) for n in named_in(noun, context)):
        return noun.i in context.at or noun.tag_ in {"NN", "NNP"}
    return noun.lemma_.lower() in _STATE_NOUNS and noun.tag_ == "NN"


def _antecedent(verb: Token, subject: Token | None) -> Token | None:
    """What "which" takes up, also in the second of two relative clauses."""
    if subject is None or subject.lower_ not in {"which", "who", "that"}:
        return None
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _can_be_treaty(noun: Token | None, tokens: tuple[int, ...], context: Context) -> bool:
    """Whether what is in force is a treaty, rather than a law or a ceasefire."""
    if noun is None or noun.i in tokens or noun.lower_ in {"it", "which", "that"}:
        return True
    if noun.i in context.at:
        return context.at[noun.i].kind == "TREATY"
    return noun.lemma_.lower() in _TREATY_NOUNS


def _is_supposed(context: Context, tokens: tuple[int, ...]) -> bool:
    """ "If it has left", "would still be a party": supposed, not said."""
    for token in (context.doc[i] for i in tokens):
        if any(
            c.lower_ in _SUPPOSED and c.i not in tokens and (c.dep_ in {"mark", "aux"} or c.tag_ == "WRB")
            for c in token.children
        ):
            return True
    return False


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
    if status.status in _OF_STATE or status.status.startswith("first_to"):
        if args.agent is not None:
            args = replace(args, subject=args.object)  # "is bound by the treaty"
        if (antecedent := _antecedent(doc[verb], args.subject)) is not None:
            args = replace(args, subject=antecedent)
        if not _can_be_state(args.subject, tokens, context):
            return NOBODY, None  # said of somebody else: "half of the deputies have left"
        named = next((p for n in named_in(args.subject, context) if (p := context.party_of(n))), "")
        if not named and (args.subject is None or args.subject.i in tokens):
            before = [p for n in context.names_in(sentence.start, verb) if (p := context.party_of(n))]
            named = before[0] if len(set(before)) == 1 else ""
        subject = context.entity(named or party_for(args.subject, pseudo, context))
    if status.status == "in_force" and not _can_be_treaty(args.subject, tokens, context):
        return NOBODY, None
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
