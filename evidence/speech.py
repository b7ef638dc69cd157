"""From speech to text with a model that lies in a folder of the operator's. Nothing is ever fetched.

What kind of model it is, is told by its files. What it writes down is machine text, and stays marked so until the
person has confirmed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from model.errors import SettingsError

RATE: Final = 16_000
# Whisper takes no more at once, and the others lose nothing by it.
PIECE_SECONDS: Final = 28
VARIABLE: Final = "VOICE_MODEL_DIR"
_LONGEST_TOKENS: Final = 4 * 1024 * 1024
# SenseVoice lists its languages among its tokens; Paraformer has none.
_OF_SENSE_VOICE: Final = "<|zh|>"


class Family(StrEnum):
    """The models that are known."""

    SENSE_VOICE = "sense_voice"
    PARAFORMER = "paraformer"
    WHISPER = "whisper"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model by its files. `parts` is one network, or encoder and decoder."""

    family: Family
    parts: tuple[Path, ...]
    tokens: Path


class Transcriber(Protocol):
    """Writes down what is said."""

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """The words in samples of one channel at RATE, "" where none are heard."""


def find_model(folder: Path) -> ModelFiles:
    """The model in a folder. Raises SettingsError naming what is missing."""
    if not folder.is_dir():
        raise _missing("it is no folder that can be read")
    tokens = _one(folder, "*tokens.txt", "tokens.txt")
    encoders, decoders = _some(folder, "*encoder*.onnx"), _some(folder, "*decoder*.onnx")
    if encoders and decoders:
        return ModelFiles(Family.WHISPER, (encoders[0], decoders[0]), tokens)
    if encoders or decoders:
        raise _missing(f"there is no {'decoder' if encoders else 'encoder'} .onnx file beside the other half")
    network = _one(folder, "*model*.onnx", "model.onnx or model.int8.onnx")
    family = Family.SENSE_VOICE if _OF_SENSE_VOICE in _text(tokens) else Family.PARAFORMER
    return ModelFiles(family, (network,), tokens)


def _some(folder: Path, pattern: str) -> Sequence[Path]:
    """The files of a pattern; a smaller one (int8) goes before the full one."""
    return sorted(folder.glob(pattern), key=lambda path: ("int8" not in path.name, path.name))


def _one(folder: Path, pattern: str, name: str) -> Path:
    found = _some(folder, pattern)
    if not found:
        raise _missing(f"there is no {name} in it")
    return found[0]


def _text(tokens: Path) -> str:
    try:
        if tokens.stat().st_size > _LONGEST_TOKENS:
            raise _missing(f"{tokens.name} is too large for a list of tokens")
        return tokens.read_text("utf-8", errors="replace")
    except OSError as error:
        raise _missing(f"{tokens.name} cannot be read") from error


def _missing(what: str) -> SettingsError:
    return SettingsError(VARIABLE, f"a folder with a SenseVoice, Paraformer or Whisper model for sherpa-onnx; {what}")


class SherpaTranscriber:
    """sherpa-onnx with a model of one's own. Heavy; only the listening process makes one."""

    def __init__(self, files: ModelFiles, threads: int = 1) -> None:
        """Loads the model. Raises RuntimeError or ValueError, as the library does, for files that are no model."""
        import sherpa_onnx  # loads its native library, which nobody needs without a model

        self._recognizer = _made(sherpa_onnx.OfflineRecognizer, files, threads)

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """Piece by piece, so that a long recording takes no more memory than a short one."""
        step = PIECE_SECONDS * RATE
        pieces = (self._piece(samples[start : start + step]) for start in range(0, len(samples), step))
        return "\n".join(words for words in pieces if words)

    def _piece(self, samples: NDArray[np.float32]) -> str:
        stream = self._recognizer.create_stream()
        stream.accept_waveform(RATE, samples)
        self._recognizer.decode_stream(stream)
        return str(stream.result.text).strip()


def _made(maker: Any, files: ModelFiles, threads: int) -> Any:  # noqa: ANN401 - the library ships no types
    tokens = str(files.tokens)
    match files.family:
        case Family.WHISPER:
            encoder, decoder = map(str, files.parts)
            return maker.from_whisper(
                encoder=encoder, decoder=decoder, tokens=tokens, language="zh", num_threads=threads
            )
        case Family.SENSE_VOICE:
            return maker.from_sense_voice(
                model=str(files.parts[0]), tokens=tokens, language="zh", use_itn=True, num_threads=threads
            )
        case Family.PARAFORMER:
            return maker.from_paraformer(paraformer=str(files.parts[0]), tokens=tokens, num_threads=threads)
