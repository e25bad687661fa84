"""Every bad input gives one clear line with a next step; whatever else can be read is read."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from discrepant.errors import InputError
from discrepant.read import read_corpus
from discrepant.settings import Settings

NEXT_STEP = re.compile(r"\. [A-Z][^.]+\.$")
"""The last sentence of a reason says what to do."""


@pytest.fixture(autouse=True)
def no_dateline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discrepant.read.metadata._told_in_text", lambda text: None)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one good article, which must be read whatever lies beside it."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("A good article of 1998.")
    return folder


def reasons(corpus: Path, settings: Settings | None = None) -> dict[str, str]:
    """Path and reason of what was not read, after checking that the rest was."""
    result = read_corpus(corpus, settings)
    assert "good.txt" in {article.path for article in result.articles}
    for entry in result.skipped:
        assert "\n" not in entry.reason
        assert NEXT_STEP.search(entry.reason), entry.reason
    return {entry.path: entry.reason for entry in result.skipped}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.txt", b"", "no text"),
        ("x.txt", b" \n\t\r\n", "no text"),
        ("x.txt", b"\xef\xbb\xbf", "no text"),
        ("x.txt", "\u00a0\u2028 \n".encode(), "no text"),
        ("x.txt", b"caf\xe9 in 1998", "UTF-8 (byte 4)"),
        ("x.txt", "text".encode("utf-16"), "UTF-16"),
        ("x.txt", "text".encode("utf-16-le"), "NUL"),
        ("x.txt", b"%PDF\x00\x01", "NUL"),
        ("x.txt", b"\xed\xa0\x80 surrogate", "UTF-8"),
        ("x.md", b"---\ntitle: only front matter\n---\n  \n", "no text"),
        ("x.jsonl", b"", "no text"),
        ("x.jsonl", b"\n\n", "no text"),
        ("x.jsonl.gz", b"not gzip", "damaged gzip"),
        ("x.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 99)[:-12], "damaged gzip"),
        ("x.pdf", b"%PDF", ".pdf files cannot be read"),
        ("x", b"text", "without a suffix"),
    ],
)
def test_a_file_that_cannot_be_read(corpus: Path, name: str, content: bytes, says: str) -> None:
    (corpus / name).write_bytes(content)
    found = reasons(corpus)
    assert list(found) == [name]
    assert says in found[name]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{broken", "not JSON"),
        (b'"a string"', 'no "text"'),
        (b'{"meta": {}}', 'no "text"'),
        (b'{"text": 5}', 'no "text"'),
        (b'{"text": ""}', "no text"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "caf\xe9"}', "UTF-8"),
        (b"[" * 200_000, "not JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_broken_line_costs_only_itself(corpus: Path, line: bytes, says: str) -> None:
    (corpus / "x.jsonl").write_bytes(b'{"text": "first"}\n' + line + b'\n{"text": "third"}')
    found = reasons(corpus)
    assert list(found) == ["x.jsonl#2"]
    assert says in found["x.jsonl#2"]
    paths = [article.path for article in read_corpus(corpus).articles]
    assert paths == ["good.txt", "x.jsonl#1", "x.jsonl#3"]


def test_metadata_of_a_wrong_kind_cost_no_article(corpus: Path) -> None:
    (corpus / "x.jsonl").write_text(
        '{"text": "one", "meta": [1]}\n{"text": "two", "meta": {"title": {"a": 1}, "author": ["A", "B"]}}\n'
    )
    assert reasons(corpus) == {}
    first, second = read_corpus(corpus).articles[1:]
    assert (first.title, second.title, second.author) == ("one", "two", "A, B")


def test_a_file_of_50_mb_is_told_without_being_read(corpus: Path) -> None:
    with (corpus / "huge.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    found = reasons(corpus)
    assert "has 50.0 MB, more than the 20.0 MB allowed" in found["huge.txt"]


def test_a_huge_line_costs_only_itself_even_when_it_was_packed(corpus: Path) -> None:
    lines = b'{"text": "first"}\n{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "third"}\n'
    (corpus / "x.jsonl.gz").write_bytes(gzip.compress(lines, 1))
    found = reasons(corpus)
    assert "50.0 MB" in found["x.jsonl.gz#2"]
    assert [article.path for article in read_corpus(corpus).articles] == [
        "good.txt", "x.jsonl.gz#1", "x.jsonl.gz#3",
    ]  # fmt: skip


def test_a_pipe_is_not_waited_for(corpus: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(corpus / "pipe.txt")
    assert "pipe" in reasons(corpus)["pipe.txt"]


def _loop(corpus: Path) -> None:
    (corpus / "sub").mkdir()
    (corpus / "sub" / "up").symlink_to(corpus, target_is_directory=True)


def _across(corpus: Path) -> None:
    (corpus / "a").mkdir()
    (corpus / "b").mkdir()
    (corpus / "a" / "b").symlink_to(corpus / "b", target_is_directory=True)


def _self(corpus: Path) -> None:
    (corpus / "self.txt").symlink_to(corpus / "self.txt")


def _nothing(corpus: Path) -> None:
    (corpus / "dead.txt").symlink_to(corpus / "not-there.txt")


def _outside(corpus: Path) -> None:
    (corpus.parent / "secret.txt").write_text("Outside.")
    (corpus / "out.txt").symlink_to(corpus.parent / "secret.txt")


@pytest.mark.parametrize(
    ("make", "path", "says"),
    [
        (_loop, "sub/up", "a link to a folder of the corpus"),
        (_across, "a/b", "a link to a folder of the corpus"),
        (_self, "self.txt", "a link to nothing, or to itself"),
        (_nothing, "dead.txt", "a link to nothing"),
        (_outside, "out.txt", "out of the corpus folder"),
    ],
)
def test_links_that_lead_nowhere_good(
    corpus: Path, make: Callable[[Path], None], path: str, says: str
) -> None:
    make(corpus)
    found = reasons(corpus)
    assert list(found) == [path]
    assert says in found[path]


def test_folders_may_be_very_deep(corpus: Path) -> None:
    home = Path.cwd()
    os.chdir(corpus)
    try:
        for _ in range(1000):
            Path("d").mkdir()
            os.chdir("d")
        Path("deep.txt").write_text("Text.")
        result = read_corpus(corpus)
        assert (len(result.articles), result.skipped) == (2, ())
    finally:
        # Taken down by hand: what pytest cleans up with cannot go so deep.
        Path("deep.txt").unlink(missing_ok=True)
        while Path.cwd() != corpus:
            os.chdir("..")
            Path("d").rmdir()
        os.chdir(home)


def test_a_link_inside_the_corpus_is_followed(corpus: Path) -> None:
    (corpus / "again.txt").symlink_to(corpus / "good.txt")
    assert reasons(corpus) == {}
    assert len(read_corpus(corpus).articles) == 2


def test_a_name_that_is_no_utf8(corpus: Path) -> None:
    try:
        (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("Text.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert "name that is not valid UTF-8" in reasons(corpus)["caf\ufffd.txt"]


def test_a_file_without_permission(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "locked.txt").write_text("Text.")
    real = Path.open

    def refuse(path: Path, *arguments: object, **keywords: object) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **keywords)  # type: ignore[call-overload]

    # Tests may run as a user to whom every file is open, so the refusal is played.
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in reasons(corpus)["locked.txt"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere is not there\. Check the path"):
        read_corpus(tmp_path / "nowhere")


@pytest.mark.parametrize("beside", [(), ("manifest.jsonl",), (".hidden",), ("sub/.keep",)])
def test_an_empty_folder(tmp_path: Path, beside: tuple[str, ...]) -> None:
    for name in beside:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    with pytest.raises(InputError, match=r"holds no articles\. Put \.txt, "):
        read_corpus(tmp_path)


def test_a_folder_of_which_nothing_can_be_read_is_told_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("x")
    (tmp_path / "b.txt").write_text("")
    result = read_corpus(tmp_path)
    assert result.articles == ()
    assert [entry.path for entry in result.skipped] == ["a.pdf", "b.txt"]
