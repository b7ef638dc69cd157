"""A fault in a record, and the kind of function that finds one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from directory.tables import Directory


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the folder, the record, the path to the field in it, and what is wrong."""

    folder: str
    id: str
    where: tuple[str | int, ...]
    message: str


Rule = Callable[[Directory], Iterator[Fault]]


def missing(folder: str, id_: str, field: str, wanted: Iterable[str | None], there: Iterable[str]) -> Iterator[Fault]:
    """One fault for every wanted id that is not there."""
    known = set(there)
    yield from (Fault(folder, id_, (field,), f"there is no {name}") for name in wanted if name and name not in known)
