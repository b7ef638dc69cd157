"""Recordings: kept whole, their length told, their words typed by the person or written down by a machine."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import dialogs, events, items, originals, readings
from model.case import Case, EventKind, Item, ValueSource
from model.dialog import DialogState
from model.original import ReadingState
from sandbox.records import MediaKind
from tests.driver import Person, World
from tests.fakes.listener import FakeListener, recording

WORDS = "今晚不还钱弄死你，你全家都别想好过"


async def kept(world: World, person: Person) -> tuple[Case, tuple[Item, ...]]:
    """The first case, and the items of all cases."""
    every = await world.cases_of(person)
    return every[0], tuple([item for case in every for item in await items.of_case(world.deps.store, case)])


def hearing(world: World, *, writes_down: bool) -> FakeListener:
    """The bot with another listener."""
    listener = FakeListener(writes_down=writes_down)
    object.__setattr__(world.deps, "listener", listener)
    return listener


async def handed_in(world: World, *, writes_down: bool = False, words: str = WORDS, silent: bool = False) -> Person:
    hearing(world, writes_down=writes_down)
    person = world.person("借款人")
    await person.uploads(recording(words, silent=silent), MediaKind.VOICE)
    await world.reads()
    return person


async def test_its_length_is_told_and_kept_and_the_words_are_asked_for(world: World) -> None:
    person = await handed_in(world)
    person.sees("存下来了", "0:42", "打出要紧的那几句")
    case, (item,) = await kept(world, person)
    (original,) = await originals.of_case(world.deps.store, case)
    assert (original.format, original.duration_s, item.text) == ("ogg/opus", 42.0, "")


async def test_the_next_text_is_kept_as_what_she_says_is_in_it(world: World) -> None:
    person = await handed_in(world)
    await person.pastes(WORDS)
    person.sees("疑似", "威胁")
    case, (item,) = await kept(world, person)
    assert (item.text, item.text_source, item.confirmed) == (WORDS, ValueSource.CLAIMED, True)
    assert await originals.read(world.deps.store, world.deps.vault, case, item.id) == recording(WORDS).data


async def test_after_not_now_or_half_an_hour_the_next_text_is_something_new(world: World) -> None:
    person = await handed_in(world)
    await person.presses("先不打")
    person.sees("录音留着")
    await person.pastes(WORDS)
    _, every = await kept(world, person)
    assert [item.text for item in every] == ["", WORDS]


async def test_half_an_hour_later_the_next_text_is_something_new(world: World) -> None:
    person = await handed_in(world)
    world.clock.advance(seconds=timedelta(minutes=31).total_seconds())
    await person.pastes(WORDS)
    _, every = await kept(world, person)
    assert [item.text for item in every] == ["", WORDS]


async def test_a_question_that_is_open_is_not_talked_over(world: World) -> None:
    hearing(world, writes_down=False)
    person = world.person("借款人")
    await person.uploads(recording(WORDS), MediaKind.VOICE)
    asked = await dialogs.get(world.deps.store, (await kept(world, person))[0].person_id)
    await dialogs.save(world.deps.store, replace(asked, state=DialogState.ASKED_SENDER))
    await world.reads()
    person.sees("存下来了", "点“打出要紧的字”")
    now = await dialogs.get(world.deps.store, (await kept(world, person))[0].person_id)
    assert now.state is DialogState.ASKED_SENDER


async def test_a_forward_after_a_recording_is_evidence_of_its_own(world: World) -> None:
    person = await handed_in(world)
    await person.forwards(WORDS)
    _, every = await kept(world, person)
    assert [(item.text, item.text_source) for item in every] == [("", None), (WORDS, None)]


async def test_one_that_cannot_be_opened_is_kept_all_the_same(world: World) -> None:
    hearing(world, writes_down=True)
    person = world.person("借款人")
    broken = recording(WORDS)
    await person.uploads(type(broken)("x.ogg", b"OggS" + bytes(300), "audio/ogg"), MediaKind.AUDIO)
    await world.reads()
    person.sees("存下来了", "打出要紧的那几句")
    case, _ = await kept(world, person)
    (original,) = await originals.of_case(world.deps.store, case)
    assert (original.size, original.duration_s) == (304, None)


async def test_a_silent_film_is_said_to_be_silent_and_not_written_down(world: World) -> None:
    person = await handed_in(world, writes_down=True, silent=True)
    person.sees("没有声音")


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.AUDIO, MediaKind.VIDEO, MediaKind.DOCUMENT])
async def test_with_a_model_it_is_written_down_and_marked_as_machine_text(world: World, kind: MediaKind) -> None:
    hearing(world, writes_down=True)
    person = world.person("借款人")
    await person.uploads(recording(WORDS), kind)
    await world.reads()
    person.sees("0:42", "不一定对", "疑似")
    person.never_saw("弄死")
    case, (item,) = await kept(world, person)
    assert (item.text, item.text_source, item.confirmed) == (WORDS, ValueSource.PICTURE, False)
    (job,) = await readings.of_case(world.deps.store, case)
    assert job.state is ReadingState.READ
    await person.presses("看原话")
    person.sees("机器读取")


async def test_machine_text_is_confirmed_by_a_press_or_replaced_by_what_she_types(world: World) -> None:
    person = await handed_in(world, writes_down=True)
    await person.presses("这条对")
    case, (item,) = await kept(world, person)
    assert item.confirmed
    await person.presses("打出要紧的字")
    await person.pastes("今晚不还钱弄死你")
    _, (item,) = await kept(world, person)
    assert (item.text, item.text_source) == ("今晚不还钱弄死你", ValueSource.CLAIMED)
    kinds = [event.kind for event in await events.history(world.deps.store, case)]
    assert kinds.count(EventKind.ITEM_READ) == 2


async def test_a_model_that_hears_nothing_leads_to_the_words_being_asked_for(world: World) -> None:
    person = await handed_in(world, writes_down=True, words="")
    person.sees("存下来了", "打出要紧的那几句")
    await person.pastes(WORDS)
    _, (item,) = await kept(world, person)
    assert item.text_source is ValueSource.CLAIMED


async def test_despair_in_a_recording_is_answered_first(world: World) -> None:
    person = await handed_in(world, writes_down=True, words="我不想活了，真的撑不下去了")
    person.sees("12356")


async def test_the_dialog_waits_for_the_words_of_the_newest_recording(world: World) -> None:
    hearing(world, writes_down=False)
    person = world.person("借款人")
    await person.uploads(recording(WORDS, name="1"), MediaKind.VOICE)
    await person.uploads(recording(WORDS, name="2"), MediaKind.VOICE)
    await world.reads()
    await person.pastes(WORDS)
    _, every = await kept(world, person)
    assert [item.text for item in every] == ["", WORDS]
