"""The one place where content becomes unreadable and readable again, and the only one that knows the cipher.

AES-256-GCM. The associated data are the place of the content (table, row, column) and the id of the key, so that what
is sealed opens nowhere else. All keys come from one master key of 32 bytes: one that wraps the random key of each
case, one for what belongs to no case, one for looking up what must not be readable.
"""

import base64
import hashlib
import hmac
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from model.errors import SealError, StorageError

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the id that stands in front of everything sealed under it. Its bytes show up in no repr."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something sealed belongs."""

    table: str
    row: str
    column: str


class Seal:
    """Seals and opens. `random_bytes` must be fit for keys; it gives a fresh nonce for every seal."""

    def __init__(self, master: bytes, random_bytes: Callable[[int], bytes]) -> None:
        if len(master) != KEY_BYTES:
            raise StorageError(f"a master key has {KEY_BYTES} bytes, not {len(master)}")
        self._random_bytes = random_bytes
        self._wrapping = Key("w1", _derived(master, b"undun wrapping 1"))
        self._index = _derived(master, b"undun index 1")
        self.base = Key("m1", _derived(master, b"undun base 1"))

    def seal(self, key: Key, place: Place, content: bytes) -> str:
        """Base64 of version (1 byte), length and text of the key's id, nonce (12 bytes), ciphertext with tag."""
        return base64.b64encode(self.seal_bytes(key, place, content)).decode("ascii")

    def seal_bytes(self, key: Key, place: Place, content: bytes) -> bytes:
        """The same as bytes, for what lies in a file."""
        head = _head(key.id)
        nonce = self._random_bytes(NONCE_BYTES)
        return head + nonce + AESGCM(key.secret).encrypt(nonce, content, _bound(head, place))

    def open(self, key: Key, place: Place, sealed: str) -> bytes:
        """What was sealed. Raises SealError for another key, another place, or a changed character."""
        return self.open_bytes(key, place, _decoded(sealed))

    def open_bytes(self, key: Key, place: Place, raw: bytes) -> bytes:
        """What was sealed as bytes. Raises SealError for another key, another place, or a changed byte."""
        head = _head(key.id)
        if not raw.startswith(head) or len(raw) < len(head) + NONCE_BYTES + TAG_BYTES:
            raise SealError(f"{place.table}.{place.column} is not sealed under this key")
        nonce, ciphertext = raw[len(head) : len(head) + NONCE_BYTES], raw[len(head) + NONCE_BYTES :]
        try:
            return AESGCM(key.secret).decrypt(nonce, ciphertext, _bound(head, place))
        except InvalidTag as error:
            raise SealError(f"{place.table}.{place.column} does not open: wrong master key, or altered") from error

    def new_key(self, key_id: str) -> Key:
        """A random key of its own."""
        return Key(key_id, self._random_bytes(KEY_BYTES))

    def wrap(self, key: Key) -> str:
        """A key as it can be stored."""
        return self.seal(self._wrapping, Place("keys", key.id, "wrapped"), key.secret)

    def unwrap(self, key_id: str, wrapped: str) -> Key:
        """A stored key. Raises SealError when the master key is another one."""
        return Key(key_id, self.open(self._wrapping, Place("keys", key_id, "wrapped"), wrapped))

    def index(self, kind: str, *values: str) -> str:
        """A keyed digest, as hex: equal for equal values of one kind, and nothing without the master key."""
        return hmac.new(self._index, _framed(kind, *values), hashlib.sha256).hexdigest()


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)


def _head(key_id: str) -> bytes:
    name = key_id.encode()
    return bytes((VERSION, len(name))) + name


def _bound(head: bytes, place: Place) -> bytes:
    return head + _framed(place.table, place.row, place.column)


def _framed(*parts: str) -> bytes:
    """The parts, each behind its length (8 bytes): no two lists of parts become the same bytes."""
    encoded = [part.encode("utf-8", errors="surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(8) + part for part in encoded)


def _decoded(sealed: str) -> bytes:
    """Only the one canonical spelling: base64 can write the same bytes in several ways."""
    try:
        raw = base64.b64decode(sealed, validate=True)
    except ValueError as error:
        raise SealError("what should be sealed is not base64") from error
    if base64.b64encode(raw).decode("ascii") != sealed:
        raise SealError("what should be sealed is not canonical base64")
    return raw


def load_or_create_master(path: Path, random_bytes: Callable[[int], bytes]) -> bytes:
    """The master key in a file of its own, made when there is none. A file that exists is never written to.

    Raises StorageError when the file or its folder can be read by others, or when the file holds no key.
    """
    _owned_folder(path.parent)
    if not path.exists():
        _create(path, random_bytes)
    _refuse_readable_by_others(path, "600")
    master = path.read_bytes()
    if len(master) != KEY_BYTES:
        raise StorageError(f"{path} holds no key of {KEY_BYTES} bytes; put the right file there from your backup")
    return master


def _owned_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(f"{folder} cannot be made: {error.strerror}") from error
    _refuse_readable_by_others(folder, "700")


def _refuse_readable_by_others(path: Path, mode: str) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StorageError(f"{path} can be read by others; run: chmod {mode} {path}")


def _create(path: Path, random_bytes: Callable[[int], bytes]) -> None:
    """Written under another name first and then linked: a key is never there in part, and never replaced."""
    draft = path.with_name(f".{path.name}.{random_bytes(8).hex()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(random_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was faster, and its key is the one
    finally:
        draft.unlink()
