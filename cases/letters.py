"""Letters in the chat: which there are, a draft, the letter as it is handed out and frozen, and taking it back.

The text is made anew from the case for every draft; what was handed out never changes.
"""

from datetime import timedelta
from typing import Final

from cases.card import incident_of
from cases.contacts import contact_params
from cases.detail_fields import field_of, wanted
from cases.documents import take_row, withdrawal
from cases.keyboards import Rows, rows_back, tap
from cases.letter_facts import known
from cases.letter_material import material_of
from cases.letter_offers import Standing, letters_for
from cases.letter_plan import facts_of, letter
from cases.routing import licence_of
from cases.turn import Answered, Turn
from db import letters
from escalation.hours import in_china
from model.case import Case, Level, Role
from model.errors import GoneError, NotUnderstoodError
from model.letter import FrozenLetter, Kind, LetterKind, Written
from model.reply import Button, Json, Notice, Reply

# How long a letter that was handed out can be taken back.
TAKEN_BACK_WITHIN: Final = timedelta(minutes=10)
LEGAL_AID: Final = "legal_12348"
# As many as a page has room for; the older ones are reached by their number.
LISTED: Final = 8


async def standing_of(turn: Turn, case: Case) -> Standing:
    """What decides which letters and calls fit a case."""
    incident, _ = await incident_of(turn.deps, case)
    found = known(await material_of(turn.deps, case, turn.now), "")
    return Standing(incident, case.facts, licence_of(case.facts, turn.deps.directory), found)


async def write(turn: Turn, case: Case, kind: Kind) -> Written:
    """A letter, call sheet or form of a case in words, as the case stands now."""
    material = await material_of(turn.deps, case, turn.now)
    return turn.deps.letters.write(letter(kind, known(material, kind.value)))


async def letter_page(turn: Turn, case: Case, argument: str) -> Answered:
    """The letters that fit this case, or the draft of one of them."""
    if argument:
        return await _draft(turn, case, kind_of(argument))
    offered = letters_for(await standing_of(turn, case))
    if not offered:
        return await _nothing_to_complain_of(turn, case)
    buttons = [tap(f"letter_{kind.value}", "letter", kind.value) for kind in offered]
    rows = (*pairs(buttons), (tap("call_sheet"), tap("facts")), (tap("letters"), tap("back", "card")))
    params: dict[str, Json] = {"kinds": [kind.value for kind in offered]}
    return Answered((Reply("letter_ask", params, rows, case_id=case.id),))


def pairs(buttons: list[Button]) -> Rows:
    """Buttons two by two."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def kind_of(argument: str) -> LetterKind:
    """The kind of letter that a button or a command names."""
    try:
        return LetterKind(argument)
    except ValueError as error:
        raise NotUnderstoodError from error


async def _nothing_to_complain_of(turn: Turn, case: Case) -> Answered:
    """A lawful reminder, an official notice, something that could not be read: help that fits, and no complaint."""
    incident, _ = await incident_of(turn.deps, case)
    aid = contact_params(turn.deps.directory, LEGAL_AID, turn.person.locale, turn.now)
    params: dict[str, Json] = {"kind": incident.kind.value, "contact": aid}
    rows = ((tap("call_legal_aid", "call_sheet", "call_legal_aid"), tap("wrong")), *rows_back())
    return Answered((Reply("letter_none", params, rows, case_id=case.id),))


async def _draft(turn: Turn, case: Case, kind: LetterKind) -> Answered:
    """The letter as it would be handed out now. Whatever is asked for by name is shown, unless nothing is suspected."""
    standing = await standing_of(turn, case)
    if not letters_for(standing):
        return await _nothing_to_complain_of(turn, case)
    written = await write(turn, case, kind)
    params: dict[str, Json] = {
        "kind": kind.value,
        "letter": written.text,
        "blanks": [*missing(case, kind)],
        "own_words": case.facts.details.own_words is not None or "own_words" not in facts_of(kind),
        "keeps": case.level is not Level.ANSWER_ONLY,
    }
    hand_out = (tap("letter_out", "letter_out", kind.value),) if params["keeps"] else ()
    rows = ((*hand_out, tap("facts")), (tap("own_words", "facts", "own_words"), tap("other_letters", "letter")))
    whose = ((tap("whose"),),) if standing.has_unknown_phone else ()
    return Answered((Reply("letter", params, (*rows, *whose), case_id=case.id),))


def missing(case: Case, kind: Kind) -> tuple[str, ...]:
    """The details that a letter of this kind leaves blank, in the order in which they are asked."""
    used = facts_of(kind)
    fields = wanted(owes=case.facts.role is Role.BORROWER)
    asked = [name for name in fields if name in used and name not in ("wish", "own_words")]
    return tuple(name for name in asked if field_of(case.facts.details, name) is None)


async def hand_out(turn: Turn, case: Case, argument: str) -> Answered:
    """Hand out a letter: from now on it stays as it is. Of an answer-only case nothing is kept, so nothing is frozen."""
    if case.level is Level.ANSWER_ONLY:
        return Answered((Reply("answer_only_on"),))
    frozen = await freeze(turn, case, kind_of(argument))
    return Answered((_handed_out(case, frozen),), Notice("notice/done"))


async def freeze(turn: Turn, case: Case, kind: LetterKind) -> FrozenLetter:
    """Make a letter final: the one place where that happens, so that whatever must be asked before is asked here."""
    deps = turn.deps
    digests = {"wording": deps.letters.digest, "directory": deps.directory.digest, "lexicon": deps.classifier.digest}
    written = await write(turn, case, kind)
    return await letters.freeze(deps.store, case, id=deps.new_id(), written=written, digests=digests, at=turn.now)


def _handed_out(case: Case, frozen: FrozenLetter) -> Reply:
    until = in_china(frozen.handed_at + TAKEN_BACK_WITHIN)
    params: dict[str, Json] = {
        "number": frozen.number,
        "kind": frozen.written.kind,
        "letter": frozen.written.text,
        "until": f"{until:%H:%M}",
    }
    rows = (
        take_row(frozen.number),
        (tap("letter_back", "letter_back", str(frozen.number)), tap("filed")),
        (tap("letters"), tap("back", "card")),
    )
    return Reply("letter_out", params, rows, slot=f"letter:{frozen.id}", case_id=case.id)


async def take_back(turn: Turn, case: Case, argument: str) -> Answered:
    """Take a letter back within ten minutes: it is gone, here and in the chat. Later it stays, and that is said."""
    frozen = await _numbered(turn, case, argument)
    slot, params = f"letter:{frozen.id}", {"number": frozen.number}
    if turn.now - frozen.handed_at > TAKEN_BACK_WITHIN:
        return Answered((Reply("letter_stays", params, ((tap("letters"), tap("back", "card")),), case_id=case.id),))
    files = await withdrawal(turn.deps, turn.person, frozen)
    await letters.take_back(turn.deps.store, frozen)
    rows = ((tap("other_letters", "letter"), tap("back", "card")),)
    return Answered((*files, Reply("letter_gone", params, rows, slot=slot, case_id=case.id)), erased=True)


async def listing(turn: Turn, case: Case, argument: str) -> Answered:
    """The letters of a case that were handed out, or one of them as it was."""
    if argument:
        return Answered((_shown(case, await _numbered(turn, case, argument)),))
    every = await letters.of_case(turn.deps.store, case)
    listed: list[Json] = [_line(one) for one in every[-LISTED:]]
    buttons = [tap(f"letters:{one.number}", "letters", str(one.number)) for one in every[-LISTED:]]
    rows = (*pairs(buttons), (tap("other_letters", "letter"), tap("back", "card")))
    return Answered((Reply("letters", {"letters": listed, "count": len(every)}, rows, case_id=case.id),))


def _line(one: FrozenLetter) -> dict[str, Json]:
    return {
        "number": one.number,
        "kind": one.written.kind,
        "title": one.written.title,
        "at": f"{in_china(one.handed_at):%Y-%m-%d %H:%M}",
    }


def _shown(case: Case, one: FrozenLetter) -> Reply:
    params = _line(one) | {"letter": one.written.text}
    rows = (take_row(one.number), (tap("letters"), tap("back", "card")))
    return Reply("letter_again", params, rows, case_id=case.id)


async def _numbered(turn: Turn, case: Case, argument: str) -> FrozenLetter:
    if not (argument.isascii() and argument.isdecimal() and len(argument) <= 4):
        raise NotUnderstoodError
    found = await letters.numbered(turn.deps.store, case, int(argument))
    if found is None:
        raise GoneError
    return found
