"""Every state says who acts next; events lead where the table says, and nowhere else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.steps import MOVES, PATH, STANDING, allowed, apply, ending, replay
from model.case import EventKind
from model.errors import StepMoveError
from model.ladder import Ending
from model.step import Actor, Extension, Filing, Outcome, Step, StepEvent, StepStatus, Suspension, Unit

DAY = date(2026, 11, 23)
NEW = Step("s1", "lender_complaint", "lender_internal")
STEP_EVENTS = tuple(kind for kind in EventKind if kind.value.startswith("step_"))


def event(kind: EventKind, day: int = 23, **body: str | int | None) -> StepEvent:
    return StepEvent(kind, date(2026, 11, day), body)


def answered(outcome: Outcome, day: int = 25) -> StepEvent:
    return event(EventKind.STEP_ANSWERED, day, outcome=outcome.value)


FILED = event(EventKind.STEP_FILED, entry="phone", receipt_number="A1", operator="8021")


@st.composite
def histories(draw: st.DrawFn) -> list[StepEvent]:
    kinds = draw(st.lists(st.sampled_from(STEP_EVENTS), max_size=12))
    found = []
    for number, kind in enumerate(kinds):
        body: dict[str, str | int | None] = {}
        if kind is EventKind.STEP_ANSWERED:
            body = {"outcome": draw(st.sampled_from(Outcome)).value}
        if kind is EventKind.STEP_EXTENDED:
            body = {"amount": 30, "unit": Unit.CALENDAR_DAY.value}
        found.append(StepEvent(kind, date.fromordinal(DAY.toordinal() + number), body))
    return found


def test_there_are_eight_states_and_each_says_who_acts_next_and_what_if_nothing_happens() -> None:
    assert len(StepStatus) == 8
    assert set(STANDING) == set(MOVES) == set(StepStatus)
    assert {STANDING[status].actor for status in StepStatus} == set(Actor)
    nobody = {status for status in StepStatus if STANDING[status].actor is Actor.NOBODY}
    assert nobody == {StepStatus.WITHDRAWN, StepStatus.CLOSED}


def test_every_state_is_reached_and_can_be_left() -> None:
    reached = {StepStatus.PLANNED, StepStatus.DISOWNED} | {to for moves in MOVES.values() for to in moves.values()}
    assert reached == set(StepStatus)
    for status, moves in MOVES.items():
        assert any(to is not status for to in moves.values()), status


@given(histories())
@settings(max_examples=300, deadline=None)
def test_a_history_is_either_refused_or_leads_to_a_state_that_the_table_names(history: list[StepEvent]) -> None:
    step = NEW
    for one in history:
        if one.kind in allowed(step):
            after = apply(step, one)
            assert after.id == step.id
            assert after.status in {*MOVES[step.status].values(), StepStatus.DISOWNED}
            step = after
        else:
            with pytest.raises(StepMoveError):
                apply(step, one)
    if step.status is not StepStatus.PLANNED and step.round:
        assert step.filing is not None
    if step.status in (StepStatus.FILED, StepStatus.OVERDUE):
        assert step.outcome is None or step.round


def test_filing_keeps_the_day_the_way_in_the_number_and_who_took_it() -> None:
    step = apply(NEW, FILED)
    assert step.filing == Filing(DAY, "phone", "A1", "8021")
    assert (step.status, step.outcome, step.round) == (StepStatus.FILED, None, 1)


def test_what_is_learnt_later_is_added_and_the_rest_stays() -> None:
    noted = event(EventKind.STEP_NOTED, 24, receipt_number="B2", received_on="2026-11-24")
    step = replay(NEW, (FILED, noted))
    assert step.filing == Filing(DAY, "phone", "B2", "8021", date(2026, 11, 24))
    assert replay(step, (event(EventKind.STEP_NOTED, 25, operator=None),)).filing == Filing(
        DAY, "phone", "B2", None, date(2026, 11, 24)
    )


def test_an_answer_is_one_thing_and_what_it_says_another() -> None:
    for outcome in (Outcome.ACCEPTED, Outcome.PARTLY, Outcome.REFUSED):
        step = replay(NEW, (FILED, answered(outcome)))
        assert (step.status, step.outcome, step.answered_on) == (StepStatus.ANSWERED, outcome, date(2026, 11, 25))


def test_who_is_sent_away_is_not_answered_and_goes_on_by_a_path() -> None:
    denied, sent_on = (replay(NEW, (FILED, answered(o))) for o in (Outcome.DENIED, Outcome.NOT_COMPETENT))
    assert (denied.status, sent_on.status) == (StepStatus.DISOWNED, StepStatus.DISOWNED)
    assert (ending(denied), ending(sent_on)) == (Ending.DENIAL, Ending.NOT_COMPETENT)
    assert PATH == {Outcome.DENIED: "platform_denies", Outcome.NOT_COMPETENT: "not_competent"}


def test_asking_for_more_stops_the_time_until_it_is_supplied() -> None:
    asked = replay(NEW, (FILED, event(EventKind.STEP_MORE_ASKED, 24)))
    assert (asked.status, asked.suspensions) == (StepStatus.MORE_ASKED, (Suspension(date(2026, 11, 24)),))
    supplied = apply(asked, event(EventKind.STEP_SUPPLIED, 26))
    assert supplied.status is StepStatus.FILED
    assert supplied.suspensions == (Suspension(date(2026, 11, 24), date(2026, 11, 26)),)
    again = replay(supplied, (event(EventKind.STEP_MORE_ASKED, 27), answered(Outcome.PARTLY, 28)))
    assert again.suspensions[1] == Suspension(date(2026, 11, 27), date(2026, 11, 28))


def test_more_time_makes_a_late_answer_wait_again() -> None:
    late = replay(NEW, (FILED, event(EventKind.STEP_OVERDUE, 29)))
    assert (late.status, ending(late)) == (StepStatus.OVERDUE, Ending.SILENCE)
    longer = apply(late, event(EventKind.STEP_EXTENDED, 30, amount=30, unit="calendar_day", ground="complaint_2020"))
    assert longer.status is StepStatus.FILED
    assert longer.extensions == (Extension(30, Unit.CALENDAR_DAY, "complaint_2020", date(2026, 11, 30)),)
    assert apply(late, event(EventKind.STEP_DUE_CHANGED, 30)).status is StepStatus.FILED


def test_a_day_on_which_it_was_taken_up_is_kept() -> None:
    assert replay(NEW, (FILED, event(EventKind.STEP_TAKEN, 27))).taken_on == date(2026, 11, 27)


def test_handing_in_again_begins_anew() -> None:
    first = replay(NEW, (FILED, event(EventKind.STEP_MORE_ASKED, 24), answered(Outcome.REFUSED)))
    again = apply(first, event(EventKind.STEP_FILED, 30, entry="web"))
    assert again == Step(
        "s1", "lender_complaint", "lender_internal", StepStatus.FILED, filing=Filing(date(2026, 11, 30), "web"), round=2
    )


def test_a_wrong_tap_on_the_answer_is_put_right_by_another() -> None:
    step = replay(NEW, (FILED, answered(Outcome.DENIED), answered(Outcome.ACCEPTED)))
    assert (step.status, step.outcome, ending(step)) == (StepStatus.ANSWERED, Outcome.ACCEPTED, Ending.ANSWER)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((), None),
        ((FILED,), None),
        ((FILED, answered(Outcome.PARTLY)), Ending.ANSWER),
        ((FILED, answered(Outcome.REFUSED)), Ending.REFUSAL),
        ((FILED, event(EventKind.STEP_WITHDRAWN)), None),
        ((event(EventKind.STEP_CLOSED),), Ending.DONE),
    ],
)
def test_the_ladder_tells_endings_apart(history: tuple[StepEvent, ...], expected: Ending | None) -> None:
    assert ending(replay(NEW, history)) is expected


def test_what_a_state_does_not_allow_is_an_error_that_names_both() -> None:
    with pytest.raises(StepMoveError, match="step_answered in planned"):
        apply(NEW, answered(Outcome.ACCEPTED))
