"""What a reader gives: the text of one document and what the file itself says about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from discrepant.errors import DocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as read, before its metadata are settled."""

    path: str  # relative to the corpus folder; a line of a JSONL file is "file.jsonl#3"
    text: str
    sha256: str  # of the original bytes
    metadata: Mapping[str, object] = field(default_factory=dict)  # as the file says it, not yet checked
    body: int = 0  # where the article begins, after front matter


def decode(data: bytes, path: str) -> str:
    """Bytes to text, exactly; only a byte order mark is dropped. Raises DocumentError if it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(path, "is UTF-16, not UTF-8. Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            path, f"is not valid UTF-8 (byte {error.start + 1}). Save it as UTF-8, whatever it was before."
        ) from None
    return text.removeprefix("\ufeff")


def check_text(text: str, path: str) -> None:
    """Raise DocumentError for text that holds nothing, or that is no text."""
    if not text.strip("\ufeff \t\r\n\v\f\x85\xa0\u2028\u2029") or not text.strip():
        raise DocumentError(path, "holds no text. Put the article's text there, or remove it.")
    if "\0" in text:
        raise DocumentError(path, "holds NUL characters, so it is not plain text. Convert it to UTF-8 text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            path, f"holds half a surrogate pair (character {error.start + 1}). Mend the escape \\u… there."
        ) from None


def too_large(size: int, limit: int, path: str) -> DocumentError:
    """The error for a document of `size` bytes or more, where `limit` are allowed."""
    return DocumentError(
        path,
        f"has {size / 1e6:,.1f} MB, more than the {limit / 1e6:,.1f} MB allowed for one document. "
        "Split it into articles, or raise --max-mb.",
    )


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
