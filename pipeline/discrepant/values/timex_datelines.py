"""Which dates of an article say when it was written: agency datelines, bylines, a date alone on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from discrepant.model import DateValue
from discrepant.values.date_words import grain as date_grain
from discrepant.values.timex_context import Timex

_HEAD_LINES = 7  # lines with text, from the top, that may hold a byline
_TAIL_LINES = 2
_LONGEST_BYLINE = 140  # code points
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_AGENCY_BEFORE = re.compile(
    r"^\W{0,3}[A-Z][A-Z .'’/-]{2,40}(?:, ?[A-Z][\w .'’-]{1,30})?(?:\([^)]{1,40}\))?,? ?(?:[-–—] ?)?$"
)
_AGENCY_AFTER = re.compile(r"^,?\s*(?:\([^)]{1,40}\)\s*)?(?:[-–—]|\()")
_AGENCY_NAMED = re.compile(r"^\s*\([^)]{1,40}\)\s*[-–—]")
_LABEL = re.compile(
    r"\b(?:published|updated|posted|date|dated|issued|broadcast|recorded|filed|printed|aired)\s*:?\s*(?:on)?\s*$",
    re.IGNORECASE,
)
_BYLINE_BEFORE = re.compile(r"(?:[,|·•;]|\s[-–—]|/)\s*$")
_BYLINE_AFTER = re.compile(
    r"^\s*[,|·•;–—\-]?\s*"
    r"(?:(?:at )?\d\d?[:.]\d\d\b|\d\d? ?[ap]\.?m\b|\d+[ -]min|\(?updated|[|·•]|by [A-Z]|GMT|UTC|for The )",
    re.IGNORECASE,
)
_CITY_BEFORE = re.compile(r"^\s*[A-Z][\w'’ -]{1,30}, $")
_SENTENCE_END = re.compile(r"(?<![ap]\.m)[.?!]\s*$")
_DASH_AFTER = re.compile(r"^\s[-–—]\s")


class Datelines:
    """The first and last lines of a text, and which of them have turned out to be bylines."""

    def __init__(self, text: str) -> None:
        lines = [match.span() for match in _LINE.finditer(text)]
        head, tail = lines[:_HEAD_LINES], lines[_HEAD_LINES:][-_TAIL_LINES:]
        self._text = text
        self._lines = [(*span, True) for span in head] + [(*span, False) for span in tail]
        self._bylines: list[tuple[int, int]] = []
        self._alone: set[str] = set()

    def marked(self, timex: Timex) -> Timex:
        """The same expression, with `role="dateline"` if it says when the article was written."""
        if timex.type != "DATE" or not isinstance(timex.value, DateValue) or not self._lines:
            return timex
        line = next((span for span in self._lines if span[0] <= timex.start < span[1]), None)
        if line is None:
            return timex
        before, after = self._text[line[0] : timex.start], self._text[timex.end : line[1]]
        agency = line[2] and _is_agency(before, after, timex.value)
        if not agency and not _is_byline(before, after, self._text[timex.start], timex.value, top=line[2]):
            return timex
        if not agency:
            # A second date that stands alone on its line is a timeline, not another byline.
            if not before.strip() and not after.strip() and self._alone - {timex.value.edtf}:
                return timex
            self._alone.add(timex.value.edtf)
            self._bylines.append(line[:2])
        return replace(timex, role="dateline")

    def completed(self, timexes: Sequence[Timex]) -> list[Timex]:
        """The same, with what else stands in a byline marked too: "Sunday special | 17 March 2019"."""
        return [
            replace(timex, role="dateline")
            if timex.type == "DATE" and any(a <= timex.start < b for a, b in self._bylines)
            else timex
            for timex in timexes
        ]


def _is_agency(before: str, after: str, value: DateValue) -> bool:
    """MOSCOW, Sept 29 (Agency) - ...; Feb 12, 2025 (Agency) - ..."""
    is_day = value.earliest is not None and value.earliest == value.latest
    if not (is_day or value.edtf.startswith("XXXX") or value.weekday is not None):
        return False
    if not before.strip():
        return _AGENCY_NAMED.match(after) is not None
    return _AGENCY_BEFORE.match(before) is not None and _AGENCY_AFTER.match(after) is not None


def _is_byline(before: str, after: str, first: str, value: DateValue, *, top: bool) -> bool:
    if len(before) + len(after) > _LONGEST_BYLINE:
        return False
    ends = not after.strip(" \t).")
    if value.inferred or value.edtf.startswith("XXXX") or value.weekday is not None:
        return bool(top and _CITY_BEFORE.match(before) and not after.strip())
    known = (value.earliest is not None and value.earliest == value.latest) or value.edtf.startswith("[")
    if not known and date_grain(value) != "month":
        return False
    if _LABEL.search(before):
        return ends or _BYLINE_AFTER.match(after) is not None
    if _SENTENCE_END.search(after):
        # "Sunday, 24 April 2022 - The Page, city desk. Newest entries first."
        return bool(top and known and not before.strip() and first.isalpha() and _DASH_AFTER.match(after))
    if not before.strip(" \t•*-–>("):
        return ends or (known and _BYLINE_AFTER.match(after) is not None)
    if not known or not _BYLINE_BEFORE.search(before) or re.search(r"\.{3}|: ", before):
        return False
    return ends or _BYLINE_AFTER.match(after) is not None


def publication(timexes: Sequence[Timex]) -> DateValue | None:
    """The day that the first full dateline tells, or None."""
    for timex in timexes:
        value = timex.value
        if not timex.role or not isinstance(value, DateValue) or value.inferred:
            continue
        if value.earliest and value.earliest == value.latest and value.earliest.year >= 1900:
            return value
    return None
