"""The lexicon as it is used: every entry compiled, every entry with its label, and one digest over all files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from classify import match, patterns
from classify.gate import Slot
from classify.match import Matcher
from classify.patterns import Pattern
from classify.records import LEXICON, TABLES, CrisisFile, Entry, Folds, LexiconFile, Vocabulary, digest, read
from model.errors import DataError
from model.labels import Label

DESPAIR = "despair"
IN_PROGRESS = "in_progress"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, ready to be found. `labels` leads from the id of an entry to its label."""

    entries: Matcher
    crisis: Matcher
    labels: Mapping[str, Label]
    groups: Mapping[str, str]
    folds: Folds
    words: frozenset[str]
    debt: re.Pattern[str]
    digest: str


def load(lexicon: Path = LEXICON, tables: Path = TABLES) -> Lexicon:
    """Read and check every file. Raises DataError: an unknown key, a missing label, an id given twice."""
    sets = {name: frozenset(words) for name, words in read(tables / "vocabulary.yaml", Vocabulary).sets.items()}
    files = [_label_file(lexicon / f"{label.value}.yaml", label) for label in Label]
    crisis = read(tables / "crisis.yaml", CrisisFile)
    entries = _compiled((e for f in files for e in f.terms), sets)
    urgent = _compiled((*crisis.despair, *crisis.in_progress), sets)
    groups = {e.id: DESPAIR for e in crisis.despair} | {e.id: IN_PROGRESS for e in crisis.in_progress}
    labels = {entry.id: file.label for file in files for entry in file.terms}
    words = frozenset(w for p in (*entries, *urgent) if not p.regex for s in p.slots for w in s if len(w) > 1)
    paths = [*lexicon.glob("*.yaml"), *tables.glob("*.yaml")]
    debt = re.compile("|".join(sorted(sets["debt"])))
    folds = read(tables / "folds.yaml", Folds)
    return Lexicon(match.build(entries), match.build(urgent), labels, groups, folds, words, debt, digest(paths))


def _label_file(path: Path, label: Label) -> LexiconFile:
    file = read(path, LexiconFile)
    if file.label is not label:
        raise DataError(f"{path.name}: says label {file.label.value}")
    return file


def _compiled(entries: Iterable[Entry], sets: Mapping[str, Slot]) -> tuple[Pattern, ...]:
    seen: set[str] = set()
    found: list[Pattern] = []
    for entry in entries:
        if entry.id in seen:
            raise DataError(f"{entry.id}: this id is given twice")
        seen.add(entry.id)
        found += patterns.compile_entry(entry, sets)
    return tuple(found)
