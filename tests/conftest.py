"""What is dear to make, made once a session."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """One `discrepant run corpus -o OUTPUTS`, as a user would start it in the repository."""

    outputs: Path
    status: int
    printed: str  # standard output, in a terminal of 100 columns, without colours


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline with all components."""
    from discrepant.annotate import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> SampleRun:
    """A run on the sample corpus in a process of its own, with another hash seed than any run before."""
    outputs = tmp_path_factory.mktemp("sample") / "first"
    command = [str(Path(sys.executable).with_name("discrepant")), "run", "corpus", "-o", str(outputs)]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("PYTHONHASHSEED", None)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    return SampleRun(outputs=outputs, status=done.returncode, printed=done.stdout + done.stderr)
