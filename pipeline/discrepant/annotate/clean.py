"""Text as the model likes to read it, one character for one, so that every offset stays true.

Bullets, list numbers, dot leaders, no-break spaces, odd quotes and glued brackets make the English models
tag wildly (bullets become CARDINAL, `2025)also` one token). Each is replaced by characters of the same count.
"""

from __future__ import annotations

import re
import unicodedata

_SINGLE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2212\u00ad", "-"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
}
_ODD_SPACES = re.compile(r"[^\S\n\r ]")
_BULLETS = re.compile(
    r"^[ \t]*([\u2022\u2023\u25aa\u25cf\u25e6\u2043\u2219\u00b7\u25a0*>]|-(?= ))", re.MULTILINE
)
# At most two digits: "1996. " at the start of a line is a year, not the number of a list item.
_LIST_NUMBER = re.compile(r"^[ \t]*(?:\(?([0-9]{1,2})[.)/]|\(?[a-h]\))(?=[ \t]+\S)", re.MULTILINE)
_LEADER = re.compile(r"[.\u2026_]{4,}(?=[ \t])")
# Ornament, if not damage. The tokenizer takes time with the square of such a run.
_MARKS_ONLY = re.compile(r"[^\w\s]{40,}")
_EN_DASH_IN_NUMBER = re.compile(r"(?<=[0-9])[\u2012\u2013](?=[0-9])")
_CLOSING_GLUED = re.compile(r"[)\]](?=[^\W\d_]{2})")
_OPENING_GLUED = re.compile(r"(?<=[^\W\d_]{2})[(\[](?=[^\W\d_]{3})")
_PREFIX_GLUED = re.compile(r"\b(pre|post|mid)-(?=[A-Z0-9])")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_list_numbers(text: str) -> str:
    """A number opens a list item where its neighbour does too; "73. Nobody was found later" is an answer."""
    listed = {int(match[1]) for match in _LIST_NUMBER.finditer(text) if match[1]}

    def blank(match: re.Match[str]) -> str:
        number = match[1]
        end = text.find("\n", match.end())
        line = text[match.end() : end if end >= 0 else len(text)].rstrip()
        alone = number and int(number) > 1 and not {int(number) - 1, int(number) + 1} & listed
        return match.group() if alone and line.endswith((".", "!")) else _blank(match)

    return _LIST_NUMBER.sub(blank, text)


def clean(text: str) -> str:
    """`text` with the same number of code points and every offset unchanged."""
    text = _ODD_SPACES.sub(" ", text)
    text = "".join(_SINGLE.get(c, c) if c > "\x7f" or c == "`" else c for c in text)
    text = "".join(" " if unicodedata.category(c) in ("Cf", "Cc") and c not in "\n\r" else c for c in text)
    text = _MARKS_ONLY.sub(_blank, text)
    text = _BULLETS.sub(_blank, text)
    text = _without_list_numbers(text)
    text = _LEADER.sub(lambda m: ":" + " " * (len(m.group()) - 1), text)
    text = _EN_DASH_IN_NUMBER.sub("-", text)
    text = _CLOSING_GLUED.sub(" ", text)
    text = _OPENING_GLUED.sub(" ", text)
    return _PREFIX_GLUED.sub(lambda m: m.group(1) + " ", text)
