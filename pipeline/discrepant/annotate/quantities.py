"""Quantities: numbers with their bounds, and the thing counted, told from the dependency tree.

The numbers come from `values.numerals`, which needs no model. What they count is read from the parse where
there is one, and from the words that follow where there is none (headlines, tables, a blank pipeline).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from discrepant.annotate.spans import Found, add_group
from discrepant.values import encode
from discrepant.values.number_rules import load_number_rules
from discrepant.values.numerals import Number, find_numbers, value_of_number
from discrepant.values.quantity import singular

_MODIFIES = frozenset({"nummod", "quantmod", "amod", "nmod", "det", "advmod", "poss", "predet", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LABELS = {"percent": "PERCENT", "money": "MONEY", "age": "AGE", "measure": "MEASURE", "ordinal": "ORDINAL"}
_SAYS = frozenset(
    {"say", "tell", "ask", "write", "add", "argue", "note", "recall", "call", "put", "explain", "warn", "describe", "think",
     "believe", "suggest", "insist", "point", "claim", "complain", "joke", "quip", "remember", "admit", "know"}
)  # fmt: skip
_REACHES = frozenset({"at", "to", "from", "of"})
_WINDOW = 4  # tokens after a number in which the thing counted may stand


@Language.factory("discrepant_quantities", assigns=["doc.spans"])
def create_quantities(nlp: Language, name: str) -> QuantityMarker:
    """The component that fills `doc.spans["quantities"]`; runs after the dates, and the parser if there is one."""
    return QuantityMarker()


class QuantityMarker:
    """Marks numbers that count or measure something, each with its value."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans["quantities"]`; what `doc.spans["dates"]` and `["durations"]` hold is left alone."""
        taken = _taken(doc)
        parsed = doc.has_annotation("DEP")
        found: list[Found] = []
        units: dict[int, str] = {}  # unit of each quantity so far, by its last token
        for number in find_numbers(doc.text):
            if number.kind == "duration" or any(taken[number.core_start : number.core_end]):
                continue
            core = doc.char_span(number.core_start, number.core_end, alignment_mode="expand")
            if core is None:
                continue
            noun = _counted(core, parsed) if number.kind in ("count", "ordinal") else None
            if parsed and noun is not None and _is_idle_one(core, noun, number):
                continue
            unit = _unit_of(noun) if noun is not None else _antecedent(core, units)
            if number.ratio_index is not None:
                unit = "vote" if number.votes else unit
            if unit is not None:
                units[core.end - 1] = unit
            end = _end_with_noun(number, core, noun)
            found.append((number.start, end, _label(number), encode(value_of_number(number, unit))))
        add_group(doc, "quantities", found)
        return doc


def _taken(doc: Doc) -> bytearray:
    """One byte a code point, set where a date or a duration stands."""
    taken = bytearray(len(doc.text))
    for group in ("dates", "durations"):
        for span in doc.spans.get(group, ()):
            taken[span.start_char : span.end_char] = b"\1" * (span.end_char - span.start_char)
    return taken


def _label(number: Number) -> str:
    if number.ratio_index is not None:
        return ("RATIO_FOR", "RATIO_AGAINST")[number.ratio_index]
    return _LABELS.get(number.kind, "QUANTITY")


def _end_with_noun(number: Number, core: Span, noun: Token | None) -> int:
    """Where the mention ends: after the noun, where only its modifiers stand between."""
    if noun is None or not 0 <= noun.i - core.end < _WINDOW:
        return number.end
    between = core.doc[core.end : noun.i]
    joined = all(token.is_alpha or token.text in "-'" for token in between) and not any(
        token.lower_ in ("of", "in", "on", "at", "to") or "\n" in token.text for token in between
    )
    return max(number.end, noun.idx + len(noun)) if joined else number.end


def _unit_of(noun: Token) -> str | None:
    """The lemma of the noun; "head count" and "death toll" keep their first word, a bare "total" says nothing."""
    lemma = noun.lemma_.lower() if noun.lemma_ and noun.pos_ == "NOUN" else singular(noun.lower_)
    if lemma in load_number_rules().words["totals"]:
        first = [
            child for child in noun.lefts if child.dep_ in ("compound", "amod") and child.i == noun.i - 1
        ]
        return f"{first[0].lower_} {lemma}" if first and first[0].dep_ == "compound" else None
    return lemma


def _counted(core: Span, parsed: bool) -> Token | None:
    """The noun that the number counts, or None."""
    if not parsed:
        return _after_of(core) or _following(core) or _labelled_line(core)
    return _whole(core) or _head(core) or _subject(core) or _next_sentence(core) or _labelled_line(core)


def _whole(core: Span) -> Token | None:
    """ "94 of the 110 deputies", "thousands of refugees": the noun after "of"."""
    last = core.end
    if last >= len(core.doc) or core.doc[last].lower_ != "of":
        return None
    for child in core.doc[last].children:
        if child.dep_ == "pobj" and child.i > last:
            return child if child.pos_ in _NOUNS else None
    return _after_of(core)


def _head(core: Span) -> Token | None:
    """ "30 visits", "eighth visit", "two dozen women": the noun that the number modifies."""
    node = core.root
    for _ in range(4):
        outside = node.i < core.start or node.i >= core.end
        if outside and node.pos_ in _NOUNS:
            return node
        if node.dep_ not in _MODIFIES and not (node.dep_ == "compound" and not outside):
            break
        if node.head is node:
            break
        node = node.head
    # The parser takes some numbers for the subject; the noun right behind then still tells.
    following = core.doc[core.end] if core.end < len(core.doc) else None
    if following is not None and following.pos_ in _NOUNS and following.tag_ in ("NNS", "NNPS"):
        return following if not following.text.isupper() else None
    return None


def _subject(core: Span) -> Token | None:
    """ "the number of prisoners stood at 897", "a staff of 30": the noun that the sentence sets equal to it."""
    node = core.root
    if node.dep_ == "pobj" and node.head.lower_ in _REACHES:
        above = node.head.head
        if above.pos_ == "NOUN" and node.head.lower_ == "of" and above.i < core.start:
            return _counted_by(above)
        if above.pos_ not in ("VERB", "AUX") or node.head.lower_ == "of":
            return _counted_by(above) if above.pos_ == "NOUN" and _is_total(above) else None
        objects = [
            child for child in above.children if child.dep_ in ("dobj", "nsubjpass") and child.i < core.start
        ]
        return _of_totals(objects or [child for child in above.children if child.dep_ == "nsubj"])
    if node.dep_ in ("attr", "dobj", "acomp") and node.head.pos_ in ("VERB", "AUX"):
        subjects = [child for child in node.head.children if child.dep_ == "nsubj"]
        return _of_totals(subjects)
    return None


def _of_totals(nouns: list[Token]) -> Token | None:
    return next((_counted_by(noun) for noun in nouns if _is_total(noun)), None)


def _is_total(noun: Token) -> bool:
    words = load_number_rules().words
    return noun.lemma_.lower() in words["totals"] or noun.lemma_.lower() in words["sizes"]


def _counted_by(noun: Token) -> Token:
    """The noun that "the number of ..." is about, or the noun itself."""
    if noun.lemma_.lower() in load_number_rules().words["totals"]:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((t for t in child.children if t.dep_ in ("pobj", "pcomp")), noun)
    return noun


def _next_sentence(core: Span) -> Token | None:
    """ "407. Prisoners who slept on the floor": a number that is a sentence, and the noun that opens the next."""
    doc = core.doc
    if (
        core.end + 1 >= len(doc)
        or doc[core.end].text not in (".", ":", "!")
        or "\n" in doc[core.end].whitespace_
    ):
        return None
    before = doc[core.start - 1] if core.start else None
    if before is not None and not (before.is_space or before.text in (".", ":", "?", "!", ")")):
        return None
    for token in doc[core.end + 1 : core.end + 7]:
        if "\n" in token.text or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
            return None
        if token.pos_ in _NOUNS and not (token.dep_ == "compound" and token.i + 1 < len(doc)):
            return token
    return None


def _labelled_line(core: Span) -> Token | None:
    """ "CPT visits to Russia: 30", "Comments (37)": the first plural noun of the words before."""
    doc = core.doc
    if core.start < 2 or doc[core.start - 1].text not in (":", "(", "-", "|"):
        return None
    first = core.start - 2
    while (
        first > 0
        and core.start - first < 12
        and "\n" not in doc[first - 1].text
        and doc[first - 1].text not in ".|;"
    ):
        first -= 1
    words = [token for token in doc[first : core.start - 1] if token.is_alpha]
    if doc[core.start - 1].text == "(":
        words = words[-1:]
    return next((token for token in words if _looks_plural(token)), None)


def _after_of(core: Span) -> Token | None:
    """Without a parse: "60 of the people", "thousands of refugees"."""
    doc, i = core.doc, core.end
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 1
    while i < len(doc) and i - core.end < _WINDOW and (doc[i].is_stop or doc[i].like_num):
        i += 1
    return _following(doc[core.start : i]) if i < len(doc) else None


def _following(core: Span) -> Token | None:
    """Without a parse: the first plural among the words that follow, or the word after "one"."""
    doc = core.doc
    run: list[Token] = []
    for token in doc[core.end : core.end + _WINDOW]:
        if token.text == "-" and not run:
            continue
        if not token.is_alpha or (token.is_stop and token.lower_ not in ("more", "other", "former")):
            break
        run.append(token)
    if core.text.lower() in ("one", "1", "single") and run:
        return run[0]
    return next((token for token in run if _looks_plural(token)), None)


def _looks_plural(token: Token) -> bool:
    if token.pos_ and token.pos_ not in _NOUNS:
        return False
    word = token.lower_
    return word in ("people", "men", "women", "children", "police") or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    )


def _antecedent(core: Span, units: dict[int, str]) -> str | None:
    """ "947 people, 719 of them convicted and 228 on remand": the thing counted just before in the sentence."""
    doc = core.doc
    of_them = (
        core.end + 1 < len(doc)
        and doc[core.end].lower_ == "of"
        and doc[core.end + 1].lower_ in ("them", "these", "whom")
    )
    joined = core.start > 0 and doc[core.start - 1].lower_ == "and" and doc.has_annotation("DEP")
    if not of_them and not (joined and core.root.dep_ in ("conj", "appos")):
        return None
    for i in range(core.start - 1, max(-1, core.start - 25), -1):
        if doc[i].text in ".!?" or "\n" in doc[i].text:
            return None
        if i in units:
            return units[i]
    return None


def _is_idle_one(core: Span, noun: Token, number: Number) -> bool:
    """Whether "one" is only an article with weight: "one deputy told the chamber", "for one country"."""
    if core.text.lower() != "one" or number.ratio_index is not None or number.start < number.core_start:
        return False
    if noun.dep_ in ("pobj", "npadvmod", "appos", "ROOT") and noun.head.lower_ != "by":
        return noun.dep_ != "ROOT"
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _SAYS:
        return True
    return any(child.dep_ == "neg" for child in noun.head.children)
