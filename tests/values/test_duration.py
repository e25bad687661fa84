"""Lengths of time: how much slack they have, how they compare, how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.model import DurationValue
from discrepant.values import duration
from discrepant.values.duration import between_counts, joined, length, vague

YEAR = duration.YEAR


@pytest.mark.parametrize(
    ("value", "iso", "shown", "low", "high"),
    [
        (length(9, "day"), "P9D", "9 days", 9, 9),
        (length(2, "week"), "P2W", "2 weeks", 14, 14),
        (length(1, "fortnight"), "P2W", "2 weeks", 14, 14),
        (length(6, "month"), "P6M", "6 months", 181, 184),
        (length(0.5, "year"), "P6M", "6 months", 181, 184),
        (length(1, "year"), "P1Y", "1 year", 365, 366),
        (length(12, "month"), "P12M", "12 months", 365, 366),
        (length(1.5, "year"), "P18M", "18 months", 546, 550),
        (length(27, "year"), "P27Y", "27 years", 26.5 * YEAR, 28 * YEAR),
        (length(27, "year", "over"), "P27Y", "over 27 years", 27 * YEAR, None),
        (length(27, "year", "little over"), "P27Y", "a little over 27 years", 27 * YEAR, 28 * YEAR),
        (length(13.5, "year"), "P13Y6M", "13 years and 6 months", 13.25 * YEAR, 13.75 * YEAR),
        (length(2, "decade"), "P20Y", "about two decades", 17 * YEAR, 23 * YEAR),
        (length(3, "decade"), "P30Y", "about three decades", 26.5 * YEAR, 33.5 * YEAR),
        (length(1, "decade"), "P10Y", "about a decade", 8.5 * YEAR, 11.5 * YEAR),
        (length(2, "decade", "over"), "P20Y", "over 20 years", 20 * YEAR, None),
        (length(30, "year", "nearly"), "P30Y", "nearly 30 years", 26.4 * YEAR, 30 * YEAR),
        (length(30, "day", "at most"), "P30D", "up to 30 days", 0, 30),
        (length(3, "hour", "about"), "PT3H", "about 3 hours", 0.1125, 0.1375),
        (between_counts(2, 3, "year"), "P2Y", "2 to 3 years", 1.75 * YEAR, 3.75 * YEAR),
        (joined(length(2, "year"), length(3, "month")), "P2Y3M", "2 years and 3 months", None, None),
        (vague("year"), "P3Y", "a few years", 2 * YEAR, 10 * YEAR),
    ],
)
def test_lengths(value: DurationValue, iso: str, shown: str, low: float | None, high: float | None) -> None:
    assert (value.iso, duration.show(value)) == (iso, shown)
    if low is not None:
        assert value.low == pytest.approx(low, abs=1e-3)
        assert value.high == (None if high is None else pytest.approx(high, abs=1e-3))
    assert duration.from_json(duration.as_json(value)) == value


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (length(6, "month"), length(0.5, "year"), "same"),
        (length(12, "month"), length(1, "year"), "same"),
        (length(24, "month"), length(2, "year"), "same"),
        (length(6, "month"), length(12, "month"), "disjoint"),
        (length(13.5, "year"), length(13, "year", "over"), "refines"),
        (length(13.5, "year"), length(16, "year"), "disjoint"),
        (length(2, "decade"), length(27, "year"), "disjoint"),
        (length(27, "year"), length(3, "decade"), "refines"),
        (length(3, "decade"), length(2, "decade"), "disjoint"),
        (length(27, "year"), length(27, "year", "over"), "overlaps"),
        (length(20, "year"), length(2, "decade", "over"), "overlaps"),
        (length(9, "day"), length(2, "week"), "disjoint"),
        (length(14, "day"), length(2, "week"), "same"),
        (length(30, "day"), length(1, "month"), "refines"),
        (length(23, "year"), length(24, "year"), "overlaps"),
        (length(24, "year"), length(26, "year"), "disjoint"),
        (length(2, "month", "barely"), length(2, "month"), "overlaps"),
    ],
)
def test_compare(a: DurationValue, b: DurationValue, relation: str) -> None:
    assert duration.compare(a, b).relation == relation


def test_the_reason_is_a_sentence() -> None:
    why = duration.compare(length(12, "month"), length(1, "year")).why
    assert why == "12 months and 1 year are the same length of time."
    why = duration.compare(length(2, "decade"), length(27, "year")).why
    assert why == "about two decades and 27 years cannot be the same length of time."


_LENGTHS = st.builds(
    length,
    st.integers(1, 60).map(lambda n: n / 2),
    st.sampled_from(["hour", "day", "week", "month", "year", "decade", "century", "fortnight", "quarter"]),
    st.sampled_from(
        [None, "about", "over", "little over", "at least", "nearly", "barely", "under", "at most"]
    ),
)


@given(_LENGTHS, _LENGTHS)
def test_comparison_is_symmetric_where_it_must_be(a: DurationValue, b: DurationValue) -> None:
    there, back = duration.compare(a, b).relation, duration.compare(b, a).relation
    assert (there == "same") == (back == "same")
    assert (there == "disjoint") == (back == "disjoint")


@given(_LENGTHS)
def test_every_length_is_an_interval_that_can_be_written_and_read(value: DurationValue) -> None:
    assert value.high is None or 0 <= value.low <= value.high
    assert duration.show(value)
    assert duration.from_json(duration.as_json(value)) == value
    assert duration.parts(value)
