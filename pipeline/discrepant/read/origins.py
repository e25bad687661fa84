"""Which articles copy one another: syndicated text and republished press releases are one origin.

Two texts are copies when half of their runs of five words are the same, or when four fifths of the
shorter stand in the longer. A quote that two reports share is far below either. Each text is compared
with the longest text of each origin only, found over a sample of runs, so the work grows with the
corpus and not with its square. The comparison itself is exact.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from discrepant.model import Article

RUN = 5  # words
JACCARD = 0.5
CONTAINED = 0.8
_SAMPLED = 8  # one run in so many is indexed
_CROWD = 100  # origins that share a run; beyond that it is a formula of the trade, not a copy

_WORD = re.compile(r"\w+")


def group_origins(articles: Sequence[Article]) -> dict[str, str]:
    """Document path to origin id, the same whatever the order of `articles`."""
    by_text: dict[str, list[Article]] = {}
    for article in articles:
        by_text.setdefault(" ".join(_words(article.text)), []).append(article)
    # The longest text leads its origin, because copies are cut more often than they are extended.
    texts = sorted(by_text, key=lambda text: (-len(text), _hash(text)))
    index: dict[int, list[int]] = {}
    leaders: list[str] = []
    origins: dict[str, str] = {}
    for text in texts:
        leader = _leader(text, leaders, index)
        if leader is None:
            leader = text
            for run in _runs(text):
                if run % _SAMPLED == 0 and len(known := index.setdefault(run, [])) < _CROWD:
                    known.append(len(leaders))
            leaders.append(text)
        for article in by_text[text]:
            origins[article.path] = f"o-{_hash(leader)[:16]}"
    return origins


def _leader(text: str, leaders: Sequence[str], index: dict[int, list[int]]) -> str | None:
    """The leading text that `text` copies most of, if any."""
    runs = _runs(text)
    shared = Counter(number for run in runs for number in index.get(run, ()))
    best: tuple[float, int] | None = None
    for number, count in shared.items():
        # A sample has one eighth of the runs that a copy shares; far fewer cannot make a copy.
        if count * _SAMPLED * 4 < len(runs) * JACCARD:
            continue
        part = _copied(runs, _runs(leaders[number]))
        if part is not None and (best is None or (part, -number) > best):
            best = (part, -number)
    return leaders[-best[1]] if best else None


def _copied(short: frozenset[int], long: frozenset[int]) -> float | None:
    """The share of `short` that stands in `long`, or None if that does not make it a copy."""
    common = len(short & long)
    contained = common / min(len(short), len(long))
    jaccard = common / (len(short) + len(long) - common)
    return contained if jaccard >= JACCARD or contained >= CONTAINED else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    """Hashes of all runs of words in a text of words parted by spaces."""
    words = text.split(" ")
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[i : i + RUN]).encode(), digest_size=8).digest())
        for i in range(max(1, len(words) - RUN + 1))
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
