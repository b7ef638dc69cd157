"""From scores to the opinion: labels above the threshold, the rest as maybe, who speaks, and whether it is sure."""

from typing import Final

from classify.evidence import Evidence
from classify.rules import THRESHOLD, kind
from classify.speaker import Voice
from model.classification import Classification, Danger, LabelScore, Quote, Speaker
from model.labels import GROUP, SEVERITY, Group, Label

_SHOWN: Final = 0.25
_CLEAR: Final = 0.6
_NO_EVIDENCE: Final = 0.7
"""How sure a text is something else, when it holds not one word of debt and nothing was found in it."""


def accused(evidence: Evidence) -> tuple[LabelScore, ...]:
    """Every kind of conduct or risk with findings, in the order of the taxonomy, whatever its score."""
    labels = (label for label in Label if GROUP[label] is not Group.KIND)
    return tuple(LabelScore(x, evidence.score(x), evidence.of(x)) for x in labels if evidence.of(x))


def opinion(
    evidence: Evidence, voice: Voice, quotes: tuple[Quote, ...] = (), danger: Danger | None = None
) -> Classification:
    """The classification of one text. Exactly one kind and nothing else, or no kind and what was found."""
    own = voice.told or voice.reported or danger is not None
    scores = accused(evidence)
    labels = () if own else tuple(s for s in scores if s.score >= THRESHOLD)
    maybe = tuple(s for s in scores if s not in labels and s.score >= _SHOWN) if not own else ()
    plain = labels or (_kind(evidence, voice, danger),)
    return Classification(
        labels=plain,
        maybe=maybe,
        quotes=quotes,
        speaker=_speaker(plain, voice, danger),
        sure=_sure(plain, maybe),
        danger=danger,
        severity=max(SEVERITY[s.label] for s in plain),
        attributes=evidence.attributes,
    )


def _kind(evidence: Evidence, voice: Voice, danger: Danger | None) -> LabelScore:
    if danger:
        return LabelScore(Label.OWN_WORDS, 0.9, evidence.of(Label.OWN_WORDS))
    label, score = kind(evidence, voice)
    if label is Label.OTHER and not evidence.debt and not accused(evidence):
        score = max(score, _NO_EVIDENCE)
    return LabelScore(label, score, evidence.of(label))


def _sure(labels: tuple[LabelScore, ...], maybe: tuple[LabelScore, ...]) -> bool:
    return all(s.score >= _CLEAR for s in labels) and all(s.score < 0.4 for s in maybe)


def _speaker(labels: tuple[LabelScore, ...], voice: Voice, danger: Danger | None) -> Speaker:
    first = labels[0].label
    if first is Label.OWN_WORDS:
        return Speaker.OTHER if voice.reported and not voice.told and not danger else Speaker.USER
    if any(GROUP[s.label] is Group.VIOLATION for s in labels) or first is Label.LAWFUL_REMINDER:
        return Speaker.COLLECTOR
    return Speaker.COLLECTOR if first is Label.MONEY_TRAP else Speaker.OTHER
