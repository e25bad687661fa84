"""A progress bar on standard error while a run works; nothing at all when that is not a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

_SAID = {
    "reading": "Reading files",
    "parsing": "Reading articles",
    "comparing": "Comparing claims",
    "writing": "Writing the report",
}


@contextlib.contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function to be told stage, done and total; it draws while the block lasts."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=_SAID.get(stage, stage), completed=done, total=total or None)

        yield tell
