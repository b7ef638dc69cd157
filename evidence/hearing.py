"""The inside of the listening process: what `evidence.listening` asks, answered one recording at a time."""

import resource
from dataclasses import replace
from pathlib import Path
from typing import Final

from evidence.listening import WRITE_DOWN
from evidence.sound import RATE, probe, samples
from evidence.speech import SherpaTranscriber, Transcriber, find_model
from model.recording import Sound

# What is written down of one recording; the person listens to the rest.
MOST_SECONDS: Final = 180.0
# Addresses, in bytes, that this process may take with its libraries: enough to open any recording, and for a model.
_ROOM, _ROOM_WITH_MODEL = 2 * 2**30, 4 * 2**30


def confined(threads: int, folder: str = "") -> "RecordingReader":
    """A reader in a process that cannot grow, whatever a file claims to hold. Not for a process that does other work."""
    room = _ROOM_WITH_MODEL if folder else _ROOM
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    return RecordingReader(threads, folder)


class RecordingReader:
    """Probes recordings, and writes down what is said where there is a model."""

    def __init__(self, threads: int, folder: str = "", transcriber: Transcriber | None = None) -> None:
        """`folder` is that of the model; it is loaded with the first recording that is to be written down."""
        self._threads = threads
        self._folder = folder
        self._transcriber = transcriber

    def read(self, data: bytes) -> Sound:
        """One byte says what is wanted, then comes the recording. Raises UnreadableError."""
        order, recording = data[:1], data[1:]
        found = probe(recording)
        if order != WRITE_DOWN or found.silent:
            return found
        heard = samples(recording, MOST_SECONDS)
        cut = len(heard) >= MOST_SECONDS * RATE
        return replace(found, words=self._model().transcribe(heard), cut=cut)

    def _model(self) -> Transcriber:
        if self._transcriber is None:
            self._transcriber = SherpaTranscriber(find_model(Path(self._folder)), self._threads)
        return self._transcriber
