"""Recordings are opened by their bytes, told how long they are by what is in them, and refused without harm."""

import resource
import time
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.hearing import RecordingReader
from evidence.listening import PROBE, WRITE_DOWN, NoListener, SoundWorker
from evidence.readers import BusyError, UnreadableError, Why
from evidence.sound import MAX_BYTES, RATE, probe, samples
from model.recording import Sound
from tests.evidence.tones import FORMATS, boastful_ogg, boastful_wav, film, tone

NOTE = tone()


@pytest.mark.parametrize("name", FORMATS)
def test_format_and_length_are_told_in_every_format(name: str) -> None:
    found = probe(tone(name, 1.5))
    assert found.format == name
    assert found.duration_s == pytest.approx(1.5, abs=0.1)
    assert not found.silent


@pytest.mark.parametrize("name", FORMATS)
def test_the_sound_comes_out_as_one_channel_at_the_rate_of_the_models(name: str) -> None:
    heard = samples(tone(name, 1.0), 60)
    assert heard.dtype == np.float32
    assert len(heard) == pytest.approx(RATE, rel=0.08)
    loudest = np.fft.rfftfreq(len(heard), 1 / RATE)[np.abs(np.fft.rfft(heard)).argmax()]
    assert loudest == pytest.approx(440, abs=3)
    assert len(samples(tone(name, 1.0), 0.25)) == RATE // 4


def test_a_film_without_sound_says_so() -> None:
    found = probe(film())
    assert (found.format, found.silent, found.duration_s) == ("mp4/mpeg4", True, 1.0)
    assert len(samples(film(), 60)) == 0


@pytest.mark.parametrize("make", [boastful_wav, boastful_ogg])
def test_a_length_that_is_only_claimed_is_not_told(make: Callable[[], bytes]) -> None:
    found = probe(make())
    assert found.duration_s is None or found.duration_s == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("name", ["ogg/opus", "mp3/mp3float", "wav/pcm_s16le", "aac/aac", "matroska/opus"])
def test_one_that_was_cut_off_is_as_long_as_what_is_left(name: str) -> None:
    whole = tone(name, 4.0)
    found = probe(whole[: len(whole) // 2])
    assert found.duration_s is not None
    assert 1.0 < found.duration_s < 3.0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + NOTE, Why.NOT_A_PICTURE),
        (b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n", Why.NOT_A_PICTURE),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", Why.NOT_A_PICTURE),
        (b"OggS" + bytes(500), Why.DAMAGED),
        (b"RIFF\x00\x00\x00\x00WAVE" + bytes(50), Why.DAMAGED),
        (b"\x00\x00\x00\x20ftypisom" + bytes(400), Why.DAMAGED),
        (b"ID3\x03" + bytes(2000), Why.DAMAGED),
        (NOTE[:60], Why.DAMAGED),
        (b"OggS" + bytes(MAX_BYTES), Why.TOO_LARGE),
    ],
    # Names of our own: a coder puts random numbers into its headers, and two workers must name a test alike.
    ids=["nothing", "png", "playlist", "concat", "ogg", "wave", "mp4", "mp3", "cut off", "too large"],
)
def test_what_is_no_recording_is_refused(data: bytes, why: Why) -> None:
    with pytest.raises(UnreadableError) as refused:
        probe(data)
    assert refused.value.why is why


def test_a_picture_behind_a_recording_and_a_list_of_files_inside_one_change_nothing() -> None:
    assert probe(NOTE + b"\x89PNG\r\n\x1a\n" + bytes(500)).format == "ogg/opus"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=30),
    st.floats(0.05, 1),
)
def test_whatever_is_done_to_its_bytes_it_is_opened_or_refused(
    name: str, changes: list[tuple[float, int]], part: float
) -> None:
    data = bytearray(_TONES.setdefault(name, tone(name, 0.5)))
    for place, value in changes:
        data[int(place * min(len(data), 2000))] = value
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        found = probe(bytes(data[: round(len(data) * part)]))
    except UnreadableError:
        return
    finally:
        assert time.perf_counter() - began < 5
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert found.duration_s is None or 0 < found.duration_s < 3600


_TONES: dict[str, bytes] = {}


class Echo:
    """A transcriber that writes down how much it was given."""

    def transcribe(self, samples: np.ndarray) -> str:
        return f"{len(samples) / RATE:.1f}"


def test_words_are_written_down_only_where_that_is_asked_for() -> None:
    reader = RecordingReader(1, transcriber=Echo())
    assert reader.read(PROBE + NOTE).words == ""
    assert reader.read(WRITE_DOWN + NOTE).words == "2.0"
    assert reader.read(WRITE_DOWN + film()).words == ""


@pytest.fixture
async def worker() -> AsyncIterator[SoundWorker]:
    made = SoundWorker()
    yield made
    await made.close()


async def test_a_recording_is_opened_in_a_process_that_survives_a_broken_one(worker: SoundWorker) -> None:
    found = await worker.probe(NOTE)
    assert found == Sound("ogg/opus", found.duration_s)
    with pytest.raises(UnreadableError):
        await worker.probe(b"OggS" + bytes(100))
    assert await worker.probe(NOTE) == found
    assert not worker.writes_down
    await worker.close()
    with pytest.raises(BusyError):
        await worker.probe(NOTE)


async def test_without_a_listener_nothing_is_opened() -> None:
    with pytest.raises(UnreadableError):
        await NoListener().probe(NOTE)
