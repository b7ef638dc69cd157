"""The day of an act, by which the law in force is chosen: read off a forward, or said by the person. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from directory import Directory
from escalation.hours import in_china
from model.case import Case
from model.contact import Ground

# What a person may answer. An interval is written as ISO 8601-2 does: open at one end.
ANSWERS: Final = ("today", "yesterday", "since", "before")
_OPEN: Final = ".."


def day_in_china(instant: datetime | None) -> date | None:
    """The calendar day of an act in China, by which the law in force is chosen."""
    return in_china(instant).date() if instant else None


def act_day(case: Case, sent_at: datetime | None) -> date | None:
    """The day of the running incident: what a forward tells, else what the person said of this incident."""
    if sent_at is not None:
        return day_in_china(sent_at)
    said = case.facts.acted if case.facts.acted_burst == case.burst else None
    return day_meant(said.value) if said else None


def day_meant(claim: str) -> date:
    """The day by which a claim is judged: of an interval the end that is known."""
    first, _, last = claim.partition("/")
    return date.fromisoformat(last if first == _OPEN else first)


def claim_of(answer: str, now: datetime, turn: date) -> str:
    """One of the ANSWERS as it is kept. `turn` is the first day of the law in force."""
    today = in_china(now).date()
    return {
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
        "since": f"{turn.isoformat()}/{_OPEN}",
        "before": f"{_OPEN}/{(turn - timedelta(days=1)).isoformat()}",
    }[answer]


def turning_day(directory: Directory) -> date | None:
    """The newest day on which articles were renumbered or replaced; None where none ever was."""
    days = [
        ground.effective
        for ground in directory.grounds.values()
        if (ground.article_before or ground.before) and ground.effective
    ]
    return max(days, default=None)


def waits_for_a_day(grounds: Iterable[Ground], directory: Directory) -> bool:
    """Whether one of these is named without its article, because that depends on the day of the act."""
    records = [directory.grounds[ground.id] for ground in grounds if ground.article is None]
    return any(record.article_before or record.before for record in records)
