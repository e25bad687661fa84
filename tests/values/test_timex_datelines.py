"""Datelines and bylines: which dates say when an article was written."""

from __future__ import annotations

import datetime as dt

import pytest

from discrepant.values.timex import dateline, find_timexes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n\nCoalition, 26 October 2017\n\nText.", "2017-10-26"),
        ("Title\n07.12.25\nBlog\n\nText.", "2025-12-07"),
        ("Title\n\nBy A. Writer\n30.09.2025 \u00b7 4 min read\nText.", "2025-09-30"),
        ("Title\nMay 18, 2024 | 07:45\nText.", "2024-05-18"),
        ("BUJUMBURA, Oct 13, 2016 (Agency) - Burundi voted.", "2016-10-13"),
        ("Title\nDesk | 3 November 2023 | Updated 11:30\n\nText.", "2023-11-03"),
        ("Title\nPublished: 3 November 2023\nText.", "2023-11-03"),
        ("Title\n\n27 August 2025, 16:20\nTags: a\n\nText.", "2025-08-27"),
        ("Title\nHerald\nThursday, 19 October 2023\n\nText.", "2023-10-19"),
        ("Title\n\nOn 29 September 2025 he signed a law.", None),
        ("Key dates\n- Ratified: 5 May 1998\n- Signed: 28.02.1996\n", None),
        ("MOSCOW, Sept 29 (Agency) - He signed.", None),
        ("Radio - News - 06/03/2025\n\nText.", None),
        ("Feb 12, 2025 (Agency) - A jet bombed a market.", "2025-02-12"),
        ("Radio - Saturday bulletin, 10 January 2026, 9 a.m.\n\nText.", "2026-01-10"),
        ("Radio. Broadcast on 20 November 2023 at 7.05 a.m.\n\nText.", "2023-11-20"),
        ("Live\n\nSunday, 24 April 2022 - The Page, city desk. Newest first.", "2022-04-24"),
        ("Timeline\n28 February 1996 - Russia signs.\n5 May 1998 - Russia ratifies.", None),
        ("Vote of 3 May 2020 is void\n\nText.", None),
        ("", None),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    value = dateline(text)
    assert (value.edtf if value else None) == expected


def test_datelines_are_told_from_other_dates() -> None:
    text = "MOSCOW, Sept 29 (Agency) - He signed on 29 September 2025."
    assert [t.role for t in find_timexes(text, dt.date(2025, 9, 29))] == ["dateline", None]
    text = "STATEMENT\nIstanbul, Monday\n\nOn Monday we met."
    assert [t.role for t in find_timexes(text, dt.date(2021, 3, 22))] == ["dateline", None]
