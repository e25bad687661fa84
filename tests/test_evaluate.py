"""The measure itself is measured: small gold facts against small runs, with the score that must come out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import fake_stages
from discrepant.errors import InputError
from discrepant.evaluate import Scores, Share, load_gold, score
from discrepant.model import NOBODY, Article, Fact, Flag, Reading, Run

TEXTS = {"a.txt": "In 1996, in 1998, in 1998.", "b.txt": "It was 1998, not 1996. 2001."}
A96, A98, A98_AGAIN = ("a.txt", 3), ("a.txt", 12), ("a.txt", 21)
B98, B96, B01 = ("b.txt", 7), ("b.txt", 17), ("b.txt", 23)
CLAIMS = {
    (claim.document, claim.start): claim
    for path, text in TEXTS.items()
    for claim in fake_stages.extraction_of(Article(path=path, text=text, sha256="")).claims
}


def fact(flag: Flag, *readings: Sequence[tuple[str, int]]) -> Fact:
    return Fact(
        id=f"f-{flag}",
        flag=flag,
        reason="",
        severity=0.5,
        subject=NOBODY,
        predicate="p",
        object=NOBODY,
        kind="date",
        question="?",
        origins=1,
        readings=tuple(
            Reading(
                value=CLAIMS[places[0]].value,
                text=CLAIMS[places[0]].quote,
                origins=1,
                claims=tuple(CLAIMS[place] for place in places),
            )
            for places in readings
        ),
    )


def gold_row(label: str, *readings: Sequence[tuple[str, str, int]]) -> dict[str, object]:
    return {
        "id": f"gold-{label}",
        "question": "When?",
        "kind": "date",
        "label": label,
        "readings": [
            {
                "value": claims[0][1],
                "claims": [{"article": a, "quote": q, "occurrence": n} for a, q, n in claims],
            }
            for claims in readings
        ],
    }


TWO = ([("a.txt", "1996", 1)], [("b.txt", "1998", 1)])
ONE = ([("a.txt", "1998", 1), ("b.txt", "1998", 1)],)


def scored(tmp_path: Path, rows: Sequence[dict[str, object]], *facts: Fact) -> Scores:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return score(Run(articles=(), mentions=(), claims=(), facts=facts), load_gold(path, TEXTS))


@pytest.mark.parametrize(
    ("label", "gold", "predicted", "expected"),
    [
        ("conflict", TWO, fact(Flag.CONFLICT, [A96], [B98]), {"surfaced": 1, "recall": 1, "precision": 1}),
        ("conflict", TWO, fact(Flag.EXPLAINED, [A96], [B98]), {"surfaced": 1}),
        ("conflict", TWO, fact(Flag.AGREED, [A96, B98]), {}),
        ("conflict", TWO, fact(Flag.CONFLICT, [A98], [B98]), {}),
        ("conflict", TWO, fact(Flag.CONFLICT, [A98], [B96]), {}),
        ("apparent", TWO, fact(Flag.EXPLAINED, [A96], [B98]), {"explained": 1}),
        ("apparent", TWO, fact(Flag.CONFLICT, [A96], [B98]), {}),
        ("refined", TWO, fact(Flag.REFINED, [A96], [B98]), {"merged": 1}),
        ("refined", TWO, fact(Flag.REFINED, [A96, B98]), {"merged": 1}),
        ("agreed", ONE, fact(Flag.AGREED, [A98, B98]), {"merged": 1}),
        ("agreed", ONE, fact(Flag.CONFLICT, [A98], [B98]), {}),
        ("agreed", ONE, fact(Flag.AGREED, [A98_AGAIN, B98]), {}),
    ],
)
def test_one_gold_fact_against_one_fact(
    tmp_path: Path,
    label: str,
    gold: Sequence[Sequence[tuple[str, str, int]]],
    predicted: Fact,
    expected: dict[str, int],
) -> None:
    scores = scored(tmp_path, [gold_row(label, *gold)], predicted)
    names = ("surfaced", "precision", "recall", "explained", "merged")
    assert {name: share.part for name in names if (share := getattr(scores, name)).part} == expected
    assert len(scores.missed) == scores.surfaced.whole - scores.surfaced.part


def test_false_alarms_say_what_they_contradict(tmp_path: Path) -> None:
    alarm, unknown = fact(Flag.CONFLICT, [A98], [B98]), fact(Flag.CONFLICT, [B96], [B01])
    scores = scored(tmp_path, [gold_row("agreed", *ONE)], alarm, unknown)
    assert scores.precision == Share(part=0, whole=2)
    assert scores.false_alarms == ((alarm, ("gold-agreed",)), (unknown, ()))
    assert scores.f1 == 0


def test_f1_is_the_harmonic_mean(tmp_path: Path) -> None:
    rows = [gold_row("conflict", *TWO), gold_row("conflict", [("a.txt", "1998", 1)], [("b.txt", "2001", 1)])]
    scores = scored(tmp_path, rows, fact(Flag.CONFLICT, [A96], [B98]))
    assert (scores.precision.value, scores.recall.value) == (1, 0.5)
    assert scores.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "line 1: "),
        ('{"id": "x"}', "has no 'label'"),
        ('{"id": "x", "label": "maybe", "readings": []}', "is none of conflict"),
        (json.dumps(gold_row("agreed", [("c.txt", "1998", 1)])), "no article 'c.txt'"),
        (json.dumps(gold_row("agreed", [("a.txt", "1998", 3)])), "does not say '1998' that often"),
        ("[]", "line 1: "),
    ],
)
def test_bad_gold_is_told_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line)
    with pytest.raises(InputError, match=r"Correct the line\.$") as error:
        load_gold(tmp_path, TEXTS)
    assert says in str(error.value)


@pytest.mark.parametrize("name", ["empty", "nowhere", "nowhere.jsonl"])
def test_no_gold_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no gold facts"):
        load_gold(tmp_path / name, TEXTS)
