"""Writing a file so that nobody ever finds half of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from discrepant.errors import InputError


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` once all of them are there.

    A run that is killed or fails on the way leaves the old file as it was. Devices and pipes are written
    to directly. Raises InputError when `path` cannot be written.
    """
    part = path if path.exists() and not path.is_file() else path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        if part != path:
            part.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"{path} cannot be written: {why}. "
            "Choose another folder with -o, or close the program that holds the file."
        ) from error
    finally:
        if part != path:
            _discard(part)


def _discard(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the error that matters is the one already on its way
