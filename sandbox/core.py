"""The sandbox without a socket: one bot, its people, and the Bot API as a method.

`call` is what HTTP serves and what a test's request object calls in-process: one Bot API, not two.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox import bot_forms, forms, methods, receiving
from sandbox.errors import ApiError, MisuseError, PersonError
from sandbox.limits import FloodControl
from sandbox.phone import Phone
from sandbox.records import Bot, Person, Upload
from sandbox.world import Chat, Listener, World

LANGUAGES = ("zh-hans", "zh-hant", "en")
_GET_UPDATES = "getupdates"
_NAME = 64


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class _Refusal:
    error: ApiError
    method: str | None
    times: int


class Sandbox:
    """A bot's world. With `flood` it holds Telegram's sending rates; `misuses` remembers unknown methods and fields.

    A test should look at `misuses` when it ends: a library may turn the answer into something that nobody notices.
    """

    def __init__(
        self,
        bot: Bot | None = None,
        *,
        now: Callable[[], datetime] = _utc_now,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        flood: FloodControl | None = None,
    ) -> None:
        self.world = World(bot or Bot(), now, random_bytes)
        self.flood = flood
        self.misuses: list[str] = []
        self.revision = 0
        self._refusals: list[_Refusal] = []

    async def call(
        self,
        method: str,
        fields: Mapping[str, object] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> tuple[int, dict[str, Any]]:
        """One call of the Bot API: HTTP status and body. `files` are (name, bytes, media type) by part name."""
        try:
            result = await self._result(method, fields or {}, files or {})
        except ApiError as error:
            if isinstance(error, MisuseError):
                self.misuses.append(f"{method}: {error.description}")
            return error.code, error.answer()
        self.revision += 1
        return 200, {"ok": True, "result": result}

    async def _result(
        self, name: str, fields: Mapping[str, object], files: Mapping[str, tuple[str, bytes, str]]
    ) -> object:
        self._refuse_as_told(name)
        if name.lower() == _GET_UPDATES:
            return await receiving.get_updates(self.world, forms.read("getUpdates", bot_forms.Poll, dict(fields)))
        method = methods.find(name)
        if self.flood is not None and method.sends:
            self._admit(self.flood, fields)
        return methods.run(self.world, method, fields, {part: Upload(*file) for part, file in files.items()})

    def _admit(self, flood: FloodControl, fields: Mapping[str, object]) -> None:
        chat_id = str(fields.get("chat_id", ""))
        flood.admit(int(chat_id) if chat_id.lstrip("-").isdecimal() else 0, self.world.now())

    def refuse_next(self, error: ApiError, *, method: str | None = None, times: int = 1) -> None:
        """Answer the next `times` calls (of `method`, if given) with `error`: 429, 500, whatever a test needs."""
        self._refusals.append(_Refusal(error, method.lower() if method else None, times))

    def _refuse_as_told(self, name: str) -> None:
        for refusal in self._refusals:
            if refusal.times > 0 and refusal.method in (None, name.lower()):
                refusal.times -= 1
                raise refusal.error

    def download(self, path: str) -> bytes:
        """The bytes under a `file_path` of getFile; raises `ApiError` (404)."""
        return self.world.files.download(path)

    def add_person(self, name: str, language: str = "zh-hans", *, person_id: int | None = None) -> Phone:
        """Somebody new, with an empty chat; the bot may write only after their first message."""
        if not name.strip() or len(name) > _NAME or language not in LANGUAGES:
            raise PersonError("a person has a name of up to 64 letters and a language: zh-hans, zh-hant or en")
        number = person_id or self.world.number(4) + 1
        while number in self.world.people:
            number += 1
        self.world.people[number] = Person(number, name.strip(), language, str(self.world.number(8)))
        self.world.chats[number] = Chat()
        self.revision += 1
        return Phone(self.world, number)

    def phone(self, person_id: int) -> Phone:
        """The phone of somebody known."""
        if person_id not in self.world.people:
            raise PersonError("no such person")
        return Phone(self.world, person_id)

    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order they came."""
        return tuple(self.world.people.values())

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every event of every chat; returns what ends it."""
        self.world.listeners.append(listener)
        return lambda: self.world.listeners.remove(listener)
