"""Rules that a type cannot hold: one small function each, reporting file, line and what to do."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from directory.loader import line_of, load
from directory.match import digits, fold
from directory.records import Filed, Localised
from directory.tables import DATA, FOLDERS, Directory
from directory.vocabulary import CATEGORIES_WITHOUT_LABEL, Category, Quality
from model.errors import DataError
from model.labels import Label


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the file, the line counted from 1, and what is wrong. A `warning` does not fail anything."""

    file: str
    line: int
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault before its line was looked up."""

    folder: str
    id: str
    where: tuple[str | int, ...]
    message: str


Rule = Callable[[Directory], Iterator[_Fault]]

# Half a year: numbers of companies change, and so do opening hours.
OLD_AFTER: Final = timedelta(days=183)
# Widths of a line of the card, in full-width characters; two Latin letters are as wide as one of these.
NAME_WIDTH: Final = 19
WANTS_WIDTH: Final = 38

_ODD: Final = re.compile(r"[\uff10-\uff19\u00a0\u3000\u200b-\u200f\ufeff]|^\s|\s$|  ")
# What is open or in conflict and may not be said; each with why.
_FORBIDDEN: Final = (
    (re.compile(r"CSFZ"), "the code is contradicted by the operators' own texts"),
    (re.compile(r"银保监发〔2026〕18号"), "a made-up document number"),
    (re.compile(r"48 ?小时内?启动|每[日天](?:最多|上限) ?[35] ?件"), "the limits of the report site are in conflict"),
    (re.compile(r"自律公约.{0,9}第.{1,4}条"), "the article numbers of the convention of 2018 have no reliable source"),
    (re.compile(r"先投诉满|必须先(?:向机构)?投诉"), "no rule was seen that a complaint has to come first"),
    (re.compile(r"受案回执"), "the receipt has another name since 2024"),
    (re.compile(r"(?:中国电信|移动|联通)?1000999|10010999"), "a number from one weak page"),
)
_NEVER_ALWAYS: Final = {"nfra_12378", "legal_12348", "p12356", "crisis_12356"}
_NEVER_A_LINE: Final = {"c12381"}


def check(data: Path | None = None, local: Path | None = None) -> tuple[Problem, ...]:
    """All faults of a directory. A file that cannot be read is one fault, and then the only one."""
    try:
        directory = load(data, local)
    except DataError as error:
        return tuple(_parsed(line) for line in str(error).splitlines())
    roots = [root for root in (local, data or DATA) if root]
    found = (fault for rule in RULES for fault in rule(directory))
    return tuple(sorted((_located(fault, roots) for fault in found), key=lambda p: (p.file, p.line, p.message)))


def aged(data: Path | None, today: date) -> tuple[Problem, ...]:
    """Records that were checked too long ago: a report, never a failure."""
    roots = [data or DATA]
    old = [(folder, record) for folder, record in _all(load(data)) if today - record.checked_on > OLD_AFTER]
    faults = (_Fault(f, r.id, ("checked_on",), f"checked on {r.checked_on}: look again") for f, r in old)
    return tuple(replace(_located(fault, roots), warning=True) for fault in faults)


def width(text: str) -> float:
    """How wide a text is, in full-width characters."""
    return sum(1 if ord(character) > 0x2E80 else 0.5 for character in text)


def _references(directory: Directory) -> Iterator[_Fault]:
    grounds, channels = directory.grounds, directory.channels
    for place in directory.routes:
        yield from _missing("routes", place.id, "steps", (step.channel for step in place.steps), channels)
        yield from _missing("routes", place.id, "verify", [place.verify], channels)
        yield from _missing("routes", place.id, "grounds", place.grounds, grounds)
    for channel in channels.values():
        yield from _missing("channels", channel.id, "deadlines", (d.ground for d in channel.deadlines), grounds)
        yield from _missing("channels", channel.id, "superseded_by", [channel.superseded_by], channels)
    for ground in grounds.values():
        yield from _missing("laws", ground.id, "before", [ground.before], grounds)
    for limit in directory.limits.values():
        yield from _missing("limits", limit.id, "grounds", limit.grounds, grounds)
    for rejected in directory.rejected.values():
        yield from _missing("rejected", rejected.id, "platforms", rejected.platforms, directory.platforms)


def _names_are_one_companys(directory: Directory) -> Iterator[_Fault]:
    owners: dict[str, set[str]] = defaultdict(set)
    for platform in directory.platforms.values():
        for name in (*platform.aliases, *platform.context_aliases, *platform.former_names, *platform.sms_signatures):
            owners[fold(name)].add(platform.id)
    for name, ids in owners.items():
        for id_ in sorted(ids)[1:]:
            yield _Fault("platforms", id_, ("aliases",), f"{name} is a name of {min(ids)} too: make it ambiguous")


def _texts_are_clean(directory: Directory) -> Iterator[_Fault]:
    for folder, record in _all(directory):
        for where, text in _strings(record.model_dump(by_alias=True)):
            if where[0] != "sources" and _ODD.search(text):
                yield _Fault(folder, record.id, where, "full-width digits or odd spaces")


def _nothing_forbidden_is_said(directory: Directory) -> Iterator[_Fault]:
    for folder, record in _all(directory):
        for where, text in _strings(record.model_dump(by_alias=True)):
            for pattern, why in _FORBIDDEN:
                if where[0] != "sources" and pattern.search(text):
                    yield _Fault(folder, record.id, where, f"may not be said: {why}")


def _hours_are_not_promised(directory: Directory) -> Iterator[_Fault]:
    for id_ in sorted(_NEVER_ALWAYS & directory.channels.keys()):
        channel = directory.channels[id_]
        notes = [note for note in (channel.hours_note, channel.phone_note) if note]
        if channel.hours == "always" or any("全天" in n.zh_hans or "24 小时" in n.zh_hans for n in notes):
            yield _Fault("channels", id_, ("hours",), "its sources do not say that it answers at all hours")


def _warning_numbers_are_no_lines(directory: Directory) -> Iterator[_Fault]:
    for id_ in sorted(_NEVER_A_LINE & directory.channels.keys()):
        if directory.channels[id_].phone:
            yield _Fault("channels", id_, ("phone",), "it only sends warnings and cannot be called")


def _rejected_numbers_stay_out(directory: Directory) -> Iterator[_Fault]:
    false = [(r.platforms, digits(r.number)) for r in directory.rejected.values() if r.number]
    everywhere = {digits(r.number) for r in directory.rejected.values() if r.number and r.everywhere}
    for platform in directory.platforms.values():
        number = digits(platform.phone.number) if platform.phone else ""
        if number in everywhere or any(platform.id in ids and number == wrong for ids, wrong in false):
            yield _Fault("platforms", platform.id, ("phone",), "this number was rejected")
    for channel in directory.channels.values():
        if channel.phone and digits(channel.phone) in everywhere:
            yield _Fault("channels", channel.id, ("phone",), "this number was rejected")


def _there_is_a_way(directory: Directory) -> Iterator[_Fault]:
    for channel in directory.channels.values():
        hidden = set(channel.unverified_fields) | (
            {"phone", "web", "wechat"} if channel.quality is Quality.UNVERIFIED else set()
        )
        entries = {"phone": channel.phone, "web": channel.web, "wechat": channel.wechat}
        if not any(value for name, value in entries.items() if name not in hidden) and channel.how_to_find is None:
            yield _Fault("channels", channel.id, ("id",), "no confirmed entry: say in how_to_find how to look it up")


def _lines_fit(directory: Directory) -> Iterator[_Fault]:
    for channel in directory.channels.values():
        yield from _too_wide("channels", channel.id, "name", channel.name, NAME_WIDTH)
        if channel.wants:
            yield from _too_wide("channels", channel.id, "wants", channel.wants, WANTS_WIDTH)
    for platform in directory.platforms.values():
        yield from _too_wide("platforms", platform.id, "names", platform.names, NAME_WIDTH)


def _labels_are_covered(directory: Directory) -> Iterator[_Fault]:
    for label in Label:
        if label not in directory.labels:
            yield _Fault("labels", label.value, (), "this label has no file")
    used = {category for mapping in directory.labels.values() for category in mapping.categories}
    for category in sorted(set(Category) - used - CATEGORIES_WITHOUT_LABEL):
        yield _Fault("labels", "other", ("categories",), f"no label stands for {category}")


def _soft_rules_say_so(directory: Directory) -> Iterator[_Fault]:
    words = {"standard": "推荐性", "self_discipline": "自律"}
    for ground in directory.grounds.values():
        word = words.get(ground.force)
        if word and ground.labels and word not in ground.title.zh_hans:
            yield _Fault("laws", ground.id, ("title",), f"its title has to say {word}, so that nobody takes it for law")
        if ground.quality is Quality.UNVERIFIED and ground.labels:
            yield _Fault("laws", ground.id, ("labels",), "a rule that was not confirmed may not be cited")


def _years_are_whole(directory: Directory) -> Iterator[_Fault]:
    for year in directory.holidays.values():
        for place, span in enumerate(year.days_off):
            if span.first > span.last or year.year not in (span.first.year, span.last.year):
                yield _Fault("holidays", year.id, ("days_off", place), "first and last day do not fit the year")
        for day in year.make_up_days:
            if day.weekday() < 5:
                yield _Fault("holidays", year.id, ("make_up_days",), f"{day} is no day of a weekend")


RULES: Final[tuple[Rule, ...]] = (
    _references,
    _names_are_one_companys,
    _texts_are_clean,
    _nothing_forbidden_is_said,
    _hours_are_not_promised,
    _warning_numbers_are_no_lines,
    _rejected_numbers_stay_out,
    _there_is_a_way,
    _lines_fit,
    _labels_are_covered,
    _soft_rules_say_so,
    _years_are_whole,
)


def _missing(folder: str, id_: str, field: str, wanted: Iterable[str | None], there: Iterable[str]) -> Iterator[_Fault]:
    known = set(there)
    yield from (_Fault(folder, id_, (field,), f"there is no {name}") for name in wanted if name and name not in known)


def _too_wide(folder: str, id_: str, field: str, text: Localised, limit: int) -> Iterator[_Fault]:
    for language, words in text.model_dump(by_alias=True).items():
        if width(words) > limit:
            yield _Fault(folder, id_, (field, language), f"{width(words):.1f} wide, {limit} is the most")


def _all(directory: Directory) -> Iterator[tuple[str, Filed]]:
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


def _located(fault: _Fault, roots: Iterable[Path]) -> Problem:
    paths = [root / fault.folder / f"{fault.id}.yaml" for root in roots]
    path = next((path for path in paths if path.is_file()), paths[-1])
    line = line_of(path.read_bytes(), fault.where) if path.is_file() else 1
    return Problem(str(path), line, fault.message)


def _parsed(told: str) -> Problem:
    path, _, rest = told.partition(":")
    line, _, message = rest.partition(":")
    return Problem(path, int(line), message.strip()) if line.isdigit() else Problem(path, 1, rest.strip())
