"""Markdown: plain text that may begin with front matter (YAML between ---, TOML between +++).

The front matter stays in the text, so that offsets are those of the file; `Document.body` says where it ends.
Only `key: value` lines are read from YAML: metadata need no more, and no YAML library is at risk.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from discrepant.read.document import Document, check_text, decode, digest
from discrepant.read.from_text import read_bytes
from discrepant.read.walk import Found

_FENCE = re.compile(r"^(?:---|\+\+\+)[ \t]*\r?$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]+(\S.*)")


def read_markdown(file: Found, max_bytes: int) -> Iterator[Document]:
    """The file as one document, with its front matter as metadata. Raises DocumentError like `read_plain`."""
    data = read_bytes(file, max_bytes)
    text = decode(data, file.path)
    metadata, body = front_matter(text)
    check_text(text[body:], file.path)
    yield Document(path=file.path, text=text, sha256=digest(data), metadata=metadata, body=body)


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """The metadata at the head of `text`, and the offset at which the article begins (0 without any)."""
    opening = _FENCE.match(text)
    if opening is None:
        return {}, 0
    closing = _FENCE.search(text, opening.end() + 1)
    while closing is not None and closing.group()[:3] != opening.group()[:3]:
        closing = _FENCE.search(text, closing.end() + 1)
    if closing is None:
        return {}, 0
    block = text[opening.end() : closing.start()]
    metadata = _toml(block) if opening.group().startswith("+++") else _yaml(block)
    # A rule of dashes above a first paragraph is no front matter: there is no key in it.
    return (metadata, closing.end()) if metadata else ({}, 0)


def _toml(block: str) -> dict[str, object]:
    try:
        return tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _yaml(block: str) -> dict[str, object]:
    metadata: dict[str, object] = {}
    for line in block.splitlines():
        if pair := _PAIR.fullmatch(line.rstrip()):
            value = pair[2]
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            metadata.setdefault(pair[1], value)
    return metadata
