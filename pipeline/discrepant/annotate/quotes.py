"""Pairs quotation marks in cleaned text, where all are straight. Plain text in, offsets out.

A mark that has no partner is ignored, so that one slip of the keyboard cannot turn the rest of an article
into a quotation. Quotations that open anew at each paragraph and close only at the last are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OPENS_AFTER = frozenset(" \t\n\r([{-\u2013\u2014/:")
_CLOSES_BEFORE = frozenset(" \t\n\r)]}-\u2013\u2014/.,;:!?")
_FULL_STOPS = frozenset(".!?\"':;")
_WRAPPED = 45  # code points; a shorter line is a heading or an item, and a quotation does not run on from it
_LONGEST = 4000  # code points between two marks
_DEEPEST = 4


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """What stands between two quotation marks; the marks are outside."""

    start: int
    end: int
    depth: int = 0  # 0: not inside another quotation
    open_ended: bool = False  # runs on into the next paragraph


def find_quotes(text: str) -> list[Quote]:
    """All quotations of `text` in order, each before those inside it. Linear in the length of `text`."""
    pairs: list[tuple[int, int, bool]] = []
    for start, end, following in _paragraphs(text):
        pairs.extend(_double(text, start, end, following))
        pairs.extend((a, b, False) for a, b in _single(text, start, end))
    pairs.sort(key=lambda pair: (pair[0], -pair[1]))
    quotes: list[Quote] = []
    around: list[int] = []
    for start, end, open_ended in pairs:
        while around and around[-1] <= start:
            around.pop()
        if around and end > around[-1]:
            continue  # crosses another pair: one of the marks is an apostrophe
        if len(around) < _DEEPEST and text[start:end].strip():
            quotes.append(Quote(start, end, len(around), open_ended))
            around.append(end)
    return quotes


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each paragraph, and the start of the next; lines that only wrap are kept together."""
    start = 0
    while start < len(text):
        end = start
        while True:
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
            line = text[end:stop].rstrip()
            end = min(stop + 1, len(text))
            wraps = (
                len(line) >= _WRAPPED and line[-1] not in _FULL_STOPS and text[end : end + 1].strip() != ""
            )
            if not wraps or end >= len(text):
                break
        following = end
        while following < len(text) and text[following].isspace():
            following += 1
        yield start, stop, following
        start = max(following, end)


def _double(text: str, start: int, end: int, following: int) -> Iterator[tuple[int, int, bool]]:
    waiting: list[int] = []
    position = text.find('"', start, end)
    while position >= 0:
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        opens = (before in _OPENS_AFTER or before == "'") and not after.isspace()
        closes = not before.isspace() and (after in _CLOSES_BEFORE or after in "'\"" or after.isupper())
        if waiting and (closes or not opens) and (not opens or before not in "([{"):
            opened = waiting.pop()
            if position - opened <= _LONGEST:
                yield opened + 1, position, False
        elif opens or not closes:
            waiting.append(position)
        position = text.find('"', position + 1, end)
    if waiting and text[following : following + 1] == '"':
        yield waiting[0] + 1, end, True


def _single(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks: list[tuple[int, str]] = []  # "open", "close", or "weak" for what may be a plural's apostrophe
    position = text.find("'", start, end)
    while position >= 0:
        before = text[position - 1] if position > start else " "
        after = text[position + 1] if position + 1 < end else " "
        if (before in _OPENS_AFTER or before == '"') and not after.isspace():
            year = after.isdigit() and text[position + 3 : position + 4] in ("s", " ", "", "-")
            if not year:
                marks.append((position, "open"))
        elif not before.isspace() and not after.isalnum():
            plural = before == "s" and after == " " and text[position + 2 : position + 3].islower()
            marks.append((position, "weak" if plural else "close"))
        position = text.find("'", position + 1, end)
    opened: int | None = None
    weak: int | None = None
    for position, kind in [*marks, (end, "open")]:
        if kind == "open":
            if opened is not None and weak is not None:
                yield opened + 1, weak
            opened, weak = position, None
        elif opened is not None:
            if kind == "weak":
                weak = position
            else:
                if position - opened <= _LONGEST:
                    yield opened + 1, position
                opened, weak = None, None
