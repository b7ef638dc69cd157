"""The ladder's situations, and how a message or a tap leads to them. One message may be in several at once."""

from collections.abc import Iterable
from typing import Final

from directory.tables import Directory
from directory.ties import Situation, Way
from model.errors import DataError
from model.labels import Label

_MAPPING: Final = "vocabularies"


def situations(
    directory: Directory,
    labels: Iterable[Label] = (),
    licence_type: str | None = None,
    *,
    bystander: bool = False,
    attributes: Iterable[str] = (),
    tap: str | None = None,
) -> tuple[str, ...]:
    """The ids of the situations that hold, in the order of the ladder.

    `attributes` are names of what was read off a message (photo, id_number, case_number, in_progress); `tap` is what
    the reader said by a button. Situations without a label are reached by these two alone.
    """
    given, read = frozenset(labels), frozenset(attributes)
    return tuple(
        situation.id
        for situation in _all(directory)
        if any(_leads(way, given, licence_type, bystander, read, tap) for way in situation.reached_by)
    )


def ladder(directory: Directory, situation_id: str) -> tuple[str, ...]:
    """The ids of all channels of a situation, in the order in which they are tried. Raises DataError where none is."""
    for situation in _all(directory):
        if situation.id == situation_id:
            return situation.ladder
    raise DataError(f"no situation {situation_id}")


def channels_of(directory: Directory, step: str) -> tuple[str, ...]:
    """The channels that a step in the route of a company stands for, such as `local_financial_bureau:重庆`."""
    name = step.partition(":")[0]
    for known in directory.mapping[_MAPPING].regulator_routes:
        if known.name == name:
            return known.channels
    raise DataError(f"no regulator route {name}")


def _all(directory: Directory) -> tuple[Situation, ...]:
    return directory.mapping[_MAPPING].situations


def _leads(
    way: Way, labels: frozenset[Label], licence: str | None, bystander: bool, read: frozenset[str], tap: str | None
) -> bool:
    return (
        (not way.labels or not labels.isdisjoint(way.labels))
        and (not way.licences or licence in way.licences)
        and (not way.attributes or not read.isdisjoint(way.attributes))
        and (not way.taps or tap in way.taps)
        and way.bystander in (None, bystander)
    )
