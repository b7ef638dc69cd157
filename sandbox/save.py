"""Keeping the chats beyond the end of the program, for whoever asks for it: one SQLite file, for its owner only.

Without a path nothing is written at all. Not kept: presses that wait for an answer.
"""

import sqlite3
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from sandbox.core import Sandbox
from sandbox.records import Attachment, Person, StoredFile
from sandbox.updates import KINDS, Pending, Webhook
from sandbox.world import Chat, Menus

_OWNER_ONLY = 0o600
_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY CHECK (id = 1), body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (file_id TEXT PRIMARY KEY, data BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class _State:
    people: dict[int, Person]
    chats: dict[int, Chat]
    menus: Menus
    files: dict[str, StoredFile]
    attachments: dict[str, Attachment]
    next_update: int
    pending: deque[Pending]
    allowed: frozenset[str] = KINDS
    webhook: Webhook | None = field(default=None)


_ADAPTER = TypeAdapter(_State)


class Saver:
    """Writes a sandbox into `path` when it has changed since the last time, and reads it back."""

    def __init__(self, sandbox: Sandbox, path: Path) -> None:
        self._sandbox = sandbox
        path.touch(_OWNER_ONLY)
        path.chmod(_OWNER_ONLY)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._written: set[str] = set()
        self._revision = -1

    def load(self) -> bool:
        """Put back what was kept; False where the file is new."""
        row = self._connection.execute("SELECT body FROM state").fetchone()
        if row is None:
            return False
        self._restore(_ADAPTER.validate_json(row[0]))
        contents = self._sandbox.world.files.contents
        contents.update(self._connection.execute("SELECT file_id, data FROM files"))
        self._written = set(contents)
        self._revision = self._sandbox.revision
        return True

    def _restore(self, state: _State) -> None:
        world = self._sandbox.world
        world.people, world.chats, world.menus = state.people, state.chats, state.menus
        world.files.records, world.files.attachments = state.files, state.attachments
        world.files.paths = {record.path: file_id for file_id, record in state.files.items()}
        world.queue.next_id, world.queue.pending = state.next_update, state.pending
        world.queue.allowed, world.queue.webhook = state.allowed, state.webhook

    def save(self) -> bool:
        """Write what has changed; False where nothing has."""
        if self._sandbox.revision == self._revision:
            return False
        world = self._sandbox.world
        new = {key: data for key, data in world.files.contents.items() if key not in self._written}
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO files VALUES (?, ?)", new.items())
        self._connection.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (_ADAPTER.dump_json(self._state()),))
        self._connection.execute("COMMIT")
        self._written |= set(new)
        self._revision = self._sandbox.revision
        return True

    def _state(self) -> _State:
        world = self._sandbox.world
        return _State(
            people=world.people,
            chats=world.chats,
            menus=world.menus,
            files=world.files.records,
            attachments=world.files.attachments,
            next_update=world.queue.next_id,
            pending=world.queue.pending,
            allowed=world.queue.allowed,
            webhook=world.queue.webhook,
        )

    def close(self) -> None:
        """Write for the last time."""
        self.save()
        self._connection.close()
