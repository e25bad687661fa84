"""What is left: "140 roofs ... 96 are gone" leaves 44, to be set beside those who count what still stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from discrepant.extract.borrowed import Count, title_before
from discrepant.extract.claims import make_claim
from discrepant.extract.context import Context
from discrepant.extract.scopes import governor_of
from discrepant.model import NOBODY, Claim

_GONE = {
    *("go", "destroy", "lose", "miss", "burn", "flatten", "collapse", "raze", "wreck", "demolish", "sink"),
    *("vanish", "disappear", "scrap", "dismantle", "remove", "steal", "perish", "fall"),
}
_LEFT = {"remain", "stand", "survive", "stay", "leave", "keep", "last"}
_NEAR = 300  # code points from the starting number to what is gone


def is_left(count: Count) -> bool:
    """Whether the count is of what is still there: "some sixty stalls were still standing"."""
    verb = governor_of(count.span)
    still = any(t.lower_ in {"still", "only", "just"} for t in verb.children)
    return verb.lemma_.lower() in _LEFT and (still or verb.lemma_.lower() != "leave")


def remainders(context: Context, counts: Sequence[Count]) -> Iterator[Claim]:
    """A claim at each number that is gone, of how many are left of the number before it."""
    for start, gone in pairwise(counts):
        if not _is_gone(start, gone, context):
            continue
        nouns = [start.value.unit] if start.measure is None else []
        if (title := title_noun(start, context)) is not None and start.measure is None:
            nouns.append(title.lemma_.lower())
        left = start.value.low - gone.value.low
        for noun in nouns:
            yield make_claim(
                context,
                gone.span,
                replace(start.value, low=left, high=left, unit=noun),
                kind="quantity",
                predicate=f"open:{noun}",
                subject=NOBODY,
                object=NOBODY,
                at=governor_of(gone.span),
                qualifiers=[
                    ("state", "left"),
                    ("sum", f"{start.value.low:.0f} less {gone.value.low:.0f} is {left:.0f}"),
                ],
            )


def title_noun(count: Count, context: Context) -> Token | None:
    """The one plural noun of the numbered title that the count stands under: "4. The stalls"."""
    title = title_before(count.span, context)
    if title is None:
        return None
    nouns = [t for t in title if t.pos_ in {"NOUN", "PROPN"} and t.tag_ in {"NNS", "NNPS"}]
    return nouns[0] if len(nouns) == 1 else None


def _is_gone(start: Count, gone: Count, context: Context) -> bool:
    if start.value.unit is None or gone.value.unit not in {None, start.value.unit}:
        return False
    if start.value.comparator != "=" or gone.value.comparator != "=" or gone.measure is not None:
        return False
    if not 0 < gone.value.low < start.value.low or gone.span.start_char - start.span.end_char > _NEAR:
        return False
    verb = governor_of(gone.span)
    root = gone.span.root
    subject = bool({root.dep_, root.head.dep_} & {"nsubj", "nsubjpass"})
    same_line = context.line(start.span[0]) is context.line(gone.span[0])
    return subject and same_line and verb.lemma_.lower() in _GONE
