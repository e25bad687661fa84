"""The same corpus gives the same bytes, whatever the order of the files and the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXPORTS = ("facts.jsonl", "claims.jsonl", "mentions.jsonl", "facts.csv", "report.html")

# The folder is listed in another order each time, as file systems do.
RUN = """
import contextlib, os, random, sys

shuffle = random.Random(sys.argv[3]).shuffle
scandir, listings = os.scandir, []

@contextlib.contextmanager
def shuffled(folder):
    with scandir(folder) as listing:
        found = list(listing)
    shuffle(found)
    listings.append(found)
    yield iter(found)

os.scandir = shuffled

from discrepant.run import run
run(sys.argv[1], sys.argv[2])
assert max(map(len, listings)) > 3, "the corpus was listed by other means; shuffle these"
"""


def run_with(seed: str, outputs: Path) -> dict[str, bytes]:
    """Every export of a run on the sample corpus in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(ROOT / "corpus"), str(outputs), seed],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return {name: (outputs / name).read_bytes() for name in EXPORTS}


@pytest.mark.slow
def test_order_of_files_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    first = run_with("1", tmp_path / "one" / "out")
    second = run_with("4242", tmp_path / "two" / "out")
    assert all(first.values())
    for name in EXPORTS:
        assert first[name] == second[name], name
