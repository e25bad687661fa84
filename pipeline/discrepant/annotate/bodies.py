"""Finds courts, committees, parliaments and organisations, and what "the Court" means.

Runs after the treaties: an article that speaks of the Rome Statute means the International Criminal Court.
Writes `doc.spans["bodies"]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from discrepant.annotate.acronyms import defined_acronyms, settle
from discrepant.annotate.lexicon import Hit, lexicon, scan
from discrepant.annotate.reference import OPEN, Focus, layout_of
from discrepant.annotate.spans import Found, add_group
from discrepant.annotate.treaties import read_treaties
from discrepant.rulebook import Body

_DEFINITE = frozenset({"the", "this", "that", "said", "both"})
_FILLERS = frozenset(
    {"same", "full", "whole", "entire", "very", "so", "called", "world", "regional", "bloc's"}
)
# Words after the noun that give it a name of its own: "the committee on human rights".
_COMPLEMENTS = frozenset({"on", "for", "of", "against"})
# Words before the noun that say whose it is; they keep "the Court" from being any court.
_FAMILIES = {
    "european": ("body:coe", "party:eu"),
    "strasbourg": ("body:coe", "treaty:echr", "treaty:ecpt"),
    "un": ("body:un",),
    "hague": ("treaty:rome", "body:un"),
    "african": ("body:au",),
}
_BARE = frozenset({"parliament"})  # used without an article
_BEFORE_BARE = frozenset(
    {
        "in",
        "to",
        "through",
        "by",
        "of",
        "from",
        "before",
        "that",
        "what",
        "and",
        "asking",
        "without",
        ".",
        "\n",
    }
)
_NGO_WORDS = frozenset(
    {"ngo", "ngos", "group", "groups", "organisation", "organisations", "dismantled", "disbanded"}
)
_LINKED_KINDS = frozenset({"court", "committee", "commission", "council", "assembly"})
_WORTH_OPEN = frozenset({"court", "committee", "tribunal", "commission", "council", "assembly", "duma"})


@lru_cache(maxsize=1)
def _nouns() -> dict[tuple[str, ...], tuple[Body, ...]]:
    """Each noun that "the ..." may call a body, as words, with the bodies that answer to it."""
    found: dict[tuple[str, ...], list[Body]] = {}
    for body in lexicon().rules.bodies.values():
        for noun in body.nouns:
            found.setdefault(tuple(noun.split()), []).append(body)
    return {noun: tuple(bodies) for noun, bodies in found.items()}


@lru_cache(maxsize=1)
def _bodies_of_treaties() -> dict[str, tuple[str, ...]]:
    """The court or committee of each treaty."""
    rules = lexicon().rules
    return {
        id: tuple(b for b in treaty.bodies if rules.bodies[b].kind in _LINKED_KINDS)
        for id, treaty in rules.treaties.items()
    }


def find_bodies(text: str) -> list[Found]:
    """Every mention of a body in `text`: start, end, "BODY" and its id, "" where it stays open."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.scan = scan(text)
        self.bodies = lexicon().rules.bodies
        self.layout = layout_of(text)
        self.focus = Focus(self.layout)
        self.found: dict[tuple[int, int], str] = {}
        self.taken = {
            at
            for hit in self.scan.hits
            if not all(e.role == "subject" for e in hit.entries)
            for at in range(hit.first, hit.last)
        }
        self.parties = Counter(
            e.id for hit in self.scan.hits for e in hit.of("party", "name", "demonym", "metonym", "place")
        )

    def read(self) -> list[Found]:
        kinds = settle(self.scan, self.layout)
        for hit in self.scan.hits:
            if kinds.get(hit.first) == "body":
                self._name(hit)
        for first, last, kind, id in defined_acronyms(self.scan, kinds):
            if kind == "body":
                self._note(first, last, id)
        for token, treaty in read_treaties(self.text)[1].items():
            for id in _bodies_of_treaties().get(treaty, ()):
                self.focus.add(token, id, direct=False)
        for first, last, noun in self._references():
            self._resolve(first, last, noun)
        tokens = self.scan.tokens
        return sorted(
            (tokens[first].start, tokens[last - 1].end, "BODY", id)
            for (first, last), id in self.found.items()
        )

    def _note(self, first: int, last: int, id: str) -> None:
        self.focus.add(first, id)
        if id in self.bodies and self.bodies[id].kind == "chamber" and self.bodies[id].parent:
            self.parties[str(self.bodies[id].parent)] += 1
        self.found[(first, last)] = id

    def _name(self, hit: Hit) -> None:
        """One name may be that of a UN body and of a group of campaigners; the sentence says which."""
        ids = {e.id for e in hit.of("body")}
        if len(ids) > 1:
            sentence = self.layout.sentence[hit.first]
            start = max(0, hit.first - 30)
            near = self.scan.tokens[start : hit.last + 12]
            words = {t.norm for at, t in enumerate(near, start) if self.layout.sentence[at] == sentence}
            is_group = bool(words & _NGO_WORDS)
            ids = {id for id in ids if (self.bodies[id].kind == "platform") == is_group} or ids
        self._note(hit.first, hit.last, ids.pop() if len(ids) == 1 else OPEN)

    def _references(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        tokens = self.scan.tokens
        firsts = {noun[0] for noun in _nouns()}
        longest = max(len(noun) for noun in _nouns())
        end = 0
        for at, token in enumerate(tokens):
            if token.norm not in firsts or at < end:
                continue
            for size in range(longest, 0, -1):
                noun = tuple(t.norm for t in tokens[at : at + size])
                if len(noun) == size and noun in _nouns() and self.taken.isdisjoint(range(at, at + size)):
                    yield at, at + size, noun
                    end = at + size
                    break

    def _resolve(self, first: int, last: int, noun: tuple[str, ...]) -> None:
        tokens = self.scan.tokens
        answering = {body.id for body in _nouns()[noun]}
        is_chamber = any(self.bodies[id].kind == "chamber" for id in answering)
        if is_chamber and (owner := self._owner(first)):
            own = [id for id in answering if self.bodies[id].parent == owner]
            if len(own) == 1:
                self.focus.follow(first, own[0])
                self.found[(first, last)] = own[0]
            return
        family = self._family(first)
        if family is None and not (noun[0] in _BARE and len(noun) == 1 and self._stands_bare(first)):
            return
        following = tokens[last].norm if last < len(tokens) else ""
        if following in _COMPLEMENTS:
            return
        if family:
            answering = {id for id in answering if self.bodies[id].parent in family}
        id = self.focus.resolve(first, answering.__contains__)
        if id == OPEN and is_chamber and noun != ("chamber",):  # courts have chambers too
            id = self._chamber_of_topic(answering)
        if id == OPEN and not (tokens[first].is_capital and noun[-1] in _WORTH_OPEN):
            return
        self.focus.follow(first, id)
        self.found[(first, last)] = id

    def _owner(self, first: int) -> str:
        """The party in "Russia's lower house" or "the Lithuanian parliament", or ""."""
        possessive = first > 0 and self.scan.tokens[first - 1].norm == "'s"
        hit = self.scan.ends.get(first - 1 if possessive else first)
        ids = {e.id for e in hit.of("party")} if hit else set()
        return ids.pop() if len(ids) == 1 else ""

    def _family(self, first: int) -> tuple[str, ...] | None:
        """What it belongs to by the words before it: () after a bare "the"; None where it is not definite."""
        at = first
        family: tuple[str, ...] = ()
        for _ in range(4):
            if at == 0 or self.layout.line[at - 1] != self.layout.line[first]:
                return None
            word = self.scan.tokens[at - 1].norm
            if word in _DEFINITE:
                return family
            if word in _FAMILIES:
                family = _FAMILIES[word]
            elif word not in _FILLERS:
                return None
            at -= 1
        return None

    def _stands_bare(self, first: int) -> bool:
        return not first or self.scan.tokens[first - 1].norm in _BEFORE_BARE

    def _chamber_of_topic(self, answering: set[str]) -> str:
        """The chamber of the state that the article speaks of most, if that state leads clearly."""
        states = self.parties.most_common(2)
        if not states or (len(states) > 1 and states[0][1] < 2 * states[1][1]):
            return OPEN
        own = [id for id in answering if self.bodies[id].parent == states[0][0]]
        return own[0] if len(own) == 1 else OPEN


@Language.factory("discrepant_bodies", assigns=["doc.spans"])
def create_bodies(nlp: Language, name: str) -> BodiesComponent:
    """Needs nothing but the text."""
    return BodiesComponent()


class BodiesComponent:
    """Writes `doc.spans["bodies"]`: label BODY, the body's id or "" where it is left open."""

    def __call__(self, doc: Doc) -> Doc:
        add_group(doc, "bodies", find_bodies(doc.text))
        return doc
