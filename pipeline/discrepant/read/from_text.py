"""Plain text: the file is the article."""

from __future__ import annotations

from collections.abc import Iterator

from discrepant.read.document import Document, check_text, decode, digest, too_large
from discrepant.read.walk import Found


def read_plain(file: Found, max_bytes: int) -> Iterator[Document]:
    """The file as one document. Raises DocumentError if it is too large, empty, or not UTF-8."""
    data = read_bytes(file, max_bytes)
    text = decode(data, file.path)
    check_text(text, file.path)
    yield Document(path=file.path, text=text, sha256=digest(data))


def read_bytes(file: Found, max_bytes: int) -> bytes:
    """All bytes of the file, never more than `max_bytes` in memory."""
    with file.location.open("rb") as stream:
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(file.location.stat().st_size, max_bytes, file.path)
    return data
