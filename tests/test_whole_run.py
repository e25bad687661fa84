"""A run with the real stages: without a network, with several processes, and a second time."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from discrepant import run as run_module
from discrepant.model import Flag
from discrepant.run import run
from discrepant.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

EXPORTS = ("facts.jsonl", "claims.jsonl", "mentions.jsonl", "facts.csv", "report.html")
TEXTS = {
    "a.txt": "Norway ratified the Rome Statute in 2000.\r\n\r\nThe commission made 12 visits to Norway.\r\n",
    "b.md": "---\ndate: 2024-05-02\n---\n# Norway\n\nNorway ratified the Rome Statute in 2001.",
    "sub/a.txt": "Oslo’s parliament voted on Monday.\u00a0• It made 14 visits.",
    "d.jsonl": '{"text": "Chile signed the Rome Statute on 11 September 1998."}\n{"text": ""}\n',
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return folder


@pytest.fixture(autouse=True)
def loaded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline of the session, so that it is loaded once."""
    monkeypatch.setattr(run_module, "_WORKER", {"model": None, "nlp": nlp})


def exports(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in EXPORTS}


def test_nothing_is_fetched(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the run asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    result = run(corpus, tmp_path / "out")
    assert [entry.path for entry in result.skipped] == ["d.jsonl#2"]
    assert len(result.articles) == 4
    assert {fact.flag for fact in result.facts} >= {Flag.CONFLICT}


def test_every_quote_stands_where_its_offsets_say(corpus: Path) -> None:
    result = run(corpus)
    texts = {article.path: article.text for article in result.articles}
    assert result.claims
    assert result.mentions
    for item in [*result.claims, *result.mentions, *result.unresolved]:
        assert texts[item.document][item.start : item.end] == item.quote
    for claim in result.claims:
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1]


def test_a_second_run_loads_no_model_and_gives_the_same_bytes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(corpus, tmp_path / "out")
    before = exports(tmp_path / "out")
    monkeypatch.setattr(run_module, "_start_worker", None)  # loading the model would be a waste
    second = run(corpus, tmp_path / "out")
    assert exports(tmp_path / "out") == before
    assert (first.facts, first.claims, first.mentions) == (second.facts, second.claims, second.mentions)


@pytest.mark.slow
def test_several_processes_give_the_same_bytes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_CHUNK", 1)
    run(corpus, tmp_path / "one")
    run(corpus, tmp_path / "two", settings=Settings(jobs=2))
    assert exports(tmp_path / "one") == exports(tmp_path / "two")


@pytest.mark.slow
def test_a_model_that_is_not_there_is_one_error_in_every_process(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from discrepant.errors import ModelError

    monkeypatch.setattr(run_module, "_CHUNK", 1)
    for jobs in (1, 2):
        with pytest.raises(ModelError, match="no_such_model"):
            run(corpus, tmp_path / "out", settings=Settings(model="no_such_model", jobs=jobs))
