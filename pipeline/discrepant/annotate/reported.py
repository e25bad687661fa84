"""Indirect speech: the clauses that verbs of saying and "according to" report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from discrepant.annotate.clauses import (
    REACH,
    asks,
    child_with,
    clause,
    everything,
    governor,
    has_subject,
    is_finite,
    is_infinitive,
    is_predicate,
    runs,
)
from discrepant.annotate.cues import CueMatch
from discrepant.annotate.direct import Speech, speaker_of

_NOBODY = frozenset({"nobody", "none", "nothing", "no", "you"})
_SELVES = frozenset({"i", "we"})
_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_PERIPHERAL = frozenset({",", '"', "'"})


def find_reported(verb: Token, quote_at: Sequence[int]) -> Iterator[Speech]:
    """What `verb` reports: its complement, or the sentence that it is put into or that it follows.

    `quote_at` gives for each token the number of the innermost quotation around it, -1 for none.
    """
    if any(child.dep_ == "neg" for child in verb.children):
        return
    subject = speaker_of(verb)
    if subject is None and verb.tag_ == "VB":
        return  # "say what you saw": nobody has said it yet
    if subject is not None and (
        subject.lower_ in _NOBODY
        or (subject.lower_ in _SELVES and quote_at[verb.i] < 0)
        or any(child.lower_ in _NOBODY for child in subject.lefts)
    ):
        return
    contents = [tokens for child in verb.children for tokens in _complement(verb, child)]
    if not contents and verb.dep_ == "parataxis" and is_predicate(verb.head) and subject is not None:
        own = set(clause(verb, everything))
        contents = [[i for i in clause(verb.head, everything) if i not in own]]
    if not contents and _trails(verb):
        contents = [list(range(max(verb.sent.start, verb.i - REACH), _left_edge(verb)))]
    for tokens in contents:
        yield from _speeches(verb, tokens, subject, quote_at)


def _complement(verb: Token, child: Token) -> Iterator[list[int]]:
    if child.dep_ != "ccomp" or not is_finite(child) or not has_subject(child):
        return
    if asks(child):
        return  # what is asked is not said
    tokens = [i for i in clause(child, _goes_with) if (i > verb.i) == (child.i > verb.i)]
    if child.i < verb.i:
        edge = _left_edge(verb)
        if child_with(verb, "mark", "aux") is not None or verb.doc[edge - 1].text not in _PERIPHERAL:
            return  # "days after it announced": the clause before is no complement
        tokens = [i for i in tokens if i < edge]
    yield tokens


def _goes_with(child: Token, parent: Token) -> bool:
    """Whether `child` belongs to what is reported, and does not set the words of the article against it."""
    return child.dep_ != "advcl" or not any(t.dep_ == "mark" and t.lower_ in _CONTRAST for t in child.lefts)


def _left_edge(verb: Token) -> int:
    """Where the words of attribution begin: at the subject, or at the verb that comes before it."""
    subjects = [token for token in verb.lefts if token.dep_ in ("nsubj", "expl")]
    return max(1, min((subjects[-1].left_edge.i, verb.i)) if subjects else verb.i)


def _trails(verb: Token) -> bool:
    """Whether `verb` and its subject follow a comma and end there, whatever the parser made of it."""
    own = child_with(verb, "nsubj")
    if own is None or own.i > verb.i or is_infinitive(verb):
        return False
    left = own.left_edge.i
    if left == 0 or verb.doc[left - 1].text != "," or left - 1 <= verb.sent.start:
        return False
    return verb.i + 1 >= verb.sent.end or verb.nbor(1).text in (".", ",")


def find_sourced(match: CueMatch, named: Iterable[int], quote_at: Sequence[int]) -> Iterator[Speech]:
    """The clause that "according to ..." belongs to, less those words.

    Commas tell it where they can, because long sources mislead the parser; `named` are the tokens of names.
    """
    doc, sentence = match.anchor.doc, match.anchor.sent
    first, last = max(sentence.start, match.start - REACH), min(sentence.end, match.end + REACH)
    if match.end >= last:
        return
    leads = all(token.is_punct or token.is_space for token in doc[first : match.start])
    comma = next((i for i in range(match.end, last) if doc[i].text in (",", ";", ".")), last)
    words = doc[match.end : comma]
    if not len(words):
        return
    source = words.root
    if source.pos_ not in ("NOUN", "PROPN", "PRON"):
        names = set(named)
        source = next((token for token in words if token.i in names), words[-1])
    if leads and comma < last:
        tokens = list(range(comma + 1, last))
    elif not leads and doc[match.start - 1].text == ",":
        tokens = list(range(first, match.start - 1))
        breaks = [i for i in tokens if doc[i].text == ";"]
        tokens = [i for i in tokens if not breaks or i > breaks[-1]]
    else:
        head = match.anchor.head if is_predicate(match.anchor.head) else governor(match.anchor)
        own = set(range(match.start, comma)) | set(clause(match.anchor, everything))
        tokens = [i for i in clause(head, everything) if i not in own] if head is not None else []
    for speech in _speeches(match.anchor, tokens, source, quote_at):
        yield Speech(speech.start, speech.end, "INDIRECT", match.start, source)


def _speeches(
    verb: Token, tokens: list[int], subject: Token | None, quote_at: Sequence[int]
) -> Iterator[Speech]:
    doc, around = verb.doc, quote_at[verb.i]
    if around >= 0:
        tokens = [i for i in tokens if quote_at[i] >= 0]
    for start, end in runs(tokens):
        while start < end and (doc[start].is_punct or doc[start].is_space):
            start += 1
        while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        # What stands in quotation marks altogether has been found as direct speech.
        if start < end and not all(quote_at[i] >= 0 and quote_at[i] != around for i in range(start, end)):
            yield Speech(start, end, "INDIRECT", verb.i, subject)
