"""Reads one bare number: digits with separators and suffixes, number words, fractions and vague amounts."""

from __future__ import annotations

from typing import NamedTuple

from discrepant.values.number_rules import NumberRules
from discrepant.values.number_tokens import Token, glued, near, phrase_at

SPACES = " \u00a0\u2009\u202f\u2007"
_GROUP_MARKS = ",.'\u2019"
_LONGEST = 15  # digits; anything longer is an identifier, and no float holds it exactly
_HIGHEST = 1e15
_ROUND_WHOLES = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0, 1000.0})


class Core(NamedTuple):
    """A number without its bounds and units. `end` is the index of the token after it."""

    low: float
    high: float
    end: int
    form: str  # digits, words, vague, fraction
    ordinal: bool = False
    scaled: bool = False  # a scale word or suffix was said: "million", "bn"
    about: bool = False  # said with a round word: "two dozen", "half a million"
    plain: bool = False  # an unbroken run of digits, as a year is


def read_core(
    text: str, tokens: list[Token], i: int, rules: NumberRules, bounded: bool = False
) -> Core | None:
    """The number that begins at token `i`, or None. `bounded`: after "between", where "and" ends a number."""
    if share := _one_in(tokens, i, rules):
        return share
    if tokens[i].digits:
        return _digits(text, tokens, i, rules)
    return _vague(tokens, i, rules) or _fraction(tokens, i, rules) or _words(tokens, i, rules, bounded)


def _digits(text: str, tokens: list[Token], i: int, rules: NumberRules) -> Core | None:
    whole, decimals, j = _figure(text, tokens, i, rules)
    if len(whole) + len(decimals) > _LONGEST:
        return None
    value = float(f"{whole}.{decimals or 0}")
    plain = j == i + 1
    if j < len(tokens) and glued(tokens[j - 1], tokens[j]) and tokens[j].text.isalpha():
        suffix = tokens[j]
        if suffix.lower in ("st", "nd", "rd", "th"):
            return Core(value, value, j + 1, "digits", ordinal=True) if plain else None
        # "2B" is a page or a flat unless it is money.
        unclear = suffix.text == "B" and (i == 0 or tokens[i - 1].text[-1] not in "$\u20ac\u00a3")
        if suffix.lower in rules.suffixes and not unclear and not _metres(tokens, j, rules):
            value *= rules.suffixes[suffix.lower]
            return Core(value, value, j + 1, "digits", scaled=True)
        if not _glued_unit(tokens, j, rules):
            return None
        return Core(value, value, j, "digits")
    value, j, half = _and_a_half(tokens, j, value)
    scale, end = _scales(tokens, j, rules)
    return Core(
        value * scale, value * scale, end, "digits", scaled=end > j, plain=plain and not half and end == j
    )


def _figure(text: str, tokens: list[Token], i: int, rules: NumberRules) -> tuple[str, str, int]:
    """The whole part, the decimals, and the index after them."""
    groups, mark, j = [tokens[i].text], "", i + 1
    # Bounded, so that a page of "111 111 111" is not read again from each of its groups.
    while len(groups[0]) <= 3 and groups[0] != "0" and len(groups) * 3 <= _LONGEST:
        step = _next_group(text, tokens, j, mark)
        if step is None:
            break
        mark, j = step
        groups.append(tokens[j - 1].text)
    if mark == "." and len(groups) == 2 and not _dot_groups(tokens, j, rules):
        return groups[0], groups[1], j
    decimals = _decimals(tokens, j, mark, rules)
    return "".join(groups), decimals, j + 2 if decimals else j


def _next_group(text: str, tokens: list[Token], j: int, mark: str) -> tuple[str, int] | None:
    """The separator and the index after a further group of three digits at token `j`."""
    if j >= len(tokens) or tokens[j].line != tokens[j - 1].line:
        return None
    gap = text[tokens[j - 1].end : tokens[j].start]
    if (
        tokens[j].digits
        and len(gap) == 1
        and gap in SPACES
        and mark in ("", " ")
        and len(tokens[j].text) == 3
    ):
        return " ", j + 1
    if not gap and tokens[j].text in _GROUP_MARKS and mark in ("", tokens[j].text) and j + 1 < len(tokens):
        following = tokens[j + 1]
        if following.digits and glued(tokens[j], following) and len(following.text) == 3:
            return tokens[j].text, j + 2
    return None


def _decimals(tokens: list[Token], j: int, mark: str, rules: NumberRules) -> str:
    if j + 1 >= len(tokens) or not glued(tokens[j - 1], tokens[j]) or not glued(tokens[j], tokens[j + 1]):
        return ""
    point, digits = tokens[j].text, tokens[j + 1]
    if not digits.digits or point not in ",." or point == mark:
        return ""
    if point == "." or mark == ".":
        return digits.text
    # "1,5 million" is a decimal comma; "rooms 1,5" is a list.
    return digits.text if len(digits.text) <= 2 and _measured(tokens, j + 2, rules) else ""


def _dot_groups(tokens: list[Token], j: int, rules: NumberRules) -> bool:
    """Whether "413.490" counts thousands: only where what follows cannot come in fractions."""
    return j < len(tokens) and near(tokens[j - 1], tokens[j]) and tokens[j].lower in rules.words["people"]


def _measured(tokens: list[Token], j: int, rules: NumberRules) -> bool:
    if j >= len(tokens) or not near(tokens[j - 1], tokens[j]):
        return False
    word = tokens[j].lower
    return (
        word in ("%", "per", "percent", "pct")
        or word in rules.scales
        or (word,) in rules.units
        or (word,) in rules.currencies
    )


def _glued_unit(tokens: list[Token], j: int, rules: NumberRules) -> bool:
    return any((words := phrase_at(tokens, j, n)) is not None and words in rules.units for n in (3, 2, 1))


def _metres(tokens: list[Token], j: int, rules: NumberRules) -> bool:
    """Whether the letter of "300m" at token `j` means metres rather than millions."""
    if tokens[j].text != "m" or j + 1 >= len(tokens):
        return False
    return near(tokens[j], tokens[j + 1]) and tokens[j + 1].lower in rules.words["metre_after"]


def _scales(tokens: list[Token], j: int, rules: NumberRules) -> tuple[float, int]:
    """The product of the scale words from token `j`, and the index after them."""
    product = 1.0
    for _ in range(2):
        k = j + 1 if _hyphen(tokens, j) else j
        if k >= len(tokens) or not near(tokens[k - 1], tokens[k]) or tokens[k].lower not in rules.scales:
            break
        product *= rules.scales[tokens[k].lower]
        j = k + 1
    return product, j


def _and_a_half(tokens: list[Token], j: int, value: float) -> tuple[float, int, bool]:
    for words in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half")):
        if phrase_at(tokens, j, len(words)) == words:
            return value + 0.5, j + len(words), True
    return value, j, False


def _hyphen(tokens: list[Token], j: int) -> bool:
    """Whether token `j` is a hyphen inside a word."""
    return (
        0 < j < len(tokens) - 1
        and tokens[j].text in "-\u2010\u2011"
        and glued(tokens[j - 1], tokens[j])
        and glued(tokens[j], tokens[j + 1])
    )


def _vague(tokens: list[Token], i: int, rules: NumberRules) -> Core | None:
    for length in (3, 2, 1):
        words = phrase_at(tokens, i, length)
        if words is None or words not in rules.vague:
            continue
        vague, end = rules.vague[words], i + length
        if end < len(tokens) and tokens[end].lower in rules.scales and near(tokens[end - 1], tokens[end]):
            scale = rules.scales[tokens[end].lower]
            return Core(vague.low * scale, vague.high * scale, end + 1, "vague", scaled=True)
        if vague.after and (end >= len(tokens) or tokens[end].lower not in vague.after):
            return None
        if words == ("several",) and not _counts_something(tokens, end):
            return None
        if words[0] == "a" and i and tokens[i - 1].lower == "quite":
            return None
        return Core(vague.low, vague.high, end, "vague", about=True)
    return None


def _counts_something(tokens: list[Token], j: int) -> bool:
    """Whether "several" has a noun or verb of its own: not "several of them", "their several ways"."""
    if j >= 2 and tokens[j - 2].lower in ("their", "our", "its", "the"):
        return False
    return (
        j < len(tokens)
        and near(tokens[j - 1], tokens[j])
        and tokens[j].lower != "of"
        and tokens[j].text.isalpha()
    )


def _fraction(tokens: list[Token], i: int, rules: NumberRules) -> Core | None:
    """A fraction: "half a million" as a number, "two-thirds" and "a quarter of" as a share of a hundred."""
    word = tokens[i].lower
    j = i + 1 if word in ("a", "an") else i
    if j >= len(tokens) or (j > i and not near(tokens[i], tokens[j])):
        return None
    count = 1.0
    if word in rules.cardinals and rules.cardinals[word] >= 1:
        j = i + 2 if _hyphen(tokens, i + 1) else i + 1
        count = rules.cardinals[word]
        if j >= len(tokens) or not near(tokens[j - 1], tokens[j]):
            return None
    part = tokens[j].lower
    if part not in rules.fractions:
        return None
    share = count / rules.fractions[part]
    if part in ("half", "quarter"):
        for linking in (("of", "a"), ("a",), ()):
            k = j + 1 + len(linking)
            if phrase_at(tokens, j + 1, len(linking)) == linking and k < len(tokens):
                scale = rules.scales.get(tokens[k].lower)
                if scale is not None and near(tokens[k - 1], tokens[k]):
                    return Core(share * scale, share * scale, k + 1, "words", scaled=True, about=True)
    nth = part in rules.ordinals
    if share >= 1 or (nth and word in rules.ordinals) or (nth and count > 1):
        return None
    following = phrase_at(tokens, j + 1, 2)
    of_whole = following is not None and following[0] == "of" and following[1] not in ("an", "a")
    whole = (
        part == "half"
        and word == "half"
        and following is not None
        and following[0] in ("the", "its", "their")
    )
    if not (of_whole or whole or (word in rules.cardinals and part.endswith("s"))):
        return None
    return Core(100 * share, 100 * share, j + 1, "fraction", about=True)


def _one_in(tokens: list[Token], i: int, rules: NumberRules) -> Core | None:
    """A share of a hundred: "one in five", "nine in 10"; but "two in 12 months" is a count."""
    words = phrase_at(tokens, i, 3)
    if words is None or words[1] != "in" or not tokens[i].text.isalnum():
        return None
    part, whole = (_small(word, rules) for word in (words[0], words[2]))
    later = tokens[i + 3].lower if i + 3 < len(tokens) else ""
    if (
        not 0 < part < whole
        or whole not in _ROUND_WHOLES
        or later in rules.words["durations"]
        or later in rules.scales
    ):
        return None
    return Core(100 * part / whole, 100 * part / whole, i + 3, "fraction", about=True)


def _small(word: str, rules: NumberRules) -> float:
    return float(word) if word.isdecimal() and len(word) <= 4 else rules.cardinals.get(word, 0.0)


def _words(tokens: list[Token], i: int, rules: NumberRules, bounded: bool) -> Core | None:
    word = tokens[i].lower
    if word in ("a", "an"):
        following = phrase_at(tokens, i + 1, 1)
        if following is None or following[0] not in rules.scales or not near(tokens[i], tokens[i + 1]):
            return None
        value, end = _spelled(tokens, i + 1, rules, bounded, first=1.0)
        if end == i + 2:
            # "a hundred people" is a round number, "a hundred and two" is not.
            _, end, half = _and_a_half(tokens, end, value)
            value *= 1.5 if half else 1.0
            return Core(value, value, end, "words", scaled=True, about=True)
        return Core(value, value, end, "words", scaled=True)
    if word in rules.ordinals:
        value = rules.ordinals[word]
        return Core(value, value, i + 1, "words", ordinal=True)
    if word not in rules.cardinals:
        return None
    value, end = _spelled(tokens, i, rules, bounded)
    if last := _ordinal_end(tokens, end, value, rules):
        return Core(value + last, value + last, end + 2, "words", ordinal=True)
    with_half, end, half = _and_a_half(tokens, end, value)
    scale, after = _scales(tokens, end, rules) if half else (1.0, end)
    if half and after == end and with_half - 0.5 >= 1000:
        # "a million and a half" means half a million more.
        return Core(value * 1.5, value * 1.5, end, "words", scaled=True, about=True)
    said = {token.lower for token in tokens[i:after]}
    return Core(with_half * scale, with_half * scale, after, "words",
                scaled=not said.isdisjoint(rules.scales), about="dozen" in said)  # fmt: skip


def _spelled(
    tokens: list[Token], i: int, rules: NumberRules, bounded: bool, first: float | None = None
) -> tuple[float, int]:
    """The value of the number words from token `i`, and the index after the last of them."""
    total, current, j = 0.0, first or 0.0, i
    smallest, room = (
        float("inf"),
        100.0 if first is None else 0.0,
    )  # room: what may still be added to `current`
    while j < len(tokens):
        k = j
        if j > i or first is not None:
            if (j > i and _hyphen(tokens, j)) or (
                tokens[j].lower == "and" and j > i and not bounded and _small_ends(tokens, j, rules)
            ):
                k = j + 1
            if k > 0 and k < len(tokens) and not near(tokens[k - 1], tokens[k]):
                break
        if k >= len(tokens):
            break
        word = tokens[k].lower
        if word in rules.cardinals and (j == i or 0 < rules.cardinals[word] < room):
            value = rules.cardinals[word]
            current += value
            room = 10.0 if value >= 20 else 0.0
        elif word in rules.scales and current > 0 and (scale := rules.scales[word]) < smallest:
            if scale == 100:
                if current >= 100:
                    break
                current, room = current * 100, 100.0
            else:
                total, current, smallest = total + current * scale, 0.0, scale
                room = scale if scale >= 1000 else 0.0
        elif current == 0 and 0 < total < _HIGHEST and rules.scales.get(word, 0) >= 1000:
            total *= rules.scales[word]
        else:
            break
        j = k + 1
    return total + current, j


def _small_ends(tokens: list[Token], j: int, rules: NumberRules) -> bool:
    """Whether the "and" at token `j` joins hundreds to what is below them: "two hundred and seven"."""
    if tokens[j - 1].lower not in rules.scales or tokens[j - 1].lower == "dozen":
        return False
    following = phrase_at(tokens, j + 1, 1)
    if following is None or following[0] not in rules.cardinals or following[0] == "zero":
        return False
    later = tokens[j + 2].lower if j + 2 < len(tokens) else ""
    return later not in rules.scales or (rules.scales[later] > 100 and tokens[j - 1].lower == "hundred")


def _ordinal_end(tokens: list[Token], end: int, value: float, rules: NumberRules) -> float:
    """What "first" adds in "twenty-first"; 0 where the number ends without one."""
    if value < 20 or not _hyphen(tokens, end) or end + 1 >= len(tokens):
        return 0.0
    last = rules.ordinals.get(tokens[end + 1].lower, 0.0)
    return last if last < 10 else 0.0
