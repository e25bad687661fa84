"""facts.csv: stable columns, one row a reading, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pandas as pd
import pytest

from discrepant.export import EXPORTERS
from discrepant.export.table import COLUMNS, facts_frame, short
from discrepant.model import DateValue, EntityValue, Fact, QuantityValue, Run, StatusValue, Value
from export.factories import article, claim, count, day, fact, reading, run, status, year, years
from export.stories import hostile_run, story_run


def rows(of: Run, folder: Path) -> list[dict[str, str]]:
    EXPORTERS["facts.csv"](of, folder / "facts.csv")
    return list(
        csv.DictReader(io.StringIO((folder / "facts.csv").read_bytes().decode("utf-8-sig"), newline=""))
    )


def test_the_columns_are_these() -> None:
    assert COLUMNS == (
        "fact", "flag", "severity", "question", "kind", "subject", "predicate", "object",
        "reading", "value", "origins", "sources", "quotes", "reason", "possible",
    )  # fmt: skip


def test_one_row_a_reading(tmp_path: Path) -> None:
    found = rows(story_run(), tmp_path)
    assert len(found) == sum(len(f.readings) for f in story_run().facts)
    first = found[0]
    shown = [first[name] for name in ("flag", "reading", "value", "origins")]
    assert shown == ["conflict", "1996", "1996", "1"]
    assert first["sources"] == (
        "The Norrland Courier (press/02-reprint.txt) | Kestrel News Agency (wire/01-leaving.txt)"
    )
    assert first["quotes"].endswith("“1996” (wire/01-leaving.txt:190)")


def test_an_empty_run_has_its_header(tmp_path: Path) -> None:
    assert rows(run(), tmp_path) == []
    assert (tmp_path / "facts.csv").read_bytes() == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\n"


def test_pandas_reads_back_what_it_wrote(tmp_path: Path) -> None:
    rows(story_run(), tmp_path)
    back = pd.read_csv(tmp_path / "facts.csv", encoding="utf-8-sig", keep_default_na=False, dtype=str)
    assert list(back["question"]) == list(facts_frame(story_run())["question"])


def single(question: str) -> Fact:
    source = article()
    return fact("single", question, reading("1998", claim(source, "1998", year(1998))))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("\u200b=1", "\u200b'=1"),
        ("\u3000＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a; '=1"),
        ("1 = 1", "1 = 1"),
        ("a-b", "a-b"),
        ("a;b", "a;b"),
        ("no\nline\tbreaks", "no line breaks"),
        ("half a pair \ud800", "half a pair \ufffd"),
    ],
    ids=ascii,
)
def test_a_cell_cannot_run(question: str, cell: str, tmp_path: Path) -> None:
    assert rows(run(single(question)), tmp_path)[0]["question"] == cell


def test_no_hostile_cell_starts_a_formula(tmp_path: Path) -> None:
    found = rows(hostile_run(), tmp_path)
    assert found
    for row in found:
        for cell in row.values():
            assert not re.match(r"[\s\u200b\ufeff]*[=+\-@]", cell)


def test_a_cell_is_no_longer_than_a_spreadsheet_holds(tmp_path: Path) -> None:
    cell = rows(run(single("w" * 100_000)), tmp_path)[0]["question"]
    assert len(cell) < 32_767
    assert cell.endswith("…")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (day("1998-05-05"), "1998-05-05"),
        (
            DateValue(edtf="", earliest=dt.date(2025, 8, 21), latest=dt.date(2025, 8, 31)),
            "2025-08-21/2025-08-31",
        ),
        (DateValue(edtf="", earliest=None, latest=dt.date(2025, 8, 31)), "../2025-08-31"),
        (DateValue(edtf="", earliest=None, latest=None, weekday=0), ""),
        (years(27), "P27Y"),
        (count(30, "visit"), "30 visit"),
        (count(1_234_567), "1234567"),
        (count(2.5, "km"), "2.5 km"),
        (QuantityValue(low=400, high=None, comparator=">=", unit="person"), ">=400 person"),
        (QuantityValue(low=0, high=50, comparator="<"), "<50"),
        (QuantityValue(low=380, high=420, comparator="~"), "~380..420"),
        (QuantityValue(low=20, high=30, comparator="range"), "20..30"),
        (status("party"), "party"),
        (status("party", holds=False), "not party"),
        (StatusValue(status="party", holds=True, at=year(1998)), "party 1998"),
        (EntityValue(id="state:RU", label="Russia"), "state:RU"),
        (EntityValue(id="", label="a clerk"), "a clerk"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_the_value_as_one_cell(value: Value, cell: str) -> None:
    assert short(value) == cell
