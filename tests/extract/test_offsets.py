"""Every mention and claim quotes its article, whatever the text holds; cleaning moves nothing."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from discrepant.annotate import make_doc
from discrepant.annotate.clean import clean
from discrepant.extract import extract_article
from discrepant.model import Article, Extraction
from discrepant.read import read_corpus
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[2]
STORIES = ROOT.parent / "shared" / "stories"

SAMPLES = read_corpus(ROOT / "corpus").articles


def story_articles() -> list[Article]:
    """The articles of the stories beside the repository, each set read as one corpus; none without them."""
    folders = sorted(STORIES.glob("*/*/articles"))
    return [article for folder in folders for article in read_corpus(folder).articles]


def extracted(nlp: Language, article: Article) -> Extraction:
    return extract_article(article, nlp(make_doc(nlp, article)), load_rules())


def check(article: Article, found: Extraction) -> None:
    """Quotes, sentences and triggers stand where the offsets say, and none is empty."""
    text = article.text
    for item in (*found.mentions, *found.claims, *found.unresolved):
        assert item.document == article.path
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.quote
    for claim in found.claims:
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1] <= len(text)
        assert claim.trigger is None or 0 <= claim.trigger[0] < claim.trigger[1] <= len(text)
    assert len({claim.id for claim in found.claims}) == len(found.claims)


@pytest.mark.parametrize("article", SAMPLES, ids=attrgetter("path"))
def test_every_span_of_the_sample_corpus_quotes_its_article(nlp: Language, article: Article) -> None:
    found = extracted(nlp, article)
    assert found.mentions
    assert found.claims
    check(article, found)


@pytest.mark.skipif(not STORIES.is_dir(), reason="the story sets are not beside the repository")
def test_every_span_of_the_stories_quotes_its_article(nlp: Language) -> None:
    articles = story_articles()
    assert articles
    for article in articles:
        check(article, extracted(nlp, article))


# What articles are made of, and what breaks offsets: letters beyond the first plane, joiners, odd spaces.
PIECES = st.sampled_from(
    [
        *("Russia", "ratified", "the Convention", "in 1998", "30 visits", "On Monday", "27 years", "was"),
        *("\u00a0", "\u2009", "\u200b", "\ufeff", "\u00ad", "\r\n", "\n\n", "\t", "\u2028", "\x00", "\x0c"),
        *("\u2022 ", "1) ", "(a) ", "2025)also", "rights(ECHR", "........ ", "\u201c", "\u2019s ", "`"),
        *("\U0001f600", "e\u0301", "\U0001d7d9", "\ufb01", "\u0130", "\u05d0\u202e", "\ud7ff", "\u2013"),
        *("5 May", ".", ": ", " "),
    ]
)  # fmt: skip
JUMBLES = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=200), JUMBLES))
@example("")
@example("\u0130stanbul \u2026\u2026 \r\n\t\u2022 x")
def test_cleaning_keeps_length_and_lines(text: str) -> None:
    """One code point for one; letters, digits and line ends stay what and where they are."""
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    for old, new in zip(text, cleaned, strict=True):
        assert new == old or not new.isalnum()
        assert (old in "\r\n") <= (new == old)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), JUMBLES))
def test_cleaning_twice_moves_nothing_either(text: str) -> None:
    assert len(clean(clean(text))) == len(text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=JUMBLES)
def test_every_span_of_any_text_quotes_it(nlp: Language, text: str) -> None:
    article = Article(path="jumble.txt", text=text, sha256="")
    check(article, extracted(nlp, article))


def test_front_matter_is_not_read_but_counts(nlp: Language) -> None:
    front = "---\ntitle: Chile ratified the Ottawa Convention in 1990\n---\n"
    text = f"{front}Chile ratified the Ottawa Convention in 2001.\n"
    found = extracted(nlp, Article(path="a.md", text=text, sha256="", body=len(front)))
    assert [claim.quote for claim in found.claims] == ["2001"]
    assert found.claims[0].start == text.index("2001")
