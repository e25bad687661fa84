"""When an act happened, told over several clauses, lines or sentences; and how it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.said import Said, beyond, claim, said_in

if TYPE_CHECKING:
    from spacy.language import Language

COORDINATION = [
    (
        "Kenya signed the Rome Statute on 11 August 1999 and ratified it on 15 March 2005.",
        [claim("signed", "KE", "rome", "1999-08-11"), claim("ratified", "KE", "rome", "2005-03-15")],
    ),
    (
        "Denmark signed the Convention against Torture in 1985 and ratified two years later.",
        [claim("signed", "DK", "cat", "1985"), claim("ratified", "DK", "cat", "1987")],
    ),
    (
        "Italy signed in 1997, and ratified in 1999, the Ottawa Convention.",
        [claim("signed", "IT", "ottawa", "1997"), claim("ratified", "IT", "ottawa", "1999")],
    ),
    (
        (
            "In 2015 Somalia ratified, and in 2019 South Sudan acceded to, the Convention on the Rights of "
            "the Child."
        ),
        [claim("ratified", "SO", "crc", "2015"), claim("ratified", "SS", "crc", "2019")],
    ),
    (
        "The Convention against Torture came into force in June 1987; Cuba ratified it in 1995.",
        [claim("in_force", "", "cat", "1987-06"), claim("ratified", "CU", "cat", "1995")],
    ),
    (
        (
            "The Convention on Cluster Munitions was adopted in Dublin in May 2008, opened for signature in "
            "Oslo on 3 December 2008 and entered into force on 1 August 2010."
        ),
        [
            claim("adopted", "", "ccm", "2008-05"),
            claim("opened", "", "ccm", "2008-12-03"),
            claim("in_force", "", "ccm", "2010-08-01"),
        ],
    ),
    (
        "Estonia and Latvia ratified the Ottawa Convention in 2004.",
        [claim("ratified", "EE", "ottawa", "2004"), claim("ratified", "LV", "ottawa", "2004")],
    ),
    # Nothing of the second half is Fiji's, or a second leaving.
    (
        "Fiji ratified the Convention against Torture on 14 March 2016 and Vanuatu did so in 2011.",
        [claim("ratified", "FJ", "cat", "2016-03-14")],
    ),
    (
        "Iceland walked out of the International Whaling Commission in 1992 and came back in 2002.",
        [claim("withdrew", "IS", "whaling", "1992")],
    ),
    beyond(
        "In 1997 Canada signed and ratified the Ottawa Convention.",
        [claim("signed", "CA", "ottawa", "1997"), claim("ratified", "CA", "ottawa", "1997")],
        "a date before two verbs goes to the first",
    ),
    beyond(
        "Argentina and Uruguay ratified the Ottawa Convention in 1999 and 2001 respectively.",
        [claim("ratified", "AR", "ottawa", "1999"), claim("ratified", "UY", "ottawa", "2001")],
        "respectively is not paired off",
    ),
]

LINES = [
    (
        (
            "Chile and the Convention on Cluster Munitions\n\n"
            "Signed: 3 December 2008\n"
            "Ratified: 16 December 2010\n"
            "Entry into force for Chile: 1 June 2011\n\n"
            "The rest is open."
        ),
        [
            claim("signed", "CL", "ccm", "2008-12-03"),
            claim("ratified", "CL", "ccm", "2010-12-16"),
            claim("in_force_for", "CL", "ccm", "2011-06-01"),
        ],
    ),
    (
        "Chile: the Convention on Cluster Munitions. Signed: 3 December 2008. Ratified: 16 December 2010.",
        [claim("signed", "CL", "ccm", "2008-12-03"), claim("ratified", "CL", "ccm", "2010-12-16")],
    ),
    (
        (
            "Lithuania and the Convention on Cluster Munitions\n"
            "Ratified ........ 24 March 2011\n"
            "Notice given ........ 6 September 2024"
        ),
        [claim("ratified", "LT", "ccm", "2011-03-24"), claim("notified", "LT", "ccm", "2024-09-06")],
    ),
    (
        "The Ottawa Convention: opened for signature on 3 December 1997, in force since 1 March 1999.",
        [claim("opened", "", "ottawa", "1997-12-03"), claim("in_force", "", "ottawa", "1999-03-01")],
    ),
    (
        "Dates of ratification of the Rome Statute\n\nGhana: 20 December 1999\nMali: 16 August 2000",
        [claim("ratified", "GH", "rome", "1999-12-20"), claim("ratified", "ML", "rome", "2000-08-16")],
    ),
    (
        "Rome Statute: who ratified when\n\n- Ghana ..... 20 December 1999\n- Mali ..... 16 August 2000",
        [claim("ratified", "GH", "rome", "1999-12-20"), claim("ratified", "ML", "rome", "2000-08-16")],
    ),
    (
        (
            "Timeline: the Philippines and the Rome Statute\n\n"
            "28 Dec. 2000 - Manila signs the Rome Statute\n"
            "30 Aug. 2011 - The Philippines ratifies the Rome Statute\n"
            "17 Mar. 2018 - The notice reaches the United Nations\n"
            "17 Mar. 2019 - The withdrawal takes effect"
        ),
        [
            claim("signed", "PH", "rome", "2000-12-28"),
            claim("ratified", "PH", "rome", "2011-08-30"),
            claim("notified", "PH", "rome", "2018-03-17"),
            claim("withdrew", "PH", "rome", "2019-03-17"),
        ],
    ),
    beyond(
        "Burundi quits Rome Statute, 27 October 2017",
        [claim("withdrew", "BI", "rome", "2017-10-27")],
        "the model reads the verb of the headline as a noun",
    ),
]

QUESTIONS = [
    (
        "When did Mexico ratify the Rome Statute? On 28 October 2005.",
        [claim("ratified", "MX", "rome", "2005-10-28")],
    ),
    (
        "When did Mexico ratify the Rome Statute?\nOn 28 October 2005.",
        [claim("ratified", "MX", "rome", "2005-10-28")],
    ),
    (
        "When did Canada sign the Ottawa Convention?\n\nCanada signed in December 1997.",
        [claim("signed", "CA", "ottawa", "1997-12")],
    ),
    ("Has Mexico ratified the Rome Statute? The government does not say.", []),
    beyond(
        "What did Lithuania do on 6 September 2024?\n\n"
        "It notified the Secretary-General that it was leaving the Convention on Cluster Munitions.",
        [claim("notified", "LT", "ccm", "2024-09-06")],
        "the noun phrase of the answer is too far from the question",
    ),
]

PRONOUNS = [
    (
        "Germany signed the Istanbul Convention on 11 May 2011. It ratified the treaty on 12 October 2017.",
        [claim("signed", "DE", "istanbul", "2011-05-11"), claim("ratified", "DE", "istanbul", "2017-10-12")],
    ),
    (
        "Germany signed the Istanbul Convention on 11 May 2011. Six years later, it ratified.",
        [claim("signed", "DE", "istanbul", "2011-05-11"), claim("ratified", "DE", "istanbul", "2017")],
    ),
    (
        (
            "Ukraine ratified the Rome Statute on 21 August 2024. It entered into force for Ukraine on 1 "
            "January 2025."
        ),
        [claim("ratified", "UA", "rome", "2024-08-21"), claim("in_force_for", "UA", "rome", "2025-01-01")],
    ),
    (
        '"We ratified the Rome Statute in 2003," the foreign minister of Colombia said.',
        [claim("ratified", "CO", "rome", "2003")],
    ),
    ("Manila withdrew from the Rome Statute in March 2019.", [claim("withdrew", "PH", "rome", "2019-03")]),
    (
        "The Kremlin signed the New START treaty on 8 April 2010.",
        [claim("signed", "RU", "new-start", "2010-04-08")],
    ),
]

CERTAINTY = [
    (
        "Gambia will leave the Rome Statute on 10 November 2026.",
        [claim("withdrew", "GM", "rome", "2026-11-10", "planned")],
    ),
    (
        "South Africa plans to leave the Rome Statute in 2027.",
        [claim("withdrew", "ZA", "rome", "2027", "planned")],
    ),
    (
        "Uganda is expected to ratify the Convention on Cluster Munitions in 2026.",
        [claim("ratified", "UG", "ccm", "2026", "planned")],
    ),
    (
        "South Africa may withdraw from the Rome Statute in 2026.",
        [claim("withdrew", "ZA", "rome", "2026", "possible")],
    ),
    (
        "Namibia could leave the Rome Statute in 2026, its president warned.",
        [claim("withdrew", "NA", "rome", "2026", "possible")],
    ),
    (
        "Bolivia would have ratified the Arms Trade Treaty in 2015, had the government not fallen.",
        [claim("ratified", "BO", "att", "2015", "possible")],
    ),
    (
        "If Sudan ratifies the Rome Statute in 2026, it will be the first.",
        [claim("ratified", "SD", "rome", "2026", "possible")],
    ),
    (
        "Gambia denied it had left the Rome Statute in 2017.",
        [claim("withdrew", "GM", "rome", "2017", "denied")],
    ),
    ("Gambia did not ratify the Rome Statute in 2002.", [claim("ratified", "GM", "rome", "2002", "denied")]),
    (
        "It is not true that Chad left the Rome Statute in 2016.",
        [claim("withdrew", "TD", "rome", "2016", "denied")],
    ),
    beyond(
        "Reports that Chad had left the Rome Statute in 2016 are false.",
        [claim("withdrew", "TD", "rome", "2016", "denied")],
        "no cue reaches a clause that hangs on the subject",
    ),
    beyond(
        "Qatar hopes to sign the Arms Trade Treaty in March 2026.",
        [claim("signed", "QA", "att", "2026-03", "planned")],
        "the model gives 'hopes' the lemma 'hop'",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*COORDINATION, *LINES, *QUESTIONS, *PRONOUNS, *CERTAINTY])
def test_an_act_is_read(nlp: Language, text: str, expected: list[Said]) -> None:
    assert said_in(nlp, text) == sorted(expected)
