"""What was shown is kept with its case, found by record, and goes with the case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db import Store, cases, people, recalls, shown
from db.recalls import Recall
from model.case import Case, Level, Person
from model.errors import GoneError, KeyGoneError
from model.locale import Locale
from model.shown import Entry, EntryKind, Sight, Standing
from tests.db import made
from tests.fakes.clock import START, Clock

Ids = Callable[[], str]
DAY = date(2026, 11, 21)
OLD = Entry(EntryKind.PHONE, "95000", "按 2")
SIGHT = Sight("some_body", "某处", Locale.ZH_HANS, (OLD, Entry(EntryKind.WEB, "a.cn")), DAY)
OTHER = replace(SIGHT, record_id="other_body", entries=(Entry(EntryKind.WECHAT, "公众号「某处」"),), checked_on=None)
NEWER = replace(SIGHT, entries=(Entry(EntryKind.PHONE, "95001"),))
NOW = Standing("some_body", "某处", NEWER.entries, DAY, "看合同", retired=True)


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def kept(store: Store, owner: Person, name: str = "c1") -> Case:
    case = await made.full_case(store, owner, name)
    return await cases.save(store, replace(case, level=Level.KEPT, expires_at=None))


async def show(store: Store, ids: Ids, case: Case | None, *sights: Sight, clock: Clock, owner: str = "p1") -> None:
    await shown.add(store, owner, case.id if case else None, sights, at=clock.advance(minutes=1), new_id=ids)


async def seen(store: Store, record_id: str) -> list[tuple[str, str, Sight]]:
    return [(row.person_id, row.case_id, row.sight) for row in await shown.of_record(store, record_id)]


class TestWhatWasShown:
    async def test_it_comes_out_as_it_went_in(self, store: Store, her: Person, ids: Ids, clock: Clock) -> None:
        case = await kept(store, her)
        await show(store, ids, case, SIGHT, OTHER, clock=clock)
        rows = await shown.of_case(store, case)
        assert [(row.sight, row.first_at, row.last_at) for row in rows] == [
            (SIGHT, clock.now(), clock.now()),
            (OTHER, clock.now(), clock.now()),
        ]
        assert await seen(store, "other_body") == [("p1", "c1", OTHER)]
        assert await seen(store, "nobody") == []

    async def test_the_same_is_one_row_however_often_it_is_shown_or_checked(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        case = await kept(store, her)
        for sight in (SIGHT, NEWER, replace(SIGHT, checked_on=DAY + timedelta(days=1))):
            await show(store, ids, case, sight, clock=clock)
        newer, same = await shown.of_case(store, case)
        assert (newer.sight, same.sight) == (NEWER, SIGHT)
        assert same.last_at - same.first_at == timedelta(minutes=2)

    async def test_what_a_draft_showed_counts_once_it_is_kept(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        case = await made.case(store, her)
        await show(store, ids, case, SIGHT, clock=clock)
        assert await seen(store, "some_body") == []
        await cases.save(store, replace(case, level=Level.KEPT, expires_at=None))
        assert await seen(store, "some_body") == [("p1", "c1", SIGHT)]

    async def test_outside_a_case_it_goes_with_the_kept_case_that_changed_last(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        await show(store, ids, None, SIGHT, clock=clock)
        await made.case(store, her, "draft")
        await show(store, ids, None, SIGHT, clock=clock)
        assert (await made.counts(store))["shown"] == 0
        for name, minutes in (("c1", 2), ("c2", 1)):
            case = await kept(store, her, name)
            await cases.save(store, replace(case, updated_at=START + timedelta(minutes=minutes)))
        await show(store, ids, None, SIGHT, clock=clock)
        assert await seen(store, "some_body") == [("p1", "c1", SIGHT)]

    async def test_of_whoever_keeps_nothing_nothing_is_noted(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        case = await made.case(store, her)
        only = await cases.save(store, replace(case, level=Level.ANSWER_ONLY))
        await show(store, ids, only, SIGHT, clock=clock)
        await kept(store, her, "c2")
        await people.set_answer_only(store, her.id, on=True)
        await show(store, ids, None, SIGHT, clock=clock)
        assert (await made.counts(store))["shown"] == 0

    async def test_a_case_that_is_gone_or_somebody_elses_keeps_nothing(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        case = await kept(store, her)
        await made.person(store, "p2", 8001)
        await show(store, ids, case, SIGHT, clock=clock, owner="p2")
        await cases.drop(store, her.id, case.id)
        await show(store, ids, case, SIGHT, clock=clock)
        assert (await made.counts(store))["shown"] == 0

    async def test_everybody_is_found_person_by_person(
        self, store: Store, ids: Ids, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shown, "_AT_ONCE", 2)
        names = [f"p{number}" for number in range(5)]
        for number, name in enumerate(names):
            owner = await made.person(store, name, 7000 + number)
            await show(store, ids, await kept(store, owner, f"c{number}"), SIGHT, OTHER, clock=clock, owner=name)
        assert [person for person, _, _ in await seen(store, "some_body")] == names

    async def test_the_digests_of_two_people_have_nothing_in_common(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        him = await made.person(store, "p2", 8001)
        for owner, name in ((her, "c1"), (him, "c2")):
            await show(store, ids, await kept(store, owner, name), SIGHT, clock=clock, owner=owner.id)
        rows = await store.db.fetch("SELECT record_index, sight_index FROM shown")
        assert len({row.text(column) for row in rows for column in row}) == 4

    async def test_merging_carries_it_and_keeps_one_row_of_the_same(
        self, store: Store, her: Person, ids: Ids, clock: Clock
    ) -> None:
        source, target = await kept(store, her, "c1"), await kept(store, her, "c2")
        await show(store, ids, source, SIGHT, OTHER, clock=clock)
        await show(store, ids, target, SIGHT, clock=clock)
        merged = await cases.merge(store, her.id, source=source, target=target)
        rows = {row.sight.record_id: row for row in await shown.of_case(store, merged)}
        assert rows.keys() == {"some_body", "other_body"}
        assert rows["some_body"].last_at - rows["some_body"].first_at == timedelta(minutes=1)
        assert (await made.counts(store))["shown"] == 2


class TestRecalls:
    @pytest.fixture
    async def case(self, store: Store, her: Person) -> Case:
        return await kept(store, her)

    @staticmethod
    def recall(case: Case, name: str = "r1", new: Standing | None = NOW) -> Recall:
        return Recall(name, case.person_id, case.id, SIGHT, new, START)

    async def test_a_recall_comes_out_as_it_went_in(self, store: Store, case: Case) -> None:
        for name, new in (("r1", NOW), ("r2", None)):
            assert await recalls.add(store, self.recall(case, name, new), name)
            assert await recalls.own(store, "p1", name) == self.recall(case, name, new)
        assert [told.id for told in await recalls.of_case(store, case)] == ["r1", "r2"]

    async def test_nobody_is_told_of_the_same_correction_twice(self, store: Store, case: Case) -> None:
        assert not await recalls.was_told(store, "p1", "v1")
        assert await recalls.add(store, self.recall(case), "v1")
        assert await recalls.was_told(store, "p1", "v1")
        assert not await recalls.add(store, self.recall(case, "r2"), "v1")
        assert await recalls.add(store, self.recall(case, "r3"), "v2")
        him = await made.person(store, "p2", 8001)
        assert await recalls.add(store, self.recall(await kept(store, him, "c2"), "r4"), "v1")

    async def test_what_never_left_is_taken_back_and_may_be_told_again(self, store: Store, case: Case) -> None:
        await recalls.add(store, self.recall(case), "v1")
        await recalls.take_back(store, "r1")
        assert await recalls.add(store, self.recall(case, "r2"), "v1")

    async def test_it_is_hers_alone(self, store: Store, case: Case) -> None:
        await recalls.add(store, self.recall(case), "v1")
        await made.person(store, "p2", 8001)
        for person, name in (("p2", "r1"), ("p1", "r2")):
            with pytest.raises(GoneError):
                await recalls.own(store, person, name)

    async def test_merging_carries_it(self, store: Store, her: Person, case: Case) -> None:
        await recalls.add(store, self.recall(case), "v1")
        target = await kept(store, her, "c2")
        await cases.merge(store, her.id, source=case, target=target)
        assert await recalls.own(store, "p1", "r1") == replace(self.recall(case), case_id="c2")
        assert await recalls.was_told(store, "p1", "v1")

    async def test_a_case_that_is_gone_tells_nothing(self, store: Store, her: Person, case: Case) -> None:
        await cases.drop(store, her.id, case.id)
        with pytest.raises(KeyGoneError):
            await recalls.add(store, self.recall(case), "v1")


@pytest.mark.parametrize("wish", ["case", "person"])
async def test_what_was_shown_and_told_goes_with_the_case_and_with_the_person(
    store: Store, her: Person, ids: Ids, clock: Clock, wish: str
) -> None:
    case, other = await kept(store, her), await kept(store, await made.person(store, "p2", 8001), "c2")
    for owned in (case, other):
        await show(store, ids, owned, SIGHT, clock=clock, owner=owned.person_id)
        await recalls.add(store, Recall(f"r-{owned.id}", owned.person_id, owned.id, SIGHT, NOW, START), "v1")
    if wish == "case":
        await cases.drop(store, her.id, case.id)
    else:
        await people.forget(store, her.id)
    assert [row.case_id for row in await shown.of_record(store, "some_body")] == ["c2"]
    found = await made.counts(store)
    assert (found["shown"], found["recalls"]) == (1, 1)
