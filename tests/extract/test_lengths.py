"""What lasted how long: a sentence and the length it claims, of whom and of what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, Claim
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

RULES = load_rules()
_LENGTHS = {p.id for p in RULES.predicates.values() if p.kinds == ("duration",)}


def _claims(nlp: Language, text: str) -> list[Claim]:
    article = Article(path="example.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    return list(extract_article(article, nlp(make_doc(nlp, article)), RULES).claims)


def _lengths(nlp: Language, text: str) -> list[tuple[str, str, str, str]]:
    return [
        (c.predicate, c.subject.id, c.object.id, c.quote)
        for c in _claims(nlp, text)
        if c.predicate in _LENGTHS or c.predicate.startswith("gap:")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Withdrawal from the Open Skies Treaty requires six months' notice.",
            ("notice_period", "", "treaty:open-skies", "six months' notice"),
        ),
        (
            (
                "Once the United Nations has been notified, the exit from the Convention on Cluster "
                "Munitions will take effect six months later."
            ),
            ("notice_period", "", "treaty:ccm", "six months"),
        ),
        (
            (
                "Nicaragua's exit from the Organization of American States becomes effective two years after "
                "the letter."
            ),
            ("notice_period", "", "body:oas", "two years"),
        ),
        (
            "It takes twelve months for a withdrawal from the Rome Statute to become final.",
            ("notice_period", "", "treaty:rome", "twelve months"),
        ),
        (
            "Hungary will remain a full member of the International Criminal Court for twelve months.",
            ("notice_period", "", "treaty:rome", "twelve months"),
        ),
        (
            "Burundi spent thirteen years as a member of the International Criminal Court.",
            ("membership_length", "state:BI", "treaty:rome", "thirteen years"),
        ),
        (
            "Nicaragua left the OAS on Sunday, ending 73 years of membership.",
            ("membership_length", "state:NI", "body:oas", "73 years"),
        ),
        (
            (
                "After 24 years inside the Council of Europe, Russia was shown the door in 2022, and "
                "from then on the Committee's letters went unanswered."
            ),
            ("membership_length", "state:RU", "body:coe", "24 years"),
        ),
        (
            (
                "After leaving the Council of Europe, Russia remained party to the European Convention for "
                "the Prevention of Torture for three more years."
            ),
            ("remained_length", "state:RU", "treaty:ecpt", "three more years"),
        ),
        (
            "A delegation of eight experts carried out a twelve-day visit to Cyprus.",
            ("visit_length", "", "state:CY", "twelve-day"),
        ),
        (
            "The Moscow court jailed Oleg Orlov for two and a half years.",
            ("sentence_length", "person:oleg-orlov", "", "two and a half years"),
        ),
        ("They had been drifting for three days.", ("at_sea_length", "", "", "three days")),
        (
            "Russia was expelled from the Council of Europe 26 years after it was admitted.",
            ("gap:admitted:expelled", "state:RU", "body:coe", "26 years"),
        ),
        (
            "Lithuania ratified the Convention on Cluster Munitions two years after signing it.",
            ("gap:signed:ratified", "state:LT", "treaty:ccm", "two years"),
        ),
    ],
)
def test_a_length_is_of_what_lasted(nlp: Language, text: str, expected: tuple[str, str, str, str]) -> None:
    """Predicate, subject, object and the very words of the length."""
    assert _lengths(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He has been a member of parliament for 15 years.",
        "Burundi has been at war for 15 years.",
        "Her employer gave her six months' notice.",
        "Lawyers expect to wait a year for the ruling on the withdrawal.",
        "The offence carries up to three years' imprisonment.",
        "The talks were held for eleven days.",
        (
            "In 2020, the last full year under the Istanbul Convention, 409 women were killed, according to "
            "a platform of volunteers, which has counted such deaths for more than a decade."
        ),
        "The inspectors met a man who had been held for 40 days.",
    ],
)
def test_other_lengths_are_left_open(nlp: Language, text: str) -> None:
    """A person's membership, a wait for something else, a penalty that is only possible: no rule speaks."""
    assert _lengths(nlp, text) == []


def test_a_length_stands_whatever_is_denied_of_it(nlp: Language) -> None:
    """That nothing came of nine years does not deny the nine years."""
    text = "In almost nine years on the list, Burundi received nothing from the International Criminal Court."
    assert [c.certainty for c in _claims(nlp, text) if c.kind == "duration"] == ["asserted"]


def test_one_date_can_date_two_acts(nlp: Language) -> None:
    """ "The day it was admitted" is the day that the date before it names."""
    text = (
        "Russia signed the European Convention for the Prevention of Torture on 28 February 1996, the day it "
        "was admitted to the Council of Europe."
    )
    dates = {(c.predicate, c.object.id) for c in _claims(nlp, text) if c.quote == "28 February 1996"}
    assert dates == {("signed", "treaty:ecpt"), ("admitted", "body:coe")}


def test_a_year_to_the_day_after_dates_what_follows(nlp: Language) -> None:
    """The departure of Friday comes a year after the notice, so the words give the day of the notice."""
    text = (
        "Burundi leaves the Rome Statute on Friday, 27 October 2017. The departure comes a year to the day "
        "after a letter of withdrawal was handed in at the United Nations."
    )
    found = [c for c in _claims(nlp, text) if c.quote.startswith("a year to the day")]
    assert [(c.predicate, getattr(c.value, "edtf", "")) for c in found] == [("notified", "2016-10-27")]
