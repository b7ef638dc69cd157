"""The first card: a pure function from what is known to what is to be said."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from cases.incident import Incident, IncidentKind, sum_up
from cases.reading import Reading, seen
from directory import Directory, Platform, Query, contact, grounds, platform_phone, route, verify_channel
from escalation.hours import Calendar, in_china
from escalation.plan import Plan, plan
from model.case import Case, CaseFacts, Level, Role
from model.contact import Contact, Ground
from model.labels import Label
from model.locale import Locale
from model.reply import Json

# A card has room for three; the rest stands in the letters that cite them.
GROUNDS_SHOWN = 3
POLICE = "p110"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the card depends on, nothing else."""

    incident: Incident
    facts: CaseFacts
    level: Level
    case_number: int | None
    joined: bool
    acted_on: date | None
    locale: Locale
    now: datetime


def scene(case: Case | None, incident: Incident, acted_on: date | None, locale: Locale, now: datetime) -> Scene:
    """The scene of a case, or of a text that belongs to none."""
    if case is None:
        return Scene(incident, CaseFacts(), Level.ANSWER_ONLY, None, False, acted_on, locale, now)
    return Scene(incident, case.facts, case.level, case.number, case.burst > 1, acted_on, locale, now)


def is_bystander(incident: Incident, facts: CaseFacts) -> bool:
    """Whether the reader is somebody who was told of another person's debt, as far as is known."""
    if facts.role is Role.UNKNOWN:
        return incident.third_party
    return facts.role is Role.THIRD_PARTY


def bodies(scene: Scene, directory: Directory) -> tuple[Contact, ...]:
    """The competent bodies in order, in the reader's language."""
    return tuple(
        contact(directory, routed.channel_id, scene.locale, why=routed.why(scene.locale))
        for routed in route(directory, _query(scene.incident, scene.facts, directory))
    )


def _query(incident: Incident, facts: CaseFacts, directory: Directory) -> Query:
    platform = directory.platforms.get(facts.platform_id or "")
    return Query(
        labels=incident.labels or _KIND_LABELS.get(incident.kind, ()),
        licence_type=platform.licence_type if platform else None,
        bystander=is_bystander(incident, facts),
        police=incident.police,
        known_source=bool(platform or facts.signature),
    )


def day_routes(reading: Reading, directory: Directory) -> tuple[str, ...]:
    """The ids of the competent bodies for one text alone, whatever the hour, before anybody said who she is."""
    incident = sum_up([seen(reading)])
    facts = CaseFacts(platform_id=reading.found.platform_id, signature=reading.signature)
    return tuple(routed.channel_id for routed in route(directory, _query(incident, facts, directory)))


_KIND_LABELS: Mapping[IncidentKind, tuple[Label, ...]] = {
    IncidentKind.LAWFUL: (Label.LAWFUL_REMINDER,),
    IncidentKind.OFFICIAL: (Label.OFFICIAL_NOTICE,),
    IncidentKind.AD: (Label.DEBT_SERVICE_AD,),
}


def card(scene: Scene, directory: Directory, calendar: Calendar) -> dict[str, Json]:
    """The parameters of the card. Decides; says nothing."""
    incident = scene.incident
    made = plan(bodies(scene, directory), scene.now, calendar)
    return {
        **_what(incident),
        "role": scene.facts.role.value,
        "friend": is_bystander(incident, scene.facts),
        "police": shown(contact(directory, POLICE, scene.locale)) if incident.police else False,
        "verify": _verify(scene, directory),
        "who": who(scene.facts, directory, scene.locale),
        "contact": shown(main_contact(made), is_open=made.main is not None),
        "night": made.night,
        "grounds": [_ground(g) for g in _grounds(scene, directory)],
        "level": scene.level.value,
        "joined": scene.case_number if scene.joined else None,
        "case": scene.case_number,
    }


def _what(incident: Incident) -> dict[str, Json]:
    return {
        "kind": incident.kind.value,
        "items": incident.texts,
        "pictures": incident.unread,
        "labels": [{"id": label.value, "count": count} for label, count in incident.counts],
        "maybe": [{"id": label.value} for label in incident.maybe],
        "third_party": incident.third_party,
        "trap": incident.traps,
        "authority": incident.authority,
    }


def main_contact(made: Plan) -> Contact | None:
    """The body to name: the first one open, or the first of the day when none is."""
    return made.main or next(iter(made.later), None)


def _verify(scene: Scene, directory: Directory) -> Json:
    channel = verify_channel(directory, scene.incident.labels)
    return shown(contact(directory, channel, scene.locale)) if channel else None


def _grounds(scene: Scene, directory: Directory) -> tuple[Ground, ...]:
    return grounds(directory, scene.incident.labels, scene.locale, act_date=scene.acted_on, limit=GROUNDS_SHOWN)


def who(facts: CaseFacts, directory: Directory, locale: Locale) -> dict[str, Json]:
    """Who is behind it, as far as known: a company that is named, a signature, several, a number, or nothing."""
    platform = directory.platforms.get(facts.platform_id or "")
    blank: dict[str, Json] = dict.fromkeys(
        ("name", "entity", "licence", "phone", "phone_note", "checked_on", "note"), None
    )
    blank["names"] = []
    if platform:
        phone = platform_phone(directory, platform.id, locale)
        return blank | {
            "kind": "signature" if platform.licence_type == "unattributed_sms_signature" else "platform",
            "name": called(platform, locale),
            "entity": platform.entity,
            "licence": platform.licence_type,
            "phone": phone.number if phone else None,
            "phone_note": phone.note if phone else None,
            "checked_on": platform.checked_on.isoformat(),
        }
    if facts.platform_candidates:
        names: list[Json] = [called(directory.platforms[p], locale) for p in facts.platform_candidates]
        return blank | {"kind": "ambiguous", "names": names}
    if facts.signature:
        return blank | {"kind": "signature", "name": facts.signature}
    return blank | {"kind": "number" if facts.senders else "unknown"}


def called(platform: Platform, locale: Locale) -> str:
    """A company as it signs: in Traditional script for those who read it, else as registered, also in English."""
    return platform.names.to(locale if locale is Locale.ZH_HANT else Locale.ZH_HANS)


def shown(body: Contact | None, *, is_open: bool = True) -> Json:
    """A contact as parameters for a template."""
    if body is None:
        return None
    fields: dict[str, Json] = asdict(body)
    return fields | {"hours": body.hours.value, "checked_on": body.checked_on.isoformat(), "open": is_open}


def _ground(ground: Ground) -> dict[str, Json]:
    return {
        "title": ground.title,
        "article": ground.article,
        "plain": ground.plain,
        "force": ground.force,
        "effective": ground.effective,
    }


def day_in_china(instant: datetime | None) -> date | None:
    """The calendar day of an act in China, by which the law in force is chosen."""
    return in_china(instant).date() if instant else None
