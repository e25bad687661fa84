"""The layout of the design, read from the files themselves: who may import what, how long a file may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "discrepant"

STAGES = {"read", "annotate", "extract", "reconcile", "export", "review"}
SHARED = {"model", "values", "rulebook", "errors", "settings"}
STAGE_IMPORTERS = {"run.py", "cli.py"}
SPACY_USERS = {"annotate", "extract"}

# Beside these, anything that starts with a dot may stand at the top.
TOP_LEVEL = {
    "pipeline", "corpus", "annotations", "outputs", "tests", "docs",
    "pyproject.toml", "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile",
}  # fmt: skip
MADE_BY_TOOLS = {"build", "dist", "__pycache__"}
LONGEST_FILE = 400
NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py"}

SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_PYTHON = SOURCES + sorted((ROOT / "tests").rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function, by its full dotted name.

    A name taken from a package counts as a module of it where there is one: `from discrepant import store`.
    """
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"), filename=str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            yield module
            for alias in node.names:
                below = PACKAGE.parent.joinpath(*module.split("."), alias.name)
                if below.is_dir() or below.with_suffix(".py").is_file():
                    yield f"{module}.{alias.name}"


def parts_imported(path: Path) -> set[str]:
    """The parts of the package, as "read" or "store", that a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("discrepant.")}


def part_of(path: Path) -> str:
    """The stage or module that a file of the package belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [p for p in SOURCES if part_of(p) not in SPACY_USERS], ids=name_of)
def test_spacy_stays_in_annotate_and_extract(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in {"spacy", "thinc"}}


@pytest.mark.parametrize("path", [p for p in SOURCES if part_of(p) in STAGES], ids=name_of)
def test_a_stage_imports_only_itself_and_what_is_shared(path: Path) -> None:
    assert parts_imported(path) <= SHARED | {part_of(path)}


@pytest.mark.parametrize("path", [p for p in SOURCES if part_of(p) == "values"], ids=name_of)
def test_values_know_only_the_model(path: Path) -> None:
    assert parts_imported(path) <= SHARED


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.parent == PACKAGE and p.name not in STAGE_IMPORTERS], ids=name_of
)
def test_only_run_and_cli_import_stages(path: Path) -> None:
    # The package itself names its public functions, of which `load` lives in annotate.
    allowed = {"annotate"} if path.name == "__init__.py" else set()
    assert parts_imported(path) & (STAGES | {"cli"}) <= allowed, "import the stage in run.py or cli.py"


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name_of)
def test_no_file_is_long_or_nameless(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{lines} lines, {LONGEST_FILE} at most: split it by subject"
    assert path.name not in NAMELESS, "name the file after its subject"


def test_the_top_level_is_fixed() -> None:
    found = {
        p.name for p in ROOT.iterdir() if not p.name.startswith(".") and not p.name.endswith(".egg-info")
    }
    assert found - MADE_BY_TOOLS <= TOP_LEVEL
    assert found >= {"pipeline", "corpus", "annotations", "outputs", "tests", "pyproject.toml", "README.md"}
    assert [p.name for p in (ROOT / "pipeline").iterdir() if not p.name.endswith(".egg-info")] == [
        "discrepant"
    ]


def test_rules_are_data() -> None:
    kept = [p for p in (PACKAGE / "rules").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert kept
    assert {p.suffix for p in kept} == {".toml"}


def test_the_import_reader_sees_every_form(tmp_path: Path) -> None:
    """The rules above are worth no more than the function that reads the imports."""
    path = PACKAGE / "read" / "sample_of_imports.py"
    source = (
        "import spacy\nimport discrepant.store as s\nfrom discrepant import rulebook\n"
        "from discrepant.model import Claim\nfrom . import metadata\nfrom .. import extract\n"
        "from ..reconcile import slots\ndef f():\n    from discrepant.export import EXPORTERS\n"
    )
    tree_file = tmp_path / "pipeline" / "discrepant" / "read" / path.name
    tree_file.parent.mkdir(parents=True)
    tree_file.write_text(source, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for part in ("extract", "reconcile", "export"):
            (tmp_path / "pipeline" / "discrepant" / part).mkdir()
        (tmp_path / "pipeline" / "discrepant" / "rulebook.py").write_text("", "utf-8")
        patch.setitem(globals(), "PACKAGE", tmp_path / "pipeline" / "discrepant")
        assert parts_imported(tree_file) == {
            "store", "rulebook", "model", "read", "extract", "reconcile", "export",
        }  # fmt: skip
        assert "spacy" in set(imports(tree_file))


def test_nothing_names_a_machine() -> None:
    """Neither a path of one machine nor an address to fetch from stands in the code."""
    path_of_a_machine = re.compile(r"""["'](/(?:home|Users|root|mnt|tmp)/|[A-Z]:\\\\)""")
    for path in SOURCES:
        text = path.read_text("utf-8")
        assert not path_of_a_machine.search(text), name_of(path)
        assert not {"requests", "httpx", "urllib.request", "urllib3", "aiohttp"} & set(imports(path)), (
            name_of(path)
        )
