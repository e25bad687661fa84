"""When counts that no rule knows are of one thing: the same noun in one event, with values that lie near."""

from __future__ import annotations

from discrepant.model import Claim, QuantityValue, Reading

_RATIO = 1.5
_LEAST = 3  # "two men" and "three men" are too common to be the same men
_TELLING = 10  # from here on one noun with values that lie near is hardly of two things
_CLOSE = 1.25
_IDLE = {"be", "have", "say", "tell", "do", "make", "see", "count", "give", "take", "get", "go", "come"}
_ANYBODY = {"open:people", "open:man", "open:woman", "open:child", "open:time", "open:thing", "open:word"}


def is_one_open_count(a: Reading, b: Reading) -> bool:
    """Whether two articles count the same things: one noun, one verb or one state, values that lie near."""
    if not isinstance(a.value, QuantityValue) or not isinstance(b.value, QuantityValue):
        return False
    low, high = sorted((a.value.low, b.value.low))
    if low < _LEAST or high / low > _RATIO:
        return False
    pairs = [(x, y) for x in a.claims for y in b.claims]
    if any(_is_one_event(x, y) for x, y in pairs):
        return True
    return low >= _TELLING and high / low <= _CLOSE and any(_is_one_noun(x, y) for x, y in pairs)


def _is_one_noun(a: Claim, b: Claim) -> bool:
    """One telling noun, exact numbers, nothing that parts them."""
    exact = all(isinstance(c.value, QuantityValue) and c.value.comparator == "=" for c in (a, b))
    if not exact or a.document == b.document or a.predicate in _ANYBODY:
        return False
    return _of(a, "scope") == _of(b, "scope") and _of(a, "state") == _of(b, "state")


def _is_one_event(a: Claim, b: Claim) -> bool:
    if a.document == b.document:
        return False
    low = min(getattr(c.value, "low", 0) for c in (a, b))
    if a.predicate in _ANYBODY and low < _TELLING:
        return False
    if _of(a, "state") and _of(a, "state") == _of(b, "state"):
        return True
    verb = _of(a, "verb")
    return bool(verb) and verb == _of(b, "verb") and verb not in _IDLE and _of(a, "scope") == _of(b, "scope")


def _of(claim: Claim, key: str) -> str:
    return next((v for k, v in claim.qualifiers if k == key), "")
