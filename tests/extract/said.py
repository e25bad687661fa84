"""The notation of the tables of acts: what an article says of dates and lengths, and what is expected."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, Certainty, DateValue, DurationValue
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet
    from spacy.language import Language

Said = tuple[str, str, str, str, Certainty]


def claim(predicate: str, subject: str, object: str, value: str, certainty: Certainty = "asserted") -> Said:
    """What a text says: act, state ("" for none), treaty, and the date or length as EDTF or ISO 8601."""
    state = f"state:{subject}" if len(subject) == 2 else subject
    return predicate, state, object if ":" in object or not object else f"treaty:{object}", value, certainty


def said_in(nlp: Language, text: str) -> list[Said]:
    """The claims of known acts that an article of `text` makes, in order; open ones left out."""
    article = Article(path="a.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    found = extract_article(article, nlp(make_doc(nlp, article)), load_rules()).claims
    return sorted(
        (c.predicate, c.subject.id, c.object.id, _written(c.value), c.certainty)
        for c in found
        if c.kind in ("date", "duration") and not c.predicate.startswith("open:")
    )


def _written(value: object) -> str:
    assert isinstance(value, (DateValue, DurationValue))
    return value.edtf if isinstance(value, DateValue) else value.iso


def beyond(text: str, expected: list[Said], reason: str) -> ParameterSet:
    """A line that is not read yet, and why."""
    return pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
