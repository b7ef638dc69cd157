"""Recordings, opened from their bytes alone: format, length, samples. Native code reads them, so only the listening
process imports this.

What a header claims is not believed: the length is what the packets add up to, and one that so few bytes cannot hold is
no length. The format is told by the first bytes and fixed, so that a file cannot make itself a list of other files.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

from evidence.readers import UnreadableError, Why
from evidence.sniff import Kind, sniff
from model.recording import Sound

Samples: TypeAlias = NDArray[np.float32]

MAX_BYTES: Final = 20 * 1024 * 1024  # what a bot can download at all
MAX_PACKETS: Final = 2_000_000
# A format reads its own header and so much of what follows, in bytes and in microseconds.
_LOOK: Final = {"probesize": "1048576", "analyzeduration": "5000000"}
# Speech in the thriftiest codec takes thousands of bits a second, silence in one that pauses some hundred.
LEAST_BITS: Final = 100
RATE: Final = 16_000
# So many frames without one that can be decoded, and there is none.
_TRIED: Final = 200
_DEMUXERS: Final = {
    Kind.OGG: "ogg", Kind.MP3: "mp3", Kind.MP4: "mov", Kind.WAV: "wav", Kind.AMR: "amr", Kind.FLAC: "flac",
    Kind.AAC: "aac", Kind.MATROSKA: "matroska",
}  # fmt: skip
# What the library raises on broken files.
_BROKEN: Final = (av.FFmpegError, ValueError, IndexError, EOFError, OverflowError, MemoryError, UnicodeError)


@dataclass(frozen=True, slots=True)
class _Open:
    """A file and the stream that matters: the sound, or the film of a silent one."""

    kind: Kind
    container: InputContainer
    stream: AudioStream | VideoStream

    @property
    def silent(self) -> bool:
        """Whether there is no sound in it."""
        return isinstance(self.stream, VideoStream)


def probe(data: bytes) -> Sound:
    """Format and length of a recording. Raises UnreadableError for what is none, or in which nothing can be decoded."""
    with _opened(data) as opened:
        if not opened.silent and next(_decoded(opened), None) is None:
            raise UnreadableError(Why.DAMAGED)
        codec = opened.stream.codec_context.name
    with _opened(data) as again:
        seconds = _seconds(again)
    believed = seconds if 0 < seconds <= len(data) * 8 / LEAST_BITS else None
    return Sound(f"{opened.kind.value}/{codec}", believed, opened.silent)


def samples(data: bytes, most_seconds: float) -> Samples:
    """The sound from its beginning, one channel at RATE, -1 to 1; none where there is no sound."""
    with _opened(data) as opened:
        if opened.silent:
            return np.zeros(0, dtype=np.float32)
        most, have, parts = round(most_seconds * RATE), 0, []
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        for frame in _decoded(opened):
            parts += [np.asarray(made.to_ndarray(), dtype=np.float32).reshape(-1) for made in resampler.resample(frame)]
            have += len(parts[-1]) if parts else 0
            if have >= most:
                break
    return np.concatenate(parts)[:most] if parts else np.zeros(0, dtype=np.float32)


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[_Open]:
    if len(data) > MAX_BYTES:
        raise UnreadableError(Why.TOO_LARGE)
    demuxer = _DEMUXERS.get(kind := sniff(data))
    if demuxer is None:
        raise UnreadableError(Why.NOT_A_PICTURE)
    try:
        with av.open(io.BytesIO(data), "r", format=demuxer, options=_LOOK, metadata_errors="ignore") as container:
            yield _Open(kind, container, _stream(container))
    except _BROKEN as error:
        raise UnreadableError(Why.DAMAGED) from error


def _stream(container: InputContainer) -> AudioStream | VideoStream:
    streams: list[Any] = [*container.streams.audio, *container.streams.video]
    if not streams:
        raise UnreadableError(Why.DAMAGED)
    stream: AudioStream | VideoStream = streams[0]
    stream.codec_context.thread_count = 1
    return stream


def _packets(opened: _Open) -> "Iterator[Packet[Any]]":
    """The packets of the stream as far as they can be read: a file that was cut off ends where it was cut."""
    with contextlib.suppress(*_BROKEN):
        for number, packet in enumerate(opened.container.demux(opened.stream)):
            if number > MAX_PACKETS:
                raise UnreadableError(Why.TOO_LARGE)
            if packet.size:
                yield packet


def _seconds(opened: _Open) -> float:
    total = sum(max(0, packet.duration or 0) for packet in _packets(opened))
    return float(total * (opened.stream.time_base or 0))


def _decoded(opened: _Open) -> Iterator[av.AudioFrame]:
    """The frames that can be decoded; a broken packet costs itself."""
    failed, found = 0, False
    for packet in _packets(opened):
        try:
            frames: list[Any] = list(packet.decode())
        except _BROKEN:
            failed += 1
            if failed > _TRIED and not found:
                return
            continue
        found = found or bool(frames)
        yield from frames
