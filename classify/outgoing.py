"""Outgoing words: what a letter, a form, a call or a post would do to the person who sends it, before it leaves.

Pure: text in, risks out, each with the exact words, a reason and a rewrite by id; the words for both are elsewhere, and
the person decides. A risk is a hint and no judgement. Terms are reviewed data, one file for each kind in `outgoing/`,
found with the same matcher as the lexicon; what is denied, asked, doubted or told of somebody else is taken back.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from classify import Classifier, match, normalize, outgoing_model, outgoing_numbers, patterns
from classify.match import Hit, Matcher
from classify.normalize import View
from classify.outgoing_model import OutgoingModel
from classify.outgoing_records import FOLDER, OutgoingFile, RiskKind, TakeBack, Use, Words, read_files
from classify.outgoing_sense import Sense, sense_of
from classify.records import TABLES, Vocabulary, digest, read
from classify.speaker import quoted
from model.classification import Span
from model.labels import Label

__all__ = ["Checker", "OutgoingFacts", "Risk", "RiskKind", "Use", "check", "checker"]

_ENOUGH: Final = 0.5
_INSULTS: Final = frozenset({Label.INSULT, Label.OBSCENITY})
MODEL: Final = "model"
"""The entry of a risk that no rule found."""
_END: Final = re.compile(r"[。!?;\n]+")
_LINE: Final = re.compile(r"\n+")
_PASSAGE: Final = 80
_TELLING: Final = 8
_LONGEST: Final = 20_000
"""Code points that are read of one text; no letter is longer, and what is longer is no letter."""


class Variant(StrEnum):
    """What else a reason may turn on, where one kind has several."""

    PLAIN = ""
    COUNT = "count"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class OutgoingFacts:
    """What the case itself knows, to hold a text against; None where it knows nothing.

    `calls` and `messages` are counts, `last` the day of the last contact that is recorded, `lender` the name of the
    lender where it is known.
    """

    calls: int | None = None
    messages: int | None = None
    last: date | None = None
    lender: str | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk: its kind, the words of the received text, and the ids of the reason and of the rewrite.

    `entry` is the id of the rule, or the name of the computation, that found it.
    """

    kind: RiskKind
    span: Span
    reason: str
    rewrite: str
    entry: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, compiled once. `kinds` leads from the id of an entry to its kind; `files` from a kind to its file."""

    matcher: Matcher
    kinds: Mapping[str, RiskKind]
    files: Mapping[RiskKind, OutgoingFile]
    sense: Sense
    digest: str


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules beside the classifier, whose normalizer, segmenter and lexicon of insults they share.

    Without a model the rules decide alone, as they do while a model is made.
    """

    rules: Rules
    classifier: Classifier
    model: OutgoingModel | None = None


def checker(classifier: Classifier) -> Checker:
    """The shipped rules and their model, read once. Raises DataError naming the file that does not hold."""
    return Checker(load_rules(), classifier, _shipped_model())


def rules_alone(classifier: Classifier) -> Checker:
    """The same without the model: what a model is taught beside."""
    return Checker(load_rules(), classifier)


@cache
def _shipped_model() -> OutgoingModel:
    return outgoing_model.load()


@cache
def load_rules(folder: Path = FOLDER) -> Rules:
    """Read every file of rules. Raises DataError naming the file that does not hold, and for an id given twice."""
    files = read_files(folder)
    words = read(folder / "words.yaml", Words)
    shared = read(TABLES / "vocabulary.yaml", Vocabulary).sets
    sets = {name: frozenset(values) for name, values in {**shared, **words.sets}.items()}
    entries = [entry for file in files.values() for entry in file.terms]
    compiled = tuple(pattern for entry in entries for pattern in patterns.compile_entry(entry, sets))
    kinds = {entry.id: file.kind for file in files.values() for entry in file.terms}
    return Rules(match.build(compiled), kinds, files, sense_of(words), digest(list(folder.glob("*.yaml"))))


def check(
    text: str, *, use: Use, owes: bool | None, facts: OutgoingFacts, today: date, tables: Checker
) -> tuple[Risk, ...]:
    """Every risk of a text that is about to leave, in the order of the text, each kind once for each place.

    `owes` says whether it is the person's own debt, None where that is not known. Any str will do; time is linear.
    """
    classifier = tables.classifier
    segmenter = classifier.segmenter.for_one_text()
    plain = normalize.plain(text[:_LONGEST], classifier.normalizer)
    folded = normalize.folded(plain, classifier.normalizer)
    hits = match.find(folded, tables.rules.matcher, segmenter)
    found = [*_said(folded, hits, tables, use, owes)]
    if _fits(tables.rules.files[RiskKind.INSULT_BACK], use, owes):
        insults = match.find(folded, classifier.lexicon.entries, segmenter)
        found += _insults(folded, (h for h in insults if classifier.lexicon.labels[h.entry.id] in _INSULTS), tables)
    found = [*_weighed(folded, found, tables, use, owes), *_computed(plain, use, facts, today, tables)]
    return _in_order(found)


def _weighed(folded: View, found: list[Risk], tables: Checker, use: Use, owes: bool | None) -> Iterator[Risk]:
    """The risks of the rules without those in passages that the model knows as harmless, and those it hears alone."""
    if tables.model is None:
        yield from found
        return
    for start, end in _passages(folded.text):
        span = folded.span(start, end)
        here = [risk for risk in found if span.start <= risk.span.start < span.end]
        heard = tables.model.hear(folded.text[start:end])
        if here and max(heard.risk, _loudest(folded.text[start:end], tables.model)) >= tables.model.cleared:
            yield from here
        elif not here and heard.risk >= tables.model.alone:
            kinds = (kind for kind in heard.kinds if _fits(tables.rules.files[kind], use, owes))
            yield from (_risk(kind, span, MODEL) for kind in islice(kinds, 1))


def _loudest(passage: str, model: OutgoingModel) -> float:
    """The log odds of the riskiest sentence: calm words beside it do not make it harmless."""
    return max(model.hear(passage[start:end]).risk for start, end in _cut(passage, 0, len(passage), _END))


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """A short line as a whole, a longer one sentence by sentence; what is too short to tell goes with the next."""
    for start, end in _cut(text, 0, len(text), _LINE):
        short = end - start <= _PASSAGE
        yield from [(start, end)] if short else _cut(text, start, end, _END)


def _cut(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for found in marks.finditer(text, start, end):
        if found.end() - start >= _TELLING:
            yield start, found.end()
            start = found.end()
    if start < end:
        yield start, end


def _said(folded: View, hits: Iterable[Hit], tables: Checker, use: Use, owes: bool | None) -> Iterator[Risk]:
    """The risks that the rules find: the hits of a kind, taken together, must carry it."""
    by_kind: dict[RiskKind, list[Hit]] = defaultdict(list)
    for hit in hits:
        kind = tables.rules.kinds[hit.entry.id]
        file = tables.rules.files[kind]
        if _fits(file, use, owes) and not tables.rules.sense.takes_back(
            folded.text, hit.start, hit.end, file.taken_back
        ):
            by_kind[kind].append(hit)
    for kind, own in by_kind.items():
        if _carried(own) >= _ENOUGH:
            yield from (_risk(kind, folded.span(hit.start, hit.end), hit.entry.id) for hit in own)


def _carried(hits: list[Hit]) -> float:
    missing = 1.0
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.entry.weight)):
        if hit.start >= end or hit.entry.weight >= _ENOUGH:
            missing *= 1 - hit.entry.weight
            end = max(end, hit.end)
    return 1 - missing


def _insults(folded: View, hits: Iterable[Hit], tables: Checker) -> Iterator[Risk]:
    """Insults of the person's own, by the lexicon of insults; what stands in quotation marks is somebody else's."""
    quotations = quoted(folded.text)
    back = tables.rules.files[RiskKind.INSULT_BACK].taken_back
    for hit in hits:
        inside = any(start <= hit.start < end for start, end in quotations)
        carries = hit.entry.weight >= _ENOUGH
        if carries and not inside and not tables.rules.sense.takes_back(folded.text, hit.start, hit.end, back):
            yield _risk(RiskKind.INSULT_BACK, folded.span(hit.start, hit.end), hit.entry.id)


def _computed(plain: View, use: Use, facts: OutgoingFacts, today: date, tables: Checker) -> Iterator[Risk]:
    """What takes arithmetic: numbers that belong to nobody's eyes, six months, counts, days to come."""
    for start, end in outgoing_numbers.private_numbers(plain.text):
        kind = RiskKind.NAME_IN_PUBLIC if use is Use.PUBLIC else RiskKind.ID_NUMBER_INCLUDED
        yield _risk(kind, plain.span(start, end), "computed.number")
    late = outgoing_numbers.late_penalty(plain.text, today)
    if late and not tables.rules.sense.takes_back(plain.text, *late, (TakeBack.NEGATION,)):
        yield _risk(RiskKind.LATE_PENALTY, plain.span(*late), "computed.six_months")
    for start, end in outgoing_numbers.more_than(plain.text, facts.calls, facts.messages):
        yield _risk(RiskKind.INVENTED_FACT, plain.span(start, end), "computed.count", Variant.COUNT)
    for start, end in outgoing_numbers.to_come(plain.text, today):
        yield _risk(RiskKind.INVENTED_FACT, plain.span(start, end), "computed.future", Variant.FUTURE)


def _fits(file: OutgoingFile, use: Use, owes: bool | None) -> bool:
    return (not file.uses or use in file.uses) and (file.owes is None or owes is None or owes is file.owes)


def _risk(kind: RiskKind, span: Span, entry: str, variant: Variant = Variant.PLAIN) -> Risk:
    name = f"{kind.value}_{variant.value}" if variant else kind.value
    return Risk(kind, span, name, name, entry)


def _in_order(found: Iterable[Risk]) -> tuple[Risk, ...]:
    """In the order of the text; of two places of one kind that overlap, the longer."""
    kept: list[Risk] = []
    last: dict[RiskKind, Risk] = {}
    for risk in sorted(found, key=lambda risk: (risk.span.start, -risk.span.end, risk.kind.value, risk.entry)):
        before = last.get(risk.kind)
        if before is None or risk.span.start >= before.span.end:
            kept.append(risk)
            last[risk.kind] = risk
    return tuple(kept)
