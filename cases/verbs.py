"""Everything that can be done by a tap or by a command of the same name: one table, two doors."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cases import (
    admin,
    authority,
    basics,
    call_sheets,
    calls,
    channels,
    checking,
    conduct,
    details,
    documents,
    duplicates,
    guidance,
    imports,
    keeping,
    ladder_page,
    letters,
    lookup,
    next_step,
    particulars,
    proposals,
    recall,
    receivers,
    recordings,
    sorting,
    steps,
    summary,
    telling,
    typed,
)
from cases.deps import Deps
from cases.turn import Answered, Turn, say, take
from db import cases
from model.case import Case
from model.errors import GoneError, NotUnderstoodError
from model.incoming import Command, Tap
from model.reply import Notice

VERSION = "v1"

_OnCase: TypeAlias = Callable[[Turn, Case, str], Awaitable[Answered]]
_Anywhere: TypeAlias = Callable[[Turn, Case | None, str], Awaitable[Answered]]


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carries: a verb, the case it stands under, and an argument."""

    verb: str
    case_id: str
    argument: str


ON_A_CASE: Mapping[str, _OnCase] = {
    "card": guidance.back,
    "original": guidance.original,
    "remind": guidance.remind,
    "keep": keeping.keep,
    "role": telling.role,
    "whose": receivers.whose,
    "read_ok": summary.read_ok,
    "look_at": summary.look_at,
    "type_words": typed.type_words,
    "same": duplicates.same,
    "differ": duplicates.differ,
    "no_words": recordings.no_words,
    "platform": telling.platform,
    "sender": telling.sender,
    "denied": telling.denied,
    "situation": particulars.situation,
    "when": particulars.when,
    "place": particulars.place,
    "import": imports.press,
    "timeline": conduct.timeline,
    "facts": details.facts,
    "letter": letters.letter_page,
    "letter_out": letters.hand_out,
    "letter_back": letters.take_back,
    "check": checking.decide,
    "letters": letters.listing,
    "take": documents.take,
    "call_sheet": call_sheets.call_sheet,
    "step": steps.step,
    "ladder": ladder_page.ladder,
    "due": ladder_page.due,
    "move": sorting.move,
    "merge": sorting.merge,
}

ANYWHERE: Mapping[str, _Anywhere] = {
    "start": basics.start,
    "help": basics.show_help,
    "about": basics.about,
    "language": basics.language,
    "despair": basics.in_despair,
    "at_door": basics.at_door,
    "safe": basics.is_safe,
    "unsafe": basics.is_unsafe,
    "tonight": guidance.tonight,
    "next": next_step.next_thing,
    "today": guidance.today,
    "steps": guidance.steps,
    "lender": guidance.lender,
    "form": guidance.form,
    "tell_friend": guidance.tell_friend,
    "tell_parents": guidance.tell_parents,
    "tell_employer": guidance.tell_employer,
    "reply": guidance.reply_words,
    "calls": guidance.calls,
    "call": calls.call,
    "filed": guidance.filed,
    "wrong": telling.wrong,
    "delete": keeping.delete,
    "delete_all": keeping.delete_all,
    "answer_only": keeping.answer_only,
    "bye": keeping.bye,
    "again": keeping.again,
    "cases": sorting.listing,
    "case": sorting.look,
    "authority": authority.authority,
    "who": lookup.who,
    "this_one": telling.this_one,
    "channels": channels.channels,
    "channel": channels.channel,
    "report_entry": proposals.report,
    "propose": proposals.propose,
    "proposal": proposals.outcome,
    "recall": recall.look,
    "admin": admin.admin,
}

# What must work under a card whose case is long gone; help above all.
WITHOUT_CASE = frozenset(
    (
        *(
            "start",
            "help",
            "about",
            "language",
            "despair",
            "at_door",
            "safe",
            "unsafe",
            "calls",
            "cases",
            "bye",
            "again",
        ),
        *("channels", "channel", "report_entry", "propose", "proposal", "recall", "admin"),
    )
)

# What a command means without an argument, where a button would say more.
_SAID_ALONE: Mapping[str, str] = {"delete": keeping.ASK}

# Ends of a chat that are pressed and never typed.
ONLY_BUTTONS = frozenset(
    {"check", "import", "same", "differ", "no_words", "bye", "again", "recall", "this_one", "step", "due"}
)

VERBS = frozenset(ON_A_CASE) | frozenset(ANYWHERE)


def encode(press: Press) -> str:
    """The data of a button. Telegram takes 64 bytes; a longer one is a bug and is refused here."""
    data = "|".join((VERSION, press.verb, press.case_id, press.argument))
    if len(data.encode()) > 64:
        raise ValueError(f"the data of the button {press.verb!r} is too long")
    return data


def decode(data: str) -> Press:
    """The press behind a button's data, or a refusal for anything that is not ours."""
    parts = data.split("|")
    if len(parts) != 4 or parts[0] != VERSION or parts[1] not in VERBS:
        raise NotUnderstoodError
    return Press(*parts[1:])


async def press(deps: Deps, tap: Tap) -> Notice | None:
    """A pressed button. It acts on the case it stands under if that is this person's, and on no other."""

    async def act(turn: Turn) -> Answered:
        pressed = decode(tap.data)
        case = await _pressed_on(turn, pressed)
        return await _do(turn, pressed.verb, case, pressed.argument)

    return await take(deps, tap.update_id, tap.author, act)


async def _pressed_on(turn: Turn, pressed: Press) -> Case | None:
    if not pressed.case_id or pressed.verb in WITHOUT_CASE:
        return None
    return await cases.get(turn.deps.store, turn.person.id, pressed.case_id)


async def command(deps: Deps, given: Command) -> None:
    """A slash command. It acts on the case that is open in the conversation."""

    async def act(turn: Turn) -> Answered:
        if given.name not in VERBS - ONLY_BUTTONS:
            raise NotUnderstoodError
        # Whatever stands behind a command: somebody who cannot go on is answered first.
        if (answered := lookup.urgent(turn, given.argument)) is not None:
            return answered
        argument = given.argument.strip() or _SAID_ALONE.get(given.name, "")
        return await _do(turn, given.name, await _current(turn), argument)

    await take(deps, given.update_id, given.author, act)


async def _do(turn: Turn, verb: str, case: Case | None, argument: str) -> Answered:
    if verb in ANYWHERE:
        return await ANYWHERE[verb](turn, case, argument)
    if case is None:
        return say("no_current")
    return await ON_A_CASE[verb](turn, case, argument)


async def _current(turn: Turn) -> Case | None:
    if turn.dialog.case_id is None:
        return None
    try:
        return await cases.get(turn.deps.store, turn.person.id, turn.dialog.case_id)
    except GoneError:
        return None
