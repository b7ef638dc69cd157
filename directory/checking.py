"""Checking a whole directory: every fault with its file and line, and every record that was checked too long ago."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from directory.age import Age, age_of
from directory.fault import Fault
from directory.loader import line_of, load
from directory.rules import RULES, all_records
from directory.tables import DATA
from model.errors import DataError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file, the line counted from 1, and what is wrong. A `warning` does not fail anything."""

    file: str
    line: int
    message: str
    warning: bool = False


def check(data: Path | None = None, local: Path | None = None) -> tuple[Problem, ...]:
    """All faults of a directory. A file that cannot be read is one fault, and then the only one."""
    try:
        directory = load(data, local)
    except DataError as error:
        return tuple(_parsed(line) for line in str(error).splitlines())
    roots = [root for root in (local, data or DATA) if root]
    found = (fault for rule in RULES for fault in rule(directory))
    return tuple(sorted((_located(fault, roots) for fault in found), key=lambda p: (p.file, p.line, p.message)))


def aged(data: Path | None, today: date) -> tuple[Problem, ...]:
    """Records that were checked more than 90 days ago: a report, never a failure."""
    roots = [data or DATA]
    old = [(f, r) for f, r in all_records(load(data)) if age_of(r.checked_on, today) is not Age.FRESH]
    faults = (Fault(f, r.id, ("checked_on",), f"checked on {r.checked_on}: look again") for f, r in old)
    return tuple(replace(_located(fault, roots), warning=True) for fault in faults)


def _located(fault: Fault, roots: Iterable[Path]) -> Problem:
    paths = [root / fault.folder / f"{fault.id}.yaml" for root in roots]
    path = next((path for path in paths if path.is_file()), paths[-1])
    line = line_of(path.read_bytes(), fault.where) if path.is_file() else 1
    return Problem(str(path), line, fault.message)


def _parsed(told: str) -> Problem:
    path, _, rest = told.partition(":")
    line, _, message = rest.partition(":")
    return Problem(path, int(line), message.strip()) if line.isdigit() else Problem(path, 1, rest.strip())
