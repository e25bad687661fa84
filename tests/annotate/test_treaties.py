"""Treaties in context: names, acronyms, descriptions, and what "the Convention" means."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from discrepant.annotate.treaties import find_treaties

CASES = [
    # (text, mentions as (words, id) in order)
    ("Russia left the ECPT.", [("ECPT", "ecpt")]),
    ("The UN Convention against Torture binds it.", [("UN Convention against Torture", "cat")]),
    (
        "It never joined the Optional Protocol to the Convention against Torture.",
        [("Optional Protocol to the Convention against Torture", "opcat")],
    ),
    ("The European Committee for the Prevention of Torture came.", []),
    (
        "Europe\u2019s anti\u2011torture convention is dead.",
        [("Europe\u2019s anti\u2011torture convention", "ecpt")],
    ),
    ("It quit the UN's anti-torture treaty.", [("anti-torture treaty", "cat")]),
    ("It quit the mine ban treaty.", [("mine ban treaty", "ottawa")]),
    (
        "The Convention on Cluster Munitions (CoCM) is young. The CoCM has no inspectors.",
        [("Convention on Cluster Munitions", "ccm"), ("CoCM", "ccm"), ("CoCM", "ccm")],
    ),
    # Definite references.
    (
        "It ratified the Istanbul Convention in 2012. The treaty binds it.",
        [("Istanbul Convention", "istanbul"), ("treaty", "istanbul")],
    ),
    (
        "The Rome Statute has an exit. Under the Statute a year must pass.",
        [("Rome Statute", "rome"), ("Statute", "rome")],
    ),
    # A type noun that does not fit leaves the reference open.
    (
        "The Rome Statute has an exit. The Convention does not.",
        [("Rome Statute", "rome"), ("Convention", "")],
    ),
    # Recency within a line wins.
    (
        (
            "It left the Ottawa Convention. It keeps the Chemical Weapons Convention, which it likes, "
            "because that treaty is verified."
        ),
        [
            ("Ottawa Convention", "ottawa"),
            ("Chemical Weapons Convention", "cwc"),
            ("treaty", "cwc"),
        ],
    ),
    # Two candidates in one breath: left open.
    (
        (
            "It is bound by the Chemical Weapons Convention and the Biological Weapons Convention. "
            "The Convention has no inspectors."
        ),
        [
            ("Chemical Weapons Convention", "cwc"),
            ("Biological Weapons Convention", "bwc"),
            ("Convention", ""),
        ],
    ),
    # The committee names its convention.
    ("The CPT came in 1998. The Convention had been in force for two months.", [("Convention", "ecpt")]),
    # The subject names it too, where nothing else does.
    (
        "Its minister signed the treaty in Oslo.\n\nTwo hundred people were killed by cluster munitions.",
        [("treaty", "ccm")],
    ),
    # A treaty that is only compared with does not become the topic.
    (
        "Few had heard of the Convention.\n\nCompare the ban on chemical weapons.\n\nThe Convention went.",
        [("Convention", ""), ("ban on chemical weapons", "cwc"), ("Convention", "")],
    ),
    # Protocols of the treaty in sight.
    (
        "Russia is a party to the UN Convention against Torture. It has not ratified the Optional Protocol.",
        [("UN Convention against Torture", "cat"), ("Optional Protocol", "opcat")],
    ),
    (
        "It is a party to the Convention on the Rights of the Child. It did not sign the Optional Protocol.",
        [("Convention on the Rights of the Child", "crc"), ("Optional Protocol", "")],
    ),
    # A year tells two conventions apart.
    (
        "The ECPT and the Istanbul Convention differ. The 1987 Convention sends visitors.",
        [("ECPT", "ecpt"), ("Istanbul Convention", "istanbul"), ("1987 Convention", "ecpt")],
    ),
    # One acronym, two meanings.
    ("Article 6 of the ECHR applies.", [("ECHR", "echr")]),
    ("The ECHR ruled against Russia.", []),
    (
        "It withdrew from the European Convention on Human Rights (ECHR).",
        [("European Convention on Human Rights", "echr"), ("ECHR", "echr")],
    ),
    ("CAT will ask a question.", []),
    # Names that no rule knows stay open; other conventions are not treaties.
    ("It joined the Minsk Convention.", [("Minsk Convention", "")]),
    ("They met at the Democratic National Convention.", []),
    ("A convention of dentists was held.", []),
    ("The UN treaty bodies met.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_treaties_in_context(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[a:b], id.removeprefix("treaty:")) for a, b, _, id in find_treaties(text)]
    assert found == expected


def test_component_works_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("discrepant_treaties")
    doc = nlp("Turkey left the Istanbul Convention.")
    (span,) = doc.spans["treaties"]
    assert (span.text, span.label_, span.kb_id_) == ("Istanbul Convention", "TREATY", "treaty:istanbul")


PLAIN = ("the", "Convention", "treaty", "CPT", "ECHR", "Optional", "Protocol", "(", ")", ".", "'", "'s", "UN")
NAMES = ("Istanbul", "Rome", "Statute", "1987", "Moscow", "in", "on", "-", "Council", "of", "Europe")
WORDS = st.sampled_from((*PLAIN, *NAMES, "\n", "\n\n", "\u00a0"))


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_raises_and_spans_stand_in_order(text: str) -> None:
    found = find_treaties(text)
    assert all(0 <= a < b <= len(text) for a, b, _, _ in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


@pytest.mark.parametrize("word", ["the Convention ", "ECHR ", "Optional Protocol ", "the Court (", "Moscow "])
def test_one_word_without_end_is_read_to_its_end(word: str) -> None:
    text = word * 20_000
    assert all(0 <= start < end <= len(text) for start, end, _, _ in find_treaties(text))
