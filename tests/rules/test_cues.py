"""Every cue must reach the bracketed words of its examples, and none of those in its near misses."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from discrepant.rulebook import Cue, load_rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LABELS = {"denied", "planned", "possible", "alleged"}
WITHOUT_FRAMES = {"factive", "person", "none"}
CUES = list(load_rules().cues.values())


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of `example` without its brackets, and where they stood."""
    text, spans, start = "", [], 0
    for part in re.split(r"([\[\]])", example):
        if part == "[":
            start = len(text)
        elif part == "]":
            spans.append((start, len(text)))
        else:
            text += part
    return text, spans


def parsed(nlp: Language, text: str) -> Doc:
    from discrepant.annotate.clean import clean

    return nlp(clean(text))


def reaches(cue: Cue, doc: Doc, words: Span) -> bool:
    """Whether all of `words` is meant in the way that `cue` marks."""
    label, _, manner = cue.marks.partition(":")
    if label == "person":
        return any(words.text in span.kb_id_ for span in doc.spans["speech"])
    group = doc.spans["speech" if label == "speech" else "certainty"]
    around = [span for span in group if span.start <= words.start and words.end <= span.end]
    if label == "speech":
        return bool(around)
    return any(span.label_ == label and (not manner or span.kb_id_ == manner) for span in around)


def touches(cue: Cue, doc: Doc, words: Span) -> bool:
    """Whether any of `words` is meant as `cue` marks it; where it marks nothing, in any way."""
    label = cue.marks.partition(":")[0]
    if label in ("speech", "person"):
        return reaches(cue, doc, words)
    return any(
        span.start < words.end
        and words.start < span.end
        and (label in WITHOUT_FRAMES or span.label_ == label)
        for span in doc.spans["certainty"]
    )


@pytest.mark.parametrize(
    ("cue", "example"),
    [pytest.param(cue, text, id=f"{cue.id}-{n}") for cue in CUES for n, text in enumerate(cue.examples)],
)
def test_a_cue_reaches_the_words_of_its_examples(nlp: Language, cue: Cue, example: str) -> None:
    text, spans = marked(example)
    assert spans, "put brackets around the words that the cue must reach"
    doc = parsed(nlp, text)
    for start, end in spans:
        words = doc.char_span(start, end, alignment_mode="expand")
        assert words is not None
        assert reaches(cue, doc, words), words.text


@pytest.mark.parametrize(
    ("cue", "example"),
    [pytest.param(cue, text, id=f"{cue.id}-{n}") for cue in CUES for n, text in enumerate(cue.not_examples)],
)
def test_a_cue_leaves_the_words_of_its_near_misses(nlp: Language, cue: Cue, example: str) -> None:
    text, spans = marked(example)
    assert spans, "put brackets around the words that the cue must not reach"
    doc = parsed(nlp, text)
    for start, end in spans:
        words = doc.char_span(start, end, alignment_mode="expand")
        assert words is not None
        assert not touches(cue, doc, words), words.text


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_a_cue_says_what_it_marks_and_where_it_reaches(cue: Cue) -> None:
    notes = (resources.files("discrepant") / "rules" / "cues.toml").read_text("utf-8").split("# --- ")[0]
    label, _, manner = cue.marks.partition(":")
    assert label in LABELS | WITHOUT_FRAMES | {"speech"}
    assert manner in ({"negated", "denied", "ended"} if label == "denied" else {""})
    assert cue.frames or label in WITHOUT_FRAMES
    assert all(re.search(rf"\b{re.escape(frame)}\b", notes) for frame in cue.frames), "explain it at the top"
    assert all(words == words.lower() for words in cue.words)
    assert len(set(cue.words)) == len(cue.words)
    assert cue.not_examples
    assert cue.examples or label in WITHOUT_FRAMES
