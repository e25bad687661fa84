"""Dates with two ends ("9 to 17 May 2023", "between 1998 and 2022"), and two dates that share a month."""

from __future__ import annotations

from dataclasses import replace

from discrepant.model import DateValue
from discrepant.values import date
from discrepant.values.timex_context import Context, Timex
from discrepant.values.timex_rules import (
    YEAR_SAID,
    Found,
    Rule,
    date_timex,
    make_day,
    month_of,
    numeric_days,
    year_said,
)


def _start(found: Found) -> int:
    """Where the expression starts: "between" belongs to it, "from" does not."""
    first = found.match.start() + (found.word("p") == "from")
    return found.tokens[first].start


def _is_list(found: Found) -> bool:
    """12 and 14 March: two days, unless "between" makes them ends."""
    return found.word("r") in ("and", "or") and found.word("p") != "between"


def _from_to(found: Found, a: DateValue | None, b: DateValue | None) -> list[Timex] | None:
    """The interval from `a` to `b`, or, where the words only list the two, both."""
    if a is None or b is None:
        return None
    inferred = a.inferred or b.inferred
    if _is_list(found):
        mid = found.match.start("r")
        first = date_timex(found, a, end=found.tokens[mid - 1].end, start=_start(found))
        second = date_timex(found, b, start=found.tokens[mid + 1].start)
        return [*(first or []), *(second or [])]
    if a.earliest is None or b.latest is None:
        return None  # no year told: the days alone do not make an interval
    if b.latest < a.earliest or (
        b.earliest and a.latest and b.earliest <= a.earliest and b.latest <= a.latest
    ):
        return None
    return date_timex(found, replace(date.span(a, b), inferred=inferred), start=_start(found))


def _days_of_one_month(found: Found, context: Context) -> list[Timex] | None:
    m, d1, d2 = month_of(found.token("m")), found.number("d"), found.number("z")
    y, anchor, said = year_said(found, context)
    if d1 is None or d2 is None or d1 == d2 or (d2 < d1 and not _is_list(found)):
        return None
    if y is not None:
        a, b = make_day(y, m, d1), make_day(y, m, d2)
    elif said:
        return None
    else:
        b = context.month_day(m, d2, found.start, found.end)
        a = make_day(b.earliest.year, m, d1) if b and b.earliest else date.any_year(m, d1)
    if a and b and (anchor or y is None):
        a, b = replace(a, inferred=True), replace(b, inferred=True)
    return _from_to(found, a, b)


def _two_dates(found: Found, context: Context) -> list[Timex] | None:
    """28 April to 3 May 2023; March to May 2022; June 2021 and July 2022."""
    m1, m2 = month_of(found.token("m")), month_of(found.token("n"))
    d1, d2 = found.number("d"), found.number("z")
    y1 = found.number("x")
    y2, anchor, said = year_said(found, context)
    if y2 is not None:
        b = make_day(y2, m2, d2)
    elif said:
        return None
    else:
        b = make_day(y1, m2, d2) if y1 else context.month_day(m2, d2, found.start, found.end)
    if b is None:
        return None
    if y1 is None and b.earliest is None:
        a: DateValue | None = date.any_year(m1, d1)
    else:
        y = y1 or (b.earliest.year if b.earliest else 0)
        a = make_day(y - (y1 is None and m1 > m2 and not _is_list(found)), m1, d1)
    if a and (anchor or b.inferred or (y1 is None and y2 is None)):
        a, b = replace(a, inferred=True), replace(b, inferred=True)
    return _from_to(found, a, b)


def _years(found: Found, context: Context) -> list[Timex] | None:
    y1, y2 = found.number("x"), found.number("y")
    if y1 is None or y2 is None or not (y1 < y2 <= y1 + 300 and y1 >= 1500 and y2 <= 2150) or _is_list(found):
        return None
    previous, second = context.before(found.start, 2)
    if (
        previous in ("+", "/")
        or previous.isdigit()
        or (previous == "-" and second.isdigit())
        or context.after(found.end)[0] == "-"
    ):
        return None  # a telephone number
    return date_timex(found, date.span(date.year(y1), date.year(y2)), start=_start(found))


def _split_years(found: Found, context: Context) -> list[Timex] | None:
    """2019-20, 2023/24: the season, school or financial year over two calendar years."""
    y, z = found.number("x"), found.number("z")
    token = found.token("z")
    if y is None or z is None or token is None or len(token.text) != 2 or not 1900 <= y < 2150:
        return None
    if z <= y % 100 and z != (y + 1) % 100:
        return None
    if context.before(found.start)[0] in ("+", "/", "-") or context.after(found.end)[0] in ("-", "/"):
        return None
    last = y - y % 100 + z + (100 if z <= y % 100 else 0)
    return date_timex(found, date.span(date.year(y), date.year(last)))


def _numeric_range(found: Found, context: Context) -> list[Timex] | None:
    ends = [found.token("d"), found.token("z")]
    days = [numeric_days(token.text, context.day_first) for token in ends if token]
    if any(len(options) != 1 for options in days):
        return None
    return _from_to(found, date.day(days[0][0]), date.day(days[1][0]))


_W = "(WEEKDAYX COMMA?)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "days-month",
        f"(p=PREP)? the? {_W} d=DAY r=RANGE the? {_W} z=DAY of? m=MONTH (DOT? COMMA? y=YEAR | {YEAR_SAID})?",
        _days_of_one_month,
    ),
    Rule(
        "month-days",
        f"(p=PREP)? {_W} m=MONTH DOT? d=DAY r=RANGE the? {_W} z=DAY (COMMA? y=YEAR | {YEAR_SAID})?",
        _days_of_one_month,
    ),
    Rule(
        "day-month-to-day-month",
        f"(p=PREP)? {_W} d=DAY of? m=MONTH DOT? (COMMA? x=YEAR)? r=RANGE the? {_W} z=DAY of? n=MONTH"
        f" (DOT? COMMA? y=YEAR | {YEAR_SAID})?",
        _two_dates,
    ),
    Rule(
        "month-day-to-month-day",
        f"(p=PREP)? {_W} m=MONTH DOT? d=DAY (COMMA? x=YEAR COMMA?)? r=RANGE {_W} n=MONTH DOT? z=DAY"
        f" (COMMA? y=YEAR | {YEAR_SAID})?",
        _two_dates,
    ),
    Rule(
        "month-to-month",
        f"(p=PREP)? m=MONTH DOT? (COMMA? x=YEAR)? r=RANGE n=MONTH DOT? (COMMA? y=YEAR | {YEAR_SAID})",
        _two_dates,
    ),
    Rule("months", "p=between m=MONTH DOT? r=and n=MONTH", _two_dates),
    Rule("years", "(p=PREP)? x=YEAR r=RANGE y=YEAR", _years),
    Rule("split-years", "the? x=YEAR (DASH | SLASH) z=NUM", _split_years),
    Rule("numeric-range", "(p=PREP)? d=NDATE r=RANGE z=NDATE", _numeric_range),
)
