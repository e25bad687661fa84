"""Rules name one another: a treaty its bodies, a measure its parts. Here every such name is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from discrepant.errors import RuleError

if TYPE_CHECKING:
    from discrepant.rulebook import Rulebook


def check_references(book: Rulebook) -> None:
    """Raise RuleError, naming file and rule, for an id that one rule names and none defines."""

    def need(file: str, rule: str, ids: Iterable[str], *tables: Mapping[str, Any]) -> None:
        for id in ids:
            if not any(id in table for table in tables):
                raise RuleError(
                    f"rules/{file}: [{rule}] names {id!r}, which no rule defines. Add it, or correct the id."
                )

    for treaty in book.treaties.values():
        need("treaties.toml", treaty.id, filter(None, [treaty.parent]), book.treaties)
        need("treaties.toml", treaty.id, treaty.bodies, book.bodies)
    for body in book.bodies.values():
        need("bodies.toml", body.id, filter(None, [body.parent]), book.bodies, book.treaties, book.parties)
    for predicate in book.predicates.values():
        acts = predicate.narrower_than + predicate.after + predicate.since + predicate.until
        need("predicates.toml", predicate.id, acts, book.predicates)
    for length in book.lengths.values():
        need("lengths.toml", length.id, filter(None, [length.predicate, *length.since]), book.predicates)
        entries = "|".join((*length.all, *length.then, *length.near, *length.excludes)).split("|")
        groups = (word[1:] for word in entries if word.startswith("@"))
        need("lengths.toml", length.id, groups, book.lengths)
    for detail in book.details.values():
        need("details.toml", detail.id, detail.predicates, book.predicates)
    for measure in book.measures.values():
        others = filter(None, [*measure.part_of, *measure.sum_of, measure.rank_in, measure.negated])
        need("measures.toml", measure.id, others, book.measures)
