"""What the report shows, worked out before any HTML is written. All texts are safe to show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import metadata

from discrepant.export.evidence import Evidence, Library, Source, qualifiers
from discrepant.export.records import facts_in_order, mentions_in_order
from discrepant.export.shown import visible, words
from discrepant.model import Claim, Fact, Flag, Reading, Run

# What is listed beyond these is counted, and stands in full in the JSONL files beside the report.
_QUOTES_IN_SIGHT = 4
_QUOTES_IN_ALL = 40
_SINGLES = 3_000
_UNRESOLVED = 500
_FAR_FUTURE = dt.date.max

_HEADINGS: dict[Flag, tuple[str, str]] = {
    Flag.CONFLICT: ("Conflicts", "These readings cannot all be true. The most serious come first."),
    Flag.EXPLAINED: ("Explained", "They differ, and the text gives an innocent reason."),
    Flag.REFINED: ("Refined", "Compatible readings of different precision."),
    Flag.AGREED: ("Agreed", "Two or more independent origins give the same value."),
    Flag.SINGLE: ("Single", "One origin only: nothing to compare it with yet."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """One value and the quotes that give it."""

    text: str
    act: str | None  # what all its claims speak of, where that is not what the fact is about
    origins: int
    claims: int
    derived: str | None
    evidence: tuple[Evidence, ...]  # at most one a document
    more: tuple[Evidence, ...]
    omitted: int  # quotes not listed at all


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One fact of the report."""

    id: str
    flag: str
    question: str
    predicate: str
    kind: str
    qualifiers: tuple[tuple[str, str], ...]
    reason: str
    possible: str | None
    steps: tuple[str, ...]
    readings: tuple[ReadingView, ...]
    sources: tuple[int, ...]  # indices into ReportView.sources, ascending


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """All facts of one flag."""

    flag: str
    title: str
    gloss: str
    facts: tuple[FactView, ...]
    omitted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A line in the list of what was read."""

    source: Source
    author: str | None
    url: str | None
    claims: int
    facts: int
    copies: tuple[str, ...]  # other articles of the same origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report."""

    version: str
    model: str | None
    articles: tuple[ArticleView, ...]
    origins: int
    claims: int
    facts: int
    sections: tuple[SectionView, ...]
    sources: tuple[str, ...]  # what the source filter offers
    predicates: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    unresolved: tuple[Evidence, ...]
    unresolved_omitted: int


def view(run: Run) -> ReportView:
    """Everything that the report says about `run`; nothing in it depends on the clock or the machine."""
    library = Library(run.articles)
    names = sorted(
        {library.source(article.path).name for article in run.articles}
        | {library.source(claim.document).name for fact in run.facts for claim in _claims(fact)},
        key=lambda name: (name.casefold(), name),
    )
    places = {name: index for index, name in enumerate(names)}
    facts = facts_in_order(run)
    sections = tuple(_section(flag, facts, library, places) for flag in Flag)
    open_references = mentions_in_order(run.unresolved)
    model = run.settings.get("model")
    return ReportView(
        version=metadata.version("discrepant"),
        model=visible(model, 120) if isinstance(model, str) else None,
        articles=_articles(run, library),
        origins=len({article.origin or article.path for article in run.articles}),
        claims=len(run.claims),
        facts=len(run.facts),
        sections=sections,
        sources=tuple(names),
        predicates=tuple(sorted({fact.predicate for section in sections for fact in section.facts})),
        skipped=tuple(
            (visible(s.path, 200), visible(s.reason))
            for s in sorted(run.skipped, key=lambda s: (s.path, s.reason))
        ),
        unresolved=tuple(library.mention(mention) for mention in open_references[:_UNRESOLVED]),
        unresolved_omitted=max(0, len(open_references) - _UNRESOLVED),
    )


def _section(flag: Flag, facts: Iterable[Fact], library: Library, places: dict[str, int]) -> SectionView:
    title, gloss = _HEADINGS[flag]
    chosen = [fact for fact in facts if fact.flag is flag]
    kept = chosen[:_SINGLES] if flag is Flag.SINGLE else chosen
    return SectionView(
        flag=str(flag),
        title=title,
        gloss=gloss,
        facts=tuple(_fact(fact, library, places) for fact in kept),
        omitted=len(chosen) - len(kept),
    )


def _fact(fact: Fact, library: Library, places: dict[str, int]) -> FactView:
    return FactView(
        id=visible(fact.id, 80),
        flag=str(fact.flag),
        question=visible(fact.question, 300),
        predicate=words(fact.predicate),
        kind=fact.kind,
        qualifiers=qualifiers(fact.qualifiers),
        reason=visible(fact.reason, 1_000),
        possible=visible(fact.possible, 1_000) if fact.possible else None,
        steps=tuple(visible(step, 600) for step in fact.steps),
        readings=_all_or_none_with_act([_reading(r, fact, library) for r in fact.readings], fact),
        sources=tuple(sorted({places[library.source(claim.document).name] for claim in _claims(fact)})),
    )


def _reading(reading: Reading, fact: Fact, library: Library) -> ReadingView:
    known = frozenset(fact.qualifiers)
    stated = reading.stated
    support = [claim for claim in reading.claims if claim not in stated]
    claims = [*_one_a_document_first(stated), *_one_a_document_first(support)]
    first_pages = len({claim.document for claim in claims})
    in_sight = min(first_pages, _QUOTES_IN_SIGHT)
    quotes = [library.quote(claim, fact.predicate, known) for claim in claims[:_QUOTES_IN_ALL]]
    quotes = _with_copies(quotes)
    acts = {quote.act for quote in quotes}
    shared = acts.pop() if len(acts) == 1 else None
    if shared is not None:  # said once, beside the value, rather than under every quote
        quotes = [replace(quote, act=None) for quote in quotes]
    return ReadingView(
        text=visible(reading.text, 160),
        act=shared,
        origins=reading.origins,
        claims=len(claims),
        derived=visible(reading.derived, 400) if reading.derived else None,
        evidence=tuple(quotes[:in_sight]),
        more=tuple(quotes[in_sight:]),
        omitted=len(claims) - len(quotes),
    )


def _all_or_none_with_act(readings: list[ReadingView], fact: Fact) -> tuple[ReadingView, ...]:
    """Where one reading speaks of another act than the fact, every reading says of which it speaks."""
    if not any(reading.act for reading in readings):
        return tuple(readings)
    plain = words(fact.predicate)
    return tuple(
        replace(reading, act=plain)
        if reading.act is None and all(quote.act is None for quote in reading.evidence)
        else reading
        for reading in readings
    )


def _one_a_document_first(claims: Iterable[Claim]) -> list[Claim]:
    """Oldest article first; what an article says a second time stands after all first times."""
    ordered = sorted(claims, key=lambda c: (c.published or _FAR_FUTURE, c.document, c.start, c.id))
    seen: set[str] = set()
    first: list[Claim] = []
    again: list[Claim] = []
    for claim in ordered:
        (again if claim.document in seen else first).append(claim)
        seen.add(claim.document)
    return first + again


def _with_copies(quotes: list[Evidence]) -> list[Evidence]:
    """Says of each article that shares its origin with one above, so that the count of origins is plain."""
    heads: dict[str, Source] = {}
    told = []
    for quote in quotes:
        head = heads.setdefault(quote.source.origin, quote.source)
        same = head.document == quote.source.document
        told.append(quote if same else replace(quote, copy_of=head.name))
    return told


def _articles(run: Run, library: Library) -> tuple[ArticleView, ...]:
    claims = Counter(claim.document for claim in run.claims)
    facts = Counter(document for fact in run.facts for document in {c.document for c in _claims(fact)})
    family: dict[str, list[str]] = {}
    ordered = sorted(run.articles, key=lambda article: article.path)
    for article in ordered:
        family.setdefault(article.origin or article.path, []).append(article.path)
    return tuple(
        ArticleView(
            source=library.source(article.path),
            author=visible(article.author, 120) if article.author else None,
            url=visible(article.url, 300) if article.url else None,
            claims=claims[article.path],
            facts=facts[article.path],
            copies=tuple(
                visible(path, 120)
                for path in family[article.origin or article.path][:20]
                if path != article.path
            ),
        )
        for article in ordered
    )


def _claims(fact: Fact) -> Iterable[Claim]:
    return (claim for reading in fact.readings for claim in reading.claims)
