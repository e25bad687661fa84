"""Scores a run against gold facts: which differences it surfaced, and which it should have left alone.

Gold is JSON Lines, one fact a line that two or more claims speak about:

    {"id": "...", "question": "...", "label": "conflict", "readings": [
      {"value": "1996", "claims": [{"article": "a.txt", "quote": "1996", "occurrence": 2}]}, ...]}

`label` is conflict, apparent (an innocent reason; the run says `explained`), refined or agreed. A claim of
the run hits a gold claim when their spans overlap and its own is no longer than LONGEST_SPAN.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from discrepant.errors import InputError
from discrepant.model import Fact, Flag, Run

LONGEST_SPAN = 120  # code points; a whole paragraph as a span would hit everything in it
LABELS = ("conflict", "apparent", "refined", "agreed")

Place: TypeAlias = tuple[str, int, int]
"""Document, start and end."""
Hit: TypeAlias = tuple[int, int, int]
"""Number of the run's reading, of the gold reading, and of the claim in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """One fact as people found it, with its claims in their places."""

    id: str
    label: str
    question: str
    readings: tuple[tuple[Place, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The quotient; 0 where there is nothing to divide by."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What a run achieved, and what it got wrong."""

    surfaced: Share  # gold conflicts that a fact flagged conflict or explained sets apart
    precision: Share  # of the run's conflicts, those that gold has
    recall: Share  # of gold conflicts, those that the run flags as conflict
    explained: Share  # of gold apparent facts, those that the run flags as explained
    merged: Share  # of gold agreed and refined facts, those whose claims stand together in one fact
    missed: tuple[GoldFact, ...]  # gold conflicts that were not surfaced
    false_alarms: tuple[tuple[Fact, tuple[str, ...]], ...]  # with the gold facts that they contradict

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of conflicts."""
        total = self.precision.value + self.recall.value
        return 2 * self.precision.value * self.recall.value / total if total else 0.0


def load_gold(path: Path, texts: Mapping[str, str]) -> list[GoldFact]:
    """Gold facts of a file, or of all .jsonl files of a folder, located in `texts` (by document path).

    Raises InputError, naming file and line, for a line that is no gold fact or quotes what is not there.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise InputError(f"{path} holds no gold facts. Give a .jsonl file, or a folder of them.")
    gold = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
            if line.strip():
                try:
                    gold.append(_gold_fact(json.loads(line), texts))
                except (ValueError, KeyError, TypeError) as error:
                    what = f"has no {error}" if isinstance(error, KeyError) else str(error)
                    raise InputError(f"{file}, line {number}: {what}. Correct the line.") from None
    return gold


def _gold_fact(row: Any, texts: Mapping[str, str]) -> GoldFact:
    if row["label"] not in LABELS:
        raise ValueError(f"label {row['label']!r} is none of {', '.join(LABELS)}")
    return GoldFact(
        id=str(row["id"]),
        label=row["label"],
        question=str(row.get("question", "")),
        readings=tuple(tuple(_place(claim, texts) for claim in r["claims"]) for r in row["readings"]),
    )


def _place(claim: Any, texts: Mapping[str, str]) -> Place:
    document, quote, start = claim["article"], claim["quote"], -1
    if document not in texts:
        raise ValueError(f"the run has no article {document!r}")
    for _ in range(claim.get("occurrence", 1)):
        start = texts[document].find(quote, start + 1)
        if start < 0:
            raise ValueError(f"{document} does not say {quote!r} that often")
    return document, start, start + len(quote)


def score(run: Run, gold: Sequence[GoldFact]) -> Scores:
    """How the facts of `run` stand to `gold`."""
    by_document: dict[str, list[int]] = {}
    for number, known in enumerate(gold):
        for document in {place[0] for reading in known.readings for place in reading}:
            by_document.setdefault(document, []).append(number)
    apart: dict[int, set[Flag]] = {number: set() for number in range(len(gold))}
    together: set[int] = set()
    right, alarms = 0, []
    for fact in run.facts:
        found = {n: hits for n in _candidates(fact, by_document) if (hits := _hits(fact, gold[n]))}
        set_apart = {n for n, hits in found.items() if _sets_apart(hits)}
        together |= {n for n, hits in found.items() if _stand_together(hits, gold[n].label == "agreed")}
        for number in set_apart:
            apart[number].add(fact.flag)
        if fact.flag is not Flag.CONFLICT:
            continue
        if any(gold[n].label == "conflict" for n in set_apart):
            right += 1
        else:
            against = set_apart | {n for n, hits in found.items() if _splits_a_reading(hits)}
            alarms.append((fact, tuple(gold[n].id for n in sorted(against))))
    of = {label: [n for n, known in enumerate(gold) if known.label == label] for label in LABELS}
    seen = {Flag.CONFLICT, Flag.EXPLAINED}
    alike = [*of["refined"], *of["agreed"]]
    return Scores(
        surfaced=_share(bool(apart[n] & seen) for n in of["conflict"]),
        precision=Share(part=right, whole=right + len(alarms)),
        recall=_share(Flag.CONFLICT in apart[n] for n in of["conflict"]),
        explained=_share(Flag.EXPLAINED in apart[n] for n in of["apparent"]),
        merged=_share(n in together for n in alike),
        missed=tuple(gold[n] for n in of["conflict"] if not apart[n] & seen),
        false_alarms=tuple(alarms),
    )


def _share(outcomes: Iterable[bool]) -> Share:
    listed = list(outcomes)
    return Share(part=sum(listed), whole=len(listed))


def _candidates(fact: Fact, by_document: Mapping[str, Sequence[int]]) -> list[int]:
    """Gold facts that speak of a document of this fact; comparing it with all others would be waste."""
    documents = {claim.document for reading in fact.readings for claim in reading.claims}
    return sorted({number for document in documents for number in by_document.get(document, ())})


def _hits(fact: Fact, gold: GoldFact) -> set[Hit]:
    return {
        (mine, theirs, number)
        for mine, reading in enumerate(fact.readings)
        for claim in reading.claims
        if claim.end - claim.start <= LONGEST_SPAN
        for theirs, places in enumerate(gold.readings)
        for number, (document, start, end) in enumerate(places)
        if claim.document == document and claim.start < end and start < claim.end
    }


def _sets_apart(hits: set[Hit]) -> bool:
    """Two gold readings stand in two readings of the fact."""
    return any(a[0] != b[0] and a[1] != b[1] for a in hits for b in hits)


def _splits_a_reading(hits: set[Hit]) -> bool:
    """Two claims of one gold reading stand in two readings of the fact."""
    return any(a[0] != b[0] and a[1] == b[1] and a[2] != b[2] for a in hits for b in hits)


def _stand_together(hits: set[Hit], in_one_reading: bool) -> bool:
    """Two claims of the gold fact stand in the fact."""
    return any(a[1:] != b[1:] and (a[0] == b[0] or not in_one_reading) for a in hits for b in hits)
