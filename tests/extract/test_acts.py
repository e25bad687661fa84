"""When an act happened, in one clause: each line is an article, beside all that it says of dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.said import Said, beyond, claim, said_in

if TYPE_CHECKING:
    from spacy.language import Language

VERBS = [
    ("Kenya signed the Rome Statute on 11 August 1999.", [claim("signed", "KE", "rome", "1999-08-11")]),
    (
        "Peru acceded to the Biological Weapons Convention on 5 June 1985.",
        [claim("ratified", "PE", "bwc", "1985-06-05")],
    ),
    ("Armenia joined the International Criminal Court in 2024.", [claim("joined", "AM", "rome", "2024")]),
    (
        "Armenia became a party to the Rome Statute on 1 February 2024.",
        [claim("joined", "AM", "rome", "2024-02-01")],
    ),
    (
        "Venezuela denounced the American Convention on Human Rights on 10 September 2012.",
        [claim("withdrew", "VE", "achr", "2012-09-10")],
    ),
    ("Burundi pulled out of the Rome Statute in October 2017.", [claim("withdrew", "BI", "rome", "2017-10")]),
    (
        "Georgia ceased to be bound by the Rome Statute on 1 May 2020.",
        [claim("withdrew", "GE", "rome", "2020-05-01")],
    ),
    (
        "Japan left the International Whaling Commission on 30 June 2019.",
        [claim("withdrew", "JP", "whaling", "2019-06-30")],
    ),
    (
        "Germany put its signature to the Istanbul Convention on 11 May 2011.",
        [claim("signed", "DE", "istanbul", "2011-05-11")],
    ),
    (
        "Fiji deposited its instrument of ratification of the Convention against Torture on 14 March 2016.",
        [claim("ratified", "FJ", "cat", "2016-03-14")],
    ),
    (
        "Latvia notified the Secretary-General of its withdrawal from the Ottawa Convention on 27 June 2025.",
        [claim("notified", "LV", "ottawa", "2025-06-27")],
    ),
    (
        "Russia revoked its ratification of the CTBT on 2 November 2023.",
        [claim("revoked", "RU", "ctbt", "2023-11-02")],
    ),
    (
        "South Africa revoked its notice of withdrawal from the Rome Statute in March 2017.",
        [claim("notice_revoked", "ZA", "rome", "2017-03")],
    ),
    (
        "The United States suspended its obligations under the INF Treaty on 2 February 2019.",
        [claim("suspended", "US", "inf", "2019-02-02")],
    ),
    (
        "The Council of Europe admitted Russia on 28 February 1996.",
        [claim("admitted", "RU", "body:coe", "1996-02-28")],
    ),
    (
        "Hungary's parliament voted to leave the Rome Statute on 20 May 2025.",
        [claim("bill_passed", "HU", "rome", "2025-05-20")],
    ),
    (
        "Latvia's Saeima voted on 16 April 2025 to leave the Ottawa Convention.",
        [claim("bill_passed", "LV", "ottawa", "2025-04-16")],
    ),
    (
        "The Senate of Brazil approved ratification of the Arms Trade Treaty on 14 February 2018.",
        [claim("ratification_approved", "BR", "att", "2018-02-14")],
    ),
    (
        "The US Senate rejected the Comprehensive Nuclear-Test-Ban Treaty in October 1999.",
        [claim("rejected", "body:us-senate", "ctbt", "1999-10")],
    ),
    (
        "Hungary announced on 3 April 2025 that it would leave the Rome Statute.",
        [claim("announced_leaving", "HU", "rome", "2025-04-03")],
    ),
    (
        "The Nuclear Non-Proliferation Treaty has been in force since 5 March 1970.",
        [claim("in_force", "", "npt", "1970-03-05")],
    ),
    (
        "The Nuclear Non-Proliferation Treaty took effect for France in 1992.",
        [claim("in_force_for", "FR", "npt", "1992")],
    ),
    (
        "Estonia had belonged to the Ottawa Convention for more than 20 years.",
        [claim("membership_length", "EE", "ottawa", "P20Y")],
    ),
]

PASSIVES = [
    (
        "The Istanbul Convention was signed by Turkey on 11 May 2011.",
        [claim("signed", "TR", "istanbul", "2011-05-11")],
    ),
    (
        "The Genocide Convention was adopted on 9 December 1948 and entered into force on 12 January 1951.",
        [claim("adopted", "", "genocide", "1948-12-09"), claim("in_force", "", "genocide", "1951-01-12")],
    ),
    (
        "Russia was expelled from the Council of Europe on 16 March 2022.",
        [claim("expelled", "RU", "body:coe", "2022-03-16")],
    ),
    (
        "Finland's notice of withdrawal from the Ottawa Convention was deposited on 10 July 2025.",
        [claim("notified", "FI", "ottawa", "2025-07-10")],
    ),
    (
        "Ratified by Spain in 1999, the Ottawa Convention bans landmines.",
        [claim("ratified", "ES", "ottawa", "1999")],
    ),
    (
        "The Ottawa Convention, ratified by Austria on 29 June 1998, bans landmines.",
        [claim("ratified", "AT", "ottawa", "1998-06-29")],
    ),
    (
        (
            "Opened for signature on 24 September 1996, the Comprehensive Nuclear-Test-Ban Treaty has not "
            "entered into force."
        ),
        [claim("opened", "", "ctbt", "1996-09-24")],
    ),
    (
        (
            "The Rome Statute, signed by the Philippines in 2000 and ratified eleven years later, set up the "
            "court."
        ),
        [claim("signed", "PH", "rome", "2000"), claim("ratified", "PH", "rome", "2011")],
    ),
]

CLAUSES = [
    (
        "Malaysia left the Rome Statute, a treaty the country joined in March 2019.",
        [claim("joined", "MY", "rome", "2019-03")],
    ),
    (
        "Tunisia has yet to ratify the treaty it signed in 2009, the Convention on Cluster Munitions.",
        [claim("signed", "TN", "ccm", "2009")],
    ),
    (
        "Burundi, which ratified the Rome Statute in 2004, left it in 2017.",
        [claim("ratified", "BI", "rome", "2004"), claim("withdrew", "BI", "rome", "2017")],
    ),
    (
        "The Arms Trade Treaty, which Norway ratified in 2014, governs arms sales.",
        [claim("ratified", "NO", "att", "2014")],
    ),
    (
        "Austria – which signed the Ottawa Convention in December 1997 – ratified it in June 1998.",
        [claim("signed", "AT", "ottawa", "1997-12"), claim("ratified", "AT", "ottawa", "1998-06")],
    ),
    (
        "Having signed the Ottawa Convention in 1997, Angola ratified it in 2002.",
        [claim("signed", "AO", "ottawa", "1997"), claim("ratified", "AO", "ottawa", "2002")],
    ),
    (
        "It was 2 July 1996 when Ecuador signed the Chemical Weapons Convention.",
        [claim("signed", "EC", "cwc", "1996-07-02")],
    ),
    (
        "Twenty years ago, when Senegal ratified the Rome Statute, few states had.",
        [claim("ratified", "SN", "rome", "2005")],
    ),
    (
        "Norway was the first state to sign the Convention on Cluster Munitions, on 3 December 2008.",
        [claim("signed", "NO", "ccm", "2008-12-03")],
    ),
    (
        "The Latvian parliament passed the bill on leaving the Ottawa Convention on 16 April 2025.",
        [claim("bill_passed", "LV", "ottawa", "2025-04-16")],
    ),
    (
        (
            "Russia's president signed the law denouncing the European Convention for the Prevention of "
            "Torture on 29 September 2025."
        ),
        [claim("law_signed", "RU", "ecpt", "2025-09-29")],
    ),
    beyond(
        "The year 1997 saw Austria sign the Ottawa Convention.",
        [claim("signed", "AT", "ottawa", "1997")],
        "a year as subject governs no clause",
    ),
]

NOUNS = [
    (
        "Brazil's ratification of the Ottawa Convention in 1999 was unanimous.",
        [claim("ratified", "BR", "ottawa", "1999")],
    ),
    (
        "The ratification of the Arms Trade Treaty by Japan came on 9 May 2014.",
        [claim("ratified", "JP", "att", "2014-05-09")],
    ),
    (
        "Ankara's 2012 ratification of the Istanbul Convention was the first.",
        [claim("ratified", "TR", "istanbul", "2012")],
    ),
    (
        "Its accession to the Rome Statute in 2019 cost Malaysia's government dear.",
        [claim("ratified", "MY", "rome", "2019")],
    ),
    (
        "Ethiopia, whose accession to the Convention on Cluster Munitions came in 2020, has no stockpile.",
        [claim("ratified", "ET", "ccm", "2020")],
    ),
    (
        (
            "Moscow's signature of the European Convention for the Prevention of Torture, in 1996, was its "
            "first step."
        ),
        [claim("signed", "RU", "ecpt", "1996")],
    ),
    (
        "Norway's signing, in December 2008, of the Convention on Cluster Munitions was a great day.",
        [claim("signed", "NO", "ccm", "2008-12")],
    ),
    (
        "Finland's exit from the Ottawa Convention took effect on 10 January 2025.",
        [claim("withdrew", "FI", "ottawa", "2025-01-10")],
    ),
    (
        "The withdrawal of Burundi from the Rome Statute became effective on 27 October 2017.",
        [claim("withdrew", "BI", "rome", "2017-10-27")],
    ),
    (
        "After sixteen years as a party to the Convention on Cluster Munitions, Lithuania left.",
        [claim("membership_length", "LT", "ccm", "P16Y")],
    ),
    beyond(
        "Poland's 2021 withdrawal from the Istanbul Convention was announced on Monday.",
        [
            claim("withdrew", "PL", "istanbul", "2021"),
            claim("announced_leaving", "PL", "istanbul", "2025-09-29"),
        ],
        "the longer trigger hides the noun that has a year of its own",
    ),
]

NEAR_MISSES = [
    "Kenya signed a treaty with China in 2017.",
    "Gambia welcomed the ICC prosecutor in 2017.",
    "Gambia joined the celebrations in 2017.",
    "The minister signed the visitors' book in Geneva in 1996.",
    "Workers ratified the wage deal in 1998.",
    "Members of the union ratified the contract on 2 May 2019.",
    "The treaty museum in Ottawa opened in 1997.",
    "The statue in Rome was unveiled in 1998.",
    "The Rome conference ended on 17 July 1998.",
    "Kenya signed a trade deal with China in 2017.",
    "The president signed the budget on 3 May 2019.",
    "Oslo hosted the signatories of the Convention on Cluster Munitions in 2012.",
    "The signatories of the Ottawa Convention met in Maputo in 1999.",
    "A convention of dentists was held in Ottawa in 1999.",
    "The film about the Genocide Convention was released in 2019.",
    "Namibia threatened in 2015 to leave the Rome Statute.",
    "Sudan promised in 2021 to ratify the Rome Statute.",
    "Kenya ratified the Rome Statute.",
    "Nepal, a party to the Convention against Torture since 1991, reports every four years.",
]


@pytest.mark.parametrize(("text", "expected"), [*VERBS, *PASSIVES, *CLAUSES, *NOUNS])
def test_an_act_is_read(nlp: Language, text: str, expected: list[Said]) -> None:
    assert said_in(nlp, text) == sorted(expected)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_is_no_act_is_left_alone(nlp: Language, text: str) -> None:
    """Nothing is claimed of a treaty where nobody did anything to it on that date."""
    assert said_in(nlp, text) == []
