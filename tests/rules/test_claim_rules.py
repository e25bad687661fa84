"""Every rule that reads a claim must match its examples and none of its near misses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.extract.acts import object_fit
from discrepant.extract.arguments import arguments_of
from discrepant.extract.attach import all_triggers
from discrepant.extract.context import build_context
from discrepant.extract.statuses import find_statuses
from discrepant.model import Article, StatusValue
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from spacy.language import Language

RULES = load_rules()


def _article(text: str) -> Article:
    return Article(path="example.txt", text=text, sha256="", published=dt.date(2025, 10, 1))


def _triggered(nlp: Language, text: str) -> set[str]:
    """Predicates whose words stand in `text` with an object that the rule allows."""
    article = _article(text)
    context = build_context(article, nlp(make_doc(nlp, article)), RULES)
    return {
        trigger.predicate.id
        for found in all_triggers(context).by_sentence.values()
        for trigger in found
        if object_fit(trigger, arguments_of(trigger, context), context) is not None
    }


def _claimed(nlp: Language, text: str) -> set[str]:
    article = _article(text)
    return {c.predicate for c in extract_article(article, nlp(make_doc(nlp, article)), RULES).claims}


def _statuses(nlp: Language, text: str) -> set[str]:
    doc = nlp(make_doc(nlp, _article(text)))
    return {status.id for sentence in doc.sents for _, status in find_statuses(sentence, RULES)}


def _cases(table: Mapping[str, Any], field: str) -> list[Any]:
    rows = [(rule.id, text) for rule in table.values() for text in getattr(rule, field)]
    assert len({id for id, _ in rows}) == len(table), f"a rule has no {field}"
    return [pytest.param(id, text, id=f"{id}: {text[:50]}") for id, text in rows]


@pytest.mark.parametrize(("id", "text"), _cases(RULES.predicates, "examples"))
def test_predicate_matches_its_example(nlp: Language, id: str, text: str) -> None:
    """The words of the rule are found, and the object fits; the words for lengths stand in lengths.toml."""
    found = _claimed(nlp, text) if RULES.predicates[id].kinds == ("duration",) else _triggered(nlp, text)
    assert id in found


@pytest.mark.parametrize(("id", "text"), _cases(RULES.predicates, "not_examples"))
def test_predicate_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """A near miss gives no claim of the rule."""
    assert id not in _claimed(nlp, text)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.measures, "examples"))
def test_measure_counts_its_example(nlp: Language, id: str, text: str) -> None:
    """The number of the example is a claim of the measure."""
    assert id in _claimed(nlp, text)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.measures, "not_examples"))
def test_measure_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """A near miss is counted by another measure, or by none."""
    assert id not in _claimed(nlp, text)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.statuses, "examples"))
def test_status_matches_its_example(nlp: Language, id: str, text: str) -> None:
    """The wording is read as the status it stands for."""
    assert id in _statuses(nlp, text)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.statuses, "not_examples"))
def test_status_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """The near miss is not read as that status."""
    assert id not in _statuses(nlp, text)


def _roles(nlp: Language, text: str, id: str) -> set[str]:
    title = RULES.roles[id].titles[0]
    wanted = {p for p in _claimed(nlp, text) if p.startswith(("role:", "office:"))}
    return {p for p in wanted if p == f"role:{id}" or p.endswith(title)}


@pytest.mark.parametrize(("id", "text"), _cases(RULES.roles, "examples"))
def test_role_names_its_person(nlp: Language, id: str, text: str) -> None:
    """The person of the example holds the role."""
    assert _roles(nlp, text, id)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.roles, "not_examples"))
def test_role_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """Nobody holds the role in the near miss."""
    assert not _roles(nlp, text, id)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.details, "examples"))
def test_detail_is_answered_by_its_example(nlp: Language, id: str, text: str) -> None:
    """The name in the example answers the question."""
    assert f"detail:{id}" in _claimed(nlp, text)


@pytest.mark.parametrize(("id", "text"), _cases(RULES.details, "not_examples"))
def test_detail_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """Nothing in the near miss answers the question."""
    assert f"detail:{id}" not in _claimed(nlp, text)


def _disputed(nlp: Language, id: str, text: str) -> set[bool]:
    article = _article(text)
    claims = extract_article(article, nlp(make_doc(nlp, article)), RULES).claims
    return {
        c.value.holds for c in claims if c.predicate == f"dispute:{id}" and isinstance(c.value, StatusValue)
    }


@pytest.mark.parametrize(("id", "text"), _cases(RULES.disputes, "examples"))
def test_dispute_is_affirmed_by_its_example(nlp: Language, id: str, text: str) -> None:
    """The example says that it happened."""
    assert _disputed(nlp, id, text) == {True}


@pytest.mark.parametrize(("id", "text"), _cases(RULES.disputes, "denials"))
def test_dispute_is_denied_by_its_denial(nlp: Language, id: str, text: str) -> None:
    """The denial says that it did not happen."""
    assert _disputed(nlp, id, text) == {False}


@pytest.mark.parametrize(("id", "text"), _cases(RULES.disputes, "not_examples"))
def test_dispute_leaves_its_near_miss(nlp: Language, id: str, text: str) -> None:
    """The near miss says neither."""
    assert _disputed(nlp, id, text) == set()
