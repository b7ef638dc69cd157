"""What was found out about a recording: a voice note, a sound file, a film."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """`format` is that of the file and of the sound in it (`ogg/opus`); `duration_s` is what the sound itself adds up to,
    and None where that cannot be told or cannot be believed. `silent`: there is no sound in it.

    `words` are machine text to be confirmed, "" where nothing was or could be written down; `cut`: only of the beginning.
    """

    format: str
    duration_s: float | None
    silent: bool = False
    words: str = ""
    cut: bool = False
