"""Lengths against dates: what the dates bear out, what they rule out, and what they leave open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from discrepant.model import Claim, Entity, Fact, Flag, Value
from discrepant.reconcile import reconcile_claims
from discrepant.rulebook import load_rules
from discrepant.values import date, duration

RULES = load_rules()
RUSSIA = Entity(id="state:RU", label="Russia")
COUNCIL = Entity(id="body:coe", label="Council of Europe")
TREATY = Entity(id="treaty:ecpt", label="ECPT")
NOBODY = Entity(id="", label="")


def _claim(predicate: str, value: Value, document: str, **fields: Any) -> Claim:
    start = fields.pop("start", 100)
    return Claim(
        **{
            "id": f"c-{document}-{predicate}-{start}",
            "document": document,
            "start": start,
            "end": start + 5,
            "quote": "quote",
            "sentence": (start - 20, start + 20),
            "kind": "date" if hasattr(value, "edtf") else "duration",
            "subject": RUSSIA,
            "predicate": predicate,
            "object": TREATY,
            "value": value,
            "published": dt.date(2025, 10, 1),
            **fields,
        }
    )


def _on(text: str) -> Value:
    return date.day(dt.date.fromisoformat(text))


def _facts(claims: list[Claim], predicate: str) -> list[Fact]:
    documents = {c.document: c.document for c in claims}
    return [f for f in reconcile_claims(claims, documents, RULES) if f.predicate == predicate]


def _member(years: float, document: str = "a.txt", **fields: Any) -> Claim:
    return _claim("membership_length", duration.length(years, "year"), document, object=COUNCIL, **fields)


ADMITTED = _claim("admitted", _on("1996-02-28"), "b.txt", object=COUNCIL)
EXPELLED = _claim("expelled", _on("2022-03-16"), "c.txt", object=COUNCIL, start=300)


@pytest.mark.parametrize(("years", "flag"), [(24, Flag.CONFLICT), (26, Flag.REFINED), (30, Flag.CONFLICT)])
def test_a_membership_is_as_long_as_its_dates(years: float, flag: Flag) -> None:
    """Russia was in the Council from 28 February 1996 to 16 March 2022: 26 years, whoever says what."""
    facts = _facts([_member(years), ADMITTED, EXPELLED], "membership_length")
    assert [f.flag for f in facts] == [flag]


def test_a_contradiction_shows_its_sum_and_rests_on_its_dates() -> None:
    """The reading worked out names both days, and its claims are those that give them."""
    (fact,) = _facts([_member(24), ADMITTED, EXPELLED], "membership_length")
    (derived,) = [r for r in fact.readings if r.derived]
    assert derived.derived == "from 28 February 1996 (admitted) to 16 March 2022 (expelled) is 26 years"
    assert {c.id for c in derived.claims} == {ADMITTED.id, EXPELLED.id}
    assert derived.origins == 0


def test_lengths_that_differ_and_a_sum_are_one_fact() -> None:
    """Two lengths in dispute, one of them borne out by the dates, are not two conflicts."""
    claims = [_member(24), _member(26, "d.txt"), ADMITTED, EXPELLED]
    facts = [f for f in _facts(claims, "membership_length") if f.flag is Flag.CONFLICT]
    assert len(facts) == 1
    assert [bool(r.derived) for r in facts[0].readings] == [r.text == "26 years" for r in facts[0].readings]


@pytest.mark.parametrize(
    "claims",
    [
        [_member(24)],
        [_member(24), ADMITTED],
        [_member(24, certainty="denied"), ADMITTED, EXPELLED],
        [_member(24), ADMITTED, EXPELLED, _claim("expelled", _on("2020-05-01"), "d.txt", object=COUNCIL)],
        [_member(24), ADMITTED, _claim("expelled", _on("2022-03-16"), "c.txt", object=TREATY)],
        [_member(24, published=dt.date(2020, 6, 1)), ADMITTED, EXPELLED],
    ],
    ids=["no dates", "one date", "denied", "another date allows it", "another body", "written earlier"],
)
def test_what_the_dates_leave_open_is_no_conflict(claims: list[Claim]) -> None:
    """Only a length that no date given anywhere allows is ruled out."""
    facts = _facts(claims, "membership_length")
    assert [f.flag for f in facts if f.flag is Flag.CONFLICT] == []


def test_bound_counts_from_entry_into_force() -> None:
    """ "Nine years it was binding" cannot be counted from ratification, "nine years a party" can."""
    dates = [
        _claim("ratified", _on("2012-03-14"), "b.txt"),
        _claim("in_force_for", _on("2014-08-01"), "b.txt", start=300),
        _claim("withdrew", _on("2021-07-01"), "b.txt", start=500),
    ]
    nine = duration.length(9, "year")
    old = dt.date(2021, 7, 2)
    party = _claim("membership_length", nine, "a.txt", published=old)
    binding = _claim(
        "membership_length", nine, "a.txt", published=old, qualifiers=(("since", "in_force_for"),)
    )
    assert [f.flag for f in _facts([party, *dates], "membership_length")] == [Flag.REFINED]
    assert [f.flag for f in _facts([binding, *dates], "membership_length")] == [Flag.CONFLICT]


@pytest.mark.parametrize(
    ("days", "conflict"), [(14, True), (9, False), (8, False), (10, True)], ids=["14", "9", "nights", "10"]
)
def test_a_visit_is_as_long_as_its_range_of_days(days: int, conflict: bool) -> None:
    """9 to 17 May is nine days, both counted, and eight nights."""
    visited = _claim("visited", date.interval(dt.date(2023, 5, 9), dt.date(2023, 5, 17)), "b.txt")
    length = _claim("visit_length", duration.length(days, "day"), "a.txt")
    flags = [f.flag for f in _facts([visited, length], "visit_length")]
    assert (Flag.CONFLICT in flags) is conflict


def _notice(day: str, months: int, effect: str) -> list[Claim]:
    return [
        _claim("notified", _on(day), "a.txt"),
        _claim("notice_period", duration.length(months, "month"), "b.txt", subject=NOBODY),
        _claim("withdrew", _on(effect), "c.txt"),
    ]


@pytest.mark.parametrize(
    ("claims", "conflict"),
    [
        (_notice("2025-07-10", 6, "2026-01-10"), False),
        (_notice("2025-07-10", 6, "2026-01-11"), False),
        (_notice("2025-07-10", 6, "2026-02-01"), False),
        (_notice("2025-07-10", 6, "2026-01-04"), True),
        (_notice("2024-10-06", 6, "2025-03-06"), True),
        (_notice("2016-10-27", 12, "2018-10-27"), True),
    ],
    ids=[
        "to the day",
        "the day after",
        "first of the next month",
        "too early",
        "a month early",
        "a year late",
    ],
)
def test_an_exit_follows_from_notice_and_period(claims: list[Claim], conflict: bool) -> None:
    """Treaties count to the day or to the first of the next month; nothing else is left open."""
    facts = [f for f in _facts(claims, "withdrew") if f.flag is Flag.CONFLICT]
    assert bool(facts) is conflict
    if conflict:
        assert {c.predicate for r in facts[0].readings if r.derived for c in r.claims} == {
            "notified",
            "notice_period",
        }


def test_dates_in_dispute_are_not_disputed_twice() -> None:
    """Where two days of notice are given, the conflict is theirs; the sum says which of them it backs."""
    claims = [*_notice("2024-10-06", 6, "2025-03-06"), _claim("notified", _on("2024-09-06"), "d.txt")]
    facts = reconcile_claims(claims, {c.document: c.document for c in claims}, RULES)
    assert [f.predicate for f in facts if f.flag is Flag.CONFLICT] == ["notified"]


def test_the_gap_between_two_acts_meets_their_dates() -> None:
    """ "Fourteen months after the visit" against a visit in May 2023 and a report of July 2024."""
    gap = _claim("gap:signed:ratified", duration.length(4, "year"), "a.txt")
    dates = [
        _claim("signed", _on("1996-02-28"), "b.txt"),
        _claim("ratified", _on("1998-05-05"), "b.txt", start=300),
    ]
    assert [f.flag for f in _facts([gap, *dates], "gap:signed:ratified")] == [Flag.CONFLICT]
    right = _claim("gap:signed:ratified", duration.length(2, "year"), "a.txt")
    assert [f.flag for f in _facts([right, *dates], "gap:signed:ratified")] == [Flag.REFINED]


@pytest.mark.parametrize(
    ("ratified", "conflict"), [("1995-05-05", True), ("1998-05-05", False)], ids=["before", "after"]
)
def test_nobody_ratifies_before_signing(ratified: str, conflict: bool) -> None:
    """Signature on 28 February 1996 rules out a ratification in 1995."""
    claims = [_claim("signed", _on("1996-02-28"), "a.txt"), _claim("ratified", _on(ratified), "b.txt")]
    assert (Flag.CONFLICT in [f.flag for f in _facts(claims, "ratified")]) is conflict


def test_a_date_in_dispute_proves_no_wrong_order() -> None:
    """Two days of signature are one conflict; that one of them comes too late is no second one."""
    claims = [
        _claim("signed", _on("1999-02-28"), "a.txt"),
        _claim("signed", _on("1998-06-28"), "c.txt"),
        _claim("ratified", _on("1998-05-05"), "b.txt"),
    ]
    assert [f.flag for f in _facts(claims, "ratified")] == [Flag.SINGLE]
