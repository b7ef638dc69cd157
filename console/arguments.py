"""The arguments of `python bot.py`."""

import argparse
from pathlib import Path

from console import importing
from console.directory import add_to
from console.settings import EXPECTED


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; `run` is what happens without a command."""
    made = argparse.ArgumentParser(
        prog="bot.py",
        description="Undun · 止扰: answers forwarded debt-collection messages and carries the complaint upward.",
        epilog="settings (environment or .env):\n" + "\n".join(f"  {n:<17} {e}" for n, e in EXPECTED.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run the bot (the default): with BOT_TOKEN on Telegram, without one in the sandbox")
    commands.add_parser("sandbox", help="run only the sandbox, a local stand-in for Telegram with a chat page")
    classify = commands.add_parser("classify", help="classify texts, one a line, into one line of JSON each")
    classify.add_argument("file", nargs="?", type=Path, metavar="FILE", help="read this file, not standard input")
    add_to(commands)
    importing.add_to(commands)
    made.set_defaults(command="run")
    return made
