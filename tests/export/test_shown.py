"""Untrusted text as people see it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.export.shown import after, before, visible, words

ORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain  words\n on\tone line ", "plain words on one line"),
        ("a\u202eb", "a⟦RLO⟧b"),
        ("\u2066a\u2069", "⟦LRI⟧a⟦PDI⟧"),
        ("a\u200bb\ufeff", "a⟦ZWSP⟧b⟦BOM⟧"),
        ("bell\x07 null\x00 delete\x7f", "bell␇ null␀ delete␡"),
        ("\x9b", "⟦U+009B⟧"),
        ("tag\U000e0041", "tag⟦U+E0041⟧"),
        ("half \ud83d", "half \ufffd"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("Z" + "\u0301" * 9 + "!", "Z" + "\u0301" * 6 + "⟦3 more marks⟧!"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d⚖️", "👩\u200d⚖️"),
        ("no\u00a0break", "no\u00a0break"),
    ],
    ids=ascii,
)
def test_what_hides_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_text_is_cut_and_says_so() -> None:
    assert visible("word " * 100, 20) == "word word word word…"
    assert before("one two three four", 12) == "…three four"
    assert after("one two three four", 12) == "one two…"
    assert before(" short ", 12) == "short "
    assert after(" short ", 12) == " short"


def test_a_huge_line_costs_no_more_than_what_is_shown() -> None:
    huge = "\u202e" * 20_000_000
    for cut in (visible, before, after):
        assert len(cut(huge, 100)) < 1_000


def test_an_id_as_words() -> None:
    assert words("open:sign_law") == "sign law"
    assert words("in_force") == "in force"


@given(st.text(st.characters(), max_size=300), st.integers(1, 80))
def test_no_control_or_direction_character_is_left(text: str, limit: int) -> None:
    for cut in (visible, before, after):
        line = cut(text, limit)
        assert "\n" not in line
        for char in line:
            assert unicodedata.category(char) not in {"Cc", "Cs"}
            assert unicodedata.bidirectional(char) not in ORDERING
        line.encode("utf-8")
