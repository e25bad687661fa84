"""The nouns of the program: plain, frozen, without input or output.

Offsets everywhere are Unicode code points into `Article.text`, end exclusive, and
`text[start:end] == quote` holds for every mention and claim.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal["date", "duration", "quantity", "status", "entity"]
Certainty: TypeAlias = Literal["asserted", "denied", "planned", "possible", "alleged"]
Relation: TypeAlias = Literal["same", "refines", "overlaps", "disjoint"]
Span: TypeAlias = tuple[int, int]
Clock: TypeAlias = tuple[int, int]
"""A time of day as minutes since midnight, from and to, both included."""


class Flag(StrEnum):
    """What the readings of a slot are to one another; the order is the order of the report."""

    CONFLICT = "conflict"
    EXPLAINED = "explained"
    REFINED = "refined"
    AGREED = "agreed"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A set of days, and what is known of it besides."""

    edtf: str  # "" where EDTF has no notation for it (a bare weekday)
    earliest: dt.date | None  # None: open towards the past
    latest: dt.date | None  # None: open towards the future
    weekday: int | None = None  # Monday is 0; a constraint that the day must meet
    approximate: bool = False
    inferred: bool = False  # resolved against another date, not written out in full
    clock: Clock | None = None  # the time of day, where that is what the text gives


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationValue:
    """A length of time as an interval of days, with the calendar unit it was said in."""

    iso: str  # ISO 8601, e.g. "P27Y"
    low: float  # days
    high: float | None  # days; None: no upper bound ("over 27 years")
    unit: Literal["day", "week", "month", "year", "hour", "minute"]
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityValue:
    """A number as an interval, and what it counts or measures."""

    low: float
    high: float | None  # None: no upper bound ("more than 20")
    comparator: Literal["=", "~", ">", ">=", "<", "<=", "range"] = "="
    unit: str | None = None  # lemma of the thing counted ("visit"), "%", "EUR", "km", or None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusValue:
    """Whether something holds of a subject: party, signatory, in force, revoked ..."""

    status: str  # id of a status in rules/predicates.toml, e.g. "party"
    holds: bool
    at: DateValue | None = None  # when it holds, where the text says so


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityValue:
    """Who, where or which."""

    id: str  # "person:vladimir-putin", "state:RU", "treaty:ecpt"
    label: str


Value: TypeAlias = DateValue | DurationValue | QuantityValue | StatusValue | EntityValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the first value stands to the second, with a sentence that says why.

    "refines": the first is contained in the second and narrower.
    """

    relation: Relation
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One source document. `path` is relative to the corpus folder, with forward slashes."""

    path: str
    text: str  # as read; nothing is cleaned in place
    sha256: str  # of the original bytes
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None  # None: cannot be told; never today
    language: str | None = None
    url: str | None = None
    author: str | None = None
    inferred: tuple[str, ...] = ()  # names of metadata fields read from the text itself
    origin: str = ""  # id shared by articles that copy one another; "" before grouping
    body: int = 0  # offset where the article begins; what is before it is front matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A subject or object of a claim."""

    id: str  # "" where it is not known
    label: str


NOBODY = Entity(id="", label="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of an article that names something, with its normalised value or id."""

    document: str
    start: int
    end: int
    quote: str
    type: str  # treaty, party, body, person, organisation, place, date, duration, quantity
    id: str | None = None  # None: left open
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source saying one thing. The span is that of the value, not of the sentence."""

    id: str  # "c-" and a hash of everything below
    document: str
    start: int
    end: int
    quote: str
    sentence: Span
    kind: Kind
    subject: Entity
    predicate: str  # id in rules/predicates.toml or rules/measures.toml, or "open:<lemma>"
    object: Entity
    value: Value
    qualifiers: tuple[tuple[str, str], ...] = ()  # sorted; what narrows the claim
    certainty: Certainty = "asserted"
    speaker: str | None = None  # None: the article itself says it
    trigger: Span | None = None  # the words that gave the predicate
    published: dt.date | None = None  # of the article, for reading the claim later


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value of a slot, with all claims that give it."""

    value: Value
    text: str  # the value as a person writes it
    origins: int
    claims: tuple[Claim, ...]
    derived: str | None = None  # the sum, where the value was worked out rather than stated

    @property
    def stated(self) -> tuple[Claim, ...]:
        """The claims that give the value itself, without those a sum rests on; all where none states it."""
        return tuple(c for c in self.claims if type(c.value) is type(self.value)) or self.claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A slot with its readings, a flag, and the reason for the flag."""

    id: str  # "f-" and a hash of the slot, stable while readings change
    flag: Flag
    reason: str
    severity: float  # 0 to 1
    subject: Entity
    predicate: str
    object: Entity
    kind: Kind
    question: str
    origins: int
    readings: tuple[Reading, ...]
    qualifiers: tuple[tuple[str, str], ...] = ()
    possible: str | None = None  # an innocent reason that the text does not bear out
    steps: tuple[str, ...] = ()  # what led to the flag, a sentence each, for `explain`


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A document, or a line of one, that was not read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article gives: the unit of work of a process, and of the store."""

    document: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    unresolved: tuple[Mention, ...] = ()  # references left open rather than guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a fact; the program never rewrites it."""

    fact: str
    readings: tuple[str, ...]
    resolution: str
    note: str
    who: str
    when: str
    previous: str  # hash of the line before


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The result of one run, in memory."""

    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    skipped: tuple[Skipped, ...] = ()
    unresolved: tuple[Mention, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)  # seconds a stage

    def to_frame(self) -> pd.DataFrame:
        """One row a reading, in the order of the facts. Imports pandas, which takes half a second."""
        import pandas as pd

        rows = [
            {
                "fact": fact.id,
                "flag": str(fact.flag),
                "severity": fact.severity,
                "question": fact.question,
                "subject": fact.subject.label,
                "predicate": fact.predicate,
                "object": fact.object.label,
                "kind": fact.kind,
                "reading": reading.text,
                "value": reading.value,
                "origins": reading.origins,
                "claims": len(reading.claims),
                "documents": sorted({claim.document for claim in reading.claims}),
                "quotes": [claim.quote for claim in reading.claims],
                "reason": fact.reason,
                "possible": fact.possible,
            }
            for fact in self.facts
            for reading in fact.readings
        ]
        return pd.DataFrame(rows, columns=_FRAME_COLUMNS)


_FRAME_COLUMNS = [
    *("fact", "flag", "severity", "question", "subject", "predicate", "object", "kind"),
    *("reading", "value", "origins", "claims", "documents", "quotes", "reason", "possible"),
]
