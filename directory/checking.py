"""Checking a whole directory: every fault with its file and line, and every record that was checked too long ago."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from directory.age import Age, age_of
from directory.fault import Fault
from directory.loader import load
from directory.local import faults_of
from directory.problems import Problem, located, told_by
from directory.rules import RULES, all_records
from directory.tables import DATA
from model.errors import DataError

__all__ = ["Problem", "aged", "check"]


def check(data: Path | None = None, local: Path | None = None) -> tuple[Problem, ...]:
    """All faults of a directory, and of the records in `local` over it, with warnings about corrections that had
    their day. Of the shipped files, one that cannot be read is one fault, and then the only one."""
    root = data or DATA
    try:
        directory = load(root)
    except DataError as error:
        return told_by(error)
    if local is not None and local.is_dir():
        found = tuple(faults_of(local, root))
    else:
        found = tuple(located(fault, (root,)) for rule in RULES for fault in rule(directory))
    return tuple(sorted(found, key=lambda p: (p.file, p.line, p.message)))


def aged(data: Path | None, today: date) -> tuple[Problem, ...]:
    """Records that were checked more than 90 days ago: a report, never a failure."""
    roots = [data or DATA]
    old = [(f, r) for f, r in all_records(load(data)) if age_of(r.checked_on, today) is not Age.FRESH]
    faults = (Fault(f, r.id, ("checked_on",), f"checked on {r.checked_on}: look again") for f, r in old)
    return tuple(replace(located(fault, roots), warning=True) for fault in faults)
