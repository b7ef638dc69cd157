"""A case is its owner's, has one number for ever, and goes as a whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import Store, answers, cases, dialogs, events, files, items, keys, outbox
from model.case import Case, CaseFacts, EventKind, KeyKind, Level, Person, Role, Status
from model.dialog import Dialog, DialogState
from model.errors import ConflictError, GoneError, KeyGoneError, StorageError
from tests.db import made
from tests.fakes.clock import START, Clock


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


@pytest.fixture
async def him(store: Store) -> Person:
    return await made.person(store, "p2", 8001)


async def test_a_case_comes_out_as_it_was_opened(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    assert case == Case(
        id="c1",
        person_id="p1",
        number=1,
        level=Level.DRAFT,
        status=Status.OPEN,
        facts=made.FACTS,
        opened_at=START,
        updated_at=START,
        burst=1,
        burst_opened_at=START,
        burst_closes_at=START + timedelta(seconds=4),
        expires_at=START + timedelta(hours=24),
        noticed=False,
        version=1,
    )
    assert await cases.get(store, her.id, "c1") == case
    assert await cases.by_number(store, her.id, 1) == case
    assert await cases.of_person(store, her.id) == (case,)


async def test_each_person_counts_her_own_cases(store: Store, her: Person, him: Person) -> None:
    numbers = [(await made.case(store, who, f"{who.id}-{n}")).number for n in range(3) for who in (her, him)]
    assert numbers == [1, 1, 2, 2, 3, 3]
    assert [c.number for c in await cases.of_person(store, her.id)] == [1, 2, 3]


async def test_a_number_is_never_given_twice(store: Store, her: Person) -> None:
    last = await made.case(store, her)
    await cases.drop(store, her.id, last.id)
    assert (await made.case(store, her, "c2")).number == 2
    assert await cases.by_number(store, her.id, 1) is None


async def test_a_case_of_somebody_else_is_not_there(store: Store, her: Person, him: Person) -> None:
    case = await made.full_case(store, her)
    with pytest.raises(GoneError):
        await cases.get(store, him.id, case.id)
    with pytest.raises(GoneError):
        await cases.drop(store, him.id, case.id)
    assert await cases.by_number(store, him.id, 1) is None
    assert await cases.of_person(store, him.id) == ()
    assert await cases.in_burst(store, him.id, START) is None
    assert await cases.with_key(store, him.id, [(KeyKind.NUMBER, "13800000000")]) is None
    with pytest.raises(ConflictError):
        await cases.save(store, replace(case, person_id=him.id))
    assert await cases.get(store, her.id, case.id) == case


async def test_a_case_needs_a_person(store: Store, her: Person) -> None:
    with pytest.raises(StorageError, match="registered"):
        await made.case(store, replace(her, id="nobody"))
    assert (await made.counts(store))["keys"] == 0


async def test_a_saved_case_is_what_it_became(store: Store, her: Person, clock: Clock) -> None:
    case = await made.case(store, her)
    now = clock.advance(minutes=5)
    changed = replace(
        case,
        level=Level.KEPT,
        status=Status.CLOSED,
        facts=CaseFacts(Role.THIRD_PARTY),
        updated_at=now,
        burst=2,
        burst_opened_at=now,
        burst_closes_at=now + timedelta(seconds=4),
        expires_at=None,
        noticed=True,
    )
    saved = await cases.save(store, changed)
    assert saved == replace(changed, version=2)
    assert await cases.get(store, her.id, case.id) == saved


async def test_of_two_who_change_a_case_at_once_the_second_starts_again(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    saved = await cases.save(store, replace(case, noticed=True))
    with pytest.raises(ConflictError):
        await cases.save(store, replace(case, status=Status.CLOSED))
    assert await cases.get(store, her.id, case.id) == saved


async def test_a_case_that_went_meanwhile_is_not_saved(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await cases.drop(store, her.id, case.id)
    with pytest.raises(ConflictError):
        await cases.save(store, case)
    assert await cases.of_person(store, her.id) == ()


async def test_the_running_incident_is_the_newest_of_the_open_cases(store: Store, her: Person) -> None:
    await made.case(store, her, "c1")
    newer = await made.case(store, her, "c2", START + timedelta(seconds=2))
    assert await cases.in_burst(store, her.id, START + timedelta(seconds=3)) == newer
    assert await cases.in_burst(store, her.id, START + timedelta(seconds=5)) == newer
    assert await cases.in_burst(store, her.id, START + timedelta(seconds=6)) is None
    await cases.save(store, replace(newer, status=Status.CLOSED))
    running = await cases.in_burst(store, her.id, START + timedelta(seconds=3))
    assert running is not None
    assert running.id == "c1"


async def test_a_case_is_found_by_each_of_its_keys(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    known = [(KeyKind.PLATFORM, "some"), (KeyKind.SIGNATURE, "某某"), (KeyKind.NUMBER, "1069")]
    await cases.add_keys(store, case, known)
    await cases.add_keys(store, case, known)
    for key in known:
        assert await cases.with_key(store, her.id, [(KeyKind.NUMBER, "0"), key]) == case
    assert await cases.with_key(store, her.id, [(KeyKind.PLATFORM, "1069")]) is None
    assert await cases.with_key(store, her.id, []) is None
    assert (await made.counts(store))["case_keys"] == 3


async def test_of_several_cases_with_a_key_the_open_one_that_changed_last_is_found(
    store: Store, her: Person, clock: Clock
) -> None:
    key = (KeyKind.NUMBER, "1069")
    made_cases = [await made.case(store, her, name) for name in ("c1", "c2", "c3")]
    for case in made_cases:
        await cases.add_keys(store, case, [key])
    await cases.save(store, replace(made_cases[2], updated_at=clock.advance(days=2), status=Status.CLOSED))
    second = await cases.save(store, replace(made_cases[0], updated_at=clock.now() - timedelta(days=1)))
    assert await cases.with_key(store, her.id, [key]) == second


async def test_a_draft_is_told_of_before_it_goes_and_once(store: Store, her: Person, clock: Clock) -> None:
    case = await made.case(store, her)
    kept = await made.case(store, her, "kept")
    await cases.save(store, replace(kept, level=Level.KEPT, expires_at=None))
    ahead = timedelta(hours=3)
    assert await cases.expiring(store, clock.advance(hours=20, minutes=59), ahead) == ()
    assert await cases.expiring(store, clock.advance(minutes=1), ahead) == (case,)
    assert await cases.expired(store, clock.now()) == ()
    noticed = await cases.save(store, replace(case, noticed=True))
    assert await cases.expiring(store, clock.now(), ahead) == ()
    assert await cases.expired(store, clock.advance(hours=3)) == (noticed,)
    assert await cases.expired(store, clock.advance(days=900)) == (noticed,)


async def test_what_is_over_is_not_told_of_any_more(store: Store, her: Person, clock: Clock) -> None:
    case = await made.case(store, her)
    now = clock.advance(hours=24)
    assert await cases.expiring(store, now, timedelta(hours=3)) == ()
    assert await cases.expired(store, now) == (case,)


async def everything(store: Store, her: Person, name: str) -> Case:
    """A case with a row in every table a case has rows in."""
    case = await made.full_case(store, her, name)
    await files.add(store, case, id=f"{name}-f", item_id=f"{name}-i1", file=made.FILE)
    for number in (1, 2):
        out = f"{name}-o{number}"
        reply = made.about(case, f"{name}-{number}")
        await outbox.add(store, id=out, person_id=her.id, reply=reply, at=START, not_before=START)
    await outbox.sent(store, f"{name}-o1", message_id=case.number, message_row_id=f"{name}-m", at=START)
    await answers.add(
        store,
        id=f"{name}-a",
        person_id=her.id,
        case_id=case.id,
        reply=made.about(case),
        directory_digest="d",
        lexicon_digest="l",
        at=START,
        keep_params=True,
    )
    return case


async def test_a_dropped_case_leaves_nothing_and_takes_nothing_else_along(store: Store, her: Person) -> None:
    kept = await everything(store, her, "kept")
    before = await made.counts(store)
    case = await everything(store, her, "c1")
    await cases.drop(store, her.id, case.id)
    assert await made.counts(store) == before
    with pytest.raises(KeyGoneError):
        await keys.of_case(store, case.id)
    assert await cases.of_person(store, her.id) == (kept,)
    assert len(await items.of_case(store, kept)) == 2


async def test_a_dropped_case_is_dropped_once(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    await cases.drop(store, her.id, case.id)
    with pytest.raises(GoneError):
        await cases.drop(store, her.id, case.id)


async def test_the_conversation_about_a_dropped_case_is_idle_and_can_go_on(store: Store, her: Person) -> None:
    case = await made.case(store, her)
    asked = await dialogs.save(store, Dialog(her.id, DialogState.ASKED_CORRECTION, case.id, {"said": "secret"}))
    await cases.drop(store, her.id, case.id)
    assert await dialogs.get(store, her.id) == Dialog(her.id, version=asked.version)
    await dialogs.save(store, replace(asked, state=DialogState.IDLE, case_id=None, payload={}))


async def test_a_conversation_about_another_case_stays_as_it_is(store: Store, her: Person) -> None:
    case, other = await made.case(store, her), await made.case(store, her, "c2")
    asked = await dialogs.save(store, Dialog(her.id, DialogState.ASKED_CORRECTION, other.id, {"said": "x"}))
    await cases.drop(store, her.id, case.id)
    assert await dialogs.get(store, her.id) == asked


async def test_without_its_key_a_case_is_unreadable_leaves_the_lists_and_can_still_be_dropped(
    store: Store, her: Person, clock: Clock
) -> None:
    case = await made.full_case(store, her)
    await keys.destroy(store, case.id)
    for reading in (cases.get(store, her.id, case.id), items.of_case(store, case), events.history(store, case)):
        with pytest.raises(KeyGoneError):
            await reading
    assert await cases.of_person(store, her.id) == ()
    assert await cases.expired(store, clock.advance(days=2)) == ()
    await cases.drop(store, her.id, case.id)
    assert (await made.counts(store))["items"] == 0


class TestMerge:
    """Two cases of one person become one."""

    async def test_everything_of_the_source_is_the_target_s(self, store: Store, her: Person) -> None:
        target, source = await everything(store, her, "c1"), await everything(store, her, "c2")
        merged = await cases.merge(store, her.id, source=source, target=target)

        assert await cases.of_person(store, her.id) == (merged,)
        assert merged.facts == target.facts
        assert [i.id for i in await items.of_case(store, merged)] == ["c1-i1", "c1-i2", "c2-i1", "c2-i2"]
        assert [i.number for i in await items.of_case(store, merged)] == [1, 2, 3, 4]
        assert [f.id for f in await files.of_case(store, merged)] == ["c1-f", "c2-f"]
        assert [a.params for a in await answers.of_case(store, merged)] == [made.REPLY.params] * 2
        assert set(await outbox.sent_messages(store, her.id, case_id=merged.id, since=START)) == {1, 2}
        assert await cases.with_key(store, her.id, [(KeyKind.SIGNATURE, "签名c2")]) == merged
        assert [o.id for o in await outbox.due(store, START)] == ["c1-o2"]
        with pytest.raises(KeyGoneError):
            await keys.of_case(store, source.id)

    async def test_the_texts_are_as_they_were_and_open_under_the_key_of_the_target(
        self, store: Store, her: Person
    ) -> None:
        target, source = await made.full_case(store, her, "c1"), await made.full_case(store, her, "c2")
        before = await items.of_case(store, source)
        merged = await cases.merge(store, her.id, source=source, target=target)
        after = (await items.of_case(store, merged))[2:]
        assert after == tuple(
            replace(item, case_id="c1", number=item.number + 2, burst=item.burst + 1) for item in before
        )
        assert await items.find_message(store, merged, before[0].message_id) == after[0]

    async def test_the_history_of_both_is_one_chain_that_says_where_each_event_was(
        self, store: Store, her: Person
    ) -> None:
        first, second, third = [await made.full_case(store, her, f"c{n}") for n in (1, 2, 3)]
        old = await events.history(store, first)
        second = await cases.merge(store, her.id, source=first, target=second)
        third = await cases.merge(store, her.id, source=second, target=third)
        history = await events.history(store, third)
        assert events.verify(history)
        assert [e.kind for e in history] == [EventKind.ITEM_RECEIVED] * 6
        moved_twice = history[-1].body["from"]
        assert isinstance(moved_twice, list)
        assert moved_twice[0] == {"case": 1, "number": 2, "digest": old[1].digest}
        assert [origin["case"] for origin in moved_twice] == [1, 2]

    @pytest.mark.parametrize("source_is_newer", [True, False])
    async def test_the_incident_that_began_later_is_the_running_one(
        self, store: Store, her: Person, source_is_newer: bool
    ) -> None:
        older, newer = await made.full_case(store, her, "old"), await made.full_case(store, her, "new")
        older = await cases.save(store, replace(older, burst=3))
        now = START + timedelta(hours=1)
        newer = await cases.save(store, replace(newer, burst_opened_at=now, burst_closes_at=now, updated_at=now))
        source, target = (newer, older) if source_is_newer else (older, newer)
        merged = await cases.merge(store, her.id, source=source, target=target)
        assert (merged.burst, merged.burst_opened_at, merged.burst_closes_at) == (4, now, now)
        assert merged.updated_at == now
        bursts = {item.id: item.burst for item in await items.of_case(store, merged)}
        assert bursts == {"old-i1": 1, "old-i2": 1, "new-i1": 4, "new-i2": 4}

    async def test_only_two_cases_of_one_person_are_merged(self, store: Store, her: Person, him: Person) -> None:
        hers, his = await made.case(store, her), await made.case(store, him, "c2")
        for source, target in ((hers, his), (his, hers), (hers, hers)):
            with pytest.raises(GoneError):
                await cases.merge(store, her.id, source=source, target=target)
        assert await cases.get(store, his.person_id, his.id) == his

    async def test_a_merge_into_a_case_that_changed_meanwhile_leaves_both_as_they_were(
        self, store: Store, her: Person
    ) -> None:
        target, source = await made.full_case(store, her, "c1"), await made.full_case(store, her, "c2")
        changed = await cases.save(store, replace(target, noticed=True))
        with pytest.raises(ConflictError):
            await cases.merge(store, her.id, source=source, target=target)
        assert await cases.of_person(store, her.id) == (changed, source)
        assert len(await items.of_case(store, source)) == 2
        assert len(await items.of_case(store, target)) == 2
