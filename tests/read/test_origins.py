"""Copies are one origin; reports that share a subject, a quote or a formula are not."""

from __future__ import annotations

import random
import string

import pytest

from discrepant.model import Article
from discrepant.read.origins import group_origins

RANDOM = random.Random(7)
VOCABULARY = ["".join(RANDOM.choices(string.ascii_lowercase, k=6)) for _ in range(3000)]


def words(count: int, seed: int) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=count))


WIRE = words(300, 1)
QUOTE = words(40, 2)


def groups(*texts: str) -> list[int]:
    """A number per text: equal numbers are one origin, numbered by first appearance."""
    articles = [Article(path=f"{n:03}.txt", text=text, sha256="") for n, text in enumerate(texts)]
    origins = group_origins(articles)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(origins[article.path], len(numbers)) for article in articles]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Russia left in 2025.", "Russia left in 2025."), [0, 0]),
        (("Russia left in 2025.", "RUSSIA  left, in 2025"), [0, 0]),
        (("Russia left in 2025.", "Russia left in 2024."), [0, 1]),
        ((WIRE, WIRE + " " + words(60, 3)), [0, 0]),
        ((WIRE, words(60, 4) + " " + WIRE), [0, 0]),
        ((WIRE, WIRE.replace(" ", ", ", 40)), [0, 0]),
        ((" ".join(WIRE.split()[:90]), WIRE), [0, 0]),
        ((words(80, 5), WIRE + " " + words(80, 5)), [0, 0]),
        ((WIRE, words(300, 6)), [0, 1]),
        ((words(250, 7) + " " + QUOTE, QUOTE + " " + words(250, 8)), [0, 1]),
        ((words(60, 9) + " " + QUOTE, words(60, 10) + " " + QUOTE), [0, 1]),
        (("—", "…"), [0, 0]),
    ],
    ids=range(12),
)
def test_what_is_a_copy(texts: tuple[str, ...], expected: list[int]) -> None:
    assert groups(*texts) == expected


def test_a_changed_number_does_not_make_a_copy_a_second_origin() -> None:
    original = WIRE.replace(WIRE.split()[50], "29 reports")
    assert groups(original, original.replace("29 reports", "30 reports")) == [0, 0]


def test_a_short_copy_joins_the_text_it_copies_most_of() -> None:
    short = " ".join(WIRE.split()[:100])
    assert groups(WIRE, words(300, 11), short, words(300, 12)) == [0, 1, 0, 2]


def test_the_id_does_not_depend_on_order_or_on_names() -> None:
    texts = [WIRE, WIRE + " more words", words(200, 13), words(200, 14)]
    articles = [Article(path=f"{n}.txt", text=text, sha256="") for n, text in enumerate(texts)]
    forward = group_origins(articles)
    assert group_origins(articles[::-1]) == forward
    renamed = [Article(path=f"new/{n}.txt", text=text, sha256="") for n, text in enumerate(texts)]
    assert list(group_origins(renamed).values()) == list(forward.values())


def test_a_formula_that_everyone_prints_merges_nobody() -> None:
    formula = words(30, 15)
    assert groups(*(words(100, 100 + n) + " " + formula for n in range(150))) == list(range(150))
