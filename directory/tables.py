"""The directory as the other rooms get it: frozen, looked up by id, with the digest of everything it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from directory.ladders import LadderRecord, RungRecord
from directory.lawbook import CaseNumbers, Ground, HolidayYear, Limit
from directory.names import Matcher
from directory.records import Channel, Holder, Platform, Province, Rejected, Spelling
from directory.schema import Filed
from directory.ties import Decisions, LabelMapping, Route, Vocabularies
from model.labels import Label

# The folders of the data and the type of the records in each.
FOLDERS: Final[Mapping[str, type[Filed]]] = {
    "platforms": Platform,
    "channels": Channel,
    "laws": Ground,
    "limits": Limit,
    "holidays": HolidayYear,
    "routes": Route,
    "rejected": Rejected,
    "mapping": Vocabularies,
    "decisions": Decisions,
    "spelling": Spelling,
    "holders": Holder,
    "provinces": Province,
    "case_numbers": CaseNumbers,
    "rungs": RungRecord,
    "ladders": LadderRecord,
}
DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that can be looked up. `digest` is sha256 over the names and bytes of all files that were read.

    `roots` are the folders they were read from, the one that wins first; `local` names the files that an operator put
    over the shipped ones, such as `channels/p110.yaml`, and `set_aside` those of hers that could not be used.
    """

    platforms: Mapping[str, Platform]
    channels: Mapping[str, Channel]
    grounds: Mapping[str, Ground]
    limits: Mapping[str, Limit]
    holidays: Mapping[str, HolidayYear]
    rejected: Mapping[str, Rejected]
    labels: Mapping[Label, LabelMapping]
    routes: tuple[Route, ...]
    holders: Mapping[str, Holder]
    provinces: Mapping[str, Province]
    case_numbers: Mapping[str, CaseNumbers]
    rungs: Mapping[str, RungRecord]
    ladders: Mapping[str, LadderRecord]
    spelling: Mapping[str, Spelling]
    mapping: Mapping[str, Vocabularies]
    decisions: Mapping[str, Decisions]
    roots: tuple[Path, ...]
    matcher: Matcher
    digest: str
    local: frozenset[str] = frozenset()
    set_aside: frozenset[str] = frozenset()
