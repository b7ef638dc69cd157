"""What a term of the lexicon means: slots of words with gaps between them, or a regular expression with a gate.

A word is `老赖/赖皮狗`: any of the alternatives. A frame (kind near) is `<family> ..6 打/砍`: slots of words, each named
set or alternatives, with at most six characters between them and no end of a sentence; `~6` instead of `..6` allows
either order and stands between two slots only. A regular expression is searched only in texts that hold the literals
it cannot match without (see gate). The words of an entry's `unless` may name sets like those of a frame.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from classify.gate import Slot, branches, gate
from classify.records import Entry, EntryKind
from model.errors import DataError

_GAP: Final = re.compile(r"^(\.\.|~)(\d{1,2})$")
_REGEX_SET: Final = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled entry. `slots` are all sets of words that must be present; `gaps` lie between the slots of a frame.

    `unless` are the words that take a match back, with the named sets among them spelled out.
    """

    entry: Entry
    slots: tuple[Slot, ...]
    unless: tuple[str, ...] = ()
    gaps: tuple[int, ...] = ()
    either_order: bool = False
    regex: re.Pattern[str] | None = None


def compile_entry(entry: Entry, sets: Mapping[str, Slot]) -> tuple[Pattern, ...]:
    """The patterns of an entry: one, or one for each branch of an expression that is nothing but alternatives.

    Raises DataError naming the entry when its term cannot be read.
    """
    unless = tuple(sorted({word for part in entry.unless for word in _slot(part, sets, entry)}))
    if entry.kind is EntryKind.REGEX:
        return tuple(_expressions(entry, sets, unless))
    parts = entry.term.split(" ")
    slots = tuple(_slot(part, sets, entry) for part in parts[::2])
    gaps = tuple(_gap(part, entry) for part in parts[1::2])
    frame = entry.kind is EntryKind.NEAR
    either = any(order == "~" for order, _ in gaps)
    if len(parts) % 2 == 0 or frame != bool(gaps) or (either and len(slots) != 2):
        raise DataError(f"{entry.id}: a {entry.kind.value} cannot be written as {entry.term!r}")
    return (Pattern(entry, slots, unless, tuple(size for _, size in gaps), either),)


def _slot(part: str, sets: Mapping[str, Slot], entry: Entry) -> Slot:
    words: set[str] = set()
    for piece in part.split("/"):
        name = piece[1:-1] if piece.startswith("<") and piece.endswith(">") else None
        if name is not None and name not in sets:
            raise DataError(f"{entry.id}: there is no set <{name}> in the vocabulary")
        words |= sets[name] if name else {piece}
    if not all(words):
        raise DataError(f"{entry.id}: an alternative of {part!r} is empty")
    return frozenset(words)


def _gap(part: str, entry: Entry) -> tuple[str, int]:
    found = _GAP.match(part)
    if not found:
        raise DataError(f"{entry.id}: {part!r} is no gap; write ..6 or ~6")
    return found[1], int(found[2])


def _expressions(entry: Entry, sets: Mapping[str, Slot], unless: tuple[str, ...]) -> Iterator[Pattern]:
    try:
        source = _REGEX_SET.sub(lambda found: _any_of(sets[found[1]]), entry.term)
        re.compile(source)
    except (re.error, KeyError) as error:
        raise DataError(f"{entry.id}: {entry.term!r} is not a regular expression ({error})") from error
    for branch in branches(source):
        yield Pattern(entry, gate(branch), unless, regex=re.compile(branch))


def _any_of(words: Slot) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
