"""A request object that carries PTB's calls to the sandbox's core, without a socket."""

import json
from typing import Any

from telegram._utils.defaultvalue import DEFAULT_NONE  # the type of PTB's own default timeouts
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from sandbox.core import Sandbox
from sandbox.errors import ApiError


class FakeTelegram(BaseRequest):
    """The thin door to the same Bot API that the sandbox serves over HTTP. Offline by construction."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    @property
    def read_timeout(self) -> float | None:
        """No call ever waits here."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call: a method of the Bot API, or the download of a file."""
        if "/file/bot" in url:
            return self._download(url.partition("/file/bot")[2].partition("/")[2])
        fields: dict[str, Any] = dict(request_data.json_parameters) if request_data else {}
        files: dict[str, Any] = dict(request_data.multipart_data) if request_data else {}
        status, answer = await self.sandbox.call(url.rpartition("/")[2], fields, files)
        return status, json.dumps(answer).encode()

    def _download(self, path: str) -> tuple[int, bytes]:
        try:
            return 200, self.sandbox.download(path)
        except ApiError as error:
            return error.code, json.dumps(error.answer()).encode()
