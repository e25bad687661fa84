"""The lines of an article: headings, list items, questions, paragraphs. Sentences end where lines do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

_LINE = re.compile(r"[^\n\r]+")
_HEADING_LENGTH = 140  # code points; longer lines without a full stop are cut paragraphs
_CLOSING = ".!?\"');:,"


def classify_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every line that is not blank: HEADING, ITEM, QUESTION or PARAGRAPH.

    `text` is cleaned: where a list had a bullet or a number, its line now starts with spaces.
    """
    for match in _LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if not body:
            continue
        start = match.start() + line.index(body[0])
        end = start + len(body)
        if line[0] == " " and not body.endswith("?"):
            yield start, end, "ITEM"
        elif body.endswith("?") and len(body) <= _HEADING_LENGTH and body.count(". ") == 0:
            yield start, end, "QUESTION"
        elif len(body) <= _HEADING_LENGTH and body[-1] not in _CLOSING:
            yield start, end, "HEADING"
        else:
            yield start, end, "PARAGRAPH"


@Language.factory("discrepant_layout", assigns=["doc.spans", "token.is_sent_start"])
def create_layout(nlp: Language, name: str) -> LayoutComponent:
    """Runs before the parser, which then keeps the sentence starts it finds set."""
    return LayoutComponent()


class LayoutComponent:
    """Writes `doc.spans["lines"]` and starts a sentence at each line."""

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for start, end, label in classify_lines(doc.text):
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is None:
                continue
            spans.append(span)
            span[0].is_sent_start = True
            if label == "HEADING":
                for token in span[1:]:
                    token.is_sent_start = False  # "Ratified: 5 May 1998" stays in one piece
        doc.spans["lines"] = spans
        return doc
