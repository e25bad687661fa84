"""facts.csv: one row a reading, for people who work in a spreadsheet."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from discrepant.export.output_file import replaced
from discrepant.export.records import facts_in_order
from discrepant.model import (
    Article,
    DateValue,
    DurationValue,
    Fact,
    QuantityValue,
    Reading,
    Run,
    StatusValue,
    Value,
)

COLUMNS = (
    "fact", "flag", "severity", "question", "kind", "subject", "predicate", "object",
    "reading", "value", "origins", "sources", "quotes", "reason", "possible",
)  # fmt: skip

_LONGEST_CELL = 32_000  # spreadsheets cut a cell at 32,767 characters, without a word
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# A cell that begins so is run as a formula; so is what follows a semicolon where the file is opened
# under a locale whose lists are separated by semicolons.
_FORMULA = re.compile(r"(^[\s\u200b\ufeff]*|;[\s\u200b\ufeff]*)(?=[=+\-@＝＋－＠])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def facts_frame(run: Run) -> pd.DataFrame:
    """The fact table with one row a reading and the columns of COLUMNS, in the order of the report."""
    articles = {article.path: article for article in run.articles}
    rows = [_row(fact, reading, articles) for fact in facts_in_order(run) for reading in fact.readings]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def write_table(run: Run, path: Path) -> None:
    """Write facts.csv, comma-separated, in UTF-8 with the mark by which spreadsheets know it.

    Cells that a spreadsheet would run as formulas are defused with an apostrophe. Raises InputError when
    `path` cannot be written.
    """
    frame = facts_frame(run)
    for column in frame.columns:
        if column not in {"severity", "origins"}:
            frame[column] = frame[column].map(_defused)
    text = frame.to_csv(index=False, lineterminator="\n")
    with replaced(path) as stream:
        stream.write(text.encode("utf-8-sig"))


def short(value: Value) -> str:
    """The value as a machine reads it in one cell: "1998-05-05", "P27Y", ">=400 people", "not party"."""
    match value:
        case DateValue():
            return value.edtf or _bounds(value)
        case DurationValue():
            return value.iso
        case QuantityValue():
            return f"{_number(value)} {value.unit}" if value.unit else _number(value)
        case StatusValue():
            held = value.status if value.holds else f"not {value.status}"
            return held if value.at is None else f"{held} {short(value.at)}"
        case _:
            return value.id or value.label


def _bounds(value: DateValue) -> str:
    if value.earliest is None and value.latest is None:
        return ""
    return "/".join(".." if end is None else end.isoformat() for end in (value.earliest, value.latest))


def _number(value: QuantityValue) -> str:
    if value.high is not None and value.high != value.low:
        if value.comparator in {"<", "<="}:
            return f"{value.comparator}{value.high:.15g}"
        sign = "~" if value.comparator == "~" else ""
        return f"{sign}{value.low:.15g}..{value.high:.15g}"
    sign = "" if value.comparator in {"=", "range"} else value.comparator
    return f"{sign}{value.low:.15g}"


def _row(fact: Fact, reading: Reading, articles: dict[str, Article]) -> tuple[str | float | int, ...]:
    claims = sorted(reading.claims, key=lambda claim: (claim.document, claim.start, claim.end))
    sources = dict.fromkeys(_source(claim.document, articles) for claim in claims)
    return (
        fact.id,
        str(fact.flag),
        fact.severity,
        fact.question,
        fact.kind,
        fact.subject.label,
        fact.predicate,
        fact.object.label,
        reading.text,
        short(reading.value),
        reading.origins,
        " | ".join(sources),
        " | ".join(f"“{claim.quote}” ({claim.document}:{claim.start})" for claim in claims),
        fact.reason,
        fact.possible or "",
    )


def _source(document: str, articles: dict[str, Article]) -> str:
    article = articles.get(document)
    return f"{article.publisher} ({document})" if article and article.publisher else document


def _defused(cell: str) -> str:
    line = _SURROGATE.sub("\ufffd", _SPACE.sub(" ", cell)).strip()
    if len(line) > _LONGEST_CELL:
        line = line[:_LONGEST_CELL] + "…"
    return _FORMULA.sub(lambda match: f"{match[1]}'", line)
