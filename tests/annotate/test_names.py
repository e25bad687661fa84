"""People, organisations and places from the model's entities, set by hand so that no model is needed."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from discrepant.annotate.names import find_names, person_id

NLP = spacy.blank("en")


def _doc(text: str, *ents: tuple[str, str]) -> Doc:
    """A doc with the entities named by their words, each at its first place after the one before."""
    doc = NLP(text)
    spans: list[Span] = []
    at = 0
    for words, label in ents:
        start = text.index(words, at)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        spans.append(span)
        at = start + len(words)
    doc.ents = tuple(spans)
    return doc


CASES = [
    (
        "President Vladimir Putin signed. Putin left.",
        [("President Vladimir Putin", "PERSON"), ("Putin", "PERSON")],
        [("Vladimir Putin", "PERSON", "person:vladimir-putin"), ("Putin", "PERSON", "person:vladimir-putin")],
    ),
    # Two bearers of one surname: left open.
    (
        "Ann Lee met Bo Lee. Lee left.",
        [("Ann Lee", "PERSON"), ("Bo Lee", "PERSON"), ("Lee", "PERSON")],
        [
            ("Ann Lee", "PERSON", "person:ann-lee"),
            ("Bo Lee", "PERSON", "person:bo-lee"),
            ("Lee", "PERSON", ""),
        ],
    ),
    ("It was Navalny's death.", [("Navalny's", "PERSON")], [("Navalny", "PERSON", "")]),
    ("Defence Minister spoke.", [("Defence", "ORG")], []),
    ("So says Levant Wire today.", [("Levant Wire", "PERSON")], [("Levant Wire", "ORG", "")]),
    ("Symbolic Significance\nIt went on.", [("Symbolic Significance", "PERSON")], []),
    ("They met in The Hague.", [("The Hague", "GPE")], [("The Hague", "PLACE", "")]),
    (
        "The Purple Foundation objects.",
        [("The Purple Foundation", "ORG")],
        [("Purple Foundation", "ORG", "")],
    ),
]


@pytest.mark.parametrize(("text", "ents", "expected"), CASES)
def test_names(text: str, ents: list[tuple[str, str]], expected: list[tuple[str, str, str]]) -> None:
    assert [(text[a:b], label, id) for a, b, label, id in find_names(_doc(text, *ents))] == expected


def test_what_a_rule_knows_is_no_name() -> None:
    doc = _doc("The Seimas voted.", ("Seimas", "ORG"))
    doc.spans["bodies"] = [doc[1:2]]
    assert find_names(doc) == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Derya Yan\u0131k", "person:derya-yanik"),
        ("Recep Tayyip Erdo\u011fan", "person:recep-tayyip-erdogan"),
    ],
)
def test_person_id_has_no_accents(name: str, id: str) -> None:
    assert person_id(name) == id
