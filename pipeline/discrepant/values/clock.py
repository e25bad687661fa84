"""Times of day: minutes since midnight, both ends included."""

from __future__ import annotations

import re

from discrepant.model import Clock, Comparison

_CLOCK = re.compile(r"(?i)\b(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\b|p\.?m\b)?")
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_DAY = 24 * 60
_MINUTES_SAID_ROUNDLY = 5  # "at about 03:15"


def parse(text: str, about: bool = False) -> Clock | None:
    """The time of day that `text` writes ("10:20 a.m.", "09:40", "3 pm", "noon"), or None."""
    if (named := _NAMED.get(text.strip().casefold())) is not None:
        return named, named
    match = _CLOCK.search(text)
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    at = hour * 60 + minute
    slack = _MINUTES_SAID_ROUNDLY if about else 0
    return max(at - slack, 0), min(at + slack, _DAY - 1)


def show(clock: Clock) -> str:
    """ "10:20", or "03:10 to 03:20" for a time said roundly."""
    low, high = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in clock)
    return low if low == high else f"{low} to {high}"


def compare(a: Clock, b: Clock) -> Comparison:
    """How two times of day stand to each other."""
    first, second = show(a), show(b)
    if a == b:
        return Comparison(relation="same", why=f"Both say {first}.")
    if b[0] <= a[0] and a[1] <= b[1]:
        return Comparison(relation="refines", why=f"{first} is a closer time within {second}.")
    if a[0] <= b[1] and b[0] <= a[1]:
        return Comparison(relation="overlaps", why=f"{first} and {second} have minutes in common.")
    return Comparison(relation="disjoint", why=f"{first} and {second} are two times of day.")
