"""Statuses: opposite ones contradict each other unless they are of different times."""

from __future__ import annotations

import datetime as dt

import pytest

from discrepant.model import DateValue, StatusValue
from discrepant.values.status import as_json, compare, from_json, show


def on(year: int) -> DateValue:
    return DateValue(edtf=str(year), earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))


FORCE = StatusValue(status="in_force", holds=True)
NO_FORCE = StatusValue(status="in_force", holds=False)
FORCE_2020 = StatusValue(status="in_force", holds=True, at=on(2020))
NO_FORCE_2020 = StatusValue(status="in_force", holds=False, at=on(2020))
NO_FORCE_2022 = StatusValue(status="in_force", holds=False, at=on(2022))
PARTY = StatusValue(status="party", holds=True)
NOT_PARTY = StatusValue(status="party", holds=False)
SIGNATORY = StatusValue(status="signatory", holds=True)
NOT_SIGNATORY = StatusValue(status="signatory", holds=False)
OUTSIDE = StatusValue(status="outside", holds=True)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (FORCE, FORCE, "same"),
        (FORCE, NO_FORCE, "disjoint"),
        (FORCE_2020, NO_FORCE_2020, "disjoint"),
        (FORCE_2020, NO_FORCE, "disjoint"),
        (FORCE_2020, NO_FORCE_2022, "overlaps"),
        (NO_FORCE_2020, NO_FORCE_2022, "overlaps"),
        (FORCE_2020, FORCE, "refines"),
        (FORCE, FORCE_2020, "overlaps"),
        (FORCE, PARTY, "overlaps"),
        # What a state can be to a treaty: party, signatory only, or neither.
        (PARTY, NOT_PARTY, "disjoint"),
        (PARTY, SIGNATORY, "refines"),
        (SIGNATORY, NOT_PARTY, "overlaps"),
        (NOT_SIGNATORY, OUTSIDE, "same"),
        (OUTSIDE, SIGNATORY, "disjoint"),
        (OUTSIDE, NOT_PARTY, "refines"),
        (PARTY, NOT_SIGNATORY, "disjoint"),
    ],
)
def test_compare(a: StatusValue, b: StatusValue, relation: str) -> None:
    result = compare(a, b)
    assert result.relation == relation
    assert result.why.endswith(".")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(PARTY, "a party"), (NOT_PARTY, "not a party"), (FORCE, "in force"), (NO_FORCE, "not in force")],
)
def test_show(value: StatusValue, shown: str) -> None:
    assert show(value) == shown


def test_show_tells_when() -> None:
    assert show(NO_FORCE_2022) == "not in force (2022)"


@pytest.mark.parametrize("value", [PARTY, NO_FORCE, FORCE_2020])
def test_json_round_trip(value: StatusValue) -> None:
    assert from_json(as_json(value)) == value
    assert ("at" in as_json(value)) == (value.at is not None)
