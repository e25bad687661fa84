"""run.json: how a run was made, so that somebody else can make it again and see that nothing is missing."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from discrepant.errors import InputError
from discrepant.model import Flag, Run


def write_record(run: Run, path: Path, *, corpus: str, made_with: Mapping[str, object], started: str) -> None:
    """Write run.json. Everything that differs between two equal runs (times) is only here and in the store.

    `corpus` is the corpus folder as seen from OUTPUTS, `started` an ISO 8601 time in UTC. Raises InputError
    when the file cannot be written.
    """
    flags = Counter(str(fact.flag) for fact in run.facts)
    record = {
        "schema": "discrepant/run/1",
        "started": started,
        "seconds": run.timings,
        "made_with": {"python": platform.python_version(), **made_with},
        "corpus": corpus,
        "counts": {
            "articles": len(run.articles),
            "origins": len({article.origin for article in run.articles}),
            "skipped": len(run.skipped),
            "mentions": len(run.mentions),
            "unresolved": len(run.unresolved),
            "claims": len(run.claims),
            "facts": len(run.facts),
            "flags": {str(flag): flags[str(flag)] for flag in Flag},
        },
        "documents": [
            {
                "path": article.path,
                "sha256": article.sha256,
                "origin": article.origin,
                "published": article.published.isoformat() if article.published else None,
                "inferred": list(article.inferred),
            }
            for article in run.articles
        ],
        "skipped": [{"path": entry.path, "reason": entry.reason} for entry in run.skipped],
    }
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}). Choose another folder with -o."
        ) from None
