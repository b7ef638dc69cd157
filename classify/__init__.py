"""Text in, opinion out: which of the seventeen kinds of content a text suggests, with the exact words that suggest it.

`load` reads the lexicon once; `classify` is pure, never raises for any str, and takes time linear in the length of the
text. Nothing here stores a text or decides what to do about it. Offsets are code points of the text as received.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from classify import (
    alarm,
    authority,
    blend,
    context,
    crisis,
    features,
    joined,
    lexicon,
    linear,
    match,
    normalize,
    rules,
    score,
    segment,
    signals,
    speaker,
)
from classify.authority import Feature, FeatureKind, Office
from classify.evidence import Evidence
from classify.joined import Joined, Logits
from classify.lexicon import Lexicon
from classify.normalize import Normalizer, View
from classify.segment import Segmenter
from classify.speaker import Voice
from model.classification import Classification, Danger, Finding, Quote
from model.labels import GROUP, Group

_SPOKEN = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL)
"""Four Chinese characters: what is shorter is for the table of words alone."""

__all__ = ["Classifier", "Feature", "FeatureKind", "Office", "classify", "formal_features", "load"]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Everything that classifying needs, read once. `digest` names the rules and the model that an opinion came from.

    Without a model the rules decide alone, as they do while a model is made.
    """

    lexicon: Lexicon = field(repr=False)
    normalizer: Normalizer = field(repr=False)
    segmenter: Segmenter
    debt: re.Pattern[str]
    digest: str
    weights: Joined | None = field(default=None, repr=False)

    def for_one_text(self) -> "Classifier":
        """The same with a tokenizer that does not cut anything of one text twice."""
        segmenter = self.segmenter.for_one_text()
        return Classifier(self.lexicon, self.normalizer, segmenter, self.debt, self.digest, self.weights)


def load(cache_dir: Path) -> Classifier:
    """Read lexicon, dictionary and model. The tokenizer keeps its cache file in `cache_dir`, which is made if need be.

    Raises DataError naming the file when a file of the lexicon, or the model, does not hold.
    """
    model = linear.load()
    alone = load_rules(cache_dir)
    return replace(alone, weights=joined.join(model, alarm.load()), digest=f"{alone.digest}-{model.digest}")


def load_rules(cache_dir: Path) -> Classifier:
    """The same without the model: what a model is taught beside."""
    words = lexicon.load()
    return Classifier(
        words, normalize.build(words.folds), segment.load(cache_dir, words.words), words.debt, words.digest
    )


def classify(text: str, classifier: Classifier) -> Classification:
    """The opinion on one text, an opinion and no proof. Any str will do; an empty one is `other`."""
    classifier = classifier.for_one_text()
    view = normalize.plain(text, classifier.normalizer)
    whole = _evidence(view, classifier)
    ranges = speaker.quoted(view.text)
    outer = _evidence(view.without(ranges), classifier) if ranges else whole
    said = classifier.weights.logits(features.of(outer)) if classifier.weights else None
    danger = _danger(outer, said, classifier)
    voice = speaker.voice(outer)
    if ranges and (danger or _tells(outer, voice, classifier, said)):
        quotes = tuple(_quote(view, start, end, classifier) for start, end in ranges)
        return _opinion(outer.attributed(whole.attributes), voice, classifier, quotes, danger)
    if ranges:
        return _opinion(whole, speaker.voice(whole), classifier, danger=danger)
    return _opinion(whole, voice, classifier, danger=danger, said=said)


def _tells(evidence: Evidence, voice: Voice, classifier: Classifier, said: Logits | None) -> bool:
    """Whether the text around the quotations is somebody's account of them."""
    if voice.told or not classifier.weights or not said:
        return voice.told
    return blend.tells(settled(evidence), voice, classifier.weights.model, said.model)


def _opinion(
    evidence: Evidence,
    voice: Voice,
    classifier: Classifier,
    quotes: tuple[Quote, ...] = (),
    danger: Danger | None = None,
    said: Logits | None = None,
) -> Classification:
    """Rules and model together; the rules alone, where an account accuses nobody, without a model."""
    if classifier.weights:
        logits = said.model if said else None
        return blend.opinion(settled(evidence), voice, classifier.weights.model, quotes, danger, logits)
    own = danger or voice.told or voice.reported
    return score.opinion(evidence if own else settled(evidence), voice, quotes, danger)


def settled(evidence: Evidence) -> Evidence:
    """The evidence with what the rules add to it, and without what they take back."""
    return rules.settled(rules.enriched(evidence))


def formal_features(text: str, classifier: Classifier, *, sender: str | None = None) -> tuple[Feature, ...]:
    """What can be seen of a text that poses as an office: in whose name, by which number, channel, payee and deadline.

    `sender` is the number it came from, where that is known; its feature has no span.
    """
    view = normalize.plain(text, classifier.normalizer)
    folded = normalize.folded(view, classifier.normalizer)
    found = authority.features(view, folded, signals.read(view, classifier.segmenter))
    if not sender:
        return found
    known = authority.channels(signals.read(normalize.plain(sender, classifier.normalizer), classifier.segmenter))
    return (*found, *(replace(feature, span=None) for feature in known))


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


def outside_quotations(view: View, classifier: Classifier) -> Evidence:
    """What is found in a text around its quotations; in all of it, where it has none."""
    return _evidence(view.without(speaker.quoted(view.text)), classifier)


def _danger(evidence: Evidence, said: Logits | None, classifier: Classifier) -> Danger | None:
    """Despair or danger in progress, by the table of words and the alarm together; a name or a number is neither."""
    found = crisis.signs(evidence.folded, classifier.lexicon, classifier.segmenter)
    if not classifier.weights or not said or not _SPOKEN.search(evidence.text):
        return found.raised
    return classifier.weights.alarm.danger(said.alarm, found)


def _quote(view: View, start: int, end: int, classifier: Classifier) -> Quote:
    """One quotation as a text of its own; whoever is quoted is taken to speak to the person who quotes."""
    opinion = _opinion(_evidence(view.part(start, end), classifier), Voice(0.0, 1.0, 0.0), classifier)
    labels = tuple(s for s in opinion.labels if GROUP[s.label] is not Group.KIND)
    return Quote(view.span(start, end), labels or opinion.labels)
