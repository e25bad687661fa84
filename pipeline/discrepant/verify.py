"""Checks that what a run left is whole: the store, every quote, and the sources it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from discrepant.model import Article, Claim, Mention, Run
from discrepant.store import Store


def check_quotes(run: Run) -> Iterator[str]:
    """A sentence for each claim or mention whose quote is not what its article says at its offsets."""
    texts = {article.path: article.text for article in run.articles}
    items: list[Claim | Mention] = [*run.claims, *run.mentions, *run.unresolved]
    items += [claim for fact in run.facts for reading in fact.readings for claim in reading.claims]
    for item in items:
        text = texts.get(item.document)
        if text is None:
            yield f"{item.document}: a quote points to it, but it is not in the store."
        elif text[item.start : item.end] != item.quote:
            yield f"{item.document}: characters {item.start} to {item.end} are not {item.quote!r}."


def check_sources(run: Run, now: dict[str, Article]) -> tuple[list[str], list[str]]:
    """What changed in the sources since the run, and which of them are not there any more."""
    changed, gone = [], []
    for article in run.articles:
        found = now.get(article.path)
        if found is None:
            gone.append(article.path)
        elif found.sha256 != article.sha256:
            changed.append(f"{article.path}: the source has changed since the run.")
        elif found.text != article.text:
            changed.append(f"{article.path}: the stored text is not what the source says.")
    return changed, gone


def corpus_of(store: Store, outputs: Path) -> Path | None:
    """The corpus folder that the run was made from, or None when it is not where it was."""
    told = store.meta("corpus")
    folder = outputs / told if isinstance(told, str) else None
    return folder if folder is not None and folder.is_dir() else None
