"""What a run leaves behind for people and for other tools: one exporter a format, listed in EXPORTERS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from discrepant.export.json_lines import write_claims, write_facts, write_mentions
from discrepant.export.report import write_report
from discrepant.export.table import write_table
from discrepant.model import Run

# To write another format, add export/<format>.py with a function of this signature and name its file here.
EXPORTERS: dict[str, Callable[[Run, Path], None]] = {
    "facts.jsonl": write_facts,
    "claims.jsonl": write_claims,
    "mentions.jsonl": write_mentions,
    "facts.csv": write_table,
    "report.html": write_report,
}
