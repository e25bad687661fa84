"""What kind of number it is (count, share, money, measure, age, length of time), and zero and one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from discrepant.values.number_bounds import bound_before
from discrepant.values.number_rules import NumberRules
from discrepant.values.number_tokens import Token, glued, near, phrase_at
from discrepant.values.number_words import Core

Kind: TypeAlias = Literal["count", "ordinal", "percent", "money", "age", "duration", "measure"]

_NEGATIONS = frozenset({"not", "t", "never", "without", "nor", "every", "cannot", "n't", "hardly", "no"})
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Reading:
    """What follows a number. `end` is the index of the first token that is no longer part of it."""

    kind: Kind | None  # None: no number after all
    end: int
    unit: str | None = None
    money: str | None = None
    sign_tokens: int = 0  # tokens of the currency sign before the number
    votes: bool = False


def kind_after(text: str, tokens: list[Token], i: int, core: Core, rules: NumberRules) -> Reading:
    """What kind of number `core`, which begins at token `i`, is by the words around it."""
    j = core.end
    if core.form == "fraction":
        return Reading("percent", j)
    if sign := _currency_before(tokens, i, rules):
        return Reading("money", j, money=sign[0], sign_tokens=sign[1])
    if core.ordinal:
        return _ordinal(tokens, i, j, rules)
    joined = j < len(tokens) - 1 and tokens[j].text in _HYPHENS and glued(tokens[j - 1], tokens[j])
    joined = joined and glued(tokens[j], tokens[j + 1]) and tokens[j + 1].text.isalpha()
    k = j + 1 if joined else j
    if k >= len(tokens) or not (joined or near(tokens[k - 1], tokens[k])):
        return Reading(_age_before(tokens, i, j, core, rules) or "count", j)
    if unit := _unit(tokens, k, rules):
        return unit
    if age := _age(tokens, i, k, core):
        return age
    if span := _duration(tokens, k, rules):
        return Reading("duration", span)
    word = tokens[k].lower
    if (
        joined
        and core.form != "digits"
        and word not in rules.words["compounds"]
        and word not in rules.cardinals
    ):
        return Reading(None, j)
    in_favour = word in rules.words["vote_nouns"]
    return Reading(_age_before(tokens, i, j, core, rules) or "count", j, votes=in_favour)


def _currency_before(tokens: list[Token], i: int, rules: NumberRules) -> tuple[str, int] | None:
    """ISO code and number of tokens of the currency sign that ends before token `i`."""
    if i == 0 or not tokens[i].digits or tokens[i].start - tokens[i - 1].end > 1:
        return None
    mark = tokens[i - 1].text
    if i > 1 and glued(tokens[i - 2], tokens[i - 1]) and tokens[i - 2].text + mark in rules.signs:
        return rules.signs[tokens[i - 2].text + mark], 2
    return (rules.signs[mark], 1) if mark in rules.signs else None


def _unit(tokens: list[Token], k: int, rules: NumberRules) -> Reading | None:
    """Percent, currency or unit of measure at token `k`."""
    word = tokens[k].lower
    if word in ("%", "percent", "pct") or word == "percentage":
        points = phrase_at(tokens, k + 1, 1) in (("points",), ("point",))
        return Reading("percent", k + 1 + points)
    if phrase_at(tokens, k, 2) == ("per", "cent"):
        return Reading("percent", k + 2)
    for length in (3, 2, 1):
        words = phrase_at(tokens, k, length)
        if words is None:
            continue
        if words in rules.currencies:
            return Reading("money", k + length, money=rules.currencies[words])
        if words in rules.units:
            # A lone letter or two must be written as the unit is: "15 m", "20 MW", never "15 M".
            if (
                length == 1
                and len(words[0]) <= 2
                and tokens[k].text.lower() != tokens[k].text
                and words[0] not in ("mw", "gw")
            ):
                continue
            return Reading("measure", k + length, unit=rules.units[words].symbol)
    return None


def _ordinal(tokens: list[Token], i: int, j: int, rules: NumberRules) -> Reading:
    """A place in an order, unless it belongs to a date, a title, an adverb or a compound."""
    nothing = Reading(None, j)
    before = tokens[i - 1].lower if i else ""
    if j >= len(tokens) or not near(tokens[j - 1], tokens[j]):
        return Reading("ordinal", j) if before == "the" or tokens[i].digits else nothing
    following = tokens[j]
    title = (tokens[i].digits or tokens[i].text[0].isupper()) and following.text[0].isupper()
    compound = following.text in _HYPHENS and glued(tokens[j - 1], following)
    dated = following.lower in rules.words["not_after_ordinal"]
    adverb = before in rules.words["adverb_before"] or following.text in ",:" or following.lower == "of"
    return nothing if title or compound or dated or adverb else Reading("ordinal", j)


def _age(tokens: list[Token], i: int, k: int, core: Core) -> Reading | None:
    """An age written with its unit: "41-year-old", "41 years old", "41 years of age"."""
    if not 0 < core.high <= 130 or tokens[k].lower not in ("year", "years", "month", "months"):
        return None
    for words in (("-", "old"), ("-", "olds"), ("old",), ("of", "age")):
        if phrase_at(tokens, k + 1, len(words)) == words:
            return Reading("age", k + 1 + len(words))
    return None


def _age_before(tokens: list[Token], i: int, j: int, core: Core, rules: NumberRules) -> Literal["age"] | None:
    """Whether the words before make it an age: "aged 41", "Jane Doe, 41, said", "children under 16"."""
    if not 0 < core.high <= 130 or i == 0:
        return None
    words = [token.lower for token in tokens[max(0, i - 3) : i]]
    if words[-1] in ("aged", "age") or words[-2:] in (["aged", "between"], ["age", "of"], ["ages", "of"]):
        return "age"
    later = tokens[j].lower if j < len(tokens) and tokens[j].text.isalpha() else ""
    ends = later in ("", "are", "were", "was", "who", "have", "and", "at", "in", "on", "from", "with")
    if len(words) > 1 and words[-1] in ("under", "over") and words[-2] in rules.words["age_groups"] and ends:
        return "age"
    bound = bound_before(tokens, i, rules)
    first = i if bound is None else bound[1]
    if (
        first > 1
        and tokens[first - 1].lower == "of"
        and tokens[first - 2].lower in rules.words["one_person"]
        and ends
    ):
        return "age"
    if words[-1] != "," or i < 2 or not tokens[i].digits or j >= len(tokens) or tokens[j].text != ",":
        return None
    return "age" if tokens[i - 2].text[0].isupper() and core.high >= 10 else None


def _duration(tokens: list[Token], k: int, rules: NumberRules) -> int | None:
    """The index after the calendar noun that makes the number before token `k` a length of time."""
    for _ in range(3):
        if k >= len(tokens) or (k and not near(tokens[k - 1], tokens[k])):
            return None
        if tokens[k].lower in rules.words["durations"]:
            # "the three day visitors": only "-day" and the plural are lengths of time.
            return k + 1
        if tokens[k].lower not in rules.words["duration_adjectives"]:
            return None
        k += 1
    return None


def is_idle_zero(tokens: list[Token], i: int, rules: NumberRules) -> bool:
    """Whether the "zero" at token `i` counts nothing: "zero tolerance", "zero-sum", "net zero"."""
    before = tokens[i - 1].lower if i else ""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if before in ("net", "ground", "sub", "day", "patient", "year"):
        return True
    return following is not None and (
        following.lower in rules.words["not_after_zero"]
        or (following.text in _HYPHENS and glued(tokens[i], following))
    )


def zero_at(tokens: list[Token], i: int, rules: NumberRules, ratio: bool) -> Core | None:
    """Zero in words at token `i`: "nil", or "none" and "no" where something is being counted."""
    word = tokens[i].lower
    if word not in ("none", "nil", "no", "nobody", "zero"):
        return None
    following = [t.lower for t in tokens[i + 1 : i + 4]]
    if ratio and word in ("none", "nil", "zero"):
        return Core(0.0, 0.0, i + 1, "words")
    if word == "nil":
        return Core(0.0, 0.0, i + 1, "words") if following[:1] != ["by"] else None
    if word == "zero" or not following:
        return None  # "zero" is a number word like any other
    end = i + 2 if word == "no" and following[0] in ("one", "fewer") else i + 1
    if word == "no" and end == i + 1:
        # "no vote" denies that there was a vote; "no votes" counts them.
        plural = following[0] in rules.words["zero_context"] and following[0].endswith(("s", "ing"))
        return Core(0.0, 0.0, end, "words") if plural else None
    if end == i + 2 and following[0] == "fewer":
        return None
    for token in tokens[end : end + 3]:
        if not token.text.isalpha() or token.lower in ("of", "who", "that"):
            return None
        if token.lower in rules.words["zero_context"]:
            return Core(0.0, 0.0, end, "words")
    return None


def single_at(tokens: list[Token], i: int, rules: NumberRules) -> Core | None:
    """One for "the single deputy", two for "twice"; None for "every single state" and "twice as many"."""
    following = tokens[i + 1] if i + 1 < len(tokens) and near(tokens[i], tokens[i + 1]) else None
    if tokens[i].lower == "twice":
        idle = following is not None and following.lower in (
            "as",
            "the",
            "that",
            "over",
            "more",
            "what",
            "his",
            "her",
            "its",
        )
        idiom = i > 0 and tokens[i - 1].lower in ("think", "thought", "or", "than")
        return None if idle or idiom else Core(2.0, 2.0, i + 1, "words")
    if following is None or not following.text.isalpha() or i == 0:
        return None
    if (
        tokens[i - 1].lower not in ("the", "a", "its", "only", "one")
        or following.lower in rules.words["durations"]
    ):
        return None
    if any(t.lower in _NEGATIONS for t in tokens[max(0, i - 5) : i]):
        return None
    named = following.lower in (
        "currency",
        "market",
        "parent",
        "mother",
        "file",
        "bed",
        "room",
        "most",
        "biggest",
        "largest",
    )
    return None if named else Core(1.0, 1.0, i + 1, "words")


def usable_one(tokens: list[Token], i: int, rules: NumberRules, second: bool) -> bool:
    """Whether the "one" at token `i` counts, and is no pronoun: "one vote", not "one of them" or "no one"."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if second:
        return following is None or following.lower not in ("another", "side", "day", "extent")
    before = tokens[i - 1] if i else None
    counted = following is not None and following.lower in (
        "vote",
        "abstention",
        "dissent",
        "ballot",
        "dissenting",
    )
    if (
        before is not None
        and near(before, tokens[i])
        and before.lower in rules.words["not_before_one"]
        and not counted
    ):
        return False
    if following is None or following.text in ".!":
        # A list item that is nothing but the number.
        return before is None or before.text in ".!?:)" or before.line != tokens[i].line
    if not near(tokens[i], following) or not following.text.isalpha():
        return False
    if following.lower in ("or", "to") and i + 2 < len(tokens) and tokens[i + 2].lower in rules.cardinals:
        return True
    if following.lower in ("against", "abstention", "abstaining", "abstained"):
        return True
    return following.lower not in rules.words["not_after_one"] and following.text.islower()
