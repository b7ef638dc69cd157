"""The library that the bot is built on, unmodified, over HTTP: as it talks to Telegram."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from sandbox.errors import too_many
from sandbox.phone import Phone
from sandbox.pictures import one_pixel
from sandbox.records import MediaKind, Upload
from sandbox.server import Server, start

TOKEN = "123:abc"
MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("下一步", callback_data="v1|go")]])


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    running = await start("127.0.0.1:0", "secret-secret", bot_token=TOKEN)
    yield running
    assert running.sandbox.misuses == []
    await running.stop()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{server.api_url}/bot", base_file_url=f"{server.api_url}/file/bot") as client:
        yield client


@pytest.fixture
def mei(server: Server) -> Phone:
    phone = server.sandbox.add_person("小梅")
    phone.start()
    return phone


async def test_it_knows_itself_and_sets_its_menu(bot: Bot) -> None:
    assert (bot.id, bot.username) == (123, "sandbox_bot")
    await bot.set_my_commands([BotCommand("start", "开始")], language_code="zh")
    assert await bot.get_my_commands(language_code="zh") == (BotCommand("start", "开始"),)
    await bot.set_my_description("a")
    await bot.set_my_short_description("a")


async def test_it_sends_edits_and_deletes(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "<b>案件</b>", parse_mode="HTML", reply_markup=MARKUP)
    edited = await bot.edit_message_text("改了", mei.id, sent.message_id)
    assert isinstance(edited, Message)
    assert (sent.text, edited.text, edited.reply_markup) == ("案件", "改了", None)
    await bot.delete_message(mei.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", mei.id, sent.message_id)
    await bot.send_chat_action(mei.id, "typing")
    assert (await bot.get_chat(mei.id)).first_name == "小梅"


async def test_it_gets_every_file_that_a_person_sends(bot: Bot, mei: Phone) -> None:
    mei.uploads([Upload("a.png", one_pixel(), "image/png")] * 2, MediaKind.PHOTO, "看")
    mei.uploads([Upload("a.zip", b"PK", "application/zip")], MediaKind.DOCUMENT)
    messages = [update.message for update in await bot.get_updates(timeout=0)][1:]
    photo, document = messages[0], messages[2]
    assert photo is not None
    assert document is not None
    assert document.document is not None
    for file_id, data in ((photo.photo[-1].file_id, one_pixel()), (document.document.file_id, b"PK")):
        file = await bot.get_file(file_id)
        assert bytes(await file.download_as_bytearray()) == data


async def test_it_uploads_documents_photos_and_albums(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_document(mei.id, b"PK\x03", filename="证据包.zip", caption="<i>a</i>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size, sent.caption) == ("证据包.zip", 3, "a")
    assert (await bot.send_document(mei.id, sent.document.file_id)).document == sent.document
    await bot.send_photo(mei.id, one_pixel())
    album = await bot.send_media_group(mei.id, [InputMediaPhoto(one_pixel(), "一"), InputMediaPhoto(one_pixel())])
    assert len({message.media_group_id for message in album}) == 1
    await bot.edit_message_caption(mei.id, sent.message_id, caption="b")
    assert mei.messages()[1].body.text == "b"


async def test_refusals_become_the_errors_that_a_bot_handles(
    bot: Bot, server: Server, mei: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(mei.id, "a" * 4097)
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(mei.id, "<b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "a")
    server.sandbox.refuse_next(too_many(3), method="sendMessage")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(mei.id, "a")
    assert caught.value.retry_after == timedelta(seconds=3)
    mei.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(mei.id, "a")


async def test_another_token_is_refused(server: Server) -> None:
    stranger = Bot("123:other", base_url=f"{server.api_url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said, with a button."""
    message = update.message
    assert message is not None
    await message.reply_html(f"<b>{message.text}</b>", reply_markup=MARKUP)


async def pressed(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a press and change the message."""
    query = update.callback_query
    assert query is not None
    await query.answer("好的", show_alert=True)
    await query.edit_message_text(f"按了 {query.data}")


@pytest.fixture
async def application(server: Server) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    builder = Application.builder().token(TOKEN).base_url(f"{server.api_url}/bot")
    app = builder.base_file_url(f"{server.api_url}/file/bot").build()
    app.add_handlers([MessageHandler(filters.TEXT, echo), CallbackQueryHandler(pressed)])
    async with app:
        await app.start()
        yield app
        await app.stop()


async def until(phone: Phone, text: str) -> int:
    """The id of the message of the bot that says `text`, as soon as it is there."""
    async with asyncio.timeout(5):
        while True:
            found = [message.id for message in phone.messages() if message.by_bot and message.body.text == text]
            if found:
                return found[0]
            await asyncio.sleep(0.01)


async def test_a_polling_application_talks(
    server: Server, mei: Phone, application: Application[Any, Any, Any, Any, Any, Any]
) -> None:
    assert application.updater is not None
    await application.updater.start_polling()
    mei.sends("你好")
    answer = await mei.presses(await until(mei, "你好"), "v1|go")
    assert answer is not None
    assert (answer.text, answer.show_alert) == ("好的", True)
    await until(mei, "按了 v1|go")
    await application.updater.stop()


async def test_a_webhook_application_talks(
    server: Server,
    mei: Phone,
    application: Application[Any, Any, Any, Any, Any, Any],
    unused_tcp_port: int,
) -> None:
    assert application.updater is not None
    await application.updater.start_webhook(
        "127.0.0.1",
        unused_tcp_port,
        "hook",
        webhook_url=f"http://127.0.0.1:{unused_tcp_port}/hook",
        secret_token="s3cret",
    )
    mei.sends("推送")
    await until(mei, "推送")
    await application.updater.stop()
