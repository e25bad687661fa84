"""The words that expressions of time are made of, and what they mean."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTHS_SHORT: dict[str, int] = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
# Words in their own right, or names of people: as a bare month they need a word of time before them.
MONTHS_DOUBTFUL = frozenset(
    {"march", "may", "april", "june", "august"}
)  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
# Only next to a date: "Sat" and "Sun" are words, "Wed" and "Mon" are too.
WEEKDAYS_SHORT: dict[str, int] = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# Month and day of holidays that newspapers date by.
HOLIDAYS: dict[str, tuple[int, int]] = {"christmas": (12, 25)}
UNITS: dict[str, str] = {
    "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
UNITS_PLURAL: dict[str, str] = {
    **{f"{word}s": unit for word, unit in UNITS.items() if word != "century"},
    "centuries": "century",
    "nights": "day",
}
DAYPARTS = frozenset(
    {"morning", "afternoon", "evening", "night", "lunchtime", "noon", "dawn", "midday"}
)  # fmt: skip
# early/mid/late/start/end: the part of a period that a word names.
EDGES: dict[str, str] = {
    "early": "early", "late": "late", "mid": "mid", "middle": "mid", "start": "start", "beginning": "start",
    "outset": "start", "end": "end", "close": "end",
}  # fmt: skip

ONES: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS: dict[str, int] = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES: dict[str, int] = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
DECADES: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90, "noughties": 0,
}  # fmt: skip

# What "last", "that", "following" ... count from, and in which direction.
RELATIVES: dict[str, tuple[str, int]] = {
    "this": ("published", 0), "last": ("published", -1), "past": ("published", -1), "next": ("published", 1),
    "coming": ("published", 1), "that": ("text", 0), "same": ("text", 0), "following": ("text", 1),
    "previous": ("text", -1), "preceding": ("text", -1), "subsequent": ("text", 1),
}  # fmt: skip
VAGUE = frozenset(
    {"few", "several", "couple"}
)  # fmt: skip
EXTRA = frozenset(
    {"more", "full", "further", "whole", "consecutive", "calendar", "additional", "extra", "long",
     "straight", "solid", "good", "short", "successive", "entire", "other", "working", "business"}
)  # fmt: skip

# Words that bound a length of time, by the bound they set (see duration.length).
BOUNDS: dict[str, tuple[str, ...]] = {
    "little over": (
        "a little more than", "a little over", "slightly more than", "slightly over", "just over",
    ),
    "over": (
        "more than", "over", "well over", "far more than", "much more than", "longer than", "upwards of",
        "in excess of",
    ),
    "at least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
    "at most": (
        "at most", "up to", "no more than", "not more than", "no longer than", "a maximum of",
    ),
    "under": ("under", "less than", "fewer than"),
    "nearly": ("nearly", "almost", "just under"),
    "barely": ("barely", "hardly", "scarcely"),
    "about": ("about", "around", "some", "roughly", "approximately", "close to", "an estimated"),
}  # fmt: skip
# TIMEX3 attribute mod for each bound and edge.
MODS: dict[str, str] = {
    "over": "MORE_THAN", "little over": "MORE_THAN", "at least": "EQUAL_OR_MORE", "nearly": "LESS_THAN",
    "barely": "APPROX", "under": "LESS_THAN", "at most": "EQUAL_OR_LESS", "about": "APPROX",
    "early": "START", "start": "START", "mid": "MID", "late": "END", "end": "END",
}  # fmt: skip

# Forms that tell what holds in general, or is to come: "it takes effect six months later".
PRESENT = frozenset(
    {
        "is",
        "are",
        "takes",
        "take",
        "comes",
        "becomes",
        "ends",
        "expires",
        "begins",
        "enters",
        "can",
        "may",
        "must",
    }
)
# What may stand before "over 27 years" when "over" means "more than"; otherwise it means "during".
OVER_IS_MORE_AFTER = frozenset(
    {"for", "after", "in", "within", "of", "with", "by", "than", "and", "or", "to", "is", "was",
     "are", "were", "lasted", "lasting", "spent", "took", "taken", "served", "a", "little", "just",
     "since", "nearly", "covering"}
)  # fmt: skip

# Words for what is to come and what has been, for telling the tense where nothing was parsed.
FUTURE = frozenset(
    {"will", "'ll", "shall", "won't", "won’t", "due", "expected", "scheduled", "planned", "plans", "hopes",
     "intends"}
)  # fmt: skip
PAST = frozenset(
    {"was", "were", "had", "did", "said", "told", "gave", "took", "made", "went", "came", "left",
     "held", "began", "became", "met", "saw", "found", "fell", "sent", "wrote", "spoke", "put", "got",
     "ran", "rose", "won", "lost", "broke", "brought", "been", "has", "have", "killed", "died", "hit",
     "struck", "says"}
)  # fmt: skip
