"""What people say is wrong in the directory: asked by buttons, kept sealed, decided by a person, never applied by itself.

A number is never taken from whoever proposes it: the proposal has no field for one, and the sentence loses all that
could be called, paid or opened before it is stored.
"""

import re
import unicodedata
from typing import Final

from cases.answer import called
from cases.dialog import LONGEST_SENTENCE
from cases.keyboards import Rows, tap
from cases.lookup import LONGEST_NAME, named, urgent
from cases.reading import read
from cases.turn import Answered, Turn, say
from db import proposals
from db.proposals import Mistake, Proposal
from model.case import Case
from model.classification import AttributeKind, Speaker
from model.dialog import Dialog, DialogState
from model.errors import NotUnderstoodError
from model.labels import GROUP, Group
from model.reply import Button, Json, Notice, Reply

# One person may have as many proposals waiting.
MOST_WAITING: Final = 5
# What stands in a sentence where something was taken out.
TAKEN_OUT: Final = "▇"
# What the buttons carry that ask for a sentence, and that take the question back.
SAY: Final = "say:"
STOP: Final = "stop"

_FOLDERS: Final = {"p": "platforms", "c": "channels"}
_TAKEN: Final = frozenset(
    {AttributeKind.PHONE, AttributeKind.LINK, AttributeKind.ACCOUNT, AttributeKind.ID_NUMBER, AttributeKind.CASE_NUMBER}
)
# A calendar day is no number to call.
_DAY: Final = re.compile(r"(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}")
# Five digits or more, however they are spaced and in whichever script; and what could be opened or written to.
_DIGIT: Final = "[0-9零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
_OPENABLE: Final = re.compile(
    rf"{_DIGIT}(?:[^\w]{{0,3}}{_DIGIT}){{4,}}"
    r"|https?://[!-~]+|[A-Za-z0-9_.+-]*@[A-Za-z0-9_.-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}[!-~]*"
)
# Marks that are not seen and would hide a number.
_UNSEEN: Final = frozenset({"Cf", "Me", "Mn"})


async def report(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Something about one entry is wrong: ask what, or note it. Without an entry, ask about the directory as a whole."""
    kind, _, rest = argument.partition(":")
    entry, _, mistake = rest.partition(":")
    about = f"{_FOLDERS.get(kind, '')}/{entry}" if entry else ""
    if about and entry_name(turn, about) is None:
        raise NotUnderstoodError
    if not mistake:
        return _what(turn, about, argument) if about else await propose(turn, case, "")
    return await _note(turn, about, _mistake(mistake))


async def propose(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """A proposal by command: about a company that is named, or about what is missing; or one more sentence to it."""
    if argument == STOP:
        return Answered(notice=Notice("notice/done"), dialog=_at(turn.dialog, DialogState.IDLE))
    if argument.startswith(SAY):
        return await _ask_sentence(turn, argument.removeprefix(SAY))
    if (answered := urgent(turn, argument)) is not None:
        return answered
    if len(argument) > LONGEST_NAME:
        return say("name_too_long", limit=LONGEST_NAME)
    if argument in _WITHOUT_ENTRY:
        return await _note(turn, "", Mistake(argument))
    found = named(turn, argument)[0] if argument else None
    if found is not None and found.platform_id:
        return _what(turn, f"platforms/{found.platform_id}", f"p:{found.platform_id}")
    rows = (tuple(tap(f"p_{mistake}", "propose", mistake) for mistake in _WITHOUT_ENTRY), (tap("channels"),))
    return Answered((Reply("propose", {"name": argument or None}, rows),))


_WITHOUT_ENTRY: Final = (Mistake.MISSING.value, Mistake.OTHER.value)


def entry_name(turn: Turn, about: str) -> str | None:
    """What an entry is called to this person, or None where there is none."""
    folder, _, entry = about.partition("/")
    directory, locale = turn.deps.directory, turn.person.locale
    if folder == "platforms" and entry in directory.platforms:
        return called(directory.platforms[entry], locale)
    if folder == "channels" and entry in directory.channels:
        return directory.channels[entry].name.to(locale)
    return None


def _what(turn: Turn, about: str, argument: str) -> Answered:
    def button(mistake: Mistake) -> Button:
        return tap(f"p_{mistake.value}", "report_entry", f"{argument}:{mistake.value}")

    rows = (
        (button(Mistake.NUMBER), button(Mistake.NAME)),
        (button(Mistake.GONE), button(Mistake.MISSING)),
        (button(Mistake.OTHER),),
    )
    return Answered((Reply("report_ask", {"name": entry_name(turn, about)}, rows),))


def _mistake(word: str) -> Mistake:
    try:
        return Mistake(word)
    except ValueError as error:
        raise NotUnderstoodError from error


async def _note(turn: Turn, about: str, mistake: Mistake) -> Answered:
    """Store the proposal at once; the sentence to it is asked for only where the person wants to give one."""
    waiting = await proposals.waiting_of(turn.deps.store, turn.person.id)
    same = next((p for p in waiting if about and (p.about, p.mistake) == (about, mistake)), None)
    if same is not None:
        return _noted(turn, same, again=True)
    if len(waiting) >= MOST_WAITING:
        return say("propose_full", limit=MOST_WAITING)
    made = Proposal(turn.deps.new_id(), turn.person.id, about, mistake, "", turn.now)
    await proposals.add(turn.deps.store, made)
    return _noted(turn, made, again=False)


def _noted(turn: Turn, proposal: Proposal, *, again: bool) -> Answered:
    params: dict[str, Json] = {
        "name": entry_name(turn, proposal.about),
        "mistake": proposal.mistake.value,
        "again": again,
    }
    rows: Rows = ((tap("p_say", "propose", f"{SAY}{proposal.id}"), tap("p_enough", "bye")),)
    return Answered((Reply("propose_noted", params, rows),), Notice("notice/saved"))


async def _ask_sentence(turn: Turn, proposal_id: str) -> Answered:
    """Ask for one sentence. Only after this question is the next short text taken as one."""
    proposal = await proposals.own(turn.deps.store, turn.person.id, proposal_id)
    if proposal.state is not proposals.ProposalState.OPEN:
        return await outcome(turn, None, proposal_id)
    dialog = _at(turn.dialog, DialogState.ASKED_PROPOSAL, proposal=proposal.id)
    rows = ((tap("p_enough", "propose", STOP),),)
    return Answered((Reply("propose_say", {"limit": LONGEST_SENTENCE}, rows),), dialog=dialog)


def _at(dialog: Dialog, state: DialogState, **payload: str) -> Dialog:
    return Dialog(dialog.person_id, state, dialog.case_id, payload, dialog.version, dialog.updated_at)


async def sentence(turn: Turn, text: str) -> Answered | None:
    """The sentence that was asked for, or None where the text is a message that was sent to the person: that is looked
    at like every other."""
    found = read(turn.deps, text).classification
    suspected = any(GROUP[label] is not Group.KIND for label in found.ids())
    if found.speaker is Speaker.COLLECTOR and suspected:
        return None
    proposal = await proposals.own(turn.deps.store, turn.person.id, turn.dialog.payload.get("proposal", ""))
    kept = without_numbers(turn, text.strip()[:LONGEST_SENTENCE])
    dialog = _at(turn.dialog, DialogState.IDLE)
    if not await proposals.explain(turn.deps.store, proposal, kept):
        return Answered((await outcome(turn, None, proposal.id)).replies, dialog=dialog)
    params: dict[str, Json] = {"taken_out": TAKEN_OUT in kept}
    return Answered((Reply("propose_thanks", params, ((tap("channels"), tap("cases")),)),), dialog=dialog)


def without_numbers(turn: Turn, text: str) -> str:
    """A sentence without anything that could be called, paid or opened; calendar days stay."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in _UNSEEN)
    spans = [a.span for a in read(turn.deps, plain).classification.attributes if a.kind in _TAKEN]
    kept = list(plain)
    for span in sorted(spans, key=lambda s: s.start, reverse=True):
        kept[span.start : span.end] = [TAKEN_OUT]
    return _OPENABLE.sub(lambda m: m[0] if _DAY.fullmatch(m[0]) else TAKEN_OUT, "".join(kept))


async def outcome(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """What became of a person's own proposal."""
    proposal = await proposals.own(turn.deps.store, turn.person.id, argument)
    params: dict[str, Json] = {
        "name": entry_name(turn, proposal.about),
        "mistake": proposal.mistake.value,
        "state": proposal.state.value,
        "reason": proposal.reason.value if proposal.reason else None,
    }
    return Answered((Reply("proposal", params, ((tap("channels"),),)),))
