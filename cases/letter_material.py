"""Reads a case and gathers what its letters are made from. Changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from cases.act_day import act_day
from cases.card import current
from cases.conduct import history_of
from cases.contacts import contact_on
from cases.deps import Deps
from cases.letter_earlier import earlier_of
from cases.letter_facts import Bodies, Marks, Material, kinds_of
from cases.routing import licence_of, platform_of
from classify import classify
from db import items, steps
from directory import ANYWHERE, bureau_for, bureau_of, ground_on, grounds
from escalation.hours import in_china
from model.case import Case, CaseFacts, ValueSource
from model.classification import AttributeKind, Classification
from model.contact import Ground
from model.contact_event import ContactEvent
from model.labels import Label
from model.locale import Locale

# Letters are for bodies on the mainland, whatever language the person reads.
LANGUAGE: Final = Locale.ZH_HANS
# Of a long case the newest messages tell which links and payees are in use.
TEXTS_READ: Final = 60
LAWS: Final = 12
ASSOCIATION: Final = "nifa_jubao"
SPAM_CENTRE: Final = "c12321"
# A bare signature names nobody who could be written to.
_SIGNATURE_ONLY: Final = "unattributed_sms_signature"
# Single rules by what a letter needs them for.
_RULES: Final[Mapping[str, str]] = {
    "data": "pipl_44_47",
    "data_refusal": "pipl_50",
    "claim": "cc_546",
    "contract": "cc_465",
    "competent": "proc_10",
    "register": "proc_60_61",
    "receipt": "police_documents",
    "refusal": "ps_refusal_paths",
}


async def material_of(deps: Deps, case: Case, now: datetime) -> Material:
    """Everything the letters of a case are made from, as of an instant."""
    history = await history_of(deps, case, LANGUAGE)
    every = current(await items.of_case(deps.store, case))
    acted = act_day(case, _newest(history.events))
    labels = {label for label, _ in kinds_of(history.events)}
    labels |= {Label.HARASSMENT_FREQUENCY} if history.conduct.findings else set()
    earlier = earlier_of([kept.step for kept in await steps.of_case(deps.store, case)], case.facts)
    away = earlier.sent_away_channel
    bodies = _bodies(deps, case.facts, now)
    return Material(
        facts=case.facts,
        events=history.events,
        conduct=history.conduct,
        marks=marks_of([classify(item.text, deps.classifier) for item in every[-TEXTS_READ:] if item.text]),
        bodies=replace(bodies, sent_away_by=_name(deps, away, now)) if away else bodies,
        laws=_laws(deps, case, labels, acted),
        rules=_rules(deps, acted),
        earlier=earlier,
        today=in_china(now).date(),
    )


def marks_of(read: Iterable[Classification]) -> Marks:
    """The links, payees and case numbers of some messages, each once, in their order."""
    every = list(read)

    def values(kind: AttributeKind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for one in every for value in one.values(kind)))

    return Marks(values(AttributeKind.LINK), values(AttributeKind.ACCOUNT), values(AttributeKind.CASE_NUMBER))


def _newest(events: Iterable[ContactEvent]) -> datetime | None:
    return max((e.at for e in events if e.at and e.source is not ValueSource.RECEIVED), default=None)


def _laws(deps: Deps, case: Case, labels: Iterable[Label], acted: date | None) -> tuple[Ground, ...]:
    licence = licence_of(case.facts, deps.directory)
    return grounds(deps.directory, labels, LANGUAGE, act_date=acted, limit=LAWS, licence_type=licence)


def _rules(deps: Deps, acted: date | None) -> Mapping[str, Ground]:
    found = {use: ground_on(deps.directory, id_, LANGUAGE, acted) for use, id_ in _RULES.items()}
    return {use: rule for use, rule in found.items() if rule}


def _bodies(deps: Deps, facts: CaseFacts, now: datetime) -> Bodies:
    platform = platform_of(facts, deps.directory)
    bureau = _bureau(deps, facts)
    named = platform is not None and platform.licence_type.value != _SIGNATURE_ONLY
    return Bodies(
        platform=platform.names.to(LANGUAGE) if platform and named else None,
        company=platform.entity or platform.names.to(LANGUAGE) if platform and named else None,
        bureau=_name(deps, bureau, now) if bureau else None,
        association=_name(deps, ASSOCIATION, now),
        spam_centre=_name(deps, SPAM_CENTRE, now),
    )


def _bureau(deps: Deps, facts: CaseFacts) -> str | None:
    own = bureau_of(deps.directory, facts.platform_id or "")
    told = deps.directory.provinces.get(facts.place or "")
    found = own if own != ANYWHERE or told is None else bureau_for(deps.directory, told.name)
    return None if found == ANYWHERE else found


def _name(deps: Deps, channel: str, now: datetime) -> str | None:
    body = contact_on(deps.directory, channel, LANGUAGE, now)
    return body.name if body else None
