"""dateparser, kept to what it is good at: one date written out in full, with day, month and year.

What it gets is cut out by our own rules, never a sentence; it is strict, so that nothing incomplete or
relative becomes a date ("May 2020", "yesterday" and "three decades" give nothing); and its languages are
always named. It is imported when it is first needed, because loading it takes a tenth of a second.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

YEARS = range(1000, 2200)  # of which an article may speak
_LONGEST = 80  # code points; no date is longer, and the parser must not be given a page


class DateParts(NamedTuple):
    """A day of the Gregorian calendar."""

    year: int
    month: int
    day: int


@lru_cache(maxsize=4096)
def calendar_core(text: str) -> DateParts | None:
    """The day that an English core such as "Feb. 28, 1996" or "29th of September 2025" names, else None.

    None as well for what no calendar has ("31 February 2020") and for what lacks a part.
    """
    return full_date(text, "en")


def full_date(text: str, language: str, order: str = "DMY") -> DateParts | None:
    """The day that `text` gives in full in `language` (a code such as "fr"), a time beside it allowed.

    `order` is "DMY", "MDY" or "YMD" and settles dates in digits. None where that is no full date, or where
    the language is not known.
    """
    text = " ".join(text.split())
    parser = _parser(language.lower().replace("_", "-").partition("-")[0], order)
    if parser is None or not text or len(text) > _LONGEST:
        return None
    try:
        found = parser.get_date_data(text)
    except (ValueError, OverflowError):  # a number that leaves the calendar
        return None
    if found.date_obj is None or found.period != "day" or found.date_obj.year not in YEARS:
        return None
    return DateParts(found.date_obj.year, found.date_obj.month, found.date_obj.day)


@cache
def _parser(language: str, order: str) -> DateDataParser | None:
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if language not in language_order:
        return None
    return DateDataParser(
        languages=[language],
        settings={
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],  # neither "two days ago" nor seconds since 1970
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            # Never today: the same text must give the same date tomorrow.
            "RELATIVE_BASE": dt.datetime(2000, 1, 1),
            # No TIMEZONE: a day is the day that is written, not the one it was elsewhere.
        },
    )
