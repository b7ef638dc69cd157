"""Engines for the worker, named by their import path: each does what the picture tells it to do."""

import os
import resource
import socket
import sys
import time
from pathlib import Path
from typing import Final

from evidence.pictures import open_picture
from evidence.readers import UnreadableError, Why
from model.reading import Line, Page

_HELD: Final[list[bytes]] = []


class Obedient:
    """Reads the bytes as an order: sleep, die, grow, call out, refuse, raise; else they are the text of the page."""

    def __init__(self, threads: int) -> None:
        self._threads = threads

    def read(self, data: bytes) -> Page:
        """A page with the text, the process and the environment."""
        order = data[:200].decode(errors="replace")
        if order.startswith("sleep"):
            time.sleep(float(order.split()[1]))
        if order == "die":
            os._exit(3)
        if order == "raise":
            raise RuntimeError("a bug")
        if order == "refuse":
            raise UnreadableError(Why.DAMAGED)
        if order == "grow":
            _HELD.append(b"\1" * (80 * 1024 * 1024))
        if order == "call out":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        print("noise on stdout", flush=True)  # noqa: T201  (a library that chats)
        words = (order, str(os.getpid()), str(len(data)), ",".join(sorted(os.environ)), str(self._threads))
        return Page(1, 2, 90, tuple(Line(word, (0, 1, 2, 3), 0.5) for word in words), 0.5)


def _most_memory() -> int:
    """The most memory that this process held, in bytes. `ru_maxrss` would count that of the process it came from, too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class Opener:
    """Only opens pictures, and tells how much memory that ever took."""

    def __init__(self, threads: int) -> None:
        """No engine is loaded."""

    def read(self, data: bytes) -> Page:
        """A page of the size of the picture; its text is the most memory there has been, in bytes."""
        opened = open_picture(data)
        peak = _most_memory()
        return Page(opened.width, opened.height, 0, (Line(str(peak), (0, 0, 1, 1), 1.0),), 1.0)
