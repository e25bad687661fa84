"""Who says what: quotations, reported clauses, interview turns, and the names of the speakers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant.annotate.quotes import find_quotes

if TYPE_CHECKING:
    from spacy.language import Language


def speech(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    """Label, speaker and words of each speech in `text`."""
    from discrepant.annotate.clean import clean

    doc = nlp(clean(text))
    return [(span.label_, span.kb_id_, span.text.strip(" ,.")) for span in doc.spans["speech"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Nothing changes overnight," said a council official who asked not to be named.',
            ("DIRECT", "council official", "Nothing changes overnight"),
        ),
        ('"Nothing changes," one ruling-party deputy told the chamber.', "ruling-party deputy"),
        ('A diplomat in Geneva spoke of "a sad day for a rule".', "diplomat in Geneva"),
        ('A student of nursing disagreed: "The war had been over for years."', "student of nursing"),
        ('A woman of perhaps eighty, on a folding stool: "They opened it in this city."', "woman"),
        ("A spokesman for the Court said that no letter had arrived.", "spokesman for the Court"),
        (
            "The duty survives the exit, the lawyers say.",
            ("INDIRECT", "lawyers", "The duty survives the exit"),
        ),
        (
            "Opposition parties argued that the step was void.",
            ("INDIRECT", "opposition parties", "that the step was void"),
        ),
        (
            "According to the explanatory note, the treaty was signed in 1996.",
            ("INDIRECT", "explanatory note", "the treaty was signed in 1996"),
        ),
        (
            "Some 400 had no bed, according to the inspectors.",
            ("INDIRECT", "inspectors", "Some 400 had no bed"),
        ),
        ('Ministry: treaty "will not touch a single right"', "ministry"),
    ],
)
def test_the_speaker_of_a_sentence(nlp: Language, text: str, expected: str | tuple[str, str, str]) -> None:
    found = speech(nlp, text)
    if isinstance(expected, str):
        assert [speaker for _, speaker, _ in found] == [expected]
    else:
        assert found == [expected]


def test_a_named_person_is_told_by_id(nlp: Language) -> None:
    found = speech(nlp, "President Vladimir Putin said that the bill was ready. He added that it was short.")
    assert [speaker for _, speaker, _ in found] == ["person:vladimir-putin"] * 2


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('A spokesman laughed. "It is over," he said. "We won."', ["spokesman", "spokesman"]),
        ('The ministry was blunt. "It is over now," he said.', [""]),
        (
            'A spokesman said it was over.\n\n"We have won this long war," he said. "I am glad."',
            ["spokesman"] * 3,
        ),
        ('A spokesman said it was over.\n\n"We have won this long and bitter war."', ["spokesman"] * 2),
        ('A man laughed. "It is over," he said. A woman wept. "It is not," she said.', ["man", "woman"]),
        ("The ministry said it was ready. The number, it said, was falling.", ["ministry"] * 3),
        ("Lawyers took another view. The duty, they say, survives the exit.", ["lawyers", "lawyers"]),
        (
            "\"I said to my son, 'Keep your head down,'\" the mother told the paper.",
            ["mother", "mother"],
        ),
    ],
)
def test_pronouns_take_up_whoever_spoke(nlp: Language, text: str, speakers: list[str]) -> None:
    assert [speaker for _, speaker, _ in speech(nlp, text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        'The treaty (the "Istanbul Convention") was signed in 2011.',
        'He waved the "white flag" at noon.',
        "Nobody can say that the door was slammed.",
        "She did not say that it was over.",
        "Russia signed the treaty in 1996.",
        "Photo: press service\nTags: justice, prisons",
    ],
)
def test_what_nobody_said_is_left_to_the_article(nlp: Language, text: str) -> None:
    assert speech(nlp, text) == []


def test_interview_turns_belong_to_their_labels(nlp: Language) -> None:
    text = (
        "VSW: So the papers have been filed?\n\nOrlova: Last Friday, in New York.\n\n"
        "VSW: And now?\n\nOrlova: Now we wait. It takes six months.\n\nThe interview was shortened."
    )
    assert speech(nlp, text) == [
        ("DIRECT", "VSW", "So the papers have been filed?"),
        ("DIRECT", "Orlova", "Last Friday, in New York"),
        ("DIRECT", "VSW", "And now?"),
        ("DIRECT", "Orlova", "Now we wait. It takes six months"),
    ]


def test_the_innermost_speaker_counts(nlp: Language) -> None:
    from discrepant.annotate.attribution import speaker_at

    doc = nlp("The ministry said that \"a judge told us, 'It ended in 1998'\".")
    by_word = {token.text: speaker_at(doc, token.i) for token in doc}
    assert by_word["ministry"] is None
    assert by_word["judge"] == "ministry"
    assert by_word["1998"] == "judge"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("'It won't touch a citizen's rights'", ["It won't touch a citizen's rights"]),
        ("'It protects citizens' rights,' he said.", ["It protects citizens' rights,"]),
        ("\"I said, 'Go,'\" he said.", ["I said, 'Go,'", "Go,"]),
        ("The deputies' vote and the states' reply in the '90s", []),
        ('"One. Two. Three."', ["One. Two. Three."]),
        ('"It was late.\n\n"Then we left," he said.', ["It was late.", "Then we left,"]),
        ('He said: "It was late.\n\nThe next day nothing happened. "Fine," she said.', ["Fine,"]),
        ('A stray " mark.\nAnother line, and "one more" here.', ["one more"]),
        ("Laws against 'discrediting' the forces", ["discrediting"]),
    ],
)
def test_pairs_of_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == expected


def test_a_quotation_may_run_over_wrapped_lines() -> None:
    text = 'The old minister told the crowded chamber that "nothing\nhas been decided" yet.'
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == ["nothing\nhas been decided"]


@given(st.text(alphabet="\"' ab.\n(", max_size=200))
def test_quotations_nest_and_never_cross(text: str) -> None:
    quotes = find_quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    for first, second in itertools.pairwise(quotes):
        assert second.start >= first.end or second.end <= first.end


def test_a_text_of_marks_alone_is_paired_or_left() -> None:
    text = "\"('" * 30_000 + "\n" + "' \"" * 30_000 + '"a ' * 30_000
    assert all(0 <= quote.start < quote.end <= len(text) for quote in find_quotes(text))
