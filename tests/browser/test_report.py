"""The report in a real browser: what a reader does with it, and what a hostile article cannot do to it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from discrepant.export.records import facts_in_order
from export.stories import HOSTILE_PATH, story_run

if TYPE_CHECKING:
    from browser.conftest import Open

pytestmark = pytest.mark.browser

FACTS = facts_in_order(story_run())
QUESTIONS = [fact.question for fact in FACTS]
RATIFIED, COUNTED, LASTED, EXIT, INMATES, PROTOCOL, EXPELLED, SIGNER = QUESTIONS


def test_all_facts_but_single_ones_are_in_sight_at_first(open_report: Open) -> None:
    opened = open_report()
    assert opened.shown() == QUESTIONS[:6]
    assert opened.page.locator("#shown").text_content() == ""
    assert opened.hash() == ""


@pytest.mark.parametrize(
    ("flag", "left"),
    [("conflict", [RATIFIED, COUNTED, LASTED]), ("agreed", [PROTOCOL]), ("single", [EXPELLED, SIGNER])],
)
def test_a_flag_filters(open_report: Open, flag: str, left: list[str]) -> None:
    opened = open_report()
    button = opened.page.locator(f"[data-toggle={flag}]")
    button.click()
    assert opened.shown() == left
    assert button.get_attribute("aria-pressed") == "true"
    assert opened.hash() == f"#flag={flag}"
    assert opened.page.locator("#shown").text_content() == f"Showing {len(left)} of 8 facts: {flag}."
    button.click()
    assert opened.shown()[:6] == QUESTIONS[:6]


def test_two_flags_show_both(open_report: Open) -> None:
    opened = open_report()
    opened.page.keyboard.press("2")
    opened.page.keyboard.press("4")
    assert opened.shown() == [EXIT, PROTOCOL]
    opened.page.keyboard.press("0")
    assert opened.shown() == QUESTIONS[:6]


def test_predicate_and_source_filter_with_counts(open_report: Open) -> None:
    opened = open_report()
    page = opened.page
    source = page.locator("#source")
    assert "Kestrel News Agency (7)" in (source.text_content() or "")
    source.select_option("The Norrland Courier")
    assert opened.shown() == [RATIFIED]
    assert page.locator("[data-toggle=conflict] .number").text_content() == "1"
    assert page.locator("[data-toggle=agreed] .number").text_content() == "0"
    assert "ratified (1)" in (page.locator("#predicate").text_content() or "")
    assert "met (0)" in (page.locator("#predicate").text_content() or "")
    page.locator("#predicate").select_option("met")
    assert opened.shown() == []
    assert page.locator("#nothing").is_visible()
    page.locator("#reset-too").click()
    assert opened.shown() == QUESTIONS[:6]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("marenko", [PROTOCOL]),
        ("27 REPORTS", [COUNTED, LASTED]),
        ("inmates 407", [INMATES]),
        ("no such words", []),
    ],
)
def test_search_finds_all_words_anywhere_in_a_fact(open_report: Open, query: str, left: list[str]) -> None:
    opened = open_report()
    opened.page.locator("#search").fill(query)
    opened.until("document.getElementById('shown').textContent !== ''")
    assert opened.shown() == left
    assert opened.hash() == f"#q={query.replace(' ', '+')}"


def test_search_opens_the_list_of_single_facts_when_it_finds_some(open_report: Open) -> None:
    opened = open_report()
    opened.page.locator("#search").fill("expelled")
    opened.until("document.getElementById('singles').open")
    assert EXPELLED in opened.shown()


def test_the_address_brings_the_view_back(open_report: Open) -> None:
    opened = open_report(hash="#flag=conflict,refined&source=Walls+and+Windows+Trust&q=407")
    assert opened.shown() == [INMATES]
    assert opened.page.locator("#search").input_value() == "407"
    assert opened.page.locator("#source").input_value() == "Walls and Windows Trust"


@pytest.mark.parametrize(
    "hash", ["#flag=nonsense&predicate=x&source=%00&q=", "#%", "#=", "#f-0", "#flag", "#a=b&__proto__=1"]
)
def test_a_broken_address_does_no_harm(open_report: Open, hash: str) -> None:
    assert open_report(hash=hash).shown() == QUESTIONS[:6]


def test_a_link_to_one_fact_goes_there(open_report: Open) -> None:
    opened = open_report(hash=f"#{FACTS[4].id}")
    assert opened.page.evaluate("document.activeElement.id") == FACTS[4].id
    assert 0 <= opened.page.evaluate("document.activeElement.getBoundingClientRect().top") < 500


def test_a_link_to_a_folded_or_hidden_fact_shows_it(open_report: Open) -> None:
    opened = open_report(hash=f"#{FACTS[7].id}")
    assert SIGNER in opened.shown()
    opened.page.evaluate(f"location.hash = 'flag=agreed&fact={FACTS[0].id}'")
    opened.until(f"document.activeElement.id === '{FACTS[0].id}'")
    assert RATIFIED in opened.shown()


def test_a_click_in_the_glance_keeps_the_filters(open_report: Open) -> None:
    opened = open_report(hash="#flag=conflict")
    opened.page.locator(".glance a").nth(1).click()
    opened.until(f"document.activeElement.id === '{FACTS[1].id}'")
    assert opened.hash() == f"#flag=conflict&fact={FACTS[1].id}"
    assert opened.shown() == [RATIFIED, COUNTED, LASTED]


def test_j_and_k_walk_through_what_is_shown(open_report: Open) -> None:
    opened = open_report()
    at = []
    for key in "jjkjjjjjjj":
        opened.page.keyboard.press(key)
        at.append(opened.page.evaluate("document.activeElement.id"))
    ids = [fact.id for fact in FACTS]
    assert at == [ids[i] for i in (0, 1, 0, 1, 2, 3, 4, 5, 5, 5)]
    assert opened.hash() == f"#{ids[5]}"


def test_the_keys_of_search_and_help(open_report: Open) -> None:
    page = open_report().page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("jk1")
    assert page.locator("#search").input_value() == "jk1"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("1")
    assert page.locator("[data-toggle=conflict]").get_attribute("aria-pressed") == "false"
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("1")
    assert page.locator("[data-toggle=conflict]").get_attribute("aria-pressed") == "false"


def test_o_opens_and_closes_the_steps(open_report: Open) -> None:
    page = open_report().page
    page.keyboard.press("j")
    steps = page.locator(".steps").first
    page.keyboard.press("o")
    assert steps.get_attribute("open") is not None
    page.keyboard.press("o")
    assert steps.get_attribute("open") is None


def test_everything_can_be_read_without_a_script(open_report: Open) -> None:
    page = open_report(script=False).page
    assert page.locator("article.fact:visible").count() == 6
    assert not page.locator(".panel").is_visible()
    page.locator("#singles > summary").click()
    assert page.locator("tr.fact:visible").count() == 2


@pytest.mark.parametrize("name", ["story", "hostile"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_is_wider_than_the_window(open_report: Open, name: str, width: int) -> None:
    page = open_report(name, width=width).page
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_filters_are_folded_and_work(open_report: Open) -> None:
    opened = open_report(width=375)
    assert not opened.page.locator("#search").is_visible()
    opened.page.locator(".panel summary").click()
    opened.page.locator("[data-toggle=agreed]").click()
    assert opened.shown() == [PROTOCOL]


def test_a_hostile_article_is_shown_as_text(open_report: Open) -> None:
    """That no script ran, no dialog opened and nothing was loaded is checked for every page, at its end."""
    page = open_report("hostile").page
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    page.wait_for_timeout(300)
    assert "pwned" not in page.title()
    assert page.locator("script").count() == 1
    assert page.locator("main").locator("img, svg, iframe, style, b i, u, a[href^=javascript]").count() == 0
    assert "<script>alert(8)</script>" in (page.locator("h3").first.text_content() or "")
    mark = page.locator("mark").first
    assert mark.text_content() == "12"
    shown_path = HOSTILE_PATH.replace("\u202e", "⟦RLO⟧").replace("\u200b", "⟦ZWSP⟧")
    assert shown_path in (page.locator("#read").text_content() or "")


def test_the_browser_itself_refuses_scripts_that_are_not_ours(open_report: Open) -> None:
    opened = open_report()
    ran = opened.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'globalThis.ran = true';"
        " document.body.append(s); return globalThis.ran === true; }"
    )
    assert ran is False
    assert [t for t in opened.trouble if "Content Security Policy" in t]
    opened.trouble.clear()


def test_source_filter_works_for_a_hostile_name(open_report: Open) -> None:
    opened = open_report("hostile")
    opened.page.locator("#source").select_option('"><svg onload=alert(4)>')
    assert len(opened.shown()) == 3
    opened.page.reload()
    assert opened.page.locator("#source").input_value() == '"><svg onload=alert(4)>'


@pytest.mark.parametrize("script", [True, False])
def test_print_hides_the_filters_and_opens_what_is_folded(open_report: Open, script: bool) -> None:
    page = open_report(script=script).page
    page.emulate_media(media="print")
    assert not page.locator(".panel").is_visible()
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".steps").first.get_attribute("open") is not None
    assert page.locator(".steps li").first.is_visible()
    assert page.locator("#unresolved blockquote").first.is_visible()
    if script:
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".steps").first.get_attribute("open") is None


LUMINANCE = """(pairs) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (css) => {
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255);
  };
  const light = (css) => {
    const [r, g, b] = rgb(css).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const root = getComputedStyle(document.documentElement);
  return pairs.map(([a, b]) => {
    const lights = [a, b].map((name) => light(root.getPropertyValue('--' + name).trim()));
    const [y, x] = lights.sort((m, n) => m - n);
    return (x + 0.05) / (y + 0.05);
  });
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_has_enough_contrast(open_report: Open, dark: bool) -> None:
    inks = ("ink", "soft", "conflict", "explained", "refined", "agreed", "single", "focus")
    pairs = [(ink, paper) for ink in inks for paper in ("paper", "sheet")] + [("mark-ink", "mark")]
    ratios = open_report(dark=dark).page.evaluate(LUMINANCE, pairs)
    assert {pair: ratio for pair, ratio in zip(pairs, ratios, strict=True) if ratio < 4.5} == {}


def test_headings_go_down_one_level_at_a_time(open_report: Open) -> None:
    levels = open_report().page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_control_has_a_name_and_shows_focus(open_report: Open) -> None:
    page = open_report().page
    names = page.evaluate(
        "[...document.querySelectorAll('input, select, button')].map((c) =>"
        " (c.labels?.length ? c.labels[0].textContent : c.textContent).trim())"
    )
    assert all(names)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
