"""An operator's own records over the shipped ones. A file with a fault never keeps the bot from starting.

A local record replaces the whole shipped record of the same folder and id; nothing is merged. It is held to the rules
of the shipped ones, except that it needs no entry in the list of decisions: whoever wrote it decided. A file that
cannot be used is set aside and told with its line. Of the body or company that it was about, the shipped entries are
withheld until it is mended: somebody held them to be wrong. National short numbers stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from directory.age import NATIONAL
from directory.fault import Fault, Rule
from directory.loader import assemble, files_in, line_of, parse, place_of
from directory.mapping_rules import DECISION_RULES
from directory.problems import Problem, located, told_by
from directory.records import Channel, Platform
from directory.rules import RULES
from directory.schema import Filed
from directory.tables import DATA, FOLDERS, Directory
from model.errors import DataError

_RULES: Final[tuple[Rule, ...]] = tuple(rule for rule in RULES if rule not in DECISION_RULES)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The local files that can be used and those that cannot, by their names, and why not."""

    good: Mapping[str, Path]
    aside: Mapping[str, Path]
    problems: tuple[Problem, ...]


def load_over(local: Path, data: Path | None = None) -> tuple[Directory, tuple[Problem, ...]]:
    """The directory with the usable records of `local` over it, and what is wrong with the others.

    `local` need not exist. Raises DataError for the shipped records only.
    """
    root = data or DATA
    shipped = files_in(root)
    found = sort_local(local, root)
    directory = assemble(shipped | dict(found.good), (local, root), set_aside=found.aside, withhold=withheld)
    return directory, found.problems


def sort_local(local: Path, data: Path) -> Sorted:
    """Which files of `local` can be used over `data`: read one by one, then held against the rules together."""
    shipped, (good, problems) = files_in(data), _readable(local)
    every = {name: path for path in _paths(local) if (name := place_of(path, local))}
    while good and (faulty := _faulty(shipped, good, (local, data))):
        for name, faults in faulty.items():
            path = good.pop(name)
            problems += [_in_file(fault, name, path) for fault in faults]
    return Sorted(good, {n: p for n, p in every.items() if n not in good}, tuple(sorted(problems, key=_order)))


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.message


def _paths(local: Path) -> list[Path]:
    return sorted(path for path in local.rglob("*") if not path.is_dir()) if local.is_dir() else []


def _readable(local: Path) -> tuple[dict[str, Path], list[Problem]]:
    good: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in _paths(local):
        name = place_of(path, local)
        if name is None:
            problems.append(Problem(str(path), 1, "not a file of the directory"))
            continue
        try:
            parse(FOLDERS[path.parent.name], path.read_bytes(), path)
            good[name] = path
        except DataError as error:
            problems += told_by(error)
        except OSError as error:
            problems.append(Problem(str(path), 1, f"cannot be read: {error.strerror}"))
    return good, problems


def _faulty(
    shipped: Mapping[str, Path], good: Mapping[str, Path], roots: tuple[Path, ...]
) -> dict[str, tuple[Fault, ...]]:
    """The files with a fault, or that make one in a record of another file."""
    own: dict[str, tuple[Fault, ...]] = {}
    every = _faults({**shipped, **good}, roots)
    for fault in every:
        name = f"{fault.folder}/{fault.id}.yaml"
        if name in good:
            own[name] = (*own.get(name, ()), fault)
    if own or not every:
        return own
    before = set(_faults(shipped, roots))
    if not set(every) - before:
        return {}
    alone = {name: _new_faults({**shipped, name: path}, before, roots) for name, path in good.items()}
    return {n: faults for n, faults in alone.items() if faults} or dict.fromkeys(good, tuple(set(every) - before))


def _new_faults(files: Mapping[str, Path], before: set[Fault], roots: tuple[Path, ...]) -> tuple[Fault, ...]:
    return tuple(fault for fault in _faults(files, roots) if fault not in before)


def _faults(files: Mapping[str, Path], roots: tuple[Path, ...]) -> tuple[Fault, ...]:
    directory = assemble(files, roots)
    return tuple(fault for rule in _RULES for fault in rule(directory))


def _in_file(fault: Fault, name: str, path: Path) -> Problem:
    """The fault at its place in this file; one that shows in another record names that one."""
    if name == f"{fault.folder}/{fault.id}.yaml":
        return Problem(str(path), line_of(path.read_bytes(), fault.where), fault.message)
    return Problem(str(path), 1, f"with this file, {fault.folder}/{fault.id} has a fault: {fault.message}")


def withheld(record: Filed) -> Filed:
    """A shipped record without the entries that somebody held to be wrong."""
    if isinstance(record, Channel):
        kept = record.phone in NATIONAL
        gone = ("web", "wechat") if kept else ("phone", "phone_note", "web", "wechat")
        instead = {"how_to_find": record.look_up or record.how_to_find}
        return record.model_copy(update={**dict.fromkeys(gone), **instead})
    if isinstance(record, Platform):
        return record.model_copy(update={"phone": None, "second_lines": (), "privacy_mailbox": None})
    return record


def remember(directory: Directory, folder: Path) -> None:
    """Copy the local records in use to `folder/<digest>/`, once for each digest: with the release that is in use they
    are what an answer was made from, long after the files were changed."""
    kept, part = folder / directory.digest, folder / f".{directory.digest}"
    if not directory.local or kept.is_dir():
        return
    for name in sorted(directory.local):
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).write_bytes((directory.roots[0] / name).read_bytes())
    try:
        part.rename(kept)
    except OSError:  # another process was faster
        if not kept.is_dir():
            raise


def review(directory: Directory) -> tuple[Problem, ...]:
    """The corrections that may have had their day: the shipped record was checked later, or says the same."""
    *over, data = directory.roots
    found = (_reviewed(over[0] / name, data / name) for name in sorted(directory.local) if (data / name).is_file())
    return tuple(problem for problem in found if problem)


def _reviewed(path: Path, shipped: Path) -> Problem | None:
    kind = FOLDERS[path.parent.name]
    own, theirs = (parse(kind, file.read_bytes(), file) for file in (path, shipped))
    if own == theirs:
        return Problem(str(path), 1, "says what the shipped record says: it can be deleted", warning=True)
    if theirs.checked_on > own.checked_on:
        return Problem(str(path), line_of(path.read_bytes(), ("checked_on",)), _newer(theirs.checked_on), warning=True)
    return None


def _newer(day: date) -> str:
    return (
        f"the shipped record is newer than your correction (checked {day}): compare them, then delete yours"
        " or check it again"
    )


def faults_of(local: Path, data: Path) -> Iterable[Problem]:
    """Everything wrong with the records of an operator, and with the shipped ones beneath them."""
    found = sort_local(local, data)
    directory = assemble(files_in(data) | dict(found.good), (local, data))
    yield from found.problems
    for rule in RULES:
        for fault in rule(directory):
            mine = f"{fault.folder}/{fault.id}.yaml" in found.good
            problem = located(fault, (local, data) if mine else (data,))
            yield Problem(problem.file, problem.line, problem.message, warning=mine and rule in DECISION_RULES)
    yield from review(directory)
