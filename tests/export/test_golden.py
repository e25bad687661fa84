"""The exports of one small run, byte for byte.

After a change that is meant to alter them: `python tests/export/test_golden.py`, and look at the difference.
"""

from __future__ import annotations

import re
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("facts.jsonl", "claims.jsonl", "mentions.jsonl", "facts.csv", "report.html")


def exported(name: str, folder: Path) -> bytes:
    from discrepant.export import EXPORTERS
    from export.stories import story_run

    EXPORTERS[name](story_run(), folder / name)
    written = (folder / name).read_bytes()
    if name != "report.html":
        return written
    # The style and the script have files of their own, and a release changes the version: not news here.
    page = written.decode("utf-8").replace(metadata.version("discrepant"), "0.0.0")
    page = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1\3", page, flags=re.DOTALL)
    return re.sub(r"sha256-[^&']+", "sha256-", page).encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_export_is_the_golden_file(name: str, tmp_path: Path) -> None:
    assert exported(name, tmp_path).decode("utf-8") == (GOLDEN / name).read_bytes().decode("utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in NAMES:
            (GOLDEN / name).write_bytes(exported(name, Path(scratch)))
