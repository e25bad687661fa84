"""Splits text into digit runs, letter runs and single marks, for the number scanner."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple


class Token(NamedTuple):
    """A run of digits, a run of letters, or one mark. `line` counts the line breaks before it."""

    start: int
    end: int
    text: str
    lower: str
    line: int
    digits: bool


_PIECE = re.compile(r"\n|\d+|[^\W\d_]+|[^\w\s]|_")


def scan(text: str) -> list[Token]:
    """The tokens of `text`, in order; white space is left out."""
    tokens = []
    line = 0
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece == "\n":
            line += 1
            continue
        tokens.append(Token(match.start(), match.end(), piece, piece.lower(), line, piece[0].isdecimal()))
    return tokens


def split_words(phrase: str) -> tuple[str, ...]:
    """The lower-case tokens of a phrase of the rules, split as `scan` splits text."""
    return tuple(token.lower for token in scan(phrase))


def glued(left: Token, right: Token) -> bool:
    """Whether nothing stands between two neighbouring tokens."""
    return left.end == right.start


def near(left: Token, right: Token) -> bool:
    """Whether two neighbouring tokens can belong to one phrase: a line may be wrapped once between them."""
    return right.line - left.line <= 1 and right.start - left.end <= 3


def phrase_at(tokens: list[Token], start: int, length: int) -> tuple[str, ...] | None:
    """The lower-case words of `length` tokens from index `start`, or None where they are no phrase."""
    if start < 0 or start + length > len(tokens):
        return None
    part = tokens[start : start + length]
    if any(not near(a, b) for a, b in pairwise(part)):
        return None
    return tuple(token.lower for token in part)
