"""facts.jsonl, claims.jsonl and mentions.jsonl: UTF-8, one object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

import jsonlines

from discrepant.export.output_file import replaced
from discrepant.export.records import (
    Record,
    claim_record,
    claims_in_order,
    fact_record,
    facts_in_order,
    mention_record,
    mentions_in_order,
)
from discrepant.model import Run

_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def write_facts(run: Run, path: Path) -> None:
    """Write facts.jsonl, in the order of the report. Raises InputError when `path` cannot be written."""
    _write(path, map(fact_record, facts_in_order(run)))


def write_claims(run: Run, path: Path) -> None:
    """Write claims.jsonl, in the order of the articles. Raises InputError when `path` cannot be written."""
    _write(path, map(claim_record, claims_in_order(run)))


def write_mentions(run: Run, path: Path) -> None:
    """Write mentions.jsonl, in the order of the articles. Raises InputError when `path` cannot be written."""
    _write(path, map(mention_record, mentions_in_order(run.mentions)))


def _write(path: Path, records: Iterable[Record]) -> None:
    with replaced(path) as stream:
        # Half a surrogate pair cannot be written in UTF-8, but can stand in JSON: "backslashreplace" writes
        # it as \udXXX, which every JSON reader turns back into what the article held.
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="\n")
        with jsonlines.Writer(text, dumps=_dumps) as lines:
            lines.write_all(records)
        text.flush()
        text.detach()


def _dumps(record: Record) -> str:
    # JSON allows these three inside a string, but many readers of lines end a line at them.
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
