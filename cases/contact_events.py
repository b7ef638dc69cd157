"""From what a case holds to its contacts: one for each message and call, with where its time comes from. Pure."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from escalation.hours import CHINA
from model.case import Item, Sourced, ValueSource
from model.contact_event import ContactEvent, ContactKind, LoggedCall, Said
from model.labels import Label
from model.original import WasRead
from model.reading import Bubble, CallLine, Side

# What is no contact by whoever collects: her own words, what has nothing to do with it, an offer of somebody else.
_NO_CONTACT: Final = frozenset({Label.OWN_WORDS, Label.OTHER, Label.DEBT_SERVICE_AD})
# What a tap says, in the words of the labels; claimed, and nothing that was classified.
LABELS: Final[Mapping[Said, tuple[Label, ...]]] = {
    Said.NOTHING: (),
    Said.POLITE: (Label.LAWFUL_REMINDER,),
    Said.ABUSE: (Label.INSULT,),
    Said.THREAT: (Label.THREAT_PERSON,),
    Said.FAMILY: (Label.THREAT_FAMILY,),
    Said.VISIT: (Label.VISIT_THREAT,),
    Said.POSED: (Label.IMPERSONATION,),
    Said.TOLD: (Label.DATA_DISCLOSURE,),
}


def events_of(
    items: Sequence[Item], calls: Sequence[LoggedCall], were_read: Sequence[WasRead]
) -> tuple[ContactEvent, ...]:
    """The contacts of a case, those with a time in their order. `items` without those that a newer version replaced.

    The same words in the same minute on the same phone are one message, in however many pictures they stand.
    """
    screens = {was_read.item_id: was_read for was_read in were_read}
    found: list[ContactEvent] = []
    seen: set[tuple[object, ...]] = set()
    for item in items:
        for event, words in _of_item(item, screens.get(item.id)):
            key = (_minute(event), event.receiver, words)
            if event.at is None or event.kind is ContactKind.CALL or key not in seen:
                found.append(event)
            seen.add(key)
    found += [_of_call(call, number) for number, call in enumerate(calls, start=1)]
    return tuple(sorted(found, key=_order))


def _order(event: ContactEvent) -> tuple[bool, float, int, int]:
    day = event.day or date.min
    at = event.at.timestamp() if event.at else datetime(day.year, day.month, day.day, tzinfo=CHINA).timestamp()
    return event.at is None and event.day is None, at, event.item_number or 0, event.call_number or 0


def _minute(event: ContactEvent) -> int | None:
    return int(event.at.timestamp()) // 60 if event.at else None


def _of_item(item: Item, was_read: WasRead | None) -> Iterator[tuple[ContactEvent, str]]:
    """The contacts of an item with their words. What the person said or corrected herself goes before the picture."""
    labels = tuple(Label(label) for label in item.labels)
    told = item.sent_at is not None and item.sent_at.source is ValueSource.CLAIMED
    screen = was_read.screen if was_read else None
    calls = [line for line in screen.calls if line.direction != "out"] if screen else []
    bubbles = [bubble for bubble in screen.bubbles if bubble.side is Side.THEIRS] if screen else []
    if calls and not bubbles:
        for line in calls:
            yield _of_line(item, line), ""
    elif not labels or item.article or set(labels) <= _NO_CONTACT:
        return
    elif len(bubbles) > 1 and not told:
        for bubble in bubbles:
            yield _of_bubble(item, bubble, labels), _plain(bubble.text)
    else:
        yield _of_message(item, labels), _plain(item.text)


def _of_message(item: Item, labels: tuple[Label, ...]) -> ContactEvent:
    at = _instant(item.sent_at)
    return ContactEvent(
        at=at,
        kind=ContactKind.MESSAGE,
        connected=None,
        sender=item.sender.value if item.sender else None,
        receiver=item.receiver,
        source=item.sent_at.source if item.sent_at else ValueSource.RECEIVED,
        item_number=item.number,
        day=date.fromisoformat(item.sent_at.value) if item.sent_at and at is None else None,
        labels=labels,
    )


def _of_bubble(item: Item, bubble: Bubble, labels: tuple[Label, ...]) -> ContactEvent:
    return ContactEvent(
        at=_local(bubble.sent_at),
        kind=ContactKind.MESSAGE,
        connected=None,
        sender=(item.sender.value if item.sender else None) or bubble.sender,
        receiver=item.receiver,
        source=ValueSource.PICTURE if bubble.sent_at else ValueSource.RECEIVED,
        item_number=item.number,
        labels=labels,
    )


def _of_line(item: Item, line: CallLine) -> ContactEvent:
    return ContactEvent(
        at=_local(line.at),
        kind=ContactKind.CALL,
        connected=line.connected,
        sender=_number(line.number_or_name),
        receiver=item.receiver,
        source=ValueSource.PICTURE if line.at else ValueSource.RECEIVED,
        item_number=item.number,
    )


def _of_call(call: LoggedCall, number: int) -> ContactEvent:
    return ContactEvent(
        at=call.at,
        kind=ContactKind.CALL,
        connected=call.connected,
        sender=_number(call.number or "") or call.name,
        receiver=call.receiver,
        source=call.source,
        call_number=number,
        estimated=call.estimated,
        day=call.day,
        until=call.until,
        labels=tuple(label for said in call.said for label in LABELS[said]),
        said=call.said,
    )


def _instant(sent_at: Sourced | None) -> datetime | None:
    """The instant of a time; a day alone is none."""
    if sent_at is None or len(sent_at.value) <= len("2026-11-20"):
        return None
    return _local(sent_at.value)


def _local(value: str | None) -> datetime | None:
    """A time without a zone was read off a phone in China."""
    at = datetime.fromisoformat(value) if value else None
    return at.replace(tzinfo=CHINA) if at and at.tzinfo is None else at


def _number(value: str) -> str | None:
    """A number without what only spaces it; a name as it is."""
    plain = unicodedata.normalize("NFKC", value).strip()
    digits = plain.removeprefix("+86").replace(" ", "").replace("-", "")
    return (digits if digits.isdecimal() else plain) or None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
