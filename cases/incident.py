"""The items of one incident, summed up: pure, so that a card can be made again at any time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.case import Item
from model.labels import GROUP, SEVERITY, Group, Label

_REPEATING = {Label.OBSCENITY, Label.INSULT, Label.THREAT_PERSON, Label.THREAT_FAMILY}
_ABOUT_OTHERS = {Label.THIRD_PARTY_CONTACT, Label.DATA_DISCLOSURE}


class IncidentKind(StrEnum):
    """What the answer has to be about."""

    SUSPECTED = "suspected"
    LAWFUL = "lawful"
    OFFICIAL = "official"
    AD = "ad"
    ARTICLE = "article"
    OWN_WORDS = "own_words"
    OTHER = "other"
    UNSURE = "unsure"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one item says, without its words."""

    labels: tuple[Label, ...] = ()
    maybe: tuple[Label, ...] = ()
    traps: bool = False
    sure: bool = True
    article: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Incident:
    """All items of a burst together. `counts` holds conduct and risks, strongest first."""

    kind: IncidentKind
    counts: tuple[tuple[Label, int], ...]
    maybe: tuple[Label, ...]
    texts: int
    unread: int
    traps: bool
    third_party: bool
    police: bool
    authority: bool

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels of conduct and risk, or the one kind where there are none."""
        return tuple(label for label, _ in self.counts)


def sum_up(seen: Sequence[Seen], *, earlier: Iterable[Item] = ()) -> Incident:
    """Sum up a burst. `earlier` items of the same case count only for what is repeated."""
    counts = _counts(seen)
    labels = {label for label, _ in counts}
    readable = [s for s in seen if s.readable]
    return Incident(
        kind=_kind(readable, labels),
        counts=counts,
        maybe=_maybe(readable, labels),
        texts=len(readable),
        unread=len(seen) - len(readable),
        traps=any(s.traps for s in seen),
        third_party=not labels.isdisjoint(_ABOUT_OTHERS),
        police=_for_the_police(seen, earlier),
        authority=Label.IMPERSONATION in labels,
    )


def _counts(seen: Sequence[Seen]) -> tuple[tuple[Label, int], ...]:
    found = Counter(label for s in seen for label in s.labels if GROUP[label] is not Group.KIND)
    order = list(Label)
    return tuple(sorted(found.items(), key=lambda pair: (-SEVERITY[pair[0]], -pair[1], order.index(pair[0]))))


def _kind(readable: Sequence[Seen], labels: set[Label]) -> IncidentKind:
    if not readable:
        return IncidentKind.UNREAD
    if labels - {Label.DEBT_SERVICE_AD}:
        return IncidentKind.SUSPECTED
    if labels:
        return IncidentKind.AD
    if any(not s.sure for s in readable):
        return IncidentKind.UNSURE
    return _harmless(readable)


def _harmless(readable: Sequence[Seen]) -> IncidentKind:
    kinds = {label for s in readable for label in s.labels}
    if Label.OFFICIAL_NOTICE in kinds:
        return IncidentKind.OFFICIAL
    if Label.LAWFUL_REMINDER in kinds:
        return IncidentKind.LAWFUL
    if any(s.article for s in readable):
        return IncidentKind.ARTICLE
    return IncidentKind.OWN_WORDS if Label.OWN_WORDS in kinds else IncidentKind.OTHER


def _maybe(readable: Sequence[Seen], labels: set[Label]) -> tuple[Label, ...]:
    likely = dict.fromkeys(label for s in readable for label in s.maybe)
    return tuple(label for label in likely if label not in labels and GROUP[label] is not Group.KIND)


def _for_the_police(seen: Sequence[Seen], earlier: Iterable[Item]) -> bool:
    """Threats lead to the police at once; insulting, obscene or threatening messages as soon as they repeat."""
    if any(SEVERITY[label] == 4 and label in _REPEATING for s in seen for label in s.labels):
        return True
    before = [{Label(label) for label in item.labels} for item in earlier]
    repeats = [labels for labels in [*before, *({*s.labels} for s in seen)] if labels & _REPEATING]
    return len(repeats) > 1
