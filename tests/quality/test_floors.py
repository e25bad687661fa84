"""Scores on the story sets stay at their floors, and the gate itself can tell better from worse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import gate
import pytest

PRINTED = """\
surfaced      3/4 = 0.750
conflict P    2/3 = 0.667   (false alarms: 1 contradict gold, 0 not in gold)
conflict R    2/4 = 0.500
conflict F1   0.571
explained R   1/3 = 0.333
merged        4/8 = 0.500
"""
SCORES = gate.Scores(surfaced=0.75, conflict_f1=0.571, explained=0.333, merged=0.5, alarms_against_gold=1)

needs_stories = pytest.mark.skipif(gate.absent() is not None, reason=str(gate.absent()))


def test_scores_are_read_from_what_score_prints() -> None:
    assert gate.read_scores(PRINTED) == SCORES


def test_a_missing_score_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(ValueError, match="conflict F1"):
        gate.read_scores(PRINTED.replace("conflict F1", "F1"))


@needs_stories
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"surfaced": 0.8, "alarms_against_gold": 0}, []),
        ({"surfaced": 0.7}, ["surfaced 0.7 is below 0.75"]),
        ({"conflict_f1": 0.57}, ["conflict_f1 0.57 is below 0.571"]),
        ({"alarms_against_gold": 2}, ["alarms_against_gold 2 is above 1"]),
        ({"merged": 0.4, "explained": 0.3}, ["explained 0.3 is below 0.333", "merged 0.4 is below 0.5"]),
    ],
)
def test_worse_is_told_from_better(change: dict[str, float], expected: list[str]) -> None:
    floor = {**gate.asdict(SCORES), "gold_sha256": gate.gold_sha256(gate.SETS["seeds"])}
    found = gate.regressions("seeds", replace(SCORES, **change), floor)
    assert found == [f"seeds: {line}" for line in expected]


@needs_stories
def test_a_changed_gold_is_noticed() -> None:
    floor = {**gate.asdict(SCORES), "gold_sha256": "0" * 64}
    assert "have changed" in gate.regressions("seeds", SCORES, floor)[0]


def test_update_refuses_to_lower_a_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "stories" / "seeds" / "one"
    story.mkdir(parents=True)
    story.joinpath("gold.jsonl").write_text("{}\n", "utf-8")
    story.parents[1].joinpath("score.py").write_text("", "utf-8")
    floors = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "STORIES", story.parents[1])
    monkeypatch.setattr(gate, "SETS", {"seeds": story.parent})
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    monkeypatch.setattr(gate, "run_stories", lambda name, outputs: iter(()))
    worse = replace(SCORES, merged=0.25)

    def reach(scores: gate.Scores) -> None:
        monkeypatch.setattr(gate, "score", lambda name, outputs, verbose: (scores, ""))

    reach(SCORES)
    assert gate.main(["--update"]) == 0
    first = floors.read_text("utf-8")
    assert gate.main([]) == 0
    reach(worse)
    assert gate.main([]) == 1
    assert gate.main(["--update"]) == 1
    assert floors.read_text("utf-8") == first
    assert gate.main(["--update", "--allow-regression"]) == 0
    assert gate.load_floors()["seeds"]["merged"] == 0.25


@needs_stories
@pytest.mark.quality
@pytest.mark.parametrize("name", list(gate.SETS))
def test_every_score_stands_at_its_floor(name: str, tmp_path: Path) -> None:
    assert list(gate.run_stories(name, tmp_path)) == []
    scores, printed = gate.score(name, tmp_path)
    assert gate.regressions(name, scores, gate.load_floors()[name]) == [], printed
