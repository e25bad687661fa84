"""People, organisations and places that no rule knows, from the model's entities, with its errors mended.

A surname alone gets the id of the one full name of the article that ends with it. Writes `doc.spans["names"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from discrepant.annotate.lexicon import fold
from discrepant.annotate.spans import Found, add_group

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "ORG"}
_KNOWN = ("treaties", "parties", "bodies")
# Words that the model takes into a name though they say what the person is.
_ROLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady"}
    | {"president", "vice", "prime", "minister", "foreign", "justice", "defence", "defense", "family"}
    | {"interior", "finance", "deputy", "first", "chairman", "chairwoman", "chair", "speaker"}
    | {"spokesman", "spokeswoman", "spokesperson", "senator", "judge", "ambassador", "general"}
    | {"colonel", "captain", "pope", "king", "queen", "prince", "princess", "chancellor", "secretary"}
    | {"secretary-general", "commissioner", "ombudsman", "ombudswoman", "prosecutor", "lawyer"}
    | {"director", "mayor", "governor", "reporter", "editor", "by", "reporting", "photo", "the"}
    | {"former", "ex", "acting"}
)
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "di", "da", "al", "bin", "ibn", "el", "la", "le"})
_NOT_NAME = re.compile(r"[0-9@/|<>=*#\n]")
_SLUG = re.compile(r"[^a-z0-9]+")


def person_id(name: str) -> str:
    """ "person:vladimir-putin" for "Vladimir Putin"; no accents, no case."""
    return "person:" + _SLUG.sub("-", fold(name)).strip("-")


def find_names(doc: Doc) -> list[Found]:
    """Names in `doc`: start, end, PERSON, ORG or PLACE, and a person's id ("" where it is open)."""
    taken = [(span.start_char, span.end_char) for group in _KNOWN for span in doc.spans.get(group, [])]
    names = [
        (start, end, label)
        for start, end, label in _trimmed(doc)
        if not any(start < b and a < end for a, b in taken)
    ]
    full = {doc.text[a:b] for a, b, label in names if label == "PERSON" and len(doc.text[a:b].split()) > 1}
    found = []
    for start, end, label in names:
        name = doc.text[start:end]
        owners = _owners(name, full)
        if label != "PERSON" and len(name.split()) == 1 and len(owners) == 1 and label != "PLACE":
            label = "PERSON"
        found.append(
            (start, end, label, next(iter(owners)) if label == "PERSON" and len(owners) == 1 else "")
        )
    return found


def _owners(name: str, full: set[str]) -> set[str]:
    """Ids of the full names that `name` is, or ends: exactly one, or the name is open."""
    if len(name.split()) > 1:
        return {person_id(name)}
    last = fold(name)
    return {person_id(other) for other in full if fold(other.split()[-1]) == last}


def _trimmed(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The model's entities without roles, possessives and quotes; without what is no name at all."""
    for ent in doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None or ent.label_ == "NORP" or _is_heading(doc, ent):
            continue
        words = list(ent)
        if label == "PERSON":
            while words and fold(words[0].text.rstrip(".")) in _ROLES:
                words.pop(0)
        while words and (
            words[-1].text in ("'s", "'", "\u2019s") or words[-1].is_punct or words[-1].is_space
        ):
            words.pop()
        while words and (words[0].is_punct or words[0].is_space or words[0].lower_ == "the"):
            words.pop(0)
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        name = doc.text[start:end]
        if _NOT_NAME.search(name) or not any(c.isalpha() for c in name) or name.islower():
            continue
        if label == "PERSON" and not _is_personal(name):
            continue
        yield start, end, label


def _is_personal(name: str) -> bool:
    """Every word of a person's name has a capital, particles aside."""
    words = name.replace("-", " ").split()
    return len(words) <= 5 and all(w[:1].isupper() or w in _PARTICLES for w in words) and not name.isupper()


def _is_heading(doc: Doc, ent: Span) -> bool:
    """True for a PERSON who is a whole line: a heading ("Torture victims"), not somebody."""
    if ent.label_ != "PERSON":
        return False
    line_start = doc.text.rfind("\n", 0, ent.start_char) + 1
    line_end = doc.text.find("\n", ent.end_char)
    line = doc.text[line_start : line_end if line_end >= 0 else len(doc.text)].strip()
    return (
        line.rstrip(".:") == ent.text.strip().rstrip(".:")
        and not doc.text[ent.end_char : ent.end_char + 1] == ","
    )


@Language.factory("discrepant_names", assigns=["doc.spans"], requires=["doc.ents"])
def create_names(nlp: Language, name: str) -> NamesComponent:
    """Needs the model's entities; runs after treaties, parties and bodies."""
    return NamesComponent()


class NamesComponent:
    """Writes `doc.spans["names"]`: label PERSON, ORG or PLACE; the person's id, "" where it is open."""

    def __call__(self, doc: Doc) -> Doc:
        add_group(doc, "names", find_names(doc))
        return doc
