"""Where metadata come from, and that a fault in them never costs an article."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from discrepant.model import Article, Skipped
from discrepant.read import read_corpus


@pytest.fixture(autouse=True)
def dateline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dateline, for these tests, is the line DATELINE."""

    def told(text: str) -> dt.date | None:
        return dt.date(2020, 2, 2) if "DATELINE" in text or text == "2 February 2020" else None

    monkeypatch.setattr("discrepant.read.metadata._told_in_text", told)


def read(folder: Path, **files: str) -> tuple[dict[str, Article], list[Skipped]]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8", newline="")
    corpus = read_corpus(folder)
    return {article.path: article for article in corpus.articles}, list(corpus.skipped)


def row(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def test_manifest_goes_before_file_and_file_before_text(tmp_path: Path) -> None:
    text = "---\ntitle: From file\npublisher: From file\n---\nFrom text\nDATELINE\n"
    articles, skipped = read(
        tmp_path, **{"a.md": text, "manifest.jsonl": row(path="a.md", title="From manifest")}
    )
    article = articles["a.md"]
    assert (article.title, article.publisher) == ("From manifest", "From file")
    assert article.published == dt.date(2020, 2, 2)
    assert article.inferred == ("published",)
    assert skipped == []


def test_what_nobody_tells_is_none(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, **{"a.txt": "x" * 300 + " no title, no date."})
    article = articles["a.txt"]
    assert (article.title, article.published, article.publisher, article.inferred) == (None, None, None, ())


def test_a_null_in_the_manifest_leaves_the_field_open(tmp_path: Path) -> None:
    manifest = row(path="a.txt", title=None, published=None)
    articles, skipped = read(tmp_path, **{"a.txt": "Headline\nDATELINE", "manifest.jsonl": manifest})
    assert articles["a.txt"].inferred == ("title", "published")
    assert skipped == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  A headline \n\nText.", "A headline"),
        ("# A *heading*\n\nText.", "A *heading*"),
        ("07.12.25\n—\nHeadline\n", "Headline"),
        ("Заголовок\nТекст", "Заголовок"),
        ("12345\n", None),
    ],
)
def test_the_title_is_the_first_line_with_a_word(tmp_path: Path, text: str, title: str | None) -> None:
    articles, _ = read(tmp_path, **{"a.txt": text})
    assert articles["a.txt"].title == title


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2025-09-29", dt.date(2025, 9, 29)),
        ("2025-09-29T23:30:00Z", dt.date(2025, 9, 29)),
        ("2025-09-29 08:00", dt.date(2025, 9, 29)),
        ("2 February 2020", dt.date(2020, 2, 2)),
        ("Sept. 29, 2025 14:05", dt.date(2025, 9, 29)),
        ("Monday, 29 September 2025 at 23:10 EDT", dt.date(2025, 9, 29)),
        ("Mon, 29 Sep 2025 23:30:00 -0700", dt.date(2025, 9, 29)),  # the day as written, not in London
        ("29.09.2025", dt.date(2025, 9, 29)),
        ("07.12.25", dt.date(2025, 12, 7)),
        ("25/12/2024", dt.date(2024, 12, 25)),
        ("12/25/2024 10:00", dt.date(2024, 12, 25)),
        ("2025/09/03", dt.date(2025, 9, 3)),
    ],
)
def test_ways_to_write_a_date(tmp_path: Path, given: str, expected: dt.date) -> None:
    articles, skipped = read(tmp_path, **{"a.txt": "Text.", "manifest.jsonl": row(path="a.txt", date=given)})
    assert articles["a.txt"].published == expected
    assert skipped == []


@pytest.mark.parametrize(
    ("language", "given"),
    [
        ("fr", "29 septembre 2025"),
        ("fr-CH", "lundi 29 septembre 2025 à 14h05"),
        ("fr", "Mon, 29 Sep 2025 10:00:00 GMT"),  # written by a machine, in English
        ("de", "29. September 2025, 14:05 Uhr"),
        ("ru", "29 сентября 2025 г."),
        ("zh", "2025年9月29日"),
        ("klingon", "29 September 2025"),
    ],
)
def test_a_date_is_read_in_the_language_of_the_article(tmp_path: Path, language: str, given: str) -> None:
    articles, skipped = read(tmp_path, **{"d.jsonl": row(text="T.", meta={"lang": language, "date": given})})
    assert articles["d.jsonl#1"].published == dt.date(2025, 9, 29)
    assert skipped == []


@pytest.mark.parametrize(
    "given",
    ["2025-02-30", "soon", "2025-09-299", "20.20", "yesterday", "2 days ago", "May 2025", "2025", "3 May",
     "31 February 2025", "1759140000", "10:00", "29 septembre 2025", "x" * 300, "9/" * 300],
)  # fmt: skip
def test_a_date_that_is_none_is_told_and_costs_only_itself(tmp_path: Path, given: str) -> None:
    manifest = row(path="a.txt", title="T", published=given)
    articles, skipped = read(tmp_path, **{"a.txt": "Text.", "manifest.jsonl": manifest})
    assert (articles["a.txt"].title, articles["a.txt"].published) == ("T", None)
    assert [(s.path, given[:60] in s.reason, len(s.reason) < 250) for s in skipped] == [("a.txt", True, True)]


@pytest.mark.parametrize(
    ("given", "either"),
    [
        ("03/04/2025", "2025-03-04 or 2025-04-03"),
        ("03/04/2025 10:00", "2025-03-04 or 2025-04-03"),
        ("04-05-2025", "2025-04-05 or 2025-05-04"),
        ("25-09-29", "2025-09-29 or 2029-09-25"),
    ],
)
def test_a_date_that_may_be_two_days_is_left_open(tmp_path: Path, given: str, either: str) -> None:
    manifest = row(path="a.txt", published=given, language="en")
    articles, skipped = read(tmp_path, **{"a.txt": "Text.", "manifest.jsonl": manifest})
    assert articles["a.txt"].published is None
    assert [either in s.reason for s in skipped] == [True]


def test_a_date_that_is_none_leaves_the_word_to_the_next_source(tmp_path: Path) -> None:
    files = {"a.md": "---\ndate: 2025-09-29\n---\nText.", "manifest.jsonl": row(path="a.md", date="3/4/25")}
    articles, skipped = read(tmp_path, **files)
    assert articles["a.md"].published == dt.date(2025, 9, 29)
    assert len(skipped) == 1


def test_the_nearest_manifest_wins_and_a_higher_one_fills_up(tmp_path: Path) -> None:
    articles, _ = read(
        tmp_path,
        **{
            "sub/a.txt": "Text.",
            "sub/manifest.csv": "path,title\na.txt,Near\n",
            "manifest.jsonl": row(path="sub/a.txt", title="Far", publisher="P"),
        },
    )
    assert (articles["sub/a.txt"].title, articles["sub/a.txt"].publisher) == ("Near", "P")


@pytest.mark.parametrize(
    "table",
    [
        'path,title,publisher\na.txt,"One, two",P\n',
        "Path;Title;Publisher\r\na.txt;One, two;P\r\n",
        "\ufeffpath\ttitle\tpublisher\na.txt\tOne, two\tP\n",
        'path,publisher,title\n\na.txt,P,"One,\ntwo"\n',
    ],
)
def test_csv_as_spreadsheets_write_it(tmp_path: Path, table: str) -> None:
    articles, skipped = read(tmp_path, **{"a.txt": "Text.", "manifest.csv": table})
    assert (articles["a.txt"].title, articles["a.txt"].publisher) == ("One, two", "P")
    assert skipped == []


def test_a_manifest_speaks_of_a_jsonl_file_or_of_its_lines(tmp_path: Path) -> None:
    articles, skipped = read(
        tmp_path,
        **{
            "d.jsonl": row(text="One.") + row(text="Two.", meta={"publisher": "Own"}),
            "manifest.jsonl": row(path="d.jsonl", publisher="All") + row(path="d.jsonl#2", title="Second"),
        },
    )
    assert articles["d.jsonl#1"].publisher == "All"
    assert (articles["d.jsonl#2"].publisher, articles["d.jsonl#2"].title) == ("Own", "Second")
    assert skipped == []


def test_names_match_however_accents_are_stored(tmp_path: Path) -> None:
    articles, skipped = read(
        tmp_path, **{"caf\u0065\u0301.txt": "Text.", "manifest.jsonl": row(path="caf\u00e9.txt", title="T")}
    )
    assert [article.title for article in articles.values()] == ["T"]
    assert skipped == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{not json}\n", "JSON"),
        ("[1, 2]\n", "object"),
        ("[" * 100_000 + "\n", "JSON"),
        (row(title="no path"), "no path"),
        (row(path="../outside.txt"), "leaves"),
        (row(path="/etc/passwd"), "leaves"),
        (row(path="..\\outside.txt"), "leaves"),
        (row(path="a.txt", title="again"), "second time"),
        (row(path="\ud800.txt"), "no file can have"),
        (row(path="a\0.txt"), "no file can have"),
    ],
)
def test_a_broken_manifest_line_costs_only_itself(tmp_path: Path, line: str, word: str) -> None:
    manifest = row(path="a.txt", title="T") + line + row(path="b.txt", title="U")
    articles, skipped = read(tmp_path, **{"a.txt": "One.", "b.txt": "Two.", "manifest.jsonl": manifest})
    assert [article.title for article in articles.values()] == ["T", "U"]
    assert [(s.path, word in s.reason) for s in skipped] == [("manifest.jsonl#2", True)]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("b.txt,U,P,too many\n", "4 cells"),
        ('b.txt,"never closed,P\n', "CSV"),
        (",no path,P\n", "no path"),
    ],
)
def test_a_broken_csv_line_is_told(tmp_path: Path, line: str, word: str) -> None:
    table = "path,title,publisher\na.txt,T,P\n" + line
    articles, skipped = read(tmp_path, **{"a.txt": "One.", "b.txt": "Two.", "manifest.csv": table})
    assert articles["a.txt"].title == "T"
    assert len(articles) == 2
    assert [(s.path.partition("#")[0], word in s.reason) for s in skipped] == [("manifest.csv", True)]


def test_a_csv_without_a_path_column_is_told(tmp_path: Path) -> None:
    articles, skipped = read(tmp_path, **{"a.txt": "One.", "manifest.csv": "file,title\na.txt,T\n"})
    assert list(articles) == ["a.txt"]
    assert [(s.path, "column path" in s.reason) for s in skipped] == [("manifest.csv#1", True)]


def test_a_manifest_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    articles, skipped = read(
        tmp_path, **{"a.txt": "One.", "manifest.jsonl": row(path="a.txt") + row(path="b.txt")}
    )
    assert list(articles) == ["a.txt"]
    assert [s.path for s in skipped] == ["b.txt"]
    assert "manifest.jsonl, line 2" in skipped[0].reason


def test_a_manifest_that_is_not_utf8_costs_no_article(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes(b"path,title\na.txt,caf\xe9\n")
    articles, skipped = read(tmp_path, **{"a.txt": "One."})
    assert list(articles) == ["a.txt"]
    assert [s.path for s in skipped] == ["manifest.csv"]
