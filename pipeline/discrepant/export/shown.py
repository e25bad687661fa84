"""How untrusted text is shown to people: nothing in it may hide, reorder or flood what stands around it.

Escaping for HTML is the template's work (autoescape). This file sees to what escaping leaves alone: control
characters, text direction, and lines of a megabyte.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_SPACE = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_MARKS_IN_A_ROW = 6  # no script in use stacks more; towers of them hide the lines above
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_NAMED = {
    0x061C: "ALM", 0x00AD: "SHY", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE",
    0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI",
    0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip


def _symbols() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}  # the control pictures of Unicode
    table[0x7F] = "\u2421"
    table |= {code: f"⟦U+{code:04X}⟧" for code in range(0x80, 0xA0)}
    table |= {code: f"⟦{name}⟧" for code, name in _NAMED.items()}
    table |= {code: f"⟦U+{code:04X}⟧" for code in (*range(0x2060, 0x2066), *range(0x206A, 0x2070))}
    table |= {code: f"⟦U+{code:04X}⟧" for code in (*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))}
    table |= dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")  # no character at all
    return table


_TABLE = _symbols()


def visible(text: str, limit: int = 400) -> str:
    """`text` on one line, with control characters as symbols, cut to about `limit` characters.

    Zero-width joiners stay, because Persian, Hindi and emoji are written with them.
    """
    # Runs of space may vanish, so that somewhat more is taken than is shown; never all of a huge line.
    window = text[: 4 * limit]
    line = _SPACE.sub(" ", window).strip(" ")
    if len(window) < len(text) or len(line) > limit:
        line = line[:limit].rstrip(" ") + "…"
    return _thinned(line.translate(_TABLE))


def before(text: str, limit: int) -> str:
    """The end of `text` as `visible` shows it, at most `limit` characters, cut between words."""
    window = text[-4 * limit :]
    line = _SPACE.sub(" ", window).lstrip(" ")
    if len(window) < len(text) or len(line) > limit:
        line = line[-limit:]
        cut = line.find(" ")
        line = "…" + (line[cut + 1 :] if 0 <= cut < limit // 2 else line)
    return _thinned(line.translate(_TABLE))


def after(text: str, limit: int) -> str:
    """The beginning of `text` as `visible` shows it, at most `limit` characters, cut between words."""
    window = text[: 4 * limit]
    line = _SPACE.sub(" ", window).rstrip(" ")
    if len(window) < len(text) or len(line) > limit:
        line = line[:limit]
        cut = line.rfind(" ")
        line = (line[:cut] if cut > limit // 2 else line) + "…"
    return _thinned(line.translate(_TABLE))


def day(date: dt.date) -> str:
    """A date as the report writes it, the same under every locale: "5 May 1998"."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def words(id: str) -> str:
    """An id as words, without the family it names: "open:fire_at" is "fire at"."""
    return visible(re.sub(r"[_-]", " ", id.rpartition(":")[2]), 80)


def _thinned(line: str) -> str:
    """`line` without the marks of a tower beyond the first few; says how many were left out."""
    if line.isascii():
        return line
    kept: list[str] = []
    tower = 0
    for char in line:
        if unicodedata.category(char) in {"Mn", "Me"}:
            tower += 1
            if tower > _MARKS_IN_A_ROW:
                continue
        else:
            if tower > _MARKS_IN_A_ROW:
                kept.append(f"⟦{tower - _MARKS_IN_A_ROW} more marks⟧")
            tower = 0
        kept.append(char)
    if tower > _MARKS_IN_A_ROW:
        kept.append(f"⟦{tower - _MARKS_IN_A_ROW} more marks⟧")
    return "".join(kept)
