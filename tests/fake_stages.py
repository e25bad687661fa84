"""Stand-ins for the stages between reading and export: every year in a text is a claim on one question.

They let the tests of store, run and command line say what must hold whatever the real stages find.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from discrepant.model import (
    NOBODY,
    Article,
    Claim,
    DateValue,
    Entity,
    Extraction,
    Fact,
    Flag,
    Mention,
    Reading,
    Run,
)

RUSSIA = Entity(id="state:RU", label="Russia")


class Parsed(list[str]):
    """Paths of the articles that were parsed, in order."""


def install(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    """Put the stand-ins in the place of the real stages. A text with "CRASH" in it makes extraction fail."""
    parsed = Parsed()

    def annotate_articles(
        nlp: object, articles: Iterable[Article], batch_size: int = 64
    ) -> Iterator[tuple[Article, str]]:
        for article in articles:
            yield article, article.text

    def extract_article(article: Article, doc: str, rules: object) -> Extraction:
        parsed.append(article.path)
        if "CRASH" in doc:
            raise ZeroDivisionError("the text said so")
        return extraction_of(article)

    _stand_in(
        monkeypatch, "annotate", load_pipeline=lambda model=None: "nlp", annotate_articles=annotate_articles
    )
    _stand_in(monkeypatch, "extract", extract_article=extract_article)
    _stand_in(monkeypatch, "reconcile", reconcile_claims=reconcile_claims, group_stories=group_stories)
    exporters: dict[str, Callable[[Run, Path], None]] = {
        "facts.jsonl": _write_facts,
        "report.html": lambda run, path: _write(path, f"<p>{len(run.facts)} facts</p>\n"),
    }
    _stand_in(monkeypatch, "export", EXPORTERS=exporters)
    monkeypatch.setattr("discrepant.read.metadata._told_in_text", lambda text: None)
    monkeypatch.setattr(
        importlib.import_module("discrepant.run"), "load_rules", lambda: SimpleNamespace(sha256="no rules")
    )
    monkeypatch.setattr(importlib.import_module("discrepant.run"), "_WORKER", {})
    return parsed


def _stand_in(monkeypatch: pytest.MonkeyPatch, name: str, **names: Any) -> None:
    module = ModuleType(f"discrepant.{name}")
    vars(module).update(names)
    monkeypatch.setitem(sys.modules, f"discrepant.{name}", module)


def extraction_of(article: Article) -> Extraction:
    """A claim and a mention for each year in the text."""
    claims, mentions = [], []
    for found in re.finditer(r"\b(?:19|20)\d\d\b", article.text):
        start, end = found.span()
        value = DateValue(
            edtf=found[0], earliest=dt.date(int(found[0]), 1, 1), latest=dt.date(int(found[0]), 12, 31)
        )
        line = article.text.rfind("\n", 0, start) + 1, article.text.find("\n", end)
        claims.append(
            Claim(
                id=f"c-{article.path}-{start}",
                document=article.path,
                start=start,
                end=end,
                quote=found[0],
                sentence=(line[0], line[1] if line[1] >= 0 else len(article.text)),
                kind="date",
                subject=RUSSIA,
                predicate="ratified",
                object=NOBODY,
                value=value,
                published=article.published,
            )
        )
        mentions.append(
            Mention(document=article.path, start=start, end=end, quote=found[0], type="date", value=value)
        )
    unresolved = tuple(
        Mention(document=article.path, start=m.start(), end=m.end(), quote=m[0], type="party")
        for m in re.finditer(r"\bit\b", article.text)
    )
    return Extraction(
        document=article.path, mentions=tuple(mentions), claims=tuple(claims), unresolved=unresolved
    )


def group_stories(mentions: Iterable[Mention], rules: object) -> dict[str, str]:
    """All documents tell one story."""
    return {mention.document: "one" for mention in mentions}


def reconcile_claims(
    claims: Sequence[Claim],
    origins: Mapping[str, str],
    rules: object,
    stories: Mapping[str, str] | None = None,
) -> tuple[Fact, ...]:
    """One fact over all claims: a conflict as soon as there are two years."""
    by_year: dict[str, list[Claim]] = {}
    for claim in claims:
        by_year.setdefault(claim.quote, []).append(claim)
    if not by_year:
        return ()
    readings = tuple(
        Reading(
            value=given[0].value,
            text=year,
            origins=len({origins[claim.document] for claim in given}),
            claims=tuple(given),
        )
        for year, given in sorted(by_year.items())
    )
    flag = Flag.CONFLICT if len(readings) > 1 else Flag.AGREED if len(claims) > 1 else Flag.SINGLE
    return (
        Fact(
            id="f-ratified",
            flag=flag,
            reason=" and ".join(by_year) + " cannot both be true.",
            severity=0.9,
            subject=RUSSIA,
            predicate="ratified",
            object=NOBODY,
            kind="date",
            question="When did Russia ratify it?",
            origins=len(set(origins.values())),
            readings=readings,
            possible="joining and ratifying are two acts" if flag is Flag.CONFLICT else None,
            steps=("Two claims met.", "Their years differ."),
        ),
    )


def _write_facts(run: Run, path: Path) -> None:
    rows = [
        {"id": fact.id, "flag": str(fact.flag), "readings": [reading.text for reading in fact.readings]}
        for fact in run.facts
    ]
    _write(path, "".join(f"{json.dumps(row)}\n" for row in rows))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
