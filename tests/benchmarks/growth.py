#!/usr/bin/env python3
"""How time grows with the text where it could grow faster than the text does.

    python tests/benchmarks/growth.py

Prints the seconds for a text and for one four times as long, and how many times longer the second took: about
four where the work is linear. A figure of ten or more is a fault to look into.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from discrepant.annotate.quotes import find_quotes
from discrepant.annotate.treaties import find_treaties
from discrepant.model import Article
from discrepant.read.origins import group_origins
from discrepant.values.numerals import find_numbers
from discrepant.values.timex import find_timexes

SIZE = 100_000  # code points of the shorter text
UNITS = (
    "7",
    ".",
    "of the of the ",
    "twenty ",
    "May 12 ",
    "two years later ",
    "the Convention ",
    "\"('",
    "\n",
)


def copies(count: int) -> None:
    """Group `count` articles of which every second is a variant of one text."""
    wire = "The committee said on Monday that it had visited every prison in the country. " * 20
    texts = [wire + f"Edition {n}." if n % 2 else f"Another article, number {n}. " * 60 for n in range(count)]
    group_origins([Article(path=f"{n}.txt", text=text, sha256="") for n, text in enumerate(texts)])


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run; a second one would find what the scanners remember."""
    start = time.process_time()
    work()
    return time.process_time() - start


def report(name: str, small: Callable[[], object], large: Callable[[], object]) -> None:
    """One line of the table."""
    one, four = seconds(small), seconds(large)
    print(f"{name:40} {one:8.3f} s {four:8.3f} s {four / max(one, 1e-4):6.1f}")


def main() -> None:
    """All scanners over texts of one repeated unit, then the grouping of copies."""
    published = dt.date(2025, 10, 1)
    scanners: dict[str, Callable[[str], object]] = {
        "dates": lambda text: find_timexes(text, published),
        "numbers": find_numbers,
        "treaties": find_treaties,
        "quotations": find_quotes,
    }
    for name, scan in scanners.items():
        for unit in UNITS:
            text = unit * (SIZE // len(unit))
            report(f"{name} {unit!r}", lambda s=scan, t=text: s(t), lambda s=scan, t=text: s(t * 4))  # type: ignore[misc]
    report("copies", lambda: copies(200), lambda: copies(800))


if __name__ == "__main__":
    main()
