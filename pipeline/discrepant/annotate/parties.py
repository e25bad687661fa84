"""Finds states and other parties by name, demonym, capital and seat of government.

A capital stands for its government ("Moscow objected") unless the words around it make it a place ("in
Moscow", the dateline "MOSCOW, Nov 2 -"). Writes `doc.spans["parties"]`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

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
    r"(?:,[ \t]*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[0-9]{1,2}[ ./]"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"|-[ \t]|--|\u2014|:[ \t])"
)
_BETWEEN_LANGUAGES = frozenset({",", "and", "or", "has", "was", "is"})
_ROLES = ("name", "demonym", "metonym", "place")


def find_parties(text: str) -> list[Found]:
    """Every mention of a party in `text`: start, end, PARTY or PLACE, and the party's id."""
    read = scan(text)
    found = []
    for hit in read.hits:
        meanings = hit.of("party", *_ROLES)
        if meanings and not _is_language(read, hit):
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


def _is_language(read: Scan, hit: Hit) -> bool:
    """True for "in Greek, Turkish and English" and "abbreviated from Russian": no noun follows."""
    if not all(e.role == "demonym" for e in hit.of("party")):
        return False
    before, after = read.before(hit), read.after(hit)
    if after is not None and after.norm.isalnum() and after.norm not in _BETWEEN_LANGUAGES:
        return False
    back = 1
    while before is not None and (before.norm in _BETWEEN_LANGUAGES or _is_demonym(read, hit.first - back)):
        back += 1
        before = read.before(hit, back)
    return before is not None and before.norm in ("in", "into", "from")


def _is_demonym(read: Scan, at: int) -> bool:
    return read.starts.get(at) is not None and bool(read.starts[at].of("party", "demonym"))


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
    line_start = text.rfind("\n", max(0, start - 40), start) + 1
    if (not line_start and start > 40) or text[line_start:start].strip():
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
        hits = {hit.start: hit for hit in scan(doc.text).hits}
        found = []
        for start, end, label, id in find_parties(doc.text):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or _is_person(span, hits[start]):
                continue
            if label == "PARTY" and _is_modifier(span, hits[start]):
                label = "PLACE"
            found.append((start, end, label, id))
        add_group(doc, "parties", found)
        return doc


def _is_person(span: Span, hit: Hit) -> bool:
    """ "Chad Smith": the model sees a longer name of a person, and the word is no adjective or genitive."""
    if span[0].ent_type_ != "PERSON" or hit.of("party", "demonym", "metonym"):
        return False
    follower = span.doc[span.end] if span.end < len(span.doc) else None
    continues = follower is not None and follower.ent_type_ == "PERSON" and follower.ent_iob_ == "I"
    return (span[0].ent_iob_ == "I" or continues) and (follower is None or follower.text != "'s")


def _is_modifier(span: Span, hit: Hit) -> bool:
    """ "a Moscow prison": the capital modifies a common noun that is no office of government."""
    if not hit.of("party", "place") or not span.doc.has_annotation("DEP"):
        return False
    head = span.root.head
    return (
        span.root.dep_ == "compound"
        and head.pos_ in ("NOUN", "PROPN")
        and head.lemma_.lower() not in _OFFICES
    )


_OFFICES = frozenset(
    {"official", "authority", "government", "administration", "spokesman", "spokeswoman", "spokesperson"}
    | {"ministry", "minister", "diplomat", "decision", "policy", "withdrawal", "exit", "envoy", "leadership"}
)
