"""Deadlines agree with a naive calculator, and a range always holds what turns out to be true."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from escalation.calendar import OfficialYear, official_calendar
from escalation.deadlines import Deadline, Skipped, Term, Why, months_after, reckon, recompute, term_of, whole_months
from model.step import (
    Bound,
    CountFrom,
    Extension,
    Filing,
    Rolling,
    Rule,
    Step,
    Suspension,
    Unit,
    WaitKind,
)
from tests.escalation.naive import is_named_holiday, library_works, naive_due
from tests.escalation.worlds import terms, whole_calendar, without

CASES = int(os.environ.get("FUZZ_CASES", "1000"))
KNOWN = whole_calendar()
LIBRARY = official_calendar()
MANY = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
SOME = settings(MANY, max_examples=CASES // 4)


def rule(amount: int, unit: Unit = Unit.WORKING_DAY, **more: object) -> Rule:
    return Rule(amount, unit, WaitKind.EXPERIENCE, **more)  # type: ignore[arg-type]  # one of the fields of Rule


def dated(term: Term) -> Deadline:
    return reckon(term, LIBRARY)


@MANY
@given(terms())
def test_a_deadline_agrees_with_a_naive_calculator(term: Term) -> None:
    found = reckon(term, KNOWN)
    ends = {
        Rolling.NEVER: (lambda _: False, lambda _: False),
        Rolling.OPEN: (lambda _: False, lambda day: not library_works(day)),
        Rolling.ON_HOLIDAYS: (is_named_holiday, lambda day: not library_works(day)),
    }[term.rule.rolling]
    expected = tuple(
        naive_due(term.rule, term.begun_on, library_works, term.suspensions, term.extensions, end) for end in ends
    )
    assert (found.earliest, found.latest) == expected


@SOME
@given(terms())
def test_a_range_for_a_year_without_a_notice_holds_the_later_truth(term: Term) -> None:
    years = {term.begun_on.year, term.begun_on.year + 1}
    for hidden in (years, {max(years)}, {min(years)}):
        before, truth = reckon(term, without(KNOWN, *hidden)), reckon(term, KNOWN)
        assert before.earliest
        assert before.latest
        assert truth.earliest
        assert truth.latest
        assert before.earliest <= truth.earliest <= truth.latest <= before.latest
        assert not before.is_overdue(truth.latest)


@SOME
@given(terms(), st.integers(0, 400))
def test_the_computation_explains_every_day_between_start_and_result(term: Term, hidden: int) -> None:
    calendar = without(KNOWN, term.begun_on.year) if hidden % 2 else KNOWN
    found = reckon(term, calendar)
    assert found.early
    assert found.late
    for course in (found.early, found.late):
        days = [skipped.day for skipped in course.skipped]
        assert days == sorted(days)
        assert all(found.first_day <= day <= course.due for day in days)
        assert not set(days) & set(course.made_up)
        if term.rule.unit is not Unit.MONTH and not any(e.unit is Unit.MONTH for e in term.extensions):
            counted = (course.due - found.first_day).days + 1 - len(days)
            assert counted == term.rule.amount + sum(e.amount for e in term.extensions)


def test_working_days_pass_over_weekends_holidays_and_count_make_up_days() -> None:
    found = dated(Term(rule(7), date(2026, 9, 29)))
    assert found.earliest == found.latest == date(2026, 10, 14)
    assert found.late is not None
    assert [one.day.day for one in found.late.skipped if one.why is Why.HOLIDAY] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.day for one in found.late.skipped if one.why is Why.WEEKEND] == [date(2026, 10, 11)]
    assert found.late.made_up == (date(2026, 10, 10),)
    assert found.first_day == date(2026, 9, 30)


def test_the_day_that_sets_it_running_does_not_count() -> None:
    assert dated(Term(rule(15, Unit.CALENDAR_DAY), date(2026, 11, 2))).latest == date(2026, 11, 17)
    counted = rule(15, Unit.CALENDAR_DAY, first_day_counts=True)
    assert dated(Term(counted, date(2026, 11, 2))).latest == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("begun", "months", "after", "whole"),
    [
        ("2026-01-31", 1, "2026-02-28", "2026-02-28"),
        ("2024-01-30", 1, "2024-02-29", "2024-02-29"),
        ("2026-03-01", 1, "2026-04-01", "2026-03-31"),
        ("2026-08-31", 6, "2027-02-28", "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15", "2027-01-14"),
        ("2026-06-15", 12, "2027-06-15", "2027-06-14"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(begun: str, months: int, after: str, whole: str) -> None:
    day = date.fromisoformat(begun)
    assert months_after(day, months) == date.fromisoformat(after)
    assert whole_months(day, months) == date.fromisoformat(whole)


def test_days_of_a_suspension_do_not_count_and_are_named() -> None:
    stop = Suspension(date(2026, 11, 5), date(2026, 11, 9))
    found = dated(Term(rule(15, Unit.CALENDAR_DAY), date(2026, 11, 2), (stop,)))
    assert found.latest == date(2026, 11, 22)
    assert found.late is not None
    assert found.late.skipped == tuple(Skipped(date(2026, 11, day), Why.SUSPENDED) for day in range(5, 10))


def test_while_it_stands_still_there_is_no_day_and_nothing_is_overdue() -> None:
    term = Term(rule(15, Unit.CALENDAR_DAY), date(2026, 11, 2), (Suspension(date(2026, 11, 5)),))
    found = dated(term)
    assert (found.earliest, found.latest, found.is_certain) == (None, None, False)
    assert not found.is_overdue(date(2030, 1, 1))


def test_a_stop_that_only_the_late_end_runs_into_leaves_no_day_either() -> None:
    stop = Suspension(date(2026, 11, 8))
    found = dated(Term(rule(30, Unit.CALENDAR_DAY, rolling=Rolling.ON_HOLIDAYS), date(2026, 10, 8), (stop,)))
    assert found.earliest == date(2026, 11, 7)
    working = dated(Term(rule(3), date(2027, 7, 1), (Suspension(date(2027, 7, 8)),)))
    assert (working.earliest, working.latest) == (None, None)


def test_months_run_from_the_day_itself_also_at_the_end_of_a_month() -> None:
    assert dated(Term(rule(1, Unit.MONTH), date(2026, 2, 28))).latest == date(2026, 3, 28)
    assert dated(Term(rule(1, Unit.MONTH, first_day_counts=True), date(2026, 3, 1))).latest == date(2026, 3, 31)


def test_a_stop_before_it_began_takes_nothing_off_months() -> None:
    before = Suspension(date(2026, 3, 1), date(2026, 3, 10))
    assert dated(Term(rule(1, Unit.MONTH), date(2026, 3, 10), (before,))).latest == date(2026, 4, 10)
    over_the_end = Suspension(date(2026, 4, 10), date(2026, 4, 11))
    assert dated(Term(rule(1, Unit.MONTH), date(2026, 3, 10), (over_the_end,))).latest == date(2026, 4, 12)


def test_whether_a_last_day_moves_on_goes_by_what_was_added_last() -> None:
    rolling = rule(10, Unit.CALENDAR_DAY, rolling=Rolling.ON_HOLIDAYS)
    days, working = Extension(2, Unit.CALENDAR_DAY), Extension(1, Unit.WORKING_DAY)
    # Both end on Saturday 7 November by the calendar days alone.
    assert dated(Term(rolling, date(2026, 10, 25), (), (working, days))).latest == date(2026, 11, 9)
    found = dated(Term(rolling, date(2026, 10, 26), (), (days, working)))
    assert (found.earliest, found.latest) == (date(2026, 11, 9), date(2026, 11, 9))


def test_a_stop_after_the_last_day_changes_nothing() -> None:
    found = dated(Term(rule(3, Unit.CALENDAR_DAY), date(2026, 11, 2), (Suspension(date(2026, 11, 6)),)))
    assert found.latest == date(2026, 11, 5)


def test_an_extension_runs_on_from_the_last_day_in_its_own_unit() -> None:
    more = (Extension(30, Unit.CALENDAR_DAY), Extension(2, Unit.WORKING_DAY))
    assert dated(Term(rule(15, Unit.CALENDAR_DAY), date(2026, 3, 2), (), more[:1])).latest == date(2026, 4, 16)
    assert dated(Term(rule(15, Unit.CALENDAR_DAY), date(2026, 3, 2), (), more)).latest == date(2026, 4, 20)


def test_a_last_day_on_a_holiday_moves_on_for_certain_and_on_a_weekend_perhaps() -> None:
    rolling = rule(30, Unit.CALENDAR_DAY, rolling=Rolling.ON_HOLIDAYS)
    holiday = dated(Term(rolling, date(2026, 9, 3)))
    assert (holiday.earliest, holiday.latest) == (date(2026, 10, 8), date(2026, 10, 8))
    weekend = dated(Term(rolling, date(2026, 10, 8)))
    assert (weekend.earliest, weekend.latest) == (date(2026, 11, 7), date(2026, 11, 9))
    assert not weekend.is_certain
    assert not weekend.is_overdue(date(2026, 11, 9))
    assert weekend.is_overdue(date(2026, 11, 10))


def test_where_nothing_was_found_on_moving_on_even_a_holiday_makes_a_range() -> None:
    found = dated(Term(rule(30, Unit.CALENDAR_DAY, rolling=Rolling.OPEN), date(2026, 9, 3)))
    assert (found.earliest, found.latest) == (date(2026, 10, 3), date(2026, 10, 8))
    assert found.late is not None
    assert {one.why for one in found.late.skipped} == {Why.ROLLED}


def test_a_last_day_that_may_become_a_day_off_may_move_on() -> None:
    found = dated(Term(rule(3, Unit.CALENDAR_DAY, rolling=Rolling.ON_HOLIDAYS), date(2027, 6, 6)))
    assert found.earliest == date(2027, 6, 9)
    assert found.latest is not None
    assert found.latest > date(2027, 6, 9)


def test_a_rule_that_does_not_roll_ends_where_it_ends() -> None:
    found = dated(Term(rule(2, Unit.CALENDAR_DAY), date(2026, 9, 30)))
    assert found.is_certain
    assert found.latest == date(2026, 10, 2)


def test_nothing_is_overdue_on_its_last_day() -> None:
    found = dated(Term(rule(15, Unit.CALENDAR_DAY), date(2026, 11, 2)))
    assert not found.term.assumed
    assert not found.is_overdue(date(2026, 11, 17))
    assert found.is_overdue(date(2026, 11, 18))
    assert not found.is_missed(date(2026, 12, 31))


def test_a_time_of_ones_own_goes_by_the_beginning_of_the_range() -> None:
    own = rule(6, Unit.MONTH, first_day_counts=True, binds=Bound.PERSON)
    found = dated(Term(own, date(2026, 5, 20)))
    assert found.earliest == date(2026, 11, 19)
    assert not found.is_missed(date(2026, 11, 19))
    assert found.is_missed(date(2026, 11, 20))


@example(date(2026, 12, 20))
@given(st.dates(date(2026, 10, 1), date(2027, 11, 30)))
@settings(max_examples=100, deadline=None)
def test_a_notice_that_comes_out_narrows_the_range_and_tells_whether_a_day_moved(begun: date) -> None:
    old = dated(Term(rule(15), begun))
    notice = OfficialYear(frozenset({date(2027, 1, 1), date(2027, 2, 8), date(2027, 10, 1)}), frozenset())
    both = recompute(old, official_calendar({2027: notice, 2028: OfficialYear(frozenset(), frozenset())}))
    assert both.old is old
    assert both.changed is ((old.earliest, old.latest) != (both.new.earliest, both.new.latest))
    assert both.new.is_certain
    assert old.earliest
    assert old.latest
    assert both.new.latest
    assert old.earliest <= both.new.latest <= old.latest


def test_recomputing_with_the_same_days_changes_nothing() -> None:
    old = dated(Term(rule(15), date(2026, 9, 1)))
    assert not recompute(old, official_calendar()).changed
    assert not recompute(old, official_calendar({2027: OfficialYear(frozenset(), frozenset())})).changed


def test_a_corrected_notice_is_a_change() -> None:
    old = dated(Term(rule(3), date(2026, 6, 1)))
    corrected = OfficialYear(frozenset({date(2026, 6, 3)}), frozenset())
    changed = recompute(old, official_calendar({2026: corrected}))
    assert changed.changed
    assert (old.latest, changed.new.latest) == (date(2026, 6, 4), date(2026, 6, 5))


@pytest.mark.parametrize(
    ("counts_from", "received", "taken", "begun", "assumed"),
    [
        (CountFrom.FILING, "2026-11-05", None, "2026-11-02", False),
        (CountFrom.RECEIPT, "2026-11-05", None, "2026-11-05", False),
        (CountFrom.RECEIPT, None, None, "2026-11-02", True),
        (CountFrom.TAKEN, None, "2026-11-09", "2026-11-09", False),
        (CountFrom.TAKEN, "2026-11-05", None, None, False),
    ],
)
def test_a_time_begins_on_the_day_that_its_rule_names(
    counts_from: CountFrom, received: str | None, taken: str | None, begun: str | None, assumed: bool
) -> None:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    stops, more = (Suspension(date(2026, 11, 6)),), (Extension(3, Unit.CALENDAR_DAY),)
    filing = Filing(date(2026, 11, 2), received_on=day(received))
    step = Step("s", "r", filing=filing, taken_on=day(taken), suspensions=stops, extensions=more)
    found = term_of(step, rule(15, counts_from=counts_from))
    if begun is None:
        assert found is None
    else:
        expected = Term(rule(15, counts_from=counts_from), date.fromisoformat(begun), stops, more, assumed)
        assert found == expected


def test_what_was_not_handed_in_has_no_deadline() -> None:
    assert term_of(Step("s", "r"), rule(15)) is None


def test_a_rule_is_no_rule_without_an_amount_or_a_statute_without_a_ground() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Rule(0, Unit.MONTH, WaitKind.EXPERIENCE)
    with pytest.raises(ValueError, match="ground"):
        Rule(15, Unit.CALENDAR_DAY, WaitKind.STATUTORY)
