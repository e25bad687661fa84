"""Settles names that a treaty and a body share (ECHR, CAT), and reads acronyms that the text defines."""

from __future__ import annotations

from discrepant.annotate.lexicon import Hit, Scan
from discrepant.annotate.reference import Layout

_REACH = 4  # words on each side that bear on what an acronym means

# Words that go with a court or committee, after or before its acronym.
_BODY_AFTER = frozenset(
    {"ruled", "rules", "rule", "found", "finds", "said", "says", "say", "held", "holds", "ordered", "orders"}
    | {"asked", "asks", "ask", "questions", "questioned", "reviewed", "called", "calls", "urged", "urges"}
    | {
        "noted",
        "notes",
        "concluded",
        "handed",
        "heard",
        "hears",
        "served",
        "sits",
        "sat",
        "will",
        "has",
        "had",
    }
    | {"was", "judgment", "judgments", "judgement", "judgements", "ruling", "rulings", "judge", "judges"}
    | {"jurisdiction", "case", "cases", "decision", "decisions", "member", "members", "rapporteur", "session"}
    | {"sessions", "findings", "visit", "visits", "delegation", "president", "panel", "experts", "registry"}
    | {"verdict", "verdicts", "registrar"}
)
_BODY_BEFORE = frozenset({"before", "by", "to", "at", "told", "judges", "court", "committee", "petitioned"})
# Words that go with a text.
_TREATY_AFTER = frozenset(
    {"obligations", "provisions", "rights", "article", "articles", "protocol", "protocols", "ratification"}
    | {"signatories", "parties"}
)
_TREATY_BEFORE = frozenset(
    {"article", "articles", "party", "parties", "ratify", "ratified", "ratifies", "ratification", "sign"}
    | {"signed", "signs", "denounce", "denounced", "denouncing", "denunciation", "accede", "acceded"}
    | {"accession", "under", "protocol", "protocols", "incorporated", "violate", "violated", "violation"}
    | {"violations", "breach", "breached", "provisions", "obligations", "convention", "treaty", "withdraw"}
    | {"withdrew", "withdrawal", "joined", "bound"}
)
# Verbs that follow a text too when a word stands between: "the ECHR, which was".
_WEAK = frozenset({"was", "has", "had", "will", "to"})


def settle(scan: Scan, layout: Layout) -> dict[int, str]:
    """By first token of each hit: "treaty", "body", or "open" where the words around decide neither."""
    kinds: dict[int, str] = {}
    shared: list[Hit] = []
    for hit in scan.hits:
        is_treaty, is_body = bool(hit.of("treaty", "name", "acronym")), bool(hit.of("body"))
        if is_treaty and is_body:
            shared.append(hit)
        elif is_treaty or is_body:
            kinds[hit.first] = "treaty" if is_treaty else "body"
    for hit in shared:
        kinds[hit.first] = _by_definition(scan, hit, kinds) or _by_context(scan, layout, hit)
    undecided = [hit for hit in shared if not kinds[hit.first]]
    sides = _sides(scan, kinds) if undecided else {}
    for hit in undecided:
        # What the article otherwise speaks of, where it is the treaty alone or the body alone.
        known = set().union(*(sides.get(entry.id, set()) for entry in hit.entries))
        kinds[hit.first] = known.pop() if len(known) == 1 else "open"
    return kinds


def _sides(scan: Scan, kinds: dict[int, str]) -> dict[str, set[str]]:
    """For each id that is named without doubt: "treaty" or "body"."""
    sides: dict[str, set[str]] = {}
    for hit in scan.hits:
        if kind := kinds.get(hit.first):
            for entry in hit.of(kind):
                sides.setdefault(entry.id, set()).add(kind)
    return sides


def _by_context(scan: Scan, layout: Layout, hit: Hit) -> str:
    """The side whose word stands closest to the acronym in its sentence; "" where none does."""
    distances: dict[str, int] = {}
    for step in range(1, _REACH + 1):
        for at, body, treaty in (
            (hit.last - 1 + step, _BODY_AFTER, _TREATY_AFTER),
            (hit.first - step, _BODY_BEFORE, _TREATY_BEFORE),
        ):
            if not 0 <= at < len(scan.tokens) or layout.sentence[at] != layout.sentence[hit.first]:
                continue
            word = scan.tokens[at].norm
            if word in body and (at < hit.first or step == 1 or word not in _WEAK):
                distances.setdefault("body", step)
            if word in treaty:
                distances.setdefault("treaty", step)
    # "to" and "by" are weak: "party to the ECHR" is the treaty, though "to" is closer than "party".
    if "treaty" in distances and distances["treaty"] <= distances.get("body", _REACH) + 1:
        return "treaty"
    return "body" if "body" in distances else ""


def _by_definition(scan: Scan, hit: Hit, kinds: dict[int, str]) -> str:
    """ "European Convention on Human Rights (ECHR)": what stands in front of the bracket."""
    opened = scan.before(hit)
    if opened is None or opened.norm != "(":
        return ""
    named = scan.ends.get(hit.first - 1)
    if named is None or not {e.id for e in hit.entries} & {e.id for e in named.entries}:
        return ""
    return kinds.get(named.first, "")


def defined_acronyms(scan: Scan, kinds: dict[int, str]) -> list[tuple[int, int, str, str]]:
    """First and last token, kind and id of every use of an acronym that the text itself defines.

    Only acronyms that no rule knows: "the Convention on Cluster Munitions (CoCM)".
    """
    known = {at for hit in scan.hits for at in range(hit.first, hit.last)}
    meanings: dict[str, tuple[str, str]] = {}
    for hit in scan.hits:
        kind = kinds.get(hit.first)
        ids = {e.id for e in hit.of(kind or "")}
        opened, inside, closed = (scan.after(hit, ahead) for ahead in range(3))
        if kind not in ("treaty", "body") or len(ids) != 1 or not (opened and inside and closed):
            continue
        if (opened.norm, closed.norm) != ("(", ")") or hit.last + 1 in known:
            continue
        if _is_acronym(inside.text):
            meanings.setdefault(inside.text, (kind, next(iter(ids))))
    return [
        (at, at + 1, *meanings[token.text])
        for at, token in enumerate(scan.tokens)
        if token.text in meanings and at not in known
    ]


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 10 and sum(c.isupper() for c in word) >= 2
