"""The sandbox over HTTP: `start` opens it on a loopback address and nowhere else."""

import asyncio
import contextlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from sandbox import page_api
from sandbox.bot_api import TOKEN, DownloadHandler, MethodHandler, UnknownHandler
from sandbox.core import Sandbox
from sandbox.delivery import Delivery
from sandbox.events import EventsHandler
from sandbox.guard import Elsewhere, House
from sandbox.limits import UPLOAD_BYTES
from sandbox.page_files import FileHandler, PageFileHandler
from sandbox.records import Bot
from sandbox.save import Saver

LISTEN = "127.0.0.1:8081"
PAGE = Path(__file__).parent / "page"
_SAVE_EVERY = 2.0  # seconds
_BODY_BYTES = UPLOAD_BYTES + 1024 * 1024
_SECRET = re.compile(r"[A-Za-z0-9_\-]{8,128}")
_WEBHOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running sandbox: `url` is the chat page, `api_url` is what stands for https://api.telegram.org."""

    sandbox: Sandbox
    url: str
    api_url: str
    _http: HTTPServer
    _tasks: tuple["asyncio.Task[None]", ...]
    _saver: Saver | None

    async def stop(self) -> None:
        """Close every connection and, if asked for at the start, write the chats down."""
        self._http.stop()
        self.sandbox.world.queue.wake()
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self._http.close_all_connections()
        if self._saver is not None:
            self._saver.close()


async def start(
    listen: str = LISTEN,
    secret: str = "",
    *,
    bot_token: str = "",
    save: Path | None = None,
    sandbox: Sandbox | None = None,
) -> Server:
    """Open the sandbox on `listen` (port 0 takes a free one) and serve until `stop`.

    `secret` is part of the page's address, drawn by lot if empty. An empty `bot_token` lets every well-formed token be
    the one bot. Messages stay in memory unless `save` names a file. Raises `ValueError` for an address that others
    could reach, a short secret, or something that is no token; `OSError` where the port is taken.
    """
    port = _loopback_port(listen)
    secret = secret or secrets.token_urlsafe(16)
    if not _SECRET.fullmatch(secret):
        raise ValueError("the secret needs 8 to 128 letters of A-Z, a-z, 0-9, _ and -")
    if bot_token and not TOKEN.fullmatch(bot_token):
        raise ValueError("a bot token is digits, a colon, and letters")
    served = sandbox or Sandbox(Bot(id=int(bot_token.partition(":")[0])) if bot_token else None)
    with contextlib.ExitStack() as undo:
        sockets = [undo.enter_context(opened) for opened in bind_sockets(port, "127.0.0.1")]
        saver = _opened(served, save)
        undo.pop_all()
    port = sockets[0].getsockname()[1]
    hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
    http = HTTPServer(_application(House(served, bot_token, hosts, PAGE), secret), max_buffer_size=_BODY_BYTES)
    http.add_sockets(sockets)
    root = f"http://{hosts[0]}"
    return Server(served, f"{root}/{secret}/", root, http, _background(served, saver), saver)


def _loopback_port(listen: str) -> int:
    host, _, port = listen.rpartition(":")
    if host not in ("127.0.0.1", "localhost") or not port.isdecimal():
        raise ValueError("the sandbox listens on 127.0.0.1 or localhost only, as host:port")
    return int(port)


def _opened(sandbox: Sandbox, path: Path | None) -> Saver | None:
    if path is None:
        return None
    saver = Saver(sandbox, path)
    saver.load()
    return saver


def _application(house: House, secret: str) -> Application:
    door = rf"/{re.escape(secret)}"
    room: dict[str, Any] = {"house": house}
    page = {**room, "default_filename": "index.html"}
    return Application(
        [
            (r"/bot([^/]+)/([A-Za-z0-9_]+)", MethodHandler, room),
            (r"/file/bot([^/]+)/(.+)", DownloadHandler, room),
            (r"/(?:file/)?bot.*", UnknownHandler, room),
            (rf"{door}/()", PageFileHandler, page),
            (rf"{door}/static/(.+)", PageFileHandler, page),
            (rf"{door}/api/people", page_api.PeopleHandler, room),
            (rf"{door}/api/people/(\d+)/chat", page_api.ChatHandler, room),
            (rf"{door}/api/people/(\d+)/({'|'.join(page_api.ACTIONS)})", page_api.ActionHandler, room),
            (rf"{door}/api/events", EventsHandler, room),
            (rf"{door}/file/([A-Za-z0-9_\-]+)", FileHandler, room),
        ],
        default_handler_class=Elsewhere,
        default_handler_args=room,
        log_function=_log_nothing,
        websocket_ping_interval=30,
    )


def _log_nothing(_handler: object) -> None:
    """The addresses hold a token and a secret: no access log."""


def _background(sandbox: Sandbox, saver: Saver | None) -> tuple["asyncio.Task[None]", ...]:
    delivery = asyncio.create_task(Delivery(sandbox.world.queue, _post).run())
    return (delivery,) if saver is None else (delivery, asyncio.create_task(_save_now_and_then(saver)))


async def _post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    request = HTTPRequest(
        url, "POST", dict(headers), body, request_timeout=_WEBHOOK_SECONDS, follow_redirects=False, validate_cert=False
    )
    try:
        response = await AsyncHTTPClient().fetch(request, raise_error=False)
    except HTTPClientError as error:
        raise OSError(str(error)) from error
    return response.code


async def _save_now_and_then(saver: Saver) -> None:
    while True:
        await asyncio.sleep(_SAVE_EVERY)
        saver.save()
