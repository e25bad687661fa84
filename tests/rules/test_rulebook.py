"""The hash of the rules changes with each file of rules, so that a store made with others is not used."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from discrepant.fingerprint import fingerprint
from discrepant.rulebook import load_rules
from discrepant.settings import Settings

RULES = Path(str(resources.files("discrepant"))) / "rules"
FILES = sorted(path.name for path in RULES.glob("*.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that a test may change."""
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def test_a_copy_of_the_rules_has_the_same_hash(folder: Path) -> None:
    (folder / "notes.txt").write_text("no rule", "utf-8")
    assert load_rules(folder).sha256 == load_rules().sha256


@pytest.mark.parametrize("name", FILES)
def test_an_edit_of_any_file_makes_another_fingerprint(folder: Path, name: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")
    edited, before = (fingerprint(Settings(), rules) for rules in (load_rules(folder), load_rules()))
    assert edited["rules"] != before["rules"]
    assert {**edited, "rules": None} == {**before, "rules": None}


def test_a_new_file_of_rules_is_seen(folder: Path) -> None:
    (folder / "more.toml").write_text("", "utf-8")
    assert load_rules(folder).sha256 != load_rules().sha256
