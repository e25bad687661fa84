"""Which, where and whether: what rules/details.toml and rules/disputes.toml give across articles."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, EntityValue
from discrepant.reconcile import reconcile_claims
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

    from discrepant.model import Claim

RULES = load_rules()


def _claims(nlp: Language, text: str, path: str = "a.txt", day: int = 1) -> list[Claim]:
    article = Article(path=path, text=text, sha256="", published=dt.date(2025, 10, day))
    found = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    return [c for c in found if c.predicate.startswith(("detail:", "dispute:"))]


def details(nlp: Language, text: str) -> set[tuple[str, str, str]]:
    """Rule, subject and value of each claim."""
    return {
        (c.predicate.removeprefix("detail:"), c.subject.id, c.value.id)
        for c in _claims(nlp, text)
        if isinstance(c.value, EntityValue)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The jet, thought to be an Su-25, turned.", ("aircraft", "", "type:su25")),
        ("It was not a MiG-29 but a Su-24 plane.", ("aircraft", "", "type:su24")),
        ("The jet came low. It was a Yak-130.", ("aircraft", "", "type:yak130")),
        ("The Sea Rose, a Liberia-registered tanker, sank.", ("vessel_flag", "vessel:sea-rose", "state:LR")),
        (
            "The Sea Rose, which flies the Liberian flag, sank.",
            ("vessel_flag", "vessel:sea-rose", "state:LR"),
        ),
        ("They set sail from a beach near Sfax. The dinghy sank.", ("port_of_departure", "", "place:sfax")),
        (
            "The trawler, which left the Libyan port of Tobruk on 10 June, sank.",
            ("port_of_departure", "", "place:tobruk"),
        ),
        ("John Smith is held in Evin prison.", ("place_of_custody", "person:john-smith", "place:evin")),
    ],
)
def test_a_detail_is_found(nlp: Language, text: str, expected: tuple[str, str, str]) -> None:
    """The name that the noun or verb governs answers the question."""
    assert expected in details(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "The A380 road was hit by a missile.",
        "Under Section 505A a jet may be shot down.",
        "Resolution A75 was adopted after the plane crashed.",
        "They ruled out that the jet was a MiG-29.",
        "The patrol boat left Lampedusa to look for them.",
        "The boat left Libya on Monday.",
    ],
)
def test_a_name_that_answers_nothing_is_left_out(nlp: Language, text: str) -> None:
    """Numbers of other things, types ruled out, other boats and whole countries give no claim."""
    assert details(nlp, text) == set()


def _flags(nlp: Language, *texts: str) -> dict[str, str]:
    claims = [c for i, text in enumerate(texts) for c in _claims(nlp, text, f"{i}.txt", i + 1)]
    facts = reconcile_claims(claims, {f"{i}.txt": f"{i}" for i in range(len(texts))}, RULES)
    return {f.predicate: str(f.flag) for f in reversed(facts)}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("The jet was a MiG-29.", "The jet was a Yak-130."), {"detail:aircraft": "conflict"}),
        (("The jet was an F-16.", "The jet was an F-16C."), {"detail:aircraft": "refined"}),
        (
            ("The boat sailed from Zuwara.", "The boat sailed from Zuwarah on Monday."),
            {"detail:port_of_departure": "refined"},
        ),
        (
            ("Residents had been warned.", "No resident had been warned, survivors said."),
            {"dispute:warned": "conflict"},
        ),
        (
            ("No civilian was harmed, the army said.", "The strike killed 19 children."),
            {"dispute:civilians_harmed": "conflict"},
        ),
        (  # not yet on the first day, done by the second
            ("No compensation has been paid.", "The compensation was paid to the family."),
            {"dispute:compensation_paid": "explained"},
        ),
        (  # one source that says both speaks of two things
            ("Residents of one street had been warned. No resident of the next had been warned.",),
            {"dispute:warned": "single"},
        ),
        (
            ("The army may have warned residents.", "No resident had been warned."),
            {"dispute:warned": "single"},
        ),
    ],
)
def test_two_articles_are_compared(nlp: Language, texts: tuple[str, ...], expected: dict[str, str]) -> None:
    """A conflict only where the two cannot both be true."""
    assert _flags(nlp, *texts) == expected


def test_a_conflict_names_both_speakers(nlp: Language) -> None:
    """Who asserts and who denies stands in the reason."""
    texts = ("The ministry said that residents had been warned.", '"No resident was warned," the mayor said.')
    claims = [c for i, text in enumerate(texts) for c in _claims(nlp, text, f"{i}.txt")]
    fact = reconcile_claims(claims, {"0.txt": "0", "1.txt": "1"}, RULES)[0]
    assert ("ministry" in fact.reason, "mayor" in fact.reason) == (True, True)
