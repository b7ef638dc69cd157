"""Web forms field by field: each is one text to copy, by a button where it fits the button, else from the message."""

from cases.keyboards import copy, tap
from cases.letters import pairs, write
from cases.turn import Answered, Turn
from cases.units import COPY_LIMIT, utf16_units
from model.case import Case
from model.errors import NotUnderstoodError
from model.letter import FormKind
from model.reply import Json, Reply


async def fields(turn: Turn, case: Case, argument: str) -> Answered:
    """The fields of a form, filled in from the case. How long a field may be is nowhere confirmed and is not said."""
    kind = _kind(argument)
    written = await write(turn, case, kind)
    filled: list[Json] = [
        {"label": part.heading, "value": "\n".join(part.lines), "fits": _fits("\n".join(part.lines))}
        for part in written.parts
    ]
    buttons = [
        copy(f"field:{n}", f"copy/field_{n}") for n, part in enumerate(written.parts, 1) if _fits("\n".join(part.lines))
    ]
    rows = (*pairs(buttons), (tap("filed"), tap("facts")), (tap("back", "card"),))
    return Answered((Reply("form_fields", {"kind": kind.value, "fields": filled}, rows, case_id=case.id),))


def _fits(value: str) -> bool:
    return utf16_units(value) <= COPY_LIMIT


def _kind(argument: str) -> FormKind:
    try:
        return FormKind(f"form_{argument}")
    except ValueError as error:
        raise NotUnderstoodError from error
