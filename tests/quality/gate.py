#!/usr/bin/env python3
"""Holds measured quality at its floors: `python tests/quality/gate.py [--update]`.

Runs `discrepant run` over each story of the story sets in `../shared/stories` beside the repository, and of
those in `stories/` beside this file, has `../shared/stories/score.py` score the runs, and compares with
`floors.json`. A score below its floor fails. So does a gold that has changed: scores on two golds do not
compare.

    --update             writes the scores reached as the new floors; refuses to lower one
    --allow-regression   with --update: a person has decided to lower a floor, or to pin a changed gold
    --verbose            prints what score.py has to say of each miss and each false alarm

Exit status 0 passed, or nothing to measure; 1 below a floor; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORIES = ROOT.parent / "shared" / "stories"
FLOORS = Path(__file__).with_name("floors.json")

# "seeds-bare" is seeds without its manifests: three bare files, as a newcomer would have them.
SETS = {
    "seeds": STORIES / "seeds",
    "seeds-bare": STORIES / "seeds",
    "dev": STORIES / "dev",
    "validation": Path(__file__).with_name("stories"),
    "fresh": Path(__file__).with_name("fresh"),
}

RISING = ("surfaced", "conflict_f1", "explained", "merged")
FALLING = ("alarms_against_gold",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What score.py measures on one set: shares from 0 to 1, and a count of false alarms."""

    surfaced: float
    conflict_f1: float
    explained: float
    merged: float
    alarms_against_gold: int


def absent() -> str | None:
    """Why nothing can be measured here, or None."""
    needed = [STORIES / "score.py", *SETS.values()]
    missing = next((path for path in needed if not path.exists()), None)
    return f"{missing.relative_to(ROOT.parent)} is not there" if missing else None


def gold_sha256(folder: Path) -> str:
    """One hash over the gold and the articles of a set, as they lie in `folder`."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*/gold.jsonl"), *folder.glob("*/articles/*")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def run_stories(name: str, outputs: Path) -> Iterator[str]:
    """Run the program over each story of the set `name`; gives what failed, and why."""
    # Here, not at the top: the arguments and the scores are read without the program.
    import discrepant

    for articles in sorted(SETS[name].glob("*/articles")):
        story = articles.parent.name
        with tempfile.TemporaryDirectory() as bare:
            if name.endswith("-bare"):
                for path in articles.glob("*.txt"):
                    shutil.copy(path, bare)
                articles = Path(bare)
            try:
                run = discrepant.run(articles, outputs / story)
            except discrepant.DiscrepantError as error:
                yield f"{name}/{story}: {error}"
            else:
                yield from (f"{name}/{story}: {entry.path}: {entry.reason}" for entry in run.skipped)


def read_scores(printed: str) -> Scores:
    """The scores in what score.py prints. Raises ValueError where one of them is not there."""

    def number(pattern: str) -> str:
        found = re.search(pattern, printed, re.MULTILINE)
        if not found:
            raise ValueError(f"score.py printed nothing that matches {pattern!r}:\n{printed}")
        return found[1]

    return Scores(
        surfaced=float(number(r"^surfaced\s.*= ([\d.]+)")),
        conflict_f1=float(number(r"^conflict F1\s+([\d.]+)")),
        explained=float(number(r"^explained R\s.*= ([\d.]+)")),
        merged=float(number(r"^merged\s.*= ([\d.]+)")),
        alarms_against_gold=int(number(r"false alarms: (\d+) contradict gold")),
    )


def score(name: str, outputs: Path, verbose: bool = False) -> tuple[Scores, str]:
    """The scores of runs in `outputs` over the set `name`, and all that score.py printed."""
    command = [sys.executable, str(STORIES / "score.py"), str(SETS[name]), str(outputs)]
    done = subprocess.run(
        command + ["-v"] * verbose, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return read_scores(done.stdout), done.stdout


def load_floors() -> dict[str, dict[str, float | str]]:
    """The floors by set: the names of `Scores`, and `gold_sha256`."""
    floors: dict[str, dict[str, float | str]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def regressions(name: str, scores: Scores, floor: Mapping[str, float | str]) -> list[str]:
    """A line for each score that is worse than its floor, and one where the gold is another."""
    reached = asdict(scores)
    lines = [
        f"{name}: {key} {reached[key]} is below {floor[key]}"
        for key in RISING
        if reached[key] < float(floor[key])
    ]
    lines += [
        f"{name}: {key} {reached[key]} is above {floor[key]}"
        for key in FALLING
        if reached[key] > float(floor[key])
    ]
    if floor["gold_sha256"] != gold_sha256(SETS[name]):
        lines.append(
            f"{name}: the articles or the gold have changed; pin them with --update --allow-regression"
        )
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run, score, compare, and print it plainly. Gives the exit status."""
    parser = argparse.ArgumentParser(description="Hold measured quality at its floors.")
    parser.add_argument("--update", action="store_true", help="write the scores reached as the new floors")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors, too")
    parser.add_argument("--verbose", action="store_true", help="print each miss and each false alarm")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    if why := absent():
        print(f"quality: nothing measured, {why}")
        return 0

    floors = load_floors() if FLOORS.exists() else {}
    problems: list[str] = []
    reached: dict[str, dict[str, float | str]] = {}
    for name, folder in SETS.items():
        with tempfile.TemporaryDirectory() as outputs:
            problems += run_stories(name, Path(outputs))
            scores, printed = score(name, Path(outputs), options.verbose)
        print(f"== {name}\n{printed}")
        reached[name] = {**asdict(scores), "gold_sha256": gold_sha256(folder)}
        if name in floors:
            problems += regressions(name, scores, floors[name])
        elif not options.update:
            problems.append(f"{name}: no floor yet; write one with --update")
    for line in problems:
        print(line)
    if options.update and (options.allow_regression or not problems):
        FLOORS.write_text(json.dumps(reached, indent=2) + "\n", "utf-8")
        print(f"floors written to {FLOORS.relative_to(ROOT)}")
        return 0
    print("quality: below a floor" if problems else "quality: every score stands at its floor or above")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
