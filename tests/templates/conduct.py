"""Samples of the pages about logged calls, the timeline and what contacts add up to."""

from typing import Final

import directory
from directory import conduct_limits
from model.locale import Locale
from model.reply import Button, Json, Reply

PLAIN: Final = ("call_when", "call_said", "call_more", "call_not_kept")
_LISTED: Final = directory.load()


def conducts(locale: Locale) -> dict[str, Reply]:
    """The key is the name of the golden file."""
    plain = {name: Reply(name) for name in PLAIN}
    return plain | _calls() | _timelines() | _counted(locale) | _strips()


def _call(**changes: Json) -> dict[str, Json]:
    base: dict[str, Json] = {
        "number": 3,
        "when": "11-21 23:10",
        "timed": True,
        "night": True,
        "first": "23:10",
        "last": None,
        "estimated": None,
        "connected": True,
        "said": ["abuse", "visit"],
        "caller": "13800000000",
        "name": "张警官",
        "length": "5:20",
        "receiver": "parent",
        "source": "claimed",
        "case": 2,
        "draft": True,
    }
    return base | changes


def _calls() -> dict[str, Reply]:
    nothing: dict[str, Json] = {**dict.fromkeys(("first", "caller", "name", "length")), "said": [], "receiver": "me"}
    day = _call(when="11-20", timed=False, night=False, connected=False, draft=False, **nothing)
    about = _call(
        when="11-21", night=False, connected=None, estimated=20, **(nothing | {"first": "09:00", "last": "23:00"})
    )
    asked = {f"call_ask_{f}": Reply("call_ask", {"field": f}) for f in ("type", "about", "number", "name", "length")}
    which = {f"call_which_{f}": Reply("call_which", {"field": f}) for f in ("who", "conn", "said")}
    return (
        asked
        | which
        | {
            "call_connected": Reply("call_connected", {"when": "11-21 23:10"}),
            "call_saved": Reply(
                "call_saved", _call(), ((Button("call_number", "call", "!x.number"), Button("call_more", "call")),)
            ),
            "call_saved_day": Reply("call_saved", day),
            "call_saved_about": Reply("call_saved", about),
            "call_saved_imported": Reply("call_saved", _call(source="export", connected=None, **nothing)),
            "call_dropped": Reply("call_dropped", _call()),
            "only_calls": Reply("only_calls", {"number": 2, "draft": True}),
            "only_calls_kept": Reply("only_calls", {"number": 2, "draft": False}),
        }
    )


def _line(**changes: Json) -> dict[str, Json]:
    base: dict[str, Json] = {
        **dict.fromkeys(("time", "until", "connected", "estimated", "sender", "item", "call")),
        "night": False,
        "kind": "call",
        "source": "claimed",
        "receiver": "me",
        "doubled": False,
        "labels": [],
    }
    return base | changes


def _timelines() -> dict[str, Reply]:
    message = {"kind": "message", "sender": "1069000000001"}
    groups: list[Json] = [
        {
            "day": "11-21",
            "lines": [
                _line(time="07:40", night=True, call=2, connected=False),
                _line(time="09:00", until="23:00", call=4, estimated=20),
                _line(time="23:10", night=True, call=1, connected=True, sender="13800000000", doubled=True),
            ],
        },
        {
            "day": "11-20",
            "lines": [
                _line(time="12:00", item=3, source="picture", receiver="parent", **message),
                _line(call=5, connected=None, source="export"),
            ],
        },
        {"day": None, "lines": [_line(item=1, source="received", receiver="unknown", **message)]},
    ]
    whole: dict[str, Json] = {"case": 1, "contacts": 5, "night": 2, "estimated": 20, "groups": groups}
    turns = ((Button("page_newer", "timeline", "1"), Button("page_older", "timeline", "3")),)
    one: dict[str, Json] = {"case": 1, "contacts": 1, "night": 0, "estimated": None, "groups": groups[2:]}
    return {
        "timeline": Reply("timeline", whole | {"page": 2, "pages": 3}, turns),
        "timeline_one": Reply("timeline", one | {"page": 1, "pages": 1}),
        "timeline_empty": Reply("timeline_empty", {"case": 1}),
    }


def _count(value: int, *sources: tuple[str, int], items: int = 0, calls: int = 0) -> dict[str, Json]:
    return {
        "value": value,
        "sources": [{"source": source, "count": number} for source, number in sources],
        "items": list(range(1, items + 1)),
        "calls": list(range(1, calls + 1)),
    }


def _counted(locale: Locale) -> dict[str, Reply]:
    limits = {limit.id: limit for limit in conduct_limits(_LISTED, locale)}

    def finding(rule: str, limit_id: str, day: str | None, count: Json, *, claimed: bool) -> dict[str, Json]:
        bases: list[Json] = [{"title": b.title, "force": b.force, "binds": b.binds} for b in limits[limit_id].bases]
        limit = limits[limit_id].rule
        return {"rule": rule, "day": day, "count": count, "claimed_only": claimed, "limit": limit, "bases": bases}

    night = _count(9, ("origin", 2), ("picture", 3), ("claimed", 4), items=5, calls=4)
    answered, missed = _count(4, ("claimed", 4), calls=4), _count(12, ("export", 12), calls=12)
    gaps = ("no_time", "no_hour", "no_sender", "no_receiver", "not_told_if_connected")
    full: dict[str, Json] = {
        "case": 3,
        "contacts": _count(31, ("origin", 5), ("picture", 8), ("export", 10), ("claimed", 6), ("received", 2)),
        "first": "11-02",
        "last": "11-21",
        "days": 9,
        "span": 20,
        "night": night,
        "busiest": {"day": "11-20", "connected": 4, "unanswered": 12},
        "senders": [{"sender": "13800000000", "count": 14}, {"sender": "1069000000001", "count": 6}],
        "sender_count": 7,
        "third": _count(5, ("picture", 5)),
        "reached": ["parent", "colleague"],
        "estimated": 20,
        "gaps": [{"id": gap, "count": number} for number, gap in enumerate(gaps, start=1)],
        "findings": [
            finding("night", "quiet_hours", None, night, claimed=False),
            finding("calls_connected_per_day", "calls_connected", "11-20", answered, claimed=True),
            finding("calls_attempts_per_day", "calls_attempts", "11-20", missed, claimed=False),
        ],
    }
    told = [finding("night", "quiet_hours", None, _count(1, ("claimed", 1), calls=1), claimed=True)]
    early = finding("night", "quiet_hours", None, _count(1, ("claimed", 1), calls=1), claimed=True)
    bare: dict[str, Json] = {
        **dict.fromkeys(("first", "last", "busiest", "estimated")),
        **{name: _count(0) for name in ("contacts", "night", "third")},
        **{name: [] for name in ("senders", "reached", "gaps", "findings")},
        **dict.fromkeys(("days", "span", "sender_count"), 0),
        "case": 3,
    }
    one = _count(1, ("claimed", 1), calls=1)
    only: dict[str, Json] = {"contacts": one, "night": one, "first": "11-21", "last": "11-21", "days": 1, "span": 1}
    return {
        "conduct": Reply("conduct", full),
        "conduct_told": Reply("conduct", bare | only | {"findings": list(told)}),
        "conduct_before_any_rule": Reply("conduct", bare | only | {"findings": [early | {"limit": None, "bases": []}]}),
        "conduct_nothing": Reply("conduct", bare | {"estimated": 20}),
    }


def _strips() -> dict[str, Reply]:
    hours: list[Json] = [{"hour": hour, "count": 12} for hour in (7, 9, 11, 22, 23)]
    day: dict[str, Json] = {"hours": hours, "more": 35, "no_hour": 12, "estimated": 120}
    lines: list[Json] = [{"day": f"11-{21 - n}", **day} for n in range(5)]
    few: list[Json] = [
        {"day": "11-21", "hours": hours[:2], "more": 0, "no_hour": 0, "estimated": 0},
        {"day": "11-20", "hours": [], "more": 0, "no_hour": 2, "estimated": 0},
        {"day": "11-19", "hours": [], "more": 0, "no_hour": 0, "estimated": 20},
    ]
    span: dict[str, Json] = {"case": 12, "first": "10-22", "last": "11-21"}
    none: dict[str, Json] = {
        "case": 12,
        "first": None,
        "last": None,
        "lines": [],
        "unnamed": 0,
        "undated": 3,
        "earlier": 0,
    }
    return {
        "strip": Reply("strip", span | {"lines": few, "unnamed": 0, "undated": 0, "earlier": 0}, picture="strip"),
        "strip_longest": Reply(
            "strip", span | {"lines": lines, "unnamed": 26, "undated": 120, "earlier": 340}, picture="strip"
        ),
        "strip_undated": Reply("strip", none),
    }
