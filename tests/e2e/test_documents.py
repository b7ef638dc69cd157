"""A letter as a file: for print, for Word and as plain text; taken back with it, sent again, and never named by its case."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from cases.verbs import Press, encode
from db import letters
from evidence.documents import MOST_CHARACTERS
from evidence.slot import Slot
from model.letter import Paragraphs, Written
from sandbox.errors import ApiError
from sandbox.records import MediaKind, Message
from tests.driver import Person, World
from tests.evidence.papers import characters, page_count

ABUSE = "闪银的钱你打算赖到什么时候？烂婊子，出来卖都没人要，欠钱不还全家不要脸。"
OUT_OF_ORDER = ApiError(502, "Bad Gateway")


async def handed_out(world: World, language: str = "zh-hans") -> Person:
    """Somebody who has the first letter of her case in hand."""
    person = world.person("借款人", language)
    await person.forwards(ABUSE, sender="13000000001")
    await person.says("/role borrower")
    await person.says("/keep")
    await hands_out(person)
    return person


async def hands_out(person: Person) -> None:
    """The letter leaves; where it is asked first whether it is true, that is confirmed."""
    await person.says("/letter_out lender_first")
    asked = [b.data for row in person.last().keyboard for b in row if b.data and "|letter_out|" in b.data]
    for data in asked[:1]:
        await person.presses_data(person.last(), data)


def files(person: Person) -> list[Message]:
    """The files that the bot sent and that are still in the chat."""
    return [m for m in person.phone.messages() if m.by_bot and m.attachment]


def content(world: World, message: Message) -> bytes:
    assert message.attachment is not None
    assert message.attachment.kind is MediaKind.DOCUMENT
    return world.sandbox.download(message.attachment.file.path)


def name(message: Message) -> str | None:
    return message.attachment.file.name if message.attachment else None


async def the_letter(world: World, person: Person) -> Written:
    (case,) = await world.cases_of(person)
    (frozen,) = await letters.of_case(world.deps.store, case)
    return frozen.written


async def test_a_letter_is_taken_along_for_print_word_for_word_under_a_name_that_tells_nothing(world: World) -> None:
    person = await handed_out(world)
    await person.presses("PDF")
    (sent,) = files(person)
    assert name(sent) == "材料.pdf"
    data = content(world, sent)
    assert data.startswith(b"%PDF-")
    assert page_count(data) in (1, 2)
    assert set((await the_letter(world, person)).text) - set("\n") <= characters(data)
    assert "第 1 封信的文件" in sent.body.text
    assert "每句都要属实" in sent.body.text


async def test_the_file_for_word_holds_every_sentence_and_names_nobody(world: World) -> None:
    person = await handed_out(world)
    await person.presses("Word")
    (sent,) = files(person)
    assert name(sent) == "材料.docx"
    data = content(world, sent)
    told = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    written = await the_letter(world, person)
    for part in written.parts:
        for line in part.lines:
            if not line.startswith("签名"):
                assert line in told
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "借款人" not in core


async def test_the_plain_text_opens_on_any_machine_and_its_buttons_lead_to_the_other_files(world: World) -> None:
    person = await handed_out(world)
    await person.presses("纯文本")
    assert name(files(person)[-1]) == "材料.txt"
    told = content(world, files(person)[-1]).decode("utf-8-sig")
    assert "请核查是否贵机构或所委托机构所发" in told
    assert told.count("未委托任何人代理") == 1
    await person.presses("Word")
    assert [name(one) for one in files(person)] == ["材料.txt", "材料.docx"]


@pytest.mark.parametrize(("language", "said"), [("en", "Letter 1 as a file"), ("zh-hant", "第 1 封信的檔案")])
async def test_the_words_under_a_file_are_in_the_language_of_the_person_the_file_is_not(
    world: World, language: str, said: str
) -> None:
    person = await handed_out(world, language)
    await person.says("/take")
    (sent,) = files(person)
    assert said in sent.body.text
    assert "请核查" in (await the_letter(world, person)).text
    assert set("请核查") <= characters(content(world, sent))


async def test_the_same_file_asked_for_again_takes_the_place_of_the_older_one(world: World) -> None:
    person = await handed_out(world)
    await person.says("/take pdf:1")
    await person.says("/take pdf:1")
    assert len(files(person)) == 1


async def test_a_letter_that_is_taken_back_takes_its_files_with_it(world: World) -> None:
    person = await handed_out(world)
    await person.says("/take pdf")
    await person.says("/take word")
    assert len(files(person)) == 2
    await person.says("/letter_back 1")
    assert files(person) == []
    await person.says("/take")
    person.sees("不在这里了")


async def test_a_case_that_is_deleted_takes_the_files_out_of_the_chat(world: World) -> None:
    person = await handed_out(world)
    await person.says("/take")
    await person.says("/delete yes")
    assert files(person) == []


async def test_a_file_that_the_server_would_not_take_yet_comes_later_and_once(world: World) -> None:
    person = await handed_out(world)
    world.sandbox.refuse_next(OUT_OF_ORDER, method="sendDocument")
    await person.says("/take")
    assert files(person) == []
    await world.passes(seconds=4)
    assert len(files(person)) == 1
    await world.passes(seconds=60)
    assert len(files(person)) == 1


async def test_a_letter_that_is_taken_back_while_its_file_waits_is_never_sent(world: World) -> None:
    person = await handed_out(world)
    world.sandbox.refuse_next(OUT_OF_ORDER, method="sendDocument")
    await person.says("/take")
    await person.says("/letter_back 1")
    await world.passes(seconds=60)
    assert files(person) == []
    person.sees("收回")


async def test_a_file_waits_where_the_machine_has_no_place_for_it(world: World) -> None:
    person = await handed_out(world)
    data = world.app.bot_data
    world.app.bot_data = replace(data, deps=replace(data.deps, slot=Slot(waiting=0)))
    await person.says("/take")
    assert files(person) == []
    world.app.bot_data = data
    await world.passes(seconds=5)
    assert len(files(person)) == 1


async def test_what_cannot_be_made_a_file_of_is_said_and_the_letter_is_still_there(world: World) -> None:
    person = await handed_out(world)
    (case,) = await world.cases_of(person)
    endless = Written("police", "某函", "", (Paragraphs("story", "", ("字" * MOST_CHARACTERS,)),))
    deps = world.deps
    await letters.freeze(deps.store, case, id=deps.new_id(), written=endless, digests={}, at=deps.now())
    await person.says("/take text:2")
    person.sees("这次没做成文件", "信还在")
    assert files(person) == []


async def test_a_character_that_cannot_be_printed_is_told_of_under_the_file(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(ABUSE, sender="13000000001")
    await person.says("/role borrower")
    await person.says("/keep")
    await person.says("/facts name")
    await person.pastes("王𠮷")
    await hands_out(person)
    await person.says("/take pdf")
    person.sees("有 1 个字印不出来")
    await person.says("/take word")
    assert "印不出来" not in person.news()


@pytest.mark.parametrize("argument", ["exe:1", "pdf:x", "pdf:-1", "pdf:２"])
async def test_a_file_that_means_nothing_is_not_understood(world: World, argument: str) -> None:
    person = await handed_out(world)
    await person.says(f"/take {argument}")
    person.sees("没看懂")
    assert files(person) == []


async def test_nobody_gets_the_file_of_somebody_elses_letter(world: World) -> None:
    owner = await handed_out(world)
    (case,) = await world.cases_of(owner)
    stranger = world.person("别人")
    await stranger.says("/help")
    await stranger.presses_data(stranger.last(), encode(Press("take", case.id, "pdf:1")), forged=True)
    assert files(stranger) == []
    stranger.sees("不在这里了")
