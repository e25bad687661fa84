"""What one rule of rules/*.toml says, a record for each kind of rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Denunciation:
    """How a state leaves a treaty."""

    article: str
    notice: str | None = None  # ISO 8601 duration, e.g. "P12M"
    counted: str | None = None  # e.g. "first day of the month after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty:
    """A multilateral treaty, as its depositary records it. A field may be missing, never wrong."""

    id: str  # "treaty:ecpt"
    name: str  # official title
    label: str  # how the report calls it
    aliases: tuple[str, ...] = ()  # names in use; letter case and hyphens do not matter
    acronyms: tuple[str, ...] = ()  # letter case matters
    nouns: tuple[str, ...] = ("convention", "treaty")  # what "the ..." may call it
    subjects: tuple[str, ...] = ()  # what it is about, as text says it: "cluster munitions"
    decoys: tuple[str, ...] = ()  # longer names of something else; "*" is one capitalised word
    reference: str | None = None  # CETS, UNTS or MTDSG number
    depositary: str | None = None
    adopted: dt.date | None = None
    opened: dt.date | None = None
    in_force: dt.date | None = None
    parent: str | None = None  # id of the treaty it is a protocol to
    bodies: tuple[str, ...] = ()  # ids of the bodies it set up
    denunciation: Denunciation | None = None
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state, or another subject that can be party to a treaty."""

    id: str  # "state:RU", "party:eu"
    label: str
    names: tuple[str, ...] = ()  # official, short and former names
    demonyms: tuple[str, ...] = ()  # "Russian", "Russians"
    metonyms: tuple[str, ...] = ()  # stand for the state unless a preposition of place precedes
    places: tuple[str, ...] = ()  # capital and seats: a place after "in", else the government
    decoys: tuple[str, ...] = ()  # longer names of something else; "*" is one capitalised word
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A court, committee, council, parliament, agency or organisation."""

    id: str  # "body:cpt"
    label: str
    kind: str  # court, committee, organisation, chamber, agency, platform
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()  # "committee": what "the ..." may call it
    decoys: tuple[str, ...] = ()  # longer names of something else; "*" is one capitalised word
    parent: str | None = None  # id of the organisation, treaty or state it belongs to
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """An act or state in the life of a treaty, or another event that is dated, timed or attributed.

    Words are lemmas. Several words in one entry follow one another with at most a few words between them.
    "deposit|lodge + notice|letter" is a verb and a noun that belong to one clause, in whatever order; "|"
    parts alternatives, and the verb may stand on either side of "+".
    """

    id: str
    question: str  # "When did {subject} ratify {object}?"
    who: str | None = None  # question for the actor, where the actor can be in dispute
    kinds: tuple[str, ...] = ("date",)  # kinds of value that this predicate takes
    subject: str = "party"  # party, body, person, any, none: whose act it is
    object: str = "treaty"  # treaty, body, any, none: what it is done to
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()  # like verbs, but say what the act is done to; need no object noun
    nouns: tuple[str, ...] = ()
    object_nouns: tuple[
        str, ...
    ] = ()  # where given, one of them must be the verb's object (or passive subject)
    context: tuple[str, ...] = ()  # where given, one of them must stand in the same sentence
    excludes: tuple[str, ...] = ()  # none of them may stand in the same sentence
    narrower_than: tuple[str, ...] = ()  # "ratified" is one way to have "joined"
    after: tuple[str, ...] = ()  # acts that cannot come later than this one
    process: str | None = None  # stages of one process are compared and explained
    stage: str | None = None  # how the explanation calls this stage: "ratification"
    at_least: float = 0.0  # days; a shorter duration is not meant
    at_most: float | None = None  # days; a longer duration is not meant
    since: tuple[str, ...] = ()  # of a duration: acts that it can be counted from
    until: tuple[str, ...] = ()  # of a duration: acts that it can run to
    organisations: bool = False  # the object may be an organisation instead of a treaty
    repeatable: bool = False  # can happen more than once to one subject: attacks, visits, rulings
    status: str | None = None  # status that the act gives: see values/status.py
    consequence: float = 0.5  # 0 to 1: how much hangs on it
    sources: tuple[str, ...] = ()  # article of the Vienna Convention, where it gives the relation
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthRule:
    """Words around a length of time that say what lasted so long. Without `predicate`: a group named "@id".

    Words are lemmas; "|" parts alternatives; "{}" in `next` is the length itself.
    """

    id: str
    predicate: str = ""  # id in rules/predicates.toml
    next: tuple[str, ...] = ()  # one of them must stand beside the length: "for {}", "{} after|later"
    all: tuple[str, ...] = ()  # of each entry, one alternative must stand in the sentence
    then: tuple[str, ...] = ()  # the same, behind the length
    near: tuple[str, ...] = ()  # the same, in the sentence or one beside it
    excludes: tuple[str, ...] = ()  # none of them may stand in the sentence
    words: tuple[str, ...] = ()  # of a group
    since: tuple[str, ...] = ()  # where the words say which act it is counted from
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted, under all the words for it (lemmas and phrases)."""

    id: str
    question: str  # "How many visits did {subject} make to {object}?"
    nouns: tuple[str, ...] = ()  # the thing counted: "visit"
    verbs: tuple[str, ...] = ()  # what happened to the people counted: "kill"; or what they did: "sign"
    phrases: tuple[str, ...] = ()  # "behind bars", "on remand", "in favour"
    units: tuple[str, ...] = ()  # where given, verbs and phrases count only these nouns, or none
    object: str = "any"  # treaty, body, any, none: what the count is of
    family: str | None = None  # sibling measures: visits and reports of one monitoring
    called: str | None = None  # how the explanation calls it: "visits"
    part_of: tuple[str, ...] = ()  # measures of which this one counts a part
    taken_for: tuple[str, ...] = ()  # sibling measures that texts mix up: reports for visits
    ordinals: bool = False  # "the eighth visit" says that there were eight
    rank_in: str | None = (
        None  # counts by ordinals ("the 117th country to join"); the measure of which it is a place
    )
    negated: str | None = None  # what counts those who did not: "nine have not ratified"
    sum_of: tuple[str, ...] = ()  # measures that together make this one, where all are given
    trend: str | None = None  # "up" or "down": how the count of one event moves as more becomes known
    events: tuple[str, ...] = ()  # predicates of the event it counts, whose day it shares
    varies: bool = False  # changes with time: prisoners on a day, parties to a treaty
    consequence: float = 0.5
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that turn the meaning of a claim: denied, planned, possible, alleged; or that attribute it.

    In an example, [brackets] hold words that the cue must (or must not) reach.
    """

    id: str
    words: tuple[str, ...]  # lemmas or fixed phrases, lower case
    marks: str = ""  # "denied:negated", "planned", "possible", "alleged", "speech", "factive", "none"
    frames: tuple[str, ...] = ()  # where the words reach; rules/cues.toml says what each frame means
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Words that say that something holds of a subject, or does not."""

    id: str
    status: str  # see values/status.py: party, signatory, outside, in_force, notice ...
    holds: bool
    words: tuple[str, ...]  # lemmas in order
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who did or was what: a function in one event, or an office."""

    id: str
    question: str
    titles: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    things: tuple[str, ...] = ()  # what is led, headed, commanded
    office: bool = False  # held by one person at a time
    consequence: float = 0.5
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What a name answers about one thing in one event: the flag of a vessel, the type of an aircraft."""

    id: str
    question: str
    answer: str  # designation, place, state, body: the kind of name
    nouns: tuple[str, ...] = ()  # the thing itself; "@person" is anyone named
    needs: tuple[str, ...] = ()  # one of them must stand somewhere in the article
    excludes: tuple[str, ...] = ()  # words beside the noun that make it another thing: "patrol boat"
    verbs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  # prepositions before the answer
    predicates: tuple[str, ...] = ()  # acts in place of verbs
    consequence: float = 0.5
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What one side says happened and the other says did not. Words as in Predicate."""

    id: str
    question: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    context: tuple[str, ...] = ()  # where given, one of them must stand in the same sentence
    excludes: tuple[str, ...] = ()
    so_far: bool = False  # can still happen: "not yet" on one day, done on a later one
    who: bool = False  # is asked of one party, which must be named
    consequence: float = 0.5
    examples: tuple[str, ...] = ()  # say yes
    denials: tuple[str, ...] = ()  # say no
    not_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """A group of nouns that other rules name as "@group"."""

    id: str
    plain: tuple[str, ...]  # say nothing about which of the group are meant: "people"
    words: tuple[str, ...]  # do, and so narrow a count: "women"
    sides: tuple[str, ...] = ()  # words by which one side of a fight calls all whom it killed or took
    thing: str | None = None  # what all of them are called where one is measured: "vessel"
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
