"""The card of a case: read its items again, sum them up, and say it under the slot of the incident."""

from collections.abc import Sequence
from datetime import datetime

from cases.act_day import act_day
from cases.answer import bare_scene, card, scene
from cases.deps import Deps
from cases.incident import Incident, Seen, sum_up
from cases.keyboards import card_rows, keeping, tap
from cases.progress import progress
from cases.reading import Reading, seen
from db import items
from model.case import Case, CaseFacts, Item, Level
from model.labels import Label
from model.locale import Locale
from model.reply import Json, Reply


def seen_before(item: Item) -> Seen:
    """What was found in an item when it came; every text has a label, so an item without one could not be read."""
    return Seen(
        labels=tuple(Label(label) for label in item.labels),
        maybe=tuple(Label(label) for label in item.maybe),
        traps=item.traps,
        sure=item.sure,
        article=item.article,
        readable=bool(item.labels),
    )


async def incident_of(deps: Deps, case: Case) -> tuple[Incident, datetime | None]:
    """The running incident of a case, and the day of its newest act where that is known."""
    every = current(await items.of_case(deps.store, case))
    burst = [item for item in every if item.burst == case.burst]
    earlier = [item for item in every if item.burst < case.burst]
    return sum_up([seen_before(item) for item in burst], earlier=earlier), acted_at(burst)


def current(every: Sequence[Item]) -> tuple[Item, ...]:
    """The items without those that were replaced by a newer version, and without those that the person said are the
    same as another one that is still there."""
    replaced, there = {item.previous for item in every if item.previous}, {item.id for item in every}
    return tuple(item for item in every if item.id not in replaced and item.same_as not in there)


def acted_at(burst: Sequence[Item]) -> datetime | None:
    """When the newest message was first sent; what was only received now says nothing about that."""
    return max((datetime.fromisoformat(i.sent_at.value) for i in burst if i.sent_at), default=None)


def slot(case: Case) -> str:
    """The name under which the answer of the running incident is edited."""
    return f"card:{case.id}:{case.burst}"


async def card_of(deps: Deps, case: Case, locale: Locale) -> Reply:
    """The card of the running incident of a case."""
    incident, acted = await incident_of(deps, case)
    if not incident.texts and not incident.unread:
        return _no_messages(case)
    now = deps.now()
    at = scene(case, incident, act_day(case, acted), locale, now)
    params = card(at, deps.directory, deps.calendar) | {"reading": await progress(deps, case)}
    rows = card_rows(incident, case.facts, case.level, night=bool(params["night"]), joined=at.joined)
    return Reply("card", params, rows, slot=slot(case), case_id=case.id)


def _no_messages(case: Case) -> Reply:
    """The answer where nothing can be looked at: a case of logged calls, or one whose messages were moved."""
    rows = ((tap("timeline"), tap("call")), (*keeping(case.level), tap("delete")))
    params: dict[str, Json] = {"number": case.number, "draft": case.level is Level.DRAFT}
    return Reply("only_calls", params, rows, slot=slot(case), case_id=case.id)


def card_without_case(deps: Deps, reading: Reading, locale: Locale) -> Reply:
    """The card of a text that nothing is kept of."""
    incident = sum_up([seen(reading)])
    facts = CaseFacts(false_numbers=reading.found.rejected_numbers)
    at = bare_scene(incident, facts, locale, deps.now())
    params = card(at, deps.directory, deps.calendar) | {"reading": None}
    rows = card_rows(incident, CaseFacts(), Level.ANSWER_ONLY, night=bool(params["night"]), joined=False)
    return Reply("card", params, rows)
