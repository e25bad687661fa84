"""Stages that readers take for one another, and the wide word against the exact one."""

from __future__ import annotations

import pytest

from discrepant.model import Flag
from reconcile.factories import claim, facts, flagged, shown


def test_signed_and_ratified_are_two_steps() -> None:
    found = facts(claim("a.txt", "1996-02-28", "signed"), claim("b.txt", "1998-05-05", "ratified"))
    (process,) = [f for f in found if f.predicate == "process:joining"]
    assert process.flag is Flag.EXPLAINED
    assert process.question == (
        "When did Russia join the European Convention for the Prevention of Torture: which step is meant?"
    )
    assert process.reason == (
        "Different steps of one process. signature: 28 February 1996; ratification: 5 May 1998."
    )
    assert not flagged("conflict", found)


def test_steps_of_one_day_need_no_explanation() -> None:
    found = facts(claim("a", "1998", "signed"), claim("b", "1998", "ratified"))
    assert not flagged("explained", found)


def test_steps_of_two_processes_are_not_compared() -> None:
    found = facts(claim("a", "1996", "signed"), claim("b", "2025", "withdrew"))
    assert not flagged("explained", found)


def test_steps_of_two_states_are_not_compared() -> None:
    found = facts(claim("a", "1996", "signed"), claim("b", "1998", "ratified", subject="state:TR"))
    assert not flagged("explained", found)


def test_steps_under_two_treaties_are_not_compared() -> None:
    found = facts(claim("a", "1996", "signed"), claim("b", "1998", "ratified", object="treaty:cat"))
    assert not flagged("explained", found)


def test_a_step_without_its_state_belongs_to_the_one_process() -> None:
    found = facts(claim("a", "2025-08-25", "decree", subject=""), claim("b", "2025-09-29", "law_signed"))
    (process,) = flagged("explained", found)
    assert process.subject.id == "state:RU"
    assert shown(process) == {"25 August 2025", "29 September 2025"}


def test_a_denied_step_is_no_step() -> None:
    found = facts(claim("a", "1996", "signed", certainty="denied"), claim("b", "1998", "ratified"))
    assert not flagged("explained", found)


def test_a_date_of_another_step_used_loosely_is_explained() -> None:
    found = facts(
        claim("a.txt", "1998-05-05", "ratified"),
        claim("b.txt", "1996-02-28", "ratified"),
        claim("c.txt", "1996-02-28", "signed"),
    )
    reasons = [f.reason for f in flagged("explained", found) if f.predicate == "ratified"]
    assert reasons == ["28 February 1996 is the date of another step (signature); it can be meant loosely."]
    assert not flagged("conflict", found)


# --- the wide word against the exact one -------------------------------------------------------------------


def test_joined_against_ratified_is_a_conflict_with_a_possible_explanation() -> None:
    found = facts(claim("a.txt", "1996", "joined"), claim("b.txt", "1998-05-05", "ratified"))
    (conflict,) = flagged("conflict", found)
    assert conflict.reason == (
        "Joining in 1996 (a.txt) and ratification on 5 May 1998 (b.txt) "
        "are different dates for becoming party."
    )
    assert conflict.possible == (
        "Joining leaves open which step is meant; it could be the signature rather than the ratification."
    )


def test_joined_and_ratified_in_one_text_are_told_apart() -> None:
    found = facts(claim("a", "1996", "joined"), claim("a", "1998", "ratified", start=5000))
    assert not flagged("conflict", found)


@pytest.mark.parametrize(("exact", "flag"), [("1998", "agreed"), ("1998-05-05", "refined")])
def test_joined_and_ratified_at_compatible_dates_agree(exact: str, flag: str) -> None:
    found = facts(claim("a", "1998", "joined"), claim("b", exact, "ratified"))
    assert not flagged("conflict", found)
    assert [f.reason for f in flagged(flag, found) if f.predicate == "joined"] == [
        "The wider word and the exact one give compatible dates."
    ]


@pytest.mark.parametrize("certainty", ["planned", "denied", "possible", "alleged"])
def test_only_what_is_asserted_is_held_against_the_exact_word(certainty: str) -> None:
    joined = claim("a", "1996", "joined", certainty=certainty)  # type: ignore[arg-type]
    assert not flagged("conflict", facts(joined, claim("b", "1998", "ratified")))


def test_signed_is_no_narrower_word_for_joined() -> None:
    assert not flagged("conflict", facts(claim("a", "1996", "joined"), claim("b", "1998", "signed")))
