"""Which rungs are ripe, and the one thing for today. Pure, over records and contacts given as arguments.

Every decision carries its reasons as ids such as `situation:bank_loan`, `after:lender_complaint:overdue` or
`waits_for:lender_complaint`; templates word them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from escalation.hours import Calendar, is_night, is_open, next_morning
from escalation.steps import ending
from escalation.ways import Reached, fits, situations, why, with_paths
from model.contact import Contact
from model.ladder import After, Known, Ladders, Position, Rung, Sentence, Stage, Then, Time, Until, Urgency, Wait
from model.step import Outcome, Step, StepStatus

# What is known when the harassment goes on although a body has settled the matter.
GOES_ON: Final = "goes_on"
_ORDER: Final = tuple(Urgency)
# No run of days off was ever longer; a body that never opens is told by the morning after.
_LONGEST_BREAK: Final = 14
_THROUGH: Final = (
    StepStatus.ANSWERED,
    StepStatus.OVERDUE,
    StepStatus.DISOWNED,
    StepStatus.WITHDRAWN,
    StepStatus.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A case at an hour. `steps` oldest first; `contacts` are the bodies by channel id, as they may be shown."""

    ladders: Ladders
    known: Known
    steps: tuple[Step, ...]
    contacts: Mapping[str, Contact]
    now: datetime
    calendar: Calendar

    @property
    def taken(self) -> Mapping[str, Step]:
        """The steps by rung; the last of two for one rung."""
        return {step.rung: step for step in self.steps}

    @property
    def reached(self) -> tuple[Reached, ...]:
        """The ladders that hold, and why."""
        return situations(self.ladders, self.known, self.steps)

    @property
    def seen(self) -> Known:
        """What is known, the answers of the bodies included."""
        return with_paths(self.known, self.steps)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A rung as it stands for this case. `ripe`: it may be taken; `usable`: at this hour; `reasons`: why, or why not."""

    rung: Rung
    ladder: str
    ripe: bool
    usable: bool
    reasons: tuple[str, ...]
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """One thing for today, or what to say instead. `later` comes when its body opens, at `opens` at the soonest.

    `step` is the filed step that it is about, where it is about one.
    """

    sentence: Sentence
    now: Weighed | None = None
    later: Weighed | None = None
    opens: datetime | None = None
    step: Step | None = None
    reasons: tuple[str, ...] = ()


def weigh(scene: Scene) -> tuple[Weighed, ...]:
    """Every rung of every ladder that holds, once, in the order in which they are taken, ripe or not.

    Rungs that were taken are left out, and those that do not fit the case. Of a rung on two ladders, the place counts
    at which it is ripe.
    """
    seen, taken = scene.seen, scene.taken
    found: dict[str, Weighed] = {}
    for reached, position in _places(scene):
        rung = scene.ladders.rungs[position.rung]
        if _is_taken(taken.get(rung.id)) or not fits(rung, seen):
            continue
        weighed = _weighed(scene, rung, position, reached)
        if rung.id not in found or (weighed.ripe and not found[rung.id].ripe):
            found[rung.id] = weighed
    return tuple(found.values())


def ripe(scene: Scene) -> tuple[Weighed, ...]:
    """What may be offered, in order: what is usable at this hour, and what waits for its body to open."""
    return tuple(one for one in weigh(scene) if one.ripe)


def next_step(scene: Scene) -> Today:
    """The one thing for today. There is always a sentence.

    Danger goes before everything, then what a body asked for, then the first rung that can be taken at this hour.
    """
    offered = ripe(scene)
    usable = next((one for one in offered if one.usable), None)
    asked = next((step for step in scene.taken.values() if step.status is StepStatus.MORE_ASKED), None)
    if asked and not (usable and usable.rung.urgency is Urgency.DANGER):
        return Today(Sentence.SUPPLY, step=asked, reasons=(f"asked:{asked.rung}",))
    if usable:
        return Today(Sentence.HAND_IN, now=usable, reasons=usable.reasons)
    if offered:
        sentence = Sentence.REST_TONIGHT if is_night(scene.now) else Sentence.WAIT_FOR_HOURS
        opens = _opens(scene.now, scene.calendar, offered[0])
        return Today(sentence, later=offered[0], opens=opens, reasons=offered[0].reasons)
    return _nothing_ripe(scene)


def what_now(scene: Scene, step: Step) -> Then | None:
    """What follows from how one of the steps ended, on the first ladder that has it; None as long as it did not end.

    A rung is named only where it is ripe. Where the step is on no ladder that holds, there is a sentence alone.
    """
    end = ending(step)
    if end is None:
        return None
    for reached in scene.reached:
        for position in reached.ladder.positions:
            if position.rung == step.rung and end in position.then:
                return _ripe_only(scene, position.then[end])
    return Then(Sentence.KEEP_EVIDENCE)


def wait_of(rung: Rung, step: Step, licences: Iterable[str]) -> Wait | None:
    """The time that runs for a step now: to decide once the body took it up, else to take it up or to answer.

    None where no time was confirmed: then nothing is counted and nothing is overdue.
    """
    bound = frozenset(licences)
    binding = [wait for wait in rung.waits if not wait.licences or not bound.isdisjoint(wait.licences)]
    first = (Stage.DECIDE,) if step.taken_on else (Stage.ACCEPT, Stage.ANSWER)
    return next((wait for wait in binding if wait.stage in first), None)


def _is_taken(step: Step | None) -> bool:
    return step is not None and step.status is not StepStatus.PLANNED


def _places(scene: Scene) -> list[tuple[Reached, Position]]:
    """All positions in the order in which they are taken: by urgency, then by height, then by section."""
    every = [
        (_ORDER.index(scene.ladders.rungs[position.rung].urgency), height, one.ladder.section, one, position)
        for one in scene.reached
        for height, position in enumerate(one.ladder.positions)
    ]
    return [(one, position) for *_, one, position in sorted(every, key=lambda placed: placed[:3])]


def _weighed(scene: Scene, rung: Rung, position: Position, reached: Reached) -> Weighed:
    reasons, missing = _ripeness(scene, position)
    body = next((scene.contacts[channel] for channel in rung.channels if channel in scene.contacts), None)
    if rung.channels and body is None:
        missing = (*missing, "no_contact")
    at_hand = rung.time is Time.NOW or (body is not None and is_open(body.hours, scene.now, scene.calendar))
    hour = () if at_hand else ("closed_now",)
    told = (f"situation:{reached.ladder.id}", *reached.reasons, *(missing or (*reasons, *hour)))
    return Weighed(rung, reached.ladder.id, not missing, not missing and at_hand, told, body)


def _ripeness(scene: Scene, position: Position) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why a rung is ripe, and what it still waits for; it is ripe where it waits for nothing."""
    seen, taken = scene.seen, scene.taken
    if waived := why(position.unless, seen):
        return tuple(f"unless:{one}" for one in waived), ()
    reasons: list[str] = []
    missing: list[str] = []
    for after in position.after:
        fitting = [id_ for id_ in after.rungs if fits(scene.ladders.rungs[id_], seen)]
        there = [id_ for id_ in fitting if _is_there(taken.get(id_), after.until, seen)]
        reasons += [f"after:{id_}:{taken[id_].status}" for id_ in there]
        left_out = not fitting and _may_be_left_out(after)
        missing += [] if there or left_out else [f"waits_for:{(*fitting, *after.rungs)[0]}"]
    return tuple(reasons), tuple(missing)


def _may_be_left_out(after: After) -> bool:
    """What nobody in this case can do need not come before. An answer that must be there cannot be left out."""
    return after.until in (Until.BEGUN, Until.SETTLED)


def _is_there(step: Step | None, until: Until, known: Known) -> bool:
    if step is None or step.status is StepStatus.PLANNED:
        return False
    match until:
        case Until.BEGUN:
            return True
        case Until.SETTLED:
            helped = step.outcome is Outcome.ACCEPTED and GOES_ON not in known.attributes
            return step.status in _THROUGH and not helped
        case Until.REFUSED:
            return step.outcome in (Outcome.REFUSED, Outcome.NOT_COMPETENT)
        case Until.DENIED:
            return step.outcome is Outcome.DENIED
        case Until.NOT_COMPETENT:
            return step.outcome is Outcome.NOT_COMPETENT


def _ripe_only(scene: Scene, then: Then) -> Then:
    """The sentence alone, where the rung that follows is not ripe."""
    return then if any(one.rung.id == then.rung for one in ripe(scene)) else Then(then.sentence)


def _opens(now: datetime, calendar: Calendar, offered: Weighed) -> datetime:
    """The first morning on which the body can be used: weekends and holidays are passed over."""
    at = next_morning(now)
    hours = offered.contact.hours if offered.contact else None
    for _ in range(_LONGEST_BREAK):
        if hours is None or is_open(hours, at, calendar):
            break
        at = next_morning(at)
    return at


def _nothing_ripe(scene: Scene) -> Today:
    waiting = next((step for step in scene.taken.values() if step.status is StepStatus.FILED), None)
    if waiting:
        return Today(Sentence.WAIT, step=waiting, reasons=(f"filed:{waiting.rung}",))
    reached = scene.reached
    if not reached:
        return Today(Sentence.NOTHING_TO_COMPLAIN_OF)
    return Today(reached[0].ladder.last, reasons=(f"situation:{reached[0].ladder.id}",))
