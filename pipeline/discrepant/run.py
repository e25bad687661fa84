"""One run from a folder of articles to a flagged fact table: read, annotate, extract, reconcile, export.

What the store knows is not parsed again. With several processes each loads the model once; the result
does not depend on their number, because an article is analysed without knowing of any other.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from discrepant.errors import DiscrepantError
from discrepant.fingerprint import fingerprint
from discrepant.model import Article, Extraction, Run, Skipped
from discrepant.read import Corpus, read_corpus
from discrepant.read.origins import group_origins
from discrepant.record import write_record
from discrepant.rulebook import load_rules
from discrepant.settings import RECORD_NAME, Settings
from discrepant.store import Store, article_key, open_store

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the stage ("reading", "parsing", "comparing", "writing"), how much of it is done, and of how much."""

# What is handed to a process at a time: little enough to show progress, to share the work, and to fit in
# memory, of which the parser needs 3.5 KB a code point. (Longer articles are parsed in pieces.)
_CHUNK = 8  # articles
_CHUNK_LENGTH = 100_000  # code points


def run(
    corpus: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    outputs: str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Run:
    """Find where the articles of `corpus` (a folder, a file, or several files) disagree.

    With `outputs`, the store and all exports are written to that folder, and articles that its store
    knows are not parsed again; without, everything stays in memory. Raises DiscrepantError when the run as
    a whole cannot be done; documents that cannot be read are listed in `Run.skipped`.
    """
    settings = settings or Settings()
    told: Progress = progress or (lambda stage, done, total: None)
    clock = _Clock()
    rules = load_rules()
    made_with = fingerprint(settings, rules)
    told("reading", 0, 0)
    sources = [corpus] if isinstance(corpus, (str, os.PathLike)) else list(corpus)
    given = read_corpus([Path(source) for source in sources], settings)
    clock.lap("read")
    folder = Path(outputs) if outputs is not None else None
    with open_store(folder) if folder else contextlib.nullcontext() as store:
        extractions, failed = _extract_all(given.articles, store, made_with, settings, told)
        clock.lap("parse")
        told("comparing", 0, 0)
        result = _conclude(given, extractions, failed, made_with)
        clock.lap("compare")
        if folder and store:
            told("writing", 0, 0)
            result = _write(result, given, folder, store, made_with, clock)
    return replace(result, timings=dict(clock.laps))


def load(model: str | None = None) -> Any:
    """The spaCy pipeline (a `Language`) with all components; `model` is a name or path. Raises ModelError."""
    from discrepant.annotate import load_pipeline

    return load_pipeline(model)


@dataclass
class _Clock:
    """Seconds a stage, for run.json."""

    started: str = field(default_factory=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    last: float = field(default_factory=time.perf_counter)
    laps: dict[str, float] = field(default_factory=dict)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage], self.last = round(now - self.last, 3), now


def _conclude(
    given: Corpus, extractions: dict[str, Extraction], failed: list[Skipped], made_with: dict[str, Any]
) -> Run:
    """Compare the claims of all articles; everything is put in the order of the articles' paths."""
    from discrepant.reconcile import group_stories, reconcile_claims

    articles = [article for article in given.articles if article.path in extractions]
    origins = group_origins(articles)
    in_order = [extractions[article.path] for article in articles]
    claims = tuple(claim for extraction in in_order for claim in extraction.claims)
    rules = load_rules()
    stories = group_stories((mention for extraction in in_order for mention in extraction.mentions), rules)
    return Run(
        articles=tuple(replace(article, origin=origins[article.path]) for article in articles),
        mentions=tuple(mention for extraction in in_order for mention in extraction.mentions),
        claims=claims,
        facts=tuple(reconcile_claims(claims, origins, rules, stories)),
        skipped=tuple(sorted([*given.skipped, *failed], key=lambda entry: (entry.path, entry.reason))),
        unresolved=tuple(mention for extraction in in_order for mention in extraction.unresolved),
        settings={
            "discrepant": made_with["discrepant"],
            "spacy": made_with["spacy"],
            "model": " ".join(filter(None, (made_with["model"]["name"], made_with["model"]["version"]))),
            "rules": made_with["rules"],
            "max_bytes": made_with["settings"]["max_bytes"],
        },
    )


def _write(
    result: Run, given: Corpus, folder: Path, store: Store, made_with: dict[str, Any], clock: _Clock
) -> Run:
    """Put the run into the store, then write every export and, last, run.json."""
    from discrepant.export import EXPORTERS

    # Relative, so that corpus and outputs can be moved together and no path of this machine is kept.
    corpus = _relative(given.root, folder)
    order = [article.path for article in result.articles]
    store.finish(result, {"fingerprint": made_with, "corpus": corpus, "order": order})
    for name, export in EXPORTERS.items():
        export(result, folder / name)
    clock.lap("write")
    result = replace(result, timings=dict(clock.laps))
    write_record(result, folder / RECORD_NAME, corpus=corpus, made_with=made_with, started=clock.started)
    return result


def _relative(path: Path, start: Path) -> str:
    try:
        return os.path.relpath(path, start).replace(os.sep, "/")
    except ValueError:  # another drive
        return str(path)


def _extract_all(
    articles: Sequence[Article],
    store: Store | None,
    made_with: dict[str, Any],
    settings: Settings,
    told: Progress,
) -> tuple[dict[str, Extraction], list[Skipped]]:
    """The extraction of every article, from the store where it is known there, and what failed."""
    keys = {article.path: article_key(article, made_with) for article in articles}
    extractions = store.extractions(keys) if store else {}
    to_do = [article for article in articles if article.path not in extractions]
    failed = [_too_long(article, settings) for article in to_do if len(article.text) > settings.max_length]
    to_do = [article for article in to_do if len(article.text) <= settings.max_length]
    by_path = {article.path: article for article in to_do}
    done = len(extractions) + len(failed)
    told("parsing", done, len(articles))
    for outcome in _analyse_chunks(_chunks(to_do), settings):
        done += 1
        told("parsing", done, len(articles))
        if isinstance(outcome, Skipped):
            failed.append(outcome)
            continue
        extractions[outcome.document] = outcome
        if store:
            store.save(by_path[outcome.document], keys[outcome.document], outcome)
    return extractions, failed


def _too_long(article: Article, settings: Settings) -> Skipped:
    length = f"{len(article.text):,} characters, more than the {settings.max_length:,} that one may have"
    return Skipped(path=article.path, reason=f"has {length}. Split it into articles.")


def _chunks(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles in their order, a few at a time, and fewer where they are long."""
    chunks: list[list[Article]] = []
    length = 0
    for article in articles:
        length += len(article.text)
        if not chunks or len(chunks[-1]) == _CHUNK or length > _CHUNK_LENGTH:
            chunks.append([])
            length = len(article.text)
        chunks[-1].append(article)
    return chunks


def _analyse_chunks(chunks: list[list[Article]], settings: Settings) -> Iterator[Extraction | Skipped]:
    """What each article gives, in any order."""
    jobs = min(settings.jobs, len(chunks))
    if jobs <= 1:
        if chunks:
            _start_worker(settings.model)
        for chunk in chunks:
            yield from _analyse(chunk)
        return
    context = multiprocessing.get_context("spawn")  # fork is unsafe beside threads and absent on Windows
    pool = ProcessPoolExecutor(jobs, context, initializer=_start_process, initargs=(settings.model,))
    try:
        waiting: set[Future[list[Extraction | Skipped]]] = set()
        queue = iter(chunks)
        while True:
            # Two a process in flight: none is ever idle, and not all texts are copied at once.
            for chunk in islice(queue, 2 * jobs - len(waiting)):
                waiting.add(pool.submit(_analyse, chunk))
            if not waiting:
                return
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                yield from future.result()
    except BrokenProcessPool:
        raise DiscrepantError(
            "A worker process ended before its time, perhaps for want of memory. What was done is kept: "
            "run again with fewer --jobs."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_WORKER: dict[str, Any] = {}
"""The loaded pipeline of this process, by model name; a second run in the same process uses it again."""


def _start_process(model: str | None) -> None:
    """Begin a worker. Ctrl-C reaches every process; only the first one answers it, and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _start_worker(model)


def _start_worker(model: str | None) -> None:
    """Load the pipeline in this process. ModelError cannot leave an initializer, so `_analyse` raises it."""
    from discrepant.annotate import load_pipeline

    if _WORKER.get("model", ...) == model and "nlp" in _WORKER:
        return
    _WORKER.clear()
    _WORKER["model"] = model
    try:
        _WORKER["nlp"] = load_pipeline(model)
    except DiscrepantError as error:
        _WORKER["error"] = error


def _analyse(articles: Sequence[Article]) -> list[Extraction | Skipped]:
    """Annotate and extract; an article on which a stage fails is listed, and the others are not lost."""
    from discrepant.annotate import annotate_articles
    from discrepant.extract import extract_article

    if "error" in _WORKER:
        raise _WORKER["error"]
    nlp, rules = _WORKER["nlp"], load_rules()
    outcomes: list[Extraction | Skipped] = []
    try:
        for article, doc in annotate_articles(nlp, articles):
            outcomes.append(extract_article(article, doc, rules))
    except MemoryError:
        raise
    except Exception as error:
        if len(articles) == 1:
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            reason = (
                f"could not be analysed ({what}). Please report this with the article; it is tried again."
            )
            return [Skipped(path=articles[0].path, reason=reason)]
        for article in articles[len(outcomes) :]:
            outcomes.extend(_analyse([article]))
    return outcomes


class _CallableModule(ModuleType):
    """Lets `discrepant.run(folder)` work: importing this module puts it in the place of the function."""

    def __call__(self, *args: Any, **keywords: Any) -> Run:
        return run(*args, **keywords)


sys.modules[__name__].__class__ = _CallableModule
