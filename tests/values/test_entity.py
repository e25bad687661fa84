"""Entities: one person under several names, two things under two ids."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from discrepant.model import EntityValue
from discrepant.values.entity import as_json, bare_name, compare, from_json, show

TITLES = tomllib.loads((resources.files("discrepant") / "rules" / "titles.toml").read_text("utf-8"))["titles"]


def named(label: str, id: str = "") -> EntityValue:
    return EntityValue(id=id, label=label)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (named("Pierre Nkurunziza"), named("President Nkurunziza"), "refines"),
        (named("President Nkurunziza"), named("Pierre Nkurunziza"), "overlaps"),
        (named("Recep Tayyip Erdoğan"), named("ERDOGAN"), "refines"),
        (named("President Recep Tayyip Erdoğan"), named("Recep Tayyip Erdogan"), "same"),
        (named("Vladimir Putin"), named("V. Putin"), "refines"),
        (named("Vladimir Putin"), named("Dmitry Putin"), "disjoint"),
        (named("Vladimir Putin"), named("Mikhail Mishustin"), "disjoint"),
        (named("First Vice-President Gaston Sindimwo"), named("Gaston Sindimwo"), "same"),
        (named("Lech Wałęsa"), named("Lech Walesa"), "same"),
        (named("the National Assembly"), named("National Assembly"), "same"),
        (named("CPT"), named("Committee for the Prevention of Torture"), "same"),
        (named("CPT"), named("Committee against Torture"), "disjoint"),
        (named("Moscow", "state:RU"), named("Russia", "state:RU"), "same"),
        (named("Niger", "state:NE"), named("Nigeria", "state:NG"), "disjoint"),
        (named("Guinea", "state:GN"), named("Equatorial Guinea", "state:GQ"), "disjoint"),
        (named("Ada Poe", "person:ada-poe"), named("Poe", "person:poe"), "refines"),
        (named("Russian Senate", "org:x"), named("Senate", "org:y"), "disjoint"),
        (named(""), named("Russia"), "overlaps"),
    ],
)
def test_compare(a: EntityValue, b: EntityValue, relation: str) -> None:
    result = compare(a, b)
    assert result.relation == relation
    assert result.why.endswith(".")


def test_titles_are_no_part_of_a_name() -> None:
    assert all(len(bare_name(text).split()) < len(text.split()) for text in TITLES["examples"])
    assert all(len(bare_name(text).split()) == len(text.split()) for text in TITLES["not_examples"])
    assert bare_name("President") == "president"  # nothing else is left to call it


def test_show_and_json() -> None:
    value = named("Russia", "state:RU")
    assert show(value) == "Russia"
    assert show(named("", "state:RU")) == "state:RU"
    assert from_json(as_json(value)) == value
