"""Dates as sets of days: notation, comparison, arithmetic, words."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.model import DateValue
from discrepant.values import date, duration

DAY = date.day(dt.date(1998, 5, 5))
# Levels 0 to 2 of EDTF, as far as this package writes it.
_EDTF_DAY = r"(?:\d{4}|\d{3}X|\d{2}XX|\d{4}-\d{2}|\d{4}-\d{2}-\d{2})~?"
_EDTF = re.compile(
    rf"(?:{_EDTF_DAY}|(?:{_EDTF_DAY}|\.\.)/(?:{_EDTF_DAY}|\.\.)|XXXX-\d\d(?:-\d\d)?|\[{_EDTF_DAY}(?:,{_EDTF_DAY})+\])?"
)

SAMPLES: list[tuple[DateValue, str, str]] = [
    # value, EDTF, words
    (DAY, "1998-05-05", "5 May 1998"),
    (date.month(2022, 3), "2022-03", "March 2022"),
    (date.year(1996), "1996", "1996"),
    (date.part(date.month(2025, 8), "late"), "2025-08-21/2025-08-31", "late August 2025"),
    (date.part(date.month(2025, 8), "early"), "2025-08-01/2025-08-10", "early August 2025"),
    (date.part(date.month(2024, 2), "mid"), "2024-02-11/2024-02-20", "mid-February 2024"),
    (date.part(date.year(2024), "mid"), "2024-05/2024-08", "mid-2024"),
    (date.part(date.decade(1990), "early"), "1990/1993", "the early 1990s"),
    (date.decade(1990), "199X", "the 1990s"),
    (date.century(20), "19XX", "the 20th century"),
    (date.season(2014, 21), "2014-21", "spring 2014"),
    (date.quarter(2024, 2), "2024-34", "the second quarter of 2024"),
    (date.half(2024, 2), "2024-41", "the second half of 2024"),
    (date.before(date.day(dt.date(2022, 9, 16))), "../2022-09-15", "before 16 September 2022"),
    (date.before(date.year(2022)), "../2021", "until 2021"),
    (date.until(date.month(2021, 6)), "../2021-06", "until June 2021"),
    (date.since(date.year(2012)), "2012/..", "from 2012 on"),
    (date.interval(dt.date(2023, 5, 9), dt.date(2023, 5, 17)), "2023-05-09/2023-05-17", "9 to 17 May 2023"),
    (date.span(date.year(1998), date.year(2022)), "1998/2022", "1998 to 2022"),
    (date.about(date.year(1996)), "1996~", "about 1996"),
    (date.on_weekday(0), "", "a Monday"),
    (date.any_year(10, 25), "XXXX-10-25", "25 October (no year given)"),
    (date.one_of(dt.date(2025, 6, 3), dt.date(2025, 3, 6)), "[2025-03-06,2025-06-03]",
     "6 March 2025 or 3 June 2025"),
]  # fmt: skip
_VALUES = st.sampled_from([value for value, _, _ in SAMPLES])
_BOUNDED = st.sampled_from([v for v, _, _ in SAMPLES if v.earliest and v.latest])
_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(("value", "edtf", "words"), SAMPLES, ids=[words for _, _, words in SAMPLES])
def test_notation_and_words(value: DateValue, edtf: str, words: str) -> None:
    assert (value.edtf, date.show(value)) == (edtf, words)
    assert _EDTF.fullmatch(value.edtf)
    assert date.from_json(date.as_json(value)) == value


def test_json_names_only_what_is_set() -> None:
    assert date.as_json(DAY) == {"edtf": "1998-05-05", "earliest": "1998-05-05", "latest": "1998-05-05"}
    monday = date.as_json(date.on_weekday(0))
    assert monday == {"edtf": "", "earliest": None, "latest": None, "weekday": 0}


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (DAY, DAY, "same"),
        (date.month(2022, 3), date.interval(dt.date(2022, 3, 1), dt.date(2022, 3, 31)), "same"),
        (DAY, date.year(1998), "refines"),
        (date.year(1998), DAY, "overlaps"),
        (date.year(1998), date.year(1996), "disjoint"),
        (date.month(2025, 8), date.part(date.month(2025, 8), "late"), "overlaps"),
        (date.interval(dt.date(2022, 1, 1), dt.date(2022, 6, 1)), date.season(2022, 22), "overlaps"),
        (date.year(2013), date.since(date.year(2012)), "refines"),
        (date.year(2011), date.since(date.year(2012)), "disjoint"),
        # 29 September 2025 is a Monday.
        (date.day(dt.date(2025, 9, 29)), date.on_weekday(0), "refines"),
        (date.on_weekday(0), date.day(dt.date(2025, 9, 29)), "overlaps"),
        (date.day(dt.date(2025, 9, 30)), date.on_weekday(0), "disjoint"),
        (date.on_weekday(0), date.on_weekday(0), "same"),
        (date.on_weekday(0), date.on_weekday(1), "disjoint"),
        (date.year(2025), date.on_weekday(0), "overlaps"),
        (date.interval(dt.date(2025, 9, 30), dt.date(2025, 10, 4)), date.on_weekday(0), "disjoint"),
        (date.day(dt.date(2017, 10, 25)), date.any_year(10, 25), "refines"),
        (date.day(dt.date(2017, 10, 26)), date.any_year(10, 25), "disjoint"),
        (date.any_year(10, 25), date.any_year(10), "refines"),
        (date.any_year(10, 25), date.any_year(9), "disjoint"),
        (date.any_year(10, 25), date.on_weekday(0), "overlaps"),
        (date.day(dt.date(2025, 3, 6)), date.one_of(dt.date(2025, 3, 6), dt.date(2025, 6, 3)), "refines"),
        (date.day(dt.date(2025, 4, 1)), date.one_of(dt.date(2025, 3, 6), dt.date(2025, 6, 3)), "disjoint"),
        (date.month(2025, 4), date.one_of(dt.date(2025, 3, 6), dt.date(2025, 6, 3)), "disjoint"),
    ],
)
def test_compare(a: DateValue, b: DateValue, relation: str) -> None:
    assert date.compare(a, b).relation == relation


def test_the_reason_is_a_sentence() -> None:
    assert date.compare(DAY, date.year(1998)).why == "5 May 1998 is a closer date within 1998."
    assert date.compare(date.year(1996), date.year(1998)).why == "1996 and 1998 have no day in common."


@given(_VALUES, _VALUES)
def test_comparison_is_symmetric_where_it_must_be(a: DateValue, b: DateValue) -> None:
    there, back = date.compare(a, b).relation, date.compare(b, a).relation
    assert (there == "same") == (back == "same")
    assert (there == "disjoint") == (back == "disjoint")
    if there == "refines":
        assert back == "overlaps"
        assert date.within(a, b)


@given(_DAYS, _VALUES)
def test_a_single_day_is_in_or_out(on: dt.date, value: DateValue) -> None:
    assert date.compare(date.day(on), value).relation in ("same", "refines", "disjoint")


@pytest.mark.parametrize(
    ("value", "length", "sign", "shown"),
    [
        (date.year(1996), duration.length(2, "year"), 1, "1998"),
        (date.month(2025, 9), duration.length(12, "month"), 1, "September 2026"),
        (date.day(dt.date(2025, 9, 29)), duration.length(1, "year"), 1, "29 September 2026"),
        (date.day(dt.date(2024, 9, 6)), duration.length(6, "month"), 1, "6 March 2025"),
        (date.day(dt.date(2024, 8, 31)), duration.length(6, "month"), 1, "28 February 2025"),
        (date.day(dt.date(2016, 10, 12)), duration.length(6, "day"), 1, "18 October 2016"),
        (date.day(dt.date(2025, 9, 29)), duration.length(2, "week"), -1, "15 September 2025"),
    ],
)
def test_shift_by_the_calendar(
    value: DateValue, length: duration.DurationValue, sign: int, shown: str
) -> None:
    assert date.show(date.shift(value, length, sign)) == shown


def test_shift_by_round_years_keeps_their_slack() -> None:
    """Left in September 2025 after "27 years": anything that rounds to that, May 1998 among it."""
    start = date.shift(date.day(dt.date(2025, 9, 29)), duration.length(27, "year"), -1)
    assert date.compare(DAY, start).relation == "refines"
    assert date.compare(date.year(1996), start).relation == "disjoint"
    over = date.shift(date.year(2025), duration.length(27, "year", "over"), -1)
    assert over.earliest is None


@given(_BOUNDED, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_shift_there_and_back_holds_the_start(value: DateValue, count: int, unit: str) -> None:
    length = duration.length(count, unit)
    back = date.shift(date.shift(value, length, 1), length, -1)
    assert back.earliest is not None
    assert value.earliest is not None
    # The last days of a month have no counterpart in a shorter one.
    assert back.earliest <= value.earliest + dt.timedelta(3)


def test_between() -> None:
    length = date.between(date.day(dt.date(1996, 2, 28)), date.month(2022, 3))
    assert (length.iso, duration.show(length)) == ("P26Y", "26 years")
    assert duration.compare(length, duration.length(26, "year")).relation == "refines"
    assert duration.compare(length, duration.length(24, "year")).relation == "disjoint"
    assert date.between(date.day(dt.date(2023, 5, 9)), date.day(dt.date(2023, 5, 17))).iso == "P8D"
    assert date.between(DAY, date.since(date.year(2000))).high is None
    with pytest.raises(ValueError, match="is before"):
        date.between(date.year(2000), date.year(1996))


@pytest.mark.parametrize("bad", [(2025, 13), (2025, 0)])
def test_there_is_no_such_month(bad: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="month"):
        date.month(*bad)
