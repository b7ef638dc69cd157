"""Logs without content and without the token, whoever writes them."""

import logging
import re
from collections.abc import Mapping
from typing import Final

_TOKEN: Final = re.compile(r"\d{5,}:[A-Za-z0-9_-]{5,}")
# PTB and httpx write whole requests at these levels.
_QUIET: Final[Mapping[str, int]] = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.ext.Updater": logging.ERROR,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "tornado.access": logging.ERROR,
    "jieba": logging.WARNING,
}


class Scrubbing(logging.Formatter):
    """Formats a record and then removes every token from what came out, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, or several with a traceback, with tokens replaced."""
        return _TOKEN.sub("<token>", super().format(record))


def configure(level: str) -> None:
    """Log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Scrubbing("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
