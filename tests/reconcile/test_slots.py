"""Which statements answer one question: the same number for those that do, None for one that stands alone.

Each line is an article of its own, so that a lawyer can check the grouping without knowing the program.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from discrepant.annotate import make_doc
from discrepant.extract import extract_article
from discrepant.model import Article, Claim
from discrepant.rulebook import load_rules
from reconcile.factories import claim, count, slots, status

if TYPE_CHECKING:
    from spacy.language import Language

Row = tuple[int | None, str]

GROUPS: dict[str, tuple[Row, ...]] = {
    "the stages of joining are told apart": (
        (0, "Kenya signed the Rome Statute on 11 August 1999."),
        (0, "The Rome Statute was signed by Kenya in 1999."),
        (1, "Kenya ratified the Rome Statute on 15 March 2005."),
        (1, "Kenya's ratification of the Rome Statute came in 2005."),
        (2, "The Rome Statute entered into force for Kenya on 1 June 2005."),
        (3, "The Rome Statute entered into force on 1 July 2002."),
    ),
    "accession is a way to ratify": (
        (0, "Malaysia acceded to the Rome Statute on 4 March 2019."),
        (0, "Malaysia ratified the Rome Statute in March 2019."),
        (1, "Malaysia joined the Rome Statute in 2019."),
    ),
    "one act of two states": (
        (0, "Japan ratified the Ottawa Convention in 1998."),
        (0, "Tokyo ratified the Ottawa Convention on 30 September 1998."),
        (1, "Peru ratified the Ottawa Convention in 1998."),
    ),
    "one act under two treaties": (
        (0, "Chile ratified the Ottawa Convention in 2001."),
        (1, "Chile ratified the Convention on Cluster Munitions in 2010."),
        (2, "Chile ratified the Optional Protocol to the Convention against Torture in 2008."),
        (3, "Chile ratified the Convention against Torture in 1988."),
    ),
    "a treaty under its names": (
        (0, "Norway ratified the Mine Ban Treaty in 1998."),
        (0, "Norway ratified the Ottawa Convention on 9 July 1998."),
        (None, "Norway signed the Ottawa Convention on 3 December 1997."),
    ),
    "the steps of leaving are told apart": (
        (0, "Burundi's parliament voted on 12 October 2016 to leave the Rome Statute."),
        (
            1,
            "Burundi notified the Secretary-General on 27 October 2016 that it would leave the Rome Statute.",
        ),
        (2, "Burundi's withdrawal from the Rome Statute took effect on 27 October 2017."),
        (2, "Burundi left the Rome Statute in October 2017."),
        (None, "The African Union discussed the Rome Statute in January 2017."),
    ),
    "announced is not left": (
        (0, "Hungary announced its withdrawal from the Rome Statute on 3 April 2025."),
        (0, "Hungary announced in April 2025 that it would leave the Rome Statute."),
        (1, "Hungary left the Rome Statute in 2026."),
    ),
    "a planned act answers the same question": (
        (0, "Finland will leave the Ottawa Convention on 10 January 2026."),
        (0, "Finland left the Ottawa Convention in January 2026."),
    ),
    "a denied act answers the same question": (
        (0, "Gambia denied it had left the Rome Statute in 2017."),
        (0, "Gambia left the Rome Statute in 2017."),
    ),
    "expelled is not left": (
        (0, "Russia was expelled from the Council of Europe on 16 March 2022."),
        (0, "The Council of Europe expelled Russia in March 2022."),
        (1, "Russia left the Council of Europe on 15 March 2022."),
    ),
    "the making of a treaty": (
        (0, "The Istanbul Convention was adopted on 7 April 2011."),
        (1, "The Istanbul Convention was opened for signature on 11 May 2011."),
        (1, "The Istanbul Convention opened for signature in May 2011."),
        (2, "The Istanbul Convention entered into force on 1 August 2014."),
        (3, "Turkey signed the Istanbul Convention on 11 May 2011."),
    ),
    "revoking a ratification is not leaving": (
        (0, "Russia revoked its ratification of the CTBT on 2 November 2023."),
        (1, "Russia ratified the CTBT on 30 June 2000."),
        (2, "Russia signed the CTBT on 24 September 1996."),
    ),
    "taking back a notice is not giving it": (
        (0, "South Africa revoked its notice of withdrawal from the Rome Statute on 7 March 2017."),
        (
            1,
            "South Africa notified the Secretary-General of its withdrawal from the Rome Statute in 2016.",
        ),
    ),
    "standing under a treaty is one question": (
        (0, "Iran is a party to the Non-Proliferation Treaty."),
        (0, "Iran is no longer a party to the Non-Proliferation Treaty."),
        (0, "Iran has never signed the Non-Proliferation Treaty."),
        (1, "India is not a party to the Non-Proliferation Treaty."),
    ),
    "killed and wounded are two counts": (
        (0, "The strike on the market killed 12 people."),
        (0, "Twelve people died in the strike on the market."),
        (1, "The strike on the market wounded 30 people."),
    ),
    "visits and reports are two counts": (
        (0, "The Committee for the Prevention of Torture made 30 visits to Russia."),
        (1, "The Committee for the Prevention of Torture wrote 27 reports on Russia."),
    ),
    "courts and conventions of one name": (
        (0, "Turkey ratified the European Convention on Human Rights on 18 May 1954."),
        (1, "Turkey ratified the European Convention for the Prevention of Torture on 26 February 1988."),
        (2, "Turkey ratified the UN Convention against Torture on 2 August 1988."),
    ),
    "a member of an organisation, a party to its treaty": (
        (0, "Japan left the International Whaling Commission on 30 June 2019."),
        (0, "Japan withdrew from the International Convention for the Regulation of Whaling in June 2019."),
        (None, "Japan resumed commercial whaling on 1 July 2019."),
    ),
    "votes for and against": (
        (0, "In the Senate of Chile 20 senators voted for the bill."),
        (1, "In the Senate of Chile 3 senators voted against the bill."),
    ),
}


def claims_of(nlp: Language, number: int, text: str) -> tuple[Claim, ...]:
    """The claims of an article that holds only `text`."""
    article = Article(path=f"{number:02}.txt", text=text, sha256="", published=dt.date(2026, 6, 1))
    return extract_article(article, nlp(make_doc(nlp, article)), load_rules()).claims


def check_groups(nlp: Language, rows: tuple[Row, ...]) -> None:
    """Rows of one number share a slot; rows of different numbers, and those of None, share none."""
    claims = [c for number, (_, text) in enumerate(rows) for c in claims_of(nlp, number, text)]
    together = [{c.document for c in slot.claims} for slot in slots(*claims)]
    for i, (group, text) in enumerate(rows):
        assert any(f"{i:02}.txt" in documents for documents in together), f"nothing is read of {text!r}"
        for j, (other, other_text) in enumerate(rows[:i]):
            met = any({f"{i:02}.txt", f"{j:02}.txt"} <= documents for documents in together)
            assert met == (group is not None and group == other), (text, other_text)


@pytest.mark.parametrize("rows", GROUPS.values(), ids=GROUPS)
def test_statements_meet_that_answer_one_question(nlp: Language, rows: tuple[Row, ...]) -> None:
    check_groups(nlp, rows)


def groups(*claims: Claim) -> list[set[str]]:
    """The documents that meet in each slot."""
    return [{c.document for c in slot.claims} for slot in slots(*claims)]


def test_a_subject_left_out_joins_the_one_it_can_be() -> None:
    assert groups(claim("a", "1998"), claim("b", "1998", subject="")) == [{"a", "b"}]


def test_an_object_left_out_joins_the_one_it_can_be() -> None:
    (slot,) = slots(claim("a", "1998", object=""), claim("b", "1996"))
    assert {c.document for c in slot.claims} == {"a", "b"}
    assert (slot.subject.id, slot.object.id) == ("state:RU", "treaty:ecpt")


def test_a_subject_left_out_stays_alone_between_two_that_fit_as_well() -> None:
    claims = [claim("a", "1998"), claim("b", "1988", subject="state:TR"), claim("c", "1998", subject="")]
    assert sorted(map(sorted, groups(*claims))) == [["a"], ["b"], ["c"]]


def test_a_subject_left_out_joins_the_one_that_most_articles_speak_of() -> None:
    claims = [claim("a", "1998"), claim("b", "1998"), claim("c", "1988", subject="state:TR")]
    assert {"a", "b", "d"} in groups(*claims, claim("d", "1996", subject=""))


def test_what_is_named_differently_is_never_a_wildcard() -> None:
    assert len(slots(claim("a", "1998"), claim("b", "1998", object="treaty:cat"))) == 2


def test_two_chambers_vote_on_their_own() -> None:
    lower = claim("a", count(212), "votes_for", chamber="body:seimas")
    upper = claim("b", count(45), "votes_for", chamber="body:senate")
    assert len(slots(lower, upper)) == 2


def test_other_qualifiers_do_not_make_another_question() -> None:
    here = claim("a", count(3), "killed", place="place:north")
    assert groups(here, claim("b", count(5), "killed")) == [{"a", "b"}]


def test_kinds_of_value_are_never_mixed() -> None:
    assert len(slots(claim("a", "1998", "visits"), claim("b", count(30), "visits"))) == 2


def test_standing_and_acts_are_two_questions() -> None:
    assert len(slots(claim("a", status("party"), "status:standing"), claim("b", "1998"))) == 2


def test_no_claims_give_no_slots() -> None:
    assert slots() == []
