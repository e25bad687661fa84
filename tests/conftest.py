"""What is dear to make, made once a session."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import renew

if TYPE_CHECKING:
    from spacy.language import Language

# No test measures time. Under CI hypothesis loads a profile of its own, which draws the same cases each time.
settings.register_profile("untimed", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("untimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """One `discrepant run corpus -o OUTPUTS`, as a user would start it in the repository."""

    outputs: Path
    status: int
    printed: str  # on standard output, as README.md would show it
    complaints: str  # on standard error


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline with all components."""
    from discrepant.annotate import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> SampleRun:
    """A run on the sample corpus in a process of its own."""
    outputs = tmp_path_factory.mktemp("sample") / "first"
    done = renew.run_sample(outputs)
    return SampleRun(
        outputs=outputs,
        status=done.returncode,
        printed=renew.settled(done.stdout, outputs),
        complaints=done.stderr,
    )
