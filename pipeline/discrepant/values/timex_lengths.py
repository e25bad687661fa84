"""Lengths of time: "27 years", "a little over two decades", "thirteen and a half years"."""

from __future__ import annotations

from dataclasses import dataclass

from discrepant.model import DurationValue
from discrepant.values import duration, timex_words
from discrepant.values.timex_context import Context, Timex
from discrepant.values.timex_rules import Found, Rule

# A number and a unit. The groups are read by `length_of`, here and in the rules of relative dates.
LENGTH = (
    "(n=NUM | h=half DASH? (a | an)? | a? v=VAGUE of? | a1=a | a1x=an) DASH? (x=EXTRA)? (u=UNIT | us=UNITS)"
    " (and a hh=half)?"
)

# Longest first, so that "no more than" is not read as "more than".
_BOUNDS = sorted(
    ((phrase, bound) for bound, phrases in timex_words.BOUNDS.items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
_BOUND_REACH = max(len(phrase) for phrase, _ in _BOUNDS) + 1
# Words before "a year", "a week" when they are a length and not a rate ("EUR 4 a month") or a mere noun.
_BEFORE_A = frozenset(
    {"for", "within", "in", "after", "of", "took", "takes", "take", "taken", "lasted", "lasts",
     "last", "wait", "waited", "waiting", "over", "than", "nearly", "almost", "about", "only", "just",
     "least", "around", "roughly", "spent", "spend", "barely", "under", "by", "to", "is", "was", "be",
     "with", "gives", "give", "given", "gave", "requires", "required", "needs", "need", "and", "or",
     "another", "served", "serve", "serving", "half", "during", "quite", "up", "allow", "allows",
     "sets", "set", "not", "hardly", "scarcely", "lasting", "approximately", "extra", "already"}
)  # fmt: skip
_PEOPLE = frozenset({"girl", "boy", "baby", "child", "infant", "man", "woman", "son", "daughter", "toddler"})
_BEFORE_A_DAY = frozenset(
    {"for", "within", "in", "took", "takes", "take", "lasted", "than", "after", "under"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Length:
    """How much, of what; `count` is None for "a few"."""

    count: float | None
    unit: str
    value: DurationValue


def length_of(found: Found, bound: str | None = None) -> Length | None:
    """The length that a match of LENGTH gives."""
    unit = timex_words.UNITS.get(found.word("u")) or timex_words.UNITS_PLURAL.get(found.word("us"))
    token = found.token("n")
    if unit is None:
        return None
    if found.word("v"):
        if found.word("v") == "couple":
            return Length(2, unit, duration.length(2, unit, "about"))
        return Length(None, unit, duration.vague(unit))
    count = token.number if token else 0.5 if found.word("h") else 1.0
    if count is None or count <= 0 or count > 100_000:
        return None
    if found.word("us") and not token and not found.word("h"):
        return None  # "a years"
    count += 0.5 if found.word("hh") else 0.0
    return Length(count, unit, duration.length(count, unit, bound))


def bound_before(start: int, context: Context) -> tuple[str | None, int]:
    """The words before a length that bound it ("a little over"), as a bound and where they start."""
    window = context.text[max(0, start - _BOUND_REACH) : start].lower()
    if not window.endswith((" ", "\n")):
        return None, start
    window = window.rstrip()
    for phrase, bound in _BOUNDS:
        if window.endswith(phrase) and (len(window) == len(phrase) or not window[-len(phrase) - 1].isalnum()):
            at = start - (len(context.text[max(0, start - _BOUND_REACH) : start]) - len(window)) - len(phrase)
            previous = context.before(at)[0]
            if phrase == "over" and previous not in timex_words.OVER_IS_MORE_AFTER:
                return None, start  # "30 visits over 27 years": during
            if phrase in ("under", "around", "about") and previous in ("come", "came", "comes"):
                return None, start
            return bound, at
    return None, start


def duration_timex(found: Found, length: Length, start: int, end: int, bound: str | None = None) -> Timex:
    """A DURATION over `start` to `end`."""
    approximate = length.value.approximate and bound is None
    return Timex(
        start=start,
        end=end,
        type="DURATION",
        value=length.value,
        mod=timex_words.MODS.get(bound or "") or ("APPROX" if approximate else None),
        rule=found.rule,
    )


def is_age(end: int, start: int, context: Context) -> bool:
    """41-year-old, aged 12, twelve years old, 30 years of age."""
    following = [word.lower() for word in context.after(end, 2)]
    if following[0] in ("old", "olds") or (following[0] in ("-", "‑") and following[1] in ("old", "olds")):
        return True
    previous, second = context.before(start, 2)
    return (
        following == ["of", "age"] or previous in ("aged", "age") or (previous == "of" and second in _PEOPLE)
    )


def _duration(found: Found, context: Context) -> list[Timex] | None:
    bound, start = bound_before(found.start, context)
    length = length_of(found, bound)
    if length is None or is_age(found.end, found.start, context):
        return []
    article = bool(found.word("a1") or found.word("a1x"))
    one = article or (length.count == 1 and found.word("u") and found.word("n") == "one")
    previous = context.before(start)[0]
    if one and not found.word("x"):
        following = context.after(found.end)[0]
        hyphen = following == "-" or "-" in context.text[found.start : found.end]
        allowed = _BEFORE_A_DAY if length.unit in ("day", "minute") else _BEFORE_A
        possessive = following in ("'s", "’s", "'", "’")
        if not (possessive or hyphen or bound or found.word("hh") or previous in allowed):
            return _rate(found) if article and previous and previous not in (".", ",") else None
        if length.unit == "minute" and following in ("past", "to", "before", "after"):
            return []
    end = found.end
    return [duration_timex(found, length, start, end, bound)]


def _rate(found: Found) -> list[Timex]:
    """EUR 4 a month, twice a year."""
    return [Timex(start=found.start, end=found.end, type="SET", rule="rate")]


def _range(found: Found, context: Context) -> list[Timex] | None:
    a, b, c = found.token("n"), found.token("z"), found.token("us") or found.token("u")
    if a is None or b is None or c is None or a.number is None or b.number is None:
        return None
    unit = timex_words.UNITS_PLURAL.get(c.lower) or timex_words.UNITS[c.lower]
    if is_age(found.end, found.start, context) or (found.word("r") == "and" and found.word("p") != "between"):
        return []
    length = Length(None, unit, duration.between_counts(a.number, b.number, unit))
    start = found.tokens[found.match.start() + (found.word("p") == "from")].start
    return [duration_timex(found, length, start, found.end)]


def _sum(found: Found, context: Context) -> list[Timex] | None:
    """Two years and three months; six years, eleven months."""
    a, b = found.token("n"), found.token("z")
    big, small = found.token("u1"), found.token("u2")
    if a is None or b is None or big is None or small is None or a.number is None or b.number is None:
        return None
    units = {**timex_words.UNITS, **timex_words.UNITS_PLURAL}
    order = ["year", "month", "week", "day", "hour", "minute"]
    first, second = units[big.lower], units[small.lower]
    if first not in order or second not in order or order.index(first) >= order.index(second):
        return None
    if is_age(found.end, found.start, context):
        return []
    bound, start = bound_before(found.start, context)
    value = duration.joined(duration.length(a.number, first), duration.length(b.number, second))
    return [duration_timex(found, Length(None, first, value), start, found.end, bound)]


def _quarter_century(found: Found, context: Context) -> list[Timex] | None:
    bound, start = bound_before(found.start, context)
    length = Length(25, "year", duration.length(25, "year", bound or "about"))
    return [duration_timex(found, length, start, found.end, bound)]


def _set(found: Found, context: Context) -> list[Timex] | None:
    return [Timex(start=found.start, end=found.end, type="SET", rule=found.rule)]


def _clock(found: Found, context: Context) -> list[Timex] | None:
    return [Timex(start=found.start, end=found.end, type="TIME", rule=found.rule)]


_EACH = "(every | each)"

RULES: tuple[Rule, ...] = (
    Rule("duration", LENGTH, _duration),
    Rule("duration-range", "(p=PREP)? n=NUM r=RANGE z=NUM DASH? (u=UNIT | us=UNITS)", _range),
    Rule("duration-sum", "n=NUM u1=ANYUNIT (and | COMMA)? z=NUM u2=ANYUNIT", _sum),
    Rule("quarter-century", "a? quarter (DASH | of a)? century", _quarter_century),
    Rule(
        "set",
        f"{_EACH} (other | few | several | single | NUM | ORD)? (UNIT | UNITS | WEEKDAY | MONTH | SEASON)",
        _set,
    ),
    Rule("set-rate", "(once | twice | NUM times) (a | an | every | per) (UNIT | UNITS)", _set),
    Rule("set-per", "per UNIT", _set),
    Rule("set-weekdays", "WEEKDAYS ((COMMA | and) WEEKDAYS)?", _set),
    Rule("clock", "CLOCK (PART)?", _clock),
)
