"""Which bodies are competent, in order. The situations are data (`data/routes/`); this only applies them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from directory.places import ANYWHERE, bureau_for
from directory.tables import Directory
from directory.ties import Route, Step, When
from model.labels import Label
from model.locale import Locale

# More than three complaints at once help nobody and look like a campaign.
AT_ONCE: Final = 3
_BUREAU: Final = "local_fin_bureau"


@dataclass(frozen=True, slots=True)
class Query:
    """A situation. `police`: threats, or abuse that repeats; `danger`: it happens now; `paid`: money has gone;

    `bystander`: the reader owes nothing; `known_source`: a company or a signature is named; `online`: it was published;
    `posing`: as whom a sender poses, where that is known; `situation`: one that no label stands for, told by a tap or an
    attribute; `place`: where the lender is licensed, for the bureau of that place.
    """

    labels: tuple[Label, ...]
    licence_type: str | None = None
    bystander: bool = False
    police: bool = False
    known_source: bool = False
    danger: bool = False
    paid: bool = False
    online: bool = False
    posing: Literal["police", "court", "lawyer"] | None = None
    situation: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """A competent body, the route that led there, and why in three languages."""

    channel_id: str
    route_id: str
    step: Step

    def why(self, locale: Locale) -> str:
        """One sentence: why this body."""
        return self.step.why.to(locale)


def route(directory: Directory, query: Query) -> tuple[Routed, ...]:
    """The competent bodies in the order of competence, three at most. Empty where nothing was found to complain of.

    Says nothing of the hour: a body may be closed. Police come first for threats whatever else is the case.
    """
    found: dict[str, Routed] = {}
    for routed in _steps(directory.routes, query):
        found.setdefault(routed.channel_id, _local(directory, routed, query.place))
    return tuple(found.values())[:AT_ONCE]


def verify_channel(directory: Directory, labels: Iterable[Label]) -> str | None:
    """The id of the body that tells whether a claim of office is true, or None where nothing is claimed."""
    given = frozenset(labels)
    for candidate in directory.routes:
        if candidate.verify and not given.isdisjoint(candidate.when.labels):
            return candidate.verify
    return None


def _steps(routes: Iterable[Route], query: Query) -> Iterator[Routed]:
    for candidate in routes:
        if _holds(candidate.when, query):
            yield from (Routed(step.channel, candidate.id, step) for step in candidate.steps)
            if candidate.last:
                return


def _local(directory: Directory, routed: Routed, place: str | None) -> Routed:
    """The bureau of the place itself, where the place is known."""
    if routed.channel_id != _BUREAU or not place:
        return routed
    bureau = bureau_for(directory, place)
    return replace(routed, channel_id=bureau) if bureau in directory.channels and bureau != ANYWHERE else routed


def _holds(when: When, query: Query) -> bool:
    return (
        (not when.labels or not set(when.labels).isdisjoint(query.labels))
        and (not when.licences or query.licence_type in when.licences)
        and when.posing in (None, query.posing)
        and when.situation in (None, query.situation)
        and all(wanted in (None, is_so) for wanted, is_so in _switches(when, query))
    )


def _switches(when: When, query: Query) -> Iterator[tuple[bool | None, bool]]:
    yield when.licence_known, query.licence_type is not None
    yield when.danger, query.danger or query.situation == "danger_now"
    yield when.police, query.police
    yield when.bystander, query.bystander
    yield when.known_source, query.known_source
    yield when.paid, query.paid
    yield when.online, query.online
