"""One look-up of all names of treaties, parties and bodies in a text: a trie over normalised words.

A text is walked once, whatever the size of the catalogue, and the longest name wins: "Council of Europe
Convention on Cybercrime" does not name the Council of Europe. What a name means where several rules share
it is left to the components.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from discrepant.rulebook import Rulebook, Treaty, load_rules

_TOKEN = re.compile(r"[^\W_]+|'s(?![^\W_])|\n[^\S\n]*\n|[^\s]")
_LOOKALIKES = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")}
)
_LETTERS = str.maketrans(
    {"\u0131": "i", "\u0142": "l", "\u0141": "L", "\u00f8": "o", "\u00d8": "O", "\u0111": "d"}
)
_JOINTS = "-'"
_ANY, _CAPITAL, _EXACT = range(3)
_LONG = 4  # words; a body's name of this length is told by its words alone, whatever their case
_OWNERS = {
    "United Nations": ("UN ", "U.N. ", "UN's ", "United Nations "),
    "Council of Europe": ("Council of Europe ", "Council of Europe's "),
}
_FUNCTION_WORDS = frozenset(
    {"the", "a", "an", "this", "that", "in", "on", "at", "of", "and", "but", "if", "when", "as", "by", "for"}
    | {"from", "to", "with", "while", "after", "before", "since", "until", "under"}
)  # never the "*" of a decoy, capital or not
_END = ""  # key of the entries in a node; no word is empty


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign. `norm` has no case and no accents; a hyphen or apostrophe inside a name is no token."""

    norm: str
    text: str
    start: int  # code points
    end: int

    @property
    def is_capital(self) -> bool:
        """True where the first letter is a capital."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of one name."""

    id: str
    kind: str  # treaty, party, body
    role: str  # name, acronym, demonym, metonym, place, subject, decoy


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text, with all it can mean. `first` and `last` count tokens, `last` exclusive."""

    start: int
    end: int
    first: int
    last: int
    entries: tuple[Entry, ...]

    def of(self, kind: str, *roles: str) -> tuple[Entry, ...]:
        """The meanings of one kind, in the given roles (default: all)."""
        return tuple(e for e in self.entries if e.kind == kind and (not roles or e.role in roles))


@dataclass(frozen=True, slots=True)
class Scan:
    """All words and names of one text."""

    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    starts: dict[int, Hit]  # hits by their first token
    ends: dict[int, Hit]  # hits by the token after them

    def before(self, hit: Hit, back: int = 1) -> Token | None:
        """The token `back` places before `hit`, or None."""
        return self.tokens[hit.first - back] if hit.first >= back else None

    def after(self, hit: Hit, ahead: int = 0) -> Token | None:
        """The token `ahead` places after the one that follows `hit`, or None."""
        return self.tokens[hit.last + ahead] if hit.last + ahead < len(self.tokens) else None


def expand(pattern: str) -> Iterator[str]:
    """All wordings of an alias: "mine (ban|) treaty" gives "mine ban treaty" and "mine  treaty"."""
    opened = pattern.find("(")
    if opened < 0:
        yield pattern
        return
    depth, cuts, closed = 0, [opened], len(pattern) - 1
    for place in range(opened, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[place], 0)
        if pattern[place] == "|" and depth == 1:
            cuts.append(place)
        if depth == 0:
            closed = place
            break
    cuts.append(closed)
    for left, right in pairwise(cuts):
        yield from expand(pattern[:opened] + pattern[left + 1 : right] + pattern[closed + 1 :])


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokenise(text: str) -> tuple[Token, ...]:
    """The words and signs of `text`. A single line break is a space; a blank line is a token of its own."""
    text = text.translate(_LOOKALIKES)
    tokens = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if word in _JOINTS and text[max(0, start - 1)].isalnum() and text[end : end + 1].isalnum():
            continue
        tokens.append(Token("\n" if word[0] == "\n" else fold(word), word, start, end))
    return tuple(tokens)


class Lexicon:
    """All names in a rulebook, ready to be looked up."""

    def __init__(self, rules: Rulebook) -> None:
        self.rules = rules
        self._root: dict[str, Any] = {}
        for treaty in rules.treaties.values():
            self._add(Entry(treaty.id, "treaty", "name"), tuple(_with_depositary(treaty)), literal=True)
            self._add(Entry(treaty.id, "treaty", "name"), treaty.aliases)
            self._add(Entry(treaty.id, "treaty", "acronym"), treaty.acronyms, exact=True)
            self._add(Entry(treaty.id, "treaty", "subject"), treaty.subjects)
            self._add(Entry(treaty.id, "treaty", "decoy"), treaty.decoys)
        for body in rules.bodies.values():
            self._add(Entry(body.id, "body", "name"), body.aliases)
            self._add(Entry(body.id, "body", "acronym"), body.acronyms, exact=True)
            self._add(Entry(body.id, "body", "decoy"), body.decoys)
        for party in rules.parties.values():
            for role in ("name", "demonym", "metonym", "place", "decoy"):
                self._add(Entry(party.id, "party", role), getattr(party, f"{role}s"), literal=True)

    def _add(
        self, entry: Entry, patterns: tuple[str, ...], *, literal: bool = False, exact: bool = False
    ) -> None:
        for pattern in patterns:
            for name in (pattern,) if literal else expand(pattern):
                words = [t for t in tokenise(name) if t.norm not in "()"]
                shapes = tuple(self._shape(word, entry, len(words), exact) for word in words)
                node = self._root
                for word in words:
                    node = node.setdefault(word.norm, {})
                found = node.setdefault(_END, [])
                if words and (shapes, tuple(w.text for w in words), entry) not in found:
                    found.append((shapes, tuple(w.text for w in words), entry))

    @staticmethod
    def _shape(word: Token, entry: Entry, length: int, exact: bool) -> int:
        if exact or (word.text.isupper() and (len(word.text) > 1 or length > 1) and word.text.isalpha()):
            return _EXACT if exact or len(word.text) > 1 else _CAPITAL
        if entry.kind == "treaty" or (entry.kind == "body" and length >= _LONG):
            return _ANY
        return _CAPITAL if word.is_capital else _ANY

    def scan(self, text: str) -> Scan:
        """The words of `text` and the names in it, longest first from the left, none overlapping."""
        tokens = tokenise(text)
        hits = []
        place = 0
        while place < len(tokens):
            last, entries = self._longest(tokens, place)
            if entries:
                decoys = {e.kind for e in entries if e.role == "decoy"}
                if meant := tuple(e for e in entries if e.kind not in decoys):
                    hits.append(Hit(tokens[place].start, tokens[last - 1].end, place, last, meant))
                place = last
            else:
                place += 1
        return Scan(tokens, tuple(hits), {h.first: h for h in hits}, {h.last: h for h in hits})

    def _longest(self, tokens: tuple[Token, ...], place: int) -> tuple[int, tuple[Entry, ...]]:
        best: tuple[int, tuple[Entry, ...]] = (place, ())
        open_nodes = [self._root]
        for at in range(place, len(tokens)):
            token = tokens[at]
            reached = []
            for node in open_nodes:
                if token.norm in node:
                    reached.append(node[token.norm])
                if "*" in node and token.is_capital and token.norm not in _FUNCTION_WORDS:
                    reached.append(node["*"])
            if not reached:
                break
            entries = dict.fromkeys(
                entry
                for node in reached
                for shapes, words, entry in node.get(_END, ())
                if _fits(tokens[place : at + 1], shapes, words)
            )
            if entries:
                best = (at + 1, tuple(entries))
            open_nodes = reached
        return best


def _with_depositary(treaty: Treaty) -> Iterator[str]:
    """The official title, and the title with the organisation that reporting puts before it."""
    yield treaty.name
    for owner, prefixes in _OWNERS.items():
        if owner in (treaty.depositary or "") and not treaty.name.startswith(owner):
            yield from (prefix + treaty.name for prefix in prefixes)
        elif treaty.name.startswith(owner):
            yield from (prefix + treaty.name.removeprefix(owner).lstrip() for prefix in prefixes)


def _fits(tokens: tuple[Token, ...], shapes: tuple[int, ...], words: tuple[str, ...]) -> bool:
    for token, shape, word in zip(tokens, shapes, words, strict=True):
        if shape == _EXACT and token.text != word:
            return False
        if shape == _CAPITAL and not token.is_capital:
            return False
    return True


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the package's rules."""
    return Lexicon(load_rules())


@lru_cache(maxsize=4)
def scan(text: str) -> Scan:
    """`text` looked up in the package's rules; the components of one pipeline share the work."""
    return lexicon().scan(text)
