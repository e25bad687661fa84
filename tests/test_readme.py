"""README.md and docs/ stay true: commands, options, files, examples and rules are tried here."""

from __future__ import annotations

import doctest
import json
import re
import shutil
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import renew
from discrepant.cli import cli
from discrepant.rulebook import load_rules

if TYPE_CHECKING:
    from conftest import SampleRun

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
INSTALL_AND_TEST = "pip install '.[test]' && pytest"
RULES = (ROOT / "docs" / "rules.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced code blocks of a Markdown text in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def options_of(command: str) -> set[str]:
    return {name for param in cli.commands[command].params for name in param.opts if name.startswith("--")}


def test_readme_shows_only_commands_that_exist_and_all_of_them() -> None:
    shown = set(
        re.findall(r"\bdiscrepant ([a-z]+)\b(?= [A-Z]|[` ]*\w+/)", "\n".join(blocks(README, "console")))
    )
    named = set(re.findall(r"`discrepant ([a-z]+)", README))
    assert shown
    assert shown | named <= set(cli.commands)
    assert named >= set(cli.commands)


def test_readme_lists_every_option_of_every_command() -> None:
    existing = {"--help", "--version"}.union(*(options_of(command) for command in cli.commands))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert named == existing | {"--help", "--version"}


def test_ci_runs_the_commands_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    for line in (renew.INSTALL_AND_RUN, INSTALL_AND_TEST):
        assert line in README
        assert f'"{line.partition(" && ")[0]}"' in ci


def test_readme_opens_with_the_run_and_what_it_prints(sample_run: SampleRun) -> None:
    """After a change that is meant to alter it: `make sample`."""
    assert renew.shown_run(README) == f"$ {renew.INSTALL_AND_RUN}\n{sample_run.printed}"


def test_readme_gives_the_scores_of_the_floors() -> None:
    floors = json.loads(renew.FLOORS.read_text("utf-8"))
    assert renew.score_table(floors) in README


def test_readme_lists_the_files_that_a_run_writes(sample_run: SampleRun) -> None:
    table = README.partition("## What a run writes")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `([\w.]+)` ", table, re.MULTILINE))
    assert named == {path.name for path in sample_run.outputs.iterdir()}


@pytest.mark.parametrize("number", range(len(blocks(README, "python"))))
def test_python_examples_give_what_they_show(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example = doctest.DocTestParser().get_doctest(
        blocks(README, "python")[number], {}, f"python example {number}", "README.md", 0
    )
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    outcome = runner.run(example, out=report.append)
    assert outcome.attempted
    assert not outcome.failed, "".join(report)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_the_rules_that_the_documentation_shows_are_rules(tmp_path: Path) -> None:
    """Each block is added to the file that it names, and all files still load together."""
    folder = tmp_path / "rules"
    with resources.as_file(resources.files("discrepant") / "rules") as shipped:
        shutil.copytree(shipped, folder)
    before = load_rules(folder)
    shown = blocks(RULES, "toml")
    assert len(shown) == 9
    for block in shown:
        name = re.match(r"# rules/(\w+\.toml)\n", block)
        assert name, block
        with (folder / name[1]).open("a", encoding="utf-8") as file:
            file.write("\n" + block)
    load_rules.cache_clear()
    after = load_rules(folder)
    load_rules.cache_clear()
    for table in (
        "treaties",
        "bodies",
        "predicates",
        "measures",
        "cues",
        "statuses",
        "roles",
        "details",
        "lengths",
    ):
        assert len(getattr(after, table)) == len(getattr(before, table)) + 1
