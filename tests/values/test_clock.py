"""Times of day: written in figures, read as minutes, compared as such."""

from __future__ import annotations

import pytest

from discrepant.model import Clock
from discrepant.values import clock


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:20 a.m.", (620, 620)),
        ("09:40", (580, 580)),
        ("3 pm", (900, 900)),
        ("12:05 am", (5, 5)),
        ("12 p.m.", (720, 720)),
        ("noon", (720, 720)),
        ("10.20", (620, 620)),
        ("25:10", None),
        ("10:75", None),
        ("13 pm", None),
        ("7", None),
        ("", None),
    ],
)
def test_parse(text: str, expected: Clock | None) -> None:
    """Figures with minutes, or with a.m. or p.m.; a bare number is no time of day."""
    assert clock.parse(text) == expected


def test_said_roundly() -> None:
    """ "about 03:15" leaves some minutes open on both sides, and stays within the day."""
    assert clock.parse("03:15", about=True) == (190, 200)
    assert clock.parse("00:02", about=True) == (0, 7)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ((620, 620), (620, 620), "same"),
        ((195, 195), (190, 200), "refines"),
        ((190, 200), (198, 210), "overlaps"),
        ((620, 620), (580, 580), "disjoint"),
    ],
)
def test_compare(a: Clock, b: Clock, relation: str) -> None:
    """Set algebra over minutes."""
    assert clock.compare(a, b).relation == relation
