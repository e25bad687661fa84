"""Long articles, parsed in pieces and put together again: the parser's memory then has a bound.

The model sees one piece at a time; what comes after it (treaties, names, dates ...) sees the whole article,
so that an acronym defined on its first page is known on its last. Pieces are cut where a paragraph ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

PIECE = 50_000  # code points; the parser takes about 3.5 KB of memory for each
LONG = 2 * PIECE  # a text up to this length is parsed as one
_OURS = "discrepant_"
_BEFORE_MODEL = "discrepant_layout"
# Where a piece may end, best first: a blank line, a line, a sentence, a word.
_ENDS = tuple(re.compile(pattern) for pattern in (r"\n[ \t\r]*\n\s*", r"\n\s*", r"[.?!][\"')]? +", r" +"))


def pieces(text: str, size: int = PIECE) -> Iterator[str]:
    """`text` cut into parts of at most `size` code points, none of them empty; joined they are `text`."""
    start = 0
    while len(text) - start > size:
        end = _end(text, start, start + size)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _end(text: str, start: int, limit: int) -> int:
    """The last good place to end a piece, in its second half where there is one."""
    middle = (start + limit) // 2
    for pattern in _ENDS:
        end = max((match.end() for match in pattern.finditer(text, middle, limit)), default=0)
        if end:
            return end
    return limit


def parse_long(nlp: Language, text: str) -> Doc:
    """`text`, already cleaned, parsed piece by piece by the model; our own components have not yet run."""
    parsed = []
    for piece in pieces(text):
        doc = nlp.make_doc(piece)
        for name, component in nlp.pipeline:
            if name == _BEFORE_MODEL or not name.startswith(_OURS):
                doc = component(doc)
        parsed.append(doc)
    whole = Doc.from_docs(parsed, ensure_whitespace=False)
    assert whole is not None
    assert whole.text == text  # every offset of a claim rests on it
    return whole


def annotate_parsed(nlp: Language, doc: Doc) -> Doc:
    """What `parse_long` left to do: every component of ours but the first."""
    for name, component in nlp.pipeline:
        if name.startswith(_OURS) and name != _BEFORE_MODEL:
            doc = component(doc)
    return doc
