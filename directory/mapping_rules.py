"""Rules for the two files that stand over the records: the vocabularies that are tied together, and the decisions."""

from collections.abc import Iterator
from typing import Final, get_args

from directory.contact import may_show
from directory.fault import Fault, Rule, missing
from directory.open_questions import bureaus_have_no_number, withheld
from directory.records import ContactField
from directory.tables import Directory
from directory.ties import Vocabularies
from directory.vocabulary import Category, LicenceType, Quality
from model.labels import Label

_TIES: Final = "vocabularies"
_LIST: Final = "channels"


def _references_of_the_mapping(directory: Directory) -> Iterator[Fault]:
    ties = _ties(directory)
    for place, situation in enumerate(ties.situations):
        known = [route.id for route in directory.routes]
        for fault in (
            *missing("mapping", _TIES, "situations", situation.ladder, directory.channels),
            *missing("mapping", _TIES, "situations", situation.routes, known),
        ):
            yield Fault(fault.folder, fault.id, ("situations", place), fault.message)
    for place, tied in enumerate(ties.regulator_routes):
        for fault in missing("mapping", _TIES, "regulator_routes", tied.channels, directory.channels):
            yield Fault(fault.folder, fault.id, ("regulator_routes", place), fault.message)


def _everything_is_tied(directory: Directory) -> Iterator[Fault]:
    ties = _ties(directory)
    ways = [way for situation in ties.situations for way in situation.reached_by]
    wanted: tuple[tuple[str, str, set[str], set[str]], ...] = (
        ("labels", "no kinds of harm for", set(Label), {tie.label for tie in ties.labels}),
        ("labels", "no label stands for", set(Category), {c for tie in ties.labels for c in tie.categories}
         | {tie.category for tie in ties.no_label}),
        ("situations", "no situation for", set(Label), {label for way in ways for label in way.labels}
         | {tie.label for tie in ties.no_situation}),
        ("situations", "no situation for", set(LicenceType), {licence for way in ways for licence in way.licences}),
        ("situations", "no situation has", {route.id for route in directory.routes} - _OUTSIDE,
         {route for situation in ties.situations for route in situation.routes}),
        ("regulator_routes", "no channel for", {s.partition(":")[0] for p in directory.platforms.values()
         for s in p.route}, {tie.name for tie in ties.regulator_routes}),
    )  # fmt: skip
    for field, told, names, there in wanted:
        yield from (Fault("mapping", _TIES, (field,), f"{told} {name}") for name in sorted(names - there))


# A reminder within the rules is section 12 of the ladder: nothing to complain of.
_OUTSIDE: Final = {"lawful_reminder"}


def _decisions_are_the_records(directory: Directory) -> Iterator[Fault]:
    decisions = {(d.channel, d.field): d.shown for d in directory.decisions[_LIST].decisions}
    for (channel_id, field), shown in sorted(decisions.items()):
        channel = directory.channels.get(channel_id)
        if channel is None:
            yield Fault("decisions", _LIST, ("decisions",), f"there is no {channel_id}")
        elif shown is not may_show(channel, field):
            yield Fault("channels", channel_id, ("unverified_fields",), f"decided otherwise for {field}")
    for channel in directory.channels.values():
        for field in channel.unverified_fields:
            if (channel.id, field) not in decisions:
                yield Fault("channels", channel.id, ("unverified_fields",), f"no decision says why {field} is withheld")


def _doubtful_records_are_decided(directory: Directory) -> Iterator[Fault]:
    """Of a record that is doubtful somewhere, each entry that is shown was decided on."""
    decided = {(d.channel, d.field) for d in directory.decisions[_LIST].decisions}
    fields: tuple[ContactField, ...] = tuple(f for f in get_args(ContactField) if f in ("phone", "web", "wechat"))
    for channel in directory.channels.values():
        for field in fields if channel.quality is Quality.PARTIAL else ():
            if getattr(channel, field) and may_show(channel, field) and (channel.id, field) not in decided:
                yield Fault("channels", channel.id, (field,), "no decision says why it is shown nevertheless")


def _ties(directory: Directory) -> Vocabularies:
    return directory.mapping[_TIES]


MAPPING_RULES: Final[tuple[Rule, ...]] = (_references_of_the_mapping, _everything_is_tied)
DECISION_RULES: Final[tuple[Rule, ...]] = (
    _decisions_are_the_records,
    _doubtful_records_are_decided,
    withheld,
    bureaus_have_no_number,
)
