"""The Bot API over HTTP, as `https://api.telegram.org` serves it."""

import hmac
import json
import re
from collections.abc import Mapping

from tornado.web import HTTPError

from sandbox.errors import ApiError, bad_request
from sandbox.guard import Guarded

TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_\-]{1,128}")


class _WithToken(Guarded):
    def require_token(self, token: str) -> None:
        """401 for another bot's token, 404 for what is none; without a configured token every bot is the one."""
        if not TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        known = self.house.bot_token
        if known and not hmac.compare_digest(token, known):
            raise ApiError(401, "Unauthorized")

    def answer(self, status: int, body: dict[str, object]) -> None:
        """Send the answer of a call."""
        self.set_status(status)
        self.finish(body)


class MethodHandler(_WithToken):
    """`/bot<token>/<method>`: fields in the address, as a form, as JSON, or as multipart with files."""

    async def post(self, token: str, method: str) -> None:
        """Run the method."""
        try:
            self.require_token(token)
            fields = self._fields()
        except ApiError as error:
            self.answer(error.code, error.answer())
            return
        self.answer(*await self.house.sandbox.call(method, fields, self._files()))

    async def get(self, token: str, method: str) -> None:
        """Run the method; Telegram makes no difference."""
        await self.post(token, method)

    def _fields(self) -> Mapping[str, object]:
        is_json = self.request.headers.get("Content-Type", "").startswith("application/json")
        try:
            given = {name: values[-1].decode() for name, values in self.request.arguments.items()}
            body = json.loads(self.request.body) if is_json and self.request.body else {}
        except (ValueError, RecursionError):
            raise bad_request("can't parse the fields of the call") from None
        if not isinstance(body, dict):
            raise bad_request("the body has to be a JSON object")
        return given | body

    def _files(self) -> dict[str, tuple[str, bytes, str]]:
        return {
            part: (files[-1].filename, files[-1].body, files[-1].content_type)
            for part, files in self.request.files.items()
        }


class DownloadHandler(_WithToken):
    """`/file/bot<token>/<path>`: the bytes under a path that getFile gave."""

    def get(self, token: str, path: str) -> None:
        """Send the bytes."""
        try:
            self.require_token(token)
            data = self.house.sandbox.download(path)
        except ApiError as error:
            self.answer(error.code, error.answer())
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", "attachment")
        self.finish(data)


class UnknownHandler(_WithToken):
    """An address that only looks like the Bot API."""

    def prepare(self) -> None:
        """Say so as Telegram does."""
        super().prepare()
        raise HTTPError(404, reason="Not Found")
