"""Finds the words of rules/cues.toml in a Doc. What they do to their sentence is told by their frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from discrepant.annotate.clauses import in_prose
from discrepant.rulebook import Cue

Lexicon = dict[str, list[tuple[tuple[str, ...], Cue]]]
"""First word of a cue to its whole wording, longest first."""


@dataclass(frozen=True, slots=True)
class CueMatch:
    """Words of a cue in a text. `anchor` is the word that the rest of the sentence hangs on."""

    cue: Cue
    start: int  # token
    end: int  # token, exclusive
    anchor: Token

    @property
    def label(self) -> str:
        """The first half of what the cue marks: "denied" of "denied:ended"."""
        return self.cue.marks.partition(":")[0]

    @property
    def manner(self) -> str:
        """The second half of what the cue marks: "ended" of "denied:ended"."""
        return self.cue.marks.partition(":")[2]


def build_lexicon(cues: Iterable[Cue]) -> Lexicon:
    """Index `cues` by the first word of each wording."""
    lexicon: Lexicon = defaultdict(list)
    for cue in cues:
        for words in cue.words:
            parts = tuple(words.split())
            lexicon[parts[0]].append((parts, cue))
    for entries in lexicon.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0], entry[1].id))
    return dict(lexicon)


def _forms(token: Token) -> tuple[str, str]:
    return token.lower_, token.lemma_.lower()


def _matches(doc: Doc, i: int, parts: tuple[str, ...]) -> bool:
    if i + len(parts) > len(doc):
        return False
    return all(part in _forms(doc[i + k]) for k, part in enumerate(parts))


def _in_a_name(token: Token) -> bool:
    """Whether a capital inside running text tells that the word belongs to a name ("We Will Stop ...")."""
    if not token.is_title or token.is_sent_start or token.i == 0:
        return False
    around = token.doc[max(0, token.i - 8) : token.i + 9]
    running = sum(1 for word in around if word.is_lower and word.is_alpha and len(word) > 3)
    return running >= 2 and token.nbor(-1).is_title


def find_cues(doc: Doc, lexicon: Lexicon) -> Iterator[CueMatch]:
    """All cues of `doc` in order. The longest wording at a place wins; one wording may serve several cues.

    Sentences longer than LONGEST_SENTENCE are passed over.
    """
    readable = in_prose(doc)
    i = 0
    while i < len(doc):
        if not readable[i]:
            i += 1
            continue
        lower, lemma = _forms(doc[i])
        entries = lexicon.get(lower, [])
        if lemma != lower:
            entries = entries + lexicon.get(lemma, [])
        longest = 0
        seen: set[str] = set()
        for parts, cue in sorted(entries, key=lambda entry: -len(entry[0])):
            if len(parts) < longest:
                break
            if cue.id not in seen and _matches(doc, i, parts) and not _in_a_name(doc[i]):
                longest = len(parts)
                seen.add(cue.id)
                yield CueMatch(cue, i, i + longest, doc[i : i + longest].root)
        i += max(longest, 1)
