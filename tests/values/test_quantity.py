"""Quantities as sets of numbers: compare, show, JSON."""

from __future__ import annotations

import json
from typing import Literal, TypeAlias, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.model import QuantityValue
from discrepant.values.quantity import as_json, compare, from_json, parse, plural, show, singular

FLIPPED = {
    "same": {"same"},
    "refines": {"overlaps"},
    "overlaps": {"refines", "overlaps"},
    "disjoint": {"disjoint"},
}


def value(text: str) -> QuantityValue:
    parsed = parse(text)
    assert parsed is not None, text
    return parsed


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("30 visits", "thirty visits", "same"),
        ("30 visits", "27 reports", "disjoint"),
        ("947 people", "943 people", "disjoint"),
        ("407", "some 400", "refines"),
        ("some 400", "407", "overlaps"),
        ("some 400", "at least 250", "refines"),
        ("190", "at least 250", "disjoint"),
        ("413,490", "more than 400,000", "refines"),
        ("400,000", "more than 400,000", "disjoint"),
        ("400,000", "at least 400,000", "refines"),
        ("47", "dozens", "refines"),
        ("12", "dozens", "disjoint"),
        ("fewer than 20", "more than 10", "overlaps"),
        ("fewer than 20", "at least 20", "disjoint"),
        ("up to 20", "at least 20", "overlaps"),
        ("between 20 and 30", "25 to 40", "overlaps"),
        ("25", "between 20 and 30", "refines"),
        ("nearly 400", "407", "disjoint"),
        ("just over 400", "407", "overlaps"),
        ("3,412,678", "3.4 million", "refines"),  # rounded
        ("413,490", "400,000", "refines"),
        ("1,217", "1,200", "disjoint"),  # too exact to be rounded
        ("409", "300", "disjoint"),
        ("12.4%", "12%", "refines"),
        ("14%", "12%", "disjoint"),
        ("12%", "12", "overlaps"),
        ("EUR 12", "12 dollars", "overlaps"),
        ("EUR 12", "12 euros", "same"),
        ("EUR 12", "EUR 13", "disjoint"),
        ("10 miles", "16 km", "same"),
        ("10 miles", "20 km", "disjoint"),
        ("1,000 metres", "1 km", "same"),
        ("20 km", "20 tonnes", "overlaps"),
        ("no votes against", "one vote", "disjoint"),
    ],
)
def test_comparing_is_set_algebra(a: str, b: str, relation: str) -> None:
    forward, back = compare(value(a), value(b)), compare(value(b), value(a))
    assert forward.relation == relation
    assert back.relation in FLIPPED[relation]
    assert forward.why.endswith(".")
    assert forward.why[0].isupper() or forward.why[0].isdigit()


def test_the_slack_of_a_round_word_is_told() -> None:
    assert "10%" in compare(value("407"), value("some 400")).why
    assert "currencies" in compare(value("EUR 12"), value("12 dollars")).why


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("30 visits", "30 visits"),
        ("one vote", "1 vote"),
        ("More than 400,000", "more than 400,000"),
        ("some 400", "about 400"),
        ("nearly 400", "nearly 400"),
        ("just over 400", "just over 400"),
        ("at least 20 people", "at least 20 people"),
        ("fewer than 20", "fewer than 20"),
        ("no more than 20", "up to 20"),
        ("between 20 and 30", "20 to 30"),
        ("dozens", "dozens"),
        ("3.4 million", "3,400,000"),
        ("12.5 %", "12.5%"),
        ("4 euros", "EUR 4"),
        ("more than 4 euros", "more than EUR 4"),
        ("41 cents", "41 cents"),
        ("15 kilometres", "15 km"),
    ],
)
def test_shows_what_a_person_would_write(text: str, shown: str) -> None:
    assert show(value(text)) == shown
    assert compare(value(shown), value(text)).relation == "same"  # and reads it back


def test_shows_vague_amounts_and_totals_as_english() -> None:
    assert show(QuantityValue(low=24, high=99, comparator="~", unit="government")) == "dozens of governments"
    assert show(QuantityValue(low=3, high=9, comparator="~", unit="country")) == "several countries"
    assert show(QuantityValue(low=978, high=978, unit="head count")) == "head count of 978"


@pytest.mark.parametrize("text", ["no number here", "20 of the 60 people"])
def test_parse_wants_exactly_one_number(text: str) -> None:
    assert parse(text) is None


def test_json_writes_whole_numbers_whole_and_the_unit_where_there_is_one() -> None:
    assert (
        json.dumps(as_json(value("30 visits")))
        == '{"low": 30, "high": 30, "comparator": "=", "unit": "visit"}'
    )
    assert as_json(value("more than 2.5")) == {"low": 2.5, "high": None, "comparator": ">"}


@pytest.mark.parametrize(
    ("one", "many"),
    [("visit", "visits"), ("country", "countries"), ("woman", "women"), ("person", "people"),
     ("life", "lives"), ("policeman", "policemen"), ("aircraft", "aircraft"), ("wounded", "wounded"),
     ("church", "churches")],
)  # fmt: skip
def test_nouns_have_plurals(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one if many != "people" else singular(many) == "people"


Sign: TypeAlias = Literal["=", "~", ">", ">=", "<", "<=", "range"]
SIGNS: tuple[Sign, ...] = get_args(Sign)


@st.composite
def quantities(draw: st.DrawFn) -> QuantityValue:
    low = float(draw(st.integers(0, 10**7)))
    sign = draw(st.sampled_from(SIGNS))
    if sign in (">", ">="):
        return QuantityValue(low=low, high=None, comparator=sign)
    if sign in ("<", "<="):
        return QuantityValue(low=0, high=low + 1, comparator=sign)
    high = low + draw(st.integers(1, 100)) if sign == "range" else low
    return QuantityValue(
        low=low, high=high, comparator=sign, unit=draw(st.sampled_from([None, "visit", "%", "km", "EUR"]))
    )


@given(quantities(), quantities())
def test_comparison_agrees_with_itself_turned_round(a: QuantityValue, b: QuantityValue) -> None:
    assert compare(b, a).relation in FLIPPED[compare(a, b).relation]


@given(quantities())
def test_a_value_is_the_same_as_itself_and_survives_json(a: QuantityValue) -> None:
    assert compare(a, a).relation == "same"
    assert from_json(json.loads(json.dumps(as_json(a)))) == a
    assert show(a)
