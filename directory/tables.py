"""The directory as the other rooms get it: frozen, looked up by id, with the digest of everything it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from directory.match import Matcher
from directory.records import Channel, Filed, Ground, HolidayYear, LabelMapping, Limit, Platform, Rejected, Route
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
    "labels": LabelMapping,
}
DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that can be looked up. `digest` is sha256 over the names and bytes of all files that were read."""

    platforms: Mapping[str, Platform]
    channels: Mapping[str, Channel]
    grounds: Mapping[str, Ground]
    limits: Mapping[str, Limit]
    holidays: Mapping[str, HolidayYear]
    rejected: Mapping[str, Rejected]
    labels: Mapping[Label, LabelMapping]
    routes: tuple[Route, ...]
    matcher: Matcher
    digest: str
