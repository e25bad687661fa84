"""The value package only dispatches: every kind goes out to JSON and comes back."""

from __future__ import annotations

import datetime as dt

import pytest

from discrepant.model import DateValue, DurationValue, EntityValue, QuantityValue, StatusValue, Value
from discrepant.values import as_json, compare, decode, encode, from_json, kind_of, show

DAY = DateValue(edtf="1998-05-05", earliest=dt.date(1998, 5, 5), latest=dt.date(1998, 5, 5))
VALUES: list[tuple[str, Value]] = [
    ("date", DAY),
    ("duration", DurationValue(iso="P27Y", low=9861, high=9862, unit="year")),
    ("quantity", QuantityValue(low=30, high=30, unit="visit")),
    ("quantity", QuantityValue(low=20, high=None, comparator=">")),
    ("status", StatusValue(status="party", holds=False, at=DAY)),
    ("entity", EntityValue(id="person:erdogan", label="Recep Tayyip Erdoğan")),
]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_every_kind_round_trips(kind: str, value: Value) -> None:
    assert kind_of(value) == kind
    assert from_json(kind, as_json(value)) == value
    assert decode(encode(value)) == value
    assert show(value)
    assert compare(value, value).relation == "same"


def test_encoding_is_one_line_of_readable_json() -> None:
    text = encode(VALUES[-1][1])
    assert "\n" not in text
    assert "Erdoğan" in text


@pytest.mark.parametrize("text", ["", "state:RU"])
def test_an_id_is_no_value(text: str) -> None:
    assert decode(text) is None


def test_two_kinds_cannot_be_compared() -> None:
    with pytest.raises(TypeError, match="cannot compare a date with a quantity"):
        compare(DAY, VALUES[2][1])
