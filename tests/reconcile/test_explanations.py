"""Each innocent reason, with what it explains and what it must leave alone."""

from __future__ import annotations

import pytest

from discrepant.model import Claim
from discrepant.reconcile.explanations import (
    EXPLANATIONS,
    Explanation,
    Pair,
    before_and_after,
    counted_later,
    denied,
    explain,
    not_yet,
    other_holder,
    other_reading,
    other_scope,
    other_tense,
    other_time,
    planned_against_actual,
    side_by_side,
)
from reconcile.factories import RULES, claim, count, person, status


def held(document: str, number: int, predicate: str = "detained_people", **more: str) -> Claim:
    published = more.pop("published", None)
    return claim(document, count(number), predicate, published=published, **more)


Case = tuple[Explanation, Claim, Claim, str | None]

A_2026 = claim("a.txt", "2026", "withdrew", certainty="planned")
CASES: list[Case] = [
    # not yet, and then done
    (
        not_yet,
        claim("a.txt", status("warned", holds=False), "dispute:x", published="2024-05-02", so_far="not yet"),
        claim("b.txt", status("warned"), "dispute:x", published="2024-05-09"),
        "What had not happened by 2 May 2024 (a.txt) can have happened by 9 May 2024 (b.txt).",
    ),
    (
        not_yet,
        claim("a.txt", status("warned", holds=False), "dispute:x", published="2024-05-09", so_far="not yet"),
        claim("b.txt", status("warned"), "dispute:x", published="2024-05-02"),
        None,
    ),
    (
        not_yet,
        claim("a.txt", status("warned", holds=False), "dispute:x", published="2024-05-02"),
        claim("b.txt", status("warned"), "dispute:x", published="2024-05-09"),
        None,
    ),
    # planned against actual
    (
        planned_against_actual,
        A_2026,
        claim("b.txt", "2025", "withdrew"),
        "2026 is planned in a.txt; 2025 is stated as fact.",
    ),
    (
        planned_against_actual,
        claim("b.txt", "2025", "withdrew"),
        claim("a.txt", "2026", "withdrew", certainty="possible"),
        "2026 is only possible in a.txt; 2025 is stated as fact.",
    ),
    (planned_against_actual, A_2026, claim("b.txt", "2027", "withdrew", certainty="planned"), None),
    (planned_against_actual, claim("a.txt", "1996"), claim("b.txt", "1998"), None),
    (planned_against_actual, claim("a.txt", "1996", certainty="alleged"), claim("b.txt", "1998"), None),
    # denied
    (
        denied,
        claim("a.txt", "1996", certainty="denied"),
        claim("b.txt", "1998"),
        "Denied in a.txt, not asserted: 1996.",
    ),
    (denied, claim("a.txt", "1996", certainty="alleged"), claim("b.txt", "1998"), None),
    # another reading of a bill
    (
        other_reading,
        held("a.txt", 212, "votes_for", reading="first"),
        held("b.txt", 245, "votes_for", reading="final"),
        "Two votes: the first reading and the final reading.",
    ),
    (
        other_reading,
        held("a.txt", 212, "votes_for", reading="final"),
        held("b.txt", 245, "votes_for", reading="final"),
        None,
    ),
    (other_reading, held("a.txt", 212, "votes_for", reading="final"), held("b.txt", 245, "votes_for"), None),
    # another tense
    (
        other_tense,
        claim("a.txt", status("party"), "status:standing", tense="past"),
        claim("b.txt", status("outside"), "status:standing"),
        "What was so at the time (a.txt) against what is so (b.txt).",
    ),
    (
        other_tense,
        claim("a.txt", status("party"), "status:standing"),
        claim("b.txt", status("outside"), "status:standing"),
        None,
    ),
    # another time
    (
        other_time,
        held("a.txt", 29, time="2021-01-01/2021-12-31"),
        held("b.txt", 30, time="2024-01-01/2024-12-31"),
        "Two times: 2021 and 2024.",
    ),
    (
        other_time,
        held("a.txt", 29, time="2021-01-01/2021-12-31"),
        held("b.txt", 30, time="2021-12-01/2021-12-31"),
        None,
    ),
    (other_time, held("a.txt", 29, time="2021-01-01/2021-12-31"), held("b.txt", 30), None),
    # counted later
    (
        counted_later,
        held("a.txt", 900, published="2020-05-02"),
        held("b.txt", 800, published="2024-05-03"),
        "Counts as of two days: a.txt was published on 2 May 2020, b.txt on 3 May 2024.",
    ),
    (
        counted_later,
        held("a.txt", 900, published="2024-05-02"),
        held("b.txt", 800, published="2024-05-03"),
        None,
    ),
    (
        counted_later,
        held("a.txt", 900, published="2020-05-02", time="2019-01-01/2019-12-31"),
        held("b.txt", 800, published="2024-05-03", time="2019-01-01/2019-12-31"),
        None,
    ),
    (counted_later, held("a.txt", 900, published="2020-05-02"), held("b.txt", 800), None),
    (
        counted_later,  # what has been written stays written
        held("a.txt", 12, "pages", published="2020-05-02"),
        held("b.txt", 10, "pages", published="2024-05-03"),
        None,
    ),
    (
        counted_later,  # two digits that changed places are a slip
        held("a.txt", 5176, published="2020-05-02"),
        held("b.txt", 5716, published="2024-05-03"),
        None,
    ),
    # before an act, and after it
    (
        before_and_after,
        held("a.txt", 900, "stockpile"),
        held("b.txt", 40, "stockpile", state="left"),
        "Before and after: 900 at first, 40 left.",
    ),
    (before_and_after, held("a.txt", 40, "stockpile"), held("b.txt", 900, "stockpile", state="left"), None),
    (before_and_after, held("a.txt", 900, "stockpile"), held("b.txt", 40, "stockpile"), None),
    # another holder of an office
    (
        other_holder,
        claim("a.txt", person("Ana Example"), "office:president", published="2020-05-02"),
        claim("b.txt", person("Bo Other"), "office:president", published="2024-05-03"),
        "The articles date from 2 May 2020 and 3 May 2024; the office can have changed hands.",
    ),
    (
        other_holder,
        claim("a.txt", person("Ana Example"), "office:president", published="2024-05-02"),
        claim("b.txt", person("Bo Other"), "office:president", published="2024-05-03"),
        None,
    ),
    (
        other_holder,  # a captain commands one voyage
        claim("a.txt", person("Ana Example"), "role:captain", published="2020-05-02"),
        claim("b.txt", person("Bo Other"), "role:captain", published="2024-05-03"),
        None,
    ),
    # another scope
    (
        other_scope,
        held("a.txt", 5, group="women"),
        held("b.txt", 7, group="men"),
        "Two groups: women and men.",
    ),
    (other_scope, held("a.txt", 5, group="women"), held("b.txt", 7, group="women"), None),
    (
        other_scope,
        held("a.txt", 5, place="place:northern-camp"),
        held("b.txt", 7, place="place:southern-camp"),
        "Two places: northern camp and southern camp.",
    ),
    (
        other_scope,
        held("a.txt", 5, group="women"),
        held("b.txt", 70),
        "A part against the whole: women.",
    ),
    (other_scope, held("a.txt", 90, group="women"), held("b.txt", 70), None),
    (other_scope, held("a.txt", 5, place="place:north"), held("b.txt", 70), None),
    # side by side
    (
        side_by_side,
        held("a.txt", 5),
        held("a.txt", 7, start=460),  # type: ignore[arg-type]
        "Both stand in one passage of a.txt, so it means two things.",
    ),
    (side_by_side, held("a.txt", 5), held("a.txt", 7, start=4000), None),  # type: ignore[arg-type]
    (side_by_side, held("a.txt", 5), held("b.txt", 7, start=460), None),  # type: ignore[arg-type]
    (
        side_by_side,  # a headline, then the text
        held("a.txt", 5, start=60),  # type: ignore[arg-type]
        held("a.txt", 7, start=200),  # type: ignore[arg-type]
        None,
    ),
]


@pytest.mark.parametrize(("explanation", "a", "b", "expected"), CASES)
def test_an_explanation_gives_its_reason_or_none(
    explanation: Explanation, a: Claim, b: Claim, expected: str | None
) -> None:
    assert explanation(Pair(a, b, RULES)) == expected


def test_every_explanation_has_a_hit_and_a_near_miss() -> None:
    hits = {explanation for explanation, _, _, expected in CASES if expected}
    misses = {explanation for explanation, _, _, expected in CASES if expected is None}
    assert hits == misses == set(EXPLANATIONS)


@pytest.mark.parametrize(("explanation", "a", "b", "expected"), CASES)
def test_a_reason_is_a_sentence(explanation: Explanation, a: Claim, b: Claim, expected: str | None) -> None:
    """It starts with a capital, ends with a full stop, and is found whichever claim comes first."""
    for one, other in ((a, b), (b, a)):
        reason = explanation(Pair(one, other, RULES))
        assert (reason is None) == (expected is None)
        assert reason is None or ((reason[0].isupper() or reason[0].isdigit()) and reason.endswith("."))


def test_a_toll_that_rises_is_counted_later() -> None:
    first = held("a.txt", 12, "killed", published="2024-05-02")
    assert RULES.measures["killed"].trend == "up"
    assert counted_later(Pair(first, held("b.txt", 15, "killed", published="2024-05-03"), RULES)) == (
        "The count moved as more became known: 12 on 2 May 2024, 15 on 3 May 2024."
    )
    assert counted_later(Pair(first, held("b.txt", 9, "killed", published="2024-05-03"), RULES)) is None
    assert counted_later(Pair(first, held("b.txt", 15, "killed", published="2024-05-02"), RULES)) is None


def test_the_first_reason_that_holds_is_given() -> None:
    a = claim("a.txt", "1996", certainty="denied", tense="past")
    assert explain(Pair(a, claim("b.txt", "1998"), RULES)) == "Denied in a.txt, not asserted: 1996."
    assert explain(Pair(claim("a.txt", "1996"), claim("b.txt", "1998"), RULES)) is None
