"""Bodies in context: shared acronyms, chambers, and what "the Court" means."""

from __future__ import annotations

import pytest
import spacy

from discrepant.annotate.bodies import find_bodies

CASES = [
    ("The ICC opened an inquiry. The Court has no police.", [("ICC", "icc"), ("Court", "icc")]),
    ("The Rome Statute binds it. The Court said so.", [("Court", "icc")]),
    ("The CPT came. The Committee was let in.", [("CPT", "cpt"), ("Committee", "cpt")]),
    ("The Court adjourned.", [("Court", "")]),
    ("A court in Pretoria found against it.", []),
    ("Landmark ECHR judgments followed.", [("ECHR", "ecthr")]),
    ("It signed the ECHR in 1996.", []),
    ("CAT will ask a question.", [("CAT", "catctte")]),
    ("NGOs like the Committee Against Torture were dismantled.", [("Committee Against Torture", "cat-ngo")]),
    ("It must report to the Committee against Torture.", [("Committee against Torture", "catctte")]),
    ("Russia's lower house voted.", [("lower house", "state-duma")]),
    ("The Lithuanian parliament voted.", [("parliament", "seimas")]),
    ("Burundi's parliament voted.", []),
    (
        "The State Duma passed it. The upper house followed.",
        [("State Duma", "state-duma"), ("upper house", "federation-council")],
    ),
    ("The Council of Europe Convention on Cybercrime binds it.", []),
    (
        "It left the Council of Europe. It owes the Council nothing.",
        [("Council of Europe", "coe"), ("Council", "coe")],
    ),
    ("The White House objected.", []),
    ("The committee on fisheries met.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_bodies_in_context(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[a:b], id.removeprefix("body:")) for a, b, _, id in find_bodies(text)]
    assert found == expected


def test_component_works_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("discrepant_bodies")
    doc = nlp("The Seimas voted.")
    (span,) = doc.spans["bodies"]
    assert (span.text, span.label_, span.kb_id_) == ("Seimas", "BODY", "body:seimas")
