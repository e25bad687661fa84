"""The nouns of `model` as plain JSON and back, exactly; for the store and for nothing that people read.

It follows the type hints of the dataclasses, so a field added to `model` needs no change here. Values, of
which a field may hold any kind, carry the name of their class.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from discrepant import model

T = TypeVar("T")
_CLASS = "is"  # the key under which a value says its class


def dump(item: Any) -> str:
    """`item` (a noun of `model`, or a tuple of them) as one line of JSON, keys sorted."""
    return json.dumps(to_plain(item), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(kind: type[T], text: str) -> T:
    """The inverse of `dump`. Raises ValueError, KeyError or TypeError for text that `dump` did not write."""
    hint: Any = kind
    item: T = _decoder(hint)(json.loads(text))
    return item


def load_many(kind: type[T], text: str) -> tuple[T, ...]:
    """The inverse of `dump` for a tuple of nouns of one kind."""
    hint: Any = kind
    decode = _decoder(hint)
    return tuple(decode(item) for item in json.loads(text))


def to_plain(item: Any) -> Any:
    """`item` as dicts, lists, strings and numbers. Fields that have their default value are left out."""
    kind: Any = type(item)
    if hasattr(kind, "__dataclass_fields__"):
        plain = {_CLASS: kind.__name__} if isinstance(item, model.Value) else {}
        for field, default in _fields(kind):
            value = getattr(item, field)
            if default is dataclasses.MISSING or value != default:
                plain[field] = to_plain(value)
        return plain
    if isinstance(item, (tuple, list)):
        return [to_plain(part) for part in item]
    if isinstance(item, Enum):
        return item.value
    if isinstance(item, dt.date):
        return item.isoformat()
    return item


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@lru_cache(maxsize=256)
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """A function that turns plain JSON into what the type hint says."""
    origin, parts = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _dataclass_decoder(hint)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            each = _decoder(parts[0])
            return lambda data: tuple(each(item) for item in data)
        decoders = tuple(_decoder(part) for part in parts)
        return lambda data: tuple(decode(item) for decode, item in zip(decoders, data, strict=True))
    if origin in (Union, types.UnionType):
        return _union_decoder(parts)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is dt.date:
        return dt.date.fromisoformat
    if hint is float:
        return float
    if origin is Literal or hint in (str, int, bool):
        return lambda data: data
    raise TypeError(f"codec.py does not know how to read {hint!r}")


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind, vars(model))
    decoders = {field: _decoder(hints[field]) for field, _ in _fields(kind)}

    def decode(data: dict[str, Any]) -> Any:
        return kind(**{field: decoders[field](item) for field, item in data.items() if field != _CLASS})

    return decode


def _union_decoder(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Either one type or None, or one of the classes of values."""
    classes: dict[str, Any] = {part.__name__: part for part in parts if part in get_args(model.Value)}
    others = [part for part in parts if part is not types.NoneType and part not in classes.values()]

    def decode(data: Any) -> Any:
        if data is None:
            return None
        if isinstance(data, dict):
            return _decoder(classes[data[_CLASS]])(data)
        return _decoder(others[0])(data)

    return decode
