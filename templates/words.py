"""The single words of a language: buttons, labels, hours and the like, one YAML file per language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from model.errors import DataError

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Words(BaseModel):
    """The words of one language by topic. A topic that is missing or not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    buttons: Mapping[str, Word]
    commands: Mapping[str, Word]
    labels: Mapping[str, Word]
    labels_to_bystander: Mapping[str, Word]
    licences: Mapping[str, Word]
    hours: Mapping[str, Word]
    forces: Mapping[str, Word]
    roles: Mapping[str, Word]
    receivers: Mapping[str, Word]
    levels: Mapping[str, Word]
    kinds: Mapping[str, Word]
    sources: Mapping[str, Word]
    files: Mapping[str, Word]
    lines: Mapping[str, Word]
    situations: Mapping[str, Word]
    statuses: Mapping[str, Word]
    mistakes: Mapping[str, Word]
    reasons: Mapping[str, Word]
    needs: Mapping[str, Word]
    circumstances: Mapping[str, Word]
    outcomes: Mapping[str, Word]
    step_statuses: Mapping[str, Word]
    sentences: Mapping[str, Word]
    hows: Mapping[str, Word]
    rungs: Mapping[str, Word]
    ladders: Mapping[str, Word]
    letters: Mapping[str, Word]
    facts: Mapping[str, Word]
    fact_questions: Mapping[str, Word]


def read_words(path: Path) -> Words:
    """The words of one file; DataError names the file and the topic that does not hold."""
    try:
        return Words.model_validate(yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader))  # noqa: S506
    except (ValidationError, yaml.YAMLError) as error:
        raise DataError(f"{path.parent.name}/{path.name}: {error}") from error


def button_text(words: Words, label: str) -> str:
    """The wording of a button: "case" is one, "case:3" another, whose `{value}` is what follows the first colon."""
    key, colon, value = label.partition(":")
    try:
        return words.buttons[key + colon].replace("{value}", value)
    except KeyError as error:
        raise DataError(f"no wording for the button {key + colon!r}") from error
