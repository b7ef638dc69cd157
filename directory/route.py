"""Which bodies are competent, in order. The situations are data (`data/routes/`); this only applies them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from directory.records import Route, Step, When
from directory.tables import Directory
from model.labels import Label
from model.locale import Locale

# More than three complaints at once help nobody and look like a campaign.
AT_ONCE: Final = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A situation. `police`: threats, or abuse that repeats; `danger`: it happens now; `paid`: money has gone;

    `bystander`: the reader owes nothing; `known_source`: a company or a signature is named; `online`: it was published;
    `posing`: as whom a sender poses, where that is known.
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
        found.setdefault(routed.channel_id, routed)
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


def _holds(when: When, query: Query) -> bool:
    return (
        (not when.labels or not set(when.labels).isdisjoint(query.labels))
        and (not when.licences or query.licence_type in when.licences)
        and when.posing in (None, query.posing)
        and all(wanted in (None, is_so) for wanted, is_so in _switches(when, query))
    )


def _switches(when: When, query: Query) -> Iterator[tuple[bool | None, bool]]:
    yield when.licence_known, query.licence_type is not None
    yield when.danger, query.danger
    yield when.police, query.police
    yield when.bystander, query.bystander
    yield when.known_source, query.known_source
    yield when.paid, query.paid
    yield when.online, query.online
