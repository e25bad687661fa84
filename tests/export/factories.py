"""Builders of articles, claims and facts, with defaults for all that a test is not about.

A claim is built from the words it quotes: `claim(wire, "1996")` finds the offsets and the sentence itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from discrepant.model import (
    NOBODY,
    Article,
    Certainty,
    Claim,
    DateValue,
    DurationValue,
    Entity,
    EntityValue,
    Fact,
    Flag,
    Kind,
    Mention,
    QuantityValue,
    Reading,
    Run,
    StatusValue,
    Value,
)

Pairs = tuple[tuple[str, str], ...]

STATE = Entity(id="state:RU", label="Russia")
TREATY = Entity(id="treaty:ecpt", label="European Convention for the Prevention of Torture")
BODY = Entity(id="body:cpt", label="Committee for the Prevention of Torture (CPT)")

_SENTENCE_END = re.compile(r"[.?!]\s+|\n+")
_KINDS: dict[type, Kind] = {
    DateValue: "date",
    DurationValue: "duration",
    QuantityValue: "quantity",
    StatusValue: "status",
    EntityValue: "entity",
}


def article(
    path: str = "a.txt",
    text: str = "Russia ratified the Convention in 1998.",
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = "en",
    url: str | None = None,
    author: str | None = None,
    inferred: tuple[str, ...] = (),
    origin: str = "",
) -> Article:
    """An article that is an origin of its own."""
    return Article(
        path=path, text=text, sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        title=title, publisher=publisher, published=dt.date.fromisoformat(published) if published else None,
        language=language, url=url, author=author, inferred=inferred, origin=origin or f"o-{path}",
    )  # fmt: skip


def year(number: int) -> DateValue:
    """A year, as "1996" is read."""
    return DateValue(edtf=str(number), earliest=dt.date(number, 1, 1), latest=dt.date(number, 12, 31))


def day(iso: str, *, inferred: bool = False) -> DateValue:
    """One day."""
    date = dt.date.fromisoformat(iso)
    return DateValue(edtf=iso, earliest=date, latest=date, inferred=inferred)


def count(number: float, unit: str | None = None) -> QuantityValue:
    """An exact number."""
    return QuantityValue(low=number, high=number, unit=unit)


def years(number: int, *, approximate: bool = False) -> DurationValue:
    """A number of years."""
    slack = 0.1 if approximate else 0.0
    low, high = number * 365.2425 * (1 - slack), number * 365.2425 * (1 + slack)
    return DurationValue(
        iso=f"P{number}Y", low=round(low, 2), high=round(high, 2), unit="year", approximate=approximate
    )


def status(name: str, *, holds: bool = True) -> StatusValue:
    """Something holds, or does not."""
    return StatusValue(status=name, holds=holds)


def claim(
    source: Article,
    quote: str,
    value: Value | None = None,
    *,
    nth: int = 1,
    subject: Entity = STATE,
    predicate: str = "ratified",
    object: Entity = TREATY,
    certainty: Certainty = "asserted",
    speaker: str | None = None,
    qualifiers: Pairs = (),
) -> Claim:
    """A claim that rests on the `nth` occurrence of `quote` in `source`."""
    start = -1
    for _ in range(nth):
        start = source.text.index(quote, start + 1)
    end = start + len(quote)
    ends = [match.end() for match in _SENTENCE_END.finditer(source.text)]
    left = max((e for e in ends if e <= start), default=0)
    right = min((e for e in ends if e >= end), default=len(source.text))
    value = value if value is not None else year(1998)
    key = "\0".join((source.path, str(start), str(end), subject.id, predicate, object.id))
    return Claim(
        id="c-" + hashlib.sha256(key.encode()).hexdigest()[:12], document=source.path, start=start, end=end,
        quote=quote, sentence=(left, right), kind=_KINDS[type(value)], subject=subject, predicate=predicate,
        object=object, value=value, qualifiers=qualifiers, certainty=certainty, speaker=speaker,
        published=source.published,
    )  # fmt: skip


def reading(text: str, *claims: Claim, origins: int | None = None, derived: str | None = None) -> Reading:
    """One value; as many origins as documents, unless told otherwise."""
    if origins is None:
        origins = len({c.document for c in claims})
    return Reading(value=claims[0].value, text=text, origins=origins, claims=claims, derived=derived)


def fact(
    flag: Flag | str,
    question: str,
    *readings: Reading,
    reason: str = "Every source gives the same value.",
    severity: float = 0.5,
    predicate: str | None = None,
    qualifiers: Pairs = (),
    possible: str | None = None,
    steps: tuple[str, ...] = (),
) -> Fact:
    """A fact whose slot is that of its first claim, unless told otherwise."""
    first = readings[0].claims[0]
    return Fact(
        id="f-" + hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()[:12], flag=Flag(flag),
        reason=reason, severity=severity, subject=first.subject, predicate=predicate or first.predicate,
        object=first.object, kind=first.kind, question=question,
        origins=len({c.document for r in readings for c in r.claims}), readings=readings,
        qualifiers=qualifiers, possible=possible, steps=steps,
    )  # fmt: skip


def mention(
    source: Article, quote: str, type: str, id: str | None = None, value: Value | None = None
) -> Mention:
    """A mention at the first occurrence of `quote`."""
    start = source.text.index(quote)
    return Mention(
        document=source.path, start=start, end=start + len(quote), quote=quote, type=type, id=id, value=value
    )


def run(*facts: Fact, articles: tuple[Article, ...] = (), mentions: tuple[Mention, ...] = ()) -> Run:
    """A run whose claims are those of its facts."""
    claims = {c.id: c for f in facts for r in f.readings for c in r.claims}
    return Run(articles=articles, mentions=mentions, claims=tuple(claims.values()), facts=facts)


__all__ = ["BODY", "NOBODY", "STATE", "TREATY", "article", "claim", "count", "day", "fact", "mention"]
__all__ += ["reading", "run", "status", "year", "years"]
