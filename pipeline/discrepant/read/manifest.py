"""manifest.jsonl and manifest.csv: what people wrote about the files beside them.

A broken line is listed and costs only itself: the article it spoke of is still read.
"""

from __future__ import annotations

import csv
import io
import json
import os
import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from discrepant.errors import DocumentError
from discrepant.model import Skipped
from discrepant.read.document import decode
from discrepant.read.walk import MANIFESTS

_Row = tuple[int, Mapping[str, object] | str]
"""Line number, and the fields or what is wrong with the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one manifest says of one document."""

    fields: Mapping[str, object]
    source: str  # path of the manifest, relative to the corpus folder
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All entries of the manifests of one folder, by path relative to the corpus folder."""

    entries: Mapping[str, tuple[Entry, ...]]
    problems: tuple[Skipped, ...] = ()

    def about(self, path: str) -> tuple[Entry, ...]:
        """The entries for a document; those for a JSONL file hold for each line that has none."""
        return self.entries.get(_key(path)) or self.entries.get(_key(path.rpartition("#")[0])) or ()

    def missing(self, known: set[str], root: Path) -> Iterator[Skipped]:
        """A line for each entry whose file is not there."""
        keys = {_key(path) for path in known}
        for path, entries in self.entries.items():
            file = path.rpartition("#")[0] or path
            if path not in keys and file not in keys and not (root / path).exists():
                where = f"{entries[0].source}, line {entries[0].line}"
                reason = f"is not there, but {where} names it. Add it, or correct the line."
                yield Skipped(path=path, reason=reason)


def load_manifest(folder: Path, prefix: str) -> Manifest:
    """The manifests in `folder`, whose path relative to the corpus folder is `prefix` ("." for itself)."""
    entries: dict[str, tuple[Entry, ...]] = {}
    problems: list[Skipped] = []
    for name, rows in zip(MANIFESTS, (_json_rows, _csv_rows), strict=True):
        source = posixpath.normpath(posixpath.join(prefix, name))
        if not (folder / name).is_file():
            continue
        try:
            text = decode((folder / name).read_bytes(), source)
        except DocumentError as error:
            problems.append(Skipped(path=source, reason=error.reason))
            continue
        except OSError as error:
            reason = f"cannot be opened: {error.strerror}. Check its permissions."
            problems.append(Skipped(path=source, reason=reason))
            continue
        seen: set[str] = set()
        for line, row in rows(text):
            path = row if isinstance(row, str) else _path_of(row, prefix)
            if isinstance(row, str) or path.startswith("!"):
                problems.append(Skipped(path=f"{source}#{line}", reason=path.removeprefix("!")))
            elif path in seen:
                reason = f"names {path} a second time; the first line holds. Remove one of them."
                problems.append(Skipped(path=f"{source}#{line}", reason=reason))
            else:
                seen.add(path)
                entry = Entry(fields=row, source=source, line=line)
                entries[path] = (*entries.get(path, ()), entry)
    return Manifest(entries=entries, problems=tuple(problems))


def _path_of(row: Mapping[str, object], prefix: str) -> str:
    """The path of a row relative to the corpus folder; "!" and a reason where it has no good one."""
    given = row.get("path")
    if not isinstance(given, str) or not given.strip():
        return "!has no path. Write the name of the file that the line is about."
    if not given.isprintable():
        return f"!has the path {given!r}, which no file can have. Correct it."
    path = posixpath.normpath(posixpath.join(prefix, given.strip().replace("\\", "/")))
    leaves = posixpath.isabs(path) or path == ".." or path.startswith("../") or os.path.splitdrive(path)[0]
    if leaves:
        return f"!has the path {given!r}, which leaves the corpus folder. Give a path below it."
    return _key(path)


def _key(path: str) -> str:
    # Some file systems store é as two characters, and manifests are typed with one.
    return unicodedata.normalize("NFC", path)


def _json_rows(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            yield number, f"is not JSON ({what}). Mend the line; the article was read without it."
            continue
        if isinstance(row, dict):
            yield number, {str(key): value for key, value in row.items()}
        else:
            yield number, 'is not an object. Write it as {"path": "…", "publisher": "…"}.'


def _csv_rows(text: str) -> Iterator[_Row]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets of many countries write semicolons
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, f"is not CSV ({error}). Mend the line; the article was read without it."
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            if "path" not in header:
                yield 1, "has no column path. Name the columns in the first line: path, title, publisher, …"
                return
        elif len(cells) > len(header):
            reason = (
                f"has {len(cells)} cells under {len(header)} columns. Quote cells that hold {delimiter!r}."
            )
            yield reader.line_num, reason
        else:
            yield reader.line_num, dict(zip(header, cells, strict=False))
