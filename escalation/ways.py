"""Whether a way holds for a case, and by what: the ids of the reasons. Which ladders hold follows from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from escalation.steps import PATH
from model.labels import GROUP, Group
from model.ladder import Holds, Known, Ladder, Ladders, Rung, Way
from model.step import Step, StepStatus


@dataclass(frozen=True, slots=True)
class Reached:
    """A ladder that holds, and why."""

    ladder: Ladder
    reasons: tuple[str, ...]


def situations(ladders: Ladders, known: Known, steps: Iterable[Step] = ()) -> tuple[Reached, ...]:
    """The ladders that hold, in their order: several at once where the case is several things.

    A body that sent the person away holds its path open. A suspected breach without any other situation leads to the
    ladder that finds out who lends; where there is none either, a ladder may hold that only stands alone.
    """
    seen = with_paths(known, steps)
    found = tuple(Reached(ladder, held) for ladder in ladders.ladders if (held := why(ladder.ways, seen)))
    among = tuple(one for one in found if one.ladder.holds is Holds.BESIDE)
    if among or not any(GROUP[label] is Group.VIOLATION for label in known.labels):
        return among or found
    return tuple(Reached(one, ("lender:unknown",)) for one in ladders.ladders if one.holds is Holds.OTHERWISE)


def with_paths(known: Known, steps: Iterable[Step]) -> Known:
    """What is known, with what the answers of the bodies say besides: that it is not theirs."""
    sent_away = {step.outcome for step in steps if step.status is StepStatus.DISOWNED and step.outcome}
    told = {PATH[outcome] for outcome in sent_away if outcome in PATH}
    return replace(known, taps=known.taps | told)


def fits(rung: Rung, known: Known) -> bool:
    """Whether a rung is for this case at all, ripe or not."""
    return (not rung.fits or any(leads(way, known) for way in rung.fits)) and not any(
        leads(way, known) for way in rung.never
    )


def why(ways: Iterable[Way], known: Known) -> tuple[str, ...]:
    """The ids of everything that made the first of these ways hold; empty where none does."""
    for way in ways:
        if leads(way, known):
            return tuple(_reasons(way, known)) or ("always",)
    return ()


def leads(way: Way, known: Known) -> bool:
    """Whether everything holds that the way names."""
    return (
        (not way.labels or not known.labels.isdisjoint(way.labels))
        and (not way.licences or not known.licences.isdisjoint(way.licences))
        and (not way.attributes or not known.attributes.isdisjoint(way.attributes))
        and (not way.taps or not known.taps.isdisjoint(way.taps))
        and way.bystander in (None, known.bystander)
    )


def _reasons(way: Way, known: Known) -> Iterator[str]:
    yield from (f"label:{label}" for label in way.labels if label in known.labels)
    yield from (f"licence:{licence}" for licence in way.licences if licence in known.licences)
    yield from (f"read:{attribute}" for attribute in way.attributes if attribute in known.attributes)
    yield from (f"said:{tap}" for tap in way.taps if tap in known.taps)
    if way.bystander is not None:
        yield "role:bystander" if way.bystander else "role:other"
