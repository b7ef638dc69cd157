"""The files of the server: bytes under a file id, and the path under which the bot downloads them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sandbox import limits
from sandbox.errors import ApiError, bad_request
from sandbox.pictures import image_size, one_pixel, opus_seconds
from sandbox.records import Attachment, MediaKind, StoredFile, Upload

_FOLDERS = {MediaKind.VOICE: "voice", MediaKind.AUDIO: "music"}
_UNKNOWN_SIZE = (1280, 720)  # for a picture whose header does not tell; Telegram would have decoded it


@dataclass(slots=True)
class FileStore:
    """Records by file id, bytes beside them. Nothing is ever re-encoded: what went in comes out."""

    token: Callable[[], str]
    records: dict[str, StoredFile] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)

    def attach(self, kind: MediaKind, upload: Upload) -> Attachment:
        """Keep `upload` and return what a message shows of it."""
        thumbnail = None
        if kind is MediaKind.PHOTO:
            thumbnail = self._keep(kind, Upload("thumbnail", one_pixel(), "image/png"))
        attachment = Attachment(kind, self._keep(kind, upload), thumbnail)
        self.attachments[attachment.file.file_id] = attachment
        return attachment

    def again(self, kind: MediaKind, file_id: str) -> Attachment:
        """The attachment that was sent before under `file_id`; another kind than then is refused."""
        known = self.attachments.get(file_id)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind is not kind:
            raise bad_request(f"type of file mismatch: can't use file of type {known.kind} as {kind}")
        return known

    def find(self, file_id: str) -> StoredFile:
        """The record for getFile; too big a file is refused as Telegram's cloud server does."""
        known = self.records.get(file_id)
        if known is None:
            raise bad_request("invalid file_id")
        if known.size > limits.DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return known

    def download(self, path: str) -> bytes:
        """The bytes under a path that getFile gave."""
        file_id = self.paths.get(path)
        if file_id is None or self.records[file_id].size > limits.DOWNLOAD_BYTES:
            raise ApiError(404, "Not Found")
        return self.contents[file_id]

    def _keep(self, kind: MediaKind, upload: Upload) -> StoredFile:
        file_id, number = f"SB{kind[:2]}{self.token()}{self.token()}", len(self.records)
        path = f"{_FOLDERS.get(kind, f'{kind}s')}/file_{number}{_suffix(upload.name)}"
        width, height = image_size(upload.data) or _UNKNOWN_SIZE
        kept = StoredFile(
            file_id=file_id,
            unique_id=f"AQ{self.token()}",
            path=path,
            size=len(upload.data),
            name=upload.name,
            mime=upload.mime,
            width=width,
            height=height,
            duration=opus_seconds(upload.data),
        )
        self.records[file_id] = kept
        self.contents[file_id] = upload.data
        self.paths[path] = file_id
        return kept


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if suffix.isascii() and suffix[1:].isalnum() else ""
