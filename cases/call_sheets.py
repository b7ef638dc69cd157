"""What to say on the phone: a page for each line that is called, with the words to read aloud in Chinese."""

from collections.abc import Mapping
from typing import Final

from cases.contacts import contact_params
from cases.keyboards import rows_back, tap
from cases.letter_offers import sheets_for
from cases.letters import pairs, standing_of, write
from cases.turn import Answered, Turn
from model.case import Case
from model.errors import NotUnderstoodError
from model.letter import SheetKind, Written
from model.reply import Json, Reply

CHANNELS: Final[Mapping[SheetKind, str]] = {
    SheetKind.LENDER: "lender_internal",
    SheetKind.REGULATOR: "nfra_12378",
    SheetKind.CITY: "gov_12345",
    SheetKind.POLICE: "p110",
    SheetKind.LEGAL_AID: "legal_12348",
    SheetKind.COURT: "court_12368",
    SheetKind.FRAUD: "p96110",
}


async def call_sheet(turn: Turn, case: Case, argument: str) -> Answered:
    """The calls that fit this case, or the sheet of one of them."""
    if argument:
        return await _sheet(turn, case, _kind(argument))
    offered = sheets_for(await standing_of(turn, case))
    rows = (*pairs([tap(kind.value, "call_sheet", kind.value) for kind in offered]), *rows_back())
    params: dict[str, Json] = {"kinds": [kind.value for kind in offered]}
    return Answered((Reply("call_sheet_ask", params, rows, case_id=case.id),))


def _kind(argument: str) -> SheetKind:
    """A sheet by its name, or by the id of the body that is called."""
    by_channel = {channel: kind for kind, channel in CHANNELS.items()}
    try:
        return by_channel.get(argument) or SheetKind(argument)
    except ValueError as error:
        raise NotUnderstoodError from error


async def _sheet(turn: Turn, case: Case, kind: SheetKind) -> Answered:
    written = await write(turn, case, kind)
    params: dict[str, Json] = {
        "kind": kind.value,
        "contact": _contact(turn, case, kind),
        "opening": opening_of(written),
        **{part: [*written.part(part)] for part in ("answers", "ask_for", "not_ours", "not_from_us")},
    }
    rows = ((tap("filed"), tap("facts")), (tap("call_sheet"), tap("back", "card")))
    return Answered((Reply("call_sheet", params, rows, case_id=case.id),))


def opening_of(written: Written) -> str:
    """What is read aloud first, in one breath."""
    return "".join(written.part("opening"))


def _contact(turn: Turn, case: Case, kind: SheetKind) -> Json:
    """The line itself; for a lender its own confirmed one, where there is one."""
    directory, locale = turn.deps.directory, turn.person.locale
    known = case.facts.platform_id
    if kind is not SheetKind.LENDER or known is None or known not in directory.platforms:
        return contact_params(directory, CHANNELS[kind], locale, turn.now)
    own = contact_params(directory, known, locale, turn.now)
    return own or contact_params(directory, CHANNELS[kind], locale, turn.now)
