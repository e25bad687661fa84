"""Equal values join into one reading; nothing is averaged, and copies count once."""

from __future__ import annotations

import datetime as dt

import pytest

from discrepant.model import Claim, DateValue, Value
from discrepant.reconcile.readings import build_readings, make_reading, origin_count, relation
from discrepant.values import date
from reconcile.factories import claim, count, on, person, status, years


def texts(*claims: Claim, **origins: str) -> list[str]:
    """The readings, as a person writes them, the best supported first."""
    return [reading.text for reading in build_readings(claims, origins)]


def test_equal_values_join() -> None:
    (reading,) = build_readings([claim("b", "1998"), claim("a", "1998")], {})
    assert reading.origins == 2
    assert [c.document for c in reading.claims] == ["a", "b"]


def test_a_closer_date_is_a_reading_of_its_own() -> None:
    assert texts(claim("a", "1998"), claim("b", "1998-05-05")) == ["1998", "5 May 1998"]


def test_nothing_is_averaged() -> None:
    found = texts(claim("a", 27, "reports"), claim("b", 30, "reports"))
    assert found == ["27", "30"]


def test_the_best_supported_comes_first() -> None:
    assert texts(claim("a", "1996"), claim("b", "1998"), claim("c", "1998")) == ["1998", "1996"]


def test_copies_count_once() -> None:
    claims = [claim("a", "1996"), claim("b", "1998"), claim("c", "1998")]
    assert texts(*claims, b="b", c="b") == ["1996", "1998"]
    assert origin_count(claims, {"b": "b", "c": "b"}) == 2


def test_two_places_of_one_article_are_one_origin() -> None:
    (reading,) = build_readings([claim("a", "1998"), claim("a", "1998", start=2000)], {})
    assert (reading.origins, len(reading.claims)) == (1, 2)


def test_a_weekday_joins_the_one_day_that_it_agrees_with() -> None:
    monday = claim("a", date.on_weekday(0), "law_signed")
    day = claim("b", "2025-09-29", "law_signed")
    assert texts(monday, day) == ["29 September 2025"]


def test_a_weekday_joins_none_of_two_days_that_it_agrees_with() -> None:
    monday = claim("a", date.on_weekday(0), "law_signed")
    others = claim("b", "2025-09-29", "law_signed"), claim("c", "2025-09-22", "law_signed")
    assert sorted(texts(monday, *others)) == ["22 September 2025", "29 September 2025", "a Monday"]


def test_a_weekday_does_not_join_a_day_that_it_contradicts() -> None:
    monday = claim("a", date.on_weekday(0), "law_signed")
    assert sorted(texts(monday, claim("b", "2025-09-30", "law_signed"))) == ["30 September 2025", "a Monday"]


def test_a_derived_reading_shows_its_sum() -> None:
    reading = make_reading([claim("a", "1998"), claim("b", "2025")], {}, derived="a sum", value=years(27))
    assert (reading.text, reading.derived) == ("27 years", "a sum")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (on("1998"), on("1998"), "same"),
        (on("1998-05"), on("1998"), "refines"),
        (on("1998"), on("1998-05"), "refines"),
        (on("1996"), on("1998"), "disjoint"),
        (on("1996/1998"), on("1998/2001"), "overlaps"),
        (count(27), count(30), "disjoint"),
        (count(407), count(400, high=None), "refines"),
        (count(400, high=None), count(407), "refines"),
        (years(27), years(30), "disjoint"),
        (status("party"), status("party", holds=False), "disjoint"),
        (status("party"), status("signatory"), "refines"),
        (person("Ana Example"), person("Ana Example"), "same"),
        (person("Ana Example"), person("Bo Other"), "disjoint"),
    ],
)
def test_the_relation_is_the_same_in_both_directions(a: Value, b: Value, expected: str) -> None:
    one, other = make_reading([claim("a", a)], {}), make_reading([claim("b", b)], {})
    assert relation(one, other) == relation(other, one) == expected


def test_a_date_without_bounds_is_still_a_reading() -> None:
    open_past = DateValue(edtf="../2020-01-01", earliest=None, latest=dt.date(2020, 1, 1))
    assert texts(claim("a", open_past)) == ["before 2 January 2020"]
