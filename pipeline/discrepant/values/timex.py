"""Expressions of time in English text: where they stand, and what they mean.

Rules are regular expressions over token classes (timex_tokens), searched one by one in the whole text; of
those that match at one place the longest is tried first. They are read from the beginning of the text to its
end, because "two years later" counts from what was said before. Works on raw and on cleaned text, without a
model.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from discrepant.model import DateValue
from discrepant.values import (
    date,
    timex_datelines,
    timex_lengths,
    timex_offsets,
    timex_ranges,
    timex_relative,
    timex_rules,
)
from discrepant.values.timex_context import Context, Tense, Timex
from discrepant.values.timex_rules import Found, Rule
from discrepant.values.timex_tokens import timely, tokens_of

__all__ = ["Tense", "Timex", "dateline", "find_timexes"]

# To read another form, write a rule in the module of its kind: the table there is all that needs a line.
RULES: tuple[Rule, ...] = (
    *timex_rules.RULES,
    *timex_ranges.RULES,
    *timex_relative.RULES,
    *timex_offsets.RULES,
    *timex_lengths.RULES,
)
_REGEXES = [(rule, rule.regex) for rule in RULES]

_SLASHED = re.compile(r"(?<![\d/.-])(\d\d?)/(\d\d?)/(?:\d{4}|\d\d)(?![\d/.-])")
_HEAD = 4000  # code points in which a dateline is looked for
_BOUNDS = {
    "since": "since", "until": "until", "till": "until", "before": "before", "after": "after", "by": "by",
    "pre": "before", "post": "after",
}  # fmt: skip


def find_timexes(text: str, published: dt.date | None, *, tense: Tense | None = None) -> list[Timex]:
    """All expressions of time in `text`, in order, none inside another.

    `published` is what "yesterday" and "on Monday" are counted from; without it they stay open. `tense` tells
    whether an expression (start, end) stands with a verb of the "past" or the "future", "" where that is
    open; without it the words of the clause decide. Never raises; takes time in proportion to the text.
    """
    if published is not None and not 100 < published.year < 9900:
        published = None  # no newspaper: counting from it would leave the calendar
    tokens = tokens_of(text)
    near = timely(tokens)
    codes = "".join(token.code for token in near)
    context = Context(text, tokens, published, tense, _day_first(text))
    matches = [
        (match.start(), -match.end(), order, match)
        for order, (_, regex) in enumerate(_REGEXES)
        for match in regex.finditer(codes)
    ]
    matches.sort(key=lambda m: m[:3])
    datelines = timex_datelines.Datelines(text)
    reached = 0
    found: list[Timex] = []
    for start, _, order, match in matches:
        if start < reached or match.end() == match.start():
            continue
        built = _REGEXES[order][0].build(Found(near, match, _REGEXES[order][0].name), context)
        if built is None:
            continue
        reached = match.end()
        for timex in built:
            finished = datelines.marked(_with_bound(_around(timex, context), context))
            found.append(finished)
            if finished.type == "DATE":
                context.add(finished)
    return _told_from(datelines.completed(found), context)


def dateline(text: str) -> DateValue | None:
    """The day of publication that the first lines of an article, or its last, tell in full; else None."""
    head = text[:_HEAD]
    value = timex_datelines.publication(find_timexes(head, None))
    if value is None and len(text) > _HEAD:
        tail = text[-400:]
        lines = [line for line in tail.splitlines() if line.strip()]
        value = timex_datelines.publication(find_timexes(lines[-1], None)) if len(lines) > 1 else None
    return value


def _day_first(text: str) -> bool | None:
    """Whether the article writes 25/12 or 12/25; None where no date of it shows."""
    votes = {
        order
        for match in _SLASHED.finditer(text)
        for order, shows in ((True, int(match[1]) > 12), (False, int(match[2]) > 12))
        if shows
    }
    return votes.pop() if len(votes) == 1 else None


def _with_bound(timex: Timex, context: Context) -> Timex:
    """The preposition before a date; with "pre-" and "post-" it is one expression and one value."""
    if timex.type != "DATE" or not isinstance(timex.value, DateValue) or timex.bound:
        return timex
    first, second, third = context.before(timex.start, 3)
    word = second if first in ("-", "the") else first
    bound = _BOUNDS.get(word)
    if first == "to" and second == "prior":
        bound = "before"
    if first == "than" and second == "later" and third == "no":
        bound = "by"
    if word in ("pre", "post") and timex.value.earliest:
        start = next(t.start for t in context.tokens_before(timex.start, 2) if t.lower == word)
        value = date.before(timex.value) if word == "pre" else date.after(timex.value)
        return replace(
            timex, start=start, value=value, mod="BEFORE" if word == "pre" else "AFTER", rule="bounded"
        )
    return replace(timex, bound=bound) if bound else timex  # type: ignore[arg-type]


def _around(timex: Timex, context: Context) -> Timex:
    """Around 20 March, circa 1996."""
    if timex.type != "DATE" or not isinstance(timex.value, DateValue) or timex.value.approximate:
        return timex
    if context.before(timex.start)[0] not in ("around", "circa", "approximately", "roughly"):
        return timex
    return replace(timex, value=date.about(timex.value), mod="APPROX")


def _told_from(timexes: list[Timex], context: Context) -> list[Timex]:
    """Two days after Christmas, a week from Monday: a length, a preposition and a date are one date."""
    out: list[Timex] = []
    for timex in timexes:
        last = out[-1] if out else None
        if last and last.type == "DURATION" and isinstance(timex.value, DateValue):
            between = context.text[last.end : min(timex.start, last.end + 12)].lower().split()
            told = between[:1] == ["from"] and context.before(last.start)[0] not in ("for", "over", "in")
            if between in (["after"], ["before"]) or (told and len(between) == 1):
                merged = timex_offsets.from_date(last, timex, -1 if between == ["before"] else 1)
                if merged is not None:
                    out[-1] = merged
                    continue
        out.append(timex)
    return out
