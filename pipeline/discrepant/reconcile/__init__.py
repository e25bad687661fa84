"""From the claims of all articles to flagged facts. Knows nothing of spaCy or of texts."""

from __future__ import annotations

from collections.abc import Sequence

from discrepant.model import Claim, Fact, Flag
from discrepant.reconcile.arithmetic import with_arithmetic
from discrepant.reconcile.identity import with_own_ids
from discrepant.reconcile.judge import Judge
from discrepant.reconcile.order import order_facts
from discrepant.reconcile.processes import open_acts, process_facts, stage_dates
from discrepant.reconcile.readings import Origins
from discrepant.reconcile.siblings import sibling_facts
from discrepant.reconcile.slots import build_slots
from discrepant.reconcile.stories import Stories, group_stories
from discrepant.reconcile.sums import sum_facts
from discrepant.rulebook import Rulebook

__all__ = ["group_stories", "reconcile_claims"]

_FLAG_ORDER = {flag: i for i, flag in enumerate(Flag)}


def reconcile_claims(
    claims: Sequence[Claim], origins: Origins, rules: Rulebook, stories: Stories | None = None
) -> tuple[Fact, ...]:
    """All facts of `claims`, worst first. The order of `claims` changes nothing.

    `origins` maps the path of each document to the origin that it shares with its copies, `stories` to the
    story it belongs to; without `stories` all articles are of one.
    """
    slots = build_slots(claims, rules, stories or {})
    judge = Judge(origins, rules)
    judge.stages.update(stage_dates(slots, judge))
    found = [fact for slot in slots for fact in judge.facts(slot)]
    found += open_acts(slots, judge)
    found += process_facts(slots, judge)
    found += sibling_facts(slots, judge)
    found += sum_facts(slots, judge)
    found = with_arithmetic(found, slots, judge)
    found += order_facts(slots, judge)
    return tuple(sorted(with_own_ids(found), key=_fact_order))


def _fact_order(fact: Fact) -> tuple[int, float, str]:
    return _FLAG_ORDER[fact.flag], -fact.severity, fact.id
