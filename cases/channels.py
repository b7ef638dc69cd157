"""The bodies that can be turned to: all of them in groups by what can be used now, and each of them in full."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cases.contacts import contact_on
from cases.keyboards import Rows, tap
from cases.lookup import LONGEST_NAME, urgent, usable
from cases.turn import Answered, Turn, say
from directory import NATIONAL, Category, Channel, Directory, Quality, TimeLimit, may_show, terms
from model.case import Case
from model.contact import Hours
from model.reply import Button, Json, Reply

# A screen and a half; what comes after is a second page.
FIRST_PAGE: Final = 18
NEXT_PAGES: Final = 12
# What the button for the bodies of single provinces carries.
LOCAL: Final = "local"


async def channels(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """The bodies that help most often, in three groups; with a page number, the others; and those of provinces."""
    directory = turn.deps.directory
    first = first_page(directory)
    if argument == LOCAL:
        return _local(turn)
    rest = sorted((c for c in current(directory) if c not in first), key=lambda c: c.id)
    pages = [rest[start : start + NEXT_PAGES] for start in range(0, len(rest), NEXT_PAGES)]
    page = int(argument) if argument.isdecimal() and len(argument) < 4 else 0
    if not 2 <= page <= len(pages) + 1:
        return _groups(turn, first)
    return _others(turn, pages[page - 2], page, len(pages) + 1)


def every(directory: Directory) -> tuple[Channel, ...]:
    """All bodies but those that were replaced."""
    return tuple(channel for channel in directory.channels.values() if not channel.superseded_by)


def current(directory: Directory) -> tuple[Channel, ...]:
    """The bodies for the whole country."""
    return tuple(channel for channel in every(directory) if not channel.place)


def is_emergency(channel: Channel) -> bool:
    """Whether it is for what happens at this moment, to life or body: it stands first whatever the hour."""
    always = channel.kind in ("emergency", "police") and channel.hours is Hours.ALWAYS
    return bool(always or (channel.kind == "help_line" and Category.SELF_HARM in channel.categories))


def first_page(directory: Directory) -> tuple[Channel, ...]:
    """The bodies to name first: for emergencies, then the national lines, those most routes lead to, the broadest.

    What is not verified, what cannot be entered anywhere and no route leads to, and mere look-ups stay behind.
    """
    led_to = Counter(step.channel for route in directory.routes for step in route.steps)
    fitting = [c for c in current(directory) if _is_useful(c, led_to[c.id])]
    fitting.sort(
        key=lambda c: (
            not is_emergency(c),
            c.phone not in NATIONAL,
            -led_to[c.id],
            not has_entry(c),
            -len(c.categories),
            c.id,
        )
    )
    return tuple(fitting[:FIRST_PAGE])


def _may_be_closed(channel: Channel) -> bool:
    """Whether a line for emergencies may not answer at this hour."""
    return is_emergency(channel) and channel.hours is not Hours.ALWAYS


def _is_useful(channel: Channel, routes: int) -> bool:
    if channel.quality is Quality.UNVERIFIED or channel.kind == "look_up":
        return False
    return bool(routes) or has_entry(channel)


def has_entry(channel: Channel) -> bool:
    """Whether a verified number, address or account leads to it."""
    return any(
        (
            channel.phone and may_show(channel, "phone"),
            channel.web and may_show(channel, "web"),
            channel.wechat and may_show(channel, "wechat"),
        )
    )


def _groups(turn: Turn, listed: Sequence[Channel]) -> Answered:
    groups: dict[str, list[Json]] = {"emergency": [], "open": [], "later": []}
    for channel in listed:
        body = usable(turn, channel.id)
        is_open = isinstance(body, dict) and body["open"] is True
        groups["emergency" if is_emergency(channel) else "open" if is_open else "later"].append(body)
    buttons = [_button(turn, channel) for channel in listed if not is_emergency(channel)]
    params: dict[str, Json] = {**groups, "checked_on": _oldest(listed)}
    return Answered((Reply("channels", params, (*_pairs(buttons), (tap("more_channels", "channels", "2"),))),))


def _others(turn: Turn, listed: Sequence[Channel], page: int, pages: int) -> Answered:
    params: dict[str, Json] = {
        "bodies": [usable(turn, channel.id) for channel in listed],
        "page": page,
        "pages": pages,
        "checked_on": _oldest(listed),
    }
    onward = tap("more_channels", "channels", str(page + 1)) if page < pages else tap("first_channels", "channels")
    last = (tap("local_channels", "channels", LOCAL), tap("p_missing", "propose"))
    rows = (*_pairs([_button(turn, channel) for channel in listed]), (onward,), last)
    return Answered((Reply("channels_more", params, rows),))


def _local(turn: Turn) -> Answered:
    """The bodies of single provinces, as buttons."""
    local = sorted((c for c in every(turn.deps.directory) if c.place), key=lambda c: c.id)
    rows = _pairs([_button(turn, channel) for channel in local])
    return Answered((Reply("channels_local", {"count": len(local)}, (*rows, (tap("first_channels", "channels"),))),))


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _button(turn: Turn, channel: Channel) -> Button:
    """A body by its name as of now: a number in it goes once its check is too long ago."""
    body = contact_on(turn.deps.directory, channel.id, turn.person.locale, turn.now)
    return tap(f"channel:{body.name if body else channel.id}", "channel", channel.id)


def _oldest(listed: Sequence[Channel]) -> str:
    return min(channel.checked_on for channel in listed).isoformat()


async def channel(turn: Turn, case: Case | None, argument: str) -> Answered:
    """Everything that is verified about one body; it is found by its id, its number or its name."""
    if not argument:
        return await channels(turn, case, "")
    if (answered := urgent(turn, argument)) is not None:
        return answered
    if len(argument) > LONGEST_NAME:
        return say("name_too_long", limit=LONGEST_NAME)
    found = matching(turn.deps.directory, argument)
    if len(found) != 1:
        rows = (*_pairs([_button(turn, one) for one in found[:NEXT_PAGES]]), (tap("channels"),))
        return Answered((Reply("channel_ask", {"count": len(found)}, rows),))
    return _one(turn, found[0])


def matching(directory: Directory, asked: str) -> tuple[Channel, ...]:
    """The bodies that an id, a shown number or a part of a name stands for; the exact ones before all others."""
    wanted, listed = asked.strip().casefold(), every(directory)
    successor = directory.channels[wanted].superseded_by if wanted in directory.channels else None
    exact = tuple(c for c in listed if wanted in _exact_names(c) or c.id == successor)
    return exact or tuple(c for c in listed if any(wanted in name for name in _names(c)))


def _names(channel: Channel) -> tuple[str, ...]:
    name = channel.name
    return tuple(text.casefold() for text in (name.zh_hans, name.zh_hant, name.en))


def _exact_names(channel: Channel) -> tuple[str, ...]:
    number = channel.phone if channel.phone and may_show(channel, "phone") else ""
    return (channel.id, *_names(channel), *(text for text in (number,) if text))


def _one(turn: Turn, found: Channel) -> Answered:
    locale = turn.person.locale
    known = terms(turn.deps.directory, found.id, locale)
    params: dict[str, Json] = {
        "contact": usable(turn, found.id),
        "operator": found.operator.to(locale) if found.operator else None,
        "hours_note": known.hours_note,
        "refuses": known.refuses,
        "before": known.before,
        "deadlines": [_deadline(limit) for limit in known.deadlines],
        "sources": len(found.sources),
        "verified": found.quality is not Quality.UNVERIFIED,
    }
    rows = ((tap("steps"), tap("channels")), (tap("report_entry", argument=f"c:{found.id}"),))
    return Answered((Reply("channel", params, rows),))


def _deadline(limit: TimeLimit) -> Json:
    return {
        "step": limit.step,
        "days": limit.days,
        "working": limit.working,
        "more": limit.more,
        "times": limit.times,
        "binds": list(limit.binds),
        "law": limit.law,
    }
