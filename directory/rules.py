"""Rules that a type cannot hold: one small function each, naming the record, the field and what to do."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from directory.age import NATIONAL
from directory.contact import may_show
from directory.fault import Fault, Rule, missing
from directory.folding import digits, fold
from directory.ladder_rules import LADDER_RULES
from directory.mapping_rules import DECISION_RULES, MAPPING_RULES
from directory.open_questions import QUESTIONS
from directory.records import ContactField
from directory.schema import Filed, Localised
from directory.tables import FOLDERS, Directory
from directory.vocabulary import Quality

# Widths of a line of the card, in full-width characters; two Latin letters are as wide as one of these.
NAME_WIDTH: Final = 19
WANTS_WIDTH: Final = 38

_ODD: Final = re.compile(r"[\uff10-\uff19\u00a0\u3000\u200b-\u200f\ufeff]|^\s|\s$|  ")
# What may not be said for other reasons than an open question; each with why.
_FORBIDDEN: Final = (
    (re.compile(r"受案回执"), "the receipt has another name since 2024"),
    (re.compile(r"(?:中国电信|移动|联通)?1000999|10010999"), "a number from one weak page"),
    *((pattern, question.why) for question in QUESTIONS for pattern in question.patterns),
)
_ANY_FORBIDDEN: Final = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _FORBIDDEN))
# What holds only where the reader, the lender or the company is as the sentence takes it to be.
_UNKNOWABLE: Final = re.compile("你不欠|放款方是(?!什么)|没牌照|没有牌照|原平台|注册在")
_IF: Final = ("若", "如果")
_NEVER_ALWAYS: Final = {"nfra_12378", "legal_12348", "p12356", "crisis_12356"}
_NEVER_A_LINE: Final = {"c12381"}


def width(text: str) -> float:
    """How wide a text is, in full-width characters."""
    return sum(1 if ord(character) > 0x2E80 else 0.5 for character in text)


def _references(directory: Directory) -> Iterator[Fault]:
    grounds, channels = directory.grounds, directory.channels
    for place in directory.routes:
        yield from missing("routes", place.id, "steps", (step.channel for step in place.steps), channels)
        yield from missing("routes", place.id, "verify", [place.verify], channels)
        yield from missing("routes", place.id, "grounds", place.grounds, grounds)
    for channel in channels.values():
        yield from missing("channels", channel.id, "deadlines", (d.ground for d in channel.deadlines), grounds)
        yield from missing("channels", channel.id, "superseded_by", [channel.superseded_by], channels)
    for ground in grounds.values():
        yield from missing("laws", ground.id, "before", [ground.before], grounds)
    for limit in directory.limits.values():
        yield from missing("limits", limit.id, "grounds", limit.grounds, grounds)
    for province in directory.provinces.values():
        yield from missing("provinces", province.id, "bureau", [province.bureau], channels)
    for holder in directory.holders.values():
        yield from missing("holders", holder.id, "look_up", [holder.look_up], channels)
    for rejected in directory.rejected.values():
        yield from missing("rejected", rejected.id, "platforms", rejected.platforms, directory.platforms)


def _successors_end(directory: Directory) -> Iterator[Fault]:
    for channel in directory.channels.values():
        seen, place = {channel.id}, channel.superseded_by
        while place and place in directory.channels and place not in seen:
            seen.add(place)
            place = directory.channels[place].superseded_by
        if place in seen:
            yield Fault("channels", channel.id, ("superseded_by",), "its successor leads back to itself")


def _names_are_one_companys(directory: Directory) -> Iterator[Fault]:
    owners: dict[str, set[str]] = defaultdict(set)
    for platform in directory.platforms.values():
        for name in (*platform.aliases, *platform.short_aliases, *platform.context_aliases, *platform.former_names,
                     *platform.sms_signatures):  # fmt: skip
            owners[fold(name)].add(platform.id)
    for name, ids in owners.items():
        for id_ in sorted(ids)[1:]:
            yield Fault("platforms", id_, ("aliases",), f"{name} is a name of {min(ids)} too: make it ambiguous")


def _texts_are_clean(directory: Directory) -> Iterator[Fault]:
    for folder, record in all_records(directory):
        for where, text in _strings(record.model_dump(by_alias=True)):
            if where[0] != "sources" and _ODD.search(text):
                yield Fault(folder, record.id, where, "full-width digits or odd spaces")


def _nothing_forbidden_is_said(directory: Directory) -> Iterator[Fault]:
    """In no text; whether an address is shown is decided field by field."""
    for folder, record in all_records(directory):
        for where, text in _strings(record.model_dump(by_alias=True)):
            if where[0] == "sources" or where == ("web",) or not _ANY_FORBIDDEN.search(text):
                continue
            for pattern, why in _FORBIDDEN:
                if pattern.search(text):
                    yield Fault(folder, record.id, where, f"may not be said: {why}")


def _reasons_claim_nothing(directory: Directory) -> Iterator[Fault]:
    """Nobody knows who owes, and a name in a message is a claim: what rests on either begins with an if."""
    whys = [("routes", r.id, "steps", step.why) for r in directory.routes for step in r.steps]
    whys += [("channels", channel.id, "why", channel.why) for channel in directory.channels.values()]
    for folder, id_, field, why in whys:
        if _UNKNOWABLE.search(why.zh_hans) and not why.zh_hans.startswith(_IF):
            yield Fault(folder, id_, (field,), "rests on what is not known: begin with 若")


def _hours_are_not_promised(directory: Directory) -> Iterator[Fault]:
    for id_ in sorted(_NEVER_ALWAYS & directory.channels.keys()):
        channel = directory.channels[id_]
        notes = [note for note in (channel.hours_note, channel.phone_note) if note]
        if channel.hours == "always" or any("全天" in n.zh_hans or "24 小时" in n.zh_hans for n in notes):
            yield Fault("channels", id_, ("hours",), "its sources do not say that it answers at all hours")


def _warning_numbers_are_no_lines(directory: Directory) -> Iterator[Fault]:
    for id_ in sorted(_NEVER_A_LINE & directory.channels.keys()):
        if directory.channels[id_].phone:
            yield Fault("channels", id_, ("phone",), "it only sends warnings and cannot be called")


def _rejected_numbers_stay_out(directory: Directory) -> Iterator[Fault]:
    false = [(r.platforms, digits(r.number)) for r in directory.rejected.values() if r.number]
    everywhere = {digits(r.number) for r in directory.rejected.values() if r.number and r.everywhere}
    for platform in directory.platforms.values():
        numbers = {digits(number) for number in platform.numbers}
        if numbers & everywhere or any(platform.id in ids and wrong in numbers for ids, wrong in false):
            yield Fault("platforms", platform.id, ("phone",), "this number was rejected")
    for channel in directory.channels.values():
        if channel.phone and digits(channel.phone) in everywhere:
            yield Fault("channels", channel.id, ("phone",), "this number was rejected")


def _there_is_a_way(directory: Directory) -> Iterator[Fault]:
    for channel in directory.channels.values():
        hidden = set(channel.unverified_fields) | (
            {"phone", "web", "wechat"} if channel.quality is Quality.UNVERIFIED else set()
        )
        entries = {"phone": channel.phone, "web": channel.web, "wechat": channel.wechat}
        if not any(value for name, value in entries.items() if name not in hidden) and channel.how_to_find is None:
            yield Fault("channels", channel.id, ("id",), "no confirmed entry: say in how_to_find how to look it up")


def _there_is_a_way_later(directory: Directory) -> Iterator[Fault]:
    for channel in directory.channels.values():
        entries: tuple[ContactField, ...] = ("phone", "web", "wechat")
        fading = [f for f in entries if getattr(channel, f) and may_show(channel, f)]
        if channel.phone in NATIONAL and fading == ["phone"]:
            continue
        if fading and channel.look_up is None:
            yield Fault(
                "channels", channel.id, (fading[0],), "say in look_up where its own publisher tells how to reach it"
            )


def _lines_fit(directory: Directory) -> Iterator[Fault]:
    for channel in directory.channels.values():
        yield from _too_wide("channels", channel.id, "name", channel.name, NAME_WIDTH)
        if channel.wants:
            yield from _too_wide("channels", channel.id, "wants", channel.wants, WANTS_WIDTH)
    for platform in directory.platforms.values():
        yield from _too_wide("platforms", platform.id, "names", platform.names, NAME_WIDTH)


def _soft_rules_say_so(directory: Directory) -> Iterator[Fault]:
    words = {"standard": "推荐性", "self_discipline": "自律"}
    for ground in directory.grounds.values():
        word = words.get(ground.force)
        if word and ground.labels and word not in ground.title.zh_hans:
            yield Fault("laws", ground.id, ("title",), f"its title has to say {word}, so that nobody takes it for law")
        if ground.quality is Quality.UNVERIFIED and ground.labels:
            yield Fault("laws", ground.id, ("labels",), "a rule that was not confirmed may not be cited")


def _years_are_whole(directory: Directory) -> Iterator[Fault]:
    for year in directory.holidays.values():
        for place, span in enumerate(year.days_off):
            if span.first > span.last or year.year not in (span.first.year, span.last.year):
                yield Fault("holidays", year.id, ("days_off", place), "first and last day do not fit the year")
        for day in year.make_up_days:
            if day.weekday() < 5:
                yield Fault("holidays", year.id, ("make_up_days",), f"{day} is no day of a weekend")


RULES: Final[tuple[Rule, ...]] = (
    *MAPPING_RULES,
    *DECISION_RULES,
    *LADDER_RULES,
    _references,
    _successors_end,
    _names_are_one_companys,
    _texts_are_clean,
    _nothing_forbidden_is_said,
    _reasons_claim_nothing,
    _hours_are_not_promised,
    _warning_numbers_are_no_lines,
    _rejected_numbers_stay_out,
    _there_is_a_way,
    _there_is_a_way_later,
    _lines_fit,
    _soft_rules_say_so,
    _years_are_whole,
)


def _too_wide(folder: str, id_: str, field: str, text: Localised, limit: int) -> Iterator[Fault]:
    for language, words in text.model_dump(by_alias=True).items():
        if width(words) > limit:
            yield Fault(folder, id_, (field, language), f"{width(words):.1f} wide, {limit} is the most")


def all_records(directory: Directory) -> Iterator[tuple[str, Filed]]:
    for folder in FOLDERS:
        records = getattr(directory, "grounds" if folder == "laws" else folder)
        for record in records if isinstance(records, tuple) else records.values():
            yield folder, record


def _strings(value: object, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*where, key))
    elif isinstance(value, tuple | list):
        for place, inner in enumerate(value):
            yield from _strings(inner, (*where, place))
