"""Scopes of certainty: the bracketed word must be meant as told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from spacy.language import Language


def certainty_of(nlp: Language, sentence: str) -> str:
    """The certainty of the first token inside the brackets of `sentence`."""
    from discrepant.annotate.certainty import certainty_at
    from discrepant.annotate.clean import clean

    start = sentence.index("[")
    doc = nlp(clean(sentence.replace("[", "").replace("]", "")))
    token = next(token for token in doc if token.idx + len(token) > start)
    return certainty_at(doc, token.i)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gambia [left] the court in 2017.", "asserted"),
        ("Gambia has never [ratified] the Optional Protocol.", "denied"),
        ("Gambia denied that it had [left] the court.", "denied"),
        ("No state had ever [left] it before.", "denied"),
        ("Gambia signed the treaty without [ratifying] it.", "denied"),
        ("Gambia is no longer a [member] of the council.", "denied"),
        ("Gambia did not [ratify] it until 2004.", "asserted"),
        ("Gambia not only [signed] the treaty, it ratified it.", "asserted"),
        ("Gambia will [leave] the court in May.", "planned"),
        ("Parliament [voted] to leave the court.", "asserted"),
        ("Parliament voted to [leave] the court.", "planned"),
        ("Deputies [approved] a bill to leave the court.", "asserted"),
        ("The president [signed] a law that will end the visits.", "asserted"),
        ("The prime minister issued a decree urging the president to [revoke] the ratification.", "planned"),
        ("The government announced that it would [leave] the court.", "planned"),
        ("Kenya remembered that Burundi had [left] the court.", "asserted"),
        ("Lawyers criticised the impending [withdrawal] from the treaty.", "planned"),
        ("Gambia may [leave] the court.", "possible"),
        ("If the bill is [adopted], it would be the first.", "possible"),
        ("If the bill is adopted, it would [be] the first.", "possible"),
        ("Is Gambia [leaving] the court?", "possible"),
        ("When did Gambia [leave] the court?", "asserted"),
        ("The guards allegedly [killed] five prisoners.", "alleged"),
        ("Officers were accused of [beating] five prisoners.", "alleged"),
    ],
)
def test_how_a_statement_is_meant(nlp: Language, sentence: str, expected: str) -> None:
    assert certainty_of(nlp, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bill, which the Duma [passed] on Monday, will now go to the president.", "asserted"),
        ("The treaty, [signed] by 187 states, has never entered into force.", "asserted"),
        ("Kenya has not left because the court [changed] its rules in 2015.", "asserted"),
        ("Kenya has not left, and Gambia [returned] in 2017.", "asserted"),
        ("Kenya signed in 1999 but [did] not ratify.", "denied"),
        ("Kenya [signed] in 1999 but did not ratify.", "asserted"),
    ],
)
def test_a_clause_of_its_own_is_left_out(nlp: Language, sentence: str, expected: str) -> None:
    assert certainty_of(nlp, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya has no plans to [leave] the court.", "denied"),
        ("Kenya did not agree to [leave] the court.", "denied"),
        ("Kenya does not deny that it [left] the court.", "possible"),
    ],
)
def test_a_denial_around_another_cue(nlp: Language, sentence: str, expected: str) -> None:
    assert certainty_of(nlp, sentence) == expected


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Kenya has not signed.", "negated"),
        ("Kenya denied that it had signed.", "denied"),
        ("Kenya is no longer a party.", "ended"),
    ],
)
def test_a_denial_tells_how(nlp: Language, text: str, manner: str) -> None:
    doc = nlp(text)
    assert manner in {span.kb_id_ for span in doc.spans["certainty"]}


def test_scopes_are_in_order_and_not_blank(nlp: Language) -> None:
    doc = nlp("It will not leave, may stay, and - if asked - would say no. Nobody knows whether it will.")
    spans = [(span.start, span.end) for span in doc.spans["certainty"]]
    assert spans == sorted(spans)
    assert all(span.text.strip() for span in doc.spans["certainty"])


def test_without_a_parse_there_is_nothing(nlp: Language) -> None:
    from discrepant.annotate.certainty import create_certainty

    doc = create_certainty(nlp, "certainty", None)(nlp.make_doc("Kenya has not signed."))
    assert len(doc.spans["certainty"]) == 0


def test_a_list_run_together_gives_nothing(nlp: Language) -> None:
    from spacy.tokens import Doc

    from discrepant.annotate.attribution import create_attribution
    from discrepant.annotate.certainty import create_certainty

    words = ["said", "not", '"', "he"] * 10_000
    doc = Doc(nlp.vocab, words=words, heads=[0] * len(words), deps=["ROOT", *["neg"] * (len(words) - 1)])
    create_attribution(nlp, "attribution", None)(create_certainty(nlp, "certainty", None)(doc))
    assert len(doc.spans["certainty"]) == len(doc.spans["speech"]) == 0


JUMBLE = (
    "not no nor if will would have to be is leave left bill that and but or nobody without until said "
    "according he denied plan Kenya 1998 , . ? : - ( ) \" '"
)
WORDS = st.sampled_from([*JUMBLE.split(), "\n"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=40))
def test_no_jumble_of_cues_raises(nlp: Language, words: list[str]) -> None:
    from discrepant.annotate.clean import clean

    doc = nlp(clean(" ".join(words)))
    assert all(span.label_ for group in ("certainty", "speech") for span in doc.spans[group])
