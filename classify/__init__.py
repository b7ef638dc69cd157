"""Text in, opinion out: which of the seventeen kinds of content a text suggests, with the exact words that suggest it.

`load` reads the lexicon once; `classify` is pure, never raises for any str, and takes time linear in the length of the
text. Nothing here stores a text or decides what to do about it. Offsets are code points of the text as received.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from classify import context, crisis, lexicon, match, normalize, rules, score, segment, signals, speaker
from classify.evidence import Evidence
from classify.lexicon import Lexicon
from classify.normalize import Normalizer, View
from classify.segment import Segmenter
from model.classification import Classification, Finding, Quote
from model.labels import GROUP, Group

__all__ = ["Classifier", "classify", "load"]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Everything that classifying needs, read once. `digest` names the rules that an opinion was formed by."""

    lexicon: Lexicon
    normalizer: Normalizer
    segmenter: Segmenter
    debt: re.Pattern[str]
    digest: str


def load(cache_dir: Path) -> Classifier:
    """Read lexicon and dictionary. The tokenizer keeps its cache file in `cache_dir`, which is made if need be.

    Raises DataError naming the file when a file of the lexicon does not hold.
    """
    words = lexicon.load()
    return Classifier(
        words, normalize.build(words.folds), segment.load(cache_dir, words.words), words.debt, words.digest
    )


def classify(text: str, classifier: Classifier) -> Classification:
    """The opinion on one text, an opinion and no proof. Any str will do; an empty one is `other`."""
    view = normalize.plain(text, classifier.normalizer)
    whole = _evidence(view, classifier)
    ranges = speaker.quoted(view.text)
    outer = _outer(view, ranges, classifier) if ranges else whole
    danger = crisis.find(outer.folded, classifier.lexicon, classifier.segmenter)
    voice = speaker.voice(outer)
    if ranges and (danger or voice.told):
        quotes = tuple(_quote(view, start, end, classifier) for start, end in ranges)
        return score.opinion(outer.attributed(whole.attributes), voice, quotes, danger)
    voice = speaker.voice(whole)
    evidence = whole if danger or voice.told or voice.reported else rules.settled(rules.enriched(whole))
    return score.opinion(evidence, voice, danger=danger)


def _evidence(view: View, classifier: Classifier) -> Evidence:
    folded = normalize.folded(view, classifier.normalizer)
    debt = bool(classifier.debt.search(folded.text))
    certain: list[Finding] = []
    dependent: list[Finding] = []
    for hit in match.find(folded, classifier.lexicon.entries, classifier.segmenter):
        entry = hit.entry
        finding = Finding(classifier.lexicon.labels[entry.id], folded.span(hit.start, hit.end), entry.id, entry.weight)
        (dependent if entry.context else certain).append(finding)
    factor = context.factor(folded.text, debt, certain, dependent)
    findings = (*certain, *(replace(f, weight=f.weight * factor) for f in dependent))
    return Evidence(view, folded, findings, signals.read(view, classifier.segmenter), debt)


def _outer(view: View, ranges: list[tuple[int, int]], classifier: Classifier) -> Evidence:
    """The text around the quotations."""
    return _evidence(view.without(ranges), classifier)


def _quote(view: View, start: int, end: int, classifier: Classifier) -> Quote:
    """One quotation as a text of its own; whoever is quoted is taken to speak to the person who quotes."""
    evidence = rules.settled(rules.enriched(_evidence(view.part(start, end), classifier)))
    opinion = score.opinion(evidence, speaker.Voice(0.0, 1.0, 0.0))
    labels = tuple(s for s in opinion.labels if GROUP[s.label] is not Group.KIND)
    return Quote(view.span(start, end), labels or opinion.labels)
