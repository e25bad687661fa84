"""Dates as sets of days: build, compare, show, shift.

A value is the interval from `earliest` to `latest` (both days included), narrowed by what else is known: a
weekday, the month and day of an unknown year (EDTF "XXXX-10-25"), or a choice between single days
(EDTF "[2025-03-06,2025-06-03]"). Comparing two dates is comparing two sets of days.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from discrepant.model import Comparison, DateValue, DurationValue
from discrepant.values import clock, duration
from discrepant.values.date_words import ANY_YEAR, grain, words

Edge: TypeAlias = Literal["early", "mid", "late", "start", "end"]

# First month and day, last month and day. Wide enough for the calendar, the almanac and everyday speech.
_SEASON_BOUNDS = {
    21: ((3, 1), (6, 20)),
    22: ((6, 1), (9, 22)),
    23: ((9, 1), (12, 20)),
    24: ((12, 1), (3, 20)),
}
_ENUMERABLE = 4000  # days; a longer interval meets every weekday and every day of the year


# --- build -----------------------------------------------------------------------------------------------


def day(on: dt.date) -> DateValue:
    """One day."""
    return DateValue(edtf=on.isoformat(), earliest=on, latest=on)


def month(y: int, m: int) -> DateValue:
    """The month `m` (1 to 12) of the year `y`. Raises ValueError for a month or year that is none."""
    last = calendar.monthrange(y, m)[1]
    return DateValue(edtf=f"{y:04}-{m:02}", earliest=dt.date(y, m, 1), latest=dt.date(y, m, last))


def year(y: int) -> DateValue:
    """The year `y`, 1 to 9999."""
    return DateValue(edtf=f"{y:04}", earliest=dt.date(y, 1, 1), latest=dt.date(y, 12, 31))


def decade(first: int) -> DateValue:
    """The ten years that begin with `first`, a multiple of ten."""
    return DateValue(
        edtf=f"{first // 10:03}X", earliest=dt.date(first, 1, 1), latest=dt.date(first + 9, 12, 31)
    )


def century(number: int) -> DateValue:
    """The 20th century is 1900 to 1999, as newspapers count."""
    first = (number - 1) * 100
    last = dt.date(first + 99, 12, 31)
    return DateValue(edtf=f"{number - 1:02}XX", earliest=dt.date(max(first, 1), 1, 1), latest=last)


def season(y: int, code: int) -> DateValue:
    """Northern spring to winter, EDTF codes 21 to 24. A winter begins in December of `y`."""
    (m1, d1), (m2, d2) = _SEASON_BOUNDS[code]
    return DateValue(
        edtf=f"{y:04}-{code}", earliest=dt.date(y, m1, d1), latest=dt.date(y + (code == 24), m2, d2)
    )


def quarter(y: int, number: int) -> DateValue:
    """Quarter 1 to 4 of the year `y` (EDTF codes 33 to 36)."""
    end = month(y, 3 * number)
    return replace(end, edtf=f"{y:04}-{32 + number}", earliest=dt.date(y, 3 * number - 2, 1))


def half(y: int, number: int) -> DateValue:
    """First or second half of the year `y` (EDTF codes 40 and 41)."""
    end = month(y, 6 * number)
    return replace(end, edtf=f"{y:04}-{39 + number}", earliest=dt.date(y, 6 * number - 5, 1))


def interval(a: dt.date | None, b: dt.date | None, edtf: str | None = None) -> DateValue:
    """All days from `a` to `b`; None leaves that side open. Raises ValueError when `b` is before `a`."""
    if a is not None and b is not None:
        if b < a:
            raise ValueError(f"the interval would end on {b}, before it begins on {a}")
        if a == b and edtf is None:
            return day(a)
    if edtf is None:
        edtf = f"{a.isoformat() if a else '..'}/{b.isoformat() if b else '..'}"
    return DateValue(edtf=edtf, earliest=a, latest=b)


def span(a: DateValue, b: DateValue) -> DateValue:
    """From the first day of `a` to the last of `b`, in their own precision. ValueError if that is empty."""
    return interval(a.earliest, b.latest, f"{_written(a, first=True)}/{_written(b, first=False)}")


def one_of(*days: dt.date) -> DateValue:
    """One of several single days, which of them is not known."""
    known = sorted(set(days))
    if len(known) == 1:
        return day(known[0])
    edtf = "[" + ",".join(d.isoformat() for d in known) + "]"
    return DateValue(edtf=edtf, earliest=known[0], latest=known[-1])


def any_year(m: int, d: int | None = None) -> DateValue:
    """The month `m`, or the day `d` of it, of a year that is not known."""
    return DateValue(edtf=f"XXXX-{m:02}" + (f"-{d:02}" if d else ""), earliest=None, latest=None)


def on_weekday(number: int) -> DateValue:
    """Some Monday (0) to Sunday (6), which one is not known."""
    return DateValue(edtf="", earliest=None, latest=None, weekday=number)


def before(value: DateValue) -> DateValue:
    """The days before `value`, open towards the past."""
    last = value.earliest - dt.timedelta(1) if value.earliest else None
    return interval(None, last, f"../{_last_before(value, last)}")


def since(value: DateValue) -> DateValue:
    """`value` and the days after it, open towards the future."""
    return interval(value.earliest, None, f"{_written(value, first=True)}/..")


def until(value: DateValue) -> DateValue:
    """`value` and the days before it, open towards the past."""
    return interval(None, value.latest, f"../{_written(value, first=False)}")


def after(value: DateValue) -> DateValue:
    """The days after `value`, open towards the future."""
    return interval(value.latest + dt.timedelta(1) if value.latest else None, None)


def about(value: DateValue) -> DateValue:
    """`value` with the slack of "around": half its length, and at least two days, on either side."""
    if value.earliest is None or value.latest is None or value.edtf.startswith(("[", "..")):
        return replace(value, approximate=True)
    slack = dt.timedelta(max(2, ((value.latest - value.earliest).days + 1) // 2))
    edtf = "/".join(f"{end}~" for end in value.edtf.split("/"))
    return replace(
        value, edtf=edtf, earliest=value.earliest - slack, latest=value.latest + slack, approximate=True
    )


def part(value: DateValue, edge: Edge) -> DateValue:
    """The early, middle or late part of a month, year, decade or longer; `value` itself where it has none.

    Thirds: "late August" is 21 to 31 August, "mid-2024" May to August. The start and the end of a year are
    its first and last three months.
    """
    a, b = value.earliest, value.latest
    if a is None or b is None or (b - a).days < 6:
        return value
    if grain(value) == "month":
        first, last = {"early": (1, 10), "start": (1, 10), "mid": (11, 20)}.get(edge, (21, b.day))
        return interval(a.replace(day=first), a.replace(day=last))
    if grain(value) == "year":
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 3), "end": (10, 12)}[
            edge
        ]
        return span(month(a.year, first), month(a.year, last))
    if (b - a).days > 3000:
        years = b.year - a.year + 1
        low, high = {"early": (0, 0.4), "start": (0, 0.4), "mid": (0.4, 0.7)}.get(edge, (0.7, 1))
        return span(year(a.year + round(low * years)), year(a.year + round(high * years) - 1))
    third = dt.timedelta((b - a).days // 3)
    if edge == "mid":
        return interval(a + third, b - third)
    return interval(a, a + third) if edge in ("early", "start") else interval(b - third, b)


# --- look at ---------------------------------------------------------------------------------------------


def _written(value: DateValue, *, first: bool) -> str:
    """One end of the value in EDTF, no finer than the value itself."""
    if grain(value) != "other":
        return value.edtf
    end = value.earliest if first else value.latest
    return end.isoformat() if end else ".."


def _last_before(value: DateValue, last: dt.date | None) -> str:
    if last is None:
        return ".."
    return last.isoformat()[: {"year": 4, "month": 7}.get(grain(value), 10)]


def _days(value: DateValue) -> list[dt.date] | None:
    """Every day the value may be, or None when there are too many to list."""
    if value.edtf.startswith("["):
        return [dt.date.fromisoformat(text) for text in value.edtf.strip("[]").split(",")]
    if value.earliest is None or value.latest is None or (value.latest - value.earliest).days > _ENUMERABLE:
        return None
    days = (value.earliest + dt.timedelta(i) for i in range((value.latest - value.earliest).days + 1))
    return [d for d in days if value.weekday in (None, d.weekday())]


def _has(value: DateValue, d: dt.date) -> bool:
    if (value.earliest and d < value.earliest) or (value.latest and d > value.latest):
        return False
    if value.weekday not in (None, d.weekday()):
        return False
    if value.edtf.startswith("["):
        return d.isoformat() in value.edtf
    if recurring := ANY_YEAR.match(value.edtf):
        return d.month == int(recurring[1]) and recurring[2] in (None, f"{d.day:02}")
    return True


def _is_plain(value: DateValue) -> bool:
    return value.weekday is None and not value.edtf.startswith(("[", "XXXX"))


def show(value: DateValue) -> str:
    """The date as a person writes it: "5 May 1998", "late August 2025", "before 16 September 2022"."""
    if value.clock is not None and value.earliest is None:
        return clock.show(value.clock)
    return words(value)


def within(a: DateValue, b: DateValue) -> bool:
    """Whether every day that `a` may be is a day that `b` may be."""
    low, high = a.earliest or dt.date.min, a.latest or dt.date.max
    if _is_plain(b):
        return low >= (b.earliest or dt.date.min) and high <= (b.latest or dt.date.max)
    if (days := _days(a)) is not None:
        return all(_has(b, d) for d in days)
    if a.weekday is not None or b.weekday is not None:
        return a.weekday == b.weekday and b.earliest is b.latest is None and not a.edtf
    return a.edtf.startswith("XXXX") and a.edtf.startswith(b.edtf)


def meet(a: DateValue, b: DateValue) -> bool:
    """Whether there is a day that both may be."""
    if _is_plain(a) and _is_plain(b):
        low = max(a.earliest or dt.date.min, b.earliest or dt.date.min)
        return low <= min(a.latest or dt.date.max, b.latest or dt.date.max)
    for one, other in ((a, b), (b, a)):
        if (days := _days(one)) is not None:
            return any(_has(other, d) for d in days)
    if a.weekday is not None and b.weekday is not None:
        return a.weekday == b.weekday
    if a.edtf.startswith("XXXX") and b.edtf.startswith("XXXX"):
        return a.edtf.startswith(b.edtf) or b.edtf.startswith(a.edtf)
    return True


def compare(a: DateValue, b: DateValue) -> Comparison:
    """How the days that `a` may be stand to those that `b` may be."""
    if a.clock is not None and b.clock is not None and meet(a, b):
        return clock.compare(a.clock, b.clock)
    first, second = show(a), show(b)
    a_in_b, b_in_a = within(a, b), within(b, a)
    if a_in_b and b_in_a:
        return Comparison(relation="same", why=f"Both say {first}.")
    if a_in_b:
        return Comparison(relation="refines", why=f"{first} is a closer date within {second}.")
    if b_in_a:
        return Comparison(relation="overlaps", why=f"{second} is a closer date within {first}.")
    if meet(a, b):
        return Comparison(relation="overlaps", why=f"{first} and {second} have days in common.")
    return Comparison(relation="disjoint", why=f"{first} and {second} have no day in common.")


# --- reckon ----------------------------------------------------------------------------------------------


def step(on: dt.date, count: int, unit: str) -> dt.date | None:
    """`on` moved by `count` days, weeks, months or years; the last of the month where there is no such day.

    None when that leaves the calendar (years 1 to 9999).
    """
    try:
        if unit in ("day", "week"):
            return on + dt.timedelta(count * (7 if unit == "week" else 1))
        index = on.year * 12 + on.month - 1 + count * (12 if unit == "year" else 1)
        y, m = index // 12, index % 12 + 1
        return dt.date(y, m, min(on.day, calendar.monthrange(y, m)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def shift(value: DateValue, length: DurationValue, sign: int) -> DateValue:
    """`value` moved by `length`, later (+1) or earlier (-1).

    Days, weeks, months and one year are reckoned by the calendar and keep the precision of `value`, as do
    whole years on a whole year. Other years are told roundly ("27 years"), so their slack widens the result.
    Raises ValueError when the result leaves the calendar.
    """
    parts = duration.parts(length)
    whole = length.high is not None and not length.approximate and len(parts) == 1
    if whole and (parts[0][1] in ("day", "week", "month") or parts[0][0] == 1 or grain(value) == "year"):
        count, unit = parts[0]
        if count == int(count) and unit in ("day", "week", "month", "year"):
            return _moved(value, sign * int(count), unit)
    near, far = dt.timedelta(length.low), None if length.high is None else dt.timedelta(length.high)
    try:
        if sign > 0:
            low = value.earliest + near if value.earliest else None
            high = value.latest + far if value.latest and far is not None else None
        else:
            low = value.earliest - far if value.earliest and far is not None else None
            high = value.latest - near if value.latest else None
        return replace(
            interval(low, high), approximate=value.approximate or length.approximate, inferred=True
        )
    except OverflowError:
        raise ValueError(f"{show(value)} and {duration.show(length)} lead out of the calendar") from None


def _moved(value: DateValue, count: int, unit: str) -> DateValue:
    ends = [end and step(end, count, unit) for end in (value.earliest, value.latest)]
    if (value.earliest and not ends[0]) or (value.latest and not ends[1]):
        raise ValueError(f"{show(value)} moved by {count} {unit}s leaves the calendar")
    low, high = ends
    kind = grain(value)
    if low and kind == "year" and unit == "year":
        return replace(year(low.year), inferred=True)
    if low and kind in ("month", "year") and unit in ("month", "year"):
        last = step(low, 1 if kind == "month" else 12, "month")
        high = last - dt.timedelta(1) if last else high
        moved = month(low.year, low.month) if kind == "month" else interval(low, high)
        return replace(moved, inferred=True)
    return replace(interval(low, high), approximate=value.approximate, inferred=True)


def between(a: DateValue, b: DateValue) -> DurationValue:
    """The time from `a` to `b`, as far as their precision tells. ValueError if `b` is before `a`."""
    high = float((b.latest - a.earliest).days) if a.earliest and b.latest else None
    low = float((b.earliest - a.latest).days) if b.earliest and a.latest else 0.0
    if high is not None and high < 0:
        raise ValueError(f"{show(b)} is before {show(a)}")
    return duration.measured(max(low, 0.0), high)


# --- JSON ------------------------------------------------------------------------------------------------


def as_json(value: DateValue) -> dict[str, Any]:
    """EDTF and both bounds as ISO days; weekday, approximate and inferred only where set."""
    data: dict[str, Any] = {
        "edtf": value.edtf,
        "earliest": value.earliest and value.earliest.isoformat(),
        "latest": value.latest and value.latest.isoformat(),
    }
    if value.weekday is not None:
        data["weekday"] = value.weekday
    if value.clock is not None:
        data["clock"] = list(value.clock)
    data.update({name: True for name in ("approximate", "inferred") if getattr(value, name)})
    return data


def from_json(data: dict[str, Any]) -> DateValue:
    """The inverse of `as_json`."""
    return DateValue(
        edtf=data["edtf"],
        earliest=dt.date.fromisoformat(data["earliest"]) if data["earliest"] else None,
        latest=dt.date.fromisoformat(data["latest"]) if data["latest"] else None,
        weekday=data.get("weekday"),
        approximate=data.get("approximate", False),
        inferred=data.get("inferred", False),
        clock=(data["clock"][0], data["clock"][1]) if "clock" in data else None,
    )
