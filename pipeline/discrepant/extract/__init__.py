"""From an annotated spaCy Doc to claims. Knows one article; knows nothing of other articles."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from discrepant.extract.actors import actor_claims
from discrepant.extract.acts import act_claims
from discrepant.extract.attach import all_triggers
from discrepant.extract.context import Context, build_context, value_of
from discrepant.extract.counts import count_claims
from discrepant.extract.details import detail_claims
from discrepant.extract.disputes import dispute_claims
from discrepant.extract.events import inherit_times
from discrepant.extract.statuses import status_claims
from discrepant.model import Article, Claim, Extraction, Mention
from discrepant.rulebook import Rulebook

_ENTITY_GROUPS = {"treaties": "treaty", "parties": "party", "bodies": "body"}
_NAME_TYPES = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}
_VALUE_GROUPS = {"dates": "date", "clocks": "date", "durations": "duration", "quantities": "quantity"}


def extract_article(article: Article, doc: Doc, rules: Rulebook) -> Extraction:
    """Mentions, claims and open references of one article. `doc` has been through the pipeline."""
    context = build_context(article, doc, rules)
    triggers = all_triggers(context)
    claims: dict[str, Claim] = {}
    for found in (
        act_claims(context, triggers),
        count_claims(context, triggers),
        status_claims(context),
        actor_claims(context, triggers),
        detail_claims(context, triggers),
        dispute_claims(context),
    ):
        for claim in found:
            claims.setdefault(claim.id, claim)
    mentions = sorted(_mentions(context), key=lambda m: (m.start, m.end, m.type))
    return Extraction(
        document=article.path,
        mentions=tuple(mentions),
        claims=tuple(
            sorted(
                inherit_times(list(claims.values()), rules), key=lambda c: (c.start, c.end, c.predicate, c.id)
            )
        ),
        unresolved=tuple(m for m in mentions if m.type in {"treaty", "body"} and m.id is None),
    )


def _mentions(context: Context) -> Iterator[Mention]:
    text = context.article.text
    for group, spans in context.doc.spans.items():
        for span in spans:
            if group in _VALUE_GROUPS:
                type_, id, value = _VALUE_GROUPS[group], None, value_of(span)
            elif group in _ENTITY_GROUPS or group == "names":
                type_ = _ENTITY_GROUPS.get(group) or _NAME_TYPES.get(span.label_, "organisation")
                id, value = span.kb_id_ or None, None
            else:
                continue
            yield Mention(
                document=context.article.path,
                start=span.start_char,
                end=span.end_char,
                quote=text[span.start_char : span.end_char],
                type=type_,
                id=id,
                value=value,
            )
