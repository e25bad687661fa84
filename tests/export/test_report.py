"""The report as a file: what it holds, and that nothing in it can run or load.

How it behaves is in tests/browser.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from discrepant.export.report import counted, render
from discrepant.export.report_view import view
from discrepant.model import Run, Skipped
from export.factories import article, claim, fact, mention, reading, run, year
from export.stories import hostile_run, story_run

STORY = render(story_run())
HOSTILE = render(hostile_run())
EMPTY = render(Run(articles=(), mentions=(), claims=(), facts=()))

VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """Every element with its attributes, the text of the page, and whether each element was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "script"}:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.texts))


PAGES = {"story": STORY, "hostile": HOSTILE, "empty": EMPTY}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_well_formed_and_loads_nothing(name: str) -> None:
    page = Page(PAGES[name])
    assert page.open == []
    for tag, attrs in page.elements:
        assert tag not in {"img", "iframe", "link", "object", "embed", "svg", "form", "base", "video"}
        assert not {a for a in attrs if a.startswith("on")} | {"src", "style", "srcset", "action"} & set(
            attrs
        )
        if "href" in attrs:
            assert (attrs["href"] or "").startswith("#")
    assert [tag for tag, _ in page.elements].count("script") == 1
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_links_and_labels_lead_somewhere(name: str) -> None:
    elements = Page(PAGES[name]).elements
    ids = {attrs["id"] for _, attrs in elements if "id" in attrs}
    for _, attrs in elements:
        if (href := attrs.get("href")) is not None:
            assert href[1:] in ids
        for pointer in ("aria-labelledby", "for", "data-for"):
            if pointer in attrs:
                assert attrs[pointer] in ids


def test_the_policy_allows_our_style_and_script_and_nothing_else() -> None:
    policy = next(a["content"] or "" for t, a in Page(HOSTILE).elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", HOSTILE, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_header_says_what_was_read() -> None:
    text = Page(STORY).text
    assert "3 conflicts in 5 articles" in text
    assert "5 articles from 4 independent origins gave 18 claims on 8 facts." in text
    assert "2 documents or lines could not be read." in text


def test_every_quote_stands_marked_in_its_sentence() -> None:
    assert "Moscow <mark>has not ratified</mark> the Optional Protocol." in STORY
    assert "Over <mark>27 years</mark> the committee made 30 visits" in STORY
    assert "<p>• Russia ratified the Convention in <mark>1998</mark>, during" in STORY


def test_source_date_line_speaker_and_certainty_are_told() -> None:
    text = Page(STORY).text
    assert (
        "Walls and Windows Trust, 7 December 2025 inferred “It was like a family doctor”, "
        "interview.md, line 6" in text
    )
    assert "briefing/04-background.txt, undated" in text
    assert "planned, not done" in text
    assert "said by Olga Marenko" in text
    assert "1996 joined 1 origin, 2 quotes" in text
    assert "1998 ratified 1 origin, 1 quote" in text
    assert "same origin as Kestrel News Agency" in text
    assert "worked out, 1 quote left on 29 September 2025, after 27 years: 2025 − 27 = 1998" in text


def test_acts_that_differ_inside_one_reading_stand_with_their_quotes() -> None:
    source, other = article("a.txt", "joined in 1998"), article("b.txt", "ratified in 1998")
    both = reading(
        "1998", claim(source, "1998", predicate="joined"), claim(other, "1998", predicate="ratified")
    )
    seen = view(run(fact("agreed", "When?", both, predicate="ratified"))).sections[3].facts[0].readings[0]
    assert seen.act is None
    assert [e.act for e in seen.evidence] == ["joined", None]


def test_conflicts_come_first_and_carry_reason_and_possible_explanation() -> None:
    order = [a["id"] for t, a in Page(STORY).elements if t == "section" and "id" in a]
    assert order == ["conflict", "explained", "refined", "agreed", "single", "read", "skipped", "open"]
    text = Page(STORY).text
    assert "One origin says 1996 and one says 1998; a state ratifies a treaty once." in text
    assert "which the text does not bear out: Not every visit leads to a report of its own." in text


def test_what_was_not_read_or_resolved_is_listed() -> None:
    text = Page(STORY).text
    assert "archive/scan-1998.pdf no reader for .pdf; save it as .txt" in text
    assert "by the summer the letters were no longer answered" in text


def test_an_article_without_a_claim_is_not_passed_over() -> None:
    silent = re.search(r'<tr class="silent">(.*?)</tr>', STORY, re.DOTALL)
    assert silent
    assert "letters/05-reader.txt" in silent[1]


def test_an_empty_run_says_so_and_claims_no_more() -> None:
    text = Page(EMPTY).text
    assert "No conflict found in 0 articles" in text
    assert "not proof that the articles agree" in text
    assert "Every document was read." in text


def test_hostile_text_is_text() -> None:
    text = Page(HOSTILE).text
    for words in ("<script>alert(8)</script>", "<iframe src=//evil.example>", "javascript:alert(5)"):
        assert words in text
    assert "</mark></blockquote> killed." in text
    assert "\u202e" not in HOSTILE
    assert "\x00" not in HOSTILE
    assert 'lang="en"' in HOSTILE
    assert "onclick" not in {a for _, attrs in Page(HOSTILE).elements for a in attrs}


def test_a_megabyte_on_one_line_stays_small() -> None:
    assert len(HOSTILE) < 80_000


def test_the_page_does_not_depend_on_the_clock_or_the_machine() -> None:
    assert render(replace(story_run(), timings={"read": 5.0})) == STORY


def test_many_quotes_are_folded_and_then_counted() -> None:
    sources = tuple(article(f"{i:03}.txt", publisher=f"Paper {i}") for i in range(60))
    many = reading("1998", *(claim(source, "1998", year(1998)) for source in sources))
    told = view(run(fact("agreed", "When?", many), articles=sources)).sections[3].facts[0].readings[0]
    assert (len(told.evidence), len(told.more), told.omitted) == (4, 36, 20)
    assert "20 quotes more: see" in render(run(fact("agreed", "When?", many), articles=sources))


def test_a_second_quote_of_one_article_does_not_push_out_another() -> None:
    twice, once = article("a.txt", "1998. 1998. 1998."), article("b.txt", "1998")
    told = reading(
        "1998", *(claim(twice, "1998", year(1998), nth=n) for n in (1, 2, 3)), claim(once, "1998", year(1998))
    )
    seen = view(run(fact("agreed", "When?", told), articles=(twice, once))).sections[3].facts[0].readings[0]
    assert [e.source.document for e in seen.evidence] == ["a.txt", "b.txt"]
    assert len(seen.more) == 2


@pytest.mark.parametrize("sentence", [(0, 0), (8, 2), (900, 950), (-5, 3)])
def test_a_sentence_that_misses_its_quote_does_no_harm(sentence: tuple[int, int]) -> None:
    source = article("a.txt", "Before. It was in 1998. After.")
    odd = replace(claim(source, "1998", year(1998)), sentence=sentence)
    assert "<mark>1998</mark>" in render(
        run(fact("single", "When?", reading("1998", odd)), articles=(source,))
    )


def test_a_claim_on_an_article_that_is_not_at_hand_is_still_shown() -> None:
    source = article("gone.txt")
    page = render(run(fact("single", "When?", reading("1998", claim(source, "1998", year(1998))))))
    assert "<mark>1998</mark>" in page
    assert "article not at hand" in page


def test_lists_that_are_cut_say_so() -> None:
    source = article("a.txt", "it " * 600)
    its = tuple(replace(mention(source, "it", "body"), start=3 * i, end=3 * i + 2) for i in range(600))
    text = Page(render(replace(run(articles=(source,)), unresolved=its))).text
    assert "What could not be resolved 600" in text
    assert "100 more open references not listed." in text


def test_one_skipped_document_is_one() -> None:
    page = render(
        Run(articles=(), mentions=(), claims=(), facts=(), skipped=(Skipped(path="a", reason="b"),))
    )
    assert "1 document or line could not be read." in Page(page).text


def test_counted() -> None:
    told = [counted(n, "origin") for n in (0, 1, 2, 1204)]
    assert told == ["0 origins", "1 origin", "2 origins", "1,204 origins"]
