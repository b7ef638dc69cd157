"""The day of an act: read off a forward, or kept as the person told it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import directory
from cases.act_day import ANSWERS, act_day, claim_of, day_meant, turning_day, waits_for_a_day
from model.case import Case, CaseFacts, Level, Sourced, Status, ValueSource
from model.labels import Label
from model.locale import Locale

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
TURN = date(2026, 1, 1)
CASE = Case("c", "p", 1, Level.DRAFT, Status.OPEN, CaseFacts(), NOW, NOW, 2, NOW, NOW, None, False, 1)


def told(value: str, burst: int) -> Case:
    return replace(CASE, facts=CaseFacts(acted=Sourced(value, ValueSource.CLAIMED), acted_burst=burst))


@pytest.mark.parametrize(
    ("answer", "kept", "meant"),
    [
        ("today", "2026-11-21", date(2026, 11, 21)),
        ("yesterday", "2026-11-20", date(2026, 11, 20)),
        ("since", "2026-01-01/..", date(2026, 1, 1)),
        ("before", "../2025-12-31", date(2025, 12, 31)),
    ],
)
def test_an_answer_is_kept_as_it_was_given_and_read_on_the_side_that_is_known(
    answer: str, kept: str, meant: date
) -> None:
    assert claim_of(answer, NOW, TURN) == kept
    assert day_meant(kept) == meant


@given(st.sampled_from(ANSWERS), st.integers(0, 20_000))
@settings(max_examples=40, deadline=None)
def test_every_answer_falls_on_its_side_of_the_turning_day(answer: str, days: int) -> None:
    day = day_meant(claim_of(answer, NOW + timedelta(days=days), TURN))
    assert (day < TURN) is (answer == "before")


def test_today_is_the_day_in_china() -> None:
    assert claim_of("today", datetime(2026, 11, 21, 16, 1, tzinfo=UTC), TURN) == "2026-11-22"


def test_what_a_forward_tells_goes_before_what_was_said() -> None:
    assert act_day(told("../2025-12-31", 2), NOW) == date(2026, 11, 21)
    assert act_day(told("../2025-12-31", 2), None) == date(2025, 12, 31)


def test_what_was_said_counts_for_its_own_incident_only() -> None:
    assert act_day(told("2026-11-20", 1), None) is None
    assert act_day(CASE, None) is None


def test_only_a_law_whose_articles_changed_waits_for_a_day() -> None:
    facts = directory.load()
    assert turning_day(facts) == TURN

    def cited(label: Label, day: date | None) -> bool:
        return waits_for_a_day(directory.grounds(facts, (label,), Locale.ZH_HANS, day, 3), facts)

    assert cited(Label.INSULT, None)
    assert not cited(Label.INSULT, TURN)
    assert not cited(Label.LAWFUL_REMINDER, None)
