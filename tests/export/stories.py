"""Two runs to look at: one as a user's would be, one in which every text is an attack or an accident."""

from __future__ import annotations

from dataclasses import replace

from discrepant.model import Entity, EntityValue, QuantityValue, Run, Skipped
from export.factories import (
    BODY,
    NOBODY,
    TREATY,
    article,
    claim,
    count,
    day,
    fact,
    mention,
    reading,
    run,
    status,
    year,
    years,
)

WIRE = article(
    "wire/01-leaving.txt",
    "Kremlin leaves anti-torture pact\n\n"
    "President Vladimir Putin on Monday signed a law that takes Russia out of the European Convention "
    "for the "
    "Prevention of Torture, which the country joined in 1996. In three decades the committee's experts wrote "
    "27 reports on Russian places of detention.\n\n"
    "Some 400 inmates met the last delegation, officials said. Moscow has not ratified the Optional "
    "Protocol. "
    "The vote in the lower chamber was unanimous.\n",
    title="Kremlin leaves anti-torture pact",
    publisher="Kestrel News Agency",
    published="2025-09-29",
    url="https://kestrel.example/2025/leaving",
    author="Ansel Brandt",
    origin="o-wire",
)

REPRINT = article(
    "press/02-reprint.txt",
    "(Kestrel) President Vladimir Putin on Monday signed a law that takes Russia out of the European "
    "Convention "
    "for the Prevention of Torture, which the country joined in 1996.\n",
    title="Russia quits torture treaty",
    publisher="The Norrland Courier",
    published="2025-09-30",
    origin="o-wire",
)

INTERVIEW = article(
    "interview.md",
    "“It was like a family doctor”\n\n7 December 2025\n\n"
    "Q: What is lost?\nA: Over 27 years the committee made 30 visits to Russia, and I prepared for most "
    "of them. "
    "On 29 September 2025 the president ended that with a signature. The last delegation spoke with 407 "
    "inmates in "
    "four colonies. We were told, as early as March 2022, that cooperation was over; by the summer the "
    "letters "
    "were no longer answered.\n\n"
    "“Russia never ratified the Optional Protocol, and it never will,” says Olga Marenko.\n",
    title="“It was like a family doctor”",
    publisher="Walls and Windows Trust",
    published="2025-12-07",
    inferred=("published",),
)

BRIEFING = article(
    "briefing/04-background.txt",
    "1. Background\n\n• Russia ratified the Convention in 1998, during the years when Moscow sought a "
    "place in "
    "Europe's institutions. • For two decades, the Committee inspected Russian prisons, police cells "
    "and locked "
    "wards, some of them without notice, and set down what it had found in reports that were sent to "
    "the government "
    "in confidence and that could be published only with its consent, which in the case of most of them "
    "was never "
    "given, so that relatives, lawyers and courts went on for years without the only independent "
    "description of "
    "what was done behind those walls, and had to rely on the word of former guards. • Russia was "
    "expelled from the "
    "Council of Europe in 2022.\n2. Outlook\n\nThe ministry intends to notify the Secretary General in "
    "January 2026. "
    "The Convention stays in force for a state for twelve months after that.\n",
    title="Russia and Europe's torture inspectors: a background paper",
)

SILENT = article(
    "letters/05-reader.txt",
    "Nobody asked us.\n",
    title="A letter",
    publisher="The Norrland Courier",
    published="2025-10-02",
)

PROTOCOL = Entity(id="treaty:opcat", label="Optional Protocol to the Convention against Torture")


def story_run() -> Run:
    """Five articles from four origins, with facts under every flag."""
    facts = (
        fact(
            "conflict",
            "When did Russia ratify the European Convention for the Prevention of Torture?",
            reading(
                "1996",
                claim(WIRE, "1996", year(1996), predicate="joined"),
                claim(REPRINT, "1996", year(1996), predicate="joined"),
                origins=1,
            ),
            reading("1998", claim(BRIEFING, "1998", year(1998))),
            reading(
                "about 1998",
                claim(INTERVIEW, "27 years", year(1998), predicate="party"),
                derived="left on 29 September 2025, after 27 years: 2025 − 27 = 1998",
                origins=0,
            ),
            reason="One origin says 1996 and one says 1998; a state ratifies a treaty once.",
            severity=0.91,
            predicate="ratified",
            possible="“joined” may mean the signature, which comes before ratification.",
            steps=(
                "“joined in 1996” and “ratified in 1998” both answer how Russia became party.",
                "1996 and 1998 have no day in common.",
                "“joined” is open between signing and ratifying; no source says which, so the flag stays.",
            ),
        ),
        fact(
            "conflict",
            "How many visits or reports on Russia did the committee make?",
            reading(
                "27 reports",
                claim(
                    WIRE,
                    "27 reports",
                    count(27, "report"),
                    subject=BODY,
                    predicate="report",
                    qualifiers=(("over", "three decades"),),
                ),
            ),
            reading(
                "30 visits",
                claim(
                    INTERVIEW,
                    "30 visits",
                    count(30, "visit"),
                    subject=BODY,
                    predicate="visit",
                    qualifiers=(("over", "27 years"),),
                ),
            ),
            reason="27 reports over three decades stand against 30 visits over 27 years.",
            severity=0.7,
            qualifiers=(("place", "Russia"),),
            possible="Not every visit leads to a report of its own.",
        ),
        fact(
            "conflict",
            "For how long did the committee monitor places of detention in Russia?",
            reading(
                "three decades",
                claim(
                    WIRE, "three decades", years(30, approximate=True), subject=BODY, predicate="monitored"
                ),
            ),
            reading("27 years", claim(INTERVIEW, "27 years", years(27), subject=BODY, predicate="monitored")),
            reading(
                "two decades",
                claim(
                    BRIEFING, "two decades", years(20, approximate=True), subject=BODY, predicate="monitored"
                ),
            ),
            reason=(
                "Two decades is shorter than 27 years even as a round figure; three decades is "
                "not far from it."
            ),
            severity=0.55,
        ),
        fact(
            "explained",
            "When was Russia's exit decided, and when is it notified?",
            reading(
                "29 September 2025",
                claim(WIRE, "Monday", day("2025-09-29", inferred=True), predicate="law"),
                claim(INTERVIEW, "29 September 2025", day("2025-09-29"), predicate="law"),
            ),
            reading(
                "January 2026",
                claim(
                    BRIEFING,
                    "January 2026",
                    year(2026),
                    predicate="notified",
                    certainty="planned",
                    speaker="the ministry",
                ),
            ),
            reason=(
                "The law was signed on 29 September 2025; the notification is another act, "
                "planned for January 2026."
            ),
            severity=0.6,
            steps=("Signing a law and notifying the depositary are two stages of one process.",),
        ),
        fact(
            "refined",
            "How many inmates did the last delegation speak with?",
            reading(
                "some 400",
                claim(
                    WIRE,
                    "Some 400",
                    QuantityValue(low=380, high=420, comparator="~", unit="inmate"),
                    subject=BODY,
                    predicate="met",
                    object=NOBODY,
                    speaker="officials",
                ),
            ),
            reading(
                "407",
                claim(INTERVIEW, "407", count(407, "inmate"), subject=BODY, predicate="met", object=NOBODY),
            ),
            reason="407 is contained in “some 400”.",
            severity=0.2,
        ),
        fact(
            "agreed",
            "Has Russia ratified the Optional Protocol?",
            reading(
                "not ratified",
                claim(WIRE, "has not ratified", status("party", holds=False), object=PROTOCOL),
                claim(
                    INTERVIEW,
                    "never ratified",
                    status("party", holds=False),
                    object=PROTOCOL,
                    speaker="Olga Marenko",
                    certainty="denied",
                ),
            ),
            reason="Two origins say that it has not.",
            severity=0.1,
        ),
        fact(
            "single",
            "When was Russia expelled from the Council of Europe?",
            reading("2022", claim(BRIEFING, "2022", year(2022), predicate="expelled", object=NOBODY)),
            reason="One origin only.",
            severity=0.3,
        ),
        fact(
            "single",
            "Who signed the law?",
            reading(
                "Vladimir Putin",
                claim(
                    WIRE,
                    "Vladimir Putin",
                    EntityValue(id="person:vladimir-putin", label="Vladimir Putin"),
                    predicate="open:sign_law",
                    object=NOBODY,
                ),
            ),
            reason="One origin only.",
            severity=0.1,
        ),
    )
    articles = (WIRE, REPRINT, INTERVIEW, BRIEFING, SILENT)
    mentions = (
        mention(WIRE, "European Convention for the Prevention of Torture", "treaty", TREATY.id),
        mention(WIRE, "1996", "date", value=year(1996)),
        mention(WIRE, "27 reports", "quantity", value=count(27, "report")),
        mention(INTERVIEW, "27 years", "duration", value=years(27)),
        mention(INTERVIEW, "Olga Marenko", "person"),
    )
    return replace(
        run(*facts, articles=articles, mentions=mentions),
        skipped=(
            Skipped(path="archive/scan-1998.pdf", reason="no reader for .pdf; save it as .txt"),
            Skipped(path="feed.jsonl:17", reason="the line is not JSON: Expecting ',' delimiter"),
        ),
        unresolved=(mention(INTERVIEW, "the letters", "body"), mention(BRIEFING, "The ministry", "body")),
        settings={"model": "en_core_web_md 3.7.1", "jobs": 1},
        timings={"read": 0.1},
    )


HOSTILE_PATH = "x\u202egnp.<b>\u200b.txt"


def hostile_run() -> Run:
    """Markup, scripts, direction overrides, control characters, towers of marks, huge lines, half pairs."""
    text = (
        "<script>document.title = 'pwned'; alert(1)</script> 12 <img src=x onerror=alert(2)> were "
        "</mark></blockquote> "
        "killed.\n\u202e12 were hurt\u0000\u0007 there\u2066. \u05e0\u05d4\u05e8\u05d2\u05d5 14 "
        "\u05d0\u05e0\u05e9\u05d9\u05dd. "
        "Z" + "\u0301" * 400 + " said 13 were dead. \ud800 and 15 more.\n" + "=HYPERLINK(1) 16\n"
    )
    attack = article(
        HOSTILE_PATH,
        text,
        title="</title><script>alert(3)</script>",
        publisher='"><svg onload=alert(4)>',
        url="javascript:alert(5)",
        author="=cmd|' /C calc'!A0",
        language='en" onclick="alert(6)',
        published="2025-01-02",
    )
    huge = article("huge.txt", "word " * 60_000 + "17 died " + "w" * 1_000_000, publisher="A" * 5_000)
    dead: dict[str, object] = {"predicate": "killed", "object": NOBODY}
    someone = Entity(id="open:x", label="{{ 7 * 7 }} <i>someone</i>")

    def told(source: object, quote: str, number: int, **more: object):  # type: ignore[no-untyped-def]
        return claim(source, quote, count(number, "dead"), subject=someone, **{**dead, **more})  # type: ignore[arg-type]

    first = told(attack, "12", 12, speaker="<u>\u202eevil", qualifiers=(("<a>", "javascript:alert(7)"),))
    whole = told(huge, "17", 17)
    facts = (
        fact(
            "conflict",
            "How many were killed <script>alert(8)</script>\u202e?",
            reading("=12 <b>dead</b>", first, told(attack, "12", 12, nth=2)),
            reading("14", told(attack, "14", 14)),
            reading("13", told(attack, "13", 13)),
            reading("@17", replace(whole, sentence=(0, len(huge.text)))),
            reason="-1+1 <img src=https://evil.example/x.png> differ\r\n.",
            severity=1.0,
            possible="<iframe src=//evil.example>",
            steps=("<style>*{display:none}</style>",),
        ),
        fact("single", "+What?", reading("16", told(attack, "16", 16)), reason="One\u0000 origin."),
        fact(
            "agreed", "How \ud800?", reading("\ud800", told(attack, "\ud800", 15), told(huge, "17 died", 15))
        ),
    )
    return replace(
        run(*facts, articles=(attack, huge), mentions=(mention(attack, "14", "<b>date", value=count(14)),)),
        skipped=(Skipped(path="../\u202e<b>.pdf", reason="<script>alert(9)</script>"),),
        unresolved=(mention(attack, "</mark></blockquote>", "body"), mention(huge, "w" * 900_000, "body")),
        settings={"model": "<script>alert(10)</script>"},
    )
