"""Replies out: rendered in the person's language, sent or edited, and what Telegram answers to that."""

import logging
from datetime import timedelta
from typing import Final

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from cases import attachments, conduct, documents, sending
from cases.documents import BusyError, DocumentError, TooSlowError
from cases.turn import WITHDRAW
from cases.verbs import Press, encode
from handlers.context import BotData
from model.attached import Attached
from model.case import Person
from model.errors import DataError, GoneError
from model.reply import Notice, Reply
from templates import Rendered, RenderedButton

logger = logging.getLogger(__name__)

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
# What stands in a calendar that others may see.
_TITLE: Final = Notice("notice/calendar_title")
# What one call of deleteMessages takes (https://core.telegram.org/bots/api#deletemessages).
_WITHDRAWN_AT_ONCE: Final = 100
# How often a file is tried that took too long: the machine may have been busy with something else.
_MAKING_ATTEMPTS: Final = 3


async def flush(data: BotData, bot: Bot, person: Person) -> None:
    """Send what is due to one person, in order; stop at the first thing that has to wait."""
    for outgoing in await sending.due(data.deps, person):
        if not await _deliver(data, bot, person, outgoing):
            return


async def _deliver(data: BotData, bot: Bot, person: Person, outgoing: sending.Outgoing) -> bool:
    try:
        message_id = await _send(data, bot, person, outgoing)
    except Forbidden:
        await sending.record_blocked(data.deps, person, outgoing)
        return False
    except RetryAfter as error:
        await sending.record_failure(data.deps, outgoing, wait=_pause(error))
        return False
    except BadRequest as error:
        # Telegram's text names the field, never the content.
        logger.error("a reply was refused: template %s: %s", outgoing.reply.template, error.message)  # noqa: TRY400
        await sending.record_refused(data.deps, outgoing)
        return True
    except DataError as error:
        logger.error("a reply could not be worded: %s", error)  # noqa: TRY400 - names the template, never the content
        await sending.record_refused(data.deps, outgoing)
        return True
    except GoneError:
        # What was to be sent was deleted or taken back while it waited.
        await sending.record_refused(data.deps, outgoing)
        return True
    except (NetworkError, BusyError, TooSlowError):
        await sending.record_failure(data.deps, outgoing)
        return False
    await sending.record_sent(data.deps, person, outgoing, message_id)
    return True


def _pause(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


async def _send(data: BotData, bot: Bot, person: Person, outgoing: sending.Outgoing) -> int | None:
    reply = outgoing.reply
    if reply.template == WITHDRAW:
        await _withdraw(bot, person, reply)
        return None
    rendered = data.templates.render(reply, person.locale)
    if (picture := await conduct.picture_of(data.deps, person, reply)) is not None:
        return await _send_picture(bot, person, reply, rendered, picture)
    try:
        file = await _file(data, person, outgoing)
    except DocumentError as error:
        logger.error("a file could not be made: %s", error)  # noqa: TRY400 - never holds what was to be printed
        file, reply = None, documents.instead(reply)
        rendered = data.templates.render(reply, person.locale)
    before = await sending.message_in_slot(data.deps, person, outgoing)
    if file is not None:
        return await _send_file(bot, person, reply, rendered, file, before)
    if before is not None and await _edit(bot, person, before, reply, rendered):
        return before
    message = await bot.send_message(
        person.chat_id,
        speakable(rendered.text),
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(reply, rendered),
        link_preview_options=_NO_PREVIEW,
        disable_notification=reply.unasked,
    )
    return message.message_id


async def _send_picture(bot: Bot, person: Person, reply: Reply, rendered: Rendered, picture: bytes) -> int:
    """The picture with the text under it, which says the same in words."""
    message = await bot.send_photo(
        person.chat_id,
        picture,
        filename=f"{reply.picture}.png",
        caption=speakable(rendered.text),
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(reply, rendered),
        disable_notification=reply.unasked,
    )
    return message.message_id


async def _file(data: BotData, person: Person, outgoing: sending.Outgoing) -> Attached | None:
    if outgoing.reply.attachment is None:
        return None
    title = data.templates.render_notice(_TITLE, person.locale)
    try:
        return await attachments.file_of(data.deps, person, outgoing.reply, title)
    except TooSlowError as error:
        if outgoing.attempts + 1 < _MAKING_ATTEMPTS:
            raise
        raise DocumentError("it took too long") from error


async def _send_file(
    bot: Bot, person: Person, reply: Reply, rendered: Rendered, file: Attached, before: int | None
) -> int:
    """A file with the text under it. A file cannot be edited: the one that was sent before goes first, so that a failure
    in between leaves one file at most."""
    if before is not None:
        await _delete(bot, person, [before])
    message = await bot.send_document(
        person.chat_id,
        file.content,
        filename=file.name,
        caption=speakable(rendered.text),
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(reply, rendered),
        disable_notification=reply.unasked,
        disable_content_type_detection=True,
    )
    return message.message_id


async def _edit(bot: Bot, person: Person, message_id: int, reply: Reply, rendered: Rendered) -> bool:
    """Replace a message. False when it is no longer there to be replaced."""
    try:
        edited = await bot.edit_message_text(
            speakable(rendered.text),
            chat_id=person.chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(reply, rendered),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return isinstance(edited, Message)


async def _withdraw(bot: Bot, person: Person, reply: Reply) -> None:
    """Take messages out of the chat; those that are too old or already gone stay as they are."""
    listed = reply.params["ids"]
    ids = [i for i in listed if isinstance(i, int)] if isinstance(listed, list) else []
    await _delete(bot, person, ids)


async def _delete(bot: Bot, person: Person, ids: list[int]) -> None:
    for start in range(0, len(ids), _WITHDRAWN_AT_ONCE):
        try:
            await bot.delete_messages(person.chat_id, ids[start : start + _WITHDRAWN_AT_ONCE])
        except BadRequest:
            logger.info("some messages could not be withdrawn")


def _keyboard(reply: Reply, rendered: Rendered) -> InlineKeyboardMarkup | None:
    rows = [[_button(reply, button) for button in row] for row in rendered.rows]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(reply: Reply, button: RenderedButton) -> InlineKeyboardButton:
    if button.copy is not None:
        return InlineKeyboardButton(button.text, copy_text=CopyTextButton(speakable(button.copy)))
    data = encode(Press(button.verb, reply.case_id or "", button.argument))
    return InlineKeyboardButton(button.text, callback_data=data)


def speakable(text: str) -> str:
    """The text with broken surrogates replaced: what cannot be written as UTF-8 cannot be sent."""
    return text.encode("utf-8", errors="replace").decode()
