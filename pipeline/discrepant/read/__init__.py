"""Files in, articles out. One reader a format; nothing is cleaned and no newline is touched.

Whatever cannot be read is listed with its reason and the next step, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from discrepant.errors import DocumentError, InputError
from discrepant.model import Article, Skipped
from discrepant.read.document import Document
from discrepant.read.from_jsonl import read_jsonl, read_jsonl_gz
from discrepant.read.from_markdown import read_markdown
from discrepant.read.from_text import read_plain
from discrepant.read.manifest import Manifest, load_manifest
from discrepant.read.metadata import describe
from discrepant.read.walk import Found, find_files
from discrepant.settings import Settings

Reader: TypeAlias = Callable[[Found, int], Iterator[Document | Skipped]]
"""Reads one file, of which a document may have so many bytes. Raises DocumentError if all of it is lost."""

# To read another format, write read/from_<format>.py and add its suffix here.
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl_gz,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was read, and what was not. Both are in the order of their paths."""

    root: Path  # absolute; article paths are relative to it
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read_corpus(source: Path | Sequence[Path], settings: Settings | None = None) -> Corpus:
    """Read a folder with its subfolders, or the files given.

    Raises InputError when the folder is not there or holds no file that could be an article. A single
    document never raises: it is listed in `Corpus.skipped`.
    """
    settings = settings or Settings()
    sources = [source] if isinstance(source, Path) else list(source)
    root, found, skipped = find_files(sources, tuple(READERS))
    if not found and not skipped:
        raise InputError(
            f"{root} holds no articles. Put {', '.join(READERS)} files there, or give another folder."
        )
    manifests: dict[Path, Manifest] = {}
    articles: list[Article] = []
    for file in found:
        chain = _manifests(file, root, manifests, skipped)
        try:
            for document in READERS[file.suffix](file, settings.max_bytes):
                if isinstance(document, Skipped):
                    skipped.append(document)
                else:
                    article, problems = describe(document, chain)
                    articles.append(article)
                    skipped.extend(problems)
        except DocumentError as error:
            skipped.append(Skipped(path=error.path, reason=error.reason))
        except OSError as error:
            reason = f"cannot be opened: {error.strerror or error}. Check its permissions and the disk."
            skipped.append(Skipped(path=file.path, reason=reason))
    if all(path.is_dir() for path in sources):
        known = {file.path for file in found} | {s.path for s in skipped}
        for manifest in manifests.values():
            skipped.extend(manifest.missing(known, root))
    return Corpus(
        root=root,
        articles=tuple(sorted(articles, key=lambda article: _natural(article.path))),
        skipped=tuple(sorted(set(skipped), key=lambda entry: (_natural(entry.path), entry.reason))),
    )


def _manifests(
    file: Found, root: Path, loaded: dict[Path, Manifest], skipped: list[Skipped]
) -> tuple[Manifest, ...]:
    """The manifests that may speak of `file`, the nearest folder's first."""
    chain = []
    for folder in file.location.parents:
        if folder not in loaded:
            loaded[folder] = load_manifest(folder, os.path.relpath(folder, root).replace(os.sep, "/"))
            skipped.extend(loaded[folder].problems)
        chain.append(loaded[folder])
        if folder == root:
            break
    return tuple(chain)


def _natural(path: str) -> tuple[str, int]:
    """Line 10 of a JSONL file comes after its line 9."""
    name, _, line = path.rpartition("#")
    return (name, int(line)) if name and line.isdecimal() and line.isascii() else (path, 0)
