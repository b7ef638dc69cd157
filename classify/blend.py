"""Rules and model together: calibrated probabilities for every label, and the opinion that they make.

A small logistic model weighs what the rules found against what the linear model reads. It was taught on families of
texts that the linear model had not seen, so it knows how far each of the two can be trusted. What holds for rules alone
holds here: exactly one kind and nothing else, or no kind; whoever is accused is shown the words; danger is decided
before and stays. A text is an accusation only above a limit at which at most two of a hundred innocent ones were.
"""

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from classify.evidence import Evidence
from classify.linear import ACCUSED, OUTPUTS, Floats, Limits, Model, chances
from classify.rules import THRESHOLD
from classify.speaker import Voice
from model.classification import AttributeKind, Classification, Danger, Finding, LabelScore, Quote, Speaker
from model.labels import GROUP, SEVERITY, Group, Label

_LABELS: Final = tuple(Label)
_PLACE: Final = MappingProxyType({label: place for place, label in enumerate(_LABELS)})
_KINDS: Final = tuple(i for i, label in enumerate(_LABELS) if GROUP[label] is Group.KIND)
_CONDUCT: Final = tuple(i for i, label in enumerate(_LABELS) if GROUP[label] is not Group.KIND)
_KINDS_AT: Final = np.array(_KINDS)
_CONDUCT_AT: Final = np.array(_CONDUCT)
_SPOKEN: Final = 6
_SHOWN: Final = 0.25
_IN_DANGER: Final = 0.9
_TELLS: Final = 0.5
_TOLD: Final = (AttributeKind.NAME, AttributeKind.AMOUNT, AttributeKind.DAYS_OVERDUE, AttributeKind.ID_NUMBER)
"""Without any of them nothing personal is told, whatever the model thinks."""
RULE: Final = "model."
"""Findings that no rule made begin with it, and end with the label."""


def inputs(evidence: Evidence, voice: Voice, logits: Floats) -> Floats:
    """What the combination weighs: the model's log odds, three signs of each label by rule, and who speaks of what.

    The order is the one that `weighed_for` counts on.
    """
    count = len(_LABELS)
    found = [0.0] * (3 * count)
    for label, score in evidence.scores().items():
        place = _PLACE[label]
        found[place], found[count + place], found[2 * count + place] = score, 1.0, float(score >= THRESHOLD)
    found += voice.teller, voice.collector, voice.article, voice.told, voice.reported, evidence.debt
    return np.concatenate((logits, np.array(found, np.float32)))


def backed_by_rules(inputs: Floats) -> NDArray[np.bool_]:
    """Of each row of inputs: which labels the rules alone would name."""
    start = OUTPUTS + 2 * len(_LABELS)
    return np.asarray(inputs[:, start : start + len(_LABELS)] > 0)


def weighed_for(place: int) -> list[int]:
    """The places of the inputs that an output rests on.

    A label of conduct rests on signs of itself, on who speaks, and on whether anything is wrong at all; never on
    another label that it is often seen with.
    """
    count = len(_LABELS)
    if place not in _CONDUCT:
        return list(range(OUTPUTS + 3 * count + _SPOKEN))
    own = [OUTPUTS + part * count + place for part in range(3)]
    return [place, ACCUSED, *own, *range(OUTPUTS + 3 * count, OUTPUTS + 3 * count + _SPOKEN)]


def probabilities(evidence: Evidence, voice: Voice, model: Model, logits: Floats | None = None) -> Floats:
    """The calibrated probability of each label, and at last of the text being an accusation.

    `logits` are what the model says of the text, where that is known already.
    """
    seen = model.logits(evidence) if logits is None else logits
    weighed = inputs(evidence, voice, seen) @ model.stack + model.stack_bias
    weighed[ACCUSED] = margin(weighed) * model.verdict[0] + model.verdict[1]
    return chances(weighed)


def margin(weighed: Floats) -> float:
    """How far a text looks wrong as a whole, and like its likeliest wrong rather than its likeliest kind: log odds."""
    wrong, kind = np.maximum.reduce(weighed.take(_CONDUCT_AT)), np.maximum.reduce(weighed.take(_KINDS_AT))
    return float(weighed[ACCUSED] + wrong - kind)


def tells(evidence: Evidence, voice: Voice, model: Model, logits: Floats | None = None) -> bool:
    """Whether a text, its quotations left out, is an account or a question rather than words to a debtor."""
    return voice.told or float(probabilities(evidence, voice, model, logits)[_PLACE[Label.OWN_WORDS]]) >= _TELLS


def opinion(
    evidence: Evidence,
    voice: Voice,
    model: Model,
    quotes: tuple[Quote, ...] = (),
    danger: Danger | None = None,
    logits: Floats | None = None,
) -> Classification:
    """The classification of one text. `evidence` has been enriched and settled by the rules.

    `logits` are what the model says of it, where that is known already.
    """
    found = probabilities(evidence, voice, model, logits).tolist()
    # An article accuses nobody, whatever stands around it.
    accused = () if danger or voice.reported else _accused(evidence, found, model)
    labels = accused or (_kind(evidence, found, danger),)
    own = labels[0].label is Label.OWN_WORDS
    return Classification(
        labels=labels,
        maybe=() if own else _maybe(evidence, found, labels),
        quotes=quotes,
        speaker=_speaker(labels, voice, danger),
        sure=danger is not None or voice.reported or confidence(found, bool(accused)) >= model.limits.sure,
        danger=danger,
        severity=max(SEVERITY[score.label] for score in labels),
        attributes=evidence.attributes,
    )


def named(found: Sequence[float], backed: Sequence[bool], limits: Limits) -> list[int]:
    """The places of the labels of an accusation: each above its limit, and the likeliest in any case.

    `backed` tells which labels the rules alone would name; they need less.
    """
    above = [i for i in _CONDUCT if found[i] >= (limits.name if backed[i] else limits.alone)]
    return above or [max(_CONDUCT, key=lambda i: found[i])]


def likeliest_kind(found: Sequence[float]) -> int:
    """The place of the kind of a text in which nothing wrong is found."""
    return max(_KINDS, key=lambda i: found[i])


def confidence(found: Sequence[float], accused: bool) -> float:
    """The chance that the main thing said is right: that something is wrong and what, or that nothing is and which kind."""
    wrong = found[ACCUSED]
    if accused:
        return wrong * max(found[i] for i in _CONDUCT)
    return (1 - wrong) * found[likeliest_kind(found)] / max(sum(found[i] for i in _KINDS), 1e-9)


def _accused(evidence: Evidence, found: Sequence[float], model: Model) -> tuple[LabelScore, ...]:
    if found[ACCUSED] < model.limits.accuse:
        return ()
    scores = evidence.scores()
    backed = [scores.get(label, 0.0) >= THRESHOLD for label in _LABELS]
    return tuple(_shown(evidence, found, named(found, backed, model.limits), model))


def _shown(evidence: Evidence, found: Sequence[float], places: Iterable[int], model: Model) -> Iterable[LabelScore]:
    """The labels with the words that carry them; without any such words a label is not given."""
    for place in places:
        label, score = _LABELS[place], found[place]
        reasons = evidence.of(label) or _windows(evidence, label, score, model)
        if reasons:
            yield LabelScore(label, score, reasons)


def _windows(evidence: Evidence, label: Label, score: float, model: Model) -> tuple[Finding, ...]:
    if label is Label.DATA_DISCLOSURE and not evidence.has(*_TOLD):
        return ()
    ranges = model.windows(evidence, label)
    rule = f"{RULE}{label.value}"
    return tuple(Finding(label, evidence.folded.span(start, end), rule, score) for start, end in ranges)


def _kind(evidence: Evidence, found: Sequence[float], danger: Danger | None) -> LabelScore:
    if danger:
        return LabelScore(Label.OWN_WORDS, _IN_DANGER, evidence.of(Label.OWN_WORDS))
    place = likeliest_kind(found)
    return LabelScore(_LABELS[place], found[place], evidence.of(_LABELS[place]))


def _maybe(evidence: Evidence, found: Sequence[float], labels: tuple[LabelScore, ...]) -> tuple[LabelScore, ...]:
    given = {score.label for score in labels}
    places = (i for i in _CONDUCT if found[i] >= _SHOWN and _LABELS[i] not in given)
    return tuple(LabelScore(_LABELS[i], found[i], evidence.of(_LABELS[i])) for i in places)


def _speaker(labels: tuple[LabelScore, ...], voice: Voice, danger: Danger | None) -> Speaker:
    first = labels[0].label
    if first is Label.OWN_WORDS:
        return Speaker.OTHER if voice.reported and not voice.told and not danger else Speaker.USER
    if any(GROUP[s.label] is Group.VIOLATION for s in labels) or first in (Label.LAWFUL_REMINDER, Label.MONEY_TRAP):
        return Speaker.COLLECTOR
    return Speaker.OTHER
