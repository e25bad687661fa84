"""Every rule of lengths.toml claims the length in its examples and none in its near misses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.extract.context import build_context
from discrepant.extract.lasting import _matched, _rules
from discrepant.model import Article
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

RULES = load_rules()


def _cases(field: str) -> list[Any]:
    rules = [rule for rule in RULES.lengths.values() if rule.predicate]
    assert all(getattr(rule, field) for rule in rules), f"a rule has no {field}"
    return [
        pytest.param(rule.id, text, id=f"{rule.id}: {text[:50]}")
        for rule in rules
        for text in getattr(rule, field)
    ]


@pytest.mark.parametrize(("id", "text"), _cases("examples"))
def test_length_rule_matches_its_example(nlp: Language, id: str, text: str) -> None:
    """The words of the rule are found, and the length becomes a claim of its predicate."""
    article = Article(path="example.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    doc = nlp(make_doc(nlp, article))
    rule = next(rule for rule in _rules(build_context(article, doc, RULES)) if rule.rule.id == id)
    assert any(_matched(rule, span) is not None for span in doc.spans["durations"])
    assert RULES.lengths[id].predicate in {c.predicate for c in extract_article(article, doc, RULES).claims}


@pytest.mark.parametrize(("id", "text"), _cases("not_examples"))
def test_length_rule_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """A near miss gives no claim of the predicate."""
    article = Article(path="example.txt", text=text, sha256="", published=dt.date(2025, 10, 1))
    claims = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    assert RULES.lengths[id].predicate not in {c.predicate for c in claims}
