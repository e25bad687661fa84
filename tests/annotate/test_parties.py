"""Parties in context: governments and places, languages, and words that only look like states."""

from __future__ import annotations

import pytest
import spacy

from discrepant.annotate.parties import find_parties

CASES = [
    ("Moscow objected.", [("Moscow", "PARTY", "state:RU")]),
    ("It happened in Moscow.", [("Moscow", "PLACE", "state:RU")]),
    ("MOSCOW, Nov 2 (AB) - It objected.", [("MOSCOW", "PLACE", "state:RU")]),
    ("ANKARA - It objected.", [("ANKARA", "PLACE", "state:TR")]),
    ("Moscow, which had signed, objected.", [("Moscow", "PARTY", "state:RU")]),
    ("Moscow's 2021 exit surprised nobody.", [("Moscow", "PARTY", "state:RU")]),
    ("Officials in the Kremlin agreed.", [("Kremlin", "PLACE", "state:RU")]),
    (
        "The data flowed to Vienna, and they flew to Vienna.",
        [("Vienna", "PARTY", "state:AT"), ("Vienna", "PLACE", "state:AT")],
    ),
    ("Brussels objected.", [("Brussels", "PARTY", "party:eu")]),
    ("They met in Brussels.", [("Brussels", "PLACE", "state:BE")]),
    (
        "Russian and Belarusian troops left.",
        [("Russian", "PARTY", "state:RU"), ("Belarusian", "PARTY", "state:BY")],
    ),
    ("It was published in Greek, Turkish and English.", []),
    ("He serves in Russian prisons.", [("Russian", "PARTY", "state:RU")]),
    (
        "Cote d'Ivoire and C\u00f4te d\u2019Ivoire are one.",
        [("Cote d'Ivoire", "PARTY", "state:CI"), ("C\u00f4te d\u2019Ivoire", "PARTY", "state:CI")],
    ),
    ("Give us the text.", []),
    (
        "The EU, the U.S. and the UK signed.",
        [("EU", "PARTY", "party:eu"), ("U.S.", "PARTY", "state:US"), ("UK", "PARTY", "state:GB")],
    ),
    ("The Vienna Convention on the Law of Treaties applies.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_parties_in_context(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[a:b], label, id) for a, b, label, id in find_parties(text)] == expected


def test_component_works_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("discrepant_parties")
    doc = nlp("Malaca\u00f1ang objected.")
    (span,) = doc.spans["parties"]
    assert (span.label_, span.kb_id_) == ("PARTY", "state:PH")
