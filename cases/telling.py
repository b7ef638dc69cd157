"""What a person says about a case: her position, company, sender, a denial, a mistake of ours."""

from dataclasses import replace
from typing import Final

from cases.card import card_of
from cases.contacts import contact_params
from cases.history import record
from cases.keyboards import Rows, copy, rows_back, tap
from cases.naming import called
from cases.reading import phone_in
from cases.routing import BUREAU
from cases.turn import Answered, Turn, say
from db import cases
from directory import Platform, bureau_of
from directory.places import ANYWHERE
from model.case import Case, EventKind, KeyKind, Role, ValueSource
from model.dialog import DialogState
from model.errors import NotUnderstoodError
from model.reply import Button, Json, Notice, Reply

SAVED: Final = Notice("notice/saved")

# What the buttons under the question for the company carry beside the companies.
_UNKNOWN: Final = "unknown"
_NONE: Final = "none"
MOST_CANDIDATES: Final = 5
_MISTAKES: Final = ("wrong_lawful", "wrong_worse", "wrong_who", "wrong_mine", "wrong_other")


async def role(turn: Turn, case: Case, argument: str) -> Answered:
    """She borrowed, she did not, or she signed as a guarantor. The card changes with it."""
    if not argument:
        return Answered((Reply("ask_role", {}, _role_rows(), case_id=case.id),))
    said = _role(argument)
    case = await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, role=said)))
    await record(turn, case, EventKind.ROLE_SAID, role=said.value)
    return Answered((await card_of(turn.deps, case, turn.person.locale),), SAVED)


def _role_rows() -> Rows:
    return (
        (tap("owe", "role", Role.BORROWER.value), tap("not_owe", "role", Role.THIRD_PARTY.value)),
        (tap("guarantor", "role", Role.GUARANTOR.value),),
    )


def _role(argument: str) -> Role:
    try:
        return Role(argument)
    except ValueError as error:
        raise NotUnderstoodError from error


async def platform(turn: Turn, case: Case, argument: str) -> Answered:
    """Which company it is about, where a name fits several. "I don't know" leads to the ways of finding out."""
    if not argument:
        return Answered((_platform_question(turn, case),))
    if argument == _UNKNOWN:
        return Answered((_ways_of_finding_out(turn, case),))
    if argument == _NONE:
        return await _none_of_them(turn, case)
    if argument not in turn.deps.directory.platforms:
        raise NotUnderstoodError
    left = tuple(ruled_out for ruled_out in case.facts.not_platforms if ruled_out != argument)
    facts = replace(case.facts, platform_id=argument, platform_candidates=(), not_platforms=left)
    case = await cases.save(turn.deps.store, replace(case, facts=facts))
    await cases.add_keys(turn.deps.store, case, [(KeyKind.PLATFORM, argument)])
    await record(turn, case, EventKind.PLATFORM_SAID, platform=argument)
    return Answered((await card_of(turn.deps, case, turn.person.locale),), SAVED)


async def this_one(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """A company that was looked up is the one of the case that is open in the conversation."""
    if turn.dialog.case_id is None:
        return say("no_current")
    return await platform(turn, await cases.get(turn.deps.store, turn.person.id, turn.dialog.case_id), argument)


def _platform_question(turn: Turn, case: Case) -> Reply:
    known = turn.deps.directory.platforms
    candidates = case.facts.platform_candidates[:MOST_CANDIDATES]
    names = {p: called(known[p], turn.person.locale) for p in candidates if p in known}
    rows: list[tuple[Button, ...]] = [(tap(f"platform:{name}", "platform", p),) for p, name in names.items()]
    none = (tap("none_of_them", "platform", _NONE),) if names or case.facts.platform_id else ()
    rows.append((*none, tap("not_sure_platform", "platform", _UNKNOWN)))
    rows.append((tap("who"), tap("back", "card")))
    return Reply("platform_ask", {"names": list(names.values())}, tuple(rows), case_id=case.id)


def _ways_of_finding_out(turn: Turn, case: Case) -> Reply:
    """The contract, the app, the public registers."""
    params = {"contact": _body(turn, "lender_internal"), "register": _body(turn, "license_lookup")}
    rows = ((tap("lender"), tap("channels")), *rows_back())
    return Reply("platform_unknown", params, rows, case_id=case.id)


async def _none_of_them(turn: Turn, case: Case) -> Answered:
    """None of the companies that were meant. They are not asked about again; the card says what is left."""
    said = case.facts
    meant = tuple(p for p in (*said.platform_candidates, said.platform_id) if p)
    ruled_out = tuple(dict.fromkeys((*said.not_platforms, *meant)))
    facts = replace(said, platform_id=None, platform_candidates=(), not_platforms=ruled_out)
    case = await cases.save(turn.deps.store, replace(case, facts=facts))
    await record(turn, case, EventKind.PLATFORM_SAID, platform=None, not_platforms=list(meant))
    card = await card_of(turn.deps, case, turn.person.locale)
    return Answered((card, _ways_of_finding_out(turn, case)), SAVED)


def _body(turn: Turn, channel: str) -> Json:
    return contact_params(turn.deps.directory, channel, turn.person.locale, turn.now)


async def sender(turn: Turn, case: Case, argument: str) -> Answered:
    """From which number it came, as the person says; kept as claimed."""
    if argument:
        return await _claim(turn, case, argument)
    dialog = replace(turn.dialog, state=DialogState.ASKED_SENDER, case_id=case.id, payload={"case": case.id})
    return Answered((Reply("sender_ask", case_id=case.id),), dialog=dialog)


async def sender_said(turn: Turn, text: str) -> Answered:
    """The answer to the question for the number."""
    case = await cases.get(turn.deps.store, turn.person.id, turn.dialog.payload.get("case", ""))
    return await _claim(turn, case, text)


async def _claim(turn: Turn, case: Case, text: str) -> Answered:
    number = phone_in(turn.deps, text.strip())
    if number is None:
        raise NotUnderstoodError
    senders = tuple(dict.fromkeys((*case.facts.senders, number)))
    case = await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, senders=senders)))
    await cases.add_keys(turn.deps.store, case, [(KeyKind.NUMBER, number)])
    await record(turn, case, EventKind.SENDER_SAID, sender=number, source=ValueSource.CLAIMED.value)
    reply = Reply("sender_saved", {"number": number}, rows_back(), case_id=case.id)
    return Answered((reply,), dialog=replace(turn.dialog, state=DialogState.IDLE))


async def wrong(turn: Turn, case: Case | None, argument: str) -> Answered:
    """The answer was wrong. What was meant is written to the case, and it is said honestly what happens with it."""
    if argument not in _MISTAKES:
        return _what_is_wrong(turn, case)
    if case is not None:
        await record(turn, case, EventKind.CORRECTION_SAID, said=argument)
        if argument == "wrong_who":
            return await platform(turn, case, "")
    return Answered((Reply("wrong_thanks", {}, rows_back() if case else (), case_id=case.id if case else None),))


def _what_is_wrong(turn: Turn, case: Case | None) -> Answered:
    if case is None:
        # Nothing was kept, so the only way back is the message itself: the next text is taken as evidence.
        dialog = replace(turn.dialog, state=DialogState.ASKED_CORRECTION, case_id=None)
        return Answered((Reply("send_again"),), dialog=dialog)
    rows = (
        (tap("wrong_lawful", "wrong", "wrong_lawful"), tap("wrong_worse", "wrong", "wrong_worse")),
        (tap("wrong_who", "wrong", "wrong_who"), tap("wrong_mine", "wrong", "wrong_mine")),
        (tap("wrong_other", "wrong", "wrong_other"), tap("delete")),
    )
    return Answered((Reply("wrong_ask", {}, rows, case_id=case.id),))


def _regulator(turn: Turn, platform: Platform | None) -> str:
    """Who supervises the lender: the local bureau for a microloan company, the national one for the others."""
    if platform is None or platform.licence_type != "online_microloan":
        return "nfra_12378"
    own = bureau_of(turn.deps.directory, platform.id)
    return BUREAU if own == ANYWHERE else own


async def denied(turn: Turn, case: Case, _argument: str) -> Answered:
    """The company says that the messages are not its own: what to ask of it, and the ways around it."""
    case = await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, denied=True)))
    await record(turn, case, EventKind.DENIAL_SAID)
    known = turn.deps.directory.platforms.get(case.facts.platform_id or "")
    params = {
        "name": called(known, turn.person.locale) if known else case.facts.signature,
        "contact": _body(turn, _regulator(turn, known)),
        "number_lookup": _body(turn, "miit_number_lookup"),
    }
    rows = ((copy("copy", "copy/denied"),), (tap("lender"), tap("steps")), (tap("back", "card"),))
    return Answered((Reply("denied", params, rows, case_id=case.id),))
