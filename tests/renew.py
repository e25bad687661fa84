#!/usr/bin/env python3
"""Renews what is committed of a run: `outputs/sample/`, and what README.md shows of it.

    python tests/renew.py

Run it after a change that is meant to alter the result, and read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SAMPLE = ROOT / "outputs" / "sample"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
SAMPLE_FILES = ("facts.jsonl", "claims.jsonl", "mentions.jsonl", "facts.csv", "report.html")

INSTALL_AND_RUN = "pip install . && discrepant run corpus -o outputs/first"
_FIRST_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SCORES = re.compile(r"^\| set \|.*?\n(?=\n)", re.MULTILINE | re.DOTALL)

# What README.md calls the sets and the scores.
SETS = {
    "seeds": "three articles from the web",
    "dev": "six stories, in view while the rules were written",
    "validation": "eight stories, in view while the rules were written",
    "fresh": "four stories, written after the rules",
}
SCORES = {
    "surfaced": "conflicts shown",
    "conflict_f1": "conflict F1",
    "explained": "explained",
    "merged": "same fact seen as one",
}


def run_sample(outputs: Path) -> subprocess.CompletedProcess[str]:
    """`discrepant run corpus -o OUTPUTS` in a process of its own, started in the repository."""
    command = [str(Path(sys.executable).with_name("discrepant")), "run", "corpus", "-o", str(outputs)]
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("PYTHONHASHSEED", None)  # another one than that of any run before
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


def settled(printed: str, outputs: Path) -> str:
    """What a run printed, as README.md shows it: in OUTPUTS of the README, without spaces at line ends."""
    lines = printed.replace(str(outputs), "outputs/first").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def shown_run(text: str) -> str:
    """The first console block of README.md: the command, and what it prints."""
    found = _FIRST_BLOCK.search(text)
    return found[0] if found else ""


def score_table(floors: dict[str, dict[str, float]]) -> str:
    """The scores as README.md shows them."""
    rows = [["set", *SCORES.values()], ["---", *["---:"] * len(SCORES)]]
    rows += [[said, *(f"{floors[name][key]:.2f}" for key in SCORES)] for name, said in SETS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> int:
    """Run, copy, rewrite. Gives the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "first"
        done = run_sample(outputs)
        if done.returncode != 0:
            print(done.stdout + done.stderr)
            return 1
        SAMPLE.mkdir(parents=True, exist_ok=True)
        for name in SAMPLE_FILES:
            shutil.copyfile(outputs / name, SAMPLE / name)
    block = f"$ {INSTALL_AND_RUN}\n{settled(done.stdout, outputs)}"
    text = README.read_text("utf-8")
    text = _FIRST_BLOCK.sub(lambda _: block, text, count=1)
    if FLOORS.exists():
        text = _SCORES.sub(lambda _: score_table(json.loads(FLOORS.read_text("utf-8"))), text)
    README.write_text(text, "utf-8")
    print("renewed outputs/sample and README.md; now read `git diff`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
