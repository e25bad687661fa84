"""Dates that name a day, month, year or longer themselves, in full or in part.

A rule finds where an expression begins and ends. Where it names a day, month and year in words, that core and
nothing else goes to dateparser (written_dates); what lacks a part is completed here from the text around it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from discrepant.model import DateValue
from discrepant.values import date, timex_words
from discrepant.values.timex_context import Anchor, Context, Timex
from discrepant.values.timex_tokens import Token, compiled
from discrepant.values.timex_years import is_year
from discrepant.values.written_dates import calendar_core


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched, and the tokens it matched."""

    tokens: Sequence[Token]
    match: re.Match[str]
    rule: str

    @property
    def start(self) -> int:
        return self.tokens[self.match.start()].start

    @property
    def end(self) -> int:
        return self.tokens[self.match.end() - 1].end

    def token(self, group: str) -> Token | None:
        """The token that a group of the rule matched, or None."""
        if group not in self.match.re.groupindex or (at := self.match.start(group)) < 0:
            return None
        return self.tokens[at]

    def word(self, group: str) -> str:
        """The lower-case text of a group, "" where it did not match."""
        token = self.token(group)
        return token.lower if token else ""

    def number(self, group: str) -> int | None:
        token = self.token(group)
        return int(token.number) if token and token.number is not None else None


Build: TypeAlias = Callable[[Found, Context], list[Timex] | None]
"""None: this is no expression of time after all. An empty list: it is none, and neither is a part of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over token classes, and what makes a value of its match."""

    name: str
    pattern: str
    build: Build

    @property
    def regex(self) -> re.Pattern[str]:
        return compiled(self.pattern)


def date_timex(
    found: Found, value: DateValue | None, *, edge: str = "", anchor: Anchor | None = None,
    start: int | None = None, end: int | None = None, anchor_span: tuple[int, int] | None = None,
) -> list[Timex] | None:  # fmt: skip
    """A DATE over the match (or `start` to `end`), narrowed to its early, middle or late part."""
    if value is None:
        return None
    if edge:
        narrowed = date.part(value, timex_words.EDGES[edge])  # type: ignore[arg-type]
        value = replace(narrowed, inferred=value.inferred)
    return [
        Timex(
            start=found.start if start is None else start,
            end=found.end if end is None else end,
            type="DATE",
            value=value,
            mod=timex_words.MODS.get(timex_words.EDGES.get(edge, "")),
            anchor=anchor,
            anchor_span=anchor_span,
            rule=found.rule,
        )
    ]


def month_of(token: Token | None) -> int:
    assert token is not None
    return {**timex_words.MONTHS, **timex_words.MONTHS_SHORT}[token.lower]


def weekday_of(token: Token | None) -> int | None:
    if token is None:
        return None
    return {**timex_words.WEEKDAYS, **timex_words.WEEKDAYS_SHORT}[token.lower]


def make_day(y: int, m: int, d: int | None) -> DateValue | None:
    """The day, or the month where `d` is None; None where the calendar has no such day."""
    try:
        return date.month(y, m) if d is None else date.day(dt.date(y, m, d))
    except ValueError:
        return None


def year_said(found: Found, context: Context) -> tuple[int | None, Anchor | None, bool]:
    """The year of a date: written, or "of last year", "of that year". The third says whether either was."""
    if (y := found.number("y")) is not None:
        return y, None, True
    if not (relative := found.word("s")):
        return None, None, False
    to, step = timex_words.RELATIVES[relative]
    if found.word("sx") and relative == "next":
        to = "text"
    if to == "published":
        return (context.published.year + step if context.published else None), "published", True
    last = context.last(found.start)
    value = last.value if last else None
    if (
        isinstance(value, DateValue)
        and value.earliest
        and value.latest
        and value.earliest.year == value.latest.year
    ):
        return value.earliest.year + step, "text", True
    return None, "text", True


def _day_or_month(found: Found, context: Context) -> list[Timex] | None:
    """28 February 1996; Feb. 28, 1996; 25 October; March 2022; July of last year."""
    m, d = month_of(found.token("m")), found.number("d") or timex_words.ORDINALS.get(found.word("o"))
    if d is not None and _counts_people(found, context):
        return None
    y, anchor, said = year_said(found, context)
    if y is not None:
        value = _core(found, context) or make_day(y, m, d)
        if value is None:
            return []  # there is no 31 February
        value = replace(value, inferred=True) if anchor else value
    elif said:
        value = date.any_year(m, d)
    else:
        weekday = weekday_of(found.token("w"))
        value = context.month_day(m, d, found.start, found.end, weekday)
        anchor = "published" if value and value.inferred else None
    if found.token("w") and value and value.earliest and value.earliest == value.latest:
        context.told_by_weekday = (found.end, value.earliest)
    return date_timex(found, value, edge=found.word("e"), anchor=anchor)


def _core(found: Found, context: Context) -> DateValue | None:
    """The day that day, month and year name, from the first to the last; None where one is not there."""
    parts = [part for group in ("d", "m", "y") if (part := found.token(group)) is not None]
    if len(parts) < 3:
        return None
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    read = calendar_core(context.text[start:end])
    return make_day(*read) if read else None


def _other_spelling(found: Found, context: Context) -> list[Timex] | None:
    """2001 June 3, 2025-Sep-29, 28 Feb. '96, 29-Sep-25: what dateparser reads whole, or nothing."""
    short = found.token("z")
    if short is not None and (len(short.text) != 2 or not short.text.isdigit()):
        return None
    text = context.text[found.start : found.end]
    if found.rule == "year-first":
        # "in 2001 June 3", "1996 May 5, 1998", "2001 May 18 people", "2025 - June 3": two things, or a count.
        before, after = context.before(found.start)[0], context.after(found.end)[0]
        loose = before in _BEFORE_MONTH or after[:1].islower() or after == ","
        if " " in text if found.token("j") else loose:
            return None
    read = calendar_core(text)
    return date_timex(found, make_day(*read)) if read else None


def _counts_people(found: Found, context: Context) -> bool:
    """ "In May 18 people were killed": the number counts what follows."""
    if found.rule != "month-day" or found.word("s"):
        return False
    following = context.after(found.end)[0]
    return context.before(found.start)[0] == "in" and following.islower()


def _bare_month(found: Found, context: Context) -> list[Timex] | None:
    token = found.token("m")
    assert token is not None
    previous = context.before(found.start)[0]
    edge = found.word("e")
    timely = previous in _BEFORE_MONTH
    if not edge and not timely:
        short = token.lower in timex_words.MONTHS_SHORT
        name = token.lower in ("may", "march") or (
            token.lower in timex_words.MONTHS_DOUBTFUL and not previous
        )
        if (
            short
            or name
            or (token.lower in timex_words.MONTHS_DOUBTFUL and previous not in ("'s", "the", ","))
        ):
            return None
    if not edge and token.lower in ("may", "march") and context.before(found.start, 2)[1][:1] in ("“", '"'):
        return None
    return _day_or_month(found, context)


_BEFORE_MONTH = frozenset(
    {"in", "since", "until", "till", "by", "of", "from", "before", "after", "during", "for", "to",
     "between", "through", "throughout", "every", "and", "early", "late", "mid", "around", "'s"}
)  # fmt: skip


def _year(found: Found, context: Context) -> list[Timex] | None:
    y = found.number("y")
    edge = found.word("e")
    if y is None or not (edge or is_year(y, found.start, found.end, context)):
        return None
    return date_timex(found, date.year(y), edge=edge)


def _season(found: Found, context: Context) -> list[Timex] | None:
    code = timex_words.SEASONS[found.word("n")]
    y, anchor, _ = year_said(found, context)
    if y is None:
        return None
    value = date.season(y, code)
    if (z := found.number("z")) is not None:
        if z not in ((y + 1) % 100, y + 1) or code != 24:
            return None
    elif code == 24:
        # "winter 2023" is said of the one that begins in 2023 as of the one that ends in it.
        value = replace(value, earliest=dt.date(y, 1, 1))
    return date_timex(found, replace(value, inferred=anchor is not None), edge=found.word("e"), anchor=anchor)


def _quarter(found: Found, context: Context) -> list[Timex] | None:
    y, anchor, _ = year_said(found, context)
    q = found.token("q")
    number = timex_words.ORDINALS.get(found.word("o")) or (int(q.text) if q else None)
    is_half = bool(found.word("h")) or context.before(q.start)[0] == "h" if q else bool(found.word("h"))
    if y is None or number is None or number > (2 if is_half else 4):
        return None
    value = date.half(y, number) if is_half else date.quarter(y, number)
    start = found.start - 1 if q else found.start  # the letter of "Q3" is a token of its own
    return date_timex(found, replace(value, inferred=anchor is not None), anchor=anchor, start=start)


def _decade(found: Found, context: Context) -> list[Timex] | None:
    token = found.token("d")
    previous = context.before(found.start)[0]
    edge = found.word("e")
    if token is not None and token.text[0].isdigit() and len(token.text) == 5:
        return date_timex(found, date.decade(int(token.text[:4])), edge=edge)
    if previous in ("his", "her", "their", "my", "our", "your") or not (edge or found.word("t")):
        return None  # "in their 30s" is an age
    short = int(re.sub(r"\D", "", token.text)) if token else timex_words.DECADES[found.word("n")]
    return date_timex(found, date.decade(short + (2000 if short < 30 else 1900)), edge=edge)


def _century(found: Found, context: Context) -> list[Timex] | None:
    number = found.number("d") or timex_words.ORDINALS.get(found.word("o"))
    return date_timex(found, date.century(number), edge=found.word("e")) if number and number <= 30 else None


def _holiday(found: Found, context: Context) -> list[Timex] | None:
    m, d = timex_words.HOLIDAYS[found.word("n")]
    y, anchor, _ = year_said(found, context)
    value = make_day(y, m, d) if y else context.month_day(m, d, found.start, found.end)
    shift = {"eve": -1}.get(found.word("k"), 0)
    if value and shift and value.earliest:
        value = replace(date.day(value.earliest + dt.timedelta(shift)), inferred=True)
    return date_timex(found, value, anchor=anchor or "published")


def _new_year(found: Found, context: Context) -> list[Timex] | None:
    """New Year's Day 2021, New Year's Eve."""
    y, anchor, _ = year_said(found, context)
    m, d = (12, 31) if found.word("k") else (1, 1)
    value = make_day(y, m, d) if y else context.month_day(m, d, found.start, found.end)
    return date_timex(found, value, anchor=anchor or (None if y else "published"))


def numeric_days(text: str, day_first: bool | None) -> list[dt.date]:
    """The days that 07.12.25, 12/7/25 or 2025-09-29 can mean: none, one, or two where the order is not told.

    Dots and hyphens are European, day first. With slashes both orders are in use.
    """
    parts = re.split(r"\D", text)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        found = [_numbered(numbers, (0, 1, 2))]
    else:
        by_day, by_month = _numbered(numbers, (2, 1, 0)), _numbered(numbers, (2, 0, 1))
        if "/" not in text:
            found = [by_day]
        elif day_first is None:
            found = [by_day, by_month]
        else:
            found = [(by_day or by_month) if day_first else (by_month or by_day)]
    return sorted({on for on in found if on is not None})


def _numbered(numbers: Sequence[int], order: tuple[int, int, int]) -> dt.date | None:
    y, m, d = (numbers[i] for i in order)
    if y < 100:
        y += 2000 if y < 70 else 1900
    value = make_day(y, m, d) if 1000 <= y < 2200 else None
    return value.earliest if value else None


def _numeric(found: Found, context: Context) -> list[Timex] | None:
    token = found.token("d")
    assert token is not None
    if context.before(found.start)[0] in (
        "version",
        "v",
        "section",
        "paragraph",
        "para",
        "article",
        "release",
    ):
        return None
    days = numeric_days(token.text, context.day_first)
    if len(days) == 2 and context.published:
        # An article tells of what is near it; only a clear difference settles the order.
        gaps = [abs((d - context.published).days) for d in days]
        near, far = min(gaps), max(gaps)
        if near <= 7 or far > 20 * max(near, 1):
            days = [days[gaps.index(near)]]
    return date_timex(found, date.one_of(*days)) if days else None


_WD = "(w=WEEKDAYX DOT? COMMA? the?)?"
_EDGE = "(the? e=EDGE (DASH | of the? | in the?)?)?"
YEAR_SAID = "(DOT? COMMA? (of | in)? sx=the? s=REL SAME? year)"

RULES: tuple[Rule, ...] = (
    Rule("numeric", f"{_WD} d=NDATE", _numeric),
    Rule(
        "day-month-year",
        f"{_WD} (d=DAY | the o=ORD) (of | DASH)? m=MONTH (DOT | DASH)? COMMA? (y=YEAR | {YEAR_SAID})",
        _day_or_month,
    ),
    Rule("month-day-year", f"{_WD} m=MONTH DOT? the? d=DAY COMMA? (y=YEAR | {YEAR_SAID})", _day_or_month),
    Rule("year-first", "YEAR j=DASH? MONTH DOT? DASH? DAY", _other_spelling),
    Rule("day-short-year", "DAY of? MONTH DOT? COMMA? QUOTE z=NUM", _other_spelling),
    Rule("month-day-short-year", "MONTH DOT? DAY COMMA? QUOTE z=NUM", _other_spelling),
    Rule("dashed-short-year", "DAY DASH MONTH DASH z=NUM", _other_spelling),
    Rule("day-month", f"{_WD} (d=DAY | the o=ORD of) of? m=MONTH", _day_or_month),
    Rule("month-day", f"{_WD} m=MONTH DOT? the? d=DAY", _day_or_month),
    Rule(
        "month-year", f"{_EDGE} m=MONTH DOT? (COMMA | of | COMMA? in)? (y=YEAR | {YEAR_SAID})", _day_or_month
    ),
    Rule("month", f"{_EDGE} m=MONTH", _bare_month),
    Rule("year", f"{_EDGE} y=YEAR", _year),
    Rule(
        "season",
        f"{_EDGE} the? n=SEASON (COMMA | of)? (y=YEAR ((DASH | SLASH) z=NUM)? | {YEAR_SAID})",
        _season,
    ),
    Rule("quarter", f"the? o=ORD (quarter | h=half) (of | in)? (y=YEAR | {YEAR_SAID})", _quarter),
    Rule("quarter-number", f"q=QUARTERNUM of? (y=YEAR | {YEAR_SAID})", _quarter),
    Rule("decade", "(the? e=EDGE DASH? | t=the)? (d=DECADENUM | n=DECADEWORD)", _decade),
    Rule("century", "(the? e=EDGE DASH?)? the? (d=ORDDAY | o=ORD) DASH? century", _century),
    Rule("new-year", f"new year POSS (k=eve | k2=day) (y=YEAR | {YEAR_SAID})?", _new_year),
    Rule("holiday", f"n=HOLIDAY (k=eve | k2=day)? (y=YEAR | {YEAR_SAID})?", _holiday),
)
