"""What only looks like a number: dates, times of day, labels, codes, addresses, list numbers, footnotes."""

from __future__ import annotations

import re
from functools import lru_cache

from discrepant.values.number_rules import NumberRules
from discrepant.values.number_tokens import Token, glued, near

_GAP = r"[^\S\n]{0,2}\n?[^\S\n]{0,2}"  # a space, or one wrapped line
_YEAR = r"(?:1[5-9]|20)\d\d"

_LIST_LABEL = re.compile(
    r"^[^\S\n]*(?:[-*>\u2022\u00b7\u2013][^\S\n]{0,3})?\(?(\d{1,2})[.)\]/](?=[^\S\n]{1,8}\S)", re.MULTILINE
)
_HEADING = re.compile(r"^[^\S\n]*\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?[^\S\n]{1,8}(?=[A-Z])", re.MULTILINE)
_ALONE = re.compile(r"^[^\S\n]*(?:([a-z]+)[ \u00a0])?\d{1,2}[^\S\n]*$", re.MULTILINE)  # a page, "step 3"
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d{2}){1,2}(?!\d)"
    r"|\b\d{1,2}(?:[.h]\d{2})?[ \u00a0]?(?:[ap]\.?m\b|o['\u2019]clock)"
    r"|\b\d{2}[.:]?\d{2}[ \u00a0]?(?:GMT|UTC|CET|CEST|EST|EDT|BST|hrs)\b"
    r"|\b[A-Za-z]+ o['\u2019]clock|\b(?:half|quarter|five|ten|twenty(?:-five)?) past [a-z]+\b"
    r"|\b(?:[a-z]+|\d{1,2}) minutes (?:past|to) [a-z]+\b"
    r"|\b(?:[a-z]+|\d{1,2}) (?:in the (?:morning|afternoon|evening)|at night)\b"
    r"|\bat [a-z]+ (?=this (?:morning|afternoon|evening)|tonight|tomorrow)",
)
_PHONE = re.compile(r"\+?\(?\d[\d()./\- ]{6,30}\d")
_DOTTED = re.compile(r"\d[\d.]*\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_CHUNK = re.compile(r"\S+")


def hidden_places(text: str, tokens: list[Token], rules: NumberRules) -> bytearray:
    """One byte a code point of `text`, set where digits or number words are no quantity."""
    hidden = bytearray(len(text))
    for pattern in (*_dates(rules), _HEADING, _CLOCK, _FOOTNOTE):
        for match in pattern.finditer(text):
            _hide(hidden, match.start(), match.end())
    for match in _ALONE.finditer(text):
        word = match.group(1) or ""
        # "only 34" and "visits 30" are counts; a text that is nothing but a number is one too.
        if (word,) not in rules.before and not word.endswith("s") and "\n" in text:
            _hide(hidden, match.start(), match.end())
    _hide_list_numbers(text, tokens, hidden, rules)
    _hide_codes(text, hidden)
    _hide_inline_list(text, hidden)
    _hide_labelled(tokens, hidden, rules)
    return hidden


def _hide(hidden: bytearray, start: int, end: int) -> None:
    hidden[start:end] = b"\1" * (end - start)


@lru_cache(maxsize=2)
def _date_patterns(
    months: tuple[str, ...], ordinals: tuple[str, ...], people: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    names = sorted({*months, *(name.upper() for name in months)}, key=lambda name: (-len(name), name))
    month = rf"(?:{'|'.join(names)})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?\b"
    spelled = rf"(?:(?:twenty|thirty)-)?(?:{'|'.join(ordinals)})"
    join = rf"(?:{_GAP}[-\u2013\u2014]{_GAP}|{_GAP}\b(?:to|and|or|until|through|&)\b{_GAP}|,{_GAP})"
    year = rf"(?:,?{_GAP}{_YEAR}\b)?"
    return (
        re.compile(rf"\b(?:{day}{join})?{day}{_GAP}(?:of{_GAP})?{month}{year}"),
        re.compile(rf"\b{spelled}{_GAP}of{_GAP}{month}{year}", re.IGNORECASE),
        # "In March 30 people died" counts people.
        re.compile(
            rf"\b{month}{_GAP}{day}(?!{_GAP}(?:{'|'.join(people)})\b)(?:{join}{day}(?!{_GAP}[a-z]))?{year}"
        ),
        re.compile(rf"\b{month},?{_GAP}{_YEAR}\b"),
        re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b"),
        re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b"),
        re.compile(rf"\b{_YEAR}[ \u00a0]?[-\u2013/][ \u00a0]?(?:{_YEAR}|\d\d)\b"),
        re.compile(r"\b\d{1,4}/\d{1,4}\b"),
    )


def _dates(rules: NumberRules) -> tuple[re.Pattern[str], ...]:
    return _date_patterns(rules.months, tuple(sorted(rules.ordinals)), tuple(sorted(rules.words["people"])))


def _hide_codes(text: str, hidden: bytearray) -> None:
    """Addresses, document symbols, telephone numbers, versions."""
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        if not any(c in chunk for c in "/@_#\\") and "www." not in chunk:
            continue
        if any(c.isdecimal() for c in chunk) and not chunk.rstrip(".,;:)").endswith("/h"):
            _hide(hidden, match.start(), match.end())
    for match in _PHONE.finditer(text):
        number = match.group()
        digits = sum(c.isdecimal() for c in number)
        cue = text[max(0, match.start() - 12) : match.start()].lower()
        dialled = (
            number[0] in "+(0" or number.count("-") > 1 or "tel" in cue or "phone" in cue or "call" in cue
        )
        if digits >= 8 and dialled and not _THOUSANDS.fullmatch(number):
            _hide(hidden, match.start(), match.end())
    for match in _DOTTED.finditer(text):
        if match.group().count(".") > 1 and not _THOUSANDS.fullmatch(match.group()):
            _hide(hidden, match.start(), match.end())


def _hide_list_numbers(text: str, tokens: list[Token], hidden: bytearray, rules: NumberRules) -> None:
    """The numbers of list items: those that count up from one. A lone "73." is an answer to a question."""
    labels = [(int(match.group(1)), match.start(), match.end()) for match in _LIST_LABEL.finditer(text)]
    values = {value for value, _, _ in labels}
    for value, start, end in labels:
        if value <= 1 or value - 1 in values:
            _hide(hidden, start, end)
    spelled = [
        (rules.cardinals[token.lower], token)
        for i, token in enumerate(tokens[:-1])
        if token.lower in rules.cardinals
        and tokens[i + 1].text in ".:)"
        and (not i or tokens[i - 1].line != token.line)
    ]
    if [value for value, _ in spelled[:2]] == [1, 2]:
        for _, token in spelled:
            _hide(hidden, token.start, token.end)


def _hide_inline_list(text: str, hidden: bytearray) -> None:
    """(1) and (2) inside a paragraph count its points, where both are there."""
    if "(1)" in text and "(2)" in text:
        for match in re.finditer(r"\(\d{1,2}\)", text):
            _hide(hidden, match.start(), match.end())


def _hide_labelled(tokens: list[Token], hidden: bytearray, rules: NumberRules) -> None:
    """Numbers that are part of a name: "Article 23", "Block 1A", "No. 3718", "Articles 3 and 5"."""
    for i, token in enumerate(tokens[:-1]):
        plural = token.lower.endswith("s") and token.lower[:-1] in rules.words["labels"]
        labelled = token.lower in rules.words["labels"] or plural or _capital_label(token, rules)
        if not labelled or hidden[token.start]:
            continue
        j = i + 1
        dotted = tokens[j].text == "." and glued(token, tokens[j])
        if token.lower == "no" and not dotted and token.text != "No":
            continue
        j += dotted
        while (
            j < len(tokens)
            and tokens[j].lower in ("no", "nos", ".", "#", "\u2116", "number")
            and near(tokens[j - 1], tokens[j])
        ):
            j += 1
        _hide_chain(tokens, j, hidden, rules, plural or token.text.endswith("s"))


def _capital_label(token: Token, rules: NumberRules) -> bool:
    known = rules.words["capital_labels"]
    return token.text in known or (token.text.endswith("s") and token.text[:-1] in known)


def _hide_chain(tokens: list[Token], j: int, hidden: bytearray, rules: NumberRules, plural: bool) -> None:
    """Hide the number at token `j`, and after a plural label those that are listed with it."""
    if j >= len(tokens) or not tokens[j].digits or tokens[j].line != tokens[j - 1].line:
        return
    following = tokens[j + 1].lower if j + 1 < len(tokens) else ""
    if following in rules.words["people"] and following not in ("members", "rounds"):
        return
    while True:
        _hide(hidden, tokens[j].start, tokens[j].end)
        if j + 2 >= len(tokens) or not tokens[j + 2].digits or tokens[j + 2].line != tokens[j].line:
            return
        link = tokens[j + 1].text
        joined = glued(tokens[j], tokens[j + 1]) and glued(tokens[j + 1], tokens[j + 2])
        if not (
            (link in ".-\u2013()" and joined)
            or (plural and link in (",", "and", "to", "or", "-", "\u2013", ";", "&"))
        ):
            return
        j += 2


def is_year(tokens: list[Token], i: int, end: int, bounded: bool, rules: NumberRules) -> bool:
    """Whether the unbroken digits at token `i` name a year. `bounded`: after "more than" and the like."""
    digits = tokens[i].text
    if len(digits) != 4 or not "1000" <= digits <= "2100":
        return False
    following = tokens[end].lower if end < len(tokens) and near(tokens[end - 1], tokens[end]) else ""
    if following in rules.words["people"] or following in ("%", "per") or following in rules.scales:
        return False
    counted = (
        following.isalpha() and following not in rules.words["year_before"] and tokens[end].text == following
    )
    if bounded and counted:
        return False
    before = tokens[i - 1].lower if i else ""
    if digits >= "1900":
        return True
    return before in rules.words["year_before"] or not counted


def is_code(tokens: list[Token], i: int, rules: NumberRules) -> bool:
    """Whether the digits at token `i` are part of a name such as "COVID-19", "T-72", "MH17" or "No.5"."""
    if i == 0 or not glued(tokens[i - 1], tokens[i]):
        return False
    left = tokens[i - 1]
    if left.text.isalpha():
        return left.text not in rules.signs  # "EUR4" is money
    if left.text in "#\u00a7\u2116@_=~^":
        return True
    if left.text in ".,'\u2019" and i > 1 and glued(tokens[i - 2], left) and tokens[i - 2].digits:
        # What is left of a number that was no number: "PM2.5", or one too long to be a count.
        return left.text == "." or len(tokens[i].text) == 3
    if left.text == "." and (i == 1 or not glued(tokens[i - 2], left)):
        return True  # ".5"
    if left.text in "-\u2010\u2011\u2013.:" and i > 1 and glued(tokens[i - 2], left):
        return tokens[i - 2].text.isalpha()
    return False


def is_time_of_day(tokens: list[Token], i: int, end: int, rules: NumberRules) -> bool:
    """Whether the number word at token `i` tells the hour: "in our evening programme at seven"."""
    if i < 2 or tokens[i - 1].lower != "at" or (end < len(tokens) and tokens[end].text not in ".,;"):
        return False
    return any(token.lower in rules.words["clock_before"] for token in tokens[max(0, i - 5) : i - 1])
