"""Finds the numbers of a text that count or measure something. Linear in the text, and needs no model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from discrepant.model import QuantityValue
from discrepant.values.number_bounds import bound_after, bound_before
from discrepant.values.number_context import hidden_places, is_code, is_time_of_day, is_year
from discrepant.values.number_kinds import Reading, is_idle_zero, kind_after, single_at, usable_one, zero_at
from discrepant.values.number_rules import NumberRules, Sign, load_number_rules
from discrepant.values.number_tokens import Token, glued, near, scan
from discrepant.values.number_words import Core, read_core

Comparator: TypeAlias = Literal["=", "~", ">", ">=", "<", "<=", "range"]
NumberKind: TypeAlias = Literal["count", "ordinal", "percent", "money", "age", "duration", "measure"]

NEAR = 0.1
"""How far below "nearly 400", and above "just over 400", may reach, as a share of the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number in a text. Offsets are code points; `start` to `end` takes in the words that bound it."""

    start: int
    end: int
    core_start: int  # of the bare number
    core_end: int
    low: float
    high: float | None  # None: no upper bound
    comparator: Comparator
    kind: NumberKind
    unit: str | None = None  # symbol of the unit of measure, where there is one
    money: str | None = None  # ISO 4217
    ratio_index: Literal[0, 1] | None = None  # first or second part of "212 to 45"
    votes: bool = False  # the ratio is one of votes

    @property
    def ordinal(self) -> bool:
        """Whether it gives a place in an order: "eighth"."""
        return self.kind == "ordinal"

    @property
    def percent(self) -> bool:
        """Whether it is a share of a hundred."""
        return self.kind == "percent"


def value_of_number(number: Number, unit: str | None = None) -> QuantityValue:
    """The value of `number`, counting `unit` unless it has a unit of its own."""
    own = "%" if number.percent else number.money or number.unit
    return QuantityValue(low=number.low, high=number.high, comparator=number.comparator, unit=own or unit)


def find_numbers(text: str) -> list[Number]:
    """All numbers of `text` in order. Dates, labels, codes and addresses are left out; never raises."""
    rules = load_number_rules()
    tokens = scan(text)
    if not any(token.digits or token.lower in rules.triggers for token in tokens):
        return []
    return _Scanner(text, tokens, rules).numbers()


@dataclass(slots=True)
class _Found:
    """A number while its surroundings are still being read; `first` and `end` are token indices."""

    first: int
    core: Core
    reading: Reading
    ratio: Literal[0, 1] | None = None
    upper: Core | None = None  # the second number of a range
    votes: bool = False


class _Scanner:
    def __init__(self, text: str, tokens: list[Token], rules: NumberRules) -> None:
        self.text = text
        self.tokens = tokens
        self.rules = rules
        self.hidden = hidden_places(text, tokens, rules)

    def numbers(self) -> list[Number]:
        found: list[Number] = []
        i = after = 0
        while i < len(self.tokens):
            core = self._core(i)
            if core is None:
                i += 1
                continue
            parts = self._pair(i, core)
            for part in parts:
                number = self._finish(part, after)
                if number is not None:
                    found.append(number)
                after = part.reading.end
            i = max(i + 1, after)
        return found

    def _core(self, i: int, second: bool = False) -> Core | None:
        """The number that begins at token `i`, unless it only looks like one. `second`: after "to"."""
        token, tokens, rules = self.tokens[i], self.tokens, self.rules
        if (not token.digits and token.lower not in rules.triggers) or self.hidden[token.start]:
            return None
        if token.digits and is_code(tokens, i, rules):
            return None
        if (
            not token.digits
            and i
            and glued(tokens[i - 1], token)
            and tokens[i - 1].text in "-'\u2019\u2010\u2011_@."
        ):
            return None  # inside a word: "well-to-one", "twenty-one" is read from its start
        if token.lower in ("single", "sole", "lone", "twice"):
            return single_at(tokens, i, rules)
        if zero := zero_at(tokens, i, rules, ratio=second):
            return zero
        if token.lower == "zero" and is_idle_zero(tokens, i, rules):
            return None
        between = i > 0 and tokens[i - 1].lower == "between"
        core = read_core(self.text, tokens, i, rules, bounded=between)
        if core is None:
            return None
        if (
            token.lower == "one"
            and core.end == i + 1
            and core.high == 1
            and not usable_one(tokens, i, rules, second)
        ):
            return None
        if core.plain and is_year(tokens, i, core.end, bound_before(tokens, i, rules) is not None, rules):
            return None
        if core.form == "words" and not core.scaled and self._year_in_words(i, core):
            return None
        if core.form == "words" and is_time_of_day(tokens, i, core.end, rules):
            return None
        return core

    def _year_in_words(self, i: int, core: Core) -> bool:
        """Whether it is either half of a year: "nineteen ninety-eight", "twenty twenty-four"."""
        following = self.tokens[core.end].lower if core.end < len(self.tokens) else ""
        if 13 <= core.high <= 20 and self.rules.cardinals.get(following, 0) >= 20:
            return near(self.tokens[core.end - 1], self.tokens[core.end])
        before = self.rules.cardinals.get(self.tokens[i - 1].lower, 0) if i else 0
        return 20 <= core.high <= 99 and 13 <= before <= 20 and near(self.tokens[i - 1], self.tokens[i])

    def _pair(self, i: int, core: Core) -> list[_Found]:
        """The number at token `i` with what it is joined to: a range is one number, a ratio two."""
        tokens, j = self.tokens, core.end
        reading = kind_after(self.text, tokens, i, core, self.rules)
        alone = [_Found(i, core, reading)]
        if core.ordinal or core.form in ("fraction", "vague") or j >= len(tokens):
            return alone
        link, k = self._link(i, core)
        if link and reading.money and k < len(tokens):
            while tokens[k].text in self.rules.signs and k + 1 < len(tokens):
                k += 1  # "between $5m and $6m"
        if not link or k >= len(tokens) or not near(tokens[k - 1], tokens[k]):
            return alone
        second = self._core(k, second=link in ("to", "-"))
        if second is None or second.ordinal or second.form in ("fraction", "vague"):
            return alone
        later = kind_after(self.text, tokens, k, second, self.rules)
        if self._is_ratio(i, core, second, link, later, k):
            votes = reading.votes or self._votes_near(i)
            return [_Found(i, core, reading, 0, None, votes), _Found(k, second, later, 1, None, votes)]
        spaced = link == "to" and j != k - 1
        if (second.high <= core.low and not (second.scaled and not core.scaled)) or spaced:
            return alone
        if link == "or" and second.high > 3 * core.low:
            return alone
        core = self._share_scale(core, second, k)
        if reading.money and later.kind in ("count", "money"):
            later = replace(reading, end=later.end)
        return [_Found(i, core, later, None, second)] if core.low < second.high else alone

    def _link(self, i: int, core: Core) -> tuple[str, int]:
        """The word that may join the number before token `core.end` to another, and where that one begins."""
        tokens, j = self.tokens, core.end
        if tokens[j].text in "-\u2013\u2010\u2011\u2014" and j + 1 < len(tokens):
            tight = glued(tokens[j - 1], tokens[j]) and glued(tokens[j], tokens[j + 1])
            loose = tokens[j].text == "\u2013" and not glued(tokens[j - 1], tokens[j])
            return ("-", j + 1) if tight or (loose and tokens[j + 1].digits) else ("", j)
        if not near(tokens[j - 1], tokens[j]):
            return "", j
        start = tokens[i - 1].lower if i else ""
        word = tokens[j].lower
        if word == "and" and self._after_between(i):
            return "and", j + 1
        if word == "or" and core.high <= 1000:
            return "or", j + 1
        if word == "to" and start != "from":
            return "to", j + 1
        counted = (
            word in self.rules.words["vote_nouns"] and j + 1 < len(tokens) and tokens[j + 1].lower == "to"
        )
        return ("to", j + 2) if counted and start != "from" else ("", j)

    def _after_between(self, i: int) -> bool:
        bound = bound_before(self.tokens, i, self.rules)
        first = i if bound is None else bound[1]
        if first and self.tokens[first - 1].text in self.rules.signs:
            first -= 1
        return first > 0 and self.tokens[first - 1].lower == "between"

    def _is_ratio(self, i: int, first: Core, second: Core, link: str, later: Reading, k: int) -> bool:
        if link not in ("to", "-") or later.kind in ("percent", "money", "measure", "duration", "age"):
            return False
        if first.scaled or second.scaled or second.high == 0:
            return second.high == 0
        said = self.tokens[first.end].lower in self.rules.words["vote_nouns"] and link == "to"
        if said or first.low > second.high:
            return first.low > second.high or said
        # The smaller number first is a ratio only without a noun and among votes: "lost by 45 to 212".
        end = self.tokens[second.end].lower if second.end < len(self.tokens) else "."
        apart = end in self.rules.words["vote_nouns"] and second.low > 2 * first.low
        return (not end.isalpha() or apart) and self._votes_near(i) and link == "to"

    def _votes_near(self, i: int) -> bool:
        around = self.tokens[max(0, i - 15) : i + 12]
        return any(token.lower in self.rules.words["vote_context"] for token in around)

    def _share_scale(self, first: Core, second: Core, k: int) -> Core:
        """The first number in the scale of the second: both are in millions in "2 to 3 million"."""
        if not second.scaled or first.scaled or first.low >= 1000 or self.tokens[k].lower in ("a", "half"):
            return first
        for scale in sorted(set(self.rules.scales.values()), reverse=True):
            if (
                second.high >= scale
                and (second.high / scale) * 1000 % 1 < 1e-6
                and first.low * scale < second.high
            ):
                return first._replace(low=first.low * scale, high=first.high * scale)
        return first

    def _finish(self, part: _Found, after: int) -> Number | None:
        """The number with its bounds; `after` is the index of the first token that is still free."""
        tokens, core, reading = self.tokens, part.core, part.reading
        if reading.kind is None:
            return None
        if reading.kind == "count" and self.text[
            tokens[part.first].start : tokens[core.end - 1].end
        ].endswith(".0"):
            return None  # a version: nobody counts in tenths
        first, sign = part.first, None
        if (reading.money and tokens[first - 1].text in ("$", "\u20ac", "\u00a3")) or reading.sign_tokens:
            first -= reading.sign_tokens
        if first > after and tokens[first - 1].lower == "between" and part.upper:
            first -= 1
        bound = bound_before(tokens, first, self.rules)
        if bound is not None and bound[1] >= after and not core.ordinal and part.ratio != 1:
            sign, first = bound
        end = reading.end
        behind = bound_after(tokens, end, self.rules) if not core.ordinal else None
        if behind is not None:
            sign, end = behind[0] if sign in (None, "=") else sign, behind[1]
        last = part.upper.end if part.upper else core.end
        low, high, comparator = _interval(core, part.upper, sign)
        number = Number(
            start=tokens[first].start,
            end=tokens[end - 1].end,
            core_start=tokens[part.first].start,
            core_end=tokens[last - 1].end,
            low=low,
            high=high,
            comparator=comparator,
            kind=reading.kind,
            unit=reading.unit,
            money=reading.money,
            ratio_index=part.ratio,
            votes=part.votes,
        )
        return replace(number, comparator="=") if part.ratio is not None and comparator == "~" else number


def _interval(core: Core, upper: Core | None, sign: Sign | None) -> tuple[float, float | None, Comparator]:
    """Low, high and comparator of a number under `sign`."""
    if upper is not None:
        return core.low, upper.high, "~" if sign == "~" else "range"
    low, high = core.low, core.high
    if low != high:  # a vague amount: "more than a handful" is at least the least of it
        return (low, None, ">") if sign in (">", ">=") else (low, high, "~")
    match sign:
        case ">" | ">=":
            return low, None, sign
        case "<" | "<=":
            return 0.0, high, sign
        case "nearly":
            return low * (1 - NEAR), high, "<="
        case "just-over":
            return low, high * (1 + NEAR), ">="
    return low, high, "~" if sign == "~" or (core.about and sign != "=") else "="
