"""The first card: a pure function from what is known to what is to be said."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.act_day import waits_for_a_day
from cases.contacts import as_params, contact_on, contact_params, statement_on
from cases.false_numbers import warning
from cases.incident import Incident, sum_up
from cases.naming import called as called
from cases.reading import Reading, seen
from cases.routing import competent, is_bystander, licence_of, platform_of
from directory import Directory, Platform, grounds, verify_channel
from escalation.hours import Calendar
from escalation.plan import Plan, plan
from model.case import Case, CaseFacts, Level
from model.contact import Contact, Ground
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


def scene(case: Case, incident: Incident, acted_on: date | None, locale: Locale, now: datetime) -> Scene:
    """The scene of a case."""
    return Scene(incident, case.facts, case.level, case.number, case.burst > 1, acted_on, locale, now)


def bare_scene(incident: Incident, facts: CaseFacts, locale: Locale, now: datetime) -> Scene:
    """The scene of a text that belongs to no case."""
    return Scene(incident, facts, Level.ANSWER_ONLY, None, joined=False, acted_on=None, locale=locale, now=now)


def bodies(scene: Scene, directory: Directory) -> tuple[Contact, ...]:
    """The competent bodies in order, in the reader's language, as of now."""
    found = (
        contact_on(directory, routed.channel_id, scene.locale, scene.now, why=routed.why(scene.locale))
        for routed in competent(directory, scene.incident, scene.facts)
    )
    return tuple(body for body in found if body)


def day_routes(reading: Reading, directory: Directory) -> tuple[str, ...]:
    """The ids of the competent bodies for one text alone, whatever the hour, before anybody said who she is."""
    facts = CaseFacts(platform_id=reading.found.platform_id, signature=reading.signature)
    return tuple(routed.channel_id for routed in competent(directory, sum_up([seen(reading)]), facts))


def card(scene: Scene, directory: Directory, calendar: Calendar) -> dict[str, Json]:
    """The parameters of the card. Decides; says nothing."""
    incident, facts = scene.incident, scene.facts
    made = plan(bodies(scene, directory), scene.now, calendar)
    cited = _grounds(scene, directory)
    return {
        **_what(incident),
        "role": facts.role.value,
        "friend": is_bystander(incident, facts),
        "police": contact_params(directory, POLICE, scene.locale, scene.now) if incident.police else False,
        "verify": _verify(scene, directory),
        "who": who(facts, directory, scene.locale, scene.now),
        "warning": warning(facts, directory, scene.locale, scene.now),
        "situation": facts.situation,
        "contact": as_params(main_contact(made), is_open=made.main is not None),
        "night": made.night,
        "grounds": [_ground(ground) for ground in cited],
        "ask_day": scene.case_number is not None and waits_for_a_day(cited, directory),
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
    return contact_params(directory, channel, scene.locale, scene.now) if channel else None


def _grounds(scene: Scene, directory: Directory) -> tuple[Ground, ...]:
    return grounds(
        directory,
        scene.incident.labels,
        scene.locale,
        act_date=scene.acted_on,
        limit=GROUNDS_SHOWN,
        licence_type=licence_of(scene.facts, directory),
    )


def who(facts: CaseFacts, directory: Directory, locale: Locale, now: datetime) -> dict[str, Json]:
    """Who is behind it, as far as known: a company that is named, a signature, several, a number, or nothing."""
    blank: dict[str, Json] = dict.fromkeys(("name", "entity", "licence", "line", "checked_on", "note"), None)
    blank["names"] = []
    if platform := platform_of(facts, directory):
        return blank | _company(platform, directory, locale, now)
    if facts.platform_candidates:
        names: list[Json] = [called(directory.platforms[p], locale) for p in facts.platform_candidates]
        return blank | {"kind": "ambiguous", "names": names}
    if facts.signature:
        return blank | {"kind": "signature", "name": facts.signature}
    return blank | {"kind": "number" if facts.senders else "unknown"}


def _company(platform: Platform, directory: Directory, locale: Locale, now: datetime) -> dict[str, Json]:
    return {
        "kind": "signature" if platform.licence_type == "unattributed_sms_signature" else "platform",
        "name": called(platform, locale),
        "entity": platform.entity,
        "licence": platform.licence_type,
        "line": contact_params(directory, platform.id, locale, now),
        "checked_on": platform.checked_on.isoformat(),
        "note": statement_on(directory, platform, locale, now),
    }


def _ground(ground: Ground) -> dict[str, Json]:
    return {
        "title": ground.title,
        "article": ground.article,
        "plain": ground.plain,
        "force": ground.force,
        "effective": ground.effective,
    }
