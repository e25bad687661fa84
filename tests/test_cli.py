"""The command line: what it prints, in how many lines, and with which exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fake_stages
from discrepant import cli, progress
from discrepant.settings import STORE_NAME


class Shell:
    """Runs the command line in this process, with the stand-ins for the stages."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        self._monkeypatch.setattr(sys, "argv", ["discrepant", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        self.out, self.err = self._capsys.readouterr()
        assert "Traceback" not in self.out + self.err
        assert isinstance(stopped.value.code, int)
        return stopped.value.code


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    fake_stages.install(monkeypatch)
    return Shell(monkeypatch, capsys)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Title\n\nFirst. Russia ratified it in 1998, we know.\nLast line.")
    (folder / "b.txt").write_text("Title\n\nRussia ratified it\nin 1996.")
    (folder / "manifest.jsonl").write_text(
        '{"path": "a.txt", "publisher": "The Bulletin", "published": "2025-09-29"}\n'
    )
    return folder


@pytest.fixture
def outputs(shell: Shell, corpus: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    assert shell("run", corpus, "-o", folder) == 0
    return folder


def test_a_run_prints_counts_conflicts_sources_and_report(shell: Shell, outputs: Path) -> None:
    counts = dict(re.findall(r"^ *(Articles|Claims|Facts|conflict|single) +(\d+)", shell.out, re.MULTILINE))
    assert counts == {"Articles": "2", "Claims": "2", "Facts": "1", "conflict": "1", "single": "0"}
    assert "When did Russia ratify it?" in shell.out
    assert re.search(r"1996 +b\.txt", shell.out)
    assert re.search(r"1998 +The Bulletin \(a\.txt\)", shell.out)
    assert f"Report: {outputs / 'report.html'}" in shell.out
    assert f"discrepant explain {outputs} 1" in shell.out.replace("\n", "")
    assert shell.err == "", "no progress bar where there is no terminal"


@pytest.mark.parametrize("wanted", ["1", "f-ratified", "f-rat", "rat"])
def test_explain_shows_every_quote_in_its_sentence(shell: Shell, outputs: Path, wanted: str) -> None:
    assert shell("explain", outputs, wanted) == 0
    assert "conflict  1998 and 1996 cannot both be true." in shell.out
    assert "First. Russia ratified it in [1998], we know." in shell.out
    assert "The Bulletin (a.txt), line 3, published 2025-09-29" in shell.out
    assert "in [1996]." in shell.out
    assert "b.txt, line 4" in shell.out
    assert "joining and ratifying are two acts" in shell.out
    assert "1. Two claims met." in shell.out


@pytest.mark.parametrize("wanted", ["2", "0", "f-nothing", "", "1.0", "²"])
def test_explain_of_what_is_not_there(shell: Shell, outputs: Path, wanted: str) -> None:
    assert shell("explain", outputs, wanted) == cli.ERROR
    assert re.fullmatch(r"Error: .*has no fact.* Give a number from 1 to 1, .*\n", shell.err)


def test_export_to_a_file_and_to_standard_output(shell: Shell, outputs: Path, tmp_path: Path) -> None:
    assert shell("export", outputs, "--format", "facts.jsonl", "-o", tmp_path / "x.jsonl") == 0
    written = (tmp_path / "x.jsonl").read_text()
    assert json.loads(written)["readings"] == ["1996", "1998"]
    assert shell("export", outputs, "--format", "facts.jsonl") == 0
    assert shell.out == written


def test_export_in_a_format_that_is_not_there(shell: Shell, outputs: Path) -> None:
    assert shell("export", outputs, "--format", "facts.docx") == cli.USAGE
    assert "facts.jsonl" in shell.err


def test_report_is_written_anew(shell: Shell, outputs: Path) -> None:
    (outputs / "report.html").unlink()
    assert shell("report", outputs) == 0
    assert shell.out.strip() == str(outputs / "report.html")
    assert (outputs / "report.html").read_text() == "<p>1 facts</p>\n"


def test_verify_finds_nothing_wrong_with_a_fresh_run(shell: Shell, outputs: Path) -> None:
    assert shell("verify", outputs) == 0
    assert "2 articles, 4 quotes checked, 0 wrong." in shell.out


def test_verify_says_which_source_changed_and_which_is_gone(
    shell: Shell, outputs: Path, corpus: Path
) -> None:
    (corpus / "a.txt").write_text("Russia ratified it in 1998, we knew.")
    (corpus / "b.txt").unlink()
    assert shell("verify", outputs) == cli.ERROR
    assert "a.txt: the source has changed since the run." in shell.out
    assert "1 sources are gone: b.txt" in shell.out


def test_verify_goes_on_without_the_corpus(shell: Shell, outputs: Path, corpus: Path) -> None:
    corpus.rename(corpus.with_name("moved"))
    assert shell("verify", outputs) == 0
    assert "sources were not checked" in shell.out


def test_verify_sees_a_quote_that_was_tampered_with(shell: Shell, outputs: Path) -> None:
    import sqlite3

    db = sqlite3.connect(outputs / STORE_NAME)
    db.execute('UPDATE claims SET data = replace(data, \'"quote":"1996"\', \'"quote":"1997"\')')
    db.commit()
    db.close()
    assert shell("verify", outputs) == cli.ERROR
    assert re.search(r"b\.txt: characters \d+ to \d+ are not '1997'", shell.out)


@pytest.mark.parametrize(("option", "status"), [((), 0), (("--fail-on", "conflict"), cli.CONFLICT)])
def test_a_conflict_fails_only_when_asked_to(
    shell: Shell, corpus: Path, tmp_path: Path, option: tuple[str, ...], status: int
) -> None:
    assert shell("run", corpus, "-o", tmp_path / "out", *option) == status


def test_documents_that_were_not_read_give_status_3_and_are_listed(
    shell: Shell, corpus: Path, tmp_path: Path
) -> None:
    (corpus / "empty.txt").write_text("  \n")
    assert shell("run", corpus, "-o", tmp_path / "out") == cli.SKIPPED
    assert "empty.txt: holds no text." in shell.out
    assert shell("run", corpus, "-o", tmp_path / "out", "--fail-on", "conflict") == cli.CONFLICT


@pytest.mark.parametrize(
    "arguments",
    [(), ("run",), ("run", "corpus"), ("runn",), ("run", "c", "-o", "o", "--jobs", "0"), ("explain", "o")],
)
def test_wrong_usage_is_status_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell(*arguments) == cli.USAGE


@pytest.mark.parametrize("command", ["report", "export", "explain", "verify"])
def test_a_folder_without_a_run_is_told_with_the_next_step(
    shell: Shell, tmp_path: Path, command: str
) -> None:
    arguments = [
        command,
        tmp_path,
        *{"explain": ["1"], "export": ["--format", "facts.jsonl"]}.get(command, []),
    ]
    assert shell(*arguments) == cli.ERROR
    assert re.fullmatch(r"Error: .* holds no run\. Make one first: .*\n", shell.err)


def test_an_interrupt_says_how_to_go_on(
    shell: Shell, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("discrepant.run.group_origins", stopped)
    assert shell("run", corpus, "-o", tmp_path / "out") == cli.INTERRUPTED
    assert shell.err.strip().count("\n") == 0
    assert "go on" in shell.err


def test_a_fault_of_ours_is_one_line_too(
    shell: Shell, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("discrepant.run.group_origins", broken)
    assert shell("run", corpus, "-o", tmp_path / "out") == cli.ERROR
    assert re.fullmatch(r"Error: ZeroDivisionError: two lines\. .*report it.*\n", shell.err)


def test_a_file_name_cannot_write_to_the_terminal(shell: Shell, corpus: Path, tmp_path: Path) -> None:
    (corpus / "\x1b[31mred\n[bold]x.pdf").write_text("x")
    assert shell("run", corpus, "-o", tmp_path / "out") == cli.SKIPPED
    assert "\x1b" not in shell.out
    assert "[bold]x.pdf: .pdf files cannot be read" in shell.out


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    """What takes long to import is imported inside the commands, so help answers at once."""
    ask = (
        "import sys\n"
        "from discrepant.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', sorted({'spacy', 'pandas', 'dateparser', 'jinja2', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask, "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in cli.cli.commands)
    assert "LOADED []" in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, discrepant.cli\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'rich', 'jinja2', 'sqlite3', 'dateparser', 'multiprocessing'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_command_and_option_has_help() -> None:
    for command in cli.cli.commands.values():
        assert command.help
        options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
        assert all(getattr(option, "help", None) or getattr(option, "metavar", None) for option in options)


def test_progress_is_drawn_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.shown_progress() as tell:
        tell("parsing", 1, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Reading articles" in err
