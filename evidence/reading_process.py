"""The inside of the reading process: `python -m evidence.reading_process MODULE:CLASS THREADS [ARGUMENT]`.

In: length (8 bytes, big-endian) and a picture, again and again; the end of the input ends the process. Out: the same
framing around JSON, one answer for each picture and one empty one when the engine stands. What is printed by a library
goes nowhere. An error that is not `UnreadableError` ends the process; its last answer names the type and the place.
"""

import base64
import importlib
import json
import os
import resource
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final

from evidence.readers import Engine, UnreadableError
from model.reading import Page

_STATUS: Final = Path("/proc/self/status")
_FORBIDDEN: Final = frozenset({"socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system"})
_NICENESS: Final = 5  # the bot answers people meanwhile


def main(engine: str, threads: int, *argument: str) -> None:
    """Serve until the input ends."""
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.nice(_NICENESS)
    sys.addaudithook(_stay_inside)
    sys.excepthook = partial(_last_words, outward)
    module, _, name = engine.partition(":")
    reader: Engine = getattr(importlib.import_module(module), name)(threads, *argument)
    _tell(outward, {})
    while len(size := inward.read(8)) == 8:
        data = inward.read(int.from_bytes(size, "big"))
        _tell(outward, {**_outcome(reader, data), "memory": memory()})


def memory() -> int:
    """Bytes of this process in memory: now where the system tells, else the most there have been."""
    try:
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _stay_inside(event: str, _arguments: tuple[Any, ...]) -> None:
    """Reading a picture needs no network and no other program, whatever a library or a picture may want."""
    if event in _FORBIDDEN:
        raise PermissionError(event)


def _last_words(
    outward: BinaryIO, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """Tell what ended the process; never the text of the error, which may hold content."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    _tell(outward, {"broke": f"{kind.__qualname__} at {' > '.join(places[-4:])}"})


def _outcome(reader: Engine, data: bytes) -> Mapping[str, Any]:
    try:
        result = reader.read(data)
    except UnreadableError as error:
        return {"why": error.why}
    return {"page": _told(result)} if isinstance(result, Page) else {"sound": asdict(result)}


def _told(page: Page) -> Mapping[str, Any]:
    lines = [[line.text, line.box, line.confidence, line.ground] for line in page.lines]
    return {"width": page.width, "height": page.height, "turned": page.turned, "confidence": page.confidence,
            "lines": lines, "sketch": base64.b64encode(page.sketch).decode("ascii")}  # fmt: skip


def _tell(outward: BinaryIO, answer: Mapping[str, Any]) -> None:
    told = json.dumps(answer).encode("ascii")
    outward.write(len(told).to_bytes(8, "big") + told)
    outward.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
