"""Telegram: updates in, messages out. No rules, no SQL, no wording."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, TypeHandler, filters

from handlers import errors, updates
from handlers.context import App

__all__ = ["register"]


def register(app: App) -> None:
    """Every handler, in order. Strangers are refused before anything else looks at the update."""
    app.add_handler(TypeHandler(Update, updates.refuse_strangers), group=-1)
    app.add_handler(CallbackQueryHandler(updates.on_press))
    app.add_handler(MessageHandler(filters.ALL, updates.on_message))
    app.add_handler(ChatMemberHandler(updates.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    # Last: whatever none of the others takes.
    app.add_handler(TypeHandler(Update, updates.ignore))
    app.add_error_handler(errors.on_error)
