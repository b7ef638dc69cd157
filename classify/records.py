"""The data files of this room, as they are written: strict, and an unknown key is an error that names the file.

Files are read with the loader that leaves every scalar a text, so that no number or yes/no is guessed.
"""

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.errors import DataError
from model.labels import Label

LEXICON: Final = Path(__file__).parent / "lexicon"
TABLES: Final = Path(__file__).parent / "tables"
_Record = TypeVar("_Record", bound=BaseModel)
_Text = Annotated[str, Field(min_length=1)]


class EntryKind(StrEnum):
    """How an entry of the lexicon is matched."""

    WORD = "word"
    REGEX = "regex"
    NEAR = "near"


class Strict(BaseModel):
    """A record of which every key is known and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Strict):
    """One term or pattern.

    `weight` (0 to 1) is how far it carries its label alone. `unless`: words that take it back when they stand in the
    same sentence. `context: debt` halves the weight in a text without any word of debt. `example` must match and
    `counterexample` must not; the tests hold both.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")]
    term: _Text
    kind: EntryKind
    weight: Annotated[float, Field(gt=0, le=1)]
    note: str = ""
    source: str = ""
    example: _Text
    counterexample: _Text
    unless: tuple[_Text, ...] = ()
    context: Annotated[str, Field(pattern="^(debt)?$")] = ""


class LexiconFile(Strict):
    """All entries of one label. `source` holds for each entry that names none of its own."""

    label: Label
    source: _Text
    terms: tuple[Entry, ...]


class Vocabulary(Strict):
    """Named sets of words that patterns share; a pattern names a set as <name>."""

    note: _Text
    sets: dict[str, tuple[_Text, ...]]


class Folds(Strict):
    """How disguised writing is read. `characters` one by one, the rest as whole strings, longest first."""

    note: _Text
    characters: dict[str, str]
    homophones: dict[str, str]
    pinyin: dict[str, str]
    split: dict[str, str]
    emoji: dict[str, str]
    masks: dict[str, str]

    def longer(self) -> dict[str, str]:
        """Every replacement that is looked for as a string; a mask may be a star or a cross."""
        crossed = {key.replace("*", "×"): value for key, value in self.masks.items()}
        return {**self.homophones, **self.pinyin, **self.split, **self.emoji, **crossed, **self.masks}


class CrisisFile(Strict):
    """Patterns for what goes before every other answer. `calm` patterns take a match back within its sentence."""

    source: _Text
    despair: tuple[Entry, ...]
    in_progress: tuple[Entry, ...]


def read(path: Path, record: type[_Record]) -> _Record:
    """One file as its record. Raises DataError naming the file, and the place inside it where that is known."""
    try:
        return record.model_validate(_yaml(path))
    except ValidationError as error:
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise DataError(f"{path.name}: {places}") from error


def digest(paths: list[Path]) -> str:
    """sha256 over names and bytes of the given files, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _yaml(path: Path) -> Any:  # noqa: ANN401 - what a YAML file holds is what the record type finds out
    try:
        return yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes text only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataError(f"{path.name}:{mark.line + 1 if mark else 1}: not valid YAML") from error
