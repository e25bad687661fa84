"""Finds where articles about the same events disagree.

    import discrepant

    result = discrepant.run("corpus")     # a Run: .facts, .claims, .articles, .to_frame()
    nlp = discrepant.load()               # the spaCy pipeline with all components

Everything is imported on first use, so `import discrepant` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discrepant.errors import DiscrepantError
    from discrepant.model import Article, Claim, Fact, Flag, Mention, Reading, Run
    from discrepant.run import load, run
    from discrepant.settings import Settings

# Public name: module and name in it.
_PUBLIC = {
    "load": ("discrepant.run", "load"),
    "run": ("discrepant.run", "run"),
    "Settings": ("discrepant.settings", "Settings"),
    "DiscrepantError": ("discrepant.errors", "DiscrepantError"),
    **{
        name: ("discrepant.model", name)
        for name in ("Article", "Claim", "Fact", "Flag", "Mention", "Reading", "Run")
    },
}

__all__ = [
    "Article",
    "Claim",
    "DiscrepantError",
    "Fact",
    "Flag",
    "Mention",
    "Reading",
    "Run",
    "Settings",
    "load",
    "run",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("discrepant")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'discrepant' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
