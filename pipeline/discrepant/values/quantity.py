"""Quantities: an interval of numbers, and what it counts or measures. Nothing is averaged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from discrepant.model import Comparison, QuantityValue
from discrepant.values.number_rules import Unit, load_number_rules
from discrepant.values.numerals import find_numbers, value_of_number

SLACK = 0.1
"""How far "about 400" reaches to either side, as a share of the number."""

ROUNDING = 0.05
"""How far a round number may lie from the exact one that it stands for, as a share of the number."""

_FIRST_DIGIT = re.compile(r"(?=[0-9])")

UNIT_ROUNDING = 0.025
"""How far two measures in different units may differ once converted, as a share of the larger."""

_INVARIANT = frozenset(
    {
        "people",
        "staff",
        "personnel",
        "police",
        "aircraft",
        "series",
        "spacecraft",
        "sheep",
        "troops",
        "dead",
        "wounded",
    }
    | {
        "injured",
        "missing",
        "displaced",
        "killed",
        "accused",
        "convicted",
        "disappeared",
        "detained",
        "arrested",
    }
)
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "half": "halves", "life": "lives", "wife": "wives", "crisis": "crises",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Interval:
    low: float
    high: float  # infinity: no upper bound
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, other: object) -> bool:
        if not isinstance(other, _Interval):
            return False
        below = other.low < self.low or (other.low == self.low and self.low_open and not other.low_open)
        above = other.high > self.high or (other.high == self.high and self.high_open and not other.high_open)
        return not below and not above

    def meets(self, other: _Interval) -> bool:
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        # Only one number is left, and it must belong to both.
        return not any(
            (i.low == low and i.low_open) or (i.high == high and i.high_open and i.high != float("inf"))
            for i in (self, other)
        )


def parse(text: str) -> QuantityValue | None:
    """The one quantity that `text` states ("some 400 inmates"), or None where it has none or several."""
    numbers = find_numbers(text)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    words = text[number.core_end :].split()
    counted = words[-1].strip(".,;:!?") if words and number.kind in ("count", "ordinal") else ""
    return value_of_number(number, unit=singular(counted.lower()) if counted.isalpha() else None)


def show(value: QuantityValue) -> str:
    """The value as a person writes it: "30 visits", "more than 400,000", "about 400", "EUR 4", "12%"."""
    return _with_unit(_amount(value), value)


def compare(a: QuantityValue, b: QuantityValue) -> Comparison:
    """How `a` stands to `b`. What is counted is the business of the slot, and not compared here."""
    factors = _common_measure(a, b)
    if isinstance(factors, str):
        return Comparison(relation="overlaps", why=factors)
    left, right = _interval(a, factors[0]), _interval(b, factors[1])
    first, second = show(a), show(b)
    if left == right:
        why = f"Both say {first}." if first == second else f"{_capital(first)} and {second} are one number."
        return Comparison(relation="same", why=why)
    if left in right:
        return Comparison(
            relation="refines", why=f"{_capital(first)} is among what {second} allows{_slack(b)}."
        )
    if right in left:
        return Comparison(
            relation="overlaps", why=f"{_capital(second)} is among what {first} allows{_slack(a)}."
        )
    slack = _slack(a) or _slack(b)
    if left.meets(right):
        return Comparison(relation="overlaps", why=f"Some numbers are both {first} and {second}{slack}.")
    if factors[0] != factors[1] and _close(left, right, UNIT_ROUNDING):
        return Comparison(relation="same", why=f"{_capital(first)} is {second} in another unit, rounded.")
    if _rounds_to(left, right, a):
        return Comparison(relation="refines", why=f"{_capital(second)} is {first}, rounded.")
    if _rounds_to(right, left, a):
        return Comparison(relation="overlaps", why=f"{_capital(first)} is {second}, rounded.")
    return Comparison(relation="disjoint", why=f"No number is both {first} and {second}{slack}.")


def as_json(value: QuantityValue) -> dict[str, Any]:
    """The value as plain JSON; whole numbers are written as such, and the unit only where there is one."""
    data: dict[str, Any] = {
        "low": _whole(value.low),
        "high": None if value.high is None else _whole(value.high),
        "comparator": value.comparator,
    }
    return data if value.unit is None else {**data, "unit": value.unit}


def from_json(data: dict[str, Any]) -> QuantityValue:
    """The inverse of `as_json`. Raises KeyError where a field is missing."""
    return QuantityValue(
        low=float(data["low"]),
        high=None if data["high"] is None else float(data["high"]),
        comparator=data["comparator"],
        unit=data.get("unit"),
    )


def plural(noun: str) -> str:
    """The plural of an English noun, for showing: "visit" to "visits", "country" to "countries"."""
    first, _, last = noun.rpartition(" ")
    if last in _INVARIANT:
        return noun
    if last in _PLURALS:
        last = _PLURALS[last]
    elif last.endswith("man") and last not in ("human", "german", "roman", "talisman"):
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in set("aeiou"):
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        last += "es"
    else:
        last += "s"
    return f"{first} {last}".strip()


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, for words that come without a lemma."""
    if noun in _INVARIANT:
        return noun  # "people" is its own lemma, as spaCy has it
    for one, many in _PLURALS.items():
        if noun == many:
            return one
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def _amount(value: QuantityValue) -> str:
    low, high, sign = value.low, value.high, value.comparator
    if sign == "~" and high is not None and low != high:
        for vague in load_number_rules().vague.values():
            if (vague.low, vague.high) == (low, high):
                return vague.words
    if high is None:
        return f"{'more than' if sign == '>' else 'at least'} {_figure(low)}"
    match sign:
        case "=":
            return _figure(low)
        case "~" if low == high:
            return f"about {_figure(low)}"
        case "~":
            return f"about {_figure(low)} to {_figure(high)}"
        case ">" | ">=":
            return f"just over {_figure(low)}"
        case "<":
            return f"fewer than {_figure(high)}"
        case "<=":
            return f"nearly {_figure(high)}" if low > 0 else f"up to {_figure(high)}"
        case _:
            return f"{_figure(low)} to {_figure(high)}"


def _with_unit(amount: str, value: QuantityValue) -> str:
    unit, rules = value.unit, load_number_rules()
    if unit is None:
        return amount
    if unit == "%":
        return f"{amount}%"
    if unit in _money():
        return _FIRST_DIGIT.sub(f"{unit} ", amount, count=1) if unit.isupper() else f"{amount} {unit}"
    if unit in rules.symbols:
        return f"{amount} {unit}"
    last = unit.split()[-1]
    if last in rules.words["totals"] or last in rules.words["sizes"]:
        return f"{unit} of {amount}"
    if amount.endswith(("handful", "reds", "sands", "ions")) or amount in ("dozens", "scores", "tens"):
        return f"{amount} of {plural(unit)}"
    single = value.low == 1 and value.high == 1
    return f"{amount} {unit if single else plural(unit)}"


def _figure(number: float) -> str:
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _money() -> frozenset[str]:
    return frozenset(load_number_rules().currencies.values())


def _common_measure(a: QuantityValue, b: QuantityValue) -> tuple[float, float] | str:
    """Factors that bring both to one unit, or the sentence that says why there are none."""
    symbols = load_number_rules().symbols
    if a.unit == b.unit:
        return (1.0, 1.0)
    left, right = symbols.get(a.unit or ""), symbols.get(b.unit or "")
    if left and right and left.dimension == right.dimension:
        return (left.factor, right.factor)
    if a.unit in _money() and b.unit in _money():
        return f"{show(a)} and {show(b)} are in two currencies, which are not converted."
    if _is_plain(a, left) and _is_plain(b, right):
        return (1.0, 1.0)
    if a.unit is None or b.unit is None:
        bare, other = (a, b) if a.unit is None else (b, a)
        return f"{_capital(show(bare))} may or may not be meant in {other.unit}."
    return f"{_capital(show(a))} and {show(b)} are measured in different ways."


def _is_plain(value: QuantityValue, unit: Unit | None) -> bool:
    """Whether the value is a count: neither a share, nor money, nor a measure."""
    return unit is None and value.unit != "%" and value.unit not in _money()


def _interval(value: QuantityValue, factor: float) -> _Interval:
    low, high = value.low, float("inf") if value.high is None else value.high
    if value.comparator == "~" and low == high:
        low, high = low * (1 - SLACK), high * (1 + SLACK)
    return _Interval(
        low * factor,
        high * factor,
        low_open=value.comparator == ">",
        high_open=value.comparator == "<" and high != float("inf"),
    )


def _slack(value: QuantityValue) -> str:
    if value.comparator == "~" and value.low == value.high:
        return f", with {SLACK:.0%} either way for the round word"
    return ""


def _close(a: _Interval, b: _Interval, share: float) -> bool:
    return a.low == a.high and b.low == b.high and abs(a.low - b.low) <= share * max(a.low, b.low)


def _rounds_to(exact: _Interval, rounded: _Interval, value: QuantityValue) -> bool:
    """Whether two bare numbers are one number, the second given in round thousands or whole units."""
    if exact.low != exact.high or rounded.low != rounded.high or not _close(exact, rounded, ROUNDING):
        return False
    number = rounded.low
    if number != int(number) or exact.low == number:
        return False
    if exact.low != int(exact.low):  # "12.4%" and "12%"; what is counted has no fractions
        return abs(exact.low - number) <= 0.5 and value.unit is not None
    step = 1000
    if number < 10_000 or int(number) % step:
        return False
    while int(number) % (step * 10) == 0:
        step *= 10
    # 413,490 is written as 400,000, but 1,200 and 1,217 are two counts.
    return abs(exact.low - number) <= step / 2 and int(exact.low) % step != 0
