"""Statuses: whether something holds of a subject (party, signatory, in force), and when."""

from __future__ import annotations

from typing import Any

from discrepant.model import Comparison, DateValue, StatusValue
from discrepant.values import date

# What a state can be to a treaty, and which of these each wording leaves open: "not a party" does not say
# whether the state has signed; "signatory" does not say that it has not ratified.
_STANDING: dict[tuple[str, bool], frozenset[str]] = {
    ("party", True): frozenset({"party"}),
    ("party", False): frozenset({"outside", "signatory"}),
    ("signatory", True): frozenset({"signatory", "party"}),
    ("signatory", False): frozenset({"outside"}),
    ("outside", True): frozenset({"outside"}),
    ("outside", False): frozenset({"signatory", "party"}),
    ("suspended", True): frozenset({"party"}),
}
_WORDS = {
    ("party", True): "a party",
    ("party", False): "not a party",
    ("signatory", True): "a signatory",
    ("signatory", False): "not a signatory",
    ("outside", True): "out of the treaty",
    ("outside", False): "not out of the treaty",
}


def show(value: StatusValue) -> str:
    """The value as a person writes it: "party", "not in force (1 July 2021)"."""
    asked, _, dispute = value.status.partition(":")
    if asked == "dispute":
        return f"{dispute.replace('_', ' ')}: {'yes' if value.holds else 'no'}"
    words = value.status.replace("_", " ").replace("-", " ")
    said = _WORDS.get((value.status, value.holds)) or (words if value.holds else f"not {words}")
    return said if value.at is None else f"{said} ({date.show(value.at)})"


def compare(a: StatusValue, b: StatusValue) -> Comparison:
    """How `a` stands to `b`. Opposite statuses contradict each other unless they are of different times."""
    first, second = show(a), show(b)
    possible = _STANDING.get((a.status, a.holds)), _STANDING.get((b.status, b.holds))
    if possible[0] is not None and possible[1] is not None:
        return _compare_standing(possible[0], possible[1], first, second)
    if a.status != b.status:
        return Comparison(relation="overlaps", why=f"{_capital(first)} and {second} are two questions.")
    apart = a.at is not None and b.at is not None and _apart(a.at, b.at)
    if a.holds != b.holds:
        if apart:
            return Comparison(
                relation="overlaps", why=f"{_capital(first)} and {second} are of different times."
            )
        return Comparison(relation="disjoint", why=f"One says {first}, the other {second}.")
    if a.at is not None and b.at is None:
        return Comparison(relation="refines", why=f"{_capital(first)} also says when.")
    if a.at is None and b.at is not None:
        return Comparison(relation="overlaps", why=f"{_capital(second)} also says when.")
    if apart:
        return Comparison(relation="overlaps", why=f"{_capital(first)} and {second} are of different times.")
    return Comparison(relation="same", why=f"Both say {first}.")


def _compare_standing(a: frozenset[str], b: frozenset[str], first: str, second: str) -> Comparison:
    if a == b:
        return Comparison(relation="same", why=f"{_capital(first)} and {second} come to the same.")
    if not a & b:
        return Comparison(relation="disjoint", why=f"{_capital(first)} and {second} exclude each other.")
    if a < b:
        return Comparison(relation="refines", why=f"{_capital(first)} says more than {second}.")
    return Comparison(relation="overlaps", why=f"{_capital(first)} leaves {second} open.")


def as_json(value: StatusValue) -> dict[str, Any]:
    """The value as plain JSON; `at` only where the text says when."""
    data: dict[str, Any] = {"status": value.status, "holds": value.holds}
    return data if value.at is None else {**data, "at": date.as_json(value.at)}


def from_json(data: dict[str, Any]) -> StatusValue:
    """The inverse of `as_json`. Raises KeyError where a field is missing."""
    at = data.get("at")
    return StatusValue(
        status=data["status"], holds=data["holds"], at=None if at is None else date.from_json(at)
    )


def _apart(a: DateValue, b: DateValue) -> bool:
    """Whether the two dates have no day in common."""
    return date.compare(a, b).relation == "disjoint"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
