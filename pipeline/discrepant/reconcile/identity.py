"""Ids of facts: content hashes of what is asked, so that they stay while readings come and go.

The first part of a slot goes by the slot alone; a second frame goes by the qualifiers that set it apart, and
a second group of values of one frame by its best supported value. Nothing here depends on documents or
offsets, so an article that is about something else changes no id.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from discrepant.model import Claim, Fact, Reading, Value
from discrepant.reconcile.readings import Origins, origin_count
from discrepant.values import as_json

FRAMING = frozenset({"time", "place", "group", "scope", "reading", "tense"})
"""Qualifiers that part the claims of one slot into frames."""


def fact_id(*parts: str) -> str:
    """The id of a fact that `parts` set apart from all others."""
    return "f-" + hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def frame_keys(frames: Sequence[Sequence[Claim]], origins: Origins) -> list[str]:
    """What sets each frame of one slot apart: "" for the main one, else its own qualifiers or certainty."""
    if not frames:
        return []
    main = min(
        range(len(frames)),
        key=lambda i: (-origin_count(frames[i], origins), _certainty(frames[i]), _framing(frames[i])),
    )
    shared = set(_framing(frames[main]))
    keys = []
    for i, frame in enumerate(frames):
        own = [q for q in _framing(frame) if q not in shared] or _framing(frame)
        said = "=".join(own[0]) if own else _certainty(frame)
        keys.append("" if i == main else said)
    return keys


def part_keys(parts: Sequence[Sequence[Reading]], recurs: bool) -> list[str]:
    """What sets groups of readings of one frame apart: "" for the best supported, else its leading value.

    Where the event `recurs`, no group is the main one, and each goes by its value.
    """
    ranked = sorted(range(len(parts)), key=lambda i: (-max(r.origins for r in parts[i]), _leading(parts[i])))
    return ["" if not recurs and i == ranked[0] else _leading(parts[i]) for i in range(len(parts))]


def with_own_ids(facts: Iterable[Fact]) -> list[Fact]:
    """`facts` without repetitions. Of those that would share an id one keeps it, the others go by value.

    Such are the slots of two stories that name nobody: "how many people were killed".
    """
    by_id: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact not in by_id[fact.id]:
            by_id[fact.id].append(fact)
    kept: list[Fact] = []
    for id, namesakes in by_id.items():
        namesakes.sort(key=lambda f: (-f.origins, _leading(f.readings), f.flag, f.reason))
        kept.append(namesakes[0])
        taken: Counter[str] = Counter()
        for fact in namesakes[1:]:
            value = _leading(fact.readings)
            taken[value] += 1
            kept.append(replace(fact, id=fact_id(id, value, str(taken[value]))))
    return kept


def _framing(frame: Sequence[Claim]) -> list[tuple[str, str]]:
    return sorted({q for claim in frame for q in claim.qualifiers if q[0] in FRAMING})


def _certainty(frame: Sequence[Claim]) -> str:
    """ "asserted" where any claim of the frame is, which sorts before what is only planned or possible."""
    return min((c.certainty for c in frame), key=lambda said: (said != "asserted", said))


def _leading(readings: Sequence[Reading]) -> str:
    """The value that most origins give, the first in order where several do."""
    return min((-r.origins, _written(r.value)) for r in readings)[1] if readings else ""


def _written(value: Value) -> str:
    return json.dumps(as_json(value), sort_keys=True, ensure_ascii=False)
