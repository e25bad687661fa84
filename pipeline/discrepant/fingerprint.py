"""What an extraction was made with: versions, model, rules, settings and the code itself.

Two runs with the same fingerprint give the same extraction of the same article. Nothing here loads the
model, so that a run which finds everything in its store starts at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from discrepant.rulebook import Rulebook
from discrepant.settings import DEFAULT_MODEL, Settings

# The parts whose code decides what is extracted from an article.
_CODE = ("model.py", "rulebook.py", "values", "annotate", "extract")


def fingerprint(settings: Settings, rules: Rulebook) -> dict[str, object]:
    """All that an extraction depends on besides the article, as plain JSON types."""
    return {
        "discrepant": version_of("discrepant"),
        "code": code_hash(),
        "spacy": version_of("spacy"),
        "model": model_identity(settings.model),
        "dateparser": version_of("dateparser"),
        "rules": rules.sha256,
        "settings": settings.of_result(),
    }


def version_of(package: str) -> str | None:
    """The installed version of a distribution, or None."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


@lru_cache(maxsize=1)
def code_hash() -> str:
    """SHA-256 over the source of the stages up to the claim, so that a changed rule of code is seen."""
    digest = hashlib.sha256()
    for name in _CODE:
        for path, source in _sources(resources.files("discrepant") / name, name):
            digest.update(path.encode() + b"\0" + source + b"\0")
    return digest.hexdigest()


def _sources(item: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each Python file at or below `item`, in order."""
    if item.is_dir():
        for child in sorted(item.iterdir(), key=lambda child: child.name):
            yield from _sources(child, f"{name}/{child.name}")
    elif name.endswith(".py"):
        yield name, item.read_bytes()


def model_identity(model: str | None) -> dict[str, object]:
    """Name and version of a spaCy pipeline given by package name or path; for a path, its state on disk."""
    name = model or DEFAULT_MODEL
    folder = Path(name)
    if not folder.is_dir():
        return {"name": name, "version": version_of(name.replace("_", "-"))}
    try:
        version = json.loads((folder / "meta.json").read_text("utf-8")).get("version")
    except (OSError, ValueError, AttributeError):
        version = None
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        # A pipeline trained anew may keep its version; weights take too long to hash at every start.
        stat = file.stat()
        digest.update(f"{file.relative_to(folder).as_posix()} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return {"name": folder.name, "version": version, "files": digest.hexdigest()}
