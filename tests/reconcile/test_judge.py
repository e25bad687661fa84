"""The five flags, each with its reason; and nothing of it depends on the order of the claims."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discrepant.model import Claim, Flag
from discrepant.reconcile.identity import with_own_ids
from reconcile.factories import claim, count, fact, facts, flagged, person, shown, status, years

DAY = "2024-05-02"  # both articles appeared on it


def test_dates_that_exclude_each_other_are_a_conflict() -> None:
    found = fact(claim("a.txt", "1996"), claim("b.txt", "1998"))
    assert found.flag is Flag.CONFLICT
    assert found.reason == "These cannot all be true: 1996 (a.txt); 1998 (b.txt)."
    assert (found.origins, found.kind) == (2, "date")


def test_dates_of_different_precision_are_refined() -> None:
    found = fact(claim("a.txt", "1998"), claim("b.txt", "1998-05-05"))
    assert found.flag is Flag.REFINED
    assert found.reason == "Compatible, at different precision. 5 May 1998 is a closer date within 1998."


def test_one_value_of_two_origins_is_agreed() -> None:
    found = fact(claim("a.txt", "1998"), claim("b.txt", "1998"))
    assert found.flag is Flag.AGREED
    assert found.reason == "2 independent origins say the same: 1998."


def test_one_value_of_two_copies_is_single() -> None:
    found = fact(claim("a.txt", "1998"), claim("b.txt", "1998"), copies=[{"a.txt", "b.txt"}])
    assert (found.flag, found.origins) == (Flag.SINGLE, 1)
    assert found.reason == "Only a.txt speaks of it."


def test_planned_against_actual_is_explained() -> None:
    planned = claim("a.txt", "2026-01", "withdrew", certainty="planned")
    found = facts(planned, claim("b.txt", "2025-12", "withdrew"))
    (across,) = flagged("explained", found)
    assert across.reason == "January 2026 is planned in a.txt; December 2025 is stated as fact."
    assert not flagged("conflict", found)


def test_a_conflict_inside_one_article_is_a_conflict() -> None:
    found = fact(claim("a.txt", "1996"), claim("a.txt", "1998", start=5000))
    assert (found.flag, found.origins) == (Flag.CONFLICT, 1)


def test_the_reason_names_the_speakers() -> None:
    one = claim("a.txt", count(12), "killed", speaker="body:state-duma", published=DAY)
    other = claim("b.txt", count(14), "killed", speaker="person:ana-example", published=DAY)
    reason = fact(one, other, predicate="killed").reason
    assert "12 (a.txt (quoting state duma))" in reason
    assert "14 (b.txt (quoting ana example))" in reason


@pytest.mark.parametrize(
    ("one", "other", "flag"),
    [
        (claim("a", count(27), "reports"), claim("b", count(30), "reports"), "conflict"),
        (claim("a", count(400, high=None), "killed"), claim("b", count(407), "killed"), "refined"),
        (claim("a", years(27), "membership_length"), claim("b", years(30), "membership_length"), "conflict"),
        (
            claim("a", status("party"), "status:standing"),
            claim("b", status("outside"), "status:standing"),
            "conflict",
        ),
        (
            claim("a", status("party"), "status:standing"),
            claim("b", status("signatory"), "status:standing"),
            "refined",
        ),
        (claim("a", person("Ana Example"), "captain"), claim("b", person("Bo Other"), "captain"), "conflict"),
        (
            claim("a", person("Ana Example"), "captain"),
            claim("b", person("Ana Example"), "captain"),
            "agreed",
        ),
    ],
)
def test_every_kind_of_value_is_judged(one: Claim, other: Claim, flag: str) -> None:
    assert [str(f.flag) for f in facts(one, other)] == [flag]


def test_counts_far_apart_are_of_two_things() -> None:
    few, many = (claim(d, count(n), "killed", published=DAY) for d, n in (("a", 12), ("b", 900)))
    found = facts(few, many)
    assert [f.flag for f in found] == [Flag.SINGLE, Flag.SINGLE]


def test_events_that_recur_are_two_when_months_apart() -> None:
    def visit(document: str, day: str) -> Claim:
        return claim(document, day, "visited", subject="body:cpt", object="state:RU")

    assert not flagged("conflict", facts(visit("a", "2012-05-21"), visit("b", "2017-11-20")))
    assert flagged("conflict", facts(visit("a", "2012-05-21"), visit("b", "2012-05-28")))


def test_open_statements_never_conflict_on_dates() -> None:
    found = facts(claim("a", "2012", "open:meet"), claim("b", "2017", "open:meet"))
    assert {f.flag for f in found} == {Flag.SINGLE}


def test_many_values_under_one_question_make_it_too_wide() -> None:
    claims = [claim(f"{n:02}", str(1950 + n)) for n in range(20)]
    assert {f.flag for f in facts(*claims)} == {Flag.SINGLE}


def test_a_total_given_in_parts_is_explained() -> None:
    whole = claim("a.txt", count(73), "detained_people")
    parts = [
        claim("b.txt", count(12), "detained_people"),
        claim("b.txt", count(61), "detained_people", start=900),
    ]
    found = facts(whole, *parts)
    assert not flagged("conflict", found)
    assert any("Given in parts in b.txt" in f.reason for f in flagged("explained", found))


def test_more_origins_weigh_more() -> None:
    two = fact(claim("a", "1996"), claim("b", "1998"))
    four = fact(claim("a", "1996"), claim("b", "1998"), claim("c", "1998"), claim("d", "1996"))
    assert 0 < two.severity < four.severity <= 1


def test_steps_count_in_words_that_agree() -> None:
    (alone,) = facts(claim("a", "1998"))
    assert alone.steps[:2] == (
        "1 statement in 1 independent origin on this question.",
        "There is 1 value: 1998.",
    )
    both = fact(claim("a", "1996"), claim("b", "1998"))
    assert both.steps[:2] == (
        "2 statements in 2 independent origins on this question.",
        "There are 2 values: 1996; 1998.",
    )


# --- ids ---------------------------------------------------------------------------------------------------


def ids(*claims: Claim) -> set[str]:
    return {f.id for f in facts(*claims)}


SLOT = (claim("m", "1996"), claim("n", "1998"))


def test_an_article_about_something_else_changes_no_id() -> None:
    other = claim("a", "2011", subject="state:LT", object="treaty:ccm")
    assert ids(*SLOT) < ids(*SLOT, other)


def test_an_article_that_sorts_first_changes_no_id() -> None:
    assert ids(*SLOT, claim("a", "1998")) == ids(*SLOT)


@pytest.mark.parametrize("value", ["1995", "1997", "1998-05-05", "2001"])
def test_a_new_value_keeps_the_id(value: str) -> None:
    """Whatever the flag becomes: a decision stays with the question it was made on."""
    before = fact(SLOT[0])
    assert before.flag is Flag.SINGLE
    assert fact(*SLOT, claim("a", value)).id == fact(*SLOT).id == before.id


def test_the_id_stays_when_the_difference_is_explained() -> None:
    before = fact(
        claim("b", count(900), "detained_people", published="2024-05-02"), predicate="detained_people"
    )
    after = fact(
        claim("b", count(900), "detained_people", published="2024-05-02"),
        claim("a", count(800), "detained_people", published="2020-05-02"),
        predicate="detained_people",
    )
    assert (before.flag, after.flag) == (Flag.SINGLE, Flag.EXPLAINED)
    assert before.id == after.id


def test_a_second_frame_leaves_the_first_its_id() -> None:
    main = [claim(d, count(900), "detained_people") for d in "bc"]
    north = claim("a", count(40), "detained_people", place="place:north")
    before = ids(*main)
    assert before < ids(*main, north)
    assert ids(*main, north) < ids(
        *main, north, claim("d", count(60), "detained_people", place="place:south")
    )


def test_events_that_recur_keep_their_ids() -> None:
    def visit(document: str, day: str) -> Claim:
        return claim(document, day, "visited", subject="body:cpt", object="state:RU")

    before = ids(visit("b", "2012-05-21"), visit("c", "2017-11-20"))
    assert before <= ids(visit("b", "2012-05-21"), visit("c", "2017-11-20"), visit("a", "2008-04-16"))


def test_no_two_facts_share_an_id() -> None:
    found = facts(
        *SLOT,
        *(claim("a", count(n), "killed", start=400 + 1000 * n) for n in (2, 40, 900)),
        *(claim("a", count(n), "killed", place="place:north", start=90 + 1000 * n) for n in (3, 70)),
        claim("b", "1998", "open:say"),
        claim("b", "2001", "open:say", start=9000),
    )
    assert len({f.id for f in found}) == len(found)


def test_facts_that_would_share_an_id_are_all_kept() -> None:
    first, second = fact(SLOT[0]), fact(SLOT[1])
    assert first.id == second.id
    kept = with_own_ids([second, first, second])
    assert len(kept) == len({f.id for f in kept}) == 2
    assert [shown(f) for f in kept] == [{"1996"}, {"1998"}]


# --- order -------------------------------------------------------------------------------------------------

MIXED = (
    *SLOT,
    claim("a", "1996", "joined"),
    claim("b", "1996-02-28", "signed"),
    claim("c", "1998-05-05", speaker="person:ana-example"),
    claim("c", "1997", subject="", start=900),
    claim("a", years(27), "membership_length"),
    claim("d", "2025-09-29", "law_signed"),
    claim("b", count(27), "reports", subject="body:cpt", object="state:RU"),
    claim("c", count(30), "visits", subject="body:cpt", object="state:RU"),
    claim("d", count(30), "visits", subject="body:cpt", object="state:RU", time="2024-01-01/2024-12-31"),
    claim("d", status("party"), "status:standing"),
    claim("a", status("party", holds=False), "status:standing"),
    claim("e", "2026", "withdrew", certainty="planned"),
    claim("f", "2025", "withdrew", certainty="denied"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(MIXED))
def test_the_order_of_claims_changes_nothing(claims: list[Claim]) -> None:
    assert facts(*claims) == facts(*MIXED)


def test_conflicts_come_first() -> None:
    flags = [f.flag for f in facts(*MIXED)]
    assert flags == sorted(flags, key=list(Flag).index)
    assert flags[0] is Flag.CONFLICT


def test_no_claims_give_no_facts() -> None:
    assert facts() == ()
