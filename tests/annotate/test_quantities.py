"""What a number counts, read from the parse, and from the words where there is no parse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from discrepant.annotate import quantities as quantities  # registers the factory
from discrepant.annotate.clean import clean
from discrepant.annotate.spans import value_of
from discrepant.model import QuantityValue
from discrepant.values import show

STORIES = Path(__file__).parents[2].parent / "shared" / "stories"


@pytest.fixture(scope="session")
def blank() -> Language:
    """English without a model: tokens only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("discrepant_quantities")
    return nlp


def found(doc: Doc) -> list[tuple[str, str, str]]:
    """Label, words and shown value of each quantity."""
    return [(span.label_, span.text, show(quantity(span))) for span in doc.spans["quantities"]]


def quantity(span: Span) -> QuantityValue:
    value = value_of(span)
    assert isinstance(value, QuantityValue)
    return value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Committee has carried out 30 visits to Russia.", [("QUANTITY", "30 visits", "30 visits")]),
        ("Some 400 had no bed of their own.", [("QUANTITY", "Some 400", "about 400")]),
        ("187 have signed.", [("QUANTITY", "187", "187")]),
        ("It was the Committee's eighth visit to the island.", [("ORDINAL", "eighth visit", "8 visits")]),
        ("Dozens of governments regretted it.", [("QUANTITY", "Dozens", "dozens of governments")]),
        (
            "More than 20 of the 60 people aboard drowned.",
            [("QUANTITY", "More than 20", "more than 20 people"), ("QUANTITY", "60 people", "60 people")],
        ),
        (
            "The prisons held 947 people, 719 of them convicted.",
            [("QUANTITY", "947 people", "947 people"), ("QUANTITY", "719", "719 people")],
        ),
        (
            "The motion was carried by 103 votes to one.",
            [("RATIO_FOR", "103 votes", "103 votes"), ("RATIO_AGAINST", "one", "1 vote")],
        ),
        ("The number of prisoners stood at 897.", [("QUANTITY", "897", "897 prisoners")]),
        ("Half of the deputies left; 12 per cent stayed.", [
            ("PERCENT", "Half", "about 50%"), ("PERCENT", "12 per cent", "12%"),
        ]),
        ("A fine of 400 euros was paid by a 41-year-old man.", [
            ("MONEY", "400 euros", "EUR 400"), ("AGE", "41-year-old", "41"),
        ]),
        ("One deputy told the chamber that it was late.", []),
        ("The Convention was in force for 27 years under Article 23.", []),
        ("The odds were 3 to 1.", []),
    ],
)  # fmt: skip
def test_with_a_parse(nlp: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(nlp(clean(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 visits to Russia", [("QUANTITY", "30 visits", "30 visits")]),
        ("124 member states", [("QUANTITY", "124 member states", "124 states")]),
        ("CPT visits to Russia: 30\nNext line", [("QUANTITY", "30", "30 visits")]),
        ("Comments (37)", [("QUANTITY", "37", "37 comments")]),
        ("thousands of refugees", [("QUANTITY", "thousands", "thousands of refugees")]),
        ("943 behind bars", [("QUANTITY", "943", "943")]),
        ("dozens dead - residents", [("QUANTITY", "dozens", "dozens")]),
    ],
)
def test_without_a_parse(blank: Language, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(blank(text)) == expected


def test_a_number_that_is_a_sentence_counts_what_the_next_one_is_about(nlp: Language) -> None:
    doc = nlp(clean("1. 407. Prisoners who slept on the floor.\n\n2. Five. Deaths in custody that year.\n"))
    assert [show(quantity(span)) for span in doc.spans["quantities"]] == ["407 prisoners", "5 deaths"]


def test_what_dates_and_durations_hold_is_left_alone(blank: Language) -> None:
    doc = blank.make_doc("It met on the 30 and saw 12 people")
    doc.spans["dates"] = [doc[4:5]]
    assert [span.text for span in blank.get_pipe("discrepant_quantities")(doc).spans["quantities"]] == [
        "12 people"
    ]


def gold_quotes() -> list[tuple[Path, str, int]]:
    """Article, quote and occurrence of every quantity of the shared stories."""
    cases = set()
    for gold in sorted(STORIES.glob("*/*/gold.jsonl")):
        for line in gold.read_text("utf-8").splitlines():
            fact = json.loads(line)
            if fact["kind"] != "quantity":
                continue
            for reading in fact["readings"]:
                for claim in reading["claims"]:
                    article = gold.parent / "articles" / claim["article"]
                    cases.add((article, claim["quote"], claim.get("occurrence", 1)))
    return sorted(cases)


@pytest.mark.quality
def test_every_gold_quantity_is_seen(blank: Language) -> None:
    cases = gold_quotes()
    if not cases:
        pytest.skip("the shared stories are not beside the repository")
    docs = {article: blank(clean(article.read_text("utf-8"))) for article, _, _ in cases}
    missed = []
    for article, quote, occurrence in cases:
        text, start = docs[article].text, -1
        for _ in range(occurrence):
            start = clean(article.read_text("utf-8")).find(clean(quote), start + 1)
        spans = docs[article].spans["quantities"]
        if not any(s.start_char < start + len(quote) and start < s.end_char for s in spans):
            missed.append((article.name, quote, text[start : start + 40]))
    assert not missed
