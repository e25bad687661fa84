"""Settles the metadata of an article: manifest first, then the file itself, then its text.

What is read from the text is named in `Article.inferred`. A date that cannot be told is None, never today,
and so is one that can be read as two days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from discrepant.model import Article, DateValue, Skipped
from discrepant.read.document import Document
from discrepant.read.manifest import Manifest

FIELDS = ("title", "publisher", "published", "language", "url", "author")
_ALSO_CALLED = {
    "title": ("headline",),
    "publisher": ("source", "site", "outlet", "publication"),
    "published": ("date", "pubdate", "published_at", "date_published", "publish_date"),
    "language": ("lang",),
    "url": ("link", "permalink"),
    "author": ("authors", "byline"),
}
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_IN_DIGITS = re.compile(r"(?<!\d)\d\d?(?P<mark>[./-])\d\d?(?P=mark)(?P<end>\d{4}|\d\d)(?!\d)")
_FIRST_YEAR = 1600  # the first newspapers
_SHOWN = 60  # code points of a faulty date that its problem line repeats
_HEAD = 2000  # code points; a dateline further down is not one
_TITLE = 200  # code points; a longer first line is a paragraph


def describe(document: Document, manifests: Sequence[Manifest]) -> tuple[Article, list[Skipped]]:
    """The article that a document is, and what was wrong with its metadata (the article is kept)."""
    problems: list[Skipped] = []
    values: dict[str, str] = {}
    dates: list[tuple[str, str]] = []  # who gives a date, and what
    told = [(f"{e.source}, line {e.line}", e.fields) for m in manifests for e in m.about(document.path)]
    for where, fields in [*told, ("the file", document.metadata)]:
        for name, value in _known(fields).items():
            if name != "published":
                values.setdefault(name, value)
            else:
                dates.append((where, value))
    published: dt.date | None = None
    for where, value in dates:
        published, fault = _date(value, values.get("language"))
        if published is not None:
            break
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        problems.append(Skipped(path=document.path, reason=f"{where} gives {shown!r}, {fault}"))
    inferred = []
    if "title" not in values and (title := _first_line(document.text[document.body :])):
        values["title"] = title
        inferred.append("title")
    if published is None and (published := _told_in_text(document.text[document.body :])):
        inferred.append("published")
    article = Article(
        path=document.path,
        text=document.text,
        sha256=document.sha256,
        title=values.get("title"),
        publisher=values.get("publisher"),
        published=published,
        language=values.get("language"),
        url=values.get("url"),
        author=values.get("author"),
        inferred=tuple(inferred),
        body=document.body,
    )
    return article, problems


def _known(fields: object) -> dict[str, str]:
    """The fields that we know, under our names, as text; empty ones left out."""
    if not isinstance(fields, dict):
        return {}
    lowered = {str(key).lower(): value for key, value in fields.items()}
    known = {}
    for name in FIELDS:
        for key in (name, *_ALSO_CALLED[name]):
            value = _as_text(lowered.get(key))
            if value:
                known[name] = value
                break
    return known


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value)))
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())


def _date(text: str, language: str | None) -> tuple[dt.date | None, str]:
    """A day, written as ISO 8601, in the article's language or in English; else what is wrong with it."""
    none = "which is not a full date; read without. Write YYYY-MM-DD."
    if iso := _ISO_DAY.match(text):
        try:
            return dt.date.fromisoformat(iso[1]), ""
        except ValueError:
            return None, none
    days = _written_days(text, language)
    if len(days) == 1:
        return days.pop(), ""
    if days:
        either = " or ".join(day.isoformat() for day in sorted(days))
        return None, f"which may be {either}; read without. Write YYYY-MM-DD."
    # "Published 29 September 2025 | Updated 30 September 2025"
    if not _IN_DIGITS.search(text) and (on := _told_in_text(text)):
        return on, ""
    if language is None and any(character.isalpha() for character in text):
        return (
            None,
            "which is not a full date in English; read without. Write YYYY-MM-DD, or give its language.",
        )
    return None, none


def _written_days(text: str, language: str | None) -> set[dt.date]:
    """The days that a full date can mean; more than one where the order of its numbers is not told."""
    # Imported here because it brings the calendar parser, which a corpus with ISO dates does not need.
    from discrepant.values.written_dates import full_date

    orders: tuple[str, ...] = ("DMY",)
    if (digits := _IN_DIGITS.search(text)) and digits["mark"] != ".":
        # Dots are European, day first; with slashes and hyphens all orders are in use.
        orders = ("DMY", "MDY") if len(digits["end"]) == 4 else ("DMY", "MDY", "YMD")
    for tongue in dict.fromkeys((language or "en", "en")):
        read = [full_date(text, tongue, order) for order in orders]
        if days := {dt.date(*parts) for parts in read if parts and parts.year >= _FIRST_YEAR}:
            return days
    return set()


def _told_in_text(text: str) -> dt.date | None:
    # Imported here because it brings the calendar parser, which a corpus with a manifest does not need.
    from discrepant.values.timex import dateline

    value = dateline(text[:_HEAD])
    if not isinstance(value, DateValue) or value.earliest != value.latest:
        return None
    return value.earliest


def _first_line(text: str) -> str | None:
    """The first line that has a word in it, without the marks of a heading."""
    for line in text[:_HEAD].splitlines():
        title = " ".join(line.lstrip(" \t#").split())
        if any(character.isalpha() for character in title):
            return title if len(title) <= _TITLE else None
    return None
