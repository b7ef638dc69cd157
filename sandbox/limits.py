"""The figures of the Bot API (core.telegram.org/bots/api, read as of Bot API 9), and the flood control."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from sandbox.errors import too_many

TEXT = 4096  # UTF-16 units, after entity parsing
CAPTION = 1024
CALLBACK_DATA = 64  # bytes of UTF-8
CALLBACK_ANSWER = 200
COPY_TEXT = 256
BUTTONS = 100  # observed, not documented
ALBUM = range(2, 11)
DELETE_AT_ONCE = 100
DELETABLE_FOR = timedelta(hours=48)
UPDATES_KEPT_FOR = timedelta(hours=24)
QUERY_LIFETIME = timedelta(seconds=15)  # observed, not documented
POLL_SECONDS = 50
POLL_BATCH = 100
DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
COMMANDS = 100
START_CODE = 64


@dataclass(slots=True)
class FloodControl:
    """Sends allowed per second, over all chats and in one chat; `burst` is how many may come at once in a chat.

    Telegram names the figures in its FAQ (30 a second, about one a second in a chat with short bursts) and keeps the
    exact rule to itself: this is a plain sliding window.
    """

    overall: int = 30
    per_chat: int = 1
    burst: int = 5
    _sent: dict[int | None, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, chat_id: int, now: datetime) -> None:
        """Count one send, or raise 429 with the seconds to wait."""
        span = timedelta(seconds=self.burst / self.per_chat)
        waits = [self._wait(None, self.overall, timedelta(seconds=1), now), self._wait(chat_id, self.burst, span, now)]
        if max(waits) > timedelta():
            raise too_many(max(1, ceil(max(waits).total_seconds())))
        self._sent[None].append(now)
        self._sent[chat_id].append(now)

    def _wait(self, key: int | None, allowed: int, span: timedelta, now: datetime) -> timedelta:
        sent = self._sent[key]
        while sent and sent[0] <= now - span:
            sent.popleft()
        return sent[0] + span - now if len(sent) >= allowed else timedelta()
