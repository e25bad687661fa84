"""The component: spans with labels and values, in a blank pipeline and behind a parser."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import discrepant.annotate.dates  # noqa: F401  (registers the factory)
from discrepant.annotate.spans import value_of
from discrepant.values import show


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("discrepant_dates")
    return nlp


def annotated(nlp: Language, text: str, published: str | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = published
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def spans(doc: Doc, group: str) -> list[tuple[str, str, str]]:
    return [(s.text, s.label_, show(value)) for s in doc.spans[group] if (value := value_of(s)) is not None]


def test_dates_and_durations_are_span_groups_with_values(blank: Language) -> None:
    text = (
        "MOSCOW, Sept 29 (Agency) - On Monday he signed a law. For 27 years it had held; years later it fell."
    )
    doc = annotated(blank, text, "2025-09-29")
    assert spans(doc, "dates") == [
        ("Sept 29", "DATELINE", "29 September 2025"),
        ("Monday", "DATE", "29 September 2025"),
    ]
    assert spans(doc, "durations") == [("27 years", "DURATION", "27 years")]


def test_without_a_date_of_publication_nothing_is_guessed(blank: Language) -> None:
    doc = annotated(blank, "Yesterday he spoke; on Monday he signed.", None)
    assert spans(doc, "dates") == [("Monday", "DATE", "a Monday")]


def test_values_survive_serialisation(blank: Language) -> None:
    doc = annotated(blank, "It left on 5 May 1998 after 27 years.", None)
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert spans(again, "dates") == spans(doc, "dates")
    assert spans(again, "durations") == spans(doc, "durations")


@pytest.mark.parametrize("text", ["", "\n", "no time at all"])
def test_both_groups_are_always_there(blank: Language, text: str) -> None:
    doc = annotated(blank, text, "2025-09-29")
    assert (list(doc.spans["dates"]), list(doc.spans["durations"])) == ([], [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Parliament will vote on the bill on Monday.", "6 October 2025"),
        ("Parliament voted on the bill on Monday.", "29 September 2025"),
        ("Parliament is expected to vote on Monday.", "6 October 2025"),
        ("On Monday the ministers met to discuss what they will do.", "29 September 2025"),
        ("The exit took effect on 3 October.", "3 October 2024"),
        ("The exit will take effect on 3 October.", "3 October 2025"),
    ],
)
def test_the_parser_tells_the_tense(nlp: Language, text: str, shown: str) -> None:
    doc = annotated(nlp, text, "2025-10-01")
    assert [value for _, _, value in spans(doc, "dates")] == [shown]
