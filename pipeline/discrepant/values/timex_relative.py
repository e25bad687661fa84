"""Dates counted from another: from publication ("yesterday", "last Friday"), or from a date of the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from discrepant.model import DateValue
from discrepant.values import date, timex_words
from discrepant.values.date_words import ANY_YEAR
from discrepant.values.timex_context import Context, Timex
from discrepant.values.timex_lengths import LENGTH, length_of
from discrepant.values.timex_rules import (
    YEAR_SAID,
    Found,
    Rule,
    date_timex,
    make_day,
    month_of,
    weekday_of,
    year_said,
)

_WEEK = dt.timedelta(7)


def period(unit: str, on: dt.date) -> DateValue | None:
    """The day, week (Monday to Sunday), month, year, decade or century that `on` falls in."""
    if unit == "day":
        return date.day(on)
    if unit in ("week", "weekend"):
        monday = on - dt.timedelta(on.weekday())
        sunday = monday + dt.timedelta(6)
        return date.interval(sunday - dt.timedelta(1) if unit == "weekend" else monday, sunday)
    if unit == "month":
        return date.month(on.year, on.month)
    if unit == "year":
        return date.year(on.year)
    if unit == "decade":
        return date.decade(on.year // 10 * 10)
    return date.century(on.year // 100 + 1) if unit == "century" else None


def neighbour(unit: str, on: dt.date, steps: int) -> DateValue | None:
    """The period `steps` after (before, where negative) the one that `on` falls in."""
    count, base = {"weekend": (1, "week"), "decade": (10, "year"), "century": (100, "year")}.get(
        unit, (1, unit)
    )
    moved = date.step(on.replace(day=1) if base in ("month", "year") else on, count * steps, base)
    return period(unit, moved) if moved else None


def _anchored(found: Found, value: DateValue | None, to: Timex | None, edge: str = "") -> list[Timex] | None:
    """A DATE counted from publication, or from `to` where that is given."""
    if value is None:
        return None
    value = replace(value, inferred=True)
    if to is None:
        return date_timex(found, value, edge=edge, anchor="published")
    return date_timex(found, value, edge=edge, anchor="text", anchor_span=(to.start, to.end))


def _day(found: Found, context: Context) -> list[Timex] | None:
    """today, yesterday, tomorrow evening, the day before yesterday, last night, as of midnight."""
    steps = {
        "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "midnight": 0,
    }[found.word("d")] + {"before": -1, "after": 1}.get(found.word("k"), 0)  # fmt: skip
    if context.published is None:
        return [Timex(start=found.start, end=found.end, type="DATE", rule=found.rule)]
    start = found.token("d").start if found.word("d") == "midnight" else found.start  # type: ignore[union-attr]
    value = replace(date.day(context.published + dt.timedelta(steps)), inferred=True)
    return date_timex(found, value, anchor="published", start=start)


def _part_of_day(found: Found, context: Context) -> list[Timex] | None:
    """this morning, that evening, last night, the next morning."""
    relative, part = found.word("r"), found.word("k")
    to, steps = timex_words.RELATIVES[relative]
    if to == "text" or found.word("t"):
        return _of_text(found, context, "day", steps)
    if part != "night" and relative != "this":
        return None
    on = context.published + dt.timedelta(steps) if context.published else None
    return _anchored(found, date.day(on), None) if on else _unknown(found)


def _midnight(found: Found, context: Context) -> list[Timex] | None:
    """at midnight, midnight tonight: the midnight between two days belongs to both."""
    steps = {"tomorrow": 1, "yesterday": -1}.get(found.word("d"), 0)
    tense = context.tense_of(found.start, found.end)
    if context.published is None or (not found.word("d") and tense not in ("past", "future")):
        return [Timex(start=found.start, end=found.end, type="TIME", rule=found.rule)]
    on = context.published + dt.timedelta(steps)
    night = found.word("d") or tense == "future"
    value = date.interval(on, on + dt.timedelta(1)) if night else date.day(on)
    start = found.token("n").start  # type: ignore[union-attr]
    return date_timex(found, replace(value, inferred=True), anchor="published", start=start)


def _edge_day(found: Found, context: Context) -> list[Timex] | None:
    """the first day of 2002, the last day of March 2020"""
    y, anchor, _ = year_said(found, context)
    m = found.token("m")
    number = timex_words.ORDINALS.get(found.word("k"))
    if y is None or (number is not None and number > 1):
        return None
    whole = date.month(y, month_of(m)) if m else date.year(y)
    end = whole.earliest if number else whole.latest
    return (
        date_timex(found, replace(date.day(end), inferred=anchor is not None), anchor=anchor) if end else None
    )


def _day_of_month(found: Found, context: Context) -> list[Timex] | None:
    """on the fourteenth, the 18th of that month"""
    d = found.number("d") or timex_words.ORDINALS.get(found.word("o"))
    relative = found.word("r")
    following = context.after(found.end)[0]
    if d is None or (not relative and (d < 4 or context.before(found.start)[0] not in ("on", "by"))):
        return None
    if not relative and following.isalpha() and following.lower() not in _AFTER_DAY:
        return None  # "on the fourth floor"
    to, steps = timex_words.RELATIVES[relative] if relative else ("published", 0)
    nearest = next((t.value for t in reversed(context.dates[-3:]) if isinstance(t.value, DateValue)), None)
    if to == "text" and steps == 0 and nearest and (told := ANY_YEAR.match(nearest.edtf)):
        return date_timex(found, date.any_year(int(told[1]), d), anchor="text")
    last = context.last(found.start, pointed_at=True) if to == "text" else None
    base = last.value.earliest if last and isinstance(last.value, DateValue) else None
    on = base if to == "text" else context.published
    if on is None:
        return _unknown(found)
    months = [neighbour("month", on, steps + i) for i in ((0,) if relative else (-1, 0, 1))]
    days = [
        day for m in months if m and m.earliest and (day := make_day(m.earliest.year, m.earliest.month, d))
    ]
    if not days:
        return _unknown(found)
    value = days[0] if relative else context.nearest(days, context.tense_of(found.start, found.end))
    return _anchored(found, value, last)


_AFTER_DAY = frozenset(
    {"and", "but", "when", "after", "before", "he", "she", "they", "it", "we", "that", "the", "in"}
)


def _unknown(found: Found) -> list[Timex]:
    """An expression of time whose anchor is not known: left open, and nothing inside it is read again."""
    return [Timex(start=found.start, end=found.end, type="DATE", rule=found.rule)]


def _relative_period(found: Found, context: Context) -> list[Timex] | None:
    """this week, late last year, the following month, that year, the end of the year."""
    unit = "weekend" if found.word("b") else timex_words.UNITS[found.word("u")]
    relative, edge = found.word("r"), found.word("e")
    if unit in ("hour", "minute", "fortnight"):
        return None
    if not relative:
        to, steps = "published", 0
    else:
        to, steps = timex_words.RELATIVES[relative]
    if found.word("t") and relative in ("last", "past"):
        return None  # "over the last year" is a length of time
    if found.word("t") and relative == "next":
        to = "text"
    if unit == "day" and relative in ("this", "last", "past", "coming"):
        return None
    if to == "text":
        return _of_text(found, context, unit, steps, edge)
    if context.published is None:
        return _unknown(found)
    if unit == "weekend" and relative == "this" and context.published.weekday() < 2:
        # On a Monday "this weekend" is the one just over, unless it is still to come.
        steps = 0 if context.tense_of(found.start, found.end) == "future" else -1
    value = neighbour(unit, context.published, steps)
    if value and found.word("k") and value.earliest and value.latest:
        ends = (
            (value.earliest, context.published)
            if found.word("k") == "earlier"
            else (context.published, value.latest)
        )
        value = date.interval(*ends)
    return _anchored(found, value, None, edge)


def _of_text(found: Found, context: Context, unit: str, steps: int, edge: str = "") -> list[Timex] | None:
    """The period that the last date of the text falls in, or one beside it."""
    last = context.last(found.start, pointed_at=True)
    if last is None or not isinstance(last.value, DateValue) or last.value.earliest is None:
        return _unknown(found)
    if context.before(found.start, 2) == ["of", "day"]:
        return _unknown(found)  # "the first day of the following month": a rule, not a date
    own = period(unit, last.value.earliest)
    if own is None or not date.within(last.value, own):
        return _unknown(found)
    return _anchored(found, neighbour(unit, last.value.earliest, steps), last, edge)


def _weekend(found: Found, context: Context) -> list[Timex] | None:
    if context.published is None:
        return _unknown(found)
    if not found.word("t") and context.before(found.start)[0] not in ("at", "over", "this"):
        return None
    value = period("weekend", context.published)
    if value and value.earliest and value.earliest > context.published:
        ahead = context.tense_of(found.start, found.end) == "future"
        value = value if ahead else neighbour("weekend", context.published, -1)
    return _anchored(found, value, None)


def _weekday(found: Found, context: Context) -> list[Timex] | None:
    """Monday, on Wednesday evening."""
    number = weekday_of(found.token("w"))
    assert number is not None
    if context.before(found.start)[0] in ("a", "one", "any", "some", "every", "each"):
        return [Timex(start=found.start, end=found.end, type="SET", rule=found.rule)]
    if _in_a_name(found, context):
        return []
    value = context.weekday(number, found.start, found.end)
    return date_timex(found, value, anchor="published" if value.inferred else None)


def _in_a_name(found: Found, context: Context) -> bool:
    """Bloody Sunday, the Vilnius Saturday Weekly."""
    tokens = context.tokens_before(found.start, 1)
    previous = tokens[0].lower if tokens else ""
    capital = previous.isalpha() and tokens[0].text[0].isupper()
    if previous in ("black", "bloody", "good", "palm", "easter", "ash", "holy", "maundy", "super"):
        return capital
    return (
        capital
        and previous not in ("on", "by", "since", "until", "from")
        and context.after(found.end)[0][:1].isupper()
    )


def _weekday_ago(found: Found, context: Context) -> list[Timex] | None:
    """Friday a week ago: the Friday before the last one."""
    number = weekday_of(found.token("w"))
    length = length_of(found)
    if number is None or length is None or length.unit != "week" or length.count is None:
        return None
    if context.published is None:
        return date_timex(found, date.on_weekday(number))
    back = (context.published.weekday() - number) % 7 + 7 * int(length.count)
    return _anchored(found, date.day(context.published - dt.timedelta(back)), None)


def _weekday_of_week(found: Found, context: Context) -> list[Timex] | None:
    """Friday last week, Monday of next week."""
    number = weekday_of(found.token("w"))
    assert number is not None
    to, steps = timex_words.RELATIVES[found.word("r")]
    if to != "published" or context.published is None:
        return date_timex(found, date.on_weekday(number))
    monday = context.published - dt.timedelta(context.published.weekday()) + steps * _WEEK
    return _anchored(found, date.day(monday + dt.timedelta(number)), None)


def _relative_weekday(found: Found, context: Context) -> list[Timex] | None:
    """last Friday, next Monday, this Thursday, the following Tuesday."""
    number = weekday_of(found.token("w"))
    assert number is not None
    relative = found.word("r")
    to, steps = timex_words.RELATIVES[relative]
    last = context.last(found.start) if to == "text" else None
    if to == "text":
        on = last.value.latest if last and isinstance(last.value, DateValue) else None
        if on is None or last is None or last.value.earliest != on:  # type: ignore[union-attr]
            return date_timex(found, date.on_weekday(number))
        ahead = (number - on.weekday()) % 7
        days = {1: ahead or 7, -1: ahead - 7, 0: ahead}[steps]
        return _anchored(found, date.day(on + dt.timedelta(days)), last)
    if context.published is None:
        return date_timex(found, date.on_weekday(number))
    today = context.published
    ahead = (number - today.weekday()) % 7
    if steps < 0:
        return _anchored(found, date.day(today + dt.timedelta(ahead - 7)), None)
    if relative == "this":
        back = ahead - 7 if ahead > 3 and context.tense_of(found.start, found.end) != "future" else ahead
        return _anchored(found, date.day(today + dt.timedelta(back)), None)
    first = today + dt.timedelta(ahead or 7)
    # "next Friday" is the coming one to some and that of next week to others.
    of_next_week = today - dt.timedelta(today.weekday()) + _WEEK + dt.timedelta(number)
    options = [first] if relative == "coming" else [first, of_next_week]
    return _anchored(found, date.one_of(*options), None)


def _relative_month(found: Found, context: Context) -> list[Timex] | None:
    """last November, next March, the following March."""
    m = month_of(found.token("m"))
    relative = found.word("r")
    to, steps = timex_words.RELATIVES[relative]
    last = context.last(found.start) if to == "text" else None
    if to == "text":
        on = last.value.latest if last and isinstance(last.value, DateValue) else None
    else:
        on = context.published
    if on is None:
        return date_timex(found, date.any_year(m))
    if relative == "this":
        y = on.year
    elif steps > 0:
        y = on.year + (m <= on.month)
    elif steps < 0:
        y = on.year - (m >= on.month)
    else:
        y = on.year
    return _anchored(found, date.month(y, m), last, found.word("e"))


def _relative_season(found: Found, context: Context) -> list[Timex] | None:
    """this spring, last autumn, the following winter."""
    code = timex_words.SEASONS[found.word("n")]
    to, steps = timex_words.RELATIVES[found.word("r")]
    last = context.last(found.start) if to == "text" else None
    if to == "text":
        on = last.value.latest if last and isinstance(last.value, DateValue) else None
    else:
        on = context.published
    if on is None:
        return _unknown(found)
    near = [date.season(on.year + i, code) for i in (-2, -1, 0, 1, 2)]
    if steps < 0:
        near = [v for v in near if v.latest and v.latest < on]
        value = near[-1] if near else None
    elif steps > 0:
        near = [v for v in near if v.earliest and v.earliest > on]
        value = near[0] if near else None
    else:
        holding = [v for v in near if v.earliest and v.latest and v.earliest <= on <= v.latest]
        value = holding[0] if holding else date.season(on.year, code)
    return _anchored(found, value, last, found.word("e"))


def _bare_season(found: Found, context: Context) -> list[Timex] | None:
    """in the spring, by autumn: the nearest that suits the tense."""
    previous = context.before(found.start)[0]
    if previous not in ("in", "since", "during", "by", "until", "before", "after", "of"):
        return None
    value = context.season(timex_words.SEASONS[found.word("n")], found.start, found.end)
    return date_timex(found, value, edge=found.word("e"), anchor="published")


_EDGE = "(the? e=EDGE (DASH | of the? | in the?)?)?"

RULES: tuple[Rule, ...] = (
    Rule("day", "(the day k=AROUND)? d=DEICTIC PART?", _day),
    Rule("midnight", "(as of | since | from) d=midnight", _day),
    Rule("at-midnight", "at n=midnight d=DEICTIC?", _midnight),
    Rule("midnight-of", "n=midnight d=DEICTIC", _midnight),
    Rule("edge-day", f"the (k=ORD | k2=last) day of m=MONTH? (y=YEAR | {YEAR_SAID})", _edge_day),
    Rule("day-of-month", "the (d=ORDDAY | o=ORD) (of r=REL SAME? month)?", _day_of_month),
    Rule("weekday-ago", f"w=WEEKDAY COMMA? {LENGTH} ago", _weekday_ago),
    Rule("ago-weekday", f"{LENGTH} ago (on | COMMA)? w=WEEKDAY", _weekday_ago),
    Rule("part-of-day", "t=the? r=REL k=PART", _part_of_day),
    Rule("period", f"{_EDGE} (k=ERLATER)? t=the? r=REL SAME? (u=UNIT | b=weekend)", _relative_period),
    Rule("the-period", "the? e=EDGE of the u=UNIT", _relative_period),
    Rule("weekend", "t=the? weekend", _weekend),
    Rule("weekday", "w=WEEKDAY PART?", _weekday),
    Rule("weekday-of-week", "w=WEEKDAY (of | in)? r=REL week", _weekday_of_week),
    Rule("relative-weekday", "the? r=REL w=WEEKDAY PART?", _relative_weekday),
    Rule("relative-month", f"{_EDGE} the? r=REL (e2=EDGE DASH?)? m=MONTH", _relative_month),
    Rule("relative-season", f"{_EDGE} the? r=REL n=SEASON", _relative_season),
    Rule("bare-season", f"{_EDGE} the? n=SEASON", _bare_season),
)
