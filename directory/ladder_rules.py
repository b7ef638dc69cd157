"""Rules for the rungs and the ladders: every reference leads somewhere, every ending has a sentence, times are confirmed."""

from collections.abc import Iterator, Mapping
from typing import Final

from directory.contact import channel_of, may_show
from directory.fault import Fault, Rule, missing
from directory.ladders import LadderRecord, Limit, RungRecord
from directory.schema import Deadline
from directory.tables import Directory
from directory.vocabulary import Quality
from model.ladder import Ending, Holds, Stage, Until, Urgency
from model.step import Unit, WaitKind

_TIES: Final = "vocabularies"
# What every situation without danger begins with: evidence before anything that makes it stop, then the blocking.
_TONIGHT: Final = ("keep_evidence", "block_carrier", "block_phone")
_ENDINGS: Final[Mapping[bool, frozenset[Ending]]] = {
    False: frozenset({Ending.DONE}),
    True: frozenset(Ending),
}
_STEPS: Final[Mapping[Stage, tuple[str, ...]]] = {
    Stage.ACCEPT: ("accept",),
    Stage.ANSWER: ("answer", "file"),
    Stage.DECIDE: ("decide",),
}
_UNITS: Final = {"day": Unit.CALENDAR_DAY, "working_day": Unit.WORKING_DAY}


def _references_of_rungs(directory: Directory) -> Iterator[Fault]:
    grounds = {*directory.grounds, *directory.channels}
    for rung in directory.rungs.values():
        yield from missing("rungs", rung.id, "channels", rung.channels, directory.channels)
        yield from missing("rungs", rung.id, "waits", (wait.limit.ground for wait in rung.waits), grounds)
        if rung.own_limit:
            yield from missing("rungs", rung.id, "own_limit", [rung.own_limit.ground], grounds)


def _references_of_ladders(directory: Directory) -> Iterator[Fault]:
    paths = {p.rung for one in directory.ladders.values() if _is_path(directory, one) for p in one.positions}
    for ladder in directory.ladders.values():
        own = {position.rung for position in ladder.positions}
        for place, position in enumerate(ladder.positions):
            before = [id_ for after in position.after for id_ in after.rungs]
            then = [then.rung for then in position.then.values()]
            for fault in (
                *missing("ladders", ladder.id, "rung", [position.rung], directory.rungs),
                *missing("ladders", ladder.id, "after", before, own),
                *missing("ladders", ladder.id, "then", then, own | paths),
            ):
                yield Fault("ladders", ladder.id, ("positions", place, *fault.where), fault.message)
        if len(own) < len(ladder.positions):
            yield Fault("ladders", ladder.id, ("positions",), "a rung stands on it twice")


def _is_path(directory: Directory, ladder: LadderRecord) -> bool:
    return ladder.holds is Holds.BESIDE and ladder.id not in _sections(directory)


def _sections(directory: Directory) -> Mapping[str, int]:
    return {situation.id: situation.section for situation in directory.mapping[_TIES].situations}


def _every_situation_has_its_ladder(directory: Directory) -> Iterator[Fault]:
    for situation in directory.mapping[_TIES].situations:
        ladder = directory.ladders.get(situation.id)
        if ladder is None or ladder.section != situation.section:
            yield Fault("mapping", _TIES, ("situations",), f"no ladder of section {situation.section}")
            continue
        rungs = [directory.rungs[p.rung] for p in ladder.positions if p.rung in directory.rungs]
        used = {channel for rung in rungs for channel in rung.channels}
        for channel in situation.ladder:
            if channel not in used:
                yield Fault("ladders", ladder.id, ("positions",), f"no rung leads to {channel}")


def _there_is_a_way_to_each(directory: Directory) -> Iterator[Fault]:
    for ladder in directory.ladders.values():
        if ladder.id not in _sections(directory) and not ladder.reached_by and ladder.holds is not Holds.OTHERWISE:
            yield Fault("ladders", ladder.id, ("reached_by",), "no way leads to it")
    placed = {position.rung for ladder in directory.ladders.values() for position in ladder.positions}
    for rung in directory.rungs:
        if rung not in placed:
            yield Fault("rungs", rung, ("id",), "it stands on no ladder")


def _every_ending_has_a_sentence(directory: Directory) -> Iterator[Fault]:
    for ladder in directory.ladders.values():
        for place, position in enumerate(ladder.positions):
            rung = directory.rungs.get(position.rung)
            if rung is None:
                continue
            for end in sorted(_ENDINGS[rung.answers] - set(position.then)):
                yield Fault("ladders", ladder.id, ("positions", place, "then"), f"nothing is said for {end}")
            if not rung.answers and set(position.then) - _ENDINGS[False]:
                yield Fault("ladders", ladder.id, ("positions", place, "then"), "nobody answers it")


def _what_comes_before_can_come(directory: Directory) -> Iterator[Fault]:
    """What comes before stands above, so that there are no circles; and nobody waits for an answer that never comes."""
    for ladder in directory.ladders.values():
        above: set[str] = set()
        for place, position in enumerate(ladder.positions):
            for after in position.after:
                if above.isdisjoint(after.rungs):
                    yield Fault(
                        "ladders", ladder.id, ("positions", place, "after"), f"{after.rungs[0]} stands below it"
                    )
                for id_ in after.rungs if after.until is not Until.BEGUN else ():
                    if id_ in directory.rungs and not directory.rungs[id_].answers:
                        yield Fault("ladders", ladder.id, ("positions", place, "after"), f"nobody answers {id_}")
            above.add(position.rung)


def _it_stops_tonight_first(directory: Directory) -> Iterator[Fault]:
    for id_ in _sections(directory):
        ladder = directory.ladders.get(id_)
        if ladder is None:
            continue
        rungs = [directory.rungs[p.rung] for p in ladder.positions if p.rung in directory.rungs]
        unconditional = any(rung.urgency is Urgency.DANGER and not rung.fits for rung in rungs)
        after_danger = [rung.id for rung in rungs if rung.urgency is not Urgency.DANGER]
        if not unconditional and tuple(after_danger[: len(_TONIGHT)]) != _TONIGHT:
            yield Fault("ladders", id_, ("positions",), "it begins with evidence and blocking")


def _times_are_confirmed(directory: Directory) -> Iterator[Fault]:
    for rung in directory.rungs.values():
        for place, wait in enumerate(rung.waits):
            if wait.limit.kind is WaitKind.STATUTORY and not _confirmed(directory, rung, wait.stage, wait.limit):
                yield Fault("rungs", rung.id, ("waits", place), "no channel of it has this time, verified")
        for limit in (*(wait.limit for wait in rung.waits), *((rung.own_limit,) if rung.own_limit else ())):
            ground = directory.grounds.get(limit.ground or "")
            if ground and ground.quality is not Quality.VERIFIED:
                yield Fault("rungs", rung.id, ("waits",), f"{ground.id} is not verified")


def _confirmed(directory: Directory, rung: RungRecord, stage: Stage, limit: Limit) -> bool:
    channels = (channel_of(directory, id_) for id_ in rung.channels if id_ in directory.channels)
    return any(
        _is_same(channel.id, filed, stage, limit)
        for channel in channels
        if may_show(channel, "deadlines")
        for filed in channel.deadlines
    )


def _is_same(channel_id: str, filed: Deadline, stage: Stage, limit: Limit) -> bool:
    """A time whose rule is not on file stands under the body whose record tells it."""
    return (
        filed.step in _STEPS[stage]
        and (filed.value, _UNITS[filed.unit]) == (limit.value, limit.unit)
        and limit.ground == (filed.ground or channel_id)
    )


LADDER_RULES: Final[tuple[Rule, ...]] = (
    _references_of_rungs,
    _references_of_ladders,
    _every_situation_has_its_ladder,
    _there_is_a_way_to_each,
    _every_ending_has_a_sentence,
    _what_comes_before_can_come,
    _it_stops_tonight_first,
    _times_are_confirmed,
)
