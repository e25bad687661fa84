"""People, organisations and places that no rule knows: the model's entities, with its errors mended.

A surname alone gets the id of the one full name of the article that ends with it. Writes
`doc.spans["names"]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from discrepant.annotate.lexicon import fold
from discrepant.annotate.spans import Found, add_group

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
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
# Last words of what the model takes for people.
_NOT_PEOPLE = frozenset(
    {"watch", "wire", "news", "newswire", "agency", "network", "foundation", "post", "herald", "tribune"}
    | {"ledger", "union", "ministry", "party", "platform", "coalition", "institute", "centre", "center"}
    | {"courier", "times", "gazette", "dispatch", "weekly", "radio", "group", "forum", "press", "office"}
)
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "di", "da", "al", "bin", "ibn", "el", "la", "le"})
_ARTICLES = frozenset({"the", "a", "an"})
_ENDINGS = frozenset({"'s", "'", "\u2019s"})
_LONGEST_HEADING = 140  # code points
_NOT_NAME = re.compile(r"[0-9@/|<>=*#\n]")
_SLUG = re.compile(r"[^a-z0-9]+")


def person_id(name: str) -> str:
    """ "person:vladimir-putin" for "Vladimir Putin"; no accents, no case."""
    return "person:" + _SLUG.sub("-", fold(name)).strip("-")


def find_names(doc: Doc) -> list[Found]:
    """Names in `doc`: start, end, PERSON, ORG or PLACE, and a person's id ("" where it is open)."""
    taken = {token.i for group in _KNOWN for span in doc.spans.get(group, []) for token in span}
    names = [name for name in _trimmed(doc) if not any(at in taken for at in range(name[0], name[1]))]
    full: dict[str, set[str]] = {}
    for first, last, label in names:
        if label == "PERSON" and last - first > 1:
            full.setdefault(fold(doc[last - 1].text), set()).add(person_id(doc[first:last].text))
    found = []
    for first, last, label in names:
        span = doc[first:last]
        if last - first > 1:
            owners = {person_id(span.text)}
        else:
            owners = full.get(fold(span.text), set())
            if len(owners) == 1 and label == "ORG":
                label = "PERSON"
        id = next(iter(owners)) if label == "PERSON" and len(owners) == 1 else ""
        found.append((span.start_char, span.end_char, label, id))
    return found


def _trimmed(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """First token, last and label of the model's entities, without roles, possessives and quotes."""
    counts = Counter(token.text for token in doc)
    text = doc.text  # put together anew each time it is asked for
    done = 0
    for ent in doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None or ent.start < done or _is_heading(text, ent, counts):
            continue
        words = list(ent)
        if label == "PERSON":
            words += _rest_of_name(doc, ent.end)
            while words and fold(words[0].text.rstrip(".")) in _ROLES:
                words.pop(0)
        words = _bare(words, label)
        if not words:
            continue
        first, last = words[0].i, words[-1].i + 1
        name = doc[first:last].text
        if _NOT_NAME.search(name) or not any(c.isalpha() for c in name) or name.islower():
            continue
        if label == "PERSON" and fold(words[-1].text) in _NOT_PEOPLE:
            label = "ORG"
        if (label == "PERSON" and not _is_personal(name)) or fold(name) in _ROLES:
            continue
        done = last
        yield first, last, label


def _bare(words: list[Token], label: str) -> list[Token]:
    """`words` without articles, possessive endings, and what an open bracket starts."""
    bracket = next((at for at, word in enumerate(words) if word.text == "("), len(words))
    words = words[:bracket]
    while words and (words[-1].text in _ENDINGS or words[-1].is_punct or words[-1].is_space):
        words.pop()
    while words and (
        words[0].is_punct
        or words[0].is_space
        or words[0].text in _ARTICLES
        or (words[0].text == "The" and label != "PLACE")  # "The Hague" keeps its own
    ):
        words.pop(0)
    return words


def _rest_of_name(doc: Doc, at: int) -> list[Token]:
    """The surname that the model has cut off, or taken for a place: "Zehra Zümrüt | Selçuk"."""
    if at >= len(doc) or not doc[at - 1].is_title or not doc[at].is_title or doc[at].pos_ != "PROPN":
        return []
    cut_off = doc[at].ent_type_ in ("GPE", "PERSON", "ORG") and doc[at].ent_iob_ == "B"
    alone = at + 1 == len(doc) or not doc[at + 1].is_title
    return [doc[at]] if cut_off and alone and fold(doc[at].text) not in _ROLES else []


def _is_personal(name: str) -> bool:
    """Every word of a person's name has a capital, particles aside."""
    words = name.replace("-", " ").split()
    return len(words) <= 5 and all(w[:1].isupper() or w in _PARTICLES for w in words) and not name.isupper()


def _is_heading(text: str, ent: Span, counts: Counter[str]) -> bool:
    """True in a heading in title case whose word no other line repeats: "Symbolic Significance"."""
    line_start = text.rfind("\n", max(0, ent.start_char - _LONGEST_HEADING), ent.start_char) + 1
    line_end = text.find("\n", ent.end_char, ent.end_char + _LONGEST_HEADING)
    if (not line_start and ent.start_char > _LONGEST_HEADING) or line_end < 0:
        return False
    line = text[line_start:line_end].strip()
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if line.endswith((".", ",", "?", ";")) or not all(word[0].isupper() for word in words):
        return False
    if ent.label_ == "PERSON" and line.startswith(("By ", "by ")):
        return False
    return counts[ent[-1].text] == 1


@Language.factory("discrepant_names", assigns=["doc.spans"], requires=["doc.ents"])
def create_names(nlp: Language, name: str) -> NamesComponent:
    """Needs the model's entities; runs after treaties, parties and bodies."""
    return NamesComponent()


class NamesComponent:
    """Writes `doc.spans["names"]`: label PERSON, ORG or PLACE; the person's id, "" where it is open."""

    def __call__(self, doc: Doc) -> Doc:
        add_group(doc, "names", find_names(doc))
        return doc
