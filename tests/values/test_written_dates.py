"""Full dates read with dateparser: a whole day or nothing, whatever the day on which it is read."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.values import timex_words
from discrepant.values.written_dates import calendar_core, full_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 February 1996", (1996, 2, 28)),
        ("Feb. 28, 1996", (1996, 2, 28)),
        ("29th of September 2025", (2025, 9, 29)),
        ("the 29th of September 2025", (2025, 9, 29)),
        ("30 August, 2011", (2011, 8, 30)),
        ("28\u00a0February\n1996", (1996, 2, 28)),
        ("5-Nov-2010", (2010, 11, 5)),
        ("28 Feb '96", (1996, 2, 28)),
        ("29 February 2024", (2024, 2, 29)),
    ],
)
def test_cores_in_full(text: str, expected: tuple[int, int, int]) -> None:
    assert calendar_core(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "May 2020", "1998", "3 May", "Monday", "yesterday", "three decades", "the 1990s", "over 27 years",
     "3-5", "31 February 2020", "29 February 2025", "We", "in two weeks", "now",
     "28 February 1996 and 5 May 1998", "1 May 0999", "0" * 10_000],
)  # fmt: skip
def test_nothing_incomplete_or_relative(text: str) -> None:
    assert calendar_core(text) is None


@given(st.dates(dt.date(1300, 1, 1), dt.date(2199, 12, 31)), st.data())
def test_every_day_in_every_form_that_rules_hand_over(on: dt.date, data: st.DataObject) -> None:
    """dateparser reads no day otherwise than the parts that our own patterns matched.

    (Before 1300 it takes "-1000" for a time zone and gives nothing; then the matched parts are used.)
    """
    names = [n for n, m in {**timex_words.MONTHS, **timex_words.MONTHS_SHORT}.items() if m == on.month]
    month = data.draw(st.sampled_from(names)).capitalize()
    form = data.draw(
        st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{m}. {d} {y}", "{d} of {m}, {y}", "{d}-{m}-{y}"])
    )
    assert calendar_core(form.format(d=on.day, m=month, y=on.year)) == (on.year, on.month, on.day)


@pytest.mark.parametrize(
    ("text", "language", "order", "expected"),
    [
        ("03/04/2025", "en", "DMY", (2025, 4, 3)),
        ("03/04/2025", "en", "MDY", (2025, 3, 4)),
        ("1er mars 2024", "fr_FR", "DMY", (2024, 3, 1)),
        ("1er mars 2024", "en", "DMY", None),
        ("1 March 2024", "no such", "DMY", None),
    ],
)
def test_language_and_order_are_those_given(
    text: str, language: str, order: str, expected: tuple[int, int, int] | None
) -> None:
    assert full_date(text, language, order) == expected


def test_dateparser_is_loaded_only_when_a_date_needs_it() -> None:
    code = "import sys, discrepant.cli, discrepant.values.timex; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
