"""A contact that was wrong is taken back: whoever kept a case and was shown it hears of it once, by day, neutrally."""

import asyncio
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import directory as rooms
from cases import sending
from cases.recall import Report, recall
from console.directory import recall as command
from db import Store, answers, open_database, outbox, people, shown
from directory import Directory
from directory.tables import DATA
from model.errors import DataError
from model.shown import Entry, EntryKind
from tests.db import made
from tests.driver import Person, World

MESSAGE = "【招联金融】欠钱不还，臭不要脸的东西，今晚不还钱弄死你"
LENDER, LINE, NEW_LINE = "zhaolian_xf", "95786", "0755-95786"
BETRAYING = ("催收", "欠", "债", "还款", "疑似", "贷", "招联", LINE, NEW_LINE)
Correct = Callable[..., Directory]


@pytest.fixture
def correct(tmp_path: Path) -> Correct:
    """A directory with one text of one shipped record replaced by an operator, and checked on a later day."""

    def edit(old: str, new: str, name: str = f"platforms/{LENDER}.yaml") -> Directory:
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (DATA / name).read_text()
        assert old in text
        head, _, tail = text.replace(old, new, 1).rpartition('checked_on: "2026-11-21"')
        path.write_text(f'{head}checked_on: "2026-11-22"{tail}')
        return rooms.load(local=tmp_path / "own")

    return edit


@pytest.fixture
def corrected(correct: Correct) -> Directory:
    return correct(f'number: "{LINE}"', f'number: "{NEW_LINE}"')


def restarts(world: World, facts: Directory) -> None:
    """The bot starts anew over other files."""
    object.__setattr__(world.app.bot_data, "deps", replace(world.deps, directory=facts))


async def asks(world: World, facts: Directory, record_id: str = LENDER, *, send: bool = True) -> Report:
    """An operator runs the command, in a process of its own."""
    return await recall(replace(world.deps, directory=facts), record_id, send=send)


async def keeps(world: World, name: str = "借款人", language: str = "zh-hans") -> Person:
    """Somebody with a kept case whose card showed the line of the lender."""
    person = world.person(name, language)
    await person.forwards(MESSAGE, sender="13000000001")
    await person.presses("存下来" if language == "zh-hans" else "Keep")
    return person


async def morning(world: World) -> None:
    await world.passes(hours=9, minutes=30)


def news(person: Person) -> int:
    return person.chat_length()


async def test_who_was_shown_it_hears_of_it_once_in_the_morning_and_sees_old_and_new(
    world: World, corrected: Directory
) -> None:
    person = await keeps(world)
    before = news(person)
    person._act()
    assert await asks(world, corrected) == Report(True, seen=1, wrong=1, told=1)
    await world.tick()
    assert news(person) == before
    await morning(world)
    assert news(person) == before + 1
    assert not any(word in person.news() for word in BETRAYING)
    restarts(world, corrected)
    await person.presses("打开")
    person.sees("招联", LINE, NEW_LINE, "2026-11-22", "旧的", "新的")
    for _ in range(2):
        assert await asks(world, corrected) == Report(True, seen=1, wrong=1, before=1)
    before = news(person)
    await world.passes(hours=24)
    assert news(person) == before


async def test_two_commands_at_once_tell_nobody_twice(world: World, corrected: Directory, database_url: str) -> None:
    people_ = [await keeps(world, f"第{number}个") for number in range(3)]
    async with made.closing(open_database(database_url)) as other:
        deps = replace(world.deps, directory=corrected)
        beside = replace(deps, store=Store(other, deps.store.seal))
        reports = await asyncio.gather(*(recall(d, LENDER, send=True) for d in (deps, beside, beside, deps)))
    assert sum(report.told for report in reports) == len(people_)
    before = [news(person) for person in people_]
    await morning(world)
    await morning(world)
    assert [news(person) for person in people_] == [count + 1 for count in before]


async def test_a_command_that_was_ended_halfway_is_simply_repeated(world: World, corrected: Directory) -> None:
    people_ = [await keeps(world, f"第{number}个") for number in range(2)]
    left = iter(["r1", "o1", "a1"])
    with pytest.raises(RuntimeError, match="StopIteration"):
        await recall(replace(world.deps, directory=corrected, new_id=left.__next__), LENDER, send=True)
    report = await asks(world, corrected)
    assert (report.before, report.told) == (1, 1)
    before = [news(person) for person in people_]
    await morning(world)
    assert [news(person) for person in people_] == [count + 1 for count in before]


async def test_without_send_people_are_counted_and_nothing_is_written(world: World, corrected: Directory) -> None:
    await keeps(world)
    before = await world.rows()
    assert await asks(world, corrected, send=False) == Report(True, seen=1, wrong=1, told=1)
    assert await world.rows() == before
    assert (await asks(world, corrected)).told == 1


async def test_the_command_prints_numbers_of_people_and_nothing_else(world: World, corrected: Directory) -> None:
    await keeps(world)
    deps, counted = replace(world.deps, directory=corrected), f"{LENDER}: 1 with a kept case were shown it"
    expected = (
        (LENDER, False, 0, [counted, "1 of them", "1 would be told: repeat with --send"]),
        (LENDER, True, 0, [counted, "1 of them", "1 are told now"]),
        (LENDER, True, 0, [counted, "1 of them", "1 were told already", "0 are told now"]),
        ("icbc", True, 0, ["icbc: nobody with a kept case was shown it"]),
        ("nobody", True, 1, ["no record nobody"]),
    )
    for record_id, send, status, starts in expected:
        out = io.StringIO()
        assert await command(deps, record_id, out, send=send) == status
        lines = out.getvalue().splitlines()
        assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True)), lines


async def test_where_the_operators_own_file_cannot_be_used_nobody_is_told(world: World, corrected: Directory) -> None:
    await keeps(world)
    unusable = replace(corrected, set_aside=frozenset({f"platforms/{LENDER}.yaml"}))
    with pytest.raises(DataError, match=LENDER):
        await asks(world, unusable)
    assert "recalls" not in await world.rows()


async def test_where_nothing_changed_nobody_is_told(world: World, facts: Directory, correct: Correct) -> None:
    person = await keeps(world)
    more = correct("sources:", "web: www.example.org\nsources:")
    for same in (facts, more):
        assert await asks(world, same) == Report(True, seen=1)
    assert await asks(world, facts, "icbc") == Report(True)
    assert await asks(world, facts, "there_is_none") == Report(False)
    before = news(person)
    await morning(world)
    assert news(person) == before


async def test_a_draft_counts_once_it_is_kept_and_a_deleted_case_does_not(world: World, corrected: Directory) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGE, sender="13000000001")
    assert await asks(world, corrected) == Report(True)
    await person.presses("存下来")
    assert (await asks(world, corrected, send=False)).told == 1
    await asks(world, corrected)
    await person.says("/delete_all")
    await person.presses("全部删掉")
    await world.tick()
    assert not {"shown", "recalls", "cases", "people"} & await world.rows()
    assert await asks(world, corrected) == Report(True)


async def test_a_bot_that_was_not_restarted_still_shows_the_new_one(world: World, corrected: Directory) -> None:
    person = await keeps(world)
    await asks(world, corrected)
    await morning(world)
    await person.presses("打开")
    person.sees(LINE, NEW_LINE, "2026-11-22")


async def test_what_is_corrected_again_is_told_again_and_shown_as_it_is_by_then(
    world: World, corrected: Directory, correct: Correct
) -> None:
    person = await keeps(world)
    await asks(world, corrected)
    await morning(world)
    restarts(world, corrected)
    await person.presses("打开")
    again = correct(f'number: "{LINE}"', 'number: "0755-12345"')
    restarts(world, again)
    assert (await asks(world, again)).told == 1
    await world.tick()
    await person.presses("打开")
    person.sees(LINE, NEW_LINE, "0755-12345")


async def test_a_record_without_a_number_says_how_to_find_one(world: World, correct: Correct) -> None:
    person = await keeps(world)
    text = (DATA / f"platforms/{LENDER}.yaml").read_text()
    start = text.index("phone:\n")
    end = text.index("\nweb:") if "\nweb:" in text[start:] else text.index("\nsources:")
    gone = correct(text[start : end + 1], "")
    assert (await asks(world, gone)).told == 1
    await morning(world)
    await person.presses("打开")
    person.sees(LINE, "现在没有核实过的", "合同")


async def test_a_withdrawn_record_leads_to_its_successor(world: World, correct: Correct) -> None:
    person = await keeps(world)
    await person.says("/channel 12378")
    retired = correct("sources:", "superseded_by: gov_12345\nsources:", "channels/nfra_12378.yaml")
    assert (await asks(world, retired, "nfra_12378")).told == 1
    await morning(world)
    await person.presses("打开")
    person.sees("12378", "这条已撤下", "12345")


async def test_quiet_hours_hold_also_for_a_bot_that_stood_still_by_day(world: World, corrected: Directory) -> None:
    person = await keeps(world)
    world.clock.advance(hours=12)
    await asks(world, corrected)
    world.clock.advance(hours=11)
    before = news(person)
    for _ in range(3):
        await world.tick()
    assert news(person) == before
    await world.passes(hours=10, minutes=30)
    assert news(person) == before + 1


async def test_whoever_blocked_the_bot_is_counted_and_told_when_it_is_repeated(
    world: World, corrected: Directory
) -> None:
    person = await keeps(world)
    known = await people.find(world.deps.store, person.phone.id)
    assert known is not None
    await asks(world, corrected)
    await refuses_in_the_morning(world, person)
    assert await asks(world, corrected) == Report(True, seen=1, wrong=1, blocked=1)
    await people.set_blocked(world.deps.store, known.id, on=False)
    assert (await asks(world, corrected)).told == 1


async def refuses_in_the_morning(world: World, person: Person) -> None:
    known = await people.find(world.deps.store, person.phone.id)
    assert known is not None
    world.clock.advance(hours=9, minutes=30)
    (waiting,) = await outbox.due(world.deps.store, world.clock.now(), person_id=known.id)
    await sending.record_blocked(world.deps, known, waiting)


async def test_it_is_told_in_the_language_of_the_person(world: World, corrected: Directory) -> None:
    person = await keeps(world, language="en")
    await asks(world, corrected)
    await morning(world)
    await person.presses("Open")
    person.sees("Old, do not use", LINE, "New", NEW_LINE)


async def test_what_was_told_is_for_nobody_elses_eyes(world: World, corrected: Directory) -> None:
    person, other = await keeps(world), world.person("另一个人")
    await asks(world, corrected)
    await morning(world)
    message, button = person.button("打开")
    await other.says("/start")
    await other.presses_data(other.last(), button.data or "", forged=True)
    other.never_saw(LINE, NEW_LINE)
    assert message.by_bot


async def test_every_number_on_a_card_is_noted_and_nothing_of_a_crisis(world: World) -> None:
    person = await keeps(world)
    await person.presses("今晚做什么")
    await person.says("/steps")
    (case,) = await world.cases_of(person)
    rows = await shown.of_case(world.deps.store, case)
    noted = " ".join(entry.value for row in rows for entry in row.sight.entries)
    assert {LINE, "110", "10086"} <= person.numbers_seen()
    assert [number for number in person.numbers_seen() - {"13000000001"} if number not in noted] == []
    assert Entry(EntryKind.PHONE, LINE) in [replace(e, note=None) for row in rows for e in row.sight.entries]
    assert all(row.sight.checked_on == date(2026, 11, 21) for row in rows)
    before = len(rows)
    await person.says("/despair")
    assert len(await shown.of_case(world.deps.store, case)) == before


async def test_every_answer_tells_which_directory_and_which_lexicon_it_was_made_from(
    world: World, facts: Directory, corrected: Directory
) -> None:
    person = await keeps(world)
    restarts(world, corrected)
    await person.presses("今晚做什么")
    (case,) = await world.cases_of(person)
    every = await answers.of_case(world.deps.store, case)
    assert {answer.lexicon_digest for answer in every} == {world.deps.classifier.digest}
    assert [answer.template for answer in every if answer.directory_digest == facts.digest][:1] == ["card"]
    assert [answer.template for answer in every if answer.directory_digest == corrected.digest] == ["tonight"]
    sent = await world.deps.store.db.fetch("SELECT COUNT(*) AS n FROM outbox")
    noted = await world.deps.store.db.fetch("SELECT COUNT(*) AS n FROM answers")
    assert sent[0].number("n") == noted[0].number("n")
