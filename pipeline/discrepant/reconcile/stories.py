"""Which articles are about the same events, so that a count without names is only held against its like.

Two articles are of one story when two of the things they speak of most are the same, and at least one of
these is more than a state: a treaty, an organ, a person, a place. Every article emits a handful of such
pairs, so the work is linear in the number of articles. One or two articles that stand apart join the story
with which they share most names and days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from discrepant.model import DateValue, Mention
from discrepant.rulebook import Rulebook

_TOP = 6  # of what an article speaks of most
_FEW = 8  # articles; so few were put together on purpose, and are one story
_SMALL = 2  # articles; so few may have been parted from their story by chance
_SHARED = 2  # names in common, a day counting twice, before they join it
_NAMES = {"treaty", "party", "body", "person", "place", "organisation"}
_EVERYWHERE = {"body:un", "body:eu", "body:unsg"}  # named in all kinds of news

Stories = Mapping[str, str]
"""Path of a document -> id of its story (the path of its first article)."""


def group_stories(mentions: Iterable[Mention], rules: Rulebook) -> dict[str, str]:
    """The story of every document that `mentions` come from. Their order changes nothing."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        named[mention.document]
        if isinstance(mention.value, DateValue) and mention.value.earliest and _is_day(mention.value):
            days[mention.document].add(f"day:{mention.value.earliest.isoformat()}")
        if mention.type in _NAMES and (name := _name(mention, rules)) not in _EVERYWHERE:
            named[mention.document][name] += 1
    if len(named) <= _FEW:
        return dict.fromkeys(sorted(named), min(named, default=""))
    stories = _Stories(sorted(named))
    by_pair: dict[tuple[str, str], str] = {}
    for document in sorted(named):
        for pair in _pairs(named[document]):
            stories.join(document, by_pair.setdefault(pair, document))
    _join_small(stories, {document: set(named[document]) | days[document] for document in sorted(named)})
    return {document: stories.root(document) for document in sorted(named)}


def _name(mention: Mention, rules: Rulebook) -> str:
    """The id of what is named; a court or committee stands for its treaty, a free name for itself."""
    if mention.id is None or mention.type in ("person", "organisation", "place"):
        # The model calls one name a place here and a person there, and people go by surname.
        return "name:" + (mention.quote.split() or [""])[-1].casefold()
    body = rules.bodies.get(mention.id)
    if body is not None and body.parent and body.parent.startswith("treaty:"):
        return body.parent
    return mention.id


def _pairs(names: Counter[str]) -> list[tuple[str, str]]:
    ranked = sorted(names, key=lambda name: (-names[name], name))[:_TOP]
    return [
        pair
        for pair in combinations(sorted(ranked), 2)
        if not all(name.startswith(("state:", "party:")) for name in pair)
    ]


def _is_day(value: DateValue) -> bool:
    return value.earliest == value.latest and not value.approximate


def _join_small(stories: _Stories, spoken: Mapping[str, set[str]]) -> None:
    """Give one or two articles that stand apart to the larger story with which they share most."""
    members: dict[str, list[str]] = defaultdict(list)
    for document in spoken:
        members[stories.root(document)].append(document)
    sizes = {root: len(docs) for root, docs in members.items()}
    told = {root: set().union(*(spoken[d] for d in docs)) for root, docs in sorted(members.items())}
    spread = Counter(name for root in told if sizes[root] > 1 for name in told[root])
    where: dict[str, list[str]] = defaultdict(list)
    for root in sorted(told):
        for name in told[root]:
            where[name].append(root)
    for root in sorted(root for root in told if sizes[root] <= _SMALL):
        shared: Counter[str] = Counter()
        for name in sorted(told[root]):
            if spread[name] > _TOP:
                continue  # a name of many stories tells none of them
            for other in where[name]:
                if other != root and sizes[other] >= sizes[root]:
                    shared[other] += 2 if name.startswith("day:") else 1
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        larger = [other for other in told if sizes[other] > 1]
        if len(larger) == 1:
            stories.join(root, larger[0])  # a folder with one story: what else it holds is about that
        elif best and best[0][1] >= _SHARED and (len(best) == 1 or best[0][1] > best[1][1]):
            stories.join(root, best[0][0])


class _Stories:
    """Disjoint sets of documents; the root of a set is its first document."""

    def __init__(self, documents: Iterable[str]) -> None:
        self._parent = {document: document for document in documents}

    def root(self, document: str) -> str:
        while self._parent[document] != document:
            self._parent[document] = self._parent[self._parent[document]]
            document = self._parent[document]
        return document

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
