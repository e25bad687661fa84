"""The store gives back what was put in, resumes what was stopped, and lets one run write at a time."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discrepant import codec, model
from discrepant.errors import InputError, StoreError
from discrepant.model import Article, Claim, Extraction, Fact, Mention, Run, Skipped
from discrepant.settings import STORE_NAME
from discrepant.store import article_key, open_store, read_store
from fake_stages import extraction_of, reconcile_claims

ARTICLE = Article(
    path="a/b.txt",
    text="Line\r\nIt ratified in 1998 \U0001f4c4, not 1996.",
    sha256="00",
    publisher="P",
    published=dt.date(2025, 9, 29),
    inferred=("title",),
    origin="o-1",
    body=4,
)
MADE_WITH: dict[str, object] = {"rules": "r", "model": {"name": "m", "version": None}}


def run_of(*articles: Article) -> Run:
    extractions = [extraction_of(article) for article in articles]
    claims = tuple(claim for extraction in extractions for claim in extraction.claims)
    return Run(
        articles=articles,
        mentions=tuple(m for extraction in extractions for m in extraction.mentions),
        claims=claims,
        facts=reconcile_claims(claims, {article.path: article.path for article in articles}, None),
        skipped=(Skipped(path="x.pdf", reason="why"),),
        unresolved=tuple(m for extraction in extractions for m in extraction.unresolved),
        settings={"model": "m"},
        timings={"read": 0.5},
    )


def put(folder: Path, run: Run) -> None:
    with open_store(folder) as store:
        for article in run.articles:
            store.save(article, article_key(article, MADE_WITH), extraction_of(article))
        store.finish(run, {"order": [article.path for article in run.articles]})


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    run = run_of(ARTICLE, replace(ARTICLE, path="a/a.txt"))
    assert run.facts
    assert run.unresolved or run.claims
    put(tmp_path, run)
    with read_store(tmp_path) as store:
        assert store.load_run() == run
        assert store.damage() == []


def test_a_claim_that_no_article_gave_comes_back_too(tmp_path: Path) -> None:
    run = run_of(ARTICLE)
    fact = run.facts[0]
    changed = replace(fact.readings[0].claims[0], speaker="Somebody")
    fact = replace(fact, readings=(replace(fact.readings[0], claims=(changed,)), *fact.readings[1:]))
    run = replace(run, facts=(fact,))
    put(tmp_path, run)
    with read_store(tmp_path) as store:
        assert store.load_run().facts == (fact,)


def test_an_extraction_is_known_again_by_its_key_alone(tmp_path: Path) -> None:
    put(tmp_path, run_of(ARTICLE))
    key = article_key(ARTICLE, MADE_WITH)
    with open_store(tmp_path) as store:
        assert store.extractions({ARTICLE.path: key}) == {ARTICLE.path: extraction_of(ARTICLE)}
        assert store.extractions({ARTICLE.path: "another"}) == {}
        assert store.extractions({"other.txt": key}) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another text of 1998."},
        {"sha256": "01"},
        {"published": None},
        {"publisher": "Q"},
        {"path": "c.txt"},
        {"inferred": ()},
    ],
)
def test_the_key_changes_with_the_article(change: dict[str, object]) -> None:
    assert article_key(replace(ARTICLE, **change), MADE_WITH) != article_key(ARTICLE, MADE_WITH)  # type: ignore[arg-type]


def test_the_key_changes_with_what_it_is_made_with_but_not_with_the_origin() -> None:
    key = article_key(ARTICLE, MADE_WITH)
    assert article_key(ARTICLE, {**MADE_WITH, "rules": "s"}) != key
    assert article_key(replace(ARTICLE, origin="o-2"), MADE_WITH) == key


def test_articles_that_are_gone_leave_the_store(tmp_path: Path) -> None:
    put(tmp_path, run_of(ARTICLE, replace(ARTICLE, path="gone.txt")))
    put(tmp_path, run_of(ARTICLE))
    with sqlite3.connect(tmp_path / STORE_NAME) as db:
        for table, column in (("articles", "path"), ("claims", "document"), ("mentions", "document")):
            assert {row[0] for row in db.execute(f"SELECT {column} FROM {table}")} == {ARTICLE.path}
    db.close()


def test_a_run_that_was_not_finished_is_told_and_its_work_is_kept(tmp_path: Path) -> None:
    put(tmp_path, run_of(ARTICLE))
    other = replace(ARTICLE, path="new.txt")
    with open_store(tmp_path) as store:
        store.save(other, "k", extraction_of(other))
    with read_store(tmp_path) as store, pytest.raises(StoreError, match="not finished"):
        store.load_run()
    with open_store(tmp_path) as store:
        assert set(store.extractions({"new.txt": "k"})) == {"new.txt"}


def test_an_article_that_cannot_be_saved_leaves_no_half_of_it(tmp_path: Path) -> None:
    extraction = extraction_of(ARTICLE)
    broken = replace(extraction, claims=(*extraction.claims, object()))  # type: ignore[arg-type]
    with open_store(tmp_path) as store:
        store.save(ARTICLE, "k", extraction)
        with pytest.raises(TypeError):
            store.save(ARTICLE, "new", broken)
        assert store.extractions({ARTICLE.path: "k"}) == {ARTICLE.path: extraction}


def test_a_run_killed_while_writing_leaves_a_good_store(tmp_path: Path) -> None:
    """The process ends without closing anything, in the middle of a transaction."""
    put(tmp_path, run_of(ARTICLE))
    code = (
        "import os, sys; from pathlib import Path; from discrepant.store import open_store\n"
        "with open_store(Path(sys.argv[1])) as store:\n"
        "    store._db.execute('BEGIN IMMEDIATE'); store._db.execute('DELETE FROM articles'); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    with open_store(tmp_path) as store:
        assert store.damage() == []
        assert store.load_run() == run_of(ARTICLE)


def test_two_runs_cannot_write_to_one_folder(tmp_path: Path) -> None:
    with open_store(tmp_path):
        with pytest.raises(StoreError, match="Another run is writing"), open_store(tmp_path):
            pass
        with read_store(tmp_path) as store:
            assert store.meta("finished") is None
    with open_store(tmp_path):
        pass


def test_at_rest_the_store_is_one_plain_file(tmp_path: Path) -> None:
    put(tmp_path, run_of(ARTICLE))
    assert {path.name for path in tmp_path.iterdir()} == {STORE_NAME, "discrepant.lock"}
    with sqlite3.connect(tmp_path / STORE_NAME) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        row = db.execute("SELECT quote, subject, certainty, start FROM claims ORDER BY position").fetchone()
    db.close()
    assert row == ("1998", "Russia", "asserted", ARTICLE.text.index("1998"))


@pytest.mark.parametrize(
    "content", [b"this is no database at all" * 50, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_store_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STORE_NAME).write_bytes(content)
    with pytest.raises(StoreError, match="Move it away"), open_store(tmp_path):
        pass
    with pytest.raises(StoreError, match="Move it away"), read_store(tmp_path) as store:
        store.load_run()


def test_a_store_of_another_version_is_filled_anew(tmp_path: Path) -> None:
    put(tmp_path, run_of(ARTICLE))
    db = sqlite3.connect(tmp_path / STORE_NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="another version"), read_store(tmp_path):
        pass
    put(tmp_path, run_of(ARTICLE))
    with read_store(tmp_path) as store:
        assert store.load_run() == run_of(ARTICLE)


def test_no_store_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="discrepant run CORPUS"), read_store(tmp_path / "none"):
        pass


def test_a_folder_name_with_signs_of_its_own_is_fine(tmp_path: Path) -> None:
    folder = tmp_path / "100% what?#1 é"
    put(folder, run_of(ARTICLE))
    with read_store(folder) as store:
        assert store.load_run() == run_of(ARTICLE)


DAYS = st.none() | st.dates()
NUMBERS = st.floats(allow_nan=False)
TEXTS = st.text(max_size=20)
DATES = st.builds(
    model.DateValue, edtf=TEXTS, earliest=DAYS, latest=DAYS, weekday=st.none() | st.integers(0, 6)
)
VALUES = st.one_of(
    DATES,
    st.builds(model.DurationValue, iso=TEXTS, low=NUMBERS, high=st.none() | NUMBERS, unit=st.just("year")),
    st.builds(model.QuantityValue, low=NUMBERS, high=st.none() | NUMBERS, unit=st.none() | TEXTS),
    st.builds(model.StatusValue, status=TEXTS, holds=st.booleans(), at=st.none() | DATES),
    st.builds(model.EntityValue, id=TEXTS, label=TEXTS),
)


@given(st.builds(Claim, value=VALUES, published=DAYS), st.builds(Mention, value=st.none() | VALUES))
def test_every_noun_survives_the_way_through_json(claim: Claim, mention: Mention) -> None:
    assert codec.load(Claim, codec.dump(claim)) == claim
    assert codec.load_many(Mention, codec.dump((mention, mention))) == (mention, mention)
    extraction = Extraction(document="d", mentions=(mention,), claims=(claim,))
    assert codec.load(Extraction, codec.dump(extraction)) == extraction


@given(st.builds(Fact, readings=st.just(()), severity=st.floats(0, 1)))
def test_every_fact_survives_the_way_through_json(fact: Fact) -> None:
    assert codec.load(Fact, codec.dump(fact)) == fact
