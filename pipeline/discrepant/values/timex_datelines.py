"""Which dates of an article say when it was written: agency datelines, bylines, a date alone on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from discrepant.model import DateValue
from discrepant.values.timex_context import Timex

HEAD_LINES = 7  # lines with text, from the top, that may hold a byline
_TAIL_LINES = 2
_LONGEST_BYLINE = 140  # code points
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_AGENCY_BEFORE = re.compile(
    r"^\W{0,3}[A-Z][A-Z .'’/-]{2,40}(?:, ?[A-Z][\w .'’-]{1,30})?(?:\([^)]{1,40}\))?,? ?(?:[-–—] ?)?$"
)
_AGENCY_AFTER = re.compile(r"^,?\s*(?:\([^)]{1,40}\)\s*)?(?:[-–—]|\()")
_LABEL = re.compile(
    r"(?:published|updated|posted|date|dated|issued|last updated|first published|on)\s*:?\s*(?:on)?\s*$",
    re.IGNORECASE,
)
_BYLINE_BEFORE = re.compile(r"(?:[,|·•;]|\s[-–—]|/)\s*$")
_BYLINE_AFTER = re.compile(
    r"^\s*[,|·•;–—\-]?\s*"
    r"(?:(?:at )?\d{1,2}[:.]\d\d\b|\d+[ -]min|updated|last updated|[|·•]|by [A-Z]|GMT|UTC|\(updated)",
    re.IGNORECASE,
)
_CITY_BEFORE = re.compile(r"^\s*[A-Z][\w'’ -]{1,30}, $")


def mark_datelines(text: str, timexes: Sequence[Timex]) -> list[Timex]:
    """The same expressions, with `role="dateline"` on those that say when the article was written."""
    lines = [match.span() for match in _LINE.finditer(text)]
    head, tail = lines[:HEAD_LINES], lines[HEAD_LINES:][-_TAIL_LINES:]
    spans = dict.fromkeys(head, True) | dict.fromkeys(tail, False)
    marked: list[Timex] = []
    alone: set[object] = set()
    for timex in timexes:
        line = next((s for s in spans if s[0] <= timex.start < s[1]), None)
        if line is None or timex.type != "DATE" or not isinstance(timex.value, DateValue):
            marked.append(timex)
            continue
        before, after = text[line[0] : timex.start], text[timex.end : line[1]]
        if not _is_dateline(before, after, timex.value, top=spans[line]):
            marked.append(timex)
            continue
        # A second date of the same form is a timeline, not another byline.
        form = before.strip() == "" and after.strip() == ""
        if form and alone and timex.value.edtf not in alone:
            marked.append(timex)
            continue
        alone.add(timex.value.edtf)
        marked.append(replace(timex, role="dateline"))
    return marked


def _is_dateline(before: str, after: str, value: DateValue, *, top: bool) -> bool:
    is_day = value.earliest is not None and value.earliest == value.latest
    choice = value.edtf.startswith("[")
    partial = value.edtf.startswith("XXXX") or value.weekday is not None
    if top and _AGENCY_BEFORE.match(before) and _AGENCY_AFTER.match(after) and (is_day or partial):
        return True
    if len(before) + len(after) > _LONGEST_BYLINE or after.rstrip().endswith((".", "?", "!")):
        return False
    if value.inferred or partial:
        return bool(top and _CITY_BEFORE.match(before) and not after.strip())
    if not (is_day or choice):
        return False
    if not before.strip(" \t•*-–>(") or _LABEL.search(before):
        return not after.strip(" \t)") or bool(_BYLINE_AFTER.match(after))
    separated = _BYLINE_BEFORE.search(before) is not None and not re.search(r"\.{3}|: ", before)
    return separated and (not after.strip(" \t)") or bool(_BYLINE_AFTER.match(after)))


def publication(timexes: Sequence[Timex]) -> DateValue | None:
    """The day that the first full dateline tells, or None."""
    for timex in timexes:
        value = timex.value
        if not timex.role or not isinstance(value, DateValue) or value.inferred:
            continue
        if value.earliest and value.earliest == value.latest and value.earliest.year >= 1900:
            return value
    return None
