"""The history can be added to and not be changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import Store, cases, events
from model.case import Case, Event, EventKind
from model.errors import ConflictError, KeyGoneError, SealError
from model.reply import Json
from tests.db import made
from tests.fakes.clock import START, Clock

NONCE = bytes(range(16))
BODIES: tuple[Mapping[str, Json], ...] = ({"level": "draft"}, {"item": 1, "sha256": None}, {}, {"to": ["甲", True]})


@pytest.fixture
async def case(store: Store) -> Case:
    return await made.case(store, await made.person(store))


async def filled(store: Store, case: Case) -> tuple[Event, ...]:
    kinds = (EventKind.OPENED, EventKind.ITEM_RECEIVED, EventKind.ANSWERED, EventKind.CLOSED)
    added = [
        await events.append(store, case, kind, body, START + timedelta(minutes=n), NONCE)
        for n, (kind, body) in enumerate(zip(kinds, BODIES, strict=True))
    ]
    return tuple(added)


async def test_events_come_out_as_they_went_in_and_are_a_chain(store: Store, case: Case) -> None:
    added = await filled(store, case)
    history = await events.history(store, case)
    assert history == added
    assert [e.number for e in history] == [1, 2, 3, 4]
    assert [e.previous for e in history] == ["", *(e.digest for e in history[:-1])]
    assert history[1].body == {"item": 1, "sha256": None, "nonce": NONCE.hex()}
    assert events.verify(history)


async def test_each_case_has_its_own_history(store: Store, case: Case) -> None:
    other = await made.full_case(store, await made.person(store), "c2", size=1)
    await filled(store, case)
    assert len(await events.history(store, other)) == 1
    assert len(await events.history(store, case)) == 4


async def test_nothing_is_added_to_a_case_that_is_gone(store: Store, case: Case) -> None:
    await cases.drop(store, case.person_id, case.id)
    with pytest.raises(KeyGoneError):
        await filled(store, case)


async def test_a_number_is_given_once_even_to_two_at_the_same_time(store: Store, case: Case) -> None:
    await filled(store, case)
    with pytest.raises(ConflictError):
        await store.db.execute(
            "INSERT INTO events (case_id, number, kind, at, body, previous, digest)"
            " SELECT case_id, number, kind, at, body, previous, digest FROM events WHERE number = 4"
        )


@pytest.mark.parametrize(("column", "value"), [("body", "x"), ("number", 9)])
async def test_a_row_that_was_changed_or_exchanged_does_not_open(
    store: Store, case: Case, column: str, value: str | int
) -> None:
    await filled(store, case)
    await store.db.execute(f"UPDATE events SET {column} = $1 WHERE number = 2", value)
    with pytest.raises(SealError):
        await events.history(store, case)


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "closed"), ("at", "2026-01-01T00:00:00.000000Z"), ("previous", "0"), ("digest", "0")]
)
async def test_a_column_that_was_changed_breaks_the_chain(store: Store, case: Case, column: str, value: str) -> None:
    await filled(store, case)
    await store.db.execute(f"UPDATE events SET {column} = $1 WHERE number = 2", value)
    assert not events.verify(await events.history(store, case))


async def test_a_lost_event_breaks_the_chain(store: Store, case: Case) -> None:
    await filled(store, case)
    await store.db.execute("DELETE FROM events WHERE number = 2")
    assert not events.verify(await events.history(store, case))


async def test_the_same_moment_in_another_zone_is_the_same_event(store: Store, case: Case, clock: Clock) -> None:
    china = clock.now().astimezone(timezone(timedelta(hours=8)))
    await events.append(store, case, EventKind.OPENED, {}, china, NONCE)
    history = await events.history(store, case)
    assert history[0].at == clock.now()
    assert events.verify(history)


def test_no_events_are_a_chain_and_a_digest_depends_on_the_nonce() -> None:
    assert events.verify(())
    one, other = chain([({"nonce": "00"}, 0)]), chain([({"nonce": "01"}, 0)])
    assert one[0].digest != other[0].digest


def chain(bodies: list[tuple[dict[str, Json], int]]) -> list[Event]:
    """A chain as `append` makes it, without a database."""
    made_so_far: list[Event] = []
    for number, (body, seconds) in enumerate(bodies, start=1):
        previous = made_so_far[-1].digest if made_so_far else ""
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        made_so_far.append(events.chained(Event(number, EventKind.ANSWERED, at, body, previous)))
    return made_so_far


values: st.SearchStrategy[Json] = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4)
bodies: st.SearchStrategy[dict[str, Json]] = st.dictionaries(st.text(max_size=4), values, max_size=3)
chains = st.lists(st.tuples(bodies, st.integers(0, 9)), min_size=1, max_size=5).map(chain)


@settings(max_examples=60, deadline=None)
@given(chains, st.data())
def test_any_change_of_any_event_is_seen(good: list[Event], data: st.DataObject) -> None:
    assert events.verify(good)
    at = data.draw(st.integers(0, len(good) - 1))
    event = good[at]
    field = data.draw(st.sampled_from(["number", "kind", "at", "body", "previous", "digest"]))
    changed: dict[str, object] = {
        "number": event.number + data.draw(st.sampled_from([-1, 1])),
        "kind": data.draw(st.sampled_from([kind for kind in EventKind if kind is not event.kind])),
        "at": event.at + timedelta(microseconds=data.draw(st.integers(1, 10**9))),
        "body": data.draw(bodies.filter(lambda body: not same(body, event.body))),
        "previous": data.draw(st.text(max_size=64).filter(lambda text: text != event.previous)),
        "digest": data.draw(st.text(max_size=64).filter(lambda text: text != event.digest)),
    }
    bad = [*good[:at], replace(event, **{field: changed[field]}), *good[at + 1 :]]  # type: ignore[arg-type]  # one field of many
    assert not events.verify(bad)


@settings(max_examples=30, deadline=None)
@given(chains.filter(lambda good: len(good) > 2), bodies)
def test_an_event_that_was_forged_with_a_true_digest_breaks_the_chain_behind_it(
    good: list[Event], body: dict[str, Json]
) -> None:
    forged = events.chained(replace(good[0], body={**body, "forged": True}))
    linked = replace(good[1], previous=forged.digest)
    assert not events.verify([forged, linked, *good[2:]])


def test_number_and_previous_digest_cannot_run_together() -> None:
    one = Event(11, EventKind.OPENED, START, previous="")
    other = Event(1, EventKind.OPENED, START, previous="1")
    assert events.chained(one).digest != events.chained(other).digest


def same(one: object, other: object) -> bool:
    """Equal as JSON: for Python, True is 1."""
    return repr(one) == repr(other) or one == other


@settings(max_examples=40, deadline=None)
@given(chains, st.data())
def test_any_loss_or_exchange_before_the_last_event_is_seen(good: list[Event], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(good))))
    size = data.draw(st.integers(0, len(good)))
    shown = [good[n] for n in order[:size]]
    assert events.verify(shown) is (shown == good[:size])
