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
_REACHES = frozenset({"at", "to", "from", "of"})
_BREAKS = frozenset({"of", "in", "on", "at", "to", "for", "by", "and", "or"})
_WINDOW = 4  # tokens after a number in which the thing counted may stand


@Language.factory("discrepant_quantities", assigns=["doc.spans"])
def create_quantities(nlp: Language, name: str) -> QuantityMarker:
    """The component that fills `doc.spans["quantities"]`; to run after the dates and the parser."""
    return QuantityMarker()


class QuantityMarker:
    """Marks numbers that count or measure something, each with its value."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans["quantities"]`; what stands in a date or duration span is left alone."""
        taken = _taken(doc)
        parsed = doc.has_annotation("DEP")
        found: list[Found] = []
        units: dict[int, str] = {}  # unit of each quantity so far, by its last token
        numbers = find_numbers(doc.text)
        for number, following in zip(numbers, [*numbers[1:], None], strict=False):
            # A ratio that is none of votes ("odds of 3 to 1") counts nothing.
            uncounted = number.kind == "duration" or (number.ratio_index is not None and not number.votes)
            if uncounted or any(taken[number.core_start : number.core_end]):
                continue
            core = doc.char_span(number.core_start, number.core_end, alignment_mode="expand")
            if core is None:
                continue
            noun = _counted(core, number, parsed) if number.kind in ("count", "ordinal") else None
            if parsed and noun is not None and _is_idle_one(core, noun, number):
                continue
            unit = _unit_of(noun) if noun is not None else _antecedent(core, units)
            if number.ratio_index is not None:
                unit = "vote"
            if _is_nothing(core, number, unit):
                continue
            if core.text.lower() == "twice":
                unit = "time"
            if unit is not None:
                units[core.end - 1] = unit
            start, end = _with_noun(number, core, noun)
            if following is not None and end > following.start:
                end = number.end  # "the second and third readings"
            found.append((start, end, _label(number), encode(value_of_number(number, unit))))
        add_group(doc, "quantities", found)
        return doc


def _is_nothing(core: Span, number: Number, unit: str | None) -> bool:
    """Whether a number counts nothing: a pronoun, a day of the month, a length of time, an adverb."""
    if number.kind == "ordinal" and unit is None:
        return True
    rules = load_number_rules().words
    if unit in rules["durations"]:
        return True
    if core.text.lower() != "one" or unit is not None or number.start < number.core_start:
        return False
    following = core.doc[core.end] if core.end < len(core.doc) else None
    return following is not None and following.is_alpha and following.lower_ not in rules["zero_context"]


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


def _with_noun(number: Number, core: Span, noun: Token | None) -> tuple[int, int]:
    """Where the mention begins and ends: with the noun, where only its modifiers stand between."""
    if noun is None:
        return number.start, number.end
    doc = core.doc
    if noun.i < core.start <= noun.i + 6 and doc[noun.i + 1 : core.start].text.strip() == "of":
        return noun.idx, number.end  # "a capacity of some 545"
    if not 0 <= noun.i - core.end < _WINDOW:
        return number.start, number.end
    between = doc[core.end : noun.i]
    joined = all((token.is_alpha and token.lower_ not in _BREAKS) or token.text in "-'" for token in between)
    joined = joined and not _is_apart(between)
    return number.start, max(number.end, noun.idx + len(noun)) if joined else number.end


def _unit_of(noun: Token) -> str | None:
    """The lemma of the noun. "Head count" keeps both words; a bare "total" says nothing."""
    lemma = noun.lemma_.lower() if noun.lemma_ and noun.pos_ == "NOUN" else singular(noun.lower_)
    if lemma in load_number_rules().words["totals"]:
        first = [
            child for child in noun.lefts if child.dep_ in ("compound", "amod") and child.i == noun.i - 1
        ]
        return f"{first[0].lower_} {lemma}" if first and first[0].dep_ == "compound" else None
    return lemma


def _counted(core: Span, number: Number, parsed: bool) -> Token | None:
    """The noun that the number counts, or None."""
    if not parsed:
        return (
            _after_of(core)
            or _following(core, one=number.high == 1 or number.ordinal)
            or _labelled_line(core)
        )
    return _whole(core) or _head(core) or _subject(core) or _next_sentence(core) or _labelled_line(core)


def _whole(core: Span) -> Token | None:
    """The noun after "of": "94 of the 110 deputies", "thousands of refugees"."""
    last = core.end
    if last >= len(core.doc) or core.doc[last].lower_ != "of":
        return None
    for child in core.doc[last].children:
        if child.dep_ == "pobj" and child.i > last:
            return child if child.pos_ in _NOUNS else None
    return _after_of(core)


def _head(core: Span) -> Token | None:
    """The noun that the number modifies: "30 visits", "eighth visit", "two dozen women", "15-member"."""
    doc, node = core.doc, core.root
    if core.end + 1 < len(doc) and doc[core.end].text == "-" and not doc[core.end - 1].whitespace_:
        compound = doc[core.end + 1]
        return compound if compound.is_alpha and compound.lower_ != "strong" else None
    if core.text.lower() == "twice":
        return None
    for _ in range(4):
        if node.i >= core.end:
            if node.pos_ in _NOUNS and node.is_alpha and not _is_apart(doc[core.end : node.i]):
                return node
        elif node.dep_ not in _MODIFIES and not (node.dep_ == "compound" and node.i >= core.start):
            break
        if node.head is node or node.i < core.start:
            break
        node = node.head
    # The parser takes some numbers for the subject; the noun right behind then still tells.
    following = doc[core.end] if core.end < len(doc) else None
    if (
        following is not None
        and following.tag_ in ("NNS", "NNPS")
        and following.is_alpha
        and not following.is_upper
    ):
        return following
    return None


def _is_apart(between: Span) -> bool:
    """Whether what stands between a number and a noun parts them: "dozens dead - residents"."""
    return any(
        token.text in (":", ";", ".", "(", "\u2013", "\u2014", "|") or "\n" in token.text for token in between
    ) or any(token.text == "-" and token.whitespace_ for token in between)


def _subject(core: Span) -> Token | None:
    """The noun that is set equal to it: "the number of prisoners stood at 897", "a staff of 30"."""
    node = core.root
    if node.dep_ == "pobj" and node.head.lower_ in _REACHES:
        above = node.head.head
        if above.pos_ not in ("VERB", "AUX") or node.head.lower_ == "of":
            return (
                _counted_by(above)
                if above.pos_ == "NOUN" and _is_total(above) and above.i < core.start
                else None
            )
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
    """A number that is a sentence counts the noun that opens the next: "407. Prisoners on the floor"."""
    doc = core.doc
    if core.end + 1 >= len(doc) or doc[core.end].text not in (".", ":") or not _opens_line(core):
        return None
    for token in doc[core.end + 1 : core.end + 7]:
        if "\n" in token.text or token.pos_ in ("VERB", "AUX", "PRON", "SCONJ"):
            return None
        if token.pos_ in _NOUNS and (token.i + 1 >= len(doc) or doc[token.i + 1].pos_ not in _NOUNS):
            return token
    return None


def _opens_line(core: Span) -> bool:
    """Whether only spaces, or the label of a list item, stand before the number on its line."""
    doc = core.doc
    line = doc[max(0, core.start - 12) : core.start].text
    line = line[line.rfind("\n") + 1 :]
    return not any(c.isalpha() for c in line) and len(line) < 12


def _labelled_line(core: Span) -> Token | None:
    """What a line is about: "CPT visits to Russia: 30", "Comments (37)". The parser is no guide there."""
    doc = core.doc
    mark = doc[core.start - 1].text if core.start > 1 else ""
    rest = doc[core.end] if core.end < len(doc) else None
    ends = rest is None or "\n" in rest.text or rest.text in ").,;|"
    if mark not in (":", "(", "|") or not ends:
        return None
    first = core.start - 2
    while (
        first > 0
        and core.start - first < 12
        and "\n" not in doc[first - 1].text
        and doc[first - 1].text not in ".|;"
    ):
        first -= 1
    words = [token for token in doc[first : core.start - 1] if token.is_alpha and not token.is_stop]
    if mark == "(":
        words = words[-1:]
    return next((t for t in words if _plural_form(t.lower_) and not (t.is_title and t.i > first)), None)


def _after_of(core: Span) -> Token | None:
    """Without a parse: "60 of the people", "thousands of refugees"."""
    doc, i = core.doc, core.end
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 1
    while i < len(doc) and i - core.end < _WINDOW and (doc[i].is_stop or doc[i].like_num):
        i += 1
    return _following(doc[core.start : i]) if i < len(doc) else None


def _following(core: Span, one: bool = False) -> Token | None:
    """Without a parse: the first plural among the words that follow; after `one` and ordinals, the first."""
    doc = core.doc
    run: list[Token] = []
    for token in doc[core.end : core.end + _WINDOW]:
        if token.text == "-" and not run:
            continue
        if not token.is_alpha or (token.is_stop and token.lower_ not in ("more", "other", "former")):
            break
        run.append(token)
    if one and run:
        return run[0]
    return next((token for token in run if _looks_plural(token)), None)


def _looks_plural(token: Token) -> bool:
    if token.pos_ and token.pos_ not in _NOUNS:
        return False
    return _plural_form(token.lower_)


def _plural_form(word: str) -> bool:
    if word in ("people", "men", "women", "children", "police"):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _antecedent(core: Span, units: dict[int, str]) -> str | None:
    """What the number before counts, where this one goes on from it: "719 of them", "from 112 to 111"."""
    doc = core.doc
    behind = doc[core.end : core.end + 2].text.lower()
    before = doc[core.start - 1].lower_ if core.start else ""
    if before == "to" and core.start > 1 and core.start - 2 in units:
        return units[core.start - 2]
    if doc.has_annotation("SENT_START") and core.sent[0].lower_ == "of":
        # "Of 512 dams visited so far, 97 were unsafe."
        earlier = [i for i in range(core.sent.start, core.start) if i in units]
        return units[earlier[0]] if earlier else None
    joined = before == "and" and doc.has_annotation("DEP") and core.root.dep_ in ("conj", "appos")
    if behind not in ("of them", "of these", "of whom") and not joined:
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
    if noun.tag_ in ("NNS", "NNPS") or noun.dep_ == "poss":
        return True  # "in one dormitory women slept", "one applicant's share"
    if noun.dep_ in ("pobj", "npadvmod", "appos", "ROOT") and noun.head.lower_ != "by":
        return noun.dep_ != "ROOT"
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in load_number_rules().words["says"]:
        return True
    return any(child.dep_ == "neg" for child in noun.head.children)
