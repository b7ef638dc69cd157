"""Recordings made for a test: a tone in each of the formats that phones and chats write, and silent films."""

import io
import struct
from fractions import Fraction
from typing import Final

import av
import numpy as np

# Container, codec, samples a second.
FORMATS: Final = {
    "ogg/opus": ("ogg", "libopus", 48000),
    "mp3/mp3float": ("mp3", "libmp3lame", 44100),
    "mp4/aac": ("mp4", "aac", 44100),
    "wav/pcm_s16le": ("wav", "pcm_s16le", 16000),
    "flac/flac": ("flac", "flac", 44100),
    "aac/aac": ("adts", "aac", 44100),
    "matroska/opus": ("matroska", "libopus", 48000),
    "amr/amrnb": ("amr", "libopencore_amrnb", 8000),
}


def tone(name: str = "ogg/opus", seconds: float = 2.0) -> bytes:
    """A tone of 440 Hz."""
    container_format, codec, rate = FORMATS[name]
    held = io.BytesIO()
    with av.open(held, "w", format=container_format) as container:
        stream = container.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        wave = np.sin(np.arange(int(rate * seconds)) / rate * 2 * np.pi * 440).astype(np.float32) * 0.3
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        context = stream.codec_context
        resampler = av.AudioResampler(context.format, "mono", rate, context.frame_size or 1024)
        for part in (*resampler.resample(frame), *resampler.resample(None), None):
            container.mux(stream.encode(part))
    return held.getvalue()


def film(frames: int = 25) -> bytes:
    """A second of film without sound."""
    held = io.BytesIO()
    with av.open(held, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(frames):
            container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    return held.getvalue()


def boastful_wav(seconds: float = 0.5) -> bytes:
    """A sound whose header claims four gigabytes of it."""
    honest = bytearray(tone("wav/pcm_s16le", seconds))
    honest[4:8] = struct.pack("<I", 0xFFFFFFF0)
    at = honest.index(b"data") + 4
    honest[at : at + 4] = struct.pack("<I", 0xFFFFFFE0)
    return bytes(honest)


def boastful_ogg() -> bytes:
    """A sound whose last page says that it ends in a thousand years."""
    data = bytearray(tone("ogg/opus", 0.5))
    at = data.rindex(b"OggS")
    data[at + 6 : at + 14] = struct.pack("<q", 48000 * 60 * 60 * 24 * 365 * 1000)
    data[at + 22 : at + 26] = bytes(4)
    data[at + 22 : at + 26] = struct.pack("<I", _ogg_sum(bytes(data[at:])))
    return bytes(data)


def _ogg_sum(page: bytes) -> int:
    """The sum over a page, without which it would be thrown away."""
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value
