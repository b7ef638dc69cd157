"""By when an answer to a step is due, as the calendar of today knows it: computed, kept, and laid open. Pure but for texts.

A step that was only planned has the time that binds the person, from the day that sets it running.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from cases.calendar import official_of
from cases.routing import licences_of
from directory import Directory, rungs_of
from directory.grounds import ground_on
from escalation.calendar import OfficialCalendar
from escalation.deadlines import Deadline, Skipped, Term, Why, reckon, term_of
from escalation.ladder import wait_of
from escalation.reminders import Dated, next_at
from model.case import CaseFacts, EventKind
from model.ladder import More, Rung, Wait
from model.locale import Locale
from model.reply import Json
from model.step import Bound, KeptStep, Outcome, Rule, Step, StepStatus

# States in which the time of a body counts, runs or stands still.
_RUNS: Final = (StepStatus.FILED, StepStatus.MORE_ASKED, StepStatus.OVERDUE)
# A time that runs from what another rung came to, and not from the last act.
_FROM_REFUSAL: Final[Mapping[str, str]] = {"police_review": "police_report"}
_LISTED: Final = 6


@dataclass(frozen=True, slots=True)
class Times:
    """What times are computed with: the rungs, what the lender is licensed for, the official days off."""

    rungs: Mapping[str, Rung]
    licences: frozenset[str]
    official: OfficialCalendar

    def wait(self, step: Step) -> Wait | None:
        """The confirmed time that runs for a step now, or None."""
        rung = self.rungs.get(step.rung)
        return wait_of(rung, step, self.licences) if rung and step.status in _RUNS else None

    def deadline(self, kept: KeptStep) -> Deadline | None:
        """By when an answer is due; of a planned step, until when the person has to act. None where nothing runs."""
        if kept.step.status is StepStatus.PLANNED:
            begun = next((event.on for event in kept.log if event.kind is EventKind.STEP_PLANNED), None)
            rung = self.rungs.get(kept.step.rung)
            return self.own_limit(rung, begun) if rung else None
        wait = self.wait(kept.step)
        term = term_of(kept.step, wait.rule) if wait else None
        return reckon(term, self.official) if term else None

    def own_limit(self, rung: Rung, begun: date | None) -> Deadline | None:
        """Until when the person has to take a rung, from the day that sets the time running; None without either."""
        return reckon(Term(rung.own_limit, begun), self.official) if rung.own_limit and begun else None

    def begins(self, rung: str, last_act: date | None, kept: Iterable[KeptStep]) -> date | None:
        """The day that sets a time of the person's own running: the last act, or the answer that it is about."""
        before = _FROM_REFUSAL.get(rung)
        if before is None:
            return last_act
        refused = (Outcome.REFUSED, Outcome.NOT_COMPETENT)
        days = [one.step.answered_on for one in kept if one.step.rung == before and one.step.outcome in refused]
        return max((day for day in days if day), default=None)


def times_of(directory: Directory, facts: CaseFacts) -> Times:
    """What the times of a case are computed with."""
    return Times(rungs_of(directory), licences_of(facts, directory), official_of(directory))


def dated(kept: KeptStep, deadline: Deadline | None) -> Dated | None:
    """The deadline as reminders are planned by; None where no day is known."""
    if deadline is None or deadline.earliest is None or deadline.latest is None:
        return None
    return Dated(kept.step.id, deadline.earliest, deadline.latest, deadline.term.rule.binds)


def timed(kept: KeptStep, deadline: Deadline | None, now: datetime, sent: frozenset[str] = frozenset()) -> KeptStep:
    """The step with the days of its deadline and the instant at which the clock looks at it next."""
    found = dated(kept, deadline)
    if found is None:
        return replace(kept, earliest=None, latest=None, remind_at=None)
    at = None if kept.muted else next_at([found], now, sent)
    return replace(kept, earliest=found.earliest, latest=found.latest, remind_at=at)


def is_late(kept: KeptStep, deadline: Deadline | None, today: date) -> bool:
    """Whether a body that was to answer is late beyond doubt."""
    return kept.step.status is StepStatus.FILED and deadline is not None and deadline.is_overdue(today)


def more_time(wait: Wait | None, step: Step) -> More | None:
    """What may be added to the time next; None where nothing more may be."""
    every = [one for one in wait.more for _ in range(one.times)] if wait else []
    return every[len(step.extensions)] if len(step.extensions) < len(every) else None


def clock(deadline: Deadline | None, today: date) -> Json:
    """The end of a time in short: a day, a range, or that it stands still. None where no time was confirmed."""
    if deadline is None:
        return None
    return {
        "earliest": _iso(deadline.earliest),
        "latest": _iso(deadline.latest),
        "certain": deadline.is_certain,
        "stands_still": deadline.latest is None,
        "late": deadline.is_overdue(today),
        "missed": deadline.is_missed(today),
        "own": deadline.term.rule.binds is Bound.PERSON,
        "advice": deadline.term.rule.kind.value == "experience",
    }


def computation(deadline: Deadline, directory: Directory, locale: Locale) -> dict[str, Json]:
    """Everything a deadline follows from, as it is laid open: start, rule and ground, what did not count, result."""
    term, late = deadline.term, deadline.late
    skipped = list(late.skipped if late else ())
    return {
        "start": term.begun_on.isoformat(),
        "start_kind": _start(term),
        "assumed": term.assumed,
        "first_day": deadline.first_day.isoformat(),
        "rule": _rule(term.rule, directory, locale),
        "skipped": _stretches(skipped, directory, locale)[:_LISTED],
        "more_skipped": max(0, len(_stretches(skipped, directory, locale)) - _LISTED),
        "made_up": [*(day.isoformat() for day in (late.made_up if late else ())[:_LISTED])],
        "extensions": [{"amount": more.amount, "unit": more.unit.value} for more in term.extensions],
        "open_end": not deadline.is_certain and late is not None,
    }


def _start(term: Term) -> str:
    return "act" if term.rule.binds is Bound.PERSON else term.rule.counts_from.value


def _rule(rule: Rule, directory: Directory, locale: Locale) -> dict[str, Json]:
    ground = ground_on(directory, rule.ground or "", locale, None)
    body = directory.channels.get(rule.ground or "")
    title = ground.title if ground else body.name.to(locale) if body else None
    return {
        "amount": rule.amount,
        "unit": rule.unit.value,
        "kind": rule.kind.value,
        "title": title,
        "article": ground.article if ground else None,
        "rolls": rule.rolling.value,
        "first_day_counts": rule.first_day_counts,
    }


def _stretches(skipped: list[Skipped], directory: Directory, locale: Locale) -> list[Json]:
    """Days that did not count, in stretches of one reason each, with the name of the holiday."""
    every = sorted(skipped, key=lambda one: one.day)
    named = [(one.day, one.why, _holiday(one, directory, locale)) for one in every]
    cuts = [
        0,
        *(n for n, (a, b) in enumerate(pairwise(named), 1) if a[1:] != b[1:] or (b[0] - a[0]).days > 1),
        len(named),
    ]
    parts = [named[first:last] for first, last in pairwise(cuts) if named[first:last]]
    return [
        {"first": part[0][0].isoformat(), "last": part[-1][0].isoformat(), "why": part[0][1].value, "name": part[0][2]}
        for part in parts
    ]


def _holiday(skipped: Skipped, directory: Directory, locale: Locale) -> str | None:
    if skipped.why not in (Why.HOLIDAY, Why.ROLLED):
        return None
    spans = [span for year in directory.holidays.values() for span in year.days_off]
    return next((span.name.to(locale) for span in spans if span.first <= skipped.day <= span.last), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
