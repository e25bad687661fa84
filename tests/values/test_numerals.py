"""Which numbers a text states, with their bounds and kinds, and what only looks like a number."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.values.number_rules import load_number_rules
from discrepant.values.numerals import Number, find_numbers

RULES = tomllib.loads((resources.files("discrepant") / "rules" / "units.toml").read_text("utf-8"))


def brief(text: str) -> list[tuple[str, float, float | None, str]]:
    """Words, low, high and comparator of each number in `text`."""
    return [(text[n.start : n.end], n.low, n.high, n.comparator) for n in find_numbers(text)]


def only(text: str) -> Number:
    numbers = find_numbers(text)
    assert len(numbers) == 1, [text[n.start : n.end] for n in numbers]
    return numbers[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 people", 1200),
        ("44\u00a0737 jets", 44737),
        ("44\u2009737 jets", 44737),
        ("1'200 men", 1200),
        ("1.234.567 votes", 1234567),
        ("413.490 people", 413490),  # people do not come in fractions
        ("413.490 in all", 413.49),
        ("12,5 million people", 12500000),
        ("About the 250m people there", 250000000),
        ("3.4 million people", 3400000),
        ("40k users", 40000),
        ("twenty-seven reports", 27),
        ("Ninety-four deputies", 94),
        ("a hundred and two people", 102),
        ("three hundred and forty-five thousand men", 345000),
        ("two thousand five hundred men", 2500),
        ("three million two hundred thousand men", 3200000),
        ("nineteen hundred soldiers", 1900),
        ("two and a half million men", 2500000),
        ("half a million men", 500000),
        ("two dozen women", 24),
        ("the single deputy who left", 1),
        ("It was visited twice.", 2),
        ("one vote", 1),
        ("The one vote against was hers.", 1),
        ("none against", 0),
        ("No one abstained.", 0),
        ("no votes against", 0),
        ("2000 people", 2000),
        ("more than 2000 objects", 2000),
        ("73. Nobody else was found.", 73),
    ],
)
def test_reads_a_number_however_it_is_written(text: str, value: float) -> None:
    assert only(text).low == value


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator"),
    [
        ("more than 20 people", 20, None, ">"),
        ("at least 1,200 people", 1200, None, ">="),
        ("no fewer than 20", 20, None, ">="),
        ("fewer than 20", 0, 20, "<"),
        ("up to 40 people", 0, 40, "<="),
        ("no more than 40", 0, 40, "<="),
        ("some 400 people", 400, 400, "~"),
        ("only about 40", 40, 40, "~"),
        ("nearly 400 people", 360, 400, "<="),
        ("just over 400 people", 400, 440, ">="),
        ("just 34", 34, 34, "="),
        ("all 165 senators", 165, 165, "="),
        ("20 or more people", 20, None, ">="),
        ("20+ people", 20, None, ">="),
        ("the 20 or so people", 20, 20, "~"),
        ("between 20 and 30 people", 20, 30, "range"),
        ("20-30 people", 20, 30, "range"),
        ("20 to 30 people", 20, 30, "range"),
        ("between 2 and 3 million people", 2000000, 3000000, "range"),
        ("two or three ministries", 2, 3, "range"),
        ("dozens of governments", 24, 99, "~"),
        ("tens of thousands fled", 20000, 99999, "~"),
        ("several hundred people", 300, 900, "~"),
        ("more than a dozen people", 12, None, ">"),
    ],
)
def test_reads_the_bound(text: str, low: float, high: float | None, comparator: str) -> None:
    number = only(text)
    assert (number.low, number.comparator) == (pytest.approx(low), comparator)
    assert number.high == (None if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("the eighth visit", "ordinal", None),
        ("the 27th visit", "ordinal", None),
        ("12%", "percent", None),
        ("10 to 15 per cent", "percent", None),
        ("two-thirds of the deputies", "percent", None),
        ("one in five women", "percent", None),
        ("$5-6bn", "money", "USD"),
        ("EUR 4 a month", "money", "EUR"),
        ("between €5m and €6m", "money", "EUR"),
        ("a 41-year-old man", "age", None),
        ("Ortega, 76, was declared", "age", None),
        ("children under 16", "age", None),
        ("A woman of perhaps eighty, on a stool", "age", None),
        ("over 27 years", "duration", None),
        ("three more years", "duration", None),
        ("its three-month clock", "duration", None),
        ("15 km away", "measure", "km"),
        ("a cell of five square metres", "measure", "m2"),
        ("15 nautical miles off", "measure", "nmi"),
        ("30 visits", "count", None),
        ("28 times", "count", None),
    ],
)
def test_tells_what_kind_of_number_it_is(text: str, kind: str, unit: str | None) -> None:
    number = only(text)
    assert (number.kind, number.money or number.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It passed by 212 to 45.", [212, 45]),
        ("The Senate voted 61-38.", [61, 38]),
        ("carried by 103 votes to one", [103, 1]),
        ("passed by 397 votes to none", [397, 0]),
        ("The final vote was 412 to nil.", [412, 0]),
        ("By three votes to two it held that", [3, 2]),
        ("the bill lost by 45 to 212", [45, 212]),
    ],
)
def test_a_vote_is_two_numbers(text: str, parts: list[float]) -> None:
    numbers = find_numbers(text)
    assert [n.low for n in numbers] == parts
    assert [n.ratio_index for n in numbers] == [0, 1]
    assert all(n.votes for n in numbers)


@pytest.mark.parametrize("text", ["from 112 to 111 states", "103 in favour, 4 against", "20 to 30 people"])
def test_not_every_pair_is_a_vote(text: str) -> None:
    assert all(n.ratio_index is None for n in find_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "Article 23, Articles 3, 5 and 8, Annex 2, Block 1A, No. 3718, Section 3.1, para. 5, § 12",
        "Pre-Trial Chamber III, Resolution 1325, Protocol No. 14",
        "COVID-19, T-72, S-300, F-16, G20, MH17, 5G, PM2.5, B-52s, CC BY 3.0",
        "on 12 October 2016, Oct 13, 2016, from 9 to 17 May 2023, 18.10.16, 2025-09-29, 06/03/2025",
        "in 2019, the 1990s, mid-2024, 2019-20, its 2002 Optional Protocol, the 2024 elections",
        "in nineteen ninety-eight and twenty twenty-four",
        "at 11:30, 5pm, 7 a.m., five o'clock, half past seven, ten past two, after three in the morning",
        "our evening programme at seven.",
        "call +33 1 23 45 67 89 or 555-123-4567",
        "see https://x.org/a/12?b=30 or mail a12@b.org, A/HRC/45/12, 24/7, 10.0.0.1",
        "one of them, no one, one another, one day, this one, One cannot say",
        "zero tolerance, net zero, a zero-sum game",
        "every single state; it did not touch a single citizen",
        "There had been no vote.",
        "First, he said; at first; the Second World War; First Vice-President",
        "twice as many",
        "the 19th century",
        "1234567890123456789",
    ],
)
def test_leaves_alone_what_only_looks_like_a_number(text: str) -> None:
    assert brief(text) == []


def test_list_numbers_are_told_from_the_numbers_they_head() -> None:
    text = "1. Two weeks.\n2. 978. The head count.\n3. 407. Prisoners.\n(4) Five. Deaths.\n"
    assert [n.low for n in find_numbers(text)] == [2, 978, 407, 5]
    spelled = "ONE. The door swings.\nTWO. Six members sued.\nTHREE. Time."
    assert [n.low for n in find_numbers(spelled)] == [6]


@pytest.mark.parametrize("name", sorted(RULES["bounds"]))
def test_every_bound_matches_its_examples_only(name: str) -> None:
    rule = RULES["bounds"][name]
    signs = {"nearly": "<=", "just-over": ">="}
    phrases = {phrase.lower() for phrase in rule["words"]}

    def bounded(text: str) -> bool:
        return any(
            n.comparator == signs.get(rule["sign"], rule["sign"])
            and any(phrase in text[n.start : n.end].lower() for phrase in phrases)
            and (rule["sign"] not in signs or n.high != n.low)
            for n in find_numbers(text)
        )

    assert all(bounded(text) for text in rule["examples"])
    assert not any(bounded(text) for text in rule["not_examples"])


@pytest.mark.parametrize("name", sorted(RULES["vague"]))
def test_every_vague_amount_matches_its_examples_only(name: str) -> None:
    rule = RULES["vague"][name]
    bounds = (rule["low"], rule["high"])
    assert all(any((n.low, n.high) == bounds for n in find_numbers(text)) for text in rule["examples"])
    assert not any((n.low, n.high) == bounds for text in rule["not_examples"] for n in find_numbers(text))


@pytest.mark.parametrize("name", sorted(RULES["unit"]))
def test_every_unit_matches_its_examples_only(name: str) -> None:
    rule = RULES["unit"][name]
    assert all(any(n.unit == name for n in find_numbers(text)) for text in rule["examples"])
    assert not any(n.unit == name for text in rule["not_examples"] for n in find_numbers(text))


@pytest.mark.parametrize("name", sorted(RULES["currency"]))
def test_every_currency_matches_its_examples_only(name: str) -> None:
    rule = RULES["currency"][name]
    assert all(any(n.money == name for n in find_numbers(text)) for text in rule["examples"])
    assert not any(n.money == name for text in rule["not_examples"] for n in find_numbers(text))


def test_rules_are_lower_case_where_they_are_looked_up_so() -> None:
    rules = load_number_rules()
    for name in ("durations", "labels", "vote_nouns", "people", "year_before"):
        assert all(word == word.lower() for word in rules.words[name]), name


PIECES = st.sampled_from(
    [
        *("1", "20", "1,2", "0", "two", "hundred", "and", "a", "half", "to", "-", "between", "million", "of"),
        *("%", "$", ".", "\n", "one", "in", "no", "votes", "more than", "year-old", "May", "Article", "m"),
        *("(", ")", "٣", "²", "'", "’", "dozens", "or"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)


@given(TEXTS)
def test_no_text_breaks_it_and_every_number_is_well_formed(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.start <= number.core_start < number.core_end <= number.end <= len(text)
        assert number.high is None or 0 <= number.low <= number.high < float("inf")
        last = number.core_end


@pytest.mark.parametrize(
    "piece", ["1", ".", "1.", "111 ", "111,", "of the ", "two thousand ", "hundred and ", "(1)", "1 to "]
)
def test_long_runs_of_one_thing_do_not_hang(piece: str) -> None:
    # Quadratic time would take minutes here.
    find_numbers(piece * (20_000 // len(piece)))
