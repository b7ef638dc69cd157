"""Pictures and files become evidence: kept whole, read one after the other, said in one answer that is edited."""

import hashlib
import random
from collections import Counter
from dataclasses import replace

import pytest

from cases import fetching, reading_jobs
from cases.deps import Room
from cases.erasing import sweep
from cases.file_scene import CLAIM
from db import events, items, originals, readings
from model.case import Case, Item, Receiver, ValueSource
from model.original import ReadingState, Trouble
from sandbox.errors import ApiError, bad_request
from sandbox.records import MediaKind, OriginKind, Upload
from tests.driver import PICTURE, Person, World
from tests.e2e.test_bad_input import update
from tests.fakes.reader import FakeReader, picture

MESSAGE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"
NUMBER, OTHER = "13000000001", "13000000002"
OUTAGE = ApiError(500, "Internal Server Error")
AUDIO = Upload("录音.mp3", b"ID3\x03" + bytes(2000), "audio/mpeg")


def reader(world: World) -> FakeReader:
    found = world.deps.reader
    assert isinstance(found, FakeReader)
    return found


async def only_case(world: World, person: Person) -> Case:
    (case,) = await world.cases_of(person)
    return case


async def items_of(world: World, person: Person) -> list[Item]:
    return [i for case in await world.cases_of(person) for i in await items.of_case(world.deps.store, case)]


async def on_disk(world: World) -> frozenset[str]:
    return await world.deps.vault.names()


def answers(person: Person) -> int:
    return sum(message.by_bot for message in person.phone.messages())


class TestAPicture:
    """One screenshot: acknowledged at once, read, and the same answer says what is in it."""

    async def test_it_is_acknowledged_read_and_answered_in_the_same_message(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        person.sees("正在看", "大约 5 秒", "录一次屏")
        await world.reads()
        person.sees("疑似", "威胁伤害")
        assert answers(person) == 1

    async def test_its_words_sender_and_time_are_kept_as_read_from_a_picture(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE, number=NUMBER))
        await world.reads()
        (item,) = await items_of(world, person)
        assert (item.text, item.text_source) == (MESSAGE, ValueSource.PICTURE)
        assert item.sender is not None
        assert item.sent_at is not None
        assert (item.sender.value, item.sender.source) == (NUMBER, ValueSource.PICTURE)
        assert (item.sent_at.value, item.sent_at.source) == ("2026-11-20T13:30:00+00:00", ValueSource.PICTURE)
        assert not item.confirmed
        await person.says("/case")
        person.sees("机器读取", NUMBER)

    async def test_its_bytes_are_kept_whole_sealed_and_hashed_into_the_history(self, world: World) -> None:
        person, upload = world.person("借款人"), picture(MESSAGE)
        await person.sends_pictures(upload)
        await world.reads()
        case, (item,) = await only_case(world, person), await items_of(world, person)
        assert await originals.read(world.deps.store, world.deps.vault, case, item.id) == upload.data
        (name,) = await on_disk(world)
        assert upload.data not in await world.deps.vault.read(name)
        history = await events.history(world.deps.store, case)
        (event,) = [event for event in history if event.kind == "original_kept"]
        assert event.body["sha256"] == hashlib.sha256(upload.data).hexdigest()
        assert events.verify(history)

    async def test_a_later_message_from_the_number_in_the_picture_finds_its_case(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE, number=NUMBER))
        await world.reads()
        world.clock.advance(minutes=10)
        await person.forwards(MESSAGE + "！", sender=NUMBER)
        assert len(await world.cases_of(person)) == 1

    async def test_a_caption_stays_beside_the_words_of_the_picture(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), caption="这是昨晚收到的，我怕")
        await world.reads()
        (item,) = await items_of(world, person)
        assert (item.text, item.caption) == (MESSAGE, "这是昨晚收到的，我怕")

    async def test_a_changed_caption_keeps_the_picture_and_what_was_read(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), caption="这是收到的短信截图")
        await world.reads()
        await person.edits("这是前天收到的短信截图")
        old, new = await items_of(world, person)
        assert (new.previous, new.text, new.caption) == (old.id, MESSAGE, "这是前天收到的短信截图")
        await world.reads()
        assert len(reader(world).seen) == 1

    async def test_a_picture_sent_as_a_file_is_read_whatever_it_is_called(self, world: World) -> None:
        person = world.person("借款人")
        await person.uploads(replace(picture(MESSAGE), name="说明.docx", mime="application/x"), MediaKind.DOCUMENT)
        await world.reads()
        person.sees("疑似")

    async def test_one_that_cannot_be_read_is_said_honestly_and_can_be_typed(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(PICTURE)
        await world.reads()
        person.sees("没读出来", "不是你的错")
        await person.presses("打出要紧的字")
        person.sees("照原样打")
        await person.pastes(MESSAGE)
        person.sees("疑似")
        (item,) = await items_of(world, person)
        assert (item.text, item.text_source) == (MESSAGE, ValueSource.CLAIMED)
        assert len(await on_disk(world)) == 1

    async def test_one_that_cannot_be_read_beside_a_text_can_be_typed_too(self, world: World) -> None:
        person = world.person("借款人")
        await person.forwards(MESSAGE, sender=NUMBER)
        await person.sends_pictures(PICTURE)
        await world.reads()
        person.sees("另有 1 个图片或文件没读出来", "请看 1")
        await person.presses("看第 2 条")
        await person.presses("打出要紧的字")
        await person.pastes(MESSAGE + "！")
        assert [item.text for item in await items_of(world, person)] == [MESSAGE, MESSAGE + "！"]

    async def test_what_is_typed_before_the_reader_is_done_is_not_overwritten(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture("别的字别的字"))
        await person.presses("打出要紧的字")
        await person.pastes(MESSAGE)
        await world.reads()
        (item,) = await items_of(world, person)
        assert (item.text, item.text_source) == (MESSAGE, ValueSource.CLAIMED)

    async def test_despair_in_a_picture_is_answered_before_everything_and_once_for_an_album(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(*(picture("我不想活了，真的撑不下去了", name=str(n)) for n in range(4)))
        await world.reads()
        person.sees("撑")
        calm = [m for m in person.phone.messages() if m.by_bot and "12356" in m.body.text]
        assert len(calm) == 1


class TestFetching:
    """What lies with Telegram is fetched with patience, and nobody waits longer than a minute to hear that it failed."""

    async def test_a_failure_of_the_network_is_tried_again(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        world.sandbox.refuse_next(OUTAGE, method="getFile")
        await world.passes(seconds=1)
        assert await on_disk(world) == frozenset()
        for _ in range(3):
            await world.passes(seconds=3)
        person.sees("疑似")

    async def test_after_a_minute_it_is_said_that_it_failed(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        world.sandbox.refuse_next(OUTAGE, method="getFile", times=50)
        for _ in range(60):
            await world.passes(seconds=1)
        await world.passes(seconds=1)
        person.sees("没读出来", "最要紧的一句")
        case = await only_case(world, person)
        (job,) = await readings.of_case(world.deps.store, case)
        assert (job.state, job.trouble) == (ReadingState.FAILED, Trouble.SLOW)

    async def test_a_file_that_the_server_no_longer_has_is_given_up_at_once(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        world.sandbox.refuse_next(bad_request("invalid file_id"), method="getFile")
        await world.reads()
        person.sees("没读出来")

    async def test_a_busy_reader_is_asked_again(self, world: World) -> None:
        reader(world).busy = 2
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        for _ in range(6):
            await world.passes(seconds=6)
        person.sees("疑似")

    async def test_a_picture_that_broke_the_reader_down_is_tried_once_more(self, world: World) -> None:
        person, upload = world.person("借款人"), picture(MESSAGE)
        reader(world).breaks.add(upload.data)
        await person.sends_pictures(upload)
        await world.reads()
        person.sees("疑似")
        assert len(reader(world).seen) == 2

    async def test_whoever_has_waited_a_minute_for_her_turn_is_told_how_long_it_will_take(self, world: World) -> None:
        reader(world).busy = 1000
        person = world.person("借款人")
        await person.sends_pictures(*(picture(MESSAGE, name=str(n)) for n in range(10)))
        await world.passes(seconds=1)
        for _ in range(2):
            await world.passes(seconds=61)
        person.sees("现在人多", "30 秒")


class TestTurns:
    """Many people at once: everybody's first picture before anybody's second."""

    async def test_everybody_has_a_first_result_before_anybody_has_a_second(self, world: World) -> None:
        people = [world.person(f"某人{n}") for n in range(5)]
        for person in people:
            await person.sends_pictures(*(picture(MESSAGE, name=f"{person.phone.id}-{n}") for n in range(4)))
        await world.reads()
        first = Counter(data.split(b'"name": "')[1].split(b"-")[0] for data in reader(world).seen[:5])
        assert len(first) == 5

    async def test_the_estimate_is_what_the_pace_of_late_makes_of_what_waits(self, world: World) -> None:
        reader(world).seconds = 6.0
        first, second = world.person("甲"), world.person("乙")
        await first.sends_pictures(picture(MESSAGE))
        await world.reads()
        await second.sends_pictures(*(picture(MESSAGE, name=str(n)) for n in range(3)))
        await second.sends_pictures(picture(MESSAGE, name="4"))
        second.sees("大约 24 秒".replace("24", "25"))


class TestBursts:
    """Sixty things in any order: none lost, none doubled, one answer, one confirmation, one question."""

    async def test_thirty_forwards_and_pictures_are_one_incident_with_one_answer(self, world: World) -> None:
        person = world.person("借款人")
        chance = random.Random(5)
        for number in range(30):
            if chance.random() < 0.5:
                person.phone.uploads([picture(f"{MESSAGE}，第{number}次", name=str(number))], MediaKind.PHOTO)
            else:
                origin = person.phone.forward_from(OriginKind.HIDDEN_USER, NUMBER, world.clock.now())
                person.phone.sends(f"{MESSAGE}，第{number}次", origin)
        await world.settle()
        await world.reads()
        kept = await items_of(world, person)
        assert sorted(item.text for item in kept) == sorted(f"{MESSAGE}，第{n}次" for n in range(30))
        assert (await only_case(world, person)).burst == 1
        cards = [m for m in person.phone.messages() if m.by_bot and "疑似" in m.body.text]
        assert len(cards) == 1
        assert "30 条" in cards[0].body.text

    @pytest.mark.parametrize("seed", range(3))
    async def test_in_any_order_with_delays_duplicates_and_deaths_nothing_is_lost_and_nothing_doubled(
        self, world: World, seed: int
    ) -> None:
        """The property, with chance for the order: what was sent is there once, whatever happened meanwhile."""
        chance, person, sent = random.Random(seed), world.person("借款人"), []
        for number in range(12):
            words = f"{MESSAGE}，第{number}次"
            kind = chance.choice(["forward", "picture", "album"])
            if kind == "forward":
                person.phone.sends(words, person.phone.forward_from(OriginKind.HIDDEN_USER, NUMBER, world.clock.now()))
            else:
                some = range(1 if kind == "picture" else chance.randint(2, 5))
                album = [picture(f"{words}之{n}", name=f"{number}-{n}") for n in some]
                person.phone.uploads(album, MediaKind.PHOTO)
            sent += [words] if kind == "forward" else [f"{words}之{n}" for n in some]
            updates = await world.app.bot.get_updates(offset=world.offset, timeout=0)
            world.offset = updates[-1].update_id + 1
            for raw in (*updates, *chance.sample(updates, 1)):
                await world.queue.put(raw)
            await world.lanes.idle()
            await trouble(world, chance)
        for _ in range(4):
            await world.passes(seconds=130)
        assert Counter(item.text for item in await items_of(world, person)) == Counter(sent)
        assert len(await on_disk(world)) == sum("之" in words for words in sent)
        assert not {"removals"} & await world.rows()

    async def test_one_confirmation_names_what_should_be_looked_at(self, world: World) -> None:
        person = world.person("借款人")
        clear = [picture(f"{MESSAGE}{n}", name=str(n)) for n in range(7)]
        clear[6] = picture(MESSAGE, name="a", at="昨天 21:30")
        doubtful = [picture(MESSAGE, name="c", at=""), picture(MESSAGE, name="b", number=None), PICTURE]
        await person.sends_pictures(*clear, *doubtful)
        await world.reads()
        person.sees("读清 7，请看 3", "第 8、9、10 条", "有 1 条只写着", "这些，是谁手机上收到的")
        person.sees("看起来是同一条")  # three of them say the same: the third message asks about it
        assert answers(person) == 3
        assert {"都对", "看第 8 条", "全是我", "有我也有爸妈"} <= set(person.buttons())

    async def test_all_right_confirms_what_is_clear_and_leads_to_what_is_not(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), picture(MESSAGE, name="2", at=""))
        await world.reads()
        await person.presses("都对")
        person.sees("第 2 条", "机器读取", "没读到")
        first, second = await items_of(world, person)
        assert (first.confirmed, second.confirmed) == (True, False)
        await person.presses("这条对")
        person.sees("这些你看过")
        assert (await items_of(world, person))[1].confirmed
        await person.says("/case")
        assert "机器读取" not in person.news()

    async def test_which_ones_were_the_parents_is_said_by_parts_or_by_numbers(self, world: World) -> None:
        person = world.person("借款人")
        hers = [picture(f"{MESSAGE}{n}", name=str(n), number=NUMBER) for n in range(4)]
        theirs = [picture(f"{MESSAGE}{n}", name=str(n), number=OTHER) for n in range(4, 8)]
        await person.sends_pictures(*hers, *theirs)
        await world.reads()
        await person.presses("有我也有爸妈")
        await person.presses("爸妈的手机")
        await person.presses("第 5-8 条")
        person.sees("4 条是爸妈的手机收到的", "还有 4 条没说")
        await person.presses("配偶的手机")
        await person.pastes("2、3")
        await person.presses("其余是我的")
        found = [item.receiver for item in await items_of(world, person)]
        assert found == [Receiver.ME, *[Receiver.SPOUSE] * 2, Receiver.ME, *[Receiver.PARENT] * 4]
        await person.says("/role borrower")
        await person.says("/case")
        person.sees("由借款人转交 6 条", f"{NUMBER}（4）", f"{OTHER}（4）", "爸妈的手机（4）")

    async def test_all_mine_is_one_tap(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), picture(MESSAGE + "！", name="2"))
        await world.reads()
        await person.presses("全是我")
        assert {item.receiver for item in await items_of(world, person)} == {Receiver.ME}

    async def test_words_after_the_question_for_receivers_are_a_message_of_their_own(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), picture(MESSAGE + "！", name="2"))
        await world.reads()
        await person.says("/whose parent")
        await person.pastes("还款提醒：您的账单 3 日到期，请按时还款。")
        assert {item.receiver for item in await items_of(world, person)} == {Receiver.UNKNOWN}


class TestDeletion:
    """Whatever goes takes its bytes along, from the disk too."""

    @pytest.mark.parametrize("way", ["case", "all", "expiry"])
    async def test_no_file_is_left(self, world: World, way: str) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), picture(MESSAGE, name="2"))
        await world.reads()
        assert len(await on_disk(world)) == 2
        if way == "case":
            await person.presses("删掉")
            await person.says("/delete yes")
        elif way == "all":
            await person.says("/delete_all yes")
        else:
            await world.passes(hours=25)
        await world.passes(seconds=2)
        assert await on_disk(world) == frozenset()
        assert not {"originals", "readings", "removals"} & await world.rows()

    async def test_deleting_while_it_is_being_read_leaves_nothing(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(*(picture(MESSAGE, name=str(n)) for n in range(3)))
        while fetch := await fetching.next_fetch(world.deps):
            await fetching.fetched(world.deps, fetch, picture(MESSAGE).data)
        await person.says("/delete_all yes")
        await world.reads()
        assert await on_disk(world) == frozenset()
        assert await world.rows() == {"inbox"}

    async def test_what_is_fetched_after_the_case_went_is_thrown_away(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        fetch = await fetching.next_fetch(world.deps)
        assert fetch is not None
        await person.says("/delete_all yes")
        await fetching.fetched(world.deps, fetch, picture(MESSAGE).data)
        assert await on_disk(world) == frozenset()

    async def test_with_answer_only_the_picture_goes_with_the_answer(self, world: World) -> None:
        person = world.person("借款人")
        await person.says("/answer_only on")
        await person.sends_pictures(picture(MESSAGE))
        assert (await items_of(world, person))[0].file is not None
        await world.reads()
        person.sees("疑似")
        (item,) = await items_of(world, person)
        assert (item.text, item.file, item.sender) == ("", None, None)
        assert await on_disk(world) == frozenset()
        assert not {"originals", "readings", "removals"} & await world.rows()

    async def test_with_answer_only_a_recording_is_not_even_fetched(self, world: World) -> None:
        person = world.person("借款人")
        await person.says("/answer_only on")
        await person.uploads(AUDIO, MediaKind.AUDIO)
        await world.reads()
        assert (await on_disk(world), await world.rows() & {"readings"}) == (frozenset(), set())

    async def test_an_orphan_of_a_dead_process_is_swept_away_at_the_start_and_nothing_else(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        await world.reads()
        kept = await on_disk(world)
        await world.deps.vault.write("orphan", b"x")
        assert await sweep(world.deps) == 1
        assert await on_disk(world) == kept


class TestLimits:
    """Above the limits files are declined kindly, and text works as before."""

    async def test_over_her_quota_files_are_declined_once_and_text_still_works(self, world: World) -> None:
        limit(world, Room(quota=5000))
        person = world.person("借款人")
        await person.sends_pictures(*(replace(picture(MESSAGE), data=bytes(2000)) for _ in range(5)))
        person.sees("没收", "文字照样发")
        assert answers(person) == 2
        assert len(await items_of(world, person)) == 2
        await person.forwards(MESSAGE, sender=NUMBER)
        person.sees("疑似")

    async def test_on_a_full_disk_the_file_is_declined_and_its_caption_is_answered(self, world: World) -> None:
        limit(world, Room(used_percent=lambda: 80.0))
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE), caption=MESSAGE)
        person.sees("放不下文件", "疑似")
        (item,) = await items_of(world, person)
        assert (item.text, item.file) == (MESSAGE, None)

    async def test_a_file_that_is_larger_than_it_said_is_not_kept(self, world: World) -> None:
        person = world.person("借款人")
        await person.sends_pictures(picture(MESSAGE))
        fetch = await fetching.next_fetch(world.deps)
        assert fetch is not None
        await fetching.fetched(world.deps, fetch, bytes(20 * 1024 * 1024 + 1))
        await world.reads()
        person.sees("没读出来")
        assert await on_disk(world) == frozenset()

    async def test_over_20_mb_it_is_said_how_to_get_under_it(self, world: World) -> None:
        person = world.person("某人")
        await person.pastes("你好")
        video = {"file_id": "f", "file_unique_id": "u", "file_size": 21 * 1024 * 1024, "width": 1, "height": 1}
        person._act()
        await world.queue.put(update(world, person, {"video": video | {"duration": 9}}))
        await world.lanes.idle()
        person.sees("20 MB", "压缩", "截成几张", "剪成几段")
        assert await world.cases_of(person) == ()

    @pytest.mark.parametrize(
        ("content", "word"),
        [
            ({"dice": {"emoji": "🎲", "value": 3}}, "骰子"),
            ({"game": {"title": "g", "description": "d", "photo": []}}, "游戏"),
            ({"story": {"id": 1, "chat": {"id": 5, "type": "private"}}}, "动态"),
            (
                {
                    "animation": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1},
                    "document": {"file_id": "f", "file_unique_id": "u"},
                },
                "动图",
            ),
        ],
    )
    async def test_what_is_no_evidence_gets_a_helpful_answer(
        self, world: World, content: dict[str, object], word: str
    ) -> None:
        person = world.person("某人")
        await person.pastes("你好")
        person._act()
        await world.queue.put(update(world, person, content))
        await world.lanes.idle()
        person.sees(word, "截")
        assert await world.cases_of(person) == ()


class TestOtherFiles:
    """What is not read is kept whole, and an export is offered."""

    async def test_a_recording_is_kept_whole_and_its_words_are_asked_for(self, world: World) -> None:
        person = world.person("借款人")
        await person.uploads(AUDIO, MediaKind.AUDIO)
        person.sees("听不了", "最要紧的一句")
        person.never_saw("正在看")
        await world.reads()
        (original,) = await originals.of_case(world.deps.store, await only_case(world, person))
        assert (original.size, original.sha256) == (len(AUDIO.data), hashlib.sha256(AUDIO.data).hexdigest())
        assert reader(world).seen == []

    async def test_an_export_is_shown_by_sender_and_kept_only_when_picked(self, world: World) -> None:
        person = world.person("借款人")
        lines = f"时间,号码,类型,内容\n2026-11-20 21:30,{NUMBER},收到,{MESSAGE}\n2026-11-20 22:30,{NUMBER},收到,还钱\n"
        await person.uploads(Upload("短信.csv", lines.encode(), "text/csv"), MediaKind.DOCUMENT)
        await world.reads()
        assert any(NUMBER in button for button in person.buttons())
        assert [item.text for item in await items_of(world, person)] == [""]
        await person.presses("这些都要")
        assert sorted(item.text for item in await items_of(world, person)) == ["", MESSAGE, "还钱"]

    async def test_a_file_of_any_other_kind_is_kept_and_the_words_are_asked_for(self, world: World) -> None:
        person = world.person("借款人")
        await person.uploads(Upload("协议.pdf", b"%PDF-1.7" + bytes(100), "application/pdf"), MediaKind.DOCUMENT)
        await world.reads()
        person.sees("读不了", "打出要紧的字")
        assert len(await on_disk(world)) == 1


async def trouble(world: World, chance: random.Random) -> None:
    """What may come between two messages: nothing, time, a look of the clock, a process that dies at its work."""
    match chance.choice(["nothing", "time", "tick", "dies fetching", "dies reading", "comes back"]):
        case "time":
            world.clock.advance(seconds=chance.choice([0.5, 2, 3]))
        case "tick":
            await world.passes(seconds=1)
        case "dies fetching":
            await fetching.next_fetch(world.deps)
        case "dies reading":
            now = world.clock.now()
            await readings.claim(world.deps.store, ReadingState.FETCHED, now=now, until=now + CLAIM)
        case "comes back":
            await reading_jobs.start(world.deps)


def limit(world: World, room: Room) -> None:
    """Another limit than the usual one."""
    object.__setattr__(world.deps, "room", room)
