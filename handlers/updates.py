"""One handler per kind of update; each reads it, runs its use case, and sends what came of it."""

import logging

from telegram import ChatMember, Update
from telegram.error import BadRequest, NetworkError
from telegram.ext import ApplicationHandlerStop

from cases import intake, sending, turn, verbs
from handlers import inbound, outbound
from handlers.context import Context
from model.incoming import Author, Command, Incoming, Tap

logger = logging.getLogger(__name__)


async def refuse_strangers(update: Update, context: Context) -> None:
    """Groups, channels and other bots are refused in silence: an answer there would betray somebody."""
    if inbound.author_of(update) is None:
        kind = update.effective_chat.type if update.effective_chat else "none"
        logger.info("refused an update: chat type %s", kind)
        await turn.refuse(context.deps, update.update_id)
        raise ApplicationHandlerStop


async def on_message(update: Update, context: Context) -> None:
    """A message, an edited message or a command of a person."""
    author, given = _read(update)
    match given:
        case Incoming():
            await intake.receive(context.deps, given)
        case Command():
            await verbs.command(context.deps, given)
        case _:
            await turn.refuse(context.deps, update.update_id)
    await answer(context, author)


async def on_press(update: Update, context: Context) -> None:
    """A pressed button: the spinner ends at once, the answer follows."""
    author, given = _read(update)
    if not isinstance(given, Tap):
        await turn.refuse(context.deps, update.update_id)
        return
    notice = await verbs.press(context.deps, given)
    person = await sending.person_of(context.deps, author.telegram_id)
    text = context.bot_data.templates.render_notice(notice, person.locale) if notice and person else None
    try:
        await context.bot.answer_callback_query(given.query_id, text)
    except (BadRequest, NetworkError):
        logger.info("a press could not be acknowledged: too old, or no network")
    await answer(context, author)


async def on_membership(update: Update, context: Context) -> None:
    """The person blocked the bot or let it in again."""
    author, _ = _read(update)
    change = update.my_chat_member
    left = change is not None and change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    await sending.record_membership(context.deps, author.telegram_id, blocked=left)
    await turn.refuse(context.deps, update.update_id)


async def ignore(update: Update, context: Context) -> None:
    """Any other kind of update: nothing to answer, nothing to keep."""
    logger.info("ignored an update of another kind")
    await turn.refuse(context.deps, update.update_id)


async def answer(context: Context, author: Author) -> None:
    """Send what is due to the person who just wrote."""
    person = await sending.person_of(context.deps, author.telegram_id)
    if person is not None:
        await outbound.flush(context.bot_data, context.bot, person)


def _read(update: Update) -> tuple[Author, Incoming | Command | Tap | None]:
    author = inbound.author_of(update)
    if author is None:
        raise ApplicationHandlerStop
    return author, inbound.read(update, author)
