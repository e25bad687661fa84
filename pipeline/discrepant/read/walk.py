"""Finds the files of a corpus: subfolders included, nothing outside, no loop, no pipe to wait on."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from discrepant.errors import InputError
from discrepant.model import Skipped
from discrepant.settings import OWN_FILES, STORE_NAME

MANIFESTS = ("manifest.jsonl", "manifest.csv")
_NO_ARTICLES = ("readme", "license", "licence")  # their names say what they are
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that a reader can try."""

    path: str  # relative to the corpus folder, forward slashes
    location: Path  # where it is
    suffix: str  # the key of its reader


def find_files(sources: Sequence[Path], suffixes: tuple[str, ...]) -> tuple[Path, list[Found], list[Skipped]]:
    """All readable files below `sources`, sorted by path, with the folder that their paths are relative to.

    Raises InputError when a source is not there, or cannot be listed.
    """
    for source in sources:
        if not source.exists():
            raise InputError(f"{source} is not there. Check the path and its spelling.")
    if not sources:
        raise InputError("No folder or file was given. Name the folder that holds the articles.")
    walk = _Walk(_root(sources), suffixes)
    for source in sources:
        if source.is_dir():
            walk.folder(source.resolve())
        else:
            walk.file(source.parent.resolve() / source.name)
    return walk.root, sorted(walk.found.values(), key=lambda file: file.path), walk.skipped


def _root(sources: Sequence[Path]) -> Path:
    """The folder itself, or the deepest folder that holds all that was given."""
    folders = [(path if path.is_dir() else path.parent).resolve() for path in sources]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        raise InputError("The files given lie on different drives. Copy them into one folder.") from None


class _Walk:
    """One pass over the files, which gathers what was found and what was not."""

    def __init__(self, root: Path, suffixes: tuple[str, ...]) -> None:
        self.root = root
        self.real_root = os.path.realpath(root)
        self.suffixes = sorted(suffixes, key=len, reverse=True)
        self.found: dict[str, Found] = {}
        self.skipped: list[Skipped] = []

    def folder(self, top: Path) -> None:
        """Go through a folder and all below it, however deep."""
        to_do = [top]
        while to_do:
            to_do += self._one_folder(to_do.pop())

    def _one_folder(self, folder: Path) -> list[Path]:
        """Take the files of a folder; its subfolders."""
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if folder == self.root:
                reason = f"{folder} cannot be listed: {error.strerror}. Check its permissions."
                raise InputError(reason) from None
            self._skip(folder, f"cannot be listed: {error.strerror}. Check the folder's permissions.")
            return []
        below = []
        has_store = any(entry.name == STORE_NAME for entry in entries)
        for entry in entries:
            location = Path(entry.path)
            if _is_silent(entry.name) or (has_store and entry.name in OWN_FILES):
                continue
            if entry.is_symlink() and not self._link_is_fit(location):
                continue
            if entry.is_dir():
                below.append(location)
            else:
                self.file(location)
        return below

    def file(self, location: Path) -> None:
        """Take a file, or say why not."""
        name = location.name.lower()
        try:
            mode = location.stat().st_mode
        except OSError as error:
            self._skip(location, f"cannot be opened: {error.strerror}. Check its permissions.")
            return
        if not stat.S_ISREG(mode):
            self._skip(location, "is a pipe, socket or device, not a file. Remove it from the corpus.")
            return
        suffix = next((suffix for suffix in self.suffixes if name.endswith(suffix)), None)
        if suffix is None:
            known = ", ".join(sorted(self.suffixes))
            what = f"{location.suffix} files" if location.suffix else "files without a suffix"
            self._skip(location, f"{what} cannot be read, only {known}. Convert it to one of these.")
            return
        path = self._path(location)
        if not _is_utf8(path):
            self._skip(location, "has a name that is not valid UTF-8. Rename it.")
            return
        self.found[path] = Found(path=path, location=location, suffix=suffix)

    def _link_is_fit(self, location: Path) -> bool:
        target = os.path.realpath(location)
        if not Path(target).exists():
            self._skip(location, "is a link to nothing, or to itself. Mend or remove the link.")
        elif os.path.commonpath([self.real_root, target]) != self.real_root:
            self._skip(location, "is a link out of the corpus folder. Copy the file there instead.")
        elif Path(target).is_dir():
            # Its files are read in their own place; following it as well could go round for ever.
            self._skip(location, "is a link to a folder of the corpus. Remove the link.")
        else:
            return True
        return False

    def _path(self, location: Path) -> str:
        return os.path.relpath(location, self.root).replace(os.sep, "/")

    def _skip(self, location: Path, reason: str) -> None:
        shown = os.fsencode(self._path(location)).decode("utf-8", "replace")
        self.skipped.append(Skipped(path=shown, reason=reason))


def _is_silent(name: str) -> bool:
    """Files that nobody takes for an article: hidden ones, manifests, the folder's own README."""
    lower = name.lower()
    return lower.startswith((".", "manifest.")) or lower in _SYSTEM or lower.partition(".")[0] in _NO_ARTICLES


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
