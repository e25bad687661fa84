"""A claim as a reader checks it: the words in their sentence, and where that sentence stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from discrepant.export.shown import after, before, day, visible, words
from discrepant.model import Article, Claim, Mention

_BEFORE = 260  # characters of the sentence kept on each side of the value
_AFTER = 220
_QUOTE = 240
_LINE_END = re.compile(r"\r\n|\r|\n")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the report says of an article wherever it quotes it. All texts are safe to show."""

    name: str  # publisher, or the file where that is not known
    document: str
    title: str | None
    date: str  # "5 May 1998", or "undated"
    inferred: tuple[str, ...]  # names of what was read from the text itself
    language: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One quote. All texts are safe to show."""

    before: str
    quote: str
    after: str
    source: Source
    line: int | None  # from 1; None where the article is not at hand
    act: str | None  # the predicate of the claim, where it is not that of the fact
    certainty: str | None  # None: asserted
    speaker: str | None
    qualifiers: tuple[tuple[str, str], ...]
    copy_of: str | None = None  # an article quoted above that this one shares its text with


class Library:
    """The articles of a run, ready to be quoted from."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.path: article for article in articles}
        self._line_ends: dict[str, list[int]] = {}

    def source(self, document: str) -> Source:
        """What is known of `document`, also where the run does not hold it."""
        article = self._articles.get(document)
        if article is None:
            return Source(
                name=visible(document, 120), document=visible(document, 120), title=None,
                date="undated", inferred=(), language=None, origin=document,
            )  # fmt: skip
        language = article.language or ""
        return Source(
            name=visible(article.publisher or article.path, 120),
            document=visible(article.path, 200),
            title=visible(article.title, 200) if article.title else None,
            date=day(article.published) if article.published else "undated",
            inferred=tuple(name for name in article.inferred if name in {"published", "publisher", "title"}),
            language=language if _LANGUAGE.fullmatch(language) else None,
            origin=article.origin or article.path,
        )

    def line(self, document: str, offset: int) -> int | None:
        """The line of `document`, from 1, on which the character at `offset` stands."""
        article = self._articles.get(document)
        if article is None:
            return None
        if document not in self._line_ends:
            self._line_ends[document] = [match.end() for match in _LINE_END.finditer(article.text)]
        return bisect_right(self._line_ends[document], offset) + 1

    def quote(self, claim: Claim, predicate: str, known: frozenset[tuple[str, str]]) -> Evidence:
        """`claim` in its sentence. `predicate` and `known` qualifiers are those of the fact, said there."""
        left, right = self._around(claim.document, claim.start, claim.end, claim.sentence)
        return Evidence(
            before=before(left, _BEFORE),
            quote=visible(claim.quote, _QUOTE),
            after=after(right, _AFTER),
            source=self.source(claim.document),
            line=self.line(claim.document, claim.start),
            act=words(claim.predicate) if claim.predicate != predicate else None,
            certainty=None if claim.certainty == "asserted" else claim.certainty,
            speaker=visible(claim.speaker, 120) if claim.speaker else None,
            qualifiers=qualifiers(pair for pair in claim.qualifiers if pair not in known),
        )

    def mention(self, mention: Mention) -> Evidence:
        """A reference that was left open, with the words around it on its own line."""
        reach = (mention.start - 90, mention.end + 90)
        left, right = self._around(mention.document, mention.start, mention.end, reach)
        return Evidence(
            before=before(_LINE_END.split(left)[-1], 90),
            quote=visible(mention.quote, _QUOTE),
            after=after(_LINE_END.split(right)[0], 90),
            source=self.source(mention.document),
            line=self.line(mention.document, mention.start),
            act=words(mention.type),
            certainty=None,
            speaker=None,
            qualifiers=(),
        )

    def _around(self, document: str, start: int, end: int, reach: tuple[int, int]) -> tuple[str, str]:
        """The text from the start of `reach` to `start`, and from `end` to its end. Bounded in length."""
        article = self._articles.get(document)
        if article is None:
            return "", ""
        # One character more than is ever shown, so that the cut is seen and marked.
        left = max(reach[0], start - 4 * _BEFORE - 1, 0)
        right = min(reach[1], end + 4 * _AFTER + 1)
        return article.text[left : max(start, 0)], article.text[end : max(right, end)]


def qualifiers(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Qualifiers as the report shows them."""
    return tuple((words(name), visible(value, 120)) for name, value in pairs)
