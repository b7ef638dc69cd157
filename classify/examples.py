"""What a model is taught from: texts with their labels, and what the chain reads of each.

The texts are those of `corpus/`, the examples of the lexicon, and, where a folder with them is given, licensed sets of
real language. Of the last nothing is kept but weights: they are light, and no feature is taken from them.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from classify import Classifier, _evidence, lexicon, normalize, settled, speaker
from classify.evidence import Evidence
from classify.records import LEXICON, LexiconFile, read
from classify.speaker import Voice
from model.labels import Label

CORPUS: Final = Path(__file__).parent / "corpus"
_BORROWED: Final = 0.1
_QUOTED: Final = Voice(0.0, 1.0, 0.0)
_SETS: Final = ("legal_questions/questions.jsonl", "coldataset/train.csv", "swsr/sexcomment.csv")
_QUESTIONS: Final = 3
_COMMENTS: Final = 12
"""Every third question and every twelfth comment is taken; the others stay unseen, so that they can be measured on."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn from. `quote` is a passage in it that has labels of its own.

    A hint is an example of a rule: it carries its label, but which others is not known, and rules have seen it.
    """

    text: str
    labels: frozenset[Label]
    family: str
    weight: float = 1.0
    quote: str = ""
    quote_labels: frozenset[Label] = frozenset()
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What the model sees of an example: of the whole, of it without its quotations, or of a quotation alone."""

    evidence: Evidence
    voice: Voice
    labels: frozenset[Label]
    family: str
    weight: float
    hint: bool = False
    counted: bool = False
    """Whether the figures are read off it: one row for each text of the corpus."""


def corpus(folder: Path = CORPUS) -> Iterator[Example]:
    """The made-up messages of the project."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            yield Example(
                row["text"], _labels(row["labels"]), row["family"],
                quote=row.get("quote", ""), quote_labels=_labels(row.get("quote_labels", ())),
            )  # fmt: skip


def hints() -> Iterator[Example]:
    """The example of every entry of the lexicon."""
    for label in Label:
        for entry in read(LEXICON / f"{label.value}.yaml", LexiconFile).terms:
            yield Example(entry.example, frozenset({label}), f"lexicon {entry.id}", hint=True)


def borrowed(folder: Path) -> Iterator[Example]:
    """Real language of others: questions put to lawyers, harmless comments, and a few obscene ones."""
    for number, line in enumerate((folder / _SETS[0]).open(encoding="utf-8")):
        if number % _QUESTIONS == 0:
            yield _loan(json.loads(line)["question"], f"question {number}", Label.OWN_WORDS)
    for number, row in enumerate(_table(folder / _SETS[1])):
        if row["label"] == "0" and number % _COMMENTS == 0:
            yield _loan(row["TEXT"], f"cold {number}", Label.OTHER)
    for number, row in enumerate(_table(folder / _SETS[2])):
        if row["label"] == "0" and number % _COMMENTS == 0:
            yield _loan(row["comment_text"], f"swsr {number}", Label.OTHER)
        elif row["category"] == "SO" and row["target"] == "I":
            yield _loan(row["comment_text"], f"swsr {number}", Label.INSULT, Label.OBSCENITY)


def sources(data: Path | None, folder: Path = CORPUS) -> dict[str, str]:
    """The sha256 of everything that a model is taught from, by name; the rules and tables have one together."""
    paths = {f"corpus/{path.name}": path for path in folder.glob("*.jsonl")}
    if data:
        paths |= {name: data / name for name in _SETS}
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(paths.items())}
    return found | {"rules": lexicon.load().digest}


def rows(example: Example, classifier: Classifier) -> Iterator[Row]:
    """The text as the chain judges it; the account around a quotation, and the quotation, once more by themselves."""
    view = normalize.plain(example.text, classifier.normalizer)
    whole = _evidence(view, classifier)
    ranges = speaker.quoted(view.text)
    outer = _evidence(view.without(ranges), classifier).attributed(whole.attributes) if ranges else whole
    apart = bool(ranges) and speaker.voice(outer).told
    yield _row(example, outer if apart else whole, counted=not example.hint and example.weight == 1)
    if ranges and not apart and Label.OWN_WORDS in example.labels:
        yield _row(example, outer)
    if example.quote:
        quote = _evidence(normalize.plain(example.quote, classifier.normalizer), classifier)
        yield replace(_row(example, quote), voice=_QUOTED, labels=example.quote_labels)


def _row(example: Example, evidence: Evidence, counted: bool = False) -> Row:
    voice = speaker.voice(evidence)
    return Row(settled(evidence), voice, example.labels, example.family, example.weight, example.hint, counted)


def _labels(names: Iterable[str]) -> frozenset[Label]:
    return frozenset(Label(name) for name in names)


def _loan(text: str, family: str, *labels: Label) -> Example:
    return Example(text, frozenset(labels), family, _BORROWED)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
