"""A fault as it is told to whoever keeps the files: the file, the line, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from directory.fault import Fault
from directory.loader import line_of
from model.errors import DataError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file, the line counted from 1, and what is wrong. A `warning` does not fail anything."""

    file: str
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """As compilers write it, so that editors jump to the line."""
        return f"{self.file}:{self.line}: {'warning: ' if self.warning else ''}{self.message}"


def located(fault: Fault, roots: Iterable[Path]) -> Problem:
    """A fault with its place: in the first of the roots that has the file of its record."""
    paths = [root / fault.folder / f"{fault.id}.yaml" for root in roots]
    path = next((path for path in paths if path.is_file()), paths[-1])
    line = line_of(path.read_bytes(), fault.where) if path.is_file() else 1
    return Problem(str(path), line, fault.message)


def told_by(error: DataError) -> tuple[Problem, ...]:
    """The faults that the loader told, one a line."""
    return tuple(_parsed(line) for line in str(error).splitlines())


def _parsed(told: str) -> Problem:
    path, _, rest = told.partition(":")
    line, _, message = rest.partition(":")
    return Problem(path, int(line), message.strip()) if line.isdigit() else Problem(path, 1, rest.strip())
