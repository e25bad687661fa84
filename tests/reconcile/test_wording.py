"""Questions and reasons read as English, whatever they are about."""

from __future__ import annotations

import re

import pytest

from discrepant.model import NOBODY, Entity, Kind, Value
from discrepant.reconcile.readings import build_readings
from discrepant.reconcile.wording import capital, conflict_reason, counted, named, question, when
from discrepant.values import date
from reconcile.factories import RULES, claim, count, entity, on


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("treaty:ecpt", "the European Convention for the Prevention of Torture"),
        ("treaty:rome", "the Rome Statute"),
        ("treaty:geneva", "the Geneva Conventions (1949)"),
        ("treaty:opcat", "the Optional Protocol to the Convention against Torture (OPCAT)"),
        ("treaty:refugee", "the 1951 Refugee Convention"),
        ("treaty:ecpt-p1", "Protocol No. 1 to the ECPT"),
        ("treaty:echr-p6", "Protocol No. 6 to the ECHR (death penalty)"),
        ("treaty:ilo-190", "ILO Convention No. 190 (violence and harassment)"),
        ("treaty:convention-108", "Convention 108 (data protection)"),
        ("treaty:ap1", "Additional Protocol I"),
        ("treaty:new-start", "New START"),
        ("treaty:start-1", "START I"),
        ("state:RU", "Russia"),
        ("state:PH", "the Philippines"),
        ("state:US", "the United States"),
        ("state:BS", "the Bahamas"),
        ("state:CZ", "the Czech Republic"),
        ("state:ZA", "South Africa"),
        ("body:coe", "the Council of Europe"),
        ("body:cpt", "the European Committee for the Prevention of Torture"),
        ("body:seimas", "the Seimas"),
        ("body:nato", "NATO"),
        ("person:ana-example", "Ana Example"),
        ("", ""),
    ],
)
def test_a_name_takes_its_article(id: str, expected: str) -> None:
    given = Entity(id=id, label="Ana Example") if id.startswith("person:") else entity(id)
    assert named(given, RULES) == expected


_JOINED = "When did the Philippines become party to the Nuclear Non-Proliferation Treaty?"
_STANDING = "Is Russia a party to the UN Convention against Torture?"
_MET = "When did it happen (meet: the United States, Russia)?"


@pytest.mark.parametrize(
    ("kind", "predicate", "subject", "object", "expected"),
    [
        ("date", "ratified", "state:KE", "treaty:rome", "When did Kenya ratify the Rome Statute?"),
        ("date", "joined", "state:PH", "treaty:npt", _JOINED),
        ("date", "ratified", "", "", "When did the state ratify the treaty?"),
        ("date", "signed", "state:KE", "treaty:ecpt-p1", "When did Kenya sign Protocol No. 1 to the ECPT?"),
        (
            "date",
            "notified",
            "state:LT",
            "treaty:rome",
            "When was the depositary of the Rome Statute notified that Lithuania would leave?",
        ),
        ("date", "expelled", "state:RU", "body:coe", "When was Russia expelled from the Council of Europe?"),
        ("date", "visited", "", "state:RU", "When did the organisation visit Russia?"),
        (
            "quantity",
            "visits",
            "body:cpt",
            "state:RU",
            "How many visits did the European Committee for the Prevention of Torture make to Russia?",
        ),
        ("status", "status:standing", "state:RU", "treaty:cat", _STANDING),
        ("status", "status:in_force", "", "treaty:npt", "Is the Nuclear Non-Proliferation Treaty in force?"),
        ("entity", "office:president", "state:US", "", "Who is the president of the United States?"),
        ("date", "open:meet", "", "", "When did it happen (meet)?"),
        ("date", "open:meet", "state:US", "state:RU", _MET),
        ("duration", "open:march", "state:RU", "", "How long did it last (march: Russia)?"),
        ("quantity", "open:question", "", "", "How many (question)?"),
    ],
)  # fmt: skip
def test_a_question_reads_well(kind: Kind, predicate: str, subject: str, object: str, expected: str) -> None:
    assert question(kind, predicate, entity(subject), entity(object), RULES) == expected


@pytest.mark.parametrize("predicate", [*RULES.predicates, *RULES.measures])
def test_every_rule_asks_a_question(predicate: str) -> None:
    """With and without names; a capital first, a question mark last, no gap and no id."""
    kind: Kind = "quantity" if predicate in RULES.measures else "date"
    for subject, object in ((NOBODY, NOBODY), (entity("state:PH"), entity("treaty:rome"))):
        asked = question(kind, predicate, subject, object, RULES)
        assert re.fullmatch(r"[A-Z][^{}_]*\?", asked), asked
        assert "  " not in asked
        assert "the the" not in asked.lower()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (on("1996"), "in 1996"),
        (on("1998-05"), "in May 1998"),
        (on("1998-05-05"), "on 5 May 1998"),
        (on("2023-05-09/2023-05-17"), "from 9 to 17 May 2023"),
        (date.part(on("2025-08"), "late"), "in late August 2025"),
        (date.before(on("2020-06-03")), "before 3 June 2020"),
        (date.since(on("2023-01-01")), "from 1 January 2023 on"),
        (date.on_weekday(0), "on a Monday"),
        (date.about(on("1996")), "in about 1996"),
        (count(30, "visit"), "30 visits"),
    ],
)
def test_a_date_takes_its_preposition(value: Value, expected: str) -> None:
    assert when(value) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 values"), (1, "1 value"), (2, "2 values"), (21, "21 values")]
)
def test_a_noun_agrees_with_its_number(number: int, expected: str) -> None:
    assert counted(number, "value") == expected


def test_a_conflict_names_no_more_than_four_readings() -> None:
    readings = build_readings([claim(f"{n}.txt", str(1990 + n)) for n in range(6)], {})
    assert conflict_reason(readings) == (
        "These cannot all be true: 1990 (0.txt); 1991 (1.txt); 1992 (2.txt); 1993 (3.txt) and 2 more."
    )


def test_an_empty_text_has_no_capital() -> None:
    assert capital("") == ""
    assert capital("late August") == "Late August"
