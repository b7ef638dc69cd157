"""Who may ask: this machine only, by its own name, and no page but our own.

Every address is checked: a page of another site must not reach the Bot API either, even if it guessed a token, and a
name that somebody lets point to this machine (DNS rebinding) is no name of it.
"""

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

from sandbox.core import Sandbox

_LOG = logging.getLogger(__name__)
PAGE_BODY_BYTES = 25 * 1024 * 1024
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class House:
    """What every handler needs. `hosts` are the only names under which the server answers."""

    sandbox: Sandbox
    bot_token: str
    hosts: tuple[str, ...]
    page: Path

    def admits(self, request: HTTPServerRequest) -> bool:
        """Whether the request was meant for this server and comes from its own page or from no page."""
        origin = request.headers.get("Origin")
        return request.host.lower() in self.hosts and (origin is None or self.is_own(origin))

    def is_own(self, origin: str) -> bool:
        """Whether a page of this server is asking; `null` is nobody."""
        parts = urlsplit(origin)
        return parts.scheme == "http" and parts.netloc.lower() in self.hosts


class Guarded(RequestHandler):
    """A handler behind the door. Answers are JSON unless a handler says otherwise."""

    house: House

    def initialize(self, house: House) -> None:
        """Called by tornado with the arguments of the route."""
        self.house = house

    def set_default_headers(self) -> None:
        """Nothing is cached, framed, guessed or told to others: the address holds a secret."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """The check itself."""
        if not self.house.admits(self.request):
            raise HTTPError(403)

    def write_error(self, status_code: int, **_kwargs: Any) -> None:  # noqa: ANN401  # tornado's signature
        """An error without a page and without a traceback."""
        self.finish({"ok": False, "error_code": status_code, "description": self._reason})

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ANN401  # tornado's signature
        """A fault leaves its kind and its place, never the address (it holds a secret) nor what was said."""
        if not isinstance(value, HTTPError):
            frame = traceback.extract_tb(tb)[-1]
            _LOG.error("%s at %s:%s", typ.__name__, frame.name, frame.lineno)


class Elsewhere(Guarded):
    """Every other address: a wrong secret looks like any wrong way."""

    def prepare(self) -> None:
        """No way leads on."""
        raise HTTPError(403)
