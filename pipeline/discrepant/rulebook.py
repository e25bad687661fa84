"""Reads rules/*.toml into frozen records. Data only: what the rules mean is decided by the stages.

`load_rules()` takes a folder, so that a test or a user can pass their own; the default is the package's.
Every rule carries `examples` that must match and `not_examples` that must not; a test runs them all.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from discrepant.errors import RuleError
from discrepant.rule_records import (
    Body,
    Cue,
    Denunciation,
    Detail,
    Dispute,
    LengthRule,
    Measure,
    Nouns,
    Party,
    Predicate,
    Role,
    Status,
    Treaty,
)
from discrepant.rule_references import check_references

__all__ = [
    "Body",
    "Cue",
    "Denunciation",
    "Detail",
    "Dispute",
    "LengthRule",
    "Measure",
    "Nouns",
    "Party",
    "Predicate",
    "Role",
    "Rulebook",
    "Status",
    "Treaty",
    "load_rules",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules, by id, with the hash of every file of rules, also of those that `values` reads itself."""

    treaties: Mapping[str, Treaty]
    parties: Mapping[str, Party]
    bodies: Mapping[str, Body]
    predicates: Mapping[str, Predicate]
    lengths: Mapping[str, LengthRule]
    measures: Mapping[str, Measure]
    cues: Mapping[str, Cue]
    statuses: Mapping[str, Status]
    roles: Mapping[str, Role]
    details: Mapping[str, Detail]
    disputes: Mapping[str, Dispute]
    nouns: Mapping[str, Nouns]
    sha256: str

    def label(self, id: str) -> str:
        """The name by which the report calls `id`, or `id` itself."""
        for table in (self.treaties, self.parties, self.bodies):
            if id in table:
                return table[id].label
        return id


_TABLES: dict[str, tuple[type[Any], str]] = {
    # file: (record, prefix of the id; "" keeps the key as it is)
    "treaties.toml": (Treaty, "treaty:"),
    "parties.toml": (Party, ""),
    "bodies.toml": (Body, "body:"),
    "predicates.toml": (Predicate, ""),
    "lengths.toml": (LengthRule, ""),
    "measures.toml": (Measure, ""),
    "cues.toml": (Cue, ""),
    "statuses.toml": (Status, ""),
    "roles.toml": (Role, ""),
    "details.toml": (Detail, ""),
    "disputes.toml": (Dispute, ""),
    "nouns.toml": (Nouns, ""),
}


@lru_cache(maxsize=4)
def load_rules(folder: Traversable | None = None) -> Rulebook:
    """The rules in `folder` (default: those of the package). Raises RuleError, naming file and rule."""
    root = folder if folder is not None else resources.files("discrepant") / "rules"
    tables: dict[str, dict[str, Any]] = {}
    for name, (record, prefix) in _TABLES.items():
        data = (root / name).read_bytes()
        try:
            raw = tomllib.loads(data.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RuleError(f"rules/{name}: {error}. Mend the TOML syntax at that place.") from None
        tables[name.removesuffix(".toml")] = {
            prefix + key: _record(record, prefix + key, block, f"rules/{name}: [{key}]")
            for key, block in raw.items()
        }
    tables["measures"] = {
        id: _spelt_out(measure, tables["nouns"]) for id, measure in tables["measures"].items()
    }
    book = Rulebook(**tables, sha256=_hash_of(root))
    check_references(book)
    return book


def _hash_of(root: Traversable) -> str:
    """SHA-256 over all .toml files, so that an edit of any of them is seen, whoever reads it."""
    digest = hashlib.sha256()
    for file in sorted(root.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _spelt_out(measure: Measure, groups: Mapping[str, Nouns]) -> Measure:
    """`measure` with "@persons" in its units replaced by the words of that group."""
    units: list[str] = []
    for unit in measure.units:
        if not unit.startswith("@"):
            units.append(unit)
            continue
        group = groups.get(unit[1:])
        if group is None:
            raise RuleError(
                f"rules/measures.toml: [{measure.id}] names the group {unit!r}, "
                f"which is not in rules/nouns.toml. Add it there; it has: {', '.join(sorted(groups))}."
            )
        units += [*group.plain, *group.words]
    return replace(measure, units=tuple(units))


def _record(record: type[Any], id: str, block: Any, where: str) -> Any:
    if not isinstance(block, dict):
        raise RuleError(f"{where} is not a table. Write it as [{id}] with fields below it.")
    known = {f.name for f in fields(record)}
    if unknown := sorted(set(block) - known):
        raise RuleError(
            f"{where} has no field {unknown[0]!r}. It may have: {', '.join(sorted(known - {'id'}))}."
        )
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in block.items()}
    clause = values.get("denunciation")
    if isinstance(clause, dict):
        values["denunciation"] = Denunciation(**clause)
    try:
        return record(id=id, **values)
    except TypeError as error:
        raise RuleError(f"{where}: {error}. Add the missing field.") from None
