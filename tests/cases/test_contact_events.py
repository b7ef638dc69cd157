"""From items, pictures and calls to contacts, each with where its time comes from."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.conduct import PAGE_LINES, pages_of, strip_days
from cases.contact_events import LABELS, events_of
from evidence.strip import MOST_DAYS
from model.case import Item, Receiver, Sourced, ValueSource
from model.contact_event import ContactEvent, ContactKind, LoggedCall, Said
from model.labels import GROUP, Group, Label
from model.original import WasRead
from model.reading import App, Bubble, CallLine, Screen, Side

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)


def item(number: int = 1, sent_at: Sourced | None = None, labels: tuple[Label, ...] = (Label.INSULT,)) -> Item:
    return Item(
        id=f"i{number}",
        case_id="c",
        number=number,
        burst=1,
        message_id=number,
        received_at=NOW,
        receiver=Receiver.UNKNOWN,
        text=f"text {number}",
        sender=Sourced("10690000", ValueSource.CLAIMED),
        sent_at=sent_at,
        labels=tuple(label.value for label in labels),
    )


def bubble(text: str, at: str | None, side: Side = Side.THEIRS) -> Bubble:
    return Bubble(text, side, "10690000", at, at, (0, 0, 1, 1))


def screen(*bubbles: Bubble, calls: tuple[CallLine, ...] = ()) -> WasRead:
    app = App.CALL_LOG if calls else App.SMS
    return WasRead("i1", Screen(app, "10690000", bubbles, calls), 0.9)


@pytest.mark.parametrize("source", [ValueSource.ORIGIN, ValueSource.PICTURE, ValueSource.EXPORT, ValueSource.CLAIMED])
def test_a_message_keeps_the_source_of_its_time(source: ValueSource) -> None:
    (event,) = events_of([item(sent_at=Sourced("2026-11-20T23:10:00+08:00", source))], (), ())
    assert (event.kind, event.source, event.item_number) == (ContactKind.MESSAGE, source, 1)
    assert event.at == datetime(2026, 11, 20, 15, 10, tzinfo=UTC)


def test_a_time_without_a_zone_was_read_in_china_and_a_day_is_no_instant() -> None:
    (event,) = events_of([item(sent_at=Sourced("2026-11-20T23:10", ValueSource.PICTURE))], (), ())
    assert event.at == datetime(2026, 11, 20, 15, 10, tzinfo=UTC)
    (event,) = events_of([item(sent_at=Sourced("2026-11-20", ValueSource.CLAIMED))], (), ())
    assert (event.at, event.day) == (None, date(2026, 11, 20))


def test_a_message_without_a_time_is_only_received() -> None:
    (event,) = events_of([item()], (), ())
    assert (event.at, event.day, event.source) == (None, None, ValueSource.RECEIVED)


@pytest.mark.parametrize("labels", [(), (Label.OWN_WORDS,), (Label.OTHER,), (Label.DEBT_SERVICE_AD,)])
def test_what_is_no_message_of_a_collector_is_no_contact(labels: tuple[Label, ...]) -> None:
    assert events_of([item(labels=labels)], (), ()) == ()
    assert events_of([replace(item(), article=True)], (), ()) == ()


def test_a_reminder_is_a_contact_too() -> None:
    assert len(events_of([item(labels=(Label.LAWFUL_REMINDER,))], (), ())) == 1


def test_every_message_in_a_picture_is_a_contact_and_her_own_is_none() -> None:
    read = screen(
        bubble("一", "2026-11-20T23:10"),
        bubble("二", "2026-11-21T07:40"),
        bubble("三", None),
        bubble("我", None, Side.MINE),
    )
    events = events_of([item()], (), [read])
    assert [(e.source, e.at is not None) for e in events] == [
        (ValueSource.PICTURE, True),
        (ValueSource.PICTURE, True),
        (ValueSource.RECEIVED, False),
    ]


def test_the_same_message_in_two_pictures_is_one_contact() -> None:
    one = screen(bubble("一", "2026-11-20T23:10"), bubble("二", "2026-11-20T23:20"))
    other = replace(screen(bubble("二", "2026-11-20T23:20"), bubble("三", "2026-11-20T23:30")), item_id="i2")
    assert len(events_of([item(1), item(2)], (), [one, other])) == 3


def test_what_the_person_says_of_a_time_goes_before_the_picture() -> None:
    read = screen(bubble("一", "2026-11-20T23:10"), bubble("二", "2026-11-20T23:20"))
    told = item(sent_at=Sourced("2026-11-19T10:00:00+08:00", ValueSource.CLAIMED))
    (event,) = events_of([told], (), [read])
    assert event.source is ValueSource.CLAIMED


def test_the_lines_of_a_pictured_call_list_are_calls_and_those_that_went_out_are_none() -> None:
    lines = (
        CallLine("138 0000 0000", "2026-11-20T23:10", "in", False, None),
        CallLine("张三", "2026-11-20T23:20", None, None, None),
        CallLine("10010", "2026-11-20T23:30", "out", True, 20),
    )
    events = events_of([item(labels=())], (), [screen(calls=lines)])
    assert [(e.kind, e.sender, e.connected, e.source) for e in events] == [
        (ContactKind.CALL, "13800000000", False, ValueSource.PICTURE),
        (ContactKind.CALL, "张三", None, ValueSource.PICTURE),
    ]


def test_what_was_said_in_a_call_is_told_in_the_words_of_the_labels() -> None:
    assert set(LABELS) == set(Said)
    call = LoggedCall(
        "a", "c", NOW, date(2026, 11, 21), NOW, True, (Said.ABUSE, Said.VISIT), source=ValueSource.CLAIMED
    )
    (event,) = events_of((), [call], ())
    assert (event.labels, event.call_number) == ((Label.INSULT, Label.VISIT_THREAT), 1)
    assert GROUP[LABELS[Said.POLITE][0]] is Group.KIND


def test_an_imported_call_keeps_its_source() -> None:
    call = LoggedCall("a", "c", NOW, date(2026, 11, 21), NOW, False, source=ValueSource.EXPORT)
    assert events_of((), [call], ())[0].source is ValueSource.EXPORT


def call(at: datetime, *, sender: str | None = None, estimated: int = 1) -> ContactEvent:
    return ContactEvent(
        at, ContactKind.CALL, True, sender, Receiver.ME, ValueSource.CLAIMED, estimated=estimated, call_number=1
    )


def test_the_strip_has_every_day_between_and_a_week_at_least() -> None:
    days = strip_days([call(NOW), call(NOW - timedelta(days=9))])
    assert [day.day.day for day in days] == list(range(12, 22))
    assert len(strip_days([call(NOW)])) == 7
    assert strip_days([call(NOW)])[-1].hours[23] == 1


def test_the_strip_keeps_the_newest_days_and_estimates_apart() -> None:
    days = strip_days([call(NOW), call(NOW, estimated=20), call(NOW - timedelta(days=90))])
    assert len(days) == MOST_DAYS
    assert (sum(days[-1].hours), days[-1].estimated, sum(days[0].hours)) == (1, 20, 0)


def test_without_a_known_day_there_is_no_strip() -> None:
    assert strip_days([replace(call(NOW), at=None, source=ValueSource.RECEIVED)]) == ()


@pytest.mark.parametrize("sender", [None, "13800000000"])
@pytest.mark.parametrize("apart", [timedelta(minutes=1), timedelta(days=1)])
def test_pages_lose_nothing_and_have_no_more_lines_than_a_screen(sender: str | None, apart: timedelta) -> None:
    events = [call(NOW - n * apart, sender=sender) for n in range(40)]
    pages = pages_of(events)
    assert [event for page in pages for event in page] == events
    for page in pages:
        days = len({event.at.date() for event in page if event.at})
        assert days + len(page) * (2 if sender else 1) <= PAGE_LINES
