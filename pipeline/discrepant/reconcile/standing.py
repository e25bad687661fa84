"""What a state is to a treaty, before and after it left."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from discrepant.model import DateValue, Reading


def left_between(a: Reading, b: Reading, left: Iterable[DateValue]) -> str | None:
    """The day on which the exit took effect, where it lies between all articles of `a` and all of `b`.

    None where an article bears no date, where no text gives such a day, or where it does not lie between.
    """
    pairs = list(product(a.claims, b.claims))
    for value in left:
        day = value.earliest
        if day is None or value.latest is None:
            continue
        apart = [
            (one.published < day <= other.published) or (other.published < day <= one.published)
            for one, other in pairs
            if one.published is not None and other.published is not None
        ]
        if len(apart) == len(pairs) and all(apart):
            return f"The exit took effect on {day}, after one article was written and before the other."
    return None
