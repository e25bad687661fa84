"""Whether four digits are a year, told from the words around them."""

from __future__ import annotations

from discrepant.values.timex_context import Context

_BEFORE = frozenset(
    {"in", "since", "until", "till", "by", "from", "before", "after", "during", "of", "between", "to",
     "through", "throughout", "late", "early", "mid", "around", "circa", "for", "year", "years",
     "pre", "post", "as", "than", "on", ":", "|", "—", "–", "at", "about", "and", "or", "vs", "spring",
     "summer", "autumn", "fall", "winter"}
)  # fmt: skip
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "this", "our", "my", "your", "'s", "’s", "that",
     "each", "'"}
)  # fmt: skip
# What a number names or numbers, rather than dates.
_NUMBERED = frozenset(
    {"no", "nos", "number", "resolution", "article", "articles", "paragraph", "flight", "page",
     "pages", "room", "case", "protocol", "section", "directive", "order", "agenda", "vision",
     "regulation", "rule", "form", "unit", "cets", "ets", "unts", "iso", "channel", "tel", "phone",
     "fax", "decision", "bus", "highway", "decree", "$", "€", "£", "#", "usd", "eur", "gbp", "+",
     "unscr"}
)  # fmt: skip
_MEASURED = frozenset(
    {"%", "°", "km", "kg", "m", "euros", "dollars", "pounds", "roubles", "people", "men", "women",
     "children", "troops", "soldiers", "hours", "metres", "meters", "miles", "kilometres", "tonnes",
     "tons", "times", "votes", "percent", "prisoners", "inmates", "civilians", "police", "deputies"}
)  # fmt: skip
# Small words that may follow a year; any other word after a round number makes it a count.
_FOLLOWING = frozenset(
    {"", "and", "or", "to", "in", "the", "when", "as", "by", "but", "that", "which", "was", "is",
     "has", "had", "were", "it", "he", "she", "they", "for", "on", "at", "with", "after", "before",
     "until", "because", "while", "under", "through", "onwards", "onward", "election", "elections",
     "saw", "a", "an", "this", "we", "there", "who", "its"}
)  # fmt: skip
_SAW = frozenset(
    {"saw", "brought", "marked", "was", "will", "is", "has", "also", "ended", "began", "onwards"}
)  # fmt: skip


def is_year(y: int, start: int, end: int, context: Context) -> bool:
    """Whether the number `y` at `start` to `end` is a year: "in 1998", "Moscow's 2021 exit", "(2017)"."""
    previous, second = context.before(start, 2)
    following, beyond = context.after(end, 2)
    next_word = following.lower()
    if not 1500 <= y < 2150 or previous in _NUMBERED or (previous in (".", ":") and second in _NUMBERED):
        return False
    if next_word in _MEASURED or (
        previous in ("-", "/", ",", ".") and second.isdigit() and not _joins(start, context)
    ):
        return False
    if (
        following in ("/", "-", ".", ",")
        and beyond.isdigit()
        and context.text[end : end + 2].strip() == following + beyond[:1]
    ):
        return False
    if y % 50 == 0 and following.isalpha() and following.islower() and next_word not in _FOLLOWING:
        return previous in _DETERMINERS and not next_word.endswith("s")
    if previous in ("", ".", "!", "?"):
        return (
            (following in (":", "-", "–", "—", "|", "") and not previous)
            or next_word in _SAW
            or second == "."
        )
    if previous == "(" or (previous == "," and following in (")", ";")):
        return following in (")", ",", ";", "-", "–", "]", "and") or following.isalpha()
    if previous in (",", "/", "and", "or", "&"):
        return _joins(start, context) or (previous == "and" and second == "both")
    if previous in _BEFORE:
        return True
    if previous.endswith("ed") or previous in ("left", "became", "was"):
        # "Ratified 1998.", "It was 1998."
        return following in ("", ".", ";", ",", ")") and (previous != "was" or second in ("it", "year"))
    if previous in _DETERMINERS:
        return following.isalpha() or following in ("-", "–", "”", '"', "'")
    # "the landmark 2006 ruling": an adjective between the article and the year.
    return previous.isalpha() and second in _DETERMINERS and following.isalpha() and following.islower()


def _joins(start: int, context: Context) -> bool:
    """Whether the year goes on a list whose last member was a date: "1998, 1999 and 2000"."""
    return bool(context.dates) and 0 < start - context.dates[-1].end <= 6
