"""Finds treaties: by name, acronym, description and definite reference. Writes `doc.spans["treaties"]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from discrepant.annotate.acronyms import defined_acronyms, settle
from discrepant.annotate.lexicon import Hit, Scan, lexicon, scan
from discrepant.annotate.reference import OPEN, Focus, layout_of
from discrepant.annotate.spans import Found, add_group
from discrepant.rulebook import Rulebook, Treaty

_DEFINITE = frozenset({"the", "this", "that", "said"})
_POSSESSIVE = frozenset({"its", "'s", "whose"})
_FILLERS = frozenset({"same", "whole", "entire", "very", "one", "original", "landmark", "so", "called"})
_FAMILIES: dict[str, tuple[str, ...]] = {
    # words before the noun: the depositary that they point to
    "Council of Europe": ("european", "europe", "strasbourg", "council of europe"),
    "United Nations": ("un", "united nations", "u n", "international", "global", "world"),
    "American States": ("american", "inter american", "oas"),
    "African Union": ("african", "au"),
}
_OWNERS = {"body:coe": "Council of Europe", "body:un": "United Nations", "body:oas": "American States"}
_FAMILY_OF = {word: family for family, words in _FAMILIES.items() for word in words}
_COMPLEMENTS = frozenset(
    {"on", "against", "concerning", "relating", "banning", "prohibiting", "outlawing", "between"}
)
_NAME_NOUNS = frozenset({"convention", "treaty", "protocol", "covenant", "pact", "accord", "accords"})
_NO_REFERENCE_AFTER = frozenset({"bodies", "body", "system", "law", "collection", "monitors", "obligations"})
_ALWAYS_TREATY = frozenset({"treaty", "covenant", "optional protocol"})  # worth keeping open in lower case
_CONTRAST = frozenset({"compare", "unlike", "like", "similar"})
_NOT_TREATIES = frozenset({"national", "democratic", "republican", "party", "constitutional", "law", "peace"})
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_LONGEST_NAME = 8  # capitalised words before "Convention" in a name that no rule knows
_BODY_WEIGHT, _SUBJECT_WEIGHT = 1.0, 0.5


@lru_cache(maxsize=1)
def _nouns() -> frozenset[tuple[str, ...]]:
    """What the catalogue's treaties may be called, each as a tuple of words."""
    return frozenset(tuple(noun.split()) for t in lexicon().rules.treaties.values() for noun in t.nouns)


@lru_cache(maxsize=1)
def _treaties_of_bodies() -> dict[str, str]:
    """The treaty that each body belongs to, where it belongs to one."""
    rules = lexicon().rules
    found: dict[str, str] = {}
    for treaty in rules.treaties.values():
        for id in treaty.bodies:
            # An organisation is named for a hundred reasons; a court or committee points to its treaty.
            if rules.bodies[id].parent == treaty.id or rules.bodies[id].kind in ("court", "committee"):
                found.setdefault(id, treaty.id)
    return found


def find_treaties(text: str) -> list[Found]:
    """Every mention of a treaty in `text`: start, end, "TREATY" and its id, "" where it stays open."""
    found, _ = read_treaties(text)
    return found


@lru_cache(maxsize=4)
def read_treaties(text: str) -> tuple[list[Found], dict[int, str]]:
    """The mentions, and the id at each token that begins one (bodies are read after treaties)."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.scan: Scan = scan(text)
        self.rules: Rulebook = lexicon().rules
        self.layout = layout_of(text)
        self.focus = Focus(self.layout)
        self.found: dict[tuple[int, int], str] = {}
        self.at: dict[int, str] = {}
        self.covered: set[int] = set()  # tokens of the mentions found so far
        named = (hit for hit in self.scan.hits if not self._is_subject(hit))
        self.taken = {at for hit in named for at in range(hit.first, hit.last)}

    def read(self) -> tuple[list[Found], dict[int, str]]:
        kinds = settle(self.scan, self.layout)
        local = defined_acronyms(self.scan, kinds)
        shared: list[tuple[Hit, frozenset[str]]] = []
        for hit in self.scan.hits:
            if kinds.get(hit.first) == "treaty":
                ids = frozenset(e.id for e in hit.of("treaty", "name", "acronym"))
                if len(ids) == 1:
                    self._note(hit.first, hit.last, next(iter(ids)))
                else:
                    shared.append((hit, self._narrow(hit, ids)))
            elif kinds.get(hit.first) == "body":
                self._note_body(hit)
            elif kinds.get(hit.first) == "open":
                self._keep(hit.first, hit.last, OPEN)
            elif subjects := hit.of("treaty", "subject"):
                for entry in subjects:
                    self.focus.add(hit.first, entry.id, _SUBJECT_WEIGHT / len(subjects), direct=False)
        for first, last, kind, id in local:
            if kind == "treaty":
                self._note(first, last, id)
        for hit, ids in shared:
            in_title = self.layout.line[hit.first] == self.layout.title
            id = (
                next(iter(ids))
                if len(ids) == 1
                else self.focus.resolve_title(hit.first, ids)
                if in_title
                else self.focus.resolve(hit.first, ids.__contains__)
            )
            self._note(hit.first, hit.last, id)
        for first, last, noun in self._references():
            self._resolve(first, last, noun)
        found = [
            (self.scan.tokens[first].start, self.scan.tokens[last - 1].end, "TREATY", id)
            for (first, last), id in self.found.items()
        ]
        return sorted(found), self.at

    @staticmethod
    def _is_subject(hit: Hit) -> bool:
        return all(e.role == "subject" for e in hit.entries)

    def _keep(self, first: int, last: int, id: str) -> None:
        self.found[(first, last)] = id
        self.at[first] = id
        self.taken.update(range(first, last))
        self.covered.update(range(first, last))

    def _note(self, first: int, last: int, id: str) -> None:
        """A treaty named at these tokens; one that is only compared with says little about the topic."""
        contrast = any(t.norm in _CONTRAST for t in self.scan.tokens[max(0, first - 3) : first])
        self.focus.add(first, id, 0.5 if contrast else 1.0)
        self._keep(first, last, id)

    def _note_body(self, hit: Hit) -> None:
        treaties = {_treaties_of_bodies().get(e.id) for e in hit.of("body")} - {None}
        if len(treaties) == 1:
            self.focus.add(hit.first, str(treaties.pop()), _BODY_WEIGHT, direct=False)

    def _narrow(self, hit: Hit, ids: frozenset[str]) -> frozenset[str]:
        """Those of `ids` that the words before the name allow: "UN", "Europe's", "1984"."""
        near = self.scan.tokens[max(0, hit.first - 4) : hit.first]
        words = [t.norm for t in near if t.norm not in ("'s", "(")]
        for size in (3, 2, 1):
            word = " ".join(words[-size:])
            if word in _FAMILY_OF:
                return self._of_family(ids, _FAMILY_OF[word]) or ids
            if size == 1 and _YEAR.fullmatch(word):
                return frozenset(id for id in ids if _is_of_year(self.rules.treaties[id], int(word))) or ids
        return ids

    def _of_family(self, ids: frozenset[str], family: str) -> frozenset[str]:
        return frozenset(id for id in ids if family in (self.rules.treaties[id].depositary or ""))

    def _references(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Every "the ... convention" and capitalised name that no rule knows, with its noun, in order."""
        tokens = self.scan.tokens
        longest = max(len(noun) for noun in _nouns())
        firsts = {noun[0] for noun in _nouns()} | _NAME_NOUNS
        for at, token in enumerate(tokens):
            if token.norm not in firsts or at in self.taken:
                continue
            for size in range(longest, 0, -1):
                noun = tuple(t.norm for t in tokens[at : at + size])
                if len(noun) == size and noun in _nouns() and not self._is_inside(at, at + size):
                    yield at, at + size, noun
                    break
            else:
                if token.norm in _NAME_NOUNS and not self._is_inside(at, at + 1):
                    yield at, at + 1, (token.norm,)

    def _is_inside(self, first: int, last: int) -> bool:
        return any(at in self.taken for at in range(first, last))

    def _resolve(self, first: int, last: int, noun: tuple[str, ...]) -> None:
        tokens = self.scan.tokens
        if first in self.taken:
            return
        start, year, family, possessive = self._modifiers(first)
        following = tokens[last].norm if last < len(tokens) else ""
        if start is None:
            self._unknown_name(first, last)
            return
        if following in _NO_REFERENCE_AFTER:
            return
        if following in _COMPLEMENTS:
            if tokens[first].is_capital:
                self._unknown_name(first, last)
            return
        name = " ".join(noun)
        if possessive and "protocol" not in name and name != "statute":
            return

        def fits(id: str) -> bool:
            treaty = self.rules.treaties.get(id)
            if treaty is None or name not in treaty.nouns:
                return False
            if year and not _is_of_year(treaty, year):
                return False
            return not family or family in (treaty.depositary or "")

        id = self._protocol(first, fits) if "protocol" in name else OPEN
        if id == OPEN:
            id = self.focus.resolve(first, fits)
        if id == OPEN and not (tokens[first].is_capital or name in _ALWAYS_TREATY):
            return
        self.focus.follow(first, id)
        self._keep(start, last, id)

    def _protocol(self, at: int, fits: Callable[[str], bool]) -> str:
        """The one protocol that fits to the treaty that the article speaks of here."""
        protocols = [t for t in self.rules.treaties.values() if t.parent and fits(t.id)]
        known = {s.id for s in self.focus.before(at) if s.direct}
        if any(p.id in known for p in protocols):
            return OPEN
        parents = {p.parent for p in protocols if p.parent}
        parent = self.focus.resolve(at, parents.__contains__)
        of_parent = [p for p in protocols if p.parent == parent]
        return of_parent[0].id if len(of_parent) == 1 else OPEN

    def _modifiers(self, first: int) -> tuple[int | None, int, str, bool]:
        """Where the noun phrase starts, its year and family, whether it is possessive; None: not definite."""
        tokens, at, start, year, family = self.scan.tokens, first, first, 0, ""
        for _ in range(5):
            if at == 0 or self.layout.line[at - 1] != self.layout.line[first]:
                return None, 0, "", False
            word = tokens[at - 1].norm
            owner = self.scan.ends.get(at)
            if owner is not None and (owned := _OWNERS.get("".join(e.id for e in owner.of("body")))):
                family, start, at = owned, owner.first, owner.first
                continue
            if word in _DEFINITE or word in _POSSESSIVE:
                return start, year, family, word in _POSSESSIVE and not family
            if _YEAR.fullmatch(word):
                year, start = int(word), at - 1
            elif word in _FAMILY_OF:
                family, start = _FAMILY_OF[word], at - 1
            elif word not in _FILLERS and word != "'s":
                return None, 0, "", False
            at -= 1
        return None, 0, "", False

    def _unknown_name(self, first: int, last: int) -> None:
        """A name that no rule knows is a treaty left open: "Minsk Protocol", "Convention on Mercury"."""
        tokens = self.scan.tokens
        if not tokens[first].is_capital or tokens[first].norm not in _NAME_NOUNS:
            return
        start = first
        line = self.layout.line
        least = max(0, first - _LONGEST_NAME)
        while start > least and tokens[start - 1].is_capital and line[start - 1] == line[first]:
            if tokens[start - 1].norm in _DEFINITE or tokens[start - 1].norm in _NOT_TREATIES:
                break
            start -= 1
        named_before = start < first and tokens[start - 1].norm not in _NOT_TREATIES
        following = tokens[last : last + 2]
        named_after = len(following) == 2 and following[0].norm in _COMPLEMENTS and following[1].is_capital
        if (named_before or named_after) and not any(at in self.covered for at in range(start, last)):
            self.focus.follow(first, OPEN)
            self._keep(start, last, OPEN)


def _is_of_year(treaty: Treaty, year: int) -> bool:
    return any(day is not None and day.year == year for day in (treaty.adopted, treaty.opened))


@Language.factory("discrepant_treaties", assigns=["doc.spans"])
def create_treaties(nlp: Language, name: str) -> TreatiesComponent:
    """Needs nothing but the text."""
    return TreatiesComponent()


class TreatiesComponent:
    """Writes `doc.spans["treaties"]`: label TREATY, the treaty's id or "" where it is left open."""

    def __call__(self, doc: Doc) -> Doc:
        add_group(doc, "treaties", find_treaties(doc.text))
        return doc
