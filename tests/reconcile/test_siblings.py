"""Counts of several articles: which differ, which are explained, and by what."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from discrepant.model import NOBODY, Claim, Fact, QuantityValue
from discrepant.reconcile import reconcile_claims
from discrepant.reconcile.explanations import is_transposed
from discrepant.rulebook import load_rules

RULES = load_rules()
_MADE: Counter[str] = Counter()


def count(
    document: str,
    predicate: str,
    number: float,
    *,
    published: str | None = "2025-02-18",
    start: int = 0,
    comparator: str = "=",
    **qualifiers: str,
) -> Claim:
    """A claim that counts, far from all others unless `start` says otherwise."""
    _MADE[document] += 1
    place = start or 1000 * _MADE[document]
    return Claim(
        id=f"c-{document}-{_MADE[document]}",
        document=document,
        start=place,
        end=place + 3,
        quote=f"{number:.0f}",
        sentence=(place, place + 3),
        kind="quantity",
        subject=NOBODY,
        predicate=predicate,
        object=NOBODY,
        value=QuantityValue(low=number, high=number, comparator=comparator),  # type: ignore[arg-type]
        qualifiers=tuple(sorted(qualifiers.items())),
        published=dt.date.fromisoformat(published) if published else None,
    )


def facts(*claims: Claim) -> list[Fact]:
    """All facts of `claims`, each document an origin of its own."""
    return list(reconcile_claims(claims, {c.document: c.document for c in claims}, RULES))


def flags(*claims: Claim) -> set[str]:
    """The flags of the facts in which more than one value meets."""
    return {str(fact.flag) for fact in facts(*claims) if len(fact.readings) > 1}


CASES = [
    # a toll grows while it is news ...
    ({"explained"}, count("a", "killed", 48, published="2025-02-12"), count("b", "killed", 87)),
    # ... but not by two digits that changed places, nor where both quote one source
    ({"conflict"}, count("a", "wounded", 112), count("b", "wounded", 121, published="2025-03-14")),
    (
        {"conflict"},
        count("a", "wounded", 112, source="body:un"),
        count("b", "wounded", 125, source="body:un", published="2025-02-20"),
    ),
    ({"conflict"}, count("a", "killed", 87), count("b", "killed", 80, published="2025-02-20")),
    ({"explained"}, count("a", "killed", 22, published=None), count("b", "killed", 41)),
    # two sides of a fight
    ({"conflict"}, count("a", "killed", 87), count("b", "killed", 26, group="terrorist")),
    ({"explained"}, count("a", "killed", 87), count("b", "killed", 46, group="woman")),
    # parts, and what is left
    ({"explained"}, count("a", "rescued", 73), count("b", "rescued", 58, scope="part")),
    ({"conflict"}, count("a", "open:stall", 44, state="left"), count("b", "open:stall", 60, state="left")),
    ({"explained"}, count("a", "open:stall", 140), count("b", "open:stall", 60, state="left")),
    ({"explained"}, count("a", "members", 124), count("b", "members", 123, after="change")),
    ({"conflict"}, count("a", "members", 111, after="change"), count("b", "members", 110, after="change")),
    # counts that no rule knows
    ({"conflict"}, count("a", "open:gun", 17, verb="seize"), count("b", "open:gun", 19, verb="seize")),
    (set(), count("a", "open:gun", 4, verb="seize"), count("b", "open:gun", 5, verb="sell")),
    (set(), count("a", "open:man", 3, verb="wait"), count("b", "open:man", 4, verb="wait")),
    (set(), count("a", "open:page", 40, verb="write"), count("b", "open:page", 77, verb="write")),
]


@pytest.mark.parametrize(("expected", "a", "b"), CASES)
def test_two_counts(expected: set[str], a: Claim, b: Claim) -> None:
    """Two counts of one measure in two articles."""
    assert flags(a, b) == expected


def test_a_part_measure_and_its_whole_are_explained() -> None:
    """The treated are some of the wounded, though no article gives both."""
    (fact,) = [f for f in facts(count("a", "wounded", 112), count("b", "treated", 43)) if len(f.readings) > 1]
    assert fact.flag == "explained"
    assert "people treated" in fact.reason


def test_siblings_of_one_source_are_told_apart() -> None:
    """One article that gives two measures explains those of the others."""
    found = facts(count("a", "killed", 45), count("a", "missing_people", 68), count("b", "killed", 45))
    assert {str(f.flag) for f in found if len(f.readings) > 1} == {"explained"}


@pytest.mark.parametrize(("total", "flag"), [(947, "refined"), (943, "conflict"), (2000, None)])
def test_parts_and_their_total(total: float, flag: str | None) -> None:
    """The sum of an article's own parts stands beside the total that it gives."""
    terms = count("a", "convicted_prisoners", 719), count("a", "remand_prisoners", 228)
    found = [f for f in facts(count("a", "detained_people", total), *terms) if f.readings[-1].derived]
    assert [str(f.flag) for f in found] == ([flag] if flag else [])
    assert all("719 and 228 make 947" in f.reason for f in found)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (5176, 5716, True),
        (112, 121, True),
        (1029763, 1092763, True),
        (43, 34, False),  # two digits are swapped by chance
        (112, 211, False),
        (112, 113, False),
        (5176, 517, False),
    ],
)
def test_transposed_digits(a: float, b: float, expected: bool) -> None:
    """Two neighbouring digits that changed places, in numbers long enough to tell."""
    one, other = (QuantityValue(low=n, high=n) for n in (a, b))
    assert is_transposed(one, other) is expected
