"""What a corpus is: which files count, what their text is, and in which order they come."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from discrepant.errors import InputError
from discrepant.model import Article
from discrepant.read import READERS, Corpus, read_corpus
from discrepant.settings import OWN_FILES, Settings


@pytest.fixture(autouse=True)
def no_dateline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Datelines are tested with the metadata."""
    monkeypatch.setattr("discrepant.read.metadata._told_in_text", lambda text: None)


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files, text or bytes, by their path below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def paths(corpus: Corpus) -> list[str]:
    return [article.path for article in corpus.articles]


def only(corpus: Corpus) -> Article:
    assert len(corpus.articles) == 1, corpus.skipped
    return corpus.articles[0]


def test_every_format_is_read_from_every_folder_in_the_order_of_paths(tmp_path: Path) -> None:
    rows = '{"text": "Third."}\n\n{"text": "Fourth."}\n'
    write(
        tmp_path,
        **{
            "b.txt": "First.",
            "a/b.txt": "Second.",
            "a/c.MD": "# Also",
            "d.jsonl": rows,
            "e.jsonl.gz": gzip.compress(rows.encode()),
        },
    )
    corpus = read_corpus(tmp_path)
    assert paths(corpus) == [
        "a/b.txt", "a/c.MD", "b.txt", "d.jsonl#1", "d.jsonl#3", "e.jsonl.gz#1", "e.jsonl.gz#3",
    ]  # fmt: skip
    assert corpus.skipped == ()


def test_lines_of_a_file_keep_their_order_beyond_nine(tmp_path: Path) -> None:
    write(tmp_path, **{"d.jsonl": "".join(f'{{"text": "Line {n}."}}\n' for n in range(1, 13))})
    assert [article.text for article in read_corpus(tmp_path).articles] == [
        f"Line {n}." for n in range(1, 13)
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"Two\r\nlines\r\n",
        b"old\rMac",
        b"  spaces around  \n\n",
        "no-break\u00a0space, “quotes”, • bullet, \U0001f4c4".encode(),
        b"form\x0cfeed and \xe2\x80\xa8 separator",
    ],
)
def test_text_is_the_bytes_of_the_file_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, **{"a.txt": data})
    article = only(read_corpus(tmp_path))
    assert article.text.encode() == data
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_only_the_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": b"\xef\xbb\xbfText"})
    article = only(read_corpus(tmp_path))
    assert article.text == "Text"
    assert article.sha256 == hashlib.sha256(b"\xef\xbb\xbfText").hexdigest()


def test_two_articles_of_one_name_in_different_folders_are_two(tmp_path: Path) -> None:
    write(tmp_path, **{"2024/news.txt": "One.", "2025/news.txt": "Another."})
    assert paths(read_corpus(tmp_path)) == ["2024/news.txt", "2025/news.txt"]


def test_files_can_be_given_instead_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, **{"a/x.txt": "One.", "b/x.txt": "Two.", "b/y.txt": "Not given."})
    corpus = read_corpus([tmp_path / "a/x.txt", tmp_path / "b/x.txt"])
    assert paths(corpus) == ["a/x.txt", "b/x.txt"]
    assert paths(read_corpus(tmp_path / "b/y.txt")) == ["y.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": "One."})
    assert paths(read_corpus([tmp_path, tmp_path / "a.txt"])) == ["a.txt"]


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".git/x.txt", "manifest.jsonl", "manifest.json", "README.md", "LICENSE", "Thumbs.db"],
)
def test_files_that_nobody_takes_for_an_article_are_silent(tmp_path: Path, name: str) -> None:
    write(tmp_path, **{"a.txt": "One.", name: '{"path": "a.txt"}\n'})
    corpus = read_corpus(tmp_path)
    assert paths(corpus) == ["a.txt"]
    assert corpus.skipped == ()


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "photo.jpg", "noted", "readings.tex"])
def test_other_files_are_listed_and_never_dropped_in_silence(tmp_path: Path, name: str) -> None:
    write(tmp_path, **{"a.txt": "One.", name: "Something."})
    corpus = read_corpus(tmp_path)
    assert [entry.path for entry in corpus.skipped] == [name]
    assert all(suffix in corpus.skipped[0].reason for suffix in READERS)


def test_what_the_program_wrote_is_not_read_as_articles(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": "One.", "discrepant.sqlite": b""})
    write(tmp_path, **dict.fromkeys(OWN_FILES, '{"text": "Not an article."}\n'))
    corpus = read_corpus(tmp_path)
    assert paths(corpus) == ["a.txt"]
    assert corpus.skipped == ()


def test_an_export_that_was_put_into_the_corpus_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": "One.", "old.jsonl": '{"schema": "discrepant/fact/1"}\n' * 3})
    assert [(s.path, "export" in s.reason) for s in read_corpus(tmp_path).skipped] == [("old.jsonl", True)]


def test_the_article_after_front_matter_starts_at_its_body(tmp_path: Path) -> None:
    text = '---\r\ntitle: "A title"\r\ndate: 2025-09-29\r\n---\r\n\r\nBody.\r\n'
    write(tmp_path, **{"a.md": text})
    article = only(read_corpus(tmp_path))
    assert article.text == text
    assert article.text[article.body :].strip() == "Body."
    assert (article.title, str(article.published), article.inferred) == ("A title", "2025-09-29", ())


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("+++\ntitle = 'T'\n+++\nBody.", "\nBody."),
        ("---\n\nA rule above a paragraph.\n\n---\nMore.", None),
        ("---\ntitle: never closed\nBody.", None),
        ("Text first\n---\ntitle: x\n---\n", None),
        ("---\ntitle: x\n+++\nstill: y\n---\nBody.", "\nBody."),
    ],
)
def test_what_counts_as_front_matter(tmp_path: Path, text: str, body: str | None) -> None:
    write(tmp_path, **{"a.md": text})
    article = only(read_corpus(tmp_path))
    assert article.text[article.body :] == (text if body is None else body)


def test_a_jsonl_line_hashes_its_own_bytes(tmp_path: Path) -> None:
    line = json.dumps({"text": "One.", "meta": {"publisher": "P"}}).encode()
    write(tmp_path, **{"d.jsonl": line + b"\r\n"})
    article = only(read_corpus(tmp_path))
    assert article.sha256 == hashlib.sha256(line).hexdigest()
    assert article.publisher == "P"


def test_a_document_may_be_just_as_large_as_allowed(tmp_path: Path) -> None:
    write(tmp_path, **{"a.txt": "x" * 100, "b.txt": "x" * 101, "c.jsonl": '{"text": "short"}\n' * 50})
    corpus = read_corpus(tmp_path, Settings(max_bytes=100))
    assert paths(corpus)[0] == "a.txt"
    assert len(corpus.articles) == 51
    assert [entry.path for entry in corpus.skipped] == ["b.txt"]


@pytest.mark.parametrize("sources", [[], [Path("nowhere-at-all")]])
def test_nothing_to_read_is_an_error_with_a_next_step(sources: list[Path]) -> None:
    with pytest.raises(InputError, match=r"\. (Check|Name) "):
        read_corpus(sources)
