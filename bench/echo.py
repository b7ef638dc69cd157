"""The yardstick for answers: the barest bot that PTB can make. Run as `python -m bench.echo API_URL TOKEN`."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(api_url: str, token: str) -> None:
    """Poll until killed."""
    app = Application.builder().token(token).base_url(f"{api_url}/bot").job_queue(None).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling(drop_pending_updates=False)


if __name__ == "__main__":
    main(*sys.argv[1:3])
