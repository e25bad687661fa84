"""Expressions of time in sentences: which are found, how they are read, and what is left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discrepant.model import DateValue, DurationValue
from discrepant.values import show
from discrepant.values.timex import find_timexes

WEDNESDAY = dt.date(2025, 10, 1)


def read(text: str, published: dt.date | None = WEDNESDAY) -> list[tuple[str, str]]:
    """What is found in `text` and has a value, with the value as a person writes it."""
    return [
        (text[t.start : t.end], show(t.value)) for t in find_timexes(text, published) if t.value is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed on 28 February 1996.", [("28 February 1996", "28 February 1996")]),
        ("Signed on Feb. 28, 1996, it lapsed.", [("Feb. 28, 1996", "28 February 1996")]),
        ("Signed on the 29th of September 2025.", [("29th of September 2025", "29 September 2025")]),
        ("On the first of May 2020 it closed.", [("the first of May 2020", "1 May 2020")]),
        ("Filed Monday, September 29, 2025.", [("Monday, September 29, 2025", "29 September 2025")]),
        ("On Thursday, 19 October 2023 it met.", [("Thursday, 19 October 2023", "19 October 2023")]),
        ("Sat, 4 Oct 2025 at noon", [("Sat, 4 Oct 2025", "4 October 2025")]),
        ("The law of 18.10.16 applies.", [("18.10.16", "18 October 2016")]),
        ("In force: 28.02.1996", [("28.02.1996", "28 February 1996")]),
        ("Dated 2025-09-29.", [("2025-09-29", "29 September 2025")]),
        ("Logged 2025-09-29T10:00.", [("2025-09-29", "29 September 2025")]),
        ("It left in October 2017.", [("October 2017", "October 2017")]),
        ("It left in Sept 2017, they say.", [("Sept 2017", "September 2017")]),
        ("The UN office (August 2025)also spoke.", [("August 2025", "August 2025")]),
        ("In late August 2025 it moved.", [("late August 2025", "late August 2025")]),
        ("By mid-March 2024 all was quiet.", [("mid-March 2024", "mid-March 2024")]),
        ("At the end of March 2024 it closed.", [("the end of March 2024", "late March 2024")]),
        ("It joined in 1998.", [("1998", "1998")]),
        ("Ever since the Senate's 1998 rejection.", [("1998", "1998")]),
        ("Moscow's 2021 exit surprised many.", [("2021", "2021")]),
        ("Burundi withdrew (2017).", [("2017", "2017")]),
        ("Mass killings (e.g., Moura, 2022) went on.", [("2022", "2022")]),
        ("The 2024 case is open.", [("2024", "2024")]),
        ("The landmark 2006 ruling stands.", [("2006", "2006")]),
        ("In 1998, 1999 and 2000 it voted.", [("1998", "1998"), ("1999", "1999"), ("2000", "2000")]),
        ("In 2000 it voted.", [("2000", "2000")]),
        ("Work resumed in mid-2024.", [("mid-2024", "mid-2024")]),
        ("It flourished in the 1990s and 2000s.", [("the 1990s", "the 1990s"), ("2000s", "the 2000s")]),
        ("Since the early nineties it came.", [("the early nineties", "the early 1990s")]),
        ("In the late '80s he fled.", [("the late '80s", "the late 1980s")]),
        ("Only in the spring of 2014 did it pass.", [("the spring of 2014", "spring 2014")]),
        ("In the winter of 2023-24 it froze.", [("the winter of 2023-24", "winter 2023")]),
        (
            "In the second quarter of 2024 it rose.",
            [("the second quarter of 2024", "the second quarter of 2024")],
        ),
        ("Sales for Q3 2024 are out.", [("Q3 2024", "the third quarter of 2024")]),
        ("The first half of 2024 was wet.", [("The first half of 2024", "the first half of 2024")]),
        ("A child of the 19th century.", [("the 19th century", "the 19th century")]),
        ("Since Christmas it has rained.", [("Christmas", "25 December 2024")]),
        ("The first day of 2002 was cold.", [("The first day of 2002", "1 January 2002")]),
        ("It was a Saturday in August, in 2015.", [("August, in 2015", "August 2015")]),
        ("Between 1.2.2023 and now", [("1.2.2023", "1 February 2023")]),
        ("Signed 1996. Ratified 1998.", [("1996", "1996"), ("1998", "1998")]),
        ("It was as early as 2010, on 5-Nov-2010.", [("2010", "2010"), ("5-Nov-2010", "5 November 2010")]),
        ("On New Year's Day 2021 it left.", [("New Year's Day 2021", "1 January 2021")]),
        ("Signed 28 Feb. '96 in Strasbourg.", [("28 Feb. '96", "28 February 1996")]),
        ("Signed Feb. 28, \u201996, and kept.", [("Feb. 28, \u201996", "28 February 1996")]),
        (
            "Logged 2025-Sep-29, closed 30-Sep-25.",
            [("2025-Sep-29", "29 September 2025"), ("30-Sep-25", "30 September 2025")],
        ),
        ("Dated: 2001 June 3.", [("2001 June 3", "3 June 2001")]),
        ("In 2001 June 3 was free.", [("2001", "2001"), ("June 3", "3 June 2001")]),
        ("The 7 October attacks changed that.", [("7 October", "7 October 2024")]),
        ("2000 have left since January.", [("January", "January 2025")]),
        ("In the 2023/24 session it met.", [("the 2023/24", "2023 to 2024")]),
    ],
)
def test_dates_in_full(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It stayed from 9 to 17 May 2023.", [("9 to 17 May 2023", "9 to 17 May 2023")]),
        ("They met on 14-16 June.", [("14-16 June", "14 to 16 June 2025")]),
        ("They met on 14\u201316 June 2021.", [("14\u201316 June 2021", "14 to 16 June 2021")]),
        ("from 12 to 14 March", [("12 to 14 March", "12 to 14 March 2025")]),
        ("from 28 April to 3 May 2023", [("28 April to 3 May 2023", "28 April to 3 May 2023")]),
        ("between 30 December and 2 January 2023", [
            ("between 30 December and 2 January 2023", "30 December 2022 to 2 January 2023")]),
        ("May 9-17, 2023", [("May 9-17, 2023", "9 to 17 May 2023")]),
        ("Between 1998 and 2022, Russia lost.", [("Between 1998 and 2022", "1998 to 2022")]),
        ("from 1998 to 2022", [("1998 to 2022", "1998 to 2022")]),
        ("The war (1998-2003) ended.", [("1998-2003", "1998 to 2003")]),
        ("March to May 2022", [("March to May 2022", "March to May 2022")]),
        ("in March and May 2022", [("March", "March 2022"), ("May 2022", "May 2022")]),
        ("on 12 and 14 March 2022", [("12", "12 March 2022"), ("14 March 2022", "14 March 2022")]),
    ],
)  # fmt: skip
def test_ranges_and_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("It was granted on 25 October.", "2017-11-10", ["25 October 2017"]),
        ("It came on Tuesday 24 October.", "2017-11-10", ["24 October 2017"]),
        ("It took effect on 1 July.", "2021-07-05", ["1 July 2021"]),
        ("It was signed on Dec. 12.", "2025-01-20", ["12 December 2024"]),
        ("The vote is due on 12 January.", "2024-12-20", ["12 January 2025"]),
        ("It will vote on 12 January.", "2024-11-20", ["12 January 2025"]),
        ("In April the prosecutor opened a case.", "2016-10-13", ["April 2016"]),
        ("In June we will visit.", "2024-05-24", ["June 2024"]),
        ("Deputies could take it up in September.", "2025-08-27", ["September 2025"]),
        ("In December he left.", "2025-01-20", ["December 2024"]),
        ("The number stood at 897 on 1 May this year.", "2024-05-20", ["1 May 2024"]),
        ("On 6 March next year it ends.", "2024-09-10", ["6 March 2025"]),
        ("No party since July of last year.", "2022-07-20", ["July 2021"]),
        ("It met on 3 May last year.", "2024-05-20", ["3 May 2023"]),
        ("A statement of last November.", "2025-08-27", ["November 2024"]),
        ("The ruling comes next March.", "2025-08-27", ["March 2026"]),
        ("It began in late August.", "2025-10-06", ["late August 2025"]),
        ("It began last autumn.", "2017-10-27", ["autumn 2016"]),
        ("We argue this spring.", "2024-06-07", ["spring 2024"]),
        ("In 1998 it debated. On 28 March it voted.", "2025-10-06", ["1998", "28 March 1998"]),
        ("It voted on 28 June 2011; on 28 June it rained.", "2025-10-06", ["28 June 2011", "28 June 2011"]),
        ("It voted in 1998 and left on 29 September.", "2025-10-06", ["1998", "29 September 2025"]),
        ("Ratified on 14 March 2012, in force since 1 August of that year.", "2021-07-05",
         ["14 March 2012", "1 August 2012"]),
        ("It was 2011; in the spring of 2014, then July of that year.", "2021-07-05",
         ["2011", "spring 2014", "July 2014"]),
        ("On 06/03/2025 it left.", "2025-03-06", ["6 March 2025"]),
        ("On 06/03/2025 it left, on 25/03/2025 it returned.", None, ["6 March 2025", "25 March 2025"]),
        ("On 06/03/2025 it left.", None, ["6 March 2025 or 3 June 2025"]),
        ("On 25 October it left.", None, ["25 October (no year given)"]),
        ("In July 2025 it ruled. The July ruling stands.", None, ["July 2025", "July 2025"]),
    ],
)  # fmt: skip
def test_parts_are_completed(text: str, published: str | None, expected: list[str]) -> None:
    on = dt.date.fromisoformat(published) if published else None
    assert [shown for _, shown in read(text, on)] == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He spoke yesterday.", "2024-05-18", [("yesterday", "17 May 2024")]),
        ("As of today it is free.", "2025-03-06", [("today", "6 March 2025")]),
        ("As of midnight it is out.", "2021-07-01", [("midnight", "1 July 2021")]),
        ("Tomorrow evening it ends.", "2025-03-05", [("Tomorrow evening", "6 March 2025")]),
        ("He left the day before yesterday.", "2025-03-05", [("the day before yesterday", "3 March 2025")]),
        ("Last night it fell.", "2025-03-05", [("Last night", "4 March 2025")]),
        ("Putin on Monday signed a law.", "2025-09-29", [("Monday", "29 September 2025")]),
        ("He signed on Saturday.", "2025-08-27", [("Saturday", "23 August 2025")]),
        ("Saturday's decree is void.", "2021-03-21", [("Saturday", "20 March 2021")]),
        ("It will meet on Monday.", "2025-09-25", [("Monday", "29 September 2025")]),
        ("Parliament said on Monday it will vote.", "2025-09-30", [("Monday", "29 September 2025")]),
        ("As of Monday evening nothing came.", "2025-09-29", [("Monday evening", "29 September 2025")]),
        ("Last Friday it was filed.", "2024-09-10", [("Last Friday", "6 September 2024")]),
        ("Next Friday it is filed.", "2024-09-10",
         [("Next Friday", "13 September 2024 or 20 September 2024")]),
        ("On Friday last week it fell.", "2024-09-11", [("Friday last week", "6 September 2024")]),
        ("Until this week it held.", "2023-11-03", [("this week", "the week of 30 October 2023")]),
        ("If it agrees next week.", "2023-10-19", [("next week", "the week of 23 October 2023")]),
        ("300 were killed last year.", "2021-07-01", [("last year", "2020")]),
        ("late last year", "2021-07-01", [("late last year", "late 2020")]),
        ("by the end of the year", "2021-07-01", [("the end of the year", "the end of 2021")]),
        ("a note sent over the weekend", "2017-11-13", [("the weekend", "11 to 12 November 2017")]),
        ("It was bypassed this weekend.", "2021-03-22", [("this weekend", "20 to 21 March 2021")]),
        ("who came a year ago", "2024-05-18", [("a year ago", "May 2023")]),
        ("I thought of it a week ago today.", "2025-10-06", [("a week ago today", "29 September 2025")]),
        ("Eight days ago it left.", "2023-11-10", [("Eight days ago", "2 November 2023")]),
        ("The last one was 31 years ago.", "2023-11-06", [("31 years ago", "1992")]),
        ("six months ago", "2023-11-06", [("six months ago", "May 2023")]),
        ("It was Monday 11 March. We left on Wednesday.", "2024-05-28",
         [("Monday 11 March", "11 March 2024"), ("Wednesday", "13 March 2024 or 22 May 2024")]),
        ("It ruled on the fourteenth.", "2025-01-26", [("the fourteenth", "14 January 2025")]),
        ("It took effect at midnight.", "2026-01-10", [("midnight", "10 January 2026")]),
        ("when the clock strikes midnight tonight", "2020-11-21",
         [("midnight tonight", "21 to 22 November 2020")]),
        ("Two years ago yesterday it left.", "2023-11-20", [("Two years ago yesterday", "19 November 2021")]),
        ("It decided on Friday a week ago.", "2025-07-12", [("Friday a week ago", "4 July 2025")]),
        ("It closes in two weeks' time.", "2023-11-06",
         [("two weeks' time", "about 18 to 22 November 2023")]),
        ("three days from now", "2023-11-06", [("three days from now", "9 November 2023")]),
        ("This marks three years since it left.", "2025-12-07", [("three years since", "2022")]),
    ],
)  # fmt: skip
def test_counted_from_publication(text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, dt.date.fromisoformat(published)) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Voted on 12 October 2016. He signed it six days later.", ("six days later", "18 October 2016")),
        ("Signed on 28 February 1996 and ratified two years later.", ("two years later", "1998")),
        ("Signed in 1996, ratified two years later.", ("two years later", "1998")),
        ("Voted on 18 July 2024. A week earlier 99 had agreed.", ("A week earlier", "11 July 2024")),
        ("Adopted on 18 October 2023. A day earlier it failed.", ("A day earlier", "17 October 2023")),
        ("It met on 3 May 2020. The next day it rose.", ("The next day", "4 May 2020")),
        ("It met on 3 May 2020. That day it rained.", ("That day", "3 May 2020")),
        ("It met on 3 May 2020 and died the same month.", ("the same month", "May 2020")),
        ("It met in May 2020. The following March it rose.", ("The following March", "March 2021")),
        ("It met in May 2020. The following year it rose.", ("The following year", "2021")),
        ("It met on Friday 8 May 2020. The following Monday it rose.",
         ("The following Monday", "11 May 2020")),
        ("It was in 2023. Of that single year nothing is left.", ("that single year", "2023")),
        ("Granted on 25 October 2017, two days before membership lapsed.",
         ("two days before", "27 October 2017")),
        ("On Friday it left. It comes a year to the day after a letter was sent.",
         ("a year to the day after", "26 September 2024")),
        ("It met two weeks after 5 May 1998.", ("two weeks after 5 May 1998", "about 17 to 21 May 1998")),
        ("It went out two days after Christmas 2019.", ("two days after Christmas 2019", "27 December 2019")),
        ("Signed in 2015, filed 19 May of the next year.", ("19 May of the next year", "19 May 2016")),
        ("It passed on 7 May 2020; it arrived on the 18th of that month.",
         ("the 18th of that month", "18 May 2020")),
        ("On Monday he spoke, a day after the treaty lapsed.", ("a day after", "28 September 2025")),
    ],
)  # fmt: skip
def test_counted_from_the_text(text: str, last: tuple[str, str]) -> None:
    assert read(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For 27 years they came.", [("27 years", "27 years")]),
        ("Over 27 years, the committee made 30 visits.", [("27 years", "27 years")]),
        ("For over two decades it served.", [("over two decades", "over 20 years")]),
        ("Over the course of three decades they came.", [("three decades", "about three decades")]),
        (
            "For thirteen and a half years it was in.",
            [("thirteen and a half years", "13 years and 6 months")],
        ),
        (
            "for a little over twenty-seven years",
            [("a little over twenty-seven years", "a little over 27 years")],
        ),
        ("more than 13 years", [("more than 13 years", "over 13 years")]),
        ("in force for barely two months", [("barely two months", "about 2 months")]),
        ("a debate of some three hours", [("some three hours", "about 3 hours")]),
        ("There is a year's notice.", [("a year's notice", "1 year")]),
        ("takes effect 12 months after the notice", [("12 months", "12 months")]),
        ("The state gives notice and is free six months later.", [("six months", "6 months")]),
        (
            "On 10 July, half a year after it served notice.",
            [("10 July", "10 July 2025"), ("half a year", "6 months")],
        ),
        ("the three-month clock ran", [("three-month", "3 months")]),
        ("a two-year notice period", [("two-year", "2 years")]),
        ("It stayed nine days.", [("nine days", "9 days")]),
        ("for three more years", [("three more years", "3 years")]),
        ("Two weeks. That is how long.", [("Two weeks", "2 weeks")]),
        ("expect to wait a year for it", [("a year", "1 year")]),
        ("two to three years", [("two to three years", "2 to 3 years")]),
        ("after two years and three months", [("two years and three months", "2 years and 3 months")]),
        ("half a year", [("half a year", "6 months")]),
        ("a year and a half", None),
        ("for nearly 30 years", [("nearly 30 years", "nearly 30 years")]),
        ("The exit will take effect six months later.", [("six months", "6 months")]),
        ("bound for six months after its letter arrives", [("six months", "6 months")]),
        ("twenty-three years after it was given", [("twenty-three years", "23 years")]),
        ("no more than 30 days", [("no more than 30 days", "up to 30 days")]),
        ("sentenced to 12 years", [("12 years", "12 years")]),
        ("a quarter of a century", [("a quarter of a century", "about 25 years")]),
        ("over the past 20 years", [("20 years", "20 years")]),
    ],
)
def test_durations(text: str, expected: list[tuple[str, str]] | None) -> None:
    assert read(text) == (expected if expected is not None else [("a year and a half", "18 months")])


@pytest.mark.parametrize(
    "text",
    [
        "He may leave; they march on.",
        "A 41-year-old inmate, aged 12 years at the time, is twelve years old.",
        "Article 20 and Protocol No. 1998 apply.",
        "They reached 2000 villages in total.",
        "In 2000 villages the lights went out.",
        "It cost $2000 or 1998 euros.",
        "UN resolution 1973 was adopted.",
        "Regulation (EU) 2016/679 binds.",
        "Call +44 1998-2022 now.",
        "The vote was 9-6, then 212 to 45.",
        "Open 24/7, version 3.7.10 is out.",
        "The second man sat in the sun; he sat down.",
        "She wrote for the Vilnius Saturday Weekly.",
        "It happened years later, days before the vote.",
        "a man in his 30s",
        "It costs EUR 4 a month, or 300 women a year.",
        "They come every few years, every Friday, twice a year.",
        "Theresa May said so.",
        "G20, COVID-19 and the 1,998 others",
        "The first day of the following month counts.",
        "They met on the fourth floor at a minute past midnight.",
        "It was a girl of seven months.",
        "the 31 February 2020 edition",
    ],
)
def test_no_date_and_no_duration(text: str) -> None:
    assert [pair for pair in read(text) if pair[0] != "2020"] == []


def test_nothing_relative_is_guessed_without_a_date_of_publication() -> None:
    text = "Yesterday, last week, a year ago and this spring he spoke; on Monday he signed."
    assert read(text, None) == [("Monday", "a Monday")]


def test_open_bounds() -> None:
    text = "for acts pre-Sept. 16, 2022, before 16 September 2022, since 2012, until 30 June 2020 and by 2021"
    found = [t for t in find_timexes(text, None) if isinstance(t.value, DateValue)]
    assert [(text[t.start : t.end], show(t.value), t.bound) for t in found] == [
        ("pre-Sept. 16, 2022", "before 16 September 2022", None),
        ("16 September 2022", "16 September 2022", "before"),
        ("2012", "2012", "since"),
        ("30 June 2020", "30 June 2020", "until"),
        ("2021", "2021", "by"),
    ]
    intervals = [t.interval for t in found]
    assert [v.edtf for v in intervals if isinstance(v, DateValue)] == [
        "../2022-09-15", "../2022-09-15", "2012/..", "../2020-06-30", "../2021",
    ]  # fmt: skip


def test_a_date_counted_from_another_says_which() -> None:
    text = "Signed in 1996 and ratified two years later."
    first, second = find_timexes(text, None)
    assert (second.anchor, second.anchor_span) == ("text", (first.start, first.end))


def test_the_tense_of_the_caller_decides() -> None:
    on = dt.date(2025, 9, 25)
    for tense, day in (("past", "22 September 2025"), ("future", "29 September 2025")):
        found = find_timexes("on Monday", on, tense=lambda start, end, tense=tense: tense)  # type: ignore[misc]
        assert [show(t.value) for t in found if t.value] == [day]


_WORDS = st.lists(
    st.sampled_from(
        ["May", "12", "1998", "of", "the", "a", "year", "years", "ago", "Monday", "last", "-", ",", ".", "to",
         "later", "31", "30/02/99", "9999", "0", "half", "decade",
         "and", "2020-21", "’s", "mid", "\n", "two"]
    ),
    max_size=30,
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=120), _WORDS.map(" ".join)),
    st.sampled_from([None, WEDNESDAY, dt.date.min, dt.date.max]),
)
@settings(max_examples=300, deadline=None)
def test_never_raises_and_never_overlaps(text: str, published: dt.date | None) -> None:
    reached = 0
    for timex in sorted(find_timexes(text, published), key=lambda t: t.start):
        assert reached <= timex.start < timex.end <= len(text)
        reached = timex.end
        assert timex.value is None or isinstance(timex.value, DateValue | DurationValue)
        if timex.value is not None:
            assert show(timex.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["7", ".", "of the of the ", "twenty ", "May 12 ", "two years later ", "1998-", "\n"]
)
def test_one_word_without_end_is_read_to_its_end(unit: str) -> None:
    text = unit * (80_000 // len(unit))
    assert all(0 <= timex.start < timex.end <= len(text) for timex in find_timexes(text, WEDNESDAY))
