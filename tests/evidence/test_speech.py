"""The model is told by its files, and what is missing is named. No model is run here: none comes with the project."""

from pathlib import Path

import numpy as np
import pytest

from evidence.speech import PIECE_SECONDS, RATE, Family, SherpaTranscriber, find_model
from model.errors import SettingsError


def folder(path: Path, *names: str, tokens: str = "<blank> 0\n你 1\n") -> Path:
    for name in names:
        (path / name).write_text(tokens if name.endswith("tokens.txt") else "x", "utf-8")
    return path


@pytest.mark.parametrize(
    ("names", "tokens", "family", "parts"),
    [
        (("model.onnx", "tokens.txt"), "<|zh|> 3\n", Family.SENSE_VOICE, ("model.onnx",)),
        (("model.int8.onnx", "model.onnx", "tokens.txt"), "你 1\n", Family.PARAFORMER, ("model.int8.onnx",)),
        (
            ("tiny-encoder.onnx", "tiny-decoder.int8.onnx", "tiny-decoder.onnx", "tiny-tokens.txt"),
            "x",
            Family.WHISPER,
            ("tiny-encoder.onnx", "tiny-decoder.int8.onnx"),
        ),
    ],
)
def test_a_model_is_told_by_its_files(
    tmp_path: Path, names: tuple[str, ...], tokens: str, family: Family, parts: tuple[str, ...]
) -> None:
    found = find_model(folder(tmp_path, *names, tokens=tokens))
    assert (found.family, tuple(part.name for part in found.parts)) == (family, parts)


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        ((), "tokens.txt"),
        (("model.onnx",), "tokens.txt"),
        (("tokens.txt",), "model.onnx"),
        (("tiny-encoder.onnx", "tokens.txt"), "decoder"),
        (("tiny-decoder.onnx", "tokens.txt"), "encoder"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, names: tuple[str, ...], missing: str) -> None:
    with pytest.raises(SettingsError, match=missing) as raised:
        find_model(folder(tmp_path, *names))
    assert raised.value.variable == "VOICE_MODEL_DIR"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no folder"):
        find_model(tmp_path / "nowhere")


class FakeRecognizer:
    """Writes down the length of each piece it is given."""

    def create_stream(self) -> "FakeStream":
        return FakeStream()

    def decode_stream(self, stream: "FakeStream") -> None:
        stream.result.text = f" {stream.seconds:.0f} " if stream.seconds > 1 else ""


class FakeStream:
    """What a recognizer listens to."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.result = type("Result", (), {"text": ""})()

    def accept_waveform(self, rate: int, samples: np.ndarray) -> None:
        self.seconds = len(samples) / rate


def test_a_long_recording_is_written_down_piece_by_piece() -> None:
    transcriber = SherpaTranscriber.__new__(SherpaTranscriber)
    transcriber._recognizer = FakeRecognizer()
    heard = np.zeros((2 * PIECE_SECONDS + 5) * RATE, dtype=np.float32)
    assert transcriber.transcribe(heard) == f"{PIECE_SECONDS}\n{PIECE_SECONDS}\n5"
    assert transcriber.transcribe(heard[: RATE // 2]) == ""
