"""`directory`: check the records, list what to look up again, show one, find a company in a text, take a contact back."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, TextIO

import classify.lexicon
import directory as rooms
from cases.deps import Deps
from cases.recall import Report
from cases.recall import recall as recall_contact
from directory import Clues, Directory, Found
from directory.age import Age, age_of
from directory.records import Channel, Platform
from directory.rules import all_records
from directory.schema import Filed, Source
from model.contact import Contact
from model.locale import Locale

Lines = Iterator[str]

_LOCALE: Final = Locale.ZH_HANS
_SIGNATURE: Final = re.compile(r"【([^】]{1,24})】")
_NUMBER: Final = re.compile(r"(?<![\d-])\+?\d[\d-]{3,13}\d(?![\d-])")
_LINK: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}[^\s，。]*", re.IGNORECASE)
# What is not a field of its own in `show`.
_BESIDE: Final = frozenset({"id", "sources", "unverified_fields", "quality", "checked_on", "checked_by"})


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `directory` and its own commands to a command line."""
    parser = subparsers.add_parser("directory", help="check and look up the records of companies, bodies and rules")
    commands = parser.add_subparsers(dest="directory_command", metavar="COMMAND", required=True)
    commands.add_parser("check", help="every fault of the records, with file and line")
    commands.add_parser("stale", help="what was checked too long ago, oldest first, with the pages to check by hand")
    show = commands.add_parser("show", help="everything about one record: sources, dates, quality of each field")
    show.add_argument("id", metavar="ID")
    find = commands.add_parser("find", help="which company a text names, why, and where to turn")
    find.add_argument("text", metavar="TEXT")
    commands.add_parser("version", help="the digests that are stored with every answer, and whose records they cover")
    recall = commands.add_parser(
        "recall", help="tell those who were shown a contact that was corrected", description=_RECALL
    )
    recall.add_argument("id", metavar="ID")
    recall.add_argument("--send", action="store_true", help="tell them; without it they are only counted")


_RECALL: Final = (
    "Everybody with a kept case who was shown something of this record that no longer holds gets one neutral message,"
    " by day in China, and sees old and new on tapping it. Correct the record first, in DATA_DIR/directory/, and restart"
    " the bot so that its answers use the correction; the bot may run meanwhile and does the sending. Without --send"
    " people are only counted. It can be repeated at any time: nobody is told of the same correction twice."
)


def run(given: argparse.Namespace, directory: Directory, today: date, out: TextIO) -> int:
    """Run one of the commands. Exit status 1 where something is wrong or nothing was found."""
    commands: Mapping[str, Callable[[], tuple[int, Iterable[str]]]] = {
        "check": lambda: check(directory),
        "version": lambda: version(directory),
        "stale": lambda: stale(directory, today),
        "show": lambda: show(directory, given.id, today),
        "find": lambda: find(directory, given.text, today),
    }
    status, lines = commands[given.directory_command]()
    out.writelines(f"{line}\n" for line in lines)
    return status


def check(directory: Directory) -> tuple[int, Iterable[str]]:
    """The faults of the files that the directory was read from."""
    *local, data = directory.roots
    problems = rooms.check(data, local[0] if local else None)
    faults = sum(not problem.warning for problem in problems)
    return int(bool(faults)), [*map(str, problems), f"{faults} faults"]


def version(directory: Directory) -> tuple[int, Iterable[str]]:
    """The digests as every answer keeps them, and which files are the operator's own."""
    lexicon = f"lexicon        {classify.lexicon.load().digest}"
    own = [f"your record    {name}" for name in sorted(directory.local)]
    aside = [f"not used       {name}: see `directory check`" for name in sorted(directory.set_aside)]
    return 0, [f"directory      {directory.digest}", lexicon, *own, *aside]


async def recall(deps: Deps, record_id: str, out: TextIO, *, send: bool) -> int:
    """Tell those who were shown what is corrected now, or count them. Exit status 1 for an id that nobody knows."""
    report = await recall_contact(deps, record_id, send=send)
    out.writelines(f"{line}\n" for line in _recalled(report, record_id, send=send))
    return int(not report.known)


def _recalled(report: Report, record_id: str, *, send: bool) -> Lines:
    if not report.known:
        yield f"no record {record_id}, and nobody was shown one"
        return
    if not report.seen:
        yield f"{record_id}: nobody with a kept case was shown it"
        return
    yield f"{record_id}: {report.seen} with a kept case were shown it"
    if not report.wrong:
        yield "nothing they were shown has changed: nobody is told"
        return
    yield f"{report.wrong} of them were shown something that no longer holds"
    if report.before:
        yield f"{report.before} were told already, or deleted everything meanwhile"
    if report.blocked:
        yield f"{report.blocked} have blocked the bot: repeat the command later"
    if send:
        yield f"{report.told} are told now: the running bot sends it, between 8:00 and 22:00 in China"
    else:
        yield f"{report.told} would be told: repeat with --send"


def stale(directory: Directory, today: date) -> tuple[int, Iterable[str]]:
    """A checklist: every record with a contact that is older than 90 days, oldest first. Age is no fault: always 0."""
    old = [(record.checked_on, record) for _, record in all_records(directory) if _is_old(record, today)]
    old.sort(key=lambda pair: (pair[0], pair[1].id))
    lines = [line for day, record in old for line in _to_check(record, day, today)]
    lines += [str(problem) for problem in rooms.review(directory)]
    return 0, [*lines, f"{len(old)} records to check on {today}"]


def show(directory: Directory, id_: str, today: date) -> tuple[int, Iterable[str]]:
    """Everything on file about an id, in every folder where it stands."""
    found = [(folder, record) for folder, record in all_records(directory) if record.id == id_]
    if not found:
        return 1, [f"no record {id_}"]
    return 0, [line for folder, record in found for line in _record(directory, folder, record, today)]


def find(directory: Directory, text: str, today: date) -> tuple[int, Iterable[str]]:
    """Which company a text names, by which words, what it is, and the contacts that fit."""
    found = rooms.find(directory, clues_of(text))
    named = [found.platform_id] if found.platform_id else list(found.candidates)
    return int(not named), [*_why(found), *(line for id_ in named for line in _company(directory, id_, today))]


def clues_of(text: str) -> Clues:
    """The clues that can be read off a text by their form: signature, numbers and links."""
    signature = _SIGNATURE.search(text)
    return Clues(text, signature[1] if signature else None, tuple(_NUMBER.findall(text)), tuple(_LINK.findall(text)))


def _is_old(record: Filed, today: date) -> bool:
    return isinstance(record, Channel | Platform) and age_of(record.checked_on, today) is not Age.FRESH


def _to_check(record: Filed, day: date, today: date) -> Lines:
    yield f"[ ] {record.id}  checked {day}, {(today - day).days} days ago: {age_of(day, today)}"
    if isinstance(record, Channel | Platform):
        numbers = record.numbers if isinstance(record, Platform) else (record.phone,)
        yield from (f"      number  {number}" for number in numbers if number)
        yield from (f"      page    https://{host}/" for host in (record.web,) if host)
        instead = record.look_up or record.how_to_find if isinstance(record, Channel) else None
        yield from (f"      look up {text.to(_LOCALE)}" for text in (instead,) if text)
        yield from (f"      source  {source.url}" for source in record.sources if source.url)


def _record(directory: Directory, folder: str, record: Filed, today: date) -> Lines:
    yield f"{folder}/{record.id}"
    yield from _own(directory, f"{folder}/{record.id}.yaml")
    yield f"  our facts checked on {record.checked_on} ({age_of(record.checked_on, today)} on {today})"
    for extra in ("quality", "checked_by", "status", "status_as_of"):
        if value := getattr(record, extra, None):
            yield f"  {extra}: {value}"
    for field, value in record.model_dump(by_alias=True, exclude=set(_BESIDE)).items():
        if value not in (None, (), [], ""):
            yield f"  {field}{_quality(record, field)}: {_plain(value)}"
    yield from _decisions(directory, record)
    for source in getattr(record, "sources", ()):
        yield from _source(source)


def _own(directory: Directory, name: str) -> Lines:
    """Whether an operator's own file stands for a record."""
    if name in directory.local:
        yield f"  local: {directory.roots[0] / name}"
        yield from (
            f"  {told.message}" for told in rooms.review(directory) if told.file == str(directory.roots[0] / name)
        )
    if name in directory.set_aside:
        yield f"  {directory.roots[0] / name} is not used, see `directory check`"
        yield "  until it is mended, numbers and addresses of the shipped record are withheld, but for national numbers"


def _quality(record: Filed, field: str) -> str:
    """How far a field is confirmed, where the record tells it field by field."""
    quality = getattr(record, "quality", None)
    if quality is None:
        return ""
    hidden = quality == "unverified" and field in ("phone", "web", "wechat")
    return (
        " [not verified, never shown]" if hidden or field in getattr(record, "unverified_fields", ()) else " [verified]"
    )


def _decisions(directory: Directory, record: Filed) -> Lines:
    if isinstance(record, Channel):
        for decision in directory.decisions["channels"].decisions:
            if decision.channel == record.id:
                yield f"  decided: {decision.field} {'shown' if decision.shown else 'withheld'}: {decision.reason}"


def _source(source: Source) -> Lines:
    yield f"  source: {source.title}"
    yield f"    page dated {source.page_date or 'not told'}; our facts checked on {source.checked_on}"
    if source.url:
        yield f"    {source.url}"


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}={_plain(inner)}" for key, inner in value.items() if inner not in (None, ()))
    if isinstance(value, tuple | list):
        return ", ".join(_plain(inner) for inner in value)
    return str(value)


def _why(found: Found) -> Lines:
    words = ", ".join(found.words) or "nothing"
    told = "named" if found.platform_id else "ask which" if found.candidates else "nobody is named"
    yield f"{told} (via {found.via}; words: {words})"
    yield from (f"warning: {number} is passed around falsely" for number in found.rejected_numbers)


def _company(directory: Directory, id_: str, today: date) -> Lines:
    platform = directory.platforms[id_]
    yield f"{id_}  {platform.name}"
    yield f"  licence type: {platform.licence_type}; entity: {platform.entity or 'not on file'}"
    yield f"  status: {platform.status} as of {platform.status_as_of}"
    if platform.statement:
        yield f"  {platform.statement.to(_LOCALE)}"
    yield from _own_lines(directory, platform, today)
    for step in platform.route:
        named = (_place(directory, step, c) for c in rooms.channels_of(directory, step))
        yield f"  route: {step} -> {', '.join(named)}"
    bodies = dict.fromkeys(_place(directory, s, c) for s in platform.route for c in rooms.channels_of(directory, s))
    for body in bodies:
        yield from _contact(rooms.shown(directory, body, _LOCALE, today))


def _own_lines(directory: Directory, platform: Platform, today: date) -> Lines:
    yield from _contact(rooms.shown(directory, platform.id, _LOCALE, today))
    for line in rooms.second_lines(directory, platform.id, _LOCALE, today):
        yield f"  second line {line.number}: {line.note}"
    if mailbox := rooms.mailbox(directory, platform.id, _LOCALE, today):
        yield f"  mailbox for personal data {mailbox.address}, by its policy of {mailbox.policy_date}: {mailbox.reply}"


def _place(directory: Directory, step: str, channel: str) -> str:
    """The bureau of the place that stands behind a step, where there is one."""
    place = step.partition(":")[2]
    return rooms.bureau_for(directory, place) if channel == "local_fin_bureau" and place else channel


def _contact(told: rooms.Shown | None) -> Lines:
    if told is None:
        yield "  no confirmed line of its own"
        return
    mark = "" if told.age is Age.FRESH else f" ({'please check before use' if told.age is Age.OLD else 'withheld'})"
    yield f"  {told.contact.id}: {_entries(told.contact)}; checked on {told.contact.checked_on}{mark}"


def _entries(contact: Contact) -> str:
    entries = [entry for entry in (contact.phone, contact.phone_note, contact.web, contact.wechat) if entry]
    return ", ".join(entries) or contact.how_to_find or "no entry"
