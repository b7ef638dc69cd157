"""Files on the disk, each under the id of its row. What lies in them is sealed before it comes here."""

import asyncio
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from model.errors import StorageError

OWNER_ONLY: Final = 0o600
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PART: Final = ".part"


class Vault:
    """One folder of files that only its owner can read. The work is done in threads: the loop never waits for a disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def write(self, name: str, content: bytes) -> None:
        """Keep a file, durably when this returns: whole under its name, or not at all. Raises StorageError."""
        await asyncio.to_thread(self._write, self._path(name), content)

    async def read(self, name: str) -> bytes:
        """What was written under a name. Raises StorageError where nothing is."""
        try:
            return await asyncio.to_thread(self._path(name).read_bytes)
        except OSError as error:
            raise StorageError(f"a file of DATA_DIR/originals cannot be read: {error.strerror}") from error

    async def remove(self, names: Iterable[str]) -> None:
        """Take files away; one that is gone already is fine. Raises StorageError when one cannot be taken away."""
        await asyncio.to_thread(self._remove, [self._path(name) for name in names])

    async def names(self) -> frozenset[str]:
        """Everything that lies here."""
        return await asyncio.to_thread(self._names)

    async def remove_parts(self) -> None:
        """Take away what was being written when the process died. Nothing may be writing meanwhile."""
        await asyncio.to_thread(self._remove_parts)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise StorageError("this is no name of a kept file")
        return self._folder / name

    def _write(self, path: Path, content: bytes) -> None:
        part = path.with_name(path.name + _PART)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.unlink(missing_ok=True)
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            _flush_names(self._folder)
        except OSError as error:
            raise StorageError(f"a file of DATA_DIR/originals cannot be written: {error.strerror}") from error

    def _remove(self, paths: list[Path]) -> None:
        try:
            for path in paths:
                path.unlink(missing_ok=True)
            if paths and self._folder.is_dir():
                _flush_names(self._folder)
        except OSError as error:
            raise StorageError(f"a file of DATA_DIR/originals cannot be removed: {error.strerror}") from error

    def _names(self) -> frozenset[str]:
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(path.name for path in self._folder.iterdir() if path.suffix != _PART)

    def _remove_parts(self) -> None:
        self._remove(list(self._folder.glob(f"*{_PART}")))


def _flush_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
