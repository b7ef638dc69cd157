"""A case as the ladders see it: what is known, the steps taken, the bodies of this hour. Reads and decides nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.card import current, seen_before
from cases.conduct import history_of
from cases.contacts import contact_on
from cases.deps import Deps
from cases.incident import Incident, sum_up
from cases.offers import is_service_number
from cases.routing import BUREAU, ONLINE, is_bystander, licences_of
from classify import classify
from db import calls, items, steps
from directory import ANYWHERE, Directory, bureau_for, bureau_of, ladders_of
from escalation.hours import in_china
from escalation.ladder import GOES_ON, Scene
from model.case import Case, CaseFacts, Item
from model.classification import AttributeKind
from model.contact import Contact
from model.contact_event import LoggedCall
from model.labels import GROUP, Group, Label
from model.ladder import Known
from model.locale import Locale
from model.step import KeptStep, Outcome, StepStatus

OWN_LINE: Final = "lender_internal"
# Of a long case the newest messages tell what stands in them.
_TEXTS_READ: Final = 30
_ABUSE: Final = frozenset({Label.OBSCENITY, Label.INSULT, Label.THREAT_PERSON, Label.THREAT_FAMILY})
_FIND_LENDER: Final = "find_lender"
_STOP_NOTICE: Final = "stop_notice"
_READ_OFF: Final = {AttributeKind.ID_NUMBER: "id_number", AttributeKind.CASE_NUMBER: "case_number"}


@dataclass(frozen=True, slots=True)
class Climb:
    """A case on its ladders at an instant. `last_act` is the day of the newest act, where one is known."""

    case: Case
    kept: tuple[KeptStep, ...]
    scene: Scene
    last_act: date | None

    def step(self, rung: str) -> KeptStep | None:
        """The step that was taken for a rung, the last of two."""
        return next((kept for kept in reversed(self.kept) if kept.step.rung == rung), None)


async def climb_of(deps: Deps, case: Case, locale: Locale, now: datetime) -> Climb:
    """Read everything the ladders ask for."""
    every = current(await items.of_case(deps.store, case))
    logged, kept = await calls.of_case(deps.store, case), await steps.of_case(deps.store, case)
    history = await history_of(deps, case, locale)
    counted = {Label.HARASSMENT_FREQUENCY} if history.conduct.findings else set()
    known = known_of(case.facts, deps.directory, every, kept, _contact_days(every, logged))
    known = replace(known, labels=known.labels | counted, attributes=known.attributes | _attributes(deps, every))
    scene = Scene(
        ladders=ladders_of(deps.directory),
        known=known,
        steps=tuple(one.step for one in kept),
        contacts=bodies_of(deps.directory, case.facts, locale, now),
        now=now,
        calendar=deps.calendar,
    )
    acts = [in_china(event.at).date() if event.at else event.day for event in history.events]
    return Climb(case, kept, scene, max((day for day in acts if day), default=None))


def known_of(
    facts: CaseFacts, directory: Directory, every: Sequence[Item], kept: Sequence[KeptStep], contacts: Iterable[date]
) -> Known:
    """What is known of a case from its items, from what the person told, and from how her steps went. Pure."""
    incident = sum_up([seen_before(item) for item in every])
    labels = frozenset(Label(label) for item in every for label in item.labels)
    taps = {*facts.taps, *((facts.situation,) if facts.situation else ()), *(("denied",) if facts.denied else ())}
    return Known(
        labels=_without_harmless(labels),
        licences=licences_of(facts, directory),
        bystander=is_bystander(incident, facts),
        attributes=_followed(facts, incident, every, kept, contacts),
        taps=frozenset(taps - {ONLINE}),
    )


def _without_harmless(labels: frozenset[Label]) -> frozenset[Label]:
    """A reminder beside abuse makes the case no lawful one; kinds count where nothing is suspected."""
    suspected = frozenset(label for label in labels if GROUP[label] is not Group.KIND)
    return suspected | (labels & {Label.OFFICIAL_NOTICE}) if suspected else labels


def _followed(
    facts: CaseFacts,
    incident: Incident,
    every: Sequence[Item],
    kept: Sequence[KeptStep],
    contacts: Iterable[date],
) -> frozenset[str]:
    found = Counter(label for item in every for label in item.labels)
    done = any(one.step.rung == _FIND_LENDER and one.step.status is StepStatus.CLOSED for one in kept)
    holds = {
        "lender_known": bool(facts.details.lender) or done,
        GOES_ON: goes_on(kept, contacts),
        "trap": incident.traps or Label.MONEY_TRAP.value in found,
        "port_number": any(is_service_number(number) for number in facts.senders),
        "repeated_abuse": sum(1 for item in every if not _ABUSE.isdisjoint(item.labels)) > 1,
    }
    return frozenset(name for name, held in holds.items() if held)


def goes_on(kept: Iterable[KeptStep], contacts: Iterable[date]) -> bool:
    """Whether it went on after a body promised help or the person asked for an end; or she says so."""
    ends = [day for one in kept if (day := _ended_on(one))]
    said = any("goes_on" in event.body for one in kept for event in one.log)
    return said or any(day > min(ends) for day in contacts if ends)


def _ended_on(kept: KeptStep) -> date | None:
    if kept.step.outcome is Outcome.ACCEPTED:
        return kept.step.answered_on
    told = kept.step.rung == _STOP_NOTICE and kept.step.status is StepStatus.CLOSED
    return kept.log[-1].on if told and kept.log else None


def _contact_days(every: Iterable[Item], logged: Iterable[LoggedCall]) -> list[date]:
    return [*(in_china(item.received_at).date() for item in every), *(call.day for call in logged)]


def _attributes(deps: Deps, every: Sequence[Item]) -> frozenset[str]:
    read = [classify(item.text, deps.classifier) for item in every[-_TEXTS_READ:] if item.text]
    return frozenset(name for kind, name in _READ_OFF.items() if any(one.values(kind) for one in read))


def bodies_of(directory: Directory, facts: CaseFacts, locale: Locale, now: datetime) -> Mapping[str, Contact]:
    """All bodies of the ladders by channel id, with the bureau and the line of this case where they are known."""
    wanted = dict.fromkeys(channel for rung in directory.rungs.values() for channel in rung.channels)
    stands_for = {BUREAU: _bureau(directory, facts)}
    found = {id_: contact_on(directory, stands_for.get(id_, id_), locale, now) for id_ in wanted}
    bodies = {id_: body for id_, body in found.items() if body}
    if OWN_LINE in bodies and (line := _line(directory, facts, locale, now)):
        bodies[OWN_LINE] = line
    return bodies


def _bureau(directory: Directory, facts: CaseFacts) -> str:
    own = bureau_of(directory, facts.platform_id or "")
    told = directory.provinces.get(facts.place or "")
    place = bureau_for(directory, told.name) if told and own == ANYWHERE else own
    return BUREAU if place == ANYWHERE else place


def _line(directory: Directory, facts: CaseFacts, locale: Locale, now: datetime) -> Contact | None:
    if facts.platform_id not in directory.platforms:
        return None
    line = contact_on(directory, facts.platform_id or "", locale, now)
    return line if line and line.phone else None
