"""Typed values: parse, compare, show. One file a kind; this one only dispatches on the type."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

from discrepant.model import (
    Comparison,
    DateValue,
    DurationValue,
    EntityValue,
    QuantityValue,
    StatusValue,
    Value,
)
from discrepant.values import date, duration, entity, quantity, status

_MODULES: dict[type, ModuleType] = {
    DateValue: date,
    DurationValue: duration,
    QuantityValue: quantity,
    StatusValue: status,
    EntityValue: entity,
}
_BY_KIND: dict[str, ModuleType] = {
    "date": date,
    "duration": duration,
    "quantity": quantity,
    "status": status,
    "entity": entity,
}


def kind_of(value: Value) -> str:
    """ "date", "duration", "quantity", "status" or "entity"."""
    return next(kind for kind, module in _BY_KIND.items() if module is _MODULES[type(value)])


def show(value: Value) -> str:
    """The value as a person writes it, e.g. "5 May 1998", "over 27 years", "30 visits"."""
    return str(_MODULES[type(value)].show(value))


def as_json(value: Value) -> dict[str, Any]:
    """The value as `facts.jsonl` holds it: plain JSON types, dates as ISO 8601."""
    return dict(_MODULES[type(value)].as_json(value))


def from_json(kind: str, data: dict[str, Any]) -> Value:
    """The inverse of `as_json`."""
    value: Value = _BY_KIND[kind].from_json(data)
    return value


def compare(a: Value, b: Value) -> Comparison:
    """How `a` stands to `b`. Raises TypeError when they are of two kinds."""
    if type(a) is not type(b):
        raise TypeError(f"cannot compare a {kind_of(a)} with a {kind_of(b)}")
    comparison: Comparison = _MODULES[type(a)].compare(a, b)
    return comparison


def encode(value: Value) -> str:
    """One line of JSON with the kind, for places that hold only strings (a span's `kb_id_`)."""
    return json.dumps({"kind": kind_of(value), **as_json(value)}, ensure_ascii=False, sort_keys=True)


def decode(text: str) -> Value | None:
    """The inverse of `encode`; None for text that is not an encoded value."""
    if not text.startswith("{"):
        return None
    data = json.loads(text)
    return from_json(data.pop("kind"), data)
