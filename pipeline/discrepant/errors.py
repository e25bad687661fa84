"""Every error this package raises on purpose. Each message is one line and ends with the next step.

DiscrepantError          shown as one line by the command line, exit status 1
    InputError           the corpus or OUTPUTS as a whole cannot be used
        DocumentError    one document cannot be read; the run goes on without it
    RuleError            a file in rules/ contradicts itself or its schema
    StoreError           the SQLite store cannot be opened, or is in use
    ModelError           the spaCy model cannot be loaded
"""


class DiscrepantError(Exception):
    """Base of all errors that a user can do something about."""


class InputError(DiscrepantError):
    """The corpus, or the folder to write to, cannot be used."""


class DocumentError(InputError):
    """One document cannot be read. `path` names it relative to the corpus, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        # Exceptions with two arguments do not survive pickling between processes by default.
        return (DocumentError, (self.path, self.reason))


class RuleError(DiscrepantError):
    """A rule file is malformed, or names something that no rule file defines."""


class StoreError(DiscrepantError):
    """The store in OUTPUTS cannot be opened, is damaged, or is being written by another run."""


class ModelError(DiscrepantError):
    """The spaCy pipeline that was asked for cannot be loaded."""
