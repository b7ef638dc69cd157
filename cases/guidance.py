"""What to do: steps for tonight and for the day, forms, words. Reads a case, changes nothing but reminders."""

from dataclasses import replace
from typing import Final

from cases.act_day import act_day
from cases.answer import bare_scene, bodies, scene, who
from cases.card import card_of, current, incident_of
from cases.contacts import as_params, contact_params
from cases.forms import fields
from cases.incident import Incident, Seen, sum_up
from cases.keyboards import Rows, copy, rows_back, tap
from cases.routing import BUREAU, is_bystander
from cases.turn import Answered, Turn, say, speak
from cases.units import COPY_LIMIT, utf16_units
from db import items
from escalation.hours import in_china, next_morning
from escalation.plan import Plan, plan
from model.case import Case, CaseFacts, Level, Role, ValueSource
from model.contact import Contact
from model.reply import Button, Json, Reply

# Of the 4,096 units of a message, with room for the numbers; a single message that is longer is shown to here.
ORIGINALS_SHOWN: Final = 3800

SPAM_REPORT: Final = "c12321"
CARRIER: Final = "carrier_report"
LENDER: Final = "lender_internal"
REGISTER: Final = "license_lookup"


async def back(turn: Turn, case: Case, _argument: str) -> Answered:
    """The card again, as it stands now, as a new message at the end of the chat."""
    reply = await card_of(turn.deps, case, turn.person.locale)
    return Answered((replace(reply, slot=None),))


async def _planned(turn: Turn, case: Case | None) -> tuple[Incident, Plan]:
    if case is None:
        incident = sum_up([Seen()])
        at = bare_scene(incident, CaseFacts(), turn.person.locale, turn.now)
    else:
        incident, acted = await incident_of(turn.deps, case)
        at = scene(case, incident, act_day(case, acted), turn.person.locale, turn.now)
    return incident, plan(bodies(at, turn.deps.directory), turn.now, turn.deps.calendar)


def _body(turn: Turn, channel: str) -> Json:
    return contact_params(turn.deps.directory, channel, turn.person.locale, turn.now)


async def tonight(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """Three things at most that can be done at this hour."""
    incident, made = await _planned(turn, case)
    bystander = is_bystander(incident, case.facts if case else CaseFacts())
    params: dict[str, Json] = {
        "night": made.night,
        "third_party": bystander,
        "trap": incident.traps,
        "contact": as_params(made.main),
        "blocking": _body(turn, CARRIER),
        "lender_step": not bystander,
    }
    first = copy("copy_parents", "copy/parents") if not bystander else tap("tell_friend")
    rows = ((first, tap("form")), (tap("calls"), tap("remind")), *_more(case), (tap("despair"),))
    return _told("tonight", case, params, rows)


def _more(case: Case | None) -> Rows:
    """What the messages do not say: which company it is, where several fit, and what else is in them."""
    if case is None:
        return ()
    asked = (tap("platform_ask", "platform"),) if case.facts.platform_candidates else (tap("steps"),)
    return ((tap("more_in_it", "situation"), *asked, tap("next")),)


def _told(template: str, case: Case | None, params: dict[str, Json], rows: Rows) -> Answered:
    return Answered((Reply(template, params, rows, case_id=case.id if case else None),))


async def steps(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """Whom to turn to now and whom by day."""
    _, made = await _planned(turn, case)

    def listed(some: tuple[Contact, ...]) -> list[Json]:
        return [as_params(body) for body in some]

    params: dict[str, Json] = {"night": listed(made.now), "day": listed(made.later)}
    rows = ((tap("form"), tap("calls")), *_to_be_told(case, made), *_back_to(case))
    return _told("steps", case, params, rows)


def _to_be_told(case: Case | None, made: Plan) -> Rows:
    """What would make the list more exact: what else is in it, its day, the place of the lender."""
    if case is None:
        return ()
    first = (tap("more_in_it", "situation"), tap("when"))
    nameless = any(body.id == BUREAU for body in (*made.now, *made.later))
    return (first, (tap("place"),)) if nameless else (first,)


def _back_to(case: Case | None) -> Rows:
    return rows_back() if case else ()


async def today(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """One thing for today: the first body of the day, or the one that can be used now."""
    incident, made = await _planned(turn, case)
    bystander = is_bystander(incident, case.facts if case else CaseFacts())
    main = made.main or next(iter(made.later), None)
    params: dict[str, Json] = {
        "contact": as_params(main, is_open=made.main is not None),
        "third_party": bystander,
        "number": case.facts.senders[0] if case and case.facts.senders else None,
    }
    rows: Rows = ((copy("copy", "copy/call_lender"),), (tap("denied"), tap("calls")), *_more(case))
    return _told("today", case, params, rows[1:] if bystander else rows)


async def lender(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """How to find out who lends: the contract, the app, official look-ups."""
    name = who(case.facts if case else CaseFacts(), turn.deps.directory, turn.person.locale, turn.now)["name"]
    params: dict[str, Json] = {"name": name, "contact": _body(turn, LENDER), "register": _body(turn, REGISTER)}
    rows: Rows = ((tap("denied"), tap("steps")), (tap("who"), tap("channels")), *_back_to(case))
    return _told("lender", case, params, rows)


async def form(turn: Turn, case: Case | None, argument: str) -> Answered:
    """The report of a message, field by field, each to be copied by one press; or another form, by its name."""
    if argument and case is not None:
        return await fields(turn, case, argument)
    incident, _ = await _planned(turn, case)
    text = await _newest_text(turn, case) if case else None
    number = case.facts.senders[0] if case and case.facts.senders else None
    bystander = is_bystander(incident, case.facts if case else CaseFacts())
    params: dict[str, Json] = {
        "id": SPAM_REPORT,
        "contact": _body(turn, SPAM_REPORT),
        "number": number,
        "text": text,
        "third_party": bystander,
    }
    friend: Rows = ((tap("tell_friend"), tap("steps")),) if bystander else ()
    return _told("form", case, params, (_copies(number, text), *friend, (tap("filed"), tap("enough", "delete"))))


def _copies(number: str | None, text: str | None) -> tuple[Button, ...]:
    offered = (
        (copy("copy_number", "copy/form_number"), number),
        (copy("copy_text", "copy/form_text"), text),
        (copy("copy_note", "copy/form_note"), True),
    )
    return tuple(button for button, there in offered if there)


async def _newest_text(turn: Turn, case: Case) -> str | None:
    """The newest text, unaltered, where it fits the copy button; half a text would be no evidence."""
    every = current(await items.of_case(turn.deps.store, case))
    texts = [item.text for item in every if item.text]
    return texts[-1] if texts and utf16_units(texts[-1]) <= COPY_LIMIT else None


async def original(turn: Turn, case: Case, _argument: str) -> Answered:
    """The words as they came, each behind a spoiler."""
    every = [item for item in current(await items.of_case(turn.deps.store, case)) if item.text]
    shown_items: list[Json] = []
    room = ORIGINALS_SHOWN
    for item in every:
        room -= utf16_units(item.text)
        if room < 0 and shown_items:
            break
        machine = item.text_source is ValueSource.PICTURE and not item.confirmed
        shown_items.append({"number": item.number, "text": item.text, "machine": machine})
    params: dict[str, Json] = {"items": shown_items, "more": len(every) - len(shown_items)}
    return _told("original" if shown_items else "no_text", case, params, rows_back())


async def tell_friend(_turn: Turn, case: Case | None, _argument: str) -> Answered:
    """One sentence to the friend whose debt it is."""
    return _told("tell_friend", case, {}, ((copy("copy", "copy/friend"), tap("skip", "card")),))


async def reply_words(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """The one reply, which gives nothing away; not offered where answering would confirm a live number."""
    incident, _ = await _planned(turn, case)
    if incident.traps:
        return _told("no_reply", case, {}, _back_to(case))
    if case is not None and case.facts.role in (Role.BORROWER, Role.GUARANTOR):
        return _told("reply_own", case, {}, ((copy("copy", "copy/reply_own"),), *_back_to(case)))
    return _told("reply_words", case, {}, ((copy("copy", "copy/reply"),), *_back_to(case)))


async def tell_parents(_turn: Turn, case: Case | None, _argument: str) -> Answered:
    """A few words to the parents, to be copied."""
    return _told("tell_parents", case, {}, ((copy("copy", "copy/parents"),), *_back_to(case)))


async def tell_employer(_turn: Turn, case: Case | None, _argument: str) -> Answered:
    """A few words to the employer, to be copied."""
    return _told("tell_employer", case, {}, ((copy("copy", "copy/employer"),), *_back_to(case)))


async def calls(_turn: Turn, case: Case | None, _argument: str) -> Answered:
    """Three sentences for answering a call."""
    return _told("calls", case, {}, ((tap("call"),), *_back_to(case)))


async def filed(_turn: Turn, case: Case | None, _argument: str) -> Answered:
    """It was handed in: what may follow, without a promise of time."""
    return _told("filed", case, {}, ((*keep_or_end(case), tap("enough", "delete")),))


def keep_or_end(case: Case | None) -> tuple[Button, ...]:
    """Consent, where there is something to consent to."""
    return (tap("keep"),) if case and case.level is Level.DRAFT else ()


async def remind(turn: Turn, case: Case, _argument: str) -> Answered:
    """One message tomorrow at nine, whose first line betrays nothing."""
    at = next_morning(turn.now)
    # A draft may be gone by then; the reminder is not. Asked for twice, it comes once.
    kept = case.id if case.level is Level.KEPT else None
    slot = f"remind:{in_china(at):%Y-%m-%d}"
    reply = Reply("remind", {}, ((tap("open", "next"),),), slot=slot, case_id=kept, unasked=True)
    await speak(turn.deps, turn.person, (reply,), not_before=at)
    return say("remind_set", case_id=case.id, at=f"{in_china(at):%m-%d %H:%M}")
