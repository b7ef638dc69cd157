"""Reading the data files: strict, with the file and the line in every error, and a digest over all of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

import yaml
from pydantic import ValidationError

from directory.ladders import LadderRecord, RungRecord
from directory.lawbook import CaseNumbers, Ground, HolidayYear, Limit
from directory.names import compile_names
from directory.records import Channel, Holder, Platform, Province, Rejected, Spelling
from directory.schema import Filed
from directory.tables import DATA, FOLDERS, Directory
from directory.ties import Decisions, Route, Vocabularies
from model.errors import DataError

T = TypeVar("T", bound=Filed)
_SUFFIX = ".yaml"
_NONE: Mapping[str, Path] = MappingProxyType({})


def load(data: Path | None = None, local: Path | None = None) -> Directory:
    """Read the directory from `data` (the project's own by default), with the records of `local` put over it.

    A local record replaces the one with the same id; `local` need not exist. Raises DataError naming file and line,
    for a local file too: directory/local.py is for those who must not be stopped by one.
    """
    files = files_in(data or DATA) | (files_in(local) if local and local.is_dir() else {})
    return assemble(files, tuple(root for root in (local, data or DATA) if root))


def assemble(
    files: Mapping[str, Path],
    roots: tuple[Path, ...],
    *,
    set_aside: Mapping[str, Path] = _NONE,
    withhold: Callable[[Filed], Filed] = lambda record: record,
) -> Directory:
    """The directory from these files; `roots` are the folders they lie in, the one that wins first.

    `withhold` takes from a record that a file in `set_aside` is about what is not to be shown.
    """
    raw = {name: path.read_bytes() for name, path in sorted(files.items())}
    aside = frozenset(set_aside)

    def records(kind: type[T], folder: str) -> Mapping[str, T]:
        return _records(kind, folder, raw, files, lambda name, one: cast(T, withhold(one)) if name in aside else one)

    mapping, routes = records(Vocabularies, "mapping"), records(Route, "routes")
    platforms, rejected = records(Platform, "platforms"), records(Rejected, "rejected")
    spelling = records(Spelling, "spelling")
    return Directory(
        platforms=platforms,
        channels=records(Channel, "channels"),
        grounds=records(Ground, "laws"),
        limits=records(Limit, "limits"),
        holidays=records(HolidayYear, "holidays"),
        rejected=rejected,
        labels=MappingProxyType({tie.label: tie for tied in mapping.values() for tie in tied.labels}),
        routes=tuple(sorted(routes.values(), key=lambda route: (route.order, route.id))),
        holders=records(Holder, "holders"),
        provinces=records(Province, "provinces"),
        case_numbers=records(CaseNumbers, "case_numbers"),
        rungs=records(RungRecord, "rungs"),
        ladders=records(LadderRecord, "ladders"),
        spelling=spelling,
        mapping=mapping,
        decisions=records(Decisions, "decisions"),
        roots=roots,
        matcher=compile_names(platforms.values(), rejected.values(), spelling["spelling"]),
        digest=digest(raw | {f"set aside: {name}": b"" for name in aside}),
        local=frozenset(name for name, path in files.items() if len(roots) > 1 and path.is_relative_to(roots[0])),
        set_aside=aside,
    )


def digest(raw: Mapping[str, bytes]) -> str:
    """sha256 in hexadecimal over names and contents, in the order of the names."""
    total = sha256()
    for name, content in sorted(raw.items()):
        total.update(name.encode() + b"\0" + sha256(content).digest())
    return total.hexdigest()


def parse(kind: type[T], content: bytes, path: Path) -> T:
    """One record from the bytes of its file. Raises DataError with file and line."""
    return cast(T, _parsed(kind, content, path))


@lru_cache(maxsize=2048)
def _parsed(kind: type[Filed], content: bytes, path: Path) -> Filed:
    """Records are frozen, so the same bytes may be the same record: checking after loading reads nothing twice."""
    try:
        raw = yaml.load(content, yaml.CBaseLoader)  # noqa: S506  (the base loader makes text only)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataError(f"{path}:{mark.line + 1 if mark else 1}: not readable as YAML") from error
    try:
        record = kind.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        raise DataError(_told(error, content, path)) from error
    if record.id != path.stem:
        raise DataError(f"{path}:1: the id is not the name of the file")
    return record


def line_of(content: bytes, where: Iterable[str | int]) -> int:
    """The line, counted from 1, at which a key path stands in a YAML file; the nearest that exists."""
    node = yaml.compose(content, yaml.CBaseLoader)
    line = 1
    for key in where:
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line + 1, node.value[key]
    return None


def _told(error: ValidationError, content: bytes, path: Path) -> str:
    """All faults of one file, a line each. The message holds names and places, never a person's data."""
    return "\n".join(
        f"{path}:{line_of(content, fault['loc'])}: {'.'.join(map(str, fault['loc'])) or 'record'}: {fault['msg']}"
        for fault in error.errors(include_input=False, include_url=False)
    )


def files_in(root: Path) -> dict[str, Path]:
    """The files of a folder of records by their names, such as `channels/p110.yaml`. Raises DataError for any other
    file."""
    if not root.is_dir():
        raise DataError(f"{root}: no such directory")
    return {f"{path.parent.name}/{path.name}": path for path in _walk(root)}


def _walk(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if path.is_dir():
            continue
        if place_of(path, root) is None:
            raise DataError(f"{path}:1: not a file of the directory")
        yield path


def place_of(path: Path, root: Path) -> str | None:
    """The name of the record that a file is for, or None where it is for none."""
    fits = path.suffix == _SUFFIX and path.parent.parent == root and path.parent.name in FOLDERS
    return f"{path.parent.name}/{path.name}" if fits else None


def _records(
    kind: type[T],
    folder: str,
    raw: Mapping[str, bytes],
    files: Mapping[str, Path],
    held: Callable[[str, T], T],
) -> Mapping[str, T]:
    prefix = f"{folder}/"
    names = [name for name in raw if name.startswith(prefix)]
    return MappingProxyType({files[name].stem: held(name, parse(kind, raw[name], files[name])) for name in names})
