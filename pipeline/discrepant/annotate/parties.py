"""Finds states and other parties by name, demonym, capital and seat of government.

A capital stands for its government ("Moscow objected") unless the words around it make it a place ("in Moscow",
the dateline "MOSCOW, Nov 2 -"). Writes `doc.spans["parties"]`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from discrepant.annotate.lexicon import Entry, Hit, Scan, scan
from discrepant.annotate.spans import Found, add_group

# Prepositions that make a capital a place; "to" and "from" do so only after a word of motion.
_PLACE_BEFORE = frozenset(
    {"in", "at", "near", "outside", "around", "inside", "across", "through", "via", "throughout", "central"}
)
_WAY_BEFORE = frozenset({"to", "from", "for"})
_MOTION = frozenset(
    {
        "travel",
        "travelled",
        "traveled",
        "fly",
        "flew",
        "flown",
        "flight",
        "go",
        "went",
        "gone",
        "come",
        "came",
    }
    | {
        "return",
        "returned",
        "arrive",
        "arrived",
        "visit",
        "visits",
        "visited",
        "trip",
        "trips",
        "drive",
        "drove",
    }
    | {"flow", "move", "moved", "sent", "bound", "road", "train", "delegation", "live", "report", "reporting"}
    | {"left", "leave", "heading", "headed", "marched", "march", "transferred", "judges", "students", "back"}
)
_PLACE_AFTER = frozenset(
    {"suburb", "suburbs", "street", "streets", "airport", "courtroom", "embassy", "bureau"}
)
_DATELINE = re.compile(
    r"(?:[ \t]*\([^()\n]{1,40}\))?[ \t]*"
    r"(?:,[ \t]*(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)|[0-9]{1,2}[ ./])"
    r"|-[ \t]|--|\u2014|:[ \t])"
)
_ROLES = ("name", "demonym", "metonym", "place")


def find_parties(text: str) -> list[Found]:
    """Every mention of a party in `text`: start, end, PARTY or PLACE, and the party's id."""
    read = scan(text)
    found = []
    for hit in read.hits:
        if meanings := hit.of("party", *_ROLES):
            label, id = _meaning(text, read, hit, meanings)
            found.append((hit.start, hit.end, label, id))
    return found


def _meaning(text: str, read: Scan, hit: Hit, meanings: tuple[Entry, ...]) -> tuple[str, str]:
    places = [e for e in meanings if e.role in ("place", "metonym")]
    if not places or len(places) < len(meanings):
        # "Guatemala City" names one thing; a name or demonym is always the party itself.
        named = [e for e in meanings if e.role in ("name", "demonym")]
        return "PARTY", _only(named)
    if _is_place(text, read, hit):
        return "PLACE", _only([e for e in places if e.role == "place"] or places)
    return "PARTY", _only([e for e in places if e.role == "metonym"] or places)


def _only(entries: list[Entry]) -> str:
    ids = {entry.id for entry in entries}
    return ids.pop() if len(ids) == 1 else ""


def _is_place(text: str, read: Scan, hit: Hit) -> bool:
    if is_dateline(text, hit.start, hit.end):
        return True
    before = read.before(hit)
    if before is not None and before.norm == "the":
        before = read.before(hit, 2)
    after = read.after(hit)
    if after is not None and after.norm in _PLACE_AFTER:
        return True
    if before is None:
        return False
    if before.norm in _PLACE_BEFORE:
        return after is None or after.norm != "'s" or before.norm == "in"
    if before.norm in _WAY_BEFORE:
        nearby = [read.before(hit, back) for back in range(2, 6)]
        return any(token is not None and token.norm in _MOTION for token in nearby)
    return False


def is_dateline(text: str, start: int, end: int) -> bool:
    """True where the name opens its line and a date, an agency or a dash follows: "MOSCOW, Nov 2 (AB) -"."""
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip():
        return False
    if not (match := _DATELINE.match(text, end)):
        return False
    return not match.group().startswith(":") or text[start:end].isupper()


@Language.factory("discrepant_parties", assigns=["doc.spans"])
def create_parties(nlp: Language, name: str) -> PartiesComponent:
    """Needs nothing but the text; with a parser and entities it also drops people who bear a state's name."""
    return PartiesComponent()


class PartiesComponent:
    """Writes `doc.spans["parties"]`: label PARTY or PLACE, the party's id."""

    def __call__(self, doc: Doc) -> Doc:
        people = [
            (ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1
        ]
        found = []
        for start, end, label, id in find_parties(doc.text):
            if any(a <= start and end <= b and end - start < b - a for a, b in people) and _is_name(
                doc, start, end
            ):
                continue
            if label == "PARTY" and doc.has_annotation("DEP") and _is_modifier_place(doc, start, end):
                label = "PLACE"
            found.append((start, end, label, id))
        add_group(doc, "parties", found)
        return doc


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """False for adjectives: the model takes "Russian Olga Sadovskaya" and "Turkey's Erdogan" for one person."""
    read = scan(doc.text)
    for hit in read.hits:
        if (hit.start, hit.end) == (start, end):
            after = read.after(hit)
            is_plain = not hit.of("party", "demonym", "metonym")
            return is_plain and len(hit.of("party")) > 0 and not (after is not None and after.norm == "'s")
    return False


def _is_modifier_place(doc: Doc, start: int, end: int) -> bool:
    """ "a Moscow prison": the capital as a modifier of a common noun that is no office of government."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not any(
        e.role == "place" for hit in scan(doc.text).hits if hit.start == start for e in hit.of("party")
    ):
        return False
    root = span.root
    return root.dep_ == "compound" and root.head.pos_ == "NOUN" and root.head.lemma_.lower() not in _OFFICES


_OFFICES = frozenset(
    {
        "official",
        "authority",
        "government",
        "administration",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
    }
    | {"ministry", "diplomat", "decision", "policy", "withdrawal", "exit", "envoy", "leadership", "regime"}
)
