"""The page itself, and the files of the chats as the page shows or saves them."""

from pathlib import PurePosixPath

from tornado.web import HTTPError, StaticFileHandler

from sandbox.guard import Guarded, House
from sandbox.pictures import image_type

_PAGE_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' {sockets};"
    " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
_PLAYABLE = ("audio/", "video/")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


class PageFileHandler(Guarded, StaticFileHandler):
    """The page and its static files; only the kinds listed here are served."""

    def initialize(self, house: House, default_filename: str | None = None) -> None:  # type: ignore[override]
        """Two base classes, each with its own start; the ignored rule is that the second one takes a path."""
        Guarded.initialize(self, house)
        StaticFileHandler.initialize(self, str(house.page), default_filename)

    def get_content_type(self) -> str:
        """By our own list: a system's list may call a script a text, which no browser would run."""
        found = _TYPES.get(PurePosixPath(self.absolute_path or "").suffix)
        if found is None:
            raise HTTPError(404)
        return found

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002  # the same for every file
        """No script but the page's own, and no way out."""
        sockets = " ".join(f"ws://{host}" for host in self.house.hosts)
        self.set_header("Content-Security-Policy", _PAGE_POLICY.format(sockets=sockets))
        self.set_header("Cache-Control", "no-store")


class FileHandler(Guarded):
    """A file of the chat: pictures and sounds are shown, everything else is only saved."""

    def get(self, file_id: str) -> None:
        """Send the bytes; what calls itself a page or a script is never served as one."""
        files = self.house.sandbox.world.files
        record, data = files.records.get(file_id), files.contents.get(file_id, b"")
        if record is None:
            raise HTTPError(404)
        shown = image_type(data)
        playable = record.mime if record.mime and record.mime.startswith(_PLAYABLE) else None
        self.set_header("Content-Type", shown or playable or "application/octet-stream")
        self.set_header("Content-Security-Policy", _FILE_POLICY)
        if shown is None:
            self.set_header("Content-Disposition", "attachment")
        self.finish(data)
