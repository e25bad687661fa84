"""Clauses in a dependency parse: which tokens a predicate governs, and whose predicate it is.

The parser errs, so nothing here trusts one arc alone, raises on an odd tree, or walks further than `REACH`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token

REACH = 250  # tokens; longer clauses are lists or parser errors, and the bound keeps the work linear
LONGEST_SENTENCE = 400  # tokens; nobody writes longer ones, and to walk their trees takes quadratic time
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
PREDICATE_TAGS = ("VERB", "AUX")

Keep = Callable[[Token, Token], bool]
"""Whether the first token, a child of the second, belongs to the clause that is being collected."""


def in_prose(doc: Doc) -> list[bool]:
    """For each token whether its sentence is one that can be read: not a table or a list run together."""
    result = [False] * len(doc)
    for sentence in doc.sents:
        if len(sentence) <= LONGEST_SENTENCE:
            result[sentence.start : sentence.end] = [True] * len(sentence)
    return result


def clause(head: Token, keep: Keep) -> list[int]:
    """Indices of `head` and all it governs, in order, without the branches that `keep` refuses."""
    found = [head.i]
    queue = [head]
    while queue and len(found) < REACH:
        token = queue.pop()
        for child in token.children:
            if abs(child.i - head.i) <= REACH and keep(child, token):
                found.append(child.i)
                queue.append(child)
    return sorted(found)


def everything(child: Token, parent: Token) -> bool:
    """The `Keep` that refuses nothing."""
    return True


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Contiguous runs of ascending `indices`, as start and exclusive end."""
    result: list[tuple[int, int]] = []
    for i in indices:
        if result and result[-1][1] == i:
            result[-1] = (result[-1][0], i + 1)
        else:
            result.append((i, i + 1))
    return result


def is_predicate(token: Token) -> bool:
    """Whether `token` is a verb or a copula."""
    return token.pos_ in PREDICATE_TAGS


def child_with(token: Token, *deps: str) -> Token | None:
    """The first child of `token` in one of the relations `deps`."""
    return next((child for child in token.children if child.dep_ in deps), None)


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of `verb`, the infinitive's "to" among them."""
    return [child for child in verb.children if child.dep_ in AUXILIARIES]


def is_infinitive(verb: Token) -> bool:
    """Whether `verb` is a to-infinitive."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def is_finite(verb: Token) -> bool:
    """Whether `verb` or its first auxiliary is a finite form."""
    if is_infinitive(verb):
        return False
    chain = auxiliaries(verb)
    return (chain[0] if chain else verb).tag_ in ("VBD", "VBZ", "VBP", "MD")


def is_past(verb: Token) -> bool:
    """Whether `verb` tells of something done: past tense, or perfect without a modal."""
    chain = auxiliaries(verb)
    if any(token.tag_ in ("MD", "TO") for token in chain):
        return False
    first = chain[0] if chain else verb
    return first.tag_ == "VBD" or (first.lemma_ == "have" and verb.tag_ in ("VBN", "VBD"))


def is_progressive(verb: Token) -> bool:
    """Whether `verb` is a form like "is leaving" or "was leaving"."""
    return verb.tag_ == "VBG" and any(token.lemma_ == "be" for token in auxiliaries(verb))


def has_subject(verb: Token) -> bool:
    """Whether `verb` has a subject of its own."""
    return child_with(verb, *SUBJECTS) is not None


def _nearest_subject(verb: Token) -> Token | None:
    # Where a dateline precedes it, the parser takes that for a second subject.
    before = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return before[-1] if before else child_with(verb, "nsubj", "nsubjpass")


def _is_loose_participle(verb: Token) -> bool:
    if verb.tag_ != "VBG" or auxiliaries(verb) or has_subject(verb) or not is_predicate(verb.sent.root):
        return False
    start = verb.left_edge.i
    return start > 0 and verb.doc[start - 1].text == "," and verb.sent.root.i < verb.i


def subject_of(verb: Token) -> Token | None:
    """The head of the subject of `verb`, found through coordination, participles and relative clauses."""
    token = verb
    if _is_loose_participle(verb):
        token = verb.sent.root  # ", arguing that ...": the parser may have hung it anywhere before
    for _ in range(6):  # each step is one clause up; deeper nesting is not read by people either
        own = _nearest_subject(token)
        if own is not None:
            if own.tag_ in ("WDT", "WP") and token.dep_ == "relcl":
                noun = token.head
                return noun.head if noun.dep_ == "appos" else noun  # "X, then president, who warned"
            return own
        if token.dep_ in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep", "aux", "pcomp", "prep"):
            if token.head is token:
                return None
            token = token.head
        elif token.dep_ == "acl":
            # "a statement saying": the noun; "a letter, announcing" hangs on a noun all the same.
            if is_predicate(token.head):
                token = token.head
            else:
                return token.head
        else:
            return None
    return None


def asks(clause_head: Token) -> bool:
    """Whether a clause is an indirect question: "whether it left", "how many soldiers died"."""
    first = clause_head.left_edge
    return first.lower_ in ("whether", "if") or (
        first.tag_ in ("WRB", "WP", "WDT", "WP$") and first.lower_ != "that"
    )


def has_that(verb: Token) -> bool:
    """Whether `verb` is introduced by the conjunction "that"."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.lefts)


def next_infinitive(token: Token) -> Token | None:
    """The verb of a to-infinitive that stands directly after `token`, whatever the parser attached it to."""
    doc = token.doc
    following = doc[token.i + 1 : token.i + 5]
    if len(following) < 2 or following[0].tag_ != "TO":
        return None
    verb = next((word for word in following[1:] if word.tag_ in ("VB", "VBN")), None)
    return verb.head if verb is not None and verb.dep_ in AUXILIARIES else verb


def governor(token: Token) -> Token | None:
    """The nearest predicate above `token`, or None."""
    for ancestor in token.ancestors:
        if is_predicate(ancestor):
            return ancestor
        if token.i - ancestor.i > REACH or ancestor.i - token.i > REACH:
            return None
    return None
