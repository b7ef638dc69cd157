"""From what a case holds to the facts that letters rest on, by name. Pure.

What is not known is not in it. Bystanders appear by their relation, never by a name; what is not a number of a line is
no number here, whatever a chat called its sender.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Final

from classify.conduct import Conduct
from classify.contacts import NIGHT_FROM, NIGHT_UNTIL, distinct
from escalation.hours import in_china
from model.case import CaseFacts, Receiver, Role, ValueSource
from model.contact import Ground
from model.contact_event import ContactEvent, ContactKind
from model.labels import GROUP, SEVERITY, Group, Label
from model.letter import LetterKind
from model.reply import Json

# As many lines as stand on one sheet of paper; the others go in the attachment.
ROWS: Final = 12
# Of links, payees and numbers: more than one message holds, and a letter stays a letter.
FEW: Final = 5

_NUMBER: Final = re.compile(r"\+?[0-9][0-9-]{2,19}\Z")
_PORT: Final = re.compile(r"(?:106[0-9]{5,17}|95[0-9]{3,6})\Z")
_ROLES: Final[Mapping[Role, str]] = {
    Role.BORROWER: "owes",
    Role.THIRD_PARTY: "owes_nothing",
    Role.GUARANTOR: "guarantor",
}
# Rules of criminal law are for the police to apply; a complaint that cites them accuses.
_CRIMINAL: Final = ("cl_", "soft_violence")
_POLICE: Final = "ps_"
# Of one act: the strongest places in it, not all of them.
_ARTICLES: Final = 2
# How many acts of each force are cited at most; what is no rule (a case, a warning) is not.
_PLACES: Final[Mapping[str, int]] = {"law": 2, "regulation": 1, "standard": 1, "self_discipline": 1}


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in the messages themselves and is to stay in clear for whoever acts on it."""

    links: tuple[str, ...] = ()
    payees: tuple[str, ...] = ()
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came of the last complaint to the lender; `body` is whom it went to, as the person calls it.

    `sent_away_channel` is the id of the body that said the matter is not its own, where a step names one.
    """

    body: str | None = None
    filed_on: date | None = None
    number: str | None = None
    is_silent: bool = False
    is_denied: bool = False
    denied_on: date | None = None
    refused_on: date | None = None
    sent_away: bool = False
    sent_away_on: date | None = None
    sent_away_channel: str | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """How bodies are named, as far as that is known: the brand, the company behind it, the local bureau and others."""

    platform: str | None = None
    company: str | None = None
    bureau: str | None = None
    association: str | None = None
    spam_centre: str | None = None
    sent_away_by: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a letter is made from. `laws` are by the day of the act; `rules` are single rules by their use."""

    facts: CaseFacts
    events: tuple[ContactEvent, ...]
    conduct: Conduct
    marks: Marks
    bodies: Bodies
    laws: tuple[Ground, ...]
    rules: Mapping[str, Ground]
    earlier: Earlier
    today: date


def known(material: Material, kind: str) -> dict[str, Json]:
    """The facts by name, without what is not known."""
    found = {
        **_told(material.facts),
        **_received(material),
        **_named(material),
        **_earlier(material),
        **_laws(material, kind),
    }
    return {fact: value for fact, value in found.items() if value}


def kinds_of(events: Iterable[ContactEvent]) -> tuple[tuple[Label, int], ...]:
    """The suspected kinds of conduct with how often each was found, the gravest first."""
    found = Counter(label for event in events for label in event.labels if GROUP[label] is not Group.KIND)
    order = list(Label)
    return tuple(sorted(found.items(), key=lambda pair: (-SEVERITY[pair[0]], -pair[1], order.index(pair[0]))))


def numbers_of(material: Material) -> tuple[str, ...]:
    """Every number it came from, in the order in which it was seen."""
    seen = (event.sender for event in material.events)
    every = dict.fromkeys(s for s in (*material.facts.senders, *seen) if s and _NUMBER.match(s))
    return tuple(every)


def _told(facts: CaseFacts) -> dict[str, Json]:
    told: dict[str, Json] = dict(asdict(facts.details))
    if facts.role in _ROLES:
        told[_ROLES[facts.role]] = True
    return told


def _received(material: Material) -> dict[str, Json]:
    events = distinct(material.events)
    numbers = numbers_of(material)
    rows = [_row(event) for event in events[-ROWS:]]
    kinds = kinds_of(events)
    ports = [number for number in numbers if _PORT.match(number)]
    return {
        "rows": [*rows],
        "more_rows": len(events) - len(rows),
        "since": next((row["at"] for row in (_row(e) for e in events) if row["at"]), None),
        "numbers": [*numbers[:FEW]],
        "ports": [*ports[:FEW]],
        "kinds": [{"id": label.value, "count": count} for label, count in kinds],
        "posed": any(label is Label.IMPERSONATION for label, _ in kinds),
        "others": [*_others(events)],
        "night": _night(material.conduct),
    }


def _night(conduct: Conduct) -> Json:
    count = conduct.night.value
    return {"count": count, "first": NIGHT_FROM, "last": NIGHT_UNTIL} if count else None


def _others(events: Sequence[ContactEvent]) -> tuple[str, ...]:
    nobody = (Receiver.ME, Receiver.UNKNOWN)
    return tuple(dict.fromkeys(e.receiver.value for e in events if e.receiver not in nobody))


def _row(event: ContactEvent) -> dict[str, Json]:
    labels: list[Json] = [label.value for label in event.labels if GROUP[label] is not Group.KIND]
    return {
        "at": _time(event),
        "call": event.kind is ContactKind.CALL,
        "connected": event.connected,
        "estimated": event.estimated if event.estimated > 1 else None,
        "number": event.sender if event.sender and _NUMBER.match(event.sender) else None,
        "receiver": event.receiver.value,
        "labels": labels,
        "claimed": event.source is ValueSource.CLAIMED,
    }


def _time(event: ContactEvent) -> str | None:
    """When it came. The moment in which it was handed on says nothing of that."""
    if event.source is ValueSource.RECEIVED:
        return None
    if event.at is not None:
        return in_china(event.at).strftime("%Y-%m-%dT%H:%M")
    return event.day.isoformat() if event.day else None


def _named(material: Material) -> dict[str, Json]:
    marks, bodies = material.marks, material.bodies
    return {
        "signature": material.facts.signature,
        "links": [*marks.links[:FEW]],
        "payees": [*marks.payees[:FEW]],
        "case_numbers": [*marks.case_numbers[:FEW]],
        **asdict(bodies),
    }


def _earlier(material: Material) -> dict[str, Json]:
    """What came before, by itself in every later letter. A number that is not known is a blank."""
    before, found = material.earlier, dict[str, Json]()
    body: Json = before.body or material.bodies.company
    if before.filed_on:
        on = before.filed_on.isoformat()
        found["filed"] = {"on": on, "number": before.number, "body": body}
        days = (material.today - before.filed_on) // timedelta(days=1)
        found["silence"] = {"on": on, "days": days} if before.is_silent else None
    if before.is_denied:
        found["denied"] = {"body": body, "on": before.denied_on.isoformat() if before.denied_on else None}
    if before.refused_on:
        found["refused"] = {"body": body, "on": before.refused_on.isoformat()}
    if before.sent_away:
        found["sent_away"] = {"on": before.sent_away_on.isoformat() if before.sent_away_on else None}
    return found


def _laws(material: Material, kind: str) -> dict[str, Json]:
    rules: dict[str, Json] = {f"law_{use}": _cited((rule,)) for use, rule in material.rules.items() if use != "receipt"}
    cited: list[Json] = [*cited_laws(material.laws, to_police=kind == LetterKind.POLICE)]
    return {"law": cited, **rules, "law_receipt": _receipt(material.rules.get("receipt"))}


def cited_laws(laws: Iterable[Ground], *, to_police: bool) -> tuple[dict[str, Json], ...]:
    """A few rules to cite, each act once with its articles: two laws, one rule for lenders, one below the law. To the
    police only what they apply; to everybody else nothing criminal."""
    acts: dict[str, list[Ground]] = {}
    for law in laws:
        if law.force in _PLACES and _fits(law, to_police=to_police):
            acts.setdefault(law.title, []).append(law)
    left = dict(_PLACES)
    found = []
    for grounds in acts.values():
        if left[grounds[0].force]:
            left[grounds[0].force] -= 1
            found.append(_cited(grounds[:_ARTICLES]))
    return tuple(found)


def _fits(law: Ground, *, to_police: bool) -> bool:
    return law.id.startswith(_POLICE) if to_police else not law.id.startswith((*_CRIMINAL, _POLICE))


def _cited(laws: Sequence[Ground]) -> dict[str, Json]:
    """One act with its articles; without any where one of them depends on a day that nobody knows."""
    articles = [law.article for law in laws]
    told = "、".join(article for article in articles if article) if all(articles) else None
    return {"title": laws[0].title, "article": told, "force": laws[0].force}


def _receipt(rule: Ground | None) -> Json:
    """The papers of the police under their present names, as the record has them one after the other."""
    if rule is None:
        return None
    receipt, _, notice = rule.title.partition("、")
    return {"receipt": receipt, "notice": notice} if notice else None
