"""Entities: who, where, which. Names meet by id, and persons also by surname."""

from __future__ import annotations

import tomllib
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import resources
from typing import Any

from discrepant.model import Comparison, EntityValue

# Letters that carry a stroke or no dot, which Unicode does not decompose into letter and accent.
_STROKES = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
    }
)
_ALIKE = 0.8  # of letters in common: "Zuwara", "Zuwarah"


def show(value: EntityValue) -> str:
    """The name as the report writes it."""
    return value.label or value.id


def compare(a: EntityValue, b: EntityValue) -> Comparison:
    """How `a` stands to `b`: one and the same, the fuller name of one person, or two different ones."""
    first, second = show(a), show(b)
    if a.id and a.id == b.id:
        return Comparison(
            relation="same", why=f"{first} and {second} are one." if first != second else f"Both say {first}."
        )
    if (types := _types(a, b)) is not None:
        return types
    if _ruled(a) and _ruled(b):
        return Comparison(relation="disjoint", why=f"{first} is not {second}.")
    if (offices := _offices(a, b)) is not None:
        return offices
    left, right = _name(a.label), _name(b.label)
    if not left or not right:
        return Comparison(relation="overlaps", why=f"{first} and {second} cannot be told apart.")
    if left == right or _initials(a.label, b.label):
        return Comparison(relation="same", why=f"{first} and {second} are one name.")
    if a.id.startswith("place:") and b.id.startswith("place:") and _spelt_alike(left, right):
        return Comparison(relation="overlaps", why=f"{first} and {second} can be two spellings of one name.")
    if _may_be_person(a) and _may_be_person(b):
        if _fuller(left, right):
            return Comparison(relation="refines", why=f"{first} is the fuller name of {second}.")
        if _fuller(right, left):
            return Comparison(relation="overlaps", why=f"{second} is the fuller name of {first}.")
    return Comparison(relation="disjoint", why=f"{first} is not {second}.")


def _offices(a: EntityValue, b: EntityValue) -> Comparison | None:
    """How two values stand of which one names only an office: whoever holds it may be the other."""
    posts = [v.id.removeprefix("office:").split("-") if v.id.startswith("office:") else None for v in (a, b)]
    if posts == [None, None]:
        return None
    first, second = show(a), show(b)
    if posts[0] is None or posts[1] is None:
        return Comparison(relation="overlaps", why=f"{first} and {second} can be one and the same.")
    for narrow, wide in (posts, posts[::-1]):
        if narrow is not None and wide is not None and narrow[-len(wide) :] == wide and "minister" in wide:
            return Comparison(relation="overlaps", why=f"{first} and {second} can be one office.")
    return Comparison(relation="disjoint", why=f"{first} is not {second}.")


def as_json(value: EntityValue) -> dict[str, Any]:
    """The value as plain JSON."""
    return {"id": value.id, "label": value.label}


def from_json(data: dict[str, Any]) -> EntityValue:
    """The inverse of `as_json`. Raises KeyError where a field is missing."""
    return EntityValue(id=data["id"], label=data["label"])


def fold(text: str) -> str:
    """`text` without letter case, accents and points: "Erdoğan" and "ERDOGAN" become one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)


def bare_name(label: str) -> str:
    """The folded name without titles: "First Vice-President Gaston Sindimwo" gives "gaston sindimwo"."""
    return " ".join(_name(label))


def _name(label: str) -> tuple[str, ...]:
    folded = fold(label).replace("'s", "").replace("\u2019s", "")
    words = "".join(c if c.isalnum() or c.isspace() else " " for c in folded).split()
    titles, longest = _titles()
    start = 0
    while start < len(words) - 1:
        for length in range(min(longest, len(words) - 1 - start), 0, -1):
            if tuple(words[start : start + length]) in titles:
                start += length
                break
        else:
            break
    return tuple(words[start:])


def _fuller(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether `short` is what is left of `full`: its surname, or its first name cut to an initial."""
    if len(short) < len(full) and full[-len(short) :] == short:
        return True
    if len(short) != len(full) or len(full) < 2 or full[-1] != short[-1] or full == short:
        return False
    return all(f == s or (len(s) == 1 and f.startswith(s)) for f, s in zip(full, short, strict=True))


def _types(a: EntityValue, b: EntityValue) -> Comparison | None:
    """How two designations stand: "F-16C" is one kind of "F-16", but "Su-3" and "Su-30" are two types."""
    if not (a.id.startswith("type:") and b.id.startswith("type:")):
        return None
    for full, short, relation in ((a, b, "refines"), (b, a, "overlaps")):
        rest = full.id.removeprefix(short.id)
        if rest != full.id and rest[:1].isalpha():
            return Comparison(
                relation="refines" if relation == "refines" else "overlaps",
                why=f"{show(full)} is a version of {show(short)}.",
            )
    return Comparison(relation="disjoint", why=f"{show(a)} is not {show(b)}.")


def _spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of places are one in two spellings, or one contains the other."""
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return SequenceMatcher(None, " ".join(a), " ".join(b), autojunk=False).ratio() >= _ALIKE


def _initials(a: str, b: str) -> bool:
    """Whether one label is the acronym of the other: "CPT", "Committee for the Prevention of Torture"."""
    for short, long in ((a, b), (b, a)):
        if short.isupper() and short.isalpha() and 3 <= len(short) <= 8:
            capitals = "".join(word[0] for word in long.replace("-", " ").split() if word[0].isupper())
            if capitals == short:
                return True
    return False


def _ruled(value: EntityValue) -> bool:
    """Whether the id comes from the rules, where two ids are always two things."""
    return value.id.partition(":")[0] in ("state", "party", "treaty", "body")


def _may_be_person(value: EntityValue) -> bool:
    kind, colon, _ = value.id.partition(":")
    return not colon or kind == "person"


@lru_cache(maxsize=1)
def _titles() -> tuple[frozenset[tuple[str, ...]], int]:
    """The titles of rules/titles.toml as word tuples, and the length of the longest."""
    text = (resources.files("discrepant") / "rules" / "titles.toml").read_text("utf-8")
    titles = frozenset(tuple(words.split()) for words in tomllib.loads(text)["titles"]["words"])
    return titles, max(map(len, titles))
