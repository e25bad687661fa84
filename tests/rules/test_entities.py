"""Every treaty, party and body is found in its examples and not in its near misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from discrepant.annotate.bodies import find_bodies
from discrepant.annotate.lexicon import expand
from discrepant.annotate.parties import find_parties
from discrepant.annotate.treaties import find_treaties
from discrepant.rulebook import load_rules

RULES = load_rules()
TABLES: tuple[tuple[Mapping[str, Any], Callable[[str], Iterable[tuple[int, int, str, str]]]], ...] = (
    (RULES.treaties, find_treaties),
    (RULES.parties, find_parties),
    (RULES.bodies, find_bodies),
)
HITS = [
    pytest.param(find, rule.id, text, id=f"{rule.id}: {text}")
    for table, find in TABLES
    for rule in table.values()
    for text in rule.examples
]
MISSES = [
    pytest.param(find, rule.id, text, id=f"{rule.id}: {text}")
    for table, find in TABLES
    for rule in table.values()
    for text in rule.not_examples
]


@pytest.mark.parametrize(("find", "id", "text"), HITS)
def test_an_example_names_its_rule(find: Any, id: str, text: str) -> None:
    assert id in {found[3] for found in find(text)}


@pytest.mark.parametrize(("find", "id", "text"), MISSES)
def test_a_near_miss_does_not(find: Any, id: str, text: str) -> None:
    assert id not in {found[3] for found in find(text)}


def test_every_rule_has_an_example() -> None:
    assert [rule.id for table, _ in TABLES for rule in table.values() if not rule.examples] == []


def test_dates_of_a_treaty_are_in_order() -> None:
    for treaty in RULES.treaties.values():
        days = [day for day in (treaty.adopted, treaty.opened, treaty.in_force) if day is not None]
        assert days == sorted(days), treaty.id


def test_references_to_one_depositary_are_not_used_twice() -> None:
    references = [treaty.reference for treaty in RULES.treaties.values() if treaty.reference]
    assert len(references) == len(set(references))


@pytest.mark.parametrize("denunciation", [t.denunciation for t in RULES.treaties.values() if t.denunciation])
def test_a_notice_is_an_iso_duration(denunciation: Any) -> None:
    notice = denunciation.notice
    assert notice is None or (notice[0] == "P" and notice[-1] in "DMY" and notice[1:-1].isdigit())


def test_all_united_nations_members_are_known() -> None:
    codes = {id.removeprefix("state:") for id in RULES.parties if id.startswith("state:")}
    assert len(codes) == 193 + len({"PS", "VA"}) + len({"XK", "TW", "CK", "NU"})


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("Rome Statute", ["Rome Statute"]),
        ("mine (ban |)treaty", ["mine ban treaty", "mine treaty"]),
        ("organi(s|z)ation", ["organisation", "organization"]),
        ("cluster (bomb(s|)|arms) ban", ["cluster bombs ban", "cluster bomb ban", "cluster arms ban"]),
    ],
)
def test_expand_gives_all_wordings(pattern: str, names: list[str]) -> None:
    assert list(expand(pattern)) == names
