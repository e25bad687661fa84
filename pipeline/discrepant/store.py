"""The SQLite file in OUTPUTS: everything a run read, claimed and concluded, and what it was made with.

A run saves each article in one transaction, so it can be killed at any moment and resumed; it ends with
one more transaction that makes facts and articles agree again. An extraction is used again as long as its
key stands: the article's text and metadata, and the fingerprint of rules, model, settings and code.

Every noun is kept once, as JSON in a column `data`; the columns beside it are computed from that, so the
file reads well in Datasette or any other SQLite tool.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from discrepant import codec
from discrepant.errors import InputError, StoreError
from discrepant.model import Article, Claim, Extraction, Fact, Mention, Reading, Run, Skipped
from discrepant.settings import LOCK_NAME, STORE_NAME

SCHEMA_VERSION = 1  # raise it with the tables; an older store is emptied, because a run can refill it


def _columns(*names: str) -> str:
    """Columns computed from `data`: "title", or "subject=subject.label" where the path is another."""
    pairs = [name.split("=") for name in names]
    return ", ".join(f"\"{pair[0]}\" AS (json_extract(data, '$.{pair[-1]}'))" for pair in pairs)


_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    path TEXT PRIMARY KEY, key TEXT NOT NULL, text TEXT NOT NULL, data TEXT NOT NULL,
    {_columns("title", "publisher", "published", "language", "url", "author", "origin", "sha256")}
);
CREATE TABLE mentions (
    document TEXT NOT NULL REFERENCES articles(path) ON DELETE CASCADE,
    resolved INTEGER NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL,
    {_columns("start", "end", "quote", "type", "id")},
    PRIMARY KEY (document, resolved, position)
) WITHOUT ROWID;
CREATE TABLE claims (
    document TEXT NOT NULL REFERENCES articles(path) ON DELETE CASCADE,
    position INTEGER NOT NULL, data TEXT NOT NULL,
    {_columns("id", "start", "end", "quote", "kind", "subject=subject.label", "predicate")},
    {_columns("object=object.label", "speaker")},
    "certainty" AS (coalesce(json_extract(data, '$.certainty'), 'asserted')),
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE facts (
    position INTEGER PRIMARY KEY, data TEXT NOT NULL,
    {_columns("id", "flag", "severity", "question", "reason", "kind")},
    {_columns("subject=subject.label", "predicate", "object=object.label")}
);
CREATE TABLE readings (
    fact INTEGER NOT NULL REFERENCES facts(position) ON DELETE CASCADE,
    position INTEGER NOT NULL, data TEXT NOT NULL, claims TEXT NOT NULL,
    {_columns("text", "origins", "derived")},
    PRIMARY KEY (fact, position)
) WITHOUT ROWID;
CREATE TABLE skipped (position INTEGER PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL);
"""


def article_key(article: Article, fingerprint: Mapping[str, object]) -> str:
    """What an extraction depends on, in one hash: the article with its metadata, and what it is read with."""
    body = codec.dump(replace(article, origin=""))
    return hashlib.sha256(f"{json.dumps(fingerprint, sort_keys=True)}\n{body}".encode()).hexdigest()


class Store:
    """An open store. Use `open_store` to write and `read_store` to read; both are context managers."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def extractions(self, keys: Mapping[str, str]) -> dict[str, Extraction]:
        """What is known already of the articles in `keys` (path to key), by path."""
        with _told(self.path):
            rows = self._db.execute("SELECT path, key FROM articles ORDER BY path").fetchall()
            return {path: self._extraction(path) for path, key in rows if keys.get(path) == key}

    def save(self, article: Article, key: str, extraction: Extraction) -> None:
        """Put one article and all it gave into the store, in one transaction."""
        path = article.path
        with self._transaction():
            self._set("finished", False)
            self._db.execute("DELETE FROM articles WHERE path = ?", (path,))
            row = (path, key, article.text, _dump_article(article))
            self._db.execute("INSERT INTO articles (path, key, text, data) VALUES (?, ?, ?, ?)", row)
            self._db.executemany(
                "INSERT INTO mentions (document, position, resolved, data) VALUES (?, ?, ?, ?)",
                [
                    (path, position, resolved, codec.dump(mention))
                    for resolved, mentions in ((1, extraction.mentions), (0, extraction.unresolved))
                    for position, mention in enumerate(mentions)
                ],
            )
            self._db.executemany(
                "INSERT INTO claims (document, position, data) VALUES (?, ?, ?)",
                [(path, position, codec.dump(claim)) for position, claim in enumerate(extraction.claims)],
            )

    def finish(self, run: Run, meta: Mapping[str, object]) -> None:
        """Make the store hold exactly `run`: facts written anew, articles that are gone removed."""
        claims = {claim.id: claim for claim in run.claims}
        with self._transaction():
            self._db.execute("DELETE FROM skipped")
            self._db.execute("DELETE FROM facts")
            kept = {article.path for article in run.articles}
            gone = [row for row in self._db.execute("SELECT path FROM articles") if row[0] not in kept]
            self._db.executemany("DELETE FROM articles WHERE path = ?", gone)
            self._db.executemany(
                "UPDATE articles SET data = ?1 WHERE path = ?2 AND data <> ?1",
                [(_dump_article(article), article.path) for article in run.articles],
            )
            self._db.executemany(
                "INSERT INTO skipped (path, reason) VALUES (?, ?)", [(s.path, s.reason) for s in run.skipped]
            )
            for position, fact in enumerate(run.facts, 1):
                data = codec.dump(replace(fact, readings=()))
                self._db.execute("INSERT INTO facts (position, data) VALUES (?, ?)", (position, data))
                self._db.executemany(
                    "INSERT INTO readings (fact, position, data, claims) VALUES (?, ?, ?, ?)",
                    [
                        (position, number, *_reading_row(reading, claims))
                        for number, reading in enumerate(fact.readings, 1)
                    ],
                )
            for name, value in {**meta, "settings": run.settings, "timings": run.timings}.items():
                self._set(name, value)
            self._set("finished", True)

    def load_run(self) -> Run:
        """The run that the store holds. Raises StoreError when it was not finished."""
        if not self.meta("finished"):
            where = self.path.parent
            raise StoreError(f"The run in {where} was not finished. Start it again; it goes on from there.")
        with _told(self.path):
            articles = tuple(
                replace(codec.load(Article, data), text=text)
                for data, text in self._db.execute("SELECT data, text FROM articles ORDER BY path")
            )
            order = {path: number for number, path in enumerate(self.meta("order") or ())}
            articles = tuple(sorted(articles, key=lambda article: order.get(article.path, len(order))))
            extractions = [self._extraction(article.path) for article in articles]
            claims = tuple(claim for extraction in extractions for claim in extraction.claims)
            skipped = self._db.execute("SELECT path, reason FROM skipped ORDER BY position")
            return Run(
                articles=articles,
                mentions=tuple(m for extraction in extractions for m in extraction.mentions),
                claims=claims,
                facts=self._facts({claim.id: claim for claim in claims}),
                skipped=tuple(Skipped(path=path, reason=reason) for path, reason in skipped),
                unresolved=tuple(m for extraction in extractions for m in extraction.unresolved),
                settings=self.meta("settings") or {},
                timings=self.meta("timings") or {},
            )

    def meta(self, name: str) -> Any:
        """A note on the run as a whole, as JSON holds it; None where there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file, a sentence each; normally nothing."""
        found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def _extraction(self, path: str) -> Extraction:
        mentions: dict[int, list[Mention]] = {1: [], 0: []}
        query = "SELECT resolved, data FROM mentions WHERE document = ? ORDER BY resolved, position"
        for resolved, data in self._db.execute(query, (path,)):
            mentions[resolved].append(codec.load(Mention, data))
        query = "SELECT data FROM claims WHERE document = ? ORDER BY position"
        return Extraction(
            document=path,
            mentions=tuple(mentions[1]),
            claims=tuple(codec.load(Claim, data) for (data,) in self._db.execute(query, (path,))),
            unresolved=tuple(mentions[0]),
        )

    def _facts(self, claims: Mapping[str, Claim]) -> tuple[Fact, ...]:
        readings: dict[int, list[Reading]] = {}
        query = "SELECT fact, data, claims FROM readings ORDER BY fact, position"
        for fact, data, listed in self._db.execute(query):
            given = tuple(
                claims[item] if isinstance(item, str) else codec.load(Claim, json.dumps(item))
                for item in json.loads(listed)
            )
            readings.setdefault(fact, []).append(replace(codec.load(Reading, data), claims=given))
        return tuple(
            replace(codec.load(Fact, data), readings=tuple(readings.get(position, ())))
            for position, data in self._db.execute("SELECT position, data FROM facts ORDER BY position")
        )

    def _set(self, name: str, value: object) -> None:
        row = (name, json.dumps(value, ensure_ascii=False, sort_keys=True))
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _dump_article(article: Article) -> str:
    return codec.dump(replace(article, text=""))


def _reading_row(reading: Reading, claims: Mapping[str, Claim]) -> tuple[str, str]:
    """The reading without its claims, and their ids; a claim that no article gave as it stands, in full."""
    listed = [
        claim.id if claims.get(claim.id) == claim else codec.to_plain(claim) for claim in reading.claims
    ]
    return codec.dump(replace(reading, claims=())), json.dumps(listed)


@contextlib.contextmanager
def open_store(outputs: Path) -> Iterator[Store]:
    """The store in `outputs`, made if need be, for one run at a time.

    Raises InputError when `outputs` cannot be written, StoreError when another run is writing there or
    when the store is damaged.
    """
    path = outputs / STORE_NAME
    try:
        outputs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(outputs, error.strerror) from None
    with _lock(outputs), contextlib.closing(_connect(path)) as db:
        with _told(path):
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            if db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
                _lay_out(db)
        try:
            yield Store(db, path)
        finally:
            # At rest the store is one plain file, to be copied and opened where nothing can be written.
            with contextlib.suppress(sqlite3.Error):
                db.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def read_store(outputs: Path) -> Iterator[Store]:
    """The store in `outputs`, to read from. Raises InputError when there is none, StoreError if damaged."""
    path = outputs / STORE_NAME
    if not path.is_file():
        raise InputError(f"{outputs} holds no run. Make one first: discrepant run CORPUS -o {outputs}")
    with contextlib.closing(_connect(path, "ro")) as db:
        with _told(path):
            if db.execute("PRAGMA user_version").fetchone()[0] != SCHEMA_VERSION:
                raise StoreError(f"{path} was written by another version of discrepant. Do the run again.")
        yield Store(db, path)


def _connect(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    # The path is put into a URI; a question mark in the name of a folder must not end it.
    with _told(path):
        uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
        return sqlite3.connect(uri, uri=True, isolation_level=None)


def _lay_out(db: sqlite3.Connection) -> None:
    """Empty the file and make the tables; all that a store holds can be made again by a run."""
    db.execute("BEGIN EXCLUSIVE")
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    for (name,) in db.execute(tables).fetchall():
        db.execute(f'DROP TABLE "{name}"')
    for statement in filter(str.strip, _TABLES.split(";")):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("COMMIT")


@contextlib.contextmanager
def _lock(outputs: Path) -> Iterator[None]:
    """Hold OUTPUTS for this process. SQLite's own lock works everywhere and ends with the process."""
    try:
        lock = sqlite3.connect(outputs / LOCK_NAME, timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            reason = f"Another run is writing to {outputs}. Wait for it, or choose another folder with -o."
            raise StoreError(reason) from None
        raise _unwritable(outputs, str(error)) from None
    with contextlib.closing(lock):
        yield


def _unwritable(outputs: Path, why: str | None) -> InputError:
    return InputError(f"{outputs} cannot be written ({why}). Choose another folder with -o.")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite or a damaged row raises into one line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        reason = f"{path} cannot be used ({error}). Is the disk full, or the file open elsewhere?"
        raise StoreError(reason) from None
    except (sqlite3.DatabaseError, json.JSONDecodeError, KeyError) as error:
        raise StoreError(f"{path} is damaged ({error}). Move it away and do the run again.") from None
