"""Whether it holds: text and the statuses expected of it, near misses included."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, StatusValue
from discrepant.reconcile import reconcile_claims
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

    from discrepant.model import Claim, Fact

RULES = load_rules()


def _claims(nlp: Language, text: str, path: str = "a.txt", day: dt.date | None = None) -> tuple[Claim, ...]:
    article = Article(path=path, text=text, sha256="", published=day or dt.date(2025, 10, 1))
    return extract_article(article, nlp(make_doc(nlp, article)), RULES).claims


def statuses(nlp: Language, text: str) -> set[tuple[str, str, bool]]:
    """Subject, status and whether it holds, of each claim that is made of today."""
    return {
        (c.subject.id, c.value.status, c.value.holds)
        for c in _claims(nlp, text)
        if isinstance(c.value, StatusValue) and c.certainty == "asserted"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia has left the Ottawa Convention.", ("state:RU", "outside", True)),
        ("Russia ceased to be a party to the Rome Statute.", ("state:RU", "outside", True)),
        ("Burundi is no longer bound by the Rome Statute.", ("state:BI", "outside", True)),
        ("South Africa has not withdrawn from the Rome Statute.", ("state:ZA", "outside", False)),
        ("The United States never ratified the Rome Statute.", ("state:US", "party", False)),
        ("Russia has neither signed nor ratified the Rome Statute.", ("state:RU", "signatory", False)),
        ("Gambia's notice to leave the Rome Statute remains valid.", ("state:GM", "notice", True)),
        ("South Africa withdrew its notice to leave the Rome Statute.", ("state:ZA", "notice", False)),
        ("Burundi was the first state to leave the Rome Statute.", ("state:BI", "first_to_leave", True)),
        ("The CTBT has not entered into force.", ("", "in_force", False)),
        ("The CTBT entered into force in 1999.", ("", "in_force", True)),
        (
            "Russia, which borders Finland and which never joined the Ottawa Convention, has mines.",
            ("state:RU", "party", False),
        ),
    ],
)
def test_a_status_is_found(nlp: Language, text: str, expected: tuple[str, str, bool]) -> None:
    """Each wording is read as the status it stands for, of the state that it is said of."""
    assert expected in statuses(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Half of the deputies have left. Finland signed the Ottawa Convention.",
        "If Russia has left the Rome Statute, prisoners lose their last hope.",
        "Once Russia has left the Rome Statute, nothing remains.",
        "Two states have quit the Ottawa Convention.",
        "By 2026 Finland will have left the Ottawa Convention.",
        "Finland would still be a party to the Ottawa Convention.",
        "Finland has approved a bill to leave the Ottawa Convention.",
        "The Ottawa Convention has been left unchanged by Finland.",
        "The bill to leave the Rome Statute has not yet been signed by the president.",
        "The withdrawal law has entered into force; the Ottawa Convention bans mines.",
    ],
)
def test_what_is_not_said_is_not_claimed(nlp: Language, text: str) -> None:
    """Other subjects, conditions, plans and other things that enter into force give no status."""
    assert statuses(nlp, text) == set()


def _standing(nlp: Language, *texts: tuple[str, dt.date]) -> Fact:
    claims = [c for i, (text, day) in enumerate(texts) for c in _claims(nlp, text, f"{i}.txt", day)]
    facts = reconcile_claims(claims, {f"{i}.txt": f"{i}" for i in range(len(texts))}, RULES)
    return next(f for f in facts if f.predicate == "status:standing")


STAYS = "Burundi remains a party to the Rome Statute."
OUT = "Burundi is no longer a member of the International Criminal Court."
DATED = "Burundi's withdrawal from the Rome Statute took effect on 27 October 2017."


def test_before_and_after_the_exit_is_explained(nlp: Language) -> None:
    """A party before the day of effect, which a text gives, and outside after it: no contradiction."""
    fact = _standing(nlp, (STAYS, dt.date(2017, 9, 1)), (f"{OUT} {DATED}", dt.date(2017, 11, 1)))
    assert (fact.flag, "2017-10-27" in fact.reason) == ("explained", True)


def test_on_one_side_of_the_exit_is_a_conflict(nlp: Language) -> None:
    """Both articles were written after the exit: one is wrong."""
    fact = _standing(nlp, (STAYS, dt.date(2017, 11, 2)), (f"{OUT} {DATED}", dt.date(2017, 11, 1)))
    assert fact.flag == "conflict"
