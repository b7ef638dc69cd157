"""Everything that happens in any chat, pushed to the open pages as it happens."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from sandbox.guard import Guarded


class EventsHandler(Guarded, WebSocketHandler):
    """One open page. It only listens."""

    _stop: Callable[[], None] | None = None

    def check_origin(self, origin: str) -> bool:
        """Only our own page."""
        return self.house.is_own(origin)

    def open(self, *_args: str, **_kwargs: str) -> None:
        """Listen from now on."""
        self._stop = self.house.sandbox.listen(self._tell)

    def on_close(self) -> None:
        """Listen no more."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    def on_message(self, message: str | bytes) -> None:  # noqa: ARG002  # whatever it is
        """The page has nothing to say here."""
        self.close(1003)

    def _tell(self, event: Mapping[str, Any]) -> None:
        try:
            sent = self.write_message(json.dumps(event, ensure_ascii=False))
            sent.add_done_callback(lambda done: done.exception())
        except WebSocketClosedError:
            self.on_close()
