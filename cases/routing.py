"""Which bodies are competent for a case: what its items say, what its company is, and what the person told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cases.incident import Incident, IncidentKind
from directory import Clues, Directory, Platform, Query, Routed, bureau_of, find, route
from directory.places import ANYWHERE
from model.case import CaseFacts, Role
from model.labels import Label

# The bureau of a province stands in for the general one where the place of the licence is known.
BUREAU: Final = "local_fin_bureau"
# What a person may tell of a case by a tap, and that no label stands for.
DOCTORED: Final = "doctored_picture"
LEAK: Final = "data_leak"
DANGER: Final = "danger_now"
PAID: Final = "paid"
ONLINE: Final = "online"

_KIND_LABELS: Mapping[IncidentKind, tuple[Label, ...]] = {
    IncidentKind.LAWFUL: (Label.LAWFUL_REMINDER,),
    IncidentKind.OFFICIAL: (Label.OFFICIAL_NOTICE,),
    IncidentKind.AD: (Label.DEBT_SERVICE_AD,),
}


def is_bystander(incident: Incident, facts: CaseFacts) -> bool:
    """Whether the reader is somebody who was told of another person's debt, as far as is known."""
    if facts.role is Role.UNKNOWN:
        return incident.third_party
    return facts.role is Role.THIRD_PARTY


def platform_of(facts: CaseFacts, directory: Directory) -> Platform | None:
    """The company of a case, where it is known and on file."""
    return directory.platforms.get(facts.platform_id or "")


def licence_of(facts: CaseFacts, directory: Directory) -> str | None:
    """What the company of a case is licensed for; None where there is no company on file."""
    platform = platform_of(facts, directory)
    return platform.licence_type.value if platform else None


# How the kind of a lender stands in its registered name.
_IN_NAME: Final[Mapping[str, str]] = {
    "小额贷款": "online_microloan",
    "小贷": "online_microloan",
    "消费金融": "consumer_finance_company",
    "银行": "bank",
}


def licences_of(facts: CaseFacts, directory: Directory) -> frozenset[str]:
    """What the company of a case and the lender in its contract are licensed for, as far as either is known."""
    lender = facts.details.lender
    found = find(directory, Clues(lender)).platform_id if lender else None
    filed = directory.platforms.get(found or "")
    named = next((kind for word, kind in _IN_NAME.items() if lender and word in lender), None)
    told = (licence_of(facts, directory), filed.licence_type.value if filed else named)
    return frozenset(licence for licence in told if licence)


def competent(directory: Directory, incident: Incident, facts: CaseFacts) -> tuple[Routed, ...]:
    """The competent bodies in order, whatever the hour."""
    return routed(directory, _query(directory, incident, facts), facts.platform_id)


def routed(directory: Directory, query: Query, platform_id: str | None) -> tuple[Routed, ...]:
    """The bodies of a route; the bureau is the one of the place where the company is licensed, if that is on file."""
    found, own = route(directory, query), bureau_of(directory, platform_id or "")
    if own == ANYWHERE:
        return found
    return tuple(replace(body, channel_id=own) if body.channel_id == BUREAU else body for body in found)


def _query(directory: Directory, incident: Incident, facts: CaseFacts) -> Query:
    known = platform_of(facts, directory)
    return Query(
        labels=incident.labels or _KIND_LABELS.get(incident.kind, ()),
        licence_type=known.licence_type if known else None,
        bystander=is_bystander(incident, facts),
        police=incident.police,
        known_source=bool(known or facts.signature),
        paid=facts.situation == PAID,
        online=facts.situation == ONLINE,
        situation=facts.situation if facts.situation in (DOCTORED, LEAK, DANGER) else None,
        place=_place(directory, facts),
    )


def _place(directory: Directory, facts: CaseFacts) -> str | None:
    """Where the lender is registered as the person says; what is on file of the company goes before."""
    told = directory.provinces.get(facts.place or "")
    return told.name if told and bureau_of(directory, facts.platform_id or "") == ANYWHERE else None
