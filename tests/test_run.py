"""A run from folder to outputs, with stand-ins for the stages: what is parsed, kept, written and lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import discrepant
import fake_stages
from discrepant.errors import DiscrepantError, InputError, StoreError
from discrepant.model import Flag
from discrepant.run import _chunks, run
from discrepant.settings import STORE_NAME, Settings
from discrepant.store import open_store, read_store

EXPORTS = ("facts.jsonl", "report.html")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> fake_stages.Parsed:
    return fake_stages.install(monkeypatch)


@pytest.fixture
def corpus(tmp_path: Path, parsed: fake_stages.Parsed) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Russia ratified it in 1998.")
    (folder / "b.txt").write_text("It was ratified in 1996, they say.")
    (folder / "sub" / "a.txt").write_text("The year was 1998, said it.")
    return folder


def exports(outputs: Path) -> dict[str, bytes]:
    return {name: (outputs / name).read_bytes() for name in EXPORTS}


def test_a_run_needs_no_outputs(corpus: Path) -> None:
    result = discrepant.run(corpus)
    assert [article.path for article in result.articles] == ["a.txt", "b.txt", "sub/a.txt"]
    assert [fact.flag for fact in result.facts] == [Flag.CONFLICT]
    assert all(article.origin for article in result.articles)
    assert {path.name for path in corpus.parent.iterdir()} == {"corpus"}


def test_the_package_can_be_called_whatever_was_imported_before(corpus: Path) -> None:
    """`discrepant.run` is a function in a module of that name; both ways to it must work."""
    assert discrepant.run(str(corpus)).facts == run(corpus).facts


def test_the_package_is_light_and_names_what_is_public() -> None:
    code = (
        "import sys, discrepant; heavy = {'spacy', 'pandas', 'rich', 'sqlite3', 'dateparser', 'click'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert set(discrepant.__all__) <= set(dir(discrepant))\n"
        "assert discrepant.Settings(jobs=2).jobs == 2 and discrepant.__version__\n"
        "assert not {'spacy', 'pandas'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = discrepant.nothing_like_it


def test_outputs_hold_every_export_the_store_and_the_record(corpus: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "deep" / "out"
    result = run(corpus, outputs)
    assert {path.name for path in outputs.iterdir()} >= {*EXPORTS, "run.json", STORE_NAME}
    with read_store(outputs) as store:
        assert store.load_run().facts == result.facts
    record = json.loads((outputs / "run.json").read_text())
    assert record["counts"]["flags"] == {
        "conflict": 1, "explained": 0, "refined": 0, "agreed": 0, "single": 0,
    }  # fmt: skip
    assert record["corpus"] == "../../corpus"
    assert [document["path"] for document in record["documents"]] == ["a.txt", "b.txt", "sub/a.txt"]
    assert set(record["seconds"]) == {"read", "parse", "compare", "write"}
    assert set(record["made_with"]) >= {"python", "spacy", "model", "rules", "discrepant", "settings"}


def test_a_second_run_parses_nothing_and_gives_the_same_bytes(
    corpus: Path, tmp_path: Path, parsed: fake_stages.Parsed
) -> None:
    first = run(corpus, tmp_path / "out")
    before = exports(tmp_path / "out")
    assert parsed == ["a.txt", "b.txt", "sub/a.txt"]
    parsed.clear()
    second = run(corpus, tmp_path / "out")
    assert parsed == []
    assert exports(tmp_path / "out") == before
    assert (second.claims, second.facts, second.articles) == (first.claims, first.facts, first.articles)
    assert exports(tmp_path / "out") == (run(corpus, tmp_path / "other"), exports(tmp_path / "other"))[1]


def test_only_what_is_new_or_changed_is_parsed(
    corpus: Path, tmp_path: Path, parsed: fake_stages.Parsed
) -> None:
    run(corpus, tmp_path / "out")
    parsed.clear()
    (corpus / "a.txt").write_text("Russia ratified it in 1999.")
    (corpus / "c.txt").write_text("In 2001.")
    (corpus / "b.txt").unlink()
    (corpus / "manifest.jsonl").write_text('{"path": "sub/a.txt", "published": "2020-01-01"}\n')
    result = run(corpus, tmp_path / "out")
    assert parsed == ["a.txt", "c.txt", "sub/a.txt"]
    assert [claim.quote for claim in result.claims] == ["1999", "2001", "1998"]
    run(corpus, tmp_path / "fresh")
    assert exports(tmp_path / "out") == exports(tmp_path / "fresh")


def test_another_model_or_rule_makes_everything_new(
    corpus: Path, tmp_path: Path, parsed: fake_stages.Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, tmp_path / "out")
    parsed.clear()
    run(corpus, tmp_path / "out", settings=Settings(model="another"))
    assert len(parsed) == 3
    parsed.clear()
    monkeypatch.setattr("discrepant.fingerprint.code_hash", lambda: "changed")
    run(corpus, tmp_path / "out", settings=Settings(model="another"))
    assert len(parsed) == 3


def test_an_article_that_breaks_a_stage_costs_no_other(
    corpus: Path, tmp_path: Path, parsed: fake_stages.Parsed
) -> None:
    (corpus / "aa.txt").write_text("CRASH in 1990")
    result = run(corpus, tmp_path / "out")
    assert [article.path for article in result.articles] == ["a.txt", "b.txt", "sub/a.txt"]
    assert [(entry.path, "ZeroDivisionError" in entry.reason) for entry in result.skipped] == [
        ("aa.txt", True)
    ]
    parsed.clear()
    run(corpus, tmp_path / "out")
    assert parsed == ["aa.txt"], "what failed is tried again, and nothing else"


def test_an_article_too_long_to_parse_is_told(corpus: Path, parsed: fake_stages.Parsed) -> None:
    (corpus / "book.txt").write_text("In 1990. " * 20)
    result = run(corpus, settings=Settings(max_length=100))
    assert [entry.path for entry in result.skipped] == ["book.txt"]
    assert "180 characters" in result.skipped[0].reason
    assert parsed == ["a.txt", "b.txt", "sub/a.txt"]


def test_long_articles_are_parsed_by_themselves() -> None:
    lengths = [10] * 9 + [99_995, 10, 200_000, 10]
    articles = [
        fake_stages.Article(path=str(n), text="x" * length, sha256="") for n, length in enumerate(lengths)
    ]
    chunks = _chunks(articles)
    assert [len(chunk) for chunk in chunks] == [8, 1, 1, 1, 1, 1]
    assert [article for chunk in chunks for article in chunk] == articles


def test_a_run_that_was_stopped_goes_on_and_ends_in_the_same_bytes(
    corpus: Path, tmp_path: Path, parsed: fake_stages.Parsed
) -> None:
    class Stopped(KeyboardInterrupt):
        pass

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "parsing" and done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        run(corpus, tmp_path / "out", progress=stop)
    assert not (tmp_path / "out" / "facts.jsonl").exists()
    parsed.clear()
    run(corpus, tmp_path / "out")
    assert "a.txt" not in parsed
    run(corpus, tmp_path / "whole")
    assert exports(tmp_path / "out") == exports(tmp_path / "whole")


def test_progress_ends_at_the_whole(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run(corpus, tmp_path / "out", progress=lambda *step: told.append(step))
    assert ("parsing", 3, 3) in told
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "reading",
        "parsing",
        "comparing",
        "writing",
    ]


def test_copies_are_one_origin(corpus: Path) -> None:
    shutil.copy(corpus / "a.txt", corpus / "copy.txt")
    result = run(corpus)
    origins = {article.path: article.origin for article in result.articles}
    assert origins["a.txt"] == origins["copy.txt"] != origins["b.txt"]


def test_outputs_inside_the_corpus_are_never_read(corpus: Path) -> None:
    for outputs in (corpus, corpus / "outputs"):
        first = run(corpus, outputs)
        second = run(corpus, outputs)
        assert [article.path for article in second.articles] == [a.path for a in first.articles]
        assert second.skipped == ()


def test_two_runs_into_one_folder(corpus: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "out"), pytest.raises(StoreError, match="Another run"):
        run(corpus, tmp_path / "out")


@pytest.mark.parametrize("taken", ["out", "out/deep"])
def test_outputs_that_cannot_be_written(corpus: Path, tmp_path: Path, taken: str) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(InputError, match=r"cannot be written.* Choose another folder"):
        run(corpus, tmp_path / taken)


def test_an_error_of_the_corpus_makes_no_outputs(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        run(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_time_or_place_of_a_run_is_in_the_store_but_its_timings(corpus: Path, tmp_path: Path) -> None:
    """The store may be passed on: it must not say where it was made."""
    run(corpus, tmp_path / "out")
    db = sqlite3.connect(tmp_path / "out" / STORE_NAME)
    dump = "\n".join(db.iterdump())
    db.close()
    assert str(tmp_path) not in dump
    assert str(tmp_path) not in (tmp_path / "out" / "run.json").read_text()


def test_a_frame_has_a_row_a_reading(corpus: Path) -> None:
    frame = run(corpus).to_frame()
    assert list(frame["reading"]) == ["1996", "1998"]
    assert set(frame["flag"]) == {"conflict"}
    assert list(frame["documents"])[1] == ["a.txt", "sub/a.txt"]


def test_an_empty_frame_has_its_columns(tmp_path: Path, parsed: fake_stages.Parsed) -> None:
    (tmp_path / "a.txt").write_text("No year.")
    frame = run(tmp_path).to_frame()
    assert len(frame) == 0
    assert "reading" in frame.columns


def test_a_model_that_is_not_there_is_one_line(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(model: str | None = None) -> None:
        raise DiscrepantError("The model 'm' cannot be loaded. Install it.")

    monkeypatch.setattr(sys.modules["discrepant.annotate"], "load_pipeline", missing)
    with pytest.raises(DiscrepantError, match="Install it"):
        run(corpus, settings=Settings(model="m"))
