"""Long articles are parsed in pieces, and nothing shows where the pieces met."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from discrepant.annotate import annotate_articles, long_text
from discrepant.annotate.clean import clean
from discrepant.annotate.long_text import pieces
from discrepant.model import Article

PARAGRAPHS = [
    "Russia signed the European Convention for the Prevention of Torture on 28 February 1996.",
    "The Committee for Lost Letters (CLL) made 30 visits.\r",
    "On Monday the CLL said that “no state” had left 🕊 in two decades.",
    "- A first point\n- A second point, of 1998",
]


@given(st.text(alphabet="ab .\n\r", max_size=400), st.integers(2, 40))
def test_pieces_are_the_text(text: str, size: int) -> None:
    cut = list(pieces(text, size))
    assert "".join(cut) == text
    assert all(0 < len(piece) <= size for piece in cut)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("aaaa. bb\ncc\n\ndd ee", "aaaa. bb\ncc\n\n"),
        ("aaaa bbbb. cc\ndd ee ff", "aaaa bbbb. cc\n"),
        ("aaaa bbbb cc. dd ee ff", "aaaa bbbb cc. "),
        ("aaaa bbbb cc dd ee ff gg", "aaaa bbbb cc "),
        ("a" * 30, "a" * 15),
    ],
)
def test_a_piece_ends_at_the_best_place(text: str, first: str) -> None:
    assert next(iter(pieces(text, 15))) == first


def test_long_and_short_articles_are_annotated_alike(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same spans and values at the same places, whether the parser saw the article at once or not."""
    text = "\n\n".join(PARAGRAPHS * 3)
    articles = [
        Article(path=f"{n}.txt", text=text, sha256="0", published=dt.date(2025, 9, 30)) for n in range(3)
    ]
    whole = [_annotations(doc) for _, doc in annotate_articles(nlp, articles)]
    monkeypatch.setattr("discrepant.annotate.LONG", 200)
    monkeypatch.setattr(long_text, "pieces", lambda text: pieces(text, 200))
    in_pieces = [(article.path, doc) for article, doc in annotate_articles(nlp, articles)]
    assert [path for path, _ in in_pieces] == ["0.txt", "1.txt", "2.txt"]
    assert [_annotations(doc) for _, doc in in_pieces] == whole
    assert {label for _, _, label, _ in whole[0]["treaties"]} == {"TREATY"}


def test_a_run_of_marks_is_blanked_and_moves_nothing(nlp: Language) -> None:
    """A tokenizer that takes marks off one by one needs a minute for this."""
    text = "(" * 20_000 + '"' * 20_000 + "\nRussia left in 1998. ***** (" + "?!" * 10
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert cleaned.strip() == text[40_000:].strip()
    assert nlp.make_doc(cleaned).text == cleaned


def _annotations(doc: object) -> dict[str, list[tuple[int, int, str, str]]]:
    from spacy.tokens import Doc

    assert isinstance(doc, Doc)
    groups = {
        name: [(span.start_char, span.end_char, span.label_, span.kb_id_) for span in spans]
        for name, spans in doc.spans.items()
    }
    groups["sentences"] = [(sentence.start_char, sentence.end_char, "", "") for sentence in doc.sents]
    return groups
