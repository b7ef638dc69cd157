"""On what terms a body works: what it takes and refuses, what it needs, what comes before, how long it has."""

from typing import Final

import pytest

from directory import Directory, terms
from directory.vocabulary import Quality
from model.errors import DataError
from model.locale import Locale

HANS: Final = Locale.ZH_HANS
LENDERS: Final = ("bank", "consumer_finance_company")

# The time limits that are in force by a text that was seen: step, days, extension, how often, whom they bind.
LIMITS: Final = {
    "c12300": (("answer", 30, None, 1, ()),),
    "court_online": (("file", 7, None, 1, ()),),
    "fcps_miniapp": (("answer", 15, None, 1, LENDERS), ("answer_complex", 30, 30, 1, LENDERS)),
    "lender_internal": (("answer", 15, None, 1, LENDERS), ("answer_complex", 30, 30, 1, LENDERS)),
    "nfra_12378": (("answer", 15, None, 1, LENDERS), ("answer_complex", 30, 30, 1, LENDERS)),
    "nfra_report": (("accept", 15, None, 1, ()), ("decide", 60, 30, 1, ())),
    "p110": (("decide", 30, 30, 2, ()),),
    "petition": (("accept", 15, None, 1, ()), ("decide", 60, 30, 1, ())),
}

# What has to come before, of those bodies of which it is confirmed.
BEFORE: Final = {
    "c12300", "c12377", "court_online", "mediation_center", "p12309", "p12389", "people_mediation", "petition",
    "pipl_cac",
}  # fmt: skip


def test_the_time_limits_are_those_that_are_in_force(shipped: Directory) -> None:
    told = {
        id_: tuple((d.step, d.days, d.more, d.times, d.binds) for d in found)
        for id_ in shipped.channels
        if (found := terms(shipped, id_, HANS).deadlines)
    }
    assert told == LIMITS
    assert not any(d.working for id_ in told for d in terms(shipped, id_, HANS).deadlines)


def test_a_time_limit_names_its_rule_in_the_language_of_the_reader(shipped: Directory) -> None:
    for locale, law in (
        (HANS, "银行业保险业消费投诉处理管理办法"),
        (Locale.EN, "Measures on Complaints in Banking and Insurance"),
    ):
        assert {d.law for d in terms(shipped, "lender_internal", locale).deadlines} == {law}


def test_what_has_to_come_before_is_told_where_it_is_confirmed(shipped: Directory) -> None:
    assert {id_ for id_ in shipped.channels if terms(shipped, id_, HANS).before} == BEFORE


def test_nothing_that_is_not_verified_is_told(shipped: Directory) -> None:
    fields = {
        "accepts": "accepts",
        "refuses": "refuses",
        "wants": "needs",
        "before": "before",
        "deadlines": "deadlines",
    }
    for channel in shipped.channels.values():
        if channel.superseded_by:
            continue
        told = terms(shipped, channel.id, HANS)
        for field, name in fields.items():
            if channel.quality is Quality.UNVERIFIED or field in channel.unverified_fields:
                assert not getattr(told, name), (channel.id, field)


def test_the_terms_of_a_body_in_three_languages(shipped: Directory) -> None:
    for id_ in shipped.channels:
        every = [terms(shipped, id_, locale) for locale in Locale]
        assert len({tuple(bool(getattr(t, f)) for f in ("accepts", "refuses", "needs", "before")) for t in every}) == 1
        assert every[0].accepts is None or len({t.accepts for t in every}) >= 2


def test_a_retired_record_has_the_terms_of_its_successor(shipped: Directory) -> None:
    assert terms(shipped, "crisis_12356", HANS) == terms(shipped, "p12356", HANS)


def test_an_unknown_body_is_a_fault(shipped: Directory) -> None:
    with pytest.raises(DataError, match="no channel"):
        terms(shipped, "there_is_none", HANS)


def test_every_competent_body_says_what_it_takes(shipped: Directory) -> None:
    """Of the bodies that routes lead to; of one that is not verified only its name and the way to it are told."""
    for step in {step.channel for route in shipped.routes for step in route.steps}:
        verified = shipped.channels[step].quality is not Quality.UNVERIFIED
        assert bool(terms(shipped, step, HANS).accepts) is verified, step
