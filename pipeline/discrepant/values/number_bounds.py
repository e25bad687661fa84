"""The words around a number that bound it: "more than", "some", "up to", "or more"."""

from __future__ import annotations

from discrepant.values.number_rules import NumberRules, Sign
from discrepant.values.number_tokens import Token, glued, near, phrase_at

_LONGEST = 5  # words in the longest bound of the rules


def bound_before(tokens: list[Token], i: int, rules: NumberRules) -> tuple[Sign, int] | None:
    """The bound that ends before token `i`, and the index of its first token.

    Of two in a row ("at least some 400", "only about 40") the one that says most is kept.
    """
    sign: Sign | None = None
    first = i
    for _ in range(2):
        step = _one_before(tokens, first, rules)
        if step is None:
            break
        sign, first = (step[0] if sign in (None, "=") or step[0] != "=" else sign), step[1]
    return None if sign is None else (sign, first)


def _one_before(tokens: list[Token], i: int, rules: NumberRules) -> tuple[Sign, int] | None:
    if i == 0 or i > len(tokens) or (i < len(tokens) and not near(tokens[i - 1], tokens[i])):
        return None
    for length in range(_LONGEST, 0, -1):
        words = phrase_at(tokens, i - length, length)
        if words is not None and words in rules.before:
            return rules.before[words], i - length
    return None


def bound_after(tokens: list[Token], i: int, rules: NumberRules) -> tuple[Sign, int] | None:
    """The bound that begins at token `i` ("or more"), and the index after it."""
    if i >= len(tokens) or i == 0:
        return None
    if tokens[i].text == "+" and glued(tokens[i - 1], tokens[i]):
        return ">=", i + 1
    if (
        tokens[i].text == "-"
        and glued(tokens[i - 1], tokens[i])
        and phrase_at(tokens, i + 1, 1) in (("plus",), ("odd",))
    ):
        return (">=" if tokens[i + 1].lower == "plus" else "~"), i + 2
    if not near(tokens[i - 1], tokens[i]):
        return None
    for length in (2, 1):
        words = phrase_at(tokens, i, length)
        if words is not None and words in rules.after and words != ("plus",):
            return rules.after[words], i + length
    return None
