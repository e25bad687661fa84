"""From the words of a cue to the heads of what they reach: one method a frame of rules/cues.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from discrepant.annotate.clauses import (
    AUXILIARIES,
    auxiliaries,
    child_with,
    governor,
    has_subject,
    has_that,
    is_finite,
    is_infinitive,
    is_past,
    is_predicate,
    is_progressive,
    next_infinitive,
)
from discrepant.annotate.cues import CueMatch

_CONTENT_PREPOSITIONS = frozenset({"of", "from", "about", "for", "on", "to", "against"})


class Frames:
    """The syntax of the frames. `acts` are the nouns that name an act: "withdrawal", "ratification"."""

    def __init__(self, acts: frozenset[str]) -> None:
        self.acts = acts
        self._methods: dict[str, Callable[[CueMatch], Iterable[Token]]] = {
            "modifier": self._modifier,
            "complement": self._complement,
            "decision": self._complement,
            "progressive": self._progressive,
            "headline": self._headline,
            "perfect": self._perfect,
            "object": self._object,
            "event": self._event,
            "subject": self._subject,
            "noun": self._noun,
            "participle": self._participle,
            "premodifier": self._premodifier,
            "determiner": self._determiner,
            "pronoun": self._pronoun,
            "preposition": self._preposition,
            "condition": self._condition,
            "inversion": self._inversion,
        }

    def heads(self, frame: str, match: CueMatch) -> Iterable[Token]:
        """Heads of the clauses and phrases that `match` reaches in `frame`; none for an unknown frame."""
        method = self._methods.get(frame)
        return method(match) if method else ()

    def _modifier(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        if anchor.pos_ in ("NOUN", "PROPN", "NUM"):
            return
        if anchor.dep_ in ("cc", "preconj") and anchor.lower_ == "nor":
            after = [child for child in anchor.head.rights if child.dep_ == "conj" and child.i > anchor.i]
            yield from after[:1]
            return
        head = anchor.head
        stray = anchor.tag_ == "MD" and anchor.dep_ not in AUXILIARIES
        if stray and has_subject(anchor):
            yield anchor  # "the others will not"
            return
        if head is anchor or (stray and not is_predicate(head)):
            following = anchor.doc[match.end : min(match.end + 6, anchor.sent.end)]
            verb = next((token for token in following if token.pos_ == "VERB"), None)
            if verb is not None:
                yield verb
            return
        if head.dep_ in ("nsubj", "nsubjpass") and anchor.dep_ == "neg":
            head = head.head  # "not one state has signed"
        elif head.dep_ in ("aux", "auxpass", "advmod", "neg") and is_predicate(head.head):
            head = head.head
        elif head.dep_ == "det" and head.head.dep_ in ("nsubj", "nsubjpass"):
            head = head.head.head
        yield head

    def _complement(self, match: CueMatch) -> Iterator[Token]:
        doc, label = match.anchor.doc, match.label
        words = doc[match.start : match.end]
        if match.anchor.pos_ in ("NOUN", "PROPN"):
            return
        last = words[-2] if len(words) > 1 and words[-1].lower_ == "to" else words[-1]
        following = next_infinitive(last)
        seen: set[int] = set()
        governors = list(words)
        if match.anchor.dep_ in ("acomp", "oprd") and match.anchor.head.lemma_ == "be":
            governors.append(match.anchor.head)  # "it is false that ..."
        if following is not None:
            seen.add(following.i)
            yield following
        for word in governors:
            for child in word.children:
                for head in _complements(child):
                    if head.i in seen or head.i in range(match.start, match.end):
                        continue
                    if head.i < match.start or (label == "planned" and not _is_to_come(head)):
                        continue
                    if match.manner == "denied" and is_infinitive(head):
                        continue  # "denied them any chance to react"
                    seen.add(head.i)
                    yield head

    def _progressive(self, match: CueMatch) -> Iterator[Token]:
        for child in match.anchor.rights:
            if child.dep_ == "ccomp" and is_progressive(child):
                yield child

    def _headline(self, match: CueMatch) -> Iterator[Token]:
        anchor, sentence = match.anchor, match.anchor.sent
        if (
            anchor.tag_ != "TO"
            or anchor.i == sentence.start
            or sentence.text.rstrip().endswith((".", "?", "!"))
        ):
            return
        before = anchor.doc[sentence.start : anchor.i]
        if before[-1].pos_ in ("NOUN", "PROPN") and not any(is_predicate(t) for t in before):
            verb = next_infinitive(before[-1])
            proper = before[-1].pos_ == "PROPN" or (verb is not None and verb.dep_ == "ROOT")
            if (
                verb is not None
                and proper
                and not any(t.pos_ == "AUX" for t in verb.doc[verb.i + 1 : sentence.end])
            ):
                yield verb

    def _perfect(self, match: CueMatch) -> Iterator[Token]:
        verb = match.anchor.head
        if match.anchor.dep_ == "aux" and any(
            token.lemma_ == "have" and match.anchor.i < token.i < verb.i for token in auxiliaries(verb)
        ):
            yield verb

    def _object(self, match: CueMatch) -> Iterator[Token]:
        last = match.anchor.doc[match.end - 1]
        if last.pos_ in ("NOUN", "PROPN") and last.head is not last:
            clausal = child_with(last, "acl", "ccomp", "relcl")
            if clausal is not None and clausal.lower_ not in ("who", "which"):
                yield clausal

    def _event(self, match: CueMatch) -> Iterator[Token]:
        if match.anchor.pos_ in ("NOUN", "PROPN"):
            return
        for word in match.anchor.doc[match.start : match.end]:
            for child in word.children:
                if child.dep_ == "prep":
                    child = child_with(child, "pobj") or child
                is_object = child.dep_ in ("dobj", "pobj", "attr", "oprd") and child.i > match.start
                if is_object and self._is_act(child):
                    yield child

    def _subject(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        if child_with(anchor, "xcomp", "ccomp") is not None:
            return  # "is expected to leave": the complement has its own frame
        passive = child_with(anchor, "nsubjpass") is not None
        if passive or (anchor.dep_ == "acl" and anchor.tag_ == "VBN"):
            yield anchor
        elif anchor.dep_ in ("acomp", "oprd") and anchor.pos_ != "VERB":
            yield anchor.head

    def _noun(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        last = anchor.doc[match.end - 1]
        if last.pos_ not in ("NOUN", "PROPN"):
            return
        following = next_infinitive(last)
        if following is not None:
            yield following
        for child in last.children:
            if child.i < last.i:
                if child.dep_ in ("compound", "nmod") and self._is_act(child):
                    yield child
            elif child.dep_ in ("acl", "relcl") and child is not following:
                # Rumours and claims take a finite clause, plans an infinitive.
                reported = match.label != "planned" and is_finite(child) and has_that(child)
                if reported or is_infinitive(child):
                    yield child
            elif child.dep_ == "ccomp" and match.label != "planned":
                yield child
            elif child.dep_ == "prep" and child.lower_ in _CONTENT_PREPOSITIONS:
                yield from (word for word in child.children if word.dep_ == "pcomp" or self._is_act(word))

    def _participle(self, match: CueMatch) -> Iterator[Token]:
        if match.anchor.pos_ in ("NOUN", "PROPN"):
            yield from (
                child
                for child in match.anchor.doc[match.end - 1].children
                if child.dep_ == "acl" and child.tag_ == "VBG"
            )

    def _premodifier(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        if anchor.dep_ in ("amod", "compound", "nmod") and anchor.head.i > anchor.i:
            yield anchor.head

    def _determiner(self, match: CueMatch) -> Iterator[Token]:
        doc, anchor = match.anchor.doc, match.anchor
        follows = doc[match.end] if match.end < len(doc) else None
        if follows is None or follows.like_num or follows.text == "." or anchor.dep_ == "intj":
            return
        noun = anchor if anchor.pos_ in ("NOUN", "PROPN", "NUM") and anchor.i >= match.start else anchor.head
        if noun is anchor and len(doc[match.start : match.end]) == 1:
            return
        yield from _clause_of_noun(noun)

    def _pronoun(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        if anchor.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and is_predicate(anchor.head):
            yield anchor.head

    def _preposition(self, match: CueMatch) -> Iterator[Token]:
        for word in match.anchor.doc[match.start : match.end]:
            for child in word.children:
                if child.dep_ in ("pcomp", "pobj") and child.i >= match.end:
                    yield child
                    return
        following = match.anchor.doc[match.end : match.end + 3]
        yield from [token for token in following if token.tag_ in ("VBG", "VB", "VBN")][:1]

    def _condition(self, match: CueMatch) -> Iterator[Token]:
        anchor = match.anchor
        subordinate = anchor.head if not is_predicate(anchor) else anchor
        if subordinate is anchor and anchor.dep_ != "pcomp":
            return
        yield subordinate
        if subordinate.dep_ in ("advcl", "ccomp") and is_predicate(subordinate.head):
            main = subordinate.head
            if any(token.tag_ == "MD" for token in auxiliaries(main)):
                yield main

    def _inversion(self, match: CueMatch) -> Iterator[Token]:
        """An auxiliary before its subject, inside a sentence: "had Russia remained", "were they to find"."""
        anchor = match.anchor
        verb = anchor.head if anchor.dep_ in ("aux", "auxpass") else anchor
        subject = child_with(verb, "nsubj", "nsubjpass")
        below = verb.dep_ in ("advcl", "ccomp", "relcl", "acl")
        above = child_with(verb, "ccomp", "advcl") is not None
        if not (below or above) or subject is None or not anchor.i < subject.i < verb.i + 1:
            return
        leaders = [t for t in verb.lefts if t.i < anchor.i and t.dep_ not in ("punct", "ccomp", "advcl")]
        if not leaders and not anchor.sent.text.rstrip().endswith("?"):
            yield verb

    def _is_act(self, token: Token) -> bool:
        return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in self.acts


def lifted(match: CueMatch) -> Iterator[int]:
    """Predicates whose negation ends at a time: "did not ratify until 1998" tells of a ratification."""
    anchor = match.anchor
    verb = anchor.head if anchor.dep_ == "prep" else governor(anchor.head) if anchor.dep_ == "mark" else None
    if verb is not None and anchor.i > verb.i and is_past(verb):
        yield verb.i


def _complements(child: Token) -> Iterator[Token]:
    """The predicates that `child` of a cue word offers as its complement."""
    purpose = child.dep_ == "advcl" and is_infinitive(child) and child_with(child, "mark") is None
    if purpose or child.dep_ in ("xcomp", "ccomp", "pcomp"):
        yield child
    elif child.dep_ in ("dobj", "oprd", "acomp", "pobj", "nsubj"):
        # "asks the president to submit": the parser may hang the infinitive on the noun, or make the noun
        # its subject.
        yield from _infinitives(child)
    elif child.dep_ == "prep" and child.lower_ in _CONTENT_PREPOSITIONS:
        for word in child.children:
            if word.dep_ == "pcomp":
                yield word
            elif word.dep_ == "pobj":
                yield from _infinitives(word)


def _infinitives(noun: Token) -> Iterator[Token]:
    return (t for t in noun.rights if t.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(t))


def _is_to_come(verb: Token) -> bool:
    """Whether `verb` names an act still to come: infinitive, gerund or bare form, no statement of fact."""
    if is_infinitive(verb):
        return True
    subject = child_with(verb, "nsubj", "nsubjpass")
    subjunctive = verb.tag_ == "VBP" and subject is not None and subject.tag_ in ("NN", "NNP")
    bare = verb.tag_ in ("VB", "VBG") or subjunctive  # "ordered that the country leave"
    return bare and is_predicate(verb) and not auxiliaries(verb)


def _clause_of_noun(noun: Token) -> Iterator[Token]:
    """What "no" before `noun` denies: its clause, or only its phrase where it hangs on a preposition."""
    for _ in range(4):
        if noun.dep_ in ("compound", "nmod", "poss", "det", "nummod") and noun.head is not noun:
            noun = noun.head
        else:
            break
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl", "oprd") and is_predicate(noun.head):
        yield noun.head
    elif noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        yield noun.head if noun.head.head.dep_ not in ("nsubj", "nsubjpass") else noun
    else:
        yield noun
