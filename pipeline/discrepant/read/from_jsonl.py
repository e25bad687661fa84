"""JSON Lines: `{"text": ..., "meta": {...}}`, one article a line; a broken line costs only itself."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Protocol

from discrepant.errors import DocumentError
from discrepant.model import Skipped
from discrepant.read.document import Document, check_text, decode, digest, too_large
from discrepant.read.walk import Found


class _Lines(Protocol):
    """What a plain and a gzip file have in common."""

    def readline(self, size: int = -1, /) -> bytes: ...


def read_jsonl(file: Found, max_bytes: int) -> Iterator[Document | Skipped]:
    """Every line of the file as a document, or the reason why it is none."""
    with file.location.open("rb") as stream:
        yield from _lines(stream, file.path, max_bytes)


def read_jsonl_gz(file: Found, max_bytes: int) -> Iterator[Document | Skipped]:
    """The same from a gzip file, unpacked line by line: a file that unpacks to gigabytes fills no memory."""
    try:
        with gzip.open(file.location, "rb") as stream:
            yield from _lines(stream, file.path, max_bytes)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        reason = f"is a damaged gzip file ({error}); lines before the damage were read. Get a new copy."
        raise DocumentError(file.path, reason) from None


def _lines(stream: _Lines, path: str, max_bytes: int) -> Iterator[Document | Skipped]:
    number = 0
    articles = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        where = f"{path}#{number}"
        try:
            if len(line) > max_bytes and not line.endswith(b"\n"):
                raise too_large(len(line) + _drain(stream, max_bytes), max_bytes, where)
            line = line.removesuffix(b"\n").removesuffix(b"\r")
            if not line.strip(b" \t\r\xef\xbb\xbf"):
                continue
            articles += 1
            yield _document(line, where)
        except DocumentError as error:
            articles += 1
            yield Skipped(path=error.path, reason=error.reason)
        except _OwnExportError:
            reason = "is an export of discrepant, not a file of articles. Keep outputs out of the corpus."
            raise DocumentError(path, reason) from None
    if not articles:
        raise DocumentError(path, "holds no text. Put one JSON object a line there, or remove it.")


class _OwnExportError(Exception):
    """The line is one of our own exports."""


def _document(line: bytes, path: str) -> Document:
    text = decode(line, path)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise DocumentError(path, f"is not JSON ({error.msg}, column {error.colno}). Mend it.") from None
    except (ValueError, RecursionError) as error:
        raise DocumentError(path, f"is not JSON that can be read ({error}). Mend it.") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        if isinstance(row, dict) and str(row.get("schema", "")).startswith("discrepant/"):
            raise _OwnExportError
        raise DocumentError(path, 'has no "text". Write the line as {"text": "…", "meta": {…}}.')
    check_text(row["text"], path)
    meta = row.get("meta")
    return Document(
        path=path,
        text=row["text"],
        sha256=digest(line),
        metadata={str(key): value for key, value in meta.items()} if isinstance(meta, dict) else {},
    )


def _drain(stream: _Lines, max_bytes: int) -> int:
    """Skip to the end of the line; how many bytes that were."""
    size = 0
    while piece := stream.readline(max_bytes + 1):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size
