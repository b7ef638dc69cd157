"""Before, on and after; never at night; never twice, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.hours import is_night
from escalation.reminders import Dated, Moment, due, next_at, planned
from model.step import Bound

CERTAIN = Dated("s1", date(2026, 12, 8), date(2026, 12, 8))
RANGE = Dated("s2", date(2027, 1, 12), date(2027, 1, 15))
OWN = Dated("s3", date(2027, 5, 19), date(2027, 5, 20), Bound.PERSON)
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def china(day: str, hour: int) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+08:00").astimezone(UTC)


def days(deadline: Dated) -> list[tuple[Moment, str]]:
    return [(reminder.moment, f"{reminder.at:%m-%d %H:%M}") for reminder in planned(deadline)]


def test_a_body_is_reminded_of_before_on_and_after_at_nine() -> None:
    assert days(CERTAIN) == [
        (Moment.BEFORE, "12-05 09:00"), (Moment.ON, "12-08 09:00"), (Moment.AFTER, "12-09 09:00"),
    ]  # fmt: skip


def test_of_a_range_the_first_reminder_goes_by_its_beginning_and_the_last_by_its_end() -> None:
    assert days(RANGE) == [
        (Moment.BEFORE, "01-09 09:00"), (Moment.ON, "01-15 09:00"), (Moment.AFTER, "01-16 09:00"),
    ]  # fmt: skip


def test_a_time_of_ones_own_goes_by_its_beginning_and_has_no_afterwards() -> None:
    assert days(OWN) == [(Moment.BEFORE, "05-05 09:00"), (Moment.ON, "05-19 09:00")]


def test_nothing_is_sent_at_night_and_it_is_not_lost() -> None:
    for hour in (22, 23):
        assert due([CERTAIN], china("2026-12-08", hour), frozenset()) == ()
    assert due([CERTAIN], china("2026-12-09", 7), frozenset()) == ()
    found = due([CERTAIN], china("2026-12-09", 8), frozenset())
    assert [reminder.moment for reminder in found] == [Moment.ON]


def test_after_a_time_without_service_only_the_newest_is_sent() -> None:
    found = due([CERTAIN, RANGE], china("2027-01-20", 12), frozenset())
    assert [(reminder.id, reminder.moment) for reminder in found] == [("s1", Moment.AFTER), ("s2", Moment.AFTER)]


def test_what_was_overtaken_is_not_sent_when_the_clock_goes_back() -> None:
    after = due([CERTAIN], china("2026-12-09", 10), frozenset())
    sent = frozenset(reminder.key for reminder in after)
    assert due([CERTAIN], china("2026-12-05", 10), sent) == ()
    assert due([CERTAIN], china("2026-12-09", 10), sent) == ()
    assert next_at([CERTAIN], china("2026-12-05", 10), sent) is None


def test_a_day_that_moved_is_reminded_of_anew() -> None:
    sent = frozenset(reminder.key for reminder in planned(CERTAIN))
    moved = Dated("s1", date(2026, 12, 9), date(2026, 12, 9))
    assert [one.moment for one in due([moved], china("2026-12-09", 9), sent)] == [Moment.ON]


def test_the_next_instant_is_the_next_reminder_that_is_left() -> None:
    assert next_at([RANGE, CERTAIN], START, frozenset()) == china("2026-12-05", 9)
    assert next_at([CERTAIN], china("2026-12-05", 9), frozenset()) == china("2026-12-08", 9)
    assert next_at([], START, frozenset()) is None


@given(st.lists(st.integers(-200, 400), max_size=60), st.booleans())
@settings(max_examples=200, deadline=None)
def test_over_any_walk_of_the_clock_each_is_sent_once_at_most_in_order_and_by_day(hops: list[int], keep: bool) -> None:
    now, sent = START, list[str]()
    for hop in hops:
        now += timedelta(hours=hop if keep else abs(hop))
        for reminder in due([CERTAIN, RANGE, OWN], now, frozenset(sent)):
            assert reminder.key not in sent
            assert reminder.at <= now
            assert not is_night(now)
            sent.append(reminder.key)
    for deadline in (CERTAIN, RANGE, OWN):
        every = [reminder.key for reminder in planned(deadline)]
        mine = [every.index(key) for key in sent if key in every]
        assert mine == sorted(mine)


def test_a_tick_an_hour_sends_all_of_them() -> None:
    now, sent = START, list[str]()
    while now < datetime(2027, 6, 1, tzinfo=UTC):
        sent += [reminder.key for reminder in due([CERTAIN, RANGE, OWN], now, frozenset(sent))]
        now += timedelta(hours=1)
    assert sorted(sent) == sorted(one.key for deadline in (CERTAIN, RANGE, OWN) for one in planned(deadline))
