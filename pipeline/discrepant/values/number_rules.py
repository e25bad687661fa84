"""What numbers are read with, from rules/units.toml: words, bounds, vague amounts, units, currencies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeAlias

from discrepant.errors import RuleError
from discrepant.values.number_tokens import split_words

Sign: TypeAlias = Literal["=", "~", ">", ">=", "<", "<=", "nearly", "just-over"]
Words: TypeAlias = tuple[str, ...]
"""The lower-case words of a phrase, one token each."""


@dataclass(frozen=True, slots=True)
class Vague:
    """An amount in words that names no number: "dozens"."""

    words: str  # as a person writes it
    low: float
    high: float
    after: frozenset[str]  # one of these must follow; empty: anything may


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `factor` converts to the base unit of its dimension."""

    symbol: str
    dimension: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRules:
    """rules/units.toml, arranged for look-up by lower-case words."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    ordinals: Mapping[str, float]
    fractions: Mapping[str, float]
    before: Mapping[Words, Sign]
    after: Mapping[Words, Sign]
    vague: Mapping[Words, Vague]
    units: Mapping[Words, Unit]
    symbols: Mapping[str, Unit]  # by symbol, for comparing
    currencies: Mapping[Words, str]  # words after the number, to ISO 4217
    signs: Mapping[str, str]  # symbols and codes before the number, to ISO 4217
    months: tuple[str, ...]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()  # every word that a number without digits can begin with


@lru_cache(maxsize=2)
def load_number_rules(folder: Traversable | None = None) -> NumberRules:
    """rules/units.toml of `folder` (default: the package's). Raises RuleError, naming the file."""
    root = folder if folder is not None else resources.files("discrepant") / "rules"
    try:
        data = tomllib.loads((root / "units.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"rules/units.toml: {error}. Mend the TOML syntax at that place.") from None
    try:
        return _arrange(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleError(
            f"rules/units.toml lacks or misuses the field {error}. Compare it with its neighbours."
        ) from None


def _arrange(data: dict[str, Any]) -> NumberRules:
    before: dict[Words, Sign] = {}
    after: dict[Words, Sign] = {}
    for bound in data["bounds"].values():
        table = after if bound.get("after") else before
        table.update((split_words(phrase), bound["sign"]) for phrase in bound["words"])
    vague = {
        split_words(words): Vague(
            block["words"][0], block["low"], block["high"], frozenset(block.get("after", ()))
        )
        for block in data["vague"].values()
        for words in block["words"]
    }
    symbols = {
        symbol: Unit(symbol, block["dimension"], float(block["factor"]))
        for symbol, block in data["unit"].items()
    }
    units = {
        split_words(w): symbols[symbol] for symbol, block in data["unit"].items() for w in block["words"]
    }
    currencies = {split_words(w): code for code, block in data["currency"].items() for w in block["words"]}
    signs = {mark: code for code, block in data["currency"].items() for mark in block["symbols"]}
    # A code is written after the number as well: "400 EUR".
    currencies.update((split_words(mark), code) for mark, code in signs.items())
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    return NumberRules(
        cardinals={k: float(v) for k, v in data["cardinals"].items()},
        scales={k: float(v) for k, v in data["scales"].items()},
        suffixes={k: float(v) for k, v in data["suffixes"].items()},
        ordinals={k: float(v) for k, v in data["ordinals"].items()},
        fractions={k: float(v) for k, v in data["fractions"].items()},
        before=before,
        after=after,
        vague=vague,
        units=units,
        symbols=symbols,
        currencies=currencies,
        signs=signs,
        months=tuple(data["words"]["months"]),
        words=words,
        triggers=frozenset(
            {*data["cardinals"], *data["ordinals"], *data["fractions"], *(words[0] for words in vague)}
            | {"a", "an", "nil", "none", "no", "nobody", "single", "sole", "lone", "twice"}
        ),
    )
