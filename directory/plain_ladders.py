"""The ladders as plain data: what escalation decides on, without files, sources or pydantic."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from directory.ladders import LadderRecord
from directory.tables import Directory
from directory.ties import Way as Tie
from model.ladder import Ladder, Ladders, Rung, Way

_MAPPING: Final = "vocabularies"


def ladders_of(directory: Directory) -> Ladders:
    """All ladders in the order of their sections, each with the ways to it, and all rungs.

    The ways to the situations are those of the mapping of the vocabularies, their only place.
    """
    ways = {one.id: tuple(_way(tie) for tie in one.reached_by) for one in directory.mapping[_MAPPING].situations}
    ordered = sorted(directory.ladders.values(), key=lambda record: (record.section, record.id))
    return Ladders(
        tuple(_ladder(record, ways.get(record.id, ())) for record in ordered),
        rungs_of(directory),
    )


def rungs_of(directory: Directory) -> Mapping[str, Rung]:
    """All rungs by id, for whoever needs no ladder."""
    return MappingProxyType({id_: record.rung() for id_, record in directory.rungs.items()})


def _ladder(record: LadderRecord, ways: tuple[Way, ...]) -> Ladder:
    return Ladder(
        id=record.id,
        section=record.section,
        ways=(*ways, *(one.way() for one in record.reached_by)),
        positions=tuple(position.position() for position in record.positions),
        last=record.last,
        holds=record.holds,
    )


def _way(tie: Tie) -> Way:
    licences = tuple(licence.value for licence in tie.licences)
    return Way(tie.labels, licences, tie.attributes, tie.taps, tie.bystander)
