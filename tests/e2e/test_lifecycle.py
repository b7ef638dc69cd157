"""What was kept stays kept, what was to go goes, whatever comes in between: a merge, a late consent, an outage."""

from datetime import datetime, timedelta

import pytest

from db import cases, items
from db.store import Store
from model.case import Case
from sandbox.errors import ApiError, bad_request, forbidden
from tests.driver import Person, World

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"
FIRST, SECOND = "13000000001", "13000000002"
OUTAGE = ApiError(500, "Internal Server Error")


async def kept_case(world: World) -> Person:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender=FIRST)
    await person.presses("存下来")
    world.clock.advance(minutes=10)
    return person


async def texts(world: World, case: Case) -> list[str]:
    return [item.text for item in await items.of_case(world.deps.store, case)]


class TestKeptEvidence:
    """However cases are sorted, what was consented to stays, and nothing that is known of its source is lost."""

    async def test_a_kept_case_merged_into_a_draft_is_still_there_two_days_later(self, world: World) -> None:
        person = await kept_case(world)
        await person.says("/role third_party")
        await person.forwards(MESSAGE + "！", sender=SECOND)
        await person.says("/case 1")
        await person.says("/merge 2")
        await world.passes(days=2)
        (case,) = await world.cases_of(person)
        assert (case.number, case.level, case.expires_at) == (2, "kept", None)
        assert await texts(world, case) == [MESSAGE + "！", MESSAGE]
        assert case.facts.role == "third_party"
        assert set(case.facts.senders) == {FIRST, SECOND}

    async def test_a_draft_merged_into_a_kept_case_is_kept_with_it(self, world: World) -> None:
        person = await kept_case(world)
        await person.forwards(MESSAGE + "！", sender=SECOND)
        await person.says("/merge 1")
        await world.passes(days=2)
        (case,) = await world.cases_of(person)
        assert (case.number, case.level, len(await texts(world, case))) == (1, "kept", 2)

    async def test_an_incident_moved_out_of_a_kept_case_stays_kept_where_it_goes(self, world: World) -> None:
        person = await kept_case(world)
        await person.forwards(MESSAGE + "！", sender=FIRST)
        world.clock.advance(minutes=10)
        await person.forwards(MESSAGE + "？", sender=SECOND)
        await person.says("/case 1")
        await person.says("/move 2")
        await world.passes(days=2)
        first, second = await world.cases_of(person)
        assert (first.level, second.level, second.expires_at) == ("kept", "kept", None)
        assert (await texts(world, first), len(await texts(world, second))) == ([MESSAGE], 2)

    async def test_an_incident_split_from_a_kept_case_is_kept(self, world: World) -> None:
        person = await kept_case(world)
        await person.forwards(MESSAGE + "！", sender=FIRST)
        await person.presses("不是一回事")
        await person.presses("单独成一份")
        await world.passes(days=2)
        first, second = await world.cases_of(person)
        assert [await texts(world, first), await texts(world, second)] == [[MESSAGE], [MESSAGE + "！"]]
        assert (second.level, second.expires_at) == ("kept", None)

    async def test_moving_the_last_incident_takes_the_history_along_and_leaves_no_empty_case(
        self, world: World
    ) -> None:
        person = await kept_case(world)
        await person.forwards(MESSAGE + "！", sender=SECOND)
        await person.says("/case 1")
        await person.says("/move 2")
        (case,) = await world.cases_of(person)
        assert (case.number, case.level, len(await texts(world, case))) == (2, "kept", 2)
        assert "consent_given" in [event.kind for event in await world.history(person)]

    async def test_the_only_incident_of_a_case_cannot_be_split_from_itself(self, world: World) -> None:
        person = await kept_case(world)
        await person.says("/move new")
        person.sees("第 1 份")
        (case,) = await world.cases_of(person)
        assert (case.number, case.level, await texts(world, case)) == (1, "kept", [MESSAGE])


class TestConsentInTheLastMoment:
    """A draft's time and the person's consent can come at the same moment: consent wins."""

    async def test_what_is_kept_while_its_time_runs_out_stays(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person = world.person("借款人")
        await person.forwards(MESSAGE, sender=FIRST)
        expired = cases.expired

        async def read_and_then_she_keeps_it(store: Store, now: datetime) -> tuple[Case, ...]:
            late = await expired(store, now)
            if late:
                await person.presses("存下来")
            return late

        monkeypatch.setattr(cases, "expired", read_and_then_she_keeps_it)
        await world.passes(hours=24)
        (case,) = await world.cases_of(person)
        assert (case.level, await texts(world, case)) == ("kept", [MESSAGE])

    async def test_what_is_kept_just_before_the_notice_is_not_announced_as_going(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        person = world.person("借款人")
        await person.forwards(MESSAGE, sender=FIRST)
        expiring = cases.expiring
        lengths: list[int] = []

        async def read_and_then_she_keeps_it(store: Store, now: datetime, within: timedelta) -> tuple[Case, ...]:
            soon = await expiring(store, now, within)
            if soon:
                await person.presses("存下来")
                lengths.append(person.chat_length())
            return soon

        monkeypatch.setattr(cases, "expiring", read_and_then_she_keeps_it)
        await world.passes(hours=21, minutes=1)
        (case,) = await world.cases_of(person)
        assert (case.level, lengths) == ("kept", [person.chat_length()])


class TestForgetting:
    """The wish to be forgotten comes true however the farewell ends, and never takes what came after it."""

    @pytest.mark.parametrize("ending", ["refused", "blocked", "given up"])
    async def test_nothing_is_left_although_the_farewell_never_arrived(self, world: World, ending: str) -> None:
        person = await kept_case(world)
        await person.says("/delete_all")
        error = {"refused": bad_request("x"), "blocked": forbidden("x"), "given up": OUTAGE}[ending]
        world.sandbox.refuse_next(error, method="sendMessage", times=1 if ending != "given up" else 1000)
        await person.presses("全部删掉")
        for _ in range(32):
            await world.passes(hours=1)
        assert await world.rows() == {"inbox"}

    async def test_a_case_handed_in_before_the_farewell_arrived_stays(self, world: World) -> None:
        person = await kept_case(world)
        await person.says("/delete_all")
        world.sandbox.refuse_next(OUTAGE, method="sendMessage", times=2)
        await person.presses("全部删掉")
        await person.forwards(MESSAGE + "！", sender=SECOND)
        await world.passes(minutes=1)
        person.sees("都删掉了")
        (case,) = await world.cases_of(person)
        assert await texts(world, case) == [MESSAGE + "！"]


class TestAnswerOnly:
    """Who wants answers only leaves no words behind, in no case and however the answer ends."""

    async def test_a_new_message_does_not_join_a_case_that_keeps_its_words(self, world: World) -> None:
        person = await kept_case(world)
        await person.says("/answer_only")
        await person.forwards(MESSAGE + "！", sender=FIRST)
        kept, answered = await world.cases_of(person)
        assert (kept.level, await texts(world, kept)) == ("kept", [MESSAGE])
        assert (answered.level, await texts(world, answered)) == ("answer_only", [""])

    async def test_a_draft_that_is_still_running_is_not_joined_and_not_erased(self, world: World) -> None:
        person = world.person("借款人")
        await person.forwards(MESSAGE, sender=FIRST)
        await person.says("/answer_only")
        await person.forwards(MESSAGE + "！", sender=FIRST)
        draft, answered = await world.cases_of(person)
        assert [await texts(world, draft), await texts(world, answered)] == [[MESSAGE], [""]]

    async def test_drafts_again_means_that_the_next_message_can_be_kept(self, world: World) -> None:
        person = world.person("借款人")
        await person.says("/answer_only")
        await person.forwards(MESSAGE, sender=FIRST)
        await person.says("/answer_only off")
        await person.forwards(MESSAGE + "！", sender=FIRST)
        await person.presses("存下来")
        _, kept = await world.cases_of(person)
        assert (kept.level, await texts(world, kept)) == ("kept", [MESSAGE + "！"])

    @pytest.mark.parametrize("ending", ["refused", "blocked", "given up"])
    async def test_the_words_go_although_the_answer_never_arrived(self, world: World, ending: str) -> None:
        person = world.person("借款人")
        await person.says("/answer_only")
        error = {"refused": bad_request("x"), "blocked": forbidden("x"), "given up": OUTAGE}[ending]
        world.sandbox.refuse_next(error, method="sendMessage", times=1 if ending != "given up" else 1000)
        await person.forwards(MESSAGE, sender=FIRST)
        # A case of answers lives a day, as long as its answer is tried: given up, it is gone altogether.
        for _ in range(25 if ending == "given up" else 0):
            await world.passes(hours=1)
        left = [text for case in await world.cases_of(person) for text in await texts(world, case)]
        assert left == ([] if ending == "given up" else [""])

    async def test_there_is_nothing_to_keep_and_that_is_said(self, world: World) -> None:
        person = world.person("借款人")
        await person.says("/answer_only")
        await person.forwards(MESSAGE, sender=FIRST)
        await person.says("/keep")
        person.sees("只回答")
        person.never_saw("存好了")
        await person.says("/answer_only off")
        await person.says("/keep")
        person.sees("再转发或粘贴一次")
        (case,) = await world.cases_of(person)
        assert case.level == "answer_only"

    async def test_what_was_only_answered_comes_into_a_kept_case_without_its_words(self, world: World) -> None:
        person = await kept_case(world)
        await person.says("/answer_only")
        await person.forwards(MESSAGE + "！", sender=SECOND)
        await person.says("/merge 1")
        (case,) = await world.cases_of(person)
        assert (case.level, await texts(world, case)) == ("kept", [MESSAGE, ""])


class TestAnOutage:
    """However long the chat server is away, nobody is left without an answer for less than a day."""

    async def test_an_answer_arrives_after_an_outage_of_half_a_day(self, world: World) -> None:
        person = world.person("借款人")
        world.sandbox.refuse_next(OUTAGE, method="sendMessage", times=15)
        await person.forwards(MESSAGE, sender=FIRST)
        for _ in range(18):
            await world.passes(hours=1)
        person.sees("疑似")

    async def test_after_a_day_it_is_given_up(self, world: World) -> None:
        person = await kept_case(world)
        world.sandbox.refuse_next(OUTAGE, method="sendMessage", times=25)
        await person.says("/help")
        # Tried at once and after every hour: the twenty-sixth attempt would arrive.
        for _ in range(32):
            await world.passes(hours=1)
        assert person.news() == ""
        await person.says("/help")
        assert person.news()


async def test_after_ninety_days_it_is_not_known_any_more_what_was_answered_outside_of_cases(world: World) -> None:
    person = await kept_case(world)
    await person.says("/help")
    await world.passes(days=89)
    about = "SELECT case_id FROM answers WHERE case_id IS NULL"
    assert await world.deps.store.db.fetch(about)
    await world.passes(days=2)
    assert not await world.deps.store.db.fetch(about)
    assert await world.deps.store.db.fetch("SELECT case_id FROM answers")
