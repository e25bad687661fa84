"""Dates at a distance from another: "31 years ago", "six days later", "a year to the day after ..."."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from discrepant.model import DateValue, DurationValue
from discrepant.values import date, duration, timex_words
from discrepant.values.date_words import ANY_YEAR, grain
from discrepant.values.timex_context import Anchor, Context, Timex
from discrepant.values.timex_lengths import LENGTH, Length, bound_before, duration_timex, is_age, length_of
from discrepant.values.timex_rules import Found, Rule, date_timex

_STOPS = ("", ".", ",", ";", ":", ")", "!", "?", '"', "”", "—", "–", "\n", "and", "but", "in", "at", "on")


_SENTENCE = 400  # code points: more than that are two sentences
_ENDS = re.compile(r"[\n?!]|\. ")


def moved(value: DateValue, length: Length, sign: int, *, exact: bool = False) -> DateValue | None:
    """`value` moved by a length, no more precise than the words: days stay days, years become years.

    "A week ago" is a day; two weeks and more have two days of slack. `exact` is for "to the day".
    """
    if length.count is None or value.earliest is None or value.latest is None:
        return None
    unit, count = {"fortnight": ("week", 2.0)}.get(length.unit, (length.unit, 1.0))
    count *= length.count
    if unit in ("hour", "minute"):
        return None
    if unit in ("decade", "century"):
        unit, count = "year", count * (10 if unit == "decade" else 100)
        return _about_years(value, count, sign)
    if count != int(count):
        unit, count = ("month", 12 * count) if unit == "year" else (unit, count)
        if count != int(count):
            return None
    ends = [date.step(end, sign * int(count), unit) for end in (value.earliest, value.latest)]
    if ends[0] is None or ends[1] is None:
        return None
    a, b = ends[0], ends[1]
    if exact or unit == "day" or (unit == "week" and count == 1):
        return date.interval(a, b)
    if unit == "week":
        two = dt.timedelta(2)
        return (
            replace(date.interval(a - two, b + two), approximate=True)
            if (b - a).days < 7
            else date.interval(a, b)
        )
    if unit == "month":
        if grain(value) not in ("day", "month") and (b - a).days > 31:
            return None
        return date.month(a.year, a.month) if (a.year, a.month) == (b.year, b.month) else date.interval(a, b)
    return date.year(a.year) if a.year == b.year else date.span(date.year(a.year), date.year(b.year))


def _about_years(value: DateValue, count: float, sign: int) -> DateValue | None:
    assert value.earliest is not None
    y = value.earliest.year + sign * int(count)
    return date.about(date.year(y)) if 1 < y < 9998 else None


def _ago(found: Found, context: Context) -> list[Timex] | None:
    """31 years ago, a week ago today, two years ago yesterday, more than a decade ago."""
    bound, start = bound_before(found.start, context)
    length = length_of(found)
    if length is None or context.published is None:
        return [Timex(start=start, end=found.end, type="DATE", rule=found.rule)]
    if (from_day := found.word("d")) and length.count is not None:
        on = context.published + dt.timedelta({"yesterday": -1, "tomorrow": 1}.get(from_day, 0))
        value = moved(date.day(on), length, -1, exact=True)
        if value is not None:
            return date_timex(found, replace(value, inferred=True), anchor="published", start=start)
    return _counted_back(found, length, bound, start, context.published, "published")


def _counted_back(
    found: Found, length: Length, bound: str | None, start: int, today: dt.date, anchor: Anchor
) -> list[Timex]:
    value = _vague_ago(length, today) if length.count is None else moved(date.day(today), length, -1)
    if value is not None and length.unit == "year" and length.count == 1:
        # "A year ago" is nearer than "two years ago": people say it of the same time of year.
        on = date.step(today, -1, "year")
        value = date.month(on.year, on.month) if on else value
    if value is not None and bound is not None and length.count is not None:
        value = _bounded(value, bound, length, today)
    if value is None:
        return [Timex(start=start, end=found.end, type="DATE", rule=found.rule)]
    value = replace(value, inferred=True)
    return date_timex(found, value, anchor=anchor, start=start) or []


def _vague_ago(length: Length, today: dt.date) -> DateValue | None:
    try:
        far = today - dt.timedelta(length.value.high or 0)
        return replace(date.interval(far, today - dt.timedelta(length.value.low)), approximate=True)
    except (OverflowError, ValueError):
        return None


def _bounded(value: DateValue, bound: str, length: Length, today: dt.date) -> DateValue:
    """More than, nearly, about so long ago."""
    if value.earliest is None or value.latest is None:
        return value
    slack = dt.timedelta(max(1, (today - value.earliest).days // 7))
    if bound in ("about", "barely"):
        return date.about(value)
    if bound in ("over", "little over", "at least"):
        return replace(date.interval(value.earliest - slack, value.latest), approximate=True)
    latest = min(value.latest + slack, today)
    return replace(date.interval(min(value.earliest, latest), latest), approximate=True)


def _later(found: Found, context: Context) -> list[Timex] | None:
    """six days later, two years earlier, a week before (with nothing after it)."""
    bound, start = bound_before(found.start, context)
    length = length_of(found)
    if length is None:
        return None
    word = found.word("k")
    sign = -1 if word in ("earlier", "before", "previously", "prior") else 1
    if word in ("before", "after", "prior") and context.after(found.end)[0].lower() not in _STOPS:
        return _around_event(found, context, length, bound, start, sign)
    return _from_text(found, context, length, start, sign)


def _from_text(
    found: Found,
    context: Context,
    length: Length,
    start: int,
    sign: int,
    *,
    exact: bool = False,
) -> list[Timex]:
    last = context.last(found.start)
    same_sentence = last is not None and _same_sentence(last.end, found.start, context)
    tense = context.tense_of(found.start, found.end)
    planned = sign > 0 and not same_sentence and tense in ("future", "present")
    if last is None or planned or not isinstance(last.value, DateValue):
        # "The exit will take effect six months later": a term that runs from an event, not from a date.
        bound, _ = bound_before(found.start, context)
        length = length_of(found, bound) or length
        return [duration_timex(found, length, start, _length_end(found), bound)]
    value = moved(last.value, length, sign, exact=exact)
    if value is None:
        return [duration_timex(found, length, start, found.end)]
    value = replace(value, inferred=True)
    return date_timex(found, value, anchor="text", start=start, anchor_span=(last.start, last.end)) or []


def _same_sentence(a: int, b: int, context: Context) -> bool:
    """Whether no sentence ends between two places."""
    return b - a < _SENTENCE and _ENDS.search(context.text, a, b) is None


def _around_event(
    found: Found,
    context: Context,
    length: Length,
    bound: str | None,
    start: int,
    sign: int,
    *,
    exact: bool = False,
) -> list[Timex]:
    """ "25 October, two days before it lapsed" dates the lapse, as "It comes a year after" what follows."""
    last = next((t for t in reversed(context.dates[-3:]) if not t.role), None)
    short = exact or length.unit in ("day", "week")
    comes = any(
        word in ("come", "comes", "came", "coming", "follows", "follow") for word in context.before(start, 2)
    )
    beside = last is not None and context.text[last.end : start].strip() in ("", ",", "(", "—", "–", "-")
    near = short and last is not None and _same_sentence(last.end, found.start, context)
    anchor = last if (beside and short) or near else context.last(found.start) if comes else None
    if anchor is not None and isinstance(anchor.value, DateValue) and _is_clause(found.end, context):
        value = moved(anchor.value, length, -sign, exact=exact or length.unit in ("day", "week"))
        if value is not None:
            value = replace(value, inferred=True)
            span = (anchor.start, anchor.end)
            return date_timex(found, value, anchor="event", start=start, anchor_span=span) or []
    length = length_of(found, bound) or length
    timex = duration_timex(found, length, start, _length_end(found), bound)
    return [replace(timex, anchor="event")]


def _length_end(found: Found) -> int:
    """Where the length itself ends, without "later" or "after"."""
    at = found.match.start("k")
    return found.tokens[at - 1].end if at > found.match.start() else found.end


def _is_clause(end: int, context: Context) -> bool:
    """Whether an event with its own verb follows: only that can be dated, a noun has no place for a claim."""
    for word in context.after(end, 14):
        if word in (",", ".", ";", "", ":", "?", "!") or word.isdigit():
            return False
        if word.lower() in timex_words.PAST or (len(word) > 4 and word.endswith("ed")):
            return True
    return False


def _to_the_day(found: Found, context: Context) -> list[Timex] | None:
    length = length_of(found)
    if length is None:
        return None
    word = found.word("k")
    sign = -1 if word in ("earlier", "before") else 1
    if word in ("before", "after") and context.after(found.end)[0].lower() not in _STOPS:
        return _around_event(found, context, length, None, found.start, sign, exact=True)
    return _from_text(found, context, length, found.start, sign, exact=True)


def _day_beside(found: Found, context: Context) -> list[Timex] | None:
    """the day before, the year after: of the last date in the text, unless an event follows."""
    following = context.after(found.end)[0].lower()
    if following not in _STOPS or following in ("in", "at", "on"):
        return None
    length = length_of(found)
    if length is None:
        return None
    sign = -1 if found.word("k") in ("before", "earlier") else 1
    timexes = _from_text(found, context, length, found.start, sign)
    return timexes if timexes[0].type == "DATE" else None


def _years_since(found: Found, context: Context) -> list[Timex] | None:
    """ "This year marks three years since the exit" dates the exit."""
    bound, start = bound_before(found.start, context)
    length = length_of(found, bound)
    if length is None:
        return None
    marking = any(word in ("mark", "marks", "marked", "marking") for word in context.before(start, 2))
    plain = context.before(start)[0] in ("is", "been", "'s")
    if (marking or plain) and context.published is not None and length.unit in ("year", "decade"):
        return _counted_back(found, length, bound, start, context.published, "published")
    return [duration_timex(found, length, start, found.tokens[found.match.end() - 2].end, bound)]


def _from_now(found: Found, context: Context) -> list[Timex] | None:
    """in two weeks' time, three months from now."""
    length = length_of(found)
    if length is None:
        return None
    value = moved(date.day(context.published), length, 1) if context.published else None
    if value is None:
        return [Timex(start=found.start, end=found.end, type="DATE", rule=found.rule)]
    return date_timex(found, replace(value, inferred=True), anchor="published")


def _long_ago(found: Found, context: Context) -> list[Timex] | None:
    """years ago, months later: no number, no value."""
    return [Timex(start=found.start, end=found.end, type="DATE", rule=found.rule)]


def _notice(found: Found, context: Context) -> list[Timex] | None:
    """a year's notice, six months' notice."""
    bound, start = bound_before(found.start, context)
    length = length_of(found, bound)
    if length is None or is_age(found.end, found.start, context):
        return None
    return [duration_timex(found, length, start, found.end, bound)]


RULES: tuple[Rule, ...] = (
    Rule("ago", f"{LENGTH} ago d=DEICTIC?", _ago),
    Rule("later", f"{LENGTH} k=LATER", _later),
    Rule("to-the-day", f"{LENGTH} to the day k=LATER", _to_the_day),
    Rule("day-beside", "the u=UNIT k=AROUND", _day_beside),
    Rule("years-since", f"{LENGTH} since", _years_since),
    Rule("from-now", f"{LENGTH} (from now | from today | (POSS | QUOTE) time)", _from_now),
    Rule("notice", f"{LENGTH} (POSS | QUOTE) notice", _notice),
    Rule("long-ago", "(many | some)? UNITS (ago | k=LATER)", _long_ago),
)


def from_date(length: Timex, anchor: Timex, sign: int) -> Timex | None:
    """ "two days after Christmas": the length and the date it is counted from, as one DATE."""
    if not isinstance(length.value, DurationValue) or not isinstance(anchor.value, DateValue):
        return None
    counts = duration.parts(length.value)
    if len(counts) != 1 or length.value.approximate or counts[0][1] not in ("day", "week"):
        return None  # "twelve months after 3 May" stays a term and a date: treaties are made of terms
    count, unit = counts[0]
    value = _any_year_moved(anchor.value, int(count) * sign, unit)
    value = value or moved(anchor.value, Length(count, unit, length.value), sign)
    if value is None:
        return None
    return Timex(
        start=length.start,
        end=anchor.end,
        type="DATE",
        value=replace(value, inferred=True),
        anchor="text",
        anchor_span=(anchor.start, anchor.end),
        rule="length-from-date",
    )


def _any_year_moved(value: DateValue, count: int, unit: str) -> DateValue | None:
    """Two days after Christmas, of a year that is not told."""
    told = ANY_YEAR.fullmatch(value.edtf)
    if told is None or told[2] is None or unit not in ("day", "week") or told.group() == "XXXX-02-29":
        return None
    on = date.step(dt.date(2001, int(told[1]), int(told[2])), count, unit)
    # Across the end of February the day depends on the year.
    return date.any_year(on.month, on.day) if on and (on.month > 2) == (int(told[1]) > 2) else None
