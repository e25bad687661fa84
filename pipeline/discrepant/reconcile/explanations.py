"""Innocent reasons why two claims about one slot differ. Each gives a sentence, or None; tried in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from discrepant.model import Claim, DateValue, QuantityValue
from discrepant.reconcile.wording import capital
from discrepant.rulebook import Rulebook
from discrepant.values import show

_MONTHS_APART = dt.timedelta(days=60)  # counts that vary, this far apart, are counts of two days
_FRESH = dt.timedelta(days=45)  # while an event is news, its count goes on moving
_ONE_BREATH = 250  # code points
_EVENT_DAYS = 31  # an event is told to the day or to the month; what is counted over a year is no event
_ALWAYS = (dt.date.min, dt.date.max)
_NEAR, _SMALL = 1.3, 3
_DIGITS = 3  # fewer digits are swapped by chance
_OFFICE_APART = dt.timedelta(days=21)  # an office can change hands in three weeks


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one slot whose values exclude each other, with what is known of their slot."""

    a: Claim
    b: Claim
    rules: Rulebook


Explanation: TypeAlias = Callable[[Pair], str | None]
"""Gives the innocent reason why two claims differ, where the text bears it out, or None."""


def explain(pair: Pair) -> str | None:
    """The first reason that the text bears out, or None."""
    return next((why for explanation in EXPLANATIONS if (why := explanation(pair))), None)


def planned_against_actual(pair: Pair) -> str | None:
    """What was planned or only possible does not contradict what happened."""
    if _lie_near(pair):
        return None  # numbers this close are told of one thing, whatever the mood of the sentence
    one, other = sorted((pair.a, pair.b), key=lambda c: c.certainty != "asserted")
    if one.certainty == "asserted" and other.certainty in ("planned", "possible"):
        how = "planned" if other.certainty == "planned" else "only possible"
        return (
            f"{capital(show(other.value))} is {how} in {other.document}; {show(one.value)} is stated as fact."
        )
    return None


def _lie_near(pair: Pair) -> bool:
    a, b = pair.a.value, pair.b.value
    if not isinstance(a, QuantityValue) or not isinstance(b, QuantityValue):
        return False
    if a.comparator != "=" or b.comparator != "=":
        return False
    low, high = sorted((a.low, b.low))
    return low >= _SMALL and high / low <= _NEAR


def denied(pair: Pair) -> str | None:
    """A claim that is denied does not assert its value."""
    for claim in (pair.a, pair.b):
        if claim.certainty == "denied":
            return f"Denied in {claim.document}, not asserted: {show(claim.value)}."
    return None


def other_reading(pair: Pair) -> str | None:
    """Votes on two readings of one bill."""
    a, b = _qualifier(pair.a, "reading"), _qualifier(pair.b, "reading")
    if a and b and a != b:
        return f"Two votes: the {a} reading and the {b} reading."
    return None


def other_tense(pair: Pair) -> str | None:
    """What was so is no contradiction to what is so."""
    a, b = _qualifier(pair.a, "tense"), _qualifier(pair.b, "tense")
    if a != b:
        then, now = (pair.a, pair.b) if a == "past" else (pair.b, pair.a)
        return f"What was so at the time ({then.document}) against what is so ({now.document})."
    return None


def other_time(pair: Pair) -> str | None:
    """Counts as of two times that the texts name, or of a past event beside one of the day."""
    a, b = _interval(pair.a), _interval(pair.b)
    if a and b and (a[1] < b[0] or b[1] < a[0]):
        return f"Two times: {_shown(a)} and {_shown(b)}."
    for claim, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if _qualifier(claim, "event") == "earlier" and _is_long_past(claim) and _is_of_the_day(other, claim):
            when = _shown(_interval(claim) or _ALWAYS)
            return f"Counted for {when} in {claim.document}, but not in {other.document}."
    return None


def _is_day(interval: tuple[dt.date, dt.date]) -> bool:
    return (interval[1] - interval[0]).days <= _EVENT_DAYS


def _is_long_past(claim: Claim) -> bool:
    """The text names a time that ended long before it was published."""
    time = _interval(claim)
    return time is not None and claim.published is not None and claim.published - time[1] >= _MONTHS_APART


def _is_of_the_day(claim: Claim, past: Claim) -> bool:
    """A count without a time of its own, in an article that appeared long after the time of `past`."""
    time = _interval(past)
    if time is None or claim.published is None or _interval(claim) is not None:
        return False
    return claim.published - time[1] >= _MONTHS_APART


def counted_later(pair: Pair) -> str | None:
    """Counts that change with time, published months apart; a toll that has grown by a later day."""
    measure = pair.rules.measures.get(pair.a.predicate)
    if measure is None or not measure.varies:
        return None
    if not isinstance(pair.a.value, QuantityValue) or not isinstance(pair.b.value, QuantityValue):
        return None
    if is_transposed(pair.a.value, pair.b.value) or _same_source(pair) or is_disputed(pair):
        return None
    if pair.a.published is None or pair.b.published is None:
        undated = pair.a if pair.a.published is None else pair.b
        return (
            f"No date is given for {undated.document}, and this count moves as more becomes known."
            if measure.trend
            else None
        )
    a, b = _interval(pair.a), _interval(pair.b)
    if a and b and a[0] <= b[1] and b[0] <= a[1] and not (measure.trend and _is_day(a) and _is_day(b)):
        return (
            None  # both texts say for which time they count, and it is the same; a day is that of the event
        )
    first, later = sorted((pair.a, pair.b), key=lambda c: (c.published or dt.date.min, c.document))
    gap = (later.published or dt.date.min) - (first.published or dt.date.min)
    low, high = getattr(first.value, "low", 0.0), getattr(later.value, "low", 0.0)
    moved = (measure.trend == "up" and high > low) or (measure.trend == "down" and high < low)
    if gap >= _MONTHS_APART and (moved or not measure.trend):
        return (
            f"Counts as of two days: {first.document} was published on {_day(first)}, "
            f"{later.document} on {_day(later)}."
        )
    if _is_long_past(pair.a) or _is_long_past(pair.b):
        return None  # the event was no news any more
    if dt.timedelta(days=1) <= gap <= _FRESH and moved:
        return (
            f"The count moved as more became known: {show(first.value)} on {_day(first)}, "
            f"{show(later.value)} on {_day(later)}."
        )
    return None


def before_and_after(pair: Pair) -> str | None:
    """One text counts before an act of the story, or before the damage, and the other after it."""
    measure = pair.rules.measures.get(pair.a.predicate)
    a, b = pair.a.value, pair.b.value
    if not isinstance(a, QuantityValue) or not isinstance(b, QuantityValue):
        return None
    for after, before in ((pair.a, pair.b), (pair.b, pair.a)):
        left = _qualifier(after, "state") == "left" and _qualifier(before, "state") is None
        if left and getattr(before.value, "low", 0) > getattr(after.value, "low", 0):
            return f"Before and after: {show(before.value)} at first, {show(after.value)} left."
        changed = _qualifier(after, "after") is not None and _qualifier(before, "after") is None
        if changed and measure is not None and measure.family == "participation" and abs(a.low - b.low) == 1:
            return f"Before and after the step: {show(before.value)}, then {show(after.value)}."
    return None


def other_holder(pair: Pair) -> str | None:
    """An office changes hands."""
    if not pair.a.predicate.startswith("office:"):
        return None
    if pair.a.published is None or pair.b.published is None:
        return "One article bears no date; the office can have changed hands."
    if abs(pair.a.published - pair.b.published) >= _OFFICE_APART:
        return f"The articles date from {_day(pair.a)} and {_day(pair.b)}; the office can have changed hands."
    return None


def not_yet(pair: Pair) -> str | None:
    """What had not happened by one day can have happened by a later one."""
    for early, late in ((pair.a, pair.b), (pair.b, pair.a)):
        waits = _qualifier(early, "so_far") is not None and _qualifier(late, "so_far") is None
        if not waits or early.published is None or late.published is None:
            continue
        if early.published < late.published:
            return (
                f"What had not happened by {_day(early)} ({early.document}) "
                f"can have happened by {_day(late)} ({late.document})."
            )
    return None


def other_scope(pair: Pair) -> str | None:
    """A part and the whole, two groups or two places, where the texts name them."""
    for key, word in (("group", "groups"), ("place", "places"), ("scope", "scopes")):
        a = {v for k, v in pair.a.qualifiers if k == key}
        b = {v for k, v in pair.b.qualifiers if k == key}
        if a and b and not a & b:
            return f"Two {word}: {_names(a)} and {_names(b)}."
        if key == "group" and is_disputed(pair):
            continue
        if key != "place" and bool(a) != bool(b) and _part_is_smaller(pair, a):
            return f"A part against the whole: {_names(a or b)}."
    return None


def side_by_side(pair: Pair) -> str | None:
    """A passage that gives two values in one breath means two things. A headline is not part of a passage."""
    a, b = sorted((pair.a, pair.b), key=lambda c: c.start)
    if is_transposed(a.value, b.value):
        return None
    if a.document != b.document or a.sentence[0] == 0:
        return None
    if a.kind in ("status", "entity") and a.speaker != b.speaker:
        return None  # two speakers contradict each other, whether or not one article quotes both
    if a.sentence == b.sentence or b.start - a.end < _ONE_BREATH:
        return f"Both stand in one passage of {a.document}, so it means two things."
    return None


EXPLANATIONS: tuple[Explanation, ...] = (
    denied,
    planned_against_actual,
    other_reading,
    other_tense,
    other_time,
    counted_later,
    before_and_after,
    other_holder,
    not_yet,
    other_scope,
    side_by_side,
)


def is_transposed(a: object, b: object) -> bool:
    """Whether two exact numbers differ by two neighbouring digits that changed places: 5,176 and 5,716."""
    if not isinstance(a, QuantityValue) or not isinstance(b, QuantityValue):
        return False
    if a.comparator != "=" or b.comparator != "=":
        return False
    one, other = f"{a.low:.0f}", f"{b.low:.0f}"
    if len(one) != len(other) or len(one.rstrip("0")) < _DIGITS:
        return False
    differing = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    i, j = differing
    return one[i] == other[j] and one[j] == other[i]


def is_disputed(pair: Pair) -> bool:
    """One text counts all of the dead as fighters, the other counts people: two sides, not two groups."""
    if pair.a.document == pair.b.document:
        return False
    groups = [{v for k, v in c.qualifiers if k == "group"} for c in (pair.a, pair.b)]
    if bool(groups[0]) == bool(groups[1]):
        return False
    sides = {word for nouns in pair.rules.nouns.values() for word in nouns.sides}
    return bool((groups[0] or groups[1]) & sides)


def _same_source(pair: Pair) -> bool:
    """Both texts quote one source, by name."""
    a, b = _qualifier(pair.a, "source"), _qualifier(pair.b, "source")
    return a is not None and a == b


def _day(claim: Claim) -> str:
    """The day on which the article of `claim` was published."""
    day = claim.published
    return (
        "an unknown day" if day is None else show(DateValue(edtf=day.isoformat(), earliest=day, latest=day))
    )


def _qualifier(claim: Claim, key: str) -> str | None:
    return next((v for k, v in claim.qualifiers if k == key), None)


def _interval(claim: Claim) -> tuple[dt.date, dt.date] | None:
    text = _qualifier(claim, "time")
    if text is None:
        return None
    first, last = text.split("/")
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


def _shown(interval: tuple[dt.date, dt.date]) -> str:
    return show(
        DateValue(edtf="/".join(d.isoformat() for d in interval), earliest=interval[0], latest=interval[1])
    )


def _names(values: set[str]) -> str:
    return ", ".join(sorted(v.split(":", 1)[-1].replace("-", " ") for v in values))


def _part_is_smaller(pair: Pair, a_scope: set[str]) -> bool:
    part, whole = (pair.a, pair.b) if a_scope else (pair.b, pair.a)
    if not isinstance(part.value, QuantityValue) or not isinstance(whole.value, QuantityValue):
        return False
    return whole.value.high is None or part.value.low < whole.value.high
