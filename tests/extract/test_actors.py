"""Who did it, and who holds a role: text and the claims expected of it, near misses included."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, EntityValue
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

RULES = load_rules()
OTTAWA = "the law on leaving the Ottawa Convention"


def actors(nlp: Language, text: str) -> set[tuple[str, str]]:
    """Predicate and id (or label) of each claim of who."""
    article = Article(path="a.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    claims = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    return {
        (c.predicate, c.value.id or c.value.label)
        for c in claims
        if isinstance(c.value, EntityValue) and not c.predicate.startswith("detail:")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"President Lara Example signed {OTTAWA}.", ("law_signed", "person:lara-example")),
        (
            "The law on leaving the Ottawa Convention was signed by Lara Example.",
            ("law_signed", "person:lara-example"),
        ),
        (f"Lara Example, who signed {OTTAWA}, resigned.", ("law_signed", "person:lara-example")),
        (f"Lara Example was abroad. She signed {OTTAWA} on Monday.", ("law_signed", "person:lara-example")),
        (
            f"Prime Minister Lara Example was abroad. The prime minister signed {OTTAWA}.",
            ("law_signed", "person:lara-example"),
        ),
        (f"The prime minister signed {OTTAWA}.", ("law_signed", "office:prime-minister")),
        (
            "It was Foreign Secretary Alan Example who signed the notice to leave the Rome Statute.",
            ("notice_signed", "person:alan-example"),
        ),
        (
            "The notice of withdrawal from the Rome Statute bears the signature of Alan Example.",
            ("notice_signed", "person:alan-example"),
        ),
        (
            "President Alan Example took the formal decision to leave the Ottawa Convention.",
            ("decree", "person:alan-example"),
        ),
        ("Putin signs law to quit the Ottawa Convention\n\nMoscow.", ("law_signed", "Putin")),
        ("Heading the delegation was Hans Wolff.", ("role:head_of_delegation", "person:hans-wolff")),
        ("Hans Wolff, who headed the delegation, spoke.", ("role:head_of_delegation", "person:hans-wolff")),
        ("At the head of the team was Hans Wolff.", ("role:head_of_delegation", "person:hans-wolff")),
        (
            "Vladimir Putin, the president of Russia, said so.",
            ("office:president", "person:vladimir-putin"),
        ),
    ],
)
def test_the_actor_is_found(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    """Active, passive, relative and cleft clauses, pronouns, offices and headlines name the actor."""
    assert expected in actors(nlp, text)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Ana Example met Lara Example. She signed the law on leaving the Ottawa Convention.", "law_signed"),
        ("Hans Wolff, who headed the choir, spoke to the delegation.", "role:head_of_delegation"),
        ("Senate President Juan Example voted no in Manila, the Philippines.", "office:president"),
        ("Juan Example, then president of the Philippines, voted no.", "office:president"),
        ("Former Russian President Ana Example voted no.", "office:president"),
        ("In 2010 Russian President Ana Example voted no.", "office:president"),
        ("Ana Example, the president of the court in Russia, voted no.", "office:president"),
    ],
)
def test_what_cannot_be_told_is_left_out(nlp: Language, text: str, predicate: str) -> None:
    """Two candidates for a pronoun, another kind of president, an earlier time: no claim."""
    assert predicate not in {p for p, _ in actors(nlp, text)}


def test_a_law_not_signed_has_no_signer(nlp: Language) -> None:
    """Who has not signed is claimed only as denied."""
    article = Article(
        path="a.txt",
        text="The law on leaving the Rome Statute has not been signed by the president.",
        sha256="",
    )
    claims = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    assert {c.certainty for c in claims if c.kind == "entity"} <= {"denied"}
