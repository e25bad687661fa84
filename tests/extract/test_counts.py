"""What a number counts, of whom, in what scope and when: texts with the claims they give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, QuantityValue
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

    from discrepant.model import Claim

RULES = load_rules()


def counts(nlp: Language, text: str) -> list[Claim]:
    """The claims of quantity in `text`, in its order."""
    article = Article(path="a.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    claims = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    return [c for c in claims if c.kind == "quantity"]


def amount(claim: Claim) -> float:
    """The lower bound of a count."""
    assert isinstance(claim.value, QuantityValue)
    return claim.value.low


MEASURED = [
    (
        "They killed 87 people: 37 men, 31 women and 19 children.",
        [("killed", 87), ("killed", 37), ("killed", 31), ("killed", 19)],
    ),
    ("A jet dropped bombs, killing at least 48 people, residents said.", [("killed", 48)]),
    (
        "45 bodies were found. 68 people are presumed dead. That makes 113.",
        [("killed", 45), ("missing_people", 68), ("killed", 113)],
    ),
    ("How many survived?\n73. A boat picked up every one of them.", [("rescued", 73)]),
    ("5. The dead\nOur list has 91 names.", [("killed", 91)]),
    (
        "Gambia was the 117th country to join the Rome Statute. Today there are 123.",
        [("joined_as", 117), ("members", 123)],
    ),
    ("Gambia was the first country to join the Rome Statute.", []),
    (
        "The treaty waits until every one of the 44 countries has ratified, and eight have not.",
        [("outstanding_ratifications", 8)],
    ),
    (
        "Three men were questioned. Two were charged with murder.",
        [("questioned_people", 3), ("charged_people", 2)],
    ),
    ("The court sentenced two men to 14 years.", [("convicted_people", 2)]),
    ("The seven senators who sued may have to wait.", [("petitioners", 7)]),
    (
        "He was awarded EUR 12,000 in damages and EUR 3,500 for costs and expenses.",
        [("compensation", 12000), ("costs", 3500)],
    ),
    ("The hospital took in 43 of the wounded.", [("treated", 43)]),
]


@pytest.mark.parametrize(("text", "expected"), MEASURED, ids=[text[:50] for text, _ in MEASURED])
def test_measure_of_a_count(nlp: Language, text: str, expected: list[tuple[str, float]]) -> None:
    """The measure of every number that a rule knows."""
    found = [(c.predicate, amount(c)) for c in counts(nlp, text) if c.predicate in RULES.measures]
    assert found == expected


QUALIFIED = [
    ("Of the survivors 58 are still in the centre.", 58, ("scope", "part")),
    ("Another 171 were found dead.", 171, ("scope", "further")),
    ("45 states have signed the Istanbul Convention, plus the European Union.", 45, ("scope", "part")),
    ("The women's wing held 60 prisoners.", 60, ("scope", "wing")),
    ("From July 2016 to 31 January 2019 5,176 suspects died.", 5176, ("time", "2016-07-01/2019-01-31")),
    ("The United Nations says that 121 people were injured.", 121, ("source", "body:un")),
    ("With Gambia gone, the Court has 123 members.", 123, ("after", "change")),
    (
        "In its depots lay 1,029,763 mines: 801,618 of one type and 228,145 of another.",
        801618,
        ("scope", "part"),
    ),
    ("Some sixty stalls were still standing.", 60, ("state", "left")),
]


@pytest.mark.parametrize(("text", "number", "expected"), QUALIFIED, ids=[row[0][:50] for row in QUALIFIED])
def test_what_narrows_a_count(nlp: Language, text: str, number: float, expected: tuple[str, str]) -> None:
    """Part, group, place, time, source and state of what is counted."""
    claim = next(c for c in counts(nlp, text) if amount(c) == number)
    assert expected in claim.qualifiers


UNQUALIFIED = [
    ("94 of the 110 deputies who took part said yes.", 94),
    ("719 of them were on remand.", 719),
    ("More than 171 people were killed.", 171),
    ("The Court has 123 members.", 123),
    ("187 countries, big and small, have signed the treaty.", 187),
]


@pytest.mark.parametrize(("text", "number"), UNQUALIFIED)
def test_what_narrows_nothing(nlp: Language, text: str, number: float) -> None:
    """Near misses of the words that narrow a count."""
    claim = next(c for c in counts(nlp, text) if amount(c) == number)
    assert not {"scope", "after", "state"} & {key for key, _ in claim.qualifiers}


LENGTHS = [
    ("The boat, 22 metres long, bore no name.", [("measure:length", "thing:vessels", 22)]),
    ("They found a hull of twenty-six metres.", [("measure:length", "thing:vessels", 26)]),
    ("It sank some 90 kilometres from the island.", [("measure:distance", "", 90)]),
    ("He walked two kilometres.", []),
]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_lengths(nlp: Language, text: str, expected: list[tuple[str, str, float]]) -> None:
    """A measure is claimed of what is measured, under one name for its nouns, and left alone otherwise."""
    assert [(c.predicate, c.object.id, amount(c)) for c in counts(nlp, text)] == expected


def test_what_is_gone_leaves_the_rest(nlp: Language) -> None:
    """Under a numbered title the remainder counts what the title names."""
    claims = counts(nlp, "4. The stalls\nWe counted 140 roofs. In a later picture, 96 are gone.")
    left = [(c.predicate, amount(c), c.quote) for c in claims if ("state", "left") in c.qualifiers]
    assert ("open:stall", 44, "96") in left
    assert ("sum", "140 less 96 is 44") in next(c for c in claims if c.quote == "96").qualifiers


def test_given_counts_are_not_in_doubt(nlp: Language) -> None:
    """A number inside "the ..." is told as a fact, whatever the verb says."""
    (claim,) = counts(nlp, "The official capacity of 545 places has not changed.")
    assert claim.certainty == "asserted"
