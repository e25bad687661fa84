"""What "the Convention" or "the Court" refers to, worked out from the article alone.

One rule settles doubt: exactly one candidate, or one that clearly leads, else the reference stays open. What
stays open is remembered too: an article that keeps saying "the treaty" of something it never names must not
have it taken for another treaty that it names in passing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from discrepant.annotate.lexicon import Token, scan

OPEN = ""  # the id of a reference that is left open
TITLE_WEIGHT = 2.0  # a name in the first line counts this many times
REACH = 200  # pieces of evidence looked at in each direction, so that no text takes more than linear time
LEAD = 2.0  # the topic must be this many times as frequent as the next candidate
_STOPS = frozenset(".?!")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "no", "nos", "art", "arts", "gen", "sen", "rep", "prof", "vs"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)


class Layout:
    """Sentences and lines of a text, by token. Needs no model."""

    def __init__(self, text: str, tokens: tuple[Token, ...]) -> None:
        breaks = [place for place, char in enumerate(text) if char == "\n"]
        self.line = [bisect_right(breaks, token.start) for token in tokens]
        self.sentence: list[int] = []
        self.title = self.line[0] if self.line else 0
        number = 0
        for at in range(len(tokens)):
            if at and (self.line[at] != self.line[at - 1] or _ends_sentence(tokens, at - 1)):
                number += 1
            self.sentence.append(number)


def _ends_sentence(tokens: tuple[Token, ...], at: int) -> bool:
    if tokens[at].norm not in _STOPS or at + 1 >= len(tokens):
        return False
    if tokens[at + 1].start == tokens[at].end:
        return False
    word = tokens[at - 1].norm if at else ""
    return not (tokens[at].norm == "." and (word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())))


@lru_cache(maxsize=4)
def layout_of(text: str) -> Layout:
    """The layout of `text`; the components of one pipeline share the work."""
    return Layout(text, scan(text).tokens)


@dataclass(frozen=True, slots=True)
class Seen:
    """Evidence at a token that the article speaks of something."""

    token: int
    id: str
    weight: float = 1.0
    direct: bool = True  # False: only something close to it is named, as its committee or its subject


def _token(seen: Seen) -> int:
    return seen.token


@dataclass(slots=True)
class Focus:
    """All evidence in one article. Names are added first, then references in the order of the text."""

    layout: Layout
    named: list[Seen] = field(default_factory=list)
    resolved: list[Seen] = field(default_factory=list)

    def add(self, token: int, id: str, weight: float = 1.0, *, direct: bool = True) -> None:
        """Note that the token names `id`, or something near it."""
        insort(self.named, Seen(token, id, weight, direct), key=_token)

    def follow(self, token: int, id: str) -> None:
        """Note what the reference at `token` was resolved to; call in the order of the text."""
        self.resolved.append(Seen(token, id))

    def before(self, at: int) -> list[Seen]:
        """The last evidence before token `at`, in order; no more than REACH of each kind."""
        window: list[Seen] = []
        for evidence in (self.named, self.resolved):
            end = bisect_left(evidence, at, key=_token)
            window += evidence[max(0, end - REACH) : end]
        return sorted(window, key=_token)

    def after(self, at: int) -> list[Seen]:
        """The next names after token `at`, in order; no more than REACH."""
        start = bisect_right(self.named, at, key=_token)
        return self.named[start : start + REACH]

    def resolve(self, at: int, fits: Callable[[str], bool]) -> str:
        """The id that the reference at token `at` stands for, among those that fit; OPEN where in doubt."""
        before = [s for s in self.before(at) if s.id == OPEN or fits(s.id)]
        after = [s for s in self.after(at) if s.id == OPEN or fits(s.id)]
        if (near := self._near(at, before, after)) is not None:
            return near
        if not before:
            return self._announced(after)
        strong = [s for s in before if s.weight >= 1]
        if len(strong) >= 2 and strong[-1].id == strong[-2].id:
            return strong[-1].id
        return self._leader(before)

    def resolve_title(self, at: int, ids: frozenset[str]) -> str:
        """For a shared name in the title: the first of `ids` that the article goes on to name."""
        named = next((s.id for s in self.after(at) if s.direct and s.id in ids), None)
        return named if named is not None else self.resolve(at, ids.__contains__)

    def _near(self, at: int, before: list[Seen], after: list[Seen]) -> str | None:
        """The only candidate of this sentence, else of the closest sentence of this line that has any."""
        layout = self.layout
        for direct in (True, False):
            in_line = [
                s
                for s in before
                if layout.line[s.token] == layout.line[at] and s.direct == direct and s.weight >= 1
            ]
            if in_line:
                closest = layout.sentence[in_line[-1].token]
                ids = {s.id for s in in_line if layout.sentence[s.token] == closest}
                return ids.pop() if len(ids) == 1 else self._leader(before)
            in_sentence = {
                s.id
                for s in before + after
                if not direct and s.weight >= 1 and layout.sentence[s.token] == layout.sentence[at]
            }
            if len(in_sentence) == 1:
                return in_sentence.pop()
        return None

    def _leader(self, evidence: Iterable[Seen]) -> str:
        totals: dict[str, float] = {}
        for seen in evidence:
            in_title = self.layout.line[seen.token] == self.layout.title
            weight = seen.weight * (TITLE_WEIGHT if in_title else 1.0)
            totals[seen.id] = totals.get(seen.id, 0.0) + weight
        ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return OPEN
        if len(ranked) == 1 or ranked[0][1] >= LEAD * ranked[1][1]:
            return ranked[0][0]
        return OPEN

    def _announced(self, after: list[Seen]) -> str:
        """A reference before anything is named: the article must go on to speak of one thing."""
        named = {s.id for s in after if s.direct}
        ids = named or {s.id for s in after}
        if len(ids) != 1:
            return OPEN
        only = next(iter(ids))
        # Named once and never spoken of again: it may be there for comparison only.
        return only if not named or sum(s.id == only for s in after) > 1 else OPEN
