"""Lengths of time as intervals of days: build, compare, show.

How much slack a length has depends on how it is said. Days and weeks are exact; months are as long as
calendar months; "a year" is 365 or 366 days. Several years are told truncated or rounded ("27 years" is said
of 26 and a half as of 27.9), decades are round words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from discrepant.model import Comparison, DurationValue

Unit: TypeAlias = Literal["day", "week", "month", "year", "hour", "minute"]

YEAR = 365.2425  # days
MONTH = YEAR / 12
_DAYS: dict[str, float] = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": MONTH, "year": YEAR,
}  # fmt: skip
# What a unit is made of where ISO 8601 has no letter for it.
_MULTIPLES: dict[str, tuple[int, Unit]] = {
    "fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year"),
}  # fmt: skip
_LETTERS: dict[str, tuple[str, str]] = {
    "year": ("P", "Y"), "month": ("P", "M"), "week": ("P", "W"), "day": ("P", "D"),
    "hour": ("PT", "H"), "minute": ("PT", "M"),
}  # fmt: skip
_PART = re.compile(r"(\d+(?:\.\d+)?)([YMWDH])")
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEARLY = 0.88  # "nearly 30 years" is more than 26


# --- build -----------------------------------------------------------------------------------------------


def length(count: float, unit: str, bound: str | None = None) -> DurationValue:
    """`count` of `unit` (also fortnight, quarter, decade, century), with the bound that was said.

    `bound` is None, "about", "over", "little over", "at least", "nearly", "barely", "under" or "at most".
    """
    value = _bare(count, unit)
    exact = count * _size(unit)
    low, high = value.low, value.high
    if bound is None or high is None:
        return value
    if bound == "about":
        return _built(value, 0.9 * low, 1.1 * high, True)
    if bound in ("over", "at least"):
        return _built(value, exact, None, False)
    if bound == "little over":
        most = exact + _size(unit) if count >= 2 and unit != "decade" else 1.25 * exact
        return _built(value, exact, most, False)
    if bound == "nearly":
        return _built(value, _NEARLY * exact, exact, True)
    if bound == "barely":
        return _built(value, 0.8 * exact, max(high, 1.15 * exact), True)
    return _built(value, 0.0, exact, False)


def between_counts(fewest: float, most: float, unit: str) -> DurationValue:
    """Two to three years, five or six months."""
    low, high = sorted((fewest, most))
    first, last = _bare(low, unit), _bare(high, unit)
    return _built(first, first.low, last.high, False)


def vague(unit: str) -> DurationValue:
    """A few, several: two to ten of `unit`."""
    size = _size(unit)
    return _built(_bare(3, unit), 2 * size, 10 * size, True)


def joined(first: DurationValue, second: DurationValue) -> DurationValue:
    """Two years and three months: the sum, written in both units."""
    counts = parts(first) + parts(second)
    days = sum(count * _DAYS[unit] for count, unit in counts)
    smallest = min(_DAYS[unit] for _, unit in counts)
    slack = smallest / 2 if smallest >= 28 else 0.0
    iso = "P" + "".join(_iso(count, unit).removeprefix("P") for count, unit in counts)
    value = replace(first, iso=iso, approximate=first.approximate or second.approximate)
    return _built(value, days - slack, days + slack, value.approximate)


def measured(low: float, high: float | None) -> DurationValue:
    """A length that follows from two dates, in days; it is called by the whole years or months it holds."""
    unit: Unit = "day" if low < 2 * MONTH else "month" if low < 2 * YEAR else "year"
    # Up to two days of a month are lost to the calendar: 1 January to 1 March holds two months.
    count = int((low + (2 if unit != "day" else 0)) / _DAYS[unit])
    return DurationValue(iso=_iso(count, unit), low=low, high=high, unit=unit)


def _bare(count: float, unit: str) -> DurationValue:
    if unit in _MULTIPLES:
        times, base = _MULTIPLES[unit]
        value = _bare(count * times, base)
        if unit == "decade":
            slack = (1.5 if count <= 1 else 3 if count <= 2 else 3.5 if count <= 3 else 4) * YEAR
            return _built(value, count * 10 * YEAR - slack, count * 10 * YEAR + slack, True)
        if unit == "century":
            return _built(value, count * 90 * YEAR, count * 110 * YEAR, True)
        return value
    if unit == "year" and count in (0.5, 0.25, 0.75, 1.5):
        return _bare(12 * count, "month")
    known: Unit = unit if unit in _DAYS else "day"  # type: ignore[assignment]
    low, high = _slack(count, known)
    return _built(DurationValue(iso=_iso(count, known), low=0, high=0, unit=known), low, high, False)


def _slack(count: float, unit: Unit) -> tuple[float, float]:
    exact = count * _DAYS[unit]
    if unit == "month" and count == int(count):
        months = int(count)
        return _slack(months // 12, "year") if months and months % 12 == 0 else _calendar(months)
    if unit == "month":
        return exact - 0.15 * MONTH, exact + 0.15 * MONTH
    if unit != "year":
        return exact, exact
    if count != int(count):
        return exact - 0.25 * YEAR, exact + 0.25 * YEAR
    if count == 1:
        return 365, 366
    if count < 5:
        return exact - 0.25 * YEAR, exact + 0.75 * YEAR
    return exact - 0.5 * YEAR, exact + YEAR


@lru_cache(maxsize=256)
def _calendar(months: int) -> tuple[float, float]:
    """The shortest and longest run of `months` calendar months, in days."""
    if months > 120:
        return months * MONTH - 3, months * MONTH + 3
    leap = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    plain = (31, 28, *leap[2:])
    days = (plain * 3 + leap) * 4
    sums = [sum(days[i : i + months]) for i in range(48)]
    return min(sums), max(sums)


def _size(unit: str) -> float:
    times, base = _MULTIPLES.get(unit, (1, unit))
    return times * _DAYS.get(base, 1)


def _built(value: DurationValue, low: float, high: float | None, approximate: bool) -> DurationValue:
    # Four decimals of a day are ten seconds: enough for minutes, and stable bytes in JSON.
    return replace(
        value,
        low=round(float(max(low, 0.0)), 4),
        high=None if high is None else round(float(high), 4),
        approximate=approximate,
    )


def _iso(count: float, unit: str) -> str:
    prefix, letter = _LETTERS[unit]
    if unit == "year" and count * 2 % 2 == 1 and count > 1:
        return f"P{int(count)}Y6M"
    return f"{prefix}{count:g}{letter}" if count < 1e6 else f"{prefix}{int(count)}{letter}"


def parts(value: DurationValue) -> list[tuple[float, Unit]]:
    """The counts and units that the ISO form is made of: "P13Y6M" is 13 years and 6 months."""
    found: list[tuple[float, Unit]] = []
    in_time = value.iso.startswith("PT")
    for count, letter in _PART.findall(value.iso):
        unit: Unit = {"Y": "year", "W": "week", "D": "day", "H": "hour"}.get(letter, "month")  # type: ignore[assignment]
        found.append((float(count), "minute" if in_time and letter == "M" else unit))
    return found


# --- compare and show ------------------------------------------------------------------------------------


def _holds(outer: DurationValue, inner: DurationValue) -> bool:
    if inner.low < outer.low:
        return False
    return outer.high is None or (inner.high is not None and inner.high <= outer.high)


def compare(a: DurationValue, b: DurationValue) -> Comparison:
    """How the lengths that `a` may be stand to those that `b` may be."""
    first, second = show(a), show(b)
    a_in_b, b_in_a = _holds(b, a), _holds(a, b)
    if a_in_b and b_in_a:
        same = (
            f"Both say {first}." if first == second else f"{first} and {second} are the same length of time."
        )
        return Comparison(relation="same", why=same)
    if a_in_b:
        return Comparison(relation="refines", why=f"{first} is a closer length within {second}.")
    if b_in_a:
        return Comparison(relation="overlaps", why=f"{second} is a closer length within {first}.")
    if max(a.low, b.low) <= min(*(float("inf") if v.high is None else v.high for v in (a, b))):
        return Comparison(relation="overlaps", why=f"{first} and {second} can be the same length of time.")
    return Comparison(relation="disjoint", why=f"{first} and {second} cannot be the same length of time.")


def show(value: DurationValue) -> str:
    """The length as a person writes it: "27 years", "over 27 years", "about three decades"."""
    counts = parts(value) or [(value.low / _DAYS[value.unit], value.unit)]
    phrase = " and ".join(_counted(count, unit) for count, unit in counts)
    exact = sum(count * _DAYS[unit] for count, unit in counts)
    count, unit = counts[0]
    if value.high is None:
        return f"over {phrase}"
    if len(counts) == 1:
        bare = _bare(count, unit)
        if (value.low, value.high) == (bare.low, bare.high):
            return phrase
        if value.approximate and unit == "year" and count % 5 == 0:
            round_one = _bare(count / 10, "decade")
            if (value.low, value.high) == (round_one.low, round_one.high):
                return f"about {_round(count)}"
        if value.low == 0:
            return f"up to {phrase}"
        if value.approximate and (value.low, value.high) == (
            round(2 * exact / 3, 4),
            round(10 * exact / 3, 4),
        ):
            return f"a few {unit}s"
        if value.approximate and value.high == round(exact, 4):
            return f"nearly {phrase}"
        if value.low == round(exact, 4) and value.high > value.low:
            return f"a little over {phrase}"
        most = round(value.high / _DAYS[unit] - (0.5 if unit == "year" else 0))
        if not value.approximate and bare.low == value.low and most > count:
            return f"{count:g} to {_counted(most, unit)}"
    return f"about {phrase}" if value.approximate else phrase


def _round(years: float) -> str:
    decades = years / 10
    if decades in (0.5, 1):
        return "half a decade" if decades < 1 else "a decade"
    word = _SMALL[int(decades)] if decades == int(decades) and decades <= 10 else f"{decades:g}"
    return f"{word} decades"


def _counted(count: float, unit: str) -> str:
    return f"{count:g} {unit}" + ("" if count == 1 else "s")


# --- JSON ------------------------------------------------------------------------------------------------


def as_json(value: DurationValue) -> dict[str, Any]:
    """ISO 8601 form, bounds in days (high is null where there is none), unit; approximate only if so."""
    data: dict[str, Any] = {"iso": value.iso, "low": value.low, "high": value.high, "unit": value.unit}
    if value.approximate:
        data["approximate"] = True
    return data


def from_json(data: dict[str, Any]) -> DurationValue:
    """The inverse of `as_json`."""
    return DurationValue(
        iso=data["iso"],
        low=float(data["low"]),
        high=None if data["high"] is None else float(data["high"]),
        unit=data["unit"],
        approximate=data.get("approximate", False),
    )
