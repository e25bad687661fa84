"""Finds dates, times of day and lengths of time, with their values."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc, Token

from discrepant.annotate.spans import Found, add_group
from discrepant.model import DateValue, DurationValue
from discrepant.values import clock, encode
from discrepant.values.timex import Tense, Timex, find_timexes

_FUTURE_MODALS = frozenset({"will", "'ll", "shall", "wo"})
# Verbs and adjectives whose "to meet on Monday" is still to come.
_PROSPECTIVE = frozenset(
    {"expect", "schedule", "plan", "due", "set", "intend", "hope", "likely", "go", "promise", "vow", "want"}
)
_ROUNDLY = ("about", "around", "shortly after", "some time after", "towards", "roughly")
_STEPS = 12  # how far up the tree the verb of a date is looked for


@Language.factory("discrepant_dates", assigns=["doc.spans"])
def create_dates(nlp: Language, name: str) -> DatesComponent:
    """Works in any English pipeline, a blank one too; with a parser the tense of the verb is heard."""
    return DatesComponent()


class DatesComponent:
    """Writes DATE and DATELINE to `doc.spans["dates"]`, CLOCK to "clocks", DURATION to "durations".

    Relative dates are counted from `doc._.published` (ISO, or None: then they stay open). Expressions without
    a value ("years later", "every Friday") are left out.
    """

    def __call__(self, doc: Doc) -> Doc:
        published = dt.date.fromisoformat(doc._.published) if doc._.published else None
        dates: list[Found] = []
        clocks: list[Found] = []
        durations: list[Found] = []
        text = doc.text  # put together anew each time it is asked for
        for timex in find_timexes(text, published, tense=_tense_in(doc)):
            if isinstance(timex.value, DateValue):
                label = "DATELINE" if timex.role else "DATE"
                dates.append((timex.start, timex.end, label, encode(timex.value)))
            elif isinstance(timex.value, DurationValue):
                durations.append((timex.start, timex.end, "DURATION", encode(timex.value)))
            elif timex.type == "TIME" and (
                at := clock.parse(text[timex.start : timex.end], about=_about(text, timex))
            ):
                time = DateValue(edtf="", earliest=None, latest=None, clock=at)
                clocks.append((timex.start, timex.end, "CLOCK", encode(time)))
        add_group(doc, "dates", dates)
        add_group(doc, "clocks", clocks)
        add_group(doc, "durations", durations)
        return doc


def _about(text: str, timex: Timex) -> bool:
    """ "at about 03:15": said roundly."""
    return text[max(0, timex.start - 14) : timex.start].casefold().rstrip().endswith(_ROUNDLY)


def _tense_in(doc: Doc) -> Tense | None:
    """Tells the tense of the verb that a date belongs to, or None for a text that was not parsed."""
    if not (doc.has_annotation("TAG") and doc.has_annotation("DEP")):
        return None

    def tense(start: int, end: int) -> str:
        span = doc.char_span(start, end, alignment_mode="expand")
        return _tense_of(span.root) if span is not None else ""

    return tense


def _tense_of(token: Token) -> str:
    """ "past", "present", "future", or "" where the verb above `token` tells none of them."""
    verb = token
    for _ in range(_STEPS):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return ""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in _FUTURE_MODALS for child in helpers):
        return "future"
    if any(child.lower_ == "would" for child in helpers):
        return "future" if not any(child.lower_ == "have" for child in helpers) else "past"
    if verb.tag_ == "VBD" or any(child.tag_ in ("VBD", "VBN") for child in helpers):
        return "past"
    if verb.tag_ == "VBN" and any(child.tag_ in ("VBZ", "VBP", "VBG") for child in helpers):
        return "past"
    if any(child.lower_ == "to" for child in helpers):
        return "future" if verb.head.lemma_.lower() in _PROSPECTIVE or verb.head.lemma_ == "be" else ""
    # A participle or gerund goes with the verb above it: "joined in 1996", "withdrawing on Monday".
    if verb.tag_ in ("VBN", "VBG") and not helpers and verb.head.i != verb.i:
        return "past" if verb.tag_ == "VBN" else _tense_of(verb.head)
    return "present" if verb.tag_ in ("VBZ", "VBP") else ""
