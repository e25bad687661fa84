"""What an expression of time is read against: publication, tense, and the dates the text has given so far."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from discrepant.model import DateValue, DurationValue
from discrepant.values import date, timex_words
from discrepant.values.timex_tokens import KIND, Token

Tense: TypeAlias = Callable[[int, int], str]
"""Start and end of an expression -> "past", "present", "future" or "" where the words do not tell."""

Anchor: TypeAlias = Literal["published", "text", "event"]

_ANCHOR_REACH = 700  # code points: "two years later" is counted from a date no further back than this
_FRAME_REACH = 300  # code points: "In 1998, ..." sets the year for what follows, this far
_SENTENCE_END = re.compile(r"[.!?] ")
_AHEAD = 275  # days: news tells of days further ahead with their year
_CLAUSE = 12  # tokens looked at on either side when the tense is told from words alone
_CLAUSE_ENDS = frozenset(
    {"that", "which", "who", "while", "because", "but", "when", "whose", "until", "if", "as"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """An expression of time, with its place, its value and how it was resolved."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: DateValue | DurationValue | None = None  # None: not known, or neither a date nor a length
    mod: str | None = None  # TIMEX3: START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE ...
    bound: Literal["since", "until", "before", "after", "by"] | None = None  # the preposition before it
    anchor: Anchor | None = None  # what a relative expression was counted from
    anchor_span: tuple[int, int] | None = None  # where that stands, when it stands in the text
    role: Literal["dateline"] | None = None  # says when the article was written, not when something happened
    rule: str = ""

    @property
    def interval(self) -> DateValue | DurationValue | None:
        """The value with its bound applied: "since 2012" is 2012 and after."""
        if not isinstance(self.value, DateValue) or self.bound is None:
            return self.value
        apply = {"since": date.since, "until": date.until, "by": date.until, "before": date.before}
        return apply.get(self.bound, date.after)(self.value)


@dataclass(slots=True)
class Context:
    """Grows while the text is read from its beginning to its end."""

    text: str
    tokens: Sequence[Token]
    published: dt.date | None
    tense: Tense | None = None
    day_first: bool | None = None  # of dates such as 06/03/2025; None: not told
    dates: list[Timex] = field(default_factory=list)
    told_by_weekday: tuple[int, dt.date] | None = None  # end and day of the last "Monday 11 March"
    _in_full: dict[str, DateValue] = field(
        default_factory=dict
    )  # "10-25" -> 25 October of the year last told
    _frame: tuple[int, int] | None = None  # end and year of the last date that opened a sentence
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [token.start for token in self.tokens]

    def add(self, timex: Timex) -> None:
        """Remember a date, for those after it that count from it."""
        self.dates.append(timex)
        value = timex.value
        if not timex.role and isinstance(value, DateValue) and not value.inferred and value.earliest:
            self._in_full[value.edtf[5:]] = value
        if not isinstance(value, DateValue) or not value.earliest or not value.latest:
            return
        if value.earliest.year == value.latest.year and self._opens_sentence(timex.start):
            self._frame = (timex.end, value.earliest.year)

    # --- looking around --------------------------------------------------------------------------------

    def before(self, start: int, count: int = 1) -> list[str]:
        """The last `count` tokens before `start`, lower case, nearest first, within the line."""
        out = [token.lower for token in self.tokens_before(start, count)]
        return out + [""] * (count - len(out))

    def tokens_before(self, start: int, count: int) -> list[Token]:
        """As `before`, but the tokens themselves, and no more than there are."""
        i = bisect_right(self._starts, start - 1) - 1
        out: list[Token] = []
        while i >= 0 and len(out) < count and self.tokens[i].code != KIND["NEWLINE"]:
            out.append(self.tokens[i])
            i -= 1
        return out

    def after(self, end: int, count: int = 1) -> list[str]:
        """The next `count` tokens from `end` on, as written, within the line."""
        i = bisect_right(self._starts, end - 1)
        out: list[str] = []
        while i < len(self.tokens) and len(out) < count and self.tokens[i].code != KIND["NEWLINE"]:
            out.append(self.tokens[i].text)
            i += 1
        return out + [""] * (count - len(out))

    def tense_of(self, start: int, end: int) -> str:
        """ "past", "future" or "", by the caller's parse if there is one, else by the words of the clause."""
        if self.tense is not None:
            return self.tense(start, end)
        for words in (self._clause_before(start), self._clause_after(end)):
            for word in words:
                if word in timex_words.FUTURE:
                    return "future"
                if word in timex_words.PRESENT:
                    return "present"
                if word in timex_words.PAST or (len(word) > 4 and word.endswith("ed")):
                    return "past"
        return ""

    def _clause_before(self, start: int) -> Iterator[str]:
        for word in self.before(start, _CLAUSE):
            if word in _CLAUSE_ENDS or word in (",", ".", ";", ":", '"', "", "(", "—"):
                return
            yield word

    def _clause_after(self, end: int) -> Iterator[str]:
        for i, word in enumerate(self.after(end, _CLAUSE)):
            if (word in _CLAUSE_ENDS or word in (",", ".", ";", ":", '"', "", ")", "—")) and i > 0:
                return
            yield word.lower()

    # --- the last date of the text ---------------------------------------------------------------------

    def last(self, start: int, *, pointed_at: bool = False) -> Timex | None:
        """The date that "two years later" at `start` is counted from, or None when none is near.

        `pointed_at`: for "that day" and "the same month", which do not point at a mere "today".
        """
        for timex in reversed(self.dates):
            if start - timex.end > _ANCHOR_REACH:
                return None
            if timex.role or (pointed_at and timex.rule == "day") or not isinstance(timex.value, DateValue):
                continue
            # A date that is not fully known hides those before it: "that month" is its month, not theirs.
            return timex if timex.value.earliest and timex.value.latest else None
        return None

    def frame_year(self, start: int) -> int | None:
        """The year that a sentence set for what follows ("In 1998, ... On 28 March ..."), if one did.

        Only a date in full that opens the same sentence or the one before it, in the same paragraph.
        """
        if self._frame is None:
            return None
        end, y = self._frame
        between = self.text[max(end, start - _FRAME_REACH - 1) : start]
        if len(between) > _FRAME_REACH or "\n" in between or len(_SENTENCE_END.findall(between)) > 1:
            return None
        return y

    def _opens_sentence(self, start: int) -> bool:
        first, second = self.before(start, 2)
        return first in ("in", "on", "by") and second in ("", ".", "?", "!")

    # --- completing ------------------------------------------------------------------------------------

    def month_day(
        self, m: int, d: int | None, start: int, end: int, weekday: int | None = None
    ) -> DateValue | None:
        """A month, or a day of one, whose year is not said. None for a day that the month does not have."""
        if d is not None and d > 29 + (m != 2) + (m in (1, 3, 5, 7, 8, 10, 12)):
            return None
        if (known := self._same_before(m, d)) is not None:
            return known
        frame = self.frame_year(start)
        today = self.published
        if frame is not None and (today is None or frame <= today.year - 2 or frame == today.year):
            return _in_year(frame, m, d)
        if self.published is None:
            return date.any_year(m, d)
        near = [_in_year(self.published.year + i, m, d) for i in (-2, -1, 0, 1, 2)]
        candidates = [v for v in near if v is not None and v.earliest and v.latest]
        if weekday is not None:
            fitting = [v for v in candidates if v.earliest and v.earliest.weekday() == weekday]
            candidates = fitting or candidates
        return self.nearest(candidates, self.tense_of(start, end))

    def _same_before(self, m: int, d: int | None) -> DateValue | None:
        """A date that the text has already given in full, and now names again without its year."""
        if d is None and self.published is not None:
            return None
        value = self._in_full.get(f"{m:02}-{d:02}" if d else f"{m:02}")
        return replace(value, inferred=True) if value else None

    def nearest(self, candidates: Sequence[DateValue], tense: str) -> DateValue | None:
        """The candidate that suits the tense and is nearest to the publication."""
        today = self.published
        assert today is not None
        past = [v for v in candidates if v.earliest and v.earliest <= today]
        future = [v for v in candidates if v.latest and v.latest >= today]
        ahead = [v for v in candidates if v.earliest and v.earliest > today]
        if tense == "past" and past:
            return replace(past[-1], inferred=True)
        if tense == "future" and future and _distance(future[0], today) < _AHEAD:
            return replace(future[0], inferred=True)
        # News tells more of what was than of what will be, so what is ahead must be clearly nearer.
        ranked = sorted(candidates, key=lambda v: _distance(v, today) * (2 if v in ahead else 1))
        return replace(ranked[0], inferred=True) if ranked else None

    def season(self, code: int, start: int, end: int) -> DateValue | None:
        """A season whose year is not said."""
        if self.published is None:
            return None
        near = [date.season(self.published.year + i, code) for i in (-1, 0, 1)]
        return self.nearest(near, self.tense_of(start, end))

    def weekday(self, number: int, start: int, end: int) -> DateValue:
        """A weekday; see `_last_or_next`. Where the text is telling of days gone by, it may be one of those.

        After "on the morning of Monday 11 March", "on Wednesday" is likely to be of that week, not of this.
        """
        value = self._last_or_next(number, start, end)
        told = self.told_by_weekday
        if (
            told is None
            or value.earliest is None
            or self.published is None
            or start - told[0] > _ANCHOR_REACH
        ):
            return value
        if not 7 < (self.published - told[1]).days < 400:
            return value
        ahead = (number - told[1].weekday()) % 7
        nearest = told[1] + dt.timedelta(ahead if ahead <= 3 else ahead - 7)
        return replace(date.one_of(nearest, value.earliest), inferred=True)

    def _last_or_next(self, number: int, start: int, end: int) -> DateValue:
        """The last such day up to publication, or the next where tense says so; else the weekday alone."""
        if self.published is None:
            return date.on_weekday(number)
        back = (self.published.weekday() - number) % 7
        if back and self.tense_of(start, end) == "future":
            back -= 7
        return replace(date.day(self.published - dt.timedelta(back)), inferred=True)


def _in_year(y: int, m: int, d: int | None) -> DateValue | None:
    try:
        value = date.month(y, m) if d is None else date.day(dt.date(y, m, d))
    except ValueError:
        return None
    return replace(value, inferred=True)


def _distance(value: DateValue, today: dt.date) -> int:
    if value.earliest is None or value.latest is None:
        return 0
    if value.earliest <= today <= value.latest:
        return 0
    return min(abs((value.earliest - today).days), abs((value.latest - today).days))
