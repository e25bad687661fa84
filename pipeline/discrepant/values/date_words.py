"""How a person writes a date value."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal, TypeAlias

from discrepant.model import DateValue

Grain: TypeAlias = Literal["day", "month", "year", "other"]

ANY_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")

# Spelled out here because the calendar module follows the user's locale.
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODED = re.compile(r"(\d{4})-(\d\d)")
_CODES = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    40: "first half of",
    41: "second half of",
    33: "first quarter of",
    34: "second quarter of",
    35: "third quarter of",
    36: "fourth quarter of",
}
_MONTH_PARTS = {(1, 10): "early", (11, 20): "mid-"}
_YEAR_PARTS = {
    (1, 4): "early",
    (5, 8): "mid-",
    (9, 12): "late",
    (1, 3): "the start of",
    (10, 12): "the end of",
}
_DECADE_PARTS = {(0, 3): "the early", (4, 6): "the mid-", (7, 9): "the late"}


def grain(value: DateValue) -> Grain:
    """Whether the value is exactly one day, one calendar month or one calendar year."""
    a, b = value.earliest, value.latest
    if a is None or b is None or value.approximate:
        return "other"
    if a == b:
        return "day"
    if a.day == 1 and b.day == calendar.monthrange(b.year, b.month)[1]:
        if (a.year, a.month) == (b.year, b.month):
            return "month"
        if a.year == b.year and (a.month, b.month) == (1, 12):
            return "year"
    return "other"


def long_day(d: dt.date) -> str:
    """5 May 1998"""
    return f"{d.day} {MONTHS[d.month]} {d.year}"


def words(value: DateValue) -> str:
    """The date as a person writes it, e.g. "late August 2025"; always says something."""
    text = _special(value)
    if text is None:
        a, b = value.earliest, value.latest
        if a is not None and b is not None:
            text = _closed(a, b)
        elif a is not None:
            text = f"from {_end(value, a)} on"
        elif b is not None:
            text = _open_past(value, b)
        elif value.weekday is not None:
            return f"a {WEEKDAYS[value.weekday]}"
        else:
            text = "an unknown date"
    if value.approximate:
        text = f"about {text}"
    if value.weekday is not None and value.earliest != value.latest:
        text = f"a {WEEKDAYS[value.weekday]} in {text}"
    return text


def _special(value: DateValue) -> str | None:
    """What EDTF has a notation for and the bounds alone do not show."""
    edtf = value.edtf.replace("~", "")
    if edtf.startswith("["):
        days = [long_day(dt.date.fromisoformat(text)) for text in edtf.strip("[]").split(",")]
        return " or ".join(days)
    if recurring := ANY_YEAR.match(edtf):
        name = MONTHS[int(recurring[1])]
        return f"{int(recurring[2])} {name} (no year given)" if recurring[2] else f"{name} (no year given)"
    if (coded := _CODED.fullmatch(edtf)) and int(coded[2]) in _CODES:
        name = _CODES[int(coded[2])]
        return f"the {name} {coded[1]}" if name.endswith(" of") else f"{name} {coded[1]}"
    if re.fullmatch(r"\d\dXX", edtf):
        return f"the {int(edtf[:2]) + 1}th century"
    if value.approximate and "/" not in edtf:
        # The bounds hold the slack; EDTF still holds what was said.
        return _plain(edtf)
    return None


def _plain(edtf: str) -> str | None:
    numbers = [int(part) for part in edtf.split("-") if part.isdigit()]
    if len(numbers) == 3:
        return long_day(dt.date(*numbers))
    if len(numbers) == 2 and 1 <= numbers[1] <= 12:
        return f"{MONTHS[numbers[1]]} {numbers[0]}"
    return str(numbers[0]) if len(numbers) == 1 else None


def _closed(a: dt.date, b: dt.date) -> str:
    if a == b:
        return long_day(a)
    if (b - a).days == 6 and a.weekday() == 0:
        return f"the week of {long_day(a)}"
    ends_month = b.day == calendar.monthrange(b.year, b.month)[1]
    if (a.year, a.month) == (b.year, b.month):
        name = f"{MONTHS[a.month]} {a.year}"
        if a.day == 1 and ends_month:
            return name
        edge = "late" if a.day == 21 and ends_month else _MONTH_PARTS.get((a.day, b.day))
        return _joined(edge, name) if edge else f"{a.day} to {b.day} {name}"
    if a.day == 1 and ends_month:
        return _months(a, b)
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month]} to {long_day(b)}"
    return f"{long_day(a)} to {long_day(b)}"


def _months(a: dt.date, b: dt.date) -> str:
    """Whole months of more than one."""
    if (a.month, b.month) == (1, 12):
        if a.year == b.year:
            return str(a.year)
        first = a.year // 10 * 10
        if a.year == first and b.year == first + 9:
            return f"the {first}s"
        edge = _DECADE_PARTS.get((a.year - first, b.year - first))
        return _joined(edge, f"{first}s") if edge else f"{a.year} to {b.year}"
    if a.year == b.year:
        edge = _YEAR_PARTS.get((a.month, b.month))
        return _joined(edge, str(a.year)) if edge else f"{MONTHS[a.month]} to {MONTHS[b.month]} {a.year}"
    return f"{MONTHS[a.month]} {a.year} to {MONTHS[b.month]} {b.year}"


def _joined(edge: str, name: str) -> str:
    return f"{edge}{name}" if edge.endswith("-") else f"{edge} {name}"


def _end(value: DateValue, a: dt.date) -> str:
    """The first of two ends, as finely as EDTF has it."""
    return _plain(value.edtf.split("/")[0]) or long_day(a)


def _open_past(value: DateValue, b: dt.date) -> str:
    written = value.edtf.removeprefix("../")
    if len(written) < 10 and (plain := _plain(written)):
        return f"until {plain}"
    return f"before {long_day(b + dt.timedelta(1))}"
