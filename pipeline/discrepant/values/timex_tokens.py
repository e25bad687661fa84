"""Text as a string of one-character codes, and rules as regular expressions over that string.

A token's code says what it is: a word that rules know, a day number, a year, a comma. Rules are written with
class names in capitals and literal words in small letters ("d=DAY of? m=MONTH y=YEAR"), compiled once, and
searched in the code string, so that scanning costs little and a long text costs no more than its length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from discrepant.values import timex_words as words

_TOKEN = re.compile(
    r"""
      (?P<word> [^\W\d_]+ (?: ['’]t\b )? )
    | (?P<ndate> (?<![\w./-])
                 (?: \d{4}-\d\d-\d\d | \d{4}/\d\d/\d\d | \d\d?(?P<sep>[./-])\d\d?(?P=sep)(?:\d{4}|\d\d) )
                 (?![0-9A-SU-Za-z_] | [./-]\d) )
    | (?P<clock> (?<![\w.:]) \d\d? (?: :\d\d(?::\d\d)? (?:\s?[ap]\.?m\b\.?)? | \.\d\d\s?[ap]\.?m\b\.?
                 | \s?[ap]\.?m\b\.? ) (?![\w:]) )
    | (?P<decade> (?<![\w.]) (?: \d{3}0s | ['’]?\d0s ) \b )
    | (?P<number> \d{1,3}(?:,\d{3})+(?!\d) | \d+(?:\.\d+)? )(?P<tail> [^\W\d_]+ | ½ )?
    | (?P<poss> ['’]s\b )
    | (?P<newline> \n+ )
    | (?P<mark> \S )
    """,
    re.VERBOSE,
)
_MARKS = {
    ",": "COMMA", ".": "DOT", "/": "SLASH", ":": "COLON", "(": "LPAR", ")": "RPAR",
    "'": "QUOTE", "’": "QUOTE",
    **dict.fromkeys("-‐‑‒–−", "DASH"),
}  # fmt: skip
_SOFT_LINE = range(55, 95)  # a line this long that ends in mid-sentence was wrapped, not ended

# Codes for kinds of token; each known word gets a code of its own after these.
_KINDS = (
    "DAYNUM", "ORDDAY", "YEARNUM", "NUMDIGIT", "NUMWORD", "NDATE", "CLOCK", "DECADENUM", "QUARTERNUM", "POSS",
    "COMMA", "DOT", "SLASH", "COLON", "LPAR", "RPAR", "QUOTE", "DASH", "NEWLINE", "WORD", "OTHER",
)  # fmt: skip
KIND: dict[str, str] = {name: chr(0x100 + i) for i, name in enumerate(_KINDS)}
_word_codes: dict[str, str] = {}


def _code(word: str) -> str:
    """The code of a known word; a new word becomes known."""
    return _word_codes.setdefault(word, chr(0x200 + len(_word_codes)))


def _codes(names: object) -> str:
    return "".join(_code(word) for word in sorted(names))  # type: ignore[call-overload]


CLASSES: dict[str, str] = {
    **KIND,
    "DAY": KIND["DAYNUM"] + KIND["ORDDAY"],
    "YEAR": KIND["YEARNUM"],
    "NUM": KIND["DAYNUM"] + KIND["YEARNUM"] + KIND["NUMDIGIT"] + KIND["NUMWORD"],
    "MONTH": _codes(f"{m}*" for m in (*words.MONTHS, *words.MONTHS_SHORT)),
    "WEEKDAY": _codes(f"{d}*" for d in words.WEEKDAYS),
    "WEEKDAYX": _codes(f"{d}*" for d in (*words.WEEKDAYS, *words.WEEKDAYS_SHORT)),
    "WEEKDAYS": _codes(f"{d}s*" for d in words.WEEKDAYS),
    "SEASON": _codes(words.SEASONS),
    "HOLIDAY": _codes(f"{h}*" for h in words.HOLIDAYS),
    "UNIT": _codes(words.UNITS),
    "UNITS": _codes(words.UNITS_PLURAL),
    "EDGE": _codes(words.EDGES),
    "PART": _codes(words.DAYPARTS),
    "ORD": _codes(words.ORDINALS),
    "DECADEWORD": _codes(words.DECADES),
    "ANYUNIT": _codes((*words.UNITS, *words.UNITS_PLURAL)),
    "REL": _codes(words.RELATIVES),
    "DEICTIC": _codes(("yesterday", "today", "tonight", "tomorrow")),
    "AROUND": _codes(("before", "after")),
    "LATER": _codes(
        ("later", "earlier", "afterwards", "afterward", "after", "before", "previously", "prior")
    ),
    "ERLATER": _codes(("earlier", "later")),
    "SAME": _codes(("same", "very", "single")),
    "RANGE": KIND["DASH"] + _codes(("to", "until", "till", "through", "and", "or")),
    "PREP": _codes(("between", "from")),
    "VAGUE": _codes(words.VAGUE),
    "EXTRA": _codes(words.EXTRA),
}
# Words that are expressions of time only with a capital: "may", "march", "sun", "sat", "mon", "christmas".
_CAPITALISED = {
    *words.MONTHS, *words.MONTHS_SHORT, *words.WEEKDAYS, *words.WEEKDAYS_SHORT, *words.HOLIDAYS,
    *(f"{d}s" for d in words.WEEKDAYS),
}  # fmt: skip
_SMALL_TOO = {"january", "february", "september", "october", "november", "december", *words.WEEKDAYS}


class Token(NamedTuple):
    """A word, number or mark, with its place in the text."""

    text: str
    start: int
    end: int
    code: str
    number: float | None = None

    @property
    def lower(self) -> str:
        return self.text.lower()


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, number words joined to one ("twenty-seven", "thirteen and a half")."""
    found = []
    line_start = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "word":
            word = match.group()
            found.append(Token(word, match.start(), match.end(), _word(word)))
        elif kind == "newline":
            wrapped = match.start() - line_start in _SOFT_LINE and text[match.start() - 1] not in ".!?:;\"'”|"
            line_start = match.end()
            if wrapped and len(match.group()) == 1:
                continue
            found.append(Token("\n", match.start(), match.end(), KIND["NEWLINE"]))
        elif kind in ("number", "tail"):
            found.extend(_number(match))
        else:
            found.append(Token(match.group(), match.start(), match.end(), _kind(kind, match.group())))
    return _join_numbers(found)


def _kind(group: str, text: str) -> str:
    if group == "mark":
        return KIND[_MARKS.get(text, "OTHER")]
    return KIND["DECADENUM" if group == "decade" else group.upper()]


def _word(text: str) -> str:
    lower = text.lower()
    if lower in _CAPITALISED:
        return _word_codes[f"{lower}*"] if text[0].isupper() or lower in _SMALL_TOO else KIND["WORD"]
    return _word_codes.get(lower, KIND["WORD"])


def _number(match: re.Match[str]) -> list[Token]:
    """A number, with the ordinal ending or the half that is glued to it."""
    digits, tail = match["number"], match["tail"]
    start, end = match.span()
    if len(digits) > 12 or (start and match.string[start - 1].isalpha()):
        kind = (
            KIND["QUARTERNUM"]
            if match.string[start - 1 : start] in ("Q", "H") and digits in "1234"
            else KIND["OTHER"]
        )
        return [Token(match.group(), start, end, kind)]
    value = float(digits.replace(",", ""))
    is_day = digits.isdigit() and len(digits) <= 2 and 1 <= value <= 31
    if tail in ("st", "nd", "rd", "th"):
        return [Token(match.group(), start, end, KIND["ORDDAY" if is_day else "OTHER"], value)]
    if tail == "½":
        return [Token(match.group(), start, end, KIND["NUMDIGIT"], value + 0.5)]
    if tail is not None:
        return [Token(match.group(), start, end, KIND["OTHER"])]
    if is_day:
        kind = "DAYNUM"
    else:
        kind = "YEARNUM" if digits.isdigit() and len(digits) == 4 and 1000 <= value < 2200 else "NUMDIGIT"
    return [Token(digits, start, end, KIND[kind], value)]


def _join_numbers(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        if tokens[i].code not in _NUMBERS:
            out.append(tokens[i])
            i += 1
            continue
        value, after = _spelled(tokens, i)
        if value is None and tokens[i].code in CLASSES["NUM"]:
            value, after = tokens[i].number, i + 1
        if value is not None:
            ending = [t.lower for t in tokens[after : after + 3]]
            if ending == ["and", "a", "half"]:
                value, after = value + 0.5, after + 3
            if after > i + 1 or tokens[i].number is None:
                text = " ".join(t.text for t in tokens[i:after])
                out.append(Token(text, tokens[i].start, tokens[after - 1].end, KIND["NUMWORD"], value))
                i = after
                continue
        out.append(tokens[i])
        i += 1
    return out


def _spelled(tokens: list[Token], i: int) -> tuple[float | None, int]:
    """The number spelled out from token `i` on, and where it ends; None where none begins."""
    value, at = _below_hundred(tokens, i)
    if value is None:
        return None, i
    if at < len(tokens) and tokens[at].lower in words.SCALES:
        value *= words.SCALES[tokens[at].lower]
        at += 1
        joint = at + 1 if at < len(tokens) and tokens[at].lower == "and" else at
        rest, after = _below_hundred(tokens, joint)
        if rest is not None and value >= 100:
            return value + rest, after
    return value, at


def _below_hundred(tokens: list[Token], i: int) -> tuple[float | None, int]:
    if i >= len(tokens) or tokens[i].code not in _NUMBERS:
        return None, i
    word = tokens[i].lower
    if word in words.TENS:
        at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "-" else i + 1
        if at < len(tokens) and tokens[at].lower in words.ONES:
            return words.TENS[word] + words.ONES[tokens[at].lower], at + 1
        return words.TENS[word], i + 1
    small = words.TEENS.get(word) or words.ONES.get(word)
    return (small, i + 1) if small else (None, i)


_NUMBERS = frozenset(CLASSES["NUM"] + _codes((*words.ONES, *words.TEENS, *words.TENS)))
# One of these is in every expression of time.
_TIMELY = frozenset(
    "".join(
        CLASSES[name]
        for name in (
            "NUM", "ORDDAY", "ORD", "NDATE", "CLOCK", "DECADENUM", "QUARTERNUM",
            "MONTH", "WEEKDAYX", "WEEKDAYS",
            "SEASON", "HOLIDAY", "UNIT", "UNITS", "PART", "DECADEWORD", "DEICTIC",
        )
    ) + _codes(("midnight", "weekend", "quarter", "century"))
)  # fmt: skip
_RUN = re.compile(f"[^{KIND['WORD']}{KIND['OTHER']}{KIND['NEWLINE']}]+")


def timely(tokens: list[Token]) -> list[Token]:
    """The runs of known words and numbers in which an expression of time can be, each ended by a gap.

    Most of a text is neither, and the rules need not look at it.
    """
    out: list[Token] = []
    for run in _RUN.finditer("".join(token.code for token in tokens)):
        if not _TIMELY.isdisjoint(run.group()):
            out.extend(tokens[run.start() : run.end()])
            out.append(_GAP)
    return out


_GAP = Token("", 0, 0, KIND["NEWLINE"])

_NAME = re.compile(r"(?:([a-z]\w*)=)?([A-Za-z]+)")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule as a regular expression over codes: capitals name a class, small letters a word, x= a group."""

    def part(match: re.Match[str]) -> str:
        name, word = match.groups()
        codes = CLASSES[word] if word.isupper() else _code(word)
        atom = f"[{codes}]" if len(codes) > 1 else codes
        return f"(?P<{name}>{atom})" if name else atom

    return re.compile(_NAME.sub(part, pattern.replace("(", "(?:")).replace(" ", ""))
