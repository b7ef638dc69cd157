"""What contacts add up to: counts with their sources, what they are held against, and what cannot be counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify.conduct import Conduct, Gap, conduct
from classify.contacts import at_night, day_of, distinct
from model.case import Receiver, Role, ValueSource
from model.contact_event import Basis, ConductLimit, ContactEvent, ContactKind, Measure
from model.labels import Label

CHINA = timezone(timedelta(hours=8))
STANDARD = Basis("标准", "standard", "放款机构", date(2025, 2, 28))
GUIDE = Basis("指引", "self_discipline", "会员银行", date(2026, 1, 30))
LIMITS = (
    ConductLimit("quiet_hours", Measure.NIGHT, 0, "夜里不催", (STANDARD, GUIDE)),
    ConductLimit("calls_connected", Measure.CALLS_CONNECTED, 3, "一天打通不超过 3 次", (STANDARD,)),
    ConductLimit("calls_attempts", Measure.CALLS_ATTEMPTS, 6, "没接通不宜超过 6 次", (GUIDE,)),
)
DAY = datetime(2026, 11, 20, tzinfo=CHINA)


def call(
    hour: int = 12,
    minute: int = 0,
    *,
    connected: bool | None = True,
    source: ValueSource = ValueSource.CLAIMED,
    number: int = 1,
    sender: str | None = None,
    receiver: Receiver = Receiver.ME,
    day: datetime = DAY,
) -> ContactEvent:
    return ContactEvent(
        at=day + timedelta(hours=hour, minutes=minute),
        kind=ContactKind.CALL,
        connected=connected,
        sender=sender,
        receiver=receiver,
        source=source,
        item_number=number if source is ValueSource.PICTURE else None,
        call_number=None if source is ValueSource.PICTURE else number,
    )


def message(at: datetime | None = DAY, source: ValueSource = ValueSource.ORIGIN, number: int = 1) -> ContactEvent:
    return ContactEvent(at, ContactKind.MESSAGE, None, "1069", Receiver.ME, source, number)


def summed(events: Sequence[ContactEvent], role: Role = Role.BORROWER) -> Conduct:
    return conduct(events, LIMITS, role)


@pytest.mark.parametrize(
    ("hour", "minute", "night"),
    [(21, 59, False), (22, 0, True), (23, 59, True), (0, 0, True), (7, 59, True), (8, 0, False), (12, 0, False)],
)
def test_night_is_from_ten_to_eight_in_china(hour: int, minute: int, night: bool) -> None:
    assert at_night(call(hour, minute)) is night


def test_a_time_of_another_zone_is_read_on_a_clock_in_china() -> None:
    event = message(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    assert (at_night(event), day_of(event)) == (True, date(2026, 11, 20))
    late = message(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    assert (at_night(late), day_of(late)) == (True, date(2026, 11, 21))


def test_when_something_was_only_handed_on_proves_neither_night_nor_day() -> None:
    found = summed([message(DAY + timedelta(hours=23), ValueSource.RECEIVED)])
    assert (found.contacts.value, found.night.value, found.days, found.findings) == (1, 0, (), ())
    assert [(gap, count.value, count.items) for gap, count in found.gaps] == [(Gap.NO_TIME, 1, (1,))]


def test_a_count_names_its_sources_and_what_stands_behind_it() -> None:
    night = DAY + timedelta(hours=23)
    events = [message(night, number=3), message(night, ValueSource.PICTURE, number=7), call(23, number=2)]
    found = summed(events).night
    assert found.value == 3
    assert found.sources == ((ValueSource.ORIGIN, 1), (ValueSource.PICTURE, 1), (ValueSource.CLAIMED, 1))
    assert (found.items, found.calls, found.recorded) == ((3, 7), (2,), 2)


def test_the_finding_of_the_night_names_its_rule_and_each_document_with_its_own_force() -> None:
    (finding,) = summed([message(DAY + timedelta(hours=23))]).findings
    assert (finding.label, finding.rule, finding.claimed_only) == (Label.HARASSMENT_FREQUENCY, "conduct.night", False)
    assert finding.limit is not None
    assert [basis.force for basis in finding.limit.bases] == ["standard", "self_discipline"]


def test_a_document_is_not_named_for_a_day_before_it_was_in_force() -> None:
    (finding,) = summed([message(datetime(2025, 6, 1, 23, tzinfo=CHINA))]).findings
    assert finding.limit is not None
    assert finding.limit.bases == (STANDARD,)
    (early,) = summed([message(datetime(2024, 6, 1, 23, tzinfo=CHINA))]).findings
    assert early.limit is None


@pytest.mark.parametrize(
    ("connected", "most", "rule"),
    [(True, 3, "conduct.calls_connected_per_day"), (False, 6, "conduct.calls_attempts_per_day")],
)
def test_calls_of_a_day_are_above_a_limit_only_when_they_are_more(connected: bool, most: int, rule: str) -> None:
    calls = [call(9, n, connected=connected, number=n) for n in range(1, most + 1)]
    assert summed(calls).findings == ()
    (finding,) = summed([*calls, call(20, connected=connected, number=9)]).findings
    assert (finding.rule, finding.day, finding.count.value) == (rule, date(2026, 11, 20), most + 1)
    assert finding.claimed_only
    tomorrow = call(9, connected=connected, number=9, day=DAY + timedelta(days=1))
    assert summed([*calls, tomorrow]).findings == ()


def test_answered_and_unanswered_calls_are_never_added_up() -> None:
    calls = [call(9, n, connected=n % 2 == 0, number=n) for n in range(1, 7)]
    assert summed(calls).findings == ()


def test_a_call_of_which_only_the_day_is_known_counts_for_the_day_and_not_for_the_night() -> None:
    calls = [replace(call(number=n), at=None, day=DAY.date()) for n in range(1, 5)]
    found = summed(calls)
    assert [finding.rule for finding in found.findings] == ["conduct.calls_connected_per_day"]
    assert (found.night.value, dict(found.gaps)[Gap.NO_HOUR].value) == (0, 4)


@pytest.mark.parametrize("role", list(Role))
def test_calls_to_somebody_elses_phone_are_held_against_no_limit_of_the_debtor(role: Role) -> None:
    calls = [call(9, n, number=n, receiver=Receiver.PARENT) for n in range(9)]
    found = summed(calls, role)
    assert found.findings == ()
    assert (found.third_parties.value, found.reached) == (9, (Receiver.PARENT,))


def test_the_own_phone_is_a_third_partys_where_the_person_owes_nothing() -> None:
    calls = [call(9, n, number=n) for n in range(4)]
    assert summed(calls, Role.THIRD_PARTY).third_parties.value == 4
    assert summed(calls, Role.THIRD_PARTY).findings == ()
    assert summed(calls, Role.UNKNOWN).third_parties.value == 0
    assert summed(calls, Role.BORROWER).third_parties.value == 0


def test_days_and_senders_are_counted() -> None:
    events = [
        call(9, sender="a"),
        call(10, sender="b", number=2),
        call(11, sender="b", number=3, day=DAY + timedelta(days=2)),
    ]
    found = summed(events)
    assert [day.day.day for day in found.days] == [20, 22]
    assert found.senders == (("b", 2), ("a", 1))


class TestOneCallToldOfTwice:
    def test_a_logged_call_that_stands_in_an_export_is_one_call_with_the_better_source(self) -> None:
        for source in (ValueSource.EXPORT, ValueSource.PICTURE):
            stored = replace(call(23, 10, source=source, sender="138", number=5), receiver=Receiver.UNKNOWN)
            for sender in ("138", None):
                found = summed([call(23, 10, sender=sender), stored])
                assert (found.contacts.value, found.contacts.sources) == (1, ((source, 1),))
                assert found.night.value == 1

    @pytest.mark.parametrize(
        "other", [call(23, 11, sender="138"), call(23, 10, sender="139"), call(23, 10, receiver=Receiver.PARENT)]
    )
    def test_another_minute_number_or_phone_is_another_call(self, other: ContactEvent) -> None:
        stored = call(23, 10, source=ValueSource.EXPORT, sender="138", number=5)
        assert summed([other, stored]).contacts.value == 2

    def test_one_line_of_an_export_stands_for_one_logged_call_only(self) -> None:
        stored = call(23, 10, source=ValueSource.EXPORT, sender="138", number=5)
        assert summed([call(23, 10, number=1), call(23, 10, number=2), stored]).contacts.value == 2

    def test_two_lines_of_an_export_are_two_calls_and_a_picture_of_one_of_them_is_none_more(self) -> None:
        lines = [call(9, source=ValueSource.EXPORT, sender="138", number=n) for n in (1, 2)]
        picture = call(9, source=ValueSource.PICTURE, sender="138", number=7)
        assert summed([*lines, picture]).contacts.value == 2

    def test_a_message_in_the_same_minute_is_no_call(self) -> None:
        assert summed([message(DAY + timedelta(hours=9)), call(9, sender="1069")]).contacts.value == 2

    def test_as_many_pairs_are_made_as_can_be(self) -> None:
        nameless, named = call(9, number=1), call(9, number=2, sender="138")
        stored = [call(9, source=ValueSource.EXPORT, sender=s, number=n) for s, n in (("138", 3), ("139", 4))]
        for order in ([nameless, named, *stored], [*stored[::-1], nameless, named]):
            assert len(distinct(order)) == 2


EVENTS = st.builds(
    ContactEvent,
    at=st.one_of(st.none(), st.integers(0, 400).map(lambda n: DAY + timedelta(minutes=11 * n))),
    kind=st.sampled_from(ContactKind),
    connected=st.sampled_from((True, False, None)),
    sender=st.sampled_from(("138", "139", None)),
    receiver=st.sampled_from((Receiver.ME, Receiver.PARENT, Receiver.UNKNOWN)),
    source=st.sampled_from(ValueSource),
    item_number=st.one_of(st.none(), st.integers(1, 9)),
    day=st.one_of(st.none(), st.just(DAY.date())),
    call_number=st.one_of(st.none(), st.integers(1, 9)),
)
CROWDED = EVENTS.map(lambda e: replace(e, at=DAY, kind=ContactKind.CALL, day=None))
HISTORIES = st.lists(st.one_of(EVENTS, CROWDED), max_size=12)


def numbers(found: Conduct) -> dict[str, int]:
    per_day = {f"{day.day}": day.contacts.value for day in found.days}
    per_day |= {f"{day.day} connected": day.connected.value for day in found.days}
    per_day |= {f"{day.day} unanswered": day.unanswered.value for day in found.days}
    whole = {"contacts": found.contacts.value, "night": found.night.value, "third": found.third_parties.value}
    return per_day | whole | {"senders": len(found.senders), "findings": len(found.findings)}


@settings(max_examples=150, deadline=None)
@given(HISTORIES, st.one_of(EVENTS, CROWDED), st.integers(0, 12))
def test_one_contact_more_never_makes_fewer_of_anything(
    events: list[ContactEvent], more: ContactEvent, place: int
) -> None:
    before, after = numbers(summed(events)), numbers(summed([*events[:place], more, *events[place:]]))
    assert {name: number for name, number in before.items() if after.get(name, 0) < number} == {}


@settings(max_examples=60, deadline=None)
@given(HISTORIES, st.integers(-11, 12))
def test_the_zone_in_which_an_instant_is_written_changes_nothing(events: list[ContactEvent], hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    moved = [replace(event, at=event.at.astimezone(zone) if event.at else None) for event in events]
    assert summed(moved) == summed(events)


@settings(max_examples=60, deadline=None)
@given(HISTORIES, EVENTS, st.integers(2, 500))
def test_an_estimate_changes_nothing_but_its_own_sum(
    events: list[ContactEvent], event: ContactEvent, about: int
) -> None:
    before, after = summed(events), summed([*events, replace(event, estimated=about)])
    assert (after.findings, after.contacts, after.night) == (before.findings, before.contacts, before.night)
    assert (after.senders, after.third_parties, after.gaps) == (before.senders, before.third_parties, before.gaps)
    assert after.estimated == about


@settings(max_examples=60, deadline=None)
@given(HISTORIES)
def test_what_is_found_is_at_night_or_above_its_limit(events: list[ContactEvent]) -> None:
    for finding in summed(events).findings:
        assert finding.rule == "conduct.night" or (finding.limit and finding.count.value > finding.limit.most)
