"""`outputs/sample/` is what a run on `corpus/` gives, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import renew
from discrepant.read import read_corpus

if TYPE_CHECKING:
    from conftest import SampleRun

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "annotations" / "gold" / "torture-convention.jsonl"
ARTICLES = {article.path: article for article in read_corpus(ROOT / "corpus").articles}


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_run_ends_well(sample_run: SampleRun) -> None:
    assert sample_run.status == 0, sample_run.complaints
    assert sample_run.complaints == ""


@pytest.mark.parametrize("name", renew.SAMPLE_FILES)
def test_the_committed_result_is_what_a_run_gives(sample_run: SampleRun, name: str) -> None:
    """After a change that is meant to alter it: `make sample`, and look at the difference."""
    assert (sample_run.outputs / name).read_bytes() == (renew.SAMPLE / name).read_bytes()


def test_only_what_is_the_same_on_every_machine_is_committed() -> None:
    assert {path.name for path in renew.SAMPLE.iterdir()} == set(renew.SAMPLE_FILES)


@pytest.mark.parametrize("name", ["claims.jsonl", "mentions.jsonl"])
def test_every_span_quotes_its_article(sample_run: SampleRun, name: str) -> None:
    found = rows(sample_run.outputs / name)
    assert found
    for row in found:
        text = ARTICLES[str(row["document"])].text
        assert text[row["start"] : row["end"]] == row["quote"]  # type: ignore[misc]


def test_every_gold_quote_stands_in_its_article() -> None:
    gold = rows(GOLD)
    assert {fact["label"] for fact in gold} == {"conflict", "apparent", "refined", "agreed"}
    for fact in gold:
        for reading in fact["readings"]:  # type: ignore[attr-defined]
            for claim in reading["claims"]:
                count = ARTICLES[claim["article"]].text.count(claim["quote"])
                assert count >= claim.get("occurrence", 1), (fact["id"], claim)
                assert count == 1 or "occurrence" in claim, (fact["id"], claim)


def test_the_sample_corpus_shows_every_form_that_is_read() -> None:
    assert len(ARTICLES) == 6
    assert {Path(path.partition("#")[0]).suffix for path in ARTICLES} == {".txt", ".md", ".jsonl"}
    for article in ARTICLES.values():
        assert article.publisher, article.path
        assert article.published, article.path
